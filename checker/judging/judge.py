"""Rules over the facts of a dossier: completed with their partners, judged by the engine, one verdict each."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from decimal import Decimal

from checker.document import Location
from checker.expression import Unknown, Value
from checker.expression.evaluate import value_of
from checker.expression.nodes import Name, Node, Operation, Total, walk
from checker.fact import Fact, Schema
from checker.finding import Verdict
from checker.pack.model import Aggregate
from checker.pack.pack import Rule, applies
from checker.record import dataclass


@dataclass(frozen=True, slots=True)
class Judged:
    """A rule on a fact, with everything it looked at in one flat record."""

    rule: Rule
    fact: Fact
    verdict: Verdict
    values: Mapping[str, Value]
    places: Mapping[str, Location]
    doubtful: bool = False
    """What it looked at was not read with certainty."""

    @property
    def settled(self) -> Verdict:
        """The verdict after the cases of the rule: a violation may be for review, and is where what was read is not
        certain."""
        if self.verdict is Verdict.FAIL and self.doubtful:
            return Verdict.REVIEW
        if self.verdict is Verdict.FAIL and self.rule.verdicts:
            return next((case for when, case in self.rule.verdicts if when.evaluate(self.values) is True), self.verdict)
        return self.verdict


@dataclass(frozen=True, slots=True)
class Flat:
    """A fact with what `with` and `let` add to it."""

    fact: Fact
    values: Mapping[str, Value]
    places: Mapping[str, Location]


class Known:
    """The facts of a dossier by role and kind, and by the values they are asked for."""

    def __init__(self, facts: Iterable[Fact]) -> None:
        self._by_kind: dict[tuple[str, str], list[Fact]] = defaultdict(list)
        for fact in facts:
            self._by_kind[fact.role, fact.kind].append(fact)
        self.roles = {role for role, _ in self._by_kind}
        self._by_values: dict[tuple[str, str, tuple[str, ...]], dict[tuple[Value, ...], list[Fact]]] = {}

    def equal(self, fact: Fact, role: str, kind: str, on: Sequence[str]) -> Sequence[Fact]:
        """The facts of a role and kind that have the same values `on` as a fact, in order."""
        if not on:
            return self._by_kind.get((role, kind), ())
        if any(name not in fact.values for name in on):
            return ()
        key = (role, kind, tuple(on))
        if key not in self._by_values:
            self._by_values[key] = defaultdict(list)
            for one in self._by_kind.get((role, kind), ()):
                if all(name in one.values for name in on):
                    self._by_values[key][tuple(one.values[name] for name in on)].append(one)
        return self._by_values[key].get(tuple(fact.values[name] for name in on), ())


def complete(rule: Rule, fact: Fact, facts: Known, schemas: Mapping[str, Schema]) -> Flat | None:
    """The fact with its partners' values as `role.name` and its aggregates; None where a partner is not there."""
    values: dict[str, Value] = dict(fact.values)
    places: dict[str, Location] = dict(fact.places)
    for name, partner in rule.partners.items():
        if partner.role not in facts.roles:
            return None
        found = facts.equal(fact, partner.role, partner.each, partner.on or schemas[partner.each].keys)
        other = found[0] if found else None
        if other is not None:
            values.update((f"{name}.{key}", value) for key, value in other.values.items())
            places.update((f"{name}.{key}", place) for key, place in other.places.items())
            places.setdefault(f"{name}.", other.place)
    for name, (aggregate, where) in rule.lets.items():
        role = aggregate.role or fact.role
        if role not in facts.roles:
            return None
        chosen = list(facts.equal(fact, role, aggregate.each, aggregate.on))
        if where.source != "true":
            own = {f"own.{key}": value for key, value in values.items()}
            chosen = [one for one in chosen if where.evaluate({**one.values, **own}) is True]
        values[name] = _aggregate(aggregate, chosen)
        values[f"{name}.facts"] = len(chosen)
        value = aggregate.sum or aggregate.min or aggregate.max
        if value and chosen:
            places[name] = chosen[0].places.get(value, chosen[0].place)
    return Flat(fact, values, places)


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
        elif isinstance(one, (int, Decimal)) and not isinstance(one, bool):
            numbers.append(one)
        else:
            return one if isinstance(one, Unknown) else Unknown("unreadable", str(one))
    if aggregate.sum:
        return sum(numbers, start=0)
    if numbers and days:
        return Unknown("unreadable", str(days[0]))
    choose = min if aggregate.min else max
    return choose(numbers) if numbers else choose(days) if days else Unknown("absent")


class Judge:
    """The rules of some packs, compiled once; judges the facts of any number of dossiers."""

    def __init__(self, rules: Sequence[Rule], schemas: Mapping[str, Schema]) -> None:
        from checker.engine import Engine, EngineRule

        self.rules = tuple(rules)
        self.schemas = schemas
        self._by_kind: dict[str, list[Rule]] = defaultdict(list)
        self._own = {rule.full_id: own_conditions(rule) for rule in rules if rule.joined}
        engine_rules = []
        for rule in rules:
            for kind in rule.kinds:
                self._by_kind[kind].append(rule)
                where = None if rule.where.source == "true" else rule.where
                engine_rules.append(EngineRule(f"{rule.full_id}@{kind}", _engine_kind(rule, kind), where, rule.expect))
        self._engine = Engine(engine_rules)

    def judge(self, facts: Sequence[Fact]) -> Iterator[Judged]:
        """Every rule on every fact of its kinds; outside its documents the verdict is not_applicable."""
        from checker.engine import EngineFact

        known = Known(facts)
        asked: list[tuple[Rule, Flat, str, int]] = []
        engine_facts: list[EngineFact] = []
        for fact in facts:
            plain_key: int | None = None
            for rule in self._by_kind.get(fact.kind, ()):
                if not _applies(rule, fact):
                    yield Judged(rule, fact, Verdict.NOT_APPLICABLE, fact.values, fact.places)
                    continue
                if not rule.joined:
                    if plain_key is None:
                        plain_key = len(engine_facts)
                        engine_facts.append(EngineFact(plain_key, fact.kind, fact.values))
                    asked.append((rule, Flat(fact, fact.values, fact.places), f"{rule.full_id}@{fact.kind}", plain_key))
                    continue
                own = self._own[rule.full_id]
                out = any(value_of(condition, fact.values) is False for condition in own)
                flat = None if out else complete(rule, fact, known, self.schemas)
                if flat is None:
                    yield Judged(rule, fact, Verdict.NOT_APPLICABLE, fact.values, fact.places)
                    continue
                key = len(engine_facts)
                engine_facts.append(EngineFact(key, _engine_kind(rule, fact.kind), flat.values))
                asked.append((rule, flat, f"{rule.full_id}@{fact.kind}", key))
        verdicts = self._engine.judge(engine_facts) if engine_facts else {}
        for rule, flat, name, key in asked:
            yield Judged(rule, flat.fact, verdicts[name, key], flat.values, flat.places)


def _engine_kind(rule: Rule, kind: str) -> str:
    """Facts that `with` and `let` complete are a kind of their own for each rule."""
    return f"{kind}|{rule.full_id}" if rule.joined else kind


def _applies(rule: Rule, fact: Fact) -> bool:
    values = fact.values
    form, level, year = values.get("form"), values.get("level"), values.get("year")
    return applies(
        rule,
        fact.role,
        form if isinstance(form, str) else None,
        level if isinstance(level, str) else None,
        year if isinstance(year, int) else None,
    )
