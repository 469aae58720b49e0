"""A table of a document as a draft of a form's table: which rows are heads, which columns are labels, what is read."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from checker.bench.drafting.ids import Ids
from checker.bench.drafting.parts import Row as _Row
from checker.bench.drafting.parts import codes, side_by_side, text, without_numbers
from checker.document import Table
from checker.record import dataclass
from checker.text.cells import CellNumber, CellState
from checker.text.numerals import cell_number

_FIGURES = (CellState.NUMBER, CellState.BOUND, CellState.NOT_FILLED)


@dataclass(frozen=True, slots=True)
class LabelDraft:
    """A row or column: its label, and the labels above it, the outermost first; `worded` where it holds no figures."""

    id: str
    label: str
    under: tuple[str, ...] = ()
    worded: bool = False


@dataclass(frozen=True, slots=True)
class BlockDraft:
    """A part of a table with heads of its own; `values` has a row of figures for each row, blank ones without a value,
    None for what is none."""

    title: str
    columns: tuple[LabelDraft, ...]
    rows: tuple[LabelDraft, ...]
    values: tuple[tuple[CellNumber | None, ...], ...]


@dataclass(frozen=True, slots=True)
class TableDraft:
    """A table as drafted, of one block or more. `doubts` are what an author has to look at, as keys of messages."""

    id: str
    block: int
    section: str
    title: str
    read: str
    blocks: tuple[BlockDraft, ...]
    doubts: tuple[str, ...] = ()
    caption: str = ""
    """The text before it that calls it a table."""
    codes: bool = False
    """Its rows begin with codes; `blocks` names those that have none."""
    example: str = ""
    """The name of its only row, which another document has another one for; `blocks` then names no row."""
    coded: tuple[tuple[str, tuple[CellNumber | None, ...]], ...] = ()
    """The rows of a table with codes: the code of each, empty where it has none, and its figures."""

    def lines(self, block: BlockDraft) -> tuple[tuple[CellNumber | None, ...], ...]:
        """The rows of figures of a part; of a table with codes all that there are, named or not."""
        return tuple(figures for _, figures in self.coded) if self.codes else block.values


def draft(block: int, table: Table, name: str, section: str, title: str) -> TableDraft | None:
    """The draft of a table; None of one in which no head stands above figures."""
    # What was typed with tabs does not say how far its cells reach; where all rows have as many, it need not.
    if table.ragged and len({len(row) for row in table.by_row()}) > 1:
        return None
    columns, rows = Ids("column"), Ids("row")
    doubts: list[str] = []
    grid = without_numbers(table.grid())
    beside = side_by_side(grid) if grid else []
    coded = codes([row for _, part in beside for row in part]) if beside else codes(grid)
    if coded:
        parts = [part for _, part in beside] or [grid]
        found = _coded(parts, coded, columns, rows, doubts)
        if found is None:
            return None
        made_of = _made(block, name, section, title, (found,), doubts, True, _decimals(grid))
        rows_of = tuple(_rows_with_codes(parts, coded, len(found.columns)))
        told = made_of.doubts if not rows_of else tuple(one for one in made_of.doubts if one != "blank_form")
        return replace(made_of, coded=rows_of, doubts=told)
    made = [_block(part, columns, rows, doubts, named) for named, part in beside] if beside else []
    if None in made or len(made) != len(beside):
        made, columns, rows, doubts = [], Ids("column"), Ids("row"), []
    made = made or [_block(part, columns, rows, doubts) for part in _parts(grid)]
    blocks = tuple(one for one in made if one is not None)
    if not blocks:
        return None
    if len(blocks) < len(made):
        doubts.append("no_part")
    return _made(block, name, section, title, blocks, doubts)


def _coded(parts: Sequence[list[_Row]], codes: int, columns: Ids, rows: Ids, doubts: list[str]) -> BlockDraft | None:
    """The block of a table with codes: the columns of its first part, and of all parts the rows that have none."""
    made: list[BlockDraft] = []
    for part in parts:
        coded = [at for at, row in enumerate(part) if text(row[0]).isdigit()]
        first = coded[0] if coded else len(part)
        kept = [
            _labelled(row, codes)
            for at, row in enumerate(part)
            if at < first or at in coded[:1] or not _codes_in(row, codes)
        ]
        one = _block(kept, columns if not made else Ids("column"), rows, [])
        if one is not None:
            named = [at for at, row in enumerate(one.rows) if row.label not in _labels_of(part, coded, codes)]
            values = tuple(one.values[at] for at in named)
            made.append(BlockDraft("", one.columns, tuple(one.rows[at] for at in named), values))
    if not made:
        return None
    if any(len(one.columns) != len(made[0].columns) for one in made):
        doubts.append("side_by_side")
    fitting = [one for one in made if len(one.columns) == len(made[0].columns)]
    return BlockDraft(
        "",
        made[0].columns,
        tuple(row for one in fitting for row in one.rows),
        tuple(line for one in fitting for line in one.values),
    )


def _rows_with_codes(
    parts: Sequence[Sequence[_Row]], codes: int, columns: int
) -> Iterator[tuple[str, tuple[CellNumber | None, ...]]]:
    """The rows that have figures under all columns, each with its code."""
    for part in parts:
        first = next((at for at, row in enumerate(part) if text(row[0]).isdigit()), len(part))
        for at, row in enumerate(part):
            cells = {id(cell): cell for cell in row[:codes]}
            figures = tuple(_figure(cell_number(text(cell))) for cell in row[len(row) - columns :])
            if (at >= first or not _codes_in(row, codes)) and any(one is not None for one in figures):
                yield "".join(one for cell in cells.values() if (one := text(cell)).isdigit()), figures


def _labelled(row: _Row, codes: int) -> _Row:
    """The row without its codes; where the label of a sum stands in their place, it is the label."""
    if text(row[codes]) or _codes_in(row, codes):
        return row[codes:]
    label = next((cell for cell in row[:codes] if text(cell)), row[codes])
    return [label, *row[codes + 1 :]]


def _codes_in(row: _Row, codes: int) -> bool:
    return any(text(cell).isdigit() for cell in row[:codes])


def _labels_of(part: Sequence[_Row], coded: Sequence[int], codes: int) -> set[str]:
    return {_plain(text(part[at][codes])) for at in coded}


def _decimals(grid: Sequence[_Row]) -> bool:
    """Whether a figure with decimals stands in a table: 646.00 too is no count."""
    return any(
        (one := _figure(cell_number(text(cell)))) is not None and "." in one.text for row in grid for cell in row
    )


def _made(
    block: int,
    name: str,
    section: str,
    title: str,
    blocks: tuple[BlockDraft, ...],
    doubts: list[str],
    codes: bool = False,
    decimals: bool = False,
) -> TableDraft:
    figures = [one for part in blocks for line in part.values for one in line if one is not None and one.text]
    if not figures:
        doubts.append("blank_form")
    read = "number" if decimals or any("." in one.text for one in figures) else "count"
    return TableDraft(name, block, section, title, read, blocks, tuple(dict.fromkeys(doubts)), codes=codes)


def _parts(grid: Sequence[_Row]) -> list[list[_Row]]:
    """The table cut where a title goes over its whole width; a part begins with its title."""
    parts: list[list[_Row]] = [[]]
    for row in grid:
        if len({id(cell) for cell in row}) == 1 and len(row) > 1 and parts[-1] and text(row[0]):
            parts.append([])
        parts[-1].append(row)
    return parts if len(parts) > 1 else [list(grid)]


def _block(rows: list[_Row], columns: Ids, labels_of: Ids, doubts: list[str], title: str = "") -> BlockDraft | None:
    if len({id(cell) for cell in rows[0]}) == 1 and len(rows[0]) > 1 and len(rows) > 1:
        title, rows = _plain(text(rows[0][0])), rows[1:]
    grid = [[text(cell) for cell in row] for row in rows]
    read = [[cell_number(text) for text in row] for row in grid]
    heads = _heads(rows, grid, read)
    labels = _labels(read[heads:], grid[heads:])
    if not heads or heads >= len(rows) or labels >= len(grid[0]) or (labels == 0 and len(rows) - heads > 1):
        return None
    if _labels_again(read[heads:], grid[heads:], labels):
        doubts.append("side_by_side")
    # Columns that one cell covers in every row are one.
    kept = [
        column
        for column in range(labels, len(grid[0]))
        if column == labels or any(row[column] is not row[column - 1] for row in rows)
    ]
    made = tuple(_column(columns, grid[:heads], [line[column] for line in read[heads:]], column) for column in kept)
    found: list[LabelDraft] = []
    values = []
    for line, figures in zip(grid[heads:], read[heads:], strict=True):
        path = _path(line[:labels])
        if not path and labels:
            doubts.append("unlabelled_row")
            continue
        found.append(LabelDraft(labels_of.of(path[-1] if path else ""), path[-1] if path else "", tuple(path[:-1])))
        values.append(tuple(_figure(figures[column]) for column in kept))
    if len({(one.label, one.under) for one in found}) < len(found):
        doubts.append("same_rows")
    if any(not column.label for column in made):
        doubts.append("unlabelled_column")
    return BlockDraft(title, made, tuple(found), tuple(values))


def _column(ids: Ids, heads: Sequence[Sequence[str]], below: Sequence[CellNumber], column: int) -> LabelDraft:
    path = _path([row[column] for row in heads])
    states = [one.state for one in below]
    worded = CellState.NUMBER not in states and CellState.UNREADABLE in states
    return LabelDraft(ids.of(path[-1] if path else ""), path[-1] if path else "", tuple(path[:-1]), worded)


def _heads(rows: Sequence[_Row], grid: Sequence[Sequence[str]], read: Sequence[Sequence[CellNumber]]) -> int:
    """The rows above the first that holds a figure beside a label, or figures for the most part, or places for them."""
    for at, cells in enumerate(read):
        figures = sum(one.state in _FIGURES for one in cells)
        begins = {id(cell) for cell in rows[at] if cell is not None and not text(cell)}
        labelled = bool(grid[at][0]) and cells[0].state is CellState.UNREADABLE
        if (figures and labelled) or figures * 2 > len(cells) or (labelled and len(begins) * 2 >= len(cells)):
            return at
    return 0


def _labels(read: Sequence[Sequence[CellNumber]], grid: Sequence[Sequence[str]]) -> int:
    """The columns at the left in which words stand, whichever row it is."""
    width = len(read[0]) if read else 0
    return next((column for column in range(width) if not _worded(read, grid, column)), width)


def _worded(read: Sequence[Sequence[CellNumber]], grid: Sequence[Sequence[str]], column: int) -> bool:
    words = sum(bool(row[column]) and read[at][column].state is CellState.UNREADABLE for at, row in enumerate(grid))
    return words * 2 >= len(grid) > 0


def _labels_again(read: Sequence[Sequence[CellNumber]], grid: Sequence[Sequence[str]], labels: int) -> bool:
    """Whether a column of words stands between columns of figures."""
    width = len(grid[0]) if grid else 0
    worded = [column for column in range(labels + 1, width - 1) if _worded(read, grid, column)]
    return any(not _worded(read, grid, column + 1) for column in worded)


def _plain(text: str) -> str:
    return " ".join(text.split()) if text.isascii() else "".join(text.split())


def _path(texts: Sequence[str]) -> list[str]:
    """The labels on the way to a figure, each once: a merged cell stands in all the places it covers."""
    path: list[str] = []
    for one in texts:
        plain = _plain(one)
        if plain and (not path or path[-1] != plain):
            path.append(plain)
    return path


def _figure(one: CellNumber) -> CellNumber | None:
    """A number or an empty cell; None for anything else."""
    if one.state is CellState.NUMBER and one.value is not None:
        return one
    return one if one.state is CellState.BLANK else None
