"""The same thing at many places, told once: findings that their rule calls one, with all their places.

They are judged, compared with an earlier draft and accepted one by one; only then are they put together.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from checker.audit.audit import Audit, Run
from checker.finding import Finding
from checker.messages import say, text

SHOWN = 3
"""Of the other places of a finding, how many its message quotes."""


def together(run: Run) -> Run:
    """The run with findings of one group, alike in what became of them, as one."""
    audits = tuple(_audit(audit, run.lang) for audit in run.audits)
    if all(new is old for new, old in zip(audits, run.audits, strict=True)):
        return run
    return replace(run, audits=audits)


def _audit(audit: Audit, lang: str) -> Audit:
    """The audit with such findings as one; itself where there are none."""
    joined = _joined(audit.findings, lang)
    return audit if len(joined) == len(audit.findings) else replace(audit, findings=joined)


def apart(findings: Iterable[Finding]) -> list[Finding]:
    """The findings, those put together as what they were."""
    return [one for finding in findings for one in finding.members or (finding,)]


def _joined(findings: Sequence[Finding], lang: str) -> tuple[Finding, ...]:
    groups: dict[tuple[object, ...], list[Finding]] = {}
    for number, finding in enumerate(findings):
        same = (finding.group, finding.severity, finding.verdict, finding.state, finding.waiver)
        groups.setdefault(same if finding.group else (number,), []).append(finding)
    return tuple(group[0] if len(group) == 1 else _one(group, lang) for group in groups.values())


def _one(group: Sequence[Finding], lang: str) -> Finding:
    first, *others = group
    between = "、" if lang == "zh-CN" else ", "
    titles = list(dict.fromkeys(one.title for one in others if one.title != first.title))
    quoted = list(
        dict.fromkeys(f"“{place.text.strip()}”" for one in others for place in one.locations[:1] if place.text)
    )
    if titles and len({one.locations for one in group}) == 1:
        # Several things of one place: what tells them apart is what they are called.
        more = text(say("outputs.together_titles", named=between.join(titles)), lang)
    else:
        key = "together_places" if not quoted else "together" if len(quoted) <= SHOWN else "together_more"
        more = text(say(f"outputs.{key}", count=len(others), named=between.join(quoted[:SHOWN])), lang)
    return replace(
        first,
        message=f"{first.message}{'' if lang == 'zh-CN' else ' '}{more}",
        locations=tuple(dict.fromkeys(place for one in group for place in one.locations)),
        comparison=None,
        members=tuple(group),
    )
