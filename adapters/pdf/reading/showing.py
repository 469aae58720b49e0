"""What of a page's text shows, what does not, and what may be a watermark."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from typing import NamedTuple

from adapters.pdf.reading.changes import FAINT
from adapters.pdf.reading.content import bounds
from adapters.pdf.reading.glyphs import BLANK, Glyph, Mark
from adapters.pdf.reading.marks import marks_among
from adapters.pdf.reading.painted import Look

DOUBTFUL = 0.87
"""The confidence of text that hardly shows, and of what somebody else has recognised: it is read, and no finding that
rests on it is certain."""
_TINY, _TALLEST = 2.0, 1.6
"""Points of the em, and of the tallest ink, below which nobody reads writing on paper of the usual size."""
_NARROWEST = 0.7
"""Points a sign: writing that is pressed together so much cannot be read either."""
_PAPER = 842.0
TILT = 0.052
"""The tangent of three degrees: writing turned by more is oblique."""


class Style(NamedTuple):
    """What the glyphs of one drawing operation share; `base` only where they stand on one line of the page as shown.

    `tilt` is the tangent of the angle to the nearer side of the page; `small`: it may be too small to be read.
    """

    item: int
    size: float
    turn: int
    tilt: float
    small: bool
    bold: bool
    level: int | None
    base: float | None


class Written(NamedTuple):
    """The text of a page as the file states it; `styles` by the address of the drawing operation, in their order."""

    glyphs: list[Glyph]
    styles: dict[int, Style]
    outside: int
    severed: int = 0
    """Places where a line goes on over the edge of the page."""


class Showing(NamedTuple):
    painted: list[Glyph]
    hidden: tuple[Glyph, ...]
    marks: tuple[Mark, ...]


def showing(text: Written, seen: Look, width: float, height: float) -> Showing:
    """The text of a page of that size, parted by what was seen of it."""
    styles = list(text.styles.values())
    tiny = _tiny(text, min(1.0, max(width, height) / _PAPER))
    oblique = {style.item for style in styles if style.tilt > TILT}
    if not seen.unseen and not seen.contrast and not tiny and not oblique:
        return Showing(text.glyphs, (), ())
    painted: list[Glyph] = []
    hidden: list[Glyph] = []
    contrasts: list[float] = []
    unseen = _with_blanks(text.glyphs, seen.unseen)
    for index, glyph in enumerate(text.glyphs):
        if index in unseen or glyph.item in tiny:
            hidden.append(glyph)
            continue
        contrast = seen.contrast.get(index, 255)
        painted.append(glyph._replace(confidence=DOUBTFUL) if contrast <= FAINT else glyph)
        contrasts.append(contrast / 255)
    marks = tuple(marks_among(painted, contrasts, oblique, list(text.styles)))
    return Showing(painted, tuple(glyph for glyph in hidden if glyph.char not in BLANK), marks)


def _with_blanks(glyphs: Sequence[Glyph], unseen: frozenset[int]) -> frozenset[int]:
    """Hidden glyphs with the blanks beside them in their drawing operation, of which no picture tells."""
    if not unseen:
        return unseen
    solid: dict[int, list[int]] = {}
    for index, glyph in enumerate(glyphs):
        if glyph.char not in BLANK:
            solid.setdefault(glyph.item, []).append(index)
    hiding = {glyphs[index].item for index in unseen}
    blanks = {
        index
        for index, glyph in enumerate(glyphs)
        if glyph.char in BLANK
        and glyph.item in hiding
        and min(solid[glyph.item], key=lambda other: abs(other - index)) in unseen
    }
    return unseen | blanks


def _tiny(text: Written, scale: float) -> set[int]:
    """Drawing operations whose writing is too small or too narrow to be read, told by what is drawn.

    The em alone does not tell: fonts made of procedures have one of any size. Nor does a single sign: a dash is low
    in every font, so that all writing of a size is judged together.
    """
    small = [(owner, style) for owner, style in text.styles.items() if owner and style.small]
    if not small:
        return set()
    count = Counter(glyph.item for glyph in text.glyphs if glyph.char not in BLANK)
    tallest: dict[float, float] = {}
    narrow: set[int] = set()
    for owner, style in small:
        left, bottom, right, top = bounds(owner)
        across = min(right - left, top - bottom)
        if style.size < _TINY * scale:
            size = round(style.size, 2)
            tallest[size] = max(tallest.get(size, 0.0), across)
        elif count[style.item] > 1 and across < min(0.35 * style.size, _NARROWEST * scale * count[style.item]):
            narrow.add(style.item)
    return narrow | {
        style.item
        for _, style in small
        if style.size < _TINY * scale and tallest[round(style.size, 2)] < _TALLEST * scale
    }
