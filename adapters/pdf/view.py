"""From the page's own coordinates to the page as a viewer shows it: turned, and cropped."""

from __future__ import annotations

from collections.abc import Callable

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
    return (min(ax, bx), min(ay, by), max(ax, bx), max(ay, by))


def turned_back(box: Box, turn: int, width: float, height: float) -> Box:
    """A box of a page read after turning it back by `turn` degrees, on the page as shown.

    `width` and `height` are those of the page as read.
    """
    x0, top, x1, bottom = box
    if turn == 90:
        return (height - bottom, x0, height - top, x1)
    if turn == 180:
        return (width - x1, height - bottom, width - x0, height - top)
    if turn == 270:
        return (top, width - x1, bottom, width - x0)
    return box
