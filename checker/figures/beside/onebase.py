"""A list of who asked is of one thing throughout: what is new, or what is new and carried in, or what was handled."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from checker.figures.figure import Figure
from checker.figures.tie import AGREE, Ties

OTHERS = 2
"""Figures of a list, at least, that are of one thing and not of the other, for a further one to be doubted."""


def one_base(figures: Sequence[Figure], ties: Ties) -> list[Figure]:
    """The figures, those for a person that agree with the tables only as of another thing than the rest of their list.

    自然人71件，商业企业14件，科研机构4件: where 71 and 4 are new, 14 that are new and carried in are not what is meant.
    """
    made = list(figures)
    lists: dict[int, list[int]] = {}
    for index, figure in enumerate(figures):
        if figure.tie.status == AGREE and figure.meaning.columns and len(figure.meaning.measures) > 1:
            lists.setdefault(figure.frame.sentence, []).append(index)
    for some in lists.values():
        if len(some) <= OTHERS:
            continue
        fits = {index: _fitting(figures[index], ties) for index in some}
        for index in some:
            rest = [fits[other] for other in some if other != index]
            shared = frozenset.intersection(*rest)
            if shared and not shared & fits[index] and sum(not one & fits[index] for one in rest) >= OTHERS:
                made[index] = _of(figures[index], sorted(shared), ties)
    for index, figure in enumerate(made):
        base = _base_of_whole(figures, figure)
        if base and base not in _fitting(figure, ties):
            made[index] = _of(figure, [base], ties)
    return made


def _base_of_whole(figures: Sequence[Figure], figure: Figure) -> str:
    """What a part of who asked must be of, as all that it is a part of is that: 新收申请96件，其中自然人79件."""
    if figure.frame.parent is None or figure.frame.instead or figure.tie.status != AGREE or not figure.meaning.columns:
        return ""
    whole = figures[figure.frame.parent]
    sure = whole.tie.status == AGREE and len(whole.meaning.measures) == 1 and not whole.frame.weak
    return whole.tie.measure if sure and whole.tie.measure in figure.meaning.measures else ""


def _fitting(figure: Figure, ties: Ties) -> frozenset[str]:
    """The measures that a figure may be of and whose columns say the same."""
    number = figure.frame.number
    meant = figure.meaning
    return frozenset(
        one for one in meant.measures if number is not None and ties.cells(one, meant.columns).value == number.value
    )


def _of(figure: Figure, measures: Sequence[str], ties: Ties) -> Figure:
    """The figure as one of these measures, not surely so."""
    ordered = [one for one in figure.meaning.measures if one in measures]
    meant = replace(figure.meaning, measures=tuple(ordered), weak=True)
    return replace(figure, meaning=meant, tie=ties.tie(figure.frame.number, meant, True, figure.frame.says))
