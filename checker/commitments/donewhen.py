"""When what was promised was done, as the answer says it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from checker.commitments.apportioned import own_place
from checker.commitments.deadlines import days_done, says_when, times_named, without_days
from checker.commitments.drafting import CORE
from checker.commitments.found import At
from checker.commitments.occasions import last_dated
from checker.commitments.promises import Promise
from checker.commitments.scoring import Match

_MEANT = re.compile(r"(?:原[定计拟]|本[拟应])[^,;。\d]{0,6}\Z")
"""Before a day on which something was meant to be done (由原定的10月推迟至12月上旬)."""
_BESIDE = re.compile(r"[、和与及]")
_LAST_OF_IT = re.compile(r"最后一|最晚|最迟")
"""In a clause behind that says when the last of it was done (最后一个乡镇于10月20日完成)."""
_FINISHED = re.compile(r"(?:完毕|完成|到位|结束)\Z")
"""Ends a clause behind that says when it was finished."""
ONLY_WHEN = 4
"""Characters that a clause has beside its day, where it only says when the one before it was done (8月8日启用)."""


def done(promise: Promise, match: Match, year: int | None) -> tuple[date, At] | None:
    """The last day that the answer names; None where only a span is known in which the deadline lies."""
    first, last, at = max(days_of(promise, match, year), key=lambda one: one[1], default=(date.max, date.max, 0))
    if first == date.max or (first != last and promise.deadline is not None and first <= promise.deadline < last):
        return None
    return last, match.passage.line.back(at, min(at + 2, match.passage.span.end))


def days_of(promise: Promise, match: Match, year: int | None) -> list[tuple[date, date, int]]:
    """The days that the answer names, first and last possible one, each with where it stands in the line.

    Of days that are told of several things one after the other, the one of what was promised; of those in several
    clauses, those in the clause that has most of the promise.
    """
    text = match.passage.line.plain.string
    low, high = match.range
    if match.first and list(days_done(match.passage.clauses[match.first - 1].span.of(text), year)):
        low = match.passage.clauses[match.first - 1].span.start
    opening = match.passage.clauses[0].span
    if match.first > 1 and says_when(opening.of(text)) and len(without_days(opening.of(text))) <= 1:
        low = opening.start  # 5月,经校长办公会讨论,新修订的清单施行
    several = times_named(promise.plain) > 1  # 4月、9月各一次: the last of them
    if several:
        high = match.passage.clauses[last_dated(match, year)].span.end
    found = [(first, last, low + at) for first, last, at in days_done(text[low:high], year)]
    found = [one for one in found if not _MEANT.search(text, low, one[2])] or found
    if not found and match.last + 1 < len(match.passage.clauses):
        after = match.passage.clauses[match.last + 1].span
        said = after.of(text)
        if says_when(said) and (len(without_days(said)) <= ONLY_WHEN or _finishes(promise, match)):
            found = [(first, last, after.start + at) for first, last, at in days_done(after.of(text), year)]
    found = found or list(_when_published(promise, match, year))
    own = own_place(promise.plain, text[low:high], [at - low for _, _, at in found])
    if own is not None:
        return found[own : own + 1] if own >= 0 else []
    return found if several or things_apart(promise, match, year) else _of_nearest_clause(found, match)


def _when_published(promise: Promise, match: Match, year: int | None) -> Iterator[tuple[date, date, int]]:
    """The days of a clause farther behind that ends with a verb of the promise (目录…编制,经审核,12月18日统一公布)."""
    text = match.passage.line.plain.string
    acts = {word.concept for word in promise.words if word.share == CORE and word.act}
    for clause in match.passage.clauses[match.last + 1 :]:
        ends = clause.words[-1].end == clause.span.end and clause.words[-1].concept in acts
        if ends and not clause.apart and not clause.wanting and says_when(clause.span.of(text)):
            for first, last, at in days_done(clause.span.of(text), year):
                yield first, last, clause.span.start + at
            return


def _finishes(promise: Promise, match: Match) -> bool:
    """Whether the clause behind says when the last of it was done, or that just this was finished (逐户发放完毕)."""
    clause = match.passage.clauses[match.last + 1]
    said = clause.span.of(match.passage.line.plain.string)
    return _LAST_OF_IT.search(said) is not None or (
        _FINISHED.search(said) is not None and not promise.asked.isdisjoint(clause.concepts)
    )


def things_apart(promise: Promise, match: Match, year: int | None) -> bool:
    """Whether clauses tell of several things promised together each when it was done (甲8月开通,乙11月开通)."""
    text = match.passage.line.plain.string
    dated = [
        clause.span
        for clause in match.passage.clauses[match.first : match.last + 1]
        if list(days_done(clause.span.of(text), year))
    ]
    things = [word.start for asked, word, _ in match.hits if asked.share == CORE and not (asked.generic or asked.act)]
    told = [span for span in dated if any(span.start <= at < span.end for at in things)]
    return len(told) > 1 and _BESIDE.search(promise.plain) is not None


def _of_nearest_clause(found: list[tuple[date, date, int]], match: Match) -> list[tuple[date, date, int]]:
    """The days in the clause with most of the promise; all of them where two have as much, or one has none of it."""
    of_clause: dict[int, list[tuple[date, date, int]]] = {}
    weight: dict[int, float] = {}
    for index, clause in enumerate(match.passage.clauses):
        inside = [one for one in found if clause.span.start <= one[2] < clause.span.end]
        if inside:
            of_clause[index] = inside
            weight[index] = sum(
                much for _, word, much in match.hits if clause.span.start <= word.start < clause.span.end
            )
    ordered = sorted(weight, key=lambda index: -weight[index])
    if len(ordered) < 2 or weight[ordered[0]] <= weight[ordered[1]]:
        return found
    return of_clause[ordered[0]]
