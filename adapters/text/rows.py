"""Tables out of rows of cells, and rows out of a stream of cells."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from itertools import pairwise

from adapters.text.lines import strip
from adapters.text.shapes import is_figure
from checker.document import Cell, Table, Text, join
from checker.text.digits import chinese_number
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
    unless it is written among the headers before, as 总计 under each group is, and the figures have no label. Where the
    next row has more figures than the first, words stand in place of those that lack. A label that goes on from the one
    before it (1. and 2.) is that of another row, and the one before has nothing filled in.
    """
    rows: list[Row] = []
    row: Row = []
    seen_figures = body = False
    codes = _codes(cells)
    for at, cell in enumerate(cells):
        empty = not cell.string.strip()
        figure = not empty and is_figure(cell.string) and at not in codes
        if at in codes and row:
            rows.append(row)
            row, seen_figures, body = [], False, True
        if figure and row and not seen_figures:
            labels = [label for label in row if label.string.strip()]
            names = [bare(label.string) for label in labels]
            if len(labels) > 3 and row[-1].string.strip():
                split = len(row) if names[-1] in names[:-1] else len(row) - 1 - _words_for_figures(cells, at)
                rows.append(row[:split])
                row = row[split:]
        after = not figure and not empty and bool(row) and body and not seen_figures and follows(row[-1], cell)
        if after or (not figure and not empty and row and (seen_figures or (body and not row[-1].string.strip()))):
            rows.append([*row, Text("")] if after else row)
            row, seen_figures = [], False
        row.append(cell)
        seen_figures = seen_figures or figure
        body = body or figure
    return [*rows, row] if row else rows


_CODE = re.compile(r"[0-9]{3,12}")
_CODES = 3
"""Codes before labels, at least, that tell that rows begin with them."""


def _codes(cells: Sequence[Text]) -> set[int]:
    """Which whole numbers before a label are the codes of their rows and no figures of the rows before: most of them
    begin, or go on from, another one of them (201, 20106, 2010601)."""
    strings = [cell.string.strip() for cell in cells]
    found = {
        at: one
        for at, (one, after) in enumerate(pairwise(strings))
        if _CODE.fullmatch(one) and after and not is_figure(after)
    }
    known = set(found.values())
    parents = {one[:end] for one in known for end in range(3, len(one))} & known
    within = {one for one in known if any(one[:end] in known for end in range(3, len(one)))}
    return set(found) if len(known) >= _CODES and 2 * len(parents | within) > len(known) else set()


_NUMBER = re.compile(r"[ \t\u3000]*(?:([(（])?([一二三四五六七八九十]{1,3}|\d{1,2})(?:[)）]|[、.．]))")
_LEVELS = ("chinese", "bracket", "decimal")


def follows(before: Text, label: Text) -> bool:
    """Whether a label goes on from one before it that had no figures: 1. and 2., 8. and （四）; not 三、 and （一）."""
    one, two = _numbered(before), _numbered(label)
    if one is None or two is None:
        return False
    return two[1] == one[1] + 1 if one[0] == two[0] else two[0] < one[0]


def _numbered(label: Text) -> tuple[int, int] | None:
    """How far in a label is numbered, and its number."""
    match = _NUMBER.match(label.string)
    if match is None:
        return None
    number = int(match[2]) if match[2].isdigit() else int(chinese_number(match[2]) or 0)
    return (_LEVELS.index("bracket" if match[1] else "decimal" if match[2].isdigit() else "chinese"), number)


_IN_PLACE = 2
"""Cells of the first row with words in place of figures, at most."""
_WORD = 5
"""Characters of such a word, at most."""


def _words_for_figures(cells: Sequence[Text], at: int) -> int:
    """How many of the labels right before the first figure stand in the place of one, as 若干 may: as many as the row
    is short of the next one."""
    kinds = [is_figure(cell.string) for cell in cells[at : at + 200]]
    here = kinds.index(False) if False in kinds else len(kinds)
    rest = kinds[here + 1 :]
    there = rest.index(False) if False in rest else len(rest)
    short = there - here
    if [cell.string.strip() for cell in cells[at : at + here]] == [str(number) for number in range(1, here + 1)]:
        return 0  # the numbers of the columns
    if not 0 < short <= _IN_PLACE or at - short < 2:
        return 0
    words = cells[at - short : at]
    longer = len(cells[at - short - 1].string) >= max(len(word.string) for word in words)
    return short if longer and all(0 < len(word.string.strip()) <= _WORD for word in words) else 0


def lines_of_cell(parts: list[Text]) -> Text:
    """One cell of the lines it is broken in."""
    return join([strip(part) for part in parts], "\n")
