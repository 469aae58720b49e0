"""Tables with a row on a line, cells parted by tabs or two spaces and more; by single spaces in copies of a page."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Sequence

from adapters.text import SPACE
from adapters.text.blanks import filled_up
from adapters.text.inline import BARS, TAB, cut_at
from adapters.text.laidout import below, laid_out, stands_below
from adapters.text.lines import Line, strip, unit_above
from adapters.text.rows import Row, lines_of_cell, mend, table
from adapters.text.shapes import Numbering, has_enumerator, is_enumerator, is_figure, is_prose, says_unit, width
from checker.document import Block, Table, Text

_SPACES = re.compile("[ \u00a0\u3000]+")
_CODE = re.compile(r"[0-9]{3,12}")
"""What rows of accounts begin with: 201, 20106, 2010601."""
_LONE_NUMBER = re.compile(r"\d{1,2}[.．、]")
_HEAD = 5
"""Lines of a table's head, within which the first row of figures comes."""
_YEAR = re.compile("(?:19|20)[0-9]{2}年度?")
"""A year by the title of a table, which is no figure of a row."""
_PARTICULAR = re.compile("[^:：]{2,12}[:：][^:：]+")
_GAPS = re.compile("[ \u00a0\u3000]{2,}|(?<=[\u4e00-\u9fff]{2})\u3000(?=[0-9][0-9.,]*(?:[ \u00a0\u3000]|$))")
"""Between cells; one space as wide as a sign parts a label from a figure as well."""
_NAMES = re.compile("(?<=[\u4e00-\u9fff]{2})\u3000(?=[\u4e00-\u9fff]{2})")
"""Between names in a line that has wider gaps; a word set wide (总　计) has single signs round it."""
_LEAST_HEADS = 4
_BROKEN = 0.6
"""Of the width of the longest label, as wide at least as one is that had to be broken."""
_NEAR = 3
"""Rows back in which a cell stands above one."""
_MOST_ALONE = 3
"""Labels one below the other without a figure, after which a table is over."""


def gap_row(line: Line) -> Row:
    """The cells of a line that are parted by tabs or by two spaces and more."""
    if line.picture or line.blank:
        return []
    text = Text(line.string.rstrip(SPACE), line.text.runs)
    if "\t" in text.string.strip(SPACE):
        return cut_at(text, TAB)
    row = cut_at(strip(line.text), _GAPS)
    if len(row) == 2 and is_enumerator(row[0].string) and not is_figure(row[1].string):
        return [strip(line.text)]
    return [part for cell in row for part in cut_at(cell, _NAMES)] if len(row) > 1 else row


def narrow_row(line: Line) -> Row:
    """The cells of a line that are parted by single spaces; a number such as 1. stays with its label."""
    if line.picture or line.blank or BARS.search(line.string):
        return []
    row: Row = []
    for cell in cut_at(strip(line.text), _SPACES):
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
    first = narrow_row(lines[start])
    if not first or any(is_figure(cell.string) for cell in first):
        return [], start + 1
    if not any(_figures(narrow_row(line)) for line in lines[start : start + _HEAD]):
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
    if len(labels) > 1 and _CODE.fullmatch(labels[0].string) and not is_figure(labels[1].string):
        # A row that begins with its code may hold another one beside it: 301 工资 520.00 302 商品 96.00.
        labels = [cell for cell in labels[1:] if not is_figure(cell.string)]
    clean = all(not is_figure(cell.string) and not is_prose(cell.string) for cell in labels)
    return count if clean and (labels or count >= 5) else 0


