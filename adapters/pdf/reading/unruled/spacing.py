"""How the lines of a table are set: how far apart those of one cell stand, and those of two rows."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from operator import attrgetter

from adapters.pdf.reading.glyphs import Rule
from adapters.pdf.reading.lines import Line, wide
from adapters.pdf.reading.words import figure
from checker.record import dataclass

_BASE = attrgetter("base")
_CLOSE = 1.75
"""Ems between the baselines of two lines of one cell, at most."""
_USUAL = 1.4
"""Ems between two lines of one cell where no two of a document show it."""
_TIGHT = 0.85
"""Of the distance of rows, up to which lines are closer to each other than rows are."""


@dataclass(frozen=True, slots=True)
class Spacing:
    """Points between the baselines of two lines of one cell, and of two rows; the rules across the table."""

    pitch: float
    row: float
    rules: tuple[Rule, ...] = ()

    @property
    def tight(self) -> bool:
        """Whether lines of one cell are closer than rows are."""
        return self.pitch <= _TIGHT * self.row

    @property
    def most(self) -> float:
        """How far apart two lines of one cell may be."""
        return (self.pitch + self.row) / 2 if self.tight else 1.1 * self.pitch

    def near(self, above: Line, below: Line) -> bool:
        """Whether two lines are close enough for one cell, and no rule stands between them."""
        step = below.base - above.base
        if not 0.5 * below.size < step < min(self.most, _CLOSE * max(above.size, below.size)):
            return False
        middle = (max(above.x0, below.x0) + min(above.x1, below.x1)) / 2
        return not any(
            above.base < rule.top < below.base - 0.5 * below.size and rule.x0 < middle < rule.x1 for rule in self.rules
        )


def spacing(rows: Sequence[float], others: Sequence[float], pitch: float, rules: Sequence[Rule]) -> Spacing:
    """The spacing of a table whose rows have these baselines; `others`: those of lines that may be rows."""
    steps = [below - above for above, below in pairwise(rows)]
    if any(0.9 * pitch <= step <= 1.1 * pitch for step in steps):
        return Spacing(pitch, pitch, tuple(rules))
    steps += [below - above for above, below in pairwise(sorted({*rows, *others}))]
    return Spacing(pitch, min((step for step in steps if step > 1.1 * pitch), default=0.0), tuple(rules))


def aligned(above: Line, below: Line, hanging: bool) -> bool:
    """Whether two lines begin, end, or have their middle at one place; or the lower is indented, if it may be."""
    near = 0.4 * above.size
    left, right = below.x0 - above.x0, below.x1 - above.x1
    return min(abs(left), abs(right), abs(left + right) / 2) <= near or (hanging and 0 < left < 2.5 * above.size)


def _sign(word: Line) -> bool:
    """Whether a word is a single sign of Chinese writing."""
    return len(word.glyphs) == 1 and wide(word.glyphs[0].char)


def pitches(pages: Sequence[Sequence[Line]]) -> dict[int, float]:
    """The distance in points of lines of one cell or paragraph, by their size in half points: the least there is.

    Figures below each other are of several rows, which may be closer than lines are where cells are set to the middle;
    single signs may be of a name that is written from top to bottom.
    """
    least: dict[int, float] = {}
    for words in pages:
        above: list[Line] = []
        for word in sorted((word for word in words if not _sign(word) and not figure(word)), key=_BASE):
            above = [one for one in above if word.base - one.base < _CLOSE * word.size]
            size = round(2 * word.size)
            for one in above:
                step = word.base - one.base
                if step > 0.9 * word.size and one.x0 < word.x1 and word.x0 < one.x1 and round(2 * one.size) == size:
                    least[size] = min(least.get(size, step), step)
            above.append(word)
    return least


def pitch_of(size: float, known: dict[int, float]) -> float:
    """The distance in points of lines of one cell, of letters of a size."""
    return min(_USUAL * size, known.get(round(2 * size), _USUAL * size))
