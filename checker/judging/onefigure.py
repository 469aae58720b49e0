"""The one figure that, were it another, would make several sums tie that do not: it is likely the one that is wrong."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from decimal import Decimal

from checker.document import Location
from checker.finding import Comparison, Finding, Likely, Term, Verdict
from checker.judging.causes import Draft
from checker.judging.judge import Judged

_SEVERAL = 2
"""Sums, at least, that one other figure makes tie. Of a single one each figure may be the wrong one."""


def explained(told: Sequence[Draft], judged: Sequence[Judged]) -> dict[int, Likely]:
    """By the number of a draft, the figure that explains it and others; none where two do, or where another sum that
    ties would no longer."""
    found: dict[tuple[Location, int | Decimal], dict[int, Term]] = defaultdict(dict)
    for index, (_, finding) in enumerate(told):
        for term, at, becomes in _changes(finding):
            found[at, becomes][index] = term
    several = [(key, terms) for key, terms in found.items() if len(terms) >= _SEVERAL]
    sound = [(key, terms) for key, terms in several if not _breaks(*key, judged)]
    explains: dict[int, list[Likely]] = defaultdict(list)
    for (at, becomes), terms in sound:
        for index, term in terms.items():
            assert isinstance(term.value, (int, Decimal))
            explains[index].append(Likely(at, term.label, term.value, becomes, len(terms)))
    most = {index: max(one.sums for one in some) for index, some in explains.items()}
    best = {index: [one for one in some if one.sums == most[index]] for index, some in explains.items()}
    return {index: some[0] for index, some in best.items() if len(some) == 1}


def _changes(finding: Finding) -> Iterator[tuple[Term, Location, int | Decimal]]:
    """Each figure of a sum that does not tie, and what it would have to be for it to tie."""
    sides = finding.comparison
    if finding.verdict is not Verdict.FAIL or sides is None or sides.operator != "==":
        return
    difference = sides.difference
    if not _number(difference):
        return
    for term, sign in _terms(sides):
        if term.location is None or not _number(term.value):
            continue
        becomes = term.value - sign * difference  # type: ignore[operator]
        if becomes >= 0:
            yield term, finding.locations[term.location], becomes


def _terms(sides: Comparison) -> Iterator[tuple[Term, int]]:
    """The terms, with the sign that each has in left minus right."""
    yield from ((term, term.sign) for term in sides.left)
    yield from ((term, -term.sign) for term in sides.right)


def _number(value: object) -> bool:
    return isinstance(value, (int, Decimal)) and not isinstance(value, bool)


def _breaks(at: Location, becomes: int | Decimal, judged: Sequence[Judged]) -> bool:
    """Whether something that holds would not if the figure at a place were another."""
    for one in judged:
        if one.verdict is not Verdict.PASS or all(place.block != at.block for place in one.places.values()):
            continue
        names = [name for name, place in one.places.items() if place == at and name in one.values]
        if names and one.rule.expect.evaluate({**one.values, **dict.fromkeys(names, becomes)}) is not True:
            return True
    return False
