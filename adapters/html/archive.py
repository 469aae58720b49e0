"""Web pages saved in one file (.mht, RFC 2557): the page in it, read as one saved by itself."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from email import message_from_bytes, policy
from email.message import Message as Part
from hashlib import sha256
from pathlib import Path

from adapters.html.source import text_of
from checker.document import Document, without_places
from checker.errors import DocumentError
from checker.messages import say

FORMAT = "mht"
SUFFIXES = (".mht", ".mhtml")


def read(path: Path, name: str) -> Document:
    """The document of the page; lines and columns are unknown, as the file holds the page in an encoding for mail."""
    from adapters.html.page import document_of

    data = path.read_bytes()
    page = next(_pages(message_from_bytes(data.lstrip(b"\xef\xbb\xbf\r\n\t "), policy=policy.compat32), name), None)
    if page is None:
        raise DocumentError(say("reading.mhtml", path=name))
    document = document_of(page, name, FORMAT, sha256(data).hexdigest())
    return replace(document, blocks=tuple(without_places(block) for block in document.blocks))


def _pages(archive: Part, name: str) -> Iterator[str]:
    """The texts of the pages in it; the root is the part that `start` names, else the first."""
    start = archive.get_param("start")
    parts = [part for part in archive.walk() if part.get_content_type() in ("text/html", "application/xhtml+xml")]
    parts.sort(key=lambda part: part.get("Content-ID") != start)
    for part in parts:
        data = part.get_payload(decode=True)
        if isinstance(data, bytes) and data.strip():
            yield text_of(_recoded(data, part.get_content_charset()), name)


def _recoded(data: bytes, charset: str | None) -> bytes:
    """In UTF-8 where the part says truly in what encoding it is."""
    try:
        return data.decode(charset).encode() if charset else data
    except (LookupError, UnicodeError):
        return data
