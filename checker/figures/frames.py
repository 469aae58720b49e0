"""A frame for each number of a paragraph: what it counts, what happened to it, whose it is, and when."""

from __future__ import annotations

from collections.abc import Container, Mapping, Sequence
from dataclasses import field
from decimal import Decimal

from checker.figures.chinese import AGO, SINCE
from checker.figures.tokens import TO, Token
from checker.figures.window import STRANGE
from checker.pack.figurewords import ACT, FOREIGN, GRAMMAR, HEAD, LINK
from checker.record import dataclass
from checker.text.numerals import Number

FROM = "to"
"""What a base contains that the number behind it has grown from: 由20篇增加到25篇."""
SHARE, RATED, OF, TOGETHER = "share", "rated", "of", "together"
"""The marks of a share: the words that call it one, the concepts that a rate is named by (纠错 of 纠错率), those that it
is told to be a share of (占办结总数的), and of how many figures together (两者合计占; 0 where it does not say)."""
Instead = tuple[tuple[str, ...], tuple[str, ...], tuple[str, tuple[str, ...]] | None]
"""Heads and acts that a figure may be of as well, and if need be a slot with the marks that it then has."""
TIMES = ("own", "last", "next", "older", "running", "partial")
_YEARS = ("own", "last", "next", "older")
_BEFORE_NOUN = ("of", LINK, *_YEARS)
_STOCK = (ACT, HEAD)
_WORDS = 2
"""Words that 过去 and its like may have been cut into."""


@dataclass(frozen=True, slots=True)
class Frame:
    """A number, or a statement without one, in its place `[start:end]` of the paragraph's comparable text.

    `says`: number, none (未收到 ...) or all (均已办结). `kind`: count, share, growth (a rate or an amount of change), base
    (the number that another is compared with) or other. `parent` is the index of the frame that this is a part of,
    `contains` what a part of it is. `why` tells where head and act come from when they do not stand beside the number.
    """

    start: int
    end: int
    number: Number | None = None
    says: str = "number"
    kind: str = "count"
    heads: tuple[str, ...] = ()
    foreign: bool = False
    acts: tuple[str, ...] = ()
    marks: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    told: frozenset[str] = frozenset()
    time: str = "own"
    scope: str = ""
    weak: bool = False
    unknown: tuple[str, ...] = ()
    parent: int | None = None
    group: int = 0
    """Which list of parts it stands in, of the several that a figure may have."""
    contains: frozenset[str] = frozenset()
    complete: bool = False
    """Of the first part of a list: that the list says it is whole (包括, 分别为)."""
    sentence: int = 0
    why: str = ""
    borrowed: bool = False
    """The acts are those of the figure before: what is counted is named, the verb is not said again."""
    loose: bool = False
    """It may tick a figure of the tables, and says nothing where it does not."""
    narrowed: bool = False
    """It is told with a cause that nobody knows: 因机构改革无法提供2件."""
    near: frozenset[str] = frozenset()
    """The concepts of all its own words, on both sides, those of a cause too, whatever it was taken for."""
    timed: bool = False
    """Its own words say of which year it is."""
    hint: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    """The marks that the clause before told without a number, and `pointed` whether the words point back to it (该类)."""
    pointed: bool = False
    rest: bool = False
    """The words say that it is what is left of something: 其余各类组织合计8件."""
    together: int = 0
    """Of how many figures before it the words say that it is the total: 两者相加为44件."""
    added: bool = False
    """The words say that it is a total of several, whether or not of how many: 加起来58件."""
    within: bool = False
    """It is weak for nothing but words nobody knows that tell to whom it was done: it may be a part (对沿街商户处罚9件)."""
    listed: bool = False
    """A word of it is a mark only in a list of such."""
    unsaid: bool = False
    """No act is told of it: the acts are those of what it is a part of, or of the figure before."""
    instead: tuple[Instead, ...] = ()
    """What it may be a part of as well: 收到申请96件，办结99件，其中自然人71件."""
    share_of: tuple[Frame | None, Frame | None] | None = None
    """Of a share: what its own words say that it is a share of all of, and if they say so what all is (新收申请由自然人提出的占);
    the first is None where it is the figure before (自然人71件，占74%)."""
    since: int = 0
    """The first figure of the paragraph behind the last semicolon before it, or of its sentence."""

    @property
    def value(self) -> Decimal:
        """Its number, nought where none stands."""
        return Decimal(self.number.value) if self.number is not None else Decimal(0)

    @property
    def known(self) -> bool:
        """Whether it is told what it counts."""
        return bool(self.heads) and not self.foreign


