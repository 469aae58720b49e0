"""The one figure that, were it another, would make several sums tie that do not: it is likely the one that is wrong."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from decimal import Decimal

from checker.document import Location
from checker.expression import is_number
from checker.finding import Comparison, Finding, Likely, Term, Verdict
from checker.judging.causes import Draft
from checker.judging.judge import Judged

_Change = tuple[Location, int | Decimal]
"""A figure by its place, and the number that it would be."""
_SEVERAL = 2
"""Sums, at least, that one other figure makes tie. Of a single one each figure may be the wrong one."""


def explained(told: Sequence[Draft], judged: Sequence[Judged]) -> dict[int, Likely]:
    """By the number of a draft, the figure that explains it and others; none where two do, or where another sum that
    ties would no longer."""
    found: dict[_Change, dict[int, Term]] = defaultdict(dict)
    for index, (_, finding) in enumerate(told):
        for term, at, becomes in _changes(finding):
            found[at, becomes][index] = term
    several = [(key, terms) for key, terms in found.items() if len(terms) >= _SEVERAL]
    breaking = _breaking([key for key, _ in several], judged)
    sound = [(key, terms) for key, terms in several if key not in breaking]
    explains: dict[int, list[Likely]] = defaultdict(list)
    for (at, becomes), terms in sound:
        for index, term in terms.items():
            assert is_number(term.value)
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
    if not is_number(difference):
        return
    for term, sign in _terms(sides):
        if term.location is None or not is_number(term.value):
            continue
        becomes = term.value - sign * difference
        if becomes >= 0:
            yield term, finding.locations[term.location], becomes


def _terms(sides: Comparison) -> Iterator[tuple[Term, int]]:
    """The terms, with the sign that each has in left minus right."""
    yield from ((term, term.sign) for term in sides.left)
    yield from ((term, -term.sign) for term in sides.right)


def _breaking(changes: Sequence[_Change], judged: Sequence[Judged]) -> set[_Change]:
    """Those after which something that holds would not: figures by their place, and the numbers that they would be."""
    wanted: dict[Location, list[int | Decimal]] = defaultdict(list)
    for at, becomes in changes:
        wanted[at].append(becomes)
    cells = {(at.block, at.cell) for at in wanted}  # told first: to hash a place takes its fifteen values
    found: set[_Change] = set()
    for one in judged if wanted else ():
        if one.verdict is not Verdict.PASS:
            continue
        there: dict[Location, list[str]] = defaultdict(list)
        for name, place in one.places.items():
            if (place.block, place.cell) in cells and place in wanted and name in one.values:
                there[place].append(name)
        for at, names in there.items():
            for becomes in wanted[at]:
                if one.rule.expect.evaluate({**one.values, **dict.fromkeys(names, becomes)}) is not True:
                    found.add((at, becomes))
    return found
