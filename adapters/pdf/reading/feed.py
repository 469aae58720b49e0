"""A page as pdfium parses it, its glyphs one by one, on the page as a viewer shows it."""

from __future__ import annotations

import ctypes
import struct
from collections import Counter
from collections.abc import Mapping, Sequence
from itertools import groupby, islice
from math import hypot, inf
from typing import Any, NamedTuple

import pypdfium2.raw as pdfium

from adapters.pdf.reading import calls
from adapters.pdf.reading.content import IDENTITY, Drawn, Matrix, apply, content, spread
from adapters.pdf.reading.crossing import crossing
from adapters.pdf.reading.drawing import drawing
from adapters.pdf.reading.faces import faces_of
from adapters.pdf.reading.glyphs import BLANK, Glyph, Sheet
from adapters.pdf.reading.inform import astray
from adapters.pdf.reading.painted import NOTHING, look
from adapters.pdf.reading.radicals import UNIFIED
from adapters.pdf.reading.raised import levelled
from adapters.pdf.reading.showing import TILT, Style, Written, showing
from adapters.pdf.reading.spaced import closed
from adapters.pdf.reading.struck import struck
from adapters.pdf.reading.suspects import suspects
from adapters.pdf.reading.view import View, turned_box, view_of
from checker.document import Box

