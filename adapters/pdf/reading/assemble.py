"""What stands on the pages, one after the other, put together to blocks."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from adapters.pdf.reading.anew import begins_anew
from adapters.pdf.reading.cells import cell_lines
from adapters.pdf.reading.grid import Piece
from adapters.pdf.reading.lines import Line, stacked
from adapters.pdf.reading.paragraphs import Sides, column, paragraphs
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


Item = Line | Piece | Image


def assembled(items: Sequence[Item], width: float) -> tuple[list[Block], list[Text]]:
    """The blocks of a document whose pages have a width in points, and the heads that tables repeat on later pages.

    `items` are its lines, pieces and pictures in reading order, without furniture.
    """
    sides = _sides(items, width)
    blocks: list[Block] = []
    again: list[Text] = []
    text: list[Line] = []
    for run in _runs(items):
        if isinstance(run, Line):
            text.append(run)
            continue
        blocks.extend(_written(text, sides))
        text = []
        if isinstance(run, Grown):
            again += [stacked(part.lines) for part in run.again if part.lines]
            blocks.append(made(run))
        else:
            blocks.append(Picture(_placeholder(run)))
    blocks.extend(_written(text, sides))
    return blocks, again


def _sides(items: Sequence[Item], width: float) -> Sides:
    """The sides of the running text: those of the page, and of each column of text."""
    tables = [item.box for item in items if isinstance(item, Piece)]
    lines: dict[int, list[Line]] = {0: []}
    for item in items:
        if isinstance(item, Line):
            lines.setdefault(item.column, []).append(item)
    return {number: column(some, 0.0 if number else width, () if number else tables) for number, some in lines.items()}


def _placeholder(image: Image) -> Text:
    """U+FFFC with the picture's box: an empty text could not carry a place."""
    x0, top, x1, bottom = (round(side, 2) for side in image.box)
    return Text("\ufffc", (GlyphRun(0, image.page, ((x0, top, x1, bottom),)),))


def _runs(items: Sequence[Item]) -> Iterator[Line | Grown | Image]:
    """The items, pieces of one table put together; a frame round text is text unless it belongs to a table."""
    table: Grown | None = None
    before: Piece | None = None
    for index, item in enumerate(items):
        if isinstance(item, Piece):
            if table is not None and before is not None and _goes_on(table, before, item):
                table = stitched(table, item)
                before = item
                continue
            if table is not None:
                yield table
                table = None
            following = items[index + 1] if index + 1 < len(items) else None
            if len(item.slots) > 1 or (
                isinstance(following, Piece) and _follows(item, following) and fits(grown(item), following)
            ):
                table = grown(item)
                before = item
            else:
                yield from cell_lines(item.page, item.slots[0].glyphs)
            continue
        row = (
            row_of(table, before, item) if isinstance(item, Line) and table is not None and before is not None else None
        )
        if row is not None and table is not None:
            table = stitched(table, row)
            before = row
            continue
        if table is not None:
            yield table
            table = None
        yield item
    if table is not None:
        yield table


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
