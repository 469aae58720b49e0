"""The engine: judges facts by rules with durable-rules, and is the only module that knows the library.

The library is used in the subset of docs/adr/0002: conditions on one flat fact of small whole numbers, each fact
asserted by itself. Everything about the mapping of values to such numbers is here.
"""

from __future__ import annotations

import weakref
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from json import dumps
from threading import Lock
from typing import Any

import durable_rules_engine as library

from checker.errors import EngineError
from checker.expression import Expr
from checker.expression.branches import FALSE, TRUE, UNDECIDED, Branch, Test, TooManyBranches, branches, formula
from checker.expression.evaluate import value_of
from checker.expression.linear import SAFE, Plain, Sum, arrange
from checker.expression.nodes import Compare, Node, Unknown, Value
from checker.finding import Verdict
from checker.messages import say

BRANCHES_OF_A_RULE = 30
BRANCHES_OF_A_RULESET = 60
"""The library gives up beyond 64 that may match one fact."""
PROPERTIES_OF_A_RULE = 60
PROPERTIES_OF_A_RULESET = 200
"""The library allows a fact 252."""
FACTS_AT_ONCE = 256
"""Facts are kept by the library, 8 KB each, until they are dropped after so many."""


@dataclass(frozen=True, slots=True)
class EngineRule:
    """What the engine needs of a rule; `id` is unique in an engine. Without `where` it is about all facts of its kind."""

    id: str
    kind: str
    where: Expr | None
    expect: Expr


@dataclass(frozen=True, slots=True)
class EngineFact:
    """What the engine needs of a fact; `key` is unique among the facts that are judged together."""

    key: int
    kind: str
    values: Mapping[str, Value]


class Engine:
    """Rules, compiled when the first fact of their kind comes; then it judges any number of documents."""

    def __init__(self, rules: Sequence[EngineRule]) -> None:
        self._rules: dict[str, list[EngineRule]] = {}
        self._groups: dict[str, list[_Group]] = {}
        self._lock = Lock()
        seen: set[str] = set()
        for rule in rules:
            if rule.id in seen:
                raise EngineError(say("engine.rule_twice", rule=rule.id))
            seen.add(rule.id)
            self._rules.setdefault(rule.kind, []).append(rule)

    def judge(self, facts: Iterable[EngineFact]) -> dict[tuple[str, int], Verdict]:
        """The verdict of every rule on every fact of its kind, by (rule id, fact key).

        pass: `where` and `expect` are true; fail: `where` is true and `expect` false; not_applicable: `where` is
        false; review: anything undecided. EngineError when the library does not give exactly one of them.
        """
        kinds: dict[str, list[EngineFact]] = {}
        keys: set[int] = set()
        for fact in facts:
            if fact.key in keys:
                raise EngineError(say("engine.fact_twice", fact=fact.key))
            keys.add(fact.key)
            if fact.kind in self._rules:
                kinds.setdefault(fact.kind, []).append(fact)
        verdicts: dict[tuple[str, int], Verdict] = {}
        with self._lock:
            for kind, of_kind in kinds.items():
                if kind not in self._groups:
                    self._groups[kind] = _groups(kind, self._rules[kind])
                try:
                    for group in self._groups[kind]:
                        group.judge(of_kind, verdicts)
                except EngineError:
                    # What is left inside the library is not to be trusted with another document.
                    del self._groups[kind]
                    raise
        return verdicts


# Values as whole numbers.

Needs = Callable[[Sequence[str]], bool]
"""Whether the types of the properties (b, i, s, d) are those for which a condition says what the expression says."""


@dataclass(slots=True)
class _Properties:
    """The flat fact of a ruleset: which part of an expression each property holds."""

    of: dict[Node, int] = field(default_factory=dict)
    texts: dict[str, int] = field(default_factory=dict)
    needs: dict[tuple[object, ...], Needs] = field(default_factory=dict)

    def name(self, node: Node) -> str:
        return f"q{self.of.setdefault(node, len(self.of))}"

    def need(self, kind: str, *nodes: Node) -> None:
        """Notes what types the values of `nodes` must have: a letter for all of them, "same" or "ordered"."""
        at = [self.of[node] for node in nodes]
        if kind == "same":
            self.needs[kind, *at] = lambda types: types[at[0]] == types[at[1]]
        elif kind == "ordered":
            self.needs[kind, *at] = lambda types: types[at[0]] == types[at[1]] and types[at[0]] in "id"
        else:
            self.needs[kind, *at] = lambda types: all(types[index] == kind for index in at)


def _known_number(value: Value, texts: dict[str, int]) -> tuple[str, int] | None:
    """Type and whole number of a known value; None for one that the library cannot hold exactly.

    Dates keep their order as YYYYMMDD; texts are numbered as they come, for they have no order.
    """
    kind = type(value)
    if kind is int:
        return ("i", value) if -SAFE < value < SAFE else None  # type: ignore[operator, return-value]
    if isinstance(value, bool):
        return ("b", int(value))
    if isinstance(value, str):
        return ("s", texts.setdefault(value, len(texts)))
    if kind is date:
        return ("d", value.year * 10_000 + value.month * 100 + value.day)  # type: ignore[union-attr]
    return None


