"""A generated inspection put together: how many pairs are right, wrong or told, and what that takes.

    python benchmarks/inspection.py [SEED] [CITIES] [BUREAUS]

By default 20 cities, 15 bureaus and 3 years: reports under names in ten styles, versions, renamed organs, plans. The
files are written to a temporary folder and read as any others; their true grouping is known. Prints what became of the
partners that reports have, and the seconds of processor of reading, of putting together and of looking over all.
"""

from __future__ import annotations

import os
import resource
import sys
import tempfile
import time
from itertools import pairwise
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent.parent))

from adapters import read
from checker.check import Checker
from checker.loading.load import find, load
from checker.run.batch import over_batch
from checker.run.given import Given
from checker.run.grouping import group
from checker.run.work import Work
from tests.generator.inspection import CITIES, inspection, score

PACK = "cn-disclosure-report"


def main(seed: int = 0, cities: int = 20, bureaus: int = 15) -> None:
    """One inspection, from its files to its score."""
    files, listed = inspection(seed, CITIES[:cities], bureaus)
    pack = load(find(PACK, ()), ())
    given = Given(files=((Path(), listed),), issuers={PACK: pack.spec.issuers}, versions={PACK: pack.spec.versions})
    work = Work([pack], "zh-CN", read, batch=True)
    times = [time.process_time()]
    with tempfile.TemporaryDirectory() as folder:
        os.chdir(folder)
        sketches = []
        for file in files:
            path = Path(file.path)
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(file.text, "utf-8")
            sketches.append(work.sketch((path, file.path)))
        os.chdir("/")
    times.append(time.process_time())
    bundles = group(sketches, given)
    times.append(time.process_time())
    alike, _ = over_batch(Checker([pack]), sketches, given)
    times.append(time.process_time())
    found = score(files, bundles)
    print(f"{len(files)} files, {len(bundles)} dossiers, {len(alike)} findings over all")
    print(", ".join(f"{name}: {count}" for name, count in found.counts.most_common()), f"share {found.share:.4f}")
    print("\n".join(found.wrong))
    spent = [after - before for before, after in pairwise(times)]
    print("seconds: reading {:.1f}, putting together {:.2f}, over all {:.2f};".format(*spent), end=" ")
    print(f"{resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024} MB at most")


if __name__ == "__main__":
    main(*map(int, sys.argv[1:]))
