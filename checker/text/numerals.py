"""Numbers as reports write them, Arabic or Chinese, with unit, sign and place; dates and figure cells besides."""

from __future__ import annotations

import re
from decimal import Decimal

from checker.record import dataclass
from checker.text.cells import CellNumber, CellState, cell_number
from checker.text.dates import Period, WrittenDate, dates, periods
from checker.text.digits import NUMERAL, chinese_number
from checker.text.normalize import same_length
from checker.text.units import ARABIC, MONEY, SCALES, UNIT, arabic, scaled, to_yuan

__all__ = [
    "CellNumber",
    "CellState",
    "Number",
    "Period",
    "WrittenDate",
    "cell_number",
    "dates",
    "numbers",
    "periods",
]

_ONE = {"名": "称单义字录", "条": "例", "级": "", "点": "", "个": "", "线": "", "件": "", "类": "", "部": "分门署队"}
"""Units of which some are more often the beginning of a word: the characters that show it."""
_CUTS = (*",;.。、:!?()", "")
"""What must stand behind 零件 for it to be no piece of a machine."""
_BEFORE_ONE = "统进唯逐专之某任划不同单万归齐第每初惟整均"
"""Characters before 一 that make a word with it (统一, 进一步, 唯一), not a count."""

_SCALE = r"(?:万亿|千万|百万|亿|万|千(?![米克瓦])|百(?!分))"
_MORE = "(?:余|多|几|来(?=[件条个项份期家名人次年天万亿]))"
_TOKEN = re.compile(
    rf"(?=[A-Za-z\d]|{NUMERAL})(?:"  # asked first: at most characters none of these begins
    r"(?P<other>[A-Za-z0-9][A-Za-z0-9._%+-]{0,64}@[A-Za-z0-9.-]{1,255}|[A-Za-z][A-Za-z0-9_:/.?=&%#~+-]*"
    r"|\d+(?:\.\d+){2,}|\d{25,})"
    rf"|(?P<part>[百千]分之)(?P<of>{ARABIC}|[零〇一二两三四五六七八九十百点]{{1,12}})"
    r"|(?P<whole>[二两三四五六七八九十]{1,3})分之(?P<fraction>[一二两三四五六七八九])"
    r"|(?<![一二三四五六七八九十])(?P<tenths>[一二三四五六七八九])成(?![立员功本熟果交品不就份年套])"
    rf"|(?P<arabic>{ARABIC})(?P<more>{_MORE})?(?P<scale>{_SCALE})?"
    r"(?P<rest>\d{1,9}(?:\.\d{1,9})?(?:万|千|百)(?=\D))?(?P<more2>余|多)?"
    rf"|(?P<chinese>{NUMERAL}{{1,24}}(?:点[零〇一二三四五六七八九]{{1,12}})?)"
    r"(?P<more3>余|多|几|来)?(?P<scale3>万|亿)?(?P<more4>余|多)?)"
)
_SCALED = re.compile(rf"\d(?:\.(?P<places>\d+))?(?P<scale>{_SCALE})(?!\d)")
_PERCENT = re.compile(r"\s{0,2}(?:(?P<percent>%)|(?P<mille>‰))")
_AFTER = re.compile(rf"[ \u00a0\u3000]{{0,2}}(?P<unit>{UNIT})(?P<loose>以上|以下|以内|左右|上下|不等)?")
_SHARED = re.compile(r"(?:占|占比|比例|比重|约|近|逾|超|超过|过|达|到|不足|不到)(?:约|为|达|到|了|近)?$")
_LOOSE = re.compile(r"(?:以上|以下|以内|左右|上下|不等)")
_ABOUT = re.compile(
    r"(?:大约|约|近|超过|超|逾|不足|不到|不少于|不低于|不超过|至少|最多|将近|接近|突破|达到?近|高于|低于|多于|少于)(?:有|为|达)?\s{0,2}$"
)


