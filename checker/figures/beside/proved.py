"""Cases of which it is not told what they are about: where the table states their total, they are the table's."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from checker.figures.figure import Figure
from checker.figures.frames import Frame
from checker.figures.lexicon import Lexicon, lexicon
from checker.figures.measures import meaning
from checker.figures.tie import AGREE, DIFFER, NO_COUNTERPART, UNCLEAR, UNSURE, Tie, Ties

TOTAL, AGREEING = 10, 3
"""A total of so many that agrees is hardly another's; nor are so many figures that agree, its own among them."""
NEAR, OTHERS_AGREEING = 6, 2
"""Figures before and behind one among which so many others agree that its own doubtful words are sure."""
OTHERS = "of other cases"
"""Why cases are none of the table's: their total is not."""
WHY = "as their total shows"


def proved(figures: Sequence[Figure], ties: Ties) -> list[Figure]:
    """The figures, those of cases about whatever read where their total is the table's: 复议44件，维持28件，纠正9件.

    With one more that agrees it is sure that they are the same, and then one that does not is told.
    """
    words = lexicon(ties.words)
    made = list(figures)
    groups: dict[tuple[int, tuple[str, ...]], list[int]] = {}
    for index, figure in enumerate(figures):
        if _untold(figure.frame, words):
            groups.setdefault((figure.frame.sentence, figure.frame.heads), []).append(index)
    for some in groups.values():
        told = {index: _told(figures[index], ties, words) for index in some}
        equal = [index for index, one in told.items() if one.tie.status == AGREE]
        totals = [figures[index].frame.value for index in equal if not figures[index].frame.marks]
        if any(not figures[index].frame.marks for index in some) and not totals:
            for index in some:
                made[index] = replace(figures[index], tie=Tie(NO_COUNTERPART, why=OTHERS))
        if not totals or (max(totals) < TOTAL and len(equal) < AGREEING):
            continue
        for index, one in told.items():
            if one.tie.status == AGREE or (len(equal) > 1 and one.frame.marks):
                made[index] = one
    return made


def confirmed(figures: Sequence[Figure], ties: Ties) -> list[Figure]:
    """The figures, those that only their reading makes doubtful told to differ where the sentence tells such rightly.

    行政许可、行政处罚、行政强制分别为3300件、201件、34件: two of them are the table's, and so is the third.
    """
    made = list(figures)
    for index, figure in enumerate(figures):
        tie, frame = figure.tie, figure.frame
        if tie.status != UNCLEAR or tie.why != UNSURE or frame.weak or not figure.meaning.weak or frame.number is None:
            continue
        others = {
            one.tie.measure
            for one in figures[max(index - NEAR, 0) : index + NEAR]
            if one.frame.sentence == frame.sentence
            and one.tie.status == AGREE
            and one.meaning.weak
            and not one.frame.weak
            and one.frame.value >= TOTAL
            and one.frame.heads != frame.heads
        }
        if len(others) >= OTHERS_AGREEING and not figure.meaning.loose:
            made[index] = replace(figure, tie=replace(tie, status=DIFFER, holds=False, why=""))
    return made


def _untold(frame: Frame, words: Lexicon) -> bool:
    specs = [words.words.concepts.get(head) for head in frame.heads]
    cases = bool(specs) and all(spec is not None and bool(spec.needs) for spec in specs)
    number = frame.number
    return cases and frame.foreign and frame.kind == "count" and number is not None and not number.approximate


def _told(figure: Figure, ties: Ties, words: Lexicon) -> Figure:
    """The figure as one of the cases that the table is about."""
    frame = replace(figure.frame, foreign=False, why=WHY)
    meant = meaning(frame, words)
    return replace(
        figure, frame=frame, meaning=meant, tie=ties.tie(frame.number, meant, meant.weak or frame.weak, frame.says)
    )
