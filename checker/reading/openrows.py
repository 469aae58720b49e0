"""The rows of a table that the form leaves open: each under its own label, or the named ones in groups."""

from __future__ import annotations

import re
from collections.abc import Sequence

from checker.pack.pack import FormBlock, FormTable, Label
from checker.reading.align import same
from checker.reading.records import CellRef, Record
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


_CODE = re.compile(r"[0-9]{2,12}")
_CODE_BEFORE = re.compile(r"([0-9]{3,12})[^0-9.,]")


def coded_rows(
    table: FormTable, rows: Sequence[Record], leaves: list[int], opened: dict[str, OpenRow]
) -> tuple[list[tuple[FormBlock, Label, str]], list[tuple[int, int]]]:
    """Rows that begin with a code, and those that the form names: each code is a part of the longest that begins it.

    The code stands in a cell of its own, in several (201 06 01), or before the label in its cell.
    """
    block = table.blocks[0]
    wanted: list[tuple[FormBlock, Label, str]] = []
    pairs: list[tuple[int, int]] = []
    # Of parts side by side one may begin before the codes that its own are parts of: all are known first.
    codes = {code for record in rows if (code := _code(record)[0])}
    for j, record in enumerate(rows):
        code, place = _code(record)
        if place >= len(record.cells) or not any(_figure(cell) for cell in record.cells[place + 1 :]):
            continue
        cell = record.cells[place]
        text = " ".join(cell.passage.text.string.split())
        if not code and _says_columns(block, record, place):
            continue
        named = next((row for row in block.rows if same(row, cell.text)), None)
        label = named or Label(bare(text.removeprefix(code)), text.removeprefix(code).strip())
        if not (code or named) or not label.id:
            continue
        above = [code[:end] for end in range(len(code) - 1, 0, -1) if code[:end] in codes]
        parent, depth = above[0] if above else "", len(above) + 1 if code else 0
        leaves[j] = place
        key = "·".join(part for part in (code, label.id) if part)
        while key in opened:
            key += "+"
        opened[key] = OpenRow(label, named is not None, code=code, parent=parent, depth=depth)
        wanted.append((block, label, key))
        pairs.append((len(wanted) - 1, j))
    return wanted, pairs


def is_code(text: str) -> bool:
    """Whether a text is a code and nothing else."""
    return _CODE.fullmatch(text) is not None


def _says_columns(block: FormBlock, record: Record, place: int) -> bool:
    """Whether a row says labels of columns beside its own: a part of the head, in which a column may be called 合计."""
    others = [cell for cell in record.cells[place + 1 :] if not cell.data]
    return any(same(column, cell.text) for column in block.columns for cell in others)


def _figure(cell: CellRef) -> bool:
    return cell.data and cell.own


def _code(record: Record) -> tuple[str, int]:
    """The code that a row begins with, and the position of its label."""
    cells = record.cells
    # A label that reaches down from above is the head's, where the line under it was not drawn; a code may be merged.
    words = (at for at, cell in enumerate(cells) if cell.text and cell.own and not _CODE.fullmatch(cell.text))
    place = next(words, len(cells))
    code = "".join(cell.text for cell in cells[:place] if _CODE.fullmatch(cell.text))
    before = _CODE_BEFORE.match(cells[place].text) if place < len(cells) and not code else None
    return (before[1] if before else code), place
