"""Cells of a row that nothing was written in: told by the tabs that are there, or by where its other cells stand."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from itertools import pairwise
from unicodedata import east_asian_width

from adapters.text import SPACE
from adapters.text.lines import Line
from adapters.text.rows import Row
from adapters.text.shapes import is_figure
from checker.document import LineRun, Text

_SHOWN = 2
"""Rows that have all cells, at least, to show where the columns stand."""

Span = tuple[float, float]
"""From and to, in signs of full width."""


def filled_up(rows: list[Row], lines: Sequence[Line]) -> list[Row]:
    """The rows, those short of cells with them; `lines` are theirs."""
    most = max(map(len, rows), default=0)
    if Counter(map(len, rows))[most] < _SHOWN or most < 2:
        return rows
    shown = [(row, line) for row, line in zip(rows, lines, strict=True) if len(row) == most]
    columns = [] if any("\t" in line.string for line in lines) else _columns([_spans(*one) for one in shown])
    result: list[Row] = []
    for at, (row, line) in enumerate(zip(rows, lines, strict=True)):
        ended = min(_tabs(line), most - len(row))
        if ended > 0:
            row = [*row, *[_empty(row[-1])] * ended]
        elif 1 < len(row) < most and columns and not _goes_on(rows, at):
            row = _placed(row, line, columns)
        result.append(row)
    return result


def closed_early(rows: list[Row], closed: Sequence[bool]) -> list[Row]:
    """The rows, those with an empty last cell that end with a bar where whole rows do not; `closed`: which end so."""
    most = max(map(len, rows), default=0)
    if any(end and len(row) == most for row, end in zip(rows, closed, strict=True)):
        return rows
    return [
        [*row, _empty(row[-1])] if end and len(row) == most - 1 else row for row, end in zip(rows, closed, strict=True)
    ]


def _tabs(line: Line) -> int:
    """How many tabs end a line; each leaves a cell empty."""
    return line.string[len(line.string.rstrip(SPACE)) :].count("\t")


def _goes_on(rows: Sequence[Row], at: int) -> bool:
    """Whether the next line is nothing but figures, which may be the rest of a row."""
    return at + 1 < len(rows) and all(is_figure(cell.string) for cell in rows[at + 1])


def _columns(full: Sequence[Sequence[Span]]) -> list[Span]:
    """Where the columns stand that rows of all cells show; nothing where they stand below each other's."""
    found = [(min(start for start, _ in column), max(end for _, end in column)) for column in zip(*full, strict=True)]
    return found if all(before[1] <= after[0] for before, after in pairwise(found)) else []


def _placed(row: Row, line: Line, columns: Sequence[Span]) -> Row:
    """A row with its cells in the columns that they stand in, and empty ones in the others; else as it is."""
    result: Row = []
    for cell, (start, end) in zip(row, _spans(row, line), strict=True):
        over = [at for at, (low, high) in enumerate(columns) if start < high and low < end]
        if len(over) != 1 or over[0] < len(result):
            return row
        result += [_empty(cell)] * (over[0] - len(result)) + [cell]
    return result + [_empty(row[-1])] * (len(columns) - len(result))


def _empty(beside: Text) -> Text:
    return Text("", beside.runs[:1])


def _spans(row: Row, line: Line) -> list[Span]:
    """Where the cells of a line stand in it."""
    begin = _place(line.text)
    result: list[Span] = []
    for cell in row:
        start = _wide(line.string[: _place(cell) - begin])
        result.append((start, start + _wide(cell.string)))
    return result


def _place(text: Text) -> int:
    """The column of the first character of a text in its file."""
    return next((run.char for run in text.runs if isinstance(run, LineRun)), 1)


def _wide(string: str) -> float:
    """How wide a string is with its spaces."""
    return sum(1.0 if east_asian_width(character) in "WFA" else 0.5 for character in string)
