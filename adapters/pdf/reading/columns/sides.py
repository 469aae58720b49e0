"""Whether text in two halves of a page is in columns, which may be parted again."""

from __future__ import annotations

from collections.abc import Sequence
from statistics import median

from adapters.pdf.reading.columns.bands import FULL, as_rows, trimmed_to
from adapters.pdf.reading.columns.gutters import places, stretches
from adapters.pdf.reading.columns.parts import Row, halves, whole_of, written_rows
from adapters.pdf.reading.words import figure

_NARROW = 8.0
"""Ems of a column of text, at least."""

_OVERFULL = 20
"""One in so many lines of a column may be longer than it is wide."""

_LINES = 4
"""Full lines of a column that show it by itself."""


def best(
    rows: Sequence[Row], known: Sequence[float], depth: int, ending: Sequence[float] = ()
) -> tuple[float, int, int] | None:
    """Where the rows are parted, if they are: the place of the white, and the rows that it goes through.

    `depth`: how often what is parted may be parted again; without an end a table of many columns takes for ever.
    `ending`: of rows that end a page, where the pages before are parted.
    """
    for x in [*places(rows), *known]:
        for start, end in stretches(rows, x):
            trimmed = _columns_at(rows, x, (start, end), known, depth, ending)
            if trimmed is not None:
                return x, *trimmed
    return None


def _columns_at(
    rows: Sequence[Row], x: float, run: tuple[int, int], known: Sequence[float], depth: int, ending: Sequence[float]
) -> tuple[int, int] | None:
    """The rows of a stretch that are text in columns on either side of a place; None where they are not."""
    familiar = any(abs(x - other) < 6 for other in known)
    trimmed = trimmed_to(rows, x, *run, any(abs(x - other) < 6 for other in ending))
    if trimmed is None:
        return None
    left, right = halves(rows[trimmed[0] : trimmed[1]], x)
    ends = sorted(row[-1].x1 for row in left)
    white = min(row[0].x0 for row in right) - ends[-1 - len(ends) // _OVERFULL]
    if white < 0.5 * left[0][0].whole.size:
        return None
    kinds = [_text(half, known, depth - 1) for half in (left, right)]
    if min(kinds) < (0 if familiar else 1) or not (familiar or max(kinds) > 1):
        return None
    return None if as_rows(left, right) else trimmed


def _text(half: Sequence[Row], known: Sequence[float], depth: int) -> int:
    """2 for rows that show by themselves to be a column of text, 1 for rows that may be one, 0 for a few, else -1."""
    size = median(row[0].whole.size for row in half)
    left, right = min(row[0].x0 for row in half), max(row[-1].x1 for row in half)
    if right - left < _NARROW * size:
        return -1
    written = written_rows(half)
    if not written:
        return 1
    kind = -1
    if sum(len(row) > 1 for row in half) <= 0.4 * len(half):
        if sum(len(row) == 1 and figure(whole_of(row)) for row in written) > 0.3 * len(written):
            return -1
        full = sum(row[-1].x1 - row[0].x0 >= FULL * (right - left) for row in half)
        kind = 1 if full > 1 and full >= 0.3 * len(half) else 0
        if full >= _LINES and full >= 0.45 * len(half):
            return 2
    # It may be two columns of which few lines stand beside each other.
    inner = best(half, known, depth) if depth else None
    if inner is None:
        return kind
    return max(kind, min(_text(part, known, depth - 1) for part in halves(half[inner[1] : inner[2]], inner[0])))
