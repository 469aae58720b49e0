"""The rules, pictures and areas of a page as pdfium parses it."""

from __future__ import annotations

import ctypes
import itertools
import struct
from collections.abc import Iterator, Sequence
from typing import NamedTuple

import pypdfium2.raw as pdfium

from adapters.pdf.reading import calls
from adapters.pdf.reading.areas import SAME, Area, Ground, differ, mixed
from adapters.pdf.reading.content import (
    COLOUR,
    FLAGS,
    IMAGE,
    PATH,
    SHADING,
    SIX,
    Drawn,
    Matrix,
    bounds,
    clipping,
    product,
    spread,
    stroke,
)
from adapters.pdf.reading.fills import Fill, edges
from adapters.pdf.reading.glyphs import Rule
from adapters.pdf.reading.polygons import slanting
from adapters.pdf.reading.view import Point, View, turned_box
from checker.document import Box

_THIN = 4.0
"""Points up to which a filled rectangle is a stroke rather than an area."""
_INK = 0.5
"""Points that the ink of a rule reaches to either side of its middle."""
_FLAT = 0.6
"""Points by which the ends of a straight stroke may differ across its direction."""
_RECTANGLE = 5
"""Segments of a rectangle, as pdfium tells them."""
_MARGIN = 60.0
"""Points from the upper and lower edge of a page where what is drawn may be clipped that pages are broken."""
_SHEER = 100
"""Of 255: what is less opaque is pale."""
_BROAD = 4.0
"""Points from which a stroke is as good as an area: text below it may be covered."""


Colour = tuple[int, int, int, int]


class Drawing(NamedTuple):
    """What is drawn on a page: `outlines` counts the shapes that are neither strokes nor rectangles; `strokes` are the
    rules that are no edges of areas, `pale` strokes and edges by their colour, where it is one."""

    rules: list[Rule]
    pictures: list[Box]
    outlines: int
    areas: list[Area]
    strokes: list[Rule]
    pale: dict[Colour, list[Rule]]


def drawing(objects: Sequence[Drawn], view: View, width: float, height: float) -> Drawing:
    """The drawing of the objects of a page, given in the order in which they are painted."""
    ways: dict[tuple[float, ...], Matrix] = {}
    rules: dict[Rule, None] = {}
    fills: list[Fill] = []
    pictures: list[Box] = []
    ground = Ground()
    pale: dict[Colour, list[Rule]] = {}
    outlines = 0
    (e, f), (right_x, right_y), (up_x, up_y) = view(0.0, 0.0), view(1.0, 0.0), view(0.0, 1.0)
    shown: Matrix = (right_x - e, right_y - f, up_x - e, up_y - f, e, f)
    outlined = _outlined(objects)
    for order, (handle, kind, outer, veiled) in enumerate(objects):
        if kind == PATH:
            outline = next(outlined)
            found = _line(outline, outer, view)
            if found is None:
                own = (*outline.matrix, *outer)
                way = ways.get(own)
                if way is None:
                    way = ways[own] = product(product(own[:6], outer), shown)
                found = _path(outline, way, width, height)
            if found is not None and (found.rules or found.areas):
                _, top, _, bottom = turned_box(view, *spread(outline.bounds, outer))
                if top < _MARGIN or bottom > height - _MARGIN:
                    found = _clipped(found, clipping(handle), outer, view)
            outlines += found is None or found.outline
            if found is None or found.broad:
                ground.add(Area(order, turned_box(view, *spread(outline.bounds, outer)), None, not veiled))
            if found is None:
                continue
            filled = _filled(outline, order, found, ground, veiled) if found.areas else []
            colour = _pale(outline, found) if found.rules else None
            if found.rules and (colour is None or _seen(colour, found, ground)):
                for rule in found.rules:
                    rules[rule] = None
                if colour is not None:
                    pale.setdefault(colour, []).extend(found.rules)
                filled = [] if found.stroked else filled
            if filled and outline.colour is not None and _faint(outline.colour):
                pale.setdefault(outline.colour, []).extend(rule for fill in filled for rule in fill.rules)
            fills += filled
        elif kind in (IMAGE, SHADING):
            x0, y0, x1, y1 = turned_box(view, *spread(bounds(handle), outer))
            box = (max(x0, 0.0), max(y0, 0.0), min(x1, width), min(y1, height))
            if box[2] > box[0] and box[3] > box[1]:
                ground.add(Area(order, box, None, not veiled))
                if kind == IMAGE:
                    pictures.append(box)
    strokes = list(rules)
    for rule in edges(fills, strokes):
        rules[rule] = None
    return Drawing(list(rules), pictures, outlines, ground.areas, strokes, pale)


