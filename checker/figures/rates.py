"""Shares and growth that the text itself states beside the numbers they are made of."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import ROUND_DOWN, ROUND_HALF_UP, Decimal

from checker.figures.figure import Figure
from checker.figures.frames import FROM
from checker.record import dataclass
from checker.text.numerals import Number

DOWN = "下减降少缩"
LOOK_BACK = 12
"""Figures before a share among which its base may be."""


@dataclass(frozen=True, slots=True)
class Rate:
    """A percentage, the figures it is made of by their index, and what they make; `by` says share or growth."""

    by: str
    rate: int
    part: int
    base: int
    worked: Decimal
    holds: bool


def rates(figures: Sequence[Figure], bases: dict[int, list[Decimal]]) -> Iterator[Rate]:
    """The rates of a paragraph. `bases` are totals of the tables that a figure may be a share of, by its index."""
    rows = paired(figures)
    for index, figure in enumerate(figures):
        frame = figure.frame
        if frame.number is None or not frame.number.percent or frame.number.approximate or frame.parent is None:
            continue
        if frame.kind == "share" and not frame.weak and any("率" not in word for word in frame.marks.get("share", ())):
            found = _share(figures, index, rows.get(index, frame.parent), bases)
        elif frame.kind == "growth" and frame.acts:
            found = _growth(figures, index)
        else:
            found = None
        if found is not None:
            yield found


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
            if parts.start >= 0 and all(figures[part].frame.kind == "count" for part in parts):
                found.update(zip(range(index, run), parts, strict=True))
        index = max(run, index + 1)
    return found


def _share(figures: Sequence[Figure], index: int, part: int, bases: dict[int, list[Decimal]]) -> Rate | None:
    rate = figures[index].frame.number
    assert rate is not None
    share = figures[part].frame
    if share.number is None or share.number.approximate or not share.number.unit:
        return None
    candidates = [
        other
        for other in range(max(part - LOOK_BACK, 0), part)
        if _base(figures[other], figures[part]) and figures[part].frame.sentence - figures[other].frame.sentence <= 1
    ]
    if share.parent is not None and share.parent not in candidates and _base(figures[share.parent], figures[part]):
        # A long list of parts: what they are parts of stands far before.
        candidates.append(share.parent)
    if not candidates:
        return None
    worked = [(_percent(share.number, _number(figures[other])), other) for other in candidates]
    stated = abs(Decimal(rate.value))
    nearest, base = min(worked, key=lambda one: abs(one[0] - stated))
    holds = any(_written(one, rate) for one, _ in worked) or any(
        _written(_percent(share.number, whole), rate) for whole in bases.get(part, ())
    )
    return Rate("share", index, part, base, nearest, holds)


def _base(other: Figure, part: Figure) -> bool:
    one, number = other.frame, part.frame.number
    if one.kind != "count" or one.number is None or one.number.percent or number is None or one.number.value == 0:
        return False
    if one.number.approximate or one.number.value < number.value:
        return False
    return one.number.unit == number.unit or (bool(one.heads) and one.heads == part.frame.heads)


def _growth(figures: Sequence[Figure], index: int) -> Rate | None:
    """1062件，同比增加302件，增长39.7%; 由20篇增加到25篇，增长25%."""
    rate = figures[index].frame.number
    before = index - 1
    if before < 0 or rate is None:
        return None
    after = figures[index + 1].frame if index + 1 < len(figures) else None
    if after is not None and after.kind == "base" and FROM not in after.contains:
        return _grown_from(figures, index, rate)
    if before < 1:
        return None
    last, other = figures[before].frame, figures[before - 1].frame
    if last.sentence != figures[index].frame.sentence or last.number is None or other.number is None:
        return None
    if last.number.approximate or other.number.approximate or not last.number.unit:
        return None
    if last.number.unit != other.number.unit or last.number.percent:
        return None
    now, change = Decimal(other.number.value), Decimal(last.number.value)
    if last.kind == "growth" and last.acts and other.kind == "count" and last.parent == before - 1:
        base = now + change if last.acts[0][0] in DOWN else now - change
    elif last.kind == "growth" and last.acts and other.kind == "base":
        base = now
    elif last.kind == "count" and other.kind == "base":
        base, change = now, abs(change - now)
    elif last.kind == "base" and other.kind == "count":
        base, change = change, abs(now - change)
    else:
        return None
    if base <= 0:
        return None
    worked = Decimal(100) * change / base
    return Rate("growth", index, before - 1, before, worked, _written(worked, rate))


def _grown_from(figures: Sequence[Figure], index: int, rate: Number) -> Rate | None:
    """322件，同比增长15%（上年为280件）."""
    now, base = figures[index - 1].frame, figures[index + 1].frame
    same = now.sentence == figures[index].frame.sentence == base.sentence and now.kind == "count"
    if not same or now.number is None or base.number is None or now.number.unit != base.number.unit:
        return None
    if now.number.approximate or base.number.approximate or base.number.value <= 0:
        return None
    change = abs(Decimal(now.number.value) - Decimal(base.number.value))
    worked = Decimal(100) * change / Decimal(base.number.value)
    return Rate("growth", index, index - 1, index + 1, worked, _written(worked, rate))


def _number(figure: Figure) -> Decimal:
    return Decimal(figure.frame.number.value) if figure.frame.number is not None else Decimal(0)


def _percent(part: Number, whole: Decimal) -> Decimal:
    return Decimal(100) * Decimal(part.value) / whole


def _written(worked: Decimal, rate: Number) -> bool:
    """Whether a percentage is the one worked out, rounded or cut off to as many places as are written."""
    stated = abs(Decimal(rate.value))
    exponent = stated.as_tuple().exponent
    place = Decimal(1).scaleb(exponent if isinstance(exponent, int) and exponent < 0 else 0)
    return any(worked.quantize(place, rounding=way) == stated for way in (ROUND_HALF_UP, ROUND_DOWN))
