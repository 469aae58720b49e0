"""A server that lives for weeks: many threads at once over Word and PDF, and nothing that grows."""

from __future__ import annotations

import gc
import os
import subprocess
import sys
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

import gouji
from tests.cli.calls import ROOT

SAMPLES = ROOT / "samples"
FILES = (
    SAMPLES / "defects-2021.docx",
    SAMPLES / "defects-2021.pdf",
    SAMPLES / "suqian-2020.pdf",
    SAMPLES / "clean-2021.docx",
    SAMPLES / "texts" / "003-suqian-2020.txt",
)
GROWTH_MB = 3
"""Of a process over thirty calls: half of what it would be if it kept what they give back."""


def test_threads_get_what_one_call_after_the_other_gets(tmp_path: Path) -> None:
    expected = {path: gouji.check(path).to_json() for path in FILES}
    jobs = [path for _ in range(3) for path in FILES]

    def job(number: int) -> tuple[Path, str, int]:
        path = jobs[number]
        audit = gouji.check(path)
        copies = gouji.annotate(audit, tmp_path / str(number)) if number % 5 == 1 else ()
        return path, audit.to_json(), len(gouji.read(path).blocks) + len(copies)

    with ThreadPoolExecutor(6) as threads:
        made = list(threads.map(job, range(len(jobs))))
    assert [path for path, told, _ in made if told != expected[path]] == []
    assert all(blocks for _, _, blocks in made)
    assert {"pypdfium2", "lxml", "pikepdf"}.isdisjoint(_loaded_by_the_face())


def _loaded_by_the_face() -> set[str]:
    """What a program of its own has loaded after calls from two threads; this one has tests that load everything."""
    code = f"""
import sys, threading, gouji
threads = [threading.Thread(target=gouji.check, args=(path,)) for path in {[str(path) for path in FILES[:2]]!r}]
[thread.start() for thread in threads]; [thread.join() for thread in threads]
print(*sys.modules)
"""
    ended = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True)
    return set(ended.stdout.split())


def size(pid: int) -> tuple[float, int]:
    """Megabytes of a process in memory, and how many files it has open."""
    pages = int(Path(f"/proc/{pid}/statm").read_text().split()[1])
    return pages * os.sysconf("SC_PAGE_SIZE") / 2**20, len(list(Path(f"/proc/{pid}/fd").iterdir()))


def children() -> set[int]:
    """The processes that this one has started."""
    return {int(pid) for pid in Path(f"/proc/{os.getpid()}/task/{os.getpid()}/children").read_text().split()}


@pytest.fixture
def alone() -> Iterator[None]:
    """One process for all calls."""
    gouji.close()
    gouji.configure(processes=1)
    yield
    gouji.configure(processes=2)


@pytest.mark.skipif(not Path("/proc/self/statm").exists(), reason="memory is told by /proc")
@pytest.mark.usefixtures("alone")
def test_nothing_grows_from_call_to_call() -> None:
    others = children()
    for number in range(10):
        gouji.check(FILES[number % len(FILES)])
    (process,) = children() - others
    before = [size(pid) for pid in (os.getpid(), process)]
    for number in range(30):
        gouji.check(FILES[number % 2]).to_json()
    gc.collect()
    after = [size(pid) for pid in (os.getpid(), process)]
    assert children() - others == {process}
    for (memory_before, files_before), (memory, files) in zip(before, after, strict=True):
        assert memory - memory_before < GROWTH_MB
        assert files == files_before
