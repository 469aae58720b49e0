"""Facts about sums that a table shows by itself, whether the form knows it or not: a column that is called the sum of
those beside it, or the difference of the two before it, a row whose code those of others begin with, a row that is
called the sum of all."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence, Set
from dataclasses import replace
from decimal import Decimal

from checker.document import Table
from checker.expression import Value
from checker.fact import Fact, Schema
from checker.pack.pack import Form, FormBlock, Label, Pack
from checker.reading.codes import CodedRow, nested
from checker.reading.reading import Passage, Reading
from checker.reading.records import CellRef, Record, records
from checker.record import dataclass
from checker.text.normalize import bare
from checker.text.numerals import CellState, cell_number

SHOWN = 3
"""Lines of a table, at least, in which a sum must tie for it to be one."""
TIMES = 3
"""How many times as many lines must tie as do not."""
_PARTS = 2
_SUM = "sum"
"""The id of the row of the whole in the block that stands for the form's."""
Span = tuple[int, int]
"""The grid columns of a column of the table, the end not included."""


@dataclass(frozen=True, slots=True)
class _Grid:
    """A table of figures: its rows of figures, the figures of each by column, and the labels over each column."""

    rows: tuple[Record, ...]
    cells: tuple[Mapping[Span, CellRef], ...]
    heads: Mapping[Span, tuple[Passage, ...]]


@dataclass(frozen=True, slots=True)
class _Sum:
    """A figure with those that it should be the sum of, and the label of its row or column."""

    whole: CellRef
    parts: tuple[CellRef, ...]
    label: str
    marks: tuple[int, ...] = ()
    """What tells the parts apart from line to line: their columns, or rows; nothing, where each line has its own."""
    less: tuple[CellRef, ...] = ()
    """What is taken away from the parts."""

    @property
    def filled(self) -> frozenset[int]:
        """The marks of the parts that are not nought."""
        return frozenset(mark for mark, cell in zip(self.marks, self.parts, strict=False) if _value(cell))

    @property
    def added(self) -> Decimal:
        return _total(self.parts) - _total(self.less)

    @property
    def tolerance(self) -> Decimal:
        """Each part, and the whole, is rounded to its last place."""
        places = max((_places(cell) for cell in (self.whole, *self.parts, *self.less)), default=0)
        step = Decimal(1).scaleb(-places)
        return max(2 * step, step * (len(self.parts) + len(self.less) + 1) / 2) if places else Decimal(0)

    @property
    def holds(self) -> bool:
        return abs(_value(self.whole) - self.added) <= self.tolerance

    @property
    def shows(self) -> bool:
        """Whether it speaks for the sum where it ties: noughts are equal whatever they are."""
        return any(map(_value, (self.whole, *self.less)))


def extract(reading: Reading) -> Iterator[Fact]:
    """An `addition` fact for each figure that a table shows to be a sum, where most such figures of it tie; those that
    only figures known to the form make up are left to the rules about it."""
    form = reading.tables_form
    if form is None or not form.spec.subtotals:
        return
    subtotals = frozenset(map(bare, form.spec.subtotals))
    differences = frozenset(map(bare, form.spec.differences))
    named = FormBlock(0, "", (), (Label(_SUM, "", tuple(subtotals)), *_coded(form)))
    known = {id(cell) for found in reading.tables.values() for cell in found.cells.values() if cell is not None}
    by_cell = {(one.spot.block, one.spot.cell): one for one in reading.passages if one.cell is not None}
    for at, block in enumerate(reading.document.blocks):
        grid = _grid(records([(at, block)], by_cell)) if isinstance(block, Table) and not block.ragged else None
        for sums in _sums(grid, named, subtotals, differences) if grid else ():
            shown = [one for one in sums if one.shows]
            missed = sum(not one.holds for one in shown)
            if len(shown) - missed < max(SHOWN, TIMES * missed):
                continue
            # What is nought in every line that ties (其中：…) may be a part of another part.
            borne = frozenset().union(*(one.filled for one in shown if one.holds))
            for one in shown:
                if one.filled <= borne and not known.issuperset(
                    id(cell.passage) for cell in (one.whole, *one.parts, *one.less) if not cell.empty
                ):
                    yield _fact(reading, one)


