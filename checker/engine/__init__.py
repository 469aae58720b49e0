"""The engine: judges facts by rules. This package is the only one that knows durable-rules."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from threading import Lock

from checker.engine.compiling import Compiled, EngineRule, compile_rule, pack, ruleset
from checker.engine.forms import KnownForm, OpenForm
from checker.engine.ruleset import Ruleset
from checker.errors import EngineError
from checker.expression.branches import Formulas
from checker.expression.nodes import Value
from checker.finding import Verdict
from checker.messages import say
from checker.record import dataclass

__all__ = ["Engine", "EngineFact", "EngineRule"]

Verdicts = dict[int, Mapping[str, Verdict]]
"""By fact key, and of each fact by rule id."""


@dataclass(frozen=True, slots=True)
class EngineFact:
    """What the engine needs of a fact; `key` is unique among the facts that are judged together."""

    key: int
    kind: str
    values: Mapping[str, Value]


class Engine:
    """Rules, compiled when the first fact of their kind comes; then they judge any number of documents."""

    def __init__(self, rules: Sequence[EngineRule], once: bool = False) -> None:
        """`once`: there are no other facts to come. What is compiled for a kind goes when its facts are judged, and the
        next kind takes its memory: a ruleset and its state are 200 KB."""
        self._rules: dict[str, list[EngineRule]] = {}
        self._groups: dict[str, list[_Group]] = {}
        self._once = once
        self._lock = Lock()
        seen: set[str] = set()
        for rule in rules:
            if rule.id in seen:
                raise EngineError(say("engine.rule_twice", rule=rule.id))
            seen.add(rule.id)
            self._rules.setdefault(rule.kind, []).append(rule)

    def judge(self, facts: Iterable[EngineFact]) -> Verdicts:
        """The verdict of every rule on every fact of its kind.

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
        verdicts: Verdicts = {}
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
                if self._once:
                    del self._groups[kind]
        return verdicts


def _groups(kind: str, rules: Sequence[EngineRule]) -> list[_Group]:
    formulas = Formulas()
    packed = pack([compile_rule(rule, KnownForm, formulas) for rule in rules], KnownForm)
    return [_Group(kind, group, form) for group, form in packed]


class _Group:
    """Some rules of a kind in both forms; a fact goes to the form that is right for its values."""

    def __init__(self, kind: str, rules: list[Compiled], form: KnownForm) -> None:
        self.kind = kind
        self.rules = rules
        self.form = form
        self.known: Ruleset | None = None
        self.open: list[tuple[OpenForm, Ruleset]] = []

    def judge(self, facts: Iterable[EngineFact], verdicts: Verdicts) -> None:
        """Adds the verdicts of these rules on the facts."""
        rows: list[tuple[int, ...]] = []
        known: list[EngineFact] = []
        rest: list[EngineFact] = []
        for fact in facts:
            row = self.form.row(fact.values)
            if row is None:
                rest.append(fact)
            else:
                rows.append(row)
                known.append(fact)
        if known:
            if self.known is None:
                self.known = ruleset(self.kind, self.rules, self.form)
            _note(known, self.known.judge(rows), verdicts)
        if rest:
            for form, of_form in self._open():
                _note(rest, of_form.judge([form.row(fact.values) for fact in rest]), verdicts)

    def _open(self) -> list[tuple[OpenForm, Ruleset]]:
        if not self.open:
            formulas = Formulas()
            packed = pack([compile_rule(rule.rule, OpenForm, formulas) for rule in self.rules], OpenForm)
            self.open = [(form, ruleset(self.kind, group, form)) for group, form in packed]
        return self.open


def _note(facts: Sequence[EngineFact], judged: Sequence[Mapping[str, Verdict]], verdicts: Verdicts) -> None:
    for fact, found in zip(facts, judged, strict=True):
        before = verdicts.get(fact.key)  # of the rules of another group
        verdicts[fact.key] = found if before is None else {**before, **found}
