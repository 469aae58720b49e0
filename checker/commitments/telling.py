"""What an answer tells: the amount and the day of its sentence, or of several together."""

from __future__ import annotations

from dataclasses import replace

from checker.commitments.answer import Answer, reached
from checker.commitments.classes import kinds_listed
from checker.commitments.counting import once
from checker.commitments.counts import PERCENT, amounts
from checker.commitments.deadlines import says_when
from checker.commitments.donewhen import done
from checker.commitments.found import Amount
from checker.commitments.promises import Promise
from checker.commitments.ranked import Order, Ranked
from checker.commitments.reported import reported
from checker.commitments.reportedasides import (
    listed_in_part,
    part_of_all,
    reported_aside,
    reported_in_time,
    reported_part,
)
from checker.commitments.scoring import Match
from checker.commitments.vocabulary import Vocabulary

BESIDE = 0.8
"""How near to the best a further sentence must come to be evidence beside it."""
NEXT = 5
"""Sentences among which one is looked for that gives the amount asked for."""
THINGS = "项"
"""The unit of things that are named one by one."""
WHOLE = 100
"""Percent that are all."""


def in_part(told: Answer, first: Ranked, ranked: Order, vocabulary: Vocabulary) -> Answer:
    """The answer as short where its sentence lists only some of the things that the plan names."""
    if told.status != "answered" or told.promise.counted:
        return told
    elsewhere = ranked.text
    some = listed_in_part(told.promise, first.match, elsewhere)
    if some is None:
        return told
    promise = replace(told.promise, counted=True, promised=some[1], unit=THINGS, comparison=">=")
    return replace(told, promise=promise, reported=some[0], reported_at=some[2])


def summed(told: Answer, first: Ranked, ranked: Order, vocabulary: Vocabulary, year: int | None) -> Answer:
    """The answer with the occasions of further sentences, where each says of another time of the year that it was done.

    Held to be of the same thing are those that answer for certain themselves.
    """
    promise, whole = told.promise, told.reported
    if not vocabulary.counts_occasions(promise.unit) or whole is None or not says_when(_with_the_one_before(first)):
        return told
    for one in ranked[:NEXT]:
        as_near = one.certainty >= vocabulary.answered and one.rank >= BESIDE * first.rank
        own = one.match.passage is first.match.passage
        if own or not as_near or one.match.wanting or not says_when(_with_the_one_before(one)):
            continue
        more = reported(promise, one.match, vocabulary, year)
        whole += more[0] if more else 0
    return replace(told, reported=whole)


def with_other_kinds(told: Answer, first: Ranked, ranked: Order, vocabulary: Vocabulary) -> Answer:
    """The answer with the amounts of further sentences, each of a thing that the plan counts with that of the first.

    参加在线访谈、新闻发布会不少于4次, where one sentence tells of the one and another of the other.
    """
    kinds, whole = kinds_listed(told.promise, vocabulary), told.reported
    said = {concept for clause in first.match.passage.clauses for concept in clause.concepts}
    if whole is None or not any(kind & said for kind in kinds):
        return told
    for kind in (kind for kind in kinds if not kind & said):
        whole += next((more for one in ranked[:NEXT] if (more := _amount_of(kind, told, one, vocabulary))), 0)
    return replace(told, reported=whole)


def _amount_of(kind: frozenset[str], told: Answer, one: Ranked, vocabulary: Vocabulary) -> Amount | None:
    """How much a clause of a sentence says of one kind of thing, in the unit of a promise."""
    for clause in one.match.passage.clauses:
        if clause.apart or clause.wanting or kind.isdisjoint(clause.concepts):
            continue
        for number, unit, _ in amounts(clause.span.of(one.match.passage.line.plain.string), vocabulary):
            if vocabulary.same_unit(unit, told.promise.unit):
                return number.value
    return None


def _with_the_one_before(one: Ranked) -> str:
    """The clauses that answer and the one before them, which may say when (4月26日,校长与学生座谈)."""
    return one.match.passage.between(max(one.match.first - 1, 0), one.match.last)


def with_what_it_tells(answer: Answer, match: Match, vocabulary: Vocabulary, year: int | None) -> Answer:
    """The answer with the amount and the day that its sentence gives; one that is named is one (1名副局长分管)."""
    asked = answer.promise
    number = reported(asked, match, vocabulary, year)
    aside = asked.aside
    beside = reported_aside(answer.promise, match, vocabulary) if aside else None
    part = reported_in_time(aside, match, vocabulary) if number is None and not answer.promise.counted else None
    if aside and beside and not part:
        whole = replace(
            answer.promise, counted=True, promised=aside.value, unit=aside.unit, comparison=aside.comparison
        )
        less = not reached(beside[0], whole) and number is not None and reached(number[0], answer.promise)
        less = less and (answer.promise.per_year == 1 or aside.unit != answer.promise.unit)  # 12个中每季度3个
        if less or not answer.promise.counted:
            answer, number = replace(answer, promise=whole), beside
    elif number is None and (not answer.promise.counted or _once_each(answer.promise, vocabulary)):
        if part is None and vocabulary.holds("whole", answer.promise.text):
            part = reported_part(match, vocabulary)
        if part and part[0] < WHOLE:
            whole = replace(answer.promise, counted=True, promised=WHOLE, unit=PERCENT, comparison=">=")
            answer, number = replace(answer, promise=whole), part
    some = part_of_all(asked, match, vocabulary)
    if some and (not asked.counted or asked.promised == some[0] or _once_each(asked, vocabulary)):
        all_, unit, number = some
        answer = replace(answer, promise=replace(asked, counted=True, promised=all_, unit=unit, comparison=">="))
    named = answer.promise.promised == 1 and (answer.promise.comparison == "==" or once(asked, match, vocabulary))
    day = done(answer.promise, match, year)
    return replace(
        answer,
        reported=number[0] if number else 1 if named else None,
        reported_at=number[1] if number else None,
        done=day[0] if day else None,
        done_at=day[1] if day else None,
    )


def _once_each(promise: Promise, vocabulary: Vocabulary) -> bool:
    """Whether each of several is to do it once (各部门均不少于1次), so that it counts how many did."""
    return promise.promised == 1 and vocabulary.counts_occasions(promise.unit)
