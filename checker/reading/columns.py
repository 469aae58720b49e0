"""The columns of a block found in a document: by the labels above its first row, or by the number of its cells."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from checker.pack.pack import FormBlock, FormTable, Label
from checker.reading.align import SAME, align, label_likeness, same
from checker.reading.matched import Labelled, TableMatch
from checker.reading.reading import Passage
from checker.reading.records import CellRef, Record
from checker.record import dataclass
from checker.text.normalize import bare

CLOSE = 0.6
"""Likeness from which a text is taken for a label whose place alone does not tell it."""
Geometry = list[tuple[str, int, int]]
"""(column id, first grid column, end) of each column found; for a sequence of cells the positions after the label."""


@dataclass(frozen=True)
class Head:
    """The rows above the first row of figures of a block, where its title and its column labels stand."""

    block: FormBlock
    above: Sequence[Record]
    first: Record
    leaf: int
    subtotals: frozenset[str] = frozenset()
    """What the column is called that sums up those below one label, bare."""
    named: bool = False
    """Only what the head calls by its label is a column, whatever the number of cells."""

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
        close = [passage for passage in texts if label_likeness(label, passage.plain.string) >= CLOSE]
        return Labelled(close[0], "other") if close else Labelled(None, "other")

    def columns(self, result: TableMatch) -> Geometry:
        """Tell the columns that are there, and where in the rows below each is to be found."""
        if self.first.ragged:
            return self._sequence(result)
        cells = list(self.first.cells[self.leaf + 1 :])
        wanted = self._wanted()
        heads = self._lifted(self._over(cells), wanted)
        # As many cells as the form has columns are these columns, unless a label says that they stand otherwise.
        equal = len(cells) == len(wanted)
        if equal and self._ordered(wanted, heads):
            pairs = [(index, index) for index in range(len(wanted))]
        elif equal and (told := self._by_path(wanted, heads)):
            pairs = told
        else:
            pairs = align([[0.3 + _score(label, texts) for texts in heads] for label in wanted])
        geometry: Geometry = []
        for i, j in pairs:
            unlike = (
                self.named and heads[j] and not any(label_likeness(wanted[i], one.plain.string) for one in heads[j])
            )
            if (equal and not unlike) or _score(wanted[i], heads[j]) >= SAME:
                result.columns[self.block.index, wanted[i].id] = _fitting(wanted[i], heads[j])
                geometry.append((wanted[i].id, cells[j].column, cells[j].end))
        known = {name for name, _, _ in geometry}
        for label in wanted:
            over, places = self._parts(label, heads) if label.id not in known else (None, [])
            if over is not None:
                result.columns[self.block.index, label.id] = Labelled(over, "same")
                geometry += [(label.id, cells[j].column, cells[j].end) for j in places]
        return geometry

    def _lifted(self, heads: list[list[Passage]], wanted: Sequence[Label]) -> list[list[Passage]]:
        """The heads without the name of a sum below the label of a column: 小计 of 小计, 人员经费 and 公用经费 below
        基本支出 is 基本支出, unless a column is called so by itself."""
        if not self.subtotals:
            return heads
        alone = [label for label in wanted if not any(texts and same(label, texts[-1].plain.string) for texts in heads)]
        return [
            texts[:-1]
            if len(texts) > 1
            and bare(texts[-1].plain.string) in self.subtotals
            and any(same(label, texts[-2].plain.string) for label in alone)
            else texts
            for texts in heads
        ]

    def _parts(self, label: Label, heads: Sequence[Sequence[Passage]]) -> tuple[Passage | None, list[int]]:
        """The cells below a label that stands over several of them, none of which is their sum or a column of its own:
        together they are the column."""
        if not self.subtotals:
            return None, []
        below: dict[int, list[int]] = {}
        over: dict[int, Passage] = {}
        for j, texts in enumerate(heads):
            for text in texts[:-1]:
                if same(label, text.plain.string):
                    below.setdefault(id(text), []).append(j)
                    over[id(text)] = text
        if len(below) != 1:
            return None, []
        ((key, places),) = below.items()
        lasts = [heads[j][-1].plain.string for j in places]
        own = any(same(other, last) for last in lasts for other in self.block.columns if other.required)
        if len(places) < 2 or own or any(bare(last) in self.subtotals for last in lasts):
            return None, []
        return over[key], places

    def _wanted(self) -> list[Label]:
        """The columns, each with those of the labels above it that the head says at all: a table of the budget alone
        need not say 预算数 above its columns."""
        said = {bare(passage.plain.string) for passage in self.texts()}
        wanted = []
        for label in self.block.columns:
            above = tuple(names for names in label.above if any(bare(name) in said for name in names))
            under = tuple(names[0] for names in above)
            alike = above == label.above and under == label.under
            wanted.append(label if alike else replace(label, under=under, above=above))
        return wanted

    def _ordered(self, wanted: Sequence[Label], heads: list[list[Passage]]) -> bool:
        """Whether the labels, where they can be told, stand in the form's order."""
        for label, texts in zip(wanted, heads, strict=True):
            others = [other for other in wanted if other is not label]
            if not texts or _by_all(label, texts):
                continue
            # The same word under another one: 合计 under 决算数 where the form has 合计 under 预算数.
            if any(_by_all(other, texts) for other in others):
                return False
            if not same(label, texts[-1].plain.string) and any(_is(other, texts) for other in others):
                return False
        return True

    def _by_path(self, wanted: Sequence[Label], heads: list[list[Passage]]) -> list[tuple[int, int]]:
        """Each cell with the one column that its labels name, in whatever order they stand; none where one is unsure.

        Of a head of two rows either may be the upper one: 合计 over 预算数, or 预算数 over 合计.
        """
        named = [
            [i for i, label in enumerate(wanted) if texts and (_by_all if label.under else _is)(label, texts)]
            for texts in heads
        ]
        if any(len(some) != 1 for some in named) or len({some[0] for some in named}) != len(wanted):
            return []
        return sorted((some[0], j) for j, some in enumerate(named))

    def _over(self, cells: Sequence[CellRef]) -> list[list[Passage]]:
        """The header cells above each cell of a row, from the top.

        In a table whose rows are cut at other places than its head (both of as many cells) the cells count, not the
        places: a cell that reaches under two labels is a column of one of them.
        """
        found: list[dict[int, Passage]] = [{} for _ in cells]
        begin = cells[0].column if cells else 0
        for record in self.above:
            own = [other for other in record.cells if other.column >= begin]
            pairs = list(zip(cells, own, strict=True)) if len(own) == len(cells) else []
            crooked = any(cell.column != other.column for cell, other in pairs) and all(map(_meet, cells, own))
            for index, cell in enumerate(cells):
                over = own[index : index + 1] if crooked else [other for other in record.cells if _meet(cell, other)]
                found[index].update((id(other.passage), other.passage) for other in over if not other.empty)
        return [list(some.values()) for some in found]

    def _sequence(self, result: TableMatch) -> Geometry:
        """Columns of a table without a grid: by number of cells, or by the labels that are there."""
        wanted, texts = self.block.columns, self.texts()
        said = _said(wanted, texts)
        cells = len(figures(self.first, self.leaf, len(wanted)))
        if len(said) > cells and self.above:
            # A title over the columns of a part may be called as a column is: 人员经费 over 科目编码, 科目名称, 决算数.
            heads = [[cell.passage for cell in one.cells if cell.own and not cell.empty] for one in self.above]
            *upper, lowest = heads
            if len(_said(wanted, lowest)) == cells and all(len(lowest) > len(one) for one in upper):
                texts = lowest
                said = _said(wanted, texts)
        fits = {index: Labelled(texts[at], "same") for index, at in said.items()}
        left = [passage for at, passage in enumerate(texts) if at not in said.values()]
        _nearly_said(wanted, fits, left)
        result.crowded = not self._in_order({id(texts[at]): index for index, at in said.items()})
        present = self._present(len(said), fits)
        for index in present:
            between = _between(index, fits, texts) if index not in fits else None
            if between is not None and any(between is passage for passage in left):
                fits[index] = Labelled(between, "other")
            result.columns[self.block.index, wanted[index].id] = fits.get(index, Labelled(None, "unread"))
        return [(wanted[index].id, order, order + 1) for order, index in enumerate(present)]

    def _in_order(self, said: Mapping[int, int]) -> bool:
        """Whether the labels of each row of the head stand in the form's order, those above columns as these; `said`
        is the column of each cell that says its label."""
        under = [(bare(name), at) for at, label in enumerate(self.block.columns) for name in label.under[-1:]]
        for record in self.above:
            if sum(not cell.empty for cell in record.cells) > len(self.block.columns):
                continue  # a stream of cells, in which nothing parts the rows of the head
            last = -1
            for cell in record.cells:
                place = said.get(id(cell.passage))
                if place is None:
                    # One that stands over several groups of columns is met once for each.
                    places = [at for name, at in under if name == bare(cell.text)]
                    place = next((at for at in places if at >= last), places[0] if places else last)
                if place < last:
                    return False
                last = place
        return True

    def _present(self, said: int, fits: Mapping[int, Labelled]) -> list[int]:
        """The columns that are there: all where the row has as many cells, else those with a label."""
        wanted = len(self.block.columns)
        # Blanks that fill up a row are no figures where as many labels stand above it as there are other cells.
        padded = 0 < said == len(fits) == len(figures(self.first, self.leaf, said))
        full = len(figures(self.first, self.leaf, wanted)) == wanted
        return list(range(wanted)) if full and not padded else sorted(fits)


