"""What all facts about a table have in common: their values, the blocks they stand in, how much is filled in."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from checker.document import Location
from checker.expression import Unknown, Value
from checker.fact import Fact
from checker.pack.pack import FormTable
from checker.reading import gaps
from checker.reading.apart import untold
from checker.reading.cellvalues import is_blank
from checker.reading.legends import reckoned
from checker.reading.matched import TableMatch
from checker.reading.reading import Reading


def table_fact(
    reading: Reading,
    kind: str,
    values: dict[str, Value],
    place: Location,
    labels: Mapping[str, str],
    places: Mapping[str, Location] | None = None,
) -> Fact:
    """A fact whose form is that on which the table is written."""
    values = {**reading.common_of_tables, **values}
    return Fact(kind, reading.role, reading.document.path, values, place, places or {}, labels)


def filled(reading: Reading, table: FormTable, found: TableMatch, keys: Iterable[tuple[str, str]]) -> dict[str, Value]:
    """How many of these figures (by row and column) have a cell, and whether anybody has filled in any of them."""
    keys = list(keys)
    cells = [passage for key in keys if (passage := found.cells.get(key)) is not None]
    unread = gaps.of_cells(reading)
    spec = reckoned(table.spec, found.noughts)
    blank = ((one.block, one.cell) not in unread and is_blank(one.text.string, spec) for one in cells)
    some: Value = not all(blank)
    if not some and found.unsure:
        why = next((why for row, _ in keys if (why := untold(table, found, row))), None)
        some = Unknown("unread", why=why) if why else Unknown("unreadable")
    return {"cells": len(cells), "filled": some}


def blocks_of(found: TableMatch) -> set[int]:
    """The blocks of the document in which a table stands."""
    cells = (passage for passage in found.cells.values() if passage is not None)
    labels = (label.cell for label in found.rows.values() if label.cell is not None)
    head = (found.head,) if found.head is not None else ()
    return {passage.block for passage in (*cells, *labels, *head)}
