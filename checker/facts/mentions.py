"""Mentions: each place where a pattern of the pack is found in the text."""

from __future__ import annotations

from collections.abc import Iterator

from checker.document import Location
from checker.expression import Unknown, Value
from checker.fact import Fact, Schema, ValueType
from checker.facts.context import Passage, Reading
from checker.numerals import numbers
from checker.packmodel import MentionSpec
from checker.patterns import compiled
from checker.rulepack import Pack


def extract(reading: Reading) -> Iterator[Fact]:
    """A `mention.<name>` fact for each hit, or one for the document with the first hit."""
    for name, spec in reading.pack.spec.mentions.items():
        kind = f"mention.{name}"
        hits = list(_hits(reading, spec))
        if spec.per == "document":
            values: dict[str, Value] = {**reading.common(), "found": bool(hits), "count": len(hits)}
            first = hits[0] if hits else None
            values.update(first[0] if first else dict.fromkeys(_groups(spec), Unknown("absent")))
            place = first[1] if first else reading.point(next((s for s in spec.sections if s in reading.by_id), None))
            yield Fact(kind, reading.role, reading.document.path, values, place)
            continue
        for found, place in hits:
            yield Fact(kind, reading.role, reading.document.path, {**reading.common(), **found}, place)


def _hits(reading: Reading, spec: MentionSpec) -> Iterator[tuple[dict[str, Value], Location]]:
    patterns = [spec.pattern] if isinstance(spec.pattern, str) else spec.pattern
    sections = [passages for section in spec.sections for passages in [reading.within(section)]]
    for passages in sections or [iter(reading.passages)]:
        for passage in passages:
            string = passage.text.string if spec.raw else passage.plain.string
            barred = [match.span() for pattern in spec.not_ for match in compiled(pattern).finditer(string)]
            done: list[tuple[int, int]] = []
            for pattern in patterns:
                for match in compiled(pattern).finditer(string):
                    begin, end = match.span("hit") if "hit" in match.groupdict() else match.span()
                    if end <= begin or any(low < end and begin < high for low, high in (*barred, *done)):
                        continue
                    done.append((begin, end))
                    yield _values(reading, spec, match.groupdict(), string[begin:end], passage), _place(reading, spec, passage, begin, end)


def _place(reading: Reading, spec: MentionSpec, passage: Passage, begin: int, end: int) -> Location:
    if spec.raw:
        return reading.document.locate(passage.block, begin, end, passage.cell, section=reading.section_at(passage.spot))
    return reading.locate(passage, begin, end)


def _values(reading: Reading, spec: MentionSpec, groups: dict[str, str | None], text: str, passage: Passage) -> dict[str, Value]:
    values: dict[str, Value] = {"text": text, "section": reading.section_at(passage.spot) or Unknown("absent")}
    for name in _groups(spec):
        word = groups.get(name)
        if word is None:
            values[name] = Unknown("absent")
        elif name in spec.numbers:
            read = numbers(word)
            values[name] = read[0].value if read else Unknown("unreadable", word)
        else:
            values[name] = word
    return values


def _groups(spec: MentionSpec) -> list[str]:
    patterns = [spec.pattern] if isinstance(spec.pattern, str) else spec.pattern
    return sorted({name for pattern in patterns for name in compiled(pattern).groupindex if name != "hit"})


def schema(pack: Pack) -> dict[str, Schema]:
    """A kind for each mention of the pack."""
    kinds = {}
    for name, spec in pack.spec.mentions.items():
        values: dict[str, ValueType] = {"text": "string", "section": "string"}
        if spec.per == "document":
            values = {"found": "boolean", "count": "integer", "text": "string", "section": "string"}
        values.update((group, "number" if group in spec.numbers else "string") for group in _groups(spec))
        kinds[f"mention.{name}"] = Schema(spec.title or name, values)
    return kinds
