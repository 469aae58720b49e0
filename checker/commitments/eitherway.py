"""Whether what an answer says can be read as enough and as too little, so that a person decides."""

from __future__ import annotations

import re

from checker.commitments.answer import Answer
from checker.commitments.choosing import BY_THEN
from checker.commitments.counting import only_dated
from checker.commitments.counts import PERCENT, amounts
from checker.commitments.deadlines import ByMonth, days_done, puts_off, says_when, times_named
from checker.commitments.donewhen import days_of, things_apart
from checker.commitments.promises import Promise
from checker.commitments.quantities import converted
from checker.commitments.ranked import Order, Ranked
from checker.commitments.scoring import Match
from checker.commitments.vocabulary import Vocabulary
from checker.commitments.years import holds

NEXT = 5
"""Sentences among which there may be one on further occasions."""
NAME = 2
"""Characters at the end of a thing in a list by which a sentence names it."""
_CLAUSES = re.compile(r"[,;。]")
_FIRST_STEP = re.compile(
    r"(?:完成|形成|拟出|写出|进入)(?:了)?[^,;。]{0,10}?(?P<step>初稿|草稿|样稿|提纲|选题|选址|立项|招标|勘察|设计)(?:阶段|工作)?\Z"
)
"""Ends a clause that tells only how something was begun (已完成选图和初稿)."""
_OF_SOME = re.compile(r"(?:其中|另有|个别|少数|最长|最慢|最久|最迟)[^,;。]{0,12}\Z")
"""Before how long some of several took, or the one that took longest."""
_ONE_OF_SEVERAL = re.compile(r"第[一二三四五六七八九十\d]+|其余|其他|剩余|另有|个别|最后")
AS_SURELY = 0.6
"""How near to the sentence that decides another must come to say of some of several that it was done."""
MAY_ANSWER = 0.5
"""How surely a sentence must answer to tell of a further occasion."""


def either_way(told: Answer, first: Ranked, ranked: Order, vocabulary: Vocabulary, year: int | None) -> bool:
    """Whether days stand on both sides of the deadline, or only some of the things that a plan lists are named.

    Or only a first step is told (已完成初稿). Or it is told short by the one day that a sentence names, and another may
    tell of more; or by one of several amounts that are enough together (上半年11场，下半年15场).
    """
    if told.promise.deadline is not None and _on_both_sides(told, first.match, year):
        return True
    if told.status == "answered" and _names_some(told, first.match):
        return True
    if told.status == "answered" and _only_begun(told, first.match):
        return True
    if told.status == "answered" and _some_in_the_next_year(first.match, year):
        return True
    if told.status == "answered" and _one_took_longer(told, first.match, vocabulary):
        return True
    if told.status == "short" and _enough_together(told, first.match, vocabulary):
        return True
    once = told.reported is not None and told.reported <= 1
    more = once and only_dated(first.match, vocabulary) and _more_of_it(first, ranked, vocabulary)
    return told.status == "short" and more


def _some_in_the_next_year(match: Match, year: int | None) -> bool:
    """Whether a sentence tells of one of several that it was put off to the next year (第四期延至次年1月)."""
    text = match.passage.text
    later = (at for day, _, at in days_done(text, year) if year is not None and not holds(year, day.year))
    return any(puts_off(text[:at]) and _ONE_OF_SEVERAL.search(_CLAUSES.split(text[:at])[-1]) for at in later)


def _one_took_longer(told: Answer, match: Match, vocabulary: Vocabulary) -> bool:
    """Whether a sentence tells of some that took longer than what each may take (平均4.5天,其中1件用了7天)."""
    promise, text = told.promise, match.passage.text
    if promise.unit not in vocabulary.durations or promise.comparison not in ("<", "<=") or "平均" in promise.text:
        return False
    for number, unit, _ in amounts(text, vocabulary, limits=True):
        took = converted(number.value, unit, promise.unit, vocabulary) if unit in vocabulary.durations else None
        if took is not None and took > (promise.promised or 0) and _OF_SOME.search(text, 0, number.start):
            return True
    return False


def _only_begun(told: Answer, match: Match) -> bool:
    """Whether the last clause of the sentence tells of a first step that is not what the plan asks for."""
    said = match.passage.clauses[-1].span.of(match.passage.line.plain.string)
    begun = _FIRST_STEP.search(said.rstrip("。;"))
    return begun is not None and begun["step"] not in told.promise.plain


def _enough_together(told: Answer, match: Match, vocabulary: Vocabulary) -> bool:
    """Whether amounts at several times of the year, each of them too little, are together what was promised."""
    promise, asked = told.promise, told.promise.promised
    if asked is None or promise.unit == PERCENT or promise.comparison not in ("==", ">="):
        return False
    occasions, text = vocabulary.counts_occasions(promise.unit), match.passage.text
    values = [
        number.value
        for number, unit, _ in amounts(text, vocabulary)
        if (vocabulary.same_unit(unit, promise.unit) or (occasions and vocabulary.counts_occasions(unit)))
        and says_when(_CLAUSES.split(text[: number.start])[-1])
    ]
    return len(values) > 1 and max(values) < asked <= sum(values) and not BY_THEN.search(text)


def _on_both_sides(told: Answer, match: Match, year: int | None) -> bool:
    deadline = told.promise.deadline
    assert deadline is not None
    days = days_of(told.promise, match, year)
    if isinstance(deadline, ByMonth) and any(deadline.either(last) for _, last, _ in days):
        return True  # 10月前, and 10月15日上线
    text = match.passage.line.plain.string
    late = [at for first, _, at in days if first > deadline]
    put_off = any(puts_off(text[match.passage.span.start : at]) for at in late)
    named = times_named(told.promise.plain)
    each = 1 < named == len(days)  # 4月、10月各一次, and 4月、11月先后: the second is late
    sure = put_off or each or things_apart(told.promise, match, year)
    return bool(late) and not sure and any(last <= deadline for _, last, _ in days)


def _names_some(told: Answer, match: Match) -> bool:
    """Whether a plan names its things one by one, and the sentence only some of them.

    A clause that lists as many is of the same things, where half of them are called the same.
    """
    asked = told.promise.aside
    items = asked.items if asked and told.reported is None else ()
    named = [item[-NAME:] in match.passage.text for item in items]
    as_many = any(clause.count("、") + 1 >= len(items) for clause in _CLAUSES.split(match.passage.text))
    return any(named) and not all(named) and not (as_many and sum(named) * 2 >= len(named))


def _more_of_it(first: Ranked, ranked: Order, vocabulary: Vocabulary) -> bool:
    """Whether a further sentence may answer, and says when or how often."""
    return any(
        one.match.passage is not first.match.passage
        and one.certainty >= MAY_ANSWER
        and not one.match.wanting
        and (says_when(one.match.passage.text) or not only_dated(one.match, vocabulary))
        for one in ranked[:NEXT]
    )


def some_done(promise: Promise, first: Ranked, ranked: Order, vocabulary: Vocabulary) -> bool:
    """Whether of several that were promised another sentence says as surely that it was done (甲处建成,乙处尚未)."""
    several = promise.counted and (promise.promised or 0) > 1 and promise.unit != PERCENT
    return several and any(
        one.certainty >= vocabulary.answered and one.rank >= AS_SURELY * first.rank and not one.match.wanting
        for one in ranked[1:NEXT]
    )
