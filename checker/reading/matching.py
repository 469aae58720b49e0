"""A table of the form found in the document: which row, column and cell of the one is which of the other."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import pairwise
from typing import TYPE_CHECKING, Literal

from checker.pack.pack import FormBlock, FormTable, Label
from checker.reading.align import SAME, align, label_likeness, same
from checker.reading.openrows import OpenRow, open_rows
from checker.reading.reading import Passage
from checker.reading.records import CellRef, Record, joined
from checker.text.normalize import bare

if TYPE_CHECKING:
    from checker.reading.departures import Departure

Fit = Literal["same", "cut", "other", "unread"]
"""How a label stands in the document: as in the form, cut short in reading, in other words, not to be told."""


@dataclass(frozen=True, slots=True)
class Labelled:
    """A label as found: the cell that holds it (None where the grid shows none) and how it fits."""

    cell: Passage | None
    fit: Fit
    moved: bool = False
    """It stands elsewhere among its neighbours than in the form."""


@dataclass(slots=True)
class TableMatch:
    """What was found of a table. A row or column that is not in its dict is missing.

    `cells` holds None where the row has no cell for the column; a key that is not there at all belongs to a
    missing row or column. `unsure` rows have cells that could not be told apart. Rows go by their id, those of an
    open table by a key of their own, which `opened` explains.
    """

    table: FormTable
    rows: dict[str, Labelled] = field(default_factory=dict)
    columns: dict[tuple[int, str], Labelled] = field(default_factory=dict)
    titles: dict[int, Labelled] = field(default_factory=dict)
    cells: dict[tuple[str, str], Passage | None] = field(default_factory=dict)
    unsure: set[str] = field(default_factory=set)
    opened: dict[str, OpenRow] = field(default_factory=dict)
    """The rows of an open table by key, in reading order."""
    departures: list[Departure] = field(default_factory=list)
    """What it has that the form does not."""

    @property
    def found(self) -> bool:
        """Whether the table is there at all."""
        return bool(self.rows)


def match(table: FormTable, rows: Sequence[Record]) -> TableMatch:
    """Find the rows of a form's table among records, then its columns, then each cell."""
    result = TableMatch(table)
    if table.listed:
        rows = [part for record in rows for part in _pairs(table, record)]
    if len(table.blocks) == 1 and [label.label for label in table.rows()] == [""] and not table.open:
        rows = joined(rows, len(table.columns()))
    leaves = [_leaf(table, record) for record in rows]
    wanted = [(block, label, label.id) for block in table.blocks for label in block.rows]
    if table.open:
        wanted, pairs = open_rows(table, rows, leaves, result.opened)
    else:
        listed = table.listed
        pairs = align(
            len(wanted), len(rows), lambda i, j: _row_score(wanted[i][1], wanted[i][0], rows[j], leaves[j], listed)
        )
    if not pairs:
        return result
    moved = [] if table.open or table.listed else _moved(wanted, pairs, rows, leaves)
    previous = -1
    for block in table.blocks:
        own = [(label, key, j) for i, j in (*pairs, *moved) for owner, label, key in [wanted[i]] if owner is block]
        if not own:
            result.titles[block.index] = _lone_title(block, rows)
            continue
        own.sort(key=lambda one: one[2])
        first = own[0][2]
        above = [record for record in rows[previous + 1 : first] if not record.figures]
        head = _Head(block, above, rows[first], leaves[first])
        result.titles[block.index] = head.title()
        geometry = head.columns(result) if not table.listed else _value_column(block, result)
        for label, key, j in own:
            leaf = leaves[j]
            result.rows[key] = _row_label(label, rows[j], leaf, any(j == other for _, other in moved))
            if table.listed:
                result.cells[key, block.columns[0].id] = _value(rows[j], leaf)
            else:
                _cells(result, block, key, rows[j], leaf, geometry)
        previous = own[-1][2]
    return result


