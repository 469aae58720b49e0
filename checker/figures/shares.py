"""Shares that the tables bear out: 新收申请由自然人提出的占65.2%, 败诉率8%, whatever figures the text states beside them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from decimal import Decimal

from checker.document import Location
from checker.expression import is_number
from checker.figures.beside.worked import before
from checker.figures.figure import Figure
from checker.figures.frames import TOGETHER, Frame
from checker.figures.lexicon import Lexicon
from checker.figures.measures import Meaning, meaning
from checker.figures.rates import paired, percent, together, written
from checker.figures.tie import AGREE, Ties, Worth
from checker.record import dataclass

ALL = 100
"""A share of which it does not show of what it is."""
_Cells = tuple[Decimal, tuple[Location, ...]]


@dataclass(frozen=True, slots=True)
class Share:
    """A share by its index, whether the tables bear it out, what they make it (a percentage), and the cells.

    `named`: the text says itself of what it is a share, so that nothing else need be looked for.
    """

    rate: int
    holds: bool
    worked: Decimal
    places: tuple[Location, ...]
    named: bool = False


def shares(figures: Sequence[Figure], ties: Ties, words: Lexicon) -> Iterator[Share]:
    """The shares of a paragraph that the tables bear out or deny."""
    rows = paired(figures)
    for index, figure in enumerate(figures):
        number = figure.frame.number
        if figure.frame.kind != "share" or number is None or not number.percent:
            continue
        share = _told(figures, index, ties, words)
        if share is None or not share.holds:
            made_out = next((one for one in _made_out(figures, index, rows, ties) if written(one[0], number)), None)
            share = Share(index, True, *made_out) if made_out is not None else share
        if share is not None:
            yield share


def _told(figures: Sequence[Figure], index: int, ties: Ties, words: Lexicon) -> Share | None:
    """The share of what its own words name, or of the figure before."""
    frame = figures[index].frame
    number = frame.number
    if frame.share_of is None or number is None:
        return None
    part, whole = frame.share_of
    ahead = figures[frame.parent] if frame.parent is not None else None
    of = meaning(whole, words) if whole is not None else Meaning()
    if whole is not None and not of.measures and whole.foreign:
        return None
    if part is None and of.measures and not (of.weak or of.loose):
        return _of_named(figures, index, of.measures, ties)
    heads = part.heads if part is not None else ahead.frame.heads if ahead is not None else ()
    parts = _parts(part, ahead, ties, words)
    found = list(_worked(parts, of.measures or tuple(_wholes(heads, words)), ties))
    if not found:
        return None
    fitting = next((one for one in found if written(one[0], number)), None)
    if fitting is not None:
        return Share(index, True, *fitting)
    if not number.approximate and of.measures and part is not None and _sure(part, meaning(part, words), of):
        return Share(index, False, *min(found, key=lambda one: abs(one[0] - Decimal(number.value))))
    return None


def _of_named(figures: Sequence[Figure], index: int, wholes_named: Sequence[str], ties: Ties) -> Share | None:
    """The share that the number right before it is of what is named behind it: 企业提出25件，占新收总数的26.0%."""
    frame, number = figures[index].frame, figures[index].frame.number
    at = frame.parent
    if at is None or number is None or not _beside(figures, at, index):
        return None
    several = together(figures, index, at)
    parts = [told for one in several if (told := figures[one].frame.number) is not None]
    if not parts or any(one.approximate or one.percent or one.value <= 0 for one in parts):
        return None
    places = tuple(place for one in several if figures[one].tie.status == AGREE for place in figures[one].tie.places)
    found = list(_worked([(sum((Decimal(one.value) for one in parts), Decimal(0)), places)], wholes_named, ties))
    fitting = next((one for one in found if written(one[0], number)), None)
    if fitting is not None:
        return Share(index, True, *fitting)
    if not found or number.approximate or number.value == ALL or frame.weak or frame.loose:
        return None
    return Share(index, False, *min(found, key=lambda one: abs(one[0] - Decimal(number.value))), named=True)


def _made_out(figures: Sequence[Figure], index: int, rows: Mapping[int, int], ties: Ties) -> Iterator[_Cells]:
    """What the figure right before a share that agrees with the tables, or the last few together, are of the wholes of
    the tables or of a figure told before them; `rows` are shares that are told in a row behind their parts."""
    frame = figures[index].frame
    number = frame.number
    near = before(figures, index)
    if index in rows and near and rows[index] in near:
        near = near[near.index(rows[index]) :]
    if (
        number is None
        or number.approximate
        or number.value == ALL
        or not near
        or not (index in rows or _beside(figures, near[0], index))
    ):
        return
    running = Decimal(0)
    places: tuple[Location, ...] = ()
    for count, at in enumerate(near[: len(near) if TOGETHER in frame.marks else 1], 1):
        running += figures[at].frame.value
        places = (*figures[at].tie.places, *places)
        if count == 1 and TOGETHER in frame.marks:
            continue
        others = [figures[one] for one in near[count:] if not _beside_in_list(figures[one].frame, figures[at].frame)]
        bases = [*ties.wholes, *(Worth(one.frame.value, one.tie.places) for one in others)]
        for whole in bases:
            if whole.value >= running and whole.value > 0:
                yield percent(running, whole.value), tuple(dict.fromkeys((*places, *whole.places)))


def _beside_in_list(one: Frame, other: Frame) -> bool:
    """Whether two figures are parts of one list, so that neither is a share of the other: 自然人71件、组织25件."""
    return one.parent is not None and one.parent == other.parent and one.group == other.group


def _beside(figures: Sequence[Figure], part: int, share: int) -> bool:
    """Whether nothing but shares stands between a part and a share, in one sentence."""
    between = figures[part + 1 : share]
    return figures[part].frame.sentence == figures[share].frame.sentence and all(
        one.frame.kind == "share" for one in between
    )


def _sure(part: Frame, meant: Meaning, of: Meaning) -> bool:
    return bool(part.heads) and not (part.weak or meant.weak or meant.loose or of.weak or of.loose)


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
