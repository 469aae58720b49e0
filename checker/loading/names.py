"""What a rule may name: the values of its facts, of their partners and aggregates; and what a test may say of them."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from typing import Any, Literal, cast

from checker.expression import Unknown, Value
from checker.fact import Schema
from checker.messages import Message, say
from checker.pack.model import Aggregate, Partner, RuleSpec
from checker.yamlfiles.file import Key
from checker.yamlfiles.shape import unknown_word

UNKNOWN = ("blank", "unreadable", "absent", "unread")
"""The words of a test for values that are not known."""


def flat_schema(
    spec: RuleSpec, kind: str, schemas: Mapping[str, Schema]
) -> tuple[dict[str, str], list[tuple[Key, Message]]]:
    """The values that a rule's expressions may name: of the fact, its partners, what `let` names; and what is wrong."""
    faults: list[tuple[Key, Message]] = []

    def of(name: str, place: Key) -> Mapping[str, str]:
        if name in schemas:
            return schemas[name].values
        word = unknown_word("packs.unknown_ref", "name", name, sorted(schemas), kind=say("packs.kind_fact"))
        faults.append((place, word))
        return {}

    def key_of(name: str, values: Mapping[str, str], place: Key) -> None:
        if values and name not in values:
            faults.append((place, unknown_word("packs.unknown_value", "name", name, sorted(values))))

    own = of(kind, ("each",))
    values: dict[str, str] = dict(own)
    for role, given in spec.with_.items():
        partner = given if isinstance(given, Partner) else Partner(given)
        other = of(partner.each, ("with", role, "each") if isinstance(given, Partner) else ("with", role))
        for index, name in enumerate(partner.on):
            for side in (own, other):
                key_of(name, side, ("with", role, "on", index))
        values.update((f"{role}.{name}", type_) for name, type_ in other.items())
    for name, aggregate in spec.let.items():
        target = of(aggregate.each, ("let", name, "each"))
        for index, key in enumerate(aggregate.on):
            for side in (own, target):
                key_of(key, side, ("let", name, "on", index))
        value = _aggregated(aggregate)
        if value:
            key_of(value, target, ("let", name))
        values[name] = target.get(value, "integer") if value else "integer"
        values[f"{name}.facts"] = "integer"
    return values, faults


def _aggregated(aggregate: Aggregate) -> str:
    return aggregate.sum or aggregate.min or aggregate.max or ""


def test_value(raw: Any, kind: str) -> Value | None:
    """A value of a test as the type that the schema says; None where it is no such value."""
    if raw is None or raw in UNKNOWN:
        return Unknown(cast(Literal["blank", "unreadable", "absent", "unread"], raw or "absent"))
    if kind == "boolean":
        return raw if isinstance(raw, bool) else None
    if isinstance(raw, bool):
        return None
    if kind == "string":
        return str(raw)
    if kind == "date":
        try:
            return date.fromisoformat(raw) if isinstance(raw, str) and len(raw) == 10 else None
        except ValueError:
            return None
    if isinstance(raw, int):
        return raw
    return Decimal(str(raw)) if kind == "number" and isinstance(raw, float) else None
