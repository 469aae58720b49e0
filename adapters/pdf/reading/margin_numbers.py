"""Line numbers: figures in the margin that count the lines of the text, set apart before lines are made."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import groupby, pairwise
from operator import attrgetter
from statistics import median

from adapters.pdf.reading.glyphs import BLANK, Glyph, Sheet
from checker.document import GlyphRun, Text
from checker.record import dataclass

_LEAST = 5
"""Numbers of a document from which on they may be those of its lines."""
_NEAR = 1.5
"""Points within which numbers of one column begin or end."""
_OFF = 0.5
"""Ems by which a number may end from the text beside it, at least."""
_BESIDE = 0.6
"""Of the height of a number, at least, that stands beside a glyph of its line."""
_WORD = 1.5
"""Ems of white that part two cells of a row, at least."""
_INDENT = 0.8
"""Ems by which lines of running text begin at different places, at least: those of a list or a table do not."""
_SURE = 3
"""Numbers of a page from which on they tell where they stand in a document, and need not go on from another page."""
_EDGE = 0.08
"""Of the page's height, where nothing but headers and footers stands."""
_STRAY = 0.005
"""Of the glyphs of pages without numbers, at most, that stand where numbers do: text does not."""
_MOST_DIGITS = 4
_DIGITS = "0123456789"
_LEFT, _RIGHT = attrgetter("x0"), attrgetter("x1")


@dataclass(frozen=True, slots=True)
class _Number:
    """A number that stands alone, with what stands in its line beside it, from left to right."""

    glyphs: tuple[Glyph, ...]
    beside: tuple[Glyph, ...]

    @property
    def value(self) -> int:
        return int("".join(glyph.char for glyph in self.glyphs))

    @property
    def x0(self) -> float:
        return self.glyphs[0].x0

    @property
    def x1(self) -> float:
        return self.glyphs[-1].x1

    @property
    def top(self) -> float:
        return self.glyphs[0].top

    @property
    def bottom(self) -> float:
        return self.glyphs[0].bottom


def without_line_numbers(sheets: Sequence[Sheet]) -> tuple[list[Sheet], list[Text]]:
    """The sheets without numbers of lines, and those, a text for each number.

    They stand left or right of all text at one place, rise by a fixed step, over a page or from page to page, those of
    the notes at the foot in a count of their own, and count lines of running text: the lines beside them begin at
    different places and are one piece each. Row numbers of a table have rules about them or cells beside them, and the
    numbers of a list stand before entries that begin alike.
    """
    texts = [_text(sheet) for sheet in sheets]
    for left in (True, False):
        columns = [list(_column(sheet, text, left)) for sheet, text in zip(sheets, texts, strict=True)]
        if _count_lines(sheets, columns, left):
            return _apart(sheets, columns)
    return list(sheets), []


def _apart(sheets: Sequence[Sheet], columns: Sequence[Sequence[_Number]]) -> tuple[list[Sheet], list[Text]]:
    kept: list[Sheet] = []
    texts: list[Text] = []
    for sheet, numbers in zip(sheets, columns, strict=True):
        gone = {glyph for number in numbers for glyph in number.glyphs}
        kept.append(replace(sheet, glyphs=tuple(one for one in sheet.glyphs if one not in gone)) if gone else sheet)
        for number in numbers:
            run = GlyphRun(0, sheet.number, tuple(glyph.box for glyph in number.glyphs))
            texts.append(Text(str(number.value), (run,)))
    return kept, texts


def _text(sheet: Sheet) -> list[Glyph]:
    """What shows of a page but for its headers and footers (`_at_edge`, asked of all glyphs at once)."""
    height, low = sheet.height, _EDGE * sheet.height
    return [
        glyph for glyph in sheet.glyphs if glyph.char not in BLANK and glyph.bottom >= low and height - glyph.top >= low
    ]


