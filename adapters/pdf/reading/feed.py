"""A page as pdfium parses it, its glyphs one by one, on the page as a viewer shows it."""

from __future__ import annotations

import ctypes
import struct
from collections import Counter
from collections.abc import Sequence
from itertools import groupby
from math import hypot
from typing import Any, NamedTuple

import pypdfium2.raw as pdfium

from adapters.pdf.reading import calls
from adapters.pdf.reading.content import content
from adapters.pdf.reading.drawing import drawing
from adapters.pdf.reading.faces import faces_of
from adapters.pdf.reading.glyphs import BLANK, Glyph, Sheet
from adapters.pdf.reading.painted import NOTHING, look
from adapters.pdf.reading.radicals import UNIFIED
from adapters.pdf.reading.raised import levelled
from adapters.pdf.reading.showing import TILT, Style, Written, showing
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


def feed(
    page: Any, number: int, levels: dict[int, int] | None = None, layers: bool = False, faces: bool = False
) -> Sheet:
    """The sheet of a pypdfium2 page. `levels` gives the heading level of marked content, by its id.

    `layers`: the file has optional content, of which some may not show. `faces`: with the faces of its characters.
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
    glyphs = levelled(closed(single, drawn.rules))
    return Sheet(
        number,
        width,
        height,
        tuple(glyphs),
        tuple(drawn.rules),
        tuple(drawn.pictures),
        [glyph[0] for glyph in glyphs].count("\ufffd"),
        len(parted.painted) - len(glyphs),
        text.outside,
        drawn.outlines,
        turn,
        hidden=parted.hidden,
        marks=parted.marks,
        faces=faces_of(text.styles) if faces else {},
    )


def _turned(text: Written, painted: Sequence[Glyph]) -> int:
    """By how many degrees most of the text that shows is turned; oblique writing does not count."""
    turn_of = [style.turn for style in text.styles.values()]
    if not any(turn_of):
        return 0
    turns = Counter(turn_of[glyph.item] for glyph in painted)
    del turns[-1]
    most = max(turns, key=lambda each: turns[each], default=0)
    return most if turns[most] > max(0.7 * sum(turns.values()), 12) else 0


def _text(textpage: Any, view: View, width: float, height: float, levels: dict[int, int]) -> Written:
    handle = calls.handle(textpage)
    # What is looked up for every glyph is bound here, and a glyph is made as the tuple that it is: half of the time.
    owner_of, loose_of, unmapped = calls.owner, calls.loose, calls.unmapped
    unified, made = UNIFIED.get, tuple.__new__
    loose = (ctypes.c_float * 4)()
    loose_at, sides = ctypes.addressof(loose), _FOUR
    glyphs: list[Glyph] = []
    styles: dict[int, Style] = {}
    fonts: dict[int, bool] = {}
    spun: dict[tuple[float, ...], _Spin] = {}
    begun: list[tuple[float, float]] = []
    joined = False
    outside = high = 0
    at_left, at_top, at_item = -1.0, -1.0, -1
    zero_x, zero_y = view(0.0, 0.0)
    straight = view(1.0, 1.0) == (zero_x + 1.0, zero_y - 1.0)
    twice_width, twice_height = 2 * width, 2 * height
    count = pdfium.FPDFText_CountChars(textpage.raw)
    if count > GLYPHS:
        raise TooManyGlyphs(count)
    last = -1
    for index, code in enumerate(_codes(textpage, handle, count)):
        if code <= 0x20 or code == 0xFFFE:
            if calls.generated(handle, index):
                continue
            code = calls.unicode(handle, index)  # a hyphen at the end of a line is told apart only here
        if 0xD800 <= code < 0xE000:
            if code < 0xDC00:
                high = code
                continue
            code = 0x10000 + ((high - 0xD800) << 10) + (code - 0xDC00) if high else 0xFFFD
            high = 0
        owner = owner_of(handle, index) or 0
        loose_of(handle, index, loose_at)
        left, top, right, bottom = sides(loose)
        if straight:
            left, right, top, bottom = left + zero_x, right + zero_x, zero_y - top, zero_y - bottom
        else:
            left, top, right, bottom = turned_box(view, left, bottom, right, top)
        if owner != last:
            style = styles.get(owner)
            if style is None:
                box = (left, top, right, bottom)
                stated = levels.get(calls.marked(owner)) if levels and owner else None
                style = _style(handle, index, view, box, _bold(owner, fonts), stated, len(styles), spun)
                styles[owner] = style
                begun.append((left, top))
            last = owner
            item, size, turn, _, _, bold, level, line = style
            upright = turn == 0
            begun_left, begun_top = begun[item]
        if code == 0x2 and pdfium.FPDFText_IsHyphen(textpage.raw, index) == 1:
            code = 0x2D  # at the end of a line
        if code < 0x20 or code == 0xFFFE or code == 0xFFFF or unmapped(handle, index):
            if code in (0x9, 0xA, 0xD):
                continue
            code = 0xFFFD
        if line is not None:
            base = line
            if abs(left - begun_left) < 0.5 * size and abs(top - begun_top) > 0.3 * size:
                # Written downwards, or a narrow sign with a low box before this one (-5): the origin tells.
                calls.origin(handle, index, _X_AT, _Y_AT)
                base = view(_X.value, _Y.value)[1]
            if right - left > 3.0 * size and code >= 0x2E80:
                right = left + size  # pdfium leaves the scale out of the width of what is written downwards
            top, bottom = base - _ASCENT * size, base + _DESCENT * size
        elif upright:
            # Vertical writing mode: the loose box begins at the glyph's top.
            base, bottom = top + _ASCENT * size, top + size
        else:
            base = bottom
        if not (0 <= left + right <= twice_width and 0 <= top + bottom <= twice_height):
            outside += code not in (0x20, 0x3000)
            continue
        char = chr(code)
        joined = joined or (left == at_left and item == at_item and top == at_top)
        at_left, at_top, at_item = left, top, item
        glyphs.append(
            made(Glyph, (unified(char, char), left, top, right, bottom, base, size, upright, bold, item, 1.0, level))
        )
    return Written(_spread(glyphs) if joined else glyphs, styles, outside)


def _codes(textpage: Any, handle: int, count: int) -> Sequence[int]:
    """The code of each glyph: of the whole text at once, where it has one for each, which takes hardly any time."""
    text = (ctypes.c_ushort * (count + 1))()
    if pdfium.FPDFText_GetText(textpage.raw, 0, count, text) == count + 1:
        return text[:count]
    return [calls.unicode(handle, index) for index in range(count)]


_X, _Y, _SPIN = ctypes.c_double(), ctypes.c_double(), (ctypes.c_float * 6)()
_FOUR = struct.Struct("4f").unpack_from
"""Half of the time that ctypes takes to tell the items of an array."""
_X_AT, _Y_AT, _SPIN_AT = ctypes.addressof(_X), ctypes.addressof(_Y), ctypes.addressof(_SPIN)


class _Spin(NamedTuple):
    """What the matrix of a text and the size of its font tell: the em, the direction and tilt of writing."""

    size: float
    turn: int
    tilt: float


def _spin(view: View, a: float, b: float, c: float, d: float, size: float) -> _Spin:
    (zero_x, zero_y), (along_x, along_y) = view(0.0, 0.0), view(a, b)
    along_x, along_y = along_x - zero_x, along_y - zero_y
    low, high = sorted((abs(along_x), abs(along_y)))
    # A turned page is shown upright, so the direction of writing is that on the page as shown.
    return _Spin(size * (hypot(c, d) or 1.0), _quarter(along_x, along_y), low / max(high, 1e-9))


def _style(
    handle: int,
    index: int,
    view: View,
    box: Box,
    bold: bool,
    level: int | None,
    item: int,
    spun: dict[tuple[float, ...], _Spin],
) -> Style:
    """The style of the drawing operation that a glyph begins. `spun` are the spins that the page has had so far: where
    each glyph is an operation of its own, as browsers write, they are few all the same."""
    calls.text_matrix(handle, index, _SPIN_AT)
    a, b, c, d = _FOUR(_SPIN)
    key = (a, b, c, d, calls.font_size(handle, index))
    told = spun.get(key)
    if told is None:
        told = spun[key] = _spin(view, *key)
    size, turn, tilt = told
    left, top, right, bottom = box
    base = None
    if turn == 0:
        calls.origin(handle, index, _X_AT, _Y_AT)
        at, on = view(_X.value, _Y.value)
        # In vertical writing mode the origin is in the middle of the glyph's top.
        vertical = right - left > 0.3 * size and abs(at - (left + right) / 2) < 0.2 * (right - left)
        base = None if vertical and on < top + 0.4 * (bottom - top) else on
    if tilt > TILT:
        base = None  # each sign stands on a line of its own
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
    if not _may_double(glyphs):
        return glyphs
    drawn: dict[tuple[str, int, int], list[tuple[float, float, float]]] = {}
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
        # A sign of another size at the same place belongs to other writing: a watermark.
        if glyph.char not in BLANK and any(
            abs(x - glyph.x0) <= limit and abs(y - glyph.top) <= limit and abs(size - glyph.size) <= 0.1 * size
            for x, y, size in near
        ):
            continue
        drawn.setdefault((glyph.char, column, row), []).append((glyph.x0, glyph.top, glyph.size))
        kept.append(glyph)
    return kept


def _may_double(glyphs: list[Glyph]) -> bool:
    """Whether two like glyphs share a square of three points; with four shifts no pair within a point is missed."""
    places = [(glyph[0], int(glyph[1] / 1.5), int(glyph[2] / 1.5)) for glyph in glyphs]
    return any(
        len({(char, (x + across) >> 1, (y + down) >> 1) for char, x, y in places}) < len(places)
        for across in (0, 1)
        for down in (0, 1)
    )


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
