"""Facts: what a document says, one module a kind; KINDS is the list of them."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence

from checker.fact import COMMON, Fact, Schema
from checker.facts import (
    citations,
    document,
    fields,
    figures,
    mentions,
    numbering,
    outline,
    plan,
    prior,
    repetition,
    sections,
    tables,
    units,
)
from checker.facts.certain import certain
from checker.facts.unread import seen
from checker.pack.pack import Pack
from checker.reading.reading import Reading

KINDS: dict[str, tuple[Callable[[Reading], Iterator[Fact]], Callable[[Pack], dict[str, Schema]]]] = {
    "document": (document.extract, document.schema),
    "sections": (sections.extract, sections.schema),
    "fields": (fields.extract, fields.schema),
    "tables": (tables.extract, tables.schema),
    "figures": (figures.extract, figures.schema),
    "citations": (citations.extract, citations.schema),
    "outline": (outline.extract, outline.schema),
    "numbering": (numbering.extract, numbering.schema),
    "repetition": (repetition.extract, repetition.schema),
    "mentions": (mentions.extract, mentions.schema),
}


TOGETHER: dict[
    str,
    tuple[Callable[[Mapping[str, list[Reading]], Sequence[str]], Iterator[Fact]], Callable[[Pack], dict[str, Schema]]],
] = {
    "plan": (lambda readings, _: plan.extract(readings), plan.schema),
    "prior": (lambda readings, _: prior.extract(readings), prior.schema),
    "units": (units.extract, units.schema),
}
"""Kinds of fact that show only when the documents of a dossier are seen together, and the units missing from it."""


def extract_together(readings: Sequence[Reading], missing_units: Sequence[str] = ()) -> list[Fact]:
    """The facts of a dossier as a whole."""
    by_role: dict[str, list[Reading]] = {}
    for reading in readings:
        by_role.setdefault(reading.role, []).append(reading)
    return [fact for extract_kind, _ in TOGETHER.values() for fact in extract_kind(by_role, missing_units)]


def extract(reading: Reading) -> list[Fact]:
    """All facts of a document."""
    return [fact for extract_kind, _ in KINDS.values() for fact in extract_kind(reading)]


def schema(pack: Pack) -> dict[str, Schema]:
    """The kinds of fact that a pack has, each with the values that every fact carries."""
    kinds: dict[str, Schema] = {}
    for _, of in (*KINDS.values(), *TOGETHER.values()):
        for name, kind in of(pack).items():
            kinds[name] = Schema(
                kind.title,
                {**COMMON, **kind.values},
                kind.keys,
                kind.units,
                certain(name, kind.keys),
                seen(name, kind.keys),
            )
    return kinds
