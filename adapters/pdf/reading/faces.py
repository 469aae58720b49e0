"""The face and colour of characters, by the drawing operation that shows them."""

from __future__ import annotations

import ctypes
import re
from collections.abc import Mapping

from adapters.pdf.reading import calls
from adapters.pdf.reading.showing import Style

_SUBSET = re.compile(r"[A-Z]{6}\+")
_CUT = re.compile(r"(?:,(?:Bold|Italic|BoldItalic|Regular)|-Regular|-Identity-[HV])$")
_MOST = 256


def faces_of(styles: Mapping[int, Style]) -> dict[int, tuple[str | None, str]]:
    """By number of the operation: the name of its face, None where the file gives none, and its colour as six
    hexadecimal digits, empty for black."""
    names: dict[int, str | None] = {}
    found: dict[int, tuple[str | None, str]] = {}
    for owner, style in styles.items():
        font = calls.font(owner) if owner else None
        if font and font not in names:
            names[font] = _name(font)
        found[style.item] = (names[font] if font else None, _colour(owner) if owner else "")
    return found


def _name(font: int) -> str | None:
    """What a font is called, without what a subset of it puts before; names of old programs are in GBK."""
    buffer = ctypes.create_string_buffer(_MOST)
    calls.font_name(font, buffer, _MOST)
    raw = buffer.value
    for encoding in ("utf-8", "gbk"):
        try:
            name = raw.decode(encoding)
        except UnicodeDecodeError:
            continue
        return _CUT.sub("", _SUBSET.sub("", name, count=1)) or None
    return None


_PARTS = [ctypes.c_uint() for _ in range(4)]


def _colour(owner: int) -> str:
    if not calls.fill(owner, *(ctypes.addressof(part) for part in _PARTS)):
        return ""
    shown = "".join(f"{part.value:02X}" for part in _PARTS[:3])
    return "" if shown == "000000" else shown
