"""How often something is done in a year, as a text says it: 每季度, 按月, 一季一榜, 每十天, 一至四季度."""

from __future__ import annotations

import re
from collections.abc import Mapping
from fractions import Fraction

from checker.text.digits import chinese_number

_NUMBER = r"(?P<{name}>\d{{1,2}}|[一二两三四五六七八九十]{{1,3}})"
_WORD_GOES_ON = "边围转期密到全知常程子益用龄级限报底初终末节份"
"""Characters with which a period of one character is part of another word (周边, 日常)."""
_NO_MEAN = r"\d一二三四五六七八九十两个作当次每期节假生本各"
"""Characters before a period of which something is said of all (5个工作日均, 当日均), and no mean."""
_NOT_EACH = r"\d一二三四五六七八九十每第近用了仅共期时约为至到前后"
"""Characters before one period in which something lasted or was done once, and is not done in each (用了一个月)."""
_AFTER_TIME = "内后前以左里期的来间"
"""Characters behind it that say the same (一个月内)."""
_QUARTERS = re.compile(
    r"(?:第?(?P<from>[一二三1-3])(?:季度)?[至到\-~]第?(?P<to>[二三四2-4])个?季度|前(?P<first>[二两三23])个?季度)"
)
_NUMERAL = re.compile(r"\d{1,2}|[一二三四五六七八九十]{1,2}")
_LISTED = re.compile(
    r"(?:第?(?:\d{1,2}|[一二三四五六七八九十]{1,2})(?:季度|月份?)?[、和及])+第?(?:\d{1,2}|[一二三四五六七八九十]{1,2})(?:季度|月份?)"
)
"""Quarters or months one by one (第一、二、四季度)."""
_PARTS = re.compile(r"年[初中底末终]|[上下]半年")
_NODE = re.compile(r"第?[一二三四1-4]季度?(?!度)|前三季度|上?半年|全年|年度|年[中底末终]")
_NODES = re.compile(rf"(?:(?:{_NODE.pattern})[、和及与])+(?:{_NODE.pattern})")
"""Points of the year in a list."""
_FROM_MONTH = re.compile(
    r"(?<![\d年])(?P<first>1[0-2]|[1-9])(?:月份?)?[-~—至到](?P<last>1[0-2]|[1-9])月(?!\d)"
    r"|(?<![\d年])(?<!\d[-~至到])(?P<since>1[0-2]|[1-9])月(?:份)?(?:起|以来|开始)"
)
_HALVES = re.compile(r"[上下]半年")
_MONTHS = re.compile(r"(?<!\d)1月?(?:份)?[至到\-~]12月")


def pattern_of_periods(periods: Mapping[str, int], fixed: Mapping[str, int]) -> re.Pattern[str]:
    """What says how often: a fixed word, each or every N of a period, one a period, a period said twice (月清月结), or
    what is done in one of it (一个月查一个村)."""
    words = "|".join(sorted(map(re.escape, periods), key=lambda word: (-len(word), word)))
    plain = "|".join(sorted(map(re.escape, fixed), key=lambda word: (-len(word), word))) or r"(?!)"
    longer = "|".join(re.escape(word) for word in periods if len(word) > 1) or r"(?!)"
    goes_on = rf"(?![{_WORD_GOES_ON}])"
    count = _NUMBER.format(name="count")
    return re.compile(
        rf"(?P<fixed>{plain})"
        rf"|每(?:隔)?(?:{count})?个?(?P<each>{words}){goes_on}"
        rf"|每(?:[到逢](?P<at>{words})|(?P<end>{words})[末底初])"
        rf"|(?P<pair>{words})[\u4e00-\u9fff](?P=pair)(?=[清结报评查审算晒])"
        rf"|[逐按分](?P<by>{words}){goes_on}"
        rf"|一(?P<one>{words})一(?![日号])"
        rf"|(?<![{_NOT_EACH}])一(?:个|(?=周|星期|旬|天))(?P<within>{words})[^,;。、\d{_AFTER_TIME}][^,;。、\d]?"
        rf"(?=[\d一两二三四五六七八九十]|\Z)"
        rf"|(?<![\d一二三四五六七八九十每上下])(?P<then>{longer})一(?![季月日号年期等])(?=[\u4e00-\u9fff])"
        rf"|(?P<twice>{words})(?P=twice)"
    )


def pattern_of_means(periods: Mapping[str, int]) -> re.Pattern[str]:
    """What says that an amount is the mean of so many periods (月均推送11篇, 日均接待40人, 平均每周4次)."""
    words = "|".join(re.escape(word) for word in sorted(periods, key=lambda word: (-len(word), word)))
    return re.compile(rf"平均(?:每|一)个?(?P<each>{words})|(?<![{_NO_MEAN}])(?P<mean>{words})(?:平均|均)(?!衡)")


def share_of_year(text: str) -> Fraction:
    """In how much of the year a clause says that something is done (4月起, 1月至9月, 前三季度); 1 where it does not.

    Of a range of days, and of both halves of the year, it says nothing.
    """
    if found := _FROM_MONTH.search(text):
        first, last = _value(found["first"] or found["since"]), _value(found["last"] or "12")
        months = last - first + 1
        return Fraction(months, 12) if 0 < months <= 12 else Fraction(1)
    if found := _QUARTERS.search(text):
        last = _value(found["to"] or found["first"])
        return Fraction(last - (_value(found["from"]) if found["from"] else 1) + 1, 4)
    return Fraction(1, 2) if len(set(_HALVES.findall(text))) == 1 else Fraction(1)


def times_of(found: re.Match[str], periods: Mapping[str, int], fixed: Mapping[str, int]) -> int:
    """Times a year that a match of the pattern says."""
    if found["fixed"]:
        return fixed[found["fixed"]]
    said = next(name for name in ("each", "at", "end", "pair", "by", "one", "within", "then", "twice") if found[name])
    period = periods[found[said]]
    return max(period // (_value(found["count"]) or 1), 1) if found["count"] else period


def periods_listed(text: str, per_year: int, periods: Mapping[str, int]) -> int | None:
    """Of how many periods of such a kind a text speaks (一至四季度, 两学期, 三个季度), None where it names none."""
    words = "|".join(re.escape(word) for word, times in periods.items() if times == per_year)
    counted = re.search(
        rf"(?:(?P<two>两)个?|(?<![第\d])(?P<count>\d{{1,2}}|[一二三四五六七八九十]{{1,3}})个)(?:{words})", text
    )
    if counted and words:
        return 2 if counted["two"] else _value(counted["count"])
    listed = _LISTED.search(text)
    if listed:
        return len(set(_NUMERAL.findall(listed[0])))
    if per_year == 12:
        return 12 if _MONTHS.search(text) else None
    found = _QUARTERS.search(text) if per_year == 4 else None
    if found is None:
        return None
    if found["from"]:
        return max(_value(found["to"]) - _value(found["from"]) + 1, 1)
    return _value(found["first"])


def parts_named(text: str) -> int:
    """How many different parts of the year a text names as times (年中、年末)."""
    return len({found[0] for found in _PARTS.finditer(text)})


def points_listed(text: str) -> int:
    """How many points of the year a text lists, quarters and what is told with them (一季度、半年、三季度、全年)."""
    return max((len(set(_NODE.findall(found[0]))) for found in _NODES.finditer(text)), default=0)


def _value(number: str) -> int:
    if number.isdigit():
        return int(number)
    value = chinese_number(number.replace("两", "二"))
    return int(value) if value is not None else 0
