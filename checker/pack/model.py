"""The shape of a rule pack as written: what its YAML files may say, as plain dataclasses.

The same classes validate a pack, generate the JSON Schema that editors use, and are what the checker
works with. A trailing underscore (`with_`) stands for a word that Python keeps for itself (`with`).
Strings under a docstring describe a key to the reader of the schema.
"""

from __future__ import annotations

from dataclasses import field
from typing import Any, Literal

from checker.pack.casespec import CaseFile, Expected, Hushed, Like, Replacement
from checker.pack.formspec import (
    BlockSpec,
    ElementSpec,
    FieldSpec,
    FormSpec,
    LabelSpec,
    SectionSpec,
    TableSpec,
    TopicSpec,
)
from checker.pack.rulespec import (
    Aggregate,
    Applies,
    Case,
    Cause,
    Fix,
    GivenValues,
    Partner,
    RuleSpec,
    RuleTest,
    RuleTests,
    SourceRef,
    Survivor,
    Years,
)
from checker.pack.words import CellRead, ExpressionSource, Pattern, Scalar, Word
from checker.record import dataclass

__all__ = [
    "Aggregate",
    "Applies",
    "BlockSpec",
    "Case",
    "CaseFile",
    "Cause",
    "CellRead",
    "CitationSpec",
    "DocumentSpec",
    "ElementSpec",
    "Expected",
    "ExpressionSource",
    "FieldSpec",
    "Fix",
    "FormSpec",
    "GivenValues",
    "Hushed",
    "IssuerSpec",
    "LabelSpec",
    "LevelSpec",
    "Like",
    "MentionSpec",
    "OrganWitness",
    "PackSpec",
    "Partner",
    "Pattern",
    "Replacement",
    "RuleSpec",
    "RuleTest",
    "RuleTests",
    "RuleText",
    "Scalar",
    "SectionSpec",
    "SourceRef",
    "Survivor",
    "TableSpec",
    "TextsFile",
    "TopicSpec",
    "Word",
    "YearWitness",
    "Years",
]


@dataclass(frozen=True, slots=True)
class MentionSpec:
    """A pattern of the pack; each place where it is found is a fact `mention.<name>`, its groups are values."""

    pattern: Pattern | list[Pattern]
    """One pattern or several."""
    title: str = ""
    """What a reader knows it as."""
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
    items: Word = ""
    """A group that lists things; `<group>_items` is how many."""
    organ: Word = ""
    """A group that names an organ without its place: `<group>_kin`, whether the document's may be called so, and
    `<group>_elsewhere`, how often it is named outside of these hits."""


@dataclass(frozen=True, slots=True)
class CitationSpec:
    """A decree or document that reports cite: its number, how it may be written, and in which years it may be cited."""

    title: str
    """The title of what is cited."""
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
    alone: Pattern = ""
    """How its title looks where it is cited without the number; empty: then it is not looked at."""


@dataclass(frozen=True, slots=True)
class YearWitness:
    """Where the year of a document is told: a pattern with a group `year`, or the years that a section names."""

    says: Pattern = ""
    """A pattern with a group `year`."""
    in_: list[Word] = field(default_factory=list)
    """The sections where it is looked for."""
    field: Word = ""
    """A field with a period."""
    of: Literal["start", "end"] = "start"
    """Which end of the period that the field holds: a fiscal year is called by the year in which it ends."""


@dataclass(frozen=True, slots=True)
class OrganWitness:
    """A place where a document may say whose it is. The first of the list that names an organ is believed."""

    from_: Literal["title", "text", "signature", "name", "source", "site", "path"]
    """The title; patterns in the text; lines at the end; the name of the file; whom the file or its page says that it
    comes from; the name of the web site that its page is of; the steps of the way to it (首页 > 县水利局 > 年报)."""
    says: list[Pattern] = field(default_factory=list)
    """Patterns with a group `organ`."""
    in_: list[Word] = field(default_factory=list)
    """Sections of the text; left out: before the first, and the last."""
    trust: Literal["sure", "likely"] = "likely"
    """Where two that are sure name different organs, neither is certain."""
    known: bool = True
    """Only names of which the pack knows the level are heard."""
    own: bool = False
    """What it names is the speaker's own, as the group that leads his work is, though he calls himself 我局 before."""


@dataclass(frozen=True, slots=True)
class DocumentSpec:
    """How documents of a role are recognised and what they are called."""

    titles: list[Pattern] = field(default_factory=list)
    """Patterns of a title with groups `organ` and `year`."""
    labels: Pattern = ""
    """What an information card has before a title, and is no part of one: 标题:, 信息名称:."""
    proper: Pattern = ""
    """What a title must be to be in due form."""
    path: Pattern = ""
    """How a line begins that tells the way to the page: 当前位置:首页."""
    signs: list[Pattern] = field(default_factory=list)
    """What a document without a title says of itself near its beginning; it must have a section of a form besides."""
    sections: int = 0
    """How many sections of a form make it one of this kind; 0: sections tell nothing."""
    forms: list[Word] = field(default_factory=list)
    """Ids of its forms, the one tried first first."""
    years: list[YearWitness] = field(default_factory=list)
    """Where the year is told, the most trusted first."""
    organs: list[OrganWitness] = field(default_factory=lambda: [OrganWitness("title")])
    """Who says whose it is, the most trusted first."""


