"""The shape of forms/*.yaml: how a regulation says that a document is built, its sections, tables and particulars."""

from __future__ import annotations

from dataclasses import field
from typing import Literal

from checker.pack.rulespec import (
    Years,
)
from checker.pack.words import CellRead, Pattern, Word
from checker.record import dataclass


@dataclass(frozen=True, slots=True)
class LabelSpec:
    """A row or column of a table: its label, accepted other wordings, and the labels above it.

    What a row says of how its cells are read goes before what the column says.
    """

    label: str = ""
    """The label of the form."""
    also: list[str] = field(default_factory=list)
    """Other wordings that are as good."""
    under: list[str] | str = field(default_factory=list)
    """The labels above it, outermost first."""
    read: CellRead | None = None
    """How its cells are read."""
    required: bool = True
    """`false`: a table without it is as good; a `label` fact says so, and the figures that are not there are absent."""
    always: bool = False
    """Of a column: a row that has a figure has one here, as the total of the others. A text that does not show blank
    cells then tells it, as the first or the last figure of the row."""


@dataclass(frozen=True, slots=True)
class BlockSpec:
    """A block of a table that has a title row and columns of its own."""

    title: str
    """The row of title above it."""
    columns: dict[str, LabelSpec | str]
    """Columns, by id."""
    rows: dict[str, LabelSpec | str] | Word | list[Word]
    """Rows, or the name of a list of them in the form's `lists`, or several such names: one list after the other."""


@dataclass(frozen=True, slots=True)
class TableSpec:
    """A table of the form: rows and columns, or blocks. `rows: any` takes every row that stands there.

    A table with one column that has no label is a list of labels and values, several of which may share a row.
    """

    section: Word = ""
    """Left out: the table belongs to no section."""
    title: str = ""
    """What a reader knows it as."""
    columns: dict[str, LabelSpec | str] = field(default_factory=dict)
    """Columns, by id."""
    rows: dict[str, LabelSpec | str] | Word | list[Word] = field(default_factory=dict)
    """Rows; `any` for every row that stands there, or the name of a list in the form's `lists`, or several such."""
    heads: dict[str, list[str]] = field(default_factory=dict)
    """Other wordings of the labels that stand above columns (`under`): {决算数: [决算统计数]}."""
    codes: bool = False
    """Rows begin with a code (201, 20106, 2010601, or 201 06 01 in cells of their own), each that of the row above it
    and more. They are open, and have the values `code`, `parent` (the code above) and `depth`."""
    blocks: list[BlockSpec] = field(default_factory=list)
    """Instead of columns and rows: parts with columns of their own, below each other or side by side."""
    read: CellRead = "count"
    """How its cells are read."""
    required: bool = True
    """false: a document without it is as good."""
    not_applicable: list[str] = field(default_factory=list)
    """Texts that are values of their own and no number, such as N/A."""
    means: dict[str, int | float] = field(default_factory=dict)
    """Texts that stand for a number, such as <1."""
    blank: int | float | None = None
    """What an empty cell says, where the regulation lets a nought be left out; else an empty cell is not filled in."""
    captions: list[str] = field(default_factory=list)
    """Texts before the table, or in its first rows, that tell it from the others; numbers before them do not count."""
    like: list[Pattern] = field(default_factory=list)
    """Patterns of captions, where their wordings vary; of a line without number, brackets and punctuation. The longest
    caption of all tables counts."""
    serves_as: Word = ""
    """The table that it is where that one stands under no caption of its own: of two such tables the wider one."""
    groups: dict[str, LabelSpec | str] = field(default_factory=dict)
    """With `open: groups`: the labels of groups that have an id of their own, such as that of the whole."""
    open: Literal["", "rows", "groups"] = ""
    """`rows`: besides the rows named, every other row is taken under its own label. `groups`: the rows named stand
    again under each label that the table has."""


@dataclass(frozen=True, slots=True)
class TopicSpec:
    """Something a section must speak of: one of the patterns is found in it."""

    id: Word
    """The id of the topic."""
    title: str
    """What a reader knows it as."""
    any: list[Pattern]
    """Patterns of which one must be found."""
    group: Word = ""
    """Topics that belong together."""
    anywhere: bool = False
    """It may be spoken of in any section."""
    but: list[Word] = field(default_factory=list)
    """Sections that do not count, where it may be spoken of anywhere: one that explains words names them all."""


