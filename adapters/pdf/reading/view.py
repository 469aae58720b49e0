"""From the page's own coordinates to the page as a viewer shows it: turned, and cropped."""

from __future__ import annotations

from collections.abc import Callable
from math import cos, radians, sin

from checker.document import Box

Point = tuple[float, float]
View = Callable[[float, float], Point]


def view_of(bbox: tuple[float, float, float, float], rotation: int) -> View:
    """From the page's own coordinates to points from the top left as shown; `bbox` is the part of the page shown."""
    left, bottom, right, top = bbox
    if rotation == 90:
        return lambda x, y: (y - bottom, x - left)
    if rotation == 180:
        return lambda x, y: (right - x, y - bottom)
    if rotation == 270:
        return lambda x, y: (top - y, right - x)
    return lambda x, y: (x - left, top - y)


def turned_box(view: View, left: float, bottom: float, right: float, top: float) -> Box:
    (ax, ay), (bx, by) = view(left, bottom), view(right, top)
    if bx < ax:
        ax, bx = bx, ax
    return (ax, ay, bx, by) if ay <= by else (ax, by, bx, ay)


def turned_back(box: Box, turn: int, skew: float, width: float, height: float) -> Box:
    """A box of a page read after turning it back by `turn` degrees and straightening by `skew`, on the page as shown.

    `width` and `height` are those of the page as read.
    """
    x0, top, x1, bottom = box
    if skew:
        away_x, away_y = (x0 + x1 - width) / 2, (top + bottom - height) / 2
        sine, cosine = sin(radians(skew)), cos(radians(skew))
        x = width / 2 + away_x * cosine + away_y * sine
        y = height / 2 - away_x * sine + away_y * cosine
        half_x, half_y = (x1 - x0) / 2, (bottom - top) / 2
        x0, top, x1, bottom = (round(side, 2) for side in (x - half_x, y - half_y, x + half_x, y + half_y))
    if turn == 90:
        return (height - bottom, x0, height - top, x1)
    if turn == 180:
        return (width - x1, height - bottom, width - x0, height - top)
    if turn == 270:
        return (top, width - x1, bottom, width - x0)
    return (x0, top, x1, bottom)
