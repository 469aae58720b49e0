"""The shape of a rule pack as written: what its YAML files may say, as plain dataclasses.

The same classes validate a pack, generate the JSON Schema that editors use, and are what the checker
works with. A trailing underscore (`with_`) stands for a word that Python keeps for itself (`with`).
Strings under a docstring describe a key to the reader of the schema.
"""

from __future__ import annotations

from dataclasses import field
from typing import Any, Literal

from checker.record import dataclass

Scalar = int | float | bool | str
Word = str
Pattern = str
"""A regular expression of RE2 over comparable text: half width, simplified, without spaces."""
ExpressionSource = str | bool
CellRead = Literal["count", "change", "amount", "number", "text", "date", "choice"]
"""What a cell is read as; `choice` is the option that is ticked: □是 ☑否."""


@dataclass(frozen=True, slots=True)
class SourceRef:
    """The passage that a rule enforces."""

    ref: Word
    """A key of the pack's `sources`."""
    clause: str
    basis: Literal["law", "format", "practice"]
    quote: str = ""
    """Verbatim from the source."""
    paraphrase: str = ""
    """Where no verified quote is at hand: what the source says, in other words."""


@dataclass(frozen=True, slots=True)
class Case:
    """One case of a severity or verdict; the first whose `when` is true holds."""

    is_: Word
    when: ExpressionSource = True


@dataclass(frozen=True, slots=True)
class Partner:
    """A fact of another document (`role`) that belongs to the fact looked at: equal in the values `on`."""

    each: Word
    on: list[Word] = field(default_factory=list)
    """Left out: the values that identify a fact of the kind."""
    role: Word = ""
    """Left out: the name of the partner is the role."""


@dataclass(frozen=True, slots=True)
class Aggregate:
    """A number over other facts: exactly one of sum, count, min, max."""

    each: Word
    sum: Word | None = None
    count: Word | None = None
    min: Word | None = None
    max: Word | None = None
    role: Word = ""
    """Left out: the document of the fact itself."""
    on: list[Word] = field(default_factory=list)
    where: ExpressionSource = True


@dataclass(frozen=True, slots=True)
class Cause:
    """A rule whose finding keeps this one quiet; `same`: only where these ids of the place agree."""

    rule: Word
    same: list[Literal["section", "table", "row", "column"]] = field(default_factory=list)
    undecided: bool = False
    """Only what could not be decided is kept quiet, a violation is told all the same."""


@dataclass(frozen=True, slots=True)
class Years:
    """Years of the report, both ends included."""

    from_: int | None = None
    to: int | None = None


@dataclass(frozen=True, slots=True)
class Applies:
    """The documents a rule is for; outside it the verdict is not_applicable."""

    role: list[Word] | Word = field(default_factory=list)
    form: list[Word] | Word = field(default_factory=list)
    level: list[Word] | Word = field(default_factory=list)
    years: Years | None = None


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
    message: str = ""
    advice: str = ""


@dataclass(frozen=True, slots=True)
class RuleTests:
    """Facts on which the rule must pass, fail, be undecided, or not apply."""

    pass_: list[RuleTest | GivenValues] = field(default_factory=list)
    fail: list[RuleTest | GivenValues] = field(default_factory=list)
    review: list[RuleTest | GivenValues] = field(default_factory=list)
    not_applicable: list[RuleTest | GivenValues] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Survivor:
    """A change to the rule that no test needs to notice, for it says the same or nothing can tell."""

    mutant: str
    """As `gouji rules mutate` names it: `part: what it says then`."""
    because: str


