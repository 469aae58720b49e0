"""An OFD file as a document: pages drawn, then laid out as the pages of a PDF are."""

from __future__ import annotations

from hashlib import sha256
from pathlib import Path

from adapters.ofd.content import MOST_GLYPHS, Drawn, draw
from adapters.ofd.package import Container
from adapters.packed import Packed
from adapters.pdf.reading.assemble import Image, Item, assembled
from adapters.pdf.reading.furniture import furniture
from adapters.pdf.reading.glyphs import Sheet
from adapters.pdf.reading.grid import Piece, inside, pieces
from adapters.pdf.reading.lines import Line, flowed, lines
from checker.document import Block, Box, Document, Text, Unread
from checker.messages import Message, say

_ICON = 40.0
"""Points; a picture smaller on a side is an icon, a seal's frame or an ornament."""
_FEW = 25
"""Glyphs that a scanned page may carry beside its picture."""


def read_file(path: Path, name: str) -> Document:
    """The document; pages that cannot be read are told."""
    digest = sha256(path.read_bytes()).hexdigest()
    drawn: list[Drawn] = []
    unread: list[Unread] = []
    count = 0
    with Packed(path, name) as package:
        container = Container(package)
        for count, source in enumerate(container.pages(), 1):
            page = say("reading.page", page=count)
            if source.damaged is not None:
                unread.append(Unread(page, source.damaged.message))
                continue
            made = draw(source, count)
            drawn.append(made)
            unread.extend(Unread(page, why) for why in _complaints(made))
        properties = container.properties()
    sheets = [made.sheet for made in drawn]
    blocks, margins = _laid_out(sheets)
    aside = [flowed([line]) for made in drawn for line in lines(made.sheet.number, made.aside)]
    return Document(name, "ofd", digest, blocks, count, (*margins, *aside), properties, tuple(unread))


def _complaints(made: Drawn) -> list[Message]:
    sheet = made.sheet
    found = []
    if made.full:
        found.append(say("reading.page_full", most=MOST_GLYPHS))
    stated = sum(not glyph.char.isspace() for glyph in sheet.glyphs)
    pictured = sum((x1 - x0) * (bottom - top) for x0, top, x1, bottom in sheet.pictures)
    if stated < _FEW and pictured > 0.4 * sheet.width * sheet.height:
        found.append(say("reading.ofd_scan"))
    if sheet.unmapped:
        found.append(say("reading.ofd_unmapped", count=sheet.unmapped))
    return found


def _laid_out(sheets: list[Sheet]) -> tuple[tuple[Block, ...], tuple[Text, ...]]:
    """Blocks in reading order, and headers and footers."""
    pages = [_parted(sheet) for sheet in sheets]
    margins = furniture(sheets, [found for _, found in pages])
    aside: list[Text] = []
    items: list[Item] = []
    for sheet, (tables, found), marginal in zip(sheets, pages, margins, strict=True):
        aside.extend(flowed([found[index]]) for index in sorted(marginal))
        placed: list[tuple[float, float, Item]] = []
        placed += [(line.top, line.x0, line) for index, line in enumerate(found) if index not in marginal]
        placed += [(piece.box[1], piece.box[0], piece) for piece in tables]
        placed += [(box[1], box[0], Image(sheet.number, box)) for box in sheet.pictures if _shown(box, sheet)]
        items.extend(item for _, _, item in sorted(placed, key=lambda entry: entry[:2]))
    width = max((sheet.width for sheet in sheets), default=0.0)
    return tuple(assembled(items, width)), tuple(aside)


def _parted(sheet: Sheet) -> tuple[list[Piece], list[Line]]:
    """The pieces of tables on a page, and the lines outside of them."""
    found = [piece for piece in pieces(sheet) if len(piece.slots) > 1 or any(slot.glyphs for slot in piece.slots)]
    free = [
        glyph
        for glyph in sheet.glyphs
        if not any(inside(piece.box, (glyph.x0 + glyph.x1) / 2, (glyph.top + glyph.bottom) / 2) for piece in found)
    ]
    return found, lines(sheet.number, free)


def _shown(box: Box, sheet: Sheet) -> bool:
    """Whether a picture is a block of its own: neither an icon nor the page behind its text."""
    wide, high = box[2] - box[0], box[3] - box[1]
    behind = sheet.glyphs and wide > 0.9 * sheet.width and high > 0.9 * sheet.height
    return min(wide, high) >= _ICON and not behind
