"""The mark that every file written by gouji carries, and that nothing else does.

It tells what may be written over and what is no document to check. Where a format has comments the mark is one, with a
digest of the rest: a copy that a person went on with is that person's, and Word, Excel and Acrobat leave the mark out
when they save. JSON that names its program needs none; other JSON has the digest behind its last bracket, as blanks and
tabs. A table in CSV has no room for anything, but a field is the same with
quotation marks and without: those of the heading are set as no other program sets them.

    docx, xlsx   comment of the archive             html, xml   comment behind the last element
    pdf          comment before the last startxref  markdown    link definition that nothing refers to
    github       a command for debugging            text        the last line
"""

from __future__ import annotations

import os
import re
import stat
import struct
from collections.abc import Callable, Iterable
from hashlib import sha256
from pathlib import Path

WORD = b"gouji:output"
_SUM = 16
"""Hexadecimal digits of the digest in a mark."""
_LOOKED_AT = 4096
"""Bytes at both ends of a file between which no mark lies."""
LARGEST = 512 << 20
_END = b"PK\x05\x06"
_STARTXREF = b"startxref"
_LINES: dict[str, tuple[bytes, bytes]] = {
    "html": (b"<!-- ", b" -->\n"),
    "xml": (b"<!-- ", b" -->\n"),
    "markdown": (b"\n[//]: # (", b")\n"),
    "github": (b"::debug::", b"\n"),
    "text": (b"", b"\n"),
}
"""What stands round a mark at the end of a text."""
KINDS = {"junit": "xml", "gitlab": "blank", "jsonl": "blank", "facts": "blank", "schema": "blank"}
"""Outputs to the way of marking where that has another name."""
_BLANK = re.compile(rb"[\]}]([ \t]{64})\n\Z")
_JSON = (
    re.compile(rb'\{\s*"gouji": "'),
    re.compile(rb'\{\s*"(?:source|\$schema|version)": (?s:.{0,2000})"name": "gouji"'),  # rdjson, SARIF
)
"""How the outcomes that are JSON and name their program begin."""
NOTHING = re.compile(rb"(?:\xef\xbb\xbf)?[\s\[\]]{0,8}\Z")
"""What holds nothing that could be lost: an empty file, the outcome of a run without findings."""


def marked(content: bytes, kind: str) -> bytes:
    """The content with its mark; `kind` is an output or a suffix without its dot. Unchanged where it has no way."""
    kind = KINDS.get(kind, kind)
    if kind in ("docx", "docm", "dotx", "dotm", "xlsx"):
        return _zip(content)
    if kind == "pdf":
        return _pdf(content)
    if kind == "csv":
        return _csv(content)
    if kind == "blank" and content.endswith((b"}\n", b"]\n")):
        return content[:-1] + _blanks(sha256(content[:-1]).digest()) + b"\n"
    if kind in _LINES and content:
        before, behind = _LINES[kind]
        return content + before + _marks(content) + behind
    return content


def write_marked(parts: Iterable[bytes], kind: str, write: Callable[[bytes], object]) -> None:
    """Write a content that comes in parts as `marked` has it; the heading of a CSV must be whole in the first part.

    Of lines no more than two parts are in memory at once.
    """
    way = KINDS.get(kind, kind)
    if way not in ("csv", "blank", *_LINES):
        write(marked(b"".join(parts), kind))
        return
    digest, held = sha256(), b""
    for number, part in enumerate(filter(None, parts)):
        if held:
            digest.update(held)
            write(held)
        held = _csv(part) if way == "csv" and not number else part
    if way == "blank" and held.endswith((b"}\n", b"]\n")):
        digest.update(held[:-1])
        write(held[:-1] + _blanks(digest.digest()) + b"\n")
        return
    digest.update(held)
    write(held)
    if way in _LINES and held:
        before, behind = _LINES[way]
        write(before + _mark(digest.hexdigest()) + behind)


