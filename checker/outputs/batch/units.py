"""The units of a run: each dossier with its findings, counted by what a reader asks."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from checker.audit import wording
from checker.audit.audit import Audit, Run, stands
from checker.finding import Finding, Verdict
from checker.outputs.batch.names import safe

RANKS = ("error", "warning", "note", "review")


@dataclass(frozen=True, slots=True)
class Unit:
    """A dossier with what it is called, its file name without suffix, and the findings that concern it.

    `across` are findings of the batch whose first place is in one of its own documents.
    """

    number: int
    name: str
    stem: str
    audit: Audit
    across: tuple[Finding, ...]

    def own(self) -> list[str]:
        """Paths of the documents that the unit sent in, not of those they are compared with."""
        return _own(self.audit)

    def open(self) -> list[Finding]:
        """Findings that stand, its own and those across units."""
        return [finding for finding in (*self.audit.findings, *self.across) if stands(finding)]

    def failed(self) -> list[Finding]:
        """Findings that stand and are no reviews: what has to be mended."""
        return [finding for finding in self.open() if finding.verdict is Verdict.FAIL]

    def count(self, rank: str) -> int:
        """Findings that stand, of one rank."""
        return sum(wording.rank(finding) == rank for finding in self.open())

    def of_rule(self, rule: str) -> list[Finding]:
        """Findings that stand, of one rule, the heaviest first."""
        found = [finding for finding in self.open() if finding.rule == rule]
        return sorted(found, key=lambda finding: RANKS.index(wording.rank(finding)))


def units(run: Run) -> list[Unit]:
    """A unit for each dossier, in the order of the run. Two dossiers of one name get two file names.

    The year stands in the name only where the run has dossiers of several years.
    """
    made: list[Unit] = []
    issuers = [audit.issuer for audit in run.audits]
    alone = len({audit.year for audit in run.audits}) == 1 and len(set(issuers)) == len(issuers) and None not in issuers
    digits = max(3, len(str(len(run.audits))))
    for number, audit in enumerate(run.audits, 1):
        name = wording.plain(audit.issuer if alone and audit.issuer else wording.dossier(audit, run.lang))
        own = _own(audit)
        across = tuple(finding for finding in run.batch if finding.locations and finding.locations[0].path in own)
        stem = f"{number:0{digits}}-{safe(audit.issuer or name.rsplit('/', 1)[-1])}"
        made.append(Unit(number, name, stem, audit, across))
    return made


def _own(audit: Audit) -> list[str]:
    """Reports; the first document of a dossier that has none."""
    paths = [checked.path for checked in audit.documents]
    return [checked.path for checked in audit.documents if checked.role == "report"] or paths[:1]


def rules(run: Run) -> list[tuple[str, str]]:
    """(rule, title) of every rule with a finding that stands, the most frequent first."""
    titles: dict[str, str] = {}
    counts: dict[str, int] = {}
    for finding in _standing(run):
        titles.setdefault(finding.rule, wording.plain(finding.title))
        counts[finding.rule] = counts.get(finding.rule, 0) + 1
    return [(rule, titles[rule]) for rule in sorted(titles, key=lambda rule: (-counts[rule], rule))]


def _standing(run: Run) -> Iterator[Finding]:
    return (finding for finding in run.findings() if stands(finding))
