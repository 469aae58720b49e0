"""The rows of a table that the form leaves open: each under its own label, or the named ones in groups."""

from __future__ import annotations

from collections.abc import Sequence

from checker.pack.pack import FormBlock, FormTable, Label
from checker.reading.align import same
from checker.reading.codes import nested
from checker.reading.records import Record
from checker.record import dataclass
from checker.text.normalize import bare

WORDS = ("text", "date", "choice")
"""How columns are read that hold no figures; a table of such columns only has rows without any."""


@dataclass(frozen=True, slots=True)
class OpenRow:
    """A row of an open table: its label, whether the form names it, and the label of the group it stands in."""

    label: Label
    named: bool
    group: str = ""
    group_id: str = ""
    """Its id where the form names the group, else its label, bare."""
    code: str = ""
    """The code that it begins with."""
    parent: str = ""
    """The code of the row that it is a part of."""
    depth: int = 0
    """How many codes lead to it, its own included; 0 where it has none."""


def open_rows(
    table: FormTable, rows: Sequence[Record], leaves: list[int], opened: dict[str, OpenRow]
) -> tuple[list[tuple[FormBlock, Label, str]], list[tuple[int, int]]]:
    """Every record with figures is a row, under the form's label where it is one, else under its own.

    In groups the label of the group stands first, and that of the row after it. What stands first may stand there once
    for several rows.
    """
    if table.spec.codes:
        return coded_rows(table, rows, leaves, opened)
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
        group_id = next((one.id for one in table.groups if same(one, group)), bare(group)) if group else ""
        key = "·".join(part for part in (group_id, label.id) if part)
        if not label.id:
            continue
        while key in opened:
            key += "+"
        opened[key] = OpenRow(label, named is not None, group, group_id)
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
    texts = all(column.read in WORDS for column in block.columns)
    if texts and any(same(column, cell.text) for column in block.columns for cell in record.cells[1:]):
        return -1, None  # the head
    if not any((texts or cell.data) and not cell.empty and cell.own for cell in record.cells[1:]):
        return -1, None
    return 0, next((row for row in block.rows if same(row, record.cells[0].text)), None)


def coded_rows(
    table: FormTable, rows: Sequence[Record], leaves: list[int], opened: dict[str, OpenRow]
) -> tuple[list[tuple[FormBlock, Label, str]], list[tuple[int, int]]]:
    """Rows that begin with a code, and those that the form names: each code is a part of the longest that begins it.

    The code stands in a cell of its own, in several (201 06 01), or before the label in its cell. Where the same codes
    stand again below each of several others (units, each with its classes) they are parts of these.
    """
    block = table.blocks[0]
    wanted: list[tuple[FormBlock, Label, str]] = []
    pairs: list[tuple[int, int]] = []
    for row in nested(block, rows):
        label = row.named or Label(bare(row.text), row.text)
        leaves[row.at] = row.place
        key = "·".join(part for part in (row.code, label.id) if part)
        while key in opened:
            key += "+"
        opened[key] = OpenRow(label, row.named is not None, code=row.code, parent=row.parent, depth=row.depth)
        wanted.append((block, label, key))
        pairs.append((len(wanted) - 1, row.at))
    return wanted, pairs
