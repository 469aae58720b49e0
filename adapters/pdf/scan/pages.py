"""Pages that are pictures of text: how they show, and their recognition when the extra is installed."""

from __future__ import annotations

from importlib.util import find_spec
from typing import Any

from adapters.pdf.reading.glyphs import Sheet
from checker.messages import Message, say

_FEW = 25
"""Glyphs that a scan may carry beside its picture: a page number, a stamp of the scanning program."""
_LARGE = 0.4
"""Of the page that a picture covers, from which a page with few glyphs is a scan."""
_OUTLINES = 60
"""Shapes with curves on a page without a glyph, from which it shows text drawn as curves."""


def looks_scanned(sheet: Sheet) -> bool:
    """Whether the page shows text that it does not state: a large picture, outlines, or glyphs without characters."""
    stated = sum(glyph.char not in " \u3000\ufffd" for glyph in sheet.glyphs)
    if sheet.unmapped >= 3 and sheet.unmapped > 0.05 * (stated + sheet.unmapped):
        return True
    if stated >= _FEW:
        return False
    page = max(sheet.width * sheet.height, 1.0)
    covered = sum((x1 - x0) * (bottom - top) for x0, top, x1, bottom in sheet.pictures)
    return covered >= _LARGE * page or (stated == 0 and sheet.outlines >= _OUTLINES)


def recognised(page: Any, sheet: Sheet) -> tuple[Sheet | None, Message | None]:
    """The sheet as recognised in an image of the page, or why it is not."""
    if find_spec("rapidocr") is None or find_spec("onnxruntime") is None:
        return None, say("reading.pdf_scan", command="pip install 'gouji[ocr]'")
    from adapters.pdf.scan.ocr import recognise

    return recognise(page, sheet)
