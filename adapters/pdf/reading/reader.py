"""A PDF file as a document: pages fed, tables stitched, running text joined, margins set apart."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import ExitStack, closing
from dataclasses import replace
from hashlib import sha256
from pathlib import Path
from typing import Any

import pypdfium2

from adapters.pdf.reading.feed import GLYPHS, TooManyGlyphs, feed
from adapters.pdf.reading.fonts import stand_in
from adapters.pdf.reading.glyphs import BLANK, Sheet
from adapters.pdf.reading.guard import Survey, survey
from adapters.pdf.reading.layout import Parted, held, laid_out, parted
from adapters.pdf.reading.tags import heading_levels
from adapters.pdf.reading.view import turned_back
from checker.document import Block, Document, GlyphRun, LineRun, Table, Text, Unread
from checker.errors import DocumentError
from checker.messages import Message, say


def read(path: Path, name: str) -> Document:
    """Every page of the file. Raises DocumentError for a file that cannot be opened at all."""
    data = path.read_bytes()
    checked = survey(data, name)
    try:
        with stand_in(), closing(pypdfium2.PdfDocument(data)) as pdf:
            found = list(_sheets(pdf, checked))
            properties = _properties(pdf)
        sheets, unread = _recognised(data, found)
    except pypdfium2.PdfiumError as error:
        raise DocumentError(say("reading.pdf_damaged", path=name)) from error
    pages = [parted(sheet) for sheet in sheets]
    unread += [lost for sheet, page in zip(sheets, pages, strict=True) for lost in _lost(sheet, page)]
    blocks, margins = _blocks(sheets, pages)
    return Document(name, "pdf", sha256(data).hexdigest(), blocks, checked.pages, margins, properties, tuple(unread))


def _sheets(pdf: Any, checked: Survey) -> Iterator[tuple[int, Sheet | Message]]:
    """Every page's number and content, or why it is not read.

    A page is closed when the next is open, so that memory does not grow and pdfium keeps the fonts that both use.
    """
    levels_of = heading_levels(pdf)
    before: Any = None
    for index in range(checked.pages):
        refused = checked.refused.get(index)
        if refused is not None:
            yield index + 1, refused
            continue
        try:
            opened = pdf[index]
        except pypdfium2.PdfiumError:
            yield index + 1, say("reading.pdf_page_damaged")
            continue
        yield index + 1, _fed(opened, index + 1, levels_of(opened))
        if before is not None:
            before.close()
        before = opened
    if before is not None:
        before.close()


def _recognised(data: bytes, found: Sequence[tuple[int, Sheet | Message]]) -> tuple[list[Sheet], list[Unread]]:
    """The sheets, those of scans as recognised, and what could not be read."""
    from adapters.pdf.scan.pages import looks_scanned, recognised

    sheets: list[Sheet] = []
    unread: list[Unread] = []
    with ExitStack() as stack:
        shown: Any = None
        for number, sheet in found:
            page = say("reading.pdf_page", page=number)
            if isinstance(sheet, Message):
                unread.append(Unread(page, sheet))
                continue
            if looks_scanned(sheet):
                # Opened again: pictures of pages need the fonts of the system.
                shown = shown or stack.enter_context(closing(pypdfium2.PdfDocument(data)))
                with closing(shown[number - 1]) as opened:
                    seen, reason = recognised(opened, sheet)
                if reason is not None:
                    unread.append(Unread(page, reason))
                sheet = seen or sheet
            elif sheet.unmapped:
                unread.append(Unread(page, say("reading.pdf_unmapped", count=sheet.unmapped)))
            sheets.append(sheet)
    return sheets, unread


def _fed(page: Any, number: int, levels: dict[int, int]) -> Sheet | Message:
    """The sheet of a page, or why it is not read."""
    try:
        return feed(page, number, levels)
    except TooManyGlyphs as many:
        return say("reading.pdf_glyphs", count=many.count, most=GLYPHS)
    except pypdfium2.PdfiumError:
        return say("reading.pdf_page_damaged")


def _properties(pdf: Any) -> dict[str, str]:
    """Title and author as the file states them; one that is no text is left out."""
    found: dict[str, str] = {}
    for name, key in (("title", "Title"), ("author", "Author")):
        try:
            value = pdf.get_metadata_value(key).strip()
        except UnicodeDecodeError:
            continue
        if value:
            found[name] = value
    return found


def _lost(sheet: Sheet, page: Parted) -> list[Unread]:
    """Says when fewer glyphs stand in cells and lines than pdfium counts on the page."""
    count = held(page)
    drawn = sum(glyph.char not in BLANK for glyph in sheet.glyphs)
    if count == drawn:
        return []
    return [Unread(say("reading.pdf_page", page=sheet.number), say("reading.pdf_lost", drawn=drawn, read=count))]


def _blocks(sheets: Sequence[Sheet], pages: Sequence[Parted]) -> tuple[tuple[Block, ...], tuple[Text, ...]]:
    """Blocks in reading order, and headers and footers."""
    blocks, aside = laid_out(sheets, pages)
    turned = {sheet.number: sheet for sheet in sheets if sheet.turn or sheet.skew}
    if turned:
        return tuple(_turned(block, turned) for block in blocks), tuple(_laid(text, turned) for text in aside)
    return tuple(blocks), tuple(aside)


def _turned(block: Block, sheets: dict[int, Sheet]) -> Block:
    """A block with its boxes on the pages as shown, where text lies on its side."""
    if isinstance(block, Table):
        return replace(block, cells=tuple(replace(cell, text=_laid(cell.text, sheets)) for cell in block.cells))
    return replace(block, text=_laid(block.text, sheets))


def _laid(text: Text, sheets: dict[int, Sheet]) -> Text:
    runs: list[LineRun | GlyphRun] = []
    for run in text.runs:
        sheet = sheets.get(run.page) if isinstance(run, GlyphRun) else None
        if sheet is not None and isinstance(run, GlyphRun):
            boxes = tuple(
                box and turned_back(box, sheet.turn, sheet.skew, sheet.width, sheet.height) for box in run.boxes
            )
            run = replace(run, boxes=boxes)
        runs.append(run)
    return Text(text.string, tuple(runs))
