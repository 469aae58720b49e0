"""Chinese numerals as values: 一千零六十二, 两万三千, 二〇二一, 三点五."""

from __future__ import annotations

from decimal import Decimal

DIGITS = {character: value for value, row in enumerate(
    ("零〇", "一壹", "二两贰", "三叁", "四肆", "五伍", "六陆", "七柒", "八捌", "九玖")
) for character in row}  # fmt: skip
TENS = {"十": 10, "拾": 10, "百": 100, "佰": 100, "千": 1000, "仟": 1000}
MYRIADS = {"万": 10**4, "亿": 10**8, "兆": 10**12}
NUMERAL = "[零〇一二两三四五六七八九十百千万亿壹贰叁肆伍陆柒捌玖拾佰仟廿卅]"


def chinese_number(text: str) -> int | Decimal | None:
    """The value of a Chinese numeral, None when the characters do not make one (三四, 十百, 万一)."""
    whole, point, fraction = text.partition("点")
    value = _whole(whole)
    if value is None or not point:
        return value
    if not fraction or any(character not in DIGITS for character in fraction):
        return None
    return value + Decimal("0." + "".join(str(DIGITS[character]) for character in fraction))


def _whole(text: str) -> int | None:
    text = text.replace("廿", "二十").replace("卅", "三十").replace("万亿", "兆")
    if text and all(character in DIGITS for character in text):
        if len(text) > 1 and len(text) < 4 and not set(text) & set("零〇"):
            return None
        return int("".join(str(DIGITS[character]) for character in text))
    total = section = 0
    digit: int | None = None
    last_ten, last_myriad = 10**5, 10**16
    step = 0
    for character in text:
        if character in "零〇":
            if digit is not None:
                return None
            step = 0
        elif character in DIGITS:
            if digit is not None:
                return None
            digit = DIGITS[character]
        elif character in TENS:
            if TENS[character] >= last_ten or (digit is None and (section or TENS[character] > 10)):
                return None
            last_ten = step = TENS[character]
            section += (1 if digit is None else digit) * last_ten
            digit = None
        elif character in MYRIADS:
            if digit is not None:
                section += digit
                digit = None
            if MYRIADS[character] >= last_myriad or (not section and not total):
                return None
            last_myriad, last_ten = MYRIADS[character], 10**5
            step = last_myriad
            total = total + section * last_myriad if section else total * last_myriad
            section = 0
        else:
            return None
    if digit is not None:
        # 三万五 is 35,000: a digit alone after a step counts tenths of it, unless 零 stands between.
        section += digit * (step // 10 if step > 10 else 1)
    return total + section


def chinese_numeral(number: int) -> str:
    """A number from 1 to 99 in Chinese numerals, as lists are numbered: 十, 十一, 二十."""
    tens, ones = divmod(number, 10)
    digits = "一二三四五六七八九"
    return ("" if tens < 2 else digits[tens - 1]) + ("十" if tens else "") + (digits[ones - 1] if ones else "")
