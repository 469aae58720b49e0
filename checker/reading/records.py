"""The rows of a document's tables as records: the cells of each in order, whether grid or mere sequence."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from functools import lru_cache
from itertools import groupby, pairwise

from checker.document import Table, Text
from checker.reading.headings import numbering
from checker.reading.reading import Passage
from checker.record import dataclass
from checker.text.normalize import comparable
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
    mixed: bool = False
    """Its figures stand with those of other rows and could not be told apart."""

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


def blanked(cell: CellRef, string: str) -> CellRef:
    """A cell of which only a part is to be seen: `string` is its text, blanks for all else, so that every sign keeps
    its place."""
    plain = comparable(string)
    begin = plain.origin[0] if plain.origin else 0
    text, spot = Text(string, cell.passage.text.runs), cell.passage.spot.moved(begin)
    return replace(
        cell, passage=replace(cell.passage, text=text, plain=plain, spot=spot), own=True, state=_state(string)
    )


def _written_out(rows: Sequence[Sequence[CellRef]]) -> bool:
    """Whether rows are a grid in which the text of a merged cell stands in each cell that it covers."""
    if len({len(cells) for cells in rows}) > 1:
        return False
    return any(before.text == after.text and not before.data for cells in rows for before, after in pairwise(cells))


def uncounted(rows: Sequence[Record]) -> list[Record]:
    """The rows without those that only number the columns: 1, 2, 3, ... above the first figures of a table.

    Such a row has no label, or one that says what it is (栏次) and stands for no column.
    """
    numbering = {
        at for at, record in enumerate(rows) if _numbers_columns(record) and not _figures_before(rows, at, record.block)
    }
    # A table in which nothing else stands has these for its figures.
    others = {record.block for at, record in enumerate(rows) if record.figures and at not in numbering}
    return [record for at, record in enumerate(rows) if at not in numbering or record.block not in others]


LEAST_LINES = 6
"""Rows, one after the other, from which on numbers that go up by one are taken for those of the rows."""


def unnumbered(rows: Sequence[Record]) -> list[Record]:
    """The rows of a text that shows no grid without the cells that only number the rows (行次): a grid tells the column
    by its head, a sequence of cells has only this to tell them by."""
    dropped: set[int] = set()
    for at, record in enumerate(rows):
        for place in _behind_labels(record) if record.ragged else ():
            if id(record.cells[place].passage) in dropped:
                continue
            chain = list(_going_up(rows, at, place))
            if len(chain) >= LEAST_LINES:
                dropped.update(id(one.passage) for one in chain)
    if not dropped:
        return list(rows)
    return [
        replace(record, cells=_in_order([cell for cell in record.cells if id(cell.passage) not in dropped]))
        if record.ragged
        else record
        for record in rows
    ]


def _behind_labels(record: Record) -> Iterator[int]:
    """Where in a row a number stands right behind a label, as that of the row does: 一、一般公共预算 | 1 | 365.00."""
    for place, (before, cell) in enumerate(pairwise(record.cells), 1):
        if cell.text.isdigit() and before.text and not before.data:
            yield place


def _going_up(rows: Sequence[Record], at: int, place: int) -> Iterator[CellRef]:
    """A cell and those that each hold one more: behind a label of one of the next rows, or in the same place behind a
    blank one; where a row has no label that is written, in any place."""
    yield rows[at].cells[place]
    number = int(rows[at].cells[place].text)
    here = at
    while True:
        number += 1
        found = _next_number(rows, here, place, str(number))
        if found is None:
            return
        here, cell = found
        yield cell


_APART = 2
"""Rows further on, at most, in which the next number stands: that of a row whose parts came one below the other."""


_DIGITS = 2
"""Digits of a row's number that no label stands before, at most: longer ones may be codes of what follows."""


def _next_number(rows: Sequence[Record], here: int, place: int, number: str) -> tuple[int, CellRef] | None:
    """The row and the cell that hold the next number of rows, after those of a row."""
    near = [(index, rows[index]) for index in range(here + 1, min(here + 1 + _APART, len(rows)))]
    near = [(index, record) for index, record in near if record.block == rows[here].block]
    for index, record in near:
        cells = record.cells
        places = [*_behind_labels(record), *([place] if place < len(cells) and cells[place - 1].empty else [])]
        after = next((cells[one] for one in places if cells[one].text == number), None)
        if after is not None:
            return index, after
    for index, record in near[:1] if len(number) <= _DIGITS else ():
        alone = [at for at, cell in enumerate(record.cells) if cell.text == number and _without_label(record, at)]
        if len(alone) == 1:
            return index, record.cells[alone[0]]
    return None


