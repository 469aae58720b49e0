"""What travels between the driver of a run and its workers: documents as recognised, and dossiers to check."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import field

from checker.document import Document
from checker.errors import CheckerError
from checker.facts.beside import NOTHING, Beside
from checker.messages import Message
from checker.reading.reading import Identity
from checker.record import dataclass


@dataclass(frozen=True, slots=True)
class Sketch:
    """A document and what it was recognised as; `pack` is None where no pack knows it."""

    document: Document
    pack: str | None
    kind: str | None
    identity: Identity = field(default_factory=Identity)
    """Without the places where it is said."""
    form: str | None = None
    signature: Sequence[int] = ()
    """A sketch of its own text, to find others that are alike."""
    own: int = 0
    """Characters of that text."""
    reading: bytes = b""
    """What it was recognised as, of `Keeper`, where the same machine is to check it; it is kept for no other run."""


@dataclass(frozen=True, slots=True)
class Bundle:
    """The documents of a dossier, each with its role; what a worker gets to check."""

    members: tuple[tuple[Sketch, str], ...] = ()
    failed: tuple[tuple[str, CheckerError], ...] = ()
    remarks: tuple[Message, ...] = ()
    """What the grouping has to say."""
    beside: Beside = NOTHING
    """What is known of the dossier beyond its documents."""
    unchecked: tuple[tuple[str, Message, Message], ...] = ()
    """path, what, why of what could not be checked for want of a partner."""


def one_by_one(sketches: Sequence[Sketch]) -> list[Bundle]:
    """Every document a dossier of its own."""
    return [Bundle(((sketch, sketch.kind or "unknown"),)) for sketch in sketches]