@dataclass(frozen=True, slots=True)
class RuleSpec:
    """A rule: which facts it looks at, what must hold of them, what to say when it does not."""

    id: Word
    """kebab-case, unique in the pack, never reused."""
    title: str
    severity: Literal["error", "warning", "note"] | list[Case]
    source: SourceRef
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
    let: dict[str, Aggregate] = field(default_factory=dict)
    verdict: list[Case] = field(default_factory=list)
    """What a violation is: fail, or review where a person must decide."""
    review: str = ""
    """What to say when it cannot be decided; left out: that the missing values could not be read."""
    advice: str = ""
    related: list[Word] = field(default_factory=list)
    """Rules that, when they also fail at a shared place, are named in the advice."""
    unless: list[Cause | Word] = field(default_factory=list)
    at: list[Word] = field(default_factory=list)
    """The values whose places are the finding's; left out: the operands of what failed."""
    applies: Applies | None = None
    tests: RuleTests = field(default_factory=RuleTests)
    survives: list[Survivor] = field(default_factory=list)
    """Changes to the rule that no test notices, each with the reason why none needs to."""
    silent: bool = False
    """In a pack that extends another: the rule of this id is not judged."""


@dataclass(frozen=True, slots=True)
class LabelSpec:
    """A row or column of a table: its label, accepted other wordings, and the labels above it.

    What a row says of how its cells are read goes before what the column says.
    """

    label: str = ""
    also: list[str] = field(default_factory=list)
    under: list[str] | str = field(default_factory=list)
    read: CellRead | None = None


@dataclass(frozen=True, slots=True)
class BlockSpec:
    """A block of a table that has a title row and columns of its own."""

    title: str
    columns: dict[str, LabelSpec | str]
    rows: dict[str, LabelSpec | str]


@dataclass(frozen=True, slots=True)
class TableSpec:
    """A table of the form: rows and columns, or blocks. `rows: any` takes every row that stands there.

    A table with one column that has no label is a list of labels and values, several of which may share a row.
    """

    section: Word = ""
    """Left out: the table belongs to no section."""
    title: str = ""
    columns: dict[str, LabelSpec | str] = field(default_factory=dict)
    rows: dict[str, LabelSpec | str] | Literal["any"] = field(default_factory=dict)
    blocks: list[BlockSpec] = field(default_factory=list)
    read: CellRead = "count"
    required: bool = True
    not_applicable: list[str] = field(default_factory=list)
    """Texts that are values of their own and no number, such as N/A."""
    means: dict[str, int | float] = field(default_factory=dict)
    """Texts that stand for a number, such as <1."""
    captions: list[str] = field(default_factory=list)
    """Texts before the table, or in its first rows, that tell it from the others; numbers before them do not count."""
    open: Literal["", "rows", "groups"] = ""
    """`rows`: besides the rows named, every other row is taken under its own label. `groups`: the rows named stand
    again under each label that the table has."""


@dataclass(frozen=True, slots=True)
class TopicSpec:
    """Something a section must speak of: one of the patterns is found in it."""

    id: Word
    title: str
    any: list[Pattern]
    group: Word = ""
    anywhere: bool = False
    """It may be spoken of in any section."""


@dataclass(frozen=True, slots=True)
class SectionSpec:
    """A section of the outline."""

    id: Word
    title: str
    also: list[str] = field(default_factory=list)
    """Other titles that are as good."""
    like: list[Pattern] = field(default_factory=list)
    """Patterns of other titles that are as good."""
    required: bool = True
    table: Word | None = None
    topics: list[TopicSpec] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class FieldSpec:
    """A particular that stands somewhere in the text: after a label, or near a word."""

    title: str
    read: Literal["text", "period", "date", "number"] = "text"
    group: Word = ""
    label: list[str] = field(default_factory=list)
    near: list[str] = field(default_factory=list)
    value: Pattern = ""
    """What is taken after the label; whatever does not match is not there."""
    valid: Pattern = ""
    """What the whole value must match to be well formed; left out: everything is."""
    anywhere: bool = False
    """The value alone, without its label, is enough."""
    sections: list[Word] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class FormSpec:
    """How the regulation says such a document is built, in the years for which it says so."""

    form: Word
    title: str
    outline: list[SectionSpec]
    number: str = ""
    years: Years | None = None
    tables: dict[str, TableSpec] = field(default_factory=dict)
    fields: dict[str, FieldSpec] = field(default_factory=dict)
    marks: list[str] = field(default_factory=list)
    """Labels that only this form has: they tell which form a document was written on."""


