"""Shares that the tables bear out: 新收申请由自然人提出的占65.2%, 败诉率8%, whatever figures the text states beside them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal

from checker.document import Location
from checker.figures.figure import Figure
from checker.figures.frames import Frame
from checker.figures.lexicon import Lexicon
from checker.figures.measures import Meaning, meaning
from checker.figures.rates import percent, written
from checker.figures.tie import Ties
from checker.record import dataclass


@dataclass(frozen=True, slots=True)
class Share:
    """A share by its index, whether the tables bear it out, what they make it (a percentage), and the cells."""

    rate: int
    holds: bool
    worked: Decimal
    places: tuple[Location, ...]


def shares(figures: Sequence[Figure], ties: Ties, words: Lexicon) -> Iterator[Share]:
    """The shares of a paragraph whose own words say of what they are."""
    for index, figure in enumerate(figures):
        frame = figure.frame
        if frame.share_of is None or frame.number is None or not frame.number.percent:
            continue
        part, whole = frame.share_of
        meant = meaning(part, words)
        of = meaning(whole, words) if whole is not None else Meaning()
        bases = of.measures or tuple(_wholes(part, words))
        found = list(_worked(meant, bases, ties))
        if not found:
            continue
        fitting = next((one for one in found if written(one[0], frame.number)), None)
        if fitting is not None:
            yield Share(index, True, *fitting)
        elif (
            not frame.number.approximate
            and of.measures
            and not (part.weak or meant.weak or meant.loose or of.weak or of.loose)
        ):
            yield Share(index, False, *min(found, key=lambda one: abs(one[0] - Decimal(frame.number.value))))  # type: ignore[union-attr]


def _worked(part: Meaning, bases: Sequence[str], ties: Ties) -> Iterator[tuple[Decimal, tuple[Location, ...]]]:
    """What each reading of a part is of each base, with the cells."""
    for measure in part.measures:
        cells = ties.cells(measure, part.columns)
        for base in bases:
            whole = ties.cells(base)
            if _counted(cells.value) and _counted(whole.value) and 0 < whole.value >= cells.value:  # type: ignore[operator]
                yield percent(Decimal(cells.value), Decimal(whole.value)), (*cells.places, *whole.places)  # type: ignore[arg-type]


def _counted(value: object) -> bool:
    return isinstance(value, (int, Decimal)) and not isinstance(value, bool)


def _wholes(part: Frame, words: Lexicon) -> Iterator[str]:
    """The measures that are all of what a part is of, where the text does not say of what it is a share."""
    heads = frozenset(part.heads)
    for name in words.words.wholes:
        if any(
            heads in one.heads and name in one.spec.means and set(one.slots) <= {"act"} and not one.spec.including
            for one in words.words.readings
        ):
            yield name
