"""An annotated copy: highlights and notes in an incremental update, the original bytes untouched before it."""

# pyHanko types only a part of its functions.
# mypy: disable-error-code="no-untyped-call"

from __future__ import annotations

import os
import zlib
from collections.abc import Iterator, Sequence
from io import BytesIO
from pathlib import Path
from tempfile import NamedTemporaryFile
from typing import Any

from pyhanko.pdf_utils import generic
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.pdf_utils.misc import PdfError
from pyhanko.pdf_utils.reader import PdfFileReader

from adapters.pdf.annotating.findings_sheet import append_sheet, remove_sheets
from adapters.pdf.annotating.leaves import SHEET, Leaf, entry, leaves
from adapters.pdf.annotating.marks import OURS, highlight, icon
from adapters.pdf.opening import opened
from checker.audit.annotation import Note
from checker.document import Box, Document, Location, Table
from checker.errors import DocumentError
from checker.messages import Message, say

_ICON = 16.0
_FAULTS = (PdfError, ValueError, KeyError, TypeError, IndexError, RecursionError, AttributeError, zlib.error)


def annotate(
    source: Path, document: Document, notes: Sequence[Note], target: Path, sheet: Sequence[str] = ()
) -> tuple[Message, ...]:
    """Writes the copy beside `target` and renames it. Raises DocumentError for a file that cannot be annotated."""
    data = source.read_bytes()
    remarks: list[Message] = []
    try:
        content, signed = _annotated(data, document, notes, sheet)
    except _FAULTS:
        # What is damaged may show only when it is used.
        try:
            content, signed = _annotated(_repaired(data, document.path), document, notes, sheet)
        except _FAULTS as error:
            raise DocumentError(say("reading.pdf_damaged", path=document.path)) from error
        remarks.append(say("reading.pdf_repaired"))
    _put(content.getbuffer(), target)
    return tuple([*remarks, say("reading.pdf_signed")] if signed else remarks)


def _annotated(data: bytes, document: Document, notes: Sequence[Note], sheet: Sequence[str]) -> tuple[BytesIO, bool]:
    """The bytes of the copy, and whether the file was signed."""
    writer = _writer(data)
    everything = leaves(writer.root)
    pages = [leaf for leaf in everything if SHEET not in leaf.page]
    remove_sheets(writer, [leaf for leaf in everything if SHEET in leaf.page])
    marks: dict[int, list[Any]] = {}
    used: dict[object, int] = {}
    for note in notes:
        for page, made in _marks(writer, pages, document, note, used):
            marks.setdefault(page, []).extend(made)
    for index, leaf in enumerate(pages):
        _replace(writer, leaf, marks.get(index, []))
    if sheet:
        append_sheet(writer, sheet)
    out = BytesIO()
    writer.write(out)
    return out, _signed(writer)


def _put(content: memoryview, target: Path) -> None:
    """Writes beside the target and renames."""
    target.parent.mkdir(parents=True, exist_ok=True)
    with NamedTemporaryFile(dir=target.parent, prefix=f".{target.name}.", delete=False) as out:
        try:
            out.write(content)
        except BaseException:
            out.close()
            Path(out.name).unlink()
            raise
    Path(out.name).chmod(0o666 & ~_umask())
    Path(out.name).replace(target)


def _umask() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return mask


def _writer(data: bytes) -> IncrementalPdfFileWriter:
    if b"%%EOF" not in data[-2048:] or not data.startswith(b"%PDF-"):
        # Offsets count from the header, and an update needs a whole revision before it.
        raise ValueError("not a whole file")
    reader = PdfFileReader(BytesIO(data), strict=False)
    highest = _highest(reader)
    if highest >= int(reader.trailer["/Size"]):
        # The trailer counts too few objects: new ones would take numbers in use, and the pages would be lost.
        reader.trailer["/Size"] = generic.NumberObject(highest + 1)
    writer = IncrementalPdfFileWriter.from_reader(reader)
    if writer.prev.encrypted:
        _unlock(writer)
    if not leaves(writer.root):
        raise ValueError("no pages")
    return writer


def _unlock(writer: IncrementalPdfFileWriter) -> None:
    """New objects are encrypted as those of the file, or not at all where its attachments alone are."""
    handler: Any = writer.security_handler
    used = handler.crypt_filter_config
    if used.stream_filter_name == used.string_filter_name == "/Identity":
        # No key is asked for, and the attachments keep theirs.
        handler.is_authenticated = lambda: True
    else:
        writer.encrypt(b"")


def _highest(reader: PdfFileReader) -> int:
    """The highest object number that the file's tables hold."""
    known = (
        reference.idnum
        for revision in range(reader.xrefs.total_revisions)
        for reference in reader.xrefs.explicit_refs_in_revision(revision)
    )
    return max(known, default=0)


def _repaired(data: bytes, name: str) -> bytes:
    import pikepdf

    out = BytesIO()
    with opened(data, name) as (pdf, _):
        try:
            pdf.save(out)
        except pikepdf.PdfError as error:
            raise DocumentError(say("reading.pdf_damaged", path=name)) from error
    return out.getvalue()


