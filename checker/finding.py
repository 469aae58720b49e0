"""A finding: a verdict that a person should look at, whole when made."""

from __future__ import annotations

from dataclasses import field
from datetime import date
from decimal import Decimal
from enum import StrEnum

from checker.document import Location
from checker.record import dataclass


class Severity(StrEnum):
    """SARIF's level; sorted by weight with `weight`."""

    ERROR = "error"
    WARNING = "warning"
    NOTE = "note"

    @property
    def weight(self) -> int:
        """0 for the heaviest."""
        return ("error", "warning", "note").index(self)


class Verdict(StrEnum):
    """Of a rule on a fact."""

    PASS = "pass"
    FAIL = "fail"
    REVIEW = "review"
    NOT_APPLICABLE = "not_applicable"


Shown = int | Decimal | bool | str | date | None
"""A value of a finding as an output shows it; None is a value that is not known."""


@dataclass(frozen=True, slots=True)
class Source:
    """The passage of the regulation that a rule enforces. `basis`: law, format or practice.

    `verbatim` is False where the pack gives a paraphrase instead of a verified quote.
    """

    document: str
    clause: str
    quote: str
    basis: str
    verbatim: bool = True


@dataclass(frozen=True, slots=True)
class Term:
    """One operand of a comparison: what it is called, its value, and which location of the finding it is."""

    label: str
    value: Shown
    location: int | None = None
    sign: int = 1


@dataclass(frozen=True, slots=True)
class Comparison:
    """The sides of a comparison that failed, each a sum of terms; `difference` is left minus right.

    `operator` is one of == != < <= > >= .
    """

    left: tuple[Term, ...]
    operator: str
    right: tuple[Term, ...]
    left_value: Shown = None
    right_value: Shown = None
    difference: Shown = None


@dataclass(frozen=True, slots=True)
class Waiver:
    """Why a finding is accepted, by whom, and until when (SARIF: suppression)."""

    reason: str
    by: str
    until: date | None = None


@dataclass(frozen=True, slots=True)
class Consequence:
    """What a rule would have told if the finding that it follows from were not there; `at` is where."""

    rule: str
    title: str
    at: Location


@dataclass(frozen=True, slots=True)
class Thing:
    """What a finding is about, beside its rule: the same in every draft, language, format and file name.

    `kind` is the kind of fact, `ids` say which of its kind. Where several of the same ids may stand in a document,
    `words` are the ones next to it (before, after) and `quote` is what stands there, empty where the quote is a value
    that may be changed. `around` reaches further and only ranks things that are alike; it is no part of the identity.
    `nth` tells those apart that nothing else does, from 0. `parts` are what a finding about several things lists.
    """

    kind: str
    ids: tuple[tuple[str, str], ...] = ()
    words: tuple[str, str] | None = None
    quote: str = ""
    around: tuple[str, str] = ("", "")
    wide: bool = False
    nth: int = 0
    parts: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Change:
    """What stood at a place of a remaining finding, and what stands there now; empty where nothing did or does."""

    old: str
    new: str


@dataclass(frozen=True, slots=True)
class Correction:
    """What a place would have to say for the finding to be gone, where only one thing would be right."""

    at: Location
    becomes: str


@dataclass(frozen=True, slots=True)
class Likely:
    """The figure that is likely wrong: were it another, all of several sums would tie, this finding's among them.

    `label` is what the sum of this finding calls it, `stands` and `becomes` are its number and the other one, `sums`
    how many findings it would settle.
    """

    at: Location
    label: str
    stands: int | Decimal
    becomes: int | Decimal
    sums: int


@dataclass(frozen=True, slots=True)
class Finding:
    """A `fail` or `review` of a rule. The first location is the primary one, the others are the other operands.

    `rule` is pack/id. `state` is None, or new, remaining, fixed or uncompared against a baseline; `because` says why it
    could not be compared, `changes` which values of a remaining one are others than before. `issuer` is the organ that
    it is about where that has no document, so that no dossier is its own; empty for any other. `related` are the rules
    that its own names as of the same cause and that failed at a place it shares. `thing` is None only where an outcome
    of an earlier version has none.
    """

    rule: str
    severity: Severity
    verdict: Verdict
    title: str
    message: str
    advice: str
    source: Source
    values: dict[str, Shown] = field(default_factory=dict)
    locations: tuple[Location, ...] = ()
    comparison: Comparison | None = None
    fingerprint: str = ""
    waiver: Waiver | None = None
    state: str | None = None
    issuer: str = ""
    related: tuple[str, ...] = ()
    consequences: tuple[Consequence, ...] = ()
    """What follows from it, and is not told beside it."""
    group: str = ""
    """What its rule calls one with others of the same group; empty where it stands for itself."""
    members: tuple[Finding, ...] = ()
    """The findings of a group that it tells of, itself the first; empty where it tells of one."""
    thing: Thing | None = None
    because: str = ""
    changes: tuple[Change, ...] = ()
    correction: Correction | None = None
    likely: Likely | None = None
