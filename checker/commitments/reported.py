"""What an answer reports: the amount in the unit of the promise, and the day it was done."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from decimal import Decimal

from checker.commitments.choosing import chosen, in_season
from checker.commitments.classes import counts_a_class
from checker.commitments.counts import ANY, PERCENT, amounts, every_one, told_of_each
from checker.commitments.deadlines import days_between, says_when
from checker.commitments.drafting import CORE
from checker.commitments.found import Amount, At, Found
from checker.commitments.least import lasted, least_of_each
from checker.commitments.manyfold import asks_each, doers, of_each, told_in_order, with_them
from checker.commitments.occasions import each_time, in_all, occasions, per_year
from checker.commitments.passages import IN_THE_END, is_meant
from checker.commitments.promises import Promise
from checker.commitments.quantities import (
    Noun,
    converted,
    itself,
    likeness,
    names_something,
    noun_around,
    was_until_then,
)
from checker.commitments.reportedasides import as_many_listed, reported_list
from checker.commitments.scoring import Match
from checker.commitments.shares import asks_change, reported_share
from checker.commitments.spoken import falls_short
from checker.commitments.vocabulary import Vocabulary
from checker.commitments.weighing import Weighed
from checker.text.numerals import Number

_RATE_NAME = re.compile(r"(?P<verb>[\u4e00-\u9fff]{2,8}?)(?<!的)(?:[率比]|占比|比例|(?<=[意晓])度)")
"""What a share is of, as it is called (满意率)."""
_NEAREST: tuple[Callable[[Weighed], bool], ...] = (
    lambda word: word.amount and word.head,
    lambda word: word.amount and not word.generic,
    lambda word: word.head,
    lambda word: True,
)
"""Beside which words of the promise an amount is looked for, the best first."""
_DIFFERENCE = re.compile(
    r"[比较同][^,;。]{1,12}?(?:缩短|缩减|压缩|减少|降低|下降|提前|增加|增长|提高|提升|上升|多|少|快)"
    r"(?:了|[^,;。\d到至为]{2})?\Z"
)
"""Before by how much an amount differs from another (比上年缩短1.5个工作日)."""
KIND_BEHIND = 2
"""Characters behind an amount that may tell it apart from others (2名专职)."""
_LISTS = re.compile(r"[、和及与]")
_STANDING = re.compile(r"(?:目前|现[有存]|现在用|在用|尚存|仅存)[^,;。\d]{0,8}\Z")
"""Before how much there is, which is not how much was done (目前在用账号1个)."""
_CLOCK = re.compile(r"\d[点时]")
"""A time of the day, at which something is done every day."""
PLACE = "处"
"""The unit of places and kinds of things, which a report may name one by one."""
KIND = "种"
"""The unit of kinds of things, of which a report may name two with 和 between them (文字解读和一图读懂)."""
PERSON = "人"
"""The unit of people."""
SUM = 4
"""Characters before the amount in a clause that says only how many there were."""
DAYS, AT_WORK = ("日", "天"), "工作日"
HOLIDAYS = 3
"""Days at work by which so many must be more than promised to be enough, as nobody knows which were holidays."""
OFTEN_ENOUGH, LEFT_OUT = 50, Decimal("0.9")
"""From so many times a year on, holidays leave some out (每周五公布,共51期)."""
_LASTING = re.compile(
    r"(?<![\d一二三四五六七八九十])(?P<number>[半一两二三四五六]|\d{1,2})"
    r"(?:个(?P<month>月)|个?(?P<week>周|星期))(?![一二三四五六日天末])"
)
"""How long something lasted, in months or weeks, where the plan counts days."""
_ALWAYS = re.compile(r"全天候|昼夜|日夜")
"""As long as a day has hours."""


def reported(promise: Promise, match: Match, vocabulary: Vocabulary, year: int | None) -> tuple[Amount, At] | None:
    """The amount that the answer gives in the promise's unit and for the whole year, with its place.

    Written amounts go first: a sum, else the one nearest to what is named. Then what follows: a share of two counts,
    how often a year it is said to be done, the months that are listed, the one day on which it was done.
    """
    if not promise.counted:
        return None
    written = list(_written(promise, match, vocabulary, year))
    done = [one for one in written if not is_meant(match.passage.line.plain.string, one.span[0], vocabulary)]
    found = [*(done or written), *_of_every_one(promise, match, vocabulary)]
    within = any(not one.rank[1] for one in found)
    if promise.per_year > 1 and vocabulary.in_a_season(promise.plain):
        return in_season(promise, match, found, vocabulary)
    if promise.per_year > 1 and (told := per_year(promise, match, vocabulary, around=not within)):
        whole = in_all(promise, match, vocabulary) if vocabulary.counts_occasions(promise.unit) else None
        holidays = LEFT_OUT if promise.per_year >= OFTEN_ENOUGH else 1
        return whole if whole and whole[0] < told[0] * holidays else told
    unnamed = not within or not any(_in_named_clause(promise.noun, one, match, vocabulary) for one in found)
    if promise.unit == PERCENT and unnamed and not any(one.rank[3] for one in found):
        share = reported_share(promise, match, vocabulary)
        if share or not found:
            return share
    if found and (least := least_of_each(promise, found)):
        return least
    if found:
        much = chosen(promise, match, found, vocabulary)
        asked = promise.promised or 0
        most = promise.per_year >= OFTEN_ENOUGH and LEFT_OUT * asked <= much[0] < asked
        return (asked, much[1]) if most else much
    if vocabulary.counts_occasions(promise.unit) or promise.per_year > 1:
        return occasions(match, promise.per_year, vocabulary, year, promise.promised or 2)
    at_work = promise.unit.endswith(AT_WORK)
    if (promise.unit in DAYS or at_work) and (span := days_between(match.passage.text, promise.year, at_work=at_work)):
        days, low, high = span
        start = match.passage.span.start
        holidays = at_work and 0 <= days - (promise.promised or 0) < HOLIDAYS
        return None if holidays else (days, match.passage.line.back(start + low, start + high))
    if promise.unit in DAYS and (lasting := _LASTING.search(match.passage.text)):
        start = match.passage.span.start
        days = lasted(lasting)
        return days, match.passage.line.back(start + lasting.start(), start + lasting.end())
    if promise.unit in vocabulary.durations and (always := _ALWAYS.search(match.passage.text)):
        start = match.passage.span.start
        return promise.promised or 0, match.passage.line.back(start + always.start(), start + always.end())
    every = reported_list(promise.things, match)
    if every is None and promise.comparison in (">=", "==") and vocabulary.same_unit(promise.unit, PLACE):
        return as_many_listed(match, promise.promised or 0)
    if every is None and promise.comparison in (">=", "==") and promise.unit == KIND:
        return as_many_listed(match, promise.promised or 0, joined=True)
    return (promise.promised or every[0], every[1]) if every else None


def _written(promise: Promise, match: Match, vocabulary: Vocabulary, year: int | None) -> Iterator[Found]:
    line = match.passage.line
    text = line.plain.string
    asked = promise.plain
    near: list[int] = []
    for wanted in _NEAREST:
        near = near or [word.end for asked, word, _ in match.hits if wanted(asked)]
    low, high = match.range
    for index, clause in enumerate(match.passage.clauses):
        if clause.apart:
            continue
        shift = clause.span.start
        loose = promise.unit not in vocabulary.unit_words or promise.unit == ANY
        limits = promise.unit in vocabulary.durations
        for number, unit, end in amounts(clause.span.of(text), vocabulary, loose=loose, limits=limits):
            value = _in_unit(number, unit, promise, vocabulary)
            if value is None and _is_each_time(promise, unit, clause.span.of(text)[end:], vocabulary):
                value = number.value
            start, stop = number.start + shift, end + shift
            before = text[shift:start]
            told = _LISTS.split(clause.span.of(text)[:end])[-1] + text[stop : stop + KIND_BEHIND]
            if vocabulary.opposite(asked, told):
                continue  # of 专职3名 none are 兼职14名
            if (
                was_until_then(before, text[stop:])
                or (_DIFFERENCE.search(before) and not asks_change(promise))
                or value is None
                or _of_another_deed(promise, match, index, vocabulary)
                or not (
                    _about(promise, match, index, unit, vocabulary) or _made_beside(promise, match, index, vocabulary)
                )
            ):
                continue
            if promise.comparison not in ("<", "<=") and value >= (promise.promised or 0) and falls_short(text, start):
                continue
            factor: int | None = 1
            mine = told_in_order(promise, clause.span.of(text), number.start, end)
            if mine == -1:
                continue
            if of_each(before, vocabulary) and mine is None:
                times = None if asks_each(promise, vocabulary) else each_time(match, index, vocabulary, year)
                factor = 1 if asks_each(promise, vocabulary) else times or doers(before)
                if factor and promise.per_year > 1 and _CLOCK.search(before):
                    factor *= max(vocabulary.periods.values())
            elif vocabulary.counts_occasions(unit) or promise.per_year > 1:
                factor = vocabulary.often(before) or 1
            if factor == 1 and unit != PERCENT and unit not in vocabulary.durations:
                factor = vocabulary.mean_of(before) or 1
            if factor is None:
                continue
            total = any(word in before[-6:] for word in vocabulary.totals)
            away = min((start - at if start >= at else 2 * (at - start) for at in near), default=0)
            given = noun_around(clause.span.of(text), number.start if mine is None else mine, end)
            alike = likeness(promise.noun, given, vocabulary)
            named = names_something(itself(given, vocabulary), vocabulary)
            other = names_something(promise.noun, vocabulary) and not alike and (named or not says_when(before))
            if vocabulary.same_unit(unit, PERSON) and value == number.value:
                value += with_them(text[shift:start], text[stop : clause.span.end])
            if unit == ANY != promise.unit and not alike:
                continue
            if unit == PERCENT and (
                _another_rate(promise.noun, given) or _unnamed_rate(promise.noun, match, vocabulary)
            ):
                continue
            rank = (not IN_THE_END.search(before), not low <= start < high, other, -alike, not total, away)
            yield Found(
                rank,
                value * factor,
                line.back(start, stop),
                (start, stop),
                total,
                says_when(before),
                _STANDING.search(before) is not None,
            )


def _of_every_one(promise: Promise, match: Match, vocabulary: Vocabulary) -> Iterator[Found]:
    """What it comes to in all where a clause says so much of each of as many as stand before."""
    start = match.passage.clauses[match.first].span.start
    text = match.passage.line.plain.string[start : match.passage.span.end]
    for number, unit, end, many, _ in every_one(text, vocabulary):
        value = _in_unit(number, unit, promise, vocabulary)
        if value is not None:
            span = start + number.start, start + end
            at = match.passage.line.back(*span)
            yield Found((True, False, False, 0, False, 0), value * many, at, span, True, False)
    of_all = next((one[3] for one in every_one(promise.plain, vocabulary)), 0)
    for number, unit, end in amounts(text, vocabulary, each=True) if of_all else ():
        value = _in_unit(number, unit, promise, vocabulary)
        if value is not None and value * of_all <= (promise.promised or 0) and told_of_each(text, number, vocabulary):
            span = start + number.start, start + end
            yield Found(
                (True, False, False, 0, False, 0), value * of_all, match.passage.line.back(*span), span, True, False
            )


def _in_unit(number: Number, unit: str, promise: Promise, vocabulary: Vocabulary) -> Amount | None:
    """The value in the unit of the promise, None where it is of another kind."""
    if number.percent or promise.unit == PERCENT:
        return number.value if unit == promise.unit else None
    if number.yuan is not None:
        scale = vocabulary.yuan(promise.unit)
        return number.yuan / scale if scale else None
    if ANY in (unit, promise.unit):
        return None if {unit, promise.unit} & {*vocabulary.durations} else number.value
    return converted(number.value, unit, promise.unit, vocabulary)


def _is_each_time(promise: Promise, unit: str, after: str, vocabulary: Vocabulary) -> bool:
    """Whether things are counted of which one is made each time (通报两次 and 印发一份通报)."""
    made = promise.noun.before[-2:]
    counts = unit in vocabulary.unit_words and unit not in vocabulary.durations
    return vocabulary.counts_occasions(promise.unit) and counts and len(made) == 2 and after.startswith(made)


def _another_rate(asked: Noun, given: Noun) -> bool:
    """Whether two shares are called by names whose verbs have nothing in common (差评整改率100% and 参评率81.3%).

    A name may leave the verb of the other out (年报率 of 年报公示率).
    """
    own, other = (_RATE_NAME.search(noun.before) for noun in (asked, given))
    if own is None or other is None or other["verb"][-2:] in own["verb"]:
        return False
    return not set(own["verb"][-2:]) & set(other["verb"][-2:])


def _unnamed_rate(asked: Noun, match: Match, vocabulary: Vocabulary) -> bool:
    """Whether a plan calls its share by a name of which the sentence has nothing (满意率, and 97%按时办结).

    The first character of the verb is enough (办结率 and 办毕).
    """
    own = _RATE_NAME.search(asked.before)
    if own is None:
        return False
    verb = own["verb"][-2:]
    concepts = (clause.concepts for clause in match.passage.clauses)
    return verb[0] not in match.passage.text and not any(vocabulary.concept(verb) in one for one in concepts)


def _in_named_clause(asked: Noun, one: Found, match: Match, vocabulary: Vocabulary) -> bool:
    """Whether a share stands in a clause that has something of the name that the plan gives its own."""
    own = _RATE_NAME.search(asked.before)
    if own is None:
        return True
    verb = own["verb"][-2:]
    line = match.passage.line.plain.string
    clause = next(clause for clause in match.passage.clauses if clause.span.start <= one.span[0] < clause.span.end)
    return verb[0] in clause.span.of(line) or vocabulary.concept(verb) in clause.concepts


def _about(promise: Promise, match: Match, index: int, unit: str, vocabulary: Vocabulary) -> bool:
    """Whether an amount is of what was promised: a word of it stands in the clause, or the unit is the same.

    How long it took may stand in the clause behind (征求了意见,时间均在30天以上).
    """
    clause = match.passage.clauses[index]
    if vocabulary.same_kind(unit, promise.unit) or (
        vocabulary.counts_occasions(unit) and vocabulary.counts_occasions(promise.unit)
    ):
        return True
    if {unit, promise.unit} <= vocabulary.durations.keys() and index == match.last + 1:
        return True
    if any(word.amount and not word.generic and word.concept in clause.concepts for word in promise.words):
        return True
    if index == match.last + 1 and vocabulary.same_unit(unit, promise.unit) and _only_counts(match, index, vocabulary):
        return True
    return (
        any(clause.span.start <= word.start < clause.span.end for asked, word, _ in match.hits if not asked.generic)
        or match.passage.clauses[match.first].span.start
        <= clause.span.start
        <= match.passage.clauses[match.last].span.start
    )


def _of_another_deed(promise: Promise, match: Match, index: int, vocabulary: Vocabulary) -> bool:
    """Whether a clause tells of a thing of its own beside the one that answers, where a plan says only how often.

    Of 按月发布统计数据 how often conferences were held is none (数据于次日上网,举行发布会2场), nor what a clause adds
    up that only counts behind that.
    """
    if promise.per_year == 1 or names_something(promise.noun, vocabulary):
        return False
    if index and _only_counts(match, index, vocabulary):
        index -= 1
    clause = match.passage.clauses[index]
    core = [
        clause.span.start <= word.start < clause.span.end
        for asked, word, _ in match.hits
        if asked.share == CORE and not asked.generic and not asked.act
    ]
    asked = {word.concept for word in promise.words}
    return bool(core) and not any(core) and bool((set(clause.concepts) & vocabulary.heads) - asked)


def _made_beside(promise: Promise, match: Match, index: int, vocabulary: Vocabulary) -> bool:
    """Whether a clause beside those that answer may tell of more of a class of things that the plan counts."""
    return counts_a_class(promise, vocabulary) and match.first - 1 <= index <= match.last + 1


def _only_counts(match: Match, index: int, vocabulary: Vocabulary) -> bool:
    """Whether a clause behind those that answer says only how many they came to (先后送出2.6万张)."""
    said = match.passage.clauses[index].span.of(match.passage.line.plain.string)
    given = amounts(said, vocabulary)
    alone = len(given) == 1 and given[0][0].start <= SUM and given[0][2] == len(said)
    return alone and vocabulary.begins("totals", said)
