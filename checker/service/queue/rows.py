"""The findings of a run as rows, each with its number in the draft before where it was there already."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping

from checker.audit.audit import Run
from checker.audit.fingerprint import lasting, values
from checker.audit.matching import matched
from checker.audit.together import apart
from checker.finding import Finding
from checker.outputs.html import cards
from checker.service.queue.inside import Row


def numbered(run: Run) -> list[Finding]:
    """Every finding one by one, in the order of the JSON; its place in the list is its number."""
    return apart(run.findings())


def rows(run: Run, earlier: Mapping[str, str]) -> tuple[Row, ...]:
    """The rows of a run; `earlier` says of fingerprints which one the thing had in the draft before."""
    shown = {id(one): item.number for item in cards(run) for one in apart([item.finding])}
    return tuple(
        Row(
            number,
            shown.get(id(finding)),
            finding.rule,
            finding.severity.value,
            finding.verdict.value,
            finding.title,
            finding.message,
            finding.fingerprint,
            identity(finding.fingerprint),
            values_digest(finding),
            finding.state,
            earlier.get(finding.fingerprint),
        )
        for number, finding in enumerate(numbered(run))
    )


def identity(fingerprint: str) -> str:
    """What stays of a fingerprint over the versions of a report: the thing, with the version of its making."""
    version, _, _ = fingerprint.partition(":")
    return f"{version}:{lasting(fingerprint).rpartition('-')[2]}"


def values_digest(finding: Finding) -> str:
    """What the finding says of its thing; another digest is to be judged again."""
    return hashlib.sha256("\0".join(values(finding)).encode("utf-8", "surrogatepass")).hexdigest()[:32]


def pairs_of(run: Run, old: Run) -> dict[str, str]:
    """By the fingerprint of a finding the identity of the one that it was in the draft before."""
    new, before = ([audit for audit in one.audits if audit.documents] for one in (run, old))
    if len(new) != 1 or len(before) != 1:
        return {}
    known = [one for one in before[0].findings if one.state != "fixed" and one.thing is not None]
    found = matched([one for one in new[0].findings if one.thing is not None], known, new[0].decided, before[0].decided)
    return {now.fingerprint: identity(was.fingerprint) for now, was in found.now if was is not None}
