"""Tables out of rows of cells, and rows out of a stream of cells."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from itertools import accumulate, pairwise

from adapters.text.lines import strip
from adapters.text.shapes import is_figure
from checker.document import Cell, Table, Text, join
from checker.text.normalize import bare

Row = list[Text]


def table(rows: list[Row]) -> Table:
    """The table of rows as they stand; how far a cell reaches is not in the text."""
    cells = tuple(
        Cell(number, column, strip(text)) for number, row in enumerate(rows) for column, text in enumerate(row)
    )
    return Table(cells, len(rows), max(map(len, rows)), ragged=True)


def worth(rows: list[Row]) -> bool:
    """Whether rows are a table and not lines that happen to hold separators."""
    filled = [[cell for cell in row if cell.string.strip()] for row in rows]
    figures = sum(is_figure(cell.string) for row in filled for cell in row)
    wide = sum(len(row) > 1 for row in filled)
    return bool(wide) and (figures > 0 or wide > 1)


def mend(rows: list[Row]) -> list[Row]:
    """Rows with those joined that a line break parted: figures that fill up the row before to the usual length."""
    lengths = Counter(len(row) for row in rows if len(row) > 2)
    if not lengths:
        return rows
    usual = max(lengths, key=lambda length: (lengths[length], length))
    mended: list[Row] = []
    for row in rows:
        before = mended[-1] if mended else []
        if (
            len(before) > 1
            and len(before) + len(row) == usual
            and is_figure(before[-1].string)
            and all(is_figure(cell.string) for cell in row)
        ):
            mended[-1] = before + row
        else:
            mended.append(row)
    return mended


def from_stream(cells: list[Text]) -> list[Row]:
    """Rows of cells that come without row ends: a label after figures begins a new one.

    Four labels or more before figures are headers and the label of the first row; the last of them is that label,
    unless it is written among the headers before, as 总计 under each group is, and the figures have no label.
    """
    rows: list[Row] = []
    row: Row = []
    seen_figures = body = False
    for cell in cells:
        empty = not cell.string.strip()
        figure = not empty and is_figure(cell.string)
        if figure and row and not seen_figures:
            labels = [label for label in row if label.string.strip()]
            names = [bare(label.string) for label in labels]
            if len(labels) > 3 and row[-1].string.strip():
                split = len(row) if names[-1] in names[:-1] else len(row) - 1
                rows.append(row[:split])
                row = row[split:]
        if not figure and not empty and row and (seen_figures or (body and not row[-1].string.strip())):
            rows.append(row)
            row, seen_figures = [], False
        row.append(cell)
        seen_figures = seen_figures or figure
        body = body or figure
    return [*rows, row] if row else rows


def lines_of_cell(parts: list[Text]) -> Text:
    """One cell of the lines it is broken in."""
    return join([strip(part) for part in parts], "\n")


def going_on(spans: Sequence[int], lacking: Sequence[int]) -> list[int]:
    """Over how many rows of the lower half of a table each merged cell of the upper half goes on.

    `spans` are the columns of the cells that end the upper half, from the left; `lacking` is how many columns each row
    of the lower half has less. Cells further in end first. Empty where the rows do not lack just what such cells leave.
    """
    edges = list(accumulate(spans))
    if not lacking or lacking[0] <= 0 or any(low < high for low, high in pairwise(lacking)):
        return []
    if any(one and one not in edges for one in lacking):
        return []
    return [sum(one >= edge for one in lacking) for edge in edges if edge <= lacking[0]]