def _coded(form: Form) -> list[Label]:
    """The rows with codes that the form names, by which those of units are told from them."""
    rows = {row.id: row for table in form.tables.values() if table.spec.codes for row in table.rows()}
    return [replace(row, id=row.id + "·") for row in rows.values() if row.label]


def _grid(lines: Sequence[Record]) -> _Grid | None:
    """The figures of a table; None where it has too few rows of them, or a figure was broken in reading (5,356,)."""
    lines = [line for line in lines if not _counts(line)]
    first = next((at for at, line in enumerate(lines) if line.figures), len(lines))
    rows = tuple(line for line in lines[first:] if line.figures)
    if len(rows) < _PARTS:
        return None
    numbers = [cell for line in rows for cell in line.cells if cell.own and cell.state is CellState.NUMBER]
    written = {(cell.column, cell.end) for cell in numbers if _places(cell)}  # codes and numbers of rows have none
    if any(_broken(cell, written) for line in rows for cell in line.cells):
        return None
    cells = tuple({(cell.column, cell.end): cell for cell in line.cells if cell.own and cell.data} for line in rows)
    return _Grid(rows, cells, {span: tuple(_over(lines[:first], span)) for span in sorted(written)})


def _broken(cell: CellRef, written: Set[Span]) -> bool:
    """Whether a cell among figures holds digits and no number."""
    return (cell.column, cell.end) in written and not cell.data and any(map(str.isdigit, cell.text))


def _counts(line: Record) -> bool:
    """Whether a row only numbers the columns, with a label of its own or none (栏次 | 1 | 2 | 3)."""
    texts = [cell.text for cell in line.cells if cell.own and _number(cell)]
    return bool(texts) and texts == [str(number) for number in range(1, len(texts) + 1)]


def _over(head: Sequence[Record], span: Span) -> Iterator[Passage]:
    """The labels above a column, each once, from the top."""
    seen: set[int] = set()
    for line in head:
        for cell in line.cells:
            if cell.column < span[1] and span[0] < cell.end and not cell.empty and id(cell.passage) not in seen:
                seen.add(id(cell.passage))
                yield cell.passage


def _sums(
    grid: _Grid, named: FormBlock, subtotals: frozenset[str], differences: frozenset[str]
) -> Iterator[list[_Sum]]:
    """The figures that one column or row says to be sums, or differences, list by list."""
    yield from _columns(grid, subtotals)
    yield from _changes(grid, differences)
    yield from _rows(grid, named, subtotals)


def _says(text: str, words: frozenset[str]) -> bool:
    """Whether a label ends with one of the words: 本年支出合计, 比上年增减额."""
    return bare(text).endswith(tuple(words))


def _columns(grid: _Grid, subtotals: frozenset[str]) -> Iterator[list[_Sum]]:
    """For each column that is called a sum, its figures with those of the columns beside it below the same label; of a
    column below none, with those of all, each group of them by its own sum where it has one."""
    for span, head in grid.heads.items():
        if not head or not _says(head[-1].plain.string, subtotals):
            continue
        over = id(head[-2]) if len(head) > 1 else None
        beside = {one: texts for one, texts in grid.heads.items() if one != span and texts}
        if over is not None:
            beside = {one: texts for one, texts in beside.items() if any(id(text) == over for text in texts[:-1])}
        parts = _groups(beside, over, subtotals)
        if len(parts) >= _PARTS:
            label = head[max(0, len(head) - 2)].plain.string
            lines = [cells for cells in grid.cells if span in cells and _number(cells[span])]
            there = [[one for one in parts if one in cells] for cells in lines]
            yield [
                _Sum(cells[span], tuple(cells[one] for one in some), label, tuple(begin for begin, _ in some))
                for cells, some in zip(lines, there, strict=True)
            ]


def _groups(beside: Mapping[Span, tuple[Passage, ...]], over: int | None, subtotals: frozenset[str]) -> list[Span]:
    """The columns that together are the whole: of those below one label the sum, where one is called so."""
    groups: dict[int, list[Span]] = defaultdict(list)
    for span, texts in beside.items():
        below = [text for text in texts if over is None or id(text) != over]
        groups[id(below[0]) if below else -1].append(span)
    result: list[Span] = []
    for spans in groups.values():
        named = [span for span in spans if len(spans) > 1 and _says(beside[span][-1].plain.string, subtotals)]
        result += named[:1] or spans
    return sorted(result)


