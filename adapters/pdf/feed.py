"""A page as pdfium parses it, its glyphs one by one, on the page as a viewer shows it."""

from __future__ import annotations

import ctypes
from collections import Counter
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
    sheet, turn = _fed(page, number, levels or {}, 0)
    # A page whose text lies on its side is read as if it were turned back.
    return _fed(page, number, levels or {}, turn)[0] if turn else sheet


def _fed(page: Any, number: int, levels: dict[int, int], turn: int) -> tuple[Sheet, int]:
    """The sheet, and by how many degrees most of its text is turned."""
    width, height = page.get_size()
    if turn % 180:
        width, height = height, width
    view = view_of(page.get_bbox(), (page.get_rotation() - turn) % 360)
    textpage = page.get_textpage()
    try:
        glyphs, turns, unmapped, doubled, outside = _glyphs(textpage, view, width, height, levels)
    finally:
        textpage.close()
    rules, pictures, outlines = drawing(page, view, width, height)
    most = max(turns, key=lambda each: turns[each], default=0)
    sheet = Sheet(
        number,
        width,
        height,
        tuple(glyphs),
        tuple(rules),
        tuple(pictures),
        unmapped,
        doubled,
        outside,
        outlines,
        turn,
    )
    return sheet, most if turns[most] > max(0.7 * sum(turns.values()), 12) else 0


def _glyphs(
    textpage: Any, view: View, width: float, height: float, levels: dict[int, int]
) -> tuple[list[Glyph], Counter[int], int, int, int]:
    handle = calls.handle(textpage)
    x, y = ctypes.c_double(), ctypes.c_double()
    loose, spin = pdfium.FS_RECTF(), pdfium.FS_MATRIX()
    x_at, y_at, loose_at, spin_at = (ctypes.addressof(out) for out in (x, y, loose, spin))
    glyphs: list[Glyph] = []
    drawn: dict[tuple[str, int, int], tuple[float, float]] = {}
    styles: dict[int, tuple[int, float, int, bool, int | None]] = {}
    turns: Counter[int] = Counter()
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
            calls.text_matrix(handle, index, spin_at)
            along_x, along_y = view(spin.a, spin.b)
            along_x, along_y = along_x - zero_x, along_y - zero_y
            # A turned page is shown upright, so the direction of writing is that on the page as shown.
            turn = _quarter(along_x, along_y)
            size = calls.font_size(handle, index) * (hypot(spin.c, spin.d) or 1.0)
            level = levels.get(calls.marked(owner)) if levels and owner else None
            style = styles[owner] = (len(styles), size, turn, _bold(owner), level)
        item, size, turn, bold, level = style
        upright = turn == 0
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
        turns[turn] += 1
        glyphs.append(Glyph(char, left, top, right, bottom, base, size, upright, bold, item, 1.0, level))
    return glyphs, turns, unmapped, doubled, outside


def _quarter(x: float, y: float) -> int:
    """The direction of writing on the page as shown: 0, 90 (downwards), 180, 270, or -1 for an oblique one."""
    if abs(y) < 0.2 * abs(x):
        return 0 if x > 0 else 180
    if abs(x) < 0.2 * abs(y):
        return 90 if y > 0 else 270
    return -1


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
