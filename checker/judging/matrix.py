"""The plan against the report: every clause with its answer and the heaviest verdict that was given on it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from decimal import Decimal

from checker.audit.audit import Promised
from checker.expression import Unknown, Value, is_number
from checker.fact import Fact
from checker.finding import Verdict
from checker.judging.judge import Judged

KIND = "commitment"
_WEIGHT = {Verdict.FAIL: 0, Verdict.REVIEW: 1, Verdict.PASS: 2, Verdict.NOT_APPLICABLE: 3}
_DECIDED = {"answered", "unanswered", "not_done", "short", "late"}
"""What a clause may be called that no person need look at."""


def matrix(judged: Sequence[Judged]) -> tuple[Promised, ...]:
    """One row for each clause, in the plan's order."""
    rows: dict[int, tuple[Fact, Verdict, str]] = {}
    for one in judged:
        if one.fact.kind != KIND:
            continue
        verdict = one.settled
        known = rows.get(id(one.fact))
        if known is None or _WEIGHT[verdict] < _WEIGHT[known[1]]:
            rule = one.rule.full_id if verdict in (Verdict.FAIL, Verdict.REVIEW) else ""
            rows[id(one.fact)] = (one.fact, verdict, rule)
    return tuple(_row(fact, verdict, rule) for fact, verdict, rule in rows.values())


def _row(fact: Fact, verdict: Verdict, rule: str) -> Promised:
    values = fact.values
    deadline, answer = values["deadline"], values["answer"]
    status = _text(values["status"])
    answered = isinstance(answer, str)
    return Promised(
        _text(values["number"]),
        _text(values["topic"]),
        _text(values["text"]),
        _text(values["kind"]),
        "unsure" if verdict is Verdict.REVIEW and status in _DECIDED else status,
        _amount(values["promised"]),
        _text(values["unit"]),
        deadline if isinstance(deadline, date) else None,
        _text(values["office"]),
        answer if isinstance(answer, str) else None,
        _amount(values["reported"]),
        _text(values["evidence"]),
        int(str(values["score"])),
        verdict,
        rule,
        fact.places["text"],
        tuple(place for name, place in fact.places.items() if answered and name.startswith("answered")),
        _text(values["plan"]),
        values["from_above"] is True,
        values["done"] if isinstance(values["done"], date) else None,
    )


def _amount(value: Value) -> int | Decimal | None:
    return value if is_number(value) else None


def _text(value: Value) -> str:
    return "" if isinstance(value, Unknown) else str(value)
