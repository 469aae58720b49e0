"""Lists of parts: 其中, 包括, 分别为; what holds for all of a list, and what a part is not told of."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from decimal import Decimal
from itertools import pairwise

from checker.figures.frames import TIMES, Frame, Instead, Topic, directed, foreign
from checker.figures.tokens import Token
from checker.figures.walk import Walk
from checker.figures.window import Window, directs, window
from checker.pack.figurewords import ACT, HEAD
from checker.text.numerals import Number

TIME = "time"
OTHERS = ("其他", "其它", "其他类", "其它类", "其他情形", "其他情况")
"""Words for the last of several parts, which do not say of which."""
ON_HAND = "what was carried in and what is new"
ALL_RESULTS = "all that a list tells"
ALL_WAYS = "all the parts together"
"""Why the total of parts that no table states may be the whole that the tables state."""
_REST = ("其余", "剩余", "余下", "剩下")
NEIGHBOURS = 12
"""Figures before one that may tell what it is a part of."""
_MANY = 2
"""Parts of more than so many that a total is of may be all that there are."""
ENUMERATED = 6
"""Characters of a part and its mark in an enumeration."""


def go_into(walk: Walk, said: Window, number: Number | None = None) -> None:
    """Open, go on with, or close a list of parts; `number` is the first of it."""
    walk.parting = "part" in said.slots
    if {"part", "complete"} & said.slots:
        if "part" in said.slots or "each" not in said.slots or walk.whole is None:
            walk.whole, walk.far = _whole(walk, number)
            walk.instead, walk.instead_of = _instead(walk), walk.whole
            walk.group += 1
        if "part" not in said.slots and walk.of is not None and number is not None and _value(walk.of) < number.value:
            walk.whole = None  # 当面18件；四个季度分别为31件、39件: of something before it
        walk.complete = "complete" in said.slots
    elif (walk.of is not None and _ends(said, walk.of)) or (
        "apart" in said.slots and not (walk.of is not None and walk.of.foreign and _rest_of_them(said))
    ):
        walk.whole = None


def _rest_of_them(said: Window) -> bool:
    """Whether words tell of what is left of a list, and not of something besides: 其中公告53篇，其余信息5篇."""
    return any(token.text.startswith(_REST) for token in said.tokens if token.slot == "apart")


def _whole(walk: Walk, number: Number | None) -> tuple[int | None, bool]:
    """What a list of parts is a list of, and whether that is not sure.

    It is the figure before; but where that is itself one of several parts of a sentence before (自然人5件，企业2件。其中...),
    it may well be what those are parts of, and it is where a part is more than the figure before.
    """
    last = walk.last
    if last is None or walk.frames[last].sentence == walk.sentence:
        return (last, False) if last is None else _of_those_beside(walk, last, number)
    first = walk.frames[last]
    fits = number is None or first.number is None or number.value <= first.number.value
    if first.parent is not None and walk.frames[first.parent].known:
        return first.parent, fits
    if not first.marks:
        return last, False
    for index in range(last - 1, max(last - NEIGHBOURS, 0) - 1, -1):
        one = walk.frames[index]
        if one.kind in ("growth", "base", "share"):
            continue
        if one.heads != first.heads:
            break
        if one.kind == "count" and not one.marks:
            return index, fits
    return last, False


def _instead(walk: Walk) -> tuple[Instead, ...]:
    """What a list may be of as well as of the figure that it is taken for one of: others beside it, or all of them.

    收到申请96件，办结99件，其中自然人71件; 行政复议5件、行政诉讼1件，其中维持4件.
    """
    whole = walk.of
    if whole is None or not whole.known:
        return ()
    if whole.marks:
        together = _told_apart(walk, whole)
        return ((whole.heads, whole.acts, together),) if together else ()
    if whole.parent is not None:
        return ()
    found: list[Instead] = [(whole.heads, whole.acts, None)]
    for one in reversed(walk.frames[max((walk.whole or 0) - NEIGHBOURS, 0) : walk.whole]):
        plain = one.says == "number" and one.kind == "count" and one.known and one.parent is None and not one.marks
        if not plain or one.sentence != walk.sentence or walk.lexicon.directed.intersection(one.acts):
            break
        if one.heads == whole.heads or (_cases(walk, one) and _cases(walk, whole)):
            found.append((one.heads, one.acts, None))
    heads = tuple(dict.fromkeys(head for some, _, _ in reversed(found) for head in some))
    both: list[Instead] = [(heads, (), None)] if len(heads) > len(whole.heads) else []
    return (*found[1:], *both) if len(found) > 1 else ()


def _told_apart(walk: Walk, whole: Frame) -> tuple[str, tuple[str, ...]] | None:
    """The slot of the mark that tells a figure from those beside it, of the same, and the marks of all of them.

    直接起诉9件、复议后起诉10件，其中维持13件; 予以公开41件、部分公开17件，其中自然人提出47件.
    """
    at = walk.whole or 0
    slot, names = "", dict.fromkeys(name for some in whole.marks.values() for name in some)
    for one in reversed(walk.frames[walk.parted : at]):
        plain = one.kind == "count" and one.says == "number" and one.sentence == walk.sentence
        if not plain or one.heads != whole.heads or one.parent != whole.parent or set(one.marks) != set(whole.marks):
            break
        slots = [name for name, some in whole.marks.items() if one.marks[name] != some]
        if len(slots) != 1 or slot not in ("", slots[0]):
            break
        slot = slots[0]
        names = dict.fromkeys((*one.marks[slot], *(names if len(names) > 1 else whole.marks[slot])))
    return (slot, tuple(names)) if slot else None


def of_which(
    marks: dict[str, tuple[str, ...]], whole: Frame | None, instead: Sequence[Instead], number: Number
) -> tuple[dict[str, tuple[str, ...]], tuple[Instead, ...]]:
    """The marks of a part, and what it may be a part of as well as of `whole`; if it is more than that it surely is."""
    together = next((one for *_, one in instead if one), None)
    if together is None or whole is None:
        return marks, tuple(instead)
    slot, names = together
    if marks.get(slot) != whole.marks.get(slot):
        return marks, ()
    return ({**marks, slot: names} if number.value > _value(whole) else marks), tuple(instead)


def _cases(walk: Walk, frame: Frame) -> bool:
    """Whether a figure counts cases, of which it must be told what they are about."""
    concepts = walk.lexicon.words.concepts
    return all(name in concepts and bool(concepts[name].needs) for name in frame.heads)


def _of_those_beside(walk: Walk, last: int, number: Number | None) -> tuple[int, bool]:
    """What a list behind cases side by side is of: 行政复议5件、行政诉讼0件，其中2件维持; of which of two, nobody can say."""
    beside: list[int] = []
    if len(walk.frames[last].heads) > 1:
        # 行政复议9件、行政诉讼9件，共18件，其中...: the total of both.
        return last, False
    for index in range(last, max(last - NEIGHBOURS, -1), -1):
        one = walk.frames[index]
        plain = one.says == "number" and one.kind == "count" and one.known and one.parent is None and not one.marks
        cases = _cases(walk, one)
        if not plain or not cases or one.sentence != walk.sentence or (beside and one.heads == walk.frames[last].heads):
            break
        if one.number is not None and one.number.value:
            beside.append(index)
    fitting = [index for index in beside if number is None or _value(walk.frames[index]) >= number.value]
    return fitting[0] if fitting else last, len(beside) > 1


def _value(frame: Frame) -> Decimal | int:
    return frame.number.value if frame.number is not None else 0


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


def row(walk: Walk, said: Window) -> bool:
    """Begin, go on with or leave a row of things whose numbers follow in order: 复议、诉讼分别为9件、4件.

    True where one begins that is no list of parts.
    """
    if said.known or not said.slots <= {"filler", "sum", "and", "pause"}:
        walk.row = []
    if not any(token.text.startswith(("分别", "依次")) for token in said.tokens):
        return False
    rows: list[list[tuple[str, str]]] = [[(HEAD, token.concept) for token in said.heads]]
    acts = [token for token in said.tokens if token.slot == ACT]
    rows.append([(ACT, directed(said.tokens, act)) for act in acts])
    rows += [[(slot, token.concept) for token in some] for slot, some in said.marks.items()]
    rows.append([(TIME, token.slot) for token in said.tokens if token.slot in TIMES])
    if not said.known and walk.of is not None:
        # 准予公开或部分公开共31件（分别为24件和7件）.
        rows += [[(slot, name) for name in names] for slot, names in walk.of.marks.items()]
    walk.row, walk.rowed = max(rows, key=_variety), []
    if _variety(walk.row) < 2:
        walk.row = []
    elif "part" not in said.slots and said.known:
        walk.whole = None
        return True
    return False


def again(walk: Walk, left: Sequence[Token], run: int) -> Sequence[Token]:
    """The words before a number; `run` is how many numbers with nothing between follow one another from it on.

    So many as a row before had are of the row, one each: 分别为9件和10件，其中维持6件和7件.
    """
    if walk.again:
        if not left:
            return walk.again_of
        walk.again = []
    slots = {slot for slot, _ in walk.rowed}
    if run != len(walk.rowed) or run < 2 or TIME in slots:
        return left
    said = window(left)
    if said.marks and not slots & {*said.marks, *(token.slot for token in said.heads)}:
        walk.again, walk.again_of = [index for _, index in walk.rowed], tuple(left)
    return left


def _variety(row: Sequence[tuple[str, str]]) -> int:
    return len(set(row))


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
