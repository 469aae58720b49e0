"""Documents in cases/: a text in, findings out; nothing else may fire, and nothing else may be kept quiet."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import field
from typing import TypeVar

from checker.bench.folders import ReadText, folder
from checker.bench.living import Seen
from checker.bench.pairing import unpaired
from checker.bench.running import Subject
from checker.check import Checker, Dossier
from checker.fact import Fact
from checker.finding import Finding
from checker.judging.causes import Draft, causes_of, failing
from checker.loading.tests import texts_of
from checker.pack.model import CaseFile, Expected, Hushed
from checker.record import dataclass


@dataclass(frozen=True, slots=True)
class CaseOutcome:
    """What came of a document. `unread` are the roles whose text no pack knows.

    `drafts` is all that there was to tell of each dossier, what a cause keeps quiet included.
    """

    case: CaseFile
    where: str
    missing: tuple[Expected, ...] = ()
    unexpected: tuple[Finding, ...] = ()
    unread: tuple[str, ...] = ()
    not_hushed: tuple[Hushed, ...] = ()
    hushed: tuple[Finding, ...] = ()
    """What is kept quiet though the case does not say so."""
    drafts: tuple[tuple[Draft, ...], ...] = field(default=(), compare=False, repr=False)
    seen: Seen | None = field(default=None, compare=False, repr=False)

    @property
    def held(self) -> bool:
        """Whether exactly what was promised came."""
        return not (self.missing or self.unexpected or self.unread or self.not_hushed or self.hushed)


def run_cases(of: Subject, read_text: ReadText, lang: str) -> Iterator[CaseOutcome]:
    """The outcome of each document of the pack."""
    checker = Checker([of.pack], lang)
    for number in range(len(of.files.cases)):
        yield run_case(of, number, checker, read_text)


def run_case(of: Subject, number: int, checker: Checker, read_text: ReadText) -> CaseOutcome:
    """The outcome of one document with its partners."""
    case, file, key = of.files.cases[number]
    where = str(file.mark((*key, "case")))
    dossiers, over_all, unread = _documents(of, case, where, checker, read_text)
    if unread:
        return CaseOutcome(case, where, unread=unread)
    judged = [*map(checker.judged, dossiers), (checker.judge(of.pack.id, over_all), over_all)]
    made = tuple(tuple(checker.told(some)) for some, _ in judged)
    seen = Seen(
        tuple(reading for dossier in dossiers for reading in dossier.readings),
        tuple(fact for _, facts in judged for fact in facts),
        tuple(one for some, _ in judged for one in some),
    )
    # A finding is kept quiet by a cause of its own dossier only.
    hushed_by = [
        ([cause.rule for cause in causes_of(draft, one.rule.causes, causes)], draft)
        for some, causes in ((some, failing(some)) for some in made)
        for one, draft in some
    ]
    told = [told for by, told in hushed_by if not by]
    if case.in_part:
        missing, _ = unpaired(_each(case.contains or []), told, _meant)
        unexpected = [one for one in told if any(_meant(expected, one) for expected in case.absent or [])]
    else:
        missing, unexpected = unpaired(_each(case.expect), told, _meant)
    quiet = [(by, told) for by, told in hushed_by if by]
    not_hushed, hushed = unpaired(
        _each(case.hushed or []),
        quiet if case.hushed is not None else [],
        lambda expected, one: _meant(expected, one[1]) and (not expected.by or expected.by in one[0]),
    )
    return CaseOutcome(
        case,
        where,
        tuple(missing),
        tuple(unexpected),
        (),
        tuple(not_hushed),
        tuple(one for _, one in hushed),
        made,
        seen,
    )


def _documents(
    of: Subject, case: CaseFile, where: str, checker: Checker, read_text: ReadText
) -> tuple[Sequence[Dossier], Sequence[Fact], tuple[str, ...]]:
    """The dossiers of a case, the facts over all of them, and what no pack knows: roles, or files of a folder."""
    texts = texts_of(case, of.files)
    if case.files:
        put = folder(of.pack, texts, where, read_text)
        return put.dossiers, put.over_all, put.unknown
    readings = []
    unread = []
    for role, text in texts.items():
        found = checker.recognise(read_text(text, f"{role or case.case}.txt"), role or None)
        if found is None:
            unread.append(role or "report")
        else:
            readings.append(found)
    return [Dossier(tuple(readings))], (), tuple(unread)


Promise = TypeVar("Promise", Expected, Hushed)
_PLACE = ("section", "table", "row", "column")


def _each(expected: Sequence[Promise]) -> list[Promise]:
    """Each as often as it says."""
    return [one for one in expected for _ in range(one.times)]


def _meant(expected: Expected | Hushed, finding: Finding) -> bool:
    """Whether a finding is the one that is expected."""
    if finding.rule.rpartition("/")[2] != expected.rule or expected.verdict not in ("", finding.verdict.value):
        return False
    if expected.severity is not None and finding.severity.value != expected.severity:
        return False
    ids = {name: getattr(expected, name) for name in _PLACE if getattr(expected, name) is not None}
    file = expected.file
    places = [place for place in finding.locations if file is None or place.path in (file, f"{file}.txt")]
    if file is not None and not places:
        return False
    if ids and not any(all(getattr(place, name) == wanted for name, wanted in ids.items()) for place in places):
        return False
    return expected.text is None or any(expected.text in (place.text or "") for place in places)
