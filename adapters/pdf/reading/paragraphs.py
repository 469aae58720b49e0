"""Lines of running text put together to paragraphs."""

from __future__ import annotations

import itertools
import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import field, replace

from adapters.pdf.reading.lines import Line, flowed, wide
from checker.document import Box, Paragraph
from checker.record import dataclass

_NUMBERED = re.compile(
    r"(?:[一二三四五六七八九十]{1,3}[、．.]|[（(][一二三四五六七八九十0-9]{1,3}[)）]|[0-9]{1,2}[、．.](?![0-9])"
    r"|第[一二三四五六七八九十]{1,3}[章节部条]|[①-⑳⑴-⒇]|[●■◆•])"
)
ENDS = "。！？；：!?;:.”』」）)"
"""What may end a sentence."""
_LOOSE = 3.0
"""Ems between the baselines of a paragraph's lines where none of its size show how far they are apart."""
_FULL_PAGE = 5
"""Lines of a page that tell its margins, at least."""
_OPENS = "（(《〈「『【〔［[｛{“‘"


@dataclass(frozen=True, slots=True)
class Column:
    """The sides of the running text, and the middle of the page, in points; whether paragraphs begin with an indent."""

    left: float
    right: float
    middle: float
    indented: bool = False


@dataclass(frozen=True, slots=True)
class Sides:
    """Those of each column of text, and of the text of pages of each width; `widths` are those of the pages.

    `apart`: pages whose text keeps other margins than that of most pages of their width.
    """

    of: Mapping[tuple[float, int], Column]
    widths: Mapping[int, float]
    apart: Mapping[int, Column] = field(default_factory=dict)

    def __getitem__(self, line: Line) -> Column:
        """The sides that a line keeps to."""
        if not line.column and line.page in self.apart:
            return self.apart[line.page]
        return self.of[self.widths[line.page], line.column]


