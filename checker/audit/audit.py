"""The outcome of a run: an audit for each dossier, flat and sorted, with its counts."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import field
from datetime import date
from decimal import Decimal

from checker.document import Location
from checker.finding import Finding, Severity, Verdict
from checker.record import dataclass

FAIL_ON = ("error", "warning", "note", "review", "never")
"""The thresholds of `--fail-on`, from the strictest finding needed to none at all."""


EARLIER = ("fixed", "uncompared")
"""States of findings that the earlier draft has and the later one has not."""


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
class Skipped:
    """A file of a folder that is no document to check: a word for its kind, and why, in the language of the run."""

    path: str
    kind: str
    why: str


@dataclass(frozen=True, slots=True)
class Tally:
    """How often a rule gave each verdict in a dossier."""

    rule: str
    title: str
    counts: dict[Verdict, int]


@dataclass(frozen=True, slots=True)
class Promised:
    """A clause of the plan beside what the report says of it.

    `kind` is promise, general, slogan, context or heading, or elsewhere, for a task that a plan of the level above
    (`above`) gives to others; `plan` is the title of the plan. `status` answered, short, late, not_done, unanswered,
    unsure, or general where nothing is promised. `score` is how sure the answer is, 0 to 100; `verdict` the heaviest
    that a rule gave, `rule` that rule, empty where all passed. `promised` and `reported` are in `unit` and for the
    whole year. `places` are the sentences that answer, the best first; `done` is the day that they give.
    """

    number: str
    topic: str
    text: str
    kind: str
    status: str
    promised: int | Decimal | None
    unit: str
    deadline: date | None
    office: str
    answer: str | None
    reported: int | Decimal | None
    evidence: str
    score: int
    verdict: Verdict
    rule: str
    at: Location
    places: tuple[Location, ...] = ()
    plan: str = ""
    above: bool = False
    done: date | None = None

    @property
    def amount(self) -> str:
        """What was promised, with its unit."""
        return "" if self.promised is None else f"{self.promised}{self.unit}"

    @property
    def given(self) -> str:
        """What was reported, with its unit."""
        return "" if self.reported is None else f"{self.reported}{self.unit}"

    @property
    def answered_at(self) -> Location | None:
        """Where the best sentence stands."""
        return self.places[0] if self.places else None


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


@dataclass(frozen=True, slots=True)
class Before:
    """An earlier draft: its first document, and organ and year as it has them."""

    path: str
    issuer: str | None
    year: int | None


EVERYWHERE = "*"
"""Instead of a key: the rule passes wherever there is nothing of its kind, and the whole document was read."""


@dataclass(frozen=True, slots=True)
class Decided:
    """By rule, the keys of the things where it passed, and of those where a cause kept it quiet.

    `around` are by key the words around those of the things that passed which words tell apart.
    Without these nothing that is gone could be told from what was mended. None: an earlier version did not tell.
    """

    passed: Mapping[str, tuple[str, ...]] | None = None
    quiet: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    around: Mapping[str, tuple[str, str]] = field(default_factory=dict)


STATES = ("remaining", "new", "uncompared", "fixed")
"""What a comparison makes of findings, in the order of what is still to be done."""
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
    decided: Decided = field(default_factory=Decided)
    before: Before | None = None
    """The earlier draft that it was compared with."""
    names: dict[str, str] = field(default_factory=dict)
    """What readers know ids of places as: section/ID, table/ID, row/TABLE/ID, column/TABLE/ID."""
    offers: tuple[Finding, ...] = ()
    """What is no finding, and can be put in order all the same: each has a correction."""

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
    batch_decided: Decided = field(default_factory=Decided)
    notices: tuple[str, ...] = ()
    """What should be known of waivers and baseline: which have expired, match nothing, could not be compared."""
    skipped: tuple[Skipped, ...] = ()
    """What else lies in the folders of the run."""

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

    @property
    def compared(self) -> bool:
        """Whether the run stands beside an earlier one."""
        return any(audit.before is not None for audit in self.audits) or any(one.state for one in self.findings())

    @property
    def uncompared(self) -> int:
        """Earlier findings of which it cannot be said whether they are mended, the waived ones apart."""
        return sum(bool(finding.because) and finding.waiver is None for finding in self.findings())

    def fails(self, threshold: str) -> bool:
        """Whether any finding is at or above the threshold of `--fail-on`."""
        if threshold == "never":
            return False
        if threshold == "review" and self.reviews:
            return True
        weight = 2 if threshold == "review" else Severity(threshold).weight
        return any(self.count(severity) for severity in Severity if severity.weight <= weight)


def in_state(findings: Iterable[Finding], state: str | None) -> list[Finding]:
    """The findings of a state against a baseline, the waived ones apart."""
    return [finding for finding in findings if finding.state == state and finding.waiver is None]


def stands(finding: Finding) -> bool:
    """Neither waived nor a finding of an earlier draft alone."""
    return finding.waiver is None and finding.state not in EARLIER
