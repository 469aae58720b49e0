"""Which edges of filled areas are rules of a table: not those of shading behind lines of text."""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from collections.abc import Sequence
from typing import NamedTuple

from adapters.pdf.reading.glyphs import Rule
from checker.document import Box

_PALE = 128
"""Levels of 255: an area that differs less from its ground is shading, on which text stays dark."""
_NEAR = 3.0
"""Points within which two areas touch."""
_ALIGNED = 1.5
_LEVEL = 0.6
"""Of the lower of two areas, that stands beside the other at least."""
_RULED = 4
"""Heights of horizontal lines from which a table is ruled; in a frame, and below a head, shading tells the rows."""
_TALL = 4.0
"""Times its height: lines further apart frame a table, and the shading tells its rows."""


class Fill(NamedTuple):
    """A filled area with its edges; `contrast` (levels of 255) to what is below."""

    box: Box
    contrast: int
    rules: list[Rule]


def edges(fills: Sequence[Fill], strokes: Sequence[Rule]) -> list[Rule]:
    """The edges that are rules. `strokes` are the lines of the page.

    Shading that is pale is a cell only where it has neighbours side by side whose borders stand one below the other,
    or where lines part it: word processors shade each line of a paragraph, and tables every other row. In a table that
    is ruled both ways it is the shading of a cell or of the text in it, and around lines it is a background.
    """
    shades = [fill for fill in fills if fill.contrast < _PALE]
    if not shades:
        return [rule for fill in fills for rule in fill.rules]
    borders = _borders(fills)
    steep = [rule for rule in strokes if rule.x0 == rule.x1]
    flat = [rule for rule in strokes if rule.x0 != rule.x1]
    tables = _ruled(flat, steep)
    may_be = [
        fill
        for fill in shades
        if not any(_within(fill.box, table) for table in tables)
        and not _enclosed(fill.box, flat, steep)
        and not _around(fill.box, flat)
    ]
    cells = [fill for fill in may_be if _parted(fill.box, steep) or _bordered(fill.box, borders)]
    kept = {id(fill) for fill in (*cells, *_joining(may_be, cells))}
    return [rule for fill in fills if fill.contrast >= _PALE or id(fill) in kept for rule in fill.rules]


def _joining(may_be: Sequence[Fill], cells: Sequence[Fill]) -> list[Fill]:
    """The areas that are cells because they touch cells: merged ones, as wide as several or with one beside them."""
    if not cells:
        return []
    known = {id(fill) for fill in cells}
    rest = [fill for fill in may_be if id(fill) not in known]
    reached, found = list(cells), list[Fill]()
    while reached and rest:
        sides = sorted(x for fill in (*cells, *found) for x in (fill.box[0], fill.box[2]))
        joining = [
            fill
            for fill in rest
            if any(_touch(fill.box, other.box) for other in reached)
            and (
                all(_among(x, sides) for x in (fill.box[0], fill.box[2]))
                or any(other is not fill and _side_by_side(fill.box, other.box) for other in may_be)
            )
        ]
        now = {id(fill) for fill in joining}
        rest = [fill for fill in rest if id(fill) not in now]
        found += joining
        reached = joining
    return found


def _touch(one: Box, other: Box) -> bool:
    across = min(one[2], other[2]) - max(one[0], other[0])
    down = min(one[3], other[3]) - max(one[1], other[1])
    return min(across, down) >= -_NEAR and max(across, down) > _NEAR


def _side_by_side(one: Box, other: Box) -> bool:
    same = abs(one[1] - other[1]) < _ALIGNED and abs(one[3] - other[3]) < _ALIGNED
    return same and min(abs(one[2] - other[0]), abs(other[2] - one[0])) <= _NEAR


def _among(x: float, sides: Sequence[float]) -> bool:
    at = bisect_left(sides, x - _NEAR)
    return at < len(sides) and sides[at] <= x + _NEAR


