"""Whether a line goes on with the columns of a table."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise
from statistics import median

from adapters.pdf.reading.glyphs import Glyph
from adapters.pdf.reading.lines import Line, line
from adapters.pdf.reading.unruled.columns import Columns, apart, columns, of_figures
from adapters.pdf.reading.unruled.white import narrowed
from adapters.pdf.reading.words import Row, Span, cut_between, figure

FAR = 3.2
"""Ems between the baselines of two lines of one table, at most; more where its lines stand further apart."""
HEADING = re.compile(r"[一二三四五六七八九十]{1,3}、")
_TOUCHING = 0.4
"""Ems between two names that nearly touch, at least."""
_SEVERAL, _PARTED, _LONGEST = 5, 0.25, 8
"""Columns whose names may touch, at least; ems by which the end of a name may be from half-way; its signs, at most."""
_LARGER = 1.1
"""Times the size of the lines above and below it, from which a heading is no label among them."""
_WIDE = 0.55
"""Of the width of all lines, that one of running text takes at least."""


def parted(rows: Sequence[Row]) -> list[Row]:
    """The rows with words cut at the columns that other rows tell apart."""
    wide = [at for at, row in enumerate(rows) if len(row) > 1]
    cutting = dict(zip(wide, narrowed([rows[at] for at in wide]), strict=True))
    result = [cutting.get(at, row) for at, row in enumerate(rows)]
    found = columns(result)
    kinds = list(pairwise(of_figures(result, found)))
    # Names that stand close are of one column each where figures below them are.
    close = [gutter for gutter, both in zip(found.gutters, kinds, strict=True) if all(both)]
    return [cut_at(row, found, close) for row in result]


def cut_at(row: Row, cols: Columns, close: Sequence[Span] = ()) -> Row:
    """The words of a line cut at columns that other lines show; `close` as in `cut_between`."""
    return (_names_in_a_row(row[0], cols) if len(row) == 1 else []) or cut_between(row, cols.gutters, close=close)


def divided(row: Row, cols: Columns) -> Row:
    """The words of a line, a single one cut at the columns if it is names that nearly touch and not running text."""
    if len(row) > 1:
        return row
    over = cols.over(row[0])
    if over is None or over[0] == over[1]:
        return row
    parts = cut_between(row, cols.gutters, _TOUCHING)
    if len(parts) > 1 and 2 * len(parts) > over[1] - over[0] + 1:
        return parts
    return _names_in_a_row(row[0], cols) or row


def _names_in_a_row(word: Line, cols: Columns) -> Row:
    """The names of narrow columns that fill them and so touch each other, as a word each: the glyphs part half-way
    between the middles of all columns, which those of running text do by chance in a few places only."""
    middles = [sum(span) / 2 for span in cols.spans]
    near = _PARTED * word.size
    if len(middles) < _SEVERAL or not abs((word.x0 + word.x1) - (middles[0] + middles[-1])) < 2 * word.size:
        return []
    parts: list[list[Glyph]] = [[]]
    for glyph in word.glyphs:
        at = len(parts) - 1
        if parts[-1] and at + 1 < len(middles) and abs(glyph.x0 - (middles[at] + middles[at + 1]) / 2) < near:
            parts.append([])
        parts[-1].append(glyph)
    if len(parts) < len(middles) or any(len(part) > _LONGEST for part in parts):
        return []
    return [made for part in parts if (made := line(word.page, part)) is not None]


def fitted(row: Row, cols: Columns) -> Columns | None:
    """The columns with the words of a row in them; None where two figures of it would stand in one."""
    spans = [list(span) for span in cols.spans]
    previous: tuple[Line, int] | None = None
    for word in row:
        over = cols.over(word)
        if over is None:
            spans.append([word.x0, word.x1])
            previous = None
            continue
        if previous is not None and over[0] <= previous[1] and figure(word) and figure(previous[0]):
            return None
        if over[0] == over[1] and len(row) > 1:
            span = spans[over[0]]
            span[0], span[1] = min(span[0], word.x0), max(span[1], word.x1)
        previous = (word, over[1])
    return Columns(tuple(apart(spans)))


def ends(lines: Sequence[Line], at: int, word: Line, cols: Columns, width: float) -> bool:
    """Whether a line of one word cannot stand within a table: running text, or a heading in a line of its own."""
    over = cols.over(word)
    if over is not None and over[1] > over[0] and word.x1 - word.x0 > _WIDE * width:
        return True
    if not HEADING.match(word.string):
        return False
    beside = [lines[near].size for near in (at - 1, at + 1) if 0 <= near < len(lines)]
    if beside and word.size > _LARGER * max(beside):
        return True
    if over is not None and over[1] == 0 and len(cols.spans) > 2 and word.x1 <= cols.spans[1][0]:
        return False
    # A label for several rows may be numbered as headings are; it stands between two rows that are as near as others.
    others = [lines[near].base for near in range(max(at - 6, 0), min(at + 7, len(lines))) if near != at]
    if at in (0, len(lines) - 1) or len(others) < 2:
        return True
    usual = median(below - above for above, below in pairwise(others))
    return lines[at + 1].base - lines[at - 1].base > max(2.0 * word.size, 1.3 * usual)
