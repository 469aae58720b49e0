"""Tables with a row on a line: bars between the cells, or tabs, or two spaces and more."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

from adapters.text.lines import SPACE, Line, strip
from adapters.text.rows import Row, lines_of_cell, mend, table, worth
from adapters.text.shapes import NARROW, Numbering, has_enumerator, is_enumerator, is_figure, is_prose, width
from checker.document import Block, Paragraph, Table, Text

_BARS = re.compile(r"(?<!\\)[|｜│┃]")
_SPACES = re.compile("[ \u00a0\u3000]+")
_LONE_NUMBER = re.compile(r"\d{1,2}[.．、]")
_HEAD = 5
"""Lines of a table's head, within which the first row of figures comes."""
_GAPS = re.compile("[ \u00a0\u3000]{2,}")
_RULE = re.compile(r"[\s|｜:+\-=_─━│┃┄┅┆┇┈-╿]*(?:[-=_]{3,}|[─━═]{2,})[\s|｜:+\-=_─━│┃┄┅┆┇┈-╿]*")


def is_rule(line: Line) -> bool:
    """Whether a line draws a border, or parts the head of a Markdown table from its body."""
    return (
        len(line.string) < 1000 and any(mark in line.string for mark in "-=─━═") and bool(_RULE.fullmatch(line.string))
    )


def bar_row(line: Line) -> Row | None:
    """The cells of a line with bars, None when it has none. Nothing outside the first and last bar is no cell."""
    if line.picture or not _BARS.search(line.string):
        return None
    row = _cut(line.text, _BARS)
    if len(row) < 3 and is_prose(line.string) and not line.string.strip(SPACE).endswith(("|", "｜")):
        return None
    if not row[0].string and _BARS.match(line.string.lstrip(SPACE)):
        del row[0]
    if row and not row[-1].string and _BARS.match(line.string.rstrip(SPACE)[-1:]):
        del row[-1]
    return row


def _cut(text: Text, separator: re.Pattern[str]) -> Row:
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
    if bar_row(lines[start]) is None:
        return [], start
    rows: list[Row] = []
    closed = True
    at, end = start, start
    while at < len(lines):
        line = lines[at]
        row = bar_row(line)
        if is_rule(line):
            at += 1
            end = at
            continue
        if row is not None:
            if not closed and rows and row and _completes(rows, row):
                rows[-1] = [*rows[-1][:-1], lines_of_cell([rows[-1][-1], row[0]]), *row[1:]]
            else:
                rows.append(row)
            closed = line.string.rstrip(SPACE)[-1:] in ("|", "｜", "│", "┃")
            at += 1
            end = at
        elif line.blank and not line.picture and at + 1 < len(lines) and bar_row(lines[at + 1]) is not None:
            at += 1
        elif _is_piece(lines, at) and closed:
            following = bar_row(lines[at + 1]) or [Text("")]
            rows.append([lines_of_cell([line.text, following[0]]), *following[1:]])
            closed = lines[at + 1].string.rstrip(SPACE)[-1:] in ("|", "｜")
            at += 2
            end = at
        else:
            break
    return list(_tables(mend(rows))), end


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


def gap_row(line: Line) -> Row:
    """The cells of a line that are parted by tabs or by two spaces and more."""
    if line.picture or line.blank:
        return []
    text = Text(line.string.rstrip(SPACE), line.text.runs)
    if "\t" in text.string.strip(SPACE):
        return _cut(Text(text.string, line.text.runs), re.compile("\t"))
    row = _cut(strip(line.text), _GAPS)
    if len(row) == 2 and is_enumerator(row[0].string) and not is_figure(row[1].string):
        return [strip(line.text)]
    return row


def narrow_row(line: Line) -> Row:
    """The cells of a line that are parted by single spaces; a number such as 1. stays with its label."""
    if line.picture or line.blank or _BARS.search(line.string):
        return []
    row: Row = []
    for cell in _cut(strip(line.text), _SPACES):
        if (
            row
            and (is_enumerator(row[-1].string) or _LONE_NUMBER.fullmatch(row[-1].string))
            and not is_figure(cell.string)
        ):
            row[-1] = lines_of_cell([row[-1], cell])
        else:
            row.append(cell)
    return row


