"""Mutants: a rule broken in one small way, part by part of what it says.

Those that say the same as the rule are not made: a count is never below 0, a part that stands twice goes only together.
"""

from __future__ import annotations

import string
from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import Any, Literal

from checker.bench.changes import Change, changes
from checker.bench.fixmutants import fix_mutants
from checker.bench.running import Subject, overridden
from checker.bench.source import written
from checker.expression import Expr
from checker.expression.nodes import Constant
from checker.fact import Schema
from checker.finding import Severity, Verdict
from checker.judging.joining import joined_by
from checker.loading.names import flat_schema
from checker.pack.model import Aggregate, Applies, Case, Years
from checker.pack.pack import Rule, expression
from checker.pack.rulespec import Joined, pairs
from checker.record import dataclass
from checker.yamlfiles.file import Key

Kind = Literal["judged", "told", "quiet"]
"""What a mutant changes: the verdict, what is told of it, or what is kept quiet."""
_OTHER_SEVERITY = {Severity.ERROR: Severity.WARNING, Severity.WARNING: Severity.NOTE, Severity.NOTE: Severity.WARNING}
_OTHER_VERDICT = {Verdict.FAIL: Verdict.REVIEW}
_OTHER_FIELD = {"left": "right", "right": "left"}


@dataclass(frozen=True, slots=True)
class Mutant:
    """A broken rule: which part was changed, and what it says now.

    `place` and `column` are where that stands in the rule. `change` is how an expression was changed. `schemas` are the
    kinds of fact as the broken rule takes them, where it takes them otherwise.
    """

    rule: Rule
    part: str
    now: str
    broken: Rule
    kind: Kind
    place: Key
    column: int = 1
    change: Change | None = None
    schemas: Mapping[str, Schema] | None = None

    @property
    def name(self) -> str:
        """How `survives` of a rule names it."""
        return f"{self.part}: {self.now}"


def mutants_of(rule: Rule, of: Subject) -> Iterator[Mutant]:
    """Every mutant of a rule."""
    types = {name: kind for each in rule.kinds for name, kind in flat_schema(rule.spec, each, of.schemas)[0].items()}
    yield from _conditions(rule, types)
    yield from _others(rule, of)
    yield from _verdicts(rule, types)
    yield from _applies(rule)
    if not overridden(of, rule, "severity"):
        yield from _severities(rule, types)
    yield from _messages(rule, types, of)
    yield from _fixes(rule, types)
    yield from _causes(rule)


def _expressions(part: str, source: Expr, types: Mapping[str, str]) -> Iterator[tuple[str, Expr, Change]]:
    """Part, changed expression and change of every change to an expression; one that is just true has none."""
    for change in changes(source.root, types) if source.source != "true" else ():
        yield part, Expr(written(change.node), change.node), change


def _conditions(rule: Rule, types: Mapping[str, str]) -> Iterator[Mutant]:
    for part, expr, change in _expressions("expect", rule.expect, types):
        yield Mutant(rule, part, str(expr), replace(rule, expect=expr), "judged", (part,), change.at, change)
    for expr, change in _and_always(rule.where, types):
        broken = replace(rule, where=expr)
        yield Mutant(rule, "where", str(expr), broken, "judged", ("where",), change.at, change)


def _and_always(source: Expr, types: Mapping[str, str]) -> Iterator[tuple[Expr, Change]]:
    """The changes to a condition of which facts are looked at; without it, all are."""
    if source.source != "true":
        always = Constant(True, "bool")
        yield Expr("true", always), Change(always, 1)
        yield from ((expr, change) for _, expr, change in _expressions("", source, types))


def _others(rule: Rule, of: Subject) -> Iterator[Mutant]:
    """Other facts are found otherwise, or worked out otherwise."""
    for name, (aggregate, where) in rule.lets.items():
        types = {**of.schemas[aggregate.each].values, **_own(rule, of)}
        for other, now in _aggregates(aggregate):
            yield _let(rule, name, other, where, f"let.{name}", now)
        for expr, change in _and_always(where, types):
            yield _let(rule, name, aggregate, expr, f"let.{name}.where", str(expr), change)
    for name, partner in rule.partners.items():
        keys = pairs(partner.on or joined_by(of.schemas, rule.kinds[0], partner.each))
        for key in keys:
            rest = _without(key, keys)
            broken = replace(rule, partners={**rule.partners, name: replace(partner, on=rest)})
            loose = {**of.schemas, partner.each: replace(of.schemas[partner.each], keys=())}
            now = f"[{_names(rest)}]"
            yield Mutant(rule, f"with.{name}.on", now, broken, "judged", ("with", name, "on"), schemas=loose)
        if partner.role != name:
            broken = replace(rule, partners={**rule.partners, name: replace(partner, role=name)})
            yield Mutant(rule, f"with.{name}.role", name, broken, "judged", ("with", name, "role"))


