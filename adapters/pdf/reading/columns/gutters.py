"""Where white goes down a page, as it does between columns of text."""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import pairwise

from adapters.pdf.reading.columns.bands import set_off
from adapters.pdf.reading.columns.parts import WHITE, Row, pitch_of

_TRIES = 4
"""Places that are looked at for white between columns."""

_STRIP = 2.5
"""Times the usual distance of lines that a column leaves white where a heading stands over it and another."""

_SHORTER = 1.2
"""Times the distance of lines by which one of two columns may end before the other above a heading."""


def side_by_side(rows: Sequence[Row], least: int) -> bool:
    """Whether text stands beside text on so many lines at all."""
    count = sum(len(row) > 1 for row in rows)
    for above, below in pairwise(rows):
        one, other = above[0].whole, below[0].whole
        if other.base - other.size * 0.5 < one.base and (other.x0 > one.x1 or other.x1 < one.x0):
            count += 1
    return count >= least


def _gaps(rows: Sequence[Row], at: int) -> list[tuple[float, float]]:
    """The white beside the parts of a row, up to what stands beside it on its own line or another."""
    whole = rows[at][0].whole
    middle = whole.base - 0.4 * whole.size
    beside = list(rows[at])
    for step in (-2, -1, 1, 2):
        if 0 <= at + step < len(rows):
            other = rows[at + step][0].whole
            if other.top < middle < other.bottom:
                beside += rows[at + step]
    beside.sort(key=lambda part: part.x0)
    gaps: list[tuple[float, float]] = []
    edge = beside[0].x1
    for part in beside[1:]:
        if part.x0 - edge >= WHITE * whole.size:
            gaps.append((edge, part.x0))
        edge = max(edge, part.x1)
    return gaps


def places(rows: Sequence[Row]) -> Iterator[float]:
    """Where most rows are white, the whitest places first."""
    left = [gap for at in range(len(rows)) for gap in _gaps(rows, at)]
    for _ in range(_TRIES):
        if len(left) < 3:
            return
        steps: Counter[float] = Counter()
        for start, end in left:
            steps[start] += 1
            steps[end] -= 1
        height = most = 0
        best = (0.0, 0.0)
        for at, after in pairwise(sorted(steps)):
            height += steps[at]
            if height > most:
                most, best = height, (at, after)
        x = sum(best) / 2
        yield x
        left = [(start, end) for start, end in left if not start <= x <= end]


def stretches(rows: Sequence[Row], x: float) -> list[tuple[int, int]]:
    """The stretches of rows, the longest first, that leave a place white and have no table or picture across it."""
    found: list[tuple[int, int]] = []
    start = 0
    across = _headings(rows, x)
    for at in range(len(rows) + 1):
        if at == len(rows) or at in across or any(part.across(x) for part in rows[at]):
            if at - start > 1:
                found.append((start, at))
            start = at + 1
    return sorted(found, key=lambda run: run[0] - run[1])


def _headings(rows: Sequence[Row], x: float) -> set[int]:
    """The short lines over both columns that a place parts: white stands round them, and beside them in both."""
    sides: tuple[list[int], list[int]] = ([], [])
    for at, row in enumerate(rows):
        if row[0].left_of(x):
            sides[0].append(at)
        if not row[-1].left_of(x):
            sides[1].append(at)
    found: set[int] = set()
    usual = max(pitch_of(rows, side) for side in sides)
    for own, other in (sides, sides[::-1]):
        bases = [rows[at][0].whole.base for at in other]
        for before, at, after in zip(own, own[1:], own[2:], strict=False):
            if at in other or not rows[at][0].glyphs:
                continue
            base, next_one = rows[at][0].whole.base, bisect_left(bases, rows[at][0].whole.base)
            following = bases[next_one] if next_one < len(bases) else float("inf")
            if not next_one or following - bases[next_one - 1] < _STRIP * usual:
                continue
            upper, lower = rows[before][0].whole.base, rows[after][0].whole.base
            # Below it both columns begin beside each other; above it either may be the shorter one.
            begins = abs(lower - following) < 0.8 * usual and upper > bases[next_one - 1] - _SHORTER * usual
            # Or both end beside each other above it, and what stands below one that is set as a heading is short.
            ends = abs(upper - bases[next_one - 1]) < 0.8 * usual and set_off(rows[at], rows[before], rows[after])
            if (begins or ends) and min(base - upper, lower - base, base - bases[next_one - 1]) > 1.25 * usual:
                found.add(at)
    return found
