"""Saved web pages: the content without what surrounds it, tables with their true spans."""

from __future__ import annotations

from hashlib import sha256
from pathlib import Path

from adapters.html.source import looks_like_html, text_of
from checker.document import Document

__all__ = ["FORMAT", "SUFFIXES", "looks_like_html", "read"]

FORMAT = "html"
SUFFIXES = (".html", ".htm", ".xhtml", ".shtml")


def read(path: Path, name: str) -> Document:
    """The document of a saved page."""
    from adapters.html.page import document_of

    data = path.read_bytes()
    return document_of(text_of(data, name), name, FORMAT, sha256(data).hexdigest())
