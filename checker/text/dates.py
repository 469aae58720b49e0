"""Dates and periods as reports write them, whole or damaged, with their place."""

from __future__ import annotations

import re
from calendar import monthrange
from dataclasses import replace
from datetime import date
from functools import lru_cache

from checker.record import dataclass
from checker.text.digits import DIGITS, chinese_number
from checker.text.normalize import same_length

_YEAR = r"(?:(?<!\d)(?:19|20)\d{2}|[一二零〇OoQ][〇零一二三四五六七八九Oo]{3})"
_SMALL = r"(?:\d{1,2}|[元正一二三四五六七八九十廿]{1,3})"
_GAP = r"[ \t\u00a0]{0,3}"
_STOP = r"(?= {0,2}(?:[起始止至到\-~,。;、)）\n]|$))"
_DATE = re.compile(
    rf"(?P<y>{_YEAR}){_GAP}(?:(?P<s1>[-./])(?P<m1>\d{{1,2}})(?P=s1)(?P<d1>\d{{1,2}})(?!\d)日?"
    rf"|年?{_GAP}(?P<m2>{_SMALL}){_GAP}月{_GAP}(?:(?P<d2>{_SMALL}){_GAP}(?:日|号|{_STOP}))?"
    rf"|年度?{_GAP}(?:(?P<d3>{_SMALL}){_GAP}日)?)"
    rf"|(?P<m4>(?<![\d.]){_SMALL}){_GAP}月{_GAP}(?P<d4>{_SMALL}){_GAP}(?:日|号|{_STOP})"
)
_MONTH = {name: number for number, name in enumerate(
    ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"], 1
)}  # fmt: skip
_NAMED = (
    r"(?=(?-i:[A-Z]))(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?"
    r"|nov(?:ember)?|dec(?:ember)?)\b\.?"
)
_LETTERS = re.compile(r"[a-zA-Z]{3}|/\d{1,2}/")
_BETWEEN = re.compile(
    r"(?:\s{0,2}(?:[0-2]?\d|零)[时点](?:整|[0-5]?\d分)?)?\s{0,3}(?:起|开?始)?\s{0,3},?\s{0,3}(?:截?至|到|截止到?|[-~]{1,3}|(?:through|thru|until|to)\b)\s{0,3}",
    re.IGNORECASE,
)
_FROM = re.compile(r"(?:[自从由]|\bfrom)\s{0,2}$", re.IGNORECASE)
_TO = re.compile(r"\s{0,2}(?:止|底|结束|期间)")
_MONTHS = re.compile(
    rf"(?P<year>{_YEAR}){_GAP}年{_GAP}(?P<first>\d{{1,2}}){_GAP}月?{_GAP}[-~至到]{{1,3}}{_GAP}(?P<last>\d{{1,2}}){_GAP}月(?!{_GAP}\d)"
)


_SHORT = re.compile(r"(?P<m>[0-3]?\d)(?P<s>[/.-])(?P<d>[0-3]?\d)(?P=s)(?P<y>\d\d)")


def _spaced(plain: str) -> str:
    """With common spaces for wide ones. A class of Latin characters alone is compiled in a tenth of the time, and the
    patterns of dates have twenty of them."""
    return plain.replace("\u3000", " ")


@dataclass(frozen=True, slots=True)
class WrittenDate:
    """A date as written; a part that is not there is None. `inherited`: the year stands with the date before."""

    year: int | None
    month: int | None
    day: int | None
    start: int
    end: int
    text: str
    inherited: bool = False

    @property
    def value(self) -> date | None:
        """The day, None when a part is missing or there is no such day (2月30日)."""
        if self.year is None or self.month is None or self.day is None:
            return None
        try:
            return date(self.year, self.month, self.day)
        except ValueError:
            return None

    @property
    def complete(self) -> bool:
        """Year, month and day are written, whether or not there is such a day."""
        return None not in (self.year, self.month, self.day)