def _own(rule: Rule, of: Subject) -> dict[str, str]:
    return {f"own.{name}": type_ for kind in rule.kinds for name, type_ in of.schemas[kind].values.items()}


def _aggregates(aggregate: Aggregate) -> Iterator[tuple[Aggregate, str]]:
    """An aggregate worked out otherwise, or over other facts; and what it says then."""
    if aggregate.sum:
        yield replace(aggregate, sum=None, max=aggregate.sum), f"max of {aggregate.sum}"
    elif aggregate.min:
        yield replace(aggregate, min=None, max=aggregate.min), f"max of {aggregate.min}"
    elif aggregate.max:
        yield replace(aggregate, max=None, min=aggregate.max), f"min of {aggregate.max}"
    for key in (keys := pairs(aggregate.on)):
        rest = _without(key, keys)
        yield replace(aggregate, on=rest), f"on [{_names(rest)}]"
    if aggregate.role:
        yield replace(aggregate, role=""), "of the same document"


def _without(key: tuple[str, str], keys: tuple[tuple[str, str], ...]) -> Joined:
    """The other pairs of names, in the shortest form that a pack could say them in."""
    rest = [one for one in keys if one != key]
    return [name for name, _ in rest] if all(mine == theirs for mine, theirs in rest) else dict(rest)


def _names(on: Joined) -> str:
    return ", ".join(mine if mine == theirs else f"{mine}: {theirs}" for mine, theirs in pairs(on))


def _let(
    rule: Rule, name: str, aggregate: Aggregate, where: Expr, part: str, now: str, change: Change | None = None
) -> Mutant:
    broken = replace(rule, lets={**rule.lets, name: (aggregate, where)})
    place = ("let", name, "where") if change else ("let", name)
    return Mutant(rule, part, now, broken, "judged", place, change.at if change else 1, change)


def _verdicts(rule: Rule, types: Mapping[str, str]) -> Iterator[Mutant]:
    """The cases of what a violation is; without any it is a fail."""
    cases = rule.verdicts
    for part, now, other, place, change in _cases("verdict", cases, types, _OTHER_VERDICT, Verdict.FAIL):
        yield Mutant(
            rule, part, now, replace(rule, verdicts=other), "judged", place, change.at if change else 1, change
        )


def _severities(rule: Rule, types: Mapping[str, str]) -> Iterator[Mutant]:
    if isinstance(rule.spec.severity, str):
        other = _OTHER_SEVERITY[rule.severities[0][1]]
        broken = replace(rule, severities=((rule.severities[0][0], other),))
        yield Mutant(rule, "severity", other.value, broken, "told", ("severity",))
        return
    cases = rule.severities
    for part, now, others, place, change in _cases("severity", cases, types, _OTHER_SEVERITY, Severity.WARNING):
        yield Mutant(
            rule, part, now, replace(rule, severities=others), "told", place, change.at if change else 1, change
        )


def _cases(
    part: str, cases: tuple[tuple[Expr, Any], ...], types: Mapping[str, str], others: Mapping[Any, Any], otherwise: Any
) -> Iterator[tuple[str, str, tuple[tuple[Expr, Any], ...], Key, Change | None]]:
    """Cases with one left out, under another condition, or with another outcome. With none true it is `otherwise`."""
    for index, (when, outcome) in enumerate(cases):
        before, after = cases[:index], cases[index + 1 :]
        place: Key = (part, index)
        if after or outcome is not otherwise:
            kept = ", ".join(case.value for _, case in (*before, *after))
            yield part, f"[{kept}]", (*before, *after), place, None
        other = others.get(outcome, otherwise)
        yield f"{part}.{index + 1}.is", other.value, (*before, (when, other), *after), (*place, "is"), None
        for name, expr, change in _expressions(f"{part}.{index + 1}.when", when, types):
            yield name, str(expr), (*before, (expr, outcome), *after), (*place, "when"), change


