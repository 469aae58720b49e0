"""What a file is, by its content; the suffix is asked only where several formats have the same content."""

from __future__ import annotations

import codecs
import re
from pathlib import Path

from checker.errors import DocumentError
from checker.messages import say

PICTURES = (
    b"\x89PNG\r\n\x1a\n",
    b"\xff\xd8\xff",
    b"GIF87a",
    b"GIF89a",
    b"BM",
    b"II*\x00",
    b"MM\x00*",
    b"\x00\x00\x01\x00",
)
ARCHIVES = (b"Rar!\x1a\x07", b"7z\xbc\xaf\x27\x1c", b"\x1f\x8b", b"BZh", b"\xfd7zXZ\x00", b"MSCF")
OLD_SHEETS = (b"\x09\x00", b"\x09\x02", b"\x09\x04", b"\x09\x08")
"""The first record of a workbook of Excel 2 to 5 that stands in no container."""
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"

_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
"""The mark of UTF-32 begins with that of UTF-16: longer ones first."""

# Patterns are compiled where they are needed: most files are told by their first bytes.
_TAG = r"(?i:<(?:!doctype\s+html|html|head|body|table|div|p|meta|center|title)\b)"
_PROLOGUE = r"(?s:\A(?:\s|<\?.*?\?>|<!--.*?-->)*)"
_CONTROLS = "[\x00-\x08\x0e-\x19\x1c-\x1f\x7f\ufffe\uffff\ufffd]"
_USUAL = "[\t\n\r -~\u3000-\u303f\u4e00-\u9fff\uff00-\uffef]"


def sniff(path: Path, head: bytes, name: str) -> str:
    """The format of the file at `path`; `head` is its beginning, `name` what messages call it."""
    if not head.strip(b"\x00"):
        raise DocumentError(say("reading.zeros" if head else "reading.empty", path=name))
    if head.startswith(b"PK\x03\x04"):
        from adapters import zipkinds

        return zipkinds.kind(path, name)
    if head.startswith(b"PK\x05\x06"):
        raise DocumentError(say("reading.archive", path=name))
    if head.startswith(OLE):
        from adapters import ole

        return ole.kind(path, name)
    if head.lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b"{\\rt"):
        return "rtf"
    if b"%PDF-" in head[:1024]:
        return "pdf"
    if head[:2] in OLD_SHEETS and head[3:4] == b"\x00" and 4 <= head[2] <= 16:
        return "xls"
    if head.startswith(ARCHIVES):
        raise DocumentError(say("reading.archive", path=name))
    if _picture(head):
        raise DocumentError(say("reading.picture", path=name))
    text = _text(head)
    if text is None:
        raise DocumentError(say("reading.unknown", path=name))
    return _written(path, text, name)


def _picture(head: bytes) -> bool:
    if head.startswith(b"BM"):  # two letters that a text may begin with: the size that follows must be no text
        return b"\x00" in head[:14]
    return (
        head.startswith(PICTURES)
        or (head.startswith(b"RIFF") and head[8:12] == b"WEBP")
        or head[4:12] in (b"ftypheic", b"ftypheix", b"ftypmif1", b"ftypavif")
    )


def _text(head: bytes) -> str | None:
    """The head as text, None when it is none. Only a guess at the encoding: the reader of texts decides it."""
    for mark, encoding in _MARKS:
        if head.startswith(mark):
            return _decoded(head[len(mark) :], encoding)
    if b"\x00" in head:
        for encoding in ("utf-16-le", "utf-16-be"):
            text = _decoded(head, encoding)
            if text and len(re.findall(_USUAL, text)) > 0.8 * len(text):
                return text
        return None
    for encoding in ("utf-8", "gb18030", "big5"):
        text = _decoded(head, encoding)
        if text is not None:
            return text
    # A damaged text stays a text: a few bytes that fit no encoding, and no control characters.
    for encoding in ("utf-8", "gb18030"):
        text = head.decode(encoding, "replace")
        if text.count("\ufffd") * 50 < len(text) and _plain(text.replace("\ufffd", "")):
            return text
    return None


def _decoded(data: bytes, encoding: str) -> str | None:
    """`data` in `encoding`, the last character perhaps cut off; None when it is not text in that encoding."""
    try:
        text = codecs.getincrementaldecoder(encoding)().decode(data)
    except UnicodeDecodeError:
        return None
    return text if _plain(text) else None


def _plain(text: str) -> bool:
    return len(re.findall(_CONTROLS, text)) * 200 <= len(text)


def _written(path: Path, text: str, name: str) -> str:
    """The format of something written in characters."""
    if not text.strip("\ufeff \t\r\n\x0b\x0c\x1a\u3000"):
        raise DocumentError(say("reading.blank", path=name))
    start = text.lstrip("\ufeff")
    if start.lstrip().lower().startswith("mime-version:") or "\nContent-Type: multipart/related" in start[:4096]:
        return "mht"
    if start.lstrip().startswith("<"):
        body = re.sub(_PROLOGUE, "", start, count=1)
        if "<w:wordDocument" in body[:4096] or "<pkg:package" in body[:4096]:
            return "doc"
        if "<office:document" in body[:4096]:
            if "opendocument.presentation" in body[:4096]:
                raise DocumentError(say("reading.slides", path=name))
            return "ods" if "opendocument.spreadsheet" in body[:4096] else "odt"
        if "<Workbook" in body[:4096] and "office:spreadsheet" in body[:4096]:
            return "xls"
        if re.match(_TAG, body) or (body.startswith("<") and re.search(_TAG, body)):
            return "html"
    from adapters import SUFFIXES

    suffix = path.suffix.lower()
    for form in ("html", "md", "csv"):
        if suffix in SUFFIXES[form]:
            return form
    return "txt"
