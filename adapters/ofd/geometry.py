"""Numbers of OFD attributes, matrices, and the straight strokes of paths; lengths in millimetres, y downwards."""

from __future__ import annotations

import itertools
import math
from collections.abc import Iterator

from checker.document import Box

POINTS = 72 / 25.4
"""Points of a millimetre."""
FARTHEST = 1e6
"""Beyond it a number is damage: a page is a few hundred millimetres wide."""
FLAT = 0.2
"""Millimetres by which the ends of a straight stroke may differ across its direction."""
_THIN = 1.4
"""Millimetres up to which a filled rectangle is a stroke rather than an area."""

Matrix = tuple[float, float, float, float, float, float]
Point = tuple[float, float]
Stroke = tuple[Point, Point]

IDENTITY: Matrix = (1.0, 0.0, 0.0, 1.0, 0.0, 0.0)


def numbers(text: str | None, most: int = 10_000) -> list[float]:
    """The numbers of an attribute; what is no number, or no sensible one, is left out."""
    found: list[float] = []
    for word in (text or "").replace(",", " ").split()[:most]:
        try:
            value = float(word)
        except ValueError:
            continue
        if abs(value) <= FARTHEST:
            found.append(value)
    return found


def number(text: str | None, default: float) -> float:
    """The one number of an attribute."""
    found = numbers(text, 1)
    return found[0] if found else default


def box(text: str | None) -> Box | None:
    """ "x y width height" as left, top, right, bottom; None when it is not that."""
    found = numbers(text, 4)
    if len(found) < 4:
        return None
    x, y, width, height = found
    return (x, y, x + width, y + height)


def matrix(text: str | None) -> Matrix:
    """A CTM; the identity when there is none."""
    found = numbers(text, 6)
    return IDENTITY if len(found) < 6 else (found[0], found[1], found[2], found[3], found[4], found[5])


def product(first: Matrix, second: Matrix) -> Matrix:
    """`first`, then `second`."""
    a, b, c, d, e, f = first
    g, h, i, j, k, m = second
    return (a * g + b * i, a * h + b * j, c * g + d * i, c * h + d * j, e * g + f * i + k, e * h + f * j + m)


def apply(turn: Matrix, x: float, y: float) -> Point:
    """A point moved by a matrix."""
    a, b, c, d, e, f = turn
    return (a * x + c * y + e, b * x + d * y + f)


def moved(x: float, y: float) -> Matrix:
    """A matrix that only shifts."""
    return (1.0, 0.0, 0.0, 1.0, x, y)


def rotated(degrees: float) -> Matrix:
    """A turn to the right, y being downwards."""
    angle = math.radians(degrees)
    return (math.cos(angle), math.sin(angle), -math.sin(angle), math.cos(angle), 0.0, 0.0)


def deltas(text: str | None, count: int) -> list[float]:
    """At most `count` steps of a DeltaX or DeltaY: numbers, and "g 3 4.2" for three times 4.2 (GB/T 33190, 11.3)."""
    found: list[float] = []
    words = iter((text or "").split())
    for word in words:
        if len(found) >= count:
            break
        if word == "g":
            times, step = numbers(next(words, ""), 1), numbers(next(words, ""), 1)
            if times and step:
                found.extend([step[0]] * int(min(max(times[0], 0), count - len(found))))
        else:
            found.extend(numbers(word, 1))
    return found[:count]


def outlines(data: str, turn: Matrix) -> tuple[list[list[Point]], bool]:
    """The polygons of abbreviated path data (GB/T 33190, 9.2), and whether there are curves in it."""
    found: list[list[Point]] = []
    curved = False
    words = iter(data.replace(",", " ").split()[:200_000])
    counts = {"S": 2, "M": 2, "L": 2, "Q": 4, "B": 6, "A": 7, "C": 0}
    for word in words:
        if word not in counts:
            continue
        values = [number(next(words, None), math.nan) for _ in range(counts[word])]
        if any(math.isnan(value) for value in values):
            break
        if word in "SM":
            found.append([apply(turn, values[0], values[1])])
        elif found and word == "C":
            found[-1].append(found[-1][0])
        elif found:
            curved = curved or word != "L"
            found[-1].append(apply(turn, values[-2], values[-1]))
    return [points for points in found if len(points) > 1], curved


def strokes(points: list[Point], stroked: bool) -> Iterator[Stroke]:
    """The horizontal and vertical strokes of a polygon; a thin filled rectangle is one stroke along its middle."""
    xs, ys = [x for x, _ in points], [y for _, y in points]
    x0, y0, x1, y1 = min(xs), min(ys), max(xs), max(ys)
    if not stroked or len(points) > 2:
        if y1 - y0 <= _THIN and x1 - x0 >= y1 - y0:
            yield (x0, (y0 + y1) / 2), (x1, (y0 + y1) / 2)
            return
        if x1 - x0 <= _THIN:
            yield ((x0 + x1) / 2, y0), ((x0 + x1) / 2, y1)
            return
    closed = points if stroked or points[0] == points[-1] else [*points, points[0]]
    for (ax, ay), (bx, by) in itertools.pairwise(closed):
        if abs(ay - by) <= FLAT < abs(ax - bx):
            yield (min(ax, bx), (ay + by) / 2), (max(ax, bx), (ay + by) / 2)
        elif abs(ax - bx) <= FLAT < abs(ay - by):
            yield ((ax + bx) / 2, min(ay, by)), ((ax + bx) / 2, max(ay, by))
