"""What an annotated copy says at a place: notes made from the findings, for any adapter to write."""

from __future__ import annotations

import os
from collections import defaultdict
from collections.abc import Sequence
from datetime import UTC, datetime

from checker.audit import wording
from checker.audit.audit import EARLIER, Audit, stands
from checker.document import Location
from checker.finding import Finding, Severity, Verdict
from checker.record import dataclass

AUTHOR = "gouji"


@dataclass(frozen=True, slots=True)
class Note:
    """A note at `location`; `related` are the places of the other operands, marked but without a text.

    `lines` is the text, a paragraph each: message, sum, clause, advice, rule. `id` is the fingerprint. `rule` is the
    finding's, `kin` the rules of the same cause that failed at a place it shares.
    """

    id: str
    location: Location
    severity: Severity
    verdict: Verdict
    title: str
    lines: tuple[str, ...]
    related: tuple[Location, ...] = ()
    rule: str = ""
    kin: tuple[str, ...] = ()


def moment() -> datetime:
    """The time that annotated copies bear: that of SOURCE_DATE_EPOCH where it is set, so that a run can be repeated."""
    given = os.environ.get("SOURCE_DATE_EPOCH", "")
    if given.isdecimal():
        return datetime.fromtimestamp(int(given), UTC)
    return datetime.now().astimezone()


def by_cause(found: Sequence[Note]) -> list[list[Note]]:
    """The notes in their order, those put together that stand in one cell and share their cause: a value that is not
    known, and what cannot be decided without it; sums of which one figure is wrong."""
    groups: list[list[Note]] = []
    there: dict[tuple[object, ...], list[list[Note]]] = defaultdict(list)
    for note in found:
        near = there[_spot(note)] if note.location.cell is not None else []
        group = next((one for one in near if any(_kindred(note, other) for other in one)), None)
        if group is None:
            group = []
            groups.append(group)
            near.append(group)
        group.append(note)
    return groups


def _kindred(one: Note, other: Note) -> bool:
    """Whether two notes of one cell share their cause."""
    undecided = Verdict.REVIEW in (one.verdict, other.verdict)
    return undecided or one.rule in other.kin or other.rule in one.kin


def _spot(note: Note) -> tuple[object, ...]:
    return note.location.block, note.location.cell, note.location.start, note.location.end


def notes(audit: Audit, path: str, lang: str) -> list[Note]:
    """The findings of one document of an audit as notes, in the audit's order; earlier ones have no place left.

    A waived finding stays, as a note that says so, of severity `note`. A finding whose primary location lies in
    another document is noted there, not here.
    """
    return [_note(finding, path, lang) for finding in audit.findings if _belongs(finding, path)]


def _belongs(finding: Finding, path: str) -> bool:
    return finding.state not in EARLIER and bool(finding.locations) and finding.locations[0].path == path


def _note(finding: Finding, path: str, lang: str) -> Note:
    lines = [wording.plain(finding.message)]
    total = wording.total(finding, lang)
    if total:
        lines.append(wording.tr("note_sum", lang, text=total))
    if finding.because:
        lines.append(wording.tr("note_because", lang, text=wording.plain(finding.because)))
    if finding.changes:
        lines.append(wording.tr("note_change", lang, text=wording.changed(finding, lang)))
    lines.append(wording.tr("note_clause", lang, text=wording.clause(finding.source, lang)))
    if finding.advice:
        lines.append(wording.tr("note_advice", lang, text=wording.plain(finding.advice)))
    if finding.consequences:
        lines.append(wording.follows(finding, lang))
    if finding.waiver is not None:
        lines.append(wording.tr("note_waiver", lang, text=wording.waived(finding, lang)))
    lines.append(wording.tr("note_rule", lang, text=finding.rule))
    state = wording.state(finding, lang)
    title = wording.tr("note_title", lang, severity=wording.severity(finding, lang), title=wording.plain(finding.title))
    return Note(
        finding.fingerprint,
        finding.locations[0],
        finding.severity if stands(finding) else Severity.NOTE,
        finding.verdict,
        title + (f" [{state}]" if state else ""),
        tuple(lines),
        tuple(location for location in finding.locations[1:] if location.path == path),
        finding.rule,
        finding.related,
    )
