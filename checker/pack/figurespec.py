"""The shape of figures/*.yaml: the words by which figures of running text are read, and the cells they must equal."""

from __future__ import annotations

from dataclasses import field
from typing import Literal

from checker.pack.model import Pattern, Word
from checker.record import dataclass


@dataclass(frozen=True, slots=True)
class ConceptSpec:
    """Words that mean the same here. What a figure counts, what happened to it, and what tells it from others."""

    slot: Word
    """`head` is what is counted, `foreign` a head that no table states, `act` what happened to it. Words of grammar
    have slots of their own (`filler`, `none`, `all`, `plan`, `scope` and so on); any other name is a group of marks,
    such as the result or the applicant, of which a figure has one each."""
    words: list[str] = field(default_factory=list)
    """`[a|b]` may be left out, `(a|b)` is one of them."""
    title: str = ""
    units: list[str] = field(default_factory=list)
    """Of a head: the units that it is counted in."""
    needs: Word = ""
    """Of a head: a concept that the text must have told before, or that the section speaks of anyway (`sections`)."""
    sections: list[Word] = field(default_factory=list)
    same_as: Word = ""
    """The concept that these words stand for; what is not said here is as there."""
    leans: bool = False
    """The words mean the concept only where the text speaks of it already."""
    weak: bool = False
    """A reading by these words may tick a figure, never accuse it."""
    loose: bool = False
    """A reading by these words may tick a figure, and is not asked about where it does not."""
    implies: Word = ""
    """Of a mark or an act: the head it is always said of. Of a link: the head that is meant where none is named."""
    of: list[Word] = field(default_factory=list)
    """Of a mark: the only heads that it says anything of."""
    otherwise: Word = ""
    """Of a mark: the act that the words are where something else is counted."""
    unlike: list[Word] = field(default_factory=list)
    """Of a head: acts that nothing of its unit is told with in the sentence (主动公开188件，依申请公开265件)."""
    links: list[Word] = field(default_factory=list)
    """Concepts that count as told where this one stands."""
    columns: dict[Word, list[Word] | Word] = field(default_factory=dict)
    """Of a mark: the columns of a table that are meant instead of `total`."""
    apart: bool = False
    """Of a mark: a part that no table states."""
    lone: bool = False
    """Of such a part: where no other is told of beside it, it may be all there is."""
    maybe: bool = False
    """Of such a part: some readings know it, and may tick it."""
    others: bool = False
    """Of a mark: what 其他 is behind figures of other marks of its slot."""
    within: Word = ""
    """Of such a part: the mark that a table may count it with."""
    own: bool = False
    """Of such a part: it is the organ itself, and all there is for sure where no other is told of beside it."""
    clouds: bool = False
    """Of a mark: what is told to have been done in the same sentence may leave these out."""
    rest: bool = False
    """Of an act: it may be told of the others (其余3件正在办理)."""
    still: Word = ""
    """Of an act: the concept that it is of what is told to be left (尚有2件在办理)."""
    lasts: bool = False
    """Of a mark: it holds for the figures behind it too, up to a semicolon."""
    listed: bool = False
    """Of a mark: only in a list of its kind."""
    close: bool = False
    """Of a mark: only right before the number (居民19件, 企业2件; 收到居民申请21件 are all of them)."""
    into: Word = ""
    """Of an act that leads from one year to another: the concept meant where it leads into the year of the report."""
    out: Word = ""
    """The concept meant where it leads out of it."""
    names: list[Pattern] = field(default_factory=list)
    """Of a mark: patterns of names that are it, with a group `name`: 县水利局 in a government's report."""
    levels: list[Word] = field(default_factory=list)
    """Of a scope or of names: the levels of issuers for whom it is not what their tables state; none: for all."""
    reach: Literal["", "own", "region", "part", "beyond"] = ""
    """Of a scope: the organ itself, the whole of the region that the word ends with, a part of what the organ reports
    on, or more than that."""


@dataclass(frozen=True, slots=True)
class MeasureSpec:
    """Something that a table states: `table.row.column`, sums of such with `+`, `*` for several."""

    title: str
    equals: list[str] | str
    """One for each form that has other rows for it; the first whose cells the form has."""


@dataclass(frozen=True, slots=True)
class ReadingSpec:
    """What a figure of these concepts can be; the first reading that fits holds."""

    says: list[Word]
    """Concepts, `a|b` for one of them, `a+b` for both at once."""
    means: list[Word]
    """The measures that it can be, the likeliest first; none: it cannot be said which."""
    maybe: list[Word] = field(default_factory=list)
    """Measures that it may be as well: it may tick one of them, and never differs from them."""
    including: Word = ""
    """Only where a part of the figure is told to be this measure."""
    every: bool = False
    """It must be all of the measures."""
    unsure_with: Word = ""
    """Weak where this measure is not nought and the same sentence does not tell of it."""
    weak: bool = False
    """It may tick a figure, never accuse it."""
    loose: bool = False
    """It may tick a figure, and is not asked about where it does not."""
    all: bool = False
    """What is said of all of them, without a number: the measure must be `value`, or equal the measure `of`."""
    value: int | None = None
    of: Word = ""


@dataclass(frozen=True, slots=True)
class BalanceSpec:
    """Measures of which, told in one paragraph, the sums on both sides must be equal."""

    left: list[Word]
    right: list[Word]


@dataclass(frozen=True, slots=True)
class FiguresFile:
    """A file of figures/: every key may stand in any of them."""

    concepts: dict[Word, ConceptSpec] = field(default_factory=dict)
    measures: dict[Word, MeasureSpec] = field(default_factory=dict)
    readings: list[ReadingSpec] = field(default_factory=list)
    balances: list[BalanceSpec] = field(default_factory=list)
    wholes: list[Word] = field(default_factory=list)
    """Measures that a figure of the text may be told as a share of."""
