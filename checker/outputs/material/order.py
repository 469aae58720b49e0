"""Findings grouped as a reader meets them: by document, then by section in the order of the form."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from checker.audit import wording
from checker.audit.audit import Audit, Run
from checker.finding import Finding


def paths(run: Run) -> list[str]:
    """Every document of the run once: one may be a report of its own and the partner of another."""
    return list(dict.fromkeys(checked.path for audit in run.audits for checked in audit.documents))


def owned(run: Run) -> Iterator[tuple[Audit | None, Finding]]:
    """Every finding of the run with the dossier it is of; None for what belongs to no single one, last."""
    yield from ((audit, finding) for audit in run.audits for finding in audit.findings)
    yield from ((None, finding) for finding in run.batch)


def sent(audit: Audit) -> list[str]:
    """The documents that a unit sent in, not those they are compared with: its reports, else its first document."""
    paths = [checked.path for checked in audit.documents]
    return [checked.path for checked in audit.documents if checked.role == "report"] or paths[:1]


def seen_from(finding: Finding, own: Sequence[str]) -> Finding:
    """A finding across units as one of them meets it: the places in its `own` documents first."""
    if finding.comparison is not None:  # its terms count the places
        return finding
    ranked = sorted(finding.locations, key=lambda place: place.path not in own)
    return replace(finding, locations=tuple(ranked))


def for_each(run: Run) -> Iterator[tuple[Audit | None, Finding]]:
    """Every finding with the dossier that it concerns; one between units once for each of them, last."""
    yield from ((audit, one) for audit in run.audits for one in audit.findings)
    # By path: thousands of dossiers times thousands of findings between them would be looked through otherwise.
    at: dict[str, list[int]] = {}
    for number, audit in enumerate(run.audits if run.batch else ()):
        for path in sent(audit):
            at.setdefault(path, []).append(number)
    for finding in run.batch:
        concerned = sorted({number for place in finding.locations for number in at.get(place.path, ())})
        for audit in (run.audits[number] for number in concerned):
            yield audit, seen_from(finding, sent(audit))
        if not concerned:
            yield None, finding


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
