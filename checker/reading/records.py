"""The rows of a document's tables as records: the cells of each in order, whether grid or mere sequence."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from functools import lru_cache
from itertools import pairwise

from checker.document import Table
from checker.reading.reading import Passage
from checker.record import dataclass
from checker.text.numerals import CellState, cell_number


@dataclass(frozen=True, slots=True)
class CellRef:
    """A cell of a record. `column` and `end` are grid columns, or positions in the row where there is no grid.

    `own`: it begins in this row; otherwise it reaches down from a row above.
    """

    passage: Passage
    column: int
    end: int
    own: bool
    state: CellState
    """What a figure cell with this text would say."""

    @property
    def text(self) -> str:
        """The comparable text."""
        return self.passage.plain.string

    @property
    def data(self) -> bool:
        """Whether it holds a figure, a mark for none, or nothing: no label."""
        return self.state is not CellState.UNREADABLE

    @property
    def empty(self) -> bool:
        """Whether nothing at all stands in it."""
        return not self.passage.plain.string


@dataclass(frozen=True, slots=True)
class Record:
    """A row of a table of the document."""

    block: int
    row: int
    cells: tuple[CellRef, ...]
    ragged: bool
    plain: bool = False
    """Read from a text, where labels may be cut short."""

    @property
    def figures(self) -> bool:
        """Whether a number stands in it."""
        return any(cell.state is CellState.NUMBER for cell in self.cells)


@lru_cache(maxsize=4096)
def _state(text: str) -> CellState:
    return cell_number(text).state


def records(tables: Sequence[tuple[int, Table]], passages: dict[tuple[int, int], Passage]) -> list[Record]:
    """The rows of the tables, in reading order; `passages` is by (block, position of the cell in the table)."""
    found: list[Record] = []
    for block, table in tables:
        rows: list[list[CellRef]] = [[] for _ in range(table.rows)]
        for order, cell in enumerate(table.cells):
            passage = passages[block, order]
            state = _state(cell.text.string)
            for row in range(cell.row, min(cell.row + cell.row_span, table.rows)):
                ref = CellRef(passage, cell.column, cell.column + cell.column_span, row == cell.row, state)
                rows[row].append(ref)
        for cells in rows:
            cells.sort(key=lambda ref: ref.column)
        ragged = table.ragged and not _written_out(rows)
        for row, cells in enumerate(rows):
            found.append(Record(block, row, tuple(cells), ragged, table.ragged))
    return found


def _written_out(rows: Sequence[Sequence[CellRef]]) -> bool:
    """Whether rows are a grid in which the text of a merged cell stands in each cell that it covers."""
    if len({len(cells) for cells in rows}) > 1:
        return False
    return any(before.text == after.text and not before.data for cells in rows for before, after in pairwise(cells))


def joined(rows: Sequence[Record], wanted: int) -> list[Record]:
    """The rows with those side by side that hold the figures of one row in several pieces, each under its own head.

    `wanted` is how many figures the row has; the rows come back as they are where no pieces make up that number.
    """
    pieces = [index for index, record in enumerate(rows) if any(cell.data and not cell.empty for cell in record.cells)]
    sizes = [sum(cell.data for cell in rows[index].cells) for index in pieces]
    labelled = any(not cell.data for index in pieces for cell in rows[index].cells)
    if len(pieces) < 2 or sum(sizes) != wanted or labelled:
        return list(rows)
    heads: list[Record] = []
    cells: list[CellRef] = []
    offset = begin = 0
    for index in pieces:
        group = rows[begin : index + 1]
        width = max(cell.end for record in group for cell in record.cells)
        for record in group:
            moved = tuple(replace(cell, column=cell.column + offset, end=cell.end + offset) for cell in record.cells)
            if record is rows[index]:
                cells += moved
            else:
                heads.append(replace(record, cells=moved))
        offset, begin = offset + width, index + 1
    last = rows[pieces[-1]]
    return [*heads, replace(last, cells=tuple(cells), ragged=any(record.ragged for record in rows)), *rows[begin:]]