def _outcome(value: Value) -> int:
    return UNDECIDED if type(value) is not bool else TRUE if value else FALSE


# Conditions as the library reads them.

Condition = dict[str, Any]
_OPPOSITE = {"==": "!=", "<": ">=", ">": "<="}
_WORDS = {"!=": "$neq", "<": "$lt", "<=": "$lte", ">": "$gt", ">=": "$gte"}


def _relation(name: str, relation: str, right: object) -> Condition:
    return {name: right} if relation == "==" else {_WORDS[relation]: {name: right}}


def _known_test(test: Test, properties: _Properties) -> Condition:
    """A test in the form for facts whose values are all known: the library adds and compares by itself."""
    true = test.outcome == TRUE
    arranged = arrange(test.condition) if isinstance(test.condition, Compare) else None
    if arranged is None:
        name = properties.name(test.condition)
        properties.need("b", test.condition)
        return _relation(name, "==", int(true))
    if isinstance(arranged, Plain):
        relation, right = _plain(arranged, properties)
        name = properties.name(arranged.left)
    else:
        relation, right = arranged.relation, _rest(arranged, properties)
        name = properties.name(arranged.one)
        properties.need("i", arranged.one, *arranged.plus, *arranged.minus)
    return _relation(name, relation if true else _OPPOSITE[relation], right)


def _plain(plain: Plain, properties: _Properties) -> tuple[str, object]:
    left = properties.name(plain.left)
    assert left
    if isinstance(plain.right, bool):
        properties.need("b", plain.left)
        return "==", int(plain.right)
    if isinstance(plain.right, str):
        properties.need("s", plain.left)
        return "==", properties.texts.setdefault(plain.right, len(properties.texts))
    right = {"$m": properties.name(plain.right)}
    properties.need("same" if plain.equal else "ordered", plain.left, plain.right)
    return ("==" if plain.equal else "<"), right


def _rest(arranged: Sum, properties: _Properties) -> object:
    """plus - minus + number, as nested operations of two."""
    parts = [("$add", {"$m": properties.name(node)}) for node in arranged.plus]
    parts += [("$sub", {"$m": properties.name(node)}) for node in arranged.minus]
    total: object = arranged.number
    if parts and parts[0][0] == "$add" and total == 0:
        total = parts.pop(0)[1]
    for operation, part in parts:
        total = {operation: {"$l": total, "$r": part}}
    return total


def _open_test(test: Test, properties: _Properties) -> Condition:
    """A test in the form for any fact: the outcome of the condition is worked out before, and its property holds it."""
    name = properties.name(test.condition)
    return _relation(name, "==" if test.equal else "!=", test.outcome)


# Rules in groups, each with a form for facts that are known and one for any fact.


@dataclass(frozen=True, slots=True)
class _Compiled:
    rule: EngineRule
    branches: list[Branch]

    def conditions(self, test: Callable[[Test, _Properties], Condition], properties: _Properties) -> list[Any]:
        return [([test(one, properties) for one in branch.tests], branch.verdict) for branch in self.branches]


def _compile(rule: EngineRule, outcomes: tuple[int, ...]) -> _Compiled:
    """The branches of a rule; what has too many of them, or uses too much, is one condition worked out before."""
    where, expect = rule.where.root if rule.where else None, rule.expect.root
    whole = TRUE if where is None else where
    attempts = [
        (TRUE if where is None else formula(where), formula(expect)),
        (TRUE if where is None else formula(where), expect),
        (whole, expect),
    ]
    for attempt in attempts:
        try:
            found = branches(*attempt, lambda _: outcomes, BRANCHES_OF_A_RULE)
        except TooManyBranches:
            continue
        compiled = _Compiled(rule, found)
        properties = _Properties()
        compiled.conditions(_known_test, properties)
        if len(properties.of) <= PROPERTIES_OF_A_RULE:
            return compiled
    raise AssertionError("two conditions have five branches at most")


def _groups(kind: str, rules: Sequence[EngineRule]) -> list[_Group]:
    """The rules of a kind in groups that the library bears."""
    return [_Group(kind, group) for group in _pack([_compile(rule, (FALSE, TRUE)) for rule in rules], _known_test)]


def _pack(rules: Iterable[_Compiled], test: Callable[[Test, _Properties], Condition]) -> list[list[_Compiled]]:
    packed: list[list[_Compiled]] = []
    size = BRANCHES_OF_A_RULESET
    properties = _Properties()
    for rule in rules:
        rule.conditions(test, properties)
        size += len(rule.branches)
        if size > BRANCHES_OF_A_RULESET or len(properties.of) > PROPERTIES_OF_A_RULESET:
            packed.append([])
            size = len(rule.branches)
            properties = _Properties()
            rule.conditions(test, properties)
        packed[-1].append(rule)
    return packed


