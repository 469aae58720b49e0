"""A table of the form found in the document: its rows among the document's, then its columns, then each cell."""

from __future__ import annotations

from collections.abc import Container, Sequence
from dataclasses import replace

from checker.pack.pack import FormBlock, FormTable, Label
from checker.reading.align import SAME, Labels, align, label_likeness, likes_of, row_labels, same
from checker.reading.blurred import tell_run_together
from checker.reading.codes import is_code
from checker.reading.columns import Geometry, Head, filled_after, filled_before, tell_cells
from checker.reading.listed import pairs
from checker.reading.matched import Labelled, TableMatch
from checker.reading.openrows import open_rows
from checker.reading.pieces import side_by_side
from checker.reading.reading import Passage
from checker.reading.records import Record, closed_up, joined, on_one_grid
from checker.reading.undated import undated
from checker.reading.upright import lone_row, match_upright
from checker.reading.wider import narrowed
from checker.record import dataclass
from checker.text.normalize import bare

HEAD = 3
"""So many labels of columns and nothing else are the head of a table, in a text that shows no grid."""


@dataclass(frozen=True, slots=True)
class _Row:
    """A row of the document as the labels of the form are held against it."""

    record: Record
    leaf: int
    """The position of the cell that is its own label; -1 where there is none."""
    label: str
    """The text of that cell; empty where it only reaches down from a row above."""
    figures: int
    """Cells after the label that begin here and hold a figure, a mark for none, or nothing."""
    filled: int
    """How many of these are not empty."""
    followed: bool
    """Whether anything at all stands after the label."""


@dataclass(frozen=True, slots=True)
class _Told:
    """A row of the form that is there: its block, label and key, and the place of its row among the document's."""

    block: FormBlock
    label: Label
    key: str
    place: int
    moved: bool = False
    """It stands elsewhere among its neighbours than in the form."""


def match(table: FormTable, rows: Sequence[Record]) -> TableMatch:
    """Find the rows of a form's table among records, then its columns, then each cell."""
    result = TableMatch(table)
    rows = undated(table, on_one_grid(rows))
    labels = row_labels(table)
    if table.listed:
        rows = pairs(labels, rows)
    rows = side_by_side(table, rows)
    widths = {len(block.columns) for block in table.blocks}
    if len(widths) == 1 and not table.listed and not table.open and any(record.ragged for record in rows):
        above = {bare(name) for label in (*table.rows(), *table.columns()) for name in (*label.under, label.label)}
        rows = closed_up(rows, widths.pop(), lambda text: text in labels or bare(text) in above)
    if lone_row(table):
        rows = narrowed(table, rows)
        if match_upright(result, rows):
            return result
        rows = joined(rows, len(table.columns()))
    bare_widths = {len(block.columns) for block in table.blocks if any(not row.label for row in block.rows)}
    leaves = [_leaf(labels, record, bare_widths) for record in rows]
    told = _told(result, rows, leaves)
    previous = -1
    for block in table.blocks if told else ():
        own = sorted((one for one in told if one.block is block), key=lambda one: one.place)
        if own:
            _block(result, own, rows, leaves, previous)
            previous = own[-1].place
        else:
            result.titles[block.index] = _lone_title(block, rows)
    if any(record.plain for record in rows):
        tell_run_together(result)
        if told and not table.open and not table.listed:
            _left(result, rows)
    return result


def _left(result: TableMatch, rows: Sequence[Record]) -> None:
    """Rows of a text whose labels stand before figures and were not told which of the form's they are, as where blank
    cells were left out and a label stands twice: they are there, and nothing is known of them."""
    taken = {id(one.cell) for one in result.rows.values() if one.cell is not None}
    free = [
        cell
        for record in rows
        if record.plain and record.figures
        for cell in record.cells
        if cell.own and not cell.data and id(cell.passage) not in taken
    ]
    for block in result.table.blocks:
        for label in block.rows:
            found = next((cell for cell in free if same(label, cell.text)), None) if label.label else None
            if label.id in result.rows or found is None:
                continue
            result.rows[label.id] = Labelled(found.passage, "same")
            ids = [column.id for column in block.columns if (block.index, column.id) in result.columns]
            result.cells.update({(label.id, column): None for column in ids})
            result.unsure.update((label.id, column) for column in ids)


