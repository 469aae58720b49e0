"""Rows of a Word table laid out as a grid with true spans."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from typing import Generic, TypeVar

from checker.record import dataclass

SPAN_LIMIT = 63
"""The most columns Word itself makes; a larger span is damage."""
COLUMN_LIMIT = 512
NARROW = 100
"""Twips (1.8 mm). Columns below it come of borders that were drawn, or converted, not quite in line: the margins of a
cell alone take more."""

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


def lay_out(rows: Sequence[Row[Content]]) -> Layout[Content]:
    """Place every cell once. A continuation under an open cell of the same columns adds to that cell's rows;
    any other continuation is a cell of its own."""
    placed: list[Placed[Content]] = []
    opened: dict[tuple[int, int], Placed[Content]] = {}
    columns = 0
    cut = False
    for index, row in enumerate(rows):
        column = row.before
        still: dict[tuple[int, int], Placed[Content]] = {}
        for slot in row.slots:
            start, span, merge = column, slot.span, slot.merge
            column += span
            if column > COLUMN_LIMIT:
                cut = True
                break
            above = opened.get((start, span)) if merge == "continue" else None
            if above is None:
                above = Placed(index, start, 1, span, slot.content)
                placed.append(above)
            else:
                above.row_span += 1
            if merge is not None:
                still[start, span] = above
        columns = max(columns, min(column, COLUMN_LIMIT))
        opened = still
    return Layout(placed, len(rows), columns, cut)


def close_narrow(rows: Sequence[Row[Content]], widths: Sequence[int]) -> list[int]:
    """Take narrow grid columns out of rows, but none that a cell needs; the widths of the columns, in twips, that are
    left. Rows that reach further than the widths are told stay as they are."""
    reach = max((row.before + sum(slot.span for slot in row.slots) for row in rows), default=0)
    if all(width >= NARROW for width in widths) or len(widths) < reach:
        return list(widths)
    needed: set[int] = set()
    for row in rows:
        at = row.before
        for slot in row.slots:
            held = range(at, at + slot.span)
            if all(widths[column] < NARROW for column in held):
                needed.update(held)
            at += slot.span
    kept = [column for column in range(len(widths)) if widths[column] >= NARROW or column in needed]
    index = [bisect_left(kept, column) for column in range(len(widths) + 1)]
    for row in rows:
        at = row.before
        row.before = index[at]
        for slot in row.slots:
            end = at + slot.span
            slot.span = max(index[end] - index[at], 1)
            at = end
    return [widths[column] for column in kept]
