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
        return _spelled(text)
    total = _Sum()
    return total.value() if all(total.take(character) for character in text) else None


def _spelled(text: str) -> int | None:
    """二〇二一, digit by digit; two or three digits without a zero are no number (三四, 五六七)."""
    if 1 < len(text) < 4 and not set(text) & set("零〇"):
        return None
    return int("".join(str(DIGITS[character]) for character in text))


class _Sum:
    """A numeral with steps as it is read, character by character: 三亿二千万零五十.

    `total` is what stands before the last myriad (万, 亿, 兆), `section` what has been counted after it, `digit` the
    digit that still waits for its step. Steps fall within a section, and myriads fall.
    """

    def __init__(self) -> None:
        self.total = self.section = 0
        self.digit: int | None = None
        self.last_ten, self.last_myriad = 10**5, 10**16
        self.step = 0
        """The last step, of which a digit alone counts tenths; 0 after 零."""

    def take(self, character: str) -> bool:
        """Go on by a character; False where it cannot stand there."""
        if character in "零〇":
            self.step = 0
            return self.digit is None
        if character in DIGITS:
            free = self.digit is None
            self.digit = DIGITS[character]
            return free
        if character in TENS:
            return self._ten(TENS[character])
        return character in MYRIADS and self._myriad(MYRIADS[character])

    def _ten(self, size: int) -> bool:
        # 十 may stand without a digit, 百 and 千 may not; nor may any within a section that has begun.
        if size >= self.last_ten or (self.digit is None and (self.section or size > 10)):
            return False
        self.section += (1 if self.digit is None else self.digit) * size
        self.digit, self.last_ten, self.step = None, size, size
        return True

    def _myriad(self, size: int) -> bool:
        self.section += self.digit or 0
        if size >= self.last_myriad or not (self.section or self.total):
            return False
        self.total = self.total + self.section * size if self.section else self.total * size
        self.section, self.digit, self.last_ten = 0, None, 10**5
        self.last_myriad = self.step = size
        return True

    def value(self) -> int:
        """What has been read: 三万五 is 35,000, a digit alone after a step counts tenths of it unless 零 is between."""
        tenths = self.step // 10 if self.step > 10 else 1
        return self.total + self.section + (self.digit or 0) * tenths


def chinese_numeral(number: int) -> str:
    """A number from 1 to 99 in Chinese numerals, as lists are numbered: 十, 十一, 二十."""
    tens, ones = divmod(number, 10)
    digits = "一二三四五六七八九"
    return ("" if tens < 2 else digits[tens - 1]) + ("十" if tens else "") + (digits[ones - 1] if ones else "")
