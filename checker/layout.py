"""How a document is laid out, as its file states it: faces and sizes of characters, paragraphs, pages.

All lengths are points (1/72 inch). What a file does not state is None: nothing is known of it, which is not the same
as its being wrong.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import field
from typing import Literal

from checker.record import dataclass

Align = Literal["left", "center", "right", "both"]


@dataclass(frozen=True, slots=True)
class Span:
    """How characters look from `start` of their text on: the face that Chinese characters are set in, size, weight.

    `colour` is six hexadecimal digits, empty for the automatic colour.
    """

    start: int
    face: str | None = None
    size: float | None = None
    bold: bool = False
    colour: str = ""


@dataclass(frozen=True, slots=True)
class Shape:
    """How a paragraph is set. `first` is the indent of its first line against the others, negative where it hangs.

    Indents that the file states in characters are in points of the size of its first character. `spacing` is the
    distance of its lines where the file fixes it, None where it follows the face.
    """

    spans: tuple[Span, ...] = ()
    align: Align = "left"
    first: float = 0.0
    left: float = 0.0
    right: float = 0.0
    spacing: float | None = None


@dataclass(frozen=True, slots=True)
class Page:
    """A page's paper and margins, of the section that begins with block `block`.

    `ink_top` and `ink_bottom` are how near to the edges the text comes, where the file shows that and no margins.
    """

    block: int
    width: float
    height: float
    top: float | None = None
    bottom: float | None = None
    left: float | None = None
    right: float | None = None
    ink_top: float | None = None
    ink_bottom: float | None = None


@dataclass(frozen=True, slots=True)
class PageNumber:
    """The number in a foot or head of pages: `sides` are the pages it stands on, `text` is the line it is part of."""

    sides: Literal["all", "odd", "even", "first"]
    text: str
    shape: Shape = Shape()


@dataclass(frozen=True, slots=True)
class Layout:
    """The layout of a document: paragraphs by block and cell, pages in order."""

    shapes: Mapping[tuple[int, tuple[int, int] | None], Shape] = field(default_factory=dict)
    pages: tuple[Page, ...] = ()
    numbers: tuple[PageNumber, ...] = ()
    both_sides: bool = False
    """Whether odd and even pages have feet of their own."""
