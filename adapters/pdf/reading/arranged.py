"""Grids that only arrange text: headings beside passages and tables, which are read cell by cell."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from adapters.pdf.reading.glyphs import BLANK, Glyph
from adapters.pdf.reading.grid import Piece, Slot, stands_on
from adapters.pdf.reading.lines import lines
from adapters.pdf.reading.stitch import SIDE
from adapters.pdf.reading.words import figure
from checker.document import Box
from checker.record import dataclass

_SENTENCE = 15
"""Signs of a passage, at least; it holds the end of a sentence."""
_PASSAGE = 300
"""Signs of a passage, from which no table beside it is needed to tell that its grid arranges text."""
_PASSAGES = 2
"""Passages beside tables that tell the same."""


@dataclass(frozen=True, slots=True)
class Grid:
    """A grid that may arrange text: its cells, and the tables in these that were one piece with it."""

    outer: Piece
    inner: tuple[Piece, ...]
    holds: bool
    """Whether pieces of their own stand in it."""


def arranging(pages: Sequence[Sequence[Piece]]) -> list[tuple[list[Piece], list[Piece]]]:
    """The tables of each page, and the grids on it that only arrange text."""
    found = [{at: grid for at, piece in enumerate(page) if (grid := _grid(piece, page))} for page in pages]
    chosen: list[set[int]] = [set() for _ in pages]
    for chain in _chains(found):
        grids = [found[page][at] for page, at in chain]
        if _arranges(grids):
            for page, at in chain:
                chosen[page].add(at)
    result: list[tuple[list[Piece], list[Piece]]] = []
    for pieces, grids_of, here in zip(pages, found, chosen, strict=True):
        tables = [piece for at, piece in enumerate(pieces) if at not in here]
        tables += [piece for at in here for piece in grids_of[at].inner]
        result.append((tables, [grids_of[at].outer for at in sorted(here)]))
    return result


def _chains(found: Sequence[dict[int, Grid]]) -> Iterator[list[tuple[int, int]]]:
    """The page and number of grids that go on over page breaks, by their columns."""
    before: list[list[tuple[int, int]]] = []
    for page, here in enumerate(found):
        going: list[list[tuple[int, int]]] = []
        for at, grid in here.items():
            chain = next((one for one in before if _same(found[page - 1][one[-1][1]], grid)), [])
            if chain:
                before.remove(chain)
            going.append([*chain, (page, at)])
        yield from before
        before = going
    yield from before


def _same(one: Grid, other: Grid) -> bool:
    """Whether two grids have the same columns."""
    left, right = one.outer.xs, other.outer.xs
    return len(left) == len(right) and all(abs(a - b) < SIDE for a, b in zip(left, right, strict=True))


def _arranges(grids: Sequence[Grid]) -> bool:
    """Whether no cell is a figure, and passages stand in the cells: long ones, or several beside tables."""
    slots = [slot for grid in grids for slot in grid.outer.slots]
    lengths = [length for slot in slots if (length := _sentences(slot))]
    tables = any(grid.holds or any(map(_headed, grid.inner)) for grid in grids)
    if max(lengths, default=0) < _PASSAGE and not (tables and len(lengths) >= _PASSAGES):
        return False
    return not any(_figure(grid.outer.page, slot) for grid in grids for slot in grid.outer.slots)


def _sentences(slot: Slot) -> int:
    """The signs of a cell that holds whole sentences; 0 for any other."""
    string = _string(slot.glyphs)
    return len(string) if "。" in string and len(string) >= _SENTENCE else 0


def _string(glyphs: Sequence[Glyph]) -> str:
    return "".join(glyph.char for glyph in glyphs if glyph.char not in BLANK)


def _figure(page: int, slot: Slot) -> bool:
    found = lines(page, slot.glyphs)
    return len(found) == 1 and figure(found[0])


def _headed(piece: Piece) -> bool:
    """Whether a piece has rows and columns, and names in its first row."""
    first = [slot for slot in piece.slots if slot.row == 0]
    return len(piece.xs) > 2 and len(piece.ys) > 2 and not any(_figure(piece.page, slot) for slot in first)


def _grid(piece: Piece, page: Sequence[Piece]) -> Grid | None:
    """A piece as a grid of cells with others in them, or of headings beside all else; None where it is neither."""
    if len(piece.xs) < 3:
        return None
    if any(other is not piece and _within(other.box, piece.box) for other in page):
        return Grid(piece, (), holds=True)
    return _headings(piece)


def _within(inner: Box, outer: Box) -> bool:
    return all(a >= b for a, b in zip(inner[:2], outer[:2], strict=True)) and all(
        a <= b for a, b in zip(inner[2:], outer[2:], strict=True)
    )


def _headings(piece: Piece) -> Grid | None:
    """The grid whose first column has headings, each beside passages and tables that are one piece with it."""
    heads = [slot for slot in piece.slots if slot.column == 0]
    if len(heads) < 2 or any(head.column_span > 1 for head in heads):
        return None
    cells: list[Slot] = []
    inner: list[Piece] = []
    for number, head in enumerate(heads):
        beside = [slot for slot in piece.slots if slot.column and head.row <= slot.row < head.row + head.row_span]
        if any(slot.row + slot.row_span > head.row + head.row_span for slot in beside):
            return None
        glyphs, tables = _held(piece, beside)
        if not glyphs and not any(map(_wide, tables)) and 0 < number < len(heads) - 1:
            return None
        inner += tables
        box = (piece.xs[1], head.box[1], piece.box[2], head.box[3])
        cells += [replace(head, row=number, row_span=1), Slot(box, number, 1, 1, 1, tuple(glyphs))]
    ys = (*(head.box[1] for head in heads), piece.box[3])
    outer = replace(piece, xs=(piece.xs[0], piece.xs[1], piece.xs[-1]), ys=ys, slots=tuple(cells))
    return Grid(outer, tuple(inner), holds=False)


def _held(piece: Piece, beside: Sequence[Slot]) -> tuple[list[Glyph], list[Piece]]:
    """The running text and the tables beside a heading."""
    passages = [slot for slot in beside if _whole(piece, slot) and _sentences(slot)]
    rows = [slot for slot in beside if slot not in passages]
    glyphs = [glyph for slot in passages for glyph in slot.glyphs]
    if len(rows) > 1 and rows[-1] is beside[-1] and _whole(piece, rows[-1]):
        # What is left of the cell below the last row of its table; a line of that row may reach into it.
        below = rows.pop()
        over = [glyph for glyph in below.glyphs if stands_on(glyph, below.box[1])]
        glyphs += [glyph for glyph in below.glyphs if glyph not in over]
        rows = [replace(slot, glyphs=(*slot.glyphs, *_under(slot, below.row, over))) for slot in rows]
    return glyphs, [_part(piece, some) for some in _runs(rows, passages)]


def _under(slot: Slot, row: int, glyphs: Sequence[Glyph]) -> list[Glyph]:
    """Those of glyphs in a row that stand right below a cell."""
    if slot.row + slot.row_span != row:
        return []
    return [glyph for glyph in glyphs if slot.box[0] <= (glyph.x0 + glyph.x1) / 2 < slot.box[2]]


def _whole(piece: Piece, slot: Slot) -> bool:
    """Whether a cell takes the whole width beside the headings."""
    return slot.column == 1 and slot.column_span == len(piece.xs) - 2


def _wide(piece: Piece) -> bool:
    return len(piece.xs) > 2 and len(piece.ys) > 2


def _runs(rows: Sequence[Slot], passages: Sequence[Slot]) -> list[list[Slot]]:
    """The cells between passages."""
    cuts = [slot.row for slot in passages]
    runs: dict[int, list[Slot]] = {}
    for slot in rows:
        runs.setdefault(sum(cut < slot.row for cut in cuts), []).append(slot)
    return list(runs.values())


def _part(piece: Piece, slots: Sequence[Slot]) -> Piece:
    """Some cells of a piece as one of their own."""
    columns = sorted({at for slot in slots for at in (slot.column, slot.column + slot.column_span)})
    rows = sorted({at for slot in slots for at in (slot.row, slot.row + slot.row_span)})
    own = tuple(
        Slot(
            slot.box,
            rows.index(slot.row),
            columns.index(slot.column),
            rows.index(slot.row + slot.row_span) - rows.index(slot.row),
            columns.index(slot.column + slot.column_span) - columns.index(slot.column),
            slot.glyphs,
        )
        for slot in slots
    )
    xs, ys = tuple(piece.xs[at] for at in columns), tuple(piece.ys[at] for at in rows)
    return Piece(piece.page, (xs[0], ys[0], xs[-1], ys[-1]), xs, ys, own, piece.drawn)
