"""What it costs that documents are read and checked in processes that may die.

    python benchmarks/isolation.py [COUNT]

The same generated reports read and checked in this process, and in one worker: milliseconds of processor for each, of
all processes, with what travels and is put on disk between them. One report of each format is done beforehand on both
sides.
"""

from __future__ import annotations

import os
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

import adapters  # noqa: E402
from checker.run.limits import Limits  # noqa: E402
from checker.run.shelf import Shelf  # noqa: E402
from checker.run.sketch import one_by_one  # noqa: E402
from checker.run.stages import Here  # noqa: E402
from checker.run.work import Work  # noqa: E402
from checker.wiring.packs import load_packs  # noqa: E402
from tests.generator.many import many  # noqa: E402


def main(count: int = 100) -> None:
    """Both ways, in turns, the least of three."""
    packs = load_packs([], ())
    with tempfile.TemporaryDirectory() as folder:
        files = []
        for name, content in many(count):
            Path(folder, name).write_bytes(content)
            files.append((Path(folder, name), name))
        work = Work(packs, "zh-CN", adapters.read, True)
        _inside(work, files[:10])  # what is made once is made before anything is forked
        rounds = [(_spent(_inside, work, files), _spent(_beside, work, files)) for _ in range(3)]
    inside, beside = zip(*rounds, strict=True)
    one, other = min(inside) / count * 1000, min(beside) / count * 1000
    print(f"here {one:.1f} ms, in a worker {other:.1f} ms: {(other / one - 1) * 100:.0f} % more")


def _inside(work: Work, files: list[tuple[Path, str]]) -> None:
    for bundle in one_by_one([work.sketch(file) for file in files]):
        work.check(bundle)


def _beside(work: Work, files: list[tuple[Path, str]]) -> None:
    here = Here(work, Limits(workers=1), None, Shelf())
    sketches = [one.result for one in here.read(files) if one.result is not None]
    list(here.check(one_by_one(sketches), bool, len(files)))  # what is made over all dossiers is no part of this


def _spent(way: object, work: Work, files: list[tuple[Path, str]]) -> float:
    before = os.times()
    way(work, files)  # type: ignore[operator]
    after = os.times()
    return sum(after[:4]) - sum(before[:4])


if __name__ == "__main__":
    main(*map(int, sys.argv[1:]))
