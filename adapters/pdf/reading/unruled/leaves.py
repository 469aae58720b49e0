"""The names right above the figures of a table, one for each column in their order, though set to another side."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from adapters.pdf.reading.lines import Line
from adapters.pdf.reading.words import Row, Span, cut_between, figure, figures

_FEW = 2
"""Columns of figures whose names are looked for by their order, at least."""
_SHORT = 2
"""Signs of a name that was cut off another, at least: the two signs of a spaced name stay together."""


def widened(spans: Sequence[list[float]], rows: Sequence[Row]) -> bool:
    """Widens the columns of figures to their names, if there are as many in the same order; and whether it did."""
    start = next((at for at, row in enumerate(rows) if figures(row)), 0)
    first = _first(spans, rows[start:])
    own = spans[first:]
    if not start or len(own) < _FEW:
        return False
    gutters = [(before[1], after[0]) for before, after in pairwise(own)]
    leaves = _leaves([_cut(row, gutters) for row in rows[:start]])
    names = leaves[-len(own) :]
    if len(names) < len(own):
        return False
    lefts = [spans[first - 1][1] if first else float("-inf"), *(span[1] for span in own[:-1])]
    rights = [*(span[0] for span in own[1:]), float("inf")]
    for (x0, x1), left, right in zip(names, lefts, rights, strict=True):
        if not (left < x0 and x1 < right):
            return False
    for span, (x0, x1) in zip(own, names, strict=True):
        span[0], span[1] = min(span[0], x0), max(span[1], x1)
    if first and len(leaves) > len(own) and lefts[0] < leaves[-len(own) - 1][1] < own[0][0]:
        spans[first - 1][1] = leaves[-len(own) - 1][1]  # the name of the labels, set to their other side
    return True


def _first(spans: Sequence[Sequence[float]], rows: Sequence[Row]) -> int:
    """The first of the columns at the right that hold figures."""
    first = len(spans)
    while first and _of_figures(spans[first - 1], rows):
        first -= 1
    return first


def _of_figures(span: Sequence[float], rows: Sequence[Row]) -> bool:
    held = [figure(word) for row in rows if figures(row) for word in row if word.x0 < span[1] and span[0] < word.x1]
    return 2 * sum(held) > len(held)


def _cut(row: Row, gutters: Sequence[Span]) -> Row:
    """The words of a line of names, those that nearly touch in the white between figures told apart."""
    result: Row = []
    for word in row:
        parts = cut_between([word], gutters)
        result += parts if all(len(part.glyphs) >= _SHORT for part in parts) else [word]
    return result


def _leaves(rows: Sequence[Row]) -> list[tuple[float, float]]:
    """From left to right, what the lowest names cover: those above others are lines of one, or name several."""
    found: list[tuple[float, float]] = []
    for row in reversed(rows):
        below = list(found)
        for word in row:
            over = [at for at, one in enumerate(below) if _meets(word, one)]
            if not over:
                found.append((word.x0, word.x1))
    return sorted(found)


def _meets(word: Line, one: Span) -> bool:
    return word.x0 < one[1] and one[0] < word.x1
