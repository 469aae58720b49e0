"""The straight lines of a page image, and the ink within its cells."""

from __future__ import annotations

from typing import Any

from adapters.pdf.reading.glyphs import Rule
from checker.document import Box

_FRAME = 0.45
"""Inches: smaller connected marks are writing, not the frame of a table."""
_MOST_SKEW = 6.0
_SHARPER = 1.1
"""How much sharper rows must be than in the image as it is: in columns of prose side by side they hardly differ."""
_STROKE = 0.22
"""Inches: the shortest stroke that is a rule of a table."""


def binary(image: Any) -> Any:
    """Ink as 255 on 0."""
    import cv2

    return cv2.threshold(image, 0, 255, cv2.THRESH_BINARY_INV + cv2.THRESH_OTSU)[1]


def skew(image: Any) -> float:
    """By how many degrees the lines of a page image are turned, counter-clockwise; 0 where it cannot be told.

    Rows of ink and of white part most sharply when the page is straight. Looked for in a quarter of the size, made
    exact in half of it.
    """
    import cv2
    import numpy

    best, straight = 0.0, 0.0
    for scale, span, step in ((0.25, _MOST_SKEW, 0.5), (0.5, 0.5, 0.125), (0.5, 0.12, 0.03)):
        ink = binary(cv2.resize(image, None, fx=scale, fy=scale, interpolation=cv2.INTER_AREA))
        steps = round(span / step)
        angles = [best + step * count for count in range(-steps, steps + 1)]
        best = max(angles, key=lambda angle: _sharpness(ink, angle))
        straight = _sharpness(ink, 0.0)
    if abs(best) < 0.08 or abs(best) >= _MOST_SKEW or _sharpness(ink, best) < _SHARPER * max(straight, 1.0):
        return 0.0
    return float(numpy.round(best, 3))


def _sharpness(ink: Any, angle: float) -> float:
    """How much the ink of neighbouring rows differs when a page is turned back by an angle."""
    import cv2
    import numpy

    height, width = ink.shape
    turn = cv2.getRotationMatrix2D((width / 2, height / 2), -angle, 1.0)
    rows = cv2.warpAffine(ink, turn, (width, height), flags=cv2.INTER_LINEAR).sum(axis=1, dtype=numpy.float64)
    return float(numpy.square(numpy.diff(rows)).sum())


def straightened(image: Any, angle: float) -> Any:
    """The image turned back by `angle` degrees about its middle."""
    if not angle:
        return image
    import cv2

    height, width = image.shape[:2]
    turn = cv2.getRotationMatrix2D((width / 2, height / 2), -angle, 1.0)
    return cv2.warpAffine(image, turn, (width, height), flags=cv2.INTER_CUBIC, borderValue=255)


def rulings(black: Any, scale: float) -> list[Rule]:
    """Horizontal and vertical rules in points; `scale` is dots a point."""
    import cv2
    import numpy

    dots = 72 * scale
    _, labels, stats, _ = cv2.connectedComponentsWithStats(black, connectivity=8)
    large = numpy.maximum(stats[:, cv2.CC_STAT_WIDTH], stats[:, cv2.CC_STAT_HEIGHT]) >= _FRAME * dots
    large[0] = False
    frames = numpy.where(large[labels], 255, 0).astype(numpy.uint8)
    rules: list[Rule] = []
    for flat in (True, False):
        thick = cv2.dilate(frames, numpy.ones((3, 1) if flat else (1, 3), numpy.uint8))
        length = max(int(_STROKE * dots), 8)
        strokes = cv2.morphologyEx(thick, cv2.MORPH_OPEN, numpy.ones((1, length) if flat else (length, 1), numpy.uint8))
        count, _, boxes, _ = cv2.connectedComponentsWithStats(strokes, connectivity=8)
        for index in range(1, count):
            x, y, width, height = (float(value) for value in boxes[index][:4])
            across = height if flat else width
            if across > 0.12 * dots:
                continue  # a picture or a shaded area
            if flat:
                middle = (y + height / 2) / scale
                rules.append(Rule(x / scale, middle, (x + width) / scale, middle))
            else:
                middle = (x + width / 2) / scale
                rules.append(Rule(middle, y / scale, middle, (y + height) / scale))
    return rules


def ink(black: Any, cell: Box, scale: float) -> Box | None:
    """The bounds of what is written in a cell, in points; None for an empty one."""
    import cv2
    import numpy

    edge = 3.0
    x0, top, x1, bottom = (
        round((side + shift) * scale) for side, shift in zip(cell, (edge, edge, -edge, -edge), strict=True)
    )
    inner = black[max(top, 0) : bottom, max(x0, 0) : x1]
    if inner.size == 0:
        return None
    # Single dots are dirt.
    clean = cv2.morphologyEx(inner, cv2.MORPH_OPEN, numpy.ones((2, 2), numpy.uint8))
    points = cv2.findNonZero(clean)
    if points is None or len(points) < 12:
        return None
    x, y, width, height = cv2.boundingRect(points)
    if height < 0.05 * 72 * scale and width < 0.05 * 72 * scale:
        return None
    return (
        (max(x0, 0) + x) / scale,
        (max(top, 0) + y) / scale,
        (max(x0, 0) + x + width) / scale,
        (max(top, 0) + y + height) / scale,
    )