@dataclass(frozen=True, slots=True)
class MentionSpec:
    """A pattern of the pack; each place where it is found is a fact `mention.<name>`, its groups are values."""

    pattern: Pattern | list[Pattern]
    title: str = ""
    sections: list[Word] = field(default_factory=list)
    """Left out: the whole document, tables too. `preamble` is what stands before the first section."""
    not_: list[Pattern] = field(default_factory=list)
    """A hit that overlaps one of these is none."""
    numbers: list[Word] = field(default_factory=list)
    """Groups that are read as numbers."""
    per: Literal["hit", "document"] = "hit"
    """`document`: one fact for the document, with `found` and the first hit."""
    raw: bool = False
    """Search the text as it stands, not made comparable."""
    check: Literal["", "iso7064-mod11-2"] = ""
    """A check digit that a hit must have to be one."""


@dataclass(frozen=True, slots=True)
class CitationSpec:
    """A decree or document that reports cite: its number, how it may be written, and in which years it may be cited."""

    title: str
    number: str
    """In full, as it should be written."""
    named: Pattern
    """How its title may be written, where it stands before the number."""
    looks: Pattern
    """How a number of this kind looks, right or wrong; entries of one kind have the same."""
    written: Pattern
    """How this number may be written."""
    years: Years | None = None
    """Reports on these years may cite it."""


@dataclass(frozen=True, slots=True)
class YearWitness:
    """Where the year of a document is told: a pattern with a group `year`, or the years that a section names."""

    says: Pattern = ""
    in_: list[Word] = field(default_factory=list)
    field: Word = ""


@dataclass(frozen=True, slots=True)
class OrganWitness:
    """A place where a document may say whose it is. The first of the list that names an organ is believed."""

    from_: Literal["title", "text", "signature", "name"]
    """The title; patterns in the text; lines at the end; the name of the file."""
    says: list[Pattern] = field(default_factory=list)
    """Patterns with a group `organ`."""
    in_: list[Word] = field(default_factory=list)
    """Sections of the text; left out: before the first, and the last."""
    trust: Literal["sure", "likely"] = "likely"
    """Where two that are sure name different organs, neither is certain."""
    known: bool = True
    """Only names of which the pack knows the level are heard."""


@dataclass(frozen=True, slots=True)
class DocumentSpec:
    """How documents of a role are recognised and what they are called."""

    titles: list[Pattern] = field(default_factory=list)
    """Patterns of a title with groups `organ` and `year`."""
    proper: Pattern = ""
    """What a title must be to be in due form."""
    signs: list[Pattern] = field(default_factory=list)
    """Wordings by which the kind is known where there is no title."""
    sections: int = 0
    """How many sections of a form make it one of this kind; 0: sections tell nothing."""
    forms: list[Word] = field(default_factory=list)
    years: list[YearWitness] = field(default_factory=list)
    organs: list[OrganWitness] = field(default_factory=lambda: [OrganWitness("title")])
    """Who says whose it is, the most trusted first."""


@dataclass(frozen=True, slots=True)
class LevelSpec:
    """A level of issuers, by patterns of their names; the first level that matches holds."""

    id: Word
    title: str
    names: list[Pattern]


@dataclass(frozen=True, slots=True)
class IssuerSpec:
    """How names of issuers are compared."""

    places: list[list[str]] = field(default_factory=list)
    """The signs that the names of places end with, the widest places first: [省, 自治区], [市, 盟], [县, 区]."""
    alone: list[str] = field(default_factory=list)
    """Those of the signs that end no name, and stand for a place only by themselves: 州 (杭州市)."""
    named: list[str] = field(default_factory=list)
    """Places whose names begin with the sign of another: 市中区."""
    words: list[str] = field(default_factory=list)
    """Words with a sign in them that ends no place there: 市场, 城市, 开发区."""
    fronts: list[str] = field(default_factory=list)
    """What a full name may have before the place: 国家税务总局."""
    fillers: list[str] = field(default_factory=list)
    """Words between region and body that a short form leaves out."""
    endings: list[str] = field(default_factory=list)
    """Endings of a body that a short form has one character of."""
    linking: list[str] = field(default_factory=list)
    """Words that only join the parts of a body: 文化和旅游局 is 文化旅游局."""
    weak: list[str] = field(default_factory=list)
    """Words at the end of a body that a short form may leave out whole: 应急管理局 is 应急局."""
    short: dict[str, list[str]] = field(default_factory=dict)
    """Official short forms of bodies, each with what it may be short for; they are short for nothing else."""
    zones: list[str] = field(default_factory=list)
    """Which of the short forms may stand anywhere in a body."""
    nobody: list[Pattern] = field(default_factory=list)
    """What stands where a name could and names nobody: 我局, 本单位, 局政务公开科."""
    inner: list[Pattern] = field(default_factory=list)
    """With a group `organ`: an office inside an organ, which speaks for the organ: 市统计局办公室."""
    speaks_for: list[Pattern] = field(default_factory=list)
    """With a group `organ`: an organ that may sign for another one: the office of a government."""
    renamed: list[Pattern] = field(default_factory=list)
    """With groups `old` and `new`: where a text says that an organ was renamed."""