def _meet(cell: CellRef, other: CellRef) -> bool:
    """Whether two cells of different rows have a grid column in common."""
    return other.column < cell.end and cell.column < other.end


def _is(label: Label, texts: Sequence[Passage]) -> bool:
    """Whether the header cells above each other may be a column: by the last of them, or all together."""
    return same(label, texts[-1].plain.string) or _by_all(label, texts)


def _by_all(label: Label, texts: Sequence[Passage]) -> bool:
    """Whether header cells say the label and those above it, in whatever order."""
    return bool(label.under) and all(
        any(same(one, text.plain.string) for text in texts) for one in (label, *map(_plain_label, label.under))
    )


def _plain_label(name: str) -> Label:
    return Label("", name)


def _score(label: Label, texts: Sequence[Passage]) -> float:
    """How well header cells fit a column: one of the same word under another label (年初结转) is another column."""
    own = {bare(passage.plain.string) for passage in texts}
    # A label over several columns may be written above the first alone, as where cells cannot be merged (csv): then
    # nothing stands above the others, and above the first of the next group its nearest label only.
    under = len(own) < 2 or not label.above or any(bare(name) in own for name in label.above[-1])
    return _head_score(label, texts) if under else 0.0


def _head_score(label: Label, texts: Sequence[Passage]) -> float:
    """How well the header cells above each other fit a column: the last by its words, those above it by `under`."""
    alike = max((label_likeness(label, passage.plain.string) for passage in texts[-1:]), default=0.0)
    alike = 1.0 if _over_pages(label, texts) else alike
    above = {bare(passage.plain.string) for passage in texts[:-1]}
    nested = sum(any(bare(name) in above for name in names) for names in label.above)
    return (alike if alike >= SAME else 0.0) + 0.05 * nested


