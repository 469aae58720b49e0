"""How far columns of text reach down, and what stands in rows instead."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from statistics import median

from adapters.pdf.reading.columns.parts import Row, pitch_of
from adapters.pdf.reading.paragraphs import ENDS

FULL = 0.75
"""Of a column's width that a full line takes, at least."""

_SET_OFF = 1.6
"""Of the usual distance of baselines, beyond which a line stands apart from the one above it."""
_SENTENCE = frozenset("。；，、.;,")
"""Signs with which a line of running text ends, and no heading."""
_LARGER = 1.05
"""Times the size of the lines beside it, from which a line is set as a heading."""
_CHANCE = 0.12
"""Likelihood from which lines beside each other that begin something may do so by chance."""


def trimmed_to(rows: Sequence[Row], x: float, start: int, end: int, familiar: bool = False) -> tuple[int, int] | None:
    """A stretch without the rows above and below that stand on one side alone and are not of its column.

    `familiar`: the rows end a page, and the pages before have these columns. There the last line is of its column:
    nobody sets a heading for the width of the page below everything, and columns of one height may end with one.
    """
    on_left = [at for at in range(start, end) if rows[at][0].left_of(x)]
    on_right = [at for at in range(start, end) if not rows[at][-1].left_of(x)]
    if not on_left or not on_right:
        return None
    if _set_above(rows, x, on_left, on_right):
        start = min(on_left)
    elif _headed(rows, on_left, on_right):
        start = min(on_left[1], on_right[0])
    end = _end(rows, on_left, on_right, end, familiar)
    left, right = [at for at in on_left if start <= at < end], [at for at in on_right if start <= at < end]
    if not left or not right:
        return None
    # Columns stand beside each other, not one below the other.
    if min(right) > max(left) or min(left) > max(right):
        return None
    return start, end


def _set_above(rows: Sequence[Row], x: float, on_left: Sequence[int], on_right: Sequence[int]) -> bool:
    """Whether what stands on the right above the first row on the left is a date or a number, above the text."""
    firsts = {at: next(part for part in rows[at] if not part.left_of(x)) for at in on_right}
    reach, side = max(part.x1 - part.x0 for part in firsts.values()), min(part.x0 for part in firsts.values())
    first = rows[min(on_left)][0].whole
    early = [firsts[at] for at in on_right if rows[at][0].whole.base < first.base - first.size]
    return bool(early) and all(part.x1 - part.x0 < FULL * reach and part.x0 > side + 3 * first.size for part in early)


def _headed(rows: Sequence[Row], on_left: Sequence[int], on_right: Sequence[int]) -> bool:
    """Whether the first line on the left is a heading over both columns: the right one begins beside the next."""
    if len(on_left) < 3 or on_right[0] <= on_left[0] or not rows[on_left[0]][0].glyphs:
        return False
    first, second, right = (rows[at][0].whole for at in (*on_left[:2], on_right[0]))
    usual = pitch_of(rows, on_left)
    return abs(right.base - second.base) < 0.3 * second.size and second.base - first.base > 1.25 * usual


def _end(rows: Sequence[Row], on_left: Sequence[int], on_right: Sequence[int], end: int, familiar: bool) -> int:
    """Where a stretch ends on the left: above a heading for the width of the page, which stands below both columns.

    It may be one of the column, if nothing follows and as much white stands above others.
    """
    last = max(on_right)
    steps, others = _steps(rows, on_left), _steps(rows, on_right)
    usual = median(steps) if steps else 0.0
    widest = max([*others, *(step for step, below in zip(steps, on_left[1:], strict=True) if below <= last)], default=0)
    width = max(rows[at][0].x1 - rows[at][0].x0 for at in on_left)
    off = {at for step, at in zip(steps, on_left[1:], strict=True) if step > _SET_OFF * usual}
    ends = {above for above, below in pairwise(on_left) if below in off} | {on_left[-1]}
    # A long heading that stands by itself is no line of a column, as a sentence is.
    alone = {at for at in off & ends if (glyphs := rows[at][0].glyphs) and glyphs[-1].char not in _SENTENCE}
    wide = [at for at in on_left if rows[at][0].x1 - rows[at][0].x0 >= FULL * width]
    full = max((at for at in wide if at not in alone), default=-1)
    for step, below in zip(steps, on_left[1:], strict=True):
        if familiar and below == len(rows) - 1:
            break
        if below > max(last, full) and step > _SET_OFF * usual and (end < len(rows) or step > 1.1 * widest):
            return below
    return on_left[-1] if end < len(rows) and _heads_what_follows(rows, on_left, on_right) else end


def _heads_what_follows(rows: Sequence[Row], on_left: Sequence[int], on_right: Sequence[int]) -> bool:
    """Whether the last line on the left, below all on the right, is the heading of what stands below both columns.

    It is set as one, or begins something where the line above it breaks off a sentence that goes on on the right.
    """
    if len(on_left) < 3 or on_left[-1] < on_right[-1]:
        return False
    above, one, beside = (rows[at] for at in (on_left[-2], on_left[-1], on_right[-1]))
    if not all(row[0].glyphs for row in (above, one, beside)) or one[0].glyphs[-1].char in _SENTENCE:
        return False
    lefts = [rows[at][0] for at in on_left[:-1]]
    side, reach, size = min(part.x0 for part in lefts), max(part.x1 for part in lefts), one[0].whole.size
    broken = above[0].glyphs[-1].char not in ENDS and reach - above[0].x1 < 1.5 * size
    return set_off(one, above, beside) or (broken and one[0].x0 - side > 0.8 * size)


def set_off(row: Row, above: Row, below: Row) -> bool:
    """Whether a line is set as a heading: larger than the lines above and below it, or bold unlike them."""
    one, beside = row[0].whole, (above[0].whole, below[0].whole)
    if any(not other.glyphs for other in beside):
        return False
    bold = one.glyphs[0].bold and not any(other.glyphs[0].bold for other in beside)
    return bold or all(one.size > _LARGER * other.size for other in beside)


def _steps(rows: Sequence[Row], some: Sequence[int]) -> list[float]:
    """The distances of the baselines of rows that follow each other on one side."""
    return [rows[b][0].whole.base - rows[a][0].whole.base for a, b in pairwise(some)]


def as_rows(left: Sequence[Row], right: Sequence[Row]) -> bool:
    """Whether what begins on one side begins on the other in the same line, as the cells of a table do."""
    one, other = _starts(left), _starts(right)
    few, many, lines = (one, other, len(right)) if len(one) <= len(other) else (other, one, len(left))
    near = 0.3 * left[0][0].whole.size
    # Both begin at the top, whatever they are.
    shared = sum(any(abs(a - b) < near for b in many) for a in few) - 1
    return shared > 1 and shared >= 0.8 * (len(few) - 1) and (len(many) / lines) ** shared < _CHANCE


def _starts(half: Sequence[Row]) -> list[float]:
    """The baselines of the lines that begin something: after a line that ends early, or more white than usual."""
    right = max(row[-1].x1 for row in half)
    usual = pitch_of(half, range(len(half)))
    found = [half[0][0].whole.base]
    for above, below in pairwise(half):
        early = right - above[-1].x1 > 2 * above[0].whole.size
        if early or below[0].whole.base - above[0].whole.base > 1.25 * usual:
            found.append(below[0].whole.base)
    return found