def narrow_rows(lines: list[Line], start: int) -> tuple[list[Block], int]:
    """The table that begins at `start`, cells parted by single spaces, and the line after it; else no block.

    So copies of a page hold a table. As running text has spaces too, three rows must be labels and then nothing but
    figures, or one be five figures.
    """
    near = [narrow_row(line) for line in lines[start : start + _HEAD]]
    if not any(_figures(row) for row in near) or not near[0] or any(is_figure(cell.string) for cell in near[0]):
        return [], start + 1
    found, end = spaced_rows(lines, start, narrow_row)
    end = max(end, start + 1)
    cells = [[cell.text for cell in block.cells if cell.row == row] for block in found for row in range(block.rows)]
    counts = [_figures(row) for row in cells]
    if sum(count > 0 for count in counts) >= 3 or max(counts, default=0) >= 5:
        return list(found), end
    return [], end


def _figures(row: Row) -> int:
    """How many figures end a row, if nothing but labels stands before them and there is a label or there are five."""
    count = 0
    for cell in reversed(row):
        if not is_figure(cell.string):
            break
        count += 1
    labels = row[: len(row) - count]
    clean = all(not is_figure(cell.string) and not is_prose(cell.string) for cell in labels)
    return count if clean and (labels or count >= 5) else 0


def spaced_rows(lines: list[Line], start: int, cut: Callable[[Line], Row] = gap_row) -> tuple[list[Table], int]:
    """The table that begins at `start`, cells parted by tabs or spaces, and the line after it; else no block."""
    first = cut(lines[start])
    if len(first) < 2 and not (_is_label(lines[start]) and start + 1 < len(lines) and len(cut(lines[start + 1])) > 1):
        return [], start + 1
    if len(first) < 2 and Numbering.number(lines[start].string) and _begins_text(lines, start, cut):
        return [], start + 1
    rows: list[Row] = []
    at = end = start
    keep = 0
    alone = 0
    while at < len(lines) and alone < 3:
        line = lines[at]
        row = cut(line)
        if line.blank and not line.picture:
            if at + 1 < len(lines) and lines[at + 1].blank:
                break
            at += 1
            continue
        if not row or any(is_prose(cell.string) for cell in row):
            break
        if len(row) < 2 and not is_figure(line.string):
            if not _is_label(line) or (
                Numbering.number(line.string) and alone == 0 and at != start and _begins_text(lines, at, cut)
            ):
                break
            alone += 1
        else:
            alone = 0
        rows.append(row)
        at += 1
        if alone == 0:
            end, keep = at, len(rows)
    rows = mend(_rejoin(rows[:keep]))
    wide = sum(len(row) > 1 for row in rows)
    figures = sum(is_figure(cell.string) for row in rows for cell in row)
    if wide < 2 or figures < 2:
        return [], max(end, start + 1)
    return [table(rows)], end


def _begins_text(lines: list[Line], at: int, cut: Callable[[Line], Row] = gap_row) -> bool:
    """Whether after a line alone something other than a row of figures follows."""
    following = next((line for line in lines[at + 1 : at + 3] if not line.blank), None)
    return following is None or not any(is_figure(cell.string) for cell in cut(following)[1:])


def _is_label(line: Line) -> bool:
    return not line.picture and not line.blank and width(line.string) <= 25 and not is_prose(line.string)


def _rejoin(rows: list[Row]) -> list[Row]:
    """Rows with a label put together that is broken over two lines, where the labels round it are numbered."""
    joined: list[Row] = []
    numbered = sum(bool(row) and has_enumerator(row[0].string) for row in rows)
    if numbered * 2 < len(rows):
        return rows
    for row in rows:
        before = joined[-1] if joined else []
        if (
            len(before) == 1
            and has_enumerator(before[0].string)
            and len(row) > 1
            and not has_enumerator(row[0].string)
            and not is_figure(row[0].string)
            and is_figure(row[1].string)
        ):
            joined[-1] = [lines_of_cell([before[0], row[0]]), *row[1:]]
        else:
            joined.append(row)
    return joined
