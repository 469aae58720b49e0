"""Amounts of a clause: how many, of what, compared how, and how often a year."""

from __future__ import annotations

import re
from dataclasses import dataclass

from checker.commitments.vocabulary import Vocabulary
from checker.text.numerals import Number, dates, numbers

_VERB = re.compile(r"[^\d\W由对在从自近约按以每第共其]{2,3}")
"""A word or two at the opening of a clause, right before an amount: what is done with it (选派2名…)."""
_SPAN = re.compile(r"(?<!\d)(\d{1,4})[-~至]\Z")


@dataclass(frozen=True, slots=True)
class Count:
    """An amount for the whole year. `value` has the factor `per_year` in it already (每季度一次: 4, per_year 4).

    `weight` tells how surely the clause counts: 3 with a comparison, 2 with a frequency, 1 for a bare amount.
    """

    value: int
    unit: str
    comparison: str
    per_year: int
    weight: int
    start: int
    end: int


def amounts(text: str, vocabulary: Vocabulary) -> list[tuple[Number, str, int]]:
    """Whole numbers of a text with a unit of the pack: number, unit, end of the unit. No dates, limits or ordinals."""
    each = vocabulary.patterns["per_occasion"].search(text)
    taken = [(written.start, written.end) for written in dates(text)]
    found = []
    for number in numbers(text):
        if number.ordinal or number.percent or not isinstance(number.value, int) or number.value < 0:
            continue
        if any(low <= number.start < high for low, high in taken) or _quoted(text, number.start):
            continue
        if each and each.end() <= number.start and "," not in text[each.end() : number.start]:
            continue
        digits = number.end - len(number.unit) if text[: number.end].endswith(number.unit) else number.end
        at = next((at for at in range(number.start, number.end) if _unit(text, at, vocabulary)), digits)
        unit = _unit(text, at, vocabulary)
        if unit and not _limits(text, number.start, at + len(unit), vocabulary):
            found.append((number, unit, at + len(unit)))
    return found


def count(text: str, vocabulary: Vocabulary) -> Count | None:
    """The amount a clause of a plan promises, None when it gives none: the surest of them, then the first."""
    often = vocabulary.patterns["often"].search(text)
    factor = vocabulary.frequencies[often[0]] if often else 1
    found: list[Count] = []
    for number, unit, end in amounts(text, vocabulary):
        sign = _comparison(text, number.start, end, vocabulary)
        assert isinstance(number.value, int)
        span = _SPAN.search(text[: number.start])
        if span:
            found.append(Count(int(span[1]) * factor, unit, ">=", factor, 2, span.start(), end))
            continue
        if sign:
            found.append(Count(number.value * factor, unit, sign, factor, 3, number.start, end))
        elif often and often.start() < end and _times(unit, vocabulary):
            found.append(Count(number.value * factor, unit, ">=", factor, 2, number.start, end))
        elif _bare(text, number.start, end, unit, vocabulary):
            found.append(Count(number.value * factor, unit, "==", factor, 1, number.start, end))
    return max(found, key=lambda count: (count.weight, -count.start), default=None)


def frequency(text: str, vocabulary: Vocabulary) -> int | None:
    """Times a year that a clause says something is done (每周一更新: 52), None when it does not say."""
    often = vocabulary.patterns["often"].search(text)
    return vocabulary.frequencies[often[0]] if often else None


def _unit(text: str, at: int, vocabulary: Vocabulary) -> str:
    return next((unit for unit in vocabulary.unit_words if text.startswith(unit, at)), "")


def _times(unit: str, vocabulary: Vocabulary) -> bool:
    """Whether the unit is of the first group: those that count occasions."""
    return unit in vocabulary.units[0]


def _quoted(text: str, at: int) -> bool:
    """Whether a title or quotation marks hold the place: what stands there is named, not counted."""
    return text.rfind("《", 0, at) > text.rfind("》", 0, at) or (text.count('"', 0, at) % 2 == 1 and '"' in text[at:])


def _limits(text: str, start: int, end: int, vocabulary: Vocabulary) -> bool:
    if vocabulary.patterns["limit_after"].match(text, end) and not vocabulary.patterns["after"].match(text, end):
        return True
    return any(text[:start].endswith(word) for word in vocabulary.limits[0])


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
    """Whether an amount without comparison is what is promised: right after a verb, or at the end of its clause."""
    if unit in vocabulary.counting_units or not text[end:]:
        return True
    before = text[:start].removesuffix("了")
    return any(before.endswith(act) for act in vocabulary.acts) or _VERB.fullmatch(before) is not None
