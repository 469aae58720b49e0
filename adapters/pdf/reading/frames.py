"""Boxes that are no tables of their own: frames round text and tables, stripes behind rows, cells with columns."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from functools import partial
from itertools import pairwise

from adapters.pdf.reading.fragments import fragments
from adapters.pdf.reading.glyphs import BLANK, Glyph, Rule
from adapters.pdf.reading.grid import Piece, Slot
from adapters.pdf.reading.lines import Line, lines
from adapters.pdf.reading.unruled.tables import tables_among
from adapters.pdf.reading.words import figure, words
from checker.document import Box

_FEW = 8
"""Lines across a stripe, at most."""
_BETWEEN = 5.0
"""Lines that may stand between two stripes of one table."""
_WIDE = 0.35
"""Of the lines of a box, at least, that have several words in a cell where rules between columns are missing."""
_PADDING = 5.6
"""Points between a cell's side and its text, at most: what word processors set by themselves."""
_ROWS = 3
"""Lines of several words within cells that make a table without rules of them."""


def loosened(pieces: Sequence[Piece], free: Sequence[Glyph], rules: Sequence[Rule]) -> list[int]:
    """The indices of the pieces whose text is to be read as if they were not there."""
    page = pieces[0].page if pieces else 0
    found = {at for at, piece in enumerate(pieces) if len(piece.xs) == 2 and _holds(piece, pieces)}
    found |= {at for at, piece in enumerate(pieces) if _shaded_text(piece) or _left_over(piece)}
    for at, piece in enumerate(pieces):
        if at not in found and _crowded(piece) and _rows_within(piece, rules):
            found.add(at)
    found |= {at for at in range(len(pieces)) if at not in found and _columns_of(pieces, at, found, rules)}
    stripes = _stripes(pieces, free)
    if stripes:
        glyphs = [*free, *(glyph for at in stripes for slot in pieces[at].slots for glyph in slot.glyphs)]
        tables = [entry for entry in tables_among([lines(page, glyphs)], [rules])[0] if isinstance(entry, Piece)]
        for table in tables:
            inside = {at for at in stripes if _covers(table, pieces[at])}
            if len(inside) < len(table.ys) - 1 and _count(table) > sum(_count(pieces[at]) for at in inside):
                found |= inside
    return sorted(found | fragments(pieces, free, rules, found))


def _left_over(piece: Piece) -> bool:
    """Whether a frame holds but a few rows of words side by side: what a page break leaves of a framed table."""
    rows = [words(each) for each in lines(piece.page, piece.slots[0].glyphs)] if len(piece.slots) == 1 else []
    return 0 < len(rows) < _ROWS and all(len(row) > 1 for row in rows)


def _columns_of(pieces: Sequence[Piece], at: int, frames: Collection[int], rules: Sequence[Rule]) -> bool:
    """Whether the cells of a piece hold whole columns of the table without rules in the frame round it."""
    piece = pieces[at]
    if not any(_tall(slot) for slot in piece.slots):
        return False
    for frame in (pieces[index] for index in frames):
        if _holds(frame, [piece]):
            glyphs = [glyph for each in (frame, piece) for slot in each.slots for glyph in slot.glyphs]
            found = [one for one in tables_among([lines(piece.page, glyphs)], [rules])[0] if isinstance(one, Piece)]
            if any(_covers(one, piece) and _filled(one) > _filled(piece) + _filled(frame) for one in found):
                return True
    return False


def _count(piece: Piece) -> int:
    """How many glyphs stand in a piece."""
    return sum(len(slot.glyphs) for slot in piece.slots)


def _holds(piece: Piece, pieces: Sequence[Piece]) -> bool:
    """Whether another piece stands within one."""
    left, top, right, bottom = piece.box
    return any(
        left <= other.box[0] and top <= other.box[1] and other.box[2] <= right and other.box[3] <= bottom
        for other in pieces
        if other is not piece
    )


def _shaded_text(piece: Piece) -> bool:
    """Whether a piece is text with shading behind each of its lines: one column, a full line in most of its rows."""
    if len(piece.xs) != 2 or len(piece.slots) < _ROWS:
        return False
    left, _, right, _ = piece.box
    held = [slot.glyphs for slot in piece.slots if slot.glyphs]
    single = [glyphs for glyphs in held if max(g[5] for g in glyphs) - min(g[5] for g in glyphs) < 0.5 * glyphs[0][6]]
    full = sum(max(g[3] for g in glyphs) - min(g[1] for g in glyphs) > 0.75 * (right - left) for glyphs in single)
    return len(single) >= 0.8 * len(held) and full >= 0.5 * len(held) and full >= _ROWS


def _crowded(piece: Piece) -> bool:
    """Whether columns or rows stand in cells that no rule tells apart: words side by side, figures above each other."""
    tall = [slot for slot in piece.slots if _tall(slot)]
    stacks = [lines(piece.page, slot.glyphs) for slot in tall]
    held = [(slot, stack) for slot, stack in zip(tall, stacks, strict=True) if len(stack) >= _ROWS]
    if sum(sum(map(figure, stack)) >= 0.8 * len(stack) and not _broken(slot, stack) for slot, stack in held) > 1:
        return True
    known = set(map(id, tall))
    flat = [slot for slot in piece.slots if id(slot) not in known and _gap(slot)]
    stacks += [lines(piece.page, slot.glyphs) for slot in flat]
    wide = {round(each.base) for stack in stacks for each in stack if len(words(each)) > 1}
    every = {round(slot.glyphs[0].base) for slot in piece.slots if slot.glyphs}
    every |= {round(each.base) for stack in stacks for each in stack}
    return len(wide) >= _ROWS and len(wide) >= _WIDE * len(every)