def _told(result: TableMatch, rows: Sequence[Record], leaves: list[int]) -> list[_Told]:
    """Which rows of the document are which of the form's."""
    table = result.table
    if table.open:
        wanted, found = open_rows(table, rows, leaves, result.opened)
        return [_Told(*wanted[i], j) for i, j in found]
    wanted = [(block, label, label.id) for block in table.blocks for label in block.rows]
    shapes = [_row(record, leaf) for record, leaf in zip(rows, leaves, strict=True)]
    score = _pair_score if table.listed else _row_score
    several = len(table.blocks) > 1
    titles = [Label("", block.title) for block in table.blocks if several and block.title]
    heads = frozenset(
        j for j, shape in enumerate(shapes) if several and (_is_head(table.columns(), shape) or _says(titles, shape))
    )
    exact = _exactly(wanted, shapes) if several and not table.listed else {}
    scores = [[0.0] * len(rows) for _ in wanted]
    likes = likes_of(table)
    unlabelled = [i for i, (_, label, _) in enumerate(wanted) if not label.label]
    for j, shape in enumerate(shapes):
        said = shape.record.cells[shape.leaf].text if table.listed and shape.leaf >= 0 else shape.label
        for i in (*unlabelled, *likes.of(said)) if j not in heads else ():
            if i in exact.get(j, (i,)):
                scores[i][j] = score(wanted[i][1], wanted[i][0], shape)
    aligned = align(scores)
    moved = [] if table.listed else _moved(wanted, aligned, shapes)
    if table.listed:
        aligned = [*aligned, *_elsewhere(wanted, aligned, shapes)]
    return [*(_Told(*wanted[i], j) for i, j in aligned), *(_Told(*wanted[i], j, moved=True) for i, j in moved)]


def _block(
    result: TableMatch, own: Sequence[_Told], rows: Sequence[Record], leaves: Sequence[int], previous: int
) -> None:
    """Tell the title, the columns and the cells of a block whose rows are told; its head begins after `previous`."""
    block, first, listed = own[0].block, own[0].place, result.table.listed
    above = [record for record in rows[previous + 1 : first] if not record.figures]
    table = result.table
    head = Head(block, above, rows[first], leaves[first], table.subtotals, named=table.spec.codes)
    result.titles[block.index] = head.title()
    geometry = _value_column(block, result) if listed else head.columns(result)
    if result.table.spec.codes:
        filled = [filled_after(rows[one.place], leaves[one.place]) for one in own if rows[one.place].ragged]
        strange = any(_holds_code(rows[one.place], leaves[one.place]) for one in own)
        result.crowded = result.crowded or strange or max(filled, default=0) > len(geometry)
    front = filled_before(((rows[one.place], leaves[one.place]) for one in own), len(geometry))
    for one in own:
        record, leaf = rows[one.place], leaves[one.place]
        if table.spec.codes and record.block != rows[first].block and not record.ragged:
            first = one.place
            geometry = _again(head, rows, first, leaves[first], result) or geometry
        result.rows[one.key] = _row_label(one.label, record, leaf, one.moved)
        if listed:
            result.cells[one.key, block.columns[0].id] = _value(record, leaf)
        else:
            tell_cells(result, one.key, record, leaf, geometry, front)


def _again(head: Head, rows: Sequence[Record], first: int, leaf: int, result: TableMatch) -> Geometry:
    """The columns of a further table of the document that is read as the same one of the form, by its own head: one of
    units may stand before that of codes, which has a column more. Empty where no head stands above its first row."""
    above = [record for record in rows[:first] if record.block == rows[first].block and not record.figures]
    told = TableMatch(result.table)
    geometry = replace(head, above=above, first=rows[first], leaf=leaf).columns(told) if above else []
    return geometry if any(label.cell is not None for label in told.columns.values()) else []


def _holds_code(record: Record, leaf: int) -> bool:
    """Whether a whole number stands among figures with decimals in a row of a text: it may be the code of the next row,
    where codes have cells of their own (229 60 04)."""
    texts = [cell.text for cell in record.cells[leaf + 1 :] if cell.data] if record.plain else []
    return any("." in text for text in texts) and any(map(is_code, texts))


def _value_column(block: FormBlock, result: TableMatch) -> Geometry:
    """The one column of a list, which has no label."""
    result.columns[block.index, block.columns[0].id] = Labelled(None, "same")
    return []


def _value(record: Record, leaf: int) -> Passage | None:
    """The value after a label: the first cell that is filled, else the first."""
    cells = record.cells[leaf + 1 :]
    chosen = next((cell for cell in cells if not cell.empty), cells[0] if cells else None)
    return chosen.passage if chosen else None


def _leaf(labels: Labels, record: Record, bare_widths: Container[int]) -> int:
    """The position of the cell that is the row's own label: the last before its figures; -1 where there is none.

    `bare_widths` are the numbers of columns of blocks whose rows have no label: words in such a row stand where a
    figure should (见附件).
    """
    known = [place for place, cell in enumerate(record.cells) if not cell.data and cell.text in labels]
    if known:
        return known[-1]
    if len(record.cells) in bare_widths and 2 * sum(cell.data and not cell.empty for cell in record.cells) > len(
        record.cells
    ):
        return -1
    leaf = -1
    for place, cell in enumerate(record.cells):
        if not cell.data:
            leaf = place
        elif leaf >= 0 and not cell.empty:
            break
    return leaf


def _row(record: Record, leaf: int) -> _Row:
    after = record.cells[leaf + 1 :]
    figures = [cell for cell in after if cell.data and cell.own]
    label = record.cells[leaf].text if leaf >= 0 and record.cells[leaf].own else ""
    filled = sum(not cell.empty for cell in figures)
    return _Row(record, leaf, label, len(figures), filled, any(not cell.empty for cell in after))


