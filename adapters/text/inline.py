"""Tables with a row on a line and bars between the cells."""

from __future__ import annotations

import re
from collections.abc import Iterator

from adapters.text import SPACE
from adapters.text.blanks import closed_early
from adapters.text.boxed import boxed
from adapters.text.lines import Line, strip
from adapters.text.rows import Row, lines_of_cell, mend, table, worth
from adapters.text.ruled import between_rules
from adapters.text.shapes import NARROW, Numbering, has_enumerator, is_figure, is_prose, width
from checker.document import Block, Paragraph, Text

BARS = re.compile(r"(?<!\\)[|｜│┃]")
_STROKE = re.compile("[-=─━═]")
_RULE = re.compile(r"[\s|｜:+\-=_─━│┃┄┅┆┇┈-╿]*(?:[-=_]{3,}|[─━═]{2,})[\s|｜:+\-=_─━│┃┄┅┆┇┈-╿]*")


def is_rule(line: Line) -> bool:
    """Whether a line draws a border, or parts the head of a Markdown table from its body."""
    string = line.string
    return len(string) < 1000 and _STROKE.search(string) is not None and _RULE.fullmatch(string) is not None


def bar_row(line: Line) -> Row | None:
    """The cells of a line with bars, None when it has none. Nothing outside the first and last bar is no cell."""
    if line.picture or not BARS.search(line.string):
        return None
    row = cut_at(line.text, BARS)
    if len(row) < 3 and is_prose(line.string) and not line.string.strip(SPACE).endswith(("|", "｜")):
        return None
    if not row[0].string and BARS.match(line.string.lstrip(SPACE)):
        del row[0]
    if row and not row[-1].string and BARS.match(line.string.rstrip(SPACE)[-1:]):
        del row[-1]
    return row


TAB = re.compile("\t")
"""What parts the cells of a row that an office program copies."""


def cut_at(text: Text, separator: re.Pattern[str]) -> Row:
    """The cells of a text between separators, without the spaces round them."""
    row: Row = []
    done = 0
    for match in [*separator.finditer(text.string), None]:
        stop = match.start() if match else len(text.string)
        piece = strip(text.slice(done, stop)) if stop > done else Text("")
        row.append(piece if piece.runs or not text.runs else Text("", text.slice(max(done - 1, 0), done).runs[:1]))
        done = match.end() if match else stop
    return row


def barred_rows(lines: list[Line], start: int) -> tuple[list[Block], int]:
    """What begins at `start` with rows such as `a | b |`, and the line after it; the same line when nothing does."""
    if is_rule(lines[start]):
        table, end = boxed(lines, start)
        return ([table] if table is not None else []), end
    if bar_row(lines[start]) is None:
        return [], start
    rows: list[Row] = []
    ends: list[bool] = []
    bands: list[int] = []
    rules = 0
    closed = True
    at, end = start, start
    while at < len(lines):
        line = lines[at]
        row = bar_row(line)
        if is_rule(line):
            rules += 1
            at += 1
            end = at
            continue
        if row is not None:
            if not closed and rows and row and _completes(rows, row):
                rows[-1] = [*rows[-1][:-1], lines_of_cell([rows[-1][-1], row[0]]), *row[1:]]
            else:
                rows.append(row)
            closed = line.string.rstrip(SPACE)[-1:] in ("|", "｜", "│", "┃")
            ends[len(rows) - 1 :] = [closed]
            bands[len(rows) - 1 :] = [rules]
            at += 1
            end = at
        elif line.blank and not line.picture and at + 1 < len(lines) and bar_row(lines[at + 1]) is not None:
            at += 1
        elif _is_piece(lines, at) and closed:
            following = bar_row(lines[at + 1]) or [Text("")]
            rows.append([lines_of_cell([line.text, following[0]]), *following[1:]])
            closed = lines[at + 1].string.rstrip(SPACE)[-1:] in ("|", "｜")
            ends.append(closed)
            bands.append(rules)
            at += 2
            end = at
        else:
            break
    joined = between_rules(rows, bands)
    if len(joined) == len(rows):
        joined = closed_early(rows, ends)
    return list(_tables(mend(joined))), end


def _completes(rows: list[Row], row: Row) -> bool:
    """Whether a row fills up the one before to the length of its neighbours, the line having broken within a cell."""
    lengths = {len(other) for other in rows[:-1]}
    return len(rows[-1]) + len(row) - 1 in lengths and len(rows[-1]) not in lengths


def _is_piece(lines: list[Line], at: int) -> bool:
    """Whether a line without bars is the beginning of the first cell of the next row."""
    line = lines[at]
    if line.picture or line.blank or is_prose(line.string) or width(line.string) > NARROW or is_figure(line.string):
        return False
    following = bar_row(lines[at + 1]) if at + 1 < len(lines) else None
    if not following or not following[0].string or Numbering.number(line.string) or lines[at + 1].picture:
        return False
    return any(is_figure(cell.string) for cell in following) and not has_enumerator(following[0].string)


def _tables(rows: list[Row]) -> Iterator[Block]:
    """The rows as tables; what a layout table holds of running text comes out of it."""
    held: list[Row] = []
    for row in rows:
        filled = [cell for cell in row if cell.string]
        if len(filled) == 1 and is_prose(filled[0].string) and filled[0].string[:1] not in "(（":
            yield from _table(held)
            held = []
            yield Paragraph(filled[0])
        else:
            held.append(row)
    yield from _table(held)


def _table(rows: list[Row]) -> Iterator[Block]:
    if not any(cell.string for row in rows for cell in row):
        return
    if worth(rows):
        yield table(rows)
        return
    for row in rows:
        yield from (Paragraph(cell) for cell in row if cell.string)
