"""The plan against the report: every promise with its answer and the heaviest verdict that was given on it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from checker.audit.audit import Promised
from checker.expression import Unknown, Value
from checker.fact import Fact
from checker.finding import Verdict
from checker.judging.judge import Judged

KIND = "commitment"
_WEIGHT = {Verdict.FAIL: 0, Verdict.REVIEW: 1, Verdict.PASS: 2, Verdict.NOT_APPLICABLE: 3}


def matrix(judged: Sequence[Judged]) -> tuple[Promised, ...]:
    """One row for each promise, in the plan's order."""
    rows: dict[int, tuple[Fact, Verdict]] = {}
    for one in judged:
        if one.fact.kind != KIND:
            continue
        verdict = one.settled
        known = rows.get(id(one.fact))
        if known is None or _WEIGHT[verdict] < _WEIGHT[known[1]]:
            rows[id(one.fact)] = (one.fact, verdict)
    return tuple(_row(fact, verdict) for fact, verdict in rows.values())


def _row(fact: Fact, verdict: Verdict) -> Promised:
    values = fact.values
    deadline = values["deadline"]
    answer = values["answer"]
    return Promised(
        _text(values["number"]),
        _text(values["topic"]),
        _text(values["text"]),
        f"{_text(values['promised'])}{_text(values['unit'])}" if values["counted"] is True else "",
        deadline if isinstance(deadline, date) else None,
        _text(values["office"]),
        answer if isinstance(answer, str) else None,
        f"{_text(values['reported'])}{_text(values['unit'])}" if not isinstance(values["reported"], Unknown) else "",
        _text(values["evidence"]),
        int(str(values["score"])),
        verdict,
        fact.places["text"],
        fact.places["answered"] if isinstance(answer, str) else None,
    )


def _text(value: Value) -> str:
    return "" if isinstance(value, Unknown) else str(value)
