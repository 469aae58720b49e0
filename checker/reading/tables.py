"""The tables of a form found in a document: which cells are which rows and columns, and where each table begins."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence, Set

from checker.document import Table
from checker.pack.pack import Form, Label
from checker.reading.align import same
from checker.reading.chained import Chains, chains_of, unchained
from checker.reading.departures import departures
from checker.reading.lacking import moved_back
from checker.reading.languages import in_one_language
from checker.reading.matched import Labelled, TableMatch
from checker.reading.matching import match
from checker.reading.placing import assign
from checker.reading.reading import Passage, Spot
from checker.reading.records import Record, records, uncounted, unnumbered
from checker.reading.runon import parted
from checker.reading.stacked import stacked
from checker.reading.unfolded import unfolded
from checker.text.normalize import bare


def match_tables(
    passages: tuple[Passage, ...], blocks: tuple[object, ...], words_in: Mapping[int, Set[str]], form: Form
) -> dict[str, TableMatch]:
    """Match every table of a form, whatever section it stands in; `words_in` is what stands in each by its block."""
    tables = [(index, block) for index, block in enumerate(blocks) if isinstance(block, Table)]
    by_cell = {(passage.spot.block, passage.spot.cell): passage for passage in passages if passage.cell is not None}
    assigned = assign(tables, form, blocks, words_in) if tables else {name: [] for name in form.tables}
    lookup = dict(tables)
    result = {}
    chains = {name: chains_of(table) for name, table in form.tables.items()}
    words = _words(form, chains.values(), by_cell.values())
    for name, table in form.tables.items():
        held = [(index, lookup[index]) for index in assigned[name]]
        read = moved_back(table, records(held, in_one_language(table, by_cell, assigned[name])))
        read = stacked(table, read)
        read = unnumbered(uncounted(read))
        rows: list[Record] = unfolded(table, unchained(chains[name], parted(table, read)))
        result[name] = match(table, rows)
        if table.open and not result[name].rows:
            _lone_head(result[name], rows)
        result[name].departures = departures(result[name], rows, words)
        _titles_above(result[name], passages)
    return result


def _words(form: Form, chains: Collection[Chains], cells: Iterable[Passage]) -> frozenset[str]:
    """The labels of all tables of a form, and the cells in which several of them are chained, bare."""
    said = {cell.plain.string for cell in cells}
    chained = (bare(text) for text in said if any(one.cuts(text) for one in chains))
    return frozenset(chained).union(*(table.words for table in form.tables.values()))


def _lone_head(found: TableMatch, rows: Sequence[Record]) -> None:
    """The head of an open table in which no row stands: it is there, and empty. Which of its cells is a column that
    none of them is called by, nothing below it tells."""
    cells = [cell.passage for record in rows for cell in record.cells]
    wanted = [(block.index, column) for block in found.table.blocks for column in block.columns]
    said = {
        (index, column.id): Labelled(cell, "same")
        for index, column in wanted
        for cell in cells
        if same(column, cell.plain.string)
    }
    if len(said) >= min(2, len(wanted)):
        found.head = next((label.cell for label in said.values()), None)
        found.columns.update(
            {(index, one.id): said.get((index, one.id), Labelled(None, "unread")) for index, one in wanted}
        )


def _titles_above(found: TableMatch, passages: tuple[Passage, ...]) -> None:
    """Titles of blocks that stand as a line of their own right above the rows, outside of the table."""
    for block in found.table.blocks:
        titled = found.titles.get(block.index)
        cells = [row.cell for label in block.rows if (row := found.rows.get(label.id)) and row.cell is not None]
        if titled is None or titled.cell is not None or not cells or not block.title:
            continue
        begin = min(cell.block for cell in cells)
        label = Label("", block.title)
        near = (one for one in passages if one.cell is None and begin - 2 <= one.block < begin)
        above = next((one for one in near if same(label, one.plain.string)), None)
        if above is not None:
            found.titles[block.index] = Labelled(above, "same")


def spots(matches: Mapping[str, TableMatch]) -> dict[str, Spot]:
    """Where each table that was found begins."""
    result = {}
    for name, found in matches.items():
        seen = [passage.spot for passage in found.cells.values() if passage is not None]
        if seen:
            result[name] = min(seen)
    return result
