"""What a list of parts is a list of: the figure before it, another, or all of those that stand side by side."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from checker.figures.frames import Frame, Instead
from checker.figures.walk import Walk
from checker.text.numerals import Number

NEIGHBOURS = 12
"""Figures before one that may tell what it is a part of."""


def whole_of(walk: Walk, number: Number | None, former: bool = False) -> tuple[int | None, bool]:
    """What a list of parts is a list of, and whether that is not sure.

    It is the figure before, or the one before that where the list is told to be of the `former`; but where that is itself one of several parts of a sentence before (自然人5件，企业2件。其中...),
    it may well be what those are parts of, and it is where a part is more than the figure before.
    """
    last = walk.last
    if former and last is not None:
        return _beside(walk, last), False
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


def _beside(walk: Walk, last: int) -> int:
    """The figure that stands beside another, before it: a count of the same unit that is a part of the same."""
    number, parent = walk.frames[last].number, walk.frames[last].parent
    for index in range(last - 1, max(last - NEIGHBOURS, -1), -1):
        one = walk.frames[index]
        alike = one.number is not None and number is not None and one.number.unit == number.unit
        if one.sentence != walk.sentence:
            break
        if alike and one.kind == "count" and one.parent == parent:
            return index
    return last


def instead_of(walk: Walk) -> tuple[Instead, ...]:
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
    at = walk.whole or 0
    for side in (reversed(walk.frames[max(at - NEIGHBOURS, 0) : at]), walk.frames[at + 1 :]):
        for one in side:
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
    return ({**marks, slot: names} if number.value > value_of(whole) else marks), tuple(instead)


def side_by_side(
    walk: Walk, heads: tuple[str, ...], instead: tuple[Instead, ...]
) -> tuple[tuple[str, ...], tuple[Instead, ...]]:
    """What an outcome is of that stands behind cases side by side, and what it may be of as well: 复议8件，诉讼0件，维持4件.

    Of those that there were none of it is not.
    """
    last = walk.frames[-1] if walk.frames else None
    if last is None or last.heads != heads or not _cases(walk, last):
        return heads, instead
    told: list[Frame] = []
    for one in reversed(walk.frames[-NEIGHBOURS:]):
        plain = one.says == "number" and one.kind == "count" and not one.marks and _cases(walk, one) and one.heads
        if not plain or one.sentence != walk.sentence or any(one.heads == other.heads for other in told):
            break
        told.append(one)
    if len(told) < 2:
        return heads, instead
    some = [one for one in told if value_of(one)]
    if not some:
        return heads, instead
    all_of_them = tuple(dict.fromkeys(head for one in reversed(told) for head in one.heads))
    return some[0].heads, (*((one.heads, (), None) for one in some[1:]), (all_of_them, (), None))


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
    fitting = [index for index in beside if number is None or value_of(walk.frames[index]) >= number.value]
    return fitting[0] if fitting else last, len(beside) > 1


def value_of(frame: Frame) -> Decimal | int:
    """Its number as it was written, nought where none stands."""
    return frame.number.value if frame.number is not None else 0