def _clipped(path: _Path, clip: Box | None, outer: Matrix, view: View) -> _Path:
    """What is left of a path: a browser paints the cell that a page break cuts as a whole, and clips it."""
    if clip is None:
        return path
    x0, y0, x1, y1 = turned_box(view, *spread(clip, outer))

    def left(rules: Sequence[Rule]) -> list[Rule]:
        cut = [(_within(r.x0, r.x1, x0, x1), _within(r.top, r.bottom, y0, y1)) for r in rules]
        return [Rule(across[0], down[0], across[1], down[1]) for across, down in cut if across and down]

    areas = []
    for area in path.areas:
        a, b, c, d = area.box
        box = (max(a, x0), max(b, y0), min(c, x1), min(d, y1))
        if box == area.box:
            areas.append(area)
        elif box[0] < box[2] and box[1] < box[3]:
            rules = _strokes([(box[0], box[1]), (box[2], box[1]), (box[2], box[3]), (box[0], box[3])], box, False)
            areas.append(_Area(box, rules, area.page))
    return path._replace(rules=left(path.rules), areas=areas)


def _within(low: float, high: float, least: float, most: float) -> tuple[float, float] | None:
    """What is left of a stretch within bounds; a rule whose middle lies on the bound, or nearly, shows in part."""
    if high < least - _INK or low > most + _INK:
        return None
    return min(max(low, least), most), max(min(high, most), least)


class _Outline(NamedTuple):
    """What the file says of a path; `colour` is that of its filling, None where it is not one."""

    handle: int
    segments: int
    filled: bool
    stroked: bool
    matrix: Matrix
    bounds: tuple[float, float, float, float]
    colour: Colour | None


def _outlined(objects: Sequence[Drawn]) -> Iterator[_Outline]:
    """The paths among the objects, in their order."""
    handles = [drawn[0] for drawn in objects if drawn[1] == PATH]
    asked = calls.arguments(handles)
    for handle, segments, (_, (filled, stroked)), (_, matrix), (_, box), (coloured, colour) in zip(
        handles,
        calls.told(calls.segments, asked),
        calls.gathered(calls.draw_mode, FLAGS, 2, asked),
        calls.gathered(calls.object_matrix, SIX, 1, asked),
        calls.gathered(calls.bounds, calls.FLOATS, 4, asked),
        calls.gathered(calls.fill, COLOUR, 4, asked),
        strict=True,
    ):
        yield _Outline(handle, segments, filled != 0, stroked != 0, matrix, box, colour if coloured else None)


class _Area(NamedTuple):
    """A filled outline and its edges; `page`: the whole page, whose edges are no rules."""

    box: Box
    rules: list[Rule]
    page: bool


class _Path(NamedTuple):
    """What is straight in a path: strokes, and filled areas."""

    rules: list[Rule]
    areas: list[_Area]
    stroked: bool = False
    broad: bool = False
    outline: bool = False


def _filled(outline: _Outline, order: int, path: _Path, ground: Ground, veiled: bool) -> list[Fill]:
    """The areas that differ from what is below them; all of them become ground for what follows."""
    colour = outline.colour
    opaque = not veiled and not calls.transparent(outline.handle)
    found: list[Fill] = []
    for box, rules, page in path.areas:
        if colour is None or not _rectangular(box, rules):
            ground.add(Area(order, box, None, opaque))
            contrast = 255
        else:
            below = ground.below(box)
            shown = mixed(colour, below)
            contrast = 255 if below is None else differ(shown, below)
            ground.add(Area(order, box, shown, opaque))
        if contrast >= SAME and rules and not page:
            found.append(Fill(box, contrast, rules))
    return found


def _rectangular(box: Box, rules: Sequence[Rule]) -> bool:
    return len(rules) == 4 and all(
        min(abs(rule.top - box[1]), abs(rule.top - box[3])) <= _FLAT
        if rule.top == rule.bottom
        else min(abs(rule.x0 - box[0]), abs(rule.x0 - box[2])) <= _FLAT
        for rule in rules
    )


def _pale(outline: _Outline, path: _Path) -> Colour | None:
    """The colour of pale strokes; None for dark ones, which are nearly all and are not looked at twice."""
    colour = stroke(outline.handle) if path.stroked else outline.colour
    return colour if colour is not None and _faint(colour) else None


def _faint(colour: Colour) -> bool:
    return min(colour[:3]) >= 200 or colour[3] <= _SHEER


def _seen(colour: Colour, path: _Path, ground: Ground) -> bool:
    """Whether strokes differ from what is below them."""
    first = path.rules[0]
    below = ground.below((first.x0, first.top, first.x1, first.bottom))
    return below is None or differ(mixed(colour, below), below) >= SAME


