"""Tables with as many tabs in each row as in every other, whatever is in the cells: so office programs copy them."""

from __future__ import annotations

from adapters.text.inline import BARS, TAB, cut_at
from adapters.text.lines import Line
from adapters.text.rows import Row, table
from adapters.text.shapes import is_figure, is_prose
from checker.document import Block, Text

_CELLS, _ROWS = 3, 3
"""Cells of a row and rows that tabs in lines of running text do not come to by chance."""


def separated(lines: list[Line], start: int) -> tuple[list[Block], int]:
    """The table of sentences that begins at `start`, and the line after it; no block when none begins before that line.

    A cell that is blank, as one is that reaches down from the row above, counts. A table of figures is none of these:
    `adapters.text.spaced` mends what its copy has lost.
    """
    width = _width(lines[start])
    if width < _CELLS:
        return [], start + 1
    end = start + 1
    while end < len(lines) and _width(lines[end]) in (width, width - 1) and _width(lines[end]) >= _CELLS:
        end += 1
    rows = [_cells(line, width) for line in lines[start:end]]
    told = [cell.string for row in rows for cell in row[1:]]
    if len(rows) < _ROWS or not any(map(is_prose, told)) or any(map(is_figure, told)):
        return [], end
    return [table(rows)], end


def _width(line: Line) -> int:
    """The cells of a line, blank ones as well; 1 for one without tabs, 0 for what is no row."""
    if line.picture or line.blank or line.level is not None or BARS.search(line.string):
        return 0
    return line.string.rstrip(" ").count("\t") + 1


def _cells(line: Line, width: int) -> Row:
    row = cut_at(line.text, TAB)
    return [*row, *[Text("", line.text.runs[-1:])] * (width - len(row))]
