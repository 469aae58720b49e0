"""Figures that could not be read to the end and are nearly the only number of the tables that their words fit.

开出处罚决定185件, where the table has 158: two digits changed places. Whoever looks at both can say.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from checker.expression import Unknown
from checker.figures.figure import Figure
from checker.figures.frames import Frame
from checker.figures.lexicon import Lexicon
from checker.figures.measures import Meaning, meaning
from checker.figures.tie import UNCLEAR, UNSURE, Tie, Ties

DIGITS = 3
"""Digits from which on a number with one other digit is hardly another number by chance."""


def mistaken(figure: Figure, frames: Sequence[Frame], ties: Ties, words: Lexicon) -> Figure:
    """The figure, for a person to look at where all that it may be is one number of the tables that it nearly is."""
    number = figure.frame.number
    if number is None or number.percent or number.value != int(number.value):
        return figure
    near: dict[tuple[object, ...], Tie] = {}
    for meant in (*(meaning(frame, words) for frame in frames), figure.meaning):
        for measure in meant.measures:
            cells = ties.cells(measure, meant.columns)
            if not isinstance(cells.value, int) or isinstance(cells.value, bool) or not cells.places:
                continue
            stated = int(number.value)
            near[cells.places] = Tie(UNCLEAR, measure, cells.value, cells.places, Unknown("unreadable"), stated, UNSURE)
    found = [tie for tie in near.values() if alike(int(number.value), tie.value)]
    if len(found) != 1 or len(near) > 2:
        return figure
    return replace(figure, meaning=Meaning((found[0].measure,), weak=True), tie=found[0])


def alike(one: int, other: object) -> bool:
    """Whether two numbers differ by two digits that changed places, or, of three digits or more, by one digit."""
    if not isinstance(other, int) or one == other:
        return False
    a, b = str(one), str(other)
    if len(a) != len(b) or len(a) < 2:
        return False
    unlike = [index for index, (x, y) in enumerate(zip(a, b, strict=True)) if x != y]
    if len(unlike) == 1:
        return len(a) >= DIGITS
    first, second = unlike[0], unlike[-1]
    return len(unlike) == 2 and second == first + 1 and a[first] == b[second] and a[second] == b[first]
