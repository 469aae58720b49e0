"""Whole processes: --help, a check of a text and of an 8-page Word file, beside an interpreter that does nothing.

    python benchmarks/startup.py [ROUNDS]

Wall and CPU seconds, the least of 9 rounds in turn. Exit code 1 when a wall time misses its bound. Compile first
(`python -m compileall -q checker adapters`) where PYTHONDONTWRITEBYTECODE is set.
"""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))
TEXT = ROOT / "tests/data/text/003-city-suqian.txt"
ROUNDS = 9


def word_file(folder: Path) -> Path:
    """A report with its three tables on eight pages."""
    from tests.adapters.pdf_samples import REPORT, WORK, Report, as_docx

    parts = list(REPORT.parts)
    at = parts.index(WORK[0])
    return as_docx(Report(REPORT.title, (*parts[:at], *(WORK * 4), *parts[at:])), folder / "report.docx")


def spent(command: list[str]) -> tuple[float, float]:
    """Wall and CPU seconds of a process and its children."""
    start = time.perf_counter()
    process = subprocess.Popen(command, cwd=ROOT, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    _, _, usage = os.wait4(process.pid, 0)
    return time.perf_counter() - start, usage.ru_utime + usage.ru_stime


def main() -> int:
    """Print a line for each command; 1 when one takes longer than its bound."""
    rounds = int(sys.argv[1]) if len(sys.argv) > 1 else ROUNDS
    gouji = [sys.executable, "-c", "from checker.cli import main; main()"]
    with tempfile.TemporaryDirectory() as name:
        commands: dict[str, tuple[list[str], float | None]] = {
            "python -c pass": ([sys.executable, "-c", "pass"], None),
            "import typer": ([sys.executable, "-c", "import typer"], None),
            "gouji --help": ([*gouji, "--help"], 0.15),
            "gouji check text": ([*gouji, "check", str(TEXT)], 0.35),
            "gouji check docx": ([*gouji, "check", str(word_file(Path(name)))], 0.6),
        }
        least = dict.fromkeys(commands, (float("inf"), float("inf")))
        for _ in range(rounds + 1):  # the first one warms the caches
            for key, (command, _) in commands.items():
                wall, cpu = spent(command)
                least[key] = min(least[key][0], wall), min(least[key][1], cpu)
    missed = False
    print(f"{'command':18} {'wall s':>7} {'CPU s':>7} {'bound':>6} {'× pass':>7}")
    nothing = least["python -c pass"][0]
    for key, (wall, cpu) in least.items():
        bound = commands[key][1]
        missed |= bound is not None and wall > bound
        print(f"{key:18} {wall:7.3f} {cpu:7.3f} {bound or '':>6} {wall / nothing:7.1f}")
    return int(missed)


if __name__ == "__main__":
    sys.exit(main())
