"""Findings of earlier versions, whose fingerprints hung on quoted text, section and order: known again as they were.

Such an outcome does not say which things its findings are about, nor where its rules passed.
"""

from __future__ import annotations

import hashlib
import re
from collections import Counter, defaultdict
from collections.abc import Callable, Sequence
from difflib import SequenceMatcher

from checker.audit.audit import Decided, Run
from checker.audit.matching import Matched
from checker.document import Location
from checker.finding import Finding
from checker.text.normalize import bare

FORMER = re.compile("[0-9a-f]{16}")
"""A fingerprint of an earlier version."""
ALIKE = 0.6
"""The share of its characters from which a passage counts as a reworded one."""


def old_marks(findings: Sequence[Finding]) -> list[str]:
    """The fingerprints that earlier versions would have given some findings."""
    seen: Counter[str] = Counter()
    made = []
    for finding in findings:
        section = _first(finding).section
        base = _old_mark(finding, section, 0)
        seen[base] += 1
        made.append(_old_mark(finding, section, seen[base]))
    return made


def _old_mark(finding: Finding, section: str | None, nth: int) -> str:
    first = _first(finding)
    ids = (finding.rule, section, first.table, first.row, first.column, bare(first.text or ""), str(nth))
    return hashlib.sha256("\0".join(part or "" for part in ids).encode()).hexdigest()[:16]


class Former:
    """The findings of a run by the fingerprints that earlier versions would have given them.

    Only those can be waived by one where it says enough: a thing of which a document has one, in one report of the
    run. The section it was quoted in may have been another, since sections come and go.
    """

    def __init__(self, run: Run) -> None:
        marks: dict[str, set[int]] = defaultdict(set)
        for audit in run.audits:
            sections = {part.id for checked in audit.documents for part in checked.outline} | {"preamble", None}
            for finding in audit.findings:
                for section in {*sections, _first(finding).section} if _is_one(finding) else ():
                    marks[_old_mark(finding, section, 1)].add(id(finding))
        self._marks = {mark: next(iter(some)) for mark, some in marks.items() if len(some) == 1}

    def is_of(self, finding: Finding, mark: str) -> bool:
        """Whether an earlier version would have given a finding, and no other, this fingerprint."""
        return self._marks.get(mark) == id(finding)


def _is_one(finding: Finding) -> bool:
    """Whether a document has one such thing, so that the fingerprint says which it is."""
    thing = finding.thing
    return thing is not None and thing.words is None and not thing.parts and bool(_first(finding).path)


def matched(new: Sequence[Finding], old: Sequence[Finding], now: Decided) -> Matched:
    """The findings of two drafts, the earlier ones of an earlier version; mended only where their rule passes now."""
    states: list[Finding | None] = [None] * len(new)
    gone = list(old)
    marks = old_marks(new)
    same: tuple[Callable[[int, Finding], bool], ...] = (
        lambda index, other: marks[index] == other.fingerprint,
        lambda index, other: _same_cell(new[index], other),
        lambda index, other: _reworded(new[index], other),
    )
    for fits in same:
        for index in range(len(new)):
            found = next((one for one in gone if states[index] is None and fits(index, one)), None)
            if found is not None:
                gone.remove(found)
                states[index] = found
    passed = now.passed or {}
    mended = tuple(one for one in gone if passed.get(one.rule))
    return Matched(tuple(zip(new, states, strict=True)), mended, tuple(one for one in gone if not passed.get(one.rule)))


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
