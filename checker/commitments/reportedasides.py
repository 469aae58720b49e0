"""What an answer says without writing the amount itself: shares of two counts, lists, what a plan names on the way."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal
from itertools import pairwise

from checker.commitments.asides import Aside, of_each
from checker.commitments.counts import ANY, PERCENT, amounts
from checker.commitments.drafting import CORE
from checker.commitments.occasions import each_time
from checker.commitments.passages import pairs_of
from checker.commitments.promises import Promise
from checker.commitments.quantities import converted, noun_around, same_thing
from checker.commitments.scoring import Match
from checker.commitments.sentences import Span
from checker.commitments.terms import words
from checker.commitments.vocabulary import Vocabulary
from checker.text.digits import chinese_number
from checker.text.numerals import Number

At = tuple[int, int]
"""Start and end in the text of the block."""
Amount = int | Decimal
_SHARES = 1
"""Decimals to which a share is told that follows from two counts."""
_RATE = re.compile(r"([一-鿿]{2})(?:率|比例|面|比重|占比)")
"""A rate by the verb of what is counted (办结率), which then stands before the part: 收到415件,办结392件."""
_OF_A_KIND = re.compile(r"占比|比重|比例|占[^,;。\d]{0,8}\d")
"""A share that those of one kind have, of which it is no matter that something was done with all of them."""
_PER = "人平户日月年"
"""Before 均, with which it is what falls to one (人均2.3回), not all of them."""
_POINTS = re.compile(r"(\d{1,4}(?:\.\d{1,2})?)分[,(]?(?:(?:满分|总分)(?:为|是)?(\d{1,4})分|百分制)")
"""What a score gives of all that there is (占4分,满分100分)."""
_GRADES = ("级", "层")
"""After a number that says which (二级单位), not how many."""
_NOT_MORE = re.compile(r"(?:未|没有?|不)(?:曾|有)?(?:超过|超出|突破|多于|长于)\Z")
"""Before how long something took at most."""
SLOWEST = re.compile(r"(?:最长|最慢|最久|最晚|最迟|最多)[^,;。\d]{0,8}\Z")
"""Before how long that of several took which took longest (最长一封4个工作日)."""
_OF_THOSE = re.compile(r"[的有]\Z")
"""Before how many it was that are of a kind (在30分钟内派单的80条)."""
_OF_IT = re.compile(r"其中|中(?:,|[已有]|\Z)|里有|,已")
_DONE_WITH = re.compile(r"[^,;。\d]{0,16}(?<!其)中,?(?:目前|现|均?已经?)?有?[^,;。\d]{0,3}\Z")
"""Between how many there are and of how many of them it was done (12家中,已有9家)."""
_THE_REST = re.compile(r"(?:其余|其他|剩余|余下)[^,;。]{0,12}?(?:也|亦|已)(?!在)")
"""Of the others it was done as well."""
_REST_NOT = re.compile(r",(?:另外?|其余|其他|剩[余下]|余下|还有)[^,;。]{0,20}(?:没|未|尚|待|不)")
"""Behind a part, that the rest was not done (14个站,12个建成,另2个没有建)."""
_OF_HUNDRED = re.compile(r"(?:百分制|(?<!\d)100分[中里制]?)[^,;。\d]{0,14}(?<!\d)(\d{1,2}(?:\.\d)?)分")
"""Points of a hundred (百分制中占5分, 100分中占5分)."""
_NTH_DAY = re.compile(r"第(\d{1,3}|[一二三四五六七八九十]{1,3})个?(工作日|[天日])")
"""The day after what starts them on which something was done (批复后第26天)."""
_WEEKS = re.compile(r"([一两二三四五六]|(?<!\d)\d)个?(?:周|星期)(?:之|以)?内")
_WEEK, _AT_WORK = 7, 5
"""Days of a week, and those at work."""
_DAYS = ("日", "天", "工作日", "个工作日")
_EXCEPT = re.compile(r"除(?:了)?([^,;。]{2,60}?)(?:之|以)?外,?(?:其余|其他|剩余|余下)的?(\d{1,5})")
"""Those of which it was not done, and how many are left (除甲和乙正在重建外,其余6户均已设置)."""
_EXCEPT_SOME = re.compile(
    r"除(?:了)?([^,;。]{2,60}?)(?:之|以)?外,?(?:其余|其他|剩余|余下)?[^,;。\d]{0,20}?(?:均|都|全部|一律)"
)
"""Those of which it was not done, where all the others are not counted (除3项漏登外,其余均已公开)."""
_TURNOUT = re.compile(
    r"应(?P<verb>[\u4e00-\u9fff]{1,2}?)[^,;。\d]{0,4}(?P<asked>\d{1,6})[^,;。\d]{0,4},?"
    r"[^,;。\d]{0,4}?实(?:际|有)?(?P=verb)[^,;。\d]{0,4}(?P<came>\d{1,6})"
)
"""How many there should have been and how many there were (应到62人,实到60人)."""
_CLAUSE_END = re.compile(r"[,;。、]")
_NAMED_THINGS = re.compile(r"((?:[^,;:。、]{2,14}、){2,}[^,;:。、的等]{2,14})(?:等|的)")
"""Things that a plan names one by one (甲、乙、丙的评价)."""
THREE = 3
"""Things of such a list at least."""
_ONE_BY_ONE = re.compile(r"(?:[^,;:。、\d]{2,24}、)+[^,;:。、\d]{2,24}")
_JOINED = re.compile(r"(?:[^,;:。、\d]{2,12}[、和及与])+[^,;:。、\d]{2,12}")
_BRACKETS = re.compile(r"\([^()]*\)")
_ALL = 100
"""Percent that are the whole."""
ALONE = 8
"""Characters of a clause that says only that it was all of them."""
_LESS_OF_IT = re.compile(r"压减|压缩|减少|降低|下降|精简|缩减|缩短")
_MORE_OF_IT = re.compile(r"增加|增长|提高|提升|扩大|上升")
_WAS = re.compile(r"[由从][^,;。]{0,8}\Z")
_BECAME = re.compile(r"[^,;。]{0,6}[至到为]")
"""Between what there was and what there is (由131个减至102个)."""


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
            if kept and unit == PERCENT and number.start > kept[0] and number.value <= _ALL:
                return number.value, line.back(shift + number.start, shift + end)
        part = _counted_beside(said, kept[0], vocabulary) if kept else None
        if part:
            number, unit, end = part
            before = amounts(line.plain.string[match.passage.span.start : shift], vocabulary)
            whole = next((one.value for one, other, _ in before if vocabulary.same_unit(unit, other)), 0)
            if whole > number.value:  # 停水67次,其中61次在1小时内告知
                share = _percent(Decimal(number.value), Decimal(whole))
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
    found = reported_but(match, vocabulary) or _of_two(match, vocabulary)
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


def reported_share(promise: Promise, match: Match, vocabulary: Vocabulary) -> tuple[Amount, At] | None:
    """A share that two counts or scores of the sentence give (15件,其中12件), or that is said in words (均, 全部)."""
    line = match.passage.line
    low, _ = match.range
    if left := reported_but(match, vocabulary):
        return left
    if turned_out := _TURNOUT.search(line.plain.string, low, match.passage.span.end):
        asked, came = int(turned_out["asked"]), int(turned_out["came"])
        if 0 < came <= asked:
            return _percent(Decimal(came), Decimal(asked)), line.back(*turned_out.span())
    part = _of_two(match, vocabulary, promise.text) if _OF_A_KIND.search(promise.text) else None
    if part and "其中" in match.passage.text:
        return part  # 件件配有解读,其中采用图解的3件, for 多样化解读占比
    whole_word = next(_all_of_them(match, vocabulary, promise.text), None)
    of_all = line.back(*whole_word.span()) if whole_word and not match.wanting else None
    rated = _RATE.search(promise.text)
    named = _of_two(match, vocabulary, promise.text, named=True) if rated else None
    # 文件2件,科室均作出解读,局长撰写解读1篇: of all of them before a part is told, which then is none of theirs.
    if named and not (
        of_all
        and whole_word
        and rated
        and of_all[0] < named[1][0]
        and _rates_all(rated[1], whole_word, match, vocabulary)
    ):
        return named
    if of_all:
        return 100, of_all
    text, end = line.plain.string, match.passage.span.end
    points = _POINTS.search(text, low, end)
    if points and Decimal(points[2] or _ALL):
        return _percent(Decimal(points[1]), Decimal(points[2] or _ALL)), line.back(*points.span())
    if of_hundred := _OF_HUNDRED.search(text, low, end):
        return Decimal(of_hundred[1]), line.back(*of_hundred.span(1))
    return _changed(promise, match, vocabulary) or _of_two(match, vocabulary, promise.text)


def reported_but(match: Match, vocabulary: Vocabulary) -> tuple[Amount, At] | None:
    """The share that is left where some are named of which it was not done (除甲和乙外,其余6户均已设置: 75 %).

    Of how many they are left out is what the sentence counts before (采购64项、修缮19项,除3项外,其余均已上网: 96.4 %).
    """
    line, span = match.passage.line, match.passage.span
    found = _EXCEPT.search(line.plain.string, span.start, span.end)
    if found is None:
        return _but_some(match, vocabulary)
    given = re.search(r"\d{1,4}", found[1])
    without = int(given[0]) if given else len([one for one in re.split(r"[、和与及]", found[1]) if one])
    share = _percent(Decimal(int(found[2])), Decimal(int(found[2]) + without))
    return share, line.back(*found.span(2))


def _but_some(match: Match, vocabulary: Vocabulary) -> tuple[Amount, At] | None:
    """The share that is left of what the sentence counts before; all of them where the rest is not due yet."""
    line, span = match.passage.line, match.passage.span
    found = _EXCEPT_SOME.search(line.plain.string, span.start, span.end)
    but = amounts(found[1], vocabulary, loose=True) if found else []
    if found is None or len(but) != 1:
        return None
    if vocabulary.holds("not_wanting", found[1]):
        return _ALL, line.back(*found.span())
    before = amounts(line.plain.string[span.start : found.start()], vocabulary, loose=True)
    whole = sum(number.value for number, unit, _ in before if vocabulary.same_unit(unit, but[0][1]))
    if whole <= but[0][0].value:
        return None
    return _percent(Decimal(whole - but[0][0].value), Decimal(whole)), line.back(*found.span())


def _all_of_them(match: Match, vocabulary: Vocabulary, promise: str) -> Iterator[re.Match[str]]:
    """Words for all of them in the clauses that answer, or in one behind them.

    That one says nothing else (无一遗漏), or has the verb of the rate (公开率: 结果全部挂网).
    """
    text = match.passage.line.plain.string
    low, high = match.range
    rate = _RATE.search(promise)
    verb = vocabulary.concept(rate[1]) if rate else None
    for said in vocabulary.patterns["whole"].finditer(text, low, match.passage.span.end):
        alone = any(
            clause.span.start <= said.start() < clause.span.end
            and (clause.span.end - clause.span.start <= ALONE or verb in clause.concepts)
            for clause in match.passage.clauses[match.last + 1 :]
        )
        if (said.start() < high or alone) and text[said.start() - 1 : said.start()] not in tuple(_PER):
            yield said
    asked = {word.concept for word in match.promise.words}
    for free in vocabulary.free_of.finditer(text, low, match.passage.span.end):
        if vocabulary.concept_of(free) in asked:  # 按期答复率, and 没有超期
            yield free


def _rates_all(verb: str, whole: re.Match[str], match: Match, vocabulary: Vocabulary) -> bool:
    """Whether the clause of a word for all of them has the verb of a rate (科室均作出解读), and counts nothing."""
    text = match.passage.line.plain.string
    spans = (clause.span for clause in match.passage.clauses)
    said = next((span.of(text) for span in spans if span.start <= whole.start() < span.end), "")
    return _says(verb, said, vocabulary) and not amounts(said, vocabulary)


def asks_change(promise: Promise) -> bool:
    """Whether a plan promises by what share there will be more or less."""
    return promise.unit == PERCENT and bool(_MORE_OF_IT.search(promise.text) or _LESS_OF_IT.search(promise.text))


def _percent(part: Decimal, whole: Decimal) -> Amount:
    """A share in percent, a whole number where it is one."""
    share = round(part * _ALL / whole, _SHARES)
    return int(share) if share == int(share) else share


def _changed(promise: Promise, match: Match, vocabulary: Vocabulary) -> tuple[Amount, At] | None:
    """By what share there is less or more than there was, where both amounts stand there (由131个减至102个)."""
    line, (low, high) = match.passage.line, match.range
    text = line.plain.string[low:high]
    more = _MORE_OF_IT.search(promise.text)
    if not asks_change(promise):
        return None
    given = amounts(text, vocabulary, loose=True)
    for (before, unit, end), (after, other, stop) in pairwise(given):
        then = _BECAME.fullmatch(text[end : after.start])
        if unit != other or not then or not before.value or not _WAS.search(text[: before.start]):
            continue
        change = (after.value - before.value) if more else (before.value - after.value)
        return _percent(Decimal(change), Decimal(before.value)), line.back(low + before.start, low + stop)
    return None


def _of_two(
    match: Match, vocabulary: Vocabulary, promise: str = "", *, named: bool = False
) -> tuple[Amount, At] | None:
    """A part and its whole; `named`: before the part stands the verb of the rate (制发46件,主动公开31件)."""
    line, sentence = match.passage.line, match.passage.span
    text = sentence.of(line.plain.string)
    rate = _RATE.search(promise)
    within = [found.span() for found in _BRACKETS.finditer(text)]  # 收到9件(招生4件、人事5件),办结9件
    counted = [
        (number, unit, end)
        for number, unit, end in amounts(text, vocabulary, loose=True)
        if isinstance(number.value, int)
        and unit not in _GRADES
        and not any(low < number.start < high for low, high in within)
    ]
    for at, ((whole, unit, end), (part, other, stop)) in enumerate(pairwise(counted)):
        between = text[end : part.start]
        of_it = (not named and _OF_IT.search(between)) or (rate and _says(rate[1], between.split(",")[-1], vocabulary))
        behind = between.count(",") == 1 and unit == other  # 印发19件,17件配有解读
        of_it = of_it or (not named and behind and between[-1] == "," and _REST_NOT.search(text, stop))
        of_it = of_it or (behind and rate and _says(rate[1], _CLAUSE_END.split(text[stop:])[0], vocabulary))
        if vocabulary.same_unit(unit, other) and 0 < whole.value >= part.value and of_it:
            parts = part.value + _listed_too(text, counted[at + 1 :], promise)
            held = whole.value - part.value if _left_out(match, sentence.start + part.start) else parts
            share = _percent(Decimal(held), Decimal(whole.value))
            return share, line.back(sentence.start + part.start, sentence.start + stop)
    return None


def _listed_too(text: str, counted: Sequence[tuple[Number, str, int]], promise: str) -> Amount:
    """What stands in a list behind the first of some parts and is named in the plan as well (图解7件、短视频2件)."""
    more: Amount = 0
    for (_, unit, end), (part, other, _) in pairwise(counted):
        between = text[end : part.start]
        name = between[1:]
        named = any(name[at : at + 2] in promise for at in range(len(name) - 1))
        if between[:1] not in tuple("、和及与") or "," in between or other != unit or not named:
            break
        more += part.value
    return more


def _says(verb: str, text: str, vocabulary: Vocabulary) -> bool:
    """Whether a text has a verb, or a word that means the same."""
    return verb in text or any(word.concept == vocabulary.concept(verb) for word in words(text, vocabulary))


def _left_out(match: Match, at: int) -> bool:
    """Whether a count stands where it says of so many that it was not done, or too late (其中9家超期)."""
    return any(clause.wanting for clause in match.passage.clauses if clause.span.start <= at < clause.span.end)
