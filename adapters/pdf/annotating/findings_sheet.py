"""A page with the findings as text, appended to an annotated copy."""

# pyHanko types only a part of its functions.
# mypy: disable-error-code="no-untyped-call"

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from pyhanko.pdf_utils import generic
from pyhanko.pdf_utils.writer import PageObject

from adapters.pdf.annotating.leaves import SHEET, Leaf, entry
from adapters.pdf.annotating.sheet_font import SheetFont, sheet_font

_WIDTH, _HEIGHT = 595.28, 841.89
_SIDE, _TOP = 56.0, 62.0
_SIZES = (10.5, 9.5, 8.5)
"""Of the text, the largest that fits; then again without details."""
_LEADING = 1.55
_TITLE = 15.0
_HANGING = "，。；：、！？）》〕”’"
"""What begins no line."""
_DETAIL = "\u3000"
"""How a line begins that may be left out; twice that what is left out first."""
_NAME = generic.NameObject

Row = tuple[float, float, float, str]
"""Size, distance from the left and the bottom of the page, text."""


def append_sheet(writer: Any, lines: Sequence[str]) -> None:
    """Appends one page with `lines`; the first one is the title, an empty one leaves a gap.

    What is too much for a page is made smaller, then loses its details, the lines that begin with two
    ideographic spaces and with one, then its end: the notes on the pages say all of it.
    """
    font = sheet_font(writer, "".join(lines) + "…+0123456789")
    content = "\n".join(
        f"BT /F1 {size} Tf 1 0 0 1 {x:.2f} {y:.2f} Tm <{font.code(text)}> Tj ET"
        for size, x, y, text in _laid_out(lines, font)
    )
    stream = writer.add_object(generic.StreamObject(stream_data=content.encode("ascii")))
    resources = generic.DictionaryObject({_NAME("/Font"): generic.DictionaryObject({_NAME("/F1"): font.reference})})
    page = PageObject(stream, (0, 0, _WIDTH, _HEIGHT), resources)
    page[_NAME(SHEET)] = generic.BooleanObject(True)
    writer.insert_page(page)


def _laid_out(lines: Sequence[str], font: SheetFont) -> list[Row]:
    less = [line for line in lines if not line.startswith(2 * _DETAIL)]
    brief = [line for line in less if not line.startswith(_DETAIL)]
    kept = [line for line in brief if line]
    for some in (lines, less, brief, kept):
        for size in _SIZES:
            rows = _rows(some, size, font)
            if rows[-1][2] >= _TOP:
                return rows
    count = len(kept)
    while _rows([*kept, f"… +{count}"], _SIZES[-1], font)[-1][2] < _TOP:
        kept.pop()
    return _rows([*kept, f"… +{count - len(kept)}"], _SIZES[-1], font)


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


def _rows(lines: Sequence[str], size: float, font: SheetFont) -> list[Row]:
    """The lines from the top of a page down, and on below its end; the last one is never empty."""
    rows: list[Row] = []
    y = _HEIGHT - _TOP
    for index, text in enumerate(lines):
        own, leading = (_TITLE, 2.0) if index == 0 else (size, _LEADING if text else 0.6)
        indent = size if text.startswith(_DETAIL) else 0.0
        for row in _wrapped(text.lstrip(_DETAIL), own, indent, font) or [""]:
            if row:
                rows.append((own, _SIDE + indent, y, row))
            y -= own * leading
    return rows or [(size, _SIDE, y, " ")]


def _wrapped(text: str, size: float, indent: float, font: SheetFont) -> list[str]:
    """Lines that fit between the sides; broken between ideographs, or at a blank where one stands in the last third."""
    room = (_WIDTH - 2 * _SIDE - indent) * 1000 / size
    rows: list[str] = []
    row, used = "", 0
    for char in text.replace("\n", " "):
        if used + font.width(char) > room and char not in _HANGING:
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
