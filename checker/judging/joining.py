"""A fact with all that a rule asks for beside it: its partners, its aggregates, and what of that is not certain."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from decimal import Decimal

from checker.document import Location
from checker.expression import Expr, Unknown, Value, is_number
from checker.expression.nodes import Name, Node, Operation, Total, walk
from checker.fact import Fact, Schema
from checker.messages import Message
from checker.pack.model import Aggregate
from checker.pack.pack import Rule
from checker.pack.rulespec import OWN_ROLE, pairs
from checker.record import dataclass


@dataclass(frozen=True, slots=True)
class Flat:
    """A fact with what `with` and `let` add to it."""

    fact: Fact
    values: Mapping[str, Value]
    places: Mapping[str, Location]
    unread: Mapping[str, tuple[Message, ...]]
    """By value that only says what was seen, the unread parts because of which it may be otherwise."""


class Known:
    """The facts of a dossier by role and kind, and by the values they are asked for."""

    def __init__(self, facts: Iterable[Fact]) -> None:
        self._by_kind: dict[tuple[str, str], list[Fact]] = defaultdict(list)
        for fact in facts:
            self._by_kind[fact.role, fact.kind].append(fact)
        self.roles = {role for role, _ in self._by_kind}
        self._by_values: dict[tuple[str, str, tuple[str, ...]], dict[tuple[Value, ...], list[Fact]]] = {}

    def equal(self, fact: Fact, role: str, kind: str, on: Sequence[tuple[str, str]]) -> Sequence[Fact]:
        """The facts of a role and kind whose values are those of a fact, in order; `on` names its own and theirs."""
        if not on:
            return self._by_kind.get((role, kind), ())
        if any(name not in fact.values for name, _ in on):
            return ()
        theirs = tuple(name for _, name in on)
        key = (role, kind, theirs)
        if key not in self._by_values:
            self._by_values[key] = defaultdict(list)
            for one in self._by_kind.get((role, kind), ()):
                if all(name in one.values for name in theirs):
                    self._by_values[key][tuple(one.values[name] for name in theirs)].append(one)
        return self._by_values[key].get(tuple(fact.values[name] for name, _ in on), ())


def complete(rule: Rule, fact: Fact, facts: Known, schemas: Mapping[str, Schema]) -> Flat | None:
    """The fact with its partners' values as `role.name` and its aggregates; None where a partner is not there."""
    values: dict[str, Value] = dict(fact.values)
    places: dict[str, Location] = dict(fact.places)
    unread = seen_only(fact, schemas)
    for name, partner in rule.partners.items():
        role = fact.role if partner.role == OWN_ROLE else partner.role
        if role not in facts.roles:
            return None
        on = pairs(partner.on or joined_by(schemas, fact.kind, partner.each))
        found = facts.equal(fact, role, partner.each, on)
        other = found[0] if found else None
        if other is not None:
            values.update((f"{name}.{key}", value) for key, value in other.values.items())
            places.update((f"{name}.{key}", place) for key, place in other.places.items())
            places.setdefault(f"{name}.", other.place)
            unread.update((f"{name}.{key}", parts) for key, parts in seen_only(other, schemas).items())
    for name, (aggregate, where) in rule.lets.items():
        role = aggregate.role or fact.role
        if role not in facts.roles:
            return None
        equal = chosen = list(facts.equal(fact, role, aggregate.each, pairs(aggregate.on)))
        own = {f"own.{key}": value for key, value in values.items()}
        if where.source != "true":
            chosen = [one for one in equal if where.evaluate({**one.values, **own}) is True]
        turning = [one for one in equal if _may_turn(one, where, own)]
        if turning:
            unread[name] = tuple(part for one in turning for part in one.unread)
        values[name] = _aggregate(aggregate, chosen)
        values[f"{name}.facts"] = len(chosen)
        value = aggregate.sum or aggregate.min or aggregate.max
        if value and chosen:
            places[name] = chosen[0].places.get(value, chosen[0].place)
    return Flat(fact, values, places, unread)


def joined_by(schemas: Mapping[str, Schema], kind: str, other: str) -> list[str]:
    """The values that identify a partner, by default: of a kind of one fact not what is fixed by the kind, unless it
    is a value of the fact that is judged and not fixed there."""
    told = {*schemas[kind].values} - {*schemas[kind].fixed} if kind in schemas else {*schemas[other].fixed}
    return [key for key in schemas[other].keys if key in told or key not in schemas[other].fixed]


def seen_only(fact: Fact, schemas: Mapping[str, Schema]) -> dict[str, tuple[Message, ...]]:
    """The values of a fact that may be otherwise because a part was not read, with that part."""
    if fact.values.get("unread") is not True:
        return {}
    return dict.fromkeys(schemas[fact.kind].seen, fact.unread)


def _may_turn(fact: Fact, where: Expr, own: Mapping[str, Value]) -> bool:
    """Whether a fact that was not found would count otherwise if it stood in an unread part after all."""
    if fact.values.get("unread") is not True or "found" not in fact.values:
        return False
    turned = where.evaluate({**fact.values, "found": True, **own})
    return turned is not where.evaluate({**fact.values, **own})


def own_conditions(rule: Rule) -> tuple[Node, ...]:
    """The conditions of `where`, all of which must hold, that speak only of the fact itself."""
    root = rule.where.root
    parts = root.parts if isinstance(root, Operation) and root.operator == "and" else (root,)

    def joined(name: str) -> bool:
        return name in rule.lets or name.rpartition(".")[0] in {*rule.lets, *rule.partners}

    return tuple(
        part
        for part in parts
        if not any(isinstance(one, Total) or (isinstance(one, Name) and joined(one.name)) for one in walk(part))
    )


def _aggregate(aggregate: Aggregate, facts: Sequence[Fact]) -> Value:
    """Unknown as soon as one of the values is: a sum with a hole in it is no sum."""
    value = aggregate.sum or aggregate.min or aggregate.max
    if value is None:
        return len(facts)
    numbers: list[int | Decimal] = []
    days: list[date] = []
    for fact in facts:
        one = fact.values.get(value, Unknown("absent"))
        if isinstance(one, date) and not aggregate.sum:
            days.append(one)
        elif is_number(one):
            numbers.append(one)
        else:
            return one if isinstance(one, Unknown) else Unknown("unreadable", str(one))
    if aggregate.sum:
        return sum(numbers, start=0)
    if numbers and days:
        return Unknown("unreadable", str(days[0]))
    choose = min if aggregate.min else max
    return choose(numbers) if numbers else choose(days) if days else Unknown("absent")


def missed(rule: Rule, flat: Flat) -> tuple[Message, ...] | None:
    """The unread parts that may hold what a violation of the rule misses; None where it misses nothing."""
    used = {*rule.where.names(flat.values), *rule.expect.names(flat.values)}
    doubtful = [parts for name, parts in flat.unread.items() if name in used]
    return tuple(part for parts in doubtful for part in parts) if doubtful else None