_POINT = (ctypes.c_float * 2)()
_X_AT, _Y_AT = ctypes.addressof(_POINT), ctypes.addressof(_POINT) + 4
_TWO = struct.Struct("2f").unpack_from
_MOVE, _CURVE = pdfium.FPDF_SEGMENT_MOVETO, pdfium.FPDF_SEGMENT_BEZIERTO


def _line(outline: _Outline, outer: Matrix, view: View) -> _Path | None:
    """A filled rectangle that is a stroke, as browsers draw every border; its box tells all of it at once."""
    if outline.segments != _RECTANGLE or not outline.filled or outline.stroked:
        return None
    x0, y0, x1, y1 = turned_box(view, *spread(outline.bounds, outer))
    if y1 - y0 <= _THIN < x1 - x0:
        return _Path([Rule(x0, (y0 + y1) / 2, x1, (y0 + y1) / 2)], [])
    if x1 - x0 <= _THIN < y1 - y0:
        return _Path([Rule((x0 + x1) / 2, y0, (x0 + x1) / 2, y1)], [])
    return None


def _path(path: _Outline, matrix: Matrix, width: float, height: float) -> _Path | None:
    """What is straight in a path, None for a curved one or a drawing. `matrix` leads to the page as shown."""
    handle, filled, stroked = path.handle, path.filled, path.stroked
    if not filled and not stroked:
        return _Path([], [])
    x_at, y_at = _X_AT, _Y_AT
    a, b, c, d, e, f = matrix
    broad = False
    if stroked:
        calls.stroke_width(handle, x_at)
        broad = _POINT[0] >= _BROAD
    outlines: list[list[Point]] = []
    curved = False
    segment = None
    for index in range(path.segments):
        before, segment = segment, calls.segment(handle, index)
        kind = calls.segment_kind(segment)
        calls.segment_point(segment, x_at, y_at)
        left, up = _TWO(_POINT)
        at = (a * left + c * up + e, b * left + d * up + f)
        if kind == _MOVE:
            _close(outlines, before)
            outlines.append([at])
        elif outlines:
            curved = curved or kind == _CURVE
            outlines[-1].append(at)
    _close(outlines, segment)
    if curved or slanting(outlines, _FLAT):
        return None
    rules: list[Rule] = []
    areas: list[_Area] = []
    for points in outlines:
        xs, ys = [px for px, _ in points], [py for _, py in points]
        x0, y0, x1, y1 = box = (min(xs), min(ys), max(xs), max(ys))
        found = _strokes(points, box, stroked)
        if filled and x1 - x0 > _THIN and y1 - y0 > _THIN and len(points) > 2:
            areas.append(_Area(box, found, x1 - x0 > 0.95 * width and y1 - y0 > 0.9 * height))
            if not stroked:
                continue
        rules.extend(found)
    outline = not rules and not any(area.rules for area in areas) and any(len(points) > 2 for points in outlines)
    return _Path(rules, areas, stroked, broad, outline)


def _close(outlines: Sequence[list[Point]], last: int | None) -> None:
    """Leads an outline back to where it begins, if its last segment says so."""
    if outlines and outlines[-1][0] != outlines[-1][-1] and calls.segment_close(last):
        outlines[-1].append(outlines[-1][0])


def _strokes(points: list[Point], box: Box, stroked: bool) -> list[Rule]:
    x0, y0, x1, y1 = box
    if not stroked or len(points) > 2:
        if y1 - y0 <= _THIN < x1 - x0:
            middle = (y0 + y1) / 2
            return [Rule(x0, middle, x1, middle)]
        if x1 - x0 <= _THIN < y1 - y0:
            middle = (x0 + x1) / 2
            return [Rule(middle, y0, middle, y1)]
        if x1 - x0 <= _THIN and y1 - y0 <= _THIN and not stroked:
            # A dash or dot of a broken line: its longer side tells the direction.
            if x1 - x0 >= y1 - y0:
                return [Rule(x0, (y0 + y1) / 2, x1, (y0 + y1) / 2)]
            return [Rule((x0 + x1) / 2, y0, (x0 + x1) / 2, y1)]
    rules: list[Rule] = []
    closed = points if stroked or points[0] == points[-1] else [*points, points[0]]
    for (ax, ay), (bx, by) in itertools.pairwise(closed):
        if abs(ay - by) <= _FLAT < abs(ax - bx):
            rules.append(Rule(min(ax, bx), (ay + by) / 2, max(ax, bx), (ay + by) / 2))
        elif abs(ax - bx) <= _FLAT < abs(ay - by):
            rules.append(Rule((ax + bx) / 2, min(ay, by), (ax + bx) / 2, max(ay, by)))
    return rules
