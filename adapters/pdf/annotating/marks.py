"""The annotations themselves: a highlight or an icon with its note, each with an appearance of its own."""

# pyHanko types only a part of its functions.
# mypy: disable-error-code="no-untyped-call"

from __future__ import annotations

import codecs
from collections.abc import Sequence
from datetime import UTC, datetime
from typing import Any

from pyhanko.pdf_utils import generic

from adapters.pdf.annotating.leaves import Leaf
from checker.audit.annotation import AUTHOR, Note
from checker.document import Box
from checker.finding import Severity, Verdict

OURS = "gouji:"
"""How the names (/NM) of our annotations begin."""

Colour = tuple[float, float, float]

_COLOURS: dict[Severity, Colour] = {
    Severity.ERROR: (1.0, 0.62, 0.60),
    Severity.WARNING: (1.0, 0.84, 0.40),
    Severity.NOTE: (0.62, 0.82, 1.0),
}
_REVIEW: Colour = (0.82, 0.74, 1.0)
_NAME = generic.NameObject


def _colour(note: Note, strength: float = 1.0) -> Colour:
    """The severity's colour; nearer to white with less `strength`."""
    red, green, blue = _REVIEW if note.verdict is Verdict.REVIEW else _COLOURS[note.severity]
    return (1 - strength * (1 - red), 1 - strength * (1 - green), 1 - strength * (1 - blue))


def wide_text(text: str) -> generic.ByteStringObject:
    """A text string in UTF-16BE, which every viewer understands."""
    return generic.ByteStringObject(codecs.BOM_UTF16_BE + text.encode("utf-16-be"))


def numbers(values: Sequence[float]) -> generic.ArrayObject:
    """An array of numbers, to a thousandth of a point."""
    return generic.ArrayObject(generic.FloatObject(f"{value:.3f}") for value in values)


def highlight(
    writer: Any, leaf: Leaf, boxes: Sequence[Box], note: Note, order: int, part: int, marked: bool = False
) -> list[Any]:
    """A highlight over boxes of a page as shown. `order` 0 is the note's own place, more those of other operands.

    `marked`: the boxes bear another highlight already, and more of the colour would hide the text.
    """
    colour = _colour(note, 0.15 if marked else 0.5 if order else 1.0)
    rectangles = [leaf.rectangle(box) for box in boxes]
    around = (
        min(box[0] for box in rectangles),
        min(box[1] for box in rectangles),
        max(box[2] for box in rectangles),
        max(box[3] for box in rectangles),
    )
    corners: list[float] = []
    for x0, top, x1, bottom in boxes:
        for x, y in ((x0, top), (x1, top), (x0, bottom), (x1, bottom)):
            corners.extend(leaf.raw(x, y))
    paint = [f"/Multiply gs {colour[0]:.3f} {colour[1]:.3f} {colour[2]:.3f} rg"]
    paint += [f"{x0:.3f} {y0:.3f} {x1 - x0:.3f} {y1 - y0:.3f} re f" for x0, y0, x1, y1 in rectangles]
    states = generic.DictionaryObject(
        {_NAME("/Multiply"): generic.DictionaryObject({_NAME("/BM"): _NAME("/Multiply")})}
    )
    form = _form(writer, around, "\n".join(paint), {_NAME("/ExtGState"): states})
    entries = {
        _NAME("/Subtype"): _NAME("/Highlight"),
        _NAME("/QuadPoints"): numbers(corners),
        _NAME("/Rect"): numbers(around),
    }
    return _annotation(writer, leaf, note, f"{order}.{part}", colour, form, entries, speaks=order == 0)


def icon(writer: Any, leaf: Leaf, box: Box, note: Note) -> list[Any]:
    """A note's icon for something that is missing, in a box of the page as shown."""
    colour = _colour(note)
    rectangle = leaf.rectangle(box)
    size = box[2] - box[0]
    paint = (
        f"{colour[0]:.3f} {colour[1]:.3f} {colour[2]:.3f} rg 0.35 0.35 0.35 RG 0.8 w "
        f"1 {size - 1:.2f} m {size - 1:.2f} {size - 1:.2f} l {size - 1:.2f} 4.5 l 8 4.5 l 4.5 1 l 4.5 4.5 l 1 4.5 l b "
        f"4 {size - 5:.2f} m {size - 4:.2f} {size - 5:.2f} l S 4 {size - 8.5:.2f} m {size - 6:.2f} {size - 8.5:.2f} l S"
    )
    turns = {90: (0, 1, -1, 0), 180: (-1, 0, 0, -1), 270: (0, -1, 1, 0)}
    form = _form(writer, (0, 0, size, size), paint, {})
    if leaf.rotation in turns:
        form.get_object()[_NAME("/Matrix")] = numbers([*turns[leaf.rotation], 0, 0])
    entries = {
        _NAME("/Subtype"): _NAME("/Text"),
        _NAME("/Name"): _NAME("/Comment"),
        _NAME("/Rect"): numbers(rectangle),
    }
    return _annotation(writer, leaf, note, "0.0", colour, form, entries, speaks=True)


def _form(writer: Any, box: Sequence[float], content: str, resources: dict[Any, Any]) -> Any:
    return writer.add_object(
        generic.StreamObject(
            {
                _NAME("/Type"): _NAME("/XObject"),
                _NAME("/Subtype"): _NAME("/Form"),
                _NAME("/BBox"): numbers(box),
                _NAME("/Resources"): generic.DictionaryObject(resources),
            },
            stream_data=content.encode("ascii"),
        )
    )


def _annotation(
    writer: Any,
    leaf: Leaf,
    note: Note,
    part: str,
    colour: Colour,
    form: Any,
    entries: dict[Any, Any],
    speaks: bool,
) -> list[Any]:
    """The annotation, and its popup when it carries the note's text."""
    text = "\n".join((note.title, *note.lines)) if speaks else note.title
    name = f"{OURS}{note.id}:{part}"
    made = generic.DictionaryObject(
        {
            _NAME("/Type"): _NAME("/Annot"),
            _NAME("/NM"): wide_or_plain(name),
            _NAME("/T"): wide_or_plain(AUTHOR),
            _NAME("/Subj"): wide_text(note.title),
            _NAME("/Contents"): wide_text(text),
            _NAME("/C"): numbers(colour),
            _NAME("/F"): generic.NumberObject(4),
            _NAME("/M"): generic.pdf_date(datetime.now(UTC)),
            _NAME("/P"): leaf.reference,
            _NAME("/AP"): generic.DictionaryObject({_NAME("/N"): form}),
            **entries,
        }
    )
    reference = writer.add_object(made)
    if not speaks:
        return [reference]
    _, y0, x1, y1 = (float(value) for value in made["/Rect"])
    popup = generic.DictionaryObject(
        {
            _NAME("/Type"): _NAME("/Annot"),
            _NAME("/Subtype"): _NAME("/Popup"),
            _NAME("/NM"): wide_or_plain(f"{name}:popup"),
            _NAME("/Rect"): numbers((x1, y0 - 100, x1 + 200, y1)),
            _NAME("/Parent"): reference,
            _NAME("/Open"): generic.BooleanObject(False),
        }
    )
    popup_reference = writer.add_object(popup)
    made[_NAME("/Popup")] = popup_reference
    return [reference, popup_reference]


def wide_or_plain(text: str) -> generic.PdfObject:
    """Plain where ASCII says it all, so that names stay readable in the file."""
    return generic.TextStringObject(text) if text.isascii() else wide_text(text)
