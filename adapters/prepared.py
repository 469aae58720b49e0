"""Reading many files: those that LibreOffice has to convert are converted beforehand, several at each of its starts."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import field
from functools import partial
from pathlib import Path

import adapters
from checker import log
from checker.document import Document
from checker.errors import DocumentError
from checker.leftovers import temporary
from checker.record import dataclass
from checker.workers.pool import run_all

CONVERTED = frozenset(
    suffix
    for form, usual in adapters.SUFFIXES.items()
    if adapters.ADAPTERS[form] in adapters.CONVERTED
    for suffix in usual
)
"""Suffixes of files that LibreOffice converts."""
AT_ONCE = 20
"""Files of one start: a start takes as long as a few files, and a crash costs the others a second try."""
MEMORY_MB = 1024
"""Of the process that starts LibreOffice; LibreOffice has limits of its own."""


@dataclass(frozen=True, slots=True)
class Reader:
    """`adapters.read` with the files that have been made of others, or why one could not be."""

    made: dict[Path, Path | DocumentError] = field(default_factory=dict)
    layout: bool = False
    """Whether to read how they are laid out as well."""

    def __call__(self, path: Path, name: str) -> Document:
        converted = self.made.get(path)
        if isinstance(converted, DocumentError):
            raise converted
        return adapters.read(path, name, converted, self.layout)


@contextmanager
def prepared(files: Sequence[tuple[Path, str]], workers: int, layout: bool = False) -> Iterator[Reader]:
    """A reader for these (path, name), to be used within the context; `layout`: also of how they are laid out."""
    wanted = [(path, name) for path, name in files if path.suffix.lower() in CONVERTED]
    if len(wanted) < 2:  # a lone file is converted where it is read
        yield Reader(layout=layout)
        return
    from adapters import libreoffice

    size = min(AT_ONCE, -(-len(wanted) // workers))
    chunks = [wanted[start : start + size] for start in range(0, len(wanted), size)]
    seconds = 2 * (libreoffice.START_SECONDS + libreoffice.FILE_SECONDS * size)
    with temporary("gouji-") as folder:
        made: dict[Path, Path | DocumentError] = {}
        convert = partial(_convert, folder)
        for outcome in run_all(
            convert, list(enumerate(chunks)), workers=workers, seconds=seconds, memory_mb=MEMORY_MB, name=_names
        ):
            for path, _ in outcome.item[1]:
                # None: a format that needs no conversion. After a breakdown each file is tried where it is read.
                converted = outcome.result[path] if outcome.result is not None else None
                if converted is not None:
                    made[path] = converted
        yield Reader(made, layout)


def _convert(folder: Path, chunk: tuple[int, list[tuple[Path, str]]]) -> dict[Path, Path | DocumentError | None]:
    from adapters import ADAPTERS, CONVERTED, head_of, office, sniff

    number, files = chunk
    own = folder / str(number)
    own.mkdir()
    result: dict[Path, Path | DocumentError | None] = dict.fromkeys(path for path, _ in files)
    wanted: dict[Path, str] = {}
    for path, name in files:
        try:
            if ADAPTERS[sniff(path, head_of(path, name), name)] in CONVERTED:
                wanted[path] = name
        except DocumentError as error:
            result[path] = error
    with log.stage("convert", paths=list(wanted.values())):
        result.update(office.convert_all(wanted, own, wanted))
    return result


def _names(chunk: tuple[int, list[tuple[Path, str]]]) -> str:
    return "、".join(name for _, name in chunk[1])
