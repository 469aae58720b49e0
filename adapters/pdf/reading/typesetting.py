"""How a PDF's paragraphs and pages are set, as far as it shows: it states no margins, indents or alignment.

Faces, sizes and colours are stated with each character. Sides of the text are those that lines share which were broken
in the middle; where they were not stretched to one length it is not known how far they might have reached.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import groupby, pairwise

from adapters.pdf.reading.glyphs import BLANK, Glyph, Sheet
from checker.document import Block, Box, GlyphRun, Picture, Table, Text
from checker.layout import Align, Layout, Page, PageNumber, Shape, Span
from checker.record import dataclass

_NUMBER = re.compile(r"[\s\-–—―－_·•第]*[0-9]{1,4}[\s\-–—―－_·•页]*")
_NEAR = 1.5
"""Points by which lines differ that have one side."""
_STRETCHED = 0.006
"""Ems between Chinese characters of a line that is stretched to reach the side."""
_FEW = 3
"""Lines that have to agree on where the text begins."""

Key = tuple[int, tuple[int, int] | None]
Places = Mapping[tuple[int, Box], tuple[Glyph, Sheet]]


@dataclass(frozen=True, slots=True)
class _Line:
    """The glyphs of a line of a paragraph."""

    page: int
    glyphs: tuple[Glyph, ...]

    @property
    def x0(self) -> float:
        return self.glyphs[0].x0

    @property
    def x1(self) -> float:
        return next((one.x1 for one in reversed(self.glyphs) if one.char not in BLANK), self.glyphs[-1].x1)

    @property
    def stretched(self) -> bool:
        """Whether its Chinese characters stand apart: between them and Latin letters there is room in any line."""
        pairs = [(a, b) for a, b in pairwise(self.glyphs) if _is_han(a.char) and _is_han(b.char)]
        room = sum(after.x0 - before.x1 for before, after in pairs)
        return len(pairs) >= _FEW and room > _STRETCHED * len(pairs) * self.glyphs[0].size


def _is_han(character: str) -> bool:
    return "\u4e00" <= character <= "\u9fff"


@dataclass(frozen=True, slots=True)
class _Sides:
    """Where the text begins and ends across: `sure` where it is certain that it is the margin on the left, `right` only
    where it is that on the right."""

    left: float
    sure: bool
    right: float | None
    reach: float
    """As far as any broken line reaches."""
    width: float


def layout_of(blocks: Sequence[Block], aside: Sequence[Text], sheets: Sequence[Sheet]) -> Layout:
    """The layout of the blocks and of the page numbers among what stands aside; nothing is told of turned pages and of
    recognised writing."""
    places: dict[tuple[int, Box], tuple[Glyph, Sheet]] = {}
    for sheet in sheets:
        for glyph in sheet.glyphs if not sheet.turn and not sheet.skew else ():
            if glyph.confidence == 1.0:
                for box in (glyph.box, _half_up(glyph)):
                    places[sheet.number, box] = glyph, sheet
    texts = dict(_texts(blocks))
    lines = {key: _lines(text, places) for key, text in texts.items()}
    running = [some for (_, cell), some in lines.items() if cell is None and some]
    sides = _sides(running, sheets)
    shapes = {key: _shape(text, lines[key], places, sides) for key, text in texts.items() if lines[key]}
    shapes.update(_of_titles(shapes, lines, sides))
    numbers = tuple(_numbers(aside, places))
    both = any(number.sides == "even" for number in numbers)
    return Layout(shapes, tuple(_pages(lines.values(), sheets, sides)), numbers, both)


def _half_up(glyph: Glyph) -> Box:
    """Its box as lines round it; a half goes the other way there than in `Glyph.box`."""
    x0, top, x1, bottom = (int(side * 100 + 0.5) / 100 for side in glyph[1:5])
    return x0, top, x1, bottom


def _texts(blocks: Sequence[Block]) -> Iterator[tuple[tuple[int, tuple[int, int] | None], Text]]:
    for index, block in enumerate(blocks):
        if isinstance(block, Table):
            for cell in block.cells:
                yield (index, (cell.row, cell.column)), cell.text
        elif not isinstance(block, Picture):
            yield (index, None), block.text


def _glyphs(text: Text, places: Places) -> Iterator[tuple[int, int, Glyph, Sheet]]:
    """Position, page, glyph and sheet of each character whose glyph is known."""
    for run in text.runs:
        if isinstance(run, GlyphRun):
            for at, box in enumerate(run.boxes):
                found = places.get((run.page, box)) if box is not None else None
                if found is not None:
                    yield run.start + at, run.page, *found


def _lines(text: Text, places: Places) -> list[_Line]:
    made: list[tuple[int, list[Glyph]]] = []
    for _, page, glyph, _ in _glyphs(text, places):
        last = made[-1][1][-1] if made else None
        if last is None or made[-1][0] != page or abs(glyph.base - last.base) > 0.35 * max(glyph.size, last.size):
            made.append((page, []))
        made[-1][1].append(glyph)
    return [_Line(page, tuple(some)) for page, some in made]


def _sides(running: Sequence[Sequence[_Line]], sheets: Sequence[Sheet]) -> _Sides:
    """The sides of the running text by the lines that go on with a paragraph, and by those that are gone on with."""
    width = Counter(sheet.width for sheet in sheets).most_common(1)[0][0] if sheets else 0.0
    followed = [line for some in running for line in some[:-1]]
    following = [line.x0 for some in running for line in some[1:]]
    begun = [line.x0 for some in running for line in some]
    left, agreeing = _shared(following)
    right, ending = _shared([line.x1 for line in followed if line.stretched])
    reach = max((line.x1 for some in running for line in some), default=width)
    known = agreeing >= _FEW and 2 * agreeing > len(following)
    begin = left if 2 * agreeing > len(following) else min(begun, default=0.0)
    return _Sides(begin, known, right if ending >= _FEW else None, reach, width)


def _shared(values: Sequence[float]) -> tuple[float, int]:
    """The value near which most stand, and how many."""
    best, count = 0.0, 0
    ordered = sorted(values)
    for at, value in enumerate(ordered):
        near = sum(other - value <= _NEAR for other in ordered[at:])
        if near > count:
            best, count = value, near
    return best, count


def _shape(text: Text, lines: Sequence[_Line], places: Places, sides: _Sides) -> Shape:
    left = sides.left
    em = lines[0].glyphs[0].size
    rest = min((line.x0 for line in lines[1:]), default=left)
    align = _align(lines, left, sides)
    if align in ("center", "right"):
        return Shape(tuple(_spans(text, places)), align, spacing=_spacing(lines))
    first, inner = lines[0].x0 - rest, rest - left
    return Shape(tuple(_spans(text, places)), align, _round(first, em), _round(inner, em), 0.0, _spacing(lines))


def _round(length: float, em: float) -> float:
    """No length where it is less than a tenth of a character, as by the room that a sign has at its side."""
    return length if abs(length) > 0.1 * em else 0.0


def _align(lines: Sequence[_Line], left: float, sides: _Sides) -> Align:
    em = lines[0].glyphs[0].size
    right = sides.right if sides.right is not None else max(sides.reach, sides.width - left)
    # A line that fills the width may be set in any way, where others of its paragraph tell.
    telling = [line for line in lines if line.x0 - left > 0.5 * em or right - line.x1 > 0.5 * em] or lines
    middles = [(line.x0 + line.x1) / 2 for line in telling]
    apart = all(line.x0 - left > em for line in lines) or len(lines) > 1
    centred = all(min(abs(one - sides.width / 2), abs(one - (left + right) / 2)) < 0.5 * em for one in middles)
    uneven = len({round(line.x0) for line in lines}) > 1 or lines[0].x0 - left > em
    # A line set wide that ends before the side was not stretched to reach it.
    if centred and apart and uneven and not any(line.stretched and right - line.x1 < 0.5 * em for line in lines):
        return "center"
    if all(abs(line.x1 - right) < 0.5 * em and line.x0 - left > 0.3 * (right - left) for line in lines):
        return "right"
    return "both" if any(line.stretched for line in lines[:-1]) else "left"


def _of_titles(shapes: Mapping[Key, Shape], lines: Mapping[Key, Sequence[_Line]], sides: _Sides) -> dict[Key, Shape]:
    """Of lines that fill the width, which may be set in any way, those that a line in the middle goes on with."""
    found: dict[Key, Shape] = {}
    for key, following in reversed(list(pairwise(shapes))):
        shape, after = shapes[key], found.get(following, shapes[following])
        line = lines[key][0]
        full = len(lines[key]) == 1 and _fills(line, sides) and line.page == lines[following][0].page
        if full and after.align == "center" and line.glyphs[0].size == lines[following][0].glyphs[0].size:
            found[key] = Shape(shape.spans, "center")
    return found


def _fills(line: _Line, sides: _Sides) -> bool:
    em = line.glyphs[0].size
    right = sides.right if sides.right is not None else sides.reach
    return line.x0 - sides.left < em and right - line.x1 < 1.5 * em


def _spacing(lines: Sequence[_Line]) -> float | None:
    """The distance of the lines, where a page shows it."""
    steps = [
        round(after.glyphs[0].base - before.glyphs[0].base, 1)
        for before, after in pairwise(lines)
        if before.page == after.page
    ]
    return Counter(steps).most_common(1)[0][0] if steps else None


def _spans(text: Text, places: Places) -> Iterator[Span]:
    looks = []
    for at, _, glyph, sheet in _glyphs(text, places):
        face, colour = sheet.faces.get(glyph.item, (None, ""))
        looks.append((at, Span(0, face, round(glyph.size, 1), glyph.bold, colour)))
    for look, same in groupby(looks, key=lambda one: one[1]):
        yield Span(next(same)[0], look.face, look.size, look.bold, look.colour)


def _pages(every: Iterable[Sequence[_Line]], sheets: Sequence[Sheet], sides: _Sides) -> Iterator[Page]:
    """One for each size of paper; margins as far as the text shows them, and how near to the edges it comes."""
    by_page: dict[int, list[Glyph]] = {}
    for lines in every:
        for line in lines:
            by_page.setdefault(line.page, []).extend(line.glyphs)
    sizes = dict.fromkeys((round(sheet.width, 1), round(sheet.height, 1)) for sheet in sheets)
    for width, height in sizes:
        here = [one for one in sheets if (round(one.width, 1), round(one.height, 1)) == (width, height)]
        glyphs = [glyph for sheet in here for glyph in by_page.get(sheet.number, []) if glyph.char not in BLANK]
        own = abs(width - sides.width) < 1.0
        yield Page(
            0,
            width,
            height,
            left=sides.left if own and sides.sure else None,
            right=width - sides.right if own and sides.right is not None else None,
            ink_top=min((glyph.top for glyph in glyphs), default=None),
            ink_bottom=height - max(glyph.bottom for glyph in glyphs) if glyphs else None,
        )


def _numbers(aside: Sequence[Text], places: Places) -> Iterator[PageNumber]:
    """The numbers of pages, those of odd and even pages apart where they stand on other sides."""
    found: dict[bool, list[tuple[Text, float]]] = {True: [], False: []}
    size = 0.0
    for text in aside:
        glyphs = list(_glyphs(text, places))
        if glyphs and _NUMBER.fullmatch(text.string):
            _, page, first, _ = glyphs[0]
            size = first.size
            found[page % 2 == 1].append((text, (first.x0 + glyphs[-1][2].x1) / 2))
    odd, even = found[True], found[False]
    apart = bool(odd and even) and abs(_mean(odd) - _mean(even)) > 2 * size
    if apart:
        yield PageNumber("odd", odd[0][0].string, Shape(tuple(_spans(odd[0][0], places))))
        yield PageNumber("even", even[0][0].string, Shape(tuple(_spans(even[0][0], places))))
    elif odd or even:
        text = (odd or even)[0][0]
        yield PageNumber("all", text.string, Shape(tuple(_spans(text, places))))


def _mean(found: Sequence[tuple[Text, float]]) -> float:
    return sum(middle for _, middle in found) / len(found)
