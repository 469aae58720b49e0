"""The head of a table without vertical rules: its words parted by the columns of the figures below, and joined."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from adapters.pdf.reading.glyphs import Glyph
from adapters.pdf.reading.lines import Line
from adapters.pdf.reading.stub import OFTEN, Row, cut, figure

_HEAD = 8
"""Lines of a head above the figures, at most."""
_CLOSE = 1.75
"""Ems between the baselines of two lines of one column's name, at most."""
_EVEN = 1.35
"""How much further apart than the closest ones in the head they may be."""

Span = tuple[float, float]


def under_columns(rows: Sequence[Row]) -> list[Row]:
    """The rows, words of a head cut where they reach from one column of the figures below into the next."""
    result = list(rows)
    for at in range(1, len(rows)):
        if _count(rows[at]) < OFTEN or _count(rows[at - 1]) >= 2:
            continue
        columns = _columns(rows[at:])
        for above in range(at - 1, max(at - _HEAD, 0) - 1, -1):
            head = rows[above]
            if head[0].page != rows[at][0].page or head[-1].string[-1:] in "。；：":
                break
            result[above] = [part for word in head for part in _parted(word, columns)]
    return result


def _count(row: Row) -> int:
    return sum(map(figure, row))


def _columns(rows: Sequence[Row]) -> list[Span]:
    """The sides between which the figures of each column stand, in the first row and those of as many after it."""
    count = _count(rows[0])
    alike: list[Row] = []
    for row in rows:
        figures = [word for word in row if figure(word)]
        if len(figures) != count:
            break
        alike.append(figures)
    return [(min(row[at].x0 for row in alike), max(row[at].x1 for row in alike)) for at in range(count)]


def _parted(word: Line, columns: Sequence[Span]) -> list[Line]:
    def between(before: Glyph, glyph: Glyph) -> bool:
        near = 0.3 * glyph.size
        return any(before.x1 < start + near and end - near < glyph.x0 for (_, end), (start, _) in pairwise(columns))

    return cut([word], between)


def named(rows: Sequence[Row]) -> tuple[list[Row], list[tuple[float, list[Row]]]]:
    """The rows without the names of columns, and those by the height of their middle, from left to right.

    Each name is its lines, from top to bottom. What stands in a line with the name of a single column is one too.
    """
    start = next((at for at, row in enumerate(rows) if _count(row) >= OFTEN), 0)
    if not start:
        return list(rows), []
    columns = _columns(rows[start:])
    names: list[Row] = []
    kept: list[Row] = []
    pitch = _pitch([word for row in rows[:start] for word in row])
    for row in rows[:start]:
        single = [word for word in row if _within(word, columns)]
        for word in single:
            _add(names, word, pitch)
        others = [word for word in row if word not in single]
        if single:
            names += [[word] for word in others]
        elif others:
            kept.append(others)
    levels: list[tuple[float, list[Row]]] = []
    for name in sorted(names, key=lambda name: name[0].base + name[-1].base):
        middle = (name[0].base + name[-1].base) / 2
        if levels and middle - levels[-1][0] < 0.8 * name[0].size:
            levels[-1][1].append(name)
        else:
            levels.append((middle, [name]))
    return [*kept, *rows[start:]], [(middle, sorted(level, key=lambda name: name[0].x0)) for middle, level in levels]


def _within(word: Line, columns: Sequence[Span]) -> bool:
    """Whether a word reaches neither over the column before nor the one after some column."""
    near = 0.3 * word.size
    wide = 2 * (columns[1][0] - columns[0][0])
    ends = [columns[0][0] - wide / 2, *(end for _, end in columns[:-1])]
    starts = [*(start for start, _ in columns[1:]), columns[-1][1] + wide / 2]
    return any(end - near < word.x0 and word.x1 < start + near for end, start in zip(ends, starts, strict=True))


def _pitch(words: Sequence[Line]) -> float:
    """How far apart two lines of one name may be, in ems."""
    steps = [
        (below.base - above.base) / below.size
        for above in words
        for below in words
        if above.x0 < below.x1 and below.x0 < above.x1 and below.base - above.base > 0.9 * below.size
    ]
    return min(_EVEN * min(steps, default=_CLOSE), _CLOSE)


def _add(names: list[Row], word: Line, pitch: float) -> None:
    """Puts a line below the last of the name in its column, or makes it the first of another name."""
    for name in names:
        last = name[-1]
        if last.x0 < word.x1 and word.x0 < last.x1 and 0 < word.base - last.base < pitch * last.size:
            name.append(word)
            return
    names.append([word])
