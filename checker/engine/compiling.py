"""From rules to rulesets: branches for each rule, and rules in groups that the library bears."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import NamedTuple, TypeVar

from checker.engine.forms import KnownForm, OpenForm
from checker.engine.ruleset import MOST_BRANCHES, MOST_PROPERTIES, Ruleset
from checker.expression import Expr
from checker.expression.branches import (
    FALSE,
    TRUE,
    UNDECIDED,
    Branch,
    Condition,
    Formula,
    Formulas,
    TooManyBranches,
    branches,
)
from checker.record import dataclass

BRANCHES_OF_A_RULE = 30
PROPERTIES_OF_A_RULE = 60

Form = TypeVar("Form", KnownForm, OpenForm)


@dataclass(frozen=True, slots=True)
class EngineRule:
    """What the engine needs of a rule; `id` is unique in an engine. Without `where` it looks at all of its kind."""

    id: str
    kind: str
    where: Expr | None
    expect: Expr


class Compiled(NamedTuple):
    """A rule as branches over its conditions."""

    rule: EngineRule
    branches: list[Branch]
    conditions: list[Condition]


def compile_rule(rule: EngineRule, form: type[KnownForm] | type[OpenForm], formulas: Formulas) -> Compiled:
    """The rule for a form. What has too many branches, or uses too much, is one condition worked out beforehand."""
    outcomes = (FALSE, TRUE) if form is KnownForm else (FALSE, TRUE, UNDECIDED)
    for where, expect in _attempts(rule, formulas):
        conditions = formulas.taken()
        try:
            found = branches(where, expect, outcomes, BRANCHES_OF_A_RULE)
        except TooManyBranches:
            continue
        trial = form()
        for condition in conditions:
            trial.add(condition)
        if len(trial) <= PROPERTIES_OF_A_RULE:
            return Compiled(rule, found, conditions)
    raise AssertionError("two conditions make five branches")


def _attempts(rule: EngineRule, formulas: Formulas) -> Iterator[tuple[Formula, Formula]]:
    """As fine as can be, then `expect` as a whole, then both."""
    for finely in ((formulas.formula, formulas.formula), (formulas.formula, formulas.single), (formulas.single,) * 2):
        yield (finely[0](rule.where.root) if rule.where else TRUE), finely[1](rule.expect.root)


def pack(rules: Iterable[Compiled], new: Callable[[], Form]) -> list[tuple[list[Compiled], Form]]:
    """The rules in groups, each with the form that holds its properties."""
    packed: list[tuple[list[Compiled], Form]] = []
    size = MOST_BRANCHES
    for rule in rules:
        size += len(rule.branches)
        if size > MOST_BRANCHES or len(packed[-1][1]) + PROPERTIES_OF_A_RULE > MOST_PROPERTIES:
            packed.append(([], new()))
            size = len(rule.branches)
        group, form = packed[-1]
        group.append(rule)
        for condition in rule.conditions:
            form.add(condition)
    return packed


def ruleset(kind: str, rules: Sequence[Compiled], form: KnownForm | OpenForm) -> Ruleset:
    """A ruleset of the library for a group of rules."""
    return Ruleset(
        kind,
        [
            (rule.rule.id, [form.condition(test) for test in branch.tests], branch.verdict)
            for rule in rules
            for branch in rule.branches
        ],
        len(form),
    )
