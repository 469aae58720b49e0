"""The rows of a rectification ledger: a finding in words, one cell a question that its reader asks."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from checker.audit import wording
from checker.audit.audit import Audit, Run
from checker.audit.wording import plain, shown, tr
from checker.document import Document, Location
from checker.finding import Finding, Verdict

COLUMNS = (
    "number",
    "unit",
    "year",
    "document",
    "section",
    "place",
    "quote",
    "severity",
    "title",
    "problem",
    "sum",
    "clause",
    "advice",
    "status",
    "deadline",
    "rule",
    "fingerprint",
)


@dataclass(frozen=True, slots=True)
class Row:
    """A finding; every field a text in the language of the run, made safe for one line."""

    number: str
    unit: str
    year: str
    document: str
    section: str
    place: str
    quote: str
    severity: str
    title: str
    problem: str
    sum: str
    clause: str
    advice: str
    status: str
    deadline: str
    rule: str
    fingerprint: str

    def cell(self, column: str) -> str:
        """The field of that name."""
        return str(getattr(self, column))


def rows(run: Run, documents: Mapping[str, Document], deadline: date | None = None) -> list[Row]:
    """Every finding of the run, waived and fixed ones with their status; the deadline only where one is open."""
    lang = run.lang
    made: list[Row] = []
    owned = [(audit, finding) for audit in run.audits for finding in audit.findings]
    for audit, finding in [*owned, *((None, finding) for finding in run.batch)]:
        place = finding.locations[0] if finding.locations else None
        open_ = finding.waiver is None and finding.state != "fixed"
        made.append(
            Row(
                str(len(made) + 1),
                _unit(finding, audit, lang),
                str(audit.year or "") if audit else "",
                plain(wording.path_of(finding, audit)),
                wording.section(place, audit, lang),
                _place(place, audit, documents, lang) if place else "",
                plain(place.text or "") if place else "",
                wording.severity(finding, lang),
                plain(finding.title),
                plain(finding.message),
                wording.total(finding, lang) or "",
                wording.clause(finding.source, lang),
                plain(finding.advice),
                _status(finding, lang),
                shown(deadline, lang) if deadline and open_ else "",
                finding.rule,
                finding.fingerprint,
            )
        )
    return made


def _unit(finding: Finding, audit: Audit | None, lang: str) -> str:
    if finding.issuer:
        return plain(finding.issuer)
    return plain(audit.issuer or wording.dossier(audit, lang)) if audit else tr("heading_batch", lang)


def _status(finding: Finding, lang: str) -> str:
    if finding.waiver:
        return tr("status_waived", lang)
    if finding.state == "fixed":
        return tr("status_fixed", lang)
    return tr("review" if finding.verdict is Verdict.REVIEW else "status_open", lang)


def _place(place: Location, audit: Audit | None, documents: Mapping[str, Document], lang: str) -> str:
    names = (wording.place(place, documents.get(place.path), lang), wording.cell(place, audit))
    return " ".join(name for name in names if name)
