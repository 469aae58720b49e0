"""Waivers brought to a run: which finding each is about, and what became of it; a run in, the run out."""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import UTC, date, datetime
from fnmatch import fnmatchcase
from pathlib import Path

from checker.audit.audit import Audit, Run
from checker.audit.fingerprint import Mark, mark_of, parsed
from checker.audit.formerly import FORMER, Former
from checker.audit.waiverfile import Entry, PlaceSpec, WaiverSpec, years_of
from checker.audit.wording import path_of
from checker.finding import Finding, Waiver
from checker.messages import Message, say, text
from checker.text.normalize import bare


def today() -> date:
    """The day by which waivers end: that of SOURCE_DATE_EPOCH where it is set, so that a run can be repeated."""
    given = os.environ.get("SOURCE_DATE_EPOCH", "")
    if given.isdecimal():
        return datetime.fromtimestamp(int(given), UTC).date()
    return date.today()  # noqa: DTZ011 - the day where the user is


def apply(run: Run, entries: Sequence[Entry], day: date) -> Run:
    """The run with its waived findings marked as such, and notices of entries that are of no use any more."""
    asked = _Asked(run, entries)

    def judged(finding: Finding, audit: Audit | None) -> Finding:
        if finding.state == "fixed":
            return finding
        number = asked.entry_of(finding, audit, day)
        if number is None:
            return finding
        spec, until = entries[number].spec, entries[number].until
        return replace(finding, waiver=Waiver(spec.reason.strip(), spec.by.strip(), until))

    audits = tuple(
        replace(audit, findings=tuple(judged(finding, audit) for finding in audit.findings)) for audit in run.audits
    )
    batch = tuple(judged(finding, None) for finding in run.batch)
    notices = [text(notice, run.lang) for notice in asked.notices(day)]
    return replace(run, audits=audits, batch=batch, notices=(*run.notices, *notices))


class _Asked:
    """Which entry is about which finding of a run, and what came of each entry."""

    def __init__(self, run: Run, entries: Sequence[Entry]) -> None:
        self._run, self._entries = run, entries
        self._used: set[int] = set()
        self._changed: dict[int, Finding] = {}
        self._renewed: dict[int, str] = {}
        self._former = Former(run) if any(FORMER.fullmatch(one.spec.fingerprint) for one in entries) else None

    def entry_of(self, finding: Finding, audit: Audit | None, day: date) -> int | None:
        """The number of the entry that waives a finding; None where none does."""
        for number, entry in enumerate(self._entries):
            if self._matches(number, entry, finding, audit):
                self._used.add(number)
                if entry.until is None or day <= entry.until:
                    return number
        return None

    def _matches(self, number: int, entry: Entry, finding: Finding, audit: Audit | None) -> bool:
        spec = entry.spec
        if spec.rule not in (finding.rule, finding.rule.rpartition("/")[2]):
            return False
        if not _concerns(entry, path_of(finding, audit)) or not _of_report(spec, finding, audit):
            return False
        if spec.place is not None:
            return _there(spec.place, finding, audit)
        if self._former is not None and FORMER.fullmatch(spec.fingerprint):
            if not self._former.is_of(finding, spec.fingerprint):
                return False
            self._renewed[number] = finding.fingerprint
            return True
        wanted = parsed(spec.fingerprint)
        if wanted is None or not any(_same_thing(wanted, own, spec) for own in _marks(finding, audit)):
            return False
        own = parsed(finding.fingerprint)
        if wanted.values and own is not None and wanted.values != own.values:
            self._changed[number] = finding
            return False
        return True

    def notices(self, day: date) -> Iterator[Message]:
        """What should be known of the entries: ended, about other values now, of an earlier version, about nothing."""
        for number, entry in enumerate(self._entries):
            params = {"where": entry.where, "rule": entry.spec.rule, "until": entry.spec.until}
            if entry.until is not None and day > entry.until:
                yield say("waivers.expired", **params)
            elif number in self._used:
                if number in self._renewed:
                    yield say("waivers.renew", **params, mark=self._renewed[number])
            elif number in self._changed:
                yield say("waivers.changed", **params, now=self._changed[number].message)
            elif FORMER.fullmatch(entry.spec.fingerprint):
                yield say("waivers.former", **params)
            elif _concerns_any(entry, self._run):
                yield say("waivers.unmatched", **params)


def _marks(finding: Finding, audit: Audit | None) -> list[Mark]:
    """The fingerprints of a finding: its own, and that which it has as one of the draft before, of another name."""
    own = parsed(finding.fingerprint)
    was = audit.before if audit is not None else None
    before = mark_of(finding, was.issuer, was.year) if was is not None else None
    return [mark for mark in (own, before) if mark is not None]


def _same_thing(wanted: Mark, own: Mark, spec: WaiverSpec) -> bool:
    return wanted.thing == own.thing and (bool(spec.issuer or spec.year) or wanted.whose == own.whose)


def _of_report(spec: WaiverSpec, finding: Finding, audit: Audit | None) -> bool:
    """Whether a finding is of a report of the organ and year that an entry is about."""
    reports = [one for one in (audit, audit.before if audit else None) if one is not None]
    if spec.issuer:
        names = [finding.issuer, *(one.issuer for one in reports)]
        if not any(name and fnmatchcase(name, spec.issuer) for name in names):
            return False
    if spec.year:
        years = years_of(spec.year) or range(0)
        return any(one.year is not None and one.year in years for one in reports)
    return True


def _there(place: PlaceSpec, finding: Finding, audit: Audit | None) -> bool:
    if not finding.locations:
        return False
    first = finding.locations[0]
    if place.text and bare(place.text) != bare(first.text or ""):
        return False
    names = audit.names if audit is not None else {}
    keys = {
        "section": f"section/{first.section}",
        "table": f"table/{first.table}",
        "row": f"row/{first.table}/{first.row}",
        "column": f"column/{first.table}/{first.column}",
    }
    return all(
        not wanted or wanted == getattr(first, part) or bare(wanted) == bare(names.get(key, "")) != ""
        for part, key in keys.items()
        for wanted in [getattr(place, part)]
    )


def _concerns(entry: Entry, path: str) -> bool:
    """Whether an entry is about a document. What belongs to no document (a unit without a report) is everyone's."""
    if not path:
        return not entry.spec.document
    whole = Path(path).resolve()
    if entry.folder is not None and not whole.is_relative_to(entry.folder):
        return False
    if not entry.spec.document:
        return True
    names = [path, whole.name]
    if whole.is_relative_to(entry.home):
        names.append(whole.relative_to(entry.home).as_posix())
    return any(fnmatchcase(name, entry.spec.document) for name in names)


def _concerns_any(entry: Entry, run: Run) -> bool:
    """Whether the run has looked at anything that an entry could be about; others are for other runs."""
    pack = entry.spec.rule.rpartition("/")[0]
    return any(
        _concerns(entry, checked.path)
        for audit in run.audits
        if not pack or any(pack == known for known, _, _ in audit.packs)
        for checked in audit.documents
    )
