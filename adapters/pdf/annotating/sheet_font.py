"""The font of the pages with findings: a cut of the system's, else one that most viewers bring along."""

# pyHanko types only a part of its functions.
# mypy: disable-error-code="no-untyped-call"

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from pyhanko.pdf_utils import generic

from adapters.pdf.annotating.typeface import Typeface, typeface
from checker.record import dataclass

_NAME = generic.NameObject
_NARROW, _BROAD = frozenset("!'(),.:;I[]`fijlrt|"), frozenset("%@MWmw")
_STATED = "STSong-Light"
_MISSING = "\u3013"
"""〓, drawn for a character that the font has not."""


@dataclass(frozen=True, slots=True)
class SheetFont:
    """`reference` is for /Resources; `width` in thousandths of an em; `code` is the hexadecimal string to draw."""

    reference: Any
    width: Callable[[str], int]
    code: Callable[[str], str]


def sheet_font(writer: Any, text: str) -> SheetFont:
    """A font for the text, added to the file."""
    face = typeface(text + _MISSING)
    return _stated(writer) if face is None else _embedded(writer, face)


def _embedded(writer: Any, face: Typeface) -> SheetFont:
    cff = face.outlines == "CFF"
    program = generic.StreamObject(stream_data=face.program)
    if cff:
        program[_NAME("/Subtype")] = _NAME("/CIDFontType0C")
    program.compress()
    file = writer.add_object(program)
    by_code = sorted((code, face.widths[char]) for char, code in face.codes.items())
    widths: list[Any] = []
    for code, width in by_code:
        widths += [generic.NumberObject(code), generic.ArrayObject([generic.NumberObject(width)])]
    descriptor = _descriptor("GOUJIS+SheetFont", face.ascent, face.descent)
    descriptor[_NAME("/FontFile3" if cff else "/FontFile2")] = file
    entries = {"/W": generic.ArrayObject(widths), "/FontDescriptor": writer.add_object(descriptor)}
    if not cff:
        entries["/CIDToGIDMap"] = _NAME("/Identity")
    unicodes = generic.StreamObject(stream_data=_to_unicode(face.codes).encode("ascii"))
    unicodes.compress()
    font = _composite(writer, "GOUJIS+SheetFont", "/Identity-H", 0 if cff else 2, ("Adobe", "Identity", 0), entries)
    font[_NAME("/ToUnicode")] = writer.add_object(unicodes)
    missing = face.codes.get(_MISSING, 0)
    return SheetFont(
        writer.add_object(font),
        lambda char: face.widths.get(char, 1000),
        lambda row: "".join(f"{face.codes.get(char, missing):04x}" for char in row),
    )


def _to_unicode(codes: dict[str, int]) -> str:
    lines = [f"<{code:04x}> <{char.encode('utf-16-be').hex()}>" for char, code in sorted(codes.items())]
    parts = [lines[at : at + 100] for at in range(0, len(lines), 100)]
    body = "\n".join(f"{len(part)} beginbfchar\n" + "\n".join(part) + "\nendbfchar" for part in parts)
    return (
        "/CIDInit /ProcSet findresource begin 12 dict begin begincmap\n"
        "/CIDSystemInfo << /Registry (Adobe) /Ordering (UCS) /Supplement 0 >> def\n"
        "/CMapName /Adobe-Identity-UCS def /CMapType 2 def\n"
        f"1 begincodespacerange <0000> <ffff> endcodespacerange\n{body}\n"
        "endcmap CMapName currentdict /CMap defineresource pop end end"
    )


def _stated(writer: Any) -> SheetFont:
    """A font of Adobe-GB1 without its program."""
    # CIDs 1 to 95 of Adobe-GB1 are the printable ASCII characters.
    widths = generic.ArrayObject(generic.NumberObject(_guess(chr(code))) for code in range(0x20, 0x7F))
    descriptor = writer.add_object(_descriptor(_STATED, 880, -120))
    entries = {
        "/DW": generic.NumberObject(1000),
        "/W": generic.ArrayObject([generic.NumberObject(1), widths]),
        "/FontDescriptor": descriptor,
    }
    font = _composite(writer, _STATED, "/UniGB-UCS2-H", 0, ("Adobe", "GB1", 4), entries)
    # A character beyond the basic plane has no code in UCS-2.
    return SheetFont(
        writer.add_object(font),
        _guess,
        lambda row: "".join(char if char <= "\uffff" else _MISSING for char in row).encode("utf-16-be").hex(),
    )


def _guess(char: str) -> int:
    if char > "\x7e":
        return 1000
    if char in _NARROW:
        return 300
    if char in _BROAD:
        return 850
    return 660 if char.isupper() else 520


def _descriptor(name: str, ascent: int, descent: int) -> generic.DictionaryObject:
    return generic.DictionaryObject(
        {
            _NAME("/Type"): _NAME("/FontDescriptor"),
            _NAME("/FontName"): _NAME(f"/{name}"),
            _NAME("/Flags"): generic.NumberObject(4),
            _NAME("/FontBBox"): generic.ArrayObject(generic.NumberObject(n) for n in (-25, descent, 1000, ascent)),
            _NAME("/ItalicAngle"): generic.NumberObject(0),
            _NAME("/Ascent"): generic.NumberObject(ascent),
            _NAME("/Descent"): generic.NumberObject(descent),
            _NAME("/CapHeight"): generic.NumberObject(660),
            _NAME("/StemV"): generic.NumberObject(90),
        }
    )


def _composite(
    writer: Any, name: str, encoding: str, kind: int, ordering: tuple[str, str, int], entries: dict[str, Any]
) -> generic.DictionaryObject:
    """A Type 0 font with one CID font of `kind` 0 or 2 below it."""
    registry, order, supplement = ordering
    descendant = generic.DictionaryObject(
        {
            _NAME("/Type"): _NAME("/Font"),
            _NAME("/Subtype"): _NAME(f"/CIDFontType{kind}"),
            _NAME("/BaseFont"): _NAME(f"/{name}"),
            _NAME("/CIDSystemInfo"): generic.DictionaryObject(
                {
                    _NAME("/Registry"): generic.TextStringObject(registry),
                    _NAME("/Ordering"): generic.TextStringObject(order),
                    _NAME("/Supplement"): generic.NumberObject(supplement),
                }
            ),
            **{_NAME(key): value for key, value in entries.items()},
        }
    )
    return generic.DictionaryObject(
        {
            _NAME("/Type"): _NAME("/Font"),
            _NAME("/Subtype"): _NAME("/Type0"),
            _NAME("/BaseFont"): _NAME(f"/{name}" if kind == 2 else f"/{name}-{encoding[1:]}"),
            _NAME("/Encoding"): _NAME(encoding),
            _NAME("/DescendantFonts"): generic.ArrayObject([writer.add_object(descendant)]),
        }
    )