def column(lines: Sequence[Line], width: float, tables: Sequence[Box] = ()) -> Column:
    """The sides that lines of running text keep on pages of a width: the outermost that several lines agree on.

    `tables` are the boxes of the tables, which are as wide as the text. Columns of text have no page's `width`: 0.
    """
    if not lines:
        return Column(0.0, width, width / 2)
    size = Counter(round(line.size * 2) for line in lines for _ in range(len(line.glyphs))).most_common(1)[0][0] / 2
    body = [line for line in lines if abs(line.size - size) <= 1.0] or list(lines)
    needed = 2 if len(body) < 40 else max(3, len(body) // 20)
    left = _side([line.x0 for line in body], size, needed)
    right = -_side([-line.x1 for line in body], size, needed)
    indented = _indented(body, left, right)
    if not width:
        return Column(left, right, (left + right) / 2, indented)
    # Where most lines are short, some end beside each other by chance, and none shows how far one may reach: as far
    # as the tables, or as far from the edge as on the left. Whole sentences of one length are none that were broken.
    ending = [line for line in body if abs(line.x1 - right) <= 1.1 * size]
    full = len(ending) if any(line.glyphs[-1].char not in ENDS for line in ending) else 0
    if width - left - right > 2 * size and (right - left < 0.6 * (width - 2 * left) or full < max(3, len(body) // 4)):
        sides = [box[2] for box in tables if box[2] - box[0] > 0.6 * (width - 2 * left)]
        right = max(right, Counter(round(side) for side in sides).most_common(1)[0][0] if sides else width - left)
    return Column(left, right, width / 2, indented)


def apart(lines: Sequence[Line], usual: Column) -> Column | None:
    """The sides of the text of one page where it keeps wider margins than is usual, by as much on either side."""
    if len(lines) < _FULL_PAGE:
        return None
    own = replace(column(lines, 0.0), middle=usual.middle)
    size = lines[len(lines) // 2].size
    left, right = own.left - usual.left, usual.right - own.right
    if min(left, right) < 0.8 * size or abs(left - right) > 1.2 * size:
        return None
    full = [line for line in lines if own.right - line.x1 < 2 * size and line.glyphs[-1].char not in ENDS]
    return own if len(full) > 1 else None


def _indented(lines: Sequence[Line], left: float, right: float) -> bool:
    """Whether lines that begin a paragraph stand further in: those after one that ends both early and a sentence."""
    begun: Counter[bool] = Counter()
    for last, line in itertools.pairwise(lines):
        if last.glyphs[-1].char in ENDS and right - last.x1 > 2 * last.size and line.x0 - left < 4 * line.size:
            begun[line.x0 - left > 1.2 * line.size] += 1
    return begun[True] > 1 and begun[True] > 4 * begun[False]


def _side(values: Sequence[float], size: float, needed: int) -> float:
    """The least value near which at least `needed` stand."""
    ordered = sorted(values)
    for index, value in enumerate(ordered):
        if index + needed <= len(ordered) and ordered[index + needed - 1] - value <= 1.1 * size:
            return value
    return ordered[0]


def paragraphs(lines: Sequence[Line], sides: Sides) -> list[tuple[Line, Paragraph]]:
    """Paragraphs, each with its first line. `lines` have nothing but page breaks and furniture between them."""
    groups: list[list[Line]] = []
    pitches = _pitches(lines)
    for line in lines:
        if groups and _goes_on(groups[-1], line, sides, pitches[_half_points(groups[-1][-1])]):
            groups[-1].append(line)
        else:
            groups.append([line])
    return [(group[0], Paragraph(flowed(group), level=group[0].glyphs[0].level)) for group in groups]


def _pitches(lines: Sequence[Line]) -> dict[int, float]:
    """The usual distance between baselines in ems, of the lines that follow each other on a page, by size.

    Notes are set closer than the text: the distances of one size say nothing of another that shows its own.
    """
    steps: dict[int, Counter[float]] = {}
    for a, b in itertools.pairwise(lines):
        if a.page == b.page and b.base > a.base and abs(a.size - b.size) < 0.6:
            steps.setdefault(_half_points(a), Counter())[round((b.base - a.base) / b.size, 1)] += 1
    body = max(steps, key=lambda size: steps[size].total(), default=0)
    usual = _usual(steps, body) or _LOOSE
    return {size: _usual(steps, size) or usual for size in {_half_points(line) for line in lines}}


def _usual(steps: Mapping[int, Counter[float]], size: int) -> float | None:
    """The least distance that is usual at a size; sizes of recognised writing differ by half a point."""
    here = sum((steps.get(near, Counter()) for near in (size - 1, size, size + 1)), Counter[float]())
    return min((step for step, count in here.items() if count >= max(2, max(here.values()) // 4)), default=None)


def _half_points(line: Line) -> int:
    return round(2 * line.size)


def _goes_on(group: Sequence[Line], line: Line, sides: Sides, pitch: float) -> bool:
    """Whether a line belongs to the paragraph that ends, so far, with the group's last line."""
    last, first = group[-1], group[0]
    # Sizes of recognised writing are estimates.
    same = 0.1 if last.glyphs[0].confidence == line.glyphs[0].confidence == 1.0 else 0.3
    if abs(line.size - last.size) > same * last.size or line.glyphs[0].upright != last.glyphs[0].upright:
        return False
    if line.glyphs[0].level != last.glyphs[0].level:
        return False
    em = last.size
    if line.column != last.column:
        if 0 in (line.column, last.column) and not _below_beside(last, line, pitch):
            return False
    elif line.page == last.page and not 0 < line.base - last.base <= max(1.35 * pitch, pitch + 0.5) * em:
        return False
    if _bold(last) != _bold(line):
        return False
    here, there = sides[line], sides[last]
    indent, before, begin = line.x0 - here.left, last.x0 - there.left, first.x0 - sides[first].left
    if there.right - last.x1 > _lead(line) + 1.2 * em and not _broken(group, line, indent, before, there):
        return False  # what begins the line would still have stood on the one before
    if min(indent, before) > 0.3 * (here.right - here.left) and not _middle(line, here):
        return False  # a name and a day below it, both set to the right
    if before > 0.5 * (there.right - there.left) and indent < before - em and not _middle(last, there):
        return False  # what begins beyond the middle is set to the right, and is no first line with an indent
    if len(group) == 1:
        # A first line may stand further in (indent) or further out (hanging number) than the rest.
        if indent - before > 0.8 * em:
            return _hanging(last, line) or _middle(line, here) or _set_right(last, line, there, here)
        if abs(indent - before) <= 0.8 * em and indent > 0.8 * em:
            return (
                not (_centred(last, there) and _centred(line, here))
                and last.x1 >= there.right - 1.2 * em
                and not _NUMBERED.match(line.string)
                and not _indented_first(last, line)
            )
    elif abs(indent - before) > 0.8 * em:
        return False
    return not (_NUMBERED.match(line.string) and last.glyphs[-1].char in ENDS and begin <= indent + 0.8 * em)


def _below_beside(last: Line, line: Line, pitch: float) -> bool:
    """Whether a line is the next below one that stood beside something, and begins at no other side."""
    follows = line.page == last.page and 0 < line.base - last.base <= max(1.35 * pitch, pitch + 0.5) * last.size
    return follows and line.x0 < last.x1 and abs(line.x0 - last.x0) < 2.5 * last.size


def _broken(group: Sequence[Line], line: Line, indent: float, before: float, sides: Column) -> bool:
    """Whether a group's last line, which ends early, is yet not the last of its paragraph.

    Where paragraphs begin with an indent, a line without one goes on with a sentence that has not ended; one with a
    number is a heading below that of its part.
    """
    last = group[-1]
    if not sides.indented or indent > 0.8 * last.size or last.glyphs[-1].char in ENDS or _NUMBERED.match(line.string):
        return False
    begun = len(group) > 1 or before > 1.2 * last.size
    return begun and last.x1 - sides.left > 0.6 * (sides.right - sides.left)


def _indented_first(last: Line, line: Line) -> bool:
    """Two lines at one indent: two first lines, unless the first ends in the middle of a sentence."""
    return last.glyphs[-1].char in ENDS


def _hanging(last: Line, line: Line) -> bool:
    """A number or bullet stands out to the left of the rest of its paragraph."""
    match = _NUMBERED.match(last.string)
    if match is None or match.end() >= len(last.glyphs):
        return False
    after = [glyph for glyph in last.glyphs[match.end() :] if glyph.char.strip()]
    return bool(after) and abs(after[0].x0 - line.x0) < 0.6 * line.size


def _centred(line: Line, sides: Column) -> bool:
    """Whether a line stands in the middle of the page or of the column, away from the sides."""
    middle = abs((line.x0 + line.x1) / 2 - sides.middle) < 0.5 * line.size or _middle(line, sides)
    return middle and line.x0 - sides.left > 1.5 * line.size


def _middle(line: Line, sides: Column) -> bool:
    """Whether a line stands in the middle, as the rest of a title does that was too long for one line."""
    return abs(line.x0 + line.x1 - sides.left - sides.right) < line.size


def _set_right(last: Line, line: Line, there: Column, here: Column) -> bool:
    """Whether a line set to the right is the rest of one that fills its width and ends within a sentence."""
    full = last.x1 - last.x0 > 0.6 * (there.right - there.left) and last.glyphs[-1].char not in ENDS
    return full and abs(last.x1 - line.x1) < 0.6 * line.size and here.right - line.x1 < 0.8 * line.size


def _bold(line: Line) -> bool:
    """By its wide characters, if it has any: figures among them are of another face."""
    weights = [glyph.bold for glyph in line.glyphs if wide(glyph.char)] or [glyph.bold for glyph in line.glyphs]
    return all(weights)


def _lead(line: Line) -> float:
    """The width of what cannot be parted at the line's start: a word, or an ideograph, with the signs round it."""
    start = line.glyphs[0]
    end = start.x1
    for before, glyph in zip(line.glyphs, line.glyphs[1:], strict=False):
        together = glyph.char in "，。、；：？！”’）》】〉」』〕］｝,.;:?!)]}%" or not (
            wide(before.char) or wide(glyph.char)
        )
        if not (together or before.char in _OPENS) or glyph.char == " ":
            break
        end = glyph.x1
    return min(end - start.x0, 200.0)
