"""A page of an OFD file drawn: its glyphs, straight strokes and pictures in points."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import field
from math import atan2, degrees, hypot

from lxml import etree

from adapters.ofd.geometry import (
    FLAT,
    POINTS,
    Matrix,
    apply,
    box,
    deltas,
    matrix,
    moved,
    number,
    outlines,
    product,
    rotated,
    strokes,
)
from adapters.ofd.package import PageSource, Resources
from adapters.packed import local
from adapters.pdf.reading.glyphs import Glyph, Rule, Sheet
from adapters.pdf.reading.polygons import slanting
from adapters.pdf.reading.radicals import UNIFIED
from checker.document import Box
from checker.record import dataclass

A4 = (0.0, 0.0, 210.0, 297.0)
MOST_GLYPHS = 200_000
"""Of a page; more than that is a drawing made of letters."""
MOST_RULES = 50_000
_ASCENT, _DESCENT = 0.88, 0.12
_DEPTH = 8
"""Drawings within drawings that are followed."""
_BLANK = " \u3000\u00a0"


@dataclass(slots=True)
class _Canvas:
    """What has been drawn so far. `hidden` are glyphs without colour, `aside` those of annotations and watermarks."""

    resources: Resources
    page: Box
    glyphs: list[Glyph] = field(default_factory=list)
    hidden: list[Glyph] = field(default_factory=list)
    aside: list[Glyph] = field(default_factory=list)
    rules: dict[Rule, None] = field(default_factory=dict)
    pictures: list[Box] = field(default_factory=list)
    unmapped: int = 0
    outside: int = 0
    outlines: int = 0
    items: int = 0
    full: bool = False


@dataclass(frozen=True, slots=True)
class Drawn:
    """A page as drawn; `aside` is text that lies over the page rather than being part of it."""

    sheet: Sheet
    aside: tuple[Glyph, ...]
    full: bool
    """Whether there was more than MOST_GLYPHS or MOST_RULES, the rest of which is left out."""


def draw(source: PageSource, number_of: int) -> Drawn:
    """The page with everything of its templates; annotations only as text aside."""
    page = box(source.area) or A4
    canvas = _Canvas(source.resources, page)
    for root in (*source.behind, *((source.content,) if source.content is not None else ()), *source.before):
        for layer in root.iterfind("{*}Content/{*}Layer"):
            _objects(canvas, layer, moved(-page[0], -page[1]), 0)
    _annotate(canvas, source.annotations)
    # A page that is a picture with its text laid over it unseen: then, and only then, the unseen text is read.
    glyphs = canvas.glyphs if any(glyph.char not in _BLANK for glyph in canvas.glyphs) else canvas.hidden
    glyphs, doubled = _once(glyphs)
    width, height = (page[2] - page[0]) * POINTS, (page[3] - page[1]) * POINTS
    sheet = Sheet(
        number_of,
        width,
        height,
        tuple(glyphs),
        tuple(canvas.rules),
        tuple(_clipped(canvas.pictures, width, height)),
        canvas.unmapped,
        doubled,
        canvas.outside,
        canvas.outlines,
    )
    return Drawn(sheet, tuple(canvas.aside), canvas.full)


def _annotate(canvas: _Canvas, roots: Iterable[etree._Element]) -> None:
    page = canvas.page
    over = _Canvas(canvas.resources, page)
    for root in roots:
        for note in root.iterfind("{*}Annot"):
            look = note.find("{*}Appearance")
            if look is None or note.get("Visible", "true") == "false" or note.get("Type") == "Watermark":
                continue
            x, y = (box(look.get("Boundary")) or (0.0, 0.0))[:2]
            _objects(over, look, moved(x - page[0], y - page[1]), 0)
    canvas.aside.extend(over.glyphs)


def _objects(canvas: _Canvas, parent: etree._Element, outer: Matrix, depth: int) -> None:
    if depth > _DEPTH:
        return
    for element in parent:
        kind = local(element)
        if element.get("Visible", "true") == "false":
            continue
        if kind == "TextObject":
            _text(canvas, element, outer)
        elif kind == "PathObject":
            _path(canvas, element, outer)
        elif kind == "ImageObject":
            canvas.pictures.append(_picture(element, outer))
        elif kind == "CompositeObject":
            drawing = canvas.resources.drawings.get(element.get("ResourceID", ""))
            for content in () if drawing is None else drawing.iterfind("{*}Content"):
                _objects(canvas, content, _placed(element, outer), depth + 1)
        elif kind in ("PageBlock", "Layer"):
            _objects(canvas, element, outer, depth + 1)


def _placed(element: etree._Element, outer: Matrix) -> Matrix:
    """From the coordinates of an object to those of the page: its own matrix, then its corner (GB/T 33190, 8.5)."""
    x, y = (box(element.get("Boundary")) or (0.0, 0.0))[:2]
    return product(product(matrix(element.get("CTM")), moved(x, y)), outer)


def _picture(element: etree._Element, outer: Matrix) -> Box:
    x0, y0, x1, y1 = box(element.get("Boundary")) or (0.0, 0.0, 0.0, 0.0)
    corners = [apply(outer, x, y) for x in (x0, x1) for y in (y0, y1)]
    xs, ys = [x * POINTS for x, _ in corners], [y * POINTS for _, y in corners]
    return (min(xs), min(ys), max(xs), max(ys))


def _clipped(pictures: list[Box], width: float, height: float) -> list[Box]:
    kept = [(max(x0, 0.0), max(y0, 0.0), min(x1, width), min(y1, height)) for x0, y0, x1, y1 in pictures]
    return [picture for picture in kept if picture[2] > picture[0] and picture[3] > picture[1]]


def _path(canvas: _Canvas, element: etree._Element, outer: Matrix) -> None:
    stroked, filled = element.get("Stroke", "true") != "false", element.get("Fill", "false") == "true"
    if not (stroked and _coloured(element, "StrokeColor")) and not (filled and _coloured(element, "FillColor")):
        return
    data = element.findtext("{*}AbbreviatedData") or ""
    polygons, curved = outlines(data, _placed(element, outer))
    if curved or slanting(polygons, FLAT):
        canvas.outlines += 1
        return
    wide, high = canvas.page[2] - canvas.page[0], canvas.page[3] - canvas.page[1]
    for points in polygons:
        xs, ys = [x for x, _ in points], [y for _, y in points]
        if not stroked and max(xs) - min(xs) > 0.95 * wide and max(ys) - min(ys) > 0.9 * high:
            continue  # the page's background
        for (x0, top), (x1, bottom) in strokes(points, stroked):
            if len(canvas.rules) >= MOST_RULES:
                canvas.full = True
                return
            canvas.rules[Rule(x0 * POINTS, top * POINTS, x1 * POINTS, bottom * POINTS)] = None


def _coloured(element: etree._Element, kind: str) -> bool:
    """Whether an object leaves a trace: neither it nor its colour is fully transparent."""
    colour = element.find(f"{{*}}{kind}")
    return element.get("Alpha") != "0" and (colour is None or colour.get("Alpha") != "0")


def _text(canvas: _Canvas, element: etree._Element, outer: Matrix) -> None:
    place = _placed(element, outer)
    turn = product(rotated(number(element.get("CharDirection"), 0.0)), (*place[:4], 0.0, 0.0))
    size = number(element.get("Size"), 0.0)
    angle = degrees(atan2(turn[1], turn[0])) % 90
    scale = number(element.get("HScale"), 1.0)
    em = size * hypot(turn[2], turn[3]) * POINTS
    if not 0.1 < em < 2000:
        return
    upright = turn[0] > 0 and abs(turn[1]) < 0.2 * turn[0]
    if not _inked(element):
        into = canvas.hidden
    elif 3 < angle < 87:  # written across the page: a watermark
        into = canvas.aside
    else:
        into = canvas.glyphs
    bold = element.get("Font", "") in canvas.resources.bold or number(element.get("Weight"), 400) >= 600
    canvas.items += 1
    x = y = 0.0
    for code in element.iterfind("{*}TextCode"):
        x, y = number(code.get("X"), x), number(code.get("Y"), y)
        string = (code.text or "").strip("\r\n\t")
        for char, px, py, advance in _steps(string, x, y, code, size * scale):
            if len(canvas.glyphs) + len(canvas.hidden) + len(canvas.aside) >= MOST_GLYPHS:
                canvas.full = True
                return
            if char < " ":
                continue
            char = UNIFIED.get(char, char)
            if "\ue000" <= char <= "\uf8ff" or char == "\ufffd":
                char = "\ufffd"
                canvas.unmapped += 1
            ox, oy = apply(place, px, py)
            spread = advance if upright else size
            corners = [
                (ox + turn[0] * dx + turn[2] * dy, oy + turn[1] * dx + turn[3] * dy)
                for dx in (0.0, spread)
                for dy in (-_ASCENT * size, _DESCENT * size)
            ]
            xs, ys = [cx * POINTS for cx, _ in corners], [cy * POINTS for _, cy in corners]
            glyph = Glyph(
                char,
                min(xs),
                min(ys),
                max(xs),
                max(ys),
                oy * POINTS if upright else max(ys),
                em,
                upright,
                bold,
                canvas.items,
            )
            if _on_page(glyph, canvas.page):
                into.append(glyph)
            else:
                canvas.outside += char not in _BLANK


def _inked(element: etree._Element) -> bool:
    filled, stroked = element.get("Fill", "true") != "false", element.get("Stroke", "false") == "true"
    return (filled and _coloured(element, "FillColor")) or (stroked and _coloured(element, "StrokeColor"))


def _on_page(glyph: Glyph, page: Box) -> bool:
    x, y = (glyph.x0 + glyph.x1) / 2, (glyph.top + glyph.bottom) / 2
    return 0 <= x <= (page[2] - page[0]) * POINTS and 0 <= y <= (page[3] - page[1]) * POINTS


def _steps(
    string: str, x: float, y: float, code: etree._Element, em: float
) -> Iterable[tuple[str, float, float, float]]:
    """Each character with its origin and the width it takes, in the coordinates of the text object."""
    across = deltas(code.get("DeltaX"), len(string) - 1)
    down = deltas(code.get("DeltaY"), len(string) - 1)
    for index, char in enumerate(string):
        own = em if char >= "\u2e80" or char in "“”‘’—…" else 0.5 * em
        step = 0.0
        if across:
            step = across[min(index, len(across) - 1)]  # a list that is too short goes on as it ends
        elif not down:
            step = own  # a writer that leaves the steps to the font
        yield char, x, y, min(step, own) if step > 0.05 * em else own
        x += step
        if down:
            y += down[min(index, len(down) - 1)]


def _once(glyphs: list[Glyph]) -> tuple[list[Glyph], int]:
    """Without the glyphs drawn again within a point of the same: bold made by drawing twice."""
    seen: dict[tuple[str, int, int], list[Glyph]] = {}
    kept: list[Glyph] = []
    for glyph in glyphs:
        column, row = int(glyph.x0 // 2), int(glyph.top // 2)
        near = (
            other
            for dx in (-1, 0, 1)
            for dy in (-1, 0, 1)
            for other in seen.get((glyph.char, column + dx, row + dy), ())
        )
        if glyph.char not in _BLANK and any(
            abs(other.x0 - glyph.x0) <= 1 and abs(other.top - glyph.top) <= 1 for other in near
        ):
            continue
        seen.setdefault((glyph.char, column, row), []).append(glyph)
        kept.append(glyph)
    return kept, len(glyphs) - len(kept)