def _column(sheet: Sheet, text: Sequence[Glyph], left: bool) -> Iterator[_Number]:
    """The numbers at one place that stand left (or right) of all text of a page; none where others are there too."""
    outer = min(text, key=_LEFT, default=None) if left else max(text, key=_RIGHT, default=None)
    if outer is None or outer.char not in _DIGITS:
        return
    glyphs = [glyph for glyph in sheet.glyphs if glyph.char not in BLANK]
    found = sorted(_alone(glyphs, left), key=lambda number: number.top)
    column = _at_one_place(found, left)
    inner = [number.value for number in column if not _at_edge(number.glyphs[0], sheet)]
    if not _rising([number.value for number in column]):
        # A line of a header or footer may be counted by itself, or its number be that of the page.
        column = [one for one in column if not _at_edge(one.glyphs[0], sheet) or one.value in (1, _step(inner))]
    if not column or not _rising(inner):
        return
    x0, x1 = min(number.x0 for number in column), max(number.x1 for number in column)
    own = {glyph for number in column for glyph in number.glyphs}
    if any(_over(glyph, x0, x1, left) and glyph not in own and not _at_edge(glyph, sheet) for glyph in glyphs):
        return
    top, bottom = column[0].top, column[-1].bottom
    for rule in sheet.rules:
        reaches = rule.x0 < x1 if left else rule.x1 > x0
        if reaches and rule.bottom >= top and rule.top <= bottom and not _about(rule, sheet):
            return
    yield from column


def _over(glyph: Glyph, x0: float, x1: float, left: bool) -> bool:
    """Whether a glyph stands at the place of numbers or further out."""
    return glyph.x0 < x1 if left else glyph.x1 > x0


def _at_edge(glyph: Glyph, sheet: Sheet) -> bool:
    """Whether a glyph stands where headers and footers do."""
    return min(glyph.bottom, sheet.height - glyph.top) < _EDGE * sheet.height


def _at_one_place(found: Sequence[_Number], left: bool) -> list[_Number]:
    """The numbers that end or begin where the outermost one does, from top to bottom."""
    if not found:
        return []
    outer = min(found, key=lambda number: number.x0) if left else max(found, key=lambda number: number.x1)
    ending = [number for number in found if abs(number.x1 - outer.x1) < _NEAR]
    beginning = [number for number in found if abs(number.x0 - outer.x0) < _NEAR]
    return max(ending, beginning, key=len)


def _rising(values: Sequence[int]) -> bool:
    """Whether numbers rise by a fixed step, or begin another count."""
    step = _step(values)
    return all(after - before == step or after in (1, step) or after < before for before, after in pairwise(values))


def _counts(values: Sequence[int], step: int) -> list[list[int]]:
    """The numbers of a page, each count that rises by a step apart."""
    counts: list[list[int]] = []
    for value in values:
        if counts and value - counts[-1][-1] == step:
            counts[-1].append(value)
        else:
            counts.append([value])
    return counts


def _step(values: Sequence[int]) -> int:
    """By what numbers rise; 1 where there is but one."""
    return min((after - before for before, after in pairwise(values) if after > before), default=1)


def _count_lines(sheets: Sequence[Sheet], columns: list[list[_Number]], left: bool) -> bool:
    """Whether the numbers of the pages count lines of running text; those of pages where they stand elsewhere or do not
    go on are taken out of `columns`."""
    ends: set[int] = set()  # the last number of each count, of the text and of the notes at the foot (38, 39, 3, 4)
    step = _step([number.value for number in max(columns, key=len, default=[])])
    for at, column in enumerate(columns):
        if not column:
            continue
        counts = _counts([number.value for number in column], step)
        expected = {1, step, *(end + step for end in ends)}
        known = [count[0] in expected for count in counts]
        goes_on = (known[0] or len(column) >= _SURE) and all(known[1:])
        if goes_on and any(_aligned(column, other) for other in columns if len(other) >= _SURE):
            ends = ends - {count[0] - step for count in counts} | {count[-1] for count in counts}
        else:
            columns[at] = []
    numbers = [number for column in columns for number in column]
    if len(numbers) < _LEAST:
        return False
    filled = [number for number in numbers if number.beside]
    # Numbers of rows and of entries rise by one.
    if step == 1 and (2 * sum(map(_one_piece, filled)) <= len(filled) or not _indented(filled)):
        return False
    x0, x1 = min(number.x0 for number in numbers), max(number.x1 for number in numbers)
    wide = {round(sheet.width) for sheet, column in zip(sheets, columns, strict=True) if column}
    others = [
        glyph
        for sheet, column in zip(sheets, columns, strict=True)
        if not column and round(sheet.width) in wide
        for glyph in sheet.glyphs
        if glyph.char not in BLANK and not _at_edge(glyph, sheet)
    ]
    return sum(_over(glyph, x0, x1, left) for glyph in others) <= _STRAY * len(others)


