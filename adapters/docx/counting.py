"""The number formats of automatic numbering (ST_NumberFormat, ISO/IEC 29500-1, 17.18.59)."""

from __future__ import annotations

from collections.abc import Callable

DIGITS = "○一二三四五六七八九"
STEMS = "甲乙丙丁戊己庚辛壬癸"
BRANCHES = "子丑寅卯辰巳午未申酉戌亥"
LEGAL_SIMPLIFIED = "零壹贰叁肆伍陆柒捌玖"
LEGAL_TRADITIONAL = "零壹貳參肆伍陸柒捌玖"
ROMAN = [(1000, "M"), (900, "CM"), (500, "D"), (400, "CD"), (100, "C"), (90, "XC"), (50, "L")]
ROMAN += [(40, "XL"), (10, "X"), (9, "IX"), (5, "V"), (4, "IV"), (1, "I")]


def counted(number: int, form: str) -> str:
    """`number` in a format; an unknown format and a number the format has no sign for are written in digits."""
    if form in ("none", "bullet"):
        return ""
    write = FORMATS.get(form)
    return (write(number) if write is not None and 0 <= number < 100_000 else None) or str(number)


def _digits(number: int) -> str:
    return "".join(DIGITS[int(digit)] for digit in str(number))


def _places(number: int, digits: str, units: str, bare_ten: bool) -> str:
    """Digits with units, a single zero between ("一百零一"); `bare_ten`: 10 to 19 begin with the ten itself."""
    if number == 0:
        return digits[0]
    myriads, rest = divmod(number, 10_000)
    if myriads:
        tail = _places(rest, digits, units, False) if rest else ""
        gap = digits[0] if 0 < rest < 1000 else ""
        return _places(myriads, digits, units, bare_ten) + "万" + gap + tail
    text = ""
    figures = str(number)
    for index, figure in enumerate(figures):
        if figure == "0":
            if not text.endswith(digits[0]):
                text += digits[0]
        else:
            place = len(figures) - 1 - index
            text += digits[int(figure)] + (units[place - 1] if place else "")
    text = text.rstrip(digits[0])
    return text[1:] if bare_ten and 10 <= number < 20 else text


def _chinese(number: int) -> str:
    return _digits(number) if number >= 100 else _places(number, DIGITS, "十百千", True)


def _thousand(number: int) -> str:
    return _places(number, "零一二三四五六七八九", "十百千", True)


def _japanese(number: int) -> str:
    """Without zeros, and without a one before ten, hundred and thousand."""
    if not 0 < number < 10_000:
        return _digits(number)
    figures = [(number // 10**place % 10, place) for place in (3, 2, 1, 0)]
    return "".join(
        (DIGITS[figure] if figure > 1 or place == 0 else "") + ("", "十", "百", "千")[place]
        for figure, place in figures
        if figure
    )


def _letters(number: int) -> str:
    """a to z, then aa, bb: the letter as often as the alphabet was gone through."""
    return chr(ord("a") + (number - 1) % 26) * ((number - 1) // 26 + 1) if 0 < number <= 26 * 30 else ""


def _roman(number: int) -> str:
    text = ""
    for worth, sign in ROMAN:
        count, number = divmod(number, worth)
        text += sign * count
    return text


def _cycle(signs: str, digits: bool = False) -> Callable[[int], str]:
    """Signs from 1 on; past the last one again from the first, or in digits."""
    return lambda number: "" if number < 1 or (digits and number > len(signs)) else signs[(number - 1) % len(signs)]


def _block(first: str, count: int) -> Callable[[int], str]:
    """Consecutive characters of Unicode from 1 on, digits past the last."""
    return lambda number: chr(ord(first) + number - 1) if 1 <= number <= count else ""


def _circled(number: int) -> str:
    for low, high, first in ((1, 20, "①"), (21, 35, "㉑"), (36, 50, "㊱")):
        if low <= number <= high:
            return chr(ord(first) + number - low)
    return "⓪" if number == 0 else ""


FORMATS: dict[str, Callable[[int], str]] = {
    "decimal": str,
    "decimalZero": lambda number: f"{number:02d}",
    "decimalFullWidth": lambda number: "".join(chr(ord("０") + int(digit)) for digit in str(number)),
    "decimalFullWidth2": lambda number: "".join(chr(ord("０") + int(digit)) for digit in str(number)),
    "decimalEnclosedCircle": _circled,
    "decimalEnclosedCircleChinese": _circled,
    "decimalEnclosedFullstop": _block("⒈", 20),
    "decimalEnclosedParen": _block("⑴", 20),
    "numberInDash": lambda number: f"- {number} -",
    "lowerLetter": _letters,
    "upperLetter": lambda number: _letters(number).upper(),
    "lowerRoman": lambda number: _roman(number).lower(),
    "upperRoman": _roman,
    "chineseCounting": _chinese,
    "chineseCountingThousand": _thousand,
    "taiwaneseCounting": _chinese,
    "taiwaneseCountingThousand": _thousand,
    "taiwaneseDigital": _digits,
    "japaneseCounting": _japanese,
    "japaneseDigitalTenThousand": _digits,
    "koreanDigital2": _digits,
    "ideographDigital": _digits,
    "ideographTraditional": _cycle(STEMS, digits=True),
    "ideographZodiac": _cycle(BRANCHES),
    "ideographEnclosedCircle": _block("㊀", 10),
    "chineseLegalSimplified": lambda number: _places(number, LEGAL_SIMPLIFIED, "拾佰仟", False),
    "ideographLegalTraditional": lambda number: _places(number, LEGAL_TRADITIONAL, "拾佰仟", False),
    "japaneseLegal": lambda number: _places(number, LEGAL_TRADITIONAL, "拾佰仟", False),
    "ordinal": lambda number: f"{number}{_suffix(number)}",
}


def _suffix(number: int) -> str:
    if number % 100 in (11, 12, 13):
        return "th"
    return {1: "st", 2: "nd", 3: "rd"}.get(number % 10, "th")
