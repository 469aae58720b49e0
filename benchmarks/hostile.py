"""A thousand mixed reports with hostile files between them: every outcome, what is left, and ten kills with --resume.

    python benchmarks/hostile.py [COUNT] [KILLS]

By default 1,000 generated reports (a tenth of them PDFs) and 40 files of the hostile corpus, then the same run killed
with -9 at 10 random moments and resumed each time. Its report must be that of the undisturbed run byte for byte, apart
from times. Exit code 1 where anything is not as it should be.
"""

from __future__ import annotations

import json
import os
import resource
import signal
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from random import Random

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from tests.generator.many import many  # noqa: E402
from tests.hostile.corpus import FILES  # noqa: E402

CALL = [sys.executable, "-c", "from checker.cli import program; program()", "check", "in", "-q", "--timeout", "60"]
HOSTILE = 40


def main(count: int = 1000, kills: int = 10) -> int:
    """Both runs, and what is wrong."""
    wrong: list[str] = []
    with tempfile.TemporaryDirectory() as folder:
        os.chdir(folder)
        Path("in").mkdir()
        for name, content in many(count):
            Path("in", name).write_bytes(content)
        for name in list(FILES)[::2][:HOSTILE]:
            Path("in", f"x {name}").write_bytes(FILES[name]())
        env = {**os.environ, "PYTHONPATH": str(ROOT), "TMPDIR": str(Path("tmp").absolute())}
        Path("tmp").mkdir()
        start = time.monotonic()
        words = ["--report", "whole", "-f", "json", "-o", "out.json"]
        made = subprocess.run([*CALL, *words], env={**env, "XDG_CACHE_HOME": "none"}, stderr=subprocess.PIPE)
        used = resource.getrusage(resource.RUSAGE_CHILDREN)
        spent = used.ru_utime + used.ru_stime
        print(f"{time.monotonic() - start:.0f} s by the clock, {spent:.0f} s of processor, exit {made.returncode}")
        print(f"memory of the largest process: {used.ru_maxrss >> 10} MB")
        wrong += _outcomes(json.loads(Path("out.json").read_text("utf-8")), count)
        wrong += _left(folder)
        if made.returncode != 3:
            wrong.append(f"exit {made.returncode}: {made.stderr[-500:]!r}")
        wrong += _resumed(kills, {**env, "XDG_CACHE_HOME": str(Path("cache").absolute())})
        wrong += _left(folder)
        os.chdir("/")
    print("\n".join(wrong) or "all as it should be")
    return int(bool(wrong))


def _outcomes(run: dict, count: int) -> list[str]:  # type: ignore[type-arg]
    """Whether every file has its outcome, and each that could not be read its reason."""
    read = {one["path"] for dossier in run["dossiers"] for one in dossier["documents"]}
    reasons = {one["path"]: one["why"] for dossier in run["dossiers"] for one in dossier["unchecked"]}
    files = {str(path) for path in Path("in").iterdir()}
    refused = {path for path in files - read if reasons.get(path)}
    hostile = sum(path.startswith("in/x ") for path in files)
    print(
        f"{len(read & files) + len(refused)} outcomes: {len(read & files)} read, {len(refused)} refused with a reason"
    )
    lost = files - read - refused
    wrong = [f"no outcome: {path}" for path in sorted(lost)]
    wrong += [f"a report was not read: {path}" for path in sorted(refused) if not path.startswith("in/x ")]
    return wrong if len(files) == count + hostile else [*wrong, "files were lost"]


def _left(folder: str) -> list[str]:
    """Processes and temporary folders that are still there."""
    deadline = time.monotonic() + 15
    while True:
        left = [f"left behind: {path}" for path in Path("tmp").iterdir()]
        for entry in Path("/proc").iterdir():
            if entry.name.isdecimal() and int(entry.name) != os.getpid():
                try:
                    if (entry / "cwd").readlink() == Path(folder):
                        left.append(f"still runs: {(entry / 'cmdline').read_bytes()!r}")
                except OSError:
                    continue
        if not left or time.monotonic() > deadline:
            return left
        time.sleep(0.5)


def _resumed(kills: int, env: dict[str, str]) -> list[str]:
    """Kill a run again and again; what is wrong with what it comes to in the end."""
    random = Random(16)
    words = ["--report", "killed", "--resume", "-f", "json", "-o", "killed.json"]
    done = 0
    for _ in range(kills):
        process = subprocess.Popen([*CALL, *words], env=env, stderr=subprocess.DEVNULL)
        try:
            process.wait(random.uniform(1, 40))
            break
        except subprocess.TimeoutExpired:
            os.kill(process.pid, signal.SIGKILL)
            process.wait()
            done += 1
    last = subprocess.run([*CALL, *words], env=env, stderr=subprocess.DEVNULL)
    whole, killed = _content("whole"), _content("killed")
    other = sorted(name for name in whole.keys() | killed.keys() if whole.get(name) != killed.get(name))
    print(f"killed {done} times and resumed: {len(killed)} files, {len(other)} of them differ, exit {last.returncode}")
    return [f"differs: {name}" for name in other]


def _content(top: str) -> dict[str, bytes]:
    return {str(path.relative_to(top)): path.read_bytes() for path in Path(top).rglob("*") if path.is_file()}


if __name__ == "__main__":
    sys.exit(main(*map(int, sys.argv[1:])))