def spaced_rows(lines: list[Line], start: int, cut: Callable[[Line], Row] = gap_row) -> tuple[list[Table], int]:
    """The table that begins at `start`, cells parted by tabs or spaces, and the line after it; else no block."""
    if not _may_begin(lines, start, cut):
        return [], start + 1
    rows, places, end = _rows_from(lines, start, cut)
    own = [lines[at] for at in places]
    as_cut, rows = rows, mend(_rejoin(filled_up(_tabs_behind(rows, own), own)))
    if len({len(row) for row in rows}) > 1 and not _named(rows) and (grid := laid_out(as_cut, own)) is not None:
        return [grid], end
    wide = sum(len(row) > 1 for row in rows)
    figures = sum(is_figure(cell.string) for row in rows for cell in row)
    # A table with nothing filled in is one by its heads, if tabs part them or the unit of its figures stands above it;
    # what spaces part elsewhere may be anything.
    heads = max((sum(bool(cell.string) for cell in row) for row in rows), default=0)
    blank = heads >= _LEAST_HEADS and (all("\t" in line.string for line in own[-2:]) or unit_above(lines, start))
    if wide < 2 or (figures < 2 and not blank):
        return [], max(end, start + 1)
    return [table(rows)], end


def _named(rows: Sequence[Row]) -> bool:
    """Whether each row of figures has a cell for each of the names right above it: none is blank, wherever they
    stand."""
    names = 0
    for row in rows:
        if not any(is_figure(cell.string) for cell in row[1:]):
            names = len(row)
        elif len(row) != names:
            return False
    return True


def _may_begin(lines: list[Line], at: int, cut: Callable[[Line], Row]) -> bool:
    """Whether a line is a row, or the label alone of a row that the next line goes on with."""
    row = cut(lines[at])
    if len(row) > 1:
        return not _says_whose(row)
    if not _is_label(lines[at]) or at + 1 == len(lines) or len(after := cut(lines[at + 1])) < 2:
        return False
    if _says_whose(after) or _says_whose(row) or says_unit(lines[at].string):
        return False
    return not _is_heading(lines, at, cut)


def _says_whose(row: Row) -> bool:
    """Whether a line tells whose the table below is, its year and unit: 部门：甲局  2024年度  单位：万元."""
    if not all(_PARTICULAR.fullmatch(cell.string) or _YEAR.fullmatch(cell.string) for cell in row):
        return False
    return any(_PARTICULAR.fullmatch(cell.string) for cell in row) and any(says_unit(cell.string) for cell in row)


def _rows_from(lines: list[Line], start: int, cut: Callable[[Line], Row]) -> tuple[list[Row], list[int], int]:
    """The rows from a line on, a blank line between them or none, their lines, and the line after the last row with
    figures."""
    rows: list[Row] = []
    places: list[int] = []
    at = end = start
    keep = alone = reach = 0
    while at < len(lines) and alone < _MOST_ALONE:
        line = lines[at]
        if line.blank and not line.picture:
            if at + 1 < len(lines) and lines[at + 1].blank:
                break
            at += 1
            continue
        row = cut(line)
        between = _tabbed(line) or _behind(line) > 1
        if rows and len(row) == 1 and between and any("\t" in lines[place].string for place in places):
            row = cut_at(Text(line.string.rstrip(SPACE), line.text.runs), TAB)
        if not row or any(is_prose(cell.string) for cell in row) or (rows and says_unit(line.string)):
            break
        if len(row) > 1 or is_figure(line.string) or (rows and _behind(line) > 1):
            alone = 0
        elif rows and at == reach and (cell := _goes_on(line, rows[-1], lines[places[-1]])) is not None:
            rows[-1] = [*rows[-1][:cell], lines_of_cell([rows[-1][cell], row[0]]), *rows[-1][cell + 1 :]]
            at, reach, end = at + 1, at + 1, at + 1 if alone == 0 else end
            continue
        elif not _is_label(line) or (alone == 0 and at != start and not _in_row(lines, places, at, rows, cut)):
            break
        else:
            alone += 1
        rows.append(row)
        places.append(at)
        at += 1
        reach = at
        if alone == 0:
            end, keep = at, len(rows)
    return rows[:keep], places[:keep], end


