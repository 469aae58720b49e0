"""Shares that the tables bear out: 新收申请由自然人提出的占65.2%, 败诉率8%, whatever figures the text states beside them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from decimal import Decimal

from checker.document import Location
from checker.expression import is_number
from checker.figures.figure import Figure
from checker.figures.frames import Frame
from checker.figures.lexicon import Lexicon
from checker.figures.measures import Meaning, meaning
from checker.figures.rates import percent, written
from checker.figures.tie import AGREE, Ties
from checker.record import dataclass


@dataclass(frozen=True, slots=True)
class Share:
    """A share by its index, whether the tables bear it out, what they make it (a percentage), and the cells."""

    rate: int
    holds: bool
    worked: Decimal
    places: tuple[Location, ...]


def shares(figures: Sequence[Figure], ties: Ties, words: Lexicon) -> Iterator[Share]:
    """The shares of a paragraph of which it is told of what they are: by their own words, or of the figure before."""
    for index, figure in enumerate(figures):
        frame = figure.frame
        number = frame.number
        if frame.share_of is None or number is None or not number.percent:
            continue
        part, whole = frame.share_of
        before = figures[frame.parent] if frame.parent is not None else None
        parts = _parts(part, before, ties, words)
        of = meaning(whole, words) if whole is not None else Meaning()
        if whole is not None and not of.measures and whole.foreign:
            continue
        heads = part.heads if part is not None else before.frame.heads if before is not None else ()
        found = list(_worked(parts, of.measures or tuple(_wholes(heads, words)), ties))
        if not found:
            continue
        fitting = next((one for one in found if written(one[0], number)), None)
        if fitting is not None:
            yield Share(index, True, *fitting)
        elif not number.approximate and of.measures and part is not None and _sure(part, meaning(part, words), of):
            yield Share(index, False, *min(found, key=lambda one: abs(one[0] - Decimal(number.value))))


def _sure(part: Frame, meant: Meaning, of: Meaning) -> bool:
    return bool(part.heads) and not (part.weak or meant.weak or meant.loose or of.weak or of.loose)


_Cells = tuple[Decimal, tuple[Location, ...]]


def _parts(part: Frame | None, before: Figure | None, ties: Ties, words: Lexicon) -> list[_Cells]:
    """What the part can be in the tables: each reading of its words, or what the figure before agrees with."""
    if part is None:
        if before is None or before.tie.status != AGREE or not is_number(before.tie.value) or before.frame.weak:
            return []
        return [(Decimal(before.tie.value), before.tie.places)]
    found: list[_Cells] = []
    for heads in [part.heads] if part.heads else [(head,) for head in words.acts]:
        meant = meaning(replace(part, heads=heads), words)
        for measure in meant.measures:
            cells = ties.cells(measure, meant.columns)
            if is_number(cells.value):
                found.append((Decimal(cells.value), cells.places))
    return found


def _worked(parts: Sequence[_Cells], bases: Sequence[str], ties: Ties) -> Iterator[_Cells]:
    """What each part is of each base, with the cells."""
    for value, places in parts:
        for base in bases:
            whole = ties.cells(base)
            if is_number(whole.value) and 0 < whole.value >= value:
                yield percent(value, Decimal(whole.value)), (*places, *whole.places)


def _wholes(of: Sequence[str], words: Lexicon) -> Iterator[str]:
    """The measures that are all of what a part is of, where the text does not say of what it is a share."""
    heads = frozenset(of)
    for name in words.words.wholes:
        if any(
            (not heads or heads in one.heads)
            and name in one.spec.means
            and set(one.slots) <= {"act"}
            and not one.spec.including
            for one in words.words.readings
        ):
            yield name
