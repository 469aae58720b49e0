"""Facts: what a document says, one module a kind; KINDS is the list of them."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from typing import cast

from checker.expression import Unknown, Value
from checker.fact import COMMON, POSITION, Fact, Schema, ValueType
from checker.facts import (
    additions,
    citations,
    codes,
    contents,
    document,
    elements,
    fields,
    figures,
    mentions,
    numbering,
    outline,
    paper,
    partners,
    plan,
    prior,
    repetition,
    sections,
    tables,
    units,
)
from checker.facts.beside import NOTHING, Beside
from checker.facts.certain import certain
from checker.facts.unread import seen
from checker.pack.pack import Pack
from checker.reading.reading import Reading
from checker.record import dataclass

KINDS: dict[str, tuple[Callable[[Reading], Iterator[Fact]], Callable[[Pack], dict[str, Schema]]]] = {
    "document": (document.extract, document.schema),
    "sections": (sections.extract, sections.schema),
    "fields": (fields.extract, fields.schema),
    "tables": (tables.extract, tables.schema),
    "additions": (additions.extract, additions.schema),
    "codes": (codes.extract, codes.schema),
    "figures": (figures.extract, figures.schema),
    "measures": (figures.measures, figures.measure_schema),
    "citations": (citations.extract, citations.schema),
    "outline": (outline.extract, outline.schema),
    "numbering": (numbering.extract, numbering.schema),
    "contents": (contents.extract, contents.schema),
    "repetition": (repetition.extract, repetition.schema),
    "mentions": (mentions.extract, mentions.schema),
    "elements": (elements.extract, elements.schema),
    "paper": (paper.extract, paper.schema),
}


@dataclass(frozen=True, slots=True)
class Together:
    """The documents of a dossier by role: all of them, and those that may be held against each other."""

    every: Mapping[str, list[Reading]]
    fitting: Mapping[str, list[Reading]]
    beside: Beside

    def fits(self, report: Reading, other: Reading) -> bool:
        """Whether a document may stand in its role beside a report."""
        return partners.fits(report, other, self.beside)

    @property
    def all_parts(self) -> bool:
        """Whether no part was refused or is still to be chosen."""
        there = len(self.fitting.get("part", ())) == len(self.every.get("part", ()))
        return there and all(choice.chosen for choice in self.beside.choices if choice.role == "part")


TOGETHER: dict[str, tuple[Callable[[Together], Iterator[Fact]], Callable[[Pack], dict[str, Schema]]]] = {
    "partners": (lambda made: partners.extract(made.every, made.beside), partners.schema),
    "plan": (lambda made: plan.extract(made.every, made.fits), plan.schema),
    "prior": (lambda made: prior.extract(made.fitting), prior.schema),
    "units": (lambda made: units.extract(made.fitting, made.beside.missing_units, made.all_parts), units.schema),
}
"""Kinds of fact that show only when the documents of a dossier are seen together."""


def extract_together(readings: Sequence[Reading], beside: Beside = NOTHING) -> list[Fact]:
    """The facts of a dossier as a whole."""
    made = Together(_by_role(readings), _by_role(partners.fitting(readings, beside)), beside)
    return [fact for extract_kind, _ in TOGETHER.values() for fact in extract_kind(made)]


def _by_role(readings: Sequence[Reading]) -> dict[str, list[Reading]]:
    found: dict[str, list[Reading]] = {}
    for reading in readings:
        found.setdefault(reading.role, []).append(reading)
    return found


def comparable_readings(readings: Sequence[Reading], beside: Beside) -> list[Reading]:
    """The documents whose own facts rules may hold against each other."""
    return partners.fitting(readings, beside)


def extract(reading: Reading) -> list[Fact]:
    """All facts of a document."""
    return [_placed(fact) for extract_kind, _ in KINDS.values() for fact in extract_kind(reading)]


def maker(pack: Pack, kinds: Collection[str]) -> Callable[[Reading], list[Fact]]:
    """What makes of documents of a pack the facts of these kinds alone."""
    asked = [extract_kind for extract_kind, of in KINDS.values() if not of(pack).keys().isdisjoint(kinds)]
    return lambda reading: [
        _placed(fact) for extract_kind in asked for fact in extract_kind(reading) if fact.kind in kinds
    ]


def _placed(fact: Fact) -> Fact:
    """The fact with its position: what is not there, or has no place of its own, has none.

    It is put into its values, which are its own and which nobody has seen yet: of a document there are four hundred.
    """
    place = fact.place
    there = fact.values.get("found") is not False and place.block is not None and place.text is not None
    row, column = place.cell or (0, 0)
    at = ((place.block or 0) * _ROWS + row) * _COLUMNS + column if place.cell else (place.block or 0) * _ROWS * _COLUMNS
    position: Value = at + (0 if place.cell else min(place.start or 0, _ROWS)) if there else Unknown("absent")
    cast("dict[str, Value]", fact.values)[POSITION] = position
    return fact


_ROWS, _COLUMNS = 10_000, 256
"""More rows and columns than tables of documents have; with 100,000 blocks a position stays under 2**40."""


def schema(pack: Pack) -> dict[str, Schema]:
    """The kinds of fact that a pack has, each with the values that every fact carries."""
    kinds: dict[str, Schema] = {}
    own: Mapping[str, ValueType] = {POSITION: "integer"}
    of_kinds = [(of, own) for _, of in KINDS.values()] + [(of, {}) for _, of in TOGETHER.values()]
    for of, position in of_kinds:
        for name, kind in of(pack).items():
            kinds[name] = Schema(
                kind.title,
                {**COMMON, **kind.values, **position},
                kind.keys,
                kind.units,
                (*certain(name, kind.keys), *kind.certain),
                seen(name, kind.keys),
                kind.fixed,
            )
    return kinds
