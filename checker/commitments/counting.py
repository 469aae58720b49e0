"""Whether a sentence says how much, for a promise of so much."""

from __future__ import annotations

from dataclasses import replace

from checker.commitments.counts import PERCENT, amounts
from checker.commitments.drafting import CORE
from checker.commitments.promises import Promise
from checker.commitments.quantities import itself, names_something, noun_around, same_thing
from checker.commitments.ranked import Ranked, sure
from checker.commitments.reported import reported
from checker.commitments.scoring import Match
from checker.commitments.vocabulary import Vocabulary


def counting(one: Ranked, vocabulary: Vocabulary) -> Ranked:
    """A sentence for a promise of so much, with whether it says how much."""
    told = reported(one.match.promise, one.match, vocabulary, one.match.promise.year)
    text = one.match.promise.plain
    if told is None and (vocabulary.in_a_season(text) or once(one.match.promise, one.match, vocabulary)):
        return one
    same = told is not None and _of_the_same(one.match, vocabulary)
    other = told is None or (not same and vocabulary.yuan(one.match.promise.unit) is not None)
    near = replace(one.near, amount=-1 if other else int(same and not only_dated(one.match, vocabulary)))
    return Ranked(one.match, near, sure(near, other=one.other), one.other)


def once(promise: Promise, match: Match, vocabulary: Vocabulary) -> bool:
    """Whether something is to be done at least once in the year, and the clauses say with its verb that it was."""
    without_often = vocabulary.patterns["often"].sub("", promise.plain)  # 每年 is no 每个
    times = promise.promised == promise.per_year == 1 and vocabulary.counts_occasions(promise.unit)
    acts = any(asked.act and asked.share == CORE for asked, _, _ in match.hits)
    return times and promise.comparison in (">=", "==") and acts and not vocabulary.holds("each", without_often)


def only_dated(match: Match, vocabulary: Vocabulary) -> bool:
    """Whether a sentence tells how often something was done only by when it was (8月在网站发布)."""
    text = match.passage.text
    return (
        vocabulary.counts_occasions(match.promise.unit)
        and vocabulary.often(text) is None
        and not any(vocabulary.same_unit(unit, match.promise.unit) for _, unit, _ in amounts(text, vocabulary))
    )


def _of_the_same(match: Match, vocabulary: Vocabulary) -> bool:
    """Whether an amount that can be set against the promise is of the same, as far as unit and noun tell."""
    promise, text = match.promise, match.passage.text
    if vocabulary.counts_occasions(promise.unit) and vocabulary.often(match.passage.between(match.first, match.last)):
        return True
    if promise.unit == PERCENT or promise.per_year > 1 or not names_something(promise.noun, vocabulary):
        return True
    return any(
        (unit == promise.unit and number.yuan is None)
        or number.value == promise.promised
        or unit in vocabulary.durations
        or same_thing(promise.noun, given := noun_around(text, number.start, end), vocabulary)
        or (vocabulary.counts_occasions(unit) and not names_something(itself(given, vocabulary), vocabulary))
        for number, unit, end in amounts(text, vocabulary, loose=True, limits=True)
    )
