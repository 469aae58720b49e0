"""How often a year an answer says that something was done: by a frequency, periods or days that are listed."""

from __future__ import annotations

import re
from datetime import date

from checker.commitments.counts import amounts
from checker.commitments.deadlines import days_done, puts_off
from checker.commitments.found import Amount, At
from checker.commitments.often import parts_named, periods_listed, points_listed
from checker.commitments.promises import Promise
from checker.commitments.scoring import Match
from checker.commitments.spoken import falls_short
from checker.commitments.terms import words
from checker.commitments.vocabulary import Vocabulary
from checker.text.digits import chinese_number

OFTEN = 10
"""How often at most something is done in each of many periods; more are counted as things (每月抽检30批次)."""
_POINTS = re.compile(
    r"(?:(?<=[春夏秋冬])|(?<=、))(?P<seasons>[两二三四])季(?!度)|(?P<count>\d{1,2}|[一两二三四五六七八九十]{1,3})个(?:时间)?(?:节点|时点|时段)"
)
"""At how many points of time (按一季度、上半年、前三季度、全年四个节点)."""
_ONE_BY_ONE = re.compile(
    r"(?:先后|分别|依次|相继|陆续|轮流|逐一|分批)[^,;。、]{0,10}?(?:就|围绕|对|针对|赴|到|在|走进|走入|深入|参观)([^,;。]{2,60})"
)
"""Of what something was done one after the other (相继邀请居民走进水厂、气站和书城)."""
_INTO = re.compile(r"走?进(?=[校社企村厂园机军商家乡景工])")
_INTO_MANY = re.compile(r"走?进(?![一行度展])[^,;。\d]{0,14}?(\d{1,3})[所家个座处]")
"""Into how many places something was taken that a plan takes into such (进校园10场, and 走进长桥小学等12所学校)."""
_NTH = re.compile(r"第(?:\d{1,3}|[一二三四五六七八九十]{1,3})[次届场]")
"""One occasion by its number (第21次常务会议听取了汇报)."""
_IN_ALL = re.compile(r"共|累计|[了过]\Z")
"""Before how often it was done in the year, beside a frequency (按季公布了四次)."""
_SUM = re.compile(
    r"(?:(?:截?至|到)?(?:年底|年末|\d{1,2}月底?)|全年|先后)?(?:一共|总共|共|累计|合计|总计)[^,;。]{0,6}\Z"
)
"""The opening of a clause that gives only a sum, up to the sum."""


def per_year(
    promise: Promise, match: Match, vocabulary: Vocabulary, *, around: bool, season: bool = False
) -> tuple[Amount, At] | None:
    """How much a year the clauses say that was done, where they say it so (逐月更新, 每月开展两次, 每周3条).

    `around`: the others of the sentence too. `season`: of a part of the year, so that only how often tells it.
    """
    line = match.passage.line
    clauses = match.passage.clauses[match.first : match.last + 1]
    for clause in (*clauses, *(match.passage.clauses if around else ())):
        text = clause.span.of(line.plain.string)
        if clause.apart:
            continue
        if mean := _mean(text, promise, vocabulary):
            value, start, end = mean
            return value, line.back(clause.span.start + start, clause.span.start + end)
        found = vocabulary.patterns["often"].search(text)
        if found is None:
            continue
        rest = text[found.end() :]
        given = [(number, unit) for number, unit, _ in amounts(rest, vocabulary) if isinstance(number.value, int)]
        times = [number for number, unit in given if vocabulary.counts_occasions(unit) and number.value <= OFTEN]
        if not vocabulary.counts_occasions(promise.unit):
            times = [number for number, unit in given if vocabulary.same_unit(unit, promise.unit)]
        at = clause.span.start
        if times and _IN_ALL.search(rest[: times[0].start]):
            start = at + found.end() + times[0].start
            return times[0].value, line.back(start, start + len(times[0].text))
        factor = times[0].value if times else 1
        return vocabulary.times(found, unbroken=season) * factor, line.back(at + found.start(), at + found.end())
    return None


def _mean(text: str, promise: Promise, vocabulary: Vocabulary) -> tuple[Amount, int, int] | None:
    """What a mean comes to in the year, in the unit of a promise (月均推送11篇: 132), and where it stands."""
    times = vocabulary.mean_of(text)
    for number, unit, end in amounts(text, vocabulary) if times else ():
        mean = vocabulary.mean_of(text[: number.start])
        if mean and vocabulary.same_unit(unit, promise.unit):
            return number.value * mean - falls_short(text, number.start), number.start, end  # 平均每周近3次
    return None