def is_ours(path: Path) -> bool:
    """Whether gouji has written a file and nobody has changed it since; False where it cannot be read."""
    try:
        handle = os.open(path, os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0))
        with os.fdopen(handle, "rb") as file:
            status = os.fstat(handle)
            if not stat.S_ISREG(status.st_mode) or status.st_size > LARGEST:
                return False
            head = file.read(_LOOKED_AT)
            file.seek(max(0, status.st_size - _LOOKED_AT))
            tail = file.read(_LOOKED_AT)
            if not _may_be_ours(head, tail):
                return False
            file.seek(0)
            return ours(file.read())
    except OSError:
        return False


def ours(content: bytes) -> bool:
    """Whether content is what `marked` has made."""
    if any(pattern.match(content[:_LOOKED_AT]) for pattern in _JSON):
        return True
    blank = _BLANK.search(content, max(0, len(content) - 80))
    if blank is not None:
        return _blanks(sha256(content[: blank.start(1)]).digest()) == blank[1]
    if _heading(content) is not None:
        return _csv(content) == content
    at = content.rfind(WORD, max(0, len(content) - _LOOKED_AT))
    if at < 0:
        return False
    unmarkers: tuple[Callable[[bytes, int], bytes | None], ...] = (_unzipped, _unpdf, _unlined)
    bare = next((found for one in unmarkers if (found := one(content, at)) is not None), None)
    return bare is not None and content[at : at + len(WORD) + 1 + _SUM] == _marks(bare)


def _may_be_ours(head: bytes, tail: bytes) -> bool:
    return WORD in tail or head[:1] in (b"{", b"[") or _heading(head) is not None


def _marks(content: bytes) -> bytes:
    return _mark(sha256(content).hexdigest())


def _mark(digest: str) -> bytes:
    return WORD + b" " + digest[:_SUM].encode()


def _blanks(digest: bytes) -> bytes:
    bits = int.from_bytes(digest[:8], "big")
    return bytes(b" \t"[bits >> index & 1] for index in range(64))


def _zip(content: bytes) -> bytes:
    """The mark as comment of the archive, in place of one that is there: its length stands before it."""
    at = content.rfind(_END)
    if at < 0 or len(content) < at + 22:
        return content
    bare = content[: at + 20] + b"\0\0"
    mark = _marks(bare)
    return bare[:-2] + struct.pack("<H", len(mark)) + mark


def _unzipped(content: bytes, at: int) -> bytes | None:
    if at < 22 or content[at - 22 : at - 18] != _END:
        return None
    return content[: at - 2] + b"\0\0"


def _pdf(content: bytes) -> bytes:
    """No offset in a file counts from behind the keyword, and comments may stand before every one."""
    at = content.rfind(_STARTXREF)
    if at < 0:
        return content
    return content[:at] + b"%" + _marks(content) + b"\n" + content[at:]


def _unpdf(content: bytes, at: int) -> bytes | None:
    behind = at + len(WORD) + 1 + _SUM + 1
    if content[at - 1 : at] != b"%" or not content.startswith(_STARTXREF, behind):
        return None
    return content[: at - 1] + content[behind:]


def _unlined(content: bytes, at: int) -> bytes | None:
    for before, behind in _LINES.values():
        end = at + len(WORD) + 1 + _SUM
        if content[at - len(before) : at] == before and content[end:] == behind:
            return content[: at - len(before)]
    return None


def _heading(content: bytes) -> list[bytes] | None:
    """The fields of the first line of a table in CSV with a byte order mark; None for anything else."""
    if not content.startswith(b"\xef\xbb\xbf"):
        return None
    line, end, _ = content[3:_LOOKED_AT].partition(b"\r\n")
    fields = [field.strip(b'"') for field in line.split(b",")]
    return fields if end and len(fields) > 3 and not any(b'"' in field for field in fields) else None


def _csv(content: bytes) -> bytes:
    """Of the heading's fields those are quoted that a digest of their words says, neither none nor all of them."""
    fields = _heading(content)
    if fields is None:
        return content
    bits = int.from_bytes(sha256(b"gouji," + b",".join(fields)).digest()[:8], "big")
    quoted = [bool(bits >> index & 1) for index in range(len(fields))]
    quoted[:2] = [True, False]
    line = b",".join(b'"%s"' % field if marks else field for field, marks in zip(fields, quoted, strict=True))
    return b"\xef\xbb\xbf" + line + content[content.index(b"\r\n") :]
