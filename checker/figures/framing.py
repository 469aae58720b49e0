"""One number made into a frame: of what kind it is, what it counts, and all that is said of it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from checker.figures.counting import counted
from checker.figures.frames import Frame, Topic, strange, time_of
from checker.figures.lists import TIME, fitting, go_into, lasting, row, unsaid
from checker.figures.tokens import Token
from checker.figures.walk import Walk, done
from checker.figures.window import Window, leads, window
from checker.pack.figurewords import ACT, GRAMMAR, HEAD
from checker.text.numerals import Number

_INTRODUCING = ("sum", "all", "each", ACT)
"""Slots of the words of which one must stand before a number without a unit, if it is a quantity."""


def frame(walk: Walk, left: Sequence[Token], token: Token, right: Sequence[Token], more: bool) -> Frame:
    """The frame of a number between the words that belong to it; `more`: something stands between it and the next."""
    said, behind = window(left), window(right)
    number = token.number
    assert number is not None
    if not leads(said.acts):
        # 2020年结转: the year is where it comes from, not the year spoken of.
        walk.time = time_of(left) or walk.time
    walk.look(left)
    kind = _kind(walk, said, number, more)
    if kind in ("share", "growth", "base"):
        return _beside(walk, said, token, kind)
    go_into(walk, said, number)
    whole = walk.of
    carried = whole is not None and not walk.lexicon.directed.isdisjoint(whole.acts)
    if carried and whole is not None and whole.number is not None and number.value > whole.number.value:
        # 新收20件，上年结转2件，其中予以公开10件: of all of them.
        walk.whole = whole = None
    what = counted(walk, said, behind, right, number.value == 0)
    row(walk, said)
    if whole is not None and whole.known and not what.foreign and not set(what.heads) & set(whole.heads):
        # Something else is counted: the list of parts has ended.
        walk.whole = whole = None
    both = (*left, *right)
    acts = done(both, said.acts)
    said_marks = said.marks
    if not said_marks and not strange(right):
        said_marks = behind.marks
        acts = acts or done(both, behind.acts)
    acts, marks, listed = fitting(walk, what.heads, acts, said_marks)
    time = "plan" if "plan" in said.slots else time_of(left) or time_of(right) or walk.time
    if "to" in said.slots:
        time = walk.time = "own"
    if walk.row:
        slot, name = walk.row.pop(0)
        if slot == HEAD:
            what = replace(what, heads=(name,), foreign=False)
        elif slot == TIME:
            time = name
        else:
            marks = {**marks, slot: (name,)}
    marks = lasting(walk, marks, said_marks, what, whole)
    borrowed = not acts and bool(what.heads)
    if borrowed:
        acts = _acts(walk, what, whole)
    unknown = (*said.unknown, *strange(right))
    few = borrowed and not marks and bool(behind.heads) and number.value < walk.most.get(what.heads, 0)
    # 另有1件申请涉及..., 1件申请信息不属于...: of fewer than have been told of nothing is said but what they were about.
    if kind == "count" and (few or unsaid(walk, said, behind, marks, whole)):
        kind = "part"
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
        what.weak
        or bool(unknown)
        or said.weak
        or behind.weak
        or (whole is not None and (whole.foreign or walk.far or carried)),
        unknown,
        walk.whole,
        walk.group,
        frozenset(),
        walk.complete and walk.whole is not None,
        walk.sentence,
        what.why,
        borrowed and not what.why,
        listed,
    )


def _beside(walk: Walk, said: Window, token: Token, kind: str) -> Frame:
    """A share, a change, or what is compared with: it says something of the figure before."""
    way = next((one.text for one in reversed(said.tokens) if one.slot == "growth"), "")
    outside = "scope" in said.slots or bool(strange(said.tokens)) or "all" in said.slots
    names = tuple(one.text for one in said.tokens if one.slot == "share")
    return Frame(
        token.start,
        token.end,
        token.number,
        "number",
        kind,
        acts=(way,) if way else (),
        marks={"share": names} if names else {},
        weak=outside,
        parent=walk.last,
        contains=frozenset(("each",)) if "each" in said.slots else frozenset(),
        sentence=walk.sentence,
    )


def _kind(walk: Walk, said: Window, number: Number, more: bool) -> str:
    percent = number.percent or number.unit in ("‰", "个百分点", "百分点")
    changed = "growth" in said.slots
    if percent:
        return "growth" if changed or "compared" in said.slots else "share"
    if changed and "to" not in said.slots and not said.acts:
        return "growth"
    if "to" in said.slots:
        if walk.last is not None:
            walk.frames[walk.last] = replace(walk.frames[walk.last], time="last", kind="base")
        return "count"
    if "compared" in said.slots and not said.acts:
        return "base"
    if not number.unit and (more or not said.tokens or not _introduces(walk, said.tokens[-1])):
        return "other"
    return "other" if "none" in said.slots else "count"


def _introduces(walk: Walk, token: Token) -> bool:
    """Whether a number without a unit behind this word is a quantity: 收到12, 共12, in a list of parts 部分公开6."""
    return token.slot in _INTRODUCING or (walk.whole is not None and bool(token.concept) and token.slot not in GRAMMAR)


def _acts(walk: Walk, counted: Topic, whole: Frame | None) -> tuple[str, ...]:
    """The acts of what it is a part of, or of what the text speaks of, where the same is counted."""
    if whole is not None and whole.heads == counted.heads:
        return whole.acts
    spoken = walk.spoken
    if counted.why:
        return spoken.acts if spoken.heads == counted.heads else ()
    # 制定规章6部，规范性文件181件: the verb is not said again.
    same = walk.spoken_in != walk.sentence or spoken.heads == counted.heads
    return () if same or walk.lexicon.directed.intersection(walk.topic.acts) else walk.topic.acts
