"""The named groups of a pack's patterns as values of facts."""

from __future__ import annotations

from collections.abc import Iterable

from checker.expression import Unknown, Value
from checker.text.digits import chinese_number
from checker.text.numerals import numbers
from checker.text.patterns import group_names


def groups(patterns: Iterable[str]) -> list[str]:
    """The names that become values; `hit` only says what is marked."""
    return sorted({name for pattern in patterns for name in group_names(pattern) if name != "hit"})


def group_value(word: str | None, number: bool) -> Value:
    """What a group is, None where it took no part; as a number an amount in yuan where it has such a unit, Chinese or
    Arabic digits alone as well."""
    if word is None:
        return Unknown("absent")
    if not number:
        return word
    read = numbers(word)
    if read:
        return read[0].yuan if read[0].yuan is not None else read[0].value
    value = int(word) if word.isdigit() else chinese_number(word)
    return Unknown("unreadable", word) if value is None else value
