"""What goes on with a table over a page break though its rules do not show it: they are missing on one of the pages."""

from __future__ import annotations

from adapters.pdf.reading.grid import Piece, Slot
from adapters.pdf.reading.lines import Line
from adapters.pdf.reading.stitch import SIDE, Grown, numeric
from adapters.pdf.reading.words import figure, words

_BESIDE = 3.0
"""Ems from the side of a ruled table to the first words of a table without rules, at most."""


def row_of(table: Grown, before: Piece, line: Line) -> Piece | None:
    """A line right after a page break as a row of the table before it: a label and figures, each in a column of it.

    `before`: the last piece of the table, which may be such a row itself.
    """
    if line.page != before.page + 1 and (line.page != before.page or line.base - before.box[3] > 2 * line.size):
        return None
    row = words(line)
    if len(row) < 2 or figure(row[0]) or not all(map(figure, row[1:])):
        return None
    last = sorted((part for part in table.parts if part.row + part.rows == table.rows), key=lambda part: part.left)
    slots: list[Slot] = []
    for at, part in enumerate(last):
        held = [word for word in row if part.left - 1 <= word.x0 and word.x1 <= part.right + 1]
        if len(held) > 1:
            return None
        glyphs = tuple(held[0].glyphs) if held else ()
        slots.append(Slot((part.left, line.top, part.right, line.bottom), 0, at, 1, 1, glyphs))
    if sum(bool(slot.glyphs) for slot in slots) < len(row):
        return None
    xs = (*(part.left for part in last), last[-1].right)
    box = (table.left, line.top, table.right, line.bottom)
    return Piece(line.page, box, xs, (line.top, line.bottom), tuple(slots), drawn=table.drawn)


def half_ruled(table: Grown, before: Piece, piece: Piece) -> bool:
    """Whether the ruled piece and the one without rules on either side of a page break are one table.

    The one without rules stands within the sides of the other, no rule of which cuts its words, and the piece below
    begins with figures.
    """
    if piece.page != before.page + 1 or before.drawn == piece.drawn:
        return False
    first = ["".join(glyph.char for glyph in slot.glyphs).strip() for slot in piece.slots if slot.row == 0]
    if not any(map(numeric, first)) or not any(text and not numeric(text) for text in first):
        return False
    ruled, plain = (piece, before) if piece.drawn else (before, piece)
    glyphs = [slot.glyphs for slot in plain.slots if slot.glyphs]
    size = glyphs[0][0].size
    left, right = plain.box[0], plain.box[2]
    if not (ruled.box[0] - SIDE <= left < ruled.box[0] + _BESIDE * size and right <= ruled.box[2] + SIDE):
        return False
    own = [slot for slot in ruled.slots if slot.row + slot.row_span == len(ruled.ys) - 1] if ruled is before else None
    inner = sorted({slot.box[2] for slot in own or ruled.slots if slot.box[2] < ruled.box[2] - SIDE})
    return not any(each[0].x0 + 1 < x < each[-1].x1 - 1 for each in glyphs for x in inner)
