"""The characters of a text file: UTF-8, UTF-16 and UTF-32, GB 18030 or Big5, told by mark, by form or by likeness."""

from __future__ import annotations

import codecs
import re

from checker.errors import DocumentError
from checker.messages import say

_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_MAGIC = (
    b"%PDF-", b"PK\x03\x04", b"PK\x05\x06", b"\xd0\xcf\x11\xe0", b"\x89PNG", b"\xff\xd8\xff", b"GIF8", b"II*\x00",
    b"MM\x00*", b"\x1f\x8b\x08", b"7z\xbc\xaf", b"Rar!", b"\x7fELF", b"SQLite format 3",
)  # fmt: skip
_COMMON = re.compile(
    "[的是不一在有和了年月日为為公开開政府信息报報告情况況我办辦市工作行数數本第条條予总總主动動机機关關及其他情会會中国國人大以上"
    "、。，：；（）“”《》\n]"
)
_LEAST = 0.1
"""The likeness that bytes must have as characters of some encoding to be text at all."""
_CONTROL = re.compile("[\x00-\x08\x0e-\x1a\x1c-\x1f\x7f-\x84\x86-\x9f\ufffd\ufffe\ue000-\uf8ff]")


def decode(data: bytes, path: str = "") -> tuple[str, str]:
    """The text of the bytes without its byte order mark, and the encoding (a codec name).

    Raises DocumentError for bytes that are no text. `path` is what the error shows.
    """
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return data[len(mark) :].decode(encoding, "replace"), encoding
    if data.startswith(_MAGIC):
        raise DocumentError(say("reading.unknown", path=path))
    text, encoding = _utf8(data) or _likeliest(data)
    if len(_CONTROL.findall(text)) * 10 > len(text) or (encoding != "utf-8" and _likeness(text) < _LEAST):
        raise DocumentError(say("reading.unknown", path=path))
    return text, encoding


def _utf8(data: bytes) -> tuple[str, str] | None:
    """The text as UTF-8, also when the file ends within a character; None when other bytes are off or it is UTF-16."""
    if b"\x00" in data and data.count(b"\x00") * 20 > len(data):
        return None
    try:
        return codecs.getincrementaldecoder("utf-8")().decode(data), "utf-8"
    except UnicodeDecodeError:
        return None


def _likeliest(data: bytes) -> tuple[str, str]:
    encodings = ["gb18030", "big5hkscs", "utf-8"]
    if b"\x00" in data:
        encodings = ["utf-16-le", "utf-16-be", "utf-32-le", "utf-32-be", *encodings]
    elif len(data) % 2 == 0:
        encodings += ["utf-16-le", "utf-16-be"]
    return max(
        ((data.decode(encoding, "replace"), encoding) for encoding in encodings), key=lambda found: _likeness(found[0])
    )


def _likeness(text: str) -> float:
    """How much a decoded text is like Chinese or English writing, by character."""
    if not text:
        return 0.0
    sample = text[:20000]
    good = len(_COMMON.findall(sample)) * 3 + len(re.findall(r"[A-Za-z0-9 ,.]", sample))
    bad = len(_CONTROL.findall(sample)) * 10
    return (good - bad) / len(sample)