def _aligned(one: Sequence[_Number], other: Sequence[_Number]) -> bool:
    return abs(one[0].x1 - other[0].x1) < _NEAR or abs(one[0].x0 - other[0].x0) < _NEAR


def _one_piece(number: _Number) -> bool:
    """Whether what stands beside a number is one text, and not cells of a row."""
    return all(after.x0 - before.x1 < _WORD * max(before.size, after.size) for before, after in pairwise(number.beside))


def _indented(numbers: Sequence[_Number]) -> bool:
    """Whether lines begin at several places, as those of paragraphs do that have an indented first line."""
    starts = sorted(number.beside[0].x0 for number in numbers)
    if not starts:
        return False
    size = median(number.beside[0].size for number in numbers)
    most = max(sum(abs(start - one) < _INDENT * size for one in starts) for start in starts)
    return len(starts) - most >= 2


def _about(rule: tuple[float, float, float, float], sheet: Sheet) -> bool:
    """Whether a rule is one of a frame about the page."""
    x0, top, x1, bottom = rule
    return bottom - top > 0.8 * sheet.height or x1 - x0 > 0.95 * sheet.width


def _alone(glyphs: Sequence[Glyph], left: bool) -> Iterator[_Number]:
    """Every number that is the first (or the last) of its line, with white between it and the text."""
    rows: dict[int, list[Glyph]] = defaultdict(list)
    for glyph in glyphs:
        for band in range(int(glyph.top) // 8, int(glyph.bottom) // 8 + 1):
            rows[band].append(glyph)
    digits = sorted(
        (glyph for glyph in glyphs if glyph.char in _DIGITS and glyph.upright),
        key=lambda glyph: (round(glyph.base), glyph.x0),
    )
    for _, line in groupby(digits, key=lambda glyph: round(glyph.base)):
        for run in _runs(list(line)):
            if len(run) > _MOST_DIGITS or run[0].char == "0":
                continue
            number = _Number(tuple(run), tuple(_beside(run, rows)))
            if number.beside:
                white = number.beside[0].x0 - number.x1 if left else number.x0 - number.beside[-1].x1
            if not number.beside or white >= _OFF * run[0].size:
                yield number


def _runs(line: Sequence[Glyph]) -> Iterator[list[Glyph]]:
    run: list[Glyph] = []
    for glyph in line:
        if run and glyph.x0 - run[-1].x1 > 0.2 * glyph.size:
            yield run
            run = []
        run.append(glyph)
    if run:
        yield run


def _beside(run: Sequence[Glyph], rows: dict[int, list[Glyph]]) -> list[Glyph]:
    """What stands in the line of a number, from left to right."""
    first = run[0]
    middle = (first.top + first.bottom) / 2
    near = rows[int(middle) // 8]
    own = set(run)
    high = _BESIDE * (first.bottom - first.top)
    shared = ((one, min(one.bottom, first.bottom) - max(one.top, first.top)) for one in near if one not in own)
    return sorted((one for one, much in shared if much >= min(high, one.bottom - one.top)), key=_LEFT)
