"""What is looked at before a file is parsed: pages, loops, and how far its streams inflate."""

from __future__ import annotations

import re
import zlib
from collections.abc import Iterator
from dataclasses import replace
from typing import Any

import pikepdf

from adapters.pdf.opening import opened
from adapters.pdf.reading.filled import has_fields
from checker.errors import DocumentError
from checker.messages import Message, say
from checker.record import dataclass

PAGES = 2000
"""Pages of a file that are read."""
CONTENT = 2_000_000
"""Bytes to which the content of a page may inflate, forms counted as often as they are drawn; a genuine page of a
report needs some ten thousand."""
STREAM = 60_000_000
"""Bytes to which any other stream may inflate: whole Chinese fonts are embedded with up to 20 million."""
PIXELS = 120_000_000
"""Of a picture; A3 at 600 dots an inch has 70 million."""
_DEPTH = 30
_RATIO = 1032
_CHUNK = 65536
_DOUBLED = re.compile(
    rb"/F(?:ilter)?\s*\[[^\]]{0,200}?/(?:Fl|FlateDecode|LZW|LZWDecode|RL|RunLengthDecode)\b"
    rb"[^\]]{0,200}?/(?:Fl|FlateDecode|LZW|LZWDecode|RL|RunLengthDecode)\b"
)
_DRAWN = re.compile(rb"/([^\s/<>\[\](){}%]{1,127})\s+Do\b")
_INFLATING = frozenset({"/FlateDecode", "/Fl", "/LZWDecode", "/LZW", "/RunLengthDecode", "/RL"})


class _TooMuch(Exception):
    """A page or stream goes beyond a limit; carries the message."""

    def __init__(self, message: Message) -> None:
        super().__init__(message)
        self.message = message


@dataclass(frozen=True, slots=True)
class Survey:
    """The number of pages of the document, and by index (from 0) why a page is not read.

    `layers`: the file has optional content, of which some may not show. `filled`: pages, by index, on which fields of
    a form are filled in. `data` is what is to be read: the file's own bytes, or those of a copy where the file itself
    could not be opened. `cut`: the end of the file is missing.
    Sheets of findings that stand at the end of an annotated copy do not count.
    """

    pages: int
    refused: dict[int, Message]
    layers: bool
    filled: frozenset[int]
    data: bytes
    cut: bool = False


def survey(data: bytes, name: str) -> Survey:
    """Looks through a file. Raises DocumentError where the whole of it cannot be read."""
    if _DOUBLED.search(data):
        raise DocumentError(say("reading.pdf_bomb", path=name))
    with opened(data, name) as (pdf, sound):
        try:
            cut = max(data.rfind(b"startxref"), data.rfind(b"%%EOF")) < data.rfind(b" obj")
            return replace(_surveyed(pdf, sound, name), cut=cut)
        except (pikepdf.PdfError, pikepdf.DataDecodingError, RecursionError, ValueError, KeyError, TypeError) as error:
            raise DocumentError(say("reading.pdf_damaged", path=name)) from error


def _surveyed(pdf: pikepdf.Pdf, data: bytes, name: str) -> Survey:
    count = len(pdf.pages)
    while count and "/GoujiSheet" in pdf.pages[count - 1].obj:
        count -= 1
    if not count:
        raise DocumentError(say("reading.pdf_empty", path=name))
    if count > PAGES:
        raise DocumentError(say("reading.pdf_pages", path=name, pages=count, most=PAGES))
    sizes: dict[tuple[int, int], tuple[int, dict[str, int]]] = {}
    drawn: dict[tuple[int, int], int] = {}
    refused: dict[int, Message] = {}
    for index in range(count):
        try:
            _look_at(pdf.pages[index].obj, sizes, drawn)
        except _TooMuch as reason:
            refused[index] = reason.message
    filled = frozenset(index for index in range(count) if has_fields(pdf.pages[index].obj))
    return Survey(count, refused, "/OCProperties" in pdf.Root, filled, data)