def _pairs(table: FormTable, record: Record) -> list[Record]:
    """The label and value pairs of a record: where a label of the table follows a value, a new pair begins."""
    labels = [
        position
        for position, cell in enumerate(record.cells)
        if not cell.data and any(same(label, cell.text) for label in table.rows())
    ]
    cuts = [after for before, after in pairwise(labels) if after - before > 1]
    edges = [0, *cuts, len(record.cells)]
    return [replace(record, cells=record.cells[low:high]) for low, high in pairwise(edges)]


def _value_column(block: FormBlock, result: TableMatch) -> Geometry:
    """The one column of a list, which has no label."""
    result.columns[block.index, block.columns[0].id] = Labelled(None, "same")
    return []


def _value(record: Record, leaf: int) -> Passage | None:
    """The value after a label: the first cell that is filled, else the first."""
    cells = record.cells[leaf + 1 :]
    chosen = next((cell for cell in cells if not cell.empty), cells[0] if cells else None)
    return chosen.passage if chosen else None


def _leaf(table: FormTable, record: Record) -> int:
    """The position of the cell that is the row's own label: the last before its figures; -1 where there is none."""
    known = -1
    for position, cell in enumerate(record.cells):
        if not cell.data and any(same(label, cell.text) for label in table.rows() if label.label):
            known = position
    if known >= 0:
        return known
    leaf = -1
    for position, cell in enumerate(record.cells):
        if not cell.data:
            leaf = position
        elif leaf >= 0 and not cell.empty:
            break
    return leaf


