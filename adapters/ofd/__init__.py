"""OFD files (GB/T 33190): fixed pages of text, strokes and pictures in a zip of XML."""

from __future__ import annotations

from pathlib import Path

from checker.document import Document

FORMAT = "ofd"
SUFFIXES = (".ofd",)


def read(path: Path, name: str) -> Document:
    """Every page of the file. Raises DocumentError for a file that is none, or hostile."""
    from adapters.ofd.reader import read_file

    return read_file(path, name)
