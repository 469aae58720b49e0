"""Whether a cluster whose workers are killed in the middle comes to the same as this machine alone.

    python benchmarks/cluster.py [COUNT] [WORKERS] [KILLS]

By default 500 generated reports, 2 workers of a LocalCluster, of which 3 are killed with -9 while they work. Prints the
seconds by the clock and of processor, and compares the outcomes; the exit code is 1 where they differ.
"""

from __future__ import annotations

import json
import os
import resource
import signal
import subprocess
import sys
import tempfile
import threading
import time
from pathlib import Path
from random import Random
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from tests.generator.many import many  # noqa: E402

CALL = (sys.executable, "-c", "from checker.cli import program; program()", "check", "in", "-f", "json", "--no-cache")


def main(count: int = 500, workers: int = 2, kills: int = 3) -> int:
    """Both runs, and whether they agree."""
    from distributed import LocalCluster

    with tempfile.TemporaryDirectory() as folder:
        os.chdir(folder)
        Path("in").mkdir()
        for name, content in many(count):
            Path("in", name).write_bytes(content)
        here = _run("here")
        with LocalCluster(
            n_workers=workers, threads_per_worker=1, processes=True, dashboard_address=None, silence_logs=50
        ) as cluster:
            ended, killed = threading.Event(), list[int]()
            killer = threading.Thread(target=_kill, args=(cluster, ended, killed, kills))
            killer.start()
            there = _run("there", "--cluster", cluster.scheduler_address)
            ended.set()
            killer.join()
        os.chdir("/")
    same = here == there
    dossiers = len(json.loads(there)["dossiers"])
    print(f"{dossiers} of {count} outcomes, {len(killed)} workers killed, {'equal' if same else 'NOT EQUAL'}")
    return int(not same or dossiers != count or len(killed) < kills)


def _run(name: str, *words: str) -> bytes:
    start, before = time.monotonic(), resource.getrusage(resource.RUSAGE_CHILDREN)
    made = subprocess.run([*CALL, *words], env={**os.environ, "PYTHONPATH": str(ROOT)}, stdout=subprocess.PIPE)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    spent = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    passed = time.monotonic() - start
    print(f"{name}: {passed:.1f} s by the clock, {spent:.1f} s of processor, exit {made.returncode}")
    return made.stdout


def _kill(cluster: Any, ended: threading.Event, killed: list[int], kills: int) -> None:
    """Kill whichever worker is there, at random moments while work is done."""
    random = Random(7)
    while not ended.wait(random.uniform(2, 5)) and len(killed) < kills:
        there = [worker.pid for worker in cluster.workers.values() if worker.pid]
        if there and any(one.processing for one in list(cluster.scheduler.workers.values())):
            killed.append(random.choice(there))
            os.kill(killed[-1], signal.SIGKILL)


if __name__ == "__main__":
    sys.exit(main(*map(int, sys.argv[1:])))
