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


def failing(drafts: Iterable[Draft]) -> dict[str, list[Finding]]:
    """The findings that can be causes, by the id of their rule: those that failed.

    Doubt about what was read makes a failure one to be looked at; its consequences are no less consequences.
    """
    return by_rule((one, finding) for one, finding in drafts if finding.verdict is Verdict.FAIL or one.doubtful)


def causes_of(finding: Finding, causes: Sequence[Cause], failed: Mapping[str, Sequence[Finding]]) -> list[Cause]:
    """The causes that have failed where a finding stands: one is enough to keep it quiet."""
    return [cause for cause in causes if causing(finding, [cause], failed)]


def causing(finding: Finding, causes: Sequence[Cause], failed: Mapping[str, Sequence[Finding]]) -> list[Finding]:
    """The findings that a finding follows from."""
    return [
        other
        for cause in causes
        if finding.verdict is Verdict.REVIEW or not cause.undecided
        for other in failed.get(cause.rule, ())
        if other is not finding and _same_place(other, finding, cause.same)
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