def _look_at(
    page: Any, sizes: dict[tuple[int, int], tuple[int, dict[str, int]]], drawn: dict[tuple[int, int], int]
) -> None:
    own = 0
    uses: dict[str, int] = {}
    for stream in _contents(page.get("/Contents"), 0):
        size, named = _size(stream, sizes)
        own += size
        for form, times in named.items():
            uses[form] = uses.get(form, 0) + times
        if own > CONTENT:
            raise _TooMuch(say("reading.pdf_content", most=CONTENT // 1_000_000))
    resources = page.get("/Resources")
    parent, climbed = page.get("/Parent"), 0
    while resources is None and parent is not None and climbed < _DEPTH:
        resources, parent, climbed = parent.get("/Resources"), parent.get("/Parent"), climbed + 1
    total = own + _forms(resources, uses, sizes, drawn, frozenset(), 0)
    if total > CONTENT:
        raise _TooMuch(say("reading.pdf_content", most=CONTENT // 1_000_000))
    _fonts(resources, sizes)


def _contents(value: Any, depth: int) -> Iterator[Any]:
    """The streams of /Contents; an array within an array is followed a few times only."""
    if value is None or depth > 4:
        if depth > 4:
            raise _TooMuch(say("reading.pdf_loop"))
        return
    if isinstance(value, pikepdf.Stream):
        yield value
    elif isinstance(value, pikepdf.Array):
        if len(value) > 20_000:
            raise _TooMuch(say("reading.pdf_content", most=CONTENT // 1_000_000))
        for entry in value:
            yield from _contents(entry, depth + 1)


def _forms(
    resources: Any,
    uses: dict[str, int],
    sizes: dict[tuple[int, int], tuple[int, dict[str, int]]],
    drawn: dict[tuple[int, int], int],
    above: frozenset[tuple[int, int]],
    depth: int,
) -> int:
    """Bytes of all forms that are drawn, each as often as it is."""
    objects = resources.get("/XObject") if isinstance(resources, pikepdf.Dictionary) else None
    if not isinstance(objects, pikepdf.Dictionary):
        return 0
    total = 0
    for name, times in uses.items():
        form = objects.get(f"/{name}")
        if not isinstance(form, pikepdf.Stream):
            continue
        if form.get("/Subtype") == "/Image":
            _picture(form)
            continue
        key = form.objgen
        if key in above or depth > _DEPTH:
            raise _TooMuch(say("reading.pdf_loop"))
        if key not in drawn:
            size, named = _size(form, sizes)
            inner = form.get("/Resources", resources)
            drawn[key] = size + _forms(inner, named, sizes, drawn, above | {key}, depth + 1)
        # Drawing costs time even where a form is empty.
        total += times * (drawn[key] + 16)
        if total > CONTENT:
            raise _TooMuch(say("reading.pdf_content", most=CONTENT // 1_000_000))
    return total


def _picture(image: Any) -> None:
    try:
        pixels = int(image.get("/Width", 0)) * int(image.get("/Height", 0))
    except (TypeError, ValueError) as error:
        raise _TooMuch(say("reading.pdf_page_damaged")) from error
    if pixels > PIXELS:
        raise _TooMuch(say("reading.pdf_picture", most=PIXELS // 1_000_000))


def _fonts(resources: Any, sizes: dict[tuple[int, int], tuple[int, dict[str, int]]]) -> None:
    """The streams that a page's fonts bring: programs and character maps."""
    fonts = resources.get("/Font") if isinstance(resources, pikepdf.Dictionary) else None
    if not isinstance(fonts, pikepdf.Dictionary):
        return
    for font in fonts.values():
        if not isinstance(font, pikepdf.Dictionary) or (font.objgen in sizes and font.is_indirect):
            continue
        if font.is_indirect:
            sizes[font.objgen] = (0, {})
        below = font.get("/DescendantFonts")
        inner = below[0] if isinstance(below, pikepdf.Array) and len(below) else font
        described = inner.get("/FontDescriptor") if isinstance(inner, pikepdf.Dictionary) else None
        streams = [font.get("/ToUnicode"), font.get("/Encoding")]
        if isinstance(described, pikepdf.Dictionary):
            streams += [described.get(key) for key in ("/FontFile", "/FontFile2", "/FontFile3")]
        for stream in streams:
            if isinstance(stream, pikepdf.Stream):
                _bounded(stream, STREAM)


def _size(stream: Any, sizes: dict[tuple[int, int], tuple[int, dict[str, int]]]) -> tuple[int, dict[str, int]]:
    """Bytes of a content stream, and how often it draws each form."""
    key = stream.objgen
    if key not in sizes:
        content = inflated(stream, CONTENT)
        named: dict[str, int] = {}
        for match in _DRAWN.finditer(content):
            name = re.sub(rb"#([0-9A-Fa-f]{2})", lambda code: bytes([int(code[1], 16)]), match[1])
            text = name.decode("utf-8", "replace")
            named[text] = named.get(text, 0) + 1
        sizes[key] = (len(content), named)
    return sizes[key]


def _bounded(stream: Any, most: int) -> None:
    """Refuses a stream that inflates to more. Deflate makes no more than 1,032 bytes of one, so that what is short
    need not be inflated to know it: most fonts are."""
    if stream.get("/Filter") in ("/FlateDecode", "/Fl"):
        try:
            if len(stream.read_raw_bytes()) < most // _RATIO:
                return
        except (pikepdf.PdfError, pikepdf.DataDecodingError):
            return
    inflated(stream, most)


def inflated(stream: Any, most: int) -> bytes:
    """A stream's bytes, at most `most` of them: the library itself would inflate without a limit."""
    filters = stream.get("/Filter")
    names = [str(name) for name in filters] if isinstance(filters, pikepdf.Array) else [str(filters)] if filters else []
    growing = [name for name in names if name in _INFLATING]
    if len(growing) > 1:
        raise _TooMuch(say("reading.pdf_content", most=most // 1_000_000))
    try:
        raw = stream.read_raw_bytes()
        if names in (["/FlateDecode"], ["/Fl"]):
            return _unzipped(raw, most)
        if growing and len(raw) > 200_000:
            raise _TooMuch(say("reading.pdf_content", most=most // 1_000_000))
        plain = bytes(stream.read_bytes()) if names else bytes(raw)
    except (pikepdf.PdfError, pikepdf.DataDecodingError, zlib.error):
        return b""
    if len(plain) > most:
        raise _TooMuch(say("reading.pdf_content", most=most // 1_000_000))
    return plain


def _unzipped(raw: bytes, most: int) -> bytes:
    engine = zlib.decompressobj()
    try:
        plain = engine.decompress(raw, most + 1)
    except zlib.error:
        # A damaged end: what pdfium makes of it is not more than can be inflated piece by piece.
        engine, plain = zlib.decompressobj(), b""
        try:
            for at in range(0, len(raw), 256):
                plain += engine.decompress(raw[at : at + 256], _CHUNK)
                if len(plain) > most:
                    break
        except zlib.error:
            pass
    if len(plain) > most:
        raise _TooMuch(say("reading.pdf_content", most=most // 1_000_000))
    return plain
