"""Causes and consequences: which findings a rule named in `unless` keeps quiet, and where."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from checker.finding import Finding, Verdict
from checker.judging.judge import Judged
from checker.pack.model import Cause

Draft = tuple[Judged, Finding]
"""A verdict, and what would be told of it."""


def by_rule(drafts: Iterable[Draft]) -> dict[str, list[Finding]]:
    """The findings by the id of their rule, those that are kept quiet themselves included."""
    result: dict[str, list[Finding]] = {}
    for one, finding in drafts:
        result.setdefault(one.rule.id, []).append(finding)
    return result


def causes_of(finding: Finding, causes: Sequence[Cause], found: Mapping[str, Sequence[Finding]]) -> list[Cause]:
    """The causes that have failed where a finding stands: one is enough to keep it quiet."""
    return [
        cause
        for cause in causes
        if any(
            other is not finding and other.verdict is Verdict.FAIL and _same_place(other, finding, cause.same)
            for other in found.get(cause.rule, ())
        )
    ]


def _same_place(one: Finding, other: Finding, ids: Sequence[str]) -> bool:
    """Whether a finding has a place with the ids of the first place of another; what has no such id is nowhere."""
    first = one.locations[0] if one.locations else None
    if first is None or not other.locations or first.path != other.locations[0].path:
        return False
    wanted = {name: getattr(first, name) for name in ids}
    return None not in wanted.values() and any(
        all(getattr(place, name) == value for name, value in wanted.items()) for place in other.locations
    )
