"""What stands on the pages, one after the other, put together to blocks."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from adapters.pdf.reading.anew import begins_anew
from adapters.pdf.reading.cells import cell_lines
from adapters.pdf.reading.footnotes import notes_at_foot
from adapters.pdf.reading.grid import Piece
from adapters.pdf.reading.lines import Line, stacked
from adapters.pdf.reading.paragraphs import Sides, apart, column, paragraphs
from adapters.pdf.reading.stitch import Grown, fits, grown, made, stitched
from adapters.pdf.reading.tail import half_ruled, row_of
from checker.document import Block, Box, GlyphRun, Picture, Text
from checker.record import dataclass

_TOUCHING = 6.0
"""Points between two pieces of one page that are still one table (a doubled rule)."""


@dataclass(frozen=True, slots=True)
class Image:
    """A picture on a page."""

    page: int
    box: Box


@dataclass(frozen=True, slots=True)
class Apart:
    """Where a cell of a grid that arranges text begins: what stands before it does not go on in it."""


APART = Apart()
Item = Line | Piece | Image | Apart


def assembled(items: Sequence[Item], widths: Mapping[int, float]) -> tuple[list[Block], list[Text]]:
    """The blocks of a document whose pages have widths in points, and the heads that tables repeat on later pages.

    `items` are its lines, pieces and pictures in reading order, without furniture.
    """
    sides = _sides(items, widths)
    blocks: list[Block] = []
    again: list[Text] = []
    text: list[Line] = []
    for run in _runs(items):
        if isinstance(run, Line):
            text.append(run)
            continue
        blocks.extend(_written(text, sides))
        text = []
        if isinstance(run, Apart):
            continue
        if isinstance(run, Grown):
            again += [stacked(part.lines) for part in run.again if part.lines]
            blocks.append(made(run))
        else:
            blocks.append(Picture(_placeholder(run)))
    blocks.extend(_written(text, sides))
    return blocks, again


def _sides(items: Sequence[Item], widths: Mapping[int, float]) -> Sides:
    """The sides of the running text: those of the page, and of each column of text, on pages of each width."""
    tables: dict[float, list[Box]] = {}
    lines: dict[tuple[float, int], list[Line]] = {}
    for item in items:
        if isinstance(item, Piece):
            tables.setdefault(widths[item.page], []).append(item.box)
        elif isinstance(item, Line):
            lines.setdefault((widths[item.page], item.column), []).append(item)
    found = {
        (width, number): column(some, 0.0 if number else width, () if number else tables.get(width, ()))
        for (width, number), some in lines.items()
    }
    by_page: dict[int, list[Line]] = {}
    for (_, number), some in lines.items():
        for line in some if not number else ():
            by_page.setdefault(line.page, []).append(line)
    own = {page: apart(some, found[widths[page], 0]) for page, some in by_page.items()}
    return Sides(found, widths, {page: sides for page, sides in own.items() if sides is not None})


def _placeholder(image: Image) -> Text:
    """U+FFFC with the picture's box: an empty text could not carry a place."""
    x0, top, x1, bottom = (round(side, 2) for side in image.box)
    return Text("\ufffc", (GlyphRun(0, image.page, ((x0, top, x1, bottom),)),))


def _runs(items: Sequence[Item]) -> Iterator[Line | Grown | Image | Apart]:
    """The items, pieces of one table put together; a frame round text is text unless it belongs to a table.

    Notes at the foot of a page on which a table goes on overleaf follow the table.
    """
    table: Grown | None = None
    before: Piece | None = None
    notes: list[Line] = []
    passed = 0
    for index, item in enumerate(items):
        if index < passed:
            continue
        if isinstance(item, Piece):
            if table is not None and before is not None and _goes_on(table, before, item):
                table = stitched(table, item)
                before = item
                continue
            if table is not None:
                yield table
                yield from notes
                table, notes = None, []
            following = items[index + 1] if index + 1 < len(items) else None
            if len(item.slots) > 1 or (
                isinstance(following, Piece) and _follows(item, following) and fits(grown(item), following)
            ):
                table = grown(item)
                before = item
            else:
                yield from cell_lines(item.page, item.slots[0].glyphs)
            continue
        if table is not None and before is not None and isinstance(item, Line):
            row = row_of(table, before, item)
            if row is not None:
                table = stitched(table, row)
                before = row
                continue
            passed = notes_at_foot(items, index, before)
            following = items[passed] if passed > index else None
            if isinstance(following, Piece) and _goes_on(table, before, following):
                notes += [one for one in items[index:passed] if isinstance(one, Line)]
                continue
            passed = 0
        if table is not None:
            yield table
            yield from notes
            table, notes = None, []
        yield item
    if table is not None:
        yield table
        yield from notes


def _goes_on(table: Grown, before: Piece, piece: Piece) -> bool:
    if half_ruled(table, before, piece):
        return True
    if not _follows(before, piece) or not fits(table, piece):
        return False
    return _below(before, piece) or not begins_anew(table, piece)


def _follows(before: Piece, piece: Piece) -> bool:
    """Whether nothing can stand between two pieces: a page break, or less room than a line takes."""
    if piece.page == before.page:
        next_column = piece.box[0] > before.box[2] - _TOUCHING and piece.box[1] < before.box[1] + _TOUCHING
        return next_column or _below(before, piece)
    return piece.page == before.page + 1


def _below(before: Piece, piece: Piece) -> bool:
    """Whether a piece stands right below another."""
    return piece.page == before.page and -_TOUCHING < piece.box[1] - before.box[3] < _TOUCHING


def _written(lines: Sequence[Line], sides: Sides) -> Iterator[Block]:
    yield from (paragraph for _, paragraph in paragraphs(lines, sides))
