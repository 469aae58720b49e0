"""Watermarks: writing that lies across a page beside what the page says, set apart before lines and tables are made."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace
from math import dist
from typing import NamedTuple

from adapters.pdf.reading.glyphs import BLANK, Glyph, Mark, Sheet
from adapters.pdf.reading.marks import PALE
from checker.document import Box, GlyphRun, Text

_LARGE = 1.8
"""Times the size of the text around it."""
_LARGER = 1.3
_PLACE = 4.0
"""Points within which marks stand at one place of two pages."""
_BESIDE = 6.0
"""Times its size: how far the writing on a seal may be from that beside it."""


def without_watermarks(sheets: Sequence[Sheet]) -> tuple[list[Sheet], list[Text]]:
    """The sheets without watermarks, and the watermarks, each wording once."""
    if not any(sheet.marks for sheet in sheets) and not any(_mixed_sizes(sheet) for sheet in sheets):
        return list(sheets), []
    size = _body(sheets)
    known = _Known(
        Counter(key for sheet in sheets for key in {key for mark in sheet.marks for key in _keys(mark)}),
        {mark.string for sheet in sheets for mark in sheet.marks if _meets(mark, sheet) or _crossed(mark.box, sheet)},
    )
    found: list[Sheet] = []
    apart: dict[str, Text] = {}
    for sheet in sheets:
        items: set[int] = set()
        for mark in [*sheet.marks, *_over_text(sheet, size)]:
            if mark.items <= items:
                continue
            if _is_watermark(mark, sheet, size, known):
                items |= mark.items
                apart.setdefault(mark.string, _text(mark, sheet))
        items |= _of_seals(sheet, items)
        if items:
            kept = tuple(glyph for glyph in sheet.glyphs if glyph.item not in items)
            sheet = replace(sheet, glyphs=kept, unmapped=sum(glyph.char == "\ufffd" for glyph in kept))
        found.append(sheet)
    return found, list(apart.values())


class _Known(NamedTuple):
    """On how many pages a wording stands at a place, and which wordings lie across text or rules anywhere."""

    places: Counter[tuple[str, int, int]]
    across: set[str]


def _is_watermark(mark: Mark, sheet: Sheet, size: float, known: _Known) -> bool:
    if mark.oblique:
        # Where nearly all writing is turned, it is what the page says.
        turned = sum(len(other.string) for other in sheet.marks if other.oblique)
        alone = 2 * turned >= len(sheet.glyphs) and not _is_picture(sheet)
        return not alone or mark.contrast < PALE or _repeated(mark, sheet)
    large = mark.size >= _LARGE * size
    if mark.contrast >= PALE:
        return large and _meets(mark, sheet) >= 2
    if large:
        return True
    if _meets(mark, sheet):
        return True
    # Pale writing that repeats may be the head of a table or a figure in it; what lies across is neither.
    again = _repeated(mark, sheet) or any(known.places[key] > 1 for key in _keys(mark))
    return again and (mark.size >= _LARGER * size or mark.string in known.across)


def _is_picture(sheet: Sheet) -> bool:
    covered = sum((x1 - x0) * (bottom - top) for x0, top, x1, bottom in sheet.pictures)
    return covered > 0.4 * sheet.width * sheet.height


def _keys(mark: Mark) -> Iterator[tuple[str, int, int]]:
    """The wording with its place in steps; of the neighbouring steps two, so that no rounding parts equal places."""
    column, row = mark.box[0] / _PLACE, mark.box[1] / _PLACE
    for shift in (0.0, 0.5):
        yield mark.string, int(column + shift), int(row + shift)


def _repeated(mark: Mark, sheet: Sheet) -> bool:
    return sum(other.string == mark.string for other in sheet.marks) >= 3


def _crossed(box: Box, sheet: Sheet) -> bool:
    x0, top, x1, bottom = box
    edge = 0.25 * (bottom - top)
    return any(
        rule.x0 < x1 - edge and rule.x1 > x0 + edge and rule.top < bottom - edge and rule.bottom > top + edge
        for rule in sheet.rules
    )


def _meets(mark: Mark, sheet: Sheet) -> int:
    """How many glyphs of other writing a mark lies over."""
    own = [glyph for glyph in sheet.glyphs if glyph.item in mark.items and glyph.char not in BLANK]
    pale = {item for other in sheet.marks for item in other.items}
    x0, top, x1, bottom = mark.box
    near = [
        glyph
        for glyph in sheet.glyphs
        if glyph[2] < bottom
        and glyph[4] > top
        and glyph[1] < x1
        and glyph[3] > x0
        and glyph.item not in pale
        and glyph.item not in mark.items
        and glyph.char not in BLANK
    ]
    return sum(any(_over(glyph, other) for other in own) for glyph in near)


def _over(one: Glyph, other: Glyph) -> bool:
    across = min(one.x1, other.x1) - max(one.x0, other.x0)
    down = min(one.bottom, other.bottom) - max(one.top, other.top)
    return across > 0.2 * min(one.x1 - one.x0, other.x1 - other.x0) and down > 0.3 * min(one.size, other.size)


def _over_text(sheet: Sheet, size: float) -> Iterator[Mark]:
    """Runs of large upright writing, of any colour, that lie over other text."""
    known = {item for mark in sheet.marks for item in mark.items}
    runs: dict[int, list[Glyph]] = {}
    for glyph in sheet.glyphs:
        if glyph[6] >= _LARGE * size and glyph.item not in known and glyph.char not in BLANK:
            runs.setdefault(glyph.item, []).append(glyph)
    for item, glyphs in runs.items():
        string = "".join(glyph.char for glyph in glyphs)
        if sum(char.isalnum() for char in string) < 2:
            continue
        box = (
            min(glyph.x0 for glyph in glyphs),
            min(glyph.top for glyph in glyphs),
            max(glyph.x1 for glyph in glyphs),
            max(glyph.bottom for glyph in glyphs),
        )
        mark = Mark(string, box, glyphs[0].size, False, 1.0, (), frozenset((item,)))
        if _meets(mark, sheet) >= 2:
            yield mark


def _of_seals(sheet: Sheet, items: set[int]) -> set[int]:
    """The upright runs of a seal: of the colour of at least three oblique ones beside them."""
    oblique = [mark for mark in sheet.marks if mark.oblique and mark.items <= items and mark.colour]
    return {
        item
        for mark in sheet.marks
        if not mark.oblique and not mark.items <= items
        if sum(_of_one_seal(mark, other) for other in oblique) >= 3
        for item in mark.items
    }


def _of_one_seal(mark: Mark, other: Mark) -> bool:
    alike = other.colour == mark.colour and 0.5 * other.size <= mark.size <= 1.5 * other.size
    return alike and _apart(mark, other) < _BESIDE * other.size


def _apart(one: Mark, other: Mark) -> float:
    return dist(_middle(one.box), _middle(other.box))


def _middle(box: Box) -> tuple[float, float]:
    return ((box[0] + box[2]) / 2, (box[1] + box[3]) / 2)


def _mixed_sizes(sheet: Sheet) -> bool:
    sizes = {glyph[6] for glyph in sheet.glyphs}
    return bool(sizes) and max(sizes) >= _LARGE * min(sizes)


def _body(sheets: Sequence[Sheet]) -> float:
    """The size of most of the writing that is no mark."""
    sizes: Counter[float] = Counter()
    for sheet in sheets:
        marked = {item for mark in sheet.marks for item in mark.items}
        here = Counter([glyph[6] for glyph in sheet.glyphs if glyph[9] not in marked])
        for size, count in here.items():
            sizes[round(size, 1)] += count
    if not sizes:
        return 10.5
    half, total = sum(sizes.values()) / 2, 0
    for size in sorted(sizes):
        total += sizes[size]
        if total >= half:
            return size
    return max(sizes)


def _text(mark: Mark, sheet: Sheet) -> Text:
    glyphs = [glyph for glyph in sheet.glyphs if glyph.item in mark.items and glyph.char not in BLANK]
    return Text(
        "".join(glyph.char for glyph in glyphs), (GlyphRun(0, sheet.number, tuple(glyph.box for glyph in glyphs)),)
    )
