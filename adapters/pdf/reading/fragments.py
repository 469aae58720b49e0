"""Grids that are but a part of a table: what stands beside them, or in other grids, is of the same rows."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from adapters.pdf.reading.glyphs import BLANK, Glyph, Rule
from adapters.pdf.reading.grid import Piece, Slot
from adapters.pdf.reading.lines import Line, lines
from adapters.pdf.reading.unruled.tables import tables_among
from adapters.pdf.reading.words import figure, words

_LONG = 14
"""Ems of a word that is no label but running text in a column beside."""
_TEXT = 0.2
"""Of the words beside a grid that may be so long."""
_LEVEL = 0.8
"""Of the rows of a grid, at least, that have a word beside them where it is a part of a table."""
_FEW = 3
"""Figures side by side that are a row of a table, at least."""
_UNDER = 2
"""Figures below each other under a name in one cell, at least, that show rows which no rule tells apart."""


def fragments(
    pieces: Sequence[Piece], free: Sequence[Glyph], rules: Sequence[Rule], loose: Collection[int]
) -> set[int]:
    """The pieces, of those that are not `loose`, that belong to a table which rules alone do not show.

    A grid without its labels, rows that no rule tells apart, and what is left of a table of which other grids are
    loose: there the words make more cells than the rules.
    """
    kept = [at for at in range(len(pieces)) if at not in loose]
    if not kept:
        return set()
    below = _figured(pieces[0].page, free) if any(_nameless(pieces[at]) for at in kept) else []
    signs = {at for at in kept if has_level(pieces[at], free) or stacked(pieces[at]) or _heads(pieces[at], below)}
    if not signs and not loose:
        return set()
    page = pieces[0].page
    out = [glyph for at in loose for slot in pieces[at].slots for glyph in slot.glyphs]
    every = [glyph for at in kept for slot in pieces[at].slots for glyph in slot.glyphs]
    tables = _tables(page, [*free, *out, *every], rules)
    others = _tables(page, [*free, *out], rules) if tables else []
    found: set[int] = set()
    for table in tables:
        inside = {at for at in kept if _covers(table, pieces[at])}
        if not inside or not (inside & signs or any(_covers(table, pieces[at]) for at in loose)):
            continue
        beside = [one for one in others if _covers(table, one)]
        drawn = sum(filled(pieces[at]) for at in inside) + sum(map(filled, beside))
        within = any(_covers(one, pieces[at]) for one in beside for at in inside)
        if filled(table) + within > drawn:
            found |= inside
    return found


def has_level(piece: Piece, free: Sequence[Glyph]) -> bool:
    """Whether words stand beside most rows of a grid, as the labels of its figures do."""
    left, top, right, bottom = piece.box
    beside = [glyph for glyph in free if top < glyph[5] < bottom + 1 and (glyph[3] < left + 1 or glyph[1] > right - 1)]
    if not beside:
        return False
    near = [word for line in lines(piece.page, beside) for word in words(line)]
    near = [word for word in near if any(glyph.char not in BLANK for glyph in word.glyphs)]
    if sum(word.x1 - word.x0 > _LONG * word.size for word in near) > _TEXT * len(near):
        return False
    rows = {slot.row: slot.box for slot in piece.slots if slot.glyphs and slot.row_span == 1}
    if not rows or not any(_figure(piece, slot) for slot in piece.slots if slot.row in rows):
        return False
    level = sum(any(word.top < box[3] and box[1] < word.bottom for word in near) for box in rows.values())
    return level >= _LEVEL * len(rows)


def stacked(piece: Piece) -> bool:
    """Whether cells hold names with figures below them, which are of rows of their own.

    Several figures in two cells, or one in most cells that stand side by side.
    """
    rows: dict[int, list[int]] = {}
    for slot in piece.slots:
        if slot.glyphs:
            rows.setdefault(slot.row, []).append(_below_name(piece, slot))
    several = sum(count >= _UNDER for row in rows.values() for count in row)
    return several > 1 or any(sum(map(bool, row)) > max(len(row) / 2, _UNDER) for row in rows.values())


def _below_name(piece: Piece, slot: Slot) -> int:
    """How many plain numbers stand in a cell below a name; most cells are told by their first and last sign."""
    first, last = slot.glyphs[0], slot.glyphs[-1]
    if last[5] - first[5] < 0.5 * first[6] or first[0].isdigit() or not last[0].isdigit():
        return 0
    return _under_name(lines(piece.page, slot.glyphs))


def _under_name(stack: Sequence[Line]) -> int:
    """How many plain numbers stand below a name."""
    count = 0
    while count < len(stack) - 1 and stack[-count - 1].string.replace(".", "").isdigit():
        count += 1
    return count if count and not figure(stack[0]) else 0


def _nameless(piece: Piece) -> bool:
    """Whether a grid of several columns holds no figure: the head of a table."""
    return len(piece.xs) > _FEW and not any(_figure(piece, slot) for slot in piece.slots if slot.glyphs)


def _figured(page: int, free: Sequence[Glyph]) -> list[list[Line]]:
    """The lines of several figures and nothing else."""
    rows = [words(line) for line in lines(page, free)]
    return [row for row in rows if len(row) >= _FEW and all(map(figure, row))]


def _heads(piece: Piece, below: Sequence[Sequence[Line]]) -> bool:
    """Whether a grid names columns whose figures stand right below it."""
    left, _, right, bottom = piece.box
    return any(
        bottom - row[0].size < row[0].top < bottom + _UNDER * row[0].size and left < row[0].x0 and row[-1].x1 < right
        for row in below
    ) and _nameless(piece)


def _figure(piece: Piece, slot: Slot) -> bool:
    if not any(glyph[0].isdigit() for glyph in slot.glyphs):
        return False
    return any(figure(each) for each in lines(piece.page, slot.glyphs))


def filled(piece: Piece) -> int:
    """How many cells of a piece hold something."""
    return sum(bool(slot.glyphs) for slot in piece.slots)


def _tables(page: int, glyphs: Sequence[Glyph], rules: Sequence[Rule]) -> list[Piece]:
    return [entry for entry in tables_among([lines(page, glyphs)], [rules])[0] if isinstance(entry, Piece)]


def _covers(table: Piece, piece: Piece) -> bool:
    middle = (piece.box[1] + piece.box[3]) / 2
    return table.box[1] < middle < table.box[3] and piece.box[0] < table.box[2] and table.box[0] < piece.box[2]
