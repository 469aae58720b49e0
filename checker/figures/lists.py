"""Lists of parts: 其中, 包括, 分别为; what holds for all of a list, and what a part is not told of."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from decimal import Decimal
from itertools import pairwise

from checker.figures.chinese import POINTERS, REST
from checker.figures.frames import Frame, Topic, foreign
from checker.figures.tokens import Token
from checker.figures.walk import Walk
from checker.figures.wholes import NEIGHBOURS, instead_of, value_of, whole_of
from checker.figures.window import Window, directs
from checker.pack.figurewords import HEAD
from checker.text.numerals import Number

ON_HAND = "what was carried in and what is new"
ALL_RESULTS = "all that a list tells"
ALL_WAYS = "all the parts together"
"""Why the total of parts that no table states may be the whole that the tables state."""
_BESIDES = ("同时", "与此同时", "此外")
_MANY = 2
"""Parts of more than so many that a total is of may be all that there are."""
ENUMERATED = 6
"""Characters of a part and its mark in an enumeration."""


def go_into(walk: Walk, said: Window, number: Number | None = None) -> None:
    """Open, go on with, or close a list of parts; `number` is the first of it."""
    walk.parting = "part" in said.slots
    if {"part", "complete"} & said.slots:
        if "part" in said.slots or "each" not in said.slots or walk.whole is None:
            former = any(token.text.startswith(POINTERS[0]) for token in said.tokens if token.slot == "part")
            walk.whole, walk.far = whole_of(walk, number, former)
            walk.instead, walk.instead_of = instead_of(walk), walk.whole
            walk.group += 1
        if "part" not in said.slots and walk.of is not None and number is not None and value_of(walk.of) < number.value:
            walk.whole = None  # 当面18件；四个季度分别为31件、39件: of something before it
        walk.complete = "complete" in said.slots
    elif (walk.of is not None and _ends(said, walk.of)) or (
        "apart" in said.slots and not (walk.of is not None and walk.of.foreign and _rest_of_them(said))
    ):
        walk.whole = None


def _rest_of_them(said: Window) -> bool:
    """Whether words tell of what is left of a list, and not of something besides: 其中公告53篇，其余信息5篇."""
    return any(token.text.startswith(REST) for token in said.tokens if token.slot == "apart")


def _ends(said: Window, whole: Frame) -> bool:
    """Whether something with an act of its own begins, so that a list of parts has ended."""
    if whole.foreign and said.acts and any(map(_of_the_subject, said.heads)):
        return True
    own = any(not directs(one) and one.concept not in whole.acts for one in said.acts)
    # 公开信息217条 may turn out to count nothing of the tables: only where no list of results follows is it known.
    outside = whole.foreign or whole.listed
    return own and not said.marks and (not outside or (bool(said.heads) and not foreign(said.heads)))


def _of_the_subject(head: Token) -> bool:
    """Whether a noun is itself about the subject (an application, a case): it is no item of information among others."""
    spec = head.entry.spec if head.entry else None
    return head.slot == HEAD and spec is not None and bool(spec.links or spec.needs) and not spec.leans


def lasting(
    walk: Walk,
    marks: dict[str, tuple[str, ...]],
    said: Mapping[str, Sequence[Token]],
    counted: Topic,
    whole: Frame | None,
) -> dict[str, tuple[str, ...]]:
    """The marks with those of what it is a part of, and those that hold for the figures behind them."""
    if whole is not None and whole.heads == counted.heads:
        marks = {**whole.marks, **marks}
    if counted.heads != walk.lasting_of:
        concepts = walk.lexicon.words.concepts
        walk.lasting = {
            slot: names
            for slot, names in walk.lasting.items()
            if not any(concepts[name].implies or concepts[name].of for name in names)
        }
        walk.lasting_of, walk.beside = counted.heads, False
    for slot, some in said.items():
        spec = some[-1].entry.spec if some[-1].entry else None
        if spec is not None and spec.lasts:
            walk.beside = _beside(walk, slot, marks)
            walk.lasting[slot] = marks.get(slot, ())
    return marks if walk.beside and not set(walk.lasting) & set(marks) else {**walk.lasting, **marks}


def _beside(walk: Walk, slot: str, marks: Mapping[str, tuple[str, ...]]) -> bool:
    """Whether a figure stands right behind one of another mark of its slot: 直接起诉1件、复议后起诉3件，3件维持."""
    last = walk.frames[-1] if len(walk.frames) > walk.parted else None
    if last is None or last.sentence != walk.sentence or last.number is None or not last.number.value:
        return False
    return set(last.marks) == {slot} == set(marks) and last.marks[slot] != marks[slot]


def others(walk: Walk) -> dict[str, tuple[str, ...]]:
    """What 其他 is behind a figure with a mark: the other ones of its slot, where the words know such."""
    last = walk.frames[-1] if walk.frames else None
    if last is None or last.sentence != walk.sentence or last.kind != "count" or last.says != "number":
        return {}
    concepts = walk.lexicon.words.concepts
    whole = walk.of.marks if walk.of is not None else {}
    for name, spec in concepts.items():
        if spec.others and spec.slot in last.marks and spec.slot not in whole and name not in last.marks[spec.slot]:
            return {spec.slot: (name,)}
    return {}


def unsaid(walk: Walk, said: Window, behind: Window, marks: Mapping[str, tuple[str, ...]], whole: Frame | None) -> bool:
    """Whether it is a part of something without a word of which part: 其中2起已转交, 另有1起, 其余3件."""
    acts = [act for act in (*said.acts, *behind.acts) if not (directs(act) or _rest(act))]
    leading = len(acts) < len(said.acts) + len(behind.acts)
    heads = {token.concept for token in (*said.heads, *behind.heads)}
    if whole is not None and whole.known:
        one_of_them = heads < set(whole.heads) and heads
        own = {act.concept for act in acts} - set(whole.acts) or heads - set(whole.heads) or one_of_them
        return not own and not leading and not set(marks.items()) - set(whole.marks.items())
    if marks or leading:
        return False
    opened = walk.parting and whole is None and not acts
    if acts and walk.topic.heads and any(token.text in _BESIDES for token in said.tokens):
        return False  # 制发规范性文件1件，同时废止1件
    before = walk.frames[walk.last] if walk.last is not None else None
    if acts and before is not None and walk.lexicon.directed.intersection(before.acts):
        # 1件结转，其余17件均已答复: what is not carried over is all that was done.
        return False
    return (opened or "apart" in said.slots) and not heads


def total(walk: Walk, said: Window, behind: Window, number: Number) -> Topic | None:
    """What a bare total behind several figures counts (复议9件、诉讼4件，共13件): what they count, if it is their sum."""
    if "sum" not in said.slots or said.known or behind.known:
        return None
    run: list[Frame] = []
    for one in reversed(walk.frames[-NEIGHBOURS:]):
        if one.sentence != walk.sentence or one.kind != "count" or one.number is None:
            break
        run.append(one)
    if len(run) > 1 and run[0].heads == run[1].heads and run[0].number is not None and run[1].number is not None:
        carried = [one for one in run[:2] if walk.lexicon.directed & set(one.acts)]
        if len(carried) == 1 and run[0].number.value + run[1].number.value == number.value:
            # 上年结转4件，新收56件，合计60件.
            new = run[0] if carried[0] is run[1] else run[1]
            return Topic(run[0].heads, run[0].foreign, new.acts, why=ON_HAND, contains=frozenset(carried[0].acts))
    if len(run) < 2 or (run[0].heads == run[1].heads and run[0].marks == run[1].marks):
        return None
    apart = all(_of_no_table(walk, one) for one in run)
    added: Decimal | int = 0
    heads: tuple[str, ...] = ()
    for count, one in enumerate(run, 1):
        added += one.number.value if one.number is not None else 0
        heads = tuple(dict.fromkeys((*one.heads, *heads)))
        if count > 1 and added == number.value:
            if count > _MANY and not any(one.foreign for one in run[:count]) and _of_one_slot(run[:count]):
                # 公开41件，部分公开17件，不予公开12件，合计70件.
                return Topic(heads, weak=True, why=ALL_RESULTS, loose=True)
            why = ALL_WAYS if apart and count == len(run) else ""
            return Topic(heads, any(one.foreign for one in run[:count]), weak=bool(why), why=why)
    return Topic(heads, any(one.foreign for one in run), weak=True)


def _of_one_slot(run: Sequence[Frame]) -> bool:
    """Whether figures are told apart by their marks of one slot alone."""
    slots = {frozenset(one.marks) for one in run}
    return len(slots) == 1 and len(next(iter(slots))) == 1 and len({one.heads for one in run}) == 1


def _of_no_table(walk: Walk, frame: Frame) -> bool:
    """Whether a figure is a part that no table states: 网上申请20件."""
    concepts = walk.lexicon.words.concepts
    return any(concepts[name].apart for names in frame.marks.values() for name in names if name in concepts)


def fitting(
    walk: Walk, heads: tuple[str, ...], acts: tuple[str, ...], marks: Mapping[str, tuple[Token, ...]]
) -> tuple[tuple[str, ...], dict[str, tuple[str, ...]], bool]:
    """The acts, and the marks that say something of these heads; what is said of others only may be an act."""
    kept: dict[str, tuple[str, ...]] = {}
    listed = False
    for slot, some in marks.items():
        for token in some:
            spec = token.entry.spec if token.entry else None
            only = (spec.of or ([spec.implies] if spec.implies else [])) if spec else []
            if spec is not None and spec.lone and not walk.parting and walk.whole is None and _all_of_them(some):
                continue
            if not only or not heads or set(only) & set(heads):
                kept[slot] = tuple(dict.fromkeys((*kept.get(slot, ()), token.concept)))
                listed = listed or (spec is not None and spec.listed)
            elif spec is not None and spec.otherwise:
                acts = tuple(dict.fromkeys((*acts, spec.otherwise)))
    return acts, kept, listed


def _rest(act: Token) -> bool:
    return act.entry is not None and act.entry.spec is not None and act.entry.spec.rest


def _all_of_them(marks: Sequence[Token]) -> bool:
    """Whether several parts are named one after the other, as ways of which any may be meant: 通过邮寄、现场等方式."""
    runs = 1 + sum(one.end < after.start for one, after in pairwise(marks))
    return runs > 1 and marks[-1].start - marks[0].start < ENUMERATED * len(marks)