def _fitting(label: Label, texts: Sequence[Passage]) -> Labelled:
    """A column with the header cells above each other that were taken for its label."""
    if not texts:
        return Labelled(None, "other")
    cell = texts[-1]
    if same(label, cell.plain.string) or _over_pages(label, texts):
        return Labelled(cell, "same")
    return Labelled(cell, "cut" if _cut_short(label, cell.plain.string) else "other")


def _said(wanted: Sequence[Label], texts: Sequence[Passage]) -> dict[int, int]:
    """Which text says each label as the form does; labels of the same words stand in the form's order."""
    hits = [tuple(at for at, text in enumerate(texts) if same(label, text.plain.string)) for label in wanted]
    shared = [index for index, some in enumerate(hits) if hits.count(some) > 1]
    places = sorted({at for index in shared for at in hits[index]})
    pairs = align([[float(at in hits[index]) for at in places] for index in shared])
    found = {shared[i]: places[j] for i, j in pairs}
    for index, some in enumerate(hits):
        free = [at for at in some if at not in found.values()]
        if index not in shared and free:
            found[index] = free[0]
    return found


def _nearly_said(wanted: Sequence[Label], fits: dict[int, Labelled], left: list[Passage]) -> None:
    """Give the labels that no text says the first that is the beginning of one, or like it, out of those left."""
    for index, label in enumerate(wanted):
        if index in fits:
            continue
        cut = [passage for passage in left if _cut_short(label, passage.plain.string)]
        close = [passage for passage in left if label_likeness(label, passage.plain.string) >= CLOSE]
        if cut or close:
            hit = (cut or close)[0]
            fits[index] = Labelled(hit, "cut" if cut else "other")
            left[:] = [passage for passage in left if passage is not hit]


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


