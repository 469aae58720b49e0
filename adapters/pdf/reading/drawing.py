"""The rules and pictures of a page as pdfium parses it."""

from __future__ import annotations

import ctypes
import itertools
from collections.abc import Iterator
from typing import Any

import pypdfium2.raw as pdfium

from adapters.pdf.reading import calls
from adapters.pdf.reading.glyphs import Rule
from adapters.pdf.reading.view import Point, View, turned_box
from checker.document import Box

Matrix = tuple[float, float, float, float, float, float]

_THIN = 4.0
"""Points up to which a filled rectangle is a stroke rather than an area."""
_FLAT = 0.6
"""Points by which the ends of a straight stroke may differ across its direction."""
_DEPTH = 12
"""Forms within forms that are followed; genuine files nest two or three."""


def drawing(page: Any, view: View, width: float, height: float) -> tuple[list[Rule], list[Box], int]:
    matrix = pdfium.FS_MATRIX()
    sides = [ctypes.c_float() for _ in range(4)]
    sides_at = [ctypes.addressof(side) for side in sides]
    rules: dict[Rule, None] = {}
    pictures: list[Box] = []
    outlines = 0
    for handle, kind, outer in _objects(calls.handle(page), matrix):
        if kind == pdfium.FPDF_PAGEOBJ_PATH:
            calls.object_matrix(handle, ctypes.addressof(matrix))
            own = _product((matrix.a, matrix.b, matrix.c, matrix.d, matrix.e, matrix.f), outer)
            found = _path(handle, own, view, width, height)
            outlines += found is None
            for rule in found or ():
                rules[rule] = None
        elif kind == pdfium.FPDF_PAGEOBJ_IMAGE:
            calls.bounds(handle, *sides_at)
            left, bottom, right, top = (side.value for side in sides)
            corners = [_apply(outer, px, py) for px in (left, right) for py in (bottom, top)]
            xs, ys = [px for px, _ in corners], [py for _, py in corners]
            x0, y0, x1, y1 = turned_box(view, min(xs), min(ys), max(xs), max(ys))
            box = (max(x0, 0.0), max(y0, 0.0), min(x1, width), min(y1, height))
            if box[2] > box[0] and box[3] > box[1]:
                pictures.append(box)
    return list(rules), pictures, outlines


def _objects(page: int | None, scratch: Any) -> Iterator[tuple[int, int, Matrix]]:
    """Every object of the page and of the forms in it: handle, kind, matrix of the forms round it."""
    identity: Matrix = (1.0, 0.0, 0.0, 1.0, 0.0, 0.0)
    stack: list[tuple[Iterator[int], Matrix]] = [
        (iter([calls.page_object(page, i) for i in range(calls.page_count(page))]), identity)
    ]
    while stack:
        handles, outer = stack[-1]
        handle = next(handles, None)
        if handle is None:
            stack.pop()
            continue
        kind = calls.kind(handle)
        if kind != pdfium.FPDF_PAGEOBJ_FORM:
            yield handle, kind, outer
        elif len(stack) < _DEPTH:
            calls.object_matrix(handle, ctypes.addressof(scratch))
            own = (scratch.a, scratch.b, scratch.c, scratch.d, scratch.e, scratch.f)
            inner = [calls.form_object(handle, i) for i in range(calls.form_count(handle))]
            stack.append((iter(inner), _product(own, outer)))


def _product(first: Matrix, second: Matrix) -> Matrix:
    """`first`, then `second`."""
    a, b, c, d, e, f = first
    g, h, i, j, k, m = second
    return (a * g + b * i, a * h + b * j, c * g + d * i, c * h + d * j, e * g + f * i + k, e * h + f * j + m)


def _apply(matrix: Matrix, x: float, y: float) -> Point:
    a, b, c, d, e, f = matrix
    return (a * x + c * y + e, b * x + d * y + f)


def _path(handle: int, matrix: Matrix, view: View, width: float, height: float) -> list[Rule] | None:
    """The straight strokes of a path, None where it has none but is drawn."""
    fill, stroke = ctypes.c_int(), ctypes.c_int()
    calls.draw_mode(handle, ctypes.addressof(fill), ctypes.addressof(stroke))
    if not fill.value and not stroke.value:
        return []
    x, y = ctypes.c_float(), ctypes.c_float()
    x_at, y_at = ctypes.addressof(x), ctypes.addressof(y)
    outlines: list[list[Point]] = []
    curved = False
    for index in range(calls.segments(handle)):
        segment = calls.segment(handle, index)
        kind = calls.segment_kind(segment)
        calls.segment_point(segment, x_at, y_at)
        at = view(*_apply(matrix, x.value, y.value))
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
    for points in outlines:
        xs, ys = [px for px, _ in points], [py for _, py in points]
        x0, y0, x1, y1 = min(xs), min(ys), max(xs), max(ys)
        if not stroke.value and x1 - x0 > 0.95 * width and y1 - y0 > 0.9 * height:
            continue  # the page's background
        rules.extend(_strokes(points, (x0, y0, x1, y1), bool(stroke.value)))
    return rules or (None if any(len(points) > 2 for points in outlines) else [])


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
