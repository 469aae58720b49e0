"""Documents in cases/: a text in, findings out; nothing else may fire."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from checker.bench.pairing import unpaired
from checker.bench.running import Subject
from checker.check import Checker, Dossier
from checker.document import Document
from checker.finding import Finding
from checker.pack.model import CaseFile, Expected

ReadText = Callable[[str, str], Document]
"""How a text, under a name, becomes a document."""


@dataclass(frozen=True, slots=True)
class CaseOutcome:
    """What came of a document. `unread` are the roles whose text no pack knows."""

    case: CaseFile
    where: str
    missing: tuple[Expected, ...] = ()
    unexpected: tuple[Finding, ...] = ()
    unread: tuple[str, ...] = ()

    @property
    def held(self) -> bool:
        """Whether exactly what was promised came."""
        return not (self.missing or self.unexpected or self.unread)


def run_cases(of: Subject, read_text: ReadText, lang: str) -> Iterator[CaseOutcome]:
    """The outcome of each document of the pack."""
    checker = Checker([of.pack], lang)
    for case, file, key in of.files.cases:
        yield run_case(checker, case, str(file.mark((*key, "case"))), read_text)


def run_case(checker: Checker, case: CaseFile, where: str, read_text: ReadText) -> CaseOutcome:
    """The outcome of one document with its partners."""
    readings = []
    unread = []
    for role, text in {"": case.text, **case.with_}.items():
        found = checker.recognise(read_text(text, f"{role or case.case}.txt"), role or None)
        if found is None:
            unread.append(role or "report")
        else:
            readings.append(found)
    if unread:
        return CaseOutcome(case, where, unread=tuple(unread))
    missing, left = unpaired(case.expect, checker.check(Dossier(tuple(readings))).findings, _meant)
    return CaseOutcome(case, where, tuple(missing), tuple(left))


_PLACE = ("section", "table", "row", "column")


def _meant(expected: Expected, finding: Finding) -> bool:
    """Whether a finding is the one that is expected."""
    if finding.rule.rpartition("/")[2] != expected.rule or finding.verdict.value != expected.verdict:
        return False
    if expected.severity is not None and finding.severity.value != expected.severity:
        return False
    for name in _PLACE:
        wanted = getattr(expected, name)
        if wanted is not None and not any(getattr(place, name) == wanted for place in finding.locations):
            return False
    return expected.text is None or any(expected.text in (place.text or "") for place in finding.locations)
