"""Figures and letters that are set wide: their boxes reach up to their neighbours, so that no blank is seen between.

A blank that nobody wrote is read where a gap is too wide for letters of one word. In a text with letter spacing, and
in figures spread over their cell, all gaps are.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from itertools import pairwise

from adapters.pdf.reading.glyphs import Glyph, Rule

_ASCII = frozenset("0123456789.,%+-ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz@/:_")
_DIGITS = frozenset("0123456789.,%")
_GAP = 0.2
"""Of the em: gaps up to it are no blanks anyway."""
_MOST = 0.9
"""Of the em: a wider gap parts words and columns."""
_SPACED = 0.12
"""Of the em: the gap between most ideographs of a text that is set wide."""
_ALIKE = 0.12
_NOUGHTS = 0.1
"""Of what may be numbers: where more begin with a nought they are figures of narrow columns, for numbers do not."""
_FEW = 5
_NEAR = 10
"""Pairs of ideographs before and after, by which it is told how wide a text is set."""


def closed(glyphs: list[Glyph], rules: Sequence[Rule]) -> list[Glyph]:
    """The glyphs of a page; those within a word or number that is set wide as wide as their room."""
    gaps = [
        (index, after.x0 - glyph.x1)
        for index, (glyph, after) in enumerate(pairwise(glyphs))
        if glyph.char in _ASCII
        and after.char in _ASCII
        and after.x0 - glyph.x1 > _GAP * glyph.size
        and _beside(glyph, after)
    ]
    if not gaps:
        return glyphs
    steep = [rule for rule in rules if rule.x0 == rule.x1]
    spaced = _ideographs(glyphs)
    numbers = _set_wide(glyphs)
    result = list(glyphs)
    for index, gap in sorted([*gaps, *spaced]):
        glyph, after = glyphs[index], glyphs[index + 1]
        figures = glyph.char in _DIGITS and after.char in _DIGITS
        limit = _ALIKE * glyph.size
        around = _around(spaced, index, glyph.size)
        wide = (
            (around is not None and gap <= around + limit)
            or (figures and numbers is not None and abs(gap - numbers) <= limit)
            or (figures and _even(glyphs, index, gap))
        )
        if wide and not any(
            glyph.x1 <= rule.x0 <= after.x0 and rule.top < glyph.base and rule.bottom > glyph.top for rule in steep
        ):
            result[index] = glyph._replace(x1=after.x0)
    return result


def _beside(glyph: Glyph, after: Glyph) -> bool:
    return abs(glyph.base - after.base) < 0.5 and -0.2 * glyph.size < after.x0 - glyph.x1 < _MOST * glyph.size


def _ideographs(glyphs: Sequence[Glyph]) -> list[tuple[int, float]]:
    """Where two ideographs follow each other on a line, and the gap between them in points."""
    return [
        (index, after.x0 - glyph.x1)
        for index, (glyph, after) in enumerate(pairwise(glyphs))
        if glyph.char >= "\u4e00" and after.char >= "\u4e00" and _beside(glyph, after)
    ]


def _around(spaced: Sequence[tuple[int, float]], index: int, size: float) -> float | None:
    """The gap between most ideographs around a glyph, where they are set wide: a table may be and the text not."""
    at = bisect_left(spaced, (index, 0.0))
    near = sorted(gap for _, gap in spaced[max(at - _NEAR, 0) : at + _NEAR])
    return near[len(near) // 2] if len(near) >= _FEW and near[len(near) // 2] > _SPACED * size else None


def _set_wide(glyphs: Sequence[Glyph]) -> float | None:
    """The gap between the digits of numbers, in points, where they are set wide on a page, or in its tables alone."""
    runs = list(_runs(glyphs))
    alone = [run for run in runs if all(glyph.char in _DIGITS for glyph in run)]
    noughts = sum(run[0].char == "0" and run[1].char.isdigit() for run in alone)
    if noughts > _NOUGHTS * len(alone):
        return None
    found = _of_numbers([pair for run in runs for pair in pairwise(run)])
    return _of_numbers([pair for run in alone for pair in pairwise(run)]) if found is None else found


def _runs(glyphs: Sequence[Glyph]) -> Iterator[Sequence[Glyph]]:
    """Several signs that stand beside each other."""
    first = 0
    for at in range(1, len(glyphs) + 1):
        if at < len(glyphs) and _beside(glyphs[at - 1], glyphs[at]):
            continue
        if at - first > 1:
            yield glyphs[first:at]
        first = at


def _of_numbers(near: Sequence[tuple[Glyph, Glyph]]) -> float | None:
    """The gap between the digits of numbers, in points, where nearly all are set wide alike."""
    pairs = sorted(
        (after.x0 - glyph.x1, glyph.size) for glyph, after in near if glyph.char.isdigit() and after.char.isdigit()
    )
    if len(pairs) < _FEW:
        return None
    (low, size), (high, _) = pairs[len(pairs) // 5], pairs[-1 - len(pairs) // 5]
    return pairs[len(pairs) // 2][0] if low > _GAP * size and high - low < _ALIKE * size else None


def _even(glyphs: Sequence[Glyph], index: int, gap: float) -> bool:
    """Whether the digits are one drawing operation, and all its gaps between digits are alike."""
    item = glyphs[index].item
    first, last = index, index + 1
    while first > 0 and glyphs[first - 1].item == item and glyphs[first - 1].char in _DIGITS:
        first -= 1
    while last + 1 < len(glyphs) and glyphs[last + 1].item == item and glyphs[last + 1].char in _DIGITS:
        last += 1
    run = glyphs[first : last + 1]
    return run[-1].item == item and all(
        abs(after.x0 - glyph.x1 - gap) <= _ALIKE / 2 * glyph.size for glyph, after in pairwise(run)
    )
