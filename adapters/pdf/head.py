"""The head of a table without vertical rules: its words parted by the columns of the figures below, and joined."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from adapters.pdf.glyphs import Glyph
from adapters.pdf.lines import Line
from adapters.pdf.stub import OFTEN, Row, cut, figure

_HEAD = 8
"""Lines of a head above the figures, at most."""
_CLOSE = 2.2
"""Ems between the baselines of two lines of one column's name, at most."""

Span = tuple[float, float]


def under_columns(rows: Sequence[Row]) -> list[Row]:
    """The rows, words of a head cut where they reach from one column of the figures below into the next."""
    result = list(rows)
    for at in range(1, len(rows)):
        if _count(rows[at]) < OFTEN or _count(rows[at - 1]) >= 2:
            continue
        bounds = [high for _, high in _columns(rows[at:])[:-1]]
        for above in range(at - 1, max(at - _HEAD, 0) - 1, -1):
            head = rows[above]
            if head[0].page != rows[at][0].page or head[-1].string[-1:] in "。；：":
                break
            result[above] = [part for word in head for part in _parted(word, bounds)]
    return result


def _count(row: Row) -> int:
    return sum(map(figure, row))


def _columns(rows: Sequence[Row]) -> list[Span]:
    """The sides of the columns in which the figures of the first row stand, and of rows of as many after it."""
    count = _count(rows[0])
    alike: list[Row] = []
    for row in rows:
        figures = [word for word in row if figure(word)]
        if len(figures) != count:
            break
        alike.append(figures)
    middles = [(min(row[at].x0 for row in alike) + max(row[at].x1 for row in alike)) / 2 for at in range(count)]
    between = [(one + other) / 2 for one, other in pairwise(middles)]
    first, last = 2 * middles[0] - between[0], 2 * middles[-1] - between[-1]
    return list(pairwise([first, *between, last]))


def _parted(word: Line, bounds: Sequence[float]) -> list[Line]:
    def between(before: Glyph, glyph: Glyph) -> bool:
        near = 0.5 * glyph.size
        return any(before.x1 - near <= bound <= glyph.x0 + near for bound in bounds)

    return cut([word], between)


def named(rows: Sequence[Row]) -> tuple[list[Row], list[tuple[float, list[Row]]]]:
    """The rows without the names of single columns, and those by the height of their middle, from left to right.

    Each name is its lines, from top to bottom.
    """
    start = next((at for at, row in enumerate(rows) if _count(row) >= OFTEN), 0)
    if not start:
        return list(rows), []
    columns = _columns(rows[start:])
    names: list[Row] = []
    kept: list[Row] = []
    for row in rows[:start]:
        rest: Row = []
        for word in row:
            near = 0.3 * word.size
            if any(low - near <= word.x0 and word.x1 <= high + near for low, high in columns):
                _add(names, word)
            else:
                rest.append(word)
        kept += [rest] if rest else []
    levels: list[tuple[float, list[Row]]] = []
    for name in sorted(names, key=lambda name: name[0].base + name[-1].base):
        middle = (name[0].base + name[-1].base) / 2
        if levels and middle - levels[-1][0] < 0.8 * name[0].size:
            levels[-1][1].append(name)
        else:
            levels.append((middle, [name]))
    return [*kept, *rows[start:]], [(middle, sorted(level, key=lambda name: name[0].x0)) for middle, level in levels]


def _add(names: list[Row], word: Line) -> None:
    """Puts a line below the last of the name in its column, or makes it the first of another name."""
    for name in names:
        last = name[-1]
        if last.x0 < word.x1 and word.x0 < last.x1 and 0 < word.base - last.base < _CLOSE * last.size:
            name.append(word)
            return
    names.append([word])
