"""Which edges of filled areas are rules of a table: not those of shading behind lines of text."""

from __future__ import annotations

import itertools
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


class Fill(NamedTuple):
    """A filled area with its edges; `contrast` (levels of 255) to what is below."""

    box: Box
    contrast: int
    rules: list[Rule]


def edges(fills: Sequence[Fill], strokes: Sequence[Rule]) -> list[Rule]:
    """The edges that are rules. `strokes` are the lines of the page.

    Shading that is pale is a cell only where it has neighbours side by side whose borders stand one below the other,
    or where lines part it: word processors shade each line of a paragraph, and tables every other row.
    """
    shades = [fill for fill in fills if fill.contrast < _PALE]
    if not shades:
        return [rule for fill in fills for rule in fill.rules]
    borders = _borders(fills)
    steep = [rule for rule in strokes if rule.x0 == rule.x1]
    return [
        rule
        for fill in fills
        if fill.contrast >= _PALE or _parted(fill.box, steep) or _bordered(fill.box, borders)
        for rule in fill.rules
    ]


def _borders(fills: Sequence[Fill]) -> Counter[int]:
    """By place (in steps of `_ALIGNED`): in how many rows two areas meet side by side there."""
    rows: dict[tuple[int, int], list[Box]] = {}
    for box in (fill.box for fill in fills):
        rows.setdefault((round(box[1] / 2), round(box[3] / 2)), []).append(box)
    found: Counter[int] = Counter()
    for row in rows.values():
        row.sort()
        meet = {
            round((one[2] + other[0]) / 2 / _ALIGNED)
            for one, other in itertools.pairwise(row)
            if abs(other[0] - one[2]) <= _NEAR
        }
        found.update(meet)
    return found


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
