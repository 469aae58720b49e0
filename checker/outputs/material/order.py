"""Findings grouped as a reader meets them: by document, then by section in the order of the form."""

from __future__ import annotations

from collections.abc import Iterable

from checker.audit import wording
from checker.audit.audit import Audit, Run
from checker.finding import Finding


def paths(run: Run) -> list[str]:
    """Every document of the run once: one may be a report of its own and the partner of another."""
    return list(dict.fromkeys(checked.path for audit in run.audits for checked in audit.documents))


def by_document(findings: Iterable[Finding], audit: Audit | None) -> dict[str, list[Finding]]:
    """Path to findings, in the order given."""
    groups: dict[str, list[Finding]] = {}
    for finding in findings:
        groups.setdefault(wording.path_of(finding, audit), []).append(finding)
    return groups


def by_section(findings: Iterable[Finding], audit: Audit | None, lang: str) -> list[tuple[str, list[Finding]]]:
    """(section title, findings): the whole document first (no title), then the preamble, then the form's order."""
    known = ["preamble"]
    for checked in audit.documents if audit else ():
        known += [part.id for part in checked.outline]
    known += [name.removeprefix("section/") for name in (audit.names if audit else ()) if name.startswith("section/")]
    groups: dict[str, tuple[int, list[Finding]]] = {}
    for finding in findings:
        location = finding.locations[0] if finding.locations else None
        id_ = location.section if location else None
        rank = -1 if id_ is None else known.index(id_) if id_ in known else len(known)
        title = wording.section(location, audit, lang)
        groups.setdefault(title, (rank, []))[1].append(finding)
    return [(title, group) for title, (_, group) in sorted(groups.items(), key=lambda item: item[1][0])]
