"""Copies of documents with their corrections as tracked changes, and nothing else in them changed."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from functools import partial
from pathlib import Path

import adapters
from checker import log
from checker.audit.corrections import corrections
from checker.errors import UsageError
from checker.files.marks import marked
from checker.files.writing import umask
from checker.messages import Message, say
from checker.run.run import Limits, Result
from checker.wiring.copies import Copy, Item, staged, targets


def suggested(result: Result, folder: Path) -> list[tuple[str, Path]]:
    """The documents that can carry their corrections, by path, each with the file that its copy will be."""
    return [
        (path, target)
        for path, target in targets(result, folder, "suggestion_word")
        if adapters.supports_suggestion(result.documents[path].format) and corrections(result.run, path)
    ]


def write_suggestions(
    result: Result, planned: Sequence[tuple[str, Path]], limits: Limits, sources: Mapping[str, Path]
) -> Iterator[Copy]:
    """Write the copies, each in a worker and whole or not at all; the originals are never touched."""
    yield from staged(planned, partial(_write, result, sources), limits)


def _write(result: Result, sources: Mapping[str, Path], place: Path, item: Item) -> tuple[Message, ...]:
    number, path, name = item
    target = place / str(number) / name
    with log.stage("suggest", path=path):
        try:
            target.parent.mkdir()
            document = result.documents[path]
            wanted = corrections(result.run, path)
            remarks = adapters.suggest(sources.get(path, Path(path)), document, wanted, target)
            target.write_bytes(marked(target.read_bytes(), "docx"))
            target.chmod(0o666 & ~umask())
        except OSError as error:
            raise UsageError(say("cli.because", why=error.strerror or str(error))) from None
    return remarks
