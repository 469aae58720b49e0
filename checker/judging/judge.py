"""Rules over the facts of a dossier: completed with their partners, judged by the engine, one verdict each."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from checker.document import Location
from checker.expression import Value
from checker.expression.evaluate import ready
from checker.fact import Fact, Schema
from checker.finding import Verdict
from checker.judging.joining import Flat, Known, complete, missed, own_conditions, seen_only
from checker.messages import Message
from checker.pack.pack import Rule, applies

_Of = tuple[str, str | None, str | None, int | None]
"""Role, form, level and year of a document."""


class Judged(NamedTuple):
    """A rule on a fact, with everything it looked at in one flat record."""

    rule: Rule
    fact: Fact
    verdict: Verdict
    values: Mapping[str, Value]
    places: Mapping[str, Location]
    unread: tuple[Message, ...] | None = None
    """What was not read and may hold what is missed; empty where that has no name, None where nothing is missed."""
    doubtful: bool = False
    """What it looked at was not read with certainty."""
    why: Message | None = None
    """Why not, where it is told with the finding and not of the document."""

    @property
    def settled(self) -> Verdict:
        """The verdict after the cases of the rule: a violation may be for review, and is where what was read is not
        certain, or not all was read."""
        if self.verdict is not Verdict.FAIL:  # nearly always, and asked several times of each
            return self.verdict
        if self.doubtful or self.unread is not None:
            return Verdict.REVIEW
        if self.rule.verdicts:
            return next((case for when, case in self.rule.verdicts if when.evaluate(self.values) is True), self.verdict)
        return self.verdict


class Judge:
    """The rules of some packs, compiled once; judges the facts of any number of dossiers."""

    def __init__(self, rules: Sequence[Rule], schemas: Mapping[str, Schema], once: bool = False) -> None:
        """`once` is that of the engine: all facts come at once."""
        from checker.engine import Engine, EngineRule

        self.rules = tuple(rules)
        self.schemas = schemas
        self._by_kind: dict[str, list[Rule]] = defaultdict(list)
        self._own = {rule.full_id: tuple(map(ready, own_conditions(rule))) for rule in rules if rule.joined}
        engine_rules = []
        for rule in rules:
            for kind in rule.kinds:
                self._by_kind[kind].append(rule)
                where = None if rule.where.source == "true" else rule.where
                engine_rules.append(EngineRule(f"{rule.full_id}@{kind}", _engine_kind(rule, kind), where, rule.expect))
        self._engine = Engine(engine_rules, once)

    def judge(self, facts: Sequence[Fact]) -> Iterator[Judged]:
        """Every rule on every fact of its kinds; outside its documents the verdict is not_applicable."""
        from checker.engine import EngineFact

        known = Known(facts)
        asked: list[tuple[Rule, Flat, str, int]] = []
        engine_facts: list[EngineFact] = []
        meant: dict[tuple[str, _Of], list[tuple[Rule, str, bool, bool]]] = {}
        for fact in facts:
            plain: Flat | None = None
            plain_key = -1
            of = fact.kind, _document(fact)
            if of not in meant:  # the same for all facts of a document
                meant[of] = [
                    (rule, f"{rule.full_id}@{fact.kind}", rule.joined, applies(rule, *of[1]))
                    for rule in self._by_kind.get(fact.kind, ())
                ]
            for rule, name, joined, applied in meant[of]:
                if not applied:
                    yield Judged(rule, fact, Verdict.NOT_APPLICABLE, fact.values, fact.places)
                    continue
                if not joined:
                    if plain is None:
                        unseen = seen_only(fact, self.schemas) if fact.values.get("unread") is True else {}
                        plain = Flat(fact, fact.values, fact.places, unseen)
                        plain_key = len(engine_facts)
                        engine_facts.append(EngineFact(plain_key, fact.kind, fact.values))
                    asked.append((rule, plain, name, plain_key))
                    continue
                for condition in self._own[rule.full_id]:
                    if condition(fact.values) is False:
                        flat = None
                        break
                else:
                    flat = complete(rule, fact, known, self.schemas)
                if flat is None:
                    yield Judged(rule, fact, Verdict.NOT_APPLICABLE, fact.values, fact.places)
                    continue
                key = len(engine_facts)
                engine_facts.append(EngineFact(key, _engine_kind(rule, fact.kind), flat.values))
                asked.append((rule, flat, name, key))
        verdicts = self._engine.judge(engine_facts) if engine_facts else {}
        for rule, flat, name, key in asked:
            unread = missed(rule, flat) if flat.unread else None
            yield Judged(rule, flat.fact, verdicts[key][name], flat.values, flat.places, unread)


def _engine_kind(rule: Rule, kind: str) -> str:
    """Facts that `with` and `let` complete are a kind of their own for each rule."""
    return f"{kind}|{rule.full_id}" if rule.joined else kind


def _document(fact: Fact) -> _Of:
    """Role, form, level and year of the document that a fact is of: what decides whether a rule is for it."""
    values = fact.values
    form, level, year = values.get("form"), values.get("level"), values.get("year")
    return (
        fact.role,
        form if isinstance(form, str) else None,
        level if isinstance(level, str) else None,
        year if isinstance(year, int) else None,
    )
