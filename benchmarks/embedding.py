"""A program that embeds the checker: seconds a call, and memory over some hundred calls from several threads.

    python benchmarks/embedding.py [CALLS] [THREADS]

A line for each sixth of the calls: megabytes of this program and of each process beside it, and their open files.
"""

from __future__ import annotations

import os
import sys
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))
SAMPLES = ROOT / "samples"
FILES = ("defects-2021.docx", "defects-2021.pdf", "suqian-2020.pdf", "clean-2021.docx", "texts/003-suqian-2020.txt")


def size(pid: int) -> str:
    """Megabytes in memory and open files of a process."""
    pages = int(Path(f"/proc/{pid}/statm").read_text().split()[1])
    return f"{pages * os.sysconf('SC_PAGE_SIZE') >> 20} MB {len(list(Path(f'/proc/{pid}/fd').iterdir()))} files"


def main() -> None:
    """Print what it costs."""
    calls = int(sys.argv[1]) if len(sys.argv) > 1 else 300
    threads = int(sys.argv[2]) if len(sys.argv) > 2 else 4
    begun = time.perf_counter()
    import gouji

    print(f"import gouji: {(time.perf_counter() - begun) * 1000:.1f} ms")
    for name in FILES:
        begun = time.perf_counter()
        gouji.check(SAMPLES / name)
        first = time.perf_counter() - begun
        begun = time.perf_counter()
        gouji.check(SAMPLES / name)
        print(f"{name}: {first * 1000:.0f} ms, then {(time.perf_counter() - begun) * 1000:.0f} ms")

    def call(number: int) -> None:
        audit = gouji.check(SAMPLES / FILES[number % len(FILES)])
        audit.to_json()
        audit.render("html")

    begun = time.perf_counter()
    with ThreadPoolExecutor(threads) as pool:
        for part in range(6):
            list(pool.map(call, range(calls // 6)))
            done = (part + 1) * (calls // 6)
            spent = (time.perf_counter() - begun) / done * 1000
            # A process is listed with the thread that started it.
            lists = [task / "children" for task in Path(f"/proc/{os.getpid()}/task").iterdir()]
            beside = ", ".join(size(int(pid)) for one in lists for pid in one.read_text().split())
            print(f"{done} calls, {spent:.0f} ms each: {size(os.getpid())}; beside {beside}")


if __name__ == "__main__":
    main()