def _ruled(flat: Sequence[Rule], steep: Sequence[Rule]) -> list[Box]:
    """What is ruled both ways: where vertical lines follow each other, with horizontal ones at several heights."""
    reaches: list[Box] = []
    for rule in sorted(steep, key=lambda rule: rule.top):
        if reaches and rule.top <= reaches[-1][3] + _NEAR:
            x0, top, x1, bottom = reaches[-1]
            reaches[-1] = (min(x0, rule.x0), top, max(x1, rule.x0), max(bottom, rule.bottom))
        else:
            reaches.append((rule.x0, rule.top, rule.x0, rule.bottom))
    return [
        reach
        for reach in reaches
        if len({round(rule.top / 2) for rule in flat if reach[1] - _NEAR <= rule.top <= reach[3] + _NEAR}) >= _RULED
    ]


def _within(box: Box, table: Box) -> bool:
    return (
        table[0] - _NEAR <= box[0]
        and box[2] <= table[2] + _NEAR
        and table[1] - _NEAR <= box[1]
        and box[3] <= table[3] + _NEAR
    )


def _enclosed(box: Box, flat: Sequence[Rule], steep: Sequence[Rule]) -> bool:
    """Whether lines near it on all sides make a cell of their own."""
    x0, top, x1, bottom = box
    x, y, most = (x0 + x1) / 2, (top + bottom) / 2, _TALL * (bottom - top)
    above = max((rule.top for rule in flat if rule.x0 <= x <= rule.x1 and rule.top <= top + _NEAR), default=None)
    below = min((rule.top for rule in flat if rule.x0 <= x <= rule.x1 and rule.top >= bottom - _NEAR), default=None)
    if above is None or below is None or below - above > most:
        return False
    sides = [rule.x0 for rule in steep if rule.top <= y <= rule.bottom]
    return any(side <= x0 + _NEAR for side in sides) and any(side >= x1 - _NEAR for side in sides)


def _around(box: Box, flat: Sequence[Rule]) -> bool:
    """Whether horizontal lines stand within it."""
    return any(
        box[1] + _NEAR < rule.top < box[3] - _NEAR and rule.x0 < box[2] - _NEAR and rule.x1 > box[0] + _NEAR
        for rule in flat
    )


def _borders(fills: Sequence[Fill]) -> Counter[int]:
    """By place (in steps of `_ALIGNED`): how many areas on either side meet one beside them there."""
    ending: dict[int, list[Box]] = {}
    for box in (fill.box for fill in fills):
        ending.setdefault(round(box[2] / _NEAR), []).append(box)
    left: dict[int, set[Box]] = {}
    right: dict[int, set[Box]] = {}
    for box in (fill.box for fill in fills):
        at = round(box[0] / _NEAR)
        for other in (one for near in (at - 1, at, at + 1) for one in ending.get(near, ())):
            shared = min(box[3], other[3]) - max(box[1], other[1])
            if abs(box[0] - other[2]) <= _NEAR and shared >= _LEVEL * min(box[3] - box[1], other[3] - other[1]):
                place = round((other[2] + box[0]) / 2 / _ALIGNED)
                left.setdefault(place, set()).add(other)
                right.setdefault(place, set()).add(box)
    return Counter({place: min(len(boxes), len(right[place])) for place, boxes in left.items()})


def _bordered(box: Box, borders: Counter[int]) -> bool:
    return any(
        borders[round(x / _ALIGNED)] + borders[round(x / _ALIGNED) + 1] + borders[round(x / _ALIGNED) - 1] >= 2
        for x in (box[0], box[2])
    )


def _parted(box: Box, steep: Sequence[Rule]) -> bool:
    """Whether vertical lines stand at its sides or within, along most of its height."""
    x0, top, x1, bottom = box
    most = 0.6 * (bottom - top)
    return any(
        x0 - _NEAR <= rule.x0 <= x1 + _NEAR and min(rule.bottom, bottom) - max(rule.top, top) >= most for rule in steep
    )
