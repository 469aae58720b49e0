"""A page as pdfium parses it, its glyphs one by one, on the page as a viewer shows it."""

from __future__ import annotations

import ctypes
from math import hypot
from typing import Any

import pypdfium2.raw as pdfium

from adapters.pdf import calls
from adapters.pdf.drawing import drawing
from adapters.pdf.glyphs import Glyph, Sheet
from adapters.pdf.radicals import UNIFIED
from adapters.pdf.view import View, turned_box, view_of

_ASCENT, _DESCENT = 0.88, 0.12
"""Of the em around the baseline; pdfium's own loose boxes vary by font and would break lines."""


def feed(page: Any, number: int, levels: dict[int, int] | None = None) -> Sheet:
    """The sheet of a pypdfium2 page. `levels` gives the heading level of marked content, by its id."""
    width, height = page.get_size()
    view = view_of(page.get_bbox(), page.get_rotation())
    textpage = page.get_textpage()
    try:
        glyphs, unmapped, doubled, outside = _glyphs(textpage, view, width, height, levels or {})
    finally:
        textpage.close()
    rules, pictures, outlines = drawing(page, view, width, height)
    return Sheet(
        number, width, height, tuple(glyphs), tuple(rules), tuple(pictures), unmapped, doubled, outside, outlines
    )


def _glyphs(
    textpage: Any, view: View, width: float, height: float, levels: dict[int, int]
) -> tuple[list[Glyph], int, int, int]:
    handle = calls.handle(textpage)
    x, y = ctypes.c_double(), ctypes.c_double()
    loose, turn = pdfium.FS_RECTF(), pdfium.FS_MATRIX()
    x_at, y_at, loose_at, turn_at = (ctypes.addressof(out) for out in (x, y, loose, turn))
    glyphs: list[Glyph] = []
    drawn: dict[tuple[str, int, int], tuple[float, float]] = {}
    styles: dict[int, tuple[int, float, bool, bool, int | None]] = {}
    unmapped = doubled = outside = high = 0
    zero_x, zero_y = view(0.0, 0.0)
    for index in range(pdfium.FPDFText_CountChars(textpage.raw)):
        code = calls.unicode(handle, index)
        if (code <= 0x20 or code == 0xFFFE) and calls.generated(handle, index):
            continue
        if 0xD800 <= code < 0xDC00:
            high = code
            continue
        if 0xDC00 <= code < 0xE000:
            code = 0x10000 + ((high - 0xD800) << 10) + (code - 0xDC00) if high else 0xFFFD
            high = 0
        owner = calls.owner(handle, index) or 0
        style = styles.get(owner)
        if style is None:
            calls.text_matrix(handle, index, turn_at)
            along_x, along_y = view(turn.a, turn.b)
            along_x, along_y = along_x - zero_x, along_y - zero_y
            # A turned page is shown upright, so the direction of writing is that on the page as shown.
            upright = along_x > 0 and abs(along_y) < 0.2 * along_x
            size = calls.font_size(handle, index) * (hypot(turn.c, turn.d) or 1.0)
            level = levels.get(calls.marked(owner)) if levels and owner else None
            style = styles[owner] = (len(styles), size, upright, _bold(owner), level)
        item, size, upright, bold, level = style
        if code in (0, 0xFFFE, 0xFFFF) or code < 0x20 or calls.unmapped(handle, index):
            if code in (0x9, 0xA, 0xD):
                continue
            code = 0xFFFD
            unmapped += 1
        calls.origin(handle, index, x_at, y_at)
        calls.loose(handle, index, loose_at)
        left, top, right, bottom = turned_box(view, loose.left, loose.bottom, loose.right, loose.top)
        base = bottom
        if upright:
            _, base = view(x.value, y.value)
            if top - 0.5 * size <= base <= bottom + 0.5 * size:
                top, bottom = base - _ASCENT * size, base + _DESCENT * size
            else:
                # Vertical writing mode: the origin is above the glyph.
                base = top + _ASCENT * size
                bottom = top + size
        if not (0 <= (left + right) / 2 <= width and 0 <= (top + bottom) / 2 <= height):
            outside += code not in (0x20, 0x3000)
            continue
        char = UNIFIED.get(chr(code), chr(code))
        spot = (char, round(left / 2), round(top / 2))
        if char not in " \u3000\u00a0" and _seen(drawn, spot, left, top):
            doubled += 1
            continue
        drawn[spot] = (left, top)
        glyphs.append(Glyph(char, left, top, right, bottom, base, size, upright, bold, item, 1.0, level))
    return glyphs, unmapped, doubled, outside


def _seen(
    drawn: dict[tuple[str, int, int], tuple[float, float]], spot: tuple[str, int, int], x: float, y: float
) -> bool:
    """Whether the same character was drawn within a point: bold made by drawing twice."""
    char, column, row = spot
    for near_column in (column - 1, column, column + 1):
        for near_row in (row - 1, row, row + 1):
            other = drawn.get((char, near_column, near_row))
            if other is not None and abs(other[0] - x) <= 1.0 and abs(other[1] - y) <= 1.0:
                return True
    return False


def _bold(owner: int) -> bool:
    if not owner:
        return False
    if calls.mode(owner) == pdfium.FPDF_TEXTRENDERMODE_FILL_STROKE:
        return True
    font = calls.font(owner)
    if not font:
        return False
    name = ctypes.create_string_buffer(96)
    calls.font_name(font, name, 96)
    low = name.value.lower()
    return any(word in low for word in (b"bold", b"black", b"heavy", b"simhei", b"xiaobiao", b"\xe9\xbb\x91"))
