"""The rows of a table that the form leaves open: each under its own label, or the named ones in groups."""

from __future__ import annotations

from collections.abc import Sequence

from checker.pack.pack import FormBlock, FormTable, Label
from checker.reading.align import same
from checker.reading.records import Record
from checker.record import dataclass
from checker.text.normalize import bare


@dataclass(frozen=True, slots=True)
class OpenRow:
    """A row of an open table: its label, whether the form names it, and the label of the group it stands in."""

    label: Label
    named: bool
    group: str = ""


def open_rows(
    table: FormTable, rows: Sequence[Record], leaves: list[int], opened: dict[str, OpenRow]
) -> tuple[list[tuple[FormBlock, Label, str]], list[tuple[int, int]]]:
    """Every record with figures is a row, under the form's label where it is one, else under its own.

    In groups the label of the group stands first, and that of the row after it. What stands first may stand there once
    for several rows.
    """
    block = table.blocks[0]
    wanted: list[tuple[FormBlock, Label, str]] = []
    pairs: list[tuple[int, int]] = []
    before = ""
    for j, record in enumerate(rows):
        place, named = _named(table, block, record)
        if place < 0:
            continue
        first = record.cells[0]
        words = " ".join(first.passage.text.string.split()) if place or table.open == "rows" else ""
        if not words and table.open == "rows" and not any(not cell.data for cell in record.cells[1:]):
            continue
        words = before = words or before
        leaves[j] = place
        label, group = (named, words) if named and table.open == "groups" else (named or Label(bare(words), words), "")
        key = "·".join(part for part in (bare(group), label.id) if part)
        if not label.id:
            continue
        while key in opened:
            key += "+"
        opened[key] = OpenRow(label, named is not None, group)
        wanted.append((block, label, key))
        pairs.append((len(wanted) - 1, j))
    return wanted, pairs


def _named(table: FormTable, block: FormBlock, record: Record) -> tuple[int, Label | None]:
    """The position of a row's own label and the form's label that it is; -1 where the record is no row."""
    if table.open == "groups":
        found = ((at, row) for at, cell in enumerate(record.cells) for row in block.rows if same(row, cell.text))
        return next(found, (-1, None))
    if not record.cells or (record.cells[0].data and not record.cells[0].empty):
        return -1, None
    if not any(cell.data and not cell.empty and cell.own for cell in record.cells[1:]):
        return -1, None
    return 0, next((row for row in block.rows if same(row, record.cells[0].text)), None)