def _signed(writer: IncrementalPdfFileWriter) -> bool:
    try:
        return bool(writer.prev.embedded_signatures)
    except _FAULTS:
        return False


def _marks(
    writer: IncrementalPdfFileWriter,
    pages: Sequence[Leaf],
    document: Document,
    note: Note,
    used: dict[object, int],
) -> Iterator[tuple[int, list[Any]]]:
    """Page index and annotations: the text at the note's own place, the other operands only marked."""
    here = [place for place in (note.location, *note.related) if place.path == document.path] or [note.location]
    for order, place in enumerate(here):
        areas = [(page, boxes) for page, boxes in _areas(place) if 0 < page <= len(pages)]
        if not areas and order == 0:
            page, box = _nearest(document, place, pages)
            leaf = pages[page - 1]
            spot = (page, round(box[0]), round(box[1]))
            shift = used.get(spot, 0)
            used[spot] = shift + 1
            yield page - 1, icon(writer, leaf, _beside(box, shift, leaf), note)
        for part, (page, boxes) in enumerate(areas):
            times = used.get((page, boxes), 0)
            used[(page, boxes)] = times + 1
            if times == 0 or order == 0:
                yield page - 1, highlight(writer, pages[page - 1], boxes, note, order, part, marked=times > 0)


def _areas(place: Location) -> Iterator[tuple[int, tuple[Box, ...]]]:
    if place.page and place.boxes:
        yield place.page, place.boxes
    yield from ((page, boxes) for page, boxes in place.continued if boxes)


def _nearest(document: Document, place: Location, pages: Sequence[Leaf]) -> tuple[int, Box]:
    """Page and box nearest to a place without boxes: the block itself, the ones before it, the top of page 1."""
    last = place.block if place.block is not None else -1
    blank = _blank(document, place)
    if blank is not None and blank[0] <= len(pages):
        return blank
    for index in range(min(last, len(document.blocks) - 1), -1, -1):
        texts = [document.text_at(index)] if not hasattr(document.blocks[index], "cells") else []
        if not texts:
            texts = [cell.text for cell in reversed(document.blocks[index].cells)]  # type: ignore[union-attr]
            if index == place.block and place.cell is not None:
                texts.sort(key=lambda text: text is not document.text_at(index, place.cell))
        for text in texts:
            areas = text.place(0, len(text.string)).areas
            if areas and areas[-1][0] <= len(pages):
                return areas[-1][0], areas[-1][1][-1]
    return 1, (8.0, 8.0, 8.0, 8.0 + _ICON)


def _blank(document: Document, place: Location) -> tuple[int, Box] | None:
    """Page and a line in a cell that nothing stands in: as high as what stands in its row, under what stands in its
    column. None where the place is no such cell, or nothing stands in its row."""
    table = document.blocks[place.block] if place.block is not None and place.block < len(document.blocks) else None
    if not isinstance(table, Table) or place.cell is None:
        return None
    row, column = place.cell
    shown = [(cell, areas[-1]) for cell in table.cells if (areas := cell.text.place(0, len(cell.text.string)).areas)]
    beside = [
        (abs(cell.column - column), cell.row_span, page, boxes[-1])
        for cell, (page, boxes) in shown
        if cell.row <= row < cell.row + cell.row_span
    ]
    if not beside:
        return None
    *_, page, (_, top, right, bottom) = min(beside, key=lambda one: (one[1], one[0]))
    above = [
        (abs(cell.row - row), (boxes[-1][0] + boxes[-1][2]) / 2)
        for cell, (there, boxes) in shown
        if there == page and cell.column <= column < cell.column + cell.column_span
    ]
    middle = min(above)[1] - _ICON / 2 if above else right
    return page, (middle, top, middle, bottom)


def _beside(box: Box, shift: int, leaf: Leaf) -> Box:
    """A square right of a box, moved on for each note that already stands there, and kept on the page."""
    width, height = leaf.size
    across = max(int((width - box[2] - 4) // (_ICON + 2)), 1)
    x = min(box[2] + 2 + (shift % across) * (_ICON + 2), width - _ICON - 2)
    y = min(max(box[1] + (shift // across) * (_ICON + 2), 2), height - _ICON - 2)
    return (x, y, x + _ICON, y + _ICON)


def _replace(writer: IncrementalPdfFileWriter, leaf: Leaf, made: list[Any]) -> None:
    """The page's annotations without those of an earlier run, and with the new ones."""
    kept: list[Any] = []
    dropped = 0
    found = entry(leaf.page, "/Annots")
    if isinstance(found, generic.ArrayObject):
        for index in range(len(found)):
            annotation = found.raw_get(index)
            if _ours(found[index]):
                dropped += 1
            else:
                kept.append(annotation)
    if not made and not dropped:
        return
    leaf.page["/Annots"] = generic.ArrayObject([*kept, *made])
    writer.update_container(leaf.page)


def _ours(annotation: Any) -> bool:
    if not isinstance(annotation, generic.DictionaryObject):
        return False
    name = entry(annotation, "/NM")
    text = name.decode("latin-1") if isinstance(name, bytes) else str(name or "")
    return text.startswith(OURS)
