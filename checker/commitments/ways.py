"""Amounts of the ways in which a plan says that something is done so often (通过访谈、署名文章等方式解读12次)."""

from __future__ import annotations

import re
from dataclasses import replace

from checker.commitments.answer import Answer
from checker.commitments.counts import PERCENT, amounts
from checker.commitments.found import Amount
from checker.commitments.scoring import Match
from checker.commitments.vocabulary import Vocabulary

_WAYS = re.compile(r"(?:通过|采[取用]|[利运]用|以)([^,;:。]{2,40}?)等(?:多种)?(?:方式|形式|途径|渠道)")
_LISTED = re.compile(r"[、和及与或]")
NAME = 2
"""Characters at the end of the name of a way by which a clause is of it (署名|文章)."""


def in_all_ways(told: Answer, match: Match, vocabulary: Vocabulary) -> Answer:
    """The answer with what the clauses of the sentence tell of each way, where it is short by what one of them has.

    Each counts in a unit of its own (访谈9次, 文章6篇: 15), but for people, shares, money and how long it took.
    """
    listed = _WAYS.search(told.promise.plain)
    if listed is None or told.reported is None or not vocabulary.counts_occasions(told.promise.unit):
        return told
    ways = {one[-NAME:] for one in _LISTED.split(listed[1])}
    line = match.passage.line.plain.string
    kept: dict[str, Amount] = {}
    for clause in match.passage.clauses:
        said = clause.span.of(line)
        named = next((way for way in ways if way in said), None)
        if named is None or clause.apart or clause.wanting:
            continue
        for number, unit, _ in amounts(said, vocabulary):
            if _counts(unit, vocabulary) and number.yuan is None:
                kept.setdefault(named, number.value)
    whole = sum(kept.values(), 0)
    return replace(told, reported=whole) if len(kept) > 1 and whole > told.reported else told


def _counts(unit: str, vocabulary: Vocabulary) -> bool:
    """Whether a unit counts what was done or made."""
    done, made, *_ = vocabulary.units
    return unit in done | made and unit != PERCENT