class _Group:
    """Some rules of a kind, and the rulesets of both forms; a fact goes to the form that is right for its values."""

    def __init__(self, kind: str, rules: list[_Compiled]) -> None:
        self.kind = kind
        self.rules = rules
        self.properties = _Properties()
        self.known = _Ruleset(kind, rules, _known_test, self.properties)
        self.open: list[tuple[_Ruleset, list[Node]]] | None = None
        self.fits: dict[tuple[str, ...], bool] = {}

    def judge(self, facts: Iterable[EngineFact], verdicts: dict[tuple[str, int], Verdict]) -> None:
        """Adds the verdicts of this group's rules on the facts."""
        texts = dict(self.properties.texts)
        known: list[tuple[int, ...]] = []
        known_keys: list[int] = []
        rest: list[EngineFact] = []
        for fact in facts:
            row = self.known_row(fact.values, texts)
            if row is None:
                rest.append(fact)
            else:
                known.append(row)
                known_keys.append(fact.key)
        self.known.judge(known, known_keys, verdicts)
        if rest:
            keys = [fact.key for fact in rest]
            for ruleset, nodes in self.open_rulesets():
                rows = [tuple([_outcome(value_of(node, fact.values)) for node in nodes]) for fact in rest]
                ruleset.judge(rows, keys, verdicts)

    def known_row(self, values: Mapping[str, Value], texts: dict[str, int]) -> tuple[int, ...] | None:
        """The flat fact for the library's own arithmetic; None where it would not do what the expressions say."""
        types: list[str] = []
        row: list[int] = []
        for node in self.properties.of:
            value = value_of(node, values)
            number = None if type(value) is Unknown else _known_number(value, texts)
            if number is None:
                return None
            types.append(number[0])
            row.append(number[1])
        signature = tuple(types)
        if signature not in self.fits:
            self.fits[signature] = all(need(signature) for need in self.properties.needs.values())
        return tuple(row) if self.fits[signature] else None

    def open_rulesets(self) -> list[tuple[_Ruleset, list[Node]]]:
        if self.open is None:
            self.open = []
            outcomes = (FALSE, TRUE, UNDECIDED)
            for group in _pack([_compile(rule.rule, outcomes) for rule in self.rules], _open_test):
                properties = _Properties()
                self.open.append((_Ruleset(self.kind, group, _open_test, properties), list(properties.of)))
        return self.open


class _Ruleset:
    """A ruleset of the library; deleted together with this object."""

    def __init__(
        self,
        kind: str,
        rules: Sequence[_Compiled],
        test: Callable[[Test, _Properties], Condition],
        properties: _Properties,
    ) -> None:
        self.kind = kind
        self.rules = [rule.rule.id for rule in rules]
        self.branches: list[tuple[str, Verdict]] = []
        definition: dict[str, object] = {}
        for rule in rules:
            for conditions, verdict in rule.conditions(test, properties):
                # A condition that is always true stands last: the library reads out of bounds after a false one.
                always = [{"one": 1}] if conditions else [{"$ex": {"one": 1}}, {"one": 1}]
                definition[f"r{len(self.branches)}"] = {"all": [{"m": {"$and": [*conditions, *always]}}]}
                self.branches.append((rule.rule.id, verdict))
        names = "".join(f',"q{index}":%d' for index in range(len(properties.of)))
        self.template = f'{{"id":"%d","one":1{names}}}'
        try:
            self.handle = library.create_ruleset(kind, dumps(definition))
        except library.error as error:
            raise EngineError(say("engine.refused", kind=kind, detail=str(error))) from error
        weakref.finalize(self, library.delete_ruleset, self.handle).atexit = False

    def judge(
        self, rows: Sequence[tuple[int, ...]], keys: Sequence[int], verdicts: dict[tuple[str, int], Verdict]
    ) -> None:
        """Asserts the facts one by one, every property of each a whole number, and notes what fires."""
        try:
            for start in range(0, len(rows), FACTS_AT_ONCE):
                for number in range(start, min(start + FACTS_AT_ONCE, len(rows))):
                    for rule, verdict in self._fired(number, rows[number]).items():
                        verdicts[rule, keys[number]] = verdict
                # Safe only after something has fired, and every fact has made something fire.
                library.delete_state(self.handle, None)
        except library.error as error:
            raise EngineError(say("engine.refused", kind=self.kind, detail=str(error))) from error

    def _fired(self, number: int, row: tuple[int, ...]) -> dict[str, Verdict]:
        """The verdict of each rule on one fact."""
        handled, state = library.assert_fact(self.handle, self.template % (number, *row))
        started = library.start_action_for_state(self.handle, state) if handled == 0 else None
        message = started[1] if started else None
        verdicts: dict[str, Verdict] = {}
        while message is not None:
            # {"r7":{"m":{"id":"12","one":1,...
            parts = message.split('"', 8)
            rule, verdict = self.branches[int(parts[1][1:])]
            if rule in verdicts or parts[7] != str(number):
                raise EngineError(say("engine.no_single_verdict", rule=rule, kind=self.kind, count=2))
            verdicts[rule] = verdict
            message = library.complete_and_start_action(self.handle, state)
        if len(verdicts) < len(self.rules):
            rule = next(rule for rule in self.rules if rule not in verdicts)
            raise EngineError(say("engine.no_single_verdict", rule=rule, kind=self.kind, count=0))
        return verdicts
