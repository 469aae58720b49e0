"""Shares and times as they are spoken: 七成三, 过半, 四分之三, 六分半钟, 两天半."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from checker.text.digits import chinese_number
from checker.text.numerals import Number, numbers

_DIGIT = "一二两三四五六七八九十"
_COUNT = rf"\d{{1,4}}|[{_DIGIT}]{{1,3}}"
_TENTHS = re.compile(
    rf"(?<![\d{_DIGIT}统第几])(?P<tens>\d{{1,2}}(?:\.\d)?|[{_DIGIT}])成(?P<ones>[一二三四五六七八九半]|\d(?!\d))?"
    r"(?![员立为功果本效熟交年长都绩分品套册型因就人不])"
)
_HALF = re.compile(r"(?:超|过)?(?:半数|(?<=[过占超])半(?![年月天日数小个]))|一半")
_PART = re.compile(rf"(?P<whole>[{_DIGIT}])分之(?P<part>[{_DIGIT}])(?![{_DIGIT}])")
_TIME = r"小时|分钟|天|日|个?工作日"
_HALF_BEFORE = re.compile(rf"(?P<count>{_COUNT})?个?半个?(?P<unit>小时|分钟|天|日|个?工作日)")
_HALF_AFTER = re.compile(rf"(?P<count>{_COUNT})个?(?P<unit>{_TIME}|分)半(?:钟|(?![年月天小个数径]))")
_LARGE = re.compile(rf"(?<![{_DIGIT}\d第])(?P<count>[二两三四五六七八九十]{{1,2}}|\d{{1,2}})大(?=[类项块])")
"""So many large ones (四大类)."""
_LESS = re.compile(r"(?:近|将近|接近|不到|不足|差不多)\Z")
_MORE = re.compile(r"(?:余|多|以上|强)")
_DECIMALS = 1


def all_numbers(text: str) -> list[Number]:
    """The numbers of a comparable text, those that are only spoken among them, in order."""
    spoken = [*_spoken(text)]
    if not spoken:
        return numbers(text)
    held = [(one.start, one.end) for one in spoken]
    written = [one for one in numbers(text) if not any(one.start < high and low < one.end for low, high in held)]
    return sorted([*written, *spoken], key=lambda one: one.start)


def falls_short(text: str, at: int) -> bool:
    """Whether the number at a place of a comparable text is said not to be reached (近三成, 不足八成)."""
    return _LESS.search(text, 0, at) is not None


def _spoken(text: str) -> Iterator[Number]:
    if "成" in text:
        for found in _TENTHS.finditer(text):
            ones = found["ones"]
            tenth = Decimal(5) if ones == "半" else Decimal(_value(ones)) if ones else Decimal(0)
            yield _number(text, found, _value(found["tens"]) * 10 + tenth, "%")
    if "半" in text:
        for found in _HALF.finditer(text):
            yield _number(text, found, Decimal(50), "%")
        for pattern in (_HALF_BEFORE, _HALF_AFTER):
            for found in pattern.finditer(text):
                unit = "分钟" if found["unit"] == "分" else found["unit"]
                yield _number(text, found, _value(found["count"] or "0") + Decimal("0.5"), unit)
    if "大" in text:
        for found in _LARGE.finditer(text):
            yield _number(text, found, _value(found["count"]), "")
    if "分之" in text:
        for found in _PART.finditer(text):
            whole = _value(found["whole"])
            if whole > 1:
                yield _number(text, found, round(_value(found["part"]) * 100 / Decimal(whole), _DECIMALS), "%")


def _number(text: str, found: re.Match[str], value: Decimal, unit: str) -> Number:
    """The number of a match; a whole one is an integer, as written numbers are."""
    whole = int(value) if value == int(value) else value
    start, end = found.span()
    about = _LESS.search(text, 0, start) is not None or _MORE.match(text, end) is not None
    return Number(whole, start, end, about, unit, False, unit == "%", text[start:end])


def _value(written: str) -> Decimal:
    if written[0].isdigit():
        return Decimal(written)
    value = chinese_number(written.replace("两", "二"))
    return Decimal(value) if value is not None else Decimal(0)
