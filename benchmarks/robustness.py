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
import zipfile
from collections import Counter
from io import BytesIO
from pathlib import Path
from random import Random

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

import adapters  # noqa: E402
from checker.document import Document  # noqa: E402
from checker.workers.pool import Outcome, run_all  # noqa: E402

_WORDS = (b"-1", b"0", b"2147483648", b"99999999999", b"1e308", b"null", b"", b"/", b"<<", b">>", b"[", b"]", b"R")


def mutant(data: bytes, random: Random) -> bytes:
    """A damaged copy: bytes altered, cut out, doubled or exchanged, numbers replaced, a part of a package changed."""
    if data.startswith(b"PK\x03\x04") and random.random() < 0.7:
        try:
            return _repacked(data, random)
        except (zipfile.BadZipFile, ValueError, NotImplementedError, OSError, RuntimeError):
            pass
    changed = bytearray(data)
    for _ in range(random.choice((1, 2, 5, 20, 100))):
        if not changed:
            break
        at, kind = random.randrange(len(changed)), random.random()
        if kind < 0.4:
            changed[at] = random.randrange(256)
        elif kind < 0.55:
            del changed[at : at + random.choice((1, 10, 100, 5000))]
        elif kind < 0.7:
            changed[at:at] = changed[at : at + random.choice((10, 1000))]
        elif kind < 0.95:
            end = at
            while at > 0 and chr(changed[at - 1]).isdigit():
                at -= 1
            while end < len(changed) and chr(changed[end]).isdigit():
                end += 1
            changed[at:end] = random.choice(_WORDS)
        else:
            del changed[at:]
    return bytes(changed)


def _repacked(data: bytes, random: Random) -> bytes:
    target = BytesIO()
    with zipfile.ZipFile(BytesIO(data)) as old, zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as new:
        texts = [name for name in old.namelist() if name.endswith((".xml", ".rels"))] or old.namelist()
        chosen, kind = random.choice(texts), random.random()
        for name in old.namelist():
            content = old.read(name)
            if name == chosen and kind < 0.1:
                continue
            new.writestr(name, _part(content, random) if name == chosen else content)
    return target.getvalue()


def _part(content: bytes, random: Random) -> bytes:
    """Elements of a part moved, doubled, lost; or its bytes changed."""
    pieces = content.split(b"<")
    for _ in range(random.choice((1, 3, 10))):
        if len(pieces) < 4 or random.random() < 0.15:
            return mutant(content, random)
        at, other = random.randrange(1, len(pieces)), random.randrange(1, len(pieces))
        choice = random.random()
        if choice < 0.3:
            pieces[at], pieces[other] = pieces[other], pieces[at]
        elif choice < 0.6:
            pieces[at:at] = pieces[other : other + 40]
        elif choice < 0.8:
            del pieces[at : at + 3]
        else:
            pieces[at] = pieces[at].replace(b'"', b'"' + random.choice(_WORDS), 1)
    return b"<".join(pieces)


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
