"""Ink that no found line covers: the beginning or end of a line, or a sign that stands alone."""

from __future__ import annotations

from collections.abc import Sequence
from statistics import median
from typing import Any

_REACH = 1.2
"""Times its height: how far the ink may be from the end of its line (the 一、 before a heading is)."""
_SIGN = 0.4
"""Times the height of most lines: smaller marks that stand alone are dirt."""
_FRAME = 0.45
"""Inches: larger connected marks are frames and pictures."""
_PASSES = 3

Span = list[float]
"""Left, top, right, bottom in dots."""


def completed(corners: Sequence[Any], black: Any, dots: float) -> list[Any]:
    """The corners of lines in a straightened picture of `dots` an inch, with what stands at their ends, and with lines
    for what stands alone. `black`: its ink as 255 on 0."""
    spans = [
        [float(four[:, 0].min()), float(four[:, 1].min()), float(four[:, 0].max()), float(four[:, 1].max())]
        for four in corners
    ]
    flat = [span for span in spans if span[2] - span[0] >= span[3] - span[1]]
    if not flat:
        return list(corners)
    height = median(span[3] - span[1] for span in flat)
    rest = _marks(black, spans, dots)
    grown: set[int] = set()
    for _ in range(_PASSES):
        left = []
        for mark in rest:
            at = _line_of(mark, spans)
            if at is None:
                left.append(mark)
                continue
            spans[at] = [min(spans[at][0], mark[0] - 2), *spans[at][1:2], max(spans[at][2], mark[2] + 2), spans[at][3]]
            grown.add(at)
        if len(left) == len(rest):
            break
        rest = left
    alone = [mark for mark in _gathered(rest, height) if max(mark[2] - mark[0], mark[3] - mark[1]) >= _SIGN * height]
    kept = [_corners(spans[at]) if at in grown else four for at, four in enumerate(corners)]
    return kept + [_corners([mark[0] - 3, mark[1] - 3, mark[2] + 3, mark[3] + 3]) for mark in alone]


def _marks(black: Any, spans: Sequence[Span], dots: float) -> list[Span]:
    """The boxes of connected ink outside of the lines, neither dirt nor frame, from top to bottom."""
    import cv2

    ink = black.copy()
    for left, top, right, bottom in spans:
        ink[max(int(top) - 1, 0) : int(bottom) + 2, max(int(left) - 1, 0) : int(right) + 2] = 0
    count, _, stats, _ = cv2.connectedComponentsWithStats(ink, connectivity=8)
    most, least = _FRAME * dots, 0.02 * dots
    found = []
    for index in range(1, count):
        x, y, width, height, area = (int(value) for value in stats[index])
        if least <= max(width, height) <= most and area >= 2 * least:
            found.append([float(x), float(y), float(x + width), float(y + height)])
    return found


def _line_of(mark: Span, spans: Sequence[Span]) -> int | None:
    """The line at whose end a mark stands, the nearest of several."""
    middle = (mark[1] + mark[3]) / 2
    best: tuple[float, int] | None = None
    for at, (left, top, right, bottom) in enumerate(spans):
        high = bottom - top
        if right - left < high or not top <= middle <= bottom:
            continue
        away = max(left - mark[2], mark[0] - right)
        if -high < away <= _REACH * high and (best is None or away < best[0]):
            best = (away, at)
    return best[1] if best else None


def _gathered(marks: Sequence[Span], height: float) -> list[Span]:
    """Marks side by side as one."""
    found: list[Span] = []
    for mark in sorted(marks, key=lambda mark: mark[0]):
        for other in found:
            if mark[0] - other[2] < 0.8 * height and min(mark[3], other[3]) - max(mark[1], other[1]) > -0.3 * height:
                if max(mark[3], other[3]) - min(mark[1], other[1]) > 1.6 * height:
                    continue
                other[1], other[3] = min(other[1], mark[1]), max(other[3], mark[3])
                other[2] = max(other[2], mark[2])
                break
        else:
            found.append(list(mark))
    return found


def _corners(span: Span) -> Any:
    import numpy

    left, top, right, bottom = span
    return numpy.array([[left, top], [right, top], [right, bottom], [left, bottom]], numpy.float32)
