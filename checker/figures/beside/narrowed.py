"""Parts of a figure of the tables: results told with a reason that no table has, and what may be counted with one."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal

from checker.expression import Unknown
from checker.figures.figure import Figure
from checker.figures.tie import AGREE, DIFFER, NO_COUNTERPART, UNCLEAR, UNSURE, Tie, Ties
from checker.pack.figurewords import FigureWords

NEAR = 12
"""Figures before and behind one that a table may count together with it."""
_PART = "a part of what the table states"


def narrowed(figures: Sequence[Figure], ties: Ties) -> list[Figure]:
    """The figures, those that are only parts of what their table states without an accusation.

    因机构改革无法提供1件，信息不存在1件: two of what could not be provided. Together they tick the figure of the table;
    one alone, that is less than it, is a part.
    """
    made = list(figures)
    for index, figure in enumerate(figures):
        tie = figure.tie
        told = tie.status == DIFFER or (tie.status == UNCLEAR and tie.why == UNSURE)
        if not told or figure.frame.says != "number" or isinstance(tie.value, (Unknown, bool, str)):
            continue
        near = range(max(index - NEAR, 0), min(index + NEAR, len(figures)))
        beside = [other for other in near if other != index and _counted_with(figures[other], figure, ties.words)]
        if not beside and not figure.frame.narrowed:
            continue
        value = _value(figure) + sum(_value(figures[other]) for other in beside)
        whole = tie.value if isinstance(tie.value, (int, Decimal)) else 0
        if beside and value == whole:
            for one in (index, *beside):
                made[one] = replace(figures[one], tie=replace(tie, status=AGREE, holds=True, stated=value, why=_PART))
        elif figure.frame.narrowed and value < whole and made[index].tie.status != AGREE:
            made[index] = replace(figure, tie=Tie(NO_COUNTERPART, why=_PART))
        elif value < whole and made[index].tie.status == DIFFER:
            made[index] = replace(figure, tie=replace(tie, status=UNCLEAR, holds=Unknown("unreadable"), why=UNSURE))
    return made


def _counted_with(one: Figure, figure: Figure, words: FigureWords) -> bool:
    """Whether a figure of the same sentence may be counted by the table together with another."""
    frame, other = one.frame, figure.frame
    if frame.sentence != other.sentence or frame.heads != other.heads or frame.number is None or frame.kind != "count":
        return False
    names = {name for names in frame.marks.values() for name in names}
    own = {name for names in other.marks.values() for name in names}
    if any(
        words.concepts[name].within in own for name in names if name in words.concepts and words.concepts[name].within
    ):
        return True
    return (frame.narrowed or other.narrowed) and one.tie.measure == figure.tie.measure != "" and names == own


def _value(figure: Figure) -> Decimal | int:
    return figure.frame.number.value if figure.frame.number is not None else 0
