"""Files that are embedded in a Word document and show as a part of it (w:altChunk): web pages, Word files, texts."""

from __future__ import annotations

from collections.abc import Mapping
from contextvars import ContextVar
from pathlib import Path, PurePosixPath
from tempfile import TemporaryDirectory

from adapters.docx.package import Package
from checker.document import Document, Text
from checker.errors import DocumentError
from checker.messages import Message, say

DEEPEST, MOST = 3, 100
"""Files within files, and files in one document, that are opened."""
_depth: ContextVar[int] = ContextVar("depth", default=0)


class Chunks:
    """The embedded files of a package, by the id of the relationship that leads to them."""

    def __init__(self, package: Package, parts: Mapping[str, str]) -> None:
        self._package = package
        self._parts = parts
        self._opened = 0
        self.furniture: list[Text] = []
        """What stands around the text of an embedded page, such as a menu."""

    def __call__(self, relationship: str) -> Document | Message:
        """An embedded file as a document; why there is none otherwise."""
        part = self._parts.get(relationship)
        self._opened += 1
        if part is None or self._opened > MOST or _depth.get() >= DEEPEST:
            return say("reading.docx_other_file")
        token = _depth.set(_depth.get() + 1)
        try:
            document = _read(self._package.read(part), part)
        except DocumentError as error:
            return say("reading.docx_chunk", why=error.message)
        finally:
            _depth.reset(token)
        self.furniture.extend(document.furniture)
        return document


def _read(data: bytes, part: str) -> Document:
    """By the adapter for what it is: the type that the package states is often wrong."""
    import adapters

    name = PurePosixPath(part).name
    with TemporaryDirectory(prefix="gouji-") as folder:
        path = Path(folder) / f"chunk{PurePosixPath(part).suffix}"
        path.write_bytes(data)
        return adapters.read(path, name)
