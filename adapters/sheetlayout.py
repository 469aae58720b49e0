"""The cells of a sheet laid out: which rows are a table and which are running text."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import field

from adapters.sheetbands import Band, Merge, Slot, bands
from checker.document import Block, Cell, Paragraph, Table, Text, join
from checker.record import dataclass

MOST_SLOTS = 200_000
"""Of one table: a cell far out to the right would otherwise make a grid of a million blanks."""

_ABOVE = 6
"""Rows above tables side by side in which their headings may stand."""


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
    """Paragraphs and tables of a sheet; of tables that stand side by side, those at the left first.

    Blank rows part it; where there are borders they tell what is a table, elsewhere lines of one cell before and after
    rows of several are running text.
    """
    laid = Laid()
    _lay(area, laid)
    return laid


def _lay(area: Area, laid: Laid) -> None:
    by_row: dict[int, list[int]] = {}
    for row, column in sorted(area.cells):
        by_row.setdefault(row, []).append(column)
    lined = {row for row, _ in area.bordered}
    used = set(by_row) | lined
    for top, left, bottom, _ in area.merged:
        if (top, left) in area.cells:
            used.update(range(top, bottom + 1))
    texts = {slot: text.string for slot, text in area.cells.items() if text.string}
    regions = _runs(sorted(used))
    tables = [_inside(region, by_row, lined) for region in regions]
    sides: dict[int, tuple[range, list[Band]]] = {}
    for at, inside in enumerate(tables):
        parts = bands(sorted(inside), texts, area.bordered, area.merged)
        if len(parts) > 1:
            above = regions[at - 1] if at and lined.isdisjoint(regions[at - 1]) else []
            rows = _beside([*above, *regions[at]], inside, by_row, parts)
            sides[rows[0]] = rows, parts
    taken = {row for rows, _ in sides.values() for row in rows[1:]}
    inside = {row for rows in tables for row in rows if row not in sides}
    for region in regions:
        for run in _parted([row for row in region if row not in taken], inside, sides):
            if run[0] in sides:
                rows, parts = sides[run[0]]
                for band in parts:
                    _lay(_within(area, rows, band, parts), laid)
                continue
            if run[0] in inside:
                _table(area, run, laid)
                continue
            for row in run:
                written = [area.cells[row, column] for column in by_row.get(row, ()) if (row, column) in texts]
                if written:
                    laid.blocks.append(Paragraph(join(written, " ")))


def _beside(
    region: Sequence[int], inside: Collection[int], by_row: Mapping[int, Sequence[int]], parts: Sequence[Band]
) -> range:
    """The rows in which tables stand side by side, with those above from which something stands over one at the right,
    and those right below that say something of several."""
    first, last = min(inside), max(inside)
    for row in sorted((row for row in region if first - _ABOVE <= row < first), reverse=True):
        over = [_band(column, parts) for column in by_row.get(row, ())]
        if len(set(over)) < len(over):
            break  # a table of its own
        if set(over) - {parts[0]}:
            first = row
    while len({_band(column, parts) for column in by_row.get(last + 1, ())}) > 1:
        last += 1
    return range(first, last + 1)


def _band(column: int, parts: Sequence[Band]) -> Band:
    """That in which a column stands, or the one before it."""
    return next((band for band in reversed(parts) if band.first <= column), parts[0])


def _within(area: Area, rows: range, band: Band, parts: Sequence[Band]) -> Area:
    """What stands in these rows of one band."""

    def holds(slot: Slot) -> bool:
        return slot[0] in rows and _band(slot[1], parts) == band

    return Area(
        {slot: text for slot, text in area.cells.items() if holds(slot)},
        {slot for slot in area.bordered if holds(slot)},
        [(top, left, low, min(far, band.last)) for top, left, low, far in area.merged if holds((top, left))],
        {slot: place for slot, place in area.unsaved.items() if holds(slot)},
    )


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


def _parted(region: list[int], inside: Collection[int], alone: Collection[int]) -> list[list[int]]:
    """The rows that are a table, and those that are not, as runs; a run for each of the rows that stand alone."""
    parts: list[list[int]] = []
    for row in region:
        if parts and not {row, parts[-1][-1]}.intersection(alone) and (parts[-1][-1] in inside) == (row in inside):
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
