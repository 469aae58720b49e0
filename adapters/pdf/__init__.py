"""PDF files: read through pdfium with pdfplumber's table finder, annotated by incremental update."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from checker.audit.annotation import Note
    from checker.document import Document
    from checker.messages import Message

FORMAT = "pdf"
SUFFIXES = (".pdf",)


def read(path: Path, name: str) -> Document:
    """The file as a document. Raises DocumentError for one that is damaged, locked by a password or too large."""
    from adapters.collecting import uncollected
    from adapters.pdf.reading.reader import read as read_pdf

    with uncollected():
        return read_pdf(path, name)


def read_laid_out(path: Path, name: str) -> Document:
    """The same with how it is set, as far as a PDF shows."""
    from adapters.collecting import uncollected
    from adapters.pdf.reading.reader import read as read_pdf

    with uncollected():
        return read_pdf(path, name, layout=True)


def annotate(
    source: Path, document: Document, notes: Sequence[Note], target: Path, sheet: Sequence[str] = ()
) -> tuple[Message, ...]:
    """Writes a copy with highlights and notes to `target`; `sheet` appends a page with those lines.

    The original bytes stay a prefix of the copy. Returns remarks for the person who gets it.
    """
    from adapters.pdf.annotating.annotation import annotate as annotate_pdf

    return annotate_pdf(source, document, notes, target, sheet)
