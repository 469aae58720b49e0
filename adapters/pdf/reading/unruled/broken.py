"""Figures of tables without rules that their columns broke, for want of room for another digit, put together again."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from adapters.pdf.reading.lines import Line
from adapters.pdf.reading.showing import DOUBTFUL
from adapters.pdf.reading.unruled.columns import Columns, of_figures
from adapters.pdf.reading.words import Row, figure

_TIGHT = 1.3
"""Ems between the lines of one cell, at most."""
_FULL = 0.92
"""Of the widest label, that one takes at least whose next line goes on with it."""

Filled = dict[int, int]
"""The number of a word in its line, by the column of figures that it is in."""


def mended(rows: Sequence[Row], cols: Columns) -> list[Row]:
    """The rows of a table, the second lines of broken figures moved up.

    A second line has figures only where the line above has as many digits as any figure of the column, it has none in
    other columns, and no label: the beginning of one would make it a row. Where such lines stand in a table and others
    may be some, all its figures are doubtful.
    """
    figs = of_figures(rows, cols)
    if True not in figs:
        return list(rows)
    first = figs.index(True)
    filled = [_filled(row, cols, figs) for row in rows]
    most: dict[int, int] = {}
    for row, places in zip(rows, filled, strict=True):
        for column, at in places.items():
            most[column] = max(most.get(column, 0), len(row[at].string))
    labels = [_label(row, cols, first) for row in rows]
    beside = [label for label, places in zip(labels, filled, strict=True) if label is not None and places]
    widest = max((label.x1 - label.x0 for label in beside), default=0.0)
    result = [list(row) for row in rows]
    gone: dict[int, set[int]] = {}
    doubtful = False
    last = 0
    for at in range(1, len(rows)):
        if not _second(rows, filled, most, last, at):
            last = at if filled[at] else last
            continue
        label, above = labels[at], labels[last]
        if label is not None and (above is None or above.x1 - above.x0 < _FULL * widest):
            doubtful = True
            continue
        for column, place in filled[at].items():
            up = filled[last][column]
            result[last][up] = _joined(result[last][up], rows[at][place])
            gone.setdefault(at, set()).add(place)
    if not gone:
        return list(rows)
    kept = [[word for place, word in enumerate(row) if place not in gone.get(at, ())] for at, row in enumerate(result)]
    return [[_unsure(word) if doubtful else word for word in row] for row in kept if row]


def _filled(row: Row, cols: Columns, figs: Sequence[bool]) -> Filled:
    """The digits of a line, each in a column of figures."""
    found: Filled = {}
    for at, word in enumerate(row):
        over = cols.over(word)
        if over is not None and over[0] == over[1] and figs[over[0]] and word.string.isdigit():
            found[over[0]] = at
    return found


def _label(row: Row, cols: Columns, first: int) -> Line | None:
    """The word of a line that stands right before the figures."""
    return next((word for word in row if (over := cols.over(word)) and over[1] == first - 1), None)


def _second(rows: Sequence[Row], filled: Sequence[Filled], most: dict[int, int], last: int, at: int) -> bool:
    """Whether the digits of a line may be the rest of those in the last one: fewer, and only below full ones."""
    here, above = filled[at], filled[last]
    if not here or len(here) >= len(above) or not all(column in above for column in here):
        return False
    size = rows[at][0].size
    if sum(map(figure, rows[at])) > len(here) or any(not figure(word) for word in rows[at][min(here.values()) :]):
        return False
    return all(
        most[column] > 1
        and len(rows[last][above[column]].string) == most[column]
        and 0 < rows[at][place].base - rows[last][above[column]].base < _TIGHT * size
        for column, place in here.items()
    )


def _joined(word: Line, rest: Line) -> Line:
    return replace(
        word,
        glyphs=(*word.glyphs, *rest.glyphs),
        x0=min(word.x0, rest.x0),
        x1=max(word.x1, rest.x1),
        bottom=max(word.bottom, rest.bottom),
    )


def _unsure(word: Line) -> Line:
    glyphs = tuple(glyph._replace(confidence=min(glyph.confidence, DOUBTFUL)) for glyph in word.glyphs)
    return replace(word, glyphs=glyphs)
