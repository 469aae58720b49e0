"""Shares and growth that the text itself states beside the numbers they are made of."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Sequence
from decimal import ROUND_DOWN, ROUND_HALF_UP, Decimal

from checker.figures.changes import change
from checker.figures.figure import Figure
from checker.figures.frames import OF, RATED, SHARE, TOGETHER, Frame
from checker.record import dataclass
from checker.text.numerals import Number

FAR = 36
"""Figures before a share among which what it is told to be a share of may be."""
ABOUT, ROUGHLY = 20, 10
"""So much of it a share that is told roughly may be off: 约34%, 近三分之一."""
_CALLED = re.compile("[^;:。]{0,8}?([^,;:。、()的0-9]{2})率")
"""What stands between a part and a rate that is called by the word before 率."""
LOOK_BACK = 12
"""Figures before a share among which its base may be."""


@dataclass(frozen=True, slots=True)
class Rate:
    """A share or a change, the figures it is made of by their index, and what they make.

    `by` says share, growth or difference.
    """

    by: str
    rate: int
    part: int
    base: int
    worked: Decimal
    holds: bool


def rates(figures: Sequence[Figure], bases: dict[int, list[Decimal]], plain: str) -> Iterator[Rate]:
    """The rates of a paragraph, whose comparable text is `plain`. `bases` are totals of the tables that a figure may be a
    share of, by its index."""
    rows = paired(figures)
    parts = {rows.get(at, one.frame.parent) for at, one in enumerate(figures) if one.frame.kind == "share"}
    for index, figure in enumerate(figures):
        frame = figure.frame
        if frame.number is None:
            continue
        shared = frame.kind == "share" and frame.number.percent and frame.parent is not None and not frame.weak
        called = bool(shared) and _named_as(figures, index, plain)
        if shared and RATED in frame.marks:
            found = _named(figures, index, bases)
        elif shared and (called or any("率" not in word for word in frame.marks.get(SHARE, ()))):
            found = _share(figures, index, rows.get(index, frame.parent or 0), bases, parts)
        elif frame.kind == "growth":
            found = _growth(figures, index)
        else:
            found = None
        if found is not None and (
            found.holds or not (frame.number.approximate or (shared and frame.loose and not called))
        ):
            yield found


def _named_as(figures: Sequence[Figure], index: int, plain: str) -> bool:
    """Whether a rate is named by a word of the part right before it: 受理640件，其中表示满意的608件，满意率95%."""
    share = figures[index].frame
    part = figures[index - 1].frame
    if share.parent != index - 1 or part.parent != index - 2:
        return False
    named = _CALLED.match(plain, part.end, share.start)
    return named is not None and named[1] in plain[figures[index - 2].frame.end : part.start]


def paired(figures: Sequence[Figure]) -> dict[int, int]:
    """Shares that are told in a row behind the parts that they are shares of (占比分别为 ...): share to part."""
    found: dict[int, int] = {}
    index = 0
    while index < len(figures):
        run = index
        while run < len(figures) and figures[run].frame.kind == "share":
            run += 1
        if run - index > 1 and "each" in figures[index].frame.contains:
            parts = range(index - (run - index), index)
            if parts.start >= 0 and all(figures[part].frame.kind in ("count", "part") for part in parts):
                found.update(zip(range(index, run), parts, strict=True))
        index = max(run, index + 1)
    return found


def _share(
    figures: Sequence[Figure], index: int, part: int, bases: dict[int, list[Decimal]], parts: Collection[int | None]
) -> Rate | None:
    """The share that a part is said to be; `parts` are all those with a share of their own.

    Of a list (公文5条，占41%；预算2条，占17%) none is what another is a share of.
    """
    rate = figures[index].frame.number
    assert rate is not None
    share = figures[part].frame
    if share.number is None or share.number.approximate or not share.number.unit:
        return None
    several = together(figures, index, part)
    if not several:
        return None
    value = sum((figures[one].frame.value for one in several), Decimal(0))
    meant = _meant(figures, index, part, parts)
    meant = [one for one in meant if one not in several and figures[one].frame.value >= value]
    if not meant:
        return None
    listed = _listed(figures, part)
    wholes = [one for one in dict.fromkeys(listed.values()) if one not in meant and _base(figures[one], figures[part])]
    worked = {other: percent(value, figures[other].frame.value) for other in (*meant, *wholes)}
    stated = abs(Decimal(rate.value))
    of_all = [other for other in worked if other not in listed] or list(worked)
    base = min(of_all, key=lambda other: abs(worked[other] - stated))
    # What the paragraph is about may have been told far before, and parts of it since (收到84件。…网络61件…。其中涉及投诉的38件，占45.2%).
    far = [
        one.frame.value
        for at, one in enumerate(figures[:part])
        if part - at <= FAR and at not in parts and at not in listed and _base(one, figures[part])
    ]
    others = [percent(value, one) for one in (*bases.get(part, ()), _together(figures, index), *far) if one > 0]
    holds = any(written(one, rate) for one in (*worked.values(), *others))
    return Rate("share", index, part, base, worked[base], holds)


def _meant(figures: Sequence[Figure], index: int, part: int, parts: Collection[int | None]) -> list[int]:
    """What the words let one think that a part is a share of: what was told shortly before, the whole of its list however
    far it stands, and what the share itself names (占办结总数的)."""
    share = figures[part].frame
    found = [
        other
        for other in range(max(part - LOOK_BACK, 0), part)
        if _base(figures[other], figures[part])
        and share.sentence - figures[other].frame.sentence <= 1
        and (other not in parts or other == share.parent)
    ]
    if share.parent is not None and share.parent not in found and _base(figures[share.parent], figures[part]):
        found.append(share.parent)
    for of in figures[index].frame.marks.get(OF, ())[-1:]:
        told = (other for other in range(part - 1, max(part - FAR, 0) - 1, -1) if other not in found)
        found += [one for one in told if _tells(figures[one].frame, of) and _base(figures[one], figures[part])][:1]
    return found


def _listed(figures: Sequence[Figure], part: int) -> dict[int, int]:
    """The figures before a part that are of a list which makes a figure before it, and which that is: 收到84件。网络61件、
    信函20件、当面3件. Another share may be of that one, as the list says no more than how many those are."""
    found: dict[int, int] = {}
    near = [at for at in range(max(part - LOOK_BACK, 0), part) if figures[at].frame.number is not None]
    counts = [at for at in near if figures[at].frame.kind in ("count", "part")]
    for place, whole in enumerate(counts):
        left, members = figures[whole].frame.value, list[int]()
        for at in counts[place + 1 :]:
            if left <= 0:
                break
            left -= figures[at].frame.value
            members.append(at)
        if left == 0 and len(members) > 1:
            found.update(dict.fromkeys(members, whole))
    return found


def together(figures: Sequence[Figure], index: int, part: int) -> list[int]:
    """The figures, `part` the last, that a share is told of: the one before, or the last of so many (两者合计占); none where that is open."""
    many = figures[index].frame.marks.get(TOGETHER)
    if many is None:
        return [part]
    last = figures[part].frame
    beside = [
        one
        for one in range(part, max(part - LOOK_BACK, -1), -1)
        if figures[one].frame.kind == "count" and figures[one].frame.sentence == last.sentence
        if figures[one].frame.number is not None and figures[one].frame.number.unit == last.number.unit  # type: ignore[union-attr]
    ]
    return beside[: int(many[0])] if 1 < int(many[0]) <= len(beside) else []


def _together(figures: Sequence[Figure], index: int) -> Decimal:
    """The sum of all in the sentence of which a share is told: 网络702件，占54.6%；信函451件，占35.1%；当面133件，占10.3%."""
    sentence = figures[index].frame.sentence
    near = figures[max(index - LOOK_BACK, 0) : index + LOOK_BACK]
    shared = (one.frame.parent for one in near if one.frame.kind == "share" and one.frame.sentence == sentence)
    return sum((figures[part].frame.value for part in dict.fromkeys(shared) if part is not None), Decimal(0))


def _base(other: Figure, part: Figure) -> bool:
    one, number = other.frame, part.frame.number
    if one.kind != "count" or one.number is None or one.number.percent or number is None or one.number.value == 0:
        return False
    if one.number.approximate or one.number.value < number.value:
        return False
    return one.number.unit == number.unit or (bool(one.heads) and one.heads == part.frame.heads)


def _growth(figures: Sequence[Figure], index: int) -> Rate | None:
    """A change as a percentage, or as the difference of two numbers that stand beside it."""
    said = figures[index].frame.number
    made = change(figures, index)
    if made is None or said is None or (said.percent and "个" in said.unit):
        return None
    if said.percent:
        return Rate("growth", index, made.now, made.base, made.percent, written(made.percent, said))
    return Rate("difference", index, made.now, made.base, made.by, made.by == abs(Decimal(said.value)))


def _named(figures: Sequence[Figure], index: int, bases: dict[int, list[Decimal]]) -> Rate | None:
    """A rate that is named by what happened: 复议23件，其中纠正5件，纠错率21.7%."""
    frame = figures[index].frame
    rate, of = frame.number, frame.marks[RATED][-1]
    assert rate is not None
    near = list(_before(figures, index, index))
    part = next((one for one in near if _tells(figures[one].frame, of)), None)
    if (
        part is not None
        and near[0] != part
        and figures[near[0]].frame.since == frame.since != figures[part].frame.since
    ):
        return None  # 其中公开41件；网站公开信息1200条，公开率100%
    if part is None or figures[part].frame.unknown or (frame.heads and frame.heads != figures[part].frame.heads):
        return None
    share = figures[part].frame
    value = figures[part].frame.value
    wholes = [one for one in _before(figures, part, index) if _whole_of(figures[one].frame, share, of)]
    if not wholes or share.number is None or share.number.approximate:
        return None
    siblings = [
        one.frame
        for one in figures[max(part - LOOK_BACK, 0) : part + LOOK_BACK]
        if one.frame.parent is not None and one.frame.parent == share.parent and one.frame.group == share.group
    ]
    told = [Decimal(one.number.value) for one in siblings if one.number is not None and not one.number.percent]
    nearest = wholes[0]
    whole = figures[nearest].frame.value
    # Of those that are decided, or of those told, a rate may be as well; and what is left need not have been due.
    others = [*(figures[one].frame.value for one in wholes), *bases.get(part, ()), sum(told, Decimal(0))]
    others += [whole - one for one in told]
    left = any(
        one.frame.value == whole - value
        for one in figures[max(part - LOOK_BACK, 0) : index + LOOK_BACK]
        if one.frame.number
    )
    if rate.value == 100 and (left or (of in share.acts and value != whole and value in told)):
        return None
    holds = any(written(percent(value, one), rate) for one in others if one > 0)
    return Rate("share", index, part, nearest, percent(value, whole), holds)


def _before(figures: Sequence[Figure], index: int, rate: int) -> Iterator[int]:
    """The counts before a figure, the nearest first, that stand in the sentence of the rate or the one before."""
    for other in range(index - 1, max(index - LOOK_BACK, 0) - 1, -1):
        if figures[rate].frame.sentence - figures[other].frame.sentence > 1:
            return
        if figures[other].frame.kind == "count" and figures[other].frame.number is not None:
            yield other


def _tells(frame: Frame, concept: str) -> bool:
    return concept in frame.acts or any(concept in names for names in frame.marks.values())


def _whole_of(frame: Frame, part: Frame, of: str) -> bool:
    """Whether a figure is what a part may be a rate of: the same counted, without what the rate is named by."""
    if frame.number is None or part.number is None or frame.number.approximate or _tells(frame, of) or frame.unknown:
        return False
    marks = {slot: names for slot, names in part.marks.items() if of not in names}
    same = frame.heads == part.heads and frame.time == part.time and frame.marks == marks
    return same and 0 < frame.number.value >= part.number.value and frame.number.unit == part.number.unit


def percent(part: Decimal, whole: Decimal) -> Decimal:
    return 100 * part / whole


def written(worked: Decimal, rate: Number) -> bool:
    """Whether a percentage is the one worked out, rounded or cut off to as many places as are written."""
    stated = abs(Decimal(rate.value))
    if rate.approximate:
        return abs(worked - stated) * (ROUGHLY if "分之" in rate.text else ABOUT) <= stated
    exponent = stated.as_tuple().exponent
    place = Decimal(1).scaleb(exponent if isinstance(exponent, int) and exponent < 0 else 0)
    return any(worked.quantize(place, rounding=way) == stated for way in (ROUND_HALF_UP, ROUND_DOWN))
