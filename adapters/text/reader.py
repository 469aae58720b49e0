"""A text file as a document: decoded, without furniture, its lines in blocks."""

from __future__ import annotations

from hashlib import sha256
from pathlib import Path

from adapters.text import FORMAT
from adapters.text.blocks import blocks
from adapters.text.encoding import decode
from adapters.text.lines import has_marks, part_furniture, split
from adapters.text.tagged import has_tables
from checker.document import Document, Paragraph, Table
from checker.errors import DocumentError
from checker.messages import say


def read_file(path: Path, name: str) -> Document:
    """The document of a text file; lines and columns are those an editor shows."""
    data = path.read_bytes()
    text, _ = decode(data, name)
    lines = split(text)
    if has_marks(lines) or has_tables(lines):
        from adapters.markdown import document_of

        return document_of(lines, name, FORMAT, sha256(data).hexdigest())
    lines, furniture = part_furniture(lines)
    found = tuple(blocks(lines))
    if not any(isinstance(block, Paragraph | Table) for block in found):
        raise DocumentError(say("reading.blank" if data else "reading.empty", path=name))
    return Document(name, FORMAT, sha256(data).hexdigest(), found, furniture=tuple(furniture))