def _changes(grid: _Grid, differences: frozenset[str]) -> Iterator[list[_Sum]]:
    """For each column that is called a difference, its figures with those of the two columns before it, whichever of
    the two is taken from the other."""
    spans = list(grid.heads)
    for first, second, span in zip(spans, spans[1:], spans[2:], strict=False):
        head = grid.heads[span]
        if head and differences and _says(head[-1].plain.string, differences):
            label = head[-1].plain.string
            lines = [cells for cells in grid.cells if {first, second, span} <= cells.keys()]
            ways = [
                [_Sum(cells[span], (cells[this],), label, less=(cells[last],)) for cells in lines]
                for last, this in ((first, second), (second, first))
            ]
            yield max(ways, key=lambda sums: sum(one.holds for one in sums))


def _rows(grid: _Grid, named: FormBlock, subtotals: frozenset[str]) -> Iterator[list[_Sum]]:
    """The figures of each row that others are parts of, by their codes; and of that of the whole, where the rows have
    no codes, column by column."""
    coded = nested(named, grid.rows)
    if any(row.code for row in coded):
        of_column: dict[int, list[_Sum]] = defaultdict(list)
        for one in _by_codes(grid, coded):
            of_column[one.whole.column].append(one)
        yield from of_column.values()
    else:
        yield list(_of_all(grid, subtotals))


def _by_codes(grid: _Grid, coded: Sequence[CodedRow]) -> Iterator[_Sum]:
    children: dict[str, list[int]] = defaultdict(list)
    for row in coded:
        if row.code:
            children[row.parent].append(row.at)
    for row in coded:
        whole = row.named is not None and row.named.id == _SUM
        below = children[row.code] if row.code in children and (row.code or whole) else []
        if below:
            yield from _down(grid, row.at, below, row.text)


def _of_all(grid: _Grid, subtotals: frozenset[str]) -> Iterator[_Sum]:
    """The first or the last row where it is called the sum, with all the others."""
    named = [at for at, row in enumerate(grid.rows) if any(_says(cell.text, subtotals) for cell in row.cells)]
    if len(named) == 1 and named[0] in (0, len(grid.rows) - 1):
        others = [at for at in range(len(grid.rows)) if at != named[0]]
        for one in _down(grid, named[0], others, min(subtotals)):
            yield replace(one, marks=tuple(others))


def _down(grid: _Grid, whole: int, parts: Sequence[int], label: str) -> Iterator[_Sum]:
    for span in grid.heads:
        cell = grid.cells[whole].get(span)
        if cell is not None and _number(cell):
            below = tuple(one for at in parts if (one := grid.cells[at].get(span)) is not None)
            if len(below) == len(parts):
                yield _Sum(cell, below, label)


def _number(cell: CellRef) -> bool:
    return cell.state is CellState.NUMBER


def _value(cell: CellRef) -> Decimal:
    value = cell_number(cell.passage.text.string).value
    return Decimal(value) if value is not None else Decimal(0)


def _total(cells: Sequence[CellRef]) -> Decimal:
    return sum(map(_value, cells), Decimal(0))


def _places(cell: CellRef) -> int:
    exponent = _value(cell).as_tuple().exponent
    return -exponent if isinstance(exponent, int) and exponent < 0 else 0


def _fact(reading: Reading, one: _Sum) -> Fact:
    place = reading.locate(one.whole.passage, 0, len(one.whole.text))
    values: dict[str, Value] = {
        **reading.common_of_tables,
        "stated": _value(one.whole),
        "added": one.added,
        "tolerance": one.tolerance,
        "count": len(one.parts),
        "called": one.label,
        "text": one.whole.text,
    }
    places = {"stated": place, "text": place}
    return Fact("addition", reading.role, reading.document.path, values, place, places)


def schema(pack: Pack) -> dict[str, Schema]:
    """The kind `addition`."""
    return {
        "addition": Schema(
            "a figure that its table shows to be the sum of others",
            {
                "stated": "number",
                "added": "number",
                "tolerance": "number",
                "count": "integer",
                "called": "string",
                "text": "string",
            },
        )
    }
