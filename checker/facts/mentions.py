"""Mentions: each place where a pattern of the pack is found in the text."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Iterator, Mapping
from decimal import Decimal

from checker.document import Location
from checker.expression import Unknown, Value
from checker.fact import Fact, Schema, ValueType
from checker.facts import named
from checker.facts.groups import group_value, groups
from checker.facts.unread import noted
from checker.pack.model import MentionSpec
from checker.pack.pack import Pack
from checker.reading import gaps
from checker.reading.reading import Passage, Reading
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
_PARTING = "，,。;；:：、 \u3000"
"""Marks that part what stands before from what follows, and belong to neither."""


def extract(reading: Reading) -> Iterator[Fact]:
    """A `mention.<name>` fact for each hit, or one that says there is none; or one for the whole document."""
    every = tuple(dict.fromkeys(one for spec in reading.pack.spec.mentions.values() for one in _patterns(spec)))
    numbered = {pattern: index for index, pattern in enumerate(every)}
    spoken = _Spoken(every, reading)
    for name, spec in reading.pack.spec.mentions.items():
        kind = f"mention.{name}"
        hits = list(_hits(reading, spec, spoken, {numbered[one]: one for one in _patterns(spec)}))
        for (found, _), more in zip(hits, named.values(reading, spec, [hit for hit, _ in hits]), strict=True):
            found.update(more)
        missed = () if hits else gaps.within(reading, spec.sections or ("preamble", *reading.by_id))
        if spec.per == "document":
            values: dict[str, Value] = {**reading.common(), "found": bool(hits), "count": len(hits)}
            first = hits[0] if hits else None
            values.update(first[0] if first else dict.fromkeys(_nothing(spec), Unknown("absent")))
            place = first[1] if first else reading.point(next((s for s in spec.sections if s in reading.by_id), None))
            yield noted(Fact(kind, reading.role, reading.document.path, values, place), missed)
            continue
        for found, place in hits:
            values = {**reading.common(), "found": True, **found}
            places = {"text": place, "found": place}
            yield noted(Fact(kind, reading.role, reading.document.path, values, place, places), ())
        if not hits:
            nothing = dict.fromkeys((*_nothing(spec), "text", "section"), Unknown("absent"))
            values = {**reading.common(), "found": False, **nothing}
            yield noted(Fact(kind, reading.role, reading.document.path, values, reading.point(None)), missed)


class _Spoken:
    """Which of the patterns of all mentions can occur in a text of a document, told once for each text."""

    def __init__(self, every: tuple[str, ...], reading: Reading) -> None:
        self._every = every
        self._reading = reading
        self._told: dict[str, frozenset[int]] = {}
        self._within: dict[str, list[Passage]] = {}

    def of(self, string: str) -> frozenset[int]:
        """The positions of the patterns that can occur in it."""
        told = self._told.get(string)
        if told is None:
            told = self._told[string] = frozenset(occurring(self._every, string))
        return told

    def within(self, section: str) -> list[Passage]:
        """The texts of a section, of the whole document without one, that any mention can be in."""
        found = self._within.get(section)
        if found is None:
            passages = self._reading.within(section) if section else self._reading.passages
            texts = ((one, one.plain.string, one.text.string) for one in passages)
            found = [one for one, plain, raw in texts if self.of(plain) or (raw != plain and self.of(raw))]
            self._within[section] = found
        return found


def _patterns(spec: MentionSpec) -> list[str]:
    return [spec.pattern] if isinstance(spec.pattern, str) else spec.pattern


def _hits(
    reading: Reading, spec: MentionSpec, spoken: _Spoken, numbered: Mapping[int, str]
) -> Iterator[tuple[dict[str, Value], Location]]:
    """The hits in order; `numbered`, the patterns of this mention."""
    own = frozenset(numbered)
    for section in spec.sections or ("",):
        for passage in spoken.within(section):
            string = passage.text.string if spec.raw else passage.plain.string
            there = spoken.of(string)
            if own.isdisjoint(there):
                continue
            matches = [match for index in sorted(own & there) for match in compiled(numbered[index]).finditer(string)]
            if not matches:
                continue
            taken = _Taken(match.span() for pattern in spec.not_ for match in compiled(pattern).finditer(string))
            for match in matches:
                begin, end = _trimmed(string, *span(match, "hit"))
                if end <= begin or not taken.free(begin, end):
                    continue
                if spec.check and not CHECKS[spec.check](string[begin:end]):
                    continue
                taken.add(begin, end)
                yield (
                    _values(reading, spec, match.groupdict(), string[begin:end], passage),
                    _place(reading, spec, passage, begin, end),
                )


class _Taken:
    """Ranges of a text that no further hit may overlap; a text may have thousands of them."""

    def __init__(self, spans: Iterable[tuple[int, int]]) -> None:
        self._begins: list[int] = []
        self._ends: list[int] = []
        for begin, end in sorted(spans):
            if self._ends and begin < self._ends[-1]:
                self._ends[-1] = max(self._ends[-1], end)
            else:
                self._begins.append(begin)
                self._ends.append(end)

    def free(self, begin: int, end: int) -> bool:
        """Whether a range overlaps none of them."""
        at = bisect_left(self._begins, end)
        return at == 0 or self._ends[at - 1] <= begin

    def add(self, begin: int, end: int) -> None:
        """Take a range that is free."""
        at = bisect_left(self._begins, begin)
        self._begins.insert(at, begin)
        self._ends.insert(at, end)


def _trimmed(string: str, begin: int, end: int) -> tuple[int, int]:
    """The range without the marks at its ends that only part it from its sentence: 2020年, is quoted as 2020年."""
    inner = string[begin:end].strip(_PARTING)
    if not inner:
        return begin, end
    first = string.index(inner, begin)
    return first, first + len(inner)


def _place(reading: Reading, spec: MentionSpec, passage: Passage, begin: int, end: int) -> Location:
    if spec.raw:
        return reading.document.locate(
            passage.block, begin, end, passage.cell, section=reading.section_at(passage.spot)
        )
    return reading.locate(passage, begin, end)


def _values(
    reading: Reading, spec: MentionSpec, found: dict[str, str | None], text: str, passage: Passage
) -> dict[str, Value]:
    values: dict[str, Value] = {"text": text, "section": reading.section_at(passage.spot) or Unknown("absent")}
    for name in groups(_patterns(spec)):
        values[name] = group_value(found.get(name), name in spec.numbers)
        if name in spec.numbers:
            values[f"{name}_step"] = _step(found.get(name))
    return values


def _step(text: str | None) -> Value:
    """One in the last place of a number as it is written: 0.01 of 39.40, 0.1 of 39.4, 1 of 39."""
    if text is None:
        return Unknown("absent")
    return Decimal(1).scaleb(-len(text.partition(".")[2]))


def _nothing(spec: MentionSpec) -> list[str]:
    """The values of a hit that there is none of."""
    return [*groups(_patterns(spec)), *(f"{name}_step" for name in spec.numbers), *named.types(spec)]


def schema(pack: Pack) -> dict[str, Schema]:
    """A kind for each mention of the pack."""
    kinds = {}
    for name, spec in pack.spec.mentions.items():
        values: dict[str, ValueType] = {"found": "boolean", "text": "string", "section": "string", "unread": "boolean"}
        if spec.per == "document":
            values["count"] = "integer"
        values.update((group, "number" if group in spec.numbers else "string") for group in groups(_patterns(spec)))
        values.update((f"{group}_step", "number") for group in spec.numbers)
        values.update(named.types(spec))
        kinds[f"mention.{name}"] = Schema(spec.title or name, values)
    return kinds
