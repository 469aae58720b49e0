"""A row of figures that a document sets in several rows: upright, a row for each of its columns, or a row for each of
the labels above them. A figure is told by the words before it in its row and above it in its column, whichever way
the table is turned."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from checker.pack.pack import FormTable, Label
from checker.reading.align import same
from checker.reading.matched import Labelled, TableMatch
from checker.reading.records import CellRef, Record
from checker.reading.undated import dated
from checker.record import dataclass
from checker.text.normalize import bare
from checker.text.numerals import CellState


@dataclass(frozen=True, slots=True)
class _Figure:
    """A cell that stands for a figure, with the labels before it, the nearest last, and those above it from the top."""

    cell: CellRef
    before: tuple[CellRef, ...]
    above: tuple[CellRef, ...]

    @property
    def words(self) -> tuple[str, ...]:
        return tuple(cell.text for cell in (*self.before, *self.above))


def lone_row(table: FormTable) -> bool:
    """Whether a table of the form is one row of figures, which has no label."""
    return len(table.blocks) == 1 and not table.open and [label.label for label in table.rows()] == [""]


def match_upright(result: TableMatch, rows: Sequence[Record]) -> bool:
    """Tell the cells of a lone row that stands in several rows; False where it does not."""
    table, row = result.table, result.table.rows()[0]
    figures = list(_figures(rows, [column.above[0] for column in table.columns() if column.above]))
    if len({(one.cell.passage.block, one.cell.passage.cell) for one in figures if one.before}) < 2:
        return False
    whole = _of_the_whole(table.columns(), figures)
    of_units, figures = whole != figures, whole
    words = {word for one in figures for word in one.words}
    said = frozenset(names for column in table.columns() for names in column.above if _any_above(names, words))
    claims: dict[str, list[_Figure]] = {}
    for one in figures:
        column = _column(table.columns(), one, said)
        if column is not None:
            claims.setdefault(column.id, []).append(one)
    # A line that is the title of others has strokes where they have figures: 一、“三公”经费支出 above （一）支出合计.
    numbers = {name: [one for one in some if one.cell.state is CellState.NUMBER] for name, some in claims.items()}
    claims = {name: numbers[name] if len(numbers[name]) == 1 else some for name, some in claims.items()}
    sure = {name: some[0] for name, some in claims.items() if len(some) == 1}
    told = (one.before or (one.above if of_units else ()) for one in sure.values())
    if len(claims) < 2 or not any(labels and _says(table.columns(), labels[-1].text) for labels in told):
        return False
    result.titles[0] = Labelled(None, "same")
    result.rows[row.id] = Labelled(None, "same")
    for column in table.columns():
        if column.id in sure:
            found = sure[column.id]
            nearest = (found.before or found.above)[-1]
            result.columns[0, column.id] = Labelled(nearest.passage, "same")
            result.cells[row.id, column.id] = found.cell.passage
    return True


def _of_the_whole(columns: Sequence[Label], figures: Sequence[_Figure]) -> list[_Figure]:
    """The figures of the row of the whole, where rows are units and no items: the columns are named above them, and
    what stands before is a column for one row at most (合计, above a row for each unit)."""
    rows = [one.before[-1].text if one.before else "" for one in figures]
    items = {column.id for text in set(rows) for column in columns if text and same(column, text)}
    named = {column.id for one in figures for cell in one.above[-1:] for column in columns if same(column, cell.text)}
    totals = {text for text in rows if text and any(same(column, text) for column in columns)}
    if len(totals) != 1 or len(named - items) < 2:
        return list(figures)
    whole = [one for one, text in zip(figures, rows, strict=True) if text in totals]
    return [replace(one, before=()) if one.above else one for one in whole]


def _says(columns: Sequence[Label], text: str) -> bool:
    return any(same(column, text) or any(_above(names, text) for names in column.above) for column in columns)


def _figures(rows: Sequence[Record], heads: Sequence[Sequence[str]]) -> Iterator[_Figure]:
    """The cells of figures of rows that have a label before them or above them; `heads` are the outermost labels above
    columns, which alone in a row under figures begin a part with a head of its own."""
    above: list[Record] = []
    shared: list[Record] = []
    begun = False
    for record in rows:
        texts = {cell.text for cell in record.cells if not cell.empty}
        if not any(cell.own and cell.data and not cell.empty for cell in record.cells):
            alone = begun and len(texts) == 1
            if alone and any(_above(names, *texts) for names in heads):
                shared = shared or above
                above = []
            if not alone or not above:
                above.append(record)
                begun = False
                continue
        elif not begun and len(above) == 1 and shared and above[0] is not shared[0]:
            # The part has no head of its own: the names of the columns are those above the first part.
            above = [*shared, *above]
        begun = True
        for at, cell in enumerate(record.cells):
            if cell.own and cell.data:
                yield _Figure(cell, _before(record, at), tuple(_over(record, at, above)))


def _before(record: Record, at: int) -> tuple[CellRef, ...]:
    """The labels that stand before a cell, those right beside each other, the nearest last."""
    found: list[CellRef] = []
    for cell in reversed(record.cells[:at]):
        if cell.data:
            if found:
                break
            continue
        found.append(cell)
    return tuple(reversed(found))


def _over(record: Record, at: int, above: Sequence[Record]) -> Iterator[CellRef]:
    """The labels above a cell: of a text that shows no grid those as far from the end of their row."""
    cell = record.cells[at]
    for head in above:
        if head.ragged or record.ragged:
            if len(head.cells) == 1:
                yield from (one for one in head.cells if not one.empty)
                continue
            place = len(head.cells) - (len(record.cells) - at)
            if 0 <= place < len(head.cells) and not head.cells[place].empty:
                yield head.cells[place]
            continue
        for other in head.cells:
            if other.column < cell.end and cell.column < other.end and not other.empty:
                yield other


def _column(columns: Sequence[Label], one: _Figure, said: frozenset[tuple[str, ...]]) -> Label | None:
    """The column that a figure is: by its label and those of the labels above it that the table says at all."""
    fits = [column for column in columns if _under(column, one, said)]
    exact = [column for column in fits if any(same(column, word) for word in one.words)]
    if not exact and one.before:
        # A sum has the label of what it is the sum of: 公务用车购置及运行维护费 where the form has 小计 below that.
        last = one.before[-1].text
        exact = [column for column in fits if len(column.under) > 1 and _is_one(column.above[-1], last)]
    return max(exact, key=lambda column: len(column.under), default=None)


def _under(column: Label, one: _Figure, said: frozenset[tuple[str, ...]]) -> bool:
    return all(_any_above(names, one.words) for names in column.above if names in said)


def _is_one(names: Sequence[str], word: str) -> bool:
    return same(Label("", names[0], tuple(names[1:])), word)


def _any_above(names: Sequence[str], words: Iterable[str]) -> bool:
    return any(_above(names, word) for word in words)


def _above(names: Sequence[str], word: str) -> bool:
    """Whether a word is one of the wordings of a label above columns, or ends with it: 全年预算数; but for one of an
    earlier year (2018年预算数), which `undated` has left."""
    ends = not dated(word)
    return any(same(Label("", one), word) or (ends and bare(word).endswith(bare(one))) for one in names)
