"""Rows of a Word table laid out as a grid with true spans."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

SPAN_LIMIT = 63
"""The most columns Word itself makes; a larger span is damage."""
COLUMN_LIMIT = 512
NARROW = 40
"""Twips. Columns below it come of borders that were drawn, or converted, not quite in line."""

Content = TypeVar("Content")


@dataclass(slots=True)
class Slot(Generic[Content]):
    """A cell of a row as the file states it; `merge` is None, "restart" or "continue" (vertical)."""

    span: int
    merge: str | None
    content: Content


@dataclass(slots=True)
class Row(Generic[Content]):
    """A row: grid columns left free before it, and its cells."""

    before: int
    slots: list[Slot[Content]]


@dataclass(slots=True)
class Placed(Generic[Content]):
    """A cell in its grid."""

    row: int
    column: int
    row_span: int
    column_span: int
    content: Content


@dataclass(frozen=True, slots=True)
class Layout(Generic[Content]):
    """A table laid out, its cells in reading order; `cut` tells that columns beyond the limit were left out."""

    cells: list[Placed[Content]]
    rows: int
    columns: int
    cut: bool = False


def lay_out(rows: Sequence[Row[Content]], widths: Sequence[int] = ()) -> Layout[Content]:
    """Place every cell once. A continuation under an open cell of the same columns adds to that cell's rows;
    any other continuation is a cell of its own. `widths` are those of the grid columns, in twips."""
    placed: list[Placed[Content]] = []
    opened: dict[tuple[int, int], Placed[Content]] = {}
    columns = 0
    cut = False
    for index, row in enumerate(rows):
        column = row.before
        still: dict[tuple[int, int], Placed[Content]] = {}
        for slot in row.slots:
            key = (column, slot.span)
            column += slot.span
            if column > COLUMN_LIMIT:
                cut = True
                break
            above = opened.get(key) if slot.merge == "continue" else None
            if above is None:
                above = Placed(index, key[0], 1, slot.span, slot.content)
                placed.append(above)
            else:
                above.row_span += 1
            if slot.merge is not None:
                still[key] = above
        columns = max(columns, min(column, COLUMN_LIMIT))
        opened = still
    if any(width < NARROW for width in widths) and len(widths) >= columns:
        columns = _close_narrow(placed, widths, columns)
    return Layout(placed, len(rows), columns, cut)


def _close_narrow(placed: list[Placed[Content]], widths: Sequence[int], columns: int) -> int:
    """Take narrow grid columns away, but none that a cell needs; the new number of columns."""
    keep = [column for column in range(columns) if widths[column] >= NARROW]
    lonely = {
        column
        for cell in placed
        if all(widths[column] < NARROW for column in range(cell.column, cell.column + cell.column_span))
        for column in range(cell.column, cell.column + cell.column_span)
    }
    kept = {*keep, *lonely}
    index = [0] * (columns + 1)
    for column in range(columns):
        index[column + 1] = index[column] + (column in kept)
    for cell in placed:
        end = index[cell.column + cell.column_span]
        cell.column = index[cell.column]
        cell.column_span = max(end - cell.column, 1)
    return len(kept)
