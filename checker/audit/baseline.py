"""A run beside an earlier one: which findings are new, which remain, which are mended; two runs in, one out."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from pathlib import Path

from checker.audit import formerly, matching
from checker.audit.audit import EVERYWHERE, Audit, Before, Decided, Run
from checker.audit.fingerprint import key
from checker.audit.matching import changes
from checker.audit.pairing import Pair, Pairs, below, is_judged, paired
from checker.audit.wording import dossier
from checker.document import Location
from checker.finding import Finding, Verdict
from checker.messages import Message, say, text

NAMED = 5
"""Documents that a notice names; of the others it gives the number."""


def compare(run: Run, old: Run, together: bool = False, roots: tuple[str, str] = ("", "")) -> Run:
    """The run with the state of every finding, and those of the earlier run added that are no more.

    These are `fixed` where their rule now passes on the same thing, else `uncompared` with the reason. `together` says
    that both are of one document, whatever issuer and year are read in it; `roots` are the folders that are compared.
    """
    new, before = [one for one in run.audits if one.documents], [one for one in old.audits if is_judged(one)]
    if together and len(new) == len(before) == 1:
        pairs = Pairs((Pair(new[0], before[0]),))
    else:
        pairs = paired(run.audits, old.audits, roots)
    notices = _told_of(pairs)
    blind = _unreadable(run, old, pairs, together, roots, notices)
    audits = []
    for audit in run.audits:
        earlier = pairs.of(audit)
        if earlier is not None:
            audits.append(_compared(audit, earlier, notices, run.lang))
        elif id(audit) in blind:
            audits.append(audit)
        else:
            audits.append(replace(audit, findings=tuple(replace(one, state="new") for one in audit.findings)))
    _missing(run, old, pairs, together, notices)
    changed = _changed(run, old)
    if changed:
        notices.append(say("waivers.baseline_packs", packs=", ".join(changed)))
    if _is_former(finding for audit in old.audits for finding in _live(audit.findings)):
        notices.append(say("waivers.baseline_former"))
    batch = _batch(run, old, pairs, notices) if not blind else run.batch
    told = tuple(dict.fromkeys(text(notice, run.lang) for notice in notices))
    return replace(run, audits=tuple(audits), batch=batch, notices=(*run.notices, *told))


def _told_of(pairs: Pairs) -> list[Message]:
    """What should be known of how the reports were paired."""
    made = [
        say("waivers.baseline_likely", new=pair.new.documents[0].path, old=pair.old.documents[0].path)
        for pair in pairs.found
        if pair.likely
    ]
    made += [
        say("waivers.baseline_perhaps", new=pair.new.documents[0].path, old=pair.old.documents[0].path)
        for pair in pairs.perhaps
    ]
    return made


def _unreadable(
    run: Run, old: Run, pairs: Pairs, together: bool, roots: tuple[str, str], notices: list[Message]
) -> set[int]:
    """The audits, by id(), whose earlier draft could not be read: nothing of theirs is new, and it is told.

    It is the one of the same path, whatever its format, or the only one that is left over.
    """
    broken = {item.path: item.why for audit in old.audits if not is_judged(audit) for item in audit.unchecked}
    rest = [audit for audit in run.audits if audit.documents and pairs.of(audit) is None]
    alone = together or len(broken) == len(rest) == 1
    found: set[int] = set()
    used: set[str] = set()
    for audit in rest:
        own = audit.documents[0].path
        stem = Path(below(own, roots[0])).with_suffix("")
        path = next((one for one in broken if alone or Path(below(one, roots[1])).with_suffix("") == stem), None)
        if path is not None:
            found.add(id(audit))
            used.add(path)
            notices.append(say("waivers.old_unread", old=path, new=own, why=broken[path]))
    notices += [say("waivers.old_lost", old=path, why=why) for path, why in broken.items() if path not in used]
    return found


def _missing(run: Run, old: Run, pairs: Pairs, together: bool, notices: list[Message]) -> None:
    """Earlier reports that cannot be compared: their file cannot be read now, or is not there."""
    met = {id(pair.old) for pair in pairs.found}
    unread = {Path(one.path).name: one.path for audit in run.audits if not audit.documents for one in audit.unchecked}
    apart: list[str] = []
    for before in old.audits:
        if id(before) in met or not is_judged(before):
            continue
        names = unread if together else [Path(one.path).name for one in before.documents]
        path = next((unread[name] for name in names if name in unread), None)
        if path is not None:
            notices.append(say("waivers.baseline_unread", path=path, count=len(_live(before.findings))))
        else:
            apart.append(before.documents[0].path)
    if apart:
        notices.append(say("waivers.baseline_apart", names=_some(apart)))


def _compared(audit: Audit, before: Audit, notices: list[Message], lang: str) -> Audit:
    earlier = _live(before.findings)
    known = {pack for pack, _, _ in audit.packs}
    strange = [finding for finding in earlier if finding.rule.rpartition("/")[0] not in known]
    if strange:
        packs = sorted({finding.rule.rpartition("/")[0] for finding in strange})
        notices.append(say("waivers.baseline_rules", count=len(strange), packs=", ".join(packs)))
    asked = [finding for finding in earlier if finding not in strange]
    if _is_former(asked):
        made = formerly.matched(audit.findings, asked, audit.decided)
    else:
        made = matching.matched(audit.findings, asked, audit.decided, before.decided)
    gone = made.gone
    if all(checked.pack is None for checked in audit.documents):
        # Nothing was judged: what was wrong before may well be so still.
        if gone:
            notices.append(say("waivers.baseline_unread", path=audit.documents[0].path, count=len(gone)))
        gone = ()
    fixed = [_moved(finding, audit, before, "fixed") for finding in made.mended]
    lost = [
        replace(_moved(finding, audit, before, "uncompared"), because=_because(finding, audit, lang))
        for finding in gone
    ]
    now = [_stated(finding, was, lang) for finding, was in made.now]
    named = Before(before.documents[0].path, before.issuer, before.year)
    return replace(audit, findings=(*now, *fixed, *lost), before=named)


def _stated(finding: Finding, was: Finding | None, lang: str) -> Finding:
    """A finding with its state, and what is otherwise than before; undecided now, it is not better than it was."""
    if was is None:
        return replace(finding, state="new")
    undecided = finding.verdict is Verdict.REVIEW and (was.verdict is Verdict.FAIL or bool(was.because))
    because = text(say("waivers.because_undecided"), lang) if undecided else ""
    return replace(finding, state="remaining", changes=changes(was, finding), because=because)


def _because(finding: Finding, audit: Audit, lang: str) -> str:
    """Why it cannot be said whether a finding is mended."""
    if audit.decided.passed is None:
        return text(say("waivers.because_unknown"), lang)
    silent = audit.decided.quiet.get(finding.rule, ())
    if finding.thing is not None and key(finding.thing) in silent:
        return text(say("waivers.because_quiet"), lang)
    return text(say("waivers.because_gone"), lang)


def _is_former(findings: Iterable[Finding]) -> bool:
    """Whether some findings are of a version that did not say what they are about."""
    return any(finding.thing is None for finding in findings)


def _live(findings: Iterable[Finding]) -> list[Finding]:
    """The findings of an earlier run that nobody knows to be mended; what it could not compare is still open."""
    return [finding for finding in findings if finding.state != "fixed"]


def _moved(finding: Finding, audit: Audit, before: Audit, state: str) -> Finding:
    """An earlier finding as one of this audit: in the document of its role, its place in words only."""
    roles = {checked.path: checked.role for checked in before.documents}
    now = {checked.role: checked.path for checked in reversed(audit.documents)}

    def moved(place: Location) -> Location:
        path = now.get(roles.get(place.path, ""), audit.documents[0].path)
        return Location(
            path, text=place.text, section=place.section, table=place.table, row=place.row, column=place.column
        )

    return replace(finding, locations=tuple(map(moved, finding.locations)), comparison=None, waiver=None, state=state)


def _batch(run: Run, old: Run, pairs: Pairs, notices: list[Message]) -> tuple[Finding, ...]:
    """The findings over several documents: the same when rule and documents, or units, are."""
    # The report, which a finding over several documents is about, is the first of a dossier.
    names = {pair.old.documents[0].path: pair.new.documents[0].path for pair in pairs.found}
    here = {checked.path for audit in run.audits for checked in audit.documents}
    waiting = {_about(finding, names): finding for finding in _live(old.batch)}
    judged = []
    for finding in run.batch:
        was = waiting.pop(_about(finding, {}), None)
        judged.append(_stated(finding, was, run.lang))
    gone = []
    if run.batch_decided.passed is None and any(not _paths(finding) for finding in waiting.values()):
        notices.append(say("waivers.baseline_batch", count=sum(not _paths(one) for one in waiting.values())))
    for finding in waiting.values():
        paths = {names.get(path, path) for path in _paths(finding)}
        if not paths <= here or (not paths and run.batch_decided.passed is None):
            continue
        places = tuple(Location(names.get(one.path, one.path), text=one.text) for one in finding.locations)
        moved = replace(finding, waiver=None, locations=places, comparison=None)
        if paths or _passes(finding, run.batch_decided):
            gone.append(replace(moved, state="fixed"))
        else:
            gone.append(replace(moved, state="uncompared", because=text(say("waivers.because_gone"), run.lang)))
    return (*judged, *gone)


def _paths(finding: Finding) -> set[str]:
    return {place.path for place in finding.locations if place.path}


def _passes(finding: Finding, now: Decided) -> bool:
    """Whether a rule passes on what a finding over several documents is about; of an earlier version, on anything."""
    passed = (now.passed or {}).get(finding.rule, ())
    if finding.thing is None:
        return bool(passed)
    return key(finding.thing) in passed or EVERYWHERE in passed


def _about(finding: Finding, names: dict[str, str]) -> tuple[str, tuple[str, ...], str]:
    """The rule and the documents of a finding over several; of one without documents the thing."""
    paths = tuple(sorted({names.get(path, path) for path in _paths(finding)}))
    thing = key(finding.thing) if finding.thing is not None else finding.message
    return finding.rule, paths, "" if paths else finding.issuer or thing


def _changed(run: Run, old: Run) -> list[str]:
    """The packs that both have used, in different versions."""
    before = {pack: digest for audit in old.audits for pack, _, digest in audit.packs}
    now = {pack: digest for audit in run.audits for pack, _, digest in audit.packs}
    return sorted(pack for pack, digest in now.items() if before.get(pack, digest) != digest)


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
