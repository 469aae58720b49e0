"""Growth that the text states beside the numbers it is made of: as a percentage, or as the difference itself."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from checker.figures.figure import Figure
from checker.figures.frames import FROM, Frame
from checker.record import dataclass

NEAR = 12
"""Figures before a change among which what has changed may be."""
NET, NET_OF = "净增", 5
"""Begin of a word that says by how much more came than went, and the figures before it that it may be of."""
DOWN = "下减降少缩"


@dataclass(frozen=True, slots=True)
class Change:
    """What a change is made of, by index, and how much it is in the direction that the text says."""

    now: int
    base: int
    by: Decimal
    of: Decimal

    @property
    def percent(self) -> Decimal:
        """How much it is of what it is compared with."""
        return Decimal(100) * self.by / self.of


def change(figures: Sequence[Figure], index: int) -> Change | None:
    """What the figure of growth at `index` is made of, where both numbers stand beside it."""
    frame = figures[index].frame
    if not frame.acts:
        return None
    by_percent = frame.number is not None and frame.number.percent
    pair = (_told_by_amount(figures, index) if by_percent else None) or _pair(figures, index)
    if pair is None and frame.acts[0].startswith(NET):
        return _net(figures, index)
    return None if pair is None or pair.of <= 0 else pair


def _net(figures: Sequence[Figure], index: int) -> Change | None:
    """What is left of two figures before it: 制发3件、废止2件，净增1件; only where that is so."""
    number = figures[index].frame.number
    near = [
        one
        for one in range(index - 1, max(index - NET_OF, -1), -1)
        if figures[one].frame.kind == "count" and _beside(figures, index, one)
    ]
    for after in near:
        for before in near:
            now, other = figures[before].frame, figures[after].frame
            same = now.heads == other.heads and now.acts != other.acts and before < after
            if same and number is not None and now.value - other.value == number.value:
                return Change(before, after, now.value - other.value, other.value)
    return None


def down(frame: Frame) -> bool:
    """Whether the word of change says that it has become less."""
    return bool(frame.acts) and frame.acts[0][0] in DOWN


def _told_by_amount(figures: Sequence[Figure], index: int) -> Change | None:
    """1062件，同比增加302件，增长39.7%; 较上年的760件增加302件，增长39.7%."""
    if index < 2:
        return None
    last, other = figures[index - 1].frame, figures[index - 2].frame
    if last.kind != "growth" or not last.acts or not _beside(figures, index, index - 1, index - 2):
        return None
    amount, value = last.value, other.value
    way = 1 if down(last) == down(figures[index].frame) else -1
    if other.kind == "count" and other.time != "last" and last.parent == index - 2:
        return Change(index - 2, index - 1, way * amount, value + amount if down(last) else value - amount)
    # 今年96件，上年80件，净增16件，增幅20%: what is told of the year before is what is compared with.
    compared = other.kind == "base" or other.time == "last"
    return Change(index - 2, index - 1, way * amount, value) if compared else None


def _pair(figures: Sequence[Figure], index: int) -> Change | None:
    """The number that has changed and the one that it is compared with; of several that there may be one that fits.

    322件，同比增长15%（上年为280件）; 由20篇增加到25篇，增长25%; 上年80件，今年96件，增加16件; 较上年的80件多16件，共96件.
    """
    made = [_change(figures, index, now, base) for now, base in _pairs(figures, index)]
    if not made:
        return None
    said = figures[index].frame.number
    size = abs(Decimal(said.value)) if said is not None else Decimal(0)
    percent = said is not None and said.percent
    return min(made, key=lambda one: abs((one.percent if percent else one.by) - size)) if made[0].of > 0 else None


def _change(figures: Sequence[Figure], index: int, now: int, base: int) -> Change:
    by = figures[now].frame.value - figures[base].frame.value
    return Change(now, base, -by if down(figures[index].frame) else by, figures[base].frame.value)


def _pairs(figures: Sequence[Figure], index: int) -> list[tuple[int, int]]:
    """What may have changed, with what it is compared with: a base right beside the growth, or the year before."""
    if index > 1 and _beside(figures, index, index - 1, index - 2):
        last, other = figures[index - 1].frame, figures[index - 2].frame
        if last.kind == "count" and (other.kind == "base" or _of_two_years(last, other)):
            return [(index - 1, index - 2)]
        if _of_two_years(other, last):
            return [(index - 2, index - 1)]  # 今年96件，上年80件，净增16件
    bases = [
        one
        for one in (index - 1, index + 1)
        if 0 <= one < len(figures)
        and figures[one].frame.kind == "base"
        and not (one > index and FROM in figures[one].frame.contains)
        and _beside(figures, index, one)
    ]
    if not bases:
        return []
    base = bases[0]
    counts = [
        one
        for one in range(index - 1, max(index - NEAR, 0) - 1, -1)
        if one != base and _beside(figures, index, one, base)
    ]
    marks = figures[base].frame.marks
    counts = [
        one
        for one in counts
        if _of_the_same(figures[one].frame, figures[index].frame)
        # 收到96件，其中企业由上年的10件上升30%: what is told of companies has not changed for all.
        and all(figures[one].frame.marks.get(slot) == names for slot, names in marks.items())
    ]
    if not counts and base < index and index + 1 < len(figures) and _beside(figures, index, index + 1, base):
        counts = [index + 1] if _of_the_same(figures[index + 1].frame, figures[index].frame) else []
    return [(now, base) for now in counts]


def _of_the_same(now: Frame, growth: Frame) -> bool:
    """Whether a figure may be what has grown: a count of the same, with no semicolon between."""
    return now.kind == "count" and now.since == growth.since and (not growth.heads or now.heads == growth.heads)


def _of_two_years(now: Frame, before: Frame) -> bool:
    """Whether two figures count the same, the one of last year and the other of this."""
    same = now.heads == before.heads and now.marks == before.marks and set(now.acts) == set(before.acts)
    return same and before.kind == "count" and (before.time, now.time) == ("last", "own")


def _beside(figures: Sequence[Figure], index: int, *others: int) -> bool:
    """Whether figures stand in the sentence of the growth, are known exactly, and are counted in one unit."""
    frame = figures[index].frame
    numbers = [figures[other].frame.number for other in others]
    units = {number.unit if number is not None and not number.percent else "" for number in numbers}
    if frame.number is not None and not frame.number.percent:
        units.add(frame.number.unit)
    exact = all(number is not None and not number.approximate for number in numbers)
    return exact and len(units) == 1 and all(figures[other].frame.sentence == frame.sentence for other in others)
