"""Words of a line: the parts between wide gaps, which are figures or texts, and how they are cut."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from adapters.pdf.reading.glyphs import BLANK, Glyph
from adapters.pdf.reading.lines import Line, line

_GAP = 1.0
"""Ems between two words of different columns, at least."""
_DIGITS_GAP = 0.2
"""Ems between two numbers of different columns, at least."""
_GROUPED = 0.45
"""Ems between groups of digits of one number, at most."""
_SLIT = 0.3
"""Ems between the texts of two cells that other rows tell apart, at least."""
_TOUCH = 0.05
"""Ems between two signs that touch, at most."""
_LONGEST = 24
"""Characters of a figure, at most."""
_FIGURE = re.compile(
    r"[(（]?\s*(?:[$€£¥￥<>≤≥≈±~]\s*)*[+\-−－–]?\s*[.．]?[0-9０-９](?:[0-9０-９\s,，.．:/’'\-–]*[0-9０-９])?(?:[%％‰*]|\s*[$€£¥￥]|[\u4e00-\u9fff]{1,3})?\s*[)）]?[*†‡a-z]?"
    r"|[/／—–\-－−‐*…]{1,3}|\.{2,3}|[(（][A-Z]{1,2}[)）]|[Nn]/?[Aa]|n\.a\.|无|空"
)

_LEADER = ".·…"
"""What leads the eye from a label to its figure; it stays with the label."""

Row = list[Line]
"""The words of a line, each as a line of its own."""
Span = tuple[float, float]
"""From left to right, in points."""


def figure(word: Line) -> bool:
    """Whether a word is a number, a date, or what stands in the place of one."""
    glyphs = word.glyphs
    return len(glyphs) <= _LONGEST and _FIGURE.fullmatch(word.string) is not None


def figures(row: Row) -> int:
    """How many words are figures."""
    return sum(map(figure, row))


def words(whole: Line) -> Row:
    """The parts of a line between wide gaps."""
    size = whole.size
    parts: list[list[Glyph]] = []
    last: Glyph | None = None
    blank = False
    dots = 0
    for glyph in whole.glyphs:
        char = glyph[0]
        if char in BLANK:
            blank = True
            continue
        if last is None or _apart(last, glyph, size, blank) or (dots > 2 and char not in _LEADER):
            parts.append([glyph])
        else:
            parts[-1].append(glyph)
        dots = dots + 1 if char in _LEADER else 0
        last, blank = glyph, False
    if len(parts) < 2:
        return [whole]
    return [made for part in parts if (made := line(whole.page, part)) is not None]


def _apart(last: Glyph, glyph: Glyph, size: float, blank: bool) -> bool:
    """Whether the gap between two glyphs parts words; `blank`: a blank is written in it."""
    gap = glyph[1] - last[3]
    if gap > _GAP * size:
        return True
    if gap <= _DIGITS_GAP * size or not (last[0].isdigit() and glyph[0].isdigit()):
        return False
    # A blank between the digits of one text may group them: 12 500.
    return not (blank and last[9] == glyph[9] and gap < _GROUPED * size)


def cut_between(row: Row, gutters: Sequence[Span], slit: float = _SLIT, close: Sequence[Span] = ()) -> Row:
    """Words cut where a gap of `slit` ems stands in one of the gutters; beside a figure half as much does.

    `close` are gutters that part two columns of figures: half as much does there too, between signs of a word that
    otherwise touch.
    """

    def apart(before: Glyph, glyph: Glyph, touching: bool) -> bool:
        gap = glyph.x0 - before.x1
        if gap <= 0.5 * slit * glyph.size:
            return False
        middle = (before.x1 + glyph.x0) / 2
        if gap <= slit * glyph.size and not (before.char.isdigit() or glyph.char.isdigit()):
            return touching and any(start <= middle <= end for start, end in close)
        return any(start <= middle <= end for start, end in gutters)

    result: Row = []
    for word in row:
        parts: list[list[Glyph]] = []
        touching = bool(close) and _touch(word)
        for glyph in word.glyphs:
            if glyph.char in BLANK:
                continue
            last = parts[-1][-1] if parts else None
            if last is None or apart(last, glyph, touching):
                parts.append([glyph])
            else:
                parts[-1].append(glyph)
        if len(parts) < 2:
            result.append(word)
        else:
            result += [made for part in parts if (made := line(word.page, part)) is not None]
    return result


def _touch(word: Line) -> bool:
    """Whether most signs of a word touch, and no blank stands between any."""
    gaps = [glyph.x0 - before.x1 for before, glyph in pairwise(word.glyphs)]
    blank = any(glyph.char in BLANK for glyph in word.glyphs)
    return not blank and 2 * sum(gap < _TOUCH * word.size for gap in gaps) > len(gaps)
