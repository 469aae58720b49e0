"""What is said of text that the file states and that is no text of the document."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence

from adapters.pdf.reading.glyphs import Sheet
from checker.document import Text
from checker.messages import Message, say

_SHOWN = 16
"""Characters of a text that are quoted."""
_SAID = 25
"""Glyphs outside of a page: less are the marks of printers."""
_NAMED = 5
"""Watermarks that are named."""


def remarks(path: str, sheets: Sequence[Sheet], watermarks: Sequence[Text]) -> Iterator[Message]:
    """One on hidden text, on what is struck out, on text outside of the page, and on each wording of a watermark."""
    hidden = [sheet for sheet in sheets if any(glyph.char.isalnum() for glyph in sheet.hidden)]
    if hidden:
        yield say(
            "reading.pdf_hidden",
            path=path,
            pages=ranges([sheet.number for sheet in hidden]),
            count=sum(len(sheet.hidden) for sheet in hidden),
            text=_quoted("".join(glyph.char for glyph in hidden[0].hidden)),
        )
    if any(sheet.struck for sheet in sheets):
        yield say("reading.struck", path=path)
    cropped = [sheet for sheet in sheets if sheet.outside >= _SAID]
    if cropped:
        yield say(
            "reading.pdf_outside",
            path=path,
            pages=ranges([sheet.number for sheet in cropped]),
            count=sum(sheet.outside for sheet in cropped),
        )
    for mark in watermarks[:_NAMED]:
        yield say("reading.pdf_watermark", path=path, text=_quoted(mark.string))


def beyond(sheet: Sheet) -> list[Message]:
    """What is said of a page on which text stands outside of what it shows: what is missing may be there."""
    return [say("reading.pdf_beyond", count=sheet.outside)] if sheet.outside >= _SAID else []


def nameless(path: str, sheets: Sequence[Sheet]) -> Iterator[Message]:
    """One where most characters are of faces that the file does not name: nothing is known of them."""
    named = Counter(bool(sheet.faces.get(glyph.item, ("",))[0]) for sheet in sheets for glyph in sheet.glyphs)
    if named[False] > named[True]:
        yield say("reading.pdf_no_faces", path=path)


def _quoted(string: str) -> str:
    return string if len(string) <= _SHOWN else f"{string[:_SHOWN]}…"


def ranges(numbers: Sequence[int]) -> str:
    """Page numbers in order, those that follow each other as a range: 1-3, 7."""
    spans: list[list[int]] = []
    for number in numbers:
        if spans and number == spans[-1][1] + 1:
            spans[-1][1] = number
        else:
            spans.append([number, number])
    return ", ".join(f"{first}-{last}" if last > first else str(first) for first, last in spans)
