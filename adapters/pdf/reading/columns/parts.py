"""What a line is made of where columns of text may stand beside each other, and what stands in for tables."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise
from statistics import median

from adapters.pdf.reading.glyphs import BLANK, Glyph
from adapters.pdf.reading.lines import Line, line
from checker.document import Box
from checker.record import dataclass

WHITE = 0.7
"""Ems of white between two columns of text, at least."""

_HANGING = "，。、；：,.;:"
_INK = 0.35
"""Of the width of a comma or full stop, up to which it leaves ink."""

_OVER = 3.0
"""Points that a line may reach over the middle of the white between columns, where it could not be broken."""

_LEADING = 1.5
"""Ems that a line takes of the height of a table or a picture that stands in its place."""


@dataclass(frozen=True, slots=True)
class Part:
    """What of a line stands between two gaps that may be the white between columns."""

    x0: float
    x1: float
    glyphs: tuple[Glyph, ...]
    whole: Line

    def left_of(self, x: float) -> bool:
        """Whether it stands on the left of a place, into which what cannot be broken may reach."""
        return self.x0 + self.x1 <= 2 * x

    def across(self, x: float) -> bool:
        """Whether it stands on both sides of a place."""
        return self.x0 < x - _OVER and x + _OVER < self.x1


Row = list[Part]
"""The parts of one line, at least one."""


def parted(whole: Line) -> Row:
    limit = WHITE * whole.size
    parts: list[list[Glyph]] = []
    edge = 0.0
    for glyph in whole.glyphs:
        if parts and (glyph[0] in BLANK or glyph[1] - edge < limit):
            parts[-1].append(glyph)
        else:
            parts.append([glyph])
        if glyph[0] not in BLANK:
            # The white half of a comma may stand in the white between two columns.
            edge = glyph[3] if glyph[0] not in _HANGING else glyph[1] + _INK * (glyph[3] - glyph[1])
    result: Row = []
    for part in parts:
        while part[-1][0] in BLANK and len(part) > 1:
            part.pop()
        result.append(Part(part[0].x0, _end(part), tuple(part), whole))
    return result


def _end(glyphs: Sequence[Glyph]) -> float:
    """Where glyphs end, without the white half of a comma or full stop, which may hang out of a column."""
    last = glyphs[-1]
    if last.char in _HANGING and len(glyphs) > 1:
        return max(max(glyph.x1 for glyph in glyphs[:-1]), last.x0 + _INK * (last.x1 - last.x0))
    return max(glyph.x1 for glyph in glyphs)


def stand_ins(boxes: Sequence[Box], size: float) -> Iterator[Row]:
    """The lines whose place tables and pictures take in a column of text."""
    for x0, top, x1, bottom in boxes:
        count = max(round((bottom - top) / (_LEADING * size)), 1)
        step = (bottom - top) / count
        for at in range(count):
            base = top + (at + 0.8) * step
            whole = Line(0, (), x0, base - 0.8 * step, x1, base + 0.2 * step, base, size)
            yield [Part(x0, x1, (), whole)]


def written_rows(rows: Sequence[Row]) -> list[Row]:
    """The rows without those that stand in for tables and pictures."""
    return [row for row in rows if row[0].glyphs]


def whole_of(row: Row) -> Line:
    whole = row[0].whole
    count = sum(len(part.glyphs) for part in row)
    if count == sum(glyph[0] not in BLANK for glyph in whole.glyphs) or count == len(whole.glyphs):
        return whole
    made = line(whole.page, [glyph for part in row for glyph in part.glyphs])
    return made or whole


def halves(rows: Sequence[Row], x: float) -> tuple[list[Row], list[Row]]:
    left = [[part for part in row if part.left_of(x)] for row in rows]
    right = [[part for part in row if not part.left_of(x)] for row in rows]
    return [row for row in left if row], [row for row in right if row]


def pitch_of(rows: Sequence[Row], some: Sequence[int]) -> float:
    """The usual distance between the baselines of some rows, 0 for less than two."""
    steps = [rows[b][0].whole.base - rows[a][0].whole.base for a, b in pairwise(some)]
    return median(steps) if steps else 0.0
