"""Rules over the facts of a dossier: completed with their partners, judged by the engine, one verdict each."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from functools import partial
from itertools import groupby
from typing import Any, Literal, NamedTuple

from checker.document import Location
from checker.expression import Value
from checker.expression.evaluate import ready
from checker.fact import Fact, Schema
from checker.finding import Verdict
from checker.judging.joining import Flat, Known, complete, missed, own_conditions, seen_only
from checker.messages import Message
from checker.pack.pack import Rule, applies
from checker.pack.rulespec import OWN_ROLE

_Of = tuple[str, str | None, str | None, int | None]
"""Role, form, level and year of a document."""


_Asked = tuple[Rule, str]
"""A rule, and what the engine calls it for a kind of fact."""
_Way = Literal["skipped", "alone", "joined"]
"""How a rule takes a fact: not at all, by itself, with others."""


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


_filled: Callable[[tuple[Any, ...]], Judged] = partial(tuple.__new__, Judged)
"""One of all its values: of a document there are thousands, and no function of Python's is called for each."""


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

    def asked(self, role: str) -> frozenset[str]:
        """The kinds of fact that rules look at or set beside another, of documents in a role."""
        partners = [one for rule in self.rules for one in rule.partners.values()]
        aggregates = [one for rule in self.rules for one, _ in rule.lets.values()]
        return frozenset(
            {
                *self._by_kind,
                *(one.each for one in partners if one.role in (OWN_ROLE, role)),
                *(one.each for one in aggregates if one.role in ("", role)),
            }
        )

    def judge(self, facts: Sequence[Fact]) -> list[Judged]:
        """Every rule on every fact of its kinds; outside its documents the verdict is not_applicable."""
        from checker.engine import EngineFact

        known = Known(facts)
        made: list[Judged] = []
        asked: list[tuple[int, Flat, list[_Asked]]] = []
        engine_facts: list[EngineFact] = []
        meant: dict[tuple[str, _Of], list[tuple[_Way, list[_Asked]]]] = {}
        for fact in facts:
            of = fact.kind, _document(fact)
            if of not in meant:  # the same for all facts of a document
                meant[of] = self._meant(*of)
            plain: Flat | None = None
            plain_key = -1
            for way, rules in meant[of]:
                if way == "skipped":
                    rest = (fact, Verdict.NOT_APPLICABLE, fact.values, fact.places, None, False, None)
                    made += [_filled((rule, *rest)) for rule, _ in rules]
                    continue
                if way == "alone":
                    if plain is None:
                        unseen = seen_only(fact, self.schemas) if fact.values.get("unread") is True else {}
                        plain = Flat(fact, fact.values, fact.places, unseen)
                        plain_key = len(engine_facts)
                        engine_facts.append(EngineFact(plain_key, fact.kind, fact.values))
                    asked.append((plain_key, plain, rules))
                    continue
                for rule, name in rules:
                    for condition in self._own[rule.full_id]:
                        if condition(fact.values) is False:
                            flat = None
                            break
                    else:
                        flat = complete(rule, fact, known, self.schemas)
                    if flat is None:
                        made.append(Judged(rule, fact, Verdict.NOT_APPLICABLE, fact.values, fact.places))
                        continue
                    key = len(engine_facts)
                    engine_facts.append(EngineFact(key, _engine_kind(rule, fact.kind), flat.values))
                    asked.append((key, flat, [(rule, name)]))
        verdicts = self._engine.judge(engine_facts) if engine_facts else {}
        for key, flat, rules in asked:
            of_fact, fact, values, places, unread = verdicts[key], flat.fact, flat.values, flat.places, flat.unread
            made += [
                _filled(
                    (rule, fact, of_fact[name], values, places, missed(rule, flat) if unread else None, False, None)
                )
                for rule, name in rules
            ]
        return made

    def _meant(self, kind: str, document: _Of) -> list[tuple[_Way, list[_Asked]]]:
        """The rules on a kind of fact of a document in order, those together that go the same way."""

        def way(one: _Asked) -> _Way:
            if not applies(one[0], *document):
                return "skipped"
            return "joined" if one[0].joined else "alone"

        own = [(rule, f"{rule.full_id}@{kind}") for rule in self._by_kind.get(kind, ())]
        return [(how, list(some)) for how, some in groupby(own, way)]


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
