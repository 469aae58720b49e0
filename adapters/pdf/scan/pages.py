"""Pages that are pictures of text: how they show, and what is made of them."""

from __future__ import annotations

from typing import Any, NamedTuple

from adapters.pdf.reading.glyphs import Sheet
from adapters.pdf.scan.layer import has_layer, trusted, unchecked
from checker.messages import Message, say

_FEW = 25
"""Glyphs that a scan may carry beside its picture: a page number, a stamp of the scanning program."""
_LARGE = 0.4
"""Of the page that a picture covers, from which a page with few glyphs is a scan."""
_OUTLINES = 60
"""Shapes with curves on a page without a glyph, from which it shows text drawn as curves."""

_COMMAND = "pip install 'gouji[ocr]'"


class Answer(NamedTuple):
    """A page as recognised, None where it was not, and what is to be said of it."""

    sheet: Sheet | None
    remarks: tuple[Message, ...] = ()


def looks_scanned(sheet: Sheet) -> bool:
    """Whether the page shows text that it does not state: a large picture, outlines, or glyphs without characters."""
    string = "".join([glyph[0] for glyph in sheet.glyphs])
    stated = len(string) - sum(map(string.count, " \u3000\ufffd"))
    if sheet.unmapped >= 3 and sheet.unmapped > 0.05 * (stated + sheet.unmapped):
        return True
    if stated >= _FEW:
        return False
    page = max(sheet.width * sheet.height, 1.0)
    covered = sum((x1 - x0) * (bottom - top) for x0, top, x1, bottom in sheet.pictures)
    return covered >= _LARGE * page or (stated == 0 and sheet.outlines >= _OUTLINES)


def unrecognised(sheet: Sheet) -> Answer:
    """What is left of a scanned page where the extra is not installed: the text that somebody else recognised."""
    if has_layer(sheet):
        return Answer(unchecked(sheet), (say("reading.pdf_layer_unchecked", command=_COMMAND),))
    return Answer(None, (say("reading.pdf_scan", command=_COMMAND),))


def answer(page: Any, sheet: Sheet) -> Answer:
    """What is recognised on a pypdfium2 page: a hidden text, where the picture bears it out, else the picture's."""
    from adapters.pdf.scan.engine import engine
    from adapters.pdf.scan.ocr import photograph, recognise

    eyes = engine()
    if eyes is None:
        return unrecognised(sheet)
    image, scale = photograph(page)
    remarks: list[Message] = []
    if has_layer(sheet):
        layer = trusted(eyes, image, scale, sheet)
        differ = layer.compared - layer.agreed
        if layer.sheet is not None:
            return Answer(layer.sheet, (say("reading.pdf_layer", numbers=layer.compared, others=differ),))
        remarks.append(say("reading.pdf_layer_wrong", numbers=layer.compared, others=differ))
    seen, weak = recognise(eyes, image, scale, sheet)
    if seen is None:
        remarks.append(say("reading.pdf_ocr_failed"))
    if weak:
        remarks.append(say("reading.pdf_ocr_weak", count=weak))
    return Answer(seen, tuple(remarks))