def _row_score(label: Label, block: FormBlock, row: _Row) -> float:
    """How well a row of the document fits a label of the form: by its label, one without a label by its figures."""
    if not label.label:
        enough = row.figures >= max(1, len(block.columns) // 2)
        return (0.6 + row.filled / 100 - 0.3 * (row.leaf >= 0)) if enough else 0.0
    score = label_likeness(label, row.label) if row.label else 0.0
    if score < SAME or _is_head(block.columns, row):
        return 0.0
    return score if row.figures or (score == 1.0 and (row.followed or not row.record.ragged)) else 0.0


def _is_head(columns: Sequence[Label], row: _Row) -> bool:
    """Whether a row without figures says labels of columns: a column may be called as a row is (合计). In a text that
    shows no grid the head and a row whose figure is a word may run together: there it says nothing but such labels."""
    if row.record.ragged:
        said = [cell.text for cell in row.record.cells if not cell.empty]
        named = all(any(same(column, one) for column in columns if column.label) for one in said)
        return named and len(said) >= HEAD
    if row.figures:
        return False
    others = [cell for place, cell in enumerate(row.record.cells) if place != row.leaf and not cell.data]
    return any(same(column, cell.text) for column in columns if column.label for cell in others)


def _exactly(wanted: Sequence[tuple[FormBlock, Label, str]], rows: Sequence[_Row]) -> dict[int, list[int]]:
    """Which rows of the form those of a text say by their very labels, by their place among the document's: where blank
    cells were left out no neighbour bears out that a row is another one than it says."""
    found = {
        j: [i for i, (_, label, _) in enumerate(wanted) if label.label and same(label, row.label)]
        for j, row in enumerate(rows)
        if row.record.plain and row.label
    }
    return {j: some for j, some in found.items() if some}


def _says(titles: Sequence[Label], row: _Row) -> bool:
    """Whether a row in which nothing is filled in says the title of a block and nothing else, as where cells cannot be
    merged: 收入 and a blank cell."""
    return not row.filled and any(same(title, row.label) for title in titles)


def _pair_score(label: Label, block: FormBlock, row: _Row) -> float:
    """How well a label of a list fits; the labels above it tell it from others of the same words."""
    cells = row.record.cells
    score = label_likeness(label, cells[row.leaf].text) if row.leaf >= 0 else 0.0
    if score < SAME:
        return 0.0
    if row.leaf + 1 == len(cells):
        return score / 2
    above = {bare(cell.text) for cell in cells[: row.leaf]}
    return score + 0.1 * sum(bare(name) in above for name in label.under)


def _row_label(label: Label, record: Record, leaf: int, moved: bool = False) -> Labelled:
    if not label.label or leaf < 0:
        return Labelled(None, "same")
    cell = record.cells[leaf].passage
    return Labelled(cell, "same" if same(label, cell.plain.string) else "other", moved)


def _moved(
    wanted: Sequence[tuple[FormBlock, Label, str]], pairs: Sequence[tuple[int, int]], rows: Sequence[_Row]
) -> list[tuple[int, int]]:
    """Rows that stand out of the form's order: those not found in it whose very label stands elsewhere in the block."""
    taken = {j for _, j in pairs}
    found = {i for i, _ in pairs}
    made: list[tuple[int, int]] = []
    for i, (block, label, _) in enumerate(wanted):
        own = [j for other, j in (*pairs, *made) if wanted[other][0] is block]
        if i in found or not label.label or not own:
            continue
        # A row may have moved by one beyond the first or the last that is in order, not into another block.
        near = [j for j in range(min(own) - 1, max(own) + 2) if 0 <= j < len(rows) and j not in taken]
        exact = [j for j in near if rows[j].leaf >= 0 and same(label, rows[j].record.cells[rows[j].leaf].text)]
        if len(exact) == 1 and _row_score(label, block, rows[exact[0]]) >= SAME:
            taken.add(exact[0])
            made.append((i, exact[0]))
    return made


def _elsewhere(
    wanted: Sequence[tuple[FormBlock, Label, str]], pairs: Sequence[tuple[int, int]], rows: Sequence[_Row]
) -> list[tuple[int, int]]:
    """Labels of a list that stand in another order than in the form, which is no fault of a list."""
    taken, found = {j for _, j in pairs}, {i for i, _ in pairs}
    made: list[tuple[int, int]] = []
    for i, (block, label, _) in enumerate(wanted):
        scores = (
            {} if i in found else {j: _pair_score(label, block, row) for j, row in enumerate(rows) if j not in taken}
        )
        best = max(scores, key=scores.__getitem__, default=-1)
        if best >= 0 and scores[best] >= 1.0:
            taken.add(best)
            made.append((i, best))
    return made


def _lone_title(block: FormBlock, rows: Sequence[Record]) -> Labelled:
    """The title of a block of which no row is there."""
    label = Label("", block.title)
    cells = (cell.passage for record in rows for cell in record.cells if block.title and same(label, cell.text))
    found = next(cells, None)
    return Labelled(found, "same" if found is not None else "other")
