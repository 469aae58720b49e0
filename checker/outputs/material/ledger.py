"""The rows of a rectification ledger: a finding in words, one cell a question that its reader asks."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date

from checker.audit import wording
from checker.audit.audit import Audit, Run
from checker.audit.wording import plain, shown, tr
from checker.document import Document, Location
from checker.finding import Finding, Verdict
from checker.outputs.material.order import for_each
from checker.record import dataclass

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
    "compared",
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
    compared: str
    deadline: str
    rule: str
    fingerprint: str
    rank: str = ""
    """Of the finding: error, warning, note or review."""

    def cell(self, column: str) -> str:
        """The field of that name."""
        return str(getattr(self, column))


def rows(run: Run, documents: Mapping[str, Document], deadline: date | None = None) -> Iterator[Row]:
    """Every finding of the run, waived and fixed ones with their status; the deadline only where one is open.

    One between two units is a row of each: each has to answer for it.
    """
    lang = run.lang
    for number, (audit, finding) in enumerate(for_each(run), 1):
        place = finding.locations[0] if finding.locations else None
        open_ = finding.waiver is None and finding.state != "fixed"
        said = (finding.message, finding.because, wording.changed(finding, lang))
        yield Row(
            str(number),
            _unit(finding, audit, lang),
            str(audit.year or "") if audit else "",
            plain(wording.path_of(finding, audit)),
            wording.section(place, audit, lang),
            _place(place, audit, documents, lang) if place else "",
            plain(place.text or "") if place else "",
            wording.severity(finding, lang),
            plain(finding.title),
            " ".join(plain(part) for part in said if part),
            wording.total(finding, lang) or "",
            wording.clause(finding.source, lang),
            plain(finding.advice),
            _status(finding, lang),
            wording.state(finding, lang),
            shown(deadline, lang) if deadline and open_ else "",
            finding.rule,
            finding.fingerprint,
            wording.rank(finding),
        )


def _unit(finding: Finding, audit: Audit | None, lang: str) -> str:
    if finding.issuer:
        return plain(finding.issuer)
    return plain(audit.issuer or wording.dossier(audit, lang)) if audit else tr("heading_batch", lang)


def _status(finding: Finding, lang: str) -> str:
    if finding.waiver:
        return tr("status_waived", lang)
    if finding.state == "fixed":
        return tr("status_fixed", lang)
    if finding.state == "uncompared":
        return tr("uncompared", lang)
    return tr("review" if finding.verdict is Verdict.REVIEW else "status_open", lang)


def _place(place: Location, audit: Audit | None, documents: Mapping[str, Document], lang: str) -> str:
    names = (wording.place(place, documents.get(place.path), lang), wording.cell(place, audit))
    return " ".join(name for name in names if name)
