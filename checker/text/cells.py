"""What the figure cell of a table says: a number, a bound, nothing, a stroke, or something unreadable."""

from __future__ import annotations

import re
from decimal import Decimal
from enum import StrEnum

from checker.record import dataclass
from checker.text.digits import NUMERAL, chinese_number
from checker.text.normalize import same_length
from checker.text.units import ARABIC, MONEY, UNIT, arabic, scaled, to_yuan


class CellState(StrEnum):
    """What a figure cell says. Blank, a stroke, zero and words are four different things.

    A bound is a number that is only said to be greater or less: <1, ≥400.
    """

    NUMBER = "number"
    BOUND = "bound"
    BLANK = "blank"
    NOT_FILLED = "not_filled"
    UNREADABLE = "unreadable"


@dataclass(frozen=True, slots=True)
class CellNumber:
    """A figure cell as read: `value` only when the state is NUMBER, in `unit` as for Number or a sign of money ($).

    `sign` is how the sign is written: "", "+", "-", or the word (增10 has "增", 减8 has "减" and the value -8).
    `text` is what stands in the cell but for the spaces round it, from `start` to `end`; 无 is UNREADABLE.
    """

    state: CellState
    value: int | Decimal | None = None
    unit: str = ""
    sign: str = ""
    approximate: bool = False
    percent: bool = False
    text: str = ""
    start: int = 0
    end: int = 0

    @property
    def yuan(self) -> Decimal | None:
        """The amount in yuan, None when the cell is no amount in yuan."""
        return None if self.value is None else to_yuan(self.value, self.unit)


_BLANK = re.compile(r"[\s\u00a0\u00ad\u200b-\u200f\u2060\u3000\ufeff\x00-\x1f]*")
_STROKES = re.compile(r"(?:[/\\\-_~*.·×]+|…+|n/?a)", re.IGNORECASE)
_CELL = re.compile(
    rf"(?P<word>增加?|新增|减少?|下降|增长)?\s?(?P<sign>[+\-])?\s?(?:(?P<part>百分之|千分之)\s?)?"
    rf"(?P<about>约)?(?P<coin>[$€£])?\s?(?:(?P<arabic>{ARABIC}|\d+\.(?=\s*$))|(?P<chinese>{NUMERAL}{{1,24}}(?:点{NUMERAL}{{1,12}})?))"
    rf"(?P<more>余|多)?\s?(?P<scale>万亿|千万|百万|亿|万|千|百)?(?P<more2>余|多)?\s*(?P<unit>%|‰|{UNIT})?",
    re.IGNORECASE,
)
_WRAPPED = re.compile(r"\d[\d,]{2,}(?:\s*\n\s*[\d,]+)+")
_BOUND = re.compile(rf"[<>≤≥]=?\s?{ARABIC}")


def cell_number(text: str) -> CellNumber:
    """What a figure cell says. Reads no more than it must: two numbers in one cell, 0。 or 无 are UNREADABLE."""
    start, after = _blank(text), _blank(text[::-1])
    if start == len(text):
        return CellNumber(CellState.BLANK)
    end = len(text) - after
    inner = text[start:end]
    plain = same_length(inner)
    if "\n" in plain and _WRAPPED.fullmatch(plain):
        plain = _unwrapped(plain)
    if _STROKES.fullmatch(re.sub(r"\s+", "", plain)):
        return CellNumber(CellState.NOT_FILLED, text=inner, start=start, end=end)
    found = _CELL.fullmatch(plain)
    value = None
    if found is not None:
        value = arabic(found["arabic"]) if found["arabic"] else chinese_number(found["chinese"])
    if found is None or value is None:
        if _BOUND.fullmatch(plain):
            return CellNumber(CellState.BOUND, text=inner, start=start, end=end)
        return CellNumber(CellState.UNREADABLE, text=inner, start=start, end=end)
    scale, unit = found["scale"] or "", found["unit"] or ""
    percent = unit == "%" or found["part"] == "百分之"
    unit = "%" if percent else "‰" if found["part"] else unit or found["coin"] or ""
    if unit in MONEY:
        unit = scale + unit
    else:
        value = scaled(value, scale)
    sign = found["word"] or found["sign"] or ""
    if sign.startswith(("减", "下降", "-")):
        value = -value
    about = bool(found["about"] or found["more"] or found["more2"])
    return CellNumber(CellState.NUMBER, value, unit, sign, about, percent, inner, start, end)


def _unwrapped(plain: str) -> str:
    """A number that its narrow column broke over lines; lines that may as well be numbers of their own stay apart."""
    lines = [line.strip() for line in plain.split("\n")]
    full = len(lines[0])
    broken = all(len(line) == full for line in lines[:-1]) and (len(lines[-1]) < full or full > 3)
    return "".join(lines) if broken and len(lines[-1]) <= full else plain


def _blank(text: str) -> int:
    """How many characters at the beginning show nothing."""
    found = _BLANK.match(text)
    return found.end() if found else 0
