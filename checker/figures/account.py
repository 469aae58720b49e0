"""The account of a document: every figure of its running text, and how each stands to the tables and to the others."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from checker.document import Location
from checker.figures.balances import Balance, balances
from checker.figures.figure import Figure
from checker.figures.frames import Frame
from checker.figures.lexicon import lexicon
from checker.figures.measures import meaning
from checker.figures.paragraphs import paragraphs
from checker.figures.rates import Rate, rates
from checker.figures.scopes import scoped
from checker.figures.sums import Sum, sums
from checker.figures.tie import AGREE, DIFFER, NO_COUNTERPART, Ties
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
    for index, frame in enumerate(frames):
        meant = meaning(frame, words)
        weak = frame.weak or meant.weak or (bool(meant.unsure_with) and _unsure(ties, meant.unsure_with, frames, index))
        made.append(Figure(passage, section, frame, meant, ties.tie(frame.number, meant, weak, frame.says)))
    figures = scoped(made, reading)
    plain = passage.plain.string
    return Paragraph(
        passage,
        tuple(figures),
        tuple(sums(figures, plain)),
        tuple(rates(figures, _bases(figures, ties))),
        tuple(balances(figures, words.words.balances)),
    )


def _unsure(ties: Ties, measure: str, frames: Sequence[Frame], index: int) -> bool:
    """Whether a figure may be told of those of a figure before alone, though something else (`measure`) is there too."""
    frame = frames[index]
    around = [one for one in frames[max(index - NEIGHBOURS, 0) : index + NEIGHBOURS] if one.sentence == frame.sentence]
    concepts = ties.words.concepts
    if any(concepts[name].clouds for one in around for some in one.marks.values() for name in some if name in concepts):
        return True
    if any(measure in one.acts for one in around) or ties.cells(measure).value == 0:
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
    wholes = [ties.cells(name).value for name in ties.words.wholes]
    known = [Decimal(value) for value in wholes if isinstance(value, int) and not isinstance(value, bool) and value > 0]
    return {index: known for index, figure in enumerate(figures) if figure.meaning.measures}


def standing(paragraph: Paragraph, reading: Reading) -> list[Standing]:
    """How each figure of a paragraph stands: by the table if one states it, else by the arithmetic of the text."""
    figures = paragraph.figures
    found = [
        Standing(figure.tie.status, "table" if figure.tie.measure else "", figure.tie.places) for figure in figures
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
        for part in one.parts if holds else ():
            settle(part, True, "sum", (one.total,))
    for rate in paragraph.rates:
        settle(rate.rate, rate.holds, "rate", (rate.part, rate.base))
    return found
