"""Sheets laid out as a document: what stands in tables, in running text and in the margins, in reading order."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from itertools import chain

from adapters.pdf.reading.arranged import arranging
from adapters.pdf.reading.assemble import APART, Image, Item, assembled
from adapters.pdf.reading.columns.beside import Beside, beside
from adapters.pdf.reading.columns.cells import around
from adapters.pdf.reading.columns.order import Region, numbered
from adapters.pdf.reading.frames import loosened
from adapters.pdf.reading.furniture import furniture
from adapters.pdf.reading.glyphs import Sheet, inked
from adapters.pdf.reading.grid import Piece, filled, pieces
from adapters.pdf.reading.lines import Line, flowed, lines
from adapters.pdf.reading.unruled.sides import sides
from adapters.pdf.reading.unruled.tables import tables_among
from checker.document import Block, Box, Text
from checker.record import dataclass

_ICON = 40.0
"""Points; a picture smaller on a side is an icon or an ornament."""
_ALIKE = 8.0
"""Points by which the widths of scanned pages differ and are meant to be one."""

Parted = tuple[list[Piece], list[Line]]
"""The pieces of ruled tables on a page, and the lines outside of them."""


def parted(sheet: Sheet) -> Parted:
    """A page's ruled tables and lines."""
    found, free = filled(pieces(sheet), sheet.glyphs)
    loose = loosened(found, free, sheet.rules)
    if loose:
        found, free = filled([piece for at, piece in enumerate(found) if at not in loose], sheet.glyphs)
    kept = [piece for piece in found if len(piece.slots) > 1 or any(slot.glyphs for slot in piece.slots)]
    return kept, lines(sheet.number, free)


def held(page: Parted) -> int:
    """How many glyphs that leave ink stand in a page's tables and lines."""
    found, outside = page
    every = [slot.glyphs for piece in found for slot in piece.slots] + [line.glyphs for line in outside]
    return inked(chain.from_iterable(every))


def laid_out(sheets: Sequence[Sheet], pages: Sequence[Parted]) -> tuple[list[Block], list[Text]]:
    """Blocks in reading order, and headers and footers, of pages and of the parts of tables."""
    margins = furniture(sheets, [found for _, found in pages])
    aside: list[Text] = []
    laid: list[_Page] = []
    arranged = arranging([found for found, _ in pages])
    for sheet, (_, outside), marginal, (found, grids) in zip(sheets, pages, margins, arranged, strict=True):
        aside.extend(flowed([outside[index]]) for index in sorted(marginal))
        kept = [line for index, line in enumerate(outside) if index not in marginal]
        parted_off = beside(kept) if not grids else None
        slim = [piece for piece in found if parted_off is not None and parted_off.holds(piece.box)]
        aside += [text for piece in slim for text in _texts(piece)]
        aside += [flowed([line]) for line in parted_off.slim] if parted_off is not None else []
        placed: list[Piece | Image] = [piece for piece in found if piece not in slim]
        placed += [Image(sheet.number, box) for box in sheet.pictures if _shown(box, sheet)]
        laid.append(_Page(sheet, placed, kept, grids, parted_off))
    parts = [(page, region) for page, found in zip(laid, _read(laid), strict=True) for region in found]
    columns = numbered([region for _, region in parts])
    texts = tables_among(
        [region.lines for _, region in parts],
        [page.sheet.rules for page, _ in parts],
        [region.beside for _, region in parts],
    )
    items: list[Item] = []
    for (page, region), text, column in zip(parts, texts, columns, strict=True):
        here: list[Line | Piece | Image] = [page.placed[number] for number in region.boxes]
        here += [replace(entry, column=column) if column and isinstance(entry, Line) else entry for entry in text]
        here.sort(key=_corner)
        items += [APART, *here] if region.apart else here
    blocks, again = assembled(items, {sheet.number: round(sheet.width / _ALIKE) * _ALIKE for sheet in sheets})
    return blocks, aside + again


@dataclass(frozen=True, slots=True)
class _Page:
    """What of a page is text: its tables and pictures, the lines outside of them, the grids that arrange either, and
    what stands beside the text."""

    sheet: Sheet
    placed: list[Piece | Image]
    lines: list[Line]
    grids: list[Piece]
    parted_off: Beside | None

    def regions(self, known: list[float]) -> list[Region]:
        """Its parts in reading order. `known`: where columns of text are parted on the pages before."""
        boxes = [item.box for item in self.placed]
        if self.parted_off is not None:
            return _round(self.parted_off, boxes)
        return [part for region in around(self.grids, self.lines, boxes, known) for part in _beside(region, boxes)]


def _read(pages: Sequence[_Page]) -> list[list[Region]]:
    """The parts of each page. The columns of one show those of the page before, where few lines of them may stand."""
    known: list[float] = []
    found: list[list[Region]] = []
    for at, page in enumerate(pages):
        first = not known
        found.append(page.regions(known))
        if first and known and at:
            found[-2] = pages[at - 1].regions(list(known))
    return found


def _beside(region: Region, boxes: Sequence[Box]) -> list[Region]:
    """A part of a page, tables in it that stand side by side one after the other."""
    found = sides(region.lines)
    if len(found) == 1:
        return [region]
    result = [Region(part.lines, sides=region.sides, beside=not part.whole) for part in found]
    result[0].apart = region.apart
    whole = [at for at, part in enumerate(found) if part.whole] or [0]
    for number in region.boxes:
        above = [at for at in whole if found[at].lines[0].top <= boxes[number][1]]
        result[above[-1] if above else whole[0]].boxes.append(number)
    return result


def _texts(piece: Piece) -> list[Text]:
    """What the cells of a small table say that stands beside the text."""
    return [flowed(own) for slot in piece.slots if (own := lines(piece.page, slot.glyphs))]


def _round(found: Beside, boxes: Sequence[Box]) -> list[Region]:
    """The text above, beside and below what stands beside it, each with the tables and pictures that begin there."""
    starts = [min((line.top for line in lines), default=None) for lines in (found.text, found.below)]
    text, below = starts[0] or 0.0, starts[1] if starts[1] is not None else float("inf")
    numbers: list[list[int]] = [[], [], []]
    for at, box in enumerate(boxes):
        numbers[(box[1] >= text) + (box[1] >= below)].append(at)
    return [
        Region(found.above, numbers[0]),
        Region(found.text, numbers[1], found.sides),
        Region(found.below, numbers[2]),
    ]


def _corner(item: Line | Piece | Image) -> tuple[float, float]:
    """Top and left, to sort by; what is written downwards goes from right to left."""
    if isinstance(item, Line):
        return (round(item.top, 1), -item.x0 if item.downward else item.x0)
    return (item.box[1], item.box[0])


def _shown(box: Box, sheet: Sheet) -> bool:
    """Whether a picture is a block of its own: neither an icon, nor a rule, nor the page behind recognised text."""
    wide, high = box[2] - box[0], box[3] - box[1]
    behind = sheet.glyphs and wide > 0.9 * sheet.width and high > 0.9 * sheet.height
    return min(wide, high) >= _ICON and not behind
