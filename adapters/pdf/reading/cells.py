"""The lines of a table cell: glyphs in stream order, vertical writing kept together."""

from __future__ import annotations

import itertools
from collections.abc import Sequence

from adapters.pdf.reading.glyphs import BLANK, Glyph
from adapters.pdf.reading.lines import Line, in_order, line, lines, wide


def cell_lines(page: int, glyphs: Sequence[Glyph]) -> list[Line]:
    """The cell's lines in reading order.

    The stream is followed, as geometry breaks vertical writing; where the stream does not go from top to bottom,
    geometry decides, and it does so within a line (a decimal point may be drawn after the figures beside it).
    """
    if glyphs and _one_line(glyphs):
        made = line(page, glyphs)
        return [made] if made is not None else []
    seen = [glyph for glyph in glyphs if glyph.char not in BLANK]
    if not seen:
        return []
    if any(not glyph.upright for glyph in seen):
        return _turned(page, glyphs)
    if _vertical(seen):
        return _columns(page, seen)
    rows: list[list[Glyph]] = []
    for glyph in glyphs:
        if rows:
            last = rows[-1][-1]
            near = abs(glyph.base - last.base) <= 0.5 * max(min(glyph.size, last.size), 1.0)
            if near and glyph.x0 >= last.x0 - 0.5 * last.size:
                rows[-1].append(glyph)
                continue
            if near or glyph.base < last.base:
                return lines(page, glyphs)
        rows.append([glyph])
    return [made for row in rows if (made := line(page, in_order(row))) is not None]


def _one_line(glyphs: Sequence[Glyph]) -> bool:
    """Whether all is upright on one baseline from left to right, as in most cells."""
    _, left, _, _, _, base, _, upright, *_ = glyphs[0]
    if not upright:
        return False
    for glyph in glyphs:
        if glyph[1] < left or glyph[5] != base or not glyph[7]:
            return False
        left = glyph[1]
    return True


def _vertical(glyphs: Sequence[Glyph]) -> bool:
    """Whether ideographs go from top to bottom: at least two, each below the one before but for new columns."""
    if len(glyphs) < 2 or sum(wide(glyph.char) for glyph in glyphs) * 2 <= len(glyphs):
        return False
    steps = list(itertools.pairwise(glyphs))
    down = sum(
        abs((a.x0 + a.x1) - (b.x0 + b.x1)) < a.size and 0.4 * a.size < b.base - a.base < 3 * a.size for a, b in steps
    )
    if len(glyphs) == 2:
        return down == 1 and all(wide(glyph.char) for glyph in glyphs)
    return down >= 0.6 * len(steps)


def _columns(page: int, glyphs: Sequence[Glyph]) -> list[Line]:
    """Columns of vertical writing, each a line, in stream order."""
    columns: list[list[Glyph]] = []
    for glyph in glyphs:
        if columns:
            last = columns[-1][-1]
            beside = abs(glyph.base - last.base) < 0.5 * last.size
            if abs((glyph.x0 + glyph.x1) - (last.x0 + last.x1)) < 1.6 * last.size and (
                glyph.base >= last.base - 0.5 * last.size or beside
            ):
                columns[-1].append(glyph)
                continue
        columns.append([glyph])
    return [made for column in columns if (made := _whole(page, column)) is not None]


def _turned(page: int, glyphs: Sequence[Glyph]) -> list[Line]:
    """Writing turned by a quarter: a new line where it moves across its direction."""
    rows: list[list[Glyph]] = []
    for glyph in glyphs:
        if rows:
            last = rows[-1][-1]
            if abs((glyph.x0 + glyph.x1) - (last.x0 + last.x1)) < 1.2 * last.size:
                rows[-1].append(glyph)
                continue
        rows.append([glyph])
    return [made for row in rows if (made := _whole(page, row)) is not None]


def _whole(page: int, glyphs: Sequence[Glyph]) -> Line | None:
    return line(page, glyphs)
