"""Spreadsheets: .xlsx workbooks and .csv texts, each used range as a table, lone lines as paragraphs."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from adapters.sheetbands import Slot
from adapters.sheetlayout import MOST_SLOTS, Area, Laid, lay_out
from adapters.sheetorder import ordered
from checker.document import Block, Document, Paragraph, Text, Unread
from checker.messages import Message, say

if TYPE_CHECKING:
    from adapters.workbook import Sheet

FORMAT = "xlsx"
SUFFIXES = (".xlsx", ".xlsm", ".xltx", ".csv", ".tsv")


def read(path: Path, name: str) -> Document:
    """A workbook or a text of separated values, told apart by content."""
    data = path.read_bytes()
    digest = hashlib.sha256(data).hexdigest()
    if data.startswith(b"PK"):
        return _workbook(path, name, digest)
    from adapters.separated import cells

    laid = lay_out(Area(cells(data, name), set(), []))
    large = Unread(say("reading.table"), say("reading.sheet_large", most=MOST_SLOTS), holds="passage")
    return Document(name, "csv", digest, tuple(laid.blocks), unread=(large,) if laid.cut else ())


def _workbook(path: Path, name: str, digest: str) -> Document:
    from adapters.workbook import MOST_CELLS, sheets

    found, properties = sheets(path, name)
    made: list[tuple[str, list[Block]]] = []
    unread: list[tuple[int, Unread]] = []
    for sheet in found:
        whole, at = say("reading.sheet", sheet=sheet.name), len(made)
        if sheet.hidden:
            if sheet.cells or sheet.unsaved:
                unread.append((at, Unread(whole, say("reading.hidden"))))
            continue
        if not sheet.cells and not sheet.unsaved:
            continue
        laid = lay_out(_visible(sheet))
        unread.extend((at, Unread(what, say("reading.hidden"), 1)) for what in _hidden(sheet))
        unread.extend((at, one) for one in _unsaved(sheet, laid, 1))
        if sheet.cut or laid.cut:
            most = MOST_SLOTS if laid.cut else MOST_CELLS
            unread.append((at, Unread(whole, say("reading.sheet_large", most=most))))
        made.append((sheet.name, [Paragraph(Text(sheet.name), level=2), *laid.blocks]))
    struck = (say("reading.struck", path=name),) if any(sheet.struck for sheet in found) else ()
    blocks, furniture, placed = _in_order(made)
    return Document(
        name,
        "xlsx",
        digest,
        blocks,
        furniture=furniture,
        properties=properties,
        unread=tuple(one if one.block is None else replace(one, block=placed(at, one.block)) for at, one in unread),
        remarks=struck,
    )


def _in_order(
    made: Sequence[tuple[str, Sequence[Block]]],
) -> tuple[tuple[Block, ...], tuple[Text, ...], Callable[[int, int], int]]:
    """The blocks of all sheets in reading order, what is said again, and where a block of a sheet has come to stand."""
    order, again = ordered(made)
    kept = [key for key in order if key not in again]
    at = {key: index for index, key in enumerate(kept)}
    aside = [
        block.text
        for sheet, index in order
        if isinstance(block := made[sheet][1][index], Paragraph) and (sheet, index) in again
    ]

    def placed(sheet: int, index: int) -> int:
        return next((at[sheet, near] for near in range(index, len(made[sheet][1])) if (sheet, near) in at), len(kept))

    return tuple(made[sheet][1][index] for sheet, index in kept), tuple(aside), placed


def _unsaved(sheet: Sheet, laid: Laid, first: int) -> Iterator[Unread]:
    """The formulas without a result; `first` is the block that the sheet begins with."""
    from adapters.workbook import letters

    for row, column in sheet.unsaved:
        block, cell = laid.unsaved.get((row, column), (None, None))
        what = say("reading.sheet_cell", sheet=sheet.name, cell=f"{letters(column)}{row + 1}")
        at = first + block if block is not None else first
        yield Unread(what, say("reading.no_result"), at, cell, "value")


def _hidden(sheet: Sheet) -> Iterator[Message]:
    """What of a sheet that is shown is hidden and not empty."""
    from adapters.workbook import letters

    rows = sorted({row for row, _ in sheet.cells} & sheet.hidden_rows)
    columns = sorted({column for _, column in sheet.cells} & sheet.hidden_columns)
    if rows:
        yield say("reading.sheet_rows", sheet=sheet.name, rows=_ranges([str(row + 1) for row in rows], rows))
    if columns:
        shown = _ranges([letters(column) for column in columns], columns)
        yield say("reading.sheet_columns", sheet=sheet.name, columns=shown)


def _ranges(labels: list[str], numbers: list[int]) -> str:
    """ "2–4, 7" of sorted numbers with their labels."""
    parts: list[list[str]] = []
    for index, (label, number) in enumerate(zip(labels, numbers, strict=True)):
        if index and number == numbers[index - 1] + 1:
            parts[-1] = [parts[-1][0], label]
        else:
            parts.append([label])
    return ", ".join("–".join(part) for part in parts)


def _visible(sheet: Sheet) -> Area:
    """The sheet without its hidden rows and columns. A merged range whose corner is hidden keeps its text."""
    used = sheet.cells.keys() | sheet.bordered | set(sheet.unsaved)
    bottom, right = max(row for row, _ in used), max(column for _, column in used)
    texts = dict(sheet.cells)
    ranges = []
    rows = _renumbered(bottom, sheet.hidden_rows)
    columns = _renumbered(right, sheet.hidden_columns)
    for top, left, low, far in sheet.merged:
        shown_rows = [row for row in range(top, min(low, bottom) + 1) if row in rows]
        shown_columns = [column for column in range(left, min(far, right) + 1) if column in columns]
        text = texts.pop((top, left), "")
        if shown_rows and shown_columns:
            if text:
                texts[shown_rows[0], shown_columns[0]] = text
            ranges.append(
                (rows[shown_rows[0]], columns[shown_columns[0]], rows[shown_rows[-1]], columns[shown_columns[-1]])
            )

    def shown(slot: Slot) -> bool:
        return slot[0] in rows and slot[1] in columns

    cells = {(rows[r], columns[c]): Text(text) for (r, c), text in texts.items() if shown((r, c)) and text.strip()}
    unsaved = {(rows[r], columns[c]): (r, c) for r, c in sheet.unsaved if shown((r, c))}
    bordered = {(rows[r], columns[c]) for r, c in sheet.bordered if shown((r, c))}
    return Area(dict.fromkeys(unsaved, Text("")) | cells, bordered, ranges, unsaved)


def _renumbered(last: int, hidden: set[int]) -> dict[int, int]:
    return {old: new for new, old in enumerate(number for number in range(last + 1) if number not in hidden)}
