"""Lists of parts: 其中, 包括, 分别为; what holds for all of a list, and what a part is not told of."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from checker.figures.frames import TIMES, Frame, Topic, foreign
from checker.figures.tokens import Token
from checker.figures.walk import Walk
from checker.figures.window import Window, directs
from checker.pack.figurewords import HEAD
from checker.text.numerals import Number

TIME = "time"
NEIGHBOURS = 12
"""Figures before one that may tell what it is a part of."""
ENUMERATED = 6
"""Characters of a part and its mark in an enumeration."""


def go_into(walk: Walk, said: Window, number: Number | None = None) -> None:
    """Open, go on with, or close a list of parts; `number` is the first of it."""
    walk.parting = "part" in said.slots
    if {"part", "complete"} & said.slots:
        if "part" in said.slots or "each" not in said.slots or walk.whole is None:
            walk.whole, walk.far = _whole(walk, number)
            walk.group += 1
        walk.complete = "complete" in said.slots
    elif "apart" in said.slots or (walk.of is not None and _ends(said, walk.of)):
        walk.whole = None


def _whole(walk: Walk, number: Number | None) -> tuple[int | None, bool]:
    """What a list of parts is a list of, and whether that is not sure.

    It is the figure before; but where that is itself one of several parts of a sentence before (自然人5件，企业2件。其中...),
    it may well be what those are parts of, and it is where a part is more than the figure before.
    """
    last = walk.last
    if last is None or walk.frames[last].sentence == walk.sentence:
        return last, False
    first = walk.frames[last]
    fits = number is None or first.number is None or number.value <= first.number.value
    if first.parent is not None and walk.frames[first.parent].known:
        return first.parent, fits
    if not first.marks:
        return last, False
    for index in range(last - 1, max(last - NEIGHBOURS, 0) - 1, -1):
        one = walk.frames[index]
        if one.heads != first.heads:
            break
        if one.kind == "count" and not one.marks:
            return index, fits
    return last, False


def _ends(said: Window, whole: Frame) -> bool:
    """Whether something with an act of its own begins, so that a list of parts has ended."""
    own = any(not directs(one) and one.concept not in whole.acts for one in said.acts)
    return own and not said.marks and (not whole.foreign or (bool(said.heads) and not foreign(said.heads)))


def row(walk: Walk, said: Window) -> None:
    """Begin, go on with or leave a row of things whose numbers follow in order: 复议、诉讼分别为9件、4件."""
    if said.known or not said.slots <= {"filler", "sum", "and", "pause"}:
        walk.row = []
    if not any(token.text.startswith("分别") for token in said.tokens):
        return
    rows: list[list[tuple[str, str]]] = [[(HEAD, token.concept) for token in said.heads]]
    rows += [[(slot, token.concept) for token in some] for slot, some in said.marks.items()]
    rows.append([(TIME, token.slot) for token in said.tokens if token.slot in TIMES])
    walk.row = max(rows, key=len)
    if len(walk.row) < 2:
        walk.row = []


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
        walk.lasting, walk.lasting_of = {}, counted.heads
    for slot, some in said.items():
        spec = some[-1].entry.spec if some[-1].entry else None
        if spec is not None and spec.lasts:
            walk.lasting[slot] = marks.get(slot, ())
    return {**walk.lasting, **marks}


def unsaid(walk: Walk, said: Window, behind: Window, marks: Mapping[str, tuple[str, ...]], whole: Frame | None) -> bool:
    """Whether it is a part of something without a word of which part: 其中2起已转交, 另有1起, 其余3件."""
    acts = [act for act in (*said.acts, *behind.acts) if not (directs(act) or _rest(act))]
    leading = len(acts) < len(said.acts) + len(behind.acts)
    heads = {token.concept for token in (*said.heads, *behind.heads)}
    if whole is not None and whole.known:
        own = {act.concept for act in acts} - set(whole.acts) or heads - set(whole.heads)
        return not own and not leading and not set(marks.items()) - set(whole.marks.items())
    if marks or leading:
        return False
    opened = walk.parting and whole is None and not acts
    before = walk.frames[walk.last] if walk.last is not None else None
    if acts and before is not None and walk.lexicon.directed.intersection(before.acts):
        # 1件结转，其余17件均已答复: what is not carried over is all that was done.
        return False
    return (opened or "apart" in said.slots) and not heads


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
            if spec is not None and spec.apart and not walk.parting and walk.whole is None and _all_of_them(some):
                continue
            if not only or not heads or set(only) & set(heads):
                kept[slot] = tuple(dict.fromkeys((*kept.get(slot, ()), token.concept)))
                listed = listed or (spec is not None and spec.listed)
            elif spec is not None and spec.otherwise:
                acts = tuple(dict.fromkeys((*acts, spec.otherwise)))
    return acts, kept, listed


def settled(frames: Sequence[Frame]) -> list[Frame]:
    """The frames; one whose word means a mark only in a list of such is foreign where nothing of the kind is in its list."""
    lists: dict[tuple[int, int | None, int], set[str]] = {}
    for one in frames:
        if not one.listed:
            lists.setdefault((one.sentence, one.parent, one.group), set()).update(one.marks)
    made: list[Frame] = []
    for index, one in enumerate(frames):
        beside = set(lists.get((one.sentence, one.parent, one.group), ())) if one.parent is not None else set()
        for other in (*frames[max(index - 1, 0) : index], *frames[index + 1 : index + 2]):
            if not other.listed and other.sentence == one.sentence:
                beside.update(other.marks)
        alone = one.listed and not beside & set(one.marks) and all(len(names) == 1 for names in one.marks.values())
        made.append(replace(one, foreign=True, why="no list of such") if alone else one)
    return made


def _rest(act: Token) -> bool:
    return act.entry is not None and act.entry.spec is not None and act.entry.spec.rest


def _all_of_them(marks: Sequence[Token]) -> bool:
    """Whether several parts are named one after the other, as ways of which any may be meant: 通过邮寄、现场等方式."""
    return len(marks) > 1 and marks[-1].start - marks[0].start < ENUMERATED * len(marks)