GLYPHS = 60_000
"""Of a page; one of small print has some five thousand."""
_MOST_RUNS = 2000
"""Of a page, that are held against each other."""
_NO_SIGNS = frozenset((*range(0x20), 0xFFFE, 0xFFFF))
"""Codes that are of no character."""
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
    objects = content(calls.handle(page), layers)
    textpage = page.get_textpage()
    try:
        text = _text(textpage, view, width, height, levels or {}, objects)
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
            text = _text(textpage, view, width, height, levels or {}, objects)
            drawn = drawing(objects, view, width, height)
            parted = showing(text, seen, width, height)
    finally:
        textpage.close()
    single, doubled = _single(parted.painted), len(parted.painted)
    doubled -= len(single)
    letters = crossing(single, drawn.pale)
    gone, through = struck(single, [rule for rule in drawn.strokes if rule not in letters])
    rules = [rule for rule in drawn.rules if rule not in through and rule not in letters]
    glyphs = levelled(closed([glyph for at, glyph in enumerate(single) if at not in gone] if gone else single, rules))
    return Sheet(
        number,
        width,
        height,
        tuple(glyphs),
        tuple(rules),
        tuple(drawn.pictures),
        [glyph[0] for glyph in glyphs].count("\ufffd"),
        doubled,
        text.outside,
        drawn.outlines,
        turn,
        hidden=parted.hidden,
        marks=parted.marks,
        severed=text.severed,
        struck=len(gone),
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


def _text(
    textpage: Any, view: View, width: float, height: float, levels: dict[int, int], objects: Sequence[Drawn]
) -> Written:
    handle = calls.handle(textpage)
    kept, codes = _stated(textpage, handle)
    owners = [owner or 0 for owner in calls.told(calls.owner, calls.every(handle), kept)]
    loose = calls.gathered(calls.loose, calls.FLOATS, 1, calls.every(handle), kept)
    led = astray(handle, kept, owners, objects)
    if led:
        loose = [
            (told, box if owner not in led else _led(box, led[owner]))
            for (told, box), owner in zip(loose, owners, strict=True)
        ]
    unmapped = calls.told(calls.unmapped, calls.every(handle), kept)
    zero_x, zero_y = view(0.0, 0.0)
    if view(1.0, 1.0) == (zero_x + 1.0, zero_y - 1.0):
        boxes = [
            (left + zero_x, zero_y - top, right + zero_x, zero_y - bottom) for _, (left, top, right, bottom) in loose
        ]
    else:
        boxes = [turned_box(view, left, bottom, right, top) for _, (left, top, right, bottom) in loose]
    styles, shared = _styles(handle, kept, owners, boxes, view, levels, led)
    # What is looked up for every glyph is bound here, and a glyph is made as the tuple that it is: half of the time.
    unified, made = UNIFIED.get, tuple.__new__
    glyphs: list[Glyph] = []
    joined = False
    outside = severed = 0
    beyond: tuple[float, ...] | None = None  # of the glyph before, where it stands outside of the page
    at_left = inf
    twice_width, twice_height = 2 * width, 2 * height
    last = -1
    for index, code, owner, (left, top, right, bottom), without in zip(
        kept, codes, owners, boxes, unmapped, strict=True
    ):
        if owner != last:
            last = owner
            item, size, upright, bold, level, line, begun_left, begun_top, ascent, descent = shared[owner]
            half, triple = 0.5 * size, 3.0 * size
        if without or code in _NO_SIGNS:
            if code in (0x9, 0xA, 0xD):
                continue
            # A hyphen at the end of a line.
            ending = code == 0x2 and not without and pdfium.FPDFText_IsHyphen(textpage.raw, index) == 1
            code = 0x2D if ending else 0xFFFD
        if line is not None:
            base = line
            if -half < left - begun_left < half and abs(top - begun_top) > 0.3 * size:
                # Written downwards, or a narrow sign with a low box before this one (-5): the origin tells.
                calls.origin(handle, index, _X_AT, _Y_AT)
                base = view(*apply(led.get(owner, IDENTITY), _X.value, _Y.value))[1]
            if right - left > triple and code >= 0x2E80:
                right = left + size  # pdfium leaves the scale out of the width of what is written downwards
            top, bottom = base - ascent, base + descent
        elif upright:
            # Vertical writing mode: the loose box begins at the glyph's top.
            base, bottom = top + ascent, top + size
        else:
            base = bottom
        if not (0 <= left + right <= twice_width and 0 <= top + bottom <= twice_height):
            if code not in (0x20, 0x3000):
                outside += 1
                if glyphs and beyond is None:
                    severed += _goes_on(glyphs[-1][1:7], left, base, size)
                beyond = (left, top, right, bottom, base, size)
            continue
        if beyond is not None:
            severed += _goes_on(beyond, left, base, size)
            beyond = None
        char = chr(code)
        if left == at_left and glyphs[-1][2] == top and glyphs[-1][9] == item:
            joined = True
        at_left = left
        glyphs.append(
            made(Glyph, (unified(char, char), left, top, right, bottom, base, size, upright, bold, item, 1.0, level))
        )
    return Written(_spread(glyphs) if joined else glyphs, styles, outside, severed)


def _led(box: tuple[float, ...], matrix: Matrix) -> tuple[float, ...]:
    """A loose box (left, top, right, bottom, upwards) of a form on the page."""
    left, top, right, bottom = box
    x0, y0, x1, y1 = spread((left, bottom, right, top), matrix)
    return (x0, y1, x1, y0)


def _goes_on(before: tuple[float, ...], left: float, base: float, size: float) -> bool:
    """Whether a glyph goes on with the line of the one before, given by its box, baseline and size."""
    _, _, right, _, before_base, before_size = before
    return abs(base - before_base) < 0.3 * size and abs(left - right) < 0.5 * max(size, before_size)


def _stated(textpage: Any, handle: int) -> tuple[Sequence[int], Sequence[int]]:
    """The characters that a page states, by their indices, and the code of each; not those that pdfium adds."""
    count = pdfium.FPDFText_CountChars(textpage.raw)
    if count > GLYPHS:
        raise TooManyGlyphs(count)
    kept: list[int] = []
    codes: list[int] = []
    high = 0
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
        kept.append(index)
        codes.append(code)
    return kept, codes


def _codes(textpage: Any, handle: int, count: int) -> Sequence[int]:
    """The code of each glyph: of the whole text at once, where it has one for each, which takes hardly any time."""
    text = (ctypes.c_ushort * (count + 1))()
    if pdfium.FPDFText_GetText(textpage.raw, 0, count, text) == count + 1:
        return text[:count]
    return [calls.unicode(handle, index) for index in range(count)]


_X, _Y = ctypes.c_double(), ctypes.c_double()
_X_AT, _Y_AT = ctypes.addressof(_X), ctypes.addressof(_Y)
_MATRIX, _POINT = struct.Struct("4f8x"), struct.Struct("2d")


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


_Shared = tuple[int, float, bool, bool, int | None, float | None, float, float, float, float]
"""Of the glyphs of a drawing operation: item, size, upright, bold, level, the line they stand on; left and top of the
first; how far they reach above their baseline, and below."""


def _styles(
    handle: int,
    kept: Sequence[int],
    owners: Sequence[int],
    boxes: Sequence[Box],
    view: View,
    levels: dict[int, int],
    led: Mapping[int, Matrix],
) -> tuple[dict[int, Style], dict[int, _Shared]]:
    """The styles of the drawing operations of a page, in the order in which their glyphs begin, and what is shared.

    The spins of matrices are worked out once: where each glyph is an operation of its own, as browsers write, there
    are few all the same.
    """
    places = sorted(dict(zip(reversed(owners), range(len(owners) - 1, -1, -1), strict=True)).values())
    first = [kept[at] for at in places]
    begun = [owners[at] for at in places]
    matrices = calls.gathered(calls.text_matrix, _MATRIX, 1, calls.every(handle), first)
    sizes = calls.told(calls.font_size, calls.every(handle), first)
    origins = calls.gathered(calls.origin, _POINT, 2, calls.every(handle), first)
    bolds = _bolds(begun)
    spun: dict[tuple[Any, ...], _Spin] = {}
    made = tuple.__new__
    styles: dict[int, Style] = {}
    shared: dict[int, _Shared] = {}
    for item, (owner, at, (_, matrix), em, (_, (origin_x, origin_y)), bold) in enumerate(
        zip(begun, places, matrices, sizes, origins, bolds, strict=True)
    ):
        key = (*matrix, em)
        told = spun.get(key)
        if told is None:
            told = spun[key] = _spin(view, *key)
        size, turn, tilt = told
        left, top, right, bottom = boxes[at]
        base = None
        if turn == 0:
            if owner in led:
                origin_x, origin_y = apply(led[owner], origin_x, origin_y)
            middle, on = view(origin_x, origin_y)
            # In vertical writing mode the origin is in the middle of the glyph's top.
            wide = right - left
            vertical = wide > 0.3 * size and abs(middle - (left + right) / 2) < 0.2 * wide
            base = None if vertical and on < top + 0.4 * (bottom - top) else on
        if tilt > TILT:
            base = None  # each sign stands on a line of its own
        small = size < 2.0 or (right - left if turn % 180 == 0 else bottom - top) < 0.8
        level = levels.get(calls.marked(owner)) if levels and owner else None
        styles[owner] = made(Style, (item, size, turn, tilt, small, bold, level, base))
        shared[owner] = (item, size, turn == 0, bold, level, base, left, top, _ASCENT * size, _DESCENT * size)
    return styles, shared


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
    if not _meeting(glyphs):
        return False
    places = [(glyph[0], int(glyph[1] / 1.5), int(glyph[2] / 1.5)) for glyph in glyphs]
    return any(
        len({(char, (x + across) >> 1, (y + down) >> 1) for char, x, y in places}) < len(places)
        for across in (0, 1)
        for down in (0, 1)
    )


def _meeting(glyphs: Sequence[Glyph]) -> bool:
    """Whether writing may lie over other writing: the boxes of runs that go from left to right on one height, each
    glyph more than a point after the one before, which are fewer by far than glyphs."""
    runs: list[tuple[float, float, float]] = []
    begun = at = -2.0
    top = -1.0
    for glyph in glyphs:
        left = glyph[1]
        if glyph[2] != top or left <= at + 1.0:
            runs.append((top, begun, at))
            begun, top = left, glyph[2]
        at = left
    runs.append((top, begun, at))
    if len(runs) > _MOST_RUNS:
        return True
    runs.sort()
    for index, (high, begin, end) in enumerate(runs, 1):
        for low, left, right in islice(runs, index, None):
            if low > high + 1.0:
                break
            if left <= end + 1.0 and right >= begin - 1.0:
                return True
    return False


def _quarter(x: float, y: float) -> int:
    """The direction of writing on the page as shown: 0, 90 (downwards), 180, 270, or -1 for an oblique one."""
    if abs(y) < 0.2 * abs(x):
        return 0 if x > 0 else 180
    if abs(x) < 0.2 * abs(y):
        return 90 if y > 0 else 270
    return -1


def _bolds(owners: Sequence[int]) -> list[bool]:
    """Whether each text is bold, by how it is painted or by its font's name; one that no operation draws is not."""
    some = [owner for owner in owners if owner]
    asked = calls.arguments(some)
    modes, fonts = calls.told(calls.mode, asked), calls.told(calls.font, asked)
    bold = {font: _bold(font) for font in set(fonts)}
    found = {
        owner: mode == pdfium.FPDF_TEXTRENDERMODE_FILL_STROKE or bold[font]
        for owner, mode, font in zip(some, modes, fonts, strict=True)
    }
    return [found.get(owner, False) for owner in owners]


def _bold(font: int | None) -> bool:
    if not font:
        return False
    name = ctypes.create_string_buffer(96)
    calls.font_name(font, name, 96)
    low = name.value.lower()
    return any(word in low for word in (b"bold", b"black", b"heavy", b"simhei", b"xiaobiao", b"\xe9\xbb\x91"))
