"""Pages with the findings as text, appended to an annotated copy."""

# pyHanko types only a part of its functions.
# mypy: disable-error-code="no-untyped-call"

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from pyhanko.pdf_utils import generic
from pyhanko.pdf_utils.writer import PageObject

from adapters.pdf.annotating.leaves import SHEET, Leaf, entry
from adapters.pdf.annotating.sheet_font import SheetFont, sheet_font

_WIDTH, _HEIGHT = 595.28, 841.89
_SIDE, _TOP = 62.0, 68.0
_SIZE, _LEADING = 10.5, 17.0
_TITLE, _TITLE_LEADING = 15.0, 30.0
_NAME = generic.NameObject


def append_sheets(writer: Any, lines: Sequence[str]) -> None:
    """Appends pages with `lines`; the first one is the title, an empty one leaves a gap."""
    font = sheet_font(writer, "".join(lines))
    for content in _pages(lines, font):
        stream = writer.add_object(generic.StreamObject(stream_data=content.encode("ascii")))
        resources = generic.DictionaryObject({_NAME("/Font"): generic.DictionaryObject({_NAME("/F1"): font.reference})})
        page = PageObject(stream, (0, 0, _WIDTH, _HEIGHT), resources)
        page[_NAME(SHEET)] = generic.BooleanObject(True)
        writer.insert_page(page)


def remove_sheets(writer: Any, sheets: Sequence[Leaf]) -> None:
    """Takes pages that an earlier run appended out of the page tree."""
    for leaf in sheets:
        parent = entry(leaf.page, "/Parent")
        if parent is None:
            continue
        kids = parent["/Kids"]
        for index in range(len(kids)):
            if kids.raw_get(index) == leaf.reference:
                del kids[index]
                writer.update_container(kids)
                break
        while parent is not None:
            parent[_NAME("/Count")] = generic.NumberObject(int(parent["/Count"]) - 1)
            writer.update_container(parent)
            parent = entry(parent, "/Parent")


def _pages(lines: Sequence[str], font: SheetFont) -> Iterator[str]:
    """Content streams, one a page."""
    drawn: list[str] = []
    y = _HEIGHT - _TOP
    for index, text in enumerate(lines):
        size, leading = (_TITLE, _TITLE_LEADING) if index == 0 else (_SIZE, _LEADING)
        for row in _wrapped(text, size, font) or [""]:
            if y < _TOP:
                yield "\n".join(drawn)
                drawn, y = [], _HEIGHT - _TOP
            if row:
                drawn.append(f"BT /F1 {size} Tf 1 0 0 1 {_SIDE} {y:.2f} Tm <{font.code(row)}> Tj ET")
            y -= leading
    yield "\n".join(drawn)


def _wrapped(text: str, size: float, font: SheetFont) -> list[str]:
    """Lines that fit between the sides; broken between ideographs, or at a blank where one stands in the last third."""
    room = (_WIDTH - 2 * _SIDE) * 1000 / size
    rows: list[str] = []
    row, used = "", 0
    for char in text.replace("\n", " "):
        if used + font.width(char) > room:
            cut = row.rfind(" ") if char.isascii() and row[-1:].isascii() else -1
            if cut > len(row) * 2 // 3:
                rows.append(row[:cut])
                row = row[cut + 1 :]
            else:
                rows.append(row)
                row = ""
            used = sum(font.width(each) for each in row)
        row += char
        used += font.width(char)
    return [*rows, row] if row else rows
