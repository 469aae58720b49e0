"""Word files: read by a walk through their tree."""

from __future__ import annotations

from pathlib import Path

from checker.document import Document

FORMAT = "docx"
SUFFIXES = (".docx", ".docm", ".dotx", ".dotm")


def read(path: Path, name: str) -> Document:
    """Everything the file says, in reading order. Raises DocumentError for a file that is none, or hostile."""
    from adapters.docx.reader import read_file

    return read_file(path, name).document