@dataclass(frozen=True, slots=True)
class SectionSpec:
    """A section of the outline."""

    id: Word
    """The id of the section."""
    title: str
    """Its title."""
    also: list[str] = field(default_factory=list)
    """Other titles that are as good."""
    like: list[Pattern] = field(default_factory=list)
    """Patterns of other titles that are as good."""
    about: list[Pattern] = field(default_factory=list)
    """Patterns of what titles in other words are about: they head the section, and are not called as the form says."""
    required: bool = True
    """false: a document without it is as good."""
    table: Word | None = None
    """The id of the table that stands in it."""
    by_captions: bool = False
    """Where its heading is left out, it begins at the caption of its first table: V.A. Requests Received."""
    topics: list[TopicSpec] = field(default_factory=list)
    """What it must speak of."""


@dataclass(frozen=True, slots=True)
class FieldSpec:
    """A particular that stands somewhere in the text: after a label, or near a word."""

    title: str
    """What a reader knows it as."""
    read: Literal["text", "period", "date", "number"] = "text"
    """What its value is."""
    group: Word = ""
    """Fields that belong together."""
    label: list[str] = field(default_factory=list)
    """Words that stand before the value."""
    near: list[str] = field(default_factory=list)
    """Words in the sentence of a period."""
    value: Pattern = ""
    """What is taken after the label; whatever does not match is not there."""
    valid: Pattern = ""
    """What the whole value must match to be well formed; left out: everything is."""
    anywhere: bool = False
    """The value alone, without its label, is enough."""
    sections: list[Word] = field(default_factory=list)
    """Sections where it may stand; left out: anywhere."""


@dataclass(frozen=True, slots=True)
class ElementSpec:
    """A paragraph that has a place of its own in the document: its number, its title, a heading of a level."""

    title: str
    """What a reader knows it as."""
    says: list[Pattern]
    """Patterns of its text, the number that stands before it included; groups are values."""
    not_: list[Pattern] = field(default_factory=list)
    """A text that one of these is found in is another one."""
    after: list[Word] = field(default_factory=list)
    """Elements of which those that are there stand before it."""
    before: list[Word] = field(default_factory=list)
    """Elements of which those that are there stand after it: they are looked for first."""
    directly: bool = False
    """Nothing stands between it and the last element of `after`, or the first of `before`."""
    within: int = 0
    """It is among so many paragraphs from the beginning, or, negative, from the end; 0: anywhere."""
    joins: int = 1
    """How many paragraphs may make it up together: a title of three lines."""
    many: bool = False
    """Several paragraphs may be it."""
    rank: int = 0
    """It is a numbered heading of this level (1 the highest); its group `ordinal` is the number."""
    bounds: Literal["", "begin", "end"] = ""
    """The running text begins after it, or ends before it."""
    numbers: list[Word] = field(default_factory=list)
    """Groups that are read as numbers."""
    traits: dict[Word, Pattern] = field(default_factory=dict)
    """What is true of it: by the name of a value, a pattern that its text as it stands has."""


@dataclass(frozen=True, slots=True)
class FormSpec:
    """How the regulation says such a document is built, in the years for which it says so."""

    form: Word
    """The id of the form."""
    title: str
    """What the regulation calls it."""
    outline: list[SectionSpec] = field(default_factory=list)
    """The sections in order; left out: it has none."""
    number: str = ""
    """The number of the regulation."""
    years: Years | None = None
    """The years of reports for which it holds."""
    titles: list[Pattern] = field(default_factory=list)
    """What tells, of several forms in force in a year, that a document is on this one: patterns found in its title."""
    unit: Pattern = ""
    """What stands by a table and says in which unit of money its figures are, with a group `unit`."""
    tables: dict[str, TableSpec] = field(default_factory=dict)
    """The tables, by id."""
    lists: dict[str, dict[str, LabelSpec | str]] = field(default_factory=dict)
    """Rows that several tables have, by the name that `rows` says."""
    fields: dict[str, FieldSpec] = field(default_factory=dict)
    """Particulars in the text, by id."""
    elements: dict[str, ElementSpec] = field(default_factory=dict)
    """Paragraphs that have a place of their own; the facts about them tell how they are laid out."""
    faces: dict[str, list[str]] = field(default_factory=dict)
    """Families of type: what their faces are called in files."""
    subtotals: list[str] = field(default_factory=list)
    """What the column is called that is the sum of those beside it, below a label over them all: 小计. It is
    the column which that label names."""
    differences: list[str] = field(default_factory=list)
    """What a column is called that is the difference of the two before it: 增减额."""
    marks: list[str] = field(default_factory=list)
    """Labels that only this form has: they tell which form a document was written on."""
