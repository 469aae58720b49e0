"""Tables with a tab before each cell and a blank line after each row; a cell may go on over blank lines."""

from __future__ import annotations

from adapters.text import SPACE
from adapters.text.lines import Line, strip
from adapters.text.rows import Row, lines_of_cell, table, worth
from adapters.text.shapes import NARROW, Numbering, is_figure, is_prose, width
from checker.document import Block

_PIECES = 12
_COLUMNS = 3
"""Cells of a row at least, of which one may be a sentence."""


def is_cell(line: Line) -> bool:
    """Whether a line is one cell with its tab before it."""
    string = line.string.rstrip(SPACE) or line.string
    return not line.picture and string.lstrip(" ").startswith("\t") and "\t" not in string.strip(SPACE)


def tabbed(lines: list[Line], start: int) -> tuple[list[Block], int]:
    """The table that begins at `start`, and the line after it; no block when none begins before that line."""
    if not is_cell(lines[start]):
        return [], start + 1
    rows: list[Row] = [[]]
    at, end = start, start
    while at < len(lines):
        line = lines[at]
        if is_cell(line):
            if is_prose(line.string) and not _is_of_a_row(lines, at, rows):
                break
            rows[-1].append(strip(line.text))
            at += 1
            end = at
            continue
        blanks = 0
        while at < len(lines) and lines[at].blank and not lines[at].picture and not is_cell(lines[at]):
            at, blanks = at + 1, blanks + 1
        if at == len(lines):
            break
        if is_cell(lines[at]):
            if rows[-1]:
                rows.append([])
            continue
        if blanks > 1 or not rows[-1] or not _goes_on(lines, at, rows[-1][-1].string):
            break
        rows[-1][-1] = lines_of_cell([rows[-1][-1], lines[at].text])
        at += 1
        end = at
    rows = [row for row in rows if row]
    if len(rows) < 2 or not worth(rows):
        return [], max(end, start + 1)
    return [table(rows)], end


def _is_of_a_row(lines: list[Line], at: int, rows: list[Row]) -> bool:
    """Whether a sentence is a cell: of a row that has as many as the first one, and of more than two."""
    first = at - len(rows[-1])
    last = next((end for end in range(at, len(lines)) if not is_cell(lines[end])), len(lines))
    return len(rows) > 1 and last - first == len(rows[0]) >= _COLUMNS


def _goes_on(lines: list[Line], at: int, cell: str) -> bool:
    """Whether the line is a further piece of the cell: narrow, and after a piece or a few more the table goes on."""
    if not cell or is_figure(cell):
        return False
    for index in range(at, min(at + 2 * _PIECES, len(lines))):
        line = lines[index]
        if is_cell(line):
            return True
        if line.picture or (line.blank and lines[index - 1].blank):
            return False
        if not line.blank and (
            is_prose(line.string) or width(line.string) > 2 * NARROW or Numbering.number(line.string)
        ):
            return False
    return False
