"""The areas, pictures and shadings of a page, and what colour lies below a place when something is painted there."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from adapters.pdf.reading.content import Colour
from checker.document import Box

SAME = 8
"""Levels of 255 up to which two colours look the same."""
_STEP = 48.0
"""Points: the side of the squares by which areas are found again."""
_SMALL = 3.0
WHITE: Colour = (255, 255, 255)


class Area(NamedTuple):
    """What fills a box; `order` counts the objects of the page. `colour` is None for one that is not of one colour."""

    order: int
    box: Box
    colour: Colour | None
    opaque: bool


class Ground:
    """The areas painted so far, found by place."""

    def __init__(self) -> None:
        self.areas: list[Area] = []
        self._by_square: dict[tuple[int, int], list[int]] = {}
        self._large: list[int] = []

    def add(self, area: Area) -> None:
        x0, top, x1, bottom = area.box
        if x1 - x0 < _SMALL or bottom - top < _SMALL:
            return
        index = len(self.areas)
        self.areas.append(area)
        squares = list(_squares(area.box))
        if len(squares) > 12:
            self._large.append(index)
            return
        for square in squares:
            self._by_square.setdefault(square, []).append(index)

    def below(self, box: Box) -> Colour | None:
        """The colour at the middle of a box: of the last opaque area there, else white; None where it is no colour."""
        x, y = (box[0] + box[2]) / 2, (box[1] + box[3]) / 2
        near = self._by_square.get((int(x // _STEP), int(y // _STEP)), [])
        for index in sorted([*near, *self._large], reverse=True) if near or self._large else ():
            _, (x0, top, x1, bottom), colour, opaque = self.areas[index]
            if x0 <= x <= x1 and top <= y <= bottom and (opaque or colour is not None):
                return colour
        return WHITE


def _squares(box: Box) -> Iterator[tuple[int, int]]:
    for column in range(int(box[0] // _STEP), int(box[2] // _STEP) + 1):
        for row in range(int(box[1] // _STEP), int(box[3] // _STEP) + 1):
            yield column, row


def mixed(colour: tuple[int, int, int, int], below: Colour | None) -> Colour:
    """What a colour with alpha looks like on another."""
    red, green, blue, alpha = colour
    if alpha >= 250 or below is None:
        return (red, green, blue)
    share = alpha / 255
    return (
        round(red * share + below[0] * (1 - share)),
        round(green * share + below[1] * (1 - share)),
        round(blue * share + below[2] * (1 - share)),
    )


def differ(one: Colour, other: Colour) -> int:
    """By how many levels two colours differ in the channel where they differ most."""
    return max(abs(one[0] - other[0]), abs(one[1] - other[1]), abs(one[2] - other[2]))
