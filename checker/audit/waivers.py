"""waivers.yaml: findings that a person has accepted, with reason, by whom and until when; a run in, the run out."""

from __future__ import annotations

import os
from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import UTC, date, datetime
from fnmatch import fnmatchcase
from pathlib import Path

from checker.audit.audit import Audit, Run
from checker.audit.wording import path_of
from checker.errors import WaiverError
from checker.finding import Finding, Waiver
from checker.messages import Message, say, text
from checker.record import dataclass
from checker.text.normalize import bare

NAME = "waivers.yaml"


@dataclass(frozen=True, slots=True)
class PlaceSpec:
    """Where a finding's first location is: ids of the form or what the form calls them, and the text quoted there."""

    section: str = ""
    table: str = ""
    row: str = ""
    column: str = ""
    text: str = ""


@dataclass(frozen=True, slots=True)
class WaiverSpec:
    """An entry as it is written. `rule` with or without its pack; `document` a glob, every document without it."""

    rule: str
    reason: str
    by: str
    fingerprint: str = ""
    place: PlaceSpec | None = None
    document: str = ""
    until: str = ""


@dataclass(frozen=True, slots=True)
class Entry:
    """An entry that can be used: `where` is file:line, `folder` holds the documents it is about (None: all)."""

    spec: WaiverSpec
    until: date | None
    where: str
    home: Path
    folder: Path | None


def today() -> date:
    """The day by which waivers end: that of SOURCE_DATE_EPOCH where it is set, so that a run can be repeated."""
    given = os.environ.get("SOURCE_DATE_EPOCH", "")
    if given.isdecimal():
        return datetime.fromtimestamp(int(given), UTC).date()
    return date.today()  # noqa: DTZ011 - the day where the user is


def load(path: Path, everywhere: bool = False) -> list[Entry]:
    """The entries of a file; WaiverError with every fault at its line.

    They hold for the documents of the file's folder and below, or `everywhere`.
    """
    from checker.yamlfiles.file import read_yaml
    from checker.yamlfiles.shape import kind_of, validate

    file = read_yaml(path, str(path))
    faults = list(file.faults)
    entries: list[Entry] = []
    if not faults and not isinstance(file.data, list | None):
        faults.append(file.fault((), say("waivers.not_list", got=kind_of(file.data))))
    home = path.resolve().parent
    for index in range(len(file.data or ()) if not faults else 0):
        before = len(faults)
        spec = validate(WaiverSpec, file, (index,), faults)
        if spec is None or len(faults) > before:
            continue
        faults.extend(file.fault((index, *key), what) for key, what in _wrong(spec))
        mark = file.mark((index,))
        where = f"{mark.file}:{mark.line}"
        entries.append(Entry(spec, _date(spec.until), where, home, None if everywhere else home))
    if faults:
        raise WaiverError(say("packs.faulty_file", path=str(path), count=len(faults)), faults)
    return entries


def _wrong(spec: WaiverSpec) -> Iterable[tuple[tuple[str, ...], Message]]:
    for name in ("rule", "reason", "by"):
        if not getattr(spec, name).strip():
            yield (name,), say("waivers.fill_in", name=name)
    if bool(spec.fingerprint) == (spec.place is not None):
        yield (), say("waivers.one_of")
    if spec.place == PlaceSpec():
        yield ("place",), say("waivers.empty_place")
    if spec.until and _date(spec.until) is None:
        yield ("until",), say("waivers.bad_date", got=spec.until)


def _date(word: str) -> date | None:
    try:
        return date.fromisoformat(word)
    except ValueError:
        return None


def apply(run: Run, entries: Sequence[Entry], day: date) -> Run:
    """The run with its waived findings marked as such, and notices of entries that have ended or match nothing."""
    used: set[int] = set()

    def judged(finding: Finding, audit: Audit | None) -> Finding:
        if finding.state == "fixed":
            return finding
        for number, entry in enumerate(entries):
            if _matches(entry, finding, audit):
                used.add(number)
                if entry.until is None or day <= entry.until:
                    return replace(
                        finding, waiver=Waiver(entry.spec.reason.strip(), entry.spec.by.strip(), entry.until)
                    )
        return finding

    audits = tuple(
        replace(audit, findings=tuple(judged(finding, audit) for finding in audit.findings)) for audit in run.audits
    )
    batch = tuple(judged(finding, None) for finding in run.batch)
    notices = []
    for number, entry in enumerate(entries):
        params = {"where": entry.where, "rule": entry.spec.rule, "until": entry.spec.until}
        if entry.until is not None and day > entry.until:
            notices.append(text(say("waivers.expired", **params), run.lang))
        elif number not in used and _concerns_any(entry, run):
            notices.append(text(say("waivers.unmatched", **params), run.lang))
    return replace(run, audits=audits, batch=batch, notices=(*run.notices, *notices))


def _matches(entry: Entry, finding: Finding, audit: Audit | None) -> bool:
    spec = entry.spec
    if spec.rule not in (finding.rule, finding.rule.rpartition("/")[2]):
        return False
    if spec.fingerprint and spec.fingerprint != finding.fingerprint:
        return False
    return (spec.place is None or _there(spec.place, finding, audit)) and _concerns(entry, path_of(finding, audit))


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


def files_for(paths: Iterable[Path], folders: Iterable[Path]) -> list[Path]:
    """The waivers.yaml in the folders of these documents, and in those above up to the folders of the call."""
    tops = {folder.resolve() for folder in folders}
    places: dict[Path, Path] = {}
    for path in paths:
        here = path.parent
        steps = [here]
        whole = here.resolve()
        if any(whole.is_relative_to(top) for top in tops):
            while whole not in tops:
                here, whole = here.parent, whole.parent
                steps.append(here)
        for step in steps:
            places.setdefault(step.resolve(), step)
    return sorted(step / NAME for step in places.values() if (step / NAME).is_file())