def _listed(text: str) -> int:
    """How many acts a text lists one by one, 0 where it lists none."""
    found = _ONE_BY_ONE.search(text)
    return len([one for one in re.split(r"[、和与及]", found[1]) if one]) if found else 0


def in_all(promise: Promise, match: Match, vocabulary: Vocabulary) -> tuple[Amount, At] | None:
    """How often something was done as a clause behind says that has only the sum (逐月发布,至年底共发布7期)."""
    line = match.passage.line
    for clause in match.passage.clauses[match.first : match.last + 3]:
        text = clause.span.of(line.plain.string)
        for number, unit, end in amounts(text, vocabulary):
            sums = _SUM.match(text, 0, number.start)
            own = sums is not None and _says_no_more(text[: number.start], promise, vocabulary)
            if own and vocabulary.counts_occasions(unit) and number.value > 1:
                at = clause.span.start
                return number.value, line.back(at + number.start, at + end)
    return None


def _says_no_more(text: str, promise: Promise, vocabulary: Vocabulary) -> bool:
    """Whether a text names no thing and no act that is not in the plan (共公布, not 共开展培训)."""
    asked = {word.concept for word in promise.words}
    telling = vocabulary.heads | vocabulary.act_concepts
    named = (word for word in words(text, vocabulary) if word.text not in vocabulary.generic)
    return all(word.concept in asked or word.concept not in telling for word in named)


def each_time(match: Match, index: int, vocabulary: Vocabulary, year: int | None) -> int | None:
    """Of how many 各一次 in the clause at `index` speaks: how often, or the times listed; None where it names none."""
    text = match.passage.line.plain.string
    for clause in reversed(match.passage.clauses[: index + 1]):
        said = clause.span.of(text)
        often = vocabulary.often(said)
        listed = max(len({first for first, _, _ in days_done(said, year)}) + parts_named(said), points_listed(said))
        if often or listed > 1:
            return often or listed
    return None


def last_dated(match: Match, year: int | None) -> int:
    """The last clause that tells of another day, of what those before it tell of (4月办轮训,9月的轮训延至11月)."""
    text, clauses = match.passage.line.plain.string, match.passage.clauses
    last = match.last
    while last + 1 < len(clauses) and not match.promise.asked.isdisjoint(clauses[last + 1].concepts):
        if not list(days_done(clauses[last + 1].span.of(text), year)):
            break
        last += 1
    return last


def _held(text: str, year: int | None) -> set[date]:
    """The first days of the times at which a text says that it was done; not those from which it was put off."""
    days = list(days_done(text, year))
    new = [at for _, _, at in days if puts_off(text[:at])]
    return {first for first, _, at in days if at in new or not any(at < one and "," not in text[at:one] for one in new)}


def occasions(
    match: Match, times: int, vocabulary: Vocabulary, year: int | None, least: Amount
) -> tuple[Amount, At] | None:
    """How often something was done, where no amount says it: how often a year, the months listed, the one day.

    Acts that are listed (先后就甲、乙作了解读), and places, count from `least` on: of each there may have been several.
    """
    line = match.passage.line
    text = line.plain.string
    low, high = match.range
    for start, end in ((low, high), (match.passage.span.start, match.passage.span.end)):
        often = vocabulary.often(text[start:end])
        if often:
            return often, line.back(start, end)
    if match.first:
        low = match.passage.clauses[match.first - 1].span.start
    if points := _POINTS.search(text, low, match.passage.span.end):
        count = points["seasons"] or points["count"]
        number = int(count) if count.isdigit() else chinese_number(count.replace("两", "二"))
        return int(number or 1), line.back(*points.span())
    listed = points_listed(text[low:high]) if times > 1 else 0
    if span := listed or periods_listed(text[low:high], times, vocabulary.periods):
        return span, line.back(low, high)
    if (listed := _listed(text[low:high])) >= least:
        return listed, line.back(low, high)
    high = match.passage.clauses[last_dated(match, year)].span.end
    days = list(days_done(text[low:high], year))
    parts = parts_named(text[low:high])
    if days or parts:
        at = days[0][2] if days else 0
        return len(_held(text[low:high], year)) + parts, line.back(low + at, min(low + at + 2, high))
    into = _INTO_MANY.search(text, *match.range) if _INTO.search(match.promise.text) else None
    if into and int(into[1]) >= least:
        return int(into[1]), line.back(*into.span())
    numbered = list(_NTH.finditer(text, low, high))
    return (len({found[0] for found in numbered}), line.back(*numbered[0].span())) if numbered else None
