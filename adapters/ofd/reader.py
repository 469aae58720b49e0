"""An OFD file as a document: pages drawn, then laid out as the pages of a PDF are."""

from __future__ import annotations

from hashlib import sha256
from pathlib import Path

from adapters.ofd.content import MOST_GLYPHS, Drawn, draw
from adapters.ofd.package import Container
from adapters.packed import Packed
from adapters.pdf.reading.layout import laid_out, parted
from adapters.pdf.reading.lines import flowed, lines
from adapters.pdf.reading.margin_numbers import without_line_numbers
from adapters.pdf.reading.unsettled import settled
from checker.document import Document, Unread
from checker.messages import Message, say

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
    sheets, numbers = without_line_numbers([made.sheet for made in drawn])
    blocks, margins = laid_out(sheets, [parted(sheet) for sheet in sheets])
    aside = [flowed([line]) for made in drawn for line in lines(made.sheet.number, made.aside)]
    return Document(
        name, "ofd", digest, tuple(settled(blocks)), count, (*margins, *aside, *numbers), properties, tuple(unread)
    )


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
