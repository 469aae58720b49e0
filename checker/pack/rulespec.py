"""The shape of rules/*.yaml: what a rule looks at, what it expects, whom it concerns, how it is tested."""

from __future__ import annotations

from dataclasses import field
from typing import Literal

from checker.pack.words import ExpressionSource, Pattern, Scalar, Word
from checker.record import dataclass


@dataclass(frozen=True, slots=True)
class SourceRef:
    """The passage that a rule enforces."""

    ref: Word
    """A key of the pack's `sources`."""
    clause: str
    """Where it stands there: 第五条, Table 3."""
    basis: Literal["law", "format", "practice"]
    """law, the form, or practice: what binds."""
    quote: str = ""
    """Verbatim from the source."""
    paraphrase: str = ""
    """Where no verified quote is at hand: what the source says, in other words."""


@dataclass(frozen=True, slots=True)
class Case:
    """One case of a severity or verdict; the first whose `when` is true holds."""

    is_: Word
    """What holds then."""
    when: ExpressionSource = True
    """An expression; left out: always."""


OWN_ROLE = "own"
"""As the role of a partner: the document of the fact looked at itself."""
Joined = list[Word] | dict[Word, Word]
"""Values that are equal on both sides: by one name, or by that of the fact looked at and that of the other fact."""


def pairs(on: Joined) -> tuple[tuple[str, str], ...]:
    """The names of the values that must be equal: of the fact looked at, and of the other."""
    return tuple(on.items()) if isinstance(on, dict) else tuple((name, name) for name in on)


@dataclass(frozen=True, slots=True)
class Partner:
    """A fact of another document (`role`), or of the same one, that belongs to the fact looked at: equal in `on`."""

    each: Word
    """The kind of fact."""
    on: Joined = field(default_factory=list)
    """Left out: the values that identify a fact of the kind. `{row: group}`: its row is called as that one's group."""
    role: Word = ""
    """Left out: the name of the partner is the role. `own`: the document of the fact itself."""


@dataclass(frozen=True, slots=True)
class Aggregate:
    """A number over other facts: exactly one of sum, count, min, max."""

    each: Word
    """The kind of fact."""
    sum: Word | None = None
    """The value that is added up."""
    count: Word | None = None
    """A value; the facts are counted."""
    min: Word | None = None
    """The value of which the least is taken."""
    max: Word | None = None
    """The value of which the greatest is taken."""
    role: Word = ""
    """Left out: the document of the fact itself."""
    on: Joined = field(default_factory=list)
    """Values that are equal to those of the fact looked at."""
    where: ExpressionSource = True
    """Which of the facts; own.<name> is a value of the fact looked at."""


@dataclass(frozen=True, slots=True)
class Cause:
    """A rule whose finding keeps this one quiet; `same`: only where these ids of the place agree."""

    rule: Word
    """The id of the rule."""
    same: list[Literal["section", "table", "row", "column"]] = field(default_factory=list)
    """Ids of the place that must agree."""
    undecided: bool = False
    """Only what could not be decided is kept quiet, a violation is told all the same."""


@dataclass(frozen=True, slots=True)
class Years:
    """Years of the report, both ends included."""

    from_: int | None = None
    """The first year; left out: any before."""
    to: int | None = None
    """The last year; left out: any after."""


@dataclass(frozen=True, slots=True)
class Applies:
    """The documents a rule is for; outside it the verdict is not_applicable."""

    role: list[Word] | Word = field(default_factory=list)
    """Roles of documents: report, plan, prior, part."""
    form: list[Word] | Word = field(default_factory=list)
    """Ids of forms."""
    level: list[Word] | Word = field(default_factory=list)
    """Ids of levels of issuers."""
    years: Years | None = None
    """Years of the report."""


@dataclass(frozen=True, slots=True)
class Fix:
    """What a violation is corrected to, where there is exactly one right form: one of `becomes`, `after`, `swap`."""

    becomes: str = ""
    """What stands there then; may hold {values} as they are and {groups} of `replace`."""
    after: str = ""
    """What is put behind it."""
    swap: dict[str, str] = field(default_factory=dict)
    """Characters, each with the one that takes its place."""
    at: Word = ""
    """The value that is corrected; left out: the finding's first place."""
    when: ExpressionSource = True
    """Which violations."""
    replace: Pattern = ""
    """The part of the place that is corrected, its group `hit` where it has one; left out: all of it."""
    alike: float = 0
    """How much of both wordings has to be the same, from 0 to 1: what says something else is no slip of wording."""
    fits: Pattern = ""
    """What the corrected text must be like; where it is not, nothing is suggested."""