@dataclass(frozen=True, slots=True)
class Topic:
    """What the text speaks of while no number has been told: heads, acts and what has been told besides."""

    heads: tuple[str, ...] = ()
    foreign: bool = False
    acts: tuple[str, ...] = ()
    told: frozenset[str] = frozenset()
    weak: bool = False
    why: str = ""
    loose: bool = False
    contains: frozenset[str] = frozenset()


def concept_names(tokens: Sequence[Token]) -> tuple[str, ...]:
    """The concepts of some tokens, each once, in order."""
    return tuple(dict.fromkeys(token.concept or token.text for token in tokens))


def foreign(tokens: Sequence[Token]) -> bool:
    """Whether what is counted is none of what the tables state."""
    return any(token.slot == FOREIGN for token in tokens)


def time_of(tokens: Sequence[Token], inside: Container[int] = ()) -> str:
    """The year that a run of tokens tells: the last one told that nothing is compared with; empty where none is.

    The year of a cause, `inside`, is not that of what it caused: 因2020年的申请引发行政复议1件.
    """
    if _several_years(tokens):
        return "running"
    told = ""
    for index, token in enumerate(tokens):
        if token.slot == "opening" and index + 1 < len(tokens) and tokens[index + 1].slot in _STOCK:
            told = "last"  # 年初现行有效的10件 are what the year before left
        if token.slot not in TIMES or index in inside or len(token.text) == 1:
            continue  # 申请渠道上: the year of 上 is told by an act beside it alone
        before = tokens[index - 1].slot if index else ""
        if token.slot == "running" and before == "own":
            continue
        if before != "compared" and not (token.slot == "own" and told in ("running", "partial")):
            told = token.slot
    return "partial" if told in ("", "own", "partial") and _part_of_year(tokens) else told


def _several_years(tokens: Sequence[Token]) -> bool:
    """Whether a run of tokens speaks of several years together: 近四年, 过去六年, 三年间, 2019年至2021年."""
    for index, token in enumerate(tokens):
        before = tokens[index - 1].text if index else ""
        if token.slot in _YEARS and before in TO and index > 1 and tokens[index - 2].slot in _YEARS:
            if tokens[index - 2].slot != token.slot:
                return True
            continue
        if token.slot != "duration" or token.number is None or not token.number.unit.startswith("年"):
            continue
        ahead = "".join(one.text for one in tokens[max(index - _WORDS, 0) : index])
        behind = tokens[index + 1].text if index + 1 < len(tokens) else ""
        if token.number.value > 1 and (ahead.endswith(AGO) or behind.startswith(SINCE)):
            return True
    return False


def _part_of_year(tokens: Sequence[Token]) -> bool:
    months = [int(token.number.value) for token in tokens if token.slot == "month" and token.number is not None]
    if not months:
        return False
    return months[-1] != 12 or (
        months[0] != 1 and not any(token.text.startswith(("截", "至", "止", "到")) for token in tokens)
    )


def directed(tokens: Sequence[Token], act: Token) -> str:
    """The concept of an act that leads from one year to another, by the year behind it, else before it; empty if neither."""
    spec = act.entry.spec if act.entry else None
    if spec is None or not (spec.into or spec.out):
        return act.concept
    at = next(index for index, token in enumerate(tokens) if token is act)
    behind = next((token.slot for token in tokens[at + 1 :] if token.slot in _YEARS), "")
    before = next((token.slot for token in reversed(tokens[:at]) if token.slot in (*_YEARS, "opening")), "")
    if behind == "next":
        return spec.out
    if behind:
        return spec.into
    return spec.into if before in ("last", "older", "opening") else spec.out if before == "next" else ""


def adjacent(tokens: Sequence[Token]) -> int:
    """How many tokens behind a number are the noun that it counts, with what is said of it in one word.

    26件政府信息公开申请, 3件次的行政复议, 40件新收申请和6件结转申请.
    """
    for index, token in enumerate(tokens):
        if token.slot in (HEAD, FOREIGN):
            return index + 1
        attribute = bool(token.concept) and token.slot not in GRAMMAR
        if not (attribute or token.slot in _BEFORE_NOUN) or index > 2:
            return 0
    return 0


def strange(tokens: Sequence[Token], inside: Container[int] = ()) -> tuple[str, ...]:
    """The words that nobody knows; not those of a cause, `inside`: 1件因引用依据不当被纠正."""
    return tuple(token.text for index, token in enumerate(tokens) if token.slot in STRANGE and index not in inside)
