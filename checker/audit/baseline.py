"""A run beside an earlier one: which findings are new, which remain, which are fixed; two runs in, one out."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Hashable, Iterable, Sequence
from dataclasses import replace
from difflib import SequenceMatcher
from pathlib import Path

from checker.audit.audit import Audit, Run
from checker.audit.wording import dossier
from checker.document import Location
from checker.finding import Finding
from checker.messages import Message, say, text
from checker.text.normalize import bare

ALIKE = 0.6
"""The share of its characters from which a passage counts as a reworded one."""
NAMED = 5
"""Documents that a notice names; of the others it gives the number."""


def compare(run: Run, old: Run, together: bool = False) -> Run:
    """The run with the state of every finding, and the fixed ones of the earlier run added.

    A finding remains when its fingerprint does, or when a rule fails again at the same cell of a table or at a
    passage that was only reworded. What could not be checked now is not fixed: notices tell of it. `together` says
    that both are of one document, whatever issuer and year are read in it.
    """
    pairs = _paired(run.audits, old.audits, together)
    notices: list[Message] = []
    audits = []
    for audit in run.audits:
        before = pairs.get(id(audit))
        if before is None:
            audits.append(replace(audit, findings=tuple(replace(one, state="new") for one in audit.findings)))
        else:
            audits.append(_compared(audit, before, notices))
    met = {id(before) for before in pairs.values()}
    unread = {_name(one.path): one.path for audit in run.audits if not audit.documents for one in audit.unchecked}
    apart: list[str] = []
    for before in old.audits:
        if id(before) in met:
            continue
        names = unread if together else [_name(one.path) for one in before.documents]
        path = next((unread[name] for name in names if name in unread), None)
        if path is not None:
            notices.append(say("waivers.baseline_unread", path=path, count=len(_live(before.findings))))
        elif before.documents:
            apart.append(before.documents[0].path)
    if apart:
        notices.append(say("waivers.baseline_apart", names=_some(apart)))
    changed = _changed(run, old)
    if changed:
        notices.append(say("waivers.baseline_packs", packs=", ".join(changed)))
    told = tuple(dict.fromkeys(text(notice, run.lang) for notice in notices))
    return replace(run, audits=tuple(audits), batch=_batch(run, old), notices=(*run.notices, *told))


def _paired(new: Sequence[Audit], old: Sequence[Audit], together: bool) -> dict[int, Audit]:
    """The earlier audit of each audit, by id(): of the same path and issuer, else issuer and year, path, file name."""
    rest = [audit for audit in new if audit.documents]
    before = [audit for audit in old if audit.documents]
    if together and len(rest) == len(before) == 1:
        return {id(rest[0]): before[0]}
    keys: list[Callable[[Audit], Hashable | None]] = [
        lambda audit: (audit.documents[0].path, audit.issuer, audit.year),
        lambda audit: (audit.issuer, audit.year, audit.documents[0].role) if audit.issuer and audit.year else None,
        lambda audit: audit.documents[0].path,
        lambda audit: (_name(audit.documents[0].path), audit.documents[0].role),
    ]
    pairs: dict[int, Audit] = {}
    for key in keys:
        waiting: dict[Hashable, list[Audit]] = defaultdict(list)
        for audit in before:
            waiting[key(audit)].append(audit)
        for audit in rest:
            found = waiting.get(key(audit)) if key(audit) is not None else None
            if found:
                pairs[id(audit)] = found.pop(0)
        taken = {id(audit) for audit in pairs.values()}
        rest = [audit for audit in rest if id(audit) not in pairs]
        before = [audit for audit in before if id(audit) not in taken]
    return pairs


def _compared(audit: Audit, before: Audit, notices: list[Message]) -> Audit:
    earlier = _live(before.findings)
    states, gone = _states(audit.findings, earlier)
    known = {pack for pack, _, _ in audit.packs}
    strange = [finding for finding in gone if finding.rule.rpartition("/")[0] not in known]
    if strange:
        packs = sorted({finding.rule.rpartition("/")[0] for finding in strange})
        notices.append(say("waivers.baseline_rules", count=len(strange), packs=", ".join(packs)))
    if not audit.documents or all(checked.pack is None for checked in audit.documents):
        # Nothing was judged: what was wrong before may well be so still.
        if gone:
            notices.append(say("waivers.baseline_unread", path=audit.documents[0].path, count=len(gone)))
        gone = []
    fixed = [_fixed(finding, audit, before) for finding in gone if finding not in strange]
    judged = [replace(finding, state=state) for finding, state in zip(audit.findings, states, strict=True)]
    return replace(audit, findings=(*judged, *fixed))


def _live(findings: Iterable[Finding]) -> list[Finding]:
    """Findings of an earlier run that it did not itself tell as fixed."""
    return [finding for finding in findings if finding.state != "fixed"]


def _states(findings: Sequence[Finding], earlier: Sequence[Finding]) -> tuple[list[str], list[Finding]]:
    """The state of each finding, and the earlier ones that are no more."""
    states: list[str | None] = [None] * len(findings)
    gone = list(earlier)
    for same in (_same_mark, _same_cell, _reworded):
        for index, finding in enumerate(findings):
            if states[index] is None:
                match = next((one for one in gone if same(finding, one)), None)
                if match is not None:
                    gone.remove(match)
                    states[index] = "remaining"
    return [state or "new" for state in states], gone


def _same_mark(one: Finding, other: Finding) -> bool:
    return one.fingerprint == other.fingerprint


def _same_cell(one: Finding, other: Finding) -> bool:
    a, b = _first(one), _first(other)
    return one.rule == other.rule and a.row is not None and _ids(a) == _ids(b)


def _reworded(one: Finding, other: Finding) -> bool:
    a, b = _first(one), _first(other)
    if one.rule != other.rule or _ids(a) != _ids(b) or not a.text or not b.text:
        return False
    return SequenceMatcher(None, bare(a.text), bare(b.text), autojunk=False).ratio() >= ALIKE


def _first(finding: Finding) -> Location:
    return finding.locations[0] if finding.locations else Location("")


def _ids(place: Location) -> tuple[str | None, ...]:
    return place.section, place.table, place.row, place.column


def _fixed(finding: Finding, audit: Audit, before: Audit) -> Finding:
    """An earlier finding as one of this audit: in the document of its role, its place in words only."""
    roles = {checked.path: checked.role for checked in before.documents}
    now = {checked.role: checked.path for checked in reversed(audit.documents)}

    def moved(place: Location) -> Location:
        path = now.get(roles.get(place.path, ""), audit.documents[0].path)
        return Location(
            path, text=place.text, section=place.section, table=place.table, row=place.row, column=place.column
        )

    return replace(finding, locations=tuple(map(moved, finding.locations)), comparison=None, waiver=None, state="fixed")


def _batch(run: Run, old: Run) -> tuple[Finding, ...]:
    """The findings over several documents: the same when rule and documents are; fixed when all of those are here."""
    here = {_name(checked.path) for audit in run.audits for checked in audit.documents}
    waiting = {_about(finding): finding for finding in _live(old.batch)}
    judged = []
    for finding in run.batch:
        judged.append(replace(finding, state="remaining" if waiting.pop(_about(finding), None) else "new"))
    fixed = [
        replace(finding, state="fixed", waiver=None, locations=tuple(map(_bare_place, finding.locations)))
        for finding in waiting.values()
        if {_name(place.path) for place in finding.locations if place.path} <= here
    ]
    return (*judged, *fixed)


def _about(finding: Finding) -> tuple[str, tuple[str, ...], str]:
    names = tuple(sorted({_name(place.path) for place in finding.locations if place.path}))
    return finding.rule, names, "" if names else finding.message


def _bare_place(place: Location) -> Location:
    return Location(place.path, text=place.text, section=place.section)


def _changed(run: Run, old: Run) -> list[str]:
    """The packs that both have used, in different versions."""
    before = {pack: digest for audit in old.audits for pack, _, digest in audit.packs}
    now = {pack: digest for audit in run.audits for pack, _, digest in audit.packs}
    return sorted(pack for pack, digest in now.items() if before.get(pack, digest) != digest)


def _name(path: str) -> str:
    return Path(path).name


def _some(paths: Sequence[str]) -> Message | str:
    if len(paths) <= NAMED:
        return "、".join(paths)
    return say("waivers.others", names="、".join(paths[:NAMED]), count=len(paths))


def different(run: Run, old: Run) -> Message | None:
    """What to say of two documents that are not of one organ and year; None where they are, or it is not known."""
    new, before = (next((audit for audit in one.audits if audit.documents), None) for one in (run, old))
    if new is None or before is None or (new.issuer, new.year) == (before.issuer, before.year):
        return None
    known = all(audit.issuer and audit.year for audit in (new, before))
    params = {"old": dossier(before, run.lang), "new": dossier(new, run.lang)}
    return say("waivers.different", **params) if known else None
