"""The straight lines of a page image, and the ink within its cells."""

from __future__ import annotations

from typing import Any

from adapters.pdf.reading.glyphs import Rule
from checker.document import Box

_FRAME = 0.45
"""Inches: smaller connected marks are writing, not the frame of a table."""
_STROKE = 0.22
"""Inches: the shortest stroke that is a rule of a table."""


def binary(image: Any) -> Any:
    """Ink as 255 on 0."""
    import cv2

    return cv2.threshold(image, 0, 255, cv2.THRESH_BINARY_INV + cv2.THRESH_OTSU)[1]


def skew(image: Any) -> float:
    """By how many degrees the long lines of a page image are turned, counter-clockwise; 0 where it has none."""
    import cv2
    import numpy

    least = image.shape[1] // 6
    found = cv2.HoughLinesP(binary(image), 1, numpy.pi / 1440, 200, minLineLength=least, maxLineGap=8)
    if found is None:
        return 0.0
    angles = [
        float(numpy.degrees(numpy.arctan2(y0 - y1, x1 - x0)))
        for x0, y0, x1, y1 in found.reshape(-1, 4)
        if abs(x1 - x0) > 8 * abs(y1 - y0)
    ]
    if len(angles) < 3:
        return 0.0
    middle = float(numpy.median(angles))
    return middle if 0.08 < abs(middle) < 7 else 0.0


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
