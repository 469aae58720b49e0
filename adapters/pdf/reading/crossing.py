"""Pale strokes that go through the text: those of a watermark that is drawn, and no rules."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Collection, Mapping, Sequence

from adapters.pdf.reading.glyphs import BLANK, Glyph, Rule

_SIDE = 0.2
"""Of the width of a sign, on either side, where the line of a table may touch it."""
_LOW, _HIGH = 0.2, 0.6
"""Ems above the baseline that a stroke goes through."""
_LONG = 6.0
"""Points from which a stroke downwards is one: others are the ends of bars."""
_LEAST = 2
_SHARE = 0.2
"""Of the strokes downwards of one colour that go through signs, at least, where they are letters: the lines of a table
do so only where a text is too long for its cell."""


def crossing(glyphs: Sequence[Glyph], pale: Mapping[tuple[int, int, int, int], Collection[Rule]]) -> set[Rule]:
    """The strokes and edges, given by their colours, of those of which many go downwards through signs."""
    if not pale:
        return set()
    ordered = sorted((glyph[1], glyph[3], glyph[5], glyph[6]) for glyph in glyphs if glyph[0] not in BLANK)
    widest = max((x1 - x0 for x0, x1, _, _ in ordered), default=0.0)
    found: set[Rule] = set()
    for rules in pale.values():
        down = [rule for rule in rules if rule.bottom - rule.top > _LONG]
        through = sum(_through(rule, ordered, widest) for rule in down)
        if through >= _LEAST and through >= _SHARE * len(down):
            found.update(rules)
    return found


def _through(rule: Rule, ordered: Sequence[tuple[float, float, float, float]], widest: float) -> bool:
    for at in range(bisect_left(ordered, (rule.x0 - widest,)), len(ordered)):
        x0, x1, base, size = ordered[at]
        if x0 >= rule.x0:
            return False
        side = _SIDE * (x1 - x0)
        if x0 + side < rule.x0 < x1 - side and rule.top < base - _HIGH * size and base - _LOW * size < rule.bottom:
            return True
    return False
