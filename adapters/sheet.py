"""Spreadsheets: .xlsx workbooks and .csv texts, each used range as a table, lone lines as paragraphs."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from checker.document import Block, Cell, Document, Paragraph, Table, Text, Unread, join
from checker.messages import Message, say

FORMAT = "xlsx"
SUFFIXES = (".xlsx", ".xlsm", ".xltx", ".csv", ".tsv")

MOST_SLOTS = 200_000
"""Of one table: a cell far out to the right would otherwise make a grid of a million blanks."""

Slot = tuple[int, int]
Merge = tuple[int, int, int, int]


@dataclass(frozen=True, slots=True)
class Area:
    """What a sheet shows: texts and borders by (row, column), merged ranges (top, left, bottom, right), inclusive."""

    cells: dict[Slot, Text]
    bordered: set[Slot]
    merged: list[Merge]


def read(path: Path, name: str) -> Document:
    """A workbook or a text of separated values, told apart by content."""
    data = path.read_bytes()
    digest = hashlib.sha256(data).hexdigest()
    if data.startswith(b"PK"):
        return _workbook(path, name, digest)
    from adapters.separated import cells

    area = Area(cells(data, name), set(), [])
    made, cut = blocks(area)
    unread = (Unread(say("reading.table"), say("reading.sheet_large", most=MOST_SLOTS)),) if cut else ()
    return Document(name, "csv", digest, tuple(made), unread=unread)


def _workbook(path: Path, name: str, digest: str) -> Document:
    from adapters.workbook import MOST_CELLS, Sheet, letters, sheets

    def told(sheet: Sheet) -> Iterable[Unread]:
        hidden = say("reading.hidden")
        if sheet.hidden:
            if sheet.cells:
                yield Unread(say("reading.sheet", sheet=sheet.name), hidden)
            return
        rows = sorted({row for row, _ in sheet.cells} & sheet.hidden_rows)
        columns = sorted({column for _, column in sheet.cells} & sheet.hidden_columns)
        if rows:
            yield Unread(
                say("reading.sheet_rows", sheet=sheet.name, rows=_ranges([str(r + 1) for r in rows], rows)), hidden
            )
        if columns:
            shown = _ranges([letters(column) for column in columns], columns)
            yield Unread(say("reading.sheet_columns", sheet=sheet.name, columns=shown), hidden)
        for reference in sheet.unsaved:
            what: Message = say("reading.sheet_cell", sheet=sheet.name, cell=reference)
            yield Unread(what, say("reading.no_result"))
        if sheet.cut:
            yield Unread(say("reading.sheet", sheet=sheet.name), say("reading.sheet_large", most=MOST_CELLS))

    found, properties = sheets(path, name)
    made: list[Block] = []
    unread: list[Unread] = []
    for sheet in found:
        unread.extend(told(sheet))
        if sheet.hidden or not sheet.cells:
            continue
        made.append(Paragraph(Text(sheet.name), level=2))
        found_here, cut = blocks(
            _visible(sheet.cells, sheet.bordered, sheet.merged, sheet.hidden_rows, sheet.hidden_columns)
        )
        made.extend(found_here)
        if cut:
            unread.append(Unread(say("reading.sheet", sheet=sheet.name), say("reading.sheet_large", most=MOST_SLOTS)))
    return Document(name, "xlsx", digest, tuple(made), properties=properties, unread=tuple(unread))


def _ranges(labels: list[str], numbers: list[int]) -> str:
    """ "2–4, 7" of sorted numbers with their labels."""
    parts: list[list[str]] = []
    for index, (label, number) in enumerate(zip(labels, numbers, strict=True)):
        if index and number == numbers[index - 1] + 1:
            parts[-1] = [parts[-1][0], label]
        else:
            parts.append([label])
    return ", ".join("–".join(part) for part in parts)


def _visible(
    cells: dict[Slot, str], bordered: set[Slot], merged: list[Merge], hidden_rows: set[int], hidden_columns: set[int]
) -> Area:
    """The sheet without its hidden rows and columns. A merged range whose corner is hidden keeps its text."""
    used = cells.keys() | bordered
    bottom, right = max(row for row, _ in used), max(column for _, column in used)
    texts = dict(cells)
    ranges = []
    rows = _renumbered(bottom, hidden_rows)
    columns = _renumbered(right, hidden_columns)
    for top, left, low, far in merged:
        shown_rows = [row for row in range(top, min(low, bottom) + 1) if row in rows]
        shown_columns = [column for column in range(left, min(far, right) + 1) if column in columns]
        text = texts.pop((top, left), "")
        if shown_rows and shown_columns:
            if text:
                texts[shown_rows[0], shown_columns[0]] = text
            ranges.append(
                (rows[shown_rows[0]], columns[shown_columns[0]], rows[shown_rows[-1]], columns[shown_columns[-1]])
            )
    return Area(
        {
            (rows[r], columns[c]): Text(text)
            for (r, c), text in texts.items()
            if r in rows and c in columns and text.strip()
        },
        {(rows[r], columns[c]) for r, c in bordered if r in rows and c in columns},
        ranges,
    )


def _renumbered(last: int, hidden: set[int]) -> dict[int, int]:
    return {old: new for new, old in enumerate(number for number in range(last + 1) if number not in hidden)}


def blocks(area: Area) -> tuple[list[Block], bool]:
    """Paragraphs and tables of a sheet, and whether a table was too large to be read to its end.

    Blank rows part it; where there are borders they tell what is a table, elsewhere lines of one cell before and after
    rows of several are running text.
    """
    by_row: dict[int, list[int]] = {}
    for row, column in sorted(area.cells):
        by_row.setdefault(row, []).append(column)
    lined = {row for row, _ in area.bordered}
    made: list[Block] = []
    cut = False
    for region in _runs(sorted(_used(area) | lined)):
        inside = _several(region, by_row) if lined.isdisjoint(region) else {row for row in region if row in lined}
        for run in _parted(region, inside):
            if run[0] in inside:
                table, short = _table(area, run)
                made.extend(table)
                cut = cut or short
            else:
                lines = ([area.cells[row, column] for column in by_row[row]] for row in run if row in by_row)
                made.extend(Paragraph(join(line, " ")) for line in lines)
    return made, cut


def _used(area: Area) -> set[int]:
    """The rows with a text, or over which a range with one reaches."""
    reached = {
        row for top, left, bottom, _ in area.merged if (top, left) in area.cells for row in range(top, bottom + 1)
    }
    return {row for row, _ in area.cells} | reached


def _several(region: Sequence[int], by_row: Mapping[int, Sequence[int]]) -> set[int]:
    """The rows of a region without borders from the first with several cells to the last."""
    first, last = 0, len(region)
    while first < last and len(by_row.get(region[first], ())) <= 1:
        first += 1
    while last > first and len(by_row.get(region[last - 1], ())) <= 1:
        last -= 1
    if first and any(len(by_row.get(row, ())) == 1 for row in region[first:last]):
        first -= 1  # where titles of parts stand among the rows, the line above them is one too
    return set(region[first:last])


def _runs(rows: list[int]) -> list[list[int]]:
    """Sorted numbers as runs without a gap."""
    runs: list[list[int]] = []
    for row in rows:
        if runs and row == runs[-1][-1] + 1:
            runs[-1].append(row)
        else:
            runs.append([row])
    return runs


def _parted(region: list[int], inside: set[int]) -> list[list[int]]:
    parts: list[list[int]] = []
    for row in region:
        if parts and (parts[-1][-1] in inside) == (row in inside):
            parts[-1].append(row)
        else:
            parts.append([row])
    return parts


def _table(area: Area, rows: list[int]) -> tuple[list[Table], bool]:
    """The table in these rows, blank rows and columns at its edges cut off; none where there is no text.

    Beyond MOST_SLOTS its columns on the right, and then its rows below, are left out.
    """
    inside = set(rows)
    merged = [merge for merge in area.merged if merge[0] in inside]
    spans = {(top, left): (bottom, right) for top, left, bottom, right in merged}
    filled = [(slot, spans.get(slot, slot)) for slot in area.cells if slot[0] in inside]
    if not filled:
        return [], False
    top, left = min(row for (row, _), _ in filled), min(column for (_, column), _ in filled)
    bottom = min(max(row for _, (row, _) in filled), rows[-1])
    right = max(column for _, (_, column) in filled)
    whole = (bottom, right)
    right = min(right, left + max(MOST_SLOTS // (bottom - top + 1), 1) - 1)
    bottom = min(bottom, top + MOST_SLOTS // (right - left + 1) - 1)
    covered: set[Slot] = set()
    cells: list[Cell] = []
    for row in range(top, bottom + 1):
        for column in range(left, right + 1):
            if (row, column) in covered:
                continue
            low, far = spans.get((row, column), (row, column))
            low, far = min(low, bottom), min(far, right)
            if (low, far) != (row, column):
                slots = [(r, c) for r in range(row, low + 1) for c in range(column, far + 1)]
                if not covered.isdisjoint(slots):  # ranges that overlap: a damaged file
                    low, far = row, column
                else:
                    covered.update(slots)
            text = area.cells.get((row, column), Text(""))
            cells.append(Cell(row - top, column - left, text, low - row + 1, far - column + 1))
    return [Table(tuple(cells), bottom - top + 1, right - left + 1)], (bottom, right) != whole
