"""The objects of a page in the order in which they are painted, with what the forms round them do to them."""

from __future__ import annotations

import ctypes
import math
import struct
from collections.abc import Iterator, Sequence
from typing import NamedTuple

import pypdfium2.raw as pdfium

from adapters.pdf.reading import calls
from adapters.pdf.reading.view import Point

Matrix = tuple[float, float, float, float, float, float]
Colour = tuple[int, int, int]

TEXT, PATH, IMAGE, SHADING, FORM = (
    pdfium.FPDF_PAGEOBJ_TEXT,
    pdfium.FPDF_PAGEOBJ_PATH,
    pdfium.FPDF_PAGEOBJ_IMAGE,
    pdfium.FPDF_PAGEOBJ_SHADING,
    pdfium.FPDF_PAGEOBJ_FORM,
)
IDENTITY: Matrix = (1.0, 0.0, 0.0, 1.0, 0.0, 0.0)
_DEPTH = 12
"""Forms within forms that are followed; genuine files nest two or three."""


class Drawn(NamedTuple):
    """An object of the page. `outer` is the matrix of the forms round it.

    `veiled`: a form round it is transparent, cut off, or a layer that may be off.
    """

    handle: int
    kind: int
    outer: Matrix
    veiled: bool


def content(page: int | None, layers: bool) -> list[Drawn]:
    """Every object of a page (its address) and of the forms in it. `layers`: the file has optional content."""
    handles = calls.told(calls.page_object, calls.every(page), range(calls.page_count(page)))
    return list(_drawn(handles, IDENTITY, False, layers, 1))


def _drawn(handles: Sequence[int], outer: Matrix, veiled: bool, layers: bool, depth: int) -> Iterator[Drawn]:
    made = tuple.__new__
    for handle, kind in zip(handles, calls.told(calls.kind, calls.arguments(handles)), strict=True):
        if kind != FORM:
            yield made(Drawn, (handle, kind, outer, veiled))
        elif depth < _DEPTH:
            matrix = pdfium.FS_MATRIX()
            calls.object_matrix(handle, ctypes.addressof(matrix))
            own = (matrix.a, matrix.b, matrix.c, matrix.d, matrix.e, matrix.f)
            # Of a form's own /OC nothing is told: with layers in the file any form may be one.
            hidden = veiled or layers or bool(calls.transparent(handle)) or cut(handle)
            inner = calls.told(calls.form_object, calls.every(handle), range(calls.form_count(handle)))
            yield from _drawn(inner, product(own, outer), hidden, layers, depth + 1)


def product(first: Matrix, second: Matrix) -> Matrix:
    """`first`, then `second`."""
    a, b, c, d, e, f = first
    g, h, i, j, k, m = second
    return (a * g + b * i, a * h + b * j, c * g + d * i, c * h + d * j, e * g + f * i + k, e * h + f * j + m)


def apply(matrix: Matrix, x: float, y: float) -> Point:
    """A point of the form in the page's own coordinates."""
    a, b, c, d, e, f = matrix
    return (a * x + c * y + e, b * x + d * y + f)


SIX, COLOUR, FLAGS = struct.Struct("6f"), struct.Struct("4I"), struct.Struct("2i")
"""A matrix; red, green, blue and alpha; whether a path is filled (not 0), and stroked."""
_SIDES = (ctypes.c_float * 4)()
_SIDES_AT = [ctypes.addressof(_SIDES) + 4 * at for at in range(4)]
_FLOATS = struct.Struct("4f").unpack_from
_X, _Y = ctypes.c_float(), ctypes.c_float()
_X_AT, _Y_AT = ctypes.addressof(_X), ctypes.addressof(_Y)
_RGBA = (ctypes.c_uint * 4)()
_RGBA_AT = [ctypes.addressof(_RGBA) + 4 * at for at in range(4)]
_INTS = struct.Struct("4I").unpack_from


def bounds(handle: int) -> tuple[float, float, float, float]:
    """Left, bottom, right, top in the coordinates of the form or page that the object stands in."""
    calls.bounds(handle, *_SIDES_AT)
    left, bottom, right, top = _FLOATS(_SIDES)
    return (left, bottom, right, top)


def spread(box: tuple[float, float, float, float], matrix: Matrix) -> tuple[float, float, float, float]:
    """A box (left, bottom, right, top) of a form as a box of the page."""
    if matrix is IDENTITY:
        return box
    corners = [apply(matrix, x, y) for x in (box[0], box[2]) for y in (box[1], box[3])]
    xs, ys = [x for x, _ in corners], [y for _, y in corners]
    return (min(xs), min(ys), max(xs), max(ys))


def fill(handle: int) -> tuple[int, int, int, int] | None:
    """Red, green, blue and alpha (0 to 255) of an object's filling; None where it is no plain colour."""
    return _colour() if calls.fill(handle, *_RGBA_AT) else None


def stroke(handle: int) -> tuple[int, int, int, int] | None:
    """The same of an object's outline."""
    return _colour() if calls.stroke(handle, *_RGBA_AT) else None


def _colour() -> tuple[int, int, int, int]:
    red, green, blue, alpha = _INTS(_RGBA)
    return (red, green, blue, alpha)


def text_colour(handle: int) -> tuple[int, int, int, int] | None:
    """The colour of a text: of its outlines, where these alone are painted."""
    return stroke(handle) if calls.mode(handle) == pdfium.FPDF_TEXTRENDERMODE_STROKE else fill(handle)


def clipping(handle: int) -> tuple[float, float, float, float] | None:
    """Left, bottom, right, top of what the clipping of an object leaves of it at most, in the coordinates that its
    bounds have; None where nothing is clipped."""
    clip = calls.clip(handle)
    left, bottom, right, top = -math.inf, -math.inf, math.inf, math.inf
    for path in range(calls.clip_paths(clip)):
        points = [
            (_X.value, _Y.value)
            for index in range(calls.clip_segments(clip, path))
            if calls.segment_point(calls.clip_segment(clip, path, index), _X_AT, _Y_AT)
        ]
        if points:
            xs, ys = [x for x, _ in points], [y for _, y in points]
            left, bottom = max(left, min(xs)), max(bottom, min(ys))
            right, top = min(right, max(xs)), min(top, max(ys))
    return None if left == -math.inf else (left, bottom, right, top)


def cut(handle: int) -> bool:
    """Whether the clipping of an object may leave out a part of it: told by boxes, and to a point."""
    clip = calls.clip(handle)
    paths = calls.clip_paths(clip)
    if paths <= 0:
        return False
    left, bottom, right, top = bounds(handle)
    for path in range(paths):
        count = calls.clip_segments(clip, path)
        xs: list[float] = []
        ys: list[float] = []
        for index in range(count) if count not in (4, 5) else (0, 2):
            if calls.segment_point(calls.clip_segment(clip, path, index), _X_AT, _Y_AT):
                xs.append(_X.value)
                ys.append(_Y.value)
        if not xs or min(xs) > left + 1 or max(xs) < right - 1 or min(ys) > bottom + 1 or max(ys) < top - 1:
            return True
        if count > 5 and (right - left) * (top - bottom) > 0:
            return True  # no rectangle: what it leaves out only a picture tells
    return False
