"""Pages that a wide sheet was printed on side by side: what stands on them as one, and back again."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import pairwise
from operator import itemgetter

from adapters.pdf.reading.glyphs import Glyph, Rule, Sheet
from checker.document import Block, Box, GlyphRun, LineRun, Table, Text
from checker.record import dataclass

_SAME = 0.7
"""Points within which rules of two pages stand at one height."""
_LONG = 20.0
"""Points of a rule that parts rows, at least."""
_LEAST, _SHARE = 2, 1 / 3
"""Rows of nothing but figures beside rows with labels, at least; of all rows of the page."""
_ALIKE = 0.7
"""Of the heights of a page's rules, at least, that the page to the left of it has: heads may be parted otherwise."""
_SIGNS = " \u3000.,，．-—–－/／%％+*…"


@dataclass(frozen=True, slots=True)
class Strip:
    """A page within a sheet: from what place on it stands there, and how many points further right."""

    start: float
    page: int
    moved: float


Strips = Mapping[int, Sequence[Strip]]
"""The pages of a sheet from left to right, by the number of the first."""


@dataclass(frozen=True, slots=True)
class _Rows:
    """The rows that rules make on a page: their heights, the ends of the rules, and where they part columns."""

    heights: tuple[float, ...]
    left: float
    right: float
    columns: tuple[int, ...]


def spread(sheets: Sequence[Sheet]) -> tuple[list[Sheet], Strips]:
    """The pages, those that go on to the right of another one put to it.

    A page does whose rows stand at the heights of the other's, figures alone where the other has their labels. Where
    one does, others do that have but figures or heads of columns too.
    """
    if len(sheets) < 2 or not any(map(_full_of_figures, sheets)):
        return list(sheets), {}
    rows = [_rows(sheet) for sheet in sheets]
    pairs = [
        (share, proved, before, at)
        for at, own in enumerate(rows)
        for before in range(at)
        if own is not None
        for share, proved in _beside(sheets[before], rows[before], sheets[at], own)
    ]
    if not any(proved for _, proved, _, _ in pairs):
        return list(sheets), {}
    follows: dict[int, int] = {}
    for _, _, before, at in sorted(pairs, key=lambda pair: (not pair[1], -pair[0], pair[3] - pair[2])):
        # Pages go down and over, or over and down: what stands beside a later one comes later.
        if all((one < before) == (other < at) and one != before and other != at for one, other in follows.items()):
            follows[before] = at
    strips: dict[int, Sequence[Strip]] = {}
    result: list[Sheet] = []
    for at, whole in enumerate(sheets):
        if at in follows.values():
            continue
        chain = [at]
        while chain[-1] in follows:
            chain.append(follows[chain[-1]])
        if len(chain) > 1:
            whole, strips[whole.number] = _whole(sheets, rows, chain)
        result.append(whole)
    return result, strips


def _full_of_figures(sheet: Sheet) -> bool:
    """Whether a page may be one: it has rules, and half of its signs are digits."""
    if len(sheet.rules) <= _LEAST:
        return False
    signs = "".join(map(itemgetter(0), sheet.glyphs))
    return sum(map(signs.count, "0123456789")) > 0.5 * (len(signs) - signs.count(" "))


def _rows(sheet: Sheet) -> _Rows | None:
    flat = [rule for rule in sheet.rules if rule.top == rule.bottom and rule.x1 - rule.x0 > _LONG]
    if len(flat) <= _LEAST or sheet.turn or sheet.skew:
        return None
    heights: list[float] = []
    for rule in sorted(flat, key=lambda rule: rule.top):
        if not heights or rule.top - heights[-1] > 2 * _SAME:
            heights.append(rule.top)
    columns = {round(rule.x0 / 2) for rule in sheet.rules if rule.x0 == rule.x1}
    left, right = min(rule.x0 for rule in flat), max(rule.x1 for rule in flat)
    return _Rows(tuple(heights), left, right, tuple(sorted(columns)))


def _beside(one: Sheet, rows: _Rows | None, other: Sheet, own: _Rows) -> Iterator[tuple[float, bool]]:
    """How well the rows of a page go with those of one that may stand to its left, and whether that surely does."""
    if rows is None or (one.width, one.height) != (other.width, other.height):
        return
    shared = sum(_has(rows.heights, y) for y in own.heights)
    if shared < _ALIKE * len(own.heights) or not all(_has(rows.heights, y) for y in (own.heights[0], own.heights[-1])):
        return
    bands = list(zip(_bands(one, own.heights), _bands(other, own.heights), strict=True))
    figured = [left for left, right in bands if right and _figures(right)]
    if not all(figured) or any(_labelled(right) for _, right in bands):
        return
    proved = sum(any(sign.isalpha() for sign in left) for left in figured) >= max(_LEAST, _SHARE * len(bands))
    within = sum(own.heights[0] - _SAME <= y <= own.heights[-1] + _SAME for y in rows.heights)
    # Figures alone in the same columns, where no labels stand beside them, may be those of the rows that follow.
    if figured and (proved or rows.columns != own.columns):
        yield shared / (within + len(own.heights) - shared), proved


