"""Tables without rules that stand side by side, told apart before they are looked for."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise

from adapters.pdf.reading.lines import Line, line
from adapters.pdf.reading.unruled.fit import FAR, HEADING
from adapters.pdf.reading.words import Row, figure, figures, words
from checker.record import dataclass

_NEAR = 4
"""Lines among which a row at the right is looked for that stands on no line of one at the left."""
_WHITE = 1.5
"""Ems of white between the two, at least."""
_STEP = 0.5
"""Ems by which their baselines differ, at least: those of one row do not."""
_FAR_IN = 3.0
"""Ems by which one begins further in, or ends before the other, at least."""
_LARGER = 1.1
"""Times the size of the rows, from which a line is a heading above them."""


@dataclass(frozen=True, slots=True)
class Part:
    """Lines that are read one after the other; `whole`: they take the width of their place."""

    lines: list[Line]
    whole: bool = True


def sides(lines: Sequence[Line]) -> list[Part]:
    """The lines, those of tables side by side as the left ones and then the right ones, pair by pair.

    They are two tables where rows of figures at the left and at the right stand on lines of their own, one hardly below
    the other, with white between them that no word near them crosses. `lines` go from top to bottom.
    """
    rows: list[Row] = [words(each) for each in lines] if _may(lines) else []
    parts: list[Part] = []
    done = at = 0
    while at < len(rows):
        white = _apart(rows, at)
        found = _band(lines, rows, at, done, *white) if white is not None else None
        if found is None:
            at += 1
            continue
        start, end, x = found
        parts += [Part(list(lines[done:start]))] if start > done else []
        for low, high in _pairs(lines, rows, start, end, x):
            parts += [Part(half, whole=False) for half in _halves(rows[low:high], x) if half]
        done = at = end
    return [*parts, Part(list(lines[done:]))] if done < len(lines) or not parts else parts


def _may(lines: Sequence[Line]) -> bool:
    """Whether lines hardly below each other begin or end with figures, and one of them ends before the other does."""
    some = [one for one in lines if one.glyphs[-1].char.isdigit() or one.glyphs[0].char.isdigit()]
    return any(
        _STEP * one.size < other.base - one.base < FAR * one.size
        and (other.x0 > one.x0 + _FAR_IN * one.size or other.x1 < one.x1 - _FAR_IN * one.size)
        for one, other in pairwise(some)
    )


def _apart(rows: Sequence[Row], at: int) -> tuple[float, float] | None:
    """The white between a row and one that stands beside it, hardly below; None where there is none."""
    one = rows[at]
    if len(one) < 2 or not figures(one):
        return None
    size = one[0].size
    for other in rows[at + 1 : at + 1 + _NEAR]:
        step = other[0].base - one[0].base
        if len(other) < 2 or not figures(other) or not _STEP * size < step < FAR * size:
            continue
        for left, right in ((one, other), (other, one), *_levels(one, other)):
            if right[0].x0 - left[-1].x1 > _WHITE * size:
                return left[-1].x1, right[0].x0
    return None


def _levels(one: Row, other: Row) -> Iterator[tuple[Row, Row]]:
    """What stands at the left and at the right where the figures of one table are on a line with names of the other,
    whose figures are those of the next line."""
    kinds = [figure(word) for word in one]
    cut = next((at for at, (before, after) in enumerate(pairwise(kinds), 1) if before != after), 0)
    if min(cut, len(one) - cut) < 2 or len(set(kinds[cut:])) > 1 or not all(map(figure, other)):
        return
    named = one[:cut] if kinds[-1] else one[cut:]
    if other[0].x0 > named[0].x0 - named[0].size and other[-1].x1 < named[-1].x1 + named[0].size:
        yield one[:cut], one[cut:]


def _band(
    lines: Sequence[Line], rows: Sequence[Row], seed: int, first: int, left: float, right: float
) -> tuple[int, int, float] | None:
    """The rows round one that keep white between two places: the first, the one after the last, and where it is."""
    size = rows[seed][0].size
    reach = [seed, seed]
    for side, step in ((1, 1), (0, -1)):
        at = seed + step
        while first <= at < len(rows):
            white = _kept(rows[at], left, right)
            if white is None or white[1] - white[0] < _WHITE * size:
                break
            if lines[at].size > _LARGER * size or HEADING.match(lines[at].string):
                break
            if abs(lines[at].base - lines[at - step].base) > 2 * FAR * size:
                break
            left, right = white
            reach[side] = at
            at += step
    x = (left + right) / 2
    both = rows[reach[0] : reach[1] + 1]
    sides = ([row for row in both if row[0].x0 < x], [row for row in both if row[-1].x1 > x])
    if any(sum(map(figures, half)) < 1 or len(half) < 2 for half in sides):
        return None
    return reach[0], reach[1] + 1, x


def _kept(row: Row, left: float, right: float) -> tuple[float, float] | None:
    """What is left of the white beside the words of a row; None where one stands right in it."""
    middle = (left + right) / 2
    for word in row:
        if word.x0 < middle < word.x1:
            return None
        left, right = (max(left, word.x1), right) if word.x1 <= middle else (left, min(right, word.x0))
    return left, right


def _pairs(lines: Sequence[Line], rows: Sequence[Row], start: int, end: int, x: float) -> list[tuple[int, int]]:
    """The rows of each two tables: more room than between the rows parts those below from those above."""
    cuts = [start]
    for at in range(start + 1, end):
        far = lines[at].base - lines[at - 1].base > FAR * lines[at].size
        if far and not figures(rows[at]) and any(map(figures, rows[cuts[-1] : at])):
            cuts.append(at)
    return list(zip(cuts, [*cuts[1:], end], strict=True))


def _halves(rows: Sequence[Row], x: float) -> tuple[list[Line], list[Line]]:
    left = [_joined([word for word in row if word.x1 <= x]) for row in rows]
    right = [_joined([word for word in row if word.x0 > x]) for row in rows]
    return [one for one in left if one is not None], [one for one in right if one is not None]


def _joined(row: Row) -> Line | None:
    return line(row[0].page, [glyph for word in row for glyph in word.glyphs]) if row else None
