"""One number made into a frame: of what kind it is, what it counts, and all that is said of it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from checker.figures.chinese import WITHIN
from checker.figures.comparing import beside
from checker.figures.counting import NARROWED, counted
from checker.figures.frames import (
    FROM,
    Frame,
    Topic,
    adjacent,
    concept_names,
    strange,
    time_of,
)
from checker.figures.lists import (
    ALL_RESULTS,
    ALL_WAYS,
    ON_HAND,
    OTHERS,
    fitting,
    go_into,
    lasting,
    others,
    total,
    unsaid,
)
from checker.figures.rows import TIME, row
from checker.figures.tokens import Token
from checker.figures.walk import Walk, done
from checker.figures.wholes import of_which
from checker.figures.window import WITH, Window, leads, window
from checker.pack.figurewords import ACT, GRAMMAR, HEAD
from checker.text.numerals import Number

_INTRODUCING = ("sum", "all", "each", ACT)
"""Slots of the words of which one must stand before a number without a unit, if it is a quantity."""
_KINDS = ("项", "类", "种", "个", "者", "方面")
_SOME = ("对", "向", "就", "针对", "将")
"""Words before a number of things that something was done to: 对1件申请收取信息处理费."""
_EXCEPT = ("除", "除了")


def frame(walk: Walk, left: Sequence[Token], token: Token, right: Sequence[Token], next_slot: str) -> Frame:
    """The frame of a number between the words that belong to it; `next_slot` is that of what stands right behind it."""
    said, behind = window(left), window(right)
    number = token.number
    assert number is not None
    if not leads(said.acts):
        # 2020年结转: the year is where it comes from, not the year spoken of.
        before, walk.time = walk.time, time_of(left, said.inside) or walk.time
    else:
        before = walk.time
    if before == "partial" and _of_that_part(walk, (*left, *right), number):
        walk.time = before
        left, right = ([one for one in some if one.text not in WITHIN] for some in (left, right))
    walk.look(left)
    kind = _kind(walk, said, number, bool(next_slot))
    if kind == "count" and next_slot == "compared" and walk.time in ("last", "older"):
        kind = "base"  # 与上年的38件相比，增加8件
        walk.time = before
    if kind in ("share", "growth", "base"):
        return beside(walk, said, token, kind)
    if {"apart", "scope"} & said.slots:
        walk.lasting = {}  # 县水利局收到9件，全县共收到96件
    go_into(walk, said, number)
    if walk.again:
        walk.whole, walk.far = walk.again.pop(0), False
    whole = walk.of
    carried = whole is not None and not walk.lexicon.directed.isdisjoint(whole.acts)
    if carried and whole is not None and whole.number is not None and number.value > whole.number.value:
        # 新收20件，上年结转2件，其中予以公开10件: of all of them.
        walk.whole = whole = None
    if whole is not None and not walk.parting and _made_up(walk, whole):
        walk.whole = whole = None
        walk.time = "own" if walk.time == "partial" else walk.time
    if (
        whole is not None
        and not walk.parting
        and _told_again(walk, said, whole, number, window(right[: adjacent(right)]).heads)
    ):
        walk.whole = whole = None
    rowed = row(walk, said)
    what = counted(walk, said, behind, right, number)
    if kind == "other" and "average" in said.slots and not number.percent:
        # Of what comes to so many a month no list has the parts; but that is what the text speaks of.
        walk.last = None
        if what.heads:
            walk.speak(what)
    if rowed or what.why == NARROWED:
        whole = None
    if whole is not None and whole.known and what.foreign and what.heads and whole.since < walk.parted:
        # 办理99件，其中公开41件；网站收到来信90件: none of the list.
        walk.whole = whole = None
    if whole is not None and whole.known and not what.foreign and not set(what.heads) & set(whole.heads):
        # Something else is counted: the list of parts has ended.
        walk.whole = whole = None
    if whole is not None and whole.number is not None and (whole.number.yuan is None) != (number.yuan is None):
        # Money is no part of what is counted in pieces.
        walk.whole = whole = None
    if whole is not None and (whole.foreign or what.foreign) and not walk.parting and _exceeds(number, whole):
        # 发布信息4583条，其中...672条；微博发布6012条: no part of it.
        walk.whole = whole = None
    both = (*left, *right)
    lost_behind = strange(right, behind.inside)
    named = window(right[: adjacent(right)])
    acts = done(both, _acts_said(said, what))
    said_marks = said.marks
    if named.acts:
        # 办理40件新收申请和6件结转申请: new and carried over, whatever was done to both.
        acts = done(both, named.acts)
    ended = behind.marks and whole is not None and whole.known and not behind.lost
    if not said_marks and (ended or not lost_behind):
        said_marks = behind.marks
        acts = acts or done(both, behind.acts)
    acts, marks, listed = fitting(walk, what.heads, acts, said_marks)
    time = "plan" if "plan" in said.slots else time_of(left, said.inside) or time_of(right) or walk.time
    if "to" in said.slots:
        time = walk.time = "own"
    if walk.row:
        slot, name = walk.row.pop(0)
        first = walk.frames[walk.rowed[0][1]] if walk.rowed else None
        if first is not None and slot != HEAD and not said.known:
            what = replace(what, heads=first.heads, foreign=first.foreign)
        walk.rowed.append((slot, len(walk.frames)))
        if slot == HEAD:
            what = replace(what, heads=(name,), foreign=False)
        elif slot == TIME:
            time = name
        elif slot == ACT:
            acts = (name,)
        else:
            marks = {**marks, slot: (name,)}
    marks = lasting(walk, marks, said_marks, what, whole)
    if whole is not None and _by_other_marks(walk, marks, whole):
        walk.group += 1
    instead = walk.instead if walk.whole is not None and walk.whole == walk.instead_of else ()
    marks, instead = of_which(marks, whole, instead, number)
    if "to" in said.slots and not said_marks and walk.last is not None and walk.frames[walk.last].kind == "base":
        marks = {**walk.frames[walk.last].marks}  # 商业企业由9件增至16件
    borrowed = not acts and bool(what.heads)
    if borrowed:
        acts = _acts(walk, what, whole)
    unknown = (*said.unknown, *lost_behind)
    if walk.reason is not None:
        # 因涉及第三方权益，不予公开6件: the reason says which of them.
        marks = {slot: tuple(dict.fromkeys((*names, *walk.reason.get(slot, ())))) for slot, names in marks.items()}
    few = borrowed and not marks and bool(behind.heads) and number.value < walk.most.get(what.heads, 0)
    # 另有1件申请涉及..., 1件申请信息不属于...: of fewer than have been told of nothing is said but what they were about.
    if (
        kind == "count"
        and what.why != NARROWED
        and (few or unsaid(walk, said, Window() if lost_behind else behind, marks, whole))
    ):
        kind = "part"
    excepted = any(token.text in _EXCEPT for token in left) or (bool(left) and left[-1].text in _SOME)
    hinted = bool(walk.hint) and not marks
    loose = hinted or excepted or ("to" in said.slots and not said.known)
    if hinted:
        marks, walk.hint = dict(walk.hint), {}
    if kind in ("count", "part") and not (said.known or behind.known) and said.tokens and said.tokens[0].text in OTHERS:
        # 予以公开20件；部分公开5件；其他3件: the rest of a list, and not what the list is of.
        rest = others(walk)
        loose, kind, marks = loose or bool(rest), "count" if rest else "part", {**marks, **rest}
    together = total(walk, said, behind, number) if kind == "count" and whole is None else None
    if together is not None:
        what = together
        kind = "part" if len(what.heads) == 1 and not what.weak else kind
        marks = {} if what.why in (ALL_WAYS, ALL_RESULTS) else marks
        if what.why == ON_HAND:
            kind, acts = "count", what.acts
    elif kind == "count" and any(one.slot == "filler" and one.number is not None for one in left):
        kind = "part"  # 前两类合计95件
    unsure_whole = whole is not None and (whole.foreign or walk.far or carried or any(mark for *_, mark in instead))
    other_reason = walk.reason is not None and not set(walk.reason) & set(marks)
    unsure_whole = unsure_whole or (walk.beside and bool(marks) and not set(walk.lasting) & set(marks))
    weak = what.weak or bool(unknown) or said.weak or behind.weak or unsure_whole or other_reason
    return Frame(
        token.start,
        token.end,
        number,
        "number",
        kind,
        what.heads,
        what.foreign or (whole is not None and ((whole.foreign and bool(whole.heads)) or whole.listed)),
        acts,
        marks,
        said.told | behind.told,
        time if time != "own" or whole is None else whole.time,
        walk.scope,
        weak,
        unknown,
        walk.whole,
        walk.group,
        what.contains.union(token.concept for token in left if token.slot == WITH),
        walk.complete and walk.whole is not None,
        walk.sentence,
        what.why,
        borrowed and not what.why,
        said.loose or behind.loose or what.loose or loose,
        "cause" in said.slots and bool(said.unknown),
        listed,
        borrowed,
        instead,
    )


def _acts_said(said: Window, counted: Topic) -> list[Token]:
    """The acts without those that are said of other heads only: 有效申请 are applications, 有效文件 are in force."""
    specs = [(act, act.entry.spec if act.entry else None) for act in said.acts]
    return [act for act, spec in specs if spec is None or not spec.of or set(spec.of) & set(counted.heads)]


def _made_up(walk: Walk, whole: Frame) -> bool:
    """Whether the parts that have been told are all of it: what follows is none of them."""
    count, added = walk.parts.get((walk.whole, walk.group), (0, 0))
    return count > 1 and whole.number is not None and added == whole.number.value


def _told_again(walk: Walk, said: Window, whole: Frame, number: Number, behind: Sequence[Token]) -> bool:
    """Whether what a list is of is told once more, so that the list has ended: 收到96件，其中…；收到自然人申请71件."""
    if concept_names(said.heads or behind) != whole.heads:
        return False
    acts, passed = set(concept_names(said.acts)), whole.since < walk.parted
    if number.value >= whole.value:
        return passed or (bool(acts) and acts == set(whole.acts))
    return passed and bool(acts) and acts == set(whole.acts)


def _of_that_part(walk: Walk, left: Sequence[Token], number: Number) -> bool:
    """Whether a number is one of those of a part of the year that the sentence has told, though it says within the year:
    12月收到的7件中，4件当年办结."""
    told = [
        one.number.value
        for one in walk.frames
        if one.sentence == walk.sentence and one.time == "partial" and one.number
    ]
    return any(one.text in WITHIN for one in left) and bool(told) and number.value <= max(told)


def _by_other_marks(walk: Walk, marks: Mapping[str, tuple[str, ...]], whole: Frame) -> bool:
    """Whether a part behind a semicolon is told by marks of another kind than those before it: a list of its own."""
    last = walk.frames[walk.last] if walk.last is not None else None
    if last is None or last.parent != walk.whole or last.since == walk.parted:
        return False
    own, before = set(marks) - set(whole.marks), set(last.marks) - set(whole.marks)
    return bool(own) and bool(before) and own.isdisjoint(before)


def _exceeds(number: Number, whole: Frame) -> bool:
    return whole.number is not None and whole.number.unit == number.unit and number.value > whole.number.value


def _kind(walk: Walk, said: Window, number: Number, more: bool) -> str:
    percent = number.percent or number.unit in ("‰", "个百分点", "百分点")
    changed = "growth" in said.slots
    if percent and "average" in said.slots:
        return "other"  # 年均增长24%: of no two years that are told
    if percent:
        return "growth" if changed or "compared" in said.slots else "share"
    if changed and "to" not in said.slots and _told_last(said):
        if said.tokens[0].slot == "compared" and walk.last is not None and walk.frames[walk.last].time == "last":
            # 同2020年的38件相比增加8件: what stands before is what is compared with.
            _compare_with_last(walk)
        return "growth"
    if "to" in said.slots:
        _compare_with_last(walk)
        return "count"
    before = walk.frames[-1] if walk.frames else None
    grown = before is not None and before.kind == "growth" and before.sentence == walk.sentence
    if not said.acts and ("compared" in said.slots or (grown and time_of(said.tokens) == "last")):
        # 322件，同比增长15%（上年为280件）.
        return "base"
    if "average" in said.slots or (said.tokens and said.tokens[-1].text == "每"):
        return "other"
    if 1 < len(said.heads) == number.value and number.unit in _KINDS:
        return "other"  # 许可、处罚、强制三项
    if not number.unit and (more or not said.tokens or not _introduces(walk, said.tokens[-1])):
        return "other"
    return "other" if "none" in said.slots else "count"


def _compare_with_last(walk: Walk) -> None:
    """Make the figure before what the one at hand is compared with."""
    if walk.last is not None:
        before = walk.frames[walk.last]
        walk.frames[walk.last] = replace(before, time="last", kind="base", contains=frozenset((FROM,)))


def _told_last(said: Window) -> bool:
    """Whether the word of change is the last that is told: 收到的申请增加8件, and not 增加收到8件; but 同比多收到8件."""
    at = max(index for index, token in enumerate(said.tokens) if token.slot == "growth")
    compared = any(token.slot == "compared" for token in said.tokens[:at])
    behind = {token.slot for token in said.tokens[at + 1 :]}
    return (compared and behind <= {ACT, "filler"}) or ACT not in behind


def _introduces(walk: Walk, token: Token) -> bool:
    """Whether a number without a unit behind this word is a quantity: 收到12, 共12, in a list of parts 部分公开6."""
    return token.slot in _INTRODUCING or (walk.whole is not None and bool(token.concept) and token.slot not in GRAMMAR)


def _acts(walk: Walk, counted: Topic, whole: Frame | None) -> tuple[str, ...]:
    """The acts of what it is a part of, or of what the text speaks of, where the same is counted."""
    if whole is not None and whole.heads == counted.heads:
        return whole.acts
    spoken = walk.spoken
    if spoken.why == "the figure before" and walk.lexicon.directed.intersection(spoken.acts):
        # 上年结转29件，共1493件: what is carried over is told of that number alone.
        return ()
    if counted.why:
        return spoken.acts if spoken.heads == counted.heads else ()
    # 制定规章6部，规范性文件181件: the verb is not said again.
    same = walk.spoken_in != walk.sentence or spoken.heads == counted.heads
    topic, concepts = walk.topic, walk.lexicon.words.concepts
    left = any(concepts[name].rest for name in topic.acts if name in concepts)
    if same or left or (topic.foreign and not counted.foreign) or walk.lexicon.directed.intersection(topic.acts):
        # 办结99件，未办结5件；行政复议23件; 热线收到诉求96件，办结90件；申请96件: whatever was done to others.
        return ()
    return topic.acts
