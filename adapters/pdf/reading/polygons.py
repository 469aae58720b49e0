"""Which paths draw shapes and not rules, as letters whose curves a program has written as short strokes."""

from __future__ import annotations

import itertools
from collections.abc import Sequence
from math import dist

_RECTANGLE = 5
"""Points of a closed rectangle: what has no more is a rule, a cell or too little to be a letter."""
_SHARE = 0.2
"""Of the length of a path, which is a drawing where as much of it is neither level nor upright."""


def slanting(outlines: Sequence[Sequence[tuple[float, float]]], flat: float) -> bool:
    """Whether the outlines of a path, in any unit, draw a shape; its straight parts are no rules then.

    `flat`: by how much the ends of a level stroke may differ in height. A curve in short strokes begins level.
    """
    if all(len(points) <= _RECTANGLE for points in outlines):
        return False
    askew = total = 0.0
    for points in outlines:
        shape = len(points) > _RECTANGLE
        for one, other in itertools.pairwise(points):
            length = dist(one, other)
            total += length
            across, down = abs(one[0] - other[0]), abs(one[1] - other[1])
            if shape and min(across, down) > min(flat, 0.1 * length):
                askew += length
    return askew > _SHARE * total
