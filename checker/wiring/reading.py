"""A document read by itself, in a worker."""

from __future__ import annotations

from pathlib import Path

from checker.document import Document
from checker.run.run import Limits


def read_alone(path: str, limits: Limits) -> Document:
    """What a document says. DocumentError where it cannot be read."""
    from checker.workers.pool import run_all

    (outcome,) = run_all(_read, [path], workers=1, seconds=limits.seconds, memory_mb=limits.memory_mb)
    if outcome.error is not None:
        raise outcome.error
    assert outcome.result is not None
    return outcome.result


def _read(path: str) -> Document:
    import adapters
    from checker import log

    with log.stage("read", path=path) as told:
        document = adapters.read(Path(path), path)
        told.update(format=document.format, blocks=len(document.blocks), pages=document.pages)
    return document
