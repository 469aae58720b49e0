"""Coverage: which rules have never passed, never failed, or never been left undecided though they can be."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Literal

from checker.bench.running import Outcome, Subject
from checker.expression import Unknown, Value
from checker.fact import Schema
from checker.finding import Verdict
from checker.pack.pack import Rule
from checker.record import dataclass

_REASONS: tuple[Literal["unreadable", "blank", "absent"], ...] = ("unreadable", "blank", "absent")


@dataclass(frozen=True, slots=True)
class Gap:
    """A verdict that no test of a rule has seen. `because` is a value that, unknown, leaves the rule undecided."""

    rule: Rule
    verdict: Verdict
    because: str = ""


def gaps(of: Subject, outcomes: Iterable[Outcome]) -> list[Gap]:
    """What the tests that held leave open."""
    held: dict[str, list[Outcome]] = {rule.id: [] for rule in of.rules}
    seen: dict[str, set[Verdict]] = {rule.id: set() for rule in of.rules}
    for outcome in outcomes:
        if outcome.held:
            held[outcome.given.rule.id].append(outcome)
            seen[outcome.given.rule.id].add(outcome.verdict)
    found = []
    for rule in of.rules:
        found += [
            Gap(rule, verdict)
            for verdict in (Verdict.PASS, Verdict.FAIL)
            if verdict not in seen[rule.id] and _gives(rule, verdict)
        ]
        if Verdict.REVIEW not in seen[rule.id]:
            because = undecided_by(rule, held[rule.id], of.schemas)
            found += [Gap(rule, Verdict.REVIEW, because)] if because else []
    return found


def _gives(rule: Rule, verdict: Verdict) -> bool:
    """Whether the rule ever gives the verdict: cases may make something else of every violation."""
    if verdict is not Verdict.FAIL or not rule.verdicts:
        return True
    when, case = rule.verdicts[0]
    return when.source != "true" or case is Verdict.FAIL


def undecided_by(rule: Rule, outcomes: Sequence[Outcome], schemas: Mapping[str, Schema]) -> str:
    """A value that can be unknown, and that leaves the rule undecided when it is; "" where there is none."""
    for one in outcomes:
        known = one.judged.values
        certain = _certain(rule, one.given.kind, schemas)
        for name in dict.fromkeys((*rule.where.names(known), *rule.expect.names(known))):
            if name in certain or name not in known:
                continue
            for reason in _REASONS:
                values = {**known, name: Unknown(reason)}
                if _undecided(rule, values):
                    return name
    return ""


def _certain(rule: Rule, kind: str, schemas: Mapping[str, Schema]) -> set[str]:
    """The values that are never unknown; of a partner they are, where it has no such fact."""
    counts = {f"{name}.facts" for name in rule.lets} | {name for name, (let, _) in rule.lets.items() if let.count}
    return counts | set(schemas[kind].certain if kind in schemas else ())


def _undecided(rule: Rule, values: Mapping[str, Value]) -> bool:
    where = rule.where.evaluate(values)
    return isinstance(where, Unknown) or (where is True and isinstance(rule.expect.evaluate(values), Unknown))
