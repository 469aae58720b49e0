"""A page as pdfium parses it, its glyphs one by one, on the page as a viewer shows it."""

from __future__ import annotations

import ctypes
from collections import Counter
from collections.abc import Sequence
from itertools import groupby
from math import hypot
from typing import Any

import pypdfium2.raw as pdfium

from adapters.pdf.reading import calls
from adapters.pdf.reading.content import content
from adapters.pdf.reading.drawing import drawing
from adapters.pdf.reading.glyphs import BLANK, Glyph, Sheet
from adapters.pdf.reading.painted import NOTHING, look
from adapters.pdf.reading.radicals import UNIFIED
from adapters.pdf.reading.showing import Style, Written, showing
from adapters.pdf.reading.spaced import closed
from adapters.pdf.reading.suspects import suspects
from adapters.pdf.reading.view import View, turned_box, view_of
from checker.document import Box

GLYPHS = 60_000
"""Of a page; one of small print has some five thousand."""
_ASCENT, _DESCENT = 0.88, 0.12
"""Of the em around the baseline; pdfium's own loose boxes vary by font and would break lines."""


class TooManyGlyphs(Exception):
    """A page has more than GLYPHS; carries how many."""

    def __init__(self, count: int) -> None:
        super().__init__(count)
        self.count = count


def feed(page: Any, number: int, levels: dict[int, int] | None = None, layers: bool = False) -> Sheet:
    """The sheet of a pypdfium2 page. `levels` gives the heading level of marked content, by its id.

    `layers`: the file has optional content, of which some may not show.
    """
    width, height = page.get_size()
    view = view_of(page.get_bbox(), page.get_rotation())
    objects = list(content(calls.handle(page), layers))
    textpage = page.get_textpage()
    try:
        text = _text(textpage, view, width, height, levels or {})
        drawn = drawing(objects, view, width, height)
        why = suspects(objects, drawn.areas, view, layers)
        owners = list(text.styles)
        seen = look(page, view, text.glyphs, owners, objects, why) if why else NOTHING
        if seen.absent:
            objects = [each for each in objects if each.handle not in seen.absent]
            drawn = drawing(objects, view, width, height)
        parted = showing(text, seen, width, height)
        turn = _turned(text, parted.painted)
        if turn:
            # A page whose text lies on its side is read as if it were turned back.
            width, height = (height, width) if turn % 180 else (width, height)
            view = view_of(page.get_bbox(), (page.get_rotation() - turn) % 360)
            text = _text(textpage, view, width, height, levels or {})
            drawn = drawing(objects, view, width, height)
            parted = showing(text, seen, width, height)
    finally:
        textpage.close()
    single = _single(parted.painted)
    glyphs = closed(single, drawn.rules)
    return Sheet(
        number,
        width,
        height,
        tuple(glyphs),
        tuple(drawn.rules),
        tuple(drawn.pictures),
        sum(glyph.char == "\ufffd" for glyph in glyphs),
        len(parted.painted) - len(glyphs),
        text.outside,
        drawn.outlines,
        turn,
        hidden=parted.hidden,
        marks=parted.marks,
    )


def _turned(text: Written, painted: Sequence[Glyph]) -> int:
    """By how many degrees most of the text that shows is turned; oblique writing does not count."""
    turn_of = [style.turn for style in text.styles.values()]
    turns = Counter(turn_of[glyph.item] for glyph in painted)
    del turns[-1]
    most = max(turns, key=lambda each: turns[each], default=0)
    return most if turns[most] > max(0.7 * sum(turns.values()), 12) else 0


def _text(textpage: Any, view: View, width: float, height: float, levels: dict[int, int]) -> Written:
    handle = calls.handle(textpage)
    loose = pdfium.FS_RECTF()
    loose_at = ctypes.addressof(loose)
    glyphs: list[Glyph] = []
    styles: dict[int, Style] = {}
    fonts: dict[int, bool] = {}
    begun: list[tuple[float, float]] = []
    joined = False
    outside = high = 0
    zero_x, zero_y = view(0.0, 0.0)
    straight = view(1.0, 1.0) == (zero_x + 1.0, zero_y - 1.0)
    count = pdfium.FPDFText_CountChars(textpage.raw)
    if count > GLYPHS:
        raise TooManyGlyphs(count)
    for index in range(count):
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
        calls.loose(handle, index, loose_at)
        if straight:
            left, right = loose.left + zero_x, loose.right + zero_x
            top, bottom = zero_y - loose.top, zero_y - loose.bottom
        else:
            left, top, right, bottom = turned_box(view, loose.left, loose.bottom, loose.right, loose.top)
        style = styles.get(owner)
        if style is None:
            box = (left, top, right, bottom)
            stated = levels.get(calls.marked(owner)) if levels and owner else None
            style = _style(handle, index, view, box, _bold(owner, fonts), stated, len(styles))
            styles[owner] = style
            begun.append((left, top))
        item, size, turn, _, _, bold, level, base = style
        if code == 0x2 and pdfium.FPDFText_IsHyphen(textpage.raw, index) == 1:
            code = 0x2D  # at the end of a line
        if code in (0, 0xFFFE, 0xFFFF) or code < 0x20 or calls.unmapped(handle, index):
            if code in (0x9, 0xA, 0xD):
                continue
            code = 0xFFFD
        if base is not None:
            if abs(left - begun[item][0]) < 0.5 * size and abs(top - begun[item][1]) > 0.3 * size:
                base += top - begun[item][1]  # written downwards
            if right - left > 3.0 * size and code >= 0x2E80:
                right = left + size  # pdfium leaves the scale out of the width of what is written downwards
            top, bottom = base - _ASCENT * size, base + _DESCENT * size
        elif turn == 0:
            # Vertical writing mode: the loose box begins at the glyph's top.
            base, bottom = top + _ASCENT * size, top + size
        else:
            base = bottom
        if not (0 <= left + right <= 2 * width and 0 <= top + bottom <= 2 * height):
            outside += code not in (0x20, 0x3000)
            continue
        char = chr(code)
        joined = joined or bool(glyphs and glyphs[-1][1] == left and glyphs[-1][9] == item and glyphs[-1][2] == top)
        glyphs.append(
            Glyph(UNIFIED.get(char, char), left, top, right, bottom, base, size, turn == 0, bold, item, 1.0, level)
        )
    return Written(_spread(glyphs) if joined else glyphs, styles, outside)