GivenValues = dict[str, Scalar | None]
"""The values of a fact, by name."""


@dataclass(frozen=True, slots=True)
class RuleTest:
    """A test that says more than the values of its fact: other facts of the dossier, what a reader must be told."""

    given: GivenValues
    """The values of the fact."""
    beside: list[dict[str, GivenValues]] = field(default_factory=list)
    """Other facts of the dossier, each as `kind: {values}`: what `with` and `let` look at."""
    severity: str = ""
    """Left out, as the texts are: whatever it is."""
    title: str = ""
    """The title that a reader must be told."""
    message: str = ""
    """The message that a reader must be told, word for word."""
    advice: str = ""
    """The advice that a reader must be told."""
    corrects: dict[str, str] = field(default_factory=dict)
    """Texts of the place, each with what the rule's `fix` makes of it; the same text where it leaves it alone."""


@dataclass(frozen=True, slots=True)
class RuleTests:
    """Facts on which the rule must pass, fail, be undecided, or not apply."""

    pass_: list[RuleTest | GivenValues] = field(default_factory=list)
    """Facts of which it holds."""
    fail: list[RuleTest | GivenValues] = field(default_factory=list)
    """Facts of which it does not hold."""
    review: list[RuleTest | GivenValues] = field(default_factory=list)
    """Facts of which it cannot be said."""
    not_applicable: list[RuleTest | GivenValues] = field(default_factory=list)
    """Facts that it is not for."""


@dataclass(frozen=True, slots=True)
class Survivor:
    """A change to the rule that no test needs to notice, for it says the same or nothing can tell."""

    mutant: str
    """As `gouji rules mutate` names it: `part: what it says then`."""
    because: str
    """Why no test needs to notice it."""


@dataclass(frozen=True, slots=True)
class RuleSpec:
    """A rule: which facts it looks at, what must hold of them, what to say when it does not."""

    id: Word
    """kebab-case, unique in the pack, never reused."""
    title: str
    """What the rule is called; may hold {values}."""
    severity: Literal["error", "warning", "note"] | list[Case]
    """error, warning or note, or cases of which the first whose `when` is true holds."""
    source: SourceRef
    """The passage that it enforces."""
    each: Word | list[Word]
    """The kind of fact, or several kinds."""
    expect: ExpressionSource
    """What must hold."""
    message: str | list[Case]
    """What to say, or the first of several cases that holds.

    {name} is a value of the fact; {left} {right} {difference} are the sides of the comparison that failed."""
    where: ExpressionSource = True
    """Which of the facts."""
    with_: dict[str, Partner | Word] = field(default_factory=dict)
    """By name, a fact of another document, or of the same one, that belongs to the fact."""
    let: dict[str, Aggregate] = field(default_factory=dict)
    """By name, a number over other facts."""
    verdict: list[Case] = field(default_factory=list)
    """What a violation is: fail, or review where a person must decide."""
    review: str = ""
    """What to say when it cannot be decided; left out: that the missing values could not be read."""
    advice: str = ""
    """How to mend it."""
    fix: Fix | None = None
    """Left out: there is no one right form, or nobody can tell it."""
    untold: bool = False
    """What violates it is no finding, for it is as good as right; its `fix` is offered all the same."""
    related: list[Word] = field(default_factory=list)
    """Rules that, when they also fail at a shared place, are named in the advice."""
    unless: list[Cause | Word] = field(default_factory=list)
    """Rules whose finding keeps this one quiet."""
    together: list[Literal["document", "section", "table", "row", "column"]] = field(default_factory=list)
    """Findings at places of which these are the same are told as one, with the number of them and all their places."""
    at: list[Word] = field(default_factory=list)
    """The values whose places are the finding's; left out: the operands of what failed."""
    applies: Applies | None = None
    """The documents that it is for; left out: every report."""
    tests: RuleTests = field(default_factory=RuleTests)
    """Facts with the verdict that they must have."""
    survives: list[Survivor] = field(default_factory=list)
    """Changes to the rule that no test notices, each with the reason why none needs to."""
    unshown: str = ""
    """Why no document of `cases/` can show it, such as a layout that no text has: `--living` then asks for none."""
    silent: bool = False
    """In a pack that extends another: the rule of this id is not judged."""