@dataclass(frozen=True, slots=True)
class LevelSpec:
    """A level of issuers, by patterns of their names; the first level that matches holds."""

    id: Word
    """The id of the level."""
    title: str
    """What a reader knows it as."""
    names: list[Pattern]
    """Patterns of names."""


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
    selves: list[str] = field(default_factory=list)
    """What an organ calls itself behind 我, when it is no government: 局, 中心."""
    linking: list[str] = field(default_factory=list)
    """Words that only join the parts of a body: 文化和旅游局 is 文化旅游局."""
    weak: list[str] = field(default_factory=list)
    """Words at the end of a body that a short form may leave out whole: 应急管理局 is 应急局."""
    short: dict[str, list[str]] = field(default_factory=dict)
    """Official short forms of bodies, each with what it may be short for; they are short for nothing else."""
    zones: list[str] = field(default_factory=list)
    """Which of the short forms may stand anywhere in a body."""
    branches: dict[str, list[str]] = field(default_factory=dict)
    """What an organ with branches ends with, each with how those of its branches end: 局, 分局."""
    nobody: list[Pattern] = field(default_factory=list)
    """What stands where a name could and names nobody: 我局, 本单位, 局政务公开科."""
    inner: list[Pattern] = field(default_factory=list)
    """With a group `organ`: an office inside an organ, which speaks for the organ: 市统计局办公室."""
    speaks_for: list[Pattern] = field(default_factory=list)
    """With a group `organ`: an organ that may sign for another one: the office of a government."""
    inside: list[str] = field(default_factory=list)
    """Words of names that hold what elsewhere stands before or behind one: 机构编制, 综合行政执法."""
    before: list[Pattern] = field(default_factory=list)
    """What stands before a name and is no part of it; a name begins behind the last of these: 如有疑问请与."""
    portals: list[Pattern] = field(default_factory=list)
    """With a group `organ`: whose site a text names, which tells its place: 渠阳县人民政府门户网站."""
    renamed: list[Pattern] = field(default_factory=list)
    """With groups `old` and `new`: where a text says that an organ was renamed."""


@dataclass(frozen=True, slots=True)
class VersionSpec:
    """How names of files and folders, and titles, tell versions of one document apart."""

    drafts: list[str] = field(default_factory=list)
    """Words of a version that gives way to any other: 初稿, 征求意见稿."""
    finals: list[str] = field(default_factory=list)
    """Words of the version that counts: 终稿, 印发."""
    numbers: list[Pattern] = field(default_factory=list)
    """With a group `number`: which version it is, v2 or 第三稿."""
    usual: list[str] = field(default_factory=list)
    """Words that names of files and folders are full of and that tell no document from another: 年报, 附件."""


@dataclass(frozen=True, slots=True)
class PackSpec:
    """pack.yaml: what the regulation is called, its sources, and how its documents are known."""

    pack: Word
    """The name of the pack, as its folder is called."""
    version: str
    """The version: 1.2.0."""
    title: str
    """What the regulation is called."""
    lang: Literal["zh-CN", "en"]
    """The language of its texts."""
    sources: dict[str, str] = field(default_factory=dict)
    """The documents that rules cite, by key."""
    documents: dict[str, DocumentSpec] = field(default_factory=dict)
    """Kinds of documents: report, plan."""
    levels: list[LevelSpec] = field(default_factory=list)
    """Levels of issuers; the first that matches."""
    issuers: IssuerSpec = field(default_factory=IssuerSpec)
    """How names of issuers are compared."""
    versions: VersionSpec = field(default_factory=VersionSpec)
    """Which of several versions of a document counts."""
    traits: dict[str, list[Pattern]] = field(default_factory=dict)
    """What is true of an issuer by its name: a value `is_<trait>` of the fact `document`."""
    pieces: dict[Word, Pattern] = field(default_factory=dict)
    """Pieces that several patterns of this file and of the forms are made of: `{name}` in a pattern is the piece, as a
    group of its own, so that `{name}?` is none or one. A piece may be made of those before it."""
    mentions: dict[str, MentionSpec] = field(default_factory=dict)
    """Patterns of the text; each is a kind of fact mention.<name>."""
    citations: list[CitationSpec] = field(default_factory=list)
    """What may be cited, and in which years."""
    names: dict[str, dict[str, str]] = field(default_factory=dict)
    """What readers know an id or value as: names.<lang>.<id>."""
    extends: Word = ""
    """The pack that this one makes stricter, by name or path."""
    on_request: bool = False
    """Only for documents that it is named for: it would take those of other packs for its own."""
    settings: dict[str, Any] = field(default_factory=dict)
    """Options of fact kinds: settings.<kind>."""


@dataclass(frozen=True, slots=True)
class RuleText:
    """The texts of a rule in another language."""

    title: str = ""
    """The title."""
    message: str | list[Case] = ""
    """The message, with as many cases as that of the rule."""
    review: str = ""
    """What is told where it cannot be decided."""
    advice: str = ""
    """The advice."""


@dataclass(frozen=True, slots=True)
class TextsFile:
    """texts/<lang>.yaml: the pack's texts in another language."""

    lang: Literal["zh-CN", "en"]
    """The language of these texts."""
    rules: dict[str, RuleText] = field(default_factory=dict)
    """Texts of rules, by id."""
    sources: dict[str, str] = field(default_factory=dict)
    """What sources are called."""
    clauses: dict[str, str] = field(default_factory=dict)
    """What the clauses of sources are called, and what their quotes say, in other words."""
    names: dict[str, str] = field(default_factory=dict)
    """What ids are called: section/ID, row/TABLE/ID."""
    title: str = ""
    """The pack's title."""
