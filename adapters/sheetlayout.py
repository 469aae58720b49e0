"""The cells of a sheet laid out: which rows are a table and which are running text."""

from __future__ import annotations

from dataclasses import field

from checker.document import Block, Cell, Paragraph, Table, Text, join
from checker.record import dataclass

MOST_SLOTS = 200_000
"""Of one table: a cell far out to the right would otherwise make a grid of a million blanks."""

Slot = tuple[int, int]
Merge = tuple[int, int, int, int]


@dataclass(frozen=True, slots=True)
class Area:
    """What a sheet shows: texts and borders by (row, column), merged ranges (top, left, bottom, right), inclusive.

    `unsaved` are cells whose formula has no saved result, each with its place in the sheet; `cells` has them as blank.
    """

    cells: dict[Slot, Text]
    bordered: set[Slot]
    merged: list[Merge]
    unsaved: dict[Slot, Slot] = field(default_factory=dict)


@dataclass(slots=True)
class Laid:
    """The blocks of a sheet, and where the cells without a result stand: (block, cell) by place in the sheet."""

    blocks: list[Block] = field(default_factory=list)
    cut: bool = False
    """Whether a table was too large to be read to its end."""
    unsaved: dict[Slot, tuple[int, Slot]] = field(default_factory=dict)


def lay_out(area: Area) -> Laid:
    """Paragraphs and tables of a sheet.

    Blank rows part it; where there are borders they tell what is a table, elsewhere lines of one cell before and after
    rows of several are running text.
    """
    by_row: dict[int, list[int]] = {}
    for row, column in sorted(area.cells):
        by_row.setdefault(row, []).append(column)
    lined = {row for row, _ in area.bordered}
    used = set(by_row) | lined
    for top, left, bottom, _ in area.merged:
        if (top, left) in area.cells:
            used.update(range(top, bottom + 1))
    laid = Laid()
    for region in _runs(sorted(used)):
        inside = _inside(region, by_row, lined)
        for run in _parted(region, inside):
            if run[0] in inside:
                _table(area, run, laid)
                continue
            for row in run:
                texts = [area.cells[row, column] for column in by_row.get(row, ()) if area.cells[row, column].string]
                if texts:
                    laid.blocks.append(Paragraph(join(texts, " ")))
    return laid


def _inside(region: list[int], by_row: dict[int, list[int]], lined: set[int]) -> set[int]:
    """The rows of a region that are a table."""
    if not lined.isdisjoint(region):
        return {row for row in region if row in lined}
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


def _table(area: Area, rows: list[int], laid: Laid) -> None:
    """The table in these rows, blank rows and columns at its edges cut off; none where there is no text.

    Beyond MOST_SLOTS its columns on the right, and then its rows below, are left out.
    """
    inside = set(rows)
    merged = [merge for merge in area.merged if merge[0] in inside]
    spans = {(top, left): (bottom, right) for top, left, bottom, right in merged}
    filled = [(slot, spans.get(slot, slot)) for slot in area.cells if slot[0] in inside]
    if not filled:
        return
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
    for (row, column), place in area.unsaved.items():
        if top <= row <= bottom and left <= column <= right:
            laid.unsaved[place] = len(laid.blocks), (row - top, column - left)
    laid.blocks.append(Table(tuple(cells), bottom - top + 1, right - left + 1))
    laid.cut = laid.cut or (bottom, right) != whole
