"""Whether what stands at the top of a page is a table of its own, though it is as wide as the table before."""

from __future__ import annotations

from collections.abc import Sequence

from adapters.goingon import says_it_goes_on
from adapters.pdf.reading.grid import Piece
from adapters.pdf.reading.lines import Line
from adapters.pdf.reading.stitch import SIDE, Grown, Part, at_left, cut, grown, numeric, repeated


def begins_anew(table: Grown, piece: Piece) -> bool:
    """Whether a piece on the next page has a header of its own, of other columns or set off as the table's is.

    A header names every column. Tables of several blocks have such rows within: there the lines between columns are
    the table's, or the block's title stands above, or the rows are set off like others below the table's first ones.
    """
    first = [slot.glyphs for slot in piece.slots if slot.row == 0]
    if len(first) == 1:
        return _titled_anew(table, grown(at_left(piece, table.left)))
    if any(numeric("".join(glyph.char for glyph in glyphs).strip() or "0") for glyphs in first):
        return False  # the usual case: a row of figures
    more = grown(at_left(piece, table.left))
    head, second = _row(more.parts, 0), _row(more.parts, 1)
    if not all(map(_label, head)) or len(_row(table.parts, table.rows - 1)) == 1:
        return False
    if repeated(table, more) or cut(table.parts, more.parts, table.rows):
        return False
    figures = any(numeric(part.string) for part in more.parts)
    if figures and _strange(more, table) and _strange(table, more):
        return True
    return _set_off(head) and not _set_off(second) and _set_off(_row(table.parts, 0)) and not _has_inner_header(table)


def _titled_anew(table: Grown, more: Grown) -> bool:
    """Whether two tables each say what they are in a row of their own, and not the same, above one head or above heads
    of columns of their own."""
    title, its_title = _row(more.parts, 0), _row(table.first, 0)
    if len(title) != 1 or len(its_title) != 1 or more.rows < 3:
        return False
    head, its_head = ([part.string for part in _row(parts, 1)] for parts in (more.parts, table.first))
    others = not any(map(numeric, head)) and _strange(more, table) and _strange(table, more)
    if len(head) < 2 or not (others or head == its_head):
        return False
    said, before = title[0].string, its_title[0].string
    return bool(before) and not said.startswith(before) and not says_it_goes_on(said)


def _row(parts: Sequence[Part], row: int) -> list[Part]:
    return [part for part in parts if part.row == row]


def _label(part: Part) -> bool:
    return bool(part.string) and not numeric(part.string)


def _strange(one: Grown, other: Grown) -> bool:
    """Whether one has a line between columns where the other has none."""
    known = {x for part in other.parts for x in (part.left, part.right)}
    lines = {x for part in one.parts for x in (part.left, part.right)}
    return any(all(abs(x - each) > 2 * SIDE for each in known) for x in lines)


def _has_inner_header(table: Grown) -> bool:
    """Whether rows of labels are set off below the first rows, as in a table of several blocks."""
    rows = [_row(table.parts, row) for row in range(table.rows)]
    plain = next((at for at, row in enumerate(rows) if row and not _set_off(row)), len(rows))
    return any(_set_off(row) and all(map(_label, row)) for row in rows[plain:])


def _set_off(row: Sequence[Part]) -> bool:
    """Whether all that a row says is bold."""
    lines: list[Line] = [line for part in row for line in part.lines]
    return bool(lines) and all(glyph.bold for line in lines for glyph in line.glyphs)