@dataclass(frozen=True, slots=True)
class Number:
    """A number of a text; `text` is `[start:end]` of it, sign, scale, unit and 余 included.

    20.5万条 is 205000 条, but an amount of money keeps the scale in its unit: 397.51万元 is 397.51 万元. Values of
    `percent` count hundredths (32.5% is 32.5); a per mille has the unit ‰. `approximate`: 余, 约, 近, 以上 and so on.
    `ordinal`: 第3条, 711号; not a count.
    """

    value: int | Decimal
    start: int
    end: int
    approximate: bool
    unit: str
    ordinal: bool
    percent: bool
    text: str

    @property
    def yuan(self) -> Decimal | None:
        """The amount in yuan, None when the number is no amount in yuan."""
        return to_yuan(self.value, self.unit)

    @property
    def step(self) -> Decimal:
        """One in the last place that is written, of a number with a scale: 100 of 3.07万件, in yuan 1000 of 397.5万元.

        0 where every digit is written, so that nothing was rounded.
        """
        written = _SCALED.search(self.text)
        if written is None:
            return Decimal(0)
        return Decimal(SCALES[written["scale"]]).scaleb(-len(written["places"] or ""))


def numbers(text: str) -> list[Number]:
    """Every number of a text in order. Codes with leading zeros, versions, addresses and words with 一 are none."""
    plain = same_length(text)
    found: list[Number] = []
    token = _TOKEN.search(plain)
    while token:
        end = token.end()
        if token.lastgroup != "other":
            comma = _false_group(text, token)
            number = _number(text, plain, token, comma)
            end = comma or end
            if number is not None:
                found.append(number)
        token = _TOKEN.search(plain, end)
    return found


def _false_group(text: str, token: re.Match[str]) -> int | None:
    """Where a full-width comma between half-width digits parts two numbers ("5，100"), None where none does."""
    start, end = token.span()
    comma = text.find("，", start, end)
    return comma if comma > 0 and token["arabic"] and re.search("[0-9]", text[start:end]) else None


@dataclass(frozen=True, slots=True)
class _Written:
    """The digits of a number with their scale, as read by themselves; `end` is where they end."""

    value: int | Decimal
    end: int
    about: bool
    """Whether 余 or the like is written among them."""
    scale: str
    """The scale that an amount of money keeps in its unit: 万 of 397.51万元."""


def _number(text: str, plain: str, token: re.Match[str], comma: int | None) -> Number | None:
    """The number of a token with what stands around it; None where it is none. `comma` is where a false group ends."""
    if token["part"]:
        return _share(text, plain, token)
    if token["whole"]:
        return _fraction(text, token)
    if token["tenths"]:
        return _tenths(text, plain, token)
    written = _in_arabic(token, comma) if token["arabic"] else _in_chinese(token)
    if written is None:
        return None
    start, value = token.start(), written.value
    rate = _PERCENT.match(plain, written.end)
    if rate:
        start, value = _signed(plain, start, value)
        sign, percent = rate.group().strip(), rate["percent"] is not None
        return Number(value, start, rate.end(), written.about, sign, False, percent, text[start : rate.end()])
    unit, loose, end = _unit(plain, written.end)
    ranked = plain[start - 1 : start] == "第"
    ordinal = ranked or unit == "号"
    if token["chinese"] and not ordinal and not _counts(plain, start, token["chinese"], unit, written.end):
        return None
    start, value = (start - 1, value) if ranked else _signed(plain, start, value)
    about = written.about or loose or _about(plain, start)
    if unit in MONEY:
        unit, value = written.scale + unit, scaled(Decimal(value) / SCALES[written.scale], "")
    return Number(value, start, end, about, unit, ordinal, False, text[start:end])


def _fraction(text: str, token: re.Match[str]) -> Number | None:
    """四分之一 as 25 percent, of which nobody says that it is exact."""
    of, part = (chinese_number(token[name].replace("两", "二")) for name in ("whole", "fraction"))
    if not of or not part or part > of:
        return None
    start, end = token.span()
    return Number(
        (Decimal(100) * part / of).quantize(Decimal("0.01")), start, end, True, "%", False, True, text[start:end]
    )


def _tenths(text: str, plain: str, token: re.Match[str]) -> Number | None:
    """六成 as 60 percent, of which nobody says that it is exact, where it is told of a share: 占六成, 近六成."""
    start, end = token.span()
    if not _SHARED.search(plain, max(start - 5, 0), start):
        return None
    value = chinese_number(token["tenths"])
    return Number((value or 0) * 10, start, end, True, "%", False, True, text[start:end])


