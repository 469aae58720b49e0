"""Readers and the loader of packs under inputs that nobody has thought of.

    python -m tests.hostile.fuzz TARGET [--seconds 600] [--seed 1] [--atheris] [--keep DIR]

A target is a suffix (docx, pdf, html, md, txt, csv, xlsx, ofd, mht; doc, wps, rtf, odt, which LibreOffice converts) or
`pack`. Seeds are reports of the generator,
small files of the hostile corpus and what lies in seeds/. Whatever is neither read nor refused in time is kept and
told; one that is mended goes into seeds/. With --atheris inputs are led by which lines of our own code they reach;
what LibreOffice converts it does not take.
"""

from __future__ import annotations

import argparse
import hashlib
import sys
import time
import traceback
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory

from tests.hostile.corpus import FILES
from tests.hostile.mutants import mutant

ROOT = Path(__file__).resolve().parents[2]
KEPT = Path(__file__).parent / "seeds"
LARGEST_SEED = 40_000
PROCESSOR = 10.0
"""Seconds of processor that one small input may take."""
FORMATS = ("docx", "pdf", "html", "md", "txt", "csv", "xlsx", "ofd", "mht")
CONVERTED = ("doc", "wps", "rtf", "odt")
"""Read by LibreOffice: a start for several, as a run does; their time is that of the clock."""
AT_ONCE = 6
TARGETS = (*FORMATS, "pack")


class Broken(Exception):
    """An input that was neither read nor refused as it should be."""

    def __init__(self, data: bytes, why: str) -> None:
        super().__init__(why)
        self.data = data


def seeds(target: str) -> list[bytes]:
    """Inputs to begin with."""
    # A file of WPS is one of old Word by its build.
    kept = [path for suffix in {target, "doc" if target == "wps" else target} for path in KEPT.glob(f"*.{suffix}")]
    found = [path.read_bytes() for path in sorted(kept)]
    if target == "pack":
        return [*found, *_packs()]
    from tests.generator import forms, xlsx
    from tests.generator.spec import report_2021

    report = report_2021(3)
    made = [(suffix, write) for suffix, write in forms.FORMS.values() if suffix == target][:3]
    if target == "xlsx":
        made = [("xlsx", xlsx.write)]
    found += [write(report) for _, write in made]
    found += [
        data for name, make in FILES.items() if name.endswith(f".{target}") and len(data := make()) < LARGEST_SEED
    ]
    return [data for data in found if data]


def _packs() -> Iterator[bytes]:
    """Packs as one text: a line `== NAME` before each file."""
    for folder in (*sorted((ROOT / "tests" / "data" / "packs").iterdir()), ROOT / "rules" / "us-foia-report"):
        parts = [f"== {path.relative_to(folder)}\n{path.read_text('utf-8')}" for path in sorted(folder.rglob("*.yaml"))]
        yield "\n".join(parts).encode()


def attempt(target: str, data: bytes, folder: Path) -> str:
    """Read or load an input, and what became of it; Broken for anything but a result or a refusal in time."""
    from checker.errors import CheckerError, DocumentError, RulePackError

    start = time.process_time()
    became = "read"
    try:
        if target == "pack":
            _load(data, folder)
        else:
            import adapters

            path = folder / f"input.{target}"
            path.write_bytes(data)
            adapters.read(path, path.name)
    except (DocumentError, RulePackError):
        became = "refused"
    except CheckerError as error:
        raise Broken(data, f"{type(error).__name__}: {error}") from error
    except Exception as error:
        raise Broken(data, traceback.format_exc()) from error
    spent = time.process_time() - start
    if spent > PROCESSOR:
        raise Broken(data, f"{spent:.1f} s of processor")
    return became


def _load(data: bytes, folder: Path) -> None:
    from checker.loading.load import load

    top = folder / hashlib.sha256(data).hexdigest()[:12]
    for part in data.split(b"== ")[1:]:
        name, _, content = part.partition(b"\n")
        path = top / name.decode("ascii", "ignore").strip().replace("..", "")
        if not path.is_relative_to(top) or path == top or len(path.name) > 80:
            continue
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(content)
        except (OSError, ValueError):
            continue
    if top.is_dir():
        load(top)


def mutants(target: str, random: Random) -> Iterator[bytes]:
    """Inputs without end: the seeds, then damaged ones."""
    known = seeds(target)
    yield from known
    while True:
        data = random.choice(known)
        for _ in range(random.choice((1, 1, 2))):
            data = mutant(data, random)
        yield data


def convert(target: str, some: Sequence[bytes], folder: Path) -> list[str]:
    """As `attempt` for files that LibreOffice converts, together as a run does it."""
    from adapters.prepared import prepared
    from checker.errors import DocumentError

    files = [(folder / f"{number}.{target}", f"{number}.{target}") for number in range(len(some))]
    for (path, _), data in zip(files, some, strict=True):
        path.write_bytes(data)
    became = []
    with prepared(files, 1) as read:
        for (path, name), data in zip(files, some, strict=True):
            try:
                read(path, name)
                became.append("read")
            except DocumentError:
                became.append("refused")
            except Exception as error:
                raise Broken(data, traceback.format_exc()) from error
    return became


def search(target: str, seconds: float, seed: int) -> int:
    """Try inputs for so many seconds of processor, and as many as there are seeds at least; how many there were. Broken
    for the first that breaks something."""
    count, least = 0, len(seeds(target))
    if target in CONVERTED:
        end = time.monotonic() + seconds
        inputs = mutants(target, Random(seed))
        while not count or time.monotonic() < end:
            with TemporaryDirectory() as folder:
                count += len(convert(target, [next(inputs) for _ in range(AT_ONCE)], Path(folder)))
        return count
    end = time.process_time() + seconds
    with TemporaryDirectory() as folder:
        for data in mutants(target, Random(seed)):
            attempt(target, data, Path(folder))
            count += 1
            if count >= least and time.process_time() > end:
                return count
    return count


def _led(target: str, seconds: float, handle: Callable[[bytes], None]) -> None:
    """The same with atheris, which writes what breaks to the working directory and ends."""
    import atheris

    with TemporaryDirectory() as corpus:
        for number, data in enumerate(seeds(target)):
            Path(corpus, str(number)).write_bytes(data)
        atheris.Setup([sys.argv[0], corpus, f"-max_total_time={seconds:.0f}", f"-max_len={LARGEST_SEED}"], handle)
        atheris.Fuzz()


def main() -> int:
    """Search by hand."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("target", choices=(*TARGETS, *CONVERTED))
    parser.add_argument("--seconds", type=float, default=600)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--atheris", action="store_true")
    parser.add_argument("--keep", type=Path, default=Path())
    options = parser.parse_args()
    if options.atheris:
        import atheris

        with atheris.instrument_imports(include=["adapters", "checker"]), TemporaryDirectory() as folder:
            import adapters  # noqa: F401
            import checker.loading.load  # noqa: F401

            _led(options.target, options.seconds, lambda data: attempt(options.target, data, Path(folder)))
        return 0
    try:
        count = search(options.target, options.seconds, options.seed)
    except Broken as broken:
        name = f"{hashlib.sha256(broken.data).hexdigest()[:12]}.{options.target}"
        (options.keep / name).write_bytes(broken.data)
        print(f"{options.keep / name}: {broken}")
        return 1
    print(f"{count} inputs, none broke anything")
    return 0


if __name__ == "__main__":
    sys.exit(main())
