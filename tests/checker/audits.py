"""Small runs made by hand, with the fingerprints that a check would give."""

from __future__ import annotations

from checker.audit.audit import Audit, Checked, Run
from checker.document import Location
from checker.finding import Finding, Severity, Source, Verdict
from checker.judging.findings import fingerprinted

PACK = "cn-disclosure-report"
SOURCE = Source("格式", "表三", "", "format")


def finding(rule: str, place: Location, severity: Severity = Severity.ERROR) -> Finding:
    return Finding(f"{PACK}/{rule}", severity, Verdict.FAIL, rule, f"{rule}: {place.text}", "", SOURCE, {}, (place,))


def audit(
    path: str, *found: Finding, issuer: str | None = "甲局", year: int | None = 2023, digest: str = "d1", **more: object
) -> Audit:
    checked = Checked(path, "ab" * 32, "txt", "report", PACK, "format-2021", None, year, issuer)
    names = {"section/other": "其他需要报告的事项", "row/applications/new": "本年新收"}
    packs = ((PACK, "1.0.0", digest),)
    return Audit(issuer, year, (checked,), tuple(fingerprinted(found)), packs=packs, names=names, **more)  # type: ignore[arg-type]


def cell(path: str, row: str, column: str, text: str, block: int = 5) -> Location:
    ids = {"section": "applications", "table": "applications", "row": row, "column": column}
    return Location(path, block, (1, 1), 0, len(text), text, **ids)


def words(path: str, section: str, text: str | None, block: int = 2) -> Location:
    return Location(path, block, None, 0, len(text or ""), text, section=section)


def run(*audits: Audit, batch: tuple[Finding, ...] = (), lang: str = "en") -> Run:
    return Run(audits, tuple(fingerprinted(batch)), lang)
