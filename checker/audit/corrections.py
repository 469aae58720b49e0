"""The corrections of a run: what would be right where a finding that stands leaves no choice."""

from __future__ import annotations

from collections.abc import Iterator

from checker.audit.audit import EARLIER, Run, stands
from checker.finding import Correction, Finding


def corrected(run: Run, path: str = "") -> list[Finding]:
    """The findings that have a correction, each by itself, in the order of their places, and what is none and has one;
    `path` those in a document."""
    found = [
        finding
        for whole in (*run.findings(), *(one for audit in run.audits for one in audit.offers))
        for finding in single(whole)
        if finding.correction is not None and (not path or finding.correction.at.path == path)
    ]
    return sorted({(one.rule, one.correction): one for one in found}.values(), key=_place)


def corrections(run: Run, path: str) -> list[Correction]:
    """The corrections of a document, each place once: where two rules would have it otherwise, neither has its way."""
    made = [one.correction for one in corrected(run, path) if one.correction is not None]
    wanted: dict[tuple[object, ...], set[str]] = {}
    for one in made:
        wanted.setdefault(_where(one), set()).add(one.becomes)
    return list(dict.fromkeys(one for one in made if len(wanted[_where(one)]) == 1))


def single(finding: Finding) -> Iterator[Finding]:
    """A finding, or those that it tells of; none that is accepted or of an earlier draft."""
    if stands(finding) and finding.state not in EARLIER:
        yield from (one for one in finding.members or (finding,) if stands(one))


def _where(one: Correction) -> tuple[object, ...]:
    return one.at.path, one.at.block, one.at.cell, one.at.start, one.at.end


def _place(finding: Finding) -> tuple[object, ...]:
    assert finding.correction is not None
    at = finding.correction.at
    return at.path, at.block or 0, at.cell or (-1, -1), at.start or 0, finding.rule
