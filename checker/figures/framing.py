"""One number made into a frame: of what kind it is, what it counts, and all that is said of it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from checker.figures.chinese import LEFT_OVER, OTHERS, REST, WITHIN
from checker.figures.comparing import added, beside, so_many
from checker.figures.counting import NARROWED, counted
from checker.figures.ended import carried_over, ended_by, goes_on
from checker.figures.frames import (
    Frame,
    Instead,
    time_of,
)
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
from checker.figures.said import acts_gone_on, as_row, closing, left_over, near, of_whom, told
from checker.figures.tokens import Token
from checker.figures.walk import Walk
from checker.figures.wholes import of_which, side_by_side
from checker.figures.window import WITH, Window, leads, window
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
    said, behind = window(left), window(right)
    number = token.number
    assert number is not None
    before, year = walk.time, time_of(left, said.inside)
    if not leads(said.acts):
        # 2020年结转: the year is where it comes from, not the year spoken of.
        walk.time, walk.stale = year or walk.time, walk.stale and not year
    if before == "partial" and _of_that_part(walk, (*left, *right), number):
        walk.time = before
        left, right = ([one for one in some if one.text not in WITHIN] for some in (left, right))
        year = time_of(left, said.inside)
    walk.look(left)
    kind = kind_of(walk, said, number, bool(next_slot))
    if kind == "count" and next_slot in ("compared", "growth") and walk.time in ("last", "older"):
        kind = "base"  # 与上年的38件相比，增加8件; 由上年的20件上升30%
        walk.time = before
    if kind in ("share", "growth", "base"):
        return beside(walk, said, token, kind)
    if {"apart", "scope"} & said.slots:
        walk.lasting = {}  # 县水利局收到9件，全县共收到96件
    go_into(walk, said, number)
    if walk.again:
        walk.whole, walk.far = walk.again.pop(0), False
    whole = goes_on(walk, said, number, right)
    rowed = row(walk, said)
    what = counted(walk, said, behind, right, number)
    if kind == "other" and "average" in said.slots and not number.percent:
        # Of what comes to so many a month no list has the parts; but that is what the text speaks of.
        walk.last = None
        if what.heads:
            walk.speak(what)
    whole = None if rowed or what.why == NARROWED else whole
    if whole is not None and ended_by(walk, whole, what, number):
        walk.whole = whole = None
    acts, marks, listed, said_marks, lost_behind = told(walk, said, behind, what, (left, right), whole)
    year = year or time_of(right)
    # 将在下一年度答复的5件: what is left, and no plan.
    time = "plan" if "plan" in said.slots and year != "next" else year or walk.time
    if "to" in said.slots:
        time = walk.time = "own"
    # 两年内换了3人；发生行政复议一件: of the year that was told before the semicolon, or of the report's.
    stale = walk.stale and time == walk.time != "own"
    time = "own" if stale else time
    if walk.row:
        what, time, acts, marks = as_row(walk, said, what, time, acts, marks)
    marks = lasting(walk, marks, said_marks, what, whole)
    if whole is not None and (_of_no_part(walk, marks, whole) or _come_in_besides(walk, acts)):
        marks = {slot: names for slot, names in marks.items() if slot in said_marks or slot in walk.lasting}
        walk.whole = whole = None
    elif whole is not None and _by_other_marks(walk, marks, whole):
        walk.group += 1
    instead = walk.instead if walk.whole is not None and walk.whole == walk.instead_of else ()
    marks, instead = of_which(marks, whole, instead, number)
    if said_marks and whole is None and what.why == "the figure before" and number.value:
        heads, instead = side_by_side(walk, what.heads, instead)
        what = replace(what, heads=heads)
    if "to" in said.slots and not said_marks and walk.last is not None and walk.frames[walk.last].kind == "base":
        marks = {**walk.frames[walk.last].marks}  # 商业企业由9件增至16件
    borrowed = not acts and bool(what.heads)
    if borrowed:
        acts = closing(walk, left, what) or acts_gone_on(walk, what, whole)
        acts = left_over(walk, left, acts)
    unknown = (*said.unknown, *lost_behind)
    if walk.reason is not None:
        # 因涉及第三方权益，不予公开6件: the reason says which of them.
        marks = {slot: tuple(dict.fromkeys((*names, *walk.reason.get(slot, ())))) for slot, names in marks.items()}
    about = bool(behind.heads) or (what.weak and (walk.doubt or what.why == "the clause before"))
    few = borrowed and not marks and about and number.value < walk.most.get(what.heads, 0)
    # 另有1件申请涉及..., 申请以征地拆迁为主，共12件: of fewer than have been told of nothing is said but what they were about.
    unsaid_of = few or unsaid(walk, said, Window() if lost_behind else behind, marks, whole)
    if kind == "count" and what.why != NARROWED and unsaid_of:
        kind = "part"
    excepted = any(token.text in _EXCEPT for token in left) or (bool(left) and left[-1].text in _SOME)
    hinted = bool(walk.hint) and not marks
    loose = stale or hinted or excepted or ("to" in said.slots and not said.known)
    if hinted:
        marks, walk.hint = dict(walk.hint), {}
        head = next((walk.lexicon.kind(one).spec.implies for some in marks.values() for one in some), "")  # type: ignore[union-attr]
        if head and not (what.heads or said.unknown):
            what = replace(what, heads=(head,), foreign=False)
    if kind in ("count", "part") and not (said.known or behind.known) and said.tokens and said.tokens[0].text in OTHERS:
        # 予以公开20件；部分公开5件；其他3件: the rest of a list, and not what the list is of.
        rest = others(walk)
        loose, kind, marks = loose or bool(rest), "count" if rest else "part", {**marks, **rest}
    together = total(walk, said, behind, number) if kind == "count" and whole is None else None
    many = so_many(left)
    if together is not None:
        what = together
        kind = "part" if len(what.heads) == 1 and not what.weak else kind
        marks = {} if what.why in (ALL_WAYS, ALL_RESULTS) else marks
        if what.why == ON_HAND:
            kind, acts = "count", what.acts
    elif kind == "count" and many and number.value:
        kind = "part"
    elif kind == "count" and any(one.slot == "filler" and one.number is not None for one in left):
        kind = "part"  # 前两类合计95件
    outside = whole is not None and ((whole.foreign and bool(whole.heads)) or whole.listed)
    if whole is not None and outside and said.heads and _in_another_unit(number, whole):
        outside, loose = False, True
    unsure = what.weak or said.weak or behind.weak or _unsure(walk, marks, whole, instead)
    loose = loose or _of_more(left, right, marks, said_marks) or not (number.value or left or right)
    return Frame(
        start=token.start,
        end=token.end,
        number=number,
        says="number",
        kind=kind,
        heads=what.heads,
        foreign=what.foreign or outside,
        acts=acts,
        marks=marks,
        told=said.told | behind.told,
        time=time if time != "own" or whole is None else whole.time,
        scope=walk.scope,
        weak=unsure or bool(unknown),
        unknown=unknown,
        parent=walk.whole,
        group=walk.group,
        contains=what.contains.union(token.concept for token in left if token.slot == WITH),
        complete=walk.complete and walk.whole is not None,
        sentence=walk.sentence,
        why=what.why,
        borrowed=borrowed and not what.why,
        loose=said.loose or behind.loose or what.loose or loose,
        narrowed="cause" in said.slots and bool(said.unknown),
        near=near(left, said) | near(right, behind),
        timed=bool(year),
        rest=any(one.text.startswith(_WHAT_IS_LEFT) for one in left),
        together=many,
        added=added(left),
        hint=walk.before,
        pointed=walk.mostly or any(one.text in _POINTING for one in left),
        within=bool(said.unknown) and not unsure and not lost_behind and of_whom(left),
        listed=listed,
        unsaid=borrowed,
        instead=instead,
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
