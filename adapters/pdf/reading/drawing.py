"""The rules, pictures and areas of a page as pdfium parses it."""

from __future__ import annotations

import ctypes
import itertools
from collections.abc import Sequence
from typing import NamedTuple

import pypdfium2.raw as pdfium

from adapters.pdf.reading import calls
from adapters.pdf.reading.areas import SAME, Area, Ground, differ, mixed
from adapters.pdf.reading.content import (
    IMAGE,
    PATH,
    SHADING,
    Drawn,
    Matrix,
    apply,
    bounds,
    fill,
    product,
    spread,
    stroke,
)
from adapters.pdf.reading.fills import Fill, edges
from adapters.pdf.reading.glyphs import Rule
from adapters.pdf.reading.view import Point, View, turned_box
from checker.document import Box

_THIN = 4.0
"""Points up to which a filled rectangle is a stroke rather than an area."""
_FLAT = 0.6
"""Points by which the ends of a straight stroke may differ across its direction."""
_BROAD = 4.0
"""Points from which a stroke is as good as an area: text below it may be covered."""


class Drawing(NamedTuple):
    """What is drawn on a page: `outlines` counts the shapes that are neither strokes nor rectangles."""

    rules: list[Rule]
    pictures: list[Box]
    outlines: int
    areas: list[Area]


def drawing(objects: Sequence[Drawn], view: View, width: float, height: float) -> Drawing:
    """The drawing of the objects of a page, given in the order in which they are painted."""
    matrix = pdfium.FS_MATRIX()
    rules: dict[Rule, None] = {}
    fills: list[Fill] = []
    pictures: list[Box] = []
    ground = Ground()
    outlines = 0
    for order, (handle, kind, outer, veiled) in enumerate(objects):
        if kind == PATH:
            calls.object_matrix(handle, ctypes.addressof(matrix))
            own = product((matrix.a, matrix.b, matrix.c, matrix.d, matrix.e, matrix.f), outer)
            found = _path(handle, own, view, width, height)
            outlines += found is None or found.outline
            if found is None or found.broad:
                ground.add(Area(order, turned_box(view, *spread(bounds(handle), outer)), None, not veiled))
            if found is None:
                continue
            filled = _filled(handle, order, found, ground, veiled) if found.areas else []
            if found.rules and _seen(handle, found, ground):
                for rule in found.rules:
                    rules[rule] = None
                filled = [] if found.stroked else filled
            fills += filled
        elif kind in (IMAGE, SHADING):
            x0, y0, x1, y1 = turned_box(view, *spread(bounds(handle), outer))
            box = (max(x0, 0.0), max(y0, 0.0), min(x1, width), min(y1, height))
            if box[2] > box[0] and box[3] > box[1]:
                ground.add(Area(order, box, None, not veiled))
                if kind == IMAGE:
                    pictures.append(box)
    for rule in edges(fills, list(rules)):
        rules[rule] = None
    return Drawing(list(rules), pictures, outlines, ground.areas)


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


def _filled(handle: int, order: int, path: _Path, ground: Ground, veiled: bool) -> list[Fill]:
    """The areas that differ from what is below them; all of them become ground for what follows."""
    colour = fill(handle)
    opaque = not veiled and not calls.transparent(handle)
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


def _seen(handle: int, path: _Path, ground: Ground) -> bool:
    """Whether strokes differ from what is below them; dark ones, which are nearly all, are not looked at twice."""
    colour = stroke(handle) if path.stroked else fill(handle)
    if colour is None or (min(colour[:3]) < 200 and colour[3] > 50):
        return True
    first = path.rules[0]
    below = ground.below((first.x0, first.top, first.x1, first.bottom))
    return below is None or differ(mixed(colour, below), below) >= SAME


def _path(handle: int, matrix: Matrix, view: View, width: float, height: float) -> _Path | None:
    """What is straight in a path, None for a curved one."""
    filled, stroked = ctypes.c_int(), ctypes.c_int()
    calls.draw_mode(handle, ctypes.addressof(filled), ctypes.addressof(stroked))
    if not filled.value and not stroked.value:
        return _Path([], [])
    x, y = ctypes.c_float(), ctypes.c_float()
    x_at, y_at = ctypes.addressof(x), ctypes.addressof(y)
    broad = False
    if stroked.value:
        calls.stroke_width(handle, x_at)
        broad = x.value >= _BROAD
    outlines: list[list[Point]] = []
    curved = False
    for index in range(calls.segments(handle)):
        segment = calls.segment(handle, index)
        kind = calls.segment_kind(segment)
        calls.segment_point(segment, x_at, y_at)
        at = view(*apply(matrix, x.value, y.value))
        if kind == pdfium.FPDF_SEGMENT_MOVETO:
            outlines.append([at])
        elif outlines:
            curved = curved or kind == pdfium.FPDF_SEGMENT_BEZIERTO
            outlines[-1].append(at)
            if calls.segment_close(segment) and outlines[-1][0] != at:
                outlines[-1].append(outlines[-1][0])
    if curved:
        return None
    rules: list[Rule] = []
    areas: list[_Area] = []
    for points in outlines:
        xs, ys = [px for px, _ in points], [py for _, py in points]
        x0, y0, x1, y1 = box = (min(xs), min(ys), max(xs), max(ys))
        found = _strokes(points, box, bool(stroked.value))
        if filled.value and x1 - x0 > _THIN and y1 - y0 > _THIN and len(points) > 2:
            areas.append(_Area(box, found, x1 - x0 > 0.95 * width and y1 - y0 > 0.9 * height))
            if not stroked.value:
                continue
        rules.extend(found)
    outline = not rules and not any(area.rules for area in areas) and any(len(points) > 2 for points in outlines)
    return _Path(rules, areas, bool(stroked.value), broad, outline)


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
