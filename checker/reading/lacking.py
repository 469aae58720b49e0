"""Rows of a grid with fewer cells than the others, whose figures have moved to the left into the place of labels."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import groupby

from checker.pack.pack import FormTable
from checker.reading.align import Labels
from checker.reading.codes import is_code
from checker.reading.records import CellRef, Record


def moved_back(table: FormTable, rows: Sequence[Record]) -> list[Record]:
    """The rows of a table with codes, those with figures where the others have labels brought under their columns.

    合计 over code and name is one cell, and what it spans was lost: it lacks as many cells as its figures stand too far
    to the left. Where it lacks others too, nothing tells which, and its figures are not told (`Record.mixed`).
    """
    if not table.spec.codes:
        return list(rows)
    columns = Labels(column for block in table.blocks for column in block.columns)
    return [row for _, group in groupby(rows, key=lambda row: row.block) for row in _block(list(group), columns)]


def _block(rows: Sequence[Record], columns: Labels) -> Iterator[Record]:
    width = max((cell.end for row in rows for cell in row.cells), default=0)
    whole = [row for row in rows if not row.ragged and row.cells and row.cells[-1].end == width]
    begins = Counter(_labels_end(row.cells) for row in whole if row.figures)
    begin = begins.most_common(1)[0][0] if begins and 0 not in begins else 0
    if not begins:  # nothing stands there but the head and a total
        begin = min((cell.column for row in whole for cell in row.cells if cell.text in columns), default=0)
    for row in rows:
        label, *figures = row.cells or (None,)
        if label is None or row.ragged or label.data or not row.figures or any(not cell.data for cell in figures):
            yield row
            continue
        by, lack = begin - figures[0].column, width - figures[-1].end
        if by <= 0 or not lack:
            yield row
        elif by == lack:
            moved = (replace(cell, column=cell.column + by, end=cell.end + by) for cell in figures)
            yield replace(row, cells=(replace(label, end=label.end + by), *moved))
        else:
            yield replace(row, mixed=True)


def _labels_end(cells: Sequence[CellRef]) -> int:
    """The column behind the labels of a row, codes among them; 0 where labels stand behind figures too."""
    words = [at for at, cell in enumerate(cells) if not cell.data]
    if not words or any(cell.data and cell.text and not is_code(cell.text) for cell in cells[: words[-1]]):
        return 0
    return cells[words[-1]].end
