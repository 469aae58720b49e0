"""Figures that count again what a greater one of their sentence was already: 诉讼19件，法院受理9件，维持6件."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from checker.expression import Unknown
from checker.figures.figure import Figure
from checker.figures.frames import Frame
from checker.figures.tie import AGREE, DIFFER, NO_COUNTERPART, UNCLEAR, UNSURE, Tie, Ties
from checker.pack.figurewords import FigureWords


def told_again(figures: Sequence[Figure], ties: Ties) -> list[Figure]:
    """The figures, less ones that count again what a greater one of the sentence was already: 诉讼19件，法院受理9件，维持6件.

    What is told behind such a part may be of the part alone.
    """
    made = list(figures)
    told: dict[tuple[object, ...], int] = {}
    known: set[str] = set()
    part: int | None = None
    for index, figure in enumerate(made):
        frame, tie = figure.frame, figure.tie
        if frame.number is None or frame.kind != "count" or frame.says != "number":
            continue
        key = (frame.sentence, tie.measure, figure.meaning.columns)
        before = made[told[key]] if key in told else None
        again = tie.measure in known
        beside = part is not None and frame.since == made[part].frame.since
        if tie.status == DIFFER and (again or beside) and not _about(frame, ties.words):
            # 因信息公开引起的复议23件；全局办理复议案件120件: the other may be about whatever, and so what stands beside it.
            made[index] = replace(figure, tie=Tie(NO_COUNTERPART, why=UNSURE))
            part = index if again else part
        elif tie.status == DIFFER and not frame.marks and before is not None and frame.value < before.frame.value:
            made[index] = replace(figure, tie=Tie(NO_COUNTERPART, why="a part of what is told"))
            part = index
        elif tie.status == DIFFER and part is not None and frame.why and frame.sentence == made[part].frame.sentence:
            made[index] = replace(figure, tie=replace(tie, status=UNCLEAR, holds=Unknown("unreadable"), why=UNSURE))
        elif tie.status == AGREE:
            told.setdefault(key, index)
            known.add(tie.measure)
            part = None
    return made


def _about(frame: Frame, words: FigureWords) -> bool:
    """Whether it is told itself what its cases are about, or it counts nothing of which that must be told."""
    return all(not spec.needs or spec.needs in frame.told for head in frame.heads if (spec := words.concepts.get(head)))