@dataclass(frozen=True, slots=True)
class Period:
    """From `start` to `end`, both included; None for what is not written, or no such day.

    A period written in months or years begins with the first day and ends with the last of them. `first` and `last` are
    the dates as written; None where the period names none (截至…, 自…起).
    """

    start: date | None
    end: date | None
    start_offset: int
    end_offset: int
    text: str
    first: WrittenDate | None = None
    last: WrittenDate | None = None


def dates(text: str) -> list[WrittenDate]:
    """Every date of a text in order, also one with a part missing or no such day; a bare month is none."""
    plain = same_length(text)
    found: list[WrittenDate] = []
    year: int | None = None
    for match in _DATE.finditer(_spaced(plain)):
        parts = {name[0]: value for name, value in match.groupdict().items() if value}
        own = _year(parts.get("y"))
        month, day = _small(parts.get("m")), _small(parts.get("d"))
        inherited = own is None and year is not None
        year = own if own is not None else year
        end = match.start() + len(match.group().rstrip())
        found.append(WrittenDate(year, month, day, match.start(), end, text[match.start() : end], inherited))
    return _with_western(text, plain, found) if _LETTERS.search(plain) else found


@lru_cache(maxsize=1)
def _western() -> re.Pattern[str]:
    """October 1, 2022; 1 October 2022; October 2022; 10/1/2022, where the month comes first unless it cannot be one."""
    return re.compile(
        rf"\b(?P<m1>{_NAMED})[ \u00a0]{{0,2}}(?P<d1>[0-3]?\d)(?:st|nd|rd|th)?(?!\d)"
        r"(?:,?[ \u00a0]{0,2}(?P<y1>(?:19|20)\d\d)(?!\d))?"
        rf"|(?<!\d)(?P<d2>[0-3]?\d)(?:st|nd|rd|th)?[ \u00a0-](?P<m2>{_NAMED}),?[ \u00a0-](?P<y2>(?:19|20)\d\d)(?!\d)"
        rf"|\b(?P<m3>{_NAMED}),?[ \u00a0]{{0,2}}(?P<y3>(?:19|20)\d\d)(?!\d)"
        r"|(?<![\d/])(?P<m4>[0-3]?\d)/(?P<d4>[0-3]?\d)/(?P<y4>(?:19|20)\d\d)(?![\d/])",
        re.IGNORECASE,
    )


def _with_western(text: str, plain: str, found: list[WrittenDate]) -> list[WrittenDate]:
    """The dates found and those with the name of a month or in the order of the United States, in reading order."""
    western: list[WrittenDate] = []
    for match in _western().finditer(plain):
        parts = {name[0]: value for name, value in match.groupdict().items() if value}
        month = int(parts["m"]) if parts["m"].isdigit() else _MONTH[parts["m"][:3].lower()]
        day = int(parts["d"]) if "d" in parts else None
        if match["m4"] and month > 12 and day is not None and day <= 12:
            month, day = day, month
        year = int(parts["y"]) if "y" in parts else None
        western.append(WrittenDate(year, month, day, match.start(), match.end(), text[match.start() : match.end()]))
    if not western:
        return found
    taken = [(one.start, one.end) for one in western]
    kept = [one for one in found if not any(one.start < high and low < one.end for low, high in taken)]
    merged = sorted([*kept, *western], key=lambda one: one.start)
    return [_of_next(one, merged[index + 1 : index + 2]) for index, one in enumerate(merged)]


def _of_next(one: WrittenDate, following: list[WrittenDate]) -> WrittenDate:
    """October 1 – December 31, 2022: the year stands with the second date only."""
    if one.year is not None or not following or following[0].year is None:
        return one
    return WrittenDate(following[0].year, one.month, one.day, one.start, one.end, one.text, True)