def figures(record: Record, leaf: int, wanted: int, front: bool = False) -> list[CellRef]:
    """The cells of a sequence that stand for figures: empty ones beyond the form's columns are no cells.

    `front`: those are looked for before the figures first, as `filled_before` tells it of other rows.
    """
    cells = list(record.cells[leaf + 1 :])
    for end in (0, -1) if front else (-1, 0):
        while len(cells) > wanted and cells[end].empty:
            cells.pop(end)
    # Words among the figures stand in a column that the form does not have.
    numbers = [cell for cell in cells if cell.data]
    return numbers if len(cells) > wanted == len(numbers) else cells


def filled_after(record: Record, leaf: int) -> int:
    """How many figures stand behind the label of a row."""
    return sum(cell.data and not cell.empty for cell in record.cells[leaf + 1 :])


def filled_before(rows: Iterable[tuple[Record, int]], wanted: int) -> bool:
    """Whether rows (each with the place of its label) that have more cells than figures have the empty ones before
    those, as where a merged label leaves them or a sum stands in the place of the code (合计 | | 12 | |); they stand
    behind where rows are filled up to one length, and there a figure follows the label."""
    ends = [
        (row[leaf + 1].empty, row[-1].empty) for record, leaf in rows if len(row := record.cells) - leaf - 1 > wanted
    ]
    return any(before for before, _ in ends) and (False, True) not in ends


def _always(table: FormTable, geometry: Geometry, cells: Sequence[CellRef]) -> dict[str, CellRef]:
    """Of a row that has fewer figures than the table has columns, those of a column in which no such row is blank: it
    is the first or the last of both."""
    always = {column.id for column in table.columns() if column.always}
    ends = {name: at for at in (-1, 0) if geometry and (name := geometry[at][0]) in always}
    if not 0 < len(cells) <= len(geometry) or not all(cell.data and not cell.empty for cell in cells):
        return {}
    return {name: cells[at] for name, at in ends.items()}


def tell_cells(
    result: TableMatch, row: str, record: Record, leaf: int, geometry: Geometry, front: bool = False
) -> None:
    """Tell which cell of a record is which column's; `front` as in `figures`."""
    if record.mixed:
        result.mixed.add(row)
        result.cells.update(((row, column), None) for column, _, _ in geometry)
        result.unsure.update((row, column) for column, _, _ in geometry)
        return
    if record.ragged:
        cells = figures(record, leaf, len(geometry), front)
        if len(cells) != len(geometry) or result.crowded:
            result.cells.update(((row, column), None) for column, _, _ in geometry)
            known = _always(result.table, geometry, cells)
            result.cells.update({(row, column): cell.passage for column, cell in known.items()})
            result.unsure.update((row, column) for column, _, _ in geometry if column not in known)
            return
        for (column, _, _), cell in zip(geometry, cells, strict=True):
            result.cells[row, column] = cell.passage
        return
    behind = record.cells[leaf + 1 :]
    for column, begin, end in geometry:
        most = 0
        chosen: CellRef | None = None
        for cell in behind:
            if cell.column < end and cell.end > begin:
                overlap = min(end, cell.end) - max(begin, cell.column)
                if overlap > most:
                    most, chosen = overlap, cell
        # A figure merged over several rows of an open table is their total: it is stated once, by the first of them.
        once = chosen is not None and bool(result.table.open) and not chosen.own and chosen.data
        told = None if chosen is None or once else chosen.passage
        if told is not None and (before := result.cells.get((row, column))) is not None:
            result.parts.setdefault((row, column), [before]).append(told)
        else:
            result.cells[row, column] = told
