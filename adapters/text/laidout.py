"""Tables whose cells a text sets below each other with spaces: the columns are told by where the cells stand.

A text that only parts its cells by spaces says nothing of what was left blank. Where cells of a column begin, end or
have their middle in one place though what stands before them is of different length, they do.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from itertools import pairwise
from unicodedata import east_asian_width

from adapters.text import SPACE
from adapters.text.lines import Line, strip
from adapters.text.rows import Row
from adapters.text.shapes import is_figure
from checker.document import Cell, LineRun, Table, Text
from checker.record import dataclass

_LEAST_ROWS = 3
"""Rows with figures that show where the columns stand, at least."""
_STEADY = 1.5
"""Signs of full width by which beginnings, ends or middles of one column may differ."""
_MOST_UNSTEADY = 0.2
"""Of the columns, so many may hold cells that neither begin nor end nor have their middle in one place."""
_TOUCH = 0.01

Span = tuple[float, float]
"""From and to, in signs of full width."""
Measure = Callable[[str], float]


@dataclass(frozen=True, slots=True)
class _Placed:
    """A cell of a line, and where it stands."""

    text: Text
    span: Span


def laid_out(rows: Sequence[Row], lines: Sequence[Line]) -> Table | None:
    """The grid of rows by where their cells stand, blank cells among them; None where that tells no columns.

    `lines` are those of the rows. Programs count a Chinese sign as one column or as two.
    """
    if any("\t" in line.string for line in lines):
        return None
    first = next((at for at, row in enumerate(rows) if _has_figures(row)), len(rows))
    for measure in (_wide, _counted):
        placed = [_placed(row, line, measure) for row, line in zip(rows, lines, strict=True)]
        columns = _columns(placed[:first], placed[first:])
        if columns:
            return _grid(placed, columns)
    return None


def stands_below(line: Line, row: Row, above: Line) -> bool:
    """Whether what a line says begins where a cell of the row in another line does, one that is not its first."""
    return bool(_indent(line)) and below(line, row, above) > 0


def below(line: Line, row: Row, above: Line) -> int:
    """The last cell of the row in the line above that begins where what a line says does; -1 where none does."""
    for measure in (_wide, _counted):
        begin = measure(_indent(line))
        found = [at for at, placed in enumerate(_placed(row, above, measure)) if placed.span[0] == begin]
        if found:
            return found[-1]
    return -1


def _indent(line: Line) -> str:
    return line.string[: len(line.string) - len(line.string.lstrip(SPACE))]


def _has_figures(row: Row) -> bool:
    return len(row) > 1 and any(is_figure(cell.string) for cell in row[1:])


def _placed(row: Row, line: Line, measure: Measure) -> list[_Placed]:
    begin = _place(line.text)
    found: list[_Placed] = []
    for cell in row:
        start = measure(line.string[: max(_place(cell) - begin, 0)])
        found.append(_Placed(cell, (start, start + max(map(measure, cell.string.split("\n"))))))
    return found


def _place(text: Text) -> int:
    """The column of the first character of a text in its file."""
    return next((run.char for run in text.runs if isinstance(run, LineRun)), 1)


def _columns(head: Sequence[Sequence[_Placed]], body: Sequence[Sequence[_Placed]]) -> list[Span]:
    """Where the columns stand, from the left; nothing where the cells do not stand below each other."""
    # A head further down may reach over several columns; the rows with figures alone tell where these stand.
    wide = [row for row in body if any(is_figure(cell.text.string) for cell in row[1:])]
    names = [*head, *(row for row in body if row not in wide)]
    if len(wide) < _LEAST_ROWS or not _spaced_out(wide):
        return []
    columns: list[Span] = []
    for row in wide:
        for cell in row:
            _add(columns, cell.span)
    columns.sort()
    if any(len({_over(columns, cell.span)[0] for cell in row}) < len(row) for row in wide):
        return []
    if not _steady(columns, wide):
        return []
    # A name over one column is its own, however wide; over none it is a column in which nothing stands.
    for row in reversed(names):
        for cell in row:
            if len(_over(columns, cell.span)) <= 1:
                _add(columns, cell.span)
                columns.sort()
    return columns


def _spaced_out(rows: Sequence[Sequence[_Placed]]) -> bool:
    """Whether cells are set apart by spaces of different number: one number everywhere only parts them."""
    gaps = {round(after.span[0] - before.span[1], 1) for row in rows for before, after in pairwise(row)}
    return len(gaps) > 1


def _add(columns: list[Span], span: Span) -> None:
    """Widen the columns by a cell, those that it joins made one."""
    over = [one for one in columns if _meet(one, span)]
    for one in over:
        columns.remove(one)
    columns.append((min([span[0], *(low for low, _ in over)]), max([span[1], *(high for _, high in over)])))


def _meet(one: Span, other: Span) -> bool:
    return one[0] < other[1] - _TOUCH and other[0] < one[1] - _TOUCH


def _over(columns: Sequence[Span], span: Span) -> list[int]:
    return [at for at, column in enumerate(columns) if _meet(column, span)]


def _steady(columns: Sequence[Span], rows: Sequence[Sequence[_Placed]]) -> bool:
    """Whether the cells of nearly all columns begin, end or have their middle in one place."""
    unsteady = 0
    for column in columns:
        spans = [cell.span for row in rows for cell in row if _meet(column, cell.span)]
        places = ([low for low, _ in spans], [high for _, high in spans], [(low + high) / 2 for low, high in spans])
        unsteady += min(max(some) - min(some) for some in places) > _STEADY
    return unsteady <= _MOST_UNSTEADY * len(columns)


def _grid(rows: Sequence[Sequence[_Placed]], columns: Sequence[Span]) -> Table | None:
    """The table; None where two cells of a row stand in one column."""
    cells: list[Cell] = []
    for number, row in enumerate(rows):
        at = 0
        for cell in row:
            over = _over(columns, cell.span)
            if not over or over[0] < at:
                return None
            cells += [Cell(number, column, _empty(cell.text)) for column in range(at, over[0])]
            cells.append(Cell(number, over[0], strip(cell.text), column_span=over[-1] - over[0] + 1))
            at = over[-1] + 1
        cells += [Cell(number, column, _empty(row[-1].text)) for column in range(at, len(columns))]
    return Table(tuple(cells), len(rows), len(columns))


def _empty(beside: Text) -> Text:
    return Text("", beside.runs[:1])


def _wide(string: str) -> float:
    return sum(1.0 if east_asian_width(character) in "WFA" else 0.5 for character in string)


def _counted(string: str) -> float:
    return len(string) / 2
