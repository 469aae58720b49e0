"""What stands on one page: glyphs, rules and pictures, in points from the top left of the visible page."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import field
from operator import itemgetter
from typing import NamedTuple

from checker.document import Box
from checker.record import dataclass

BLANK = " \u3000\u00a0\u2002\u2003\u2009\t"
"""Characters that leave no ink."""


class Glyph(NamedTuple):
    """A character as drawn, in stream order.

    `size` is the em in points; `base` the y of the baseline; `upright` is False for a glyph turned by the text matrix.
    `item` tells drawing operations apart; `confidence` is less than 1 for a recognised character.
    """

    char: str
    x0: float
    top: float
    x1: float
    bottom: float
    base: float
    size: float
    upright: bool = True
    bold: bool = False
    item: int = 0
    confidence: float = 1.0
    level: int | None = None

    @property
    def box(self) -> Box:
        """Rounded to a hundredth of a point."""
        _, x0, top, x1, bottom, *_ = self
        return (round(x0, 2), round(top, 2), round(x1, 2), round(bottom, 2))


def inked(glyphs: Iterable[Glyph]) -> int:
    """How many of them leave ink."""
    string = "".join(map(itemgetter(0), glyphs))
    return len(string) - sum(map(string.count, BLANK))


class Rule(NamedTuple):
    """A horizontal or vertical stroke, or an edge of a filled area; a horizontal one has `top` == `bottom`."""

    x0: float
    top: float
    x1: float
    bottom: float


class Mark(NamedTuple):
    """A run of writing that may be a watermark: turned, pale or both. `items` are those of its glyphs.

    `contrast` to its ground is 0 to 1, measured where it is pale and else 1; `colour` that of its filling.
    """

    string: str
    box: Box
    size: float
    oblique: bool
    contrast: float
    colour: tuple[int, ...]
    items: frozenset[int]


@dataclass(frozen=True, slots=True)
class Sheet:
    """A page, its number from 1.

    `unmapped` counts glyphs for which the file gives no character; `doubled` those drawn twice for boldness.
    `turn`: the text stands at that many degrees, clockwise, on the page as shown; here the page is turned back.
    `skew`: a scan was straightened by so many degrees about its middle.
    `outlines` counts drawing operations that are neither straight strokes nor rectangles (letters drawn as curves).
    `faces` are the face and colour of the characters by their drawing operation, where they are asked for.
    `severed` counts the places where a line goes on over the edge of the page.
    `struck` counts glyphs that are struck out and left out.
    `hidden` are glyphs that the file states and the page does not show. `marks` are among the glyphs.
    """

    number: int
    width: float
    height: float
    glyphs: tuple[Glyph, ...]
    rules: tuple[Rule, ...]
    pictures: tuple[Box, ...]
    unmapped: int = 0
    doubled: int = 0
    outside: int = 0
    outlines: int = 0
    turn: int = 0
    skew: float = 0.0
    hidden: tuple[Glyph, ...] = ()
    marks: tuple[Mark, ...] = ()
    severed: int = 0
    struck: int = 0
    faces: Mapping[int, tuple[str | None, str]] = field(default_factory=dict)
