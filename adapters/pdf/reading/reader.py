"""A PDF file as a document: pages fed, tables stitched, running text joined, margins set apart."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import closing
from dataclasses import replace
from hashlib import sha256
from pathlib import Path
from typing import Any

import pypdfium2

from adapters.pdf.reading.feed import GLYPHS, TooManyGlyphs, feed
from adapters.pdf.reading.filled import drawn_in
from adapters.pdf.reading.fonts import stand_in
from adapters.pdf.reading.glyphs import Sheet, inked
from adapters.pdf.reading.guard import Survey, survey
from adapters.pdf.reading.layout import Parted, held, laid_out, parted
from adapters.pdf.reading.legible import doubted
from adapters.pdf.reading.margin_numbers import without_line_numbers
from adapters.pdf.reading.remarks import beyond, nameless, remarks
from adapters.pdf.reading.site import without_site
from adapters.pdf.reading.spread import on_pages, spread, text_on_pages
from adapters.pdf.reading.tags import heading_levels
from adapters.pdf.reading.unsettled import loose, settled
from adapters.pdf.reading.view import turned_back
from adapters.pdf.reading.watermark import without_watermarks
from adapters.pdf.scan.engine import installed
from adapters.pdf.scan.pages import Answer, looks_scanned, unrecognised
from checker.document import Block, Document, GlyphRun, LineRun, Table, Text, Unread
from checker.errors import DocumentError
from checker.layout import Layout
from checker.messages import Message, say
from checker.workers.pulse import pulse


def read(path: Path, name: str, layout: bool = False) -> Document:
    """Every page of the file; with its `layout` if asked. DocumentError for a file that cannot be opened at all."""
    data = path.read_bytes()
    checked = survey(data, name)
    try:
        with stand_in(), closing(pypdfium2.PdfDocument(checked.data)) as pdf:
            found = list(_sheets(pdf, checked, layout))
            properties = _properties(pdf)
        # Before it is asked which pages are scans: there a watermark may be all that is stated.
        found, watermarks = _without_watermarks(found)
        sheets, unread = _recognised(checked.data, found)
    except pypdfium2.PdfiumError as error:
        raise DocumentError(say("reading.pdf_damaged", path=name)) from error
    if checked.cut:
        unread.insert(0, Unread(say("reading.pdf_end"), say("reading.pdf_cut")))
    printed, numbers = without_line_numbers(sheets)
    sheets, strips = spread(printed)
    pages: list[Parted] = []
    for sheet in sheets:
        page, doubts = doubted(sheet, parted(sheet))
        pages.append(page)
        doubts += beyond(sheet)
        unread += [Unread(say("reading.pdf_page", page=sheet.number), doubt) for doubt in doubts]
    unread += [lost for sheet, page in zip(sheets, pages, strict=True) for lost in _lost(sheet, page)]
    blocks, margins = _blocks(sheets, pages, numbers)
    if strips:
        blocks = tuple(on_pages(block, strips) for block in blocks)
        margins = tuple(text_on_pages(text, strips) for text in margins)
    unread += loose(blocks)
    laid = _layout(blocks, margins, printed) if layout else None
    said = [*remarks(name, sheets, watermarks), *(nameless(name, printed) if layout else ())]
    return Document(
        name,
        "pdf",
        sha256(data).hexdigest(),
        blocks,
        checked.pages,
        margins + watermarks,
        properties,
        tuple(unread),
        tuple(said),
        layout=laid,
    )


def _layout(blocks: Sequence[Block], margins: Sequence[Text], sheets: Sequence[Sheet]) -> Layout:
    from adapters.pdf.reading.typesetting import layout_of  # few packs ask for it

    return layout_of(blocks, margins, sheets)


def _sheets(pdf: Any, checked: Survey, faces: bool) -> Iterator[tuple[int, Sheet | Message]]:
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
            opened = drawn_in(pdf, index) if index in checked.filled else pdf[index]
        except pypdfium2.PdfiumError:
            yield index + 1, say("reading.pdf_page_damaged")
            continue
        yield index + 1, _fed(opened, index + 1, levels_of(opened), checked.layers, faces)
        if before is not None:
            before.close()
        before = opened
    if before is not None:
        before.close()


Found = list[tuple[int, Sheet | Message]]
"""The number of each page, and its content or why it is not read."""


def _without_watermarks(found: Found) -> tuple[Found, tuple[Text, ...]]:
    """The pages without watermarks, and those."""
    kept, apart = without_watermarks([sheet for _, sheet in found if isinstance(sheet, Sheet)])
    following = iter(kept)
    return [(number, next(following) if isinstance(sheet, Sheet) else sheet) for number, sheet in found], tuple(apart)


def _recognised(data: bytes, found: Found) -> tuple[list[Sheet], list[Unread]]:
    """The sheets, those of scans as recognised, and what could not be read."""
    scans = [sheet for _, sheet in found if isinstance(sheet, Sheet) and looks_scanned(sheet)]
    if scans and installed():
        answers = dict(zip((scan.number for scan in scans), _by_crew(data, scans), strict=True))
    else:
        answers = {scan.number: unrecognised(scan) for scan in scans}
    sheets: list[Sheet] = []
    unread: list[Unread] = []
    for number, sheet in found:
        page = say("reading.pdf_page", page=number)
        if isinstance(sheet, Message):
            unread.append(Unread(page, sheet))
            continue
        if number in answers:
            answer = answers[number]
            unread.extend(Unread(page, remark) for remark in answer.remarks)
            sheet = answer.sheet or sheet
        elif sheet.unmapped:
            unread.append(Unread(page, say("reading.pdf_unmapped", count=sheet.unmapped)))
        sheets.append(sheet)
    return sheets, unread


def _by_crew(data: bytes, scans: Sequence[Sheet]) -> Iterator[Answer]:
    """What comes of scanned pages, each within its own limits."""
    from adapters.pdf.scan.crew import Crew  # most documents have no scanned page

    with closing(Crew(data)) as crew:
        for done, scan in enumerate(scans):
            pulse("scan", done, len(scans))
            yield crew.page(scan)
        pulse("scan", len(scans), len(scans))


def _fed(page: Any, number: int, levels: dict[int, int], layers: bool, faces: bool) -> Sheet | Message:
    """The sheet of a page, or why it is not read."""
    try:
        return feed(page, number, levels, layers, faces)
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
    drawn = inked(sheet.glyphs)
    if count == drawn:
        return []
    return [Unread(say("reading.pdf_page", page=sheet.number), say("reading.pdf_lost", drawn=drawn, read=count))]


def _blocks(
    sheets: Sequence[Sheet], pages: Sequence[Parted], numbers: Sequence[Text]
) -> tuple[tuple[Block, ...], tuple[Text, ...]]:
    """Blocks in reading order, and headers, footers and the numbers of lines."""
    found, aside = laid_out(sheets, pages)
    blocks, site = without_site(settled(found))
    aside = [*aside, *site, *numbers]
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
