"""What a rule may name: the values of its facts, of their partners and aggregates; and what a test may say of them."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from typing import Any, Literal, cast

from checker.expression import Unknown, Value
from checker.expression.types import FAMILIES
from checker.fact import Schema
from checker.messages import Message, say
from checker.pack.model import Aggregate, GivenValues, Partner, RuleSpec, RuleTest
from checker.pack.rulespec import Joined, pairs
from checker.yamlfiles.file import Key
from checker.yamlfiles.shape import unknown_word

UNKNOWN = ("blank", "unreadable", "absent", "unread")
"""The words of a test for values that are not known."""
_NUMBERS = ("integer", "number", "any")
AGGREGATED = {
    "sum": _NUMBERS,
    "count": (*_NUMBERS, "string", "boolean", "date"),
    "min": (*_NUMBERS, "date"),
    "max": (*_NUMBERS, "date"),
}
"""How a `let` makes one value of many, and of values of which types."""


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

    def alike(on: Joined, other: Mapping[str, str], place: Key) -> None:
        """What is equal on both sides is there on both, and of one type."""
        for index, (mine, theirs) in enumerate(pairs(on)):
            at = (*place, "on", mine if isinstance(on, dict) else index)
            sides = ((own, mine), (other, theirs))
            for side, name in sides:
                key_of(name, side, at)
            types = [FAMILIES.get(side[name]) for side, name in sides if name in side]
            if len(types) == 2 and None not in types and types[0] != types[1]:
                left, right = (say(f"packs.type_{side[name]}") for side, name in sides)
                faults.append((at, say("packs.unlike", name=mine, left=left, right=right)))

    own = of(kind, ("each",))
    values: dict[str, str] = dict(own)
    for role, given in spec.with_.items():
        partner = given if isinstance(given, Partner) else Partner(given)
        other = of(partner.each, ("with", role, "each") if isinstance(given, Partner) else ("with", role))
        alike(partner.on, other, ("with", role))
        lacking = [] if partner.on or not own else _lacking(own, schemas.get(partner.each))
        if lacking:
            lost = say("packs.joins_nothing", name=partner.each, keys=", ".join(lacking), kind=kind)
            faults.append((("with", role), lost))
        values.update((f"{role}.{name}", type_) for name, type_ in other.items())
    for name, aggregate in spec.let.items():
        target = of(aggregate.each, ("let", name, "each"))
        alike(aggregate.on, target, ("let", name))
        if name in values:
            faults.append((("let", name), say("packs.taken_name", name=name)))
        for how, value in aggregated(aggregate).items():
            key_of(value, target, ("let", name, how))
            type_ = target.get(value, "integer")
            if type_ not in AGGREGATED[how]:
                what = say("packs.cannot_aggregate", how=how, name=value, type=say(f"packs.type_{type_}"))
                faults.append((("let", name, how), what))
            values[name] = "integer" if how == "count" else "number" if type_ == "any" else type_
        values[f"{name}.facts"] = "integer"
    return values, faults


def _lacking(own: Mapping[str, str], other: Schema | None) -> list[str]:
    """The values by which a partner is found, unless the rule says by which, and that the fact does not have."""
    return [key for key in other.keys if key not in own and key not in other.fixed] if other else []


def aggregated(aggregate: Aggregate) -> dict[str, str]:
    """How a `let` makes one value of many, and of which value; one entry where the pack is right."""
    named = {how: getattr(aggregate, how) for how in AGGREGATED}
    return {how: value for how, value in named.items() if value is not None}


def full(test: RuleTest | GivenValues) -> RuleTest:
    """A test in its long form."""
    return test if isinstance(test, RuleTest) else RuleTest(test)


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
    if kind in ("date", "any") and isinstance(raw, str):
        return _date(raw) or (raw if kind == "any" else None)
    if isinstance(raw, int):
        return raw if kind != "date" else None
    return Decimal(str(raw)) if kind in ("number", "any") and isinstance(raw, float) else None


def _date(raw: str) -> date | None:
    try:
        return date.fromisoformat(raw) if len(raw) == 10 else None
    except ValueError:
        return None
