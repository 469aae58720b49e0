"""The account of a document: every figure of its running text, and how each stands to the tables and to the others."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal

from checker.document import Location
from checker.expression import is_number
from checker.figures.balances import Balance, balances
from checker.figures.beside.passes import looked_at_again
from checker.figures.beside.twice import told_twice
from checker.figures.figure import Figure
from checker.figures.frames import Frame
from checker.figures.lexicon import lexicon
from checker.figures.measures import Meaning, meaning
from checker.figures.paragraphs import paragraphs
from checker.figures.rates import Rate, rates
from checker.figures.shares import Share, shares
from checker.figures.sums import Sum, sums
from checker.figures.tie import AGREE, DIFFER, NO_COUNTERPART, UNCLEAR, UNSURE, Tie, Ties
from checker.reading.reading import Passage, Reading
from checker.record import dataclass

NEIGHBOURS = 12
"""Figures before and behind one that may tell what it is a part of."""


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph with its figures, and the arithmetic that it states."""

    passage: Passage
    figures: tuple[Figure, ...]
    sums: tuple[Sum, ...] = ()
    rates: tuple[Rate, ...] = ()
    balances: tuple[Balance, ...] = ()
    shares: tuple[Share, ...] = ()


@dataclass(frozen=True, slots=True)
class Standing:
    """The status of a figure with everything that speaks for or against it; `by` is table, sum, rate or balance."""

    status: str
    by: str
    places: tuple[Location, ...]


def account(reading: Reading, ties: Ties) -> list[Paragraph]:
    """The account of a document; empty where its pack says nothing of figures."""
    if not reading.pack.figures or reading.form is None:
        return []
    return [_paragraph(reading, ties, *found) for found in paragraphs(reading)]


def _paragraph(reading: Reading, ties: Ties, passage: Passage, section: str, frames: Sequence[Frame]) -> Paragraph:
    words = lexicon(reading.pack.figures)
    made: list[Figure] = []
    meanings = [meaning(frame, words) for frame in frames]
    meanings = _not_of_all(frames, meanings)
    twice = told_twice(frames, meanings, words.words)
    for index, (frame, meant) in enumerate(zip(frames, meanings, strict=True)):
        unsure = bool(meant.unsure_with) and _unsure(ties, meant.unsure_with, frames, index)
        weak = frame.weak or meant.weak or index in twice or unsure
        # 新收96件申请里有91件当年办完: of those alone, as it seems; nobody need be asked.
        tie = ties.tie(frame.number, meant, weak, frame.says, frame.loose or (unsure and frame.parent is not None))
        made.append(Figure(passage, section, frame, meant, _within(tie, frame, meant)))
    figures = looked_at_again(made, ties)
    plain = passage.plain.string
    told = tuple(shares(figures, ties, words))
    sure = {one.rate for one in told if one.holds or one.named}
    made_out = tuple(one for one in rates(figures, _bases(figures, ties), plain) if one.holds or one.rate not in sure)
    return Paragraph(
        passage,
        tuple(figures),
        tuple(sums(figures, plain)),
        made_out,
        tuple(balances(figures, words.words.balances)),
        tuple(one for one in told if one.holds or all(one.rate != other.rate for other in made_out)),
    )


def _within(tie: Tie, frame: Frame, meant: Meaning) -> Tie:
    """How what may be a part of what the tables state stands to them: no part is more than all of it."""
    if tie.status != UNCLEAR or tie.why != UNSURE or not frame.within or meant.weak or len(meant.measures) != 1:
        return tie
    if not is_number(tie.value):
        return tie
    if frame.value > tie.value:
        return replace(tie, status=DIFFER, holds=False, why="")
    return Tie(NO_COUNTERPART, why="a part of what is told")


def _not_of_all(frames: Sequence[Frame], meanings: Sequence[Meaning]) -> list[Meaning]:
    """The meanings, of a statement about all none where its sentence counts some that are left.

    答复9件，均在法定期限内办结，2件结转下一年: all of the nine.
    """
    left = {
        (frame.sentence, measure)
        for frame, meant in zip(frames, meanings, strict=True)
        if frame.says == "number" and frame.number is not None and frame.number.value
        for measure in meant.measures[:1]
    }
    return [
        Meaning(why="of those before")
        if frame.says == "all" and meant.value == 0 and any((frame.sentence, one) in left for one in meant.measures)
        else meant
        for frame, meant in zip(frames, meanings, strict=True)
    ]


def _unsure(ties: Ties, measure: str, frames: Sequence[Frame], index: int) -> bool:
    """Whether a figure may be told of those of a figure before alone, though something else (`measure`) is there too."""
    frame = frames[index]
    around = [one for one in frames[max(index - NEIGHBOURS, 0) : index + NEIGHBOURS] if one.sentence == frame.sentence]
    concepts = ties.words.concepts
    if any(concepts[name].clouds for one in around for some in one.marks.values() for name in some if name in concepts):
        return True
    told = any(measure in one.acts and (one.start < frame.start or one.parent == index) for one in around)
    if told or ties.cells(measure).value == 0:
        return False
    number = frame.number
    return number is not None and any(
        one.start < frame.start
        and one.heads == frame.heads
        and one.number is not None
        and one.number.value >= number.value
        for one in around
    )


def _bases(figures: Sequence[Figure], ties: Ties) -> dict[int, list[Decimal]]:
    """What a figure that the table states may be a share of: the totals of that table."""
    known = [whole.value for whole in ties.wholes]
    return {index: known for index, figure in enumerate(figures) if figure.meaning.measures or figure.frame.known}


def standing(paragraph: Paragraph, reading: Reading) -> list[Standing]:
    """How each figure of a paragraph stands: by the table if one states it, else by the arithmetic of the text."""
    figures = paragraph.figures
    found = [
        Standing(one.tie.status, "table" if one.tie.measure else "sum" if one.tie.holds is True else "", one.tie.places)
        for one in figures
    ]

    def settle(index: int, holds: bool, by: str, others: Sequence[int]) -> None:
        now = found[index]
        if now.status == AGREE or (now.status != NO_COUNTERPART and not holds):
            return
        if now.status == DIFFER:
            return
        places = tuple(figures[other].place(reading) for other in others)
        found[index] = Standing(AGREE if holds else DIFFER, by, places)

    for one in paragraph.sums:
        holds = one.holds(figures)
        if holds or one.whole:
            settle(one.total, holds, "sum", one.parts)
            for part in () if holds else one.parts:
                if figures[part].frame.value > figures[one.total].frame.value:
                    settle(part, False, "sum", (one.total,))
        for part in one.parts if holds else ():
            settle(part, True, "sum", (one.total,))
    for share in paragraph.shares:
        status = AGREE if share.holds else DIFFER
        found[share.rate] = Standing(status, "table", share.places)
    for rate in paragraph.rates:
        settle(rate.rate, rate.holds, "rate", (rate.part, rate.base))
        for operand in (rate.part, rate.base) if rate.holds else ():
            settle(operand, True, "rate", (rate.rate,))
    return found