def _applies(rule: Rule) -> Iterator[Mutant]:
    """The documents that it is for: more of them, fewer, or of other years."""
    applies = rule.spec.applies
    if applies is None:
        return

    def mutant(part: str, now: str, other: Applies) -> Mutant:
        broken = replace(rule, spec=replace(rule.spec, applies=other))
        return Mutant(rule, f"applies.{part}", now, broken, "judged", ("applies", part))

    for part in ("form", "level", "role"):
        given = getattr(applies, part)
        words = [given] if isinstance(given, str) else given
        if not words or (part == "role" and words == ["report"]):
            continue
        any_: dict[str, Any] = {part: []}
        yield mutant(part, "–", replace(applies, **any_))
        for word in words if len(words) > 1 else ():
            rest = [one for one in words if one != word]
            fewer: dict[str, Any] = {part: rest}
            yield mutant(part, f"[{', '.join(rest)}]", replace(applies, **fewer))
    if applies.years is not None:
        yield mutant("years", "–", replace(applies, years=None))
        for end, year in (("from", applies.years.from_), ("to", applies.years.to)):
            for moved in (year + 1, year - 1) if year is not None else ():
                years: Years = replace(applies.years, **{f"{end}_" if end == "from" else end: moved})
                yield mutant("years", f"{{{end}: {moved}}}", replace(applies, years=years))


def _messages(rule: Rule, types: Mapping[str, str], of: Subject) -> Iterator[Mutant]:
    """What is told: another value in the place of one, another case of the message."""
    spec = rule.spec
    for part in ("title", "message", "review", "advice"):
        given = getattr(spec, part)
        if overridden(of, rule, "message" if part == "review" else part):
            continue
        if isinstance(given, str):
            for now in _shown(given):
                text: dict[str, Any] = {part: now}
                broken = replace(rule, spec=replace(spec, **text))
                yield Mutant(rule, part, now, broken, "told", (part,))
            continue
        for name, now, cases, place, change in _message_cases(part, given, types):
            broken = replace(rule, spec=replace(spec, message=cases))
            yield Mutant(rule, name, now, broken, "told", place, change.at if change else 1, change)


def _fixes(rule: Rule, types: Mapping[str, str]) -> Iterator[Mutant]:
    """What is offered instead of a text that violates it."""
    if rule.spec.fix is None:
        return

    def conditions(source: Expr) -> Iterator[tuple[Expr, Change]]:
        return _and_always(source, types)

    for part, now, fix, place, change in fix_mutants(rule.spec.fix, conditions, _shown):
        broken = replace(rule, spec=replace(rule.spec, fix=fix))
        yield Mutant(rule, part, now, broken, "told", place, change.at if change else 1, change)


def _message_cases(
    part: str, cases: list[Case], types: Mapping[str, str]
) -> Iterator[tuple[str, str, list[Case], Key, Change | None]]:
    for index, case in enumerate(cases):
        before, after = cases[:index], cases[index + 1 :]
        place: Key = (part, index)
        if before or after:
            yield part, f"without case {index + 1}", [*before, *after], place, None
        for now in _shown(case.is_):
            yield f"{part}.{index + 1}.is", now, [*before, replace(case, is_=now), *after], (*place, "is"), None
        for name, expr, change in _expressions(f"{part}.{index + 1}.when", expression(case.when), types):
            other = replace(case, when=str(expr))
            yield name, str(expr), [*before, other, *after], (*place, "when"), change


def _shown(template: str) -> Iterator[str]:
    """A text with another value in the place of each, one after the other; with a dash where it shows one only."""
    parts = list(string.Formatter().parse(template))
    names = [name for _, name, _, _ in parts if name is not None]
    for number, (_, name, _, _) in enumerate(parts):
        if name is None:
            continue
        rest = [one for one in names if one != name]
        other = f"{{{_OTHER_FIELD.get(name) or rest[0]}}}" if name in _OTHER_FIELD or rest else "–"
        yield "".join(
            _braces(literal) + ("" if one is None else other if index == number else f"{{{one}}}")
            for index, (literal, one, _, _) in enumerate(parts)
        )


def _braces(literal: str) -> str:
    return literal.replace("{", "{{").replace("}", "}}")


def _causes(rule: Rule) -> Iterator[Mutant]:
    """A cause that keeps nothing quiet, or keeps quiet wherever it stands."""
    for index, cause in enumerate(rule.causes):
        before, after = rule.causes[:index], rule.causes[index + 1 :]
        place: Key = ("unless", index)
        dropped = replace(rule, causes=(*before, *after))
        yield Mutant(rule, "unless", f"without {cause.rule}", dropped, "quiet", place)
        if cause.undecided:
            decided = replace(rule, causes=(*before, replace(cause, undecided=False), *after))
            yield Mutant(rule, f"unless.{cause.rule}.undecided", "false", decided, "quiet", (*place, "undecided"))
        for name in cause.same:
            rest = [one for one in cause.same if one != name]
            looser = replace(rule, causes=(*before, replace(cause, same=rest), *after))
            now = f"[{', '.join(rest)}]"
            yield Mutant(rule, f"unless.{cause.rule}.same", now, looser, "quiet", (*place, "same"))
