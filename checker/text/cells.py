"""What the figure cell of a table says: a number, a bound, nothing, a stroke, or something unreadable."""

from __future__ import annotations

import re
from decimal import Decimal
from enum import StrEnum
from functools import lru_cache

from checker.record import dataclass
from checker.text.digits import NUMERAL, chinese_number
from checker.text.normalize import RAISED, UNSEEN, same_length
from checker.text.units import ARABIC, MONEY, MOST_DIGITS, UNIT, arabic, scaled, to_yuan


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
    `remark` is what is written after the number: （含自然失效29件）, the sign of a note. `sure` is False where digits
    stand apart in a way that one number and several may have (a 1 above a 2): the value is then only a guess.
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
    remark: str = ""
    sure: bool = True

    @property
    def yuan(self) -> Decimal | None:
        """The amount in yuan, None when the cell is no amount in yuan."""
        return None if self.value is None else to_yuan(self.value, self.unit)


_BLANK = re.compile(rf"[\s\u3000\x00-\x1f{UNSEEN}{RAISED}]*")
_NO_DIGIT = re.compile(f"[{UNSEEN}{RAISED}]+")
"""What is no part of a number: characters that nobody sees, and the raised figures of notes."""
_STROKES = re.compile(r"(?:[/\\\-_~*.·×]+|…+|n/?a)", re.IGNORECASE)
_CELL = re.compile(
    rf"(?P<word>增加?|新增|减少?|下降|增长)?\s?(?P<sign>[+\-])?\s?(?:(?P<part>百分之|千分之)\s?)?"
    rf"(?P<about>约)?(?P<coin>[$€£])?\s?(?:(?P<arabic>{ARABIC}|\d+\.(?=\s*$)|\.\d{{1,6}})|(?P<chinese>{NUMERAL}{{1,24}}(?:点{NUMERAL}{{1,12}})?))"
    rf"(?P<more>余|多)?\s?(?P<scale>万亿|千万|百万|亿|万|千|百)?(?P<more2>余|多)?\s*"
    rf"(?:(?P<unit>%|‰|{UNIT})|\((?P<scale2>亿|万|千|百)?(?P<unit2>%|{UNIT})\))?"
)
_REMARK = re.compile(
    r"[(\[〔【][^()\[\]]*(?:\([^()]*\)[^()\[\]]*)*[)\]〕】]|[*※★☆†‡△▲\u2460-\u2473]{1,3}|(?:备?注)\d{0,2}"
    r"|[,;:。]?\s*(?:其中|包括|包含|不?含|另有?)[^0-9\s].*",
    re.DOTALL,
)
"""What may follow a number in its cell: something in brackets, the sign of a note, what the number includes."""
_OF_TIME = ("年", "年度", "月", "月份", "日", "号", "期", "季度", "周", "天")
"""With one of these units before it, a remark belongs to a heading (2023年（件）), not to a figure."""
_BOUND = re.compile(rf"[<>≤≥]=?\s?{ARABIC}")
_APART = re.compile(r"(?P<sign>[+\-]?\s?)(?P<digits>\d[\d,.]*(?:\s+[\d,.]+)+)(?P<rest>\D*)", re.DOTALL)
_MOST_SPACED = 6
"""Digits of a number that is set wide; more of them are a row of figures."""
_MOST_PIECES = 6
"""In which a number may stand; more of them are figures of their own."""


@lru_cache(maxsize=8192)  # the cells of a report say the same few things, and each is asked several times
def cell_number(text: str) -> CellNumber:
    """What a figure cell says. Reads no more than it must: 0。 or 无 are UNREADABLE."""
    if text.isascii() and text.isdigit() and len(text) <= MOST_DIGITS:  # most figures are written so
        return CellNumber(CellState.NUMBER, int(text), text=text, end=len(text))
    start, after = _blank(text), _blank(text[::-1])
    if start == len(text):
        return CellNumber(CellState.BLANK)
    end = len(text) - after
    inner = text[start:end]
    plain = _NO_DIGIT.sub("", same_length(inner))
    if _STROKES.fullmatch(re.sub(r"\s+", "", plain)):
        return CellNumber(CellState.NOT_FILLED, text=inner, start=start, end=end)
    whole, sure = _together(plain)
    found, remark = _number(whole)
    value = None
    if found is not None:
        value = arabic(found["arabic"]) if found["arabic"] else chinese_number(found["chinese"])
    if found is None or value is None:
        if _BOUND.fullmatch(plain):
            return CellNumber(CellState.BOUND, text=inner, start=start, end=end)
        return CellNumber(CellState.UNREADABLE, text=inner, start=start, end=end)
    scale, unit = found["scale"] or found["scale2"] or "", found["unit"] or found["unit2"] or ""
    percent = unit == "%" or found["part"] == "百分之"
    unit = "%" if percent else "‰" if found["part"] else unit or found["coin"] or ""
    if remark and unit in _OF_TIME:
        return CellNumber(CellState.UNREADABLE, text=inner, start=start, end=end)
    if unit in MONEY:
        unit = scale + unit
    else:
        value = scaled(value, scale)
    sign = found["word"] or found["sign"] or ""
    if sign.startswith(("减", "下降", "-")):
        value = -value
    about = bool(found["about"] or found["more"] or found["more2"])
    return CellNumber(CellState.NUMBER, value, unit, sign, about, percent, inner, start, end, remark, sure)


def _number(plain: str) -> tuple[re.Match[str] | None, str]:
    """The number that a cell is, and what is remarked on it after it."""
    found = _CELL.fullmatch(plain)
    if found is not None:
        return found, ""
    begun = _CELL.match(plain)
    if begun is None:
        return None, ""
    rest = plain[begun.end() :].strip()
    return (begun, rest) if _REMARK.fullmatch(rest) else (None, "")


def _together(plain: str) -> tuple[str, bool]:
    """A number whose digits stand apart, put together, and whether they are certainly one: set wide (1 7 0 4), broken
    by a narrow column or by hand (17, 04 below), or with its thousands apart. Other digits stay as they are."""
    apart = _APART.fullmatch(plain)
    if apart is None or re.match(ARABIC + r"\D*\Z", plain):
        return plain, True
    digits = apart["digits"]
    pieces = digits.split()
    joined = "".join(pieces)
    if joined[0] == "0" and joined[:2] not in ("0", "0."):
        return plain, True
    full = len(pieces[0])
    even = all(len(piece) == full for piece in pieces[:-1]) and len(pieces[-1]) <= full
    if "\n" in digits:
        wrapped = even and full > 1 and (len(pieces) == 2 or len(pieces[-1]) < full)
        sure = wrapped or all(len(piece) == 3 for piece in pieces[1:])
    else:
        sure = even and full == 1 and len(set(re.findall(r"\s+", digits))) == 1 and len(pieces) <= _MOST_SPACED
    # A piece that begins with a zero is no number of its own.
    sure = sure or any(piece[0] == "0" and len(piece) > 1 for piece in pieces[1:])
    if not sure and len(pieces) > _MOST_PIECES:
        return plain, True
    return f"{apart['sign']}{joined}{apart['rest']}", sure


def _blank(text: str) -> int:
    """How many characters at the beginning show nothing."""
    found = _BLANK.match(text)
    return found.end() if found else 0