@dataclass(frozen=True, slots=True)
class PackSpec:
    """pack.yaml: what the regulation is called, its sources, and how its documents are known."""

    pack: Word
    version: str
    title: str
    lang: Literal["zh-CN", "en"]
    sources: dict[str, str] = field(default_factory=dict)
    documents: dict[str, DocumentSpec] = field(default_factory=dict)
    levels: list[LevelSpec] = field(default_factory=list)
    issuers: IssuerSpec = field(default_factory=IssuerSpec)
    traits: dict[str, list[Pattern]] = field(default_factory=dict)
    """What is true of an issuer by its name: a value `is_<trait>` of the fact `document`."""
    mentions: dict[str, MentionSpec] = field(default_factory=dict)
    citations: list[CitationSpec] = field(default_factory=list)
    names: dict[str, dict[str, str]] = field(default_factory=dict)
    """What readers know an id or value as: names.<lang>.<id>."""
    extends: Word = ""
    settings: dict[str, Any] = field(default_factory=dict)
    """Options of fact kinds: settings.<kind>."""


@dataclass(frozen=True, slots=True)
class RuleText:
    """The texts of a rule in another language."""

    title: str = ""
    message: str | list[Case] = ""
    review: str = ""
    advice: str = ""


@dataclass(frozen=True, slots=True)
class TextsFile:
    """texts/<lang>.yaml: the pack's texts in another language."""

    lang: Literal["zh-CN", "en"]
    rules: dict[str, RuleText] = field(default_factory=dict)
    sources: dict[str, str] = field(default_factory=dict)
    names: dict[str, str] = field(default_factory=dict)
    title: str = ""


@dataclass(frozen=True, slots=True)
class Expected:
    """A finding that a case must give."""

    rule: Word
    verdict: Literal["fail", "review"] = "fail"
    severity: str | None = None
    section: str | None = None
    table: str | None = None
    row: str | None = None
    column: str | None = None
    text: str | None = None
    times: int = 1
    """How many such findings there are."""
    why: str = ""


@dataclass(frozen=True, slots=True)
class Hushed:
    """A finding that a rule named in its `unless` must keep quiet."""

    rule: Word
    by: Word = ""
    """That rule; left out: whichever."""
    verdict: Literal["fail", "review"] = "fail"
    severity: str | None = None
    section: str | None = None
    table: str | None = None
    row: str | None = None
    column: str | None = None
    text: str | None = None
    times: int = 1
    why: str = ""


@dataclass(frozen=True, slots=True)
class Replacement:
    """A part of a text that stands in it once, and what stands in its place."""

    from_: str
    to: str = ""


@dataclass(frozen=True, slots=True)
class CaseFile:
    """cases/*.yaml: a document in, findings out; nothing else may fire."""

    case: str
    text: str = ""
    like: str = ""
    """Instead of a text: the name of another case of the pack, whose text it is but for `changes`."""
    changes: list[Replacement] = field(default_factory=list)
    expect: list[Expected] = field(default_factory=list)
    hushed: list[Hushed] | None = None
    """What is kept quiet by its cause, all of it; left out: whatever."""
    with_: dict[str, str] = field(default_factory=dict)
    """Texts of the other documents, by role."""
    lang: Literal["zh-CN", "en"] = "zh-CN"
