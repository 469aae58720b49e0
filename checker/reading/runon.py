"""Rows of a text whose label ran together with that of the row before, in which nothing stands."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from checker.pack.pack import FormTable
from checker.reading.align import Labels, row_labels
from checker.reading.codes import is_code
from checker.reading.records import CellRef, Record
from checker.text.normalize import comparable


def parted(table: FormTable, rows: Sequence[Record]) -> list[Record]:
    """The rows, a row of its own for each label that a reader took for the first line of the label below it; and for
    one behind a code and its label where the cells of that row were blank."""
    if not any(record.plain for record in rows):
        return list(rows)
    labels = row_labels(table)
    return [piece for record in rows for piece in _pieces(record, labels, table.spec.codes)]


def _pieces(record: Record, labels: Labels, codes: bool) -> Iterator[Record]:
    cells = record.cells
    coded = record.plain and codes and len(cells) > 2 and is_code(cells[0].text)
    if coded and not cells[1].data and not cells[2].data and cells[2].text in labels:
        yield replace(record, cells=cells[:2])
        yield replace(record, cells=cells[2:])
        return
    at = _break(cells[0], labels) if record.plain and cells else 0
    if not at:
        yield record
        return
    yield replace(record, cells=(_part(cells[0], 0, at),))
    yield replace(record, cells=(_part(cells[0], at, len(cells[0].text)), *cells[1:]))


def _break(cell: CellRef, labels: Labels) -> int:
    """Where in the comparable text of a cell of two lines the second begins, if each is a label and both are none."""
    lines = cell.passage.text.string.split("\n")
    if len(lines) != 2 or cell.text in labels:
        return 0
    one, other = (comparable(line).string for line in lines)
    return len(one) if one + other == cell.text and one in labels and other in labels else 0


def _part(cell: CellRef, low: int, high: int) -> CellRef:
    return replace(cell, passage=cell.passage.part_of(low, high))
