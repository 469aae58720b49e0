"""Word files: read by a walk through their tree, annotated by insertions into their bytes."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from checker.audit.annotation import Note
from checker.document import Document
from checker.messages import Message

if TYPE_CHECKING:
    from checker.finding import Correction

FORMAT = "docx"
SUFFIXES = (".docx", ".docm", ".dotx", ".dotm")


def read(path: Path, name: str) -> Document:
    """Everything the file says, in reading order. Raises DocumentError for a file that is none, or hostile."""
    from adapters.docx.reader import read_file

    return read_file(path, name).document


def read_laid_out(path: Path, name: str) -> Document:
    """The same with how its blocks are laid out."""
    from adapters.docx.reader import read_laid_out

    return read_laid_out(path, name)


def annotate(
    source: Path, document: Document, notes: Sequence[Note], target: Path, sheet: Sequence[str] = ()
) -> tuple[Message, ...]:
    """Write a copy with a comment for each note; every byte that is not a mark of ours is that of the source.

    The comments stand beside the text, all in a row: a `sheet` of them is not added. The result are remarks: a digital
    signature that no longer holds.
    """
    from adapters.docx.annotated import annotate_file

    return annotate_file(source, document, notes, target)


def suggest(source: Path, document: Document, corrections: Sequence[Correction], target: Path) -> tuple[Message, ...]:
    """Write a copy with the corrections as tracked changes, of the file or of an annotated copy of it."""
    from adapters.docx.suggesting import suggest_file

    return suggest_file(source, document, corrections, target)
