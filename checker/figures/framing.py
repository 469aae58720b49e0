"""One number made into a frame: of what kind it is, what it counts, and all that is said of it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import field, replace

from checker.figures.chinese import LEFT_OVER, OTHERS, REST, WITHIN
from checker.figures.comparing import added, beside, so_many
from checker.figures.counting import NARROWED, counted
from checker.figures.ended import carried_over, ended_by, goes_on
from checker.figures.frames import Frame, Instead, Topic, time_of
from checker.figures.lists import (
    ALL_RESULTS,
    ALL_WAYS,
    ON_HAND,
    go_into,
    lasting,
    others,
    total,
    unsaid,
)
from checker.figures.measures import none_of
from checker.figures.numberkinds import kind_of
from checker.figures.rows import row
from checker.figures.said import acts_gone_on, as_row, closing, left_over, near, of_whom, silent, told
from checker.figures.tokens import Token
from checker.figures.walk import Walk
from checker.figures.wholes import of_which, side_by_side
from checker.figures.window import WITH, Window, leads, window
from checker.record import dataclass
from checker.text.numerals import Number

_SOME = ("对", "向", "就", "针对", "将")
"""Words before a number of things that something was done to: 对1件申请收取信息处理费."""
_POINTING = ("该类", "此类", "这类", "这一类", "该项", "上述", "这些", "这种", "该", "此", "这")
"""Words that point back to what has just been named."""
_WHAT_IS_LEFT = (*REST, *LEFT_OVER, *OTHERS[:2], "剩")
_EXCEPT = ("除", "除了")
_ETC, _ALONG_WITH = "等", ("连同", "连带", "合并")
"""Words that open a list, and words that take in more than they stand before."""


def frame(walk: Walk, left: Sequence[Token], token: Token, right: Sequence[Token], next_slot: str) -> Frame:
    """The frame of a number between the words that belong to it; `next_slot` is that of what stands right behind it."""
    assert token.number is not None
    said = window(left)
    before, year = walk.time, time_of(left, said.inside)
    if not leads(said.acts):
        # 2020年结转: the year is where it comes from, not the year spoken of.
        walk.time, walk.stale = year or walk.time, walk.stale and not year
    behind = window(right)
    if before == "partial" and _of_that_part(walk, (*left, *right), token.number):
        walk.time = before
        left, right = ([one for one in some if one.text not in WITHIN] for some in (left, right))
        year = time_of(left, said.inside)
    walk.look(left)
    kind = kind_of(walk, said, token.number, bool(next_slot))
    if kind == "count" and next_slot in ("compared", "growth") and walk.time in ("last", "older"):
        kind = "base"  # 与上年的38件相比，增加8件; 由上年的20件上升30%
        walk.time = before
    if kind in ("share", "growth", "base"):
        return beside(walk, said, token, kind)
    draft = _Draft(walk, token, token.number, left, right, said, behind, kind)
    draft.counts()
    draft.is_told()
    draft.dates(year)
    draft.takes_part()
    draft.borrows()
    draft.says_not_which()
    draft.takes_the_hint()
    draft.sums_up()
    return draft.made()


@dataclass()
class _Draft:
    """A frame under way: each step settles something of what the words on both sides say, in the order of the calls."""

    walk: Walk
    token: Token
    number: Number
    left: Sequence[Token]
    right: Sequence[Token]
    said: Window
    """What stands before the number."""
    behind: Window
    """What stands behind it."""
    kind: str
    what: Topic = field(default_factory=Topic)
    """What is counted."""
    whole: Frame | None = None
    """What the figure is a part of."""
    acts: tuple[str, ...] = ()
    marks: dict[str, tuple[str, ...]] = field(default_factory=dict)
    listed: bool = False
    said_marks: Mapping[str, Sequence[Token]] = field(default_factory=dict)
    """The marks that stand beside the number itself."""
    lost_behind: tuple[str, ...] = ()
    """Words behind the number that nobody knows."""
    year: str = ""
    time: str = ""
    instead: tuple[Instead, ...] = ()
    borrowed: bool = False
    """Nothing at the number says what was done; it goes on from what was told."""
    loose: bool = False
    many: int = 0

    def counts(self) -> None:
        """What is counted, and of what list it is a part."""
        walk, said, number = self.walk, self.said, self.number
        if {"apart", "scope"} & said.slots:
            walk.lasting = {}  # 县水利局收到9件，全县共收到96件
        go_into(walk, said, number)
        if walk.again:
            walk.whole, walk.far = walk.again.pop(0), False
        whole = goes_on(walk, said, number, self.right)
        rowed = row(walk, said)
        what = counted(walk, said, self.behind, self.right, number)
        if self.kind == "other" and "average" in said.slots and not number.percent:
            # Of what comes to so many a month no list has the parts; but that is what the text speaks of.
            walk.last = None
            if what.heads:
                walk.speak(what)
        whole = None if rowed or what.why == NARROWED else whole
        if whole is not None and ended_by(walk, said, whole, what, number):
            walk.whole = whole = None
        self.what, self.whole = what, whole

    def is_told(self) -> None:
        """What was done, and the marks."""
        around = (self.left, self.right)
        found = told(self.walk, self.said, self.behind, self.what, around, self.whole)
        self.acts, self.marks, self.listed, self.said_marks, self.lost_behind = found

    def dates(self, year: str) -> None:
        """Of which year it is; `year` is told before the number."""
        walk, slots = self.walk, self.said.slots
        self.year = year or time_of(self.right)
        # 将在下一年度答复的5件: what is left, and no plan.
        self.time = "plan" if "plan" in slots and self.year != "next" else self.year or walk.time
        if "to" in slots:
            self.time = walk.time = "own"
        # 两年内换了3人；发生行政复议一件: of the year that was told before the semicolon, or of the report's.
        if walk.stale and self.time == walk.time != "own":
            self.time, self.loose = "own", True

    def takes_part(self) -> None:
        """What it has of the row, the list and the reason that it stands in."""
        walk, what = self.walk, self.what
        if walk.row:
            self.what, self.time, self.acts, self.marks = as_row(
                walk, self.said, what, self.time, self.acts, self.marks
            )
        marks = lasting(walk, self.marks, self.said_marks, self.what, self.whole)
        if self.whole is not None and (_of_no_part(walk, marks, self.whole) or _come_in_besides(walk, self.acts)):
            marks = {slot: names for slot, names in marks.items() if slot in self.said_marks or slot in walk.lasting}
            walk.whole = self.whole = None
        elif self.whole is not None and _by_other_marks(walk, marks, self.whole):
            walk.group += 1
        instead = walk.instead if walk.whole is not None and walk.whole == walk.instead_of else ()
        marks, instead = of_which(marks, self.whole, instead, self.number)
        if self.said_marks and self.whole is None and self.what.why == "the figure before" and self.number.value:
            heads, instead = side_by_side(walk, self.what.heads, instead)
            self.what = replace(self.what, heads=heads)
        last = walk.frames[walk.last] if walk.last is not None else None
        if "to" in self.said.slots and not self.said_marks and last is not None and last.kind == "base":
            marks = {**last.marks}  # 商业企业由9件增至16件
        self.marks, self.instead = marks, instead

    def borrows(self) -> None:
        """What was done, where that is not told again; and which they are by the reason that the clause before gave."""
        walk = self.walk
        self.borrowed = not self.acts and bool(self.what.heads)
        if self.borrowed:
            acts = closing(walk, self.left, self.what) or acts_gone_on(walk, self.what, self.whole)
            self.acts = left_over(walk, self.left, acts)
        if walk.reason is not None:
            # 因涉及第三方权益，不予公开6件: the reason says which of them.
            reasons = walk.reason
            self.marks = {
                slot: tuple(dict.fromkeys((*names, *reasons.get(slot, ())))) for slot, names in self.marks.items()
            }

    def says_not_which(self) -> None:
        """Whether it is a part without a word of which."""
        walk, behind = self.walk, self.behind
        about = bool(behind.heads) or (self.what.weak and (walk.doubt or self.what.why == "the clause before"))
        # 另有1件申请涉及..., 申请以征地拆迁为主，共12件: of fewer than have been told of nothing is said but what they were about.
        few = self.borrowed and not self.marks and (about or silent(walk, self.said, behind, self.what))
        few = few and self.number.value < walk.most.get(self.what.heads, 0)
        if self.kind == "count" and self.what.why != NARROWED:
            around = Window() if self.lost_behind else behind
            if few or unsaid(walk, self.said, around, self.marks, self.whole):
                self.kind = "part"
        first = all(one.number is not None and not one.number.unit for one in walk.frames)
        if self.kind == "count" and walk.parting and first and not (self.acts or self.marks):
            self.kind = "part"  # [1] 含学生家长提出的申请21件: of what stands elsewhere

    def takes_the_hint(self) -> None:
        """The marks that the clause before told, and those of the rest of a list."""
        walk, said, left = self.walk, self.said, self.left
        excepted = any(token.text in _EXCEPT for token in left) or (bool(left) and left[-1].text in _SOME)
        hinted = bool(walk.hint) and not self.marks
        self.loose = self.loose or hinted or excepted or ("to" in said.slots and not said.known)
        if hinted:
            self.marks, walk.hint = dict(walk.hint), {}
            kinds = (walk.lexicon.kind(one) for some in self.marks.values() for one in some)
            head = next((one.spec.implies for one in kinds if one.spec is not None), "")
            if head and not (self.what.heads or said.unknown):
                self.what = replace(self.what, heads=(head,), foreign=False)
        unnamed = not (said.known or self.behind.known) and bool(said.tokens) and said.tokens[0].text in OTHERS
        if self.kind in ("count", "part") and unnamed:
            # 予以公开20件；部分公开5件；其他3件: the rest of a list, and not what the list is of.
            rest = others(walk)
            self.loose, self.kind = self.loose or bool(rest), "count" if rest else "part"
            self.marks = {**self.marks, **rest}

    def sums_up(self) -> None:
        """Whether it is the sum of figures before it."""
        self.many = so_many(self.left)
        if self.kind != "count":
            return
        together = total(self.walk, self.said, self.behind, self.number) if self.whole is None else None
        if together is not None:
            self.what = together
            self.marks = {} if together.why in (ALL_WAYS, ALL_RESULTS) else self.marks
            if together.why == ON_HAND:
                self.acts = together.acts
            elif len(together.heads) == 1 and not together.weak:
                self.kind = "part"
        elif (self.many and self.number.value) or any(one.slot == "filler" and one.number for one in self.left):
            self.kind = "part"  # 前两类合计95件

    def made(self) -> Frame:
        """The frame."""
        walk, said, behind, left, right = self.walk, self.said, self.behind, self.left, self.right
        what, whole, number, marks = self.what, self.whole, self.number, self.marks
        outside = whole is not None and ((whole.foreign and bool(whole.heads)) or whole.listed)
        if whole is not None and outside and said.heads and _in_another_unit(number, whole):
            outside, self.loose = False, True
        unknown = (*said.unknown, *self.lost_behind)
        unsure = what.weak or said.weak or behind.weak or _unsure(walk, marks, whole, self.instead)
        loose = self.loose or _of_more(left, right, marks, self.said_marks) or not (number.value or left or right)
        # 依申请公开答复案例评析会3次: a noun that nobody knows, in a unit in which what stands before it is seldom counted.
        loose = loose or (said.lost and _seldom(walk, what.heads, number.unit))
        return Frame(
            start=self.token.start,
            end=self.token.end,
            number=number,
            says="number",
            kind=self.kind,
            heads=what.heads,
            foreign=what.foreign or outside,
            acts=self.acts,
            marks=marks,
            told=said.told | behind.told,
            time=self.time if self.time != "own" or whole is None else whole.time,
            scope=walk.scope,
            weak=unsure or bool(unknown),
            unknown=unknown,
            parent=walk.whole,
            group=walk.group,
            contains=what.contains.union(token.concept for token in left if token.slot == WITH),
            complete=walk.complete and walk.whole is not None,
            sentence=walk.sentence,
            why=what.why,
            borrowed=self.borrowed and not what.why,
            loose=said.loose or behind.loose or what.loose or loose,
            narrowed="cause" in said.slots and bool(said.unknown),
            near=near(left, said) | near(right, behind),
            timed=bool(self.year),
            rest=any(one.text.startswith(_WHAT_IS_LEFT) for one in left),
            together=self.many,
            added=added(left),
            hint=walk.before,
            pointed=walk.mostly or any(one.text in _POINTING for one in left),
            within=bool(said.unknown) and not unsure and not self.lost_behind and of_whom(left),
            listed=self.listed,
            unsaid=self.borrowed,
            instead=self.instead,
        )


def _of_more(
    left: Sequence[Token],
    right: Sequence[Token],
    marks: Mapping[str, tuple[str, ...]],
    said_marks: Mapping[str, Sequence[Token]],
) -> bool:
    """Whether the words say that it is of more than what they name: 9件来自科研机构、公益组织等, 连同复议后起诉部分共3件;
    or of all of several that stand before it, with a mark of the last alone: 分别为6件和4件，判决维持的共5件."""
    if any(len(names) > 1 for names in marks.values()) and any(one.text.startswith(_ETC) for one in right):
        return True
    if not any(one.slot == "sum" for one in left):
        return False
    return any(one.text in _ALONG_WITH for one in left) or (bool(said_marks) and not set(marks) <= set(said_marks))


def _seldom(walk: Walk, heads: Sequence[str], unit: str) -> bool:
    """Whether a unit is another than the one in which each of these nouns is counted first of all."""
    units = [concept.units for name in heads if (concept := walk.lexicon.words.concepts.get(name)) is not None]
    return bool(unit) and bool(units) and all(some and unit != some[0] for some in units)


def _in_another_unit(number: Number, whole: Frame) -> bool:
    """Whether a figure is counted otherwise than what it seems a part of: 公开信息385条，其中行政许可14项."""
    own, of_whole = (one.unit.removesuffix("次") if one is not None else "" for one in (number, whole.number))
    return bool(own and of_whole) and own != of_whole


def _unsure(walk: Walk, marks: Mapping[str, tuple[str, ...]], whole: Frame | None, instead: Sequence[Instead]) -> bool:
    """Whether it may be of something else than what it is taken for a part of."""
    if whole is not None and (
        whole.foreign or walk.far or carried_over(walk, whole) or any(mark for *_, mark in instead)
    ):
        return True
    if walk.reason is not None and not set(walk.reason) & set(marks):
        return True
    return walk.beside and bool(marks) and not set(walk.lasting) & set(marks)


def _of_that_part(walk: Walk, left: Sequence[Token], number: Number) -> bool:
    """Whether a number is one of those of a part of the year that the sentence has told, though it says within the year:
    12月收到的7件中，4件当年办结."""
    told = [
        one.number.value
        for one in walk.frames
        if one.sentence == walk.sentence and one.time == "partial" and one.number
    ]
    return any(one.text in WITHIN for one in left) and bool(told) and number.value <= max(told)


def _of_no_part(walk: Walk, marks: Mapping[str, tuple[str, ...]], whole: Frame) -> bool:
    """Whether a figure in a list of parts is none of them: 无法提供18件，其中不掌握14件；不予处理7件; 组织25件，其中企业13件；公开41件."""
    if walk.parts.get((walk.whole, walk.group)) is None:
        return False
    return none_of(whole, marks, walk.lexicon) or (bool(whole.marks) and _by_other_marks(walk, marks, whole))


def _come_in_besides(walk: Walk, acts: Sequence[str]) -> bool:
    """Whether what is told behind a part that was done came from the year before: 新收96件，里有91件当年办完，上年没办完的8件."""
    last, concepts = walk.frames[-1], walk.lexicon.words.concepts
    into = any(one.into in acts for one in concepts.values() if one.into)
    done = any(concepts[name].still for name in last.acts if name in concepts)
    return into and done and last.parent == walk.whole


def _by_other_marks(walk: Walk, marks: Mapping[str, tuple[str, ...]], whole: Frame) -> bool:
    """Whether a part behind a semicolon is told by marks of another kind than those before it: a list of its own."""
    last = walk.frames[walk.last] if walk.last is not None else None
    if last is None or last.parent != walk.whole or last.since == walk.parted:
        return False
    own, before = ({slot for slot in some if some[slot] != whole.marks.get(slot)} for some in (marks, last.marks))
    return bool(own) and bool(before) and own.isdisjoint(before)
