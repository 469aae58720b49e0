"""Every figure of the running text with its status and the rule that judged it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from checker.audit.audit import STATUSES, Tick
from checker.document import Location
from checker.expression import is_number
from checker.fact import Fact
from checker.finding import Verdict
from checker.judging.judge import Judged

KIND = "figure"
BESIDE = ("parts", "rate", "growth", "balance")
"""Kinds of fact about several figures of the text at once."""
_SETTLED = {Verdict.PASS: "agree", Verdict.FAIL: "differ", Verdict.REVIEW: "unclear"}
_WEIGHT = {status: weight for weight, status in enumerate(("no_counterpart", "agree", "unclear", "differ"))}


def ticks(judged: Sequence[Judged], facts: Iterable[Fact]) -> tuple[Tick, ...]:
    """One for each figure of a report in the order of the text; several readings of one place are one."""
    own: dict[int, str] = {}
    beside: dict[Location, tuple[str, str]] = {}
    for one in judged:
        kind = one.fact.kind
        if (kind != KIND and kind not in BESIDE) or one.settled is Verdict.NOT_APPLICABLE:
            continue
        if kind == KIND:
            own.setdefault(id(one.fact), one.rule.full_id)
        else:
            for place in one.fact.places.values():
                status = _SETTLED[one.settled] if place == one.fact.place else ""
                if place not in beside or status:
                    beside[place] = one.rule.full_id, status
    made: dict[Location, Tick] = {}
    for fact in facts:
        if fact.kind == KIND and fact.role == "report" and (fact.values["quantity"] or fact.values["says"] != "number"):
            tick = _tick(fact, own.get(id(fact), ""), beside)
            known = made.get(tick.at)
            if known is None or _WEIGHT[tick.status] > _WEIGHT[known.status]:
                made[tick.at] = tick
    return tuple(made.values())


def _tick(fact: Fact, rule: str, beside: dict[Location, tuple[str, str]]) -> Tick:
    values = fact.values
    status = str(values["status"])
    assert status in STATUSES
    if fact.place in beside and not rule:
        rule, settled = beside[fact.place]
        if status == "no_counterpart" and settled:
            # Only with last year's report is it known how a growth stands.
            status = settled
    said, number = values["said"], values["says"] == "number"
    value = said if number and is_number(said) else None
    return Tick(
        str(values["text"]),
        value,
        str(values["unit"]),
        _text(values["measure"]),
        str(values["title"]),
        status,
        fact.place,
        tuple(place for name, place in fact.places.items() if name.startswith("figure")),
        rule,
    )


def _text(value: object) -> str:
    return value if isinstance(value, str) else ""
