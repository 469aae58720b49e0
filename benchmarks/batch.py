"""What a report costs in a batch with its review page, ledger and letter: processor time, memory, against floors.

    python benchmarks/batch.py [COUNT] [FORMAT ...] [--jobs N]

By default 200 generated reports, a tenth of them PDFs. Milliseconds of processor for each report, of the driver and of
its workers; the most memory of both; and the same files through a floor that reads them and writes as much. Processor
time, as machines are loaded: the clock is given beside it.

As after an installation: a call over one report compiles modules and keeps the packs; a second one shows what a run
costs before its reports come, which is told apart and is in the figures of a report too.
"""

from __future__ import annotations

import argparse
import json
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Mapping
from pathlib import Path
from typing import NamedTuple

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from tests.generator.many import FORMATS, many  # noqa: E402

RUN = """
import json, os, resource, sys
from pathlib import Path
target, beside = open(sys.argv.pop(1), "w"), open("workers", "a")
def told():
    own, below = resource.getrusage(resource.RUSAGE_SELF), resource.getrusage(resource.RUSAGE_CHILDREN)
    times = [one.ru_utime + one.ru_stime for one in (own, below)]
    json.dump([*times, own.ru_maxrss], target)
    target.flush()
def sized():
    lines = (line.split() for line in Path("/proc/self/smaps_rollup").read_text().splitlines()[1:])
    sizes = {words[0]: int(words[1]) for words in lines}
    own = sizes["Private_Clean:"] + sizes["Private_Dirty:"]
    most = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    os.write(beside.fileno(), f"{own} {own + most - sizes['Rss:']} {sizes['Pss:']}\\n".encode())
end, driver = os._exit, os.getpid()
def ended(code):
    try:
        told() if os.getpid() == driver else sized()
    finally:  # one that has closed the file is to end all the same
        end(code)
os._exit = ended
from checker.cli import program
program()
"""
FLOOR = """
import sys, zlib
from pathlib import Path
for path in sorted(Path(sys.argv[1]).iterdir()):
    content = path.read_bytes()
    if content[:2] == b"PK":
        import io, zipfile
        from lxml import etree
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            etree.fromstring(archive.read("word/document.xml"))
    elif content[:4] == b"%PDF":
        import pypdfium2
        for page in pypdfium2.PdfDocument(content):
            page.get_textpage().get_text_range()
    else:
        content.decode("utf-8", "replace")
"""


class Made(NamedTuple):
    """What a run took: seconds of the driver and of its workers, the clock's, kilobytes of the driver at most.

    `workers` are kilobytes that each worker has to itself and does not share with the driver it was forked from: when
    it ends, and at most; and with its part of what it shares.
    """

    times: tuple[float, float]
    clock: float
    memory: int
    workers: list[tuple[int, int, int]]
    code: int
    said: str


def run(corpus: Path, jobs: int, env: Mapping[str, str]) -> Made:
    """A batch over a folder with a report in `report`."""
    call = ["check", str(corpus), "--report", "report", "-j", str(jobs), "-q", "-o", "out.txt", "--no-cache"]
    Path("workers").write_text("")
    start = time.monotonic()
    made = subprocess.run([sys.executable, "-c", RUN, "told", *call], env=env, stderr=subprocess.PIPE)
    clock = time.monotonic() - start
    driver, below, top = json.loads(Path("told").read_text())
    workers = []
    for line in Path("workers").read_text().splitlines():
        own, most, part = map(int, line.split())
        workers.append((own, most, part))
    return Made((driver, below), clock, top, workers, made.returncode, made.stderr.decode())


def main() -> None:
    """One run over one corpus, and its floor."""
    parser = argparse.ArgumentParser()
    parser.add_argument("count", type=int, nargs="?", default=200)
    parser.add_argument("formats", nargs="*", default=FORMATS)
    parser.add_argument("--jobs", type=int, default=1)
    parser.add_argument("--folder", type=Path, help="where the files are, or shall be, kept")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        os.chdir(folder)
        corpus = options.folder or Path("in").absolute()
        if not corpus.exists():
            corpus.mkdir()
            for name, content in many(options.count, formats=tuple(options.formats)):
                (corpus / name).write_bytes(content)
        kept = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
        env = {**kept, "PYTHONPATH": str(ROOT)}
        env |= {
            "XDG_CACHE_HOME": str(Path("cache").absolute()),
            "PYTHONPYCACHEPREFIX": str(Path("bytecode").absolute()),
        }
        before = os.times()
        subprocess.run([sys.executable, "-c", FLOOR, corpus], check=True, env=env)
        after = os.times()
        floor = after.children_user + after.children_system - before.children_user - before.children_system
        first = Path("one").absolute()
        first.mkdir()
        (first / "one.txt").write_bytes((ROOT / "tests/data/text/003-city-suqian.txt").read_bytes())
        run(first, 1, env)
        alone = sum(run(first, 1, env).times)
        made = run(corpus, options.jobs, env)
        driver, workers = made.times
        count = options.count
        print(f"{count} reports, -j{options.jobs}: {made.clock:.1f} s by the clock, exit {made.code}")
        print(
            f"a report: {(driver + workers) / count * 1000:.1f} ms of processor, "
            f"driver {driver / count * 1000:.1f}, workers {workers / count * 1000:.1f}; "
            f"floor {floor / count * 1000:.2f}, ratio {(driver + workers) / floor:.1f}"
        )
        print(f"one report alone, with all that a run begins with: {alone * 1000:.0f} ms")
        own, most, part = (max(sizes) >> 10 for sizes in zip(*made.workers, strict=True))
        print(f"memory at most: driver {made.memory >> 10} MB, a worker by itself {most} MB")
        print(f"when it ends: {own} MB, with its part of what it shares {part} MB ({len(made.workers)} workers)")
        print(f"outcomes: {len(list(Path('report/reviews').iterdir()))} pages, {made.said[-200:].strip()}")
        os.chdir("/")


if __name__ == "__main__":
    main()
