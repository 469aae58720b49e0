"""Sums and rates that the text itself states: a total with its parts, a share, a growth."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from checker.document import Location
from checker.expression import Value
from checker.fact import Fact, Schema
from checker.pack.pack import Pack
from checker.reading.reading import Passage, Reading
from checker.text.normalize import same_length
from checker.text.numerals import Number, numbers
from checker.text.sentences import sentences

_PARTS = re.compile(r"其中|包括|分别[为是]")
_APART = re.compile(r"[。;]|,(?:同比|较|比)|此外|另外|同时")
_SHARE = re.compile(r"(?:约)?占(?:比|全部|总数|总量|总)?[^,。;、%]{0,16}$")
_GROWTH = re.compile(
    r"(?:同比|比上年|较上年|较去年|比去年)(?:度)?[^,。;、]{0,8}?(?P<way>增长|增加|上升|提高|下降|减少|降低|降幅|增幅)[^,。;、]{0,4}$"
)
_TO = re.compile(
    r"[^,。;]{0,6}?(?:增长|增加|上升|提高|提升|扩大|下降|减少|降低|压缩|缩减)(?:到|至|为)了?[^,。;0-9]{0,4}"
)
"""Between two numbers: the second is what became of the first (由120件增加到138件)."""
_RATE = re.compile(r"(?P<way>增长|上升|下降|降低|增幅|降幅|减少|增加)(?:了|率|幅度)?(?:为|达|约)?$")
_FROM_TO = re.compile(r",?(?:增加|增长|上升|提高|提升|扩大|升|减少|下降|降低|缩减|降)(?:到了?|至|为)")
_AND_SO_ON = re.compile(r"[)\"]?等")
_NEAR = Decimal("0.15")
"""Parts that come this close to the total, as a share of it, are meant to be all of it."""


def extract(reading: Reading) -> Iterator[Fact]:
    """`parts` facts for totals with their parts, `rate` facts for shares and growths with their own numbers."""
    for passage in reading.passages:
        if passage.cell is not None:
            continue
        string = passage.text.string
        for begin, end in sentences(string):
            sentence = same_length(string[begin:end])
            if not any(character.isnumeric() for character in sentence) and "%" not in sentence:
                continue
            found = [number for number in numbers(string[begin:end]) if not number.ordinal]
            yield from _parts(reading, passage, begin, sentence, found)
            yield from _rates(reading, passage, begin, sentence, found)


def _parts(reading: Reading, passage: Passage, offset: int, sentence: str, found: list[Number]) -> Iterator[Fact]:
    """The number before 其中 and those after it in the same unit, up to where something else begins."""
    for cue in _PARTS.finditer(sentence):
        before = [number for number in found if number.end <= cue.start() and not number.percent]
        if not before or _APART.search(sentence, before[-1].end, cue.start()):
            continue
        total = before[-1]
        if "共" not in sentence[: total.start] and cue.start() - total.end > 40:
            continue
        stop = _APART.search(sentence, cue.end())
        limit = stop.start() if stop else len(sentence)
        parts = [
            number
            for number in found
            if cue.end() <= number.start < limit and number.unit == total.unit and number.unit
        ]
        parts = [number for number in parts if not number.percent]
        if len(parts) < 2 or any(number.approximate for number in (total, *parts)):
            continue
        yield _sum_fact(reading, passage, offset, sentence, total, parts)


def _sum_fact(
    reading: Reading, passage: Passage, offset: int, sentence: str, total: Number, parts: list[Number]
) -> Fact:
    running = [sum(part.value for part in parts[: count + 1]) for count in range(len(parts))]
    whole = running[-1]
    if total.value in running[1:]:
        # What follows a list that is complete counts something else.
        parts = parts[: running.index(total.value) + 1]
        whole = total.value
    gap = abs(Decimal(whole) - Decimal(total.value))
    open_ended = _AND_SO_ON.match(sentence, parts[-1].end) is not None
    near = gap <= _NEAR * abs(Decimal(total.value))
    place = _place(reading, passage, offset, total)
    places: dict[str, Location] = {"total": place}
    for index, part in enumerate(parts):
        places["parts" if index == 0 else f"parts_{index + 1}"] = _place(reading, passage, offset, part)
    values: dict[str, Value] = {
        **reading.common(),
        "total": total.value,
        "parts": whole,
        "count": len(parts),
        "unit": total.unit,
        "complete": len(parts) >= 3 and near and not open_ended,
        "list": "+".join(str(part.value) for part in parts),
    }
    return Fact("parts", reading.role, reading.document.path, values, place, places)


def _rates(reading: Reading, passage: Passage, offset: int, sentence: str, found: list[Number]) -> Iterator[Fact]:
    for index, rate in enumerate(found):
        if not rate.percent or rate.approximate:
            continue
        before = sentence[: rate.start]
        earlier = [number for number in found[:index] if not number.percent and not number.approximate]
        if _SHARE.search(before) and len(earlier) >= 2:
            part = earlier[-1]
            wholes = [number for number in earlier[:-1] if number.unit == part.unit and number.value >= part.value]
            if part.unit and wholes and Decimal(wholes[0].value) != 0:
                yield _rate_fact(
                    reading,
                    passage,
                    offset,
                    "share",
                    rate,
                    part,
                    wholes[-1],
                    [Decimal(100) * Decimal(part.value) / Decimal(whole.value) for whole in wholes],
                )
        elif _RATE.search(before) and earlier:
            growth = _growth(sentence, rate, earlier)
            if growth is not None:
                now, change, worked = growth
                yield _rate_fact(reading, passage, offset, "growth", rate, now, change, [worked])


def _growth(sentence: str, rate: Number, earlier: list[Number]) -> tuple[Number, Number, Decimal] | None:
    """This year's number, the other, and the growth in per cent that they make.

    1062件，同比增加302件，增长39.7%; 由20篇增加到25篇，增长25%.
    """
    if len(earlier) < 2:
        return None
    now, other = earlier[-2], earlier[-1]
    if now.unit != other.unit or not now.unit or now.end > other.start:
        return None
    if _TO.fullmatch(sentence, now.end, other.start) and "," not in sentence[other.end + 1 : rate.start]:
        base = Decimal(now.value)
        return (other, now, Decimal(100) * abs(Decimal(other.value) - base) / base) if base > 0 else None
    if "," in sentence[other.end : rate.start - 4]:
        return None
    if _FROM_TO.fullmatch(sentence[now.end : other.start]) and Decimal(now.value) > 0:
        change = abs(Decimal(other.value) - Decimal(now.value))
        return other, now, Decimal(100) * change / Decimal(now.value)
    way = _GROWTH.search(sentence[: other.start])
    if way is None:
        return None
    down = way["way"] in ("下降", "减少", "降低", "降幅")
    base = Decimal(now.value) + Decimal(other.value) * (1 if down else -1)
    if base <= 0:
        return None
    return now, other, Decimal(100) * Decimal(other.value) / base


def _rate_fact(
    reading: Reading,
    passage: Passage,
    offset: int,
    kind: str,
    rate: Number,
    one: Number,
    other: Number,
    worked: list[Decimal],
) -> Fact:
    stated = abs(Decimal(rate.value))
    exponent = stated.as_tuple().exponent
    decimals = max(-exponent, 0) if isinstance(exponent, int) else 0
    # Rounded or cut off, a percentage differs from the true one by less than one unit of its last place.
    tolerance = Decimal(1).scaleb(-decimals)
    nearest = min(worked, key=lambda value: abs(value - stated))
    place = _place(reading, passage, offset, rate)
    values: dict[str, Value] = {
        **reading.common(),
        "rate_of": kind,
        "stated": stated,
        "worked": nearest.quantize(Decimal("0.01")),
        "holds": abs(nearest - stated) < tolerance,
        "text": rate.text,
    }
    places = {
        "stated": place,
        "holds": place,
        "worked": _place(reading, passage, offset, one),
        "of": _place(reading, passage, offset, other),
    }
    return Fact("rate", reading.role, reading.document.path, values, place, places)


def _place(reading: Reading, passage: Passage, offset: int, number: Number) -> Location:
    section = reading.section_at(passage.spot)
    return reading.document.locate(
        passage.block, offset + number.start, offset + number.end, passage.cell, section=section
    )


def schema(pack: Pack) -> dict[str, Schema]:
    """The kinds `parts` and `rate`."""
    return {
        "parts": Schema(
            "a total that the text states with its parts",
            {
                "total": "number",
                "parts": "number",
                "count": "integer",
                "unit": "string",
                "complete": "boolean",
                "list": "string",
            },
        ),
        "rate": Schema(
            "a percentage that the text states beside the numbers it is made of",
            {
                "rate_of": "string",
                "stated": "number",
                "worked": "number",
                "holds": "boolean",
                "text": "string",
            },
        ),
    }
