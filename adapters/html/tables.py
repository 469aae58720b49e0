"""Tables of a web page: the grid with its spans, and which tables are only layout."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import field

from lxml import etree

from adapters.html.content import is_hidden, said
from adapters.html.looks import declared
from adapters.text.continued import going_on
from adapters.text.shapes import is_figure
from checker.record import dataclass

MOST_SPAN = 1000
_LONG = 300
"""Characters of a cell that only a table for layout has."""


def rows_of(table: etree._Element) -> Iterator[etree._Element]:
    """The rows of a table itself, those of its foot last."""
    feet: list[etree._Element] = []
    for child in table:
        if is_hidden(child):
            continue
        if child.tag == "tr":
            yield child
        elif child.tag in ("thead", "tbody", "tfoot"):
            rows = [row for row in child if row.tag == "tr" and not is_hidden(row)]
            if child.tag == "tfoot":
                feet += rows
            else:
                yield from rows
    yield from feet


def cells_of(row: etree._Element) -> list[etree._Element]:
    return [cell for cell in row if cell.tag in ("td", "th") and not is_hidden(cell)]


def is_layout(table: etree._Element) -> bool:
    """Whether a table only arranges text: a single cell or column of it, tables in it, or long passages."""
    if table.get("role") in ("presentation", "none"):
        return True
    rows = [cells_of(row) for row in rows_of(table)]
    cells = [cell for row in rows for cell in row]
    if len(cells) < 2:
        return True
    whole = sum(_length(cell) for cell in cells)
    nested = sum(_length(inner) for inner in table.iterdescendants("table") if _outer(inner) is table)
    figures = sum(is_figure(said(cell)) for cell in cells)
    if nested * 2 > whole or (nested and not figures):
        return True
    longest = max(map(_length, cells))
    headed = any(next(cell.iter("h1", "h2", "h3", "h4"), None) is not None for cell in cells)
    if max(map(len, rows)) == 1:
        return longest > 60 or headed
    return longest > _LONG and (figures == 0 or longest * 2 > whole)


def _length(element: etree._Element) -> int:
    return sum(len("".join(str(text).split())) for text in element.itertext())


def _outer(inner: etree._Element) -> etree._Element | None:
    return next(inner.iterancestors("table"), None)


Placed = tuple[int, int, int, int, etree._Element]
"""Row, column, row span, column span and element of a cell."""
Rows = list[list[etree._Element]]


def spans(rows: Rows, longer: Mapping[etree._Element, int] | None = None) -> list[Placed]:
    """Each cell in its place, in reading order, spans cut to the grid; `longer` cells reach over so many more rows."""
    taken: set[tuple[int, int]] = set()
    placed: list[Placed] = []
    for number, row in enumerate(rows):
        column = 0
        for cell in row:
            while (number, column) in taken:
                column += 1
            down, across = stated_spans(cell)
            down = (down or len(rows)) + (longer.get(cell, 0) if longer else 0)
            down = min(down, len(rows) - number)
            while across > 1 and any((number, column + step) in taken for step in range(1, across)):
                across -= 1
            taken.update((number + low, column + step) for low in range(down) for step in range(across))
            placed.append((number, column, down, across, cell))
            column += across
    return placed


@dataclass(slots=True)
class Grid:
    """The rows of a table, and the cells that reach further down than they say."""

    rows: Rows
    longer: dict[etree._Element, int] = field(default_factory=dict)

    def placed(self) -> list[Placed]:
        """The cells in their places."""
        return spans(self.rows, self.longer)


def rejoined(above: Grid, below: Rows) -> Grid | None:
    """A table that was cut in two, where merged cells at the left of the upper half go on in the lower half, whose
    rows lack them; None where the halves are no such table."""
    before, height = above.placed(), len(above.rows)
    wide = _widths(before, height)[-1]
    lacking = [wide - width for width in _widths(spans(below), len(below))]
    reaching = sorted((one for one in before if one[0] + one[2] == height), key=lambda one: one[1])
    counts = going_on([across for _, _, _, across, _ in reaching], lacking)
    if not counts or not _is_merged(reaching[: len(counts)], below[0]):
        return None
    longer = dict(above.longer)
    for (row, _, _, _, cell), count in zip(reaching, counts, strict=False):
        reach = row + stated_spans(cell)[0] + longer.get(cell, 0)
        longer[cell] = longer.get(cell, 0) + height + count - reach
    whole = Grid(above.rows + below, longer)
    full = _widths(whole.placed(), height + len(below))[height:]
    return whole if set(full) == {wide} else None


def _is_merged(beside: list[Placed], first: list[etree._Element]) -> bool:
    """Whether cells may reach into the rows below: the outermost reaches over rows already, or was cut right after
    its first one and figures go on. Figures reach nowhere, and a table below that is narrower has a head of its own."""
    if any(is_figure(said(cell)) for *_, cell in beside):
        return False
    return beside[0][2] > 1 or any(is_figure(said(cell)) for cell in first)


def _widths(placed: list[Placed], rows: int) -> list[int]:
    """How many columns the cells of each row fill."""
    widths = [0] * rows
    for row, _, down, across, _ in placed:
        for at in range(row, row + down):
            widths[at] += across
    return widths


def stated_spans(cell: etree._Element) -> tuple[int, int]:
    """How many rows (0: all that follow) and columns a cell says it reaches over."""
    across = _span(cell, "colspan") or _span(cell, "aria-colspan")
    down = _span(cell, "rowspan") if cell.get("rowspan") is not None else _span(cell, "aria-rowspan")
    if "grid" not in (cell.get("style") or ""):
        return 1 if down is None else down, max(across or 1, 1)
    down = grid_lines(cell, "row")[1] if down is None else down
    return down, max(grid_lines(cell, "column")[1] if across is None else across, 1)


def grid_lines(cell: etree._Element, axis: str) -> tuple[int | None, int]:
    """The line of a CSS grid that a cell begins at on an axis (`row`, `column`), where it states one, and over how many
    tracks it reaches: `2 / span 3`, `2 / 5`, `span 3`, or the like within `grid-area`."""
    parts = [part.strip() for part in declared(cell, f"grid-{axis}").split("/")]
    area = declared(cell, "grid-area").split("/")
    if not parts[0] and len(area) == 4:
        parts = [part.strip() for part in area[("row", "column").index(axis) :: 2]]
    reach = next((found for part in parts if (found := re.fullmatch(r"span\s+(\d{1,3})", part))), None)
    lines = [int(part) for part in parts if part.isdecimal() and len(part) < 4]
    across = int(reach[1]) if reach else lines[1] - lines[0] if len(lines) == 2 else 1
    begin = lines[0] if parts[0].isdecimal() and lines else None
    return begin, min(max(across, 1), MOST_SPAN)


def _span(cell: etree._Element, name: str) -> int | None:
    written = (cell.get(name) or "").strip()
    return min(int(written), MOST_SPAN) if written.isdecimal() and written.isascii() and len(written) < 9 else None
