"""The units of a run: each dossier with its findings, counted by what a reader asks."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import takewhile

from checker.audit import wording
from checker.audit.audit import Audit, Run, in_state, stands
from checker.audit.wording import tr
from checker.finding import Finding, Severity, Verdict
from checker.outputs.material.names import safe
from checker.outputs.material.order import seen_from, sent
from checker.record import dataclass

RANKS = ("error", "warning", "note", "review")


@dataclass(frozen=True, slots=True)
class Unit:
    """A dossier with what it is called, its file name without suffix, and the findings that concern it.

    `across` are findings of the batch that have a place in one of its own documents: one between two units is of both.
    """

    number: int
    name: str
    stem: str
    audit: Audit
    across: tuple[Finding, ...]

    def own(self) -> list[str]:
        """Paths of the documents that the unit sent in, not of those they are compared with."""
        return sent(self.audit)

    def open(self) -> list[Finding]:
        """Findings that stand, its own and those across units."""
        return [finding for finding in (*self.audit.findings, *self.across) if stands(finding)]

    def failed(self) -> list[Finding]:
        """Findings that stand and are no reviews."""
        return [finding for finding in self.open() if finding.verdict is Verdict.FAIL]

    def charged(self) -> list[Finding]:
        """What has to be mended: a note asks for nothing."""
        return [finding for finding in self.failed() if finding.severity is not Severity.NOTE]

    def count(self, rank: str) -> int:
        """Findings that stand, of one rank."""
        return sum(wording.rank(finding) == rank for finding in self.open())

    def in_state(self, state: str) -> int:
        """Findings of a state against a baseline, its own and those across units."""
        return len(in_state((*self.audit.findings, *self.across), state))

    def weight(self, rank: str) -> int:
        """Findings of one rank within the unit's own documents: by them units are compared, whatever else was given.

        A unit whose plan or last report nobody had would else seem better than one that was looked at more closely.
        """
        own = set(self.own())
        return sum(
            wording.rank(finding) == rank and all(place.path in own for place in finding.locations)
            for finding in self.open()
        )

    def of_rule(self, rule: str) -> list[Finding]:
        """Findings that stand, of one rule, the heaviest first."""
        found = [finding for finding in self.open() if finding.rule == rule]
        return sorted(found, key=lambda finding: RANKS.index(wording.rank(finding)))


def units(run: Run) -> list[Unit]:
    """A unit for each dossier, in the order of the run. Two dossiers of one name get two file names.

    The year stands in the name only where the run has dossiers of several years, the document's only where nothing
    else tells two reports of one unit apart.
    """
    made: list[Unit] = []
    issuers = [audit.issuer for audit in run.audits]
    alone = len({audit.year for audit in run.audits}) == 1 and len(set(issuers)) == len(issuers) and None not in issuers
    digits = max(3, len(str(len(run.audits))))
    # By path: thousands of units times thousands of findings between them would be looked through otherwise.
    at: dict[str, list[int]] = {}
    for index, one in enumerate(run.batch):
        for path in {place.path for place in one.locations}:
            at.setdefault(path, []).append(index)
    names = [
        wording.plain(one.issuer if alone and one.issuer else wording.dossier(one, run.lang)) for one in run.audits
    ]
    times = Counter(names)
    for number, (name, audit) in enumerate(zip(names, run.audits, strict=True), 1):
        own = sent(audit)
        between = sorted({index for path in own for index in at.get(path, ())})
        across = tuple(seen_from(run.batch[index], own) for index in between)
        # A letter that is passed on alone has to tell whose it is, and of which year.
        stem = f"{number:0{digits}}-{safe(audit.issuer or name.rsplit('/', 1)[-1])}"
        stem += f"-{audit.year}" if audit.issuer and audit.year is not None else ""
        if times[name] > 1 and own:
            name = tr("one_of_unit", run.lang, name=name, document=wording.plain(own[0].rsplit("/", 1)[-1]))
        made.append(Unit(number, name, stem, audit, across))
    return made


def organs(units: Sequence[Unit]) -> int:
    """How many organs the dossiers are of: one may have sent the reports of several years."""
    return len({unit.audit.issuer or unit.name for unit in units})


def submitted(units: Sequence[Unit]) -> int:
    """How many documents were sent in; what they are compared with is not counted."""
    return len({path for unit in units for path in unit.own()})


def concerned(units: Sequence[Unit]) -> int:
    """How many organs have something to mend."""
    return organs([unit for unit in units if unit.charged()])


def rules(run: Run) -> list[tuple[str, str, int]]:
    """(rule, title, findings) of every rule with a finding that stands, the most frequent first.

    A finding between two units counts once here, as in the totals.
    """
    titles: dict[str, Counter[str]] = {}
    for finding in _standing(run):
        titles.setdefault(finding.rule, Counter())[wording.plain(finding.title)] += 1
    found = [(rule, _common(list(some)), some.total()) for rule, some in titles.items()]
    return sorted(found, key=lambda one: (-one[2], one[0]))


def _common(titles: Sequence[str]) -> str:
    """What a rule's findings are called together: 缺少“…”部分 for 缺少“总体情况”部分 and for that of another part."""
    begin = _beginning(titles)
    if len(titles) == 1:
        return begin
    end = _beginning([title[len(begin) :][::-1] for title in titles])[::-1]
    return f"{begin}…{end}" if begin or end else titles[0]


def _beginning(titles: Sequence[str]) -> str:
    same = takewhile(lambda signs: len(set(signs)) == 1, zip(*titles, strict=False))
    return "".join(signs[0] for signs in same)


def _standing(run: Run) -> Iterator[Finding]:
    return (finding for finding in run.findings() if stands(finding))
