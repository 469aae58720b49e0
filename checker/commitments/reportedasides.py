"""What an answer says without writing the amount itself: shares of two counts, lists, what a plan names on the way."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal
from itertools import pairwise

from checker.commitments.asides import Aside, of_each
from checker.commitments.counts import ANY, PERCENT, amounts
from checker.commitments.drafting import CORE
from checker.commitments.found import Amount, At
from checker.commitments.occasions import each_time
from checker.commitments.passages import pairs_of
from checker.commitments.promises import Promise
from checker.commitments.quantities import converted, noun_around, same_thing
from checker.commitments.scoring import Match
from checker.commitments.sentences import Span
from checker.commitments.shares import ALL, of_two, percent, reported_but
from checker.commitments.vocabulary import Vocabulary
from checker.text.digits import chinese_number
from checker.text.numerals import Number

_NOT_MORE = re.compile(r"(?:未|没有?|不)(?:曾|有)?(?:超过|超出|突破|多于|长于)\Z")
"""Before how long something took at most."""
SLOWEST = re.compile(r"(?:最长|最慢|最久|最晚|最迟|最多)[^,;。\d]{0,8}\Z")
"""Before how long that of several took which took longest (最长一封4个工作日)."""
_OF_THOSE = re.compile(r"[的有]\Z")
"""Before how many it was that are of a kind (在30分钟内派单的80条)."""
_DONE_WITH = re.compile(r"[^,;。\d]{0,16}(?<!其)中,?(?:目前|现|均?已经?)?有?[^,;。\d]{0,3}\Z")
"""Between how many there are and of how many of them it was done (12家中,已有9家)."""
_THE_REST = re.compile(r"(?:其余|其他|剩余|余下)[^,;。]{0,12}?(?:也|亦|已)(?!在)")
"""Of the others it was done as well."""
_NTH_DAY = re.compile(r"第(\d{1,3}|[一二三四五六七八九十]{1,3})个?(工作日|[天日])")
"""The day after what starts them on which something was done (批复后第26天)."""
_WEEKS = re.compile(r"([一两二三四五六]|(?<!\d)\d)个?(?:周|星期)(?:之|以)?内")
_WEEK, _AT_WORK = 7, 5
"""Days of a week, and those at work."""
_DAYS = ("日", "天", "工作日", "个工作日")
_NAMED_THINGS = re.compile(r"((?:[^,;:。、]{2,14}、){2,}[^,;:。、的等]{2,14})(?:等|的)")
"""Things that a plan names one by one (甲、乙、丙的评价)."""
THREE = 3
"""Things of such a list at least."""
_ONE_BY_ONE = re.compile(r"(?:[^,;:。、\d]{2,24}、)+[^,;:。、\d]{2,24}")
_JOINED = re.compile(r"(?:[^,;:。、\d]{2,12}[、和及与])+[^,;:。、\d]{2,12}")


def reported_aside(promise: Promise, match: Match, vocabulary: Vocabulary) -> tuple[Amount, At] | None:
    """What the answer gives for an amount that the plan names on the way; the most of several such.

    Of a time, and of what each has, the same kind of time and what each has; else of the same things as their noun
    says, or as many of the things that the plan lists as stand there.
    """
    asked = promise.aside
    if asked is None:
        return None
    line = match.passage.line
    text = line.plain.string
    found: list[tuple[tuple[float, int], tuple[Amount, At]]] = []
    for index, clause in enumerate(match.passage.clauses[: match.last + 2]):
        said, shift = clause.span.of(text), clause.span.start
        if index < match.first:
            continue
        held = _held(match, clause.span)
        for number, unit, end in amounts(said, vocabulary, limits=True, each=True):
            value = None if number.percent else converted(number.value, unit, asked.unit, vocabulary)
            if asked.unit == ANY and unit not in vocabulary.durations and not number.percent and number.yuan is None:
                value = number.value
            if value is not None and _meant(asked, unit, said, number, end, vocabulary):
                if vocabulary.counts_occasions(unit) and vocabulary.patterns["each"].search(said, 0, number.start):
                    value *= each_time(match, index, vocabulary, promise.year) or 1
                alike = len(pairs_of(asked.noun.before) & pairs_of(said[: number.start]))
                found.append(((held, alike), (value, line.back(number.start + shift, end + shift))))
    if asked.comparison == "<=":
        found += (((0.0, 0), one) for one in _days_after(asked, match))
    if found:  # 一般件3日内,复杂件10日内: the one of what is asked
        most = max(alike for alike, _ in found)
        return max((one for alike, one in found if alike == most), key=lambda one: one[0])
    return reported_list(asked.items, match)


def _held(match: Match, span: Span) -> float:
    """How much of the words of a promise itself stands in a clause (执法决定20日内,许可、处罚7日内)."""
    core = (hit for hit in match.hits if hit[0].share == CORE)
    return sum(much for _, word, much in core if span.start <= word.start < span.end)


def _days_after(asked: Aside, match: Match) -> Iterator[tuple[Amount, At]]:
    """On which day after what starts them something was done, or within how many weeks (批复后第26天, 三周之内).

    In days at work where the plan counts those; days that are counted otherwise tell nothing where they are more.
    """
    low, high = match.passage.clauses[match.first].span.start, match.range[1]
    text, line = match.passage.line.plain.string, match.passage.line
    at_work = "工作" in asked.unit
    for found in _NTH_DAY.finditer(text, low, high):
        days = _number(found[1])
        same = at_work == ("工作" in found[2] or "工作日" in match.passage.text)
        if asked.unit in _DAYS and (same or (at_work and days <= asked.value)):
            yield days, line.back(*found.span())
    for found in _WEEKS.finditer(text, low, high):
        if asked.unit in _DAYS:
            yield _number(found[1]) * (_AT_WORK if at_work else _WEEK), line.back(*found.span())


def _number(written: str) -> int:
    value = int(written) if written.isdigit() else chinese_number(written.replace("两", "二"))
    return int(value) if value is not None else 0


def _meant(asked: Aside, unit: str, said: str, number: Number, end: int, vocabulary: Vocabulary) -> bool:
    """Whether an amount of the same unit is of what the plan speaks of."""
    if asked.comparison == "<=":
        within = re.match("(?:之|以)?内", said[end:]) or _NOT_MORE.search(said, 0, number.start)
        within = within or SLOWEST.search(said, 0, number.start)
        return ("工作" in unit) == ("工作" in asked.unit) and within is not None
    each = of_each(said, number, vocabulary)
    if each or asked.each:
        return asked.each and each
    return same_thing(asked.noun, noun_around(said, number.start, end), vocabulary)


def reported_in_time(asked: Aside | None, match: Match, vocabulary: Vocabulary) -> tuple[Amount, At] | None:
    """The share of which a sentence says in one clause that it was done in the time that a plan names on the way.

    Of 48小时内作出回应 the 96.3 % of 两天之内取得联系的占96.3%. None where the plan names no such time.
    """
    if asked is None or asked.comparison != "<=":
        return None
    line = match.passage.line
    for clause in match.passage.clauses[match.first : match.last + 2]:
        said, shift = clause.span.of(line.plain.string), clause.span.start
        given = amounts(said, vocabulary, limits=True)
        kept = [
            end
            for number, unit, end in given
            if converted(number.value, unit, asked.unit, vocabulary) == asked.value
            and ("工作" in unit) == ("工作" in asked.unit)
            and re.match("(?:之|以)?内", said[end:])
        ]
        for number, unit, end in given:
            if kept and unit == PERCENT and number.start > kept[0] and number.value <= ALL:
                return number.value, line.back(shift + number.start, shift + end)
        part = _counted_beside(said, kept[0], vocabulary) if kept else None
        if part:
            number, unit, end = part
            before = amounts(line.plain.string[match.passage.span.start : shift], vocabulary)
            whole = next((one.value for one, other, _ in before if vocabulary.same_unit(unit, other)), 0)
            if whole > number.value:  # 停水67次,其中61次在1小时内告知
                share = percent(Decimal(number.value), Decimal(whole))
                return share, line.back(shift + number.start, shift + end)
    return None


def _counted_beside(text: str, limit: int, vocabulary: Vocabulary) -> tuple[Number, str, int] | None:
    """The amount of a clause that is of what was done within a time limit, before it or behind it (的80条).

    None where it says that it was so of all of a kind (一般件290件均在3日内).
    """
    counted = [
        one
        for one in amounts(text, vocabulary)
        if one[1] not in vocabulary.durations and one[1] != PERCENT and one[0].yuan is None
    ]
    before = [one for one in counted if one[2] <= limit]
    if before:
        return None if vocabulary.holds("whole", text[before[-1][2] : limit]) else before[-1]
    return next((one for one in counted if _OF_THOSE.search(text, 0, one[0].start)), None)


def reported_list(items: tuple[str, ...], match: Match) -> tuple[Amount, At] | None:
    """How many things the plan lists, where the sentence names all of them; None where it lists none."""
    if not items or any(item not in match.passage.text for item in items):
        return None
    return len(items), match.passage.line.back(*match.range)


def listed_in_part(promise: Promise, match: Match, elsewhere: str) -> tuple[int, int, At] | None:
    """How many of the things that a plan names one by one the answer lists in the same words, and how many these are.

    None where it has all of them, no two side by side, or what is missing is named in the report (`elsewhere`).
    """
    found = _NAMED_THINGS.search(promise.plain)
    items = found[1].split("、") if found else []
    if len(items) < THREE:
        return None
    text = match.passage.between(match.first, match.last)
    behind_verb = len(items[0]) - min(map(len, items[1:]))  # the first goes on from a verb (公布东湖、西湖、南湖的)
    items[0] = next((items[0][at:] for at in range(behind_verb + 1) if items[0][at:] in text), items[0])
    own = [pairs_of(item) - set().union(*map(pairs_of, items[:at] + items[at + 1 :])) for at, item in enumerate(items)]
    told = [item in text for item in items]
    beside = any(f"{one}{mark}{other}" in text for one, other in pairwise(items) for mark in "、和及与")
    missing = [pairs for pairs, there in zip(own, told, strict=True) if not there]
    there = any(2 * sum(pair in elsewhere for pair in pairs) >= len(pairs) for pairs in missing)
    if not missing or not beside or there:
        return None
    return sum(told), len(items), match.passage.line.back(*match.range)


def as_many_listed(match: Match, least: Amount, *, joined: bool = False) -> tuple[Amount, At] | None:
    """How many things the clauses list, where these are as many as were promised, or more. `joined`: by 和 as well."""
    text, start = match.passage.line.plain.string, match.range[0]
    listed = (_JOINED if joined else _ONE_BY_ONE).finditer(text, *match.range)
    many = max((len(re.findall(r"[、和及与]" if joined else "、", one[0])) + 1 for one in listed), default=0)
    return (many, match.passage.line.back(start, match.range[1])) if many > 1 and many >= least else None


def reported_part(match: Match, vocabulary: Vocabulary) -> tuple[Amount, At] | None:
    """The share that two counts of the answer give, in percent, where the latter of them stands in its clauses."""
    found = reported_but(match, vocabulary) or of_two(match, vocabulary)
    low, high = match.range
    return found if found and match.passage.line.back(low, high)[0] <= found[1][0] else None


def part_of_all(promise: Promise, match: Match, vocabulary: Vocabulary) -> tuple[Amount, str, tuple[Amount, At]] | None:
    """How many a promise says that there are of what it is about, their unit, and of how many of these it was done.

    Of 督促全市12家博物馆公开开放时间 and 12家博物馆中,已有9家公开 12, 家 and 9, and 12 of them where
    it says that the rest followed. None where the sentence says no such thing.
    """
    asked = amounts(promise.plain, vocabulary, loose=True)
    line, span = match.passage.line, match.passage.span
    text = span.of(line.plain.string)
    for (whole, unit, end), (part, other, stop) in pairwise(amounts(text, vocabulary, loose=True)):
        told = _DONE_WITH.fullmatch(text[end : part.start]) and vocabulary.same_unit(unit, other)
        same = any(whole.value == one.value and vocabulary.same_unit(unit, own) for one, own, _ in asked)
        if told and same and 0 < part.value < whole.value:
            at = line.back(span.start + part.start, span.start + stop)
            much = whole.value if _THE_REST.search(text, stop) else part.value
            return whole.value, next(own for one, own, _ in asked if one.value == whole.value), (much, at)
    return None
