"""What is struck out on a page: signs with a line through them from the first to the last."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence

from adapters.pdf.reading.glyphs import Glyph, Rule

_LOW, _HIGH = 0.12, 0.5
"""Ems above the baseline between which a line goes through signs."""
_ENDS = 0.25
"""Ems from the sides of the first and last sign at which it ends, at most: a rule of a table ends elsewhere."""


def struck(glyphs: Sequence[Glyph], rules: Sequence[Rule]) -> tuple[set[int], set[Rule]]:
    """Which of the glyphs are struck out, by their number, and the lines that do it."""
    flat = sorted((rule.top, rule.x0, rule.x1) for rule in rules if rule.top == rule.bottom)
    if not flat:
        return set(), set()
    heights = [top for top, _, _ in flat]
    lines: dict[tuple[float, float], bool] = {}
    near: dict[tuple[float, float], list[tuple[int, Glyph]]] = {}
    for at, glyph in enumerate(glyphs):
        key = glyph[5], glyph[6]
        crossed = lines.get(key)
        if crossed is None:
            low, high = glyph[5] - _HIGH * glyph[6], glyph[5] - _LOW * glyph[6]
            crossed = lines[key] = bisect_left(heights, low) < bisect_right(heights, high)
        if crossed and glyph[7]:
            near.setdefault(key, []).append((at, glyph))
    gone: set[int] = set()
    used: set[Rule] = set()
    for (base, size), row in near.items():
        first, last = bisect_left(heights, base - _HIGH * size), bisect_right(heights, base - _LOW * size)
        for top, x0, x1 in flat[first:last]:
            held = [(at, glyph) for at, glyph in row if x0 < (glyph[1] + glyph[3]) / 2 < x1]
            if not held:
                continue
            left, right = min(glyph[1] for _, glyph in held), max(glyph[3] for _, glyph in held)
            if abs(left - x0) < _ENDS * size and abs(right - x1) < _ENDS * size:
                gone.update(at for at, _ in held)
                used.add(Rule(x0, top, x1, top))
    return gone, used
