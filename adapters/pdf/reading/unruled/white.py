"""The white between columns that is too narrow to part words by itself, but which nearly every line leaves."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from itertools import pairwise

from adapters.pdf.reading.glyphs import BLANK
from adapters.pdf.reading.words import Row, Span, cut_between

_STRIP = 0.3
"""Ems of white that part two columns, at least."""
_NEARLY = 0.85
"""Of the lines that have text on both sides."""
_OFTEN = 4
"""Lines that leave it white, at least."""


def narrowed(rows: Sequence[Row]) -> list[Row]:
    """The rows with words cut at such white."""
    steps: Counter[float] = Counter()
    reach: Counter[float] = Counter()
    for row in rows:
        for start, end in _gaps(row):
            steps[start] += 1
            steps[end] -= 1
        if row:
            reach[row[0].x0] += 1
            reach[row[-1].x1] -= 1
    strips: list[Span] = []
    white = both = 0
    for left, right in pairwise(sorted({*steps, *reach})):
        white += steps[left]
        both += reach[left]
        if white >= _OFTEN and white >= _NEARLY * both:
            if strips and left <= strips[-1][1]:
                strips[-1] = (strips[-1][0], right)
            else:
                strips.append((left, right))
    size = max((word.size for row in rows for word in row), default=10.0)
    strips = [strip for strip in strips if strip[1] - strip[0] >= _STRIP * size]
    return [cut_between(row, strips) for row in rows] if strips else list(rows)


def _gaps(row: Row) -> list[Span]:
    """The white within and between the words of a row, as far as it may part columns."""
    found: list[Span] = []
    last = None
    for word in row:
        for glyph in word.glyphs:
            if glyph[0] in BLANK:
                continue
            if last is not None and glyph[1] - last[3] >= _STRIP * word.size:
                found.append((last[3], glyph[1]))
            last = glyph
    return found
