"""Whether every file of a folder, and mutants of them, is read or refused in time and within memory.

    python benchmarks/robustness.py FOLDER [--mutants 300] [--seed 1] [--seconds 30] [--megabytes 1024] [--keep DIR]

Files with the suffixes of known formats, each in a worker as `gouji check` reads them. What crashed, hung, ran out of
memory or raised anything but a refusal is listed, and makes the exit code 1; `--keep` saves such mutants. Fonts, models
and libraries count for the worker, not the file: the peak given is that of the largest worker.
"""

from __future__ import annotations

import argparse
import logging
import resource
import sys
import tempfile
import time
from collections import Counter
from pathlib import Path
from random import Random

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

import adapters  # noqa: E402
from checker.document import Document  # noqa: E402
from checker.workers.pool import Outcome, run_all  # noqa: E402
from tests.hostile.mutants import mutant  # noqa: E402


def known_files(folder: Path) -> list[Path]:
    """The files of a folder whose suffix some adapter knows, in order."""
    suffixes = {suffix for usual in adapters.SUFFIXES.values() for suffix in usual}
    return sorted(path for path in folder.rglob("*") if path.is_file() and path.suffix.lower() in suffixes)


def look(path: Path) -> tuple[float, int, str]:
    """Seconds and the worker's peak in megabytes after reading a file, and what became of it."""
    start = time.perf_counter()
    document = adapters.read(path, path.name)
    assert isinstance(document, Document)
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
    return time.perf_counter() - start, peak, "read in part" if document.unread else "read"


def main() -> int:
    """Print what became of the files; 1 when one of them was neither read nor refused."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--mutants", type=int, default=300)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--seconds", type=float, default=30)
    parser.add_argument("--megabytes", type=int, default=1024)
    parser.add_argument("--keep", type=Path)
    options = parser.parse_args()
    logging.disable(logging.CRITICAL)
    random = Random(options.seed)
    with tempfile.TemporaryDirectory() as name:
        whole = known_files(options.folder)
        sources = [path for path in whole if path.stat().st_size < 3_000_000]
        broken: list[Path] = []
        for number in range(options.mutants if sources else 0):
            source = random.choice(sources)
            broken.append(Path(name) / f"{number}-{source.name}")
            broken[-1].write_bytes(mutant(source.read_bytes(), random))
        bad = _run("files", whole, options) + _run("mutants", broken, options)
        for outcome in bad:
            print(f"  {outcome.kind}: {outcome.item}")
            print("    " + (outcome.traceback.strip().splitlines() or [str(outcome.error)])[-1][:200])
            if options.keep and outcome.item in broken:
                options.keep.mkdir(parents=True, exist_ok=True)
                (options.keep / outcome.item.name).write_bytes(outcome.item.read_bytes())
    return int(bool(bad))


def _run(title: str, paths: list[Path], options: argparse.Namespace) -> list[Outcome[Path, tuple[float, int, str]]]:
    start = time.perf_counter()
    kinds: Counter[str] = Counter()
    slowest, largest = (0.0, ""), (0, "")
    bad = []
    for outcome in run_all(look, paths, workers=2, seconds=options.seconds, memory_mb=options.megabytes):
        kinds[outcome.result[2] if outcome.result else outcome.kind] += 1
        if outcome.result:
            slowest = max(slowest, (outcome.result[0], outcome.item.name))
            largest = max(largest, (outcome.result[1], outcome.item.name))
        if outcome.kind not in ("done", "refused"):
            bad.append(outcome)
    told = ", ".join(f"{count} {kind}" for kind, count in kinds.most_common())
    print(f"{len(paths)} {title} in {time.perf_counter() - start:.0f} s: {told}")
    print(f"  slowest {slowest[0]:.1f} s ({slowest[1]}); peak {largest[0]} MB ({largest[1]})")
    return bad


if __name__ == "__main__":
    sys.exit(main())
