"""Mentions: each place where a pattern of the pack is found in the text."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from checker.document import Location
from checker.expression import Unknown, Value
from checker.fact import Fact, Schema, ValueType
from checker.facts.unread import noted
from checker.pack.model import MentionSpec
from checker.pack.pack import Pack
from checker.reading import gaps
from checker.reading.reading import Passage, Reading
from checker.text.digits import chinese_number
from checker.text.numerals import numbers
from checker.text.patterns import compiled, occurring, span


def mod_11_2(code: str) -> bool:
    """Whether the last character is the check character of the digits before (ISO 7064 MOD 11-2, GB 11643-1999)."""
    if not code[:-1].isdigit():
        return False
    total = 0
    for digit in code[:-1]:
        total = (total + int(digit)) * 2 % 11
    return _check(total) == code[-1].upper()


def _check(total: int) -> str:
    rest = (12 - total) % 11
    return "X" if rest == 10 else str(rest)


CHECKS = {"iso7064-mod11-2": mod_11_2}


def extract(reading: Reading) -> Iterator[Fact]:
    """A `mention.<name>` fact for each hit, or one that says there is none; or one for the whole document."""
    every = tuple(dict.fromkeys(one for spec in reading.pack.spec.mentions.values() for one in _patterns(spec)))
    numbered = {pattern: index for index, pattern in enumerate(every)}
    for name, spec in reading.pack.spec.mentions.items():
        kind = f"mention.{name}"
        hits = list(_hits(reading, spec, every, {numbered[one]: one for one in _patterns(spec)}))
        missed = () if hits else gaps.within(reading, spec.sections or ("preamble", *reading.by_id))
        if spec.per == "document":
            values: dict[str, Value] = {**reading.common(), "found": bool(hits), "count": len(hits)}
            first = hits[0] if hits else None
            values.update(first[0] if first else dict.fromkeys(_groups(spec), Unknown("absent")))
            place = first[1] if first else reading.point(next((s for s in spec.sections if s in reading.by_id), None))
            yield noted(Fact(kind, reading.role, reading.document.path, values, place), missed)
            continue
        for found, place in hits:
            values = {**reading.common(), "found": True, **found}
            places = {"text": place, "found": place}
            yield noted(Fact(kind, reading.role, reading.document.path, values, place, places), ())
        if not hits:
            nothing = dict.fromkeys((*_groups(spec), "text", "section"), Unknown("absent"))
            values = {**reading.common(), "found": False, **nothing}
            yield noted(Fact(kind, reading.role, reading.document.path, values, reading.point(None)), missed)


def _patterns(spec: MentionSpec) -> list[str]:
    return [spec.pattern] if isinstance(spec.pattern, str) else spec.pattern


def _hits(
    reading: Reading, spec: MentionSpec, every: tuple[str, ...], numbered: Mapping[int, str]
) -> Iterator[tuple[dict[str, Value], Location]]:
    """The hits in order; `every` are the patterns of all mentions, `numbered` this one's by their index among them."""
    own = frozenset(numbered)
    sections = [passages for section in spec.sections for passages in [reading.within(section)]]
    for passages in sections or [iter(reading.passages)]:
        for passage in passages:
            string = passage.text.string if spec.raw else passage.plain.string
            there = own.intersection(occurring(every, string))
            matches = [match for index in sorted(there) for match in compiled(numbered[index]).finditer(string)]
            if not matches:
                continue
            barred = [match.span() for pattern in spec.not_ for match in compiled(pattern).finditer(string)]
            done: list[tuple[int, int]] = []
            for match in matches:
                begin, end = span(match, "hit")
                if end <= begin or any(low < end and begin < high for low, high in (*barred, *done)):
                    continue
                if spec.check and not CHECKS[spec.check](string[begin:end]):
                    continue
                done.append((begin, end))
                yield (
                    _values(reading, spec, match.groupdict(), string[begin:end], passage),
                    _place(reading, spec, passage, begin, end),
                )


def _place(reading: Reading, spec: MentionSpec, passage: Passage, begin: int, end: int) -> Location:
    if spec.raw:
        return reading.document.locate(
            passage.block, begin, end, passage.cell, section=reading.section_at(passage.spot)
        )
    return reading.locate(passage, begin, end)


def _values(
    reading: Reading, spec: MentionSpec, groups: dict[str, str | None], text: str, passage: Passage
) -> dict[str, Value]:
    values: dict[str, Value] = {"text": text, "section": reading.section_at(passage.spot) or Unknown("absent")}
    for name in _groups(spec):
        word = groups.get(name)
        if word is None:
            values[name] = Unknown("absent")
        elif name in spec.numbers:
            values[name] = _number(word)
        else:
            values[name] = word
    return values


def _number(word: str) -> Value:
    """The number a group is: an amount in yuan where it has such a unit, Chinese or Arabic digits alone as well."""
    read = numbers(word)
    if read:
        return read[0].yuan if read[0].yuan is not None else read[0].value
    value = int(word) if word.isdigit() else chinese_number(word)
    return Unknown("unreadable", word) if value is None else value


def _groups(spec: MentionSpec) -> list[str]:
    return sorted({name for pattern in _patterns(spec) for name in compiled(pattern).groupindex if name != "hit"})


def schema(pack: Pack) -> dict[str, Schema]:
    """A kind for each mention of the pack."""
    kinds = {}
    for name, spec in pack.spec.mentions.items():
        values: dict[str, ValueType] = {"found": "boolean", "text": "string", "section": "string", "unread": "boolean"}
        if spec.per == "document":
            values["count"] = "integer"
        values.update((group, "number" if group in spec.numbers else "string") for group in _groups(spec))
        kinds[f"mention.{name}"] = Schema(spec.title or name, values)
    return kinds