def _style(handle: int, index: int, view: View, box: Box, bold: bool, level: int | None, item: int) -> Style:
    """The style of the drawing operation that a glyph begins."""
    x, y, spin = ctypes.c_double(), ctypes.c_double(), pdfium.FS_MATRIX()
    calls.text_matrix(handle, index, ctypes.addressof(spin))
    (zero_x, zero_y), (along_x, along_y) = view(0.0, 0.0), view(spin.a, spin.b)
    # A turned page is shown upright, so the direction of writing is that on the page as shown.
    turn = _quarter(along_x - zero_x, along_y - zero_y)
    size = calls.font_size(handle, index) * (hypot(spin.c, spin.d) or 1.0)
    base = None
    if turn == 0:
        calls.origin(handle, index, ctypes.addressof(x), ctypes.addressof(y))
        at, on = view(x.value, y.value)
        left, top, right, bottom = box
        # In vertical writing mode the origin is in the middle of the glyph's top.
        vertical = right - left > 0.3 * size and abs(at - (left + right) / 2) < 0.2 * (right - left)
        base = None if vertical and on < top + 0.4 * (bottom - top) else on
    tilt = min(abs(along_x - zero_x), abs(along_y - zero_y)) / max(abs(along_x - zero_x), abs(along_y - zero_y), 1e-9)
    left, top, right, bottom = box
    small = size < 2.0 or (right - left if turn % 180 == 0 else bottom - top) < 0.8
    return Style(item, size, turn, tilt, small, bold, level, base)


def _spread(glyphs: Sequence[Glyph]) -> list[Glyph]:
    """The glyphs, those that are drawn as one (a ligature, a double dash) side by side in its box."""
    result: list[Glyph] = []
    for _, group in groupby(glyphs, key=lambda glyph: (glyph.item, glyph.x0, glyph.top, glyph.x1)):
        drawn = list(group)
        first, width = drawn[0], (drawn[0].x1 - drawn[0].x0) / len(drawn)
        if len(drawn) == 1:
            result.append(first)
            continue
        for at, glyph in enumerate(drawn):
            result.append(glyph._replace(x0=first.x0 + at * width, x1=first.x0 + (at + 1) * width))
    return result


def _single(glyphs: list[Glyph]) -> list[Glyph]:
    """The glyphs without those drawn again within a point, as bold is imitated; small letters are as close as that."""
    if not any(_may_double(glyphs, shift_x, shift_y) for shift_x in (0.0, 1.5) for shift_y in (0.0, 1.5)):
        return glyphs
    drawn: dict[tuple[str, int, int], list[tuple[float, float]]] = {}
    kept: list[Glyph] = []
    for glyph in glyphs:
        column, row = int(glyph.x0 / 3), int(glyph.top / 3)
        limit = min(1.0, 0.1 * glyph.size)
        near = [
            at
            for x in (column - 1, column, column + 1)
            for y in (row - 1, row, row + 1)
            for at in drawn.get((glyph.char, x, y), ())
        ]
        if glyph.char not in BLANK and any(abs(x - glyph.x0) <= limit and abs(y - glyph.top) <= limit for x, y in near):
            continue
        drawn.setdefault((glyph.char, column, row), []).append((glyph.x0, glyph.top))
        kept.append(glyph)
    return kept


def _may_double(glyphs: list[Glyph], shift_x: float, shift_y: float) -> bool:
    """Whether two like glyphs share a square of three points; with four shifts no pair within a point is missed."""
    return len({(g[0], (g[1] + shift_x) // 3, (g[2] + shift_y) // 3) for g in glyphs}) < len(glyphs)


def _quarter(x: float, y: float) -> int:
    """The direction of writing on the page as shown: 0, 90 (downwards), 180, 270, or -1 for an oblique one."""
    if abs(y) < 0.2 * abs(x):
        return 0 if x > 0 else 180
    if abs(x) < 0.2 * abs(y):
        return 90 if y > 0 else 270
    return -1


def _bold(owner: int, fonts: dict[int, bool]) -> bool:
    """Whether a text is bold, by how it is painted or by its font's name; `fonts` remembers the latter."""
    if not owner:
        return False
    if calls.mode(owner) == pdfium.FPDF_TEXTRENDERMODE_FILL_STROKE:
        return True
    font = calls.font(owner)
    if not font:
        return False
    if font not in fonts:
        name = ctypes.create_string_buffer(96)
        calls.font_name(font, name, 96)
        low = name.value.lower()
        fonts[font] = any(
            word in low for word in (b"bold", b"black", b"heavy", b"simhei", b"xiaobiao", b"\xe9\xbb\x91")
        )
    return fonts[font]