def _broken(slot: Slot, stack: Sequence[Line]) -> bool:
    """Whether the lines of a cell are one number, broken where the cell leaves no room for another digit."""
    counts = [len(line.glyphs) for line in stack]
    if len(set(counts[:-1])) > 1 or counts[-1] > counts[0]:
        return False
    digit = stack[0].glyphs[0]
    room = slot.box[2] - slot.box[0] - max(line.x1 - line.x0 for line in stack)
    return room < digit.x1 - digit.x0 + 2 * _PADDING


def _tall(slot: Slot) -> bool:
    """Whether a cell holds lines at several heights."""
    if len(slot.glyphs) < _ROWS:
        return False
    bases = {glyph[5] for glyph in slot.glyphs}
    return len(bases) >= _ROWS and len({round(base) for base in bases}) >= _ROWS


def _gap(slot: Slot) -> bool:
    """Whether a gap as wide as between columns stands in a cell, as the stream goes."""
    for before, after in pairwise(slot.glyphs):
        if (
            after[1] - before[3] > before[6]
            and abs(after[5] - before[5]) < 0.3 * before[6]
            and (after[0] not in BLANK or before[0] not in BLANK)
        ):
            return True
    return False


def _rows_within(piece: Piece, rules: Sequence[Rule]) -> bool:
    """Whether the text of a piece is a table of more cells than its rules tell apart."""
    glyphs = [glyph for slot in piece.slots for glyph in slot.glyphs]
    tables = [entry for entry in tables_among([lines(piece.page, glyphs)], [rules])[0] if isinstance(entry, Piece)]
    return sum(_filled(table) for table in tables) > _filled(piece) and not _torn(piece, tables)


def _torn(piece: Piece, tables: Sequence[Piece]) -> bool:
    """Whether rules part most rows of figures, and words tear one of these: a line of its label has no figures, as
    where a label of two lines stands above others in one cell and the figures stand in lines of their own."""
    rows: dict[int, list[Slot]] = {}
    for slot in piece.slots:
        if slot.row_span == 1 and any(glyph[0].isdigit() for glyph in slot.glyphs):
            rows.setdefault(slot.row, []).append(slot)
    figured = [some for some in rows.values() if sum(map(partial(_figures, piece), some)) >= _ROWS]
    parted = [some for some in figured if not any(map(_tall, some))]
    if 2 * len(parted) < len(figured):
        return False
    bands = [some[0].box for some in figured]
    return any(
        band[1] < (table.ys[row] + table.ys[row + 1]) / 2 < band[3]
        for table in tables
        for row in range(len(table.ys) - 1)
        if not any(slot.row <= row < slot.row + slot.row_span and _figures(table, slot) for slot in table.slots)
        for band in bands
    )


def _figures(piece: Piece, slot: Slot) -> bool:
    """Whether each line of a cell is a figure."""
    return bool(slot.glyphs) and all(map(figure, lines(piece.page, slot.glyphs)))


def _filled(piece: Piece) -> int:
    return sum(bool(slot.glyphs) for slot in piece.slots)


def _stripes(pieces: Sequence[Piece], free: Sequence[Glyph]) -> list[int]:
    """Pieces of few rows, above each other or nearly so, with rows of free text between or beside them."""
    order = sorted((at for at, piece in enumerate(pieces) if len(piece.ys) <= _FEW), key=lambda at: pieces[at].box[1])
    groups: list[list[int]] = []
    reach: Box = (0.0, 0.0, 0.0, 0.0)
    for at in order:
        box = pieces[at].box
        if groups and _beside(reach, box) and box[1] - reach[3] < _BETWEEN * 12:
            groups[-1].append(at)
            reach = (min(reach[0], box[0]), reach[1], max(reach[2], box[2]), max(reach[3], box[3]))
        else:
            groups.append([at])
            reach = box
    return [
        at
        for group in groups
        if (len(group) > 1 or len(pieces[group[0]].ys) == 2) and _rows_near(pieces, group, free)
        for at in group
    ]


def _beside(one: Box, other: Box) -> bool:
    """Whether most of the narrower of two boxes stands above or below the other."""
    shared = min(one[2], other[2]) - max(one[0], other[0])
    return shared > 0.5 * min(one[2] - one[0], other[2] - other[0])


def _rows_near(pieces: Sequence[Piece], group: Sequence[int], free: Sequence[Glyph]) -> bool:
    """Whether lines of several words stand between pieces, or right above or below them: with a figure among them where
    the pieces have columns of their own, for those have captions between them (公开07表 单位：元)."""
    boxes = [pieces[at].box for at in group]
    left, right = min(box[0] for box in boxes) - 5, max(box[2] for box in boxes) + 5
    top, bottom = min(box[1] for box in boxes), max(box[3] for box in boxes)
    near = [
        glyph
        for glyph in free
        if top - 2 * glyph.size < glyph.base < bottom + 2 * glyph.size and left < glyph.x0 and glyph.x1 < right
    ]
    grids = any(len(pieces[at].xs) > _ROWS for at in group)
    rows = [words(each) for each in lines(pieces[group[0]].page, near)]
    return any(len(row) > 1 and (not grids or any(map(figure, row))) for row in rows)


def _covers(table: Piece, piece: Piece) -> bool:
    middle = (piece.box[1] + piece.box[3]) / 2
    return table.box[1] < middle < table.box[3]
