"""Plain text: paragraphs, and tables in all the ways that converters and web pages leave them."""

from __future__ import annotations

from pathlib import Path

from checker.document import Document

FORMAT = "txt"
SUFFIXES = (".txt", ".text")
SPACE = " \t\u00a0\u3000\u2002\u2003\u200b\ufeff"
"""Characters that are no text where a line begins or ends."""


def read(path: Path, name: str) -> Document:
    """The document of a text file; lines and columns are those an editor shows."""
    # Not at the top: other formats use modules of this room, and would pay for its reader (6 ms of a Word file).
    from adapters.text.reader import read_file

    return read_file(path, name)
