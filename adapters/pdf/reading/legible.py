"""What of a page cannot be told for sure: writing over writing, tables that are cut off or have too narrow columns."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import pairwise

from adapters.pdf.reading.glyphs import Glyph, Rule, Sheet
from adapters.pdf.reading.grid import Piece
from adapters.pdf.reading.layout import Parted
from adapters.pdf.reading.lines import Line
from adapters.pdf.reading.showing import DOUBTFUL
from checker.messages import Message, say

_FEW = 3
"""Pairs of signs, one over the other, that are no slip of a typesetter, at least."""
_MANY = 10
"""Such pairs from which the order of what stands on the page cannot be told either."""
_OVER = 0.4
"""Of the narrower of two signs that lies under the other, from which neither can be read."""
_LEVEL = 0.3
"""Ems between the baselines of two signs on one line, at most."""
_BESIDE = 0.35
"""Of a sign that stands outside of its cell, from which it is not told whose it is."""
_TOO_NARROW = 0.8
"""Of the size of the writing, columns from which not one sign fits."""
_SIDE_BY_SIDE = 5
"""Such columns in a row that are no doubled rules."""
_EDGE = 1.5
"""Points from the edge of the page at which a table's side is that edge."""
_OVER_EDGE, _INSIDE = 2.0, 20.0
"""Points that a rule which the edge cuts reaches over it, and into the page, at least."""
_MARGIN = 18.0
"""Points that text keeps from the edge of a page with margins, at least."""


def doubted(sheet: Sheet, page: Parted) -> tuple[Parted, list[Message]]:
    """A page's tables and lines, what cannot be told of them doubtful; and what is said of it."""
    pieces, lines = page
    touched = {at: over for at, line in enumerate(lines) if (over := _over(line.glyphs))}
    over = sum(touched.values()) + sum(_over_in(slot.glyphs) for piece in pieces for slot in piece.slots)
    cut = _cut(sheet, pieces, lines) or _crossed(sheet.rules, sheet.width, sheet.height)
    said: list[Message] = []
    if over >= _FEW:
        said.append(say("reading.pdf_overprinted", count=over))
    if cut:
        said.append(say("reading.pdf_cut_off"))
    elif sheet.severed >= _FEW:
        said.append(say("reading.pdf_lines_cut"))
    squeezed = [piece for piece in pieces if piece.drawn and _outside(piece) >= _FEW]
    if squeezed or _squeezed(sheet):
        said.append(say("reading.pdf_squeezed"))
        touched |= {at: 0 for at, line in enumerate(lines) if any(_level(line, piece) for piece in pieces)}
    if said:
        every = cut or over >= _MANY or sheet.severed >= _FEW
        lines = [
            replace(line, glyphs=_unsure(line.glyphs)) if every or at in touched else line
            for at, line in enumerate(lines)
        ]
        # Which figure stands in which cell cannot be told of any table on such a page.
        pieces = [
            replace(piece, slots=tuple(replace(slot, glyphs=_unsure(slot.glyphs)) for slot in piece.slots))
            for piece in pieces
        ]
    return (pieces, lines), said


def _unsure(glyphs: Sequence[Glyph]) -> tuple[Glyph, ...]:
    return tuple(glyph._replace(confidence=min(glyph.confidence, DOUBTFUL)) for glyph in glyphs)


def _over(glyphs: Sequence[Glyph]) -> int:
    """How many signs of a line lie over the one before; the glyphs are from left to right.

    Signs of one writing that are set close follow each other in the file as they stand; those of two do not.
    """
    met = [
        (before, after)
        for before, after in pairwise(glyphs)
        if after[1] < before[3] - 1.0
        and before[9] != after[9]
        and before[0].isalnum()
        and after[0].isalnum()
        and abs(before[5] - after[5]) < _LEVEL * min(before[6], after[6])
    ]
    if len({before[9] < after[9] for before, after in met}) < 2:
        return 0
    widths = [min(before[3] - before[1], after[3] - after[1]) for before, after in met]
    return sum(before[3] - after[1] > _OVER * width for (before, after), width in zip(met, widths, strict=True))


def _over_in(glyphs: Sequence[Glyph]) -> int:
    """The same of a cell, whose glyphs are as the file has them: only where they go back is one over another."""
    for before, after in pairwise(glyphs):
        if after[1] < before[1] and abs(before[5] - after[5]) < before[6]:
            break
    else:
        return 0
    rows: dict[int, list[Glyph]] = {}
    for glyph in glyphs:
        if glyph.upright:
            rows.setdefault(round(glyph.base / (_LEVEL * glyph.size)), []).append(glyph)
    return sum(_over(sorted(row, key=lambda glyph: glyph.x0)) for row in rows.values())


def _outside(piece: Piece) -> int:
    """How many signs of a table reach out of the cells they stand in."""
    count = 0
    for slot in piece.slots:
        left, _, right, _ = slot.box
        for glyph in slot.glyphs:
            if (glyph[1] < left or glyph[3] > right) and glyph.upright and glyph.char.isalnum():
                count += max(left - glyph.x0, glyph.x1 - right) > _BESIDE * (glyph.x1 - glyph.x0)
    return count


def _squeezed(sheet: Sheet) -> bool:
    """Whether rules stand side by side so close that no sign of the page fits between them."""
    sizes = sorted(glyph.size for glyph in sheet.glyphs)
    if not sizes:
        return False
    size = sizes[len(sizes) // 2]
    upright = sorted(
        {round(rule.x0, 1) for rule in sheet.rules if rule.x0 == rule.x1 and rule.bottom - rule.top > size}
    )
    run = 0
    for left, right in pairwise(upright):
        if right - left < 1.0:
            continue
        run = run + 1 if right - left < _TOO_NARROW * size else 0
        if run >= _SIDE_BY_SIDE:
            return True
    return False


def _level(line: Line, piece: Piece) -> bool:
    return line.top < piece.box[3] and line.bottom > piece.box[1]


def _cut(sheet: Sheet, pieces: Sequence[Piece], lines: Sequence[Line]) -> bool:
    """Whether a table reaches to the very edge of a page whose text keeps a margin."""
    if not any(_at_edge(sheet, piece) for piece in pieces):
        return False
    sides = sorted(_margins(sheet, lines))
    return bool(sides) and sides[len(sides) // 10] >= _MARGIN


def _crossed(rules: Sequence[Rule], width: float, height: float) -> bool:
    """Whether the rules of a table go on over an edge of the page; what reaches over two is no table but a band."""
    right, left, below, above = (set[float](), set[float](), set[float](), set[float]())
    for x0, top, x1, bottom in rules:
        if top == bottom and 0 < top < height:
            over = (x0 < -_OVER_EDGE < _INSIDE < x1, x0 < width - _INSIDE and x1 > width + _OVER_EDGE)
            if over[0] != over[1]:
                (left if over[0] else right).add(round(top))
        elif x0 == x1 and 0 < x0 < width:
            over = (top < -_OVER_EDGE < _INSIDE < bottom, top < height - _INSIDE and bottom > height + _OVER_EDGE)
            if over[0] != over[1]:
                (above if over[0] else below).add(round(x0))
    return max(map(len, (left, right, above, below))) >= _FEW


def _at_edge(sheet: Sheet, piece: Piece) -> bool:
    return piece.box[0] < _EDGE or piece.box[2] > sheet.width - _EDGE


def _margins(sheet: Sheet, lines: Sequence[Line]) -> Iterator[float]:
    for line in lines:
        yield min(line.x0, sheet.width - line.x1)
