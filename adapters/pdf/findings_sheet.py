"""Pages with the findings as text, appended to an annotated copy."""

# pyHanko types only a part of its functions.
# mypy: disable-error-code="no-untyped-call"

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from pyhanko.pdf_utils import generic
from pyhanko.pdf_utils.writer import PageObject

from adapters.pdf.leaves import SHEET, Leaf, entry

_WIDTH, _HEIGHT = 595.28, 841.89
_SIDE, _TOP = 62.0, 68.0
_SIZE, _LEADING = 10.5, 17.0
_TITLE, _TITLE_LEADING = 15.0, 30.0
_NAME = generic.NameObject
_NARROW, _BROAD = frozenset("!'(),.:;I[]`fijlrt|"), frozenset("%@MWmw")


def append_sheets(writer: Any, lines: Sequence[str]) -> None:
    """Appends pages with `lines`; the first one is the title, an empty one leaves a gap."""
    font = writer.add_object(_font(writer))
    for content in _pages(lines):
        stream = writer.add_object(generic.StreamObject(stream_data=content.encode("ascii")))
        resources = generic.DictionaryObject({_NAME("/Font"): generic.DictionaryObject({_NAME("/F1"): font})})
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


def _width(char: str) -> int:
    """Thousandths of an em."""
    if char > "\x7e":
        return 1000
    if char in _NARROW:
        return 300
    if char in _BROAD:
        return 850
    return 660 if char.isupper() else 520


def _font(writer: Any) -> generic.DictionaryObject:
    """A font of Adobe-GB1 that viewers bring along, so that nothing need be embedded."""
    described = writer.add_object(
        generic.DictionaryObject(
            {
                _NAME("/Type"): _NAME("/FontDescriptor"),
                _NAME("/FontName"): _NAME("/STSong-Light"),
                _NAME("/Flags"): generic.NumberObject(4),
                _NAME("/FontBBox"): generic.ArrayObject(generic.NumberObject(n) for n in (-25, -254, 1000, 880)),
                _NAME("/ItalicAngle"): generic.NumberObject(0),
                _NAME("/Ascent"): generic.NumberObject(880),
                _NAME("/Descent"): generic.NumberObject(-120),
                _NAME("/CapHeight"): generic.NumberObject(660),
                _NAME("/StemV"): generic.NumberObject(90),
            }
        )
    )
    # CIDs 1 to 95 of Adobe-GB1 are the printable ASCII characters.
    widths = generic.ArrayObject(generic.NumberObject(_width(chr(code))) for code in range(0x20, 0x7F))
    descendant = generic.DictionaryObject(
        {
            _NAME("/Type"): _NAME("/Font"),
            _NAME("/Subtype"): _NAME("/CIDFontType0"),
            _NAME("/BaseFont"): _NAME("/STSong-Light"),
            _NAME("/CIDSystemInfo"): generic.DictionaryObject(
                {
                    _NAME("/Registry"): generic.TextStringObject("Adobe"),
                    _NAME("/Ordering"): generic.TextStringObject("GB1"),
                    _NAME("/Supplement"): generic.NumberObject(4),
                }
            ),
            _NAME("/DW"): generic.NumberObject(1000),
            _NAME("/W"): generic.ArrayObject([generic.NumberObject(1), widths]),
            _NAME("/FontDescriptor"): described,
        }
    )
    return generic.DictionaryObject(
        {
            _NAME("/Type"): _NAME("/Font"),
            _NAME("/Subtype"): _NAME("/Type0"),
            _NAME("/BaseFont"): _NAME("/STSong-Light-UniGB-UCS2-H"),
            _NAME("/Encoding"): _NAME("/UniGB-UCS2-H"),
            _NAME("/DescendantFonts"): generic.ArrayObject([writer.add_object(descendant)]),
        }
    )


def _pages(lines: Sequence[str]) -> Iterator[str]:
    """Content streams, one a page."""
    drawn: list[str] = []
    y = _HEIGHT - _TOP
    for index, text in enumerate(lines):
        size, leading = (_TITLE, _TITLE_LEADING) if index == 0 else (_SIZE, _LEADING)
        for row in _wrapped(text, size) or [""]:
            if y < _TOP:
                yield "\n".join(drawn)
                drawn, y = [], _HEIGHT - _TOP
            if row:
                # A character beyond the basic plane has no code in UCS-2.
                code = "".join(char if char <= "\uffff" else "\u3013" for char in row).encode("utf-16-be").hex()
                drawn.append(f"BT /F1 {size} Tf 1 0 0 1 {_SIDE} {y:.2f} Tm <{code}> Tj ET")
            y -= leading
    yield "\n".join(drawn)


def _wrapped(text: str, size: float) -> list[str]:
    """Lines that fit between the sides; broken between ideographs, or at a blank where one stands in the last third."""
    room = (_WIDTH - 2 * _SIDE) * 1000 / size
    rows: list[str] = []
    row, used = "", 0
    for char in text.replace("\n", " "):
        if used + _width(char) > room:
            cut = row.rfind(" ") if char.isascii() and row[-1:].isascii() else -1
            if cut > len(row) * 2 // 3:
                rows.append(row[:cut])
                row = row[cut + 1 :]
            else:
                rows.append(row)
                row = ""
            used = sum(_width(each) for each in row)
        row += char
        used += _width(char)
    return [*rows, row] if row else rows