def _without_label(record: Record, at: int) -> bool:
    """Whether a number stands at the beginning of a row, or behind a figure: before it a label was left out."""
    return at == 0 or record.cells[at - 1].data


def _figures_before(rows: Sequence[Record], at: int, block: int) -> bool:
    return any(record.block == block and record.figures for record in rows[:at])


LEAST_COLUMNS = 4
"""Columns from which on 1, 2, 3, ... in a row are taken for their numbers."""


def _numbers_columns(record: Record) -> bool:
    texts = [cell.text for cell in record.cells if cell.own and not cell.empty]
    return len(texts) >= LEAST_COLUMNS and texts == [str(number) for number in range(1, len(texts) + 1)]


def on_one_grid(rows: Sequence[Record]) -> list[Record]:
    """The rows with a head in a table of its own brought over the columns of the table after it, and with the pieces of
    a table that text parts, each under the same head, brought below each other.

    They have the same columns of figures, at their right; a merged label may make one of the grids narrower.
    """
    blocks = [list(group) for _, group in groupby(rows, key=lambda record: record.block)]
    shifts = {group[0].block: 0 for group in blocks}
    pieces = [
        (group[0].block, _head(group), max((cell.end for row in group for cell in row.cells), default=0))
        for group in blocks
    ]
    for block, names, reach in pieces:
        shifts[block] = max(other for _, same, other in pieces if same == names) - reach if names else 0
    for head, body in pairwise(blocks):
        if any(record.figures or record.ragged for record in head) or not body[0].figures or body[0].ragged:
            continue
        wide, wanted = (max(cell.end for record in some for cell in record.cells) for some in (head, body))
        shifts[head[0].block], shifts[body[0].block] = max(wanted - wide, 0), max(wide - wanted, 0)
    if not any(shifts.values()):
        return list(rows)
    return [_moved(record, shifts[record.block]) for record in rows]


def _head(rows: Sequence[Record]) -> tuple[str, ...]:
    """What stands above the first figures of a grid, cell by cell; nothing where no figures do, or no names."""
    at = next((at for at, record in enumerate(rows) if record.figures), 0)
    named = tuple(cell.text for record in rows[:at] for cell in record.cells if cell.own)
    return named if not rows[0].ragged and sum(map(bool, named)) > 1 else ()


def _moved(record: Record, by: int) -> Record:
    cells = tuple(replace(cell, column=cell.column + by, end=cell.end + by) for cell in record.cells)
    return replace(record, cells=cells)


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
            moved = _moved(record, offset)
            if record is rows[index]:
                cells += moved.cells
            else:
                heads.append(moved)
        offset, begin = offset + width, index + 1
    last = rows[pieces[-1]]
    return [*heads, replace(last, cells=tuple(cells), ragged=any(record.ragged for record in rows)), *rows[begin:]]


LONGEST_REMARK = 8
"""Characters of words that stand in the place of a figure: 见附件."""


def closed_up(rows: Sequence[Record], wanted: int, is_label: Callable[[str], bool]) -> list[Record]:
    """The rows of a text, those put together that words among their figures have cut in two.

    A text says cell after cell, and its reader begins a row where words follow figures. They belong to the row before
    where that has too few of the `wanted` figures and exactly these cells are missing up to the next label.
    """
    found: list[Record] = []
    left = list(rows)
    while left:
        row = left.pop(0)
        while left and row.ragged and row.figures and left[0].block == row.block:
            needed = wanted - sum(cell.data for cell in row.cells) - sum(_is_remark(cell) for cell in row.cells[1:])
            after = left[0].cells
            cut = next((at for at, cell in enumerate(after) if is_label(cell.text)), len(after))
            if not 0 < cut <= needed or not _is_remark(after[0]) or any(not cell.data for cell in after[1:cut]):
                break
            if cut < len(after) and cut < needed:
                break
            cells = (*row.cells, *after[:cut])
            row = replace(row, cells=_in_order(cells))
            left[0] = replace(left[0], cells=_in_order(after[cut:]))
            if not after[cut:]:
                left.pop(0)
        found.append(row)
    return found


def _is_remark(cell: CellRef) -> bool:
    return not cell.data and len(cell.text) <= LONGEST_REMARK and not numbering(cell.text)[2]


def _in_order(cells: Sequence[CellRef]) -> tuple[CellRef, ...]:
    return tuple(replace(cell, column=at, end=at + 1) for at, cell in enumerate(cells))
