"""Amounts that a plan names on the way, not as its aim: in 12 halls, of three trades, within 15 days, 200 each.

A report need not repeat them; where it does, with less, what was promised was not wholly done.
"""

from __future__ import annotations

import re

from checker.commitments.counts import PERCENT, UNTIL_NOW, Count, amounts, bound_before, each_of
from checker.commitments.quantities import NEAR, Noun, noun_around
from checker.commitments.vocabulary import Vocabulary
from checker.record import dataclass
from checker.text.numerals import Number

_WITHIN = re.compile(r"(?:之|以)?内")
_PLACE = re.compile(r"(?:\A|,|年内|底前|月前)(?:在|于)[^,;。]*\Z")
"""Before so many places at which something is made, of which there will be as many (在甲、乙等4处设立查阅点)."""
_QUOTED = re.compile(r'"([^"]{1,20})"')
_LIST = re.compile(r"((?:[^,;:。、]{1,14}、)+[^,;:。、]{1,14})\Z")


@dataclass(frozen=True, slots=True)
class Aside:
    """Of how many things, or within how long (`<=`), or how many of each (`each`), a clause speaks.

    `noun` is what stands beside it, of which one side is what is counted; `items` are the things where they are listed
    before their number (英、韩两种).
    """

    value: int
    unit: str
    comparison: str
    noun: Noun
    each: bool = False
    items: tuple[str, ...] = ()


def aside(text: str, vocabulary: Vocabulary, promised: Count | None = None) -> Aside | None:
    """The first such amount of a comparable text of a plan, other than the one that it promises.

    Of several times, nobody knows which the report means.
    """
    given = amounts(text, vocabulary, limits=True, each=True)
    several = sum(unit in vocabulary.durations for _, unit, _ in given) > 1
    for number, unit, end in given:
        if unit == PERCENT or number.yuan is not None or not isinstance(number.value, int):
            continue
        times = promised.per_year * max(len(each_of(text[: number.start], vocabulary)), 1) if promised else 1
        if promised and unit == promised.unit and number.value * times == promised.value:
            continue
        if UNTIL_NOW.search(text[: number.start]):
            continue
        noun = noun_around(text, number.start, end)
        if _PLACE.search(text, 0, number.start):
            noun = Noun(noun.before, noun.after + text[end:].split(",")[0][-NEAR:])
        if unit in vocabulary.durations:
            if not several and _WITHIN.match(text, end):
                return Aside(number.value, unit, "<=", noun)
            if not several and vocabulary.comparisons_before.get(bound_before(text, number.start, vocabulary)) == ">=":
                return Aside(number.value, unit, ">=", noun)  # 每次征求意见时间不少于30日
            continue
        each = of_each(text, number, vocabulary)
        if number.value < 2 or vocabulary.patterns["limit_after"].match(text, end):
            continue
        items = listed(text[: number.start], number.value)
        return Aside(number.value, unit, ">=", noun, each, items)
    return None


def things_counted(text: str, vocabulary: Vocabulary, promised: Count) -> tuple[str, ...]:
    """The things that a plan lists before the amount that it promises of them (英、韩两种)."""
    for number, unit, _ in amounts(text, vocabulary):
        if each := each_of(text[: number.start], vocabulary):
            return each
        if unit == promised.unit and number.value == promised.value and isinstance(number.value, int):
            return listed(text[: number.start], number.value)
    return ()


def of_each(text: str, number: Number, vocabulary: Vocabulary) -> bool:
    """Whether a number is of each of some (每项不少于200人), and not of them all."""
    found = vocabulary.patterns["per_occasion"].search(text, 0, number.start)
    return found is not None and "," not in text[found.end() : number.start]


def listed(before: str, count: int) -> tuple[str, ...]:
    """The things that stand in a list before their number; none where they are not as many.

    Of the first, as many characters as the longest of the others has: it goes on from a verb (覆盖餐饮、物流).
    """
    quoted = _QUOTED.findall(before)
    if len(quoted) == count:
        return tuple(quoted)
    found = _LIST.search(before)
    items = found[1].split("、") if found else []
    if len(items) != count:
        return ()
    longest = max(len(item) for item in items[1:])
    return (items[0][-longest:], *items[1:])