def _in_row(lines: list[Line], places: Sequence[int], at: int, rows: Sequence[Row], cut: Callable[[Line], Row]) -> bool:
    """Whether a label alone is that of a row in which nothing is filled in, and no heading: its number goes on from
    that of the row before, or it stands below a cell that is not the first of its row."""
    if not _is_heading(lines, at, cut):
        return True
    near = zip(rows[-_NEAR:], places[-_NEAR:], strict=True)
    before, number = rows[-1][0].string, Numbering.number(lines[at].string)
    if not is_figure(before) and Numbering.number(before) + 1 == number > 1:
        return True
    return any(stands_below(lines[at], row, lines[place]) for row, place in near)


def _goes_on(line: Line, row: Row, above: Line) -> int | None:
    """The cell with whose label a line goes on, which is right below it and has no number as that has; None for one of
    a row of its own."""
    if has_enumerator(line.string) or is_figure(line.string) or _PARTICULAR.fullmatch(line.string.strip(SPACE)):
        return None
    cell = below(line, row, above)
    if cell < 0 or cell + 1 == len(row) or not is_figure(row[cell + 1].string) or not has_enumerator(row[cell].string):
        return None
    return cell if width(line.string.strip(SPACE)) <= width(row[cell].string.split("\n")[0]) + 1.5 else None


def _tabs_behind(rows: list[Row], lines: list[Line]) -> list[Row]:
    """Rows with the blank cells for which tabs stand at the end of their lines, as a page that is copied has them: as
    wide as the widest row at most, or as most rows are if not every row has a tab there, which says nothing."""
    wide = [(len(row), _behind(line)) for row, line in zip(rows, lines, strict=True) if len(row) > 1]
    widest = max((cells for cells, _ in wide), default=0)
    (width, many), *_ = Counter(cells + tabs for cells, tabs in wide).most_common(1) or [(0, 0)]
    if many * 2 > len(wide) and any(not tabs for _, tabs in wide):
        widest = max(widest, width)
    return [
        [*row, *[Text("", row[-1].runs[-1:])] * min(_behind(line), widest - len(row))]
        for row, line in zip(rows, lines, strict=True)
    ]


def _behind(line: Line) -> int:
    """How many tabs stand behind what a line says."""
    return line.string[len(line.string.rstrip(SPACE)) :].count("\t")


def _tabbed(line: Line) -> bool:
    """Whether tabs stand only round what a line says: a row with one cell, blank ones before it."""
    inner = line.string.strip(SPACE)
    return bool(inner) and line.string[: line.string.index(inner)].count("\t") > 1


def _is_heading(lines: list[Line], at: int, cut: Callable[[Line], Row]) -> bool:
    return bool(Numbering.number(lines[at].string)) and _begins_text(lines, at, cut)


def _begins_text(lines: list[Line], at: int, cut: Callable[[Line], Row] = gap_row) -> bool:
    """Whether after a line alone something other than a row of figures follows."""
    following = next((line for line in lines[at + 1 : at + 3] if not line.blank), None)
    cells = cut(following)[1:] if following is not None else []
    return not any(is_figure(cell.string) and not _YEAR.fullmatch(cell.string) for cell in cells)


def _is_label(line: Line) -> bool:
    return not line.picture and not line.blank and width(line.string) <= 25 and not is_prose(line.string)


def _rejoin(rows: list[Row]) -> list[Row]:
    """Rows with a label put together that is broken over two lines, where the labels round it are numbered."""
    joined: list[Row] = []
    numbered = sum(bool(row) and has_enumerator(row[0].string) for row in rows)
    if numbered * 2 < len(rows):
        return rows
    widest = max((width(row[0].string) for row in rows if row), default=0.0)
    for row in rows:
        before = joined[-1] if joined else []
        if (
            len(before) == 1
            and has_enumerator(before[0].string)
            and width(before[0].string) >= _BROKEN * widest
            and len(row) > 1
            and not has_enumerator(row[0].string)
            and not is_figure(row[0].string)
            and is_figure(row[1].string)
        ):
            joined[-1] = [lines_of_cell([before[0], row[0]]), *row[1:]]
        else:
            joined.append(row)
    return joined