def _row_score(label: Label, block: FormBlock, record: Record, leaf: int, listed: bool = False) -> float:
    if listed:
        return _pair_score(label, record, leaf)
    figures = [cell for cell in record.cells[leaf + 1 :] if cell.data and cell.own]
    if not label.label:
        filled = sum(not cell.empty for cell in figures)
        enough = len(figures) >= max(1, len(block.columns) // 2)
        return (0.6 + filled / 100 - 0.3 * (leaf >= 0)) if enough else 0.0
    if leaf < 0 or not record.cells[leaf].own:
        return 0.0
    score = label_likeness(label, record.cells[leaf].text)
    if score < SAME:
        return 0.0
    filled = any(not cell.empty for cell in record.cells[leaf + 1 :])
    return score if figures or (score == 1.0 and (filled or not record.ragged)) else 0.0


def _pair_score(label: Label, record: Record, leaf: int) -> float:
    """How well a label of a list fits; the labels above it tell it from others of the same words."""
    score = label_likeness(label, record.cells[leaf].text) if leaf >= 0 else 0.0
    if score < SAME:
        return 0.0
    if leaf + 1 == len(record.cells):
        return score / 2
    above = {bare(cell.text) for cell in record.cells[:leaf]}
    return score + 0.1 * sum(bare(name) in above for name in label.under)


def _row_label(label: Label, record: Record, leaf: int, moved: bool = False) -> Labelled:
    if not label.label or leaf < 0:
        return Labelled(None, "same")
    cell = record.cells[leaf].passage
    return Labelled(cell, "same" if same(label, cell.plain.string) else "other", moved)


def _moved(
    wanted: Sequence[tuple[FormBlock, Label, str]],
    pairs: Sequence[tuple[int, int]],
    rows: Sequence[Record],
    leaves: Sequence[int],
) -> list[tuple[int, int]]:
    """Rows that stand out of the form's order: those not found in it whose very label stands elsewhere in the block."""
    taken = {j for _, j in pairs}
    found = {i for i, _ in pairs}
    made: list[tuple[int, int]] = []
    for i, (block, label, _) in enumerate(wanted):
        own = [j for other, j in pairs if wanted[other][0] is block]
        if i in found or not label.label or not own:
            continue
        # A row may have moved by one beyond the first or the last that is in order, not into another block.
        near = [j for j in range(min(own) - 1, max(own) + 2) if 0 <= j < len(rows) and j not in taken]
        exact = [j for j in near if leaves[j] >= 0 and same(label, rows[j].cells[leaves[j]].text)]
        if len(exact) == 1 and _row_score(label, block, rows[exact[0]], leaves[exact[0]]) >= SAME:
            taken.add(exact[0])
            made.append((i, exact[0]))
    return made


def _lone_title(block: FormBlock, rows: Sequence[Record]) -> Labelled:
    """The title of a block of which no row is there."""
    label = Label("", block.title)
    cells = (cell.passage for record in rows for cell in record.cells if block.title and same(label, cell.text))
    found = next(cells, None)
    return Labelled(found, "same" if found is not None else "other")


Geometry = list[tuple[str, int, int]]
"""(column id, first grid column, end) of each column found; for a sequence of cells the positions after the label."""


@dataclass(frozen=True)
class _Head:
    """The rows above the first row of figures of a block, where its title and its column labels stand."""

    block: FormBlock
    above: Sequence[Record]
    first: Record
    leaf: int

    def texts(self) -> list[Passage]:
        """The header's cells, each once, in reading order."""
        seen: dict[int, Passage] = {}
        for record in self.above:
            for cell in record.cells:
                if not cell.empty:
                    seen.setdefault(id(cell.passage), cell.passage)
        for cell in self.first.cells[: max(self.leaf, 0)]:
            if not cell.empty:
                seen.setdefault(id(cell.passage), cell.passage)
        return list(seen.values())

    def title(self) -> Labelled:
        if not self.block.title:
            return Labelled(None, "same")
        label = Label("", self.block.title)
        texts = self.texts()
        for passage in texts:
            if same(label, passage.plain.string):
                return Labelled(passage, "same")
        close = [passage for passage in texts if label_likeness(label, passage.plain.string) >= 0.6]
        return Labelled(close[0], "other") if close else Labelled(None, "other")

    def columns(self, result: TableMatch) -> Geometry:
        if self.first.ragged:
            return self._sequence(result)
        cells = list(self.first.cells[self.leaf + 1 :])
        heads = [self._over(cell) for cell in cells]
        wanted = self.block.columns

        def score(i: int, j: int) -> float:
            texts = heads[j]
            alike = max((label_likeness(wanted[i], passage.plain.string) for passage in texts[-1:]), default=0.0)
            alike = 1.0 if _over_pages(wanted[i], texts) else alike
            above = {bare(passage.plain.string) for passage in texts[:-1]}
            nested = sum(bare(name) in above for name in wanted[i].under)
            return 0.3 + (alike if alike >= SAME else 0.0) + 0.05 * nested

        geometry: Geometry = []
        equal = len(cells) == len(wanted)
        pairs = (
            [(i, i) for i in range(len(wanted))]
            if equal and self._ordered(heads)
            else align(len(wanted), len(cells), score)
        )
        for i, j in pairs:
            label, texts = wanted[i], heads[j]
            alike = score(i, j) - 0.3
            if alike < SAME and not equal:
                continue
            cell = texts[-1] if texts else None
            whole = cell is not None and (same(label, cell.plain.string) or _over_pages(label, texts))
            fit: Fit = "same" if whole else "other"
            if fit == "other" and cell is not None and _cut_short(label, cell.plain.string):
                fit = "cut"
            result.columns[self.block.index, label.id] = Labelled(cell, fit)
            geometry.append((label.id, cells[j].column, cells[j].end))
        return geometry

    def _ordered(self, heads: list[list[Passage]]) -> bool:
        """Whether the labels, where they can be told, stand in the form's order."""
        return all(
            not texts
            or same(label, texts[-1].plain.string)
            or not any(same(other, texts[-1].plain.string) for other in self.block.columns)
            for label, texts in zip(self.block.columns, heads, strict=True)
        )

    def _over(self, cell: CellRef) -> list[Passage]:
        """The header cells above a grid column, from the top."""
        found: dict[int, Passage] = {}
        for record in self.above:
            for other in record.cells:
                if other.column < cell.end and cell.column < other.end and not other.empty:
                    found[id(other.passage)] = other.passage
        return list(found.values())

    def _sequence(self, result: TableMatch) -> Geometry:
        """Columns of a table without a grid: by number of cells, or by the labels that are there."""
        wanted = list(self.block.columns)
        texts = self.texts()
        said = _said(wanted, texts)
        fits = {index: Labelled(texts[at], "same") for index, at in said.items()}
        left = [passage for at, passage in enumerate(texts) if at not in said.values()]
        for index, label in enumerate(wanted):
            if index in fits:
                continue
            cut = [passage for passage in left if _cut_short(label, passage.plain.string)]
            close = [p for p in left if label_likeness(label, p.plain.string) >= 0.6]
            if cut or close:
                hit = (cut or close)[0]
                fits[index] = Labelled(hit, "cut" if cut else "other")
                left = [passage for passage in left if passage is not hit]
        count = len(figures(self.first, self.leaf, len(wanted)))
        # Blanks that fill up a row are no figures where as many labels stand above it as there are other cells.
        padded = len(said) == len(fits) and 0 < len(said) == len(figures(self.first, self.leaf, len(said)))
        present = list(range(len(wanted))) if count == len(wanted) and not padded else sorted(fits)
        for index in present:
            between = _between(index, fits, texts) if index not in fits else None
            if between is not None and any(between is passage for passage in left):
                fits[index] = Labelled(between, "other")
            result.columns[self.block.index, wanted[index].id] = fits.get(index, Labelled(None, "unread"))
        return [(wanted[index].id, order, order + 1) for order, index in enumerate(present)]


def _said(wanted: Sequence[Label], texts: Sequence[Passage]) -> dict[int, int]:
    """Which text says each label as the form does; labels of the same words stand in the form's order."""
    hits = [tuple(at for at, text in enumerate(texts) if same(label, text.plain.string)) for label in wanted]
    shared = [index for index, some in enumerate(hits) if hits.count(some) > 1]
    places = sorted({at for index in shared for at in hits[index]})
    pairs = align(len(shared), len(places), lambda i, j: float(places[j] in hits[shared[i]]))
    found = {shared[i]: places[j] for i, j in pairs}
    for index, some in enumerate(hits):
        free = [at for at in some if at not in found.values()]
        if index not in shared and free:
            found[index] = free[0]
    return found


def _between(index: int, fits: Mapping[int, Labelled], texts: Sequence[Passage]) -> Passage | None:
    """The one text that stands between the labels of the columns before and after."""
    if index - 1 not in fits or index + 1 not in fits:
        return None
    before, after = fits[index - 1].cell, fits[index + 1].cell
    at = next((at for at, passage in enumerate(texts) if passage is before), -1)
    return texts[at + 1] if 0 <= at < len(texts) - 2 and texts[at + 2] is after else None


def _over_pages(label: Label, texts: Sequence[Passage]) -> bool:
    """Whether the last of the cells above each other are a label that a page break has cut in two."""
    return len(texts) > 1 and same(label, texts[-2].plain.string + texts[-1].plain.string)


def _cut_short(label: Label, text: str) -> bool:
    """Whether a text is the beginning of a label."""
    word = bare(text)
    return len(word) >= 2 and any(bare(name).startswith(word) for name in (label.label, *label.also))


def figures(record: Record, leaf: int, wanted: int) -> list[CellRef]:
    """The cells of a sequence that stand for figures: empty ones beyond the form's columns are no cells."""
    cells = list(record.cells[leaf + 1 :])
    while len(cells) > wanted and cells[-1].empty:
        cells.pop()
    while len(cells) > wanted and cells[0].empty:
        cells.pop(0)
    # Words among the figures stand in a column that the form does not have.
    numbers = [cell for cell in cells if cell.data]
    return numbers if len(cells) > wanted == len(numbers) else cells


def _cells(result: TableMatch, block: FormBlock, row: str, record: Record, leaf: int, geometry: Geometry) -> None:
    """Tell which cell of a record is which column's."""
    if record.ragged:
        cells = figures(record, leaf, len(geometry))
        if len(cells) != len(geometry):
            result.unsure.add(row)
            result.cells.update(((row, column), None) for column, _, _ in geometry)
            return
        for (column, _, _), cell in zip(geometry, cells, strict=True):
            result.cells[row, column] = cell.passage
        return
    for column, begin, end in geometry:
        best: tuple[int, Passage | None] = (0, None)
        for cell in record.cells[leaf + 1 :]:
            overlap = min(end, cell.end) - max(begin, cell.column)
            if overlap > best[0]:
                best = (overlap, cell.passage)
        result.cells[row, column] = best[1]
