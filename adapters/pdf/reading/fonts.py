"""The font that stands in for those a file names and does not bring along, so that reading is the same everywhere.

pdfium leaves out glyphs that its substitute does not draw: without a Chinese font on the machine they would be lost
without a word, and with one each page takes ten times as long. Here every character is a box, narrower than any glyph:
how far a glyph reaches is told by the file.
"""

from __future__ import annotations

import ctypes
import struct
from collections.abc import Iterator
from contextlib import contextmanager
from functools import lru_cache
from typing import Any

import pypdfium2.raw as pdfium

_HANDLE = 1
_IDEOGRAPHS = frozenset((128, 129, 134, 136))
"""Character sets (Shift JIS, Hangul, GB 2312, Big 5) for which pdfium brings no font along."""


@contextmanager
def stand_in() -> Iterator[None]:
    """pdfium takes the boxes for all fonts that are missing; nothing should be rendered meanwhile."""
    pdfium.FPDF_SetSystemFontInfo(ctypes.byref(_info()))
    try:
        yield
    finally:
        # pdfium has destroyed its own way to fonts when it was given ours.
        pdfium.FPDF_SetSystemFontInfo(pdfium.FPDF_GetDefaultSystemFontInfo())


@lru_cache(maxsize=1)
def _info() -> Any:
    """The functions that pdfium asks for fonts; kept for good, as pdfium holds on to them."""
    types = dict(pdfium.FPDF_SYSFONTINFO._fields_)
    info = pdfium.FPDF_SYSFONTINFO(version=1)
    font = _box_font()

    def chosen(_: Any, weight: int, italic: int, charset: int, *rest: Any) -> int | None:
        return _HANDLE if charset in _IDEOGRAPHS else None

    def data(_: Any, handle: int, table: int, buffer: Any, size: int) -> int:
        if table:
            return 0
        if buffer and size >= len(font):
            ctypes.memmove(buffer, font, len(font))
        return len(font)

    functions = {
        "Release": lambda _: None,
        "EnumFonts": lambda *_: None,
        "MapFont": chosen,
        "GetFont": lambda *_: None,
        "GetFontData": data,
        "GetFaceName": lambda *_: 0,
        "GetFontCharset": lambda *_: 0,
        "DeleteFont": lambda *_: None,
    }
    for name, function in functions.items():
        setattr(info, name, types[name](function))
    return info


def _box_font() -> bytes:
    """A TrueType font of one glyph, which a cmap of format 13 gives to every character."""
    em, side, top, bottom = 1000, 200, 880, -120
    glyph = struct.pack(">5h", 1, 0, bottom, side, top) + struct.pack(">HH", 3, 0) + bytes([1] * 4)
    glyph += struct.pack(">8h", 0, side, 0, -side, bottom, 0, top - bottom, 0)
    tables = {
        b"cmap": struct.pack(">HHHHI", 0, 1, 3, 10, 12) + struct.pack(">HHIIIIII", 13, 0, 28, 0, 1, 0, 0x10FFFF, 1),
        b"glyf": glyph + glyph,
        b"head": struct.pack(">4I2H2q", 0x10000, 0x10000, 0, 0x5F0F3CF5, 0, em, 0, 0)
        + struct.pack(">4h2H3h", 0, bottom, side, top, 0, 8, 2, 1, 0),
        b"hhea": struct.pack(">IhhhHhhhhhhhhhhhH", 0x10000, top, bottom, 0, em, 0, 0, side, 1, 0, 0, 0, 0, 0, 0, 0, 2),
        b"hmtx": struct.pack(">HhHh", em, 0, em, 0),
        b"loca": struct.pack(">III", 0, len(glyph), 2 * len(glyph)),
        b"maxp": struct.pack(">I14H", 0x10000, 2, 4, 1, 0, 0, 2, 0, 0, 0, 0, 0, 0, 0, 0),
    }  # fmt: skip
    place = 12 + 16 * len(tables)
    listed, body = b"", b""
    for tag, table in tables.items():
        listed += tag + struct.pack(">III", 0, place + len(body), len(table))
        body += table + bytes(-len(table) % 4)
    return struct.pack(">IHHHH", 0x10000, len(tables), 64, 2, 48) + listed + body
