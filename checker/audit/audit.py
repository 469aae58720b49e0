"""The outcome of a run: an audit for each dossier, flat and sorted, with its counts."""

from __future__ import annotations

from dataclasses import field
from datetime import date
from decimal import Decimal

from checker.document import Location
from checker.finding import Finding, Severity, Verdict
from checker.record import dataclass

FAIL_ON = ("error", "warning", "note", "review", "never")
"""The thresholds of `--fail-on`, from the strictest finding needed to none at all."""


@dataclass(frozen=True, slots=True)
class Part:
    """A section of the form in a document: its id, its title as the form has it, the block of its heading if found."""

    id: str
    title: str
    block: int | None = None


@dataclass(frozen=True, slots=True)
class Checked:
    """A document of a dossier, as an audit names it. `pack` and `form` are None where none knows it.

    `outline` lists the sections in the order of the form, so that outputs can name and mark them.
    """

    path: str
    sha256: str
    format: str
    role: str
    pack: str | None = None
    form: str | None = None
    pages: int | None = None
    year: int | None = None
    issuer: str | None = None
    outline: tuple[Part, ...] = ()


@dataclass(frozen=True, slots=True)
class Unchecked:
    """What could not be read or decided, and why. Both are texts in the language of the run."""

    path: str
    what: str
    why: str


@dataclass(frozen=True, slots=True)
class Tally:
    """How often a rule gave each verdict in a dossier."""

    rule: str
    title: str
    counts: dict[Verdict, int]


@dataclass(frozen=True, slots=True)
class Promised:
    """A promise of the plan beside what the report says of it; `score` is 0 to 100, `verdict` the heaviest given."""

    number: str
    topic: str
    text: str
    amount: str
    deadline: date | None
    office: str
    answer: str | None
    reported: str
    evidence: str
    score: int
    verdict: Verdict
    at: Location
    answered_at: Location | None


@dataclass(frozen=True, slots=True)
class Tick:
    """A figure of the running text and how it stands; of a statement without a number `value` is None.

    `status`: agree, differ, unclear, no_counterpart. `counterpart` is where that stands which it was held against,
    `rule` the rule that judged it, empty for none; `title` is what readers know the measure as.
    """

    text: str
    value: int | Decimal | None
    unit: str
    measure: str
    title: str
    status: str
    at: Location
    counterpart: tuple[Location, ...] = ()
    rule: str = ""


STATUSES = ("agree", "differ", "unclear", "no_counterpart")


@dataclass(frozen=True, slots=True)
class Audit:
    """The outcome for a dossier. `packs` locks what was used: pack id, version and digest."""

    issuer: str | None
    year: int | None
    documents: tuple[Checked, ...]
    findings: tuple[Finding, ...] = ()
    tallies: tuple[Tally, ...] = ()
    unchecked: tuple[Unchecked, ...] = ()
    packs: tuple[tuple[str, str, str], ...] = ()
    remarks: tuple[str, ...] = ()
    """What a reader should know of the dossier: a partner that is missing, another version of the report."""
    matrix: tuple[Promised, ...] = ()
    """Plan against report, where the dossier has both."""
    ticks: tuple[Tick, ...] = ()
    """Every figure of the reports' running text, in order."""
    names: dict[str, str] = field(default_factory=dict)
    """What readers know ids of places as: section/ID, table/ID, row/TABLE/ID, column/TABLE/ID."""

    @property
    def figures(self) -> list[Tick]:
        """The figures among the ticks: statements without a number are none."""
        return [tick for tick in self.ticks if tick.value is not None]

    @property
    def verdicts(self) -> dict[Verdict, int]:
        """Verdicts over all rules and facts."""
        return {verdict: sum(tally.counts.get(verdict, 0) for tally in self.tallies) for verdict in Verdict}


@dataclass(frozen=True, slots=True)
class Run:
    """All audits of a run, and the findings that belong to no single dossier."""

    audits: tuple[Audit, ...] = ()
    batch: tuple[Finding, ...] = ()
    lang: str = "zh-CN"
    options: dict[str, str] = field(default_factory=dict)
    notices: tuple[str, ...] = ()
    """What should be known of waivers and baseline: which have expired, match nothing, could not be compared."""

    def findings(self) -> list[Finding]:
        """Every finding of the run, the batch's last."""
        return [finding for audit in self.audits for finding in audit.findings] + list(self.batch)

    def count(self, severity: Severity) -> int:
        """Failed findings of a severity that stand: waived and fixed ones do not count."""
        return sum(
            finding.severity is severity and finding.verdict is Verdict.FAIL and stands(finding)
            for finding in self.findings()
        )

    @property
    def reviews(self) -> int:
        """Findings that a person must decide."""
        return sum(finding.verdict is Verdict.REVIEW and stands(finding) for finding in self.findings())

    @property
    def unchecked(self) -> int:
        """Things that could not be checked."""
        return sum(len(audit.unchecked) for audit in self.audits)

    def fails(self, threshold: str) -> bool:
        """Whether any finding is at or above the threshold of `--fail-on`."""
        if threshold == "never":
            return False
        if threshold == "review" and self.reviews:
            return True
        weight = 2 if threshold == "review" else Severity(threshold).weight
        return any(self.count(severity) for severity in Severity if severity.weight <= weight)


def stands(finding: Finding) -> bool:
    """Neither waived nor fixed since the baseline."""
    return finding.waiver is None and finding.state != "fixed"