def _share(text: str, plain: str, token: re.Match[str]) -> Number | None:
    """百分之三十二点五 and 千分之五."""
    start, end = token.span()
    value = arabic(token["of"]) if token["of"][0].isdigit() else chinese_number(token["of"])
    if value is None:
        return None
    percent = token["part"] == "百分之"
    return Number(value, start, end, _about(plain, start), "%" if percent else "‰", False, percent, text[start:end])


def _in_arabic(token: re.Match[str], comma: int | None) -> _Written | None:
    """12, 20.5万, 3亿5000万; None for digits that are a code, as the zero before them shows."""
    digits, end = token["arabic"], token.end()
    scale, about = token["scale"] or "", bool(token["more"] or token["more2"])
    if comma:
        digits, end, scale, about = digits.partition(",")[0], comma, "", False
    if len(digits) > 1 and digits[0] == "0" and digits[1].isdigit():
        return None
    value = scaled(arabic(digits), scale)
    rest = token["rest"]
    if rest and (comma or scale not in ("亿", "万", "千")):
        return _Written(value, token.start("rest"), about, scale)  # a number of its own follows
    if rest:
        value, scale = scaled(value + scaled(arabic(rest[:-1]), rest[-1]), ""), rest[-1]
    return _Written(value, end, about, scale)


def _in_chinese(token: re.Match[str]) -> _Written | None:
    """一千零六十二, 三点五万; None for characters that make no number."""
    digits, scale = token["chinese"], token["scale3"] or ""
    value = chinese_number(digits)
    if value is None or (scale and not isinstance(value, Decimal) and digits[-1] in "万亿"):
        return None
    about = bool(token["more3"] or token["more4"])
    return _Written(scaled(value, scale), token.end(), about, scale or _money_scale(digits))


def _about(plain: str, start: int) -> bool:
    """Whether 约, 超过 or the like stands right before."""
    return bool(_ABOUT.search(plain[max(start - 5, 0) : start]))


def _money_scale(digits: str) -> str:
    return digits[-1] if digits[-1] in "万亿" and len(digits) > 1 else ""


def _unit(plain: str, end: int) -> tuple[str, bool, int]:
    """The unit after a number, whether 以上 or the like follows, and where it ends."""
    found = _AFTER.match(plain, end)
    if found is None:
        loose = _LOOSE.match(plain, end)
        return "", loose is not None, loose.end() if loose else end
    unit = found["unit"]
    if plain[found.end("unit") : found.end("unit") + 1] in tuple(_ONE.get(unit, "")):
        return "", False, end
    return unit, found["loose"] is not None, found.end()


def _counts(plain: str, start: int, core: str, unit: str, end: int) -> bool:
    """Whether Chinese digits are a count: with a unit, or with a step (一千零六十二); 一是, 统一名称, 零件 are not."""
    before = plain[start - 1 : start]
    if core == "一" and before and before in _BEFORE_ONE:
        return False
    if core == "一" and unit == "起" and before and before in "在同和与并":
        return False  # 并在一起办理
    if core in ("零", "〇"):
        return unit not in ("", "点", "星") and (unit != "件" or (before != "" and plain[end + 1 : end + 2] in _CUTS))
    if before in ("(", "第") and plain[end : end + 1] == ")":
        return False
    if unit:
        return core not in ("万", "千", "百", "亿") and not (core == "千" and unit == "克")
    return len(core) > 2 and any(character in "十百千万亿" for character in core[1:])


def _signed(plain: str, start: int, value: int | Decimal) -> tuple[int, int | Decimal]:
    """The start and value with a sign before the number; a dash after a digit, letter or date is no sign."""
    sign = plain[start - 1 : start]
    if sign not in ("+", "-") or not sign:
        return start, value
    before = plain[start - 2 : start - 1] if start > 1 else ""
    if before and not (before.isspace() or before in "(,:;、。=/增减为是\"'<>"):
        return start, value
    return start - 1, -value if sign == "-" else value