def short_dates(text: str) -> list[WrittenDate]:
    """The date that a text is, in the order of the United States with a year of two digits: 9/24/24.

    Only for places where a date must stand: elsewhere three numbers with strokes may be anything.
    """
    found = _SHORT.fullmatch(same_length(text).strip())
    if found is None:
        return []
    month, day = int(found["m"]), int(found["d"])
    if month > 12 >= day:
        month, day = day, month
    year = int(found["y"])
    return [WrittenDate(2000 + year if year < 70 else 1900 + year, month, day, 0, len(text), text)]


def periods(text: str) -> list[Period]:
    """Every period of a text in order: two dates joined by 至, 到 or a dash, or one of them with 自…起 or 截至."""
    plain = same_length(text)
    written = dates(text)
    found: list[Period] = []
    done = 0
    for match in _MONTHS.finditer(_spaced(plain)):
        year = _year(match["year"])
        first = WrittenDate(year, int(match["first"]), None, match.start(), match.end("first"), "")
        last = WrittenDate(year, int(match["last"]), None, match.start("last"), match.end(), "")
        found.append(_period(text, plain, match.start(), match.end(), first, last))
    taken = [(period.start_offset, period.end_offset) for period in found]
    index = 0
    while index < len(written):
        one = written[index]
        index += 1
        if one.start < done or any(low <= one.start < high for low, high in taken):
            continue
        joint = _BETWEEN.match(plain, one.end)
        other = written[index] if index < len(written) else None
        if joint and other and _FROM.sub("", plain[joint.end() : other.start]) == "":
            found.append(_period(text, plain, one.start, other.end, one, other))
            done = other.end
        elif _FROM.search(plain, max(one.start - 3, 0), one.start) and plain[one.end : one.end + 1] == "起":
            found.append(_period(text, plain, one.start, one.end + 1, one, None))
        elif re.search(r"截[至止]到?\s{0,2}$", plain[max(one.start - 5, 0) : one.start]):
            found.append(_period(text, plain, one.start, one.end, None, one))
    return sorted(found, key=lambda period: period.start_offset)


def spanned(text: str) -> Period | None:
    """The period from the one to the other day where a text names just two, in whatever words: 以…为起点、…为终点."""
    days = [one for one in dates(text) if one.day is not None]
    if len(days) != 2:
        return None
    one, other = days
    return _period(text, same_length(text), one.start, other.end, one, other)


def _period(text: str, plain: str, start: int, end: int, first: WrittenDate | None, last: WrittenDate | None) -> Period:
    before = _FROM.search(plain, max(start - 3, 0), start)
    after = _TO.match(plain, end)
    start, end = before.start() if before else start, after.end() if after else end
    return Period(_edge(first, False), _edge(last, True), start, end, text[start:end], first, last)


def _edge(written: WrittenDate | None, last: bool) -> date | None:
    """The day a period begins or ends with; a month or year written alone is meant whole."""
    if written is None or not written.year or written.complete:  # ○○○○年 is read as the year 0
        return written.value if written else None
    if written.day is not None or (written.month is not None and not 1 <= written.month <= 12):
        return None
    month = written.month or (12 if last else 1)
    return date(written.year, month, monthrange(written.year, month)[1] if last else 1)


def _year(written: str | None) -> int | None:
    if written is None:
        return None
    if written.isdigit() and written.isascii():
        return int(written)
    return int("".join(str(DIGITS.get(character, 0)) for character in written))


def _small(written: str | None) -> int | None:
    if written is None:
        return None
    if written.isdigit() and written.isascii():
        return int(written)
    if written in ("元", "正"):
        return 1
    value = chinese_number(written)
    return int(value) if value is not None else None


def broken_dates(text: str) -> list[WrittenDate]:
    """The date that a text is without its spaces, as a narrow cell breaks it over lines: 2024-09- 24, 08/15/202 4.

    Only for places where a date must stand, as `short_dates`.
    """
    joined = "".join(text.split())
    found = dates(joined) if joined != text.strip() else []
    whole = len(found) == 1 and found[0].value is not None and found[0].text == joined
    return [replace(found[0], start=0, end=len(text), text=text)] if whole else []
