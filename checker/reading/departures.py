"""Where a table departs from its form: rows and columns that the form does not have, figures that share one cell."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterator, Sequence
from typing import Literal

from checker.reading.matched import TableMatch
from checker.reading.reading import Passage
from checker.reading.records import CellRef, Record
from checker.record import dataclass
from checker.text.normalize import bare
from checker.text.numerals import CellState

Span = tuple[int, int]
"""Grid columns, the end not included."""


@dataclass(frozen=True, slots=True)
class Departure:
    """Something that the form does not have; `at` is the label of the row or column, or the cell that is shared."""

    axis: Literal["row", "column", "cell"]
    at: Passage


def departures(found: TableMatch, rows: Sequence[Record], words: Collection[str]) -> list[Departure]:
    """The departures of a table whose rows and columns the form names, in reading order.

    `words` are the labels of all its tables, bare: what says one of them is no addition, but belongs to another table
    in the same grid, or is a merged cell that a converter wrote into each place it covers.
    """
    if not found.rows or found.table.open or found.table.listed:
        return []
    added = [*_added_rows(found, rows, words), *_added_columns(found, rows, words)]
    return sorted([*added, *(Departure("cell", one) for one in shared(found))], key=lambda one: one.at.spot)


def shared(found: TableMatch) -> list[Passage]:
    """The cells that stand for several figures of the form: they were merged, or what parts them was not drawn."""
    cells = {id(passage): passage for passage in found.cells.values() if passage is not None}
    times = Counter(id(passage) for passage in found.cells.values() if passage is not None)
    return [cells[key] for key, count in times.items() if count > 1]


def _added_rows(found: TableMatch, rows: Sequence[Record], words: Collection[str]) -> Iterator[Departure]:
    """Rows with a label and figures, below the first row of the form, that are none of its rows."""
    known = _known(found)
    begun = False
    for record in rows:
        if any(id(cell.passage) in known and cell.own for cell in record.cells):
            begun = True
            continue
        said = [bare(cell.text) for cell in record.cells if cell.own and bare(cell.text) in words]
        if said:
            # A label of the table itself, nothing behind it, is a row that was left blank in a text.
            begun = begun and record.ragged and all(word in found.table.words for word in said)
            continue
        label = next((cell for cell in reversed(record.cells) if cell.own and not cell.data), None)
        if begun and label is not None and any(_number(cell) and cell.column >= label.end for cell in record.cells):
            yield Departure("row", label.passage)


def _added_columns(found: TableMatch, rows: Sequence[Record], words: Collection[str]) -> Iterator[Departure]:
    """Columns with a head, or with something in them, that are none of the form's."""
    figures = {id(passage) for passage in found.cells.values() if passage is not None}
    above: list[Record] = []
    body: list[Record] = []
    for record in [*rows, None]:
        if record is not None and any(id(cell.passage) in figures for cell in record.cells):
            body.append(record)
            continue
        if body:
            yield from _beside(above, body, figures, words)
            above, body = [], []
        if record is not None:
            above.append(record)


def _beside(
    above: Sequence[Record], body: Sequence[Record], figures: set[int], words: Collection[str]
) -> Iterator[Departure]:
    """The columns of one block, `above` its head and `body` its rows.

    What stands before the figures names the row, but for a number by itself, as serial numbers are.
    """
    taken = [(cell.column, cell.end) for cell in body[0].cells if id(cell.passage) in figures]
    begin = min(low for low, _ in taken)
    others = [cell for cell in body[0].cells if id(cell.passage) not in figures]
    free = [cell for cell in others if cell.column >= begin or _number(cell)]
    for place in free:
        span = place.column, place.end
        held = [cell for record in body for cell in record.cells if cell.own and _meets(cell, span) and not cell.empty]
        held = [cell for cell in held if id(cell.passage) not in figures]
        if body[0].ragged:
            if len(held) * 2 > len(body):
                yield Departure("column", _loose_head(above, words) or held[0].passage)
            continue
        heads = [cell for record in above for cell in record.cells if _meets(cell, span) and not cell.data]
        own = [cell for cell in heads if not any(_meets(cell, other) for other in taken)]
        if (own or held) and not any(bare(cell.text) in words for cell in heads[-1:]):
            yield Departure("column", (own or held)[-1 if own else 0].passage)


def _loose_head(above: Sequence[Record], words: Collection[str]) -> Passage | None:
    """In rows without a grid, the last head that is none of the form's words and does not begin its row."""
    for record in above:
        for cell in reversed(record.cells[1:]):
            if not cell.empty and not cell.data and bare(cell.text) not in words:
                return cell.passage
    return None


def _known(found: TableMatch) -> set[int]:
    labels = [*found.rows.values(), *found.columns.values(), *found.titles.values()]
    passages = [*(label.cell for label in labels), *found.cells.values()]
    return {id(passage) for passage in passages if passage is not None}


def _meets(cell: CellRef, span: Span) -> bool:
    return cell.column < span[1] and span[0] < cell.end


def _number(cell: CellRef) -> bool:
    return cell.own and cell.state is CellState.NUMBER