def _labelled(string: str) -> bool:
    """Whether a row has figures and something else."""
    return any(map(str.isdigit, string)) and not _figures(string)


def _has(heights: Sequence[float], y: float) -> bool:
    at = bisect_right(heights, y + _SAME)
    return at > 0 and y - heights[at - 1] <= _SAME


def _bands(sheet: Sheet, heights: Sequence[float]) -> list[str]:
    """What stands in each of the rows between heights."""
    found: list[list[str]] = [[] for _ in heights]
    for glyph in sheet.glyphs:
        at = bisect_right(heights, glyph.base) - 1
        if 0 <= at < len(heights) - 1:
            found[at].append(glyph.char)
    return ["".join(signs).strip() for signs in found[:-1]]


def _figures(string: str) -> bool:
    return all(sign.isdigit() or sign in _SIGNS for sign in string)


def _whole(
    sheets: Sequence[Sheet], rows: Sequence[_Rows | None], chain: Sequence[int]
) -> tuple[Sheet, Sequence[Strip]]:
    """The sheet that some pages make, and where in it each stands."""
    first = sheets[chain[0]]
    glyphs, rules, pictures, hidden = list(first.glyphs), list(first.rules), list(first.pictures), list(first.hidden)
    strips = [Strip(float("-inf"), first.number, 0.0)]
    for before, at in pairwise(chain):
        one, other, sheet = rows[before], rows[at], sheets[at]
        assert one is not None
        assert other is not None
        edge = one.right + strips[-1].moved
        moved = edge - other.left
        strips.append(Strip(edge, sheet.number, moved))
        glyphs += [_glyph(glyph, moved) for glyph in sheet.glyphs]
        hidden += [_glyph(glyph, moved) for glyph in sheet.hidden]
        rules += [Rule(rule.x0 + moved, rule.top, rule.x1 + moved, rule.bottom) for rule in sheet.rules]
        pictures += [_box(box, moved) for box in sheet.pictures]
    return replace(
        first,
        width=first.width + strips[-1].moved,
        glyphs=tuple(glyphs),
        rules=tuple(rules),
        pictures=tuple(pictures),
        hidden=tuple(hidden),
        unmapped=sum(sheets[at].unmapped for at in chain),
        outside=0,
        severed=0,
    ), strips


def _glyph(glyph: Glyph, moved: float) -> Glyph:
    return glyph._replace(x0=glyph.x0 + moved, x1=glyph.x1 + moved)


def _box(box: Box, moved: float) -> Box:
    return (box[0] + moved, box[1], box[2] + moved, box[3])


def on_pages(block: Block, strips: Strips) -> Block:
    """A block with its boxes on the pages that they were taken from."""
    if isinstance(block, Table):
        cells = tuple(replace(cell, text=text_on_pages(cell.text, strips)) for cell in block.cells)
        return replace(block, cells=cells)
    return replace(block, text=text_on_pages(block.text, strips))


def text_on_pages(text: Text, strips: Strips) -> Text:
    """A text with its boxes on the pages that they were taken from."""
    runs: list[LineRun | GlyphRun] = []
    for run in text.runs:
        if isinstance(run, GlyphRun) and run.page in strips:
            runs += _parted(run, strips[run.page])
        else:
            runs.append(run)
    return Text(text.string, tuple(runs))


def _parted(run: GlyphRun, strips: Sequence[Strip]) -> Iterator[GlyphRun]:
    """A run as one for each page that it stands on."""
    starts = [strip.start for strip in strips]
    at = begin = 0
    for number, box in enumerate(run.boxes):
        here = at if box is None else bisect_right(starts, (box[0] + box[2]) / 2) - 1
        if here != at and number > begin:
            yield _run(run, begin, number, strips[at])
            begin = number
        at = here
    yield _run(run, begin, len(run.boxes), strips[at])


def _run(run: GlyphRun, begin: int, end: int, strip: Strip) -> GlyphRun:
    boxes = tuple(box and _box(box, -strip.moved) for box in run.boxes[begin:end])
    return replace(run, start=run.start + begin, page=strip.page, boxes=boxes)
