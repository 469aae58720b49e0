"""Amounts of a clause: how many, of what, compared how, and how often a year."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from checker.commitments.deadlines import days_spanned, times_named
from checker.commitments.quantities import NO_NOUN, Noun, noun_around
from checker.commitments.segments import segments
from checker.commitments.spoken import all_numbers, falls_short
from checker.commitments.vocabulary import Vocabulary
from checker.record import dataclass
from checker.text.numerals import Number, dates

SHORT_VERBS = "派聘设建编印办制选抽配增发开"
"""Verbs of one character that amounts stand behind."""
_VERB = re.compile(rf"[^\d\W由对在从自近约按以每第共其]{{2,3}}|[{SHORT_VERBS}]")
"""A word or two at the opening of a clause, right before an amount: what is done with it (选派2名…, 派2人…)."""
KIND = 2
"""Characters behind an amount that say of what kind it is."""
_SPAN = re.compile(r"(?<!\d)(\d{1,4})[-~至]\Z")


@dataclass(frozen=True, slots=True)
class Count:
    """An amount for the whole year. `value` has the factor `per_year` in it already (每季度一次: 4, per_year 4).

    `noun` is what it is of. `weight` tells how surely the clause counts: 3 with a comparison, 2 with a frequency, 1 for
    a bare amount, 0 for a share by which something changes.
    """

    value: int | Decimal
    unit: str
    comparison: str
    per_year: int
    weight: int
    start: int
    end: int
    noun: Noun = NO_NOUN


PERCENT, POINTS = "%", "分"
WHOLE = 100
"""Percent that are all, which is as much as can be promised (结果100%上网)."""
"""The unit of shares."""
_PHASE = re.compile(r"[一二三四]期(?=[等、]|的|工程|项目|建设)")
"""A phase of a work (快速路二期), which is no number of things."""
_TERM = re.compile(r"20\d\d(?:[-~至/]20\d\d)?(?=学年|届)|\d{1,2}(?=月份)")
"""A school year, those who leave school in one or a month, which count nothing (2022-2023学年, 2023届, 12月份)."""
_ONCE = re.compile(r"一次(?:性|办[结成]|告知|通过|审)")
"""A word with 一次 in it, which counts nothing (一次办结率)."""
_WHOLE = re.compile(r"[率比]|占|权重|分值")
"""What a percentage is of, where no word compares it: a rate or a share is promised as at least so much."""
_BECOMES = re.compile(r"(?:增长|增加|提高|提升|上升|扩大|压减|减少|降低|下降|缩减|缩短)(?:了|到|至)?\Z")
"""Before by what share there will be more or less (粉丝增长15%), which what it comes to tells better (只留18个)."""


_ON = re.compile(r"[并且]")
"""After an amount with which its act is complete, and another follows (编印2万册并送到农户)."""
_FREELY = re.compile(r"(?:免费|无偿|统一|集中|分批|全部|定向|均)*")
_NAME_ENDS = ("》", '"')
"""Before an amount that is of what is named, and followed by what else is done with it."""
_UP_TO = re.compile(r"[至到]第?\Z")
"""Before an ordinal that says how many there are by now (连载至第34期)."""
ANY = ""
"""The unit of a number of tens of thousands that has none: of whatever is spoken of (粉丝达到2万)."""
MINUTE = 60
_SECONDS = re.compile(r"\d{1,2}秒")
_SCALED = re.compile(r"[万亿]\Z")
_TO = re.compile(r"(?:\A|[对将把为凡由给向在从满过])\Z")
"""Before a bound that says which things are meant, not how many there will be (对500万元以上的项目, 为60岁以上老人)."""
UNTIL_NOW = re.compile(r"(?:[由从]|[现原]有|[现原]由)\Z")
"""Before what an amount was until now (由62项归并到45项, 现有27个账号压减三分之一)."""
_EACH = re.compile(r"(?:各|分别)[^,\d各]{0,4}\Z")
"""Before what is done at each of the times that stand before (6月、12月各公布一次)."""
_EACH_OF = re.compile(r"(?:\A|,)[在为对给由]?([^,;:。等]+)(?:等[^,;:。]*?)?(?:各|分别)[^,\d各]{0,4}\Z")
_EVERY_ONE = re.compile(
    r"(?:每个?|(?:\A|(?<=[,;:。、(]))一(?=[\u4e00-\u9fff]{1,3}\Z))([\u4e00-\u9fff])[\u4e00-\u9fff]{0,8}?(?:各|均|都)?\Z"
)
"""Before so much of each of several (每校1场, 一校一场)."""
_ONE = "一"
NAME = 4
"""Characters of the noun behind an amount in which those are named of whom each has so much (26所学校)."""
_NO_UNIT = frozenset("年月日时分秒号点倍成多余以第元万亿至到和与及的等个余")


def amounts(
    text: str, vocabulary: Vocabulary, *, loose: bool = False, limits: bool = False, each: bool = False
) -> list[tuple[Number, str, int]]:
    """Numbers of a text with a unit of the pack, percentages and money: number, unit, end of the unit.

    No dates and ordinals; limits of time and what each of several has only where they are asked for. `loose`: any
    character may be a unit that stands after a number (24趟).
    """
    of_each = None if each else vocabulary.patterns["per_occasion"].search(text)
    taken = [(written.start, written.end) for written in dates(text)] + days_spanned(text)
    taken += [one.span() for one in _TERM.finditer(text)]
    found = []
    for number in all_numbers(text):
        if (
            (number.ordinal and not _UP_TO.search(text[: number.start]))
            or number.value < 0
            or _quoted(text, number.start)
        ):
            continue
        if any(low <= number.start < high for low, high in taken):
            continue
        if of_each and of_each.end() <= number.start and "," not in text[of_each.end() : number.start]:
            continue
        if _PHASE.match(text, number.start) or _ONCE.match(text, number.start):
            continue
        measured = _measured(text, number, vocabulary, loose)
        if measured and (limits or number.percent or not _limits(text, number.start, measured[1], vocabulary)):
            found.append((number, *measured))
    return found


def _measured(text: str, number: Number, vocabulary: Vocabulary, loose: bool) -> tuple[str, int] | None:
    """The unit of a number and where it ends: a percentage, an amount of money, a unit of the pack, or any."""
    if number.percent:
        return PERCENT, number.end
    if number.yuan is not None:
        return number.unit, number.end
    counted = text.find("个", number.start, number.end)
    lasting = next((unit for unit in vocabulary.durations if text.startswith(unit, counted + 1)), "")
    if counted > 0 and lasting and number.unit == "个":
        return lasting, counted + 1 + len(lasting)  # 1.5个小时
    if not isinstance(number.value, int):
        lasts = number.unit in vocabulary.durations
        return (number.unit, number.end) if lasts else None
    digits = text.rfind(number.unit, number.start, number.end) if number.unit else number.end
    digits = digits if digits >= 0 else number.end
    at = next((at for at in range(number.start, number.end) if _unit(text, at, vocabulary)), digits)
    unit = _unit(text, at, vocabulary)
    if not unit and loose and _is_han(text[digits : digits + 1]) and not _is_word(text[number.start : digits + 1]):
        unit, at = text[digits], digits
    if unit == "分" and _SECONDS.match(text, at + 1):
        return next((name for name, long in vocabulary.durations.items() if long == MINUTE), unit), at + 1
    if not unit and _SCALED.search(text, number.start, number.end):
        return ANY, number.end
    return (unit, at + len(unit)) if unit else None


def _is_word(string: str) -> bool:
    """Whether 一 is part of a word, which counts nothing (企业一线)."""
    return string[0] == _ONE and segments().cut(string) == [string]


def _is_han(character: str) -> bool:
    return "\u4e00" <= character <= "\u9fff" and character not in _NO_UNIT


def count(text: str, vocabulary: Vocabulary, *, listed: bool = False) -> Count | None:
    """The amount a clause of a plan promises, None when it gives none: the surest of them, then the first.

    `listed`: the clause is one of several amounts side by side, so that it needs no verb of its own.
    """
    often = vocabulary.patterns["often"].search(text)
    if often and _lasts_a_day(text, often, vocabulary):
        return None
    factor = vocabulary.times(often) if often else 1
    for number, unit, end, many, of in every_one(text, vocabulary):  # 11个社区每个社区不少于2场: 22
        if vocabulary.counts_occasions(of):
            continue  # 6次,每次3名
        sign = _comparison(text, number.start, end, vocabulary) or "=="
        noun = Noun("", noun_around(text, number.start, end).after)
        return Count(number.value * many, unit, sign, 1, 3, number.start, end, noun)
    found = [
        made
        for number, unit, end in amounts(text, vocabulary, loose=True)
        if (
            made := _promised(
                text, number, unit, end, often if often and often.start() < end else None, vocabulary, listed=listed
            )
        )
    ]
    if not found and often and factor > 1:
        found = [Count(factor, vocabulary.occasion, ">=", factor, 1, often.start(), often.end())]
    return max(found, key=lambda count: (count.weight, -count.start), default=None)


def _lasts_a_day(text: str, often: re.Match[str], vocabulary: Vocabulary) -> bool:
    """Whether a clause says how long something is done on each day, which is no amount for the year (每天8小时)."""
    if not any(often[0].endswith(unit) for unit in vocabulary.durations):
        return False
    given = amounts(text[often.end() :], vocabulary, limits=True, each=True)
    return bool(given) and given[0][1] in vocabulary.durations


def every_one(text: str, vocabulary: Vocabulary) -> Iterator[tuple[Number, str, int, int, str]]:
    """Amounts that each of several has, with unit and end, and how many of what unit these are (26所学校,每校1场)."""
    many = [one for one in amounts(text, vocabulary, loose=True) if isinstance(one[0].value, int)]
    for number, unit, end in amounts(text, vocabulary, each=True):
        each = told_of_each(text, number, vocabulary)
        if each is None:
            continue
        before = [one for one in many if one[2] <= each.start()]
        of = [one for one in before if each[1] in text[one[0].end : one[2] + NAME]]
        if each[0].startswith(_ONE) and number.value != 1:
            continue
        if each[0].startswith(_ONE):  # 12所小学,一校一场 is of what stands before, by whatever name
            of = of or [one for one in before[-1:] if text.count(",", one[2], each.start()) <= 1]
        if of:
            yield number, unit, end, int(of[-1][0].value), of[-1][1]


def told_of_each(text: str, number: Number, vocabulary: Vocabulary) -> re.Match[str] | None:
    """What stands before a number that each of several has (每校1场, 每个社区不少于2场); its group is of what."""
    return _EVERY_ONE.search(text[: number.start - len(bound_before(text, number.start, vocabulary))])


def bound_before(text: str, at: int, vocabulary: Vocabulary) -> str:
    """The word of comparison right before a number (不少于), "" where none is."""
    found = (word for word in vocabulary.comparisons_before if text.endswith(word, 0, at))
    return max(found, key=len, default="")


def is_rate(text: str, given: Count) -> bool:
    """Whether the amount of a clause is a share, or a score that its clause calls so (考核分值不低于4分)."""
    return given.unit == PERCENT or (given.unit == POINTS and _WHOLE.search(text[: given.start]) is not None)


def _promised(
    text: str,
    number: Number,
    unit: str,
    end: int,
    often: re.Match[str] | None,
    vocabulary: Vocabulary,
    *,
    listed: bool,
) -> Count | None:
    """A number of a plan as an amount that is promised; None where it only describes."""
    sign = _comparison(text, number.start, end, vocabulary)
    noun = noun_around(text, number.start, end)
    if unit == PERCENT:
        changed = _BECOMES.search(text[: number.start]) is not None
        rate = bool(sign) or number.value == WHOLE or _WHOLE.search(text[: number.start]) is not None
        weight = 3 if rate else 0
        made = Count(number.value, PERCENT, sign or ">=", 1, weight, number.start, end, noun)
        return made if rate or changed else None
    if UNTIL_NOW.search(text[: number.start]):
        return None
    if _bounds(text, number.start, end, vocabulary, money=number.yuan is not None) or (
        unit in vocabulary.durations and text[end : end + 1] == "一"
    ):
        return None  # 半小时一刷新
    if number.yuan is not None:
        return Count(number.value, unit, sign or ">=", 1, 2, number.start, end, noun)
    factor = vocabulary.times(often) if often else 1
    span = _SPAN.search(text[: number.start])
    value = number.value
    if not often and vocabulary.counts_occasions(unit) and _EACH.search(text[: number.start]):
        factor = max(times_named(text[: number.start]), 1)
    doers = each_of(text[: number.start], vocabulary) if factor == 1 and not sign else ()
    if doers and unit in vocabulary.unit_words:
        return Count(value * len(doers), unit, "==", 1, 1, number.start, end, noun)
    if span:
        return Count(int(span[1]) * factor, unit, ">=", factor, 2, span.start(), end, noun)
    if sign:
        return Count(value * factor, unit, sign, factor, 3, number.start, end, noun)
    if unit not in vocabulary.unit_words and (text[end:] or unit == ANY):
        return None
    if often and vocabulary.counts_occasions(unit):
        return Count(value * factor, unit, ">=", factor, 2, number.start, end, noun)
    if often and _places(noun, vocabulary):
        return None  # 按月通报11个乡镇的排名: how often, of so many
    if listed or _bare(text, number.start, end, unit, vocabulary):
        return Count(value * factor, unit, "==", factor, 1, number.start, end, noun)
    return None


def _places(noun: Noun, vocabulary: Vocabulary) -> bool:
    """Whether places or bodies of a kind stand behind an amount, of which there are so many."""
    return any(vocabulary.holds(words, noun.after[:KIND]) for words in ("office_places", "office_bodies"))


def each_of(before: str, vocabulary: Vocabulary) -> tuple[str, ...]:
    """The things of each of which there will be so many, where they are listed before it (城东、城西各设一处)."""
    found = _EACH_OF.search(before)
    things = [one for one in re.split(r"以及|[、和与及]", found[1]) if one] if found else []
    plain = [one for one in things if "各" not in one and not vocabulary.begins("acts", one)]
    return tuple(plain) if len(plain) == len(things) > 1 else ()


def _bounds(text: str, start: int, end: int, vocabulary: Vocabulary, *, money: bool) -> bool:
    """Whether an amount says which things are meant, by what goes before and the noun behind it.

    Of `money` what goes before does not matter (投资1亿元以上的项目).
    """
    after = vocabulary.patterns["after"].match(text, end) or vocabulary.patterns["after"].search(text, end - 2, end)
    if after is None or not text[max(after.end(), end) :]:
        return False
    return _TO.search(text[:start]) is not None or (money and text.startswith("的", max(after.end(), end)))


def _unit(text: str, at: int, vocabulary: Vocabulary) -> str:
    found = vocabulary.units_pattern.match(text, at)
    return found[0] if found else ""


def _quoted(text: str, at: int) -> bool:
    """Whether a title or quotation marks hold the place: what stands there is named, not counted."""
    return text.rfind("《", 0, at) > text.rfind("》", 0, at) or (text.count('"', 0, at) % 2 == 1 and '"' in text[at:])


def _limits(text: str, start: int, end: int, vocabulary: Vocabulary) -> bool:
    if vocabulary.patterns["limit_after"].match(text, end) and not vocabulary.patterns["after"].match(text, end):
        return True
    before = text[:start]
    if any(before.endswith(word) for word in vocabulary.totals):
        return False
    if falls_short(text, start) and not any(text.endswith(unit, start, end) for unit in vocabulary.durations):
        return False  # 近200条, and no 近30日
    return any(before.endswith(word) for word in vocabulary.limits[0])


def _comparison(text: str, start: int, end: int, vocabulary: Vocabulary) -> str:
    """The comparison beside a number, "" when there is none; between the word and the number a verb may stand."""
    after = vocabulary.patterns["after"].match(text, end)
    if after:
        return vocabulary.comparisons_after[after[0]]
    words = list(vocabulary.patterns["before"].finditer(text, max(start - 14, 0), start))
    if words and not re.search(r"[\d,]", text[words[-1].end() : start]):
        return vocabulary.comparisons_before[words[-1][0]]
    loose = vocabulary.patterns["after"].search(text, max(end - 2, 0), end)
    return vocabulary.comparisons_after[loose[0]] if loose else ""


def _bare(text: str, start: int, end: int, unit: str, vocabulary: Vocabulary) -> bool:
    """Whether an amount without comparison is what is promised.

    It stands right after a verb, at the end of its clause, or at its beginning where all of so many are meant
    (12个街道全部设立专区).
    """
    if unit in vocabulary.counting_units or not text[end:] or _ON.match(text, end):
        return True
    behind = _FREELY.match(text, end)
    if text[:start].endswith(_NAME_ENDS) and vocabulary.begins("acts", text[behind.end() if behind else end :]):
        return True  # 编制《一本通》3000册免费发放
    before = text[:start].removesuffix("了")
    for word in vocabulary.totals:
        before = before.removeprefix(word)
    if not before:
        return vocabulary.holds("whole", text)
    return any(before.endswith(act) for act in vocabulary.acts) or _VERB.fullmatch(before) is not None
