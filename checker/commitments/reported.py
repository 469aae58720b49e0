"""What an answer reports: the amount in the unit of the promise, and the day it was done."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from checker.commitments.counts import amounts, frequency
from checker.commitments.deadlines import days_done
from checker.commitments.promises import Promise, Weighed
from checker.commitments.scoring import Match
from checker.commitments.vocabulary import Vocabulary

At = tuple[int, int]
"""Start and end in the text of the block."""

_NEAREST: tuple[Callable[[Weighed], bool], ...] = (
    lambda word: word.amount and word.head,
    lambda word: word.amount and not word.generic,
    lambda word: word.head,
    lambda word: True,
)
"""Beside which words of the promise an amount is looked for, the best first."""


def reported(promise: Promise, match: Match, vocabulary: Vocabulary) -> tuple[int, At] | None:
    """The amount that the answer gives in the promise's unit: a sum, else the one nearest to what is named."""
    if not promise.counted:
        return None
    line, sentence = match.passage.line, match.passage.span
    text = line.plain.string
    near: list[int] = []
    for wanted in _NEAREST:
        near = near or [word.end for asked, word, _ in match.hits if wanted(asked)]
    low, high = match.passage.clauses[match.first].span.start, match.passage.clauses[match.last].span.end
    found: list[tuple[tuple[bool, bool, int], int, tuple[int, int]]] = []
    for number, unit, end in amounts(sentence.of(text), vocabulary):
        start, stop = number.start + sentence.start, end + sentence.start
        if not vocabulary.same_unit(unit, promise.unit) or not isinstance(number.value, int):
            continue
        if not _about(promise, match, start, unit, vocabulary):
            continue
        before = text[max(start - 6, sentence.start) : start]
        if vocabulary.patterns["each"].search(text[max(start - 4, sentence.start) : start]):
            continue
        often = frequency(text[max(start - 12, sentence.start) : start].rsplit(",", 1)[-1], vocabulary)
        total = any(word in before for word in vocabulary.totals)
        away = min((start - at if start >= at else 2 * (at - start) for at in near), default=0)
        inside = low <= start < high
        found.append(((not inside, not total, away), number.value * (often or 1), line.back(start, stop)))
    if found:
        _, value, at = min(found)
        return value, at
    if promise.per_year > 1 or promise.unit in vocabulary.units[0]:
        run = text[low:high]
        often = frequency(run, vocabulary)
        if often:
            return often, line.back(low, high)
    return None


def _about(promise: Promise, match: Match, at: int, unit: str, vocabulary: Vocabulary) -> bool:
    """Whether an amount is of what was promised: a word of it stands in the clause, or the unit is the same."""
    occasions = vocabulary.units[0]
    if unit == promise.unit or (unit in occasions and promise.unit in occasions):
        return True
    clause = next((clause for clause in match.passage.clauses if clause.span.start <= at < clause.span.end), None)
    return clause is not None and any(
        clause.span.start <= word.start < clause.span.end for asked, word, _ in match.hits if not asked.generic
    )


def done(promise: Promise, match: Match, year: int | None) -> tuple[date, At] | None:
    """The last day that the answer names; None where only a span is known in which the deadline lies."""
    line = match.passage.line
    text = line.plain.string
    low, high = match.passage.clauses[match.first].span.start, match.passage.clauses[match.last].span.end
    if match.first and list(days_done(match.passage.clauses[match.first - 1].span.of(text), year)):
        low = match.passage.clauses[match.first - 1].span.start
    found = list(days_done(text[low:high], year))
    if not found:
        return None
    first, last, at = max(found, key=lambda entry: entry[1])
    if first != last and promise.deadline is not None and first <= promise.deadline < last:
        return None
    return last, line.back(low + at, min(low + at + 2, high))
