"""Days by which something is promised, and days on which it was done."""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Iterator
from datetime import date, timedelta

from checker.commitments.years import DECEMBER, calendar_year, holds, year_after
from checker.text.digits import chinese_number
from checker.text.numerals import dates

_SMALL = r"(?:\d{1,2}|[一二三四五六七八九十]{1,3})"
_TIME = re.compile(
    rf"(?<![每\d])(?:(?:(?P<year>20\d\d)|今|本|当|(?P<next>[次翌]))年度?)?(?:"
    rf"(?P<month>{_SMALL})月(?:份)?(?:(?P<day>{_SMALL})[日号]|(?P<part>上旬|中旬|下旬|底|末|中))?"
    rf"|第?(?P<quarter>[一二三四1-4])季度(?P<quarter_end>末|底)?|(?P<half>上半年|下半年)|(?P<end>年底|年末|12月底)"
    rf")(?P<before>(?:之|以)?前)?(?P<event>[\u4e00-\u9fff]{2}前)?"
)
_SINCE = re.compile(r"[自从][^,;。自从]{2,16}之日起?")
_DONE_IN = re.compile(r"(?:(?P<year>20\d\d)|[去上])年(?!以来|至今|起)(?:度|\d{1,2}月)?[^,;。的《\"]{2,10}的")
"""An earlier year, and what was done in it with the thing that follows."""
_RANGED_AFTER = re.compile(r"[-~至到]")
_RANGED_BEFORE = re.compile(r"(?:[-~至到]|截[至止]到?)\Z")
_BY = re.compile(r"截[至止]到?\Z")
"""Before the day by which something was done, whenever that was."""
_OF_A_RANGE = re.compile(r"[\d年月日旬初底末][-~至到]\Z")
"""Before the end of a time that lasts (3月至9月)."""
_SPAN = re.compile(
    r"(?:(?P<year>20\d\d)年)?(?P<month>\d{1,2})月(?P<day>\d{1,2})日?[至到\-~—]+(?:20\d\d年)?(?:(?P<until>\d{1,2})月)?(?P<last>\d{1,2})日"
)
"""From a day to a day (3月1日至3月31日, 5月6日至20日)."""
_DAY = re.compile(r"(20\d\d)年\d{1,2}月\d{1,2}日|[次翌]年\d{1,2}月")
_TO_COME = re.compile(r"将|拟|计划|预计|争取|打算|力争|准备|预期|安排在|定于")
"""In a sentence on a day that is still to come."""
_PUT_OFF = re.compile(r"(?:推迟|延迟|延期|延后|顺延|延|改)(?:至|到)")
"""Before the day to which something was put off."""
_DELAYED = re.compile(r"推迟|延迟|延期|延后|顺延|延误|滞后|较晚|偏晚")
"""In a clause that says only why something was done on a later day (因统计延期,于2月3日发布)."""
_SATURDAY = 5
DEED = 10
"""Characters that say beside a day only what was done on it (于2月3日对外发布)."""
_GOES_ON = re.compile(r"开始|[起的至到,、和及均各]|\Z")
"""After a time at the head of a clause, where it is not when the rest is due (年底起, 上半年、下半年)."""
_AT_EACH = re.compile(rf"(?:{_SMALL}月(?:份)?[、和及])+({_SMALL})月(?:份)?各")
"""Opens a clause on what is due in each of several months, of which the last is when all of it is."""
_MANNER = re.compile(r"(?:份|对外|向社会|面向社会|集中|统一|正式|全面|全部)*")
"""Between a time and what is done then."""
_NO_THING = ',于在自从至到和与及、对将每按"《('
"""Before a time that is no deadline of what stands before it."""
_LAST = {"上旬": 10, "中旬": 20, "中": 15}


class ByMonth(date):
    """The last day of a month before which something is due (10月前), which may mean before any day of it."""

    def either(self, day: date) -> bool:
        """Whether a day is in time by the one reading and too late by the other."""
        return day <= self and (day.year, day.month) == (self.year, self.month)


def deadline(text: str, year: int | None, *, alone: bool = False, acts: re.Pattern[str] | None = None) -> date | None:
    """The last day in time that a comparable text names: 6月底前, 第三季度, 12月20日前, 年底前.

    A time at the head of a clause is when the rest is due (10月开展评议, 上半年完成), and what is due before something
    in a month is due in it (9月开学前).

    `acts` are the verbs of doing: before one the only time of a text is when it is due (名单一季度公布).

    `alone`: the text is nothing but times (a cell of a column), so that it need not say "before"; the last counts.
    A quarter or half year lasts to its last day; 11月前 is in time at its end for certain if at all (`ByMonth`);
    四季度前 is unclear and gives None, as does what names no day that exists.
    """
    if (each := _AT_EACH.match(text)) and year is not None:
        return (
            _end_of(calendar_year(year, _number(each[1])), _number(each[1])) if _number(each[1]) <= DECEMBER else None
        )
    if alone and len(times := list(_TIME.finditer(text))) > 1:
        text = text[times[-1].start() :]
    for found in _TIME.finditer(text):
        own = _year_of(found, year)
        ends = found["part"] in ("底", "末") or found["end"] or found["quarter_end"] or found["half"]
        meant = (
            found["before"]
            or found["event"]
            or alone
            or (ends and re.match(r"(?:完成|结束|办结|上线|到位|建成)", text[found.end() :]))
            or (acts is not None and _is_of(own, year) and times_named(text) == 1 and _is_due(text, found, acts))
            or (text[found.start() - 1 : found.start()] in ("", ",") and not _GOES_ON.match(text, found.end()))
        )
        if own is None or not meant or text[found.end() : found.end() + 1] in tuple("两三3几"):
            continue
        if found["before"] and not (
            found["day"] or found["part"] or found["end"] or found["quarter_end"] or found["half"]
        ):
            month = _number(found["month"]) if found["month"] else 0
            if not 1 <= month <= DECEMBER:
                continue
            last = _end_of(own, month)
            return ByMonth(last.year, last.month, last.day)
        day = _last_day(found, own)
        if day is not None:
            return day
    return None


def _is_due(text: str, found: re.Match[str], acts: re.Pattern[str]) -> bool:
    """Whether a verb of doing follows a time behind a thing, and does not only say which (3月开展的抽查)."""
    before, rest = text[: found.start()], text[found.end() :].split(",")[0]
    manner = _MANNER.match(rest)
    does = acts.match(rest, manner.end() if manner else 0) is not None
    return does and "的" not in rest and bool(before) and before[-1] not in _NO_THING


def says_when(text: str) -> bool:
    """Whether a text names a time of the year."""
    return _TIME.search(text) is not None


def times_named(text: str) -> int:
    """How many different times of the year a text names (6月、12月)."""
    return len({found[0] for found in _TIME.finditer(text)})


def without_days(text: str) -> str:
    """The text without the times it names."""
    return _TIME.sub("", text)


def times(text: str) -> list[tuple[int, int]]:
    """Where a text says when: days and months, and since when so many days are counted (自印发之日起)."""
    return [found.span() for pattern in (_TIME, _SINCE) for found in pattern.finditer(text)]


def without_since(text: str) -> str:
    """The text without what so many days are counted from."""
    return _SINCE.sub("", text)


def earlier_year(text: str, year: int) -> tuple[int, str] | None:
    """An earlier year by which a text says which thing it means, with what was done in it (2023年下发的…), if so."""
    for found in _DONE_IN.finditer(text):
        own = int(found["year"]) if found["year"] else year - 1
        if own < year:
            return own, found[0]
    return None


def _is_of(own: int | None, year: int | None) -> bool:
    """Whether a calendar year is one of the year."""
    return own is not None and year is not None and holds(year, own)


def _year_of(found: re.Match[str], year: int | None) -> int | None:
    """The calendar year of a time that a text names."""
    if found["year"] or year is None:
        return int(found["year"]) if found["year"] else None
    if found["next"]:
        return year_after(year)
    if found["month"]:
        return calendar_year(year, _number(found["month"]))
    if found["quarter"]:
        return calendar_year(year, _number(found["quarter"]) * 3)
    return calendar_year(year, DECEMBER // 2 if found["half"] == "上半年" else DECEMBER)


def _last_day(found: re.Match[str], year: int) -> date | None:
    if found["end"]:
        return date(year, 12, 31)
    if found["half"]:
        return date(year, 6, 30) if found["half"] == "上半年" else date(year, 12, 31)
    if found["quarter"]:
        return _end_of(year, _number(found["quarter"]) * 3)
    month = _number(found["month"])
    if not 1 <= month <= 12:
        return None
    if found["day"]:
        day = _number(found["day"])
        return date(year, month, day) if 1 <= day <= monthrange(year, month)[1] else None
    if found["part"] in _LAST:
        return date(year, month, _LAST[found["part"]])
    return _end_of(year, month)


def days_done(text: str, year: int | None) -> Iterator[tuple[date, date, int]]:
    """When things were done in the year: (first possible day, last possible day, offset in the comparable text)."""
    whole = {(written.start, written.end): written for written in dates(text)}
    for found in _TIME.finditer(text):
        own = _year_of(found, year)
        ranged = _RANGED_AFTER.match(text, found.end()) or _RANGED_BEFORE.search(text, 0, found.start())
        if (
            own is None
            or (not _is_of(own, year) and not after_the_year(text, found.start(), year))
            or found["before"]
            or found["half"]
            or found["end"]
            or (ranged and not _until(text, found))
        ):
            continue
        if any(
            low <= found.start() < high and not entry.inherited and entry.year not in (None, own)
            for (low, high), entry in whole.items()
        ):
            continue
        last = _last_day(found, own)
        if last is None:
            continue
        if _BY.search(text, 0, found.start()):
            first = date(own, 1, 1)
        elif found["day"]:
            first = last
        elif found["quarter"]:
            first = date(own, last.month - 2, 1)
        elif found["part"] in ("底", "末"):
            first = last
        elif found["part"]:
            first = last.replace(day={"上旬": 1, "中旬": 11, "下旬": 21, "中": 11}[found["part"]])
        else:
            first = last.replace(day=1)
        yield first, last, found.start()


def puts_off(before: str) -> bool:
    """Whether what stands before a time says that something was put off to it."""
    return any(found.end() == len(before) for found in _PUT_OFF.finditer(before))


def without_new_day(string: str, year: int | None, follows: str) -> str:
    """A clause without its word for putting off where that is only to another day of the year (推迟至12月上旬举行).

    Or where what `follows` it in the sentence begins with the day on which it was done (受统计延期影响,于2月3日发布).
    """
    found = _PUT_OFF.search(string)
    if found is None:
        clause = follows.strip(",。;").split(",")[0]
        at = min((at for _, _, at in days_done(clause, year)), default=-1)
        done = 0 <= at <= len("直到") and len(without_days(clause)) <= DEED
        return _DELAYED.sub(lambda word: "x" * len(word[0]), string) if done else string
    rest = string[found.end() :]
    then = min((at for _, _, at in days_done(rest, year)), default=-1)
    return string[: found.start()] + rest if then == 0 else string


def days_spanned(text: str) -> list[tuple[int, int]]:
    """Where a text says from which day to which (12月6日至12日), so that the latter is no number of days."""
    return [found.span() for found in _SPAN.finditer(text)]


def days_between(text: str, year: int | None, *, at_work: bool = False) -> tuple[int, int, int] | None:
    """How many days a text says that something lasted from one to another, both counted, and where it says so.

    `at_work`: only those of Monday to Friday, of which holidays may be some.
    """
    for found in _SPAN.finditer(text):
        first_month, last_month = int(found["month"]), int(found["until"] or found["month"])
        own = int(found["year"]) if found["year"] else calendar_year(year, first_month) if year is not None else None
        if own is None or not (1 <= first_month <= 12 and 1 <= last_month <= 12):
            continue
        days = int(found["day"]), int(found["last"])
        months = (own, first_month), (own + (last_month < first_month), last_month)
        if all(1 <= day <= monthrange(*month)[1] for day, month in zip(days, months, strict=True)):
            first, last = (date(*month, day) for month, day in zip(months, days, strict=True))
            if first <= last:
                every = (last - first).days + 1
                counted = (
                    sum((first + timedelta(at)).weekday() < _SATURDAY for at in range(every)) if at_work else every
                )
                return counted, found.start(), found.end()
    return None


def after_the_year(text: str, at: int, year: int | None) -> bool:
    """Whether a day of the next year stands at a place as one on which something was done (于2024年1月8日发布)."""
    found = _DAY.match(text, at)
    if year is None or found is None or _TO_COME.search(text):
        return False
    return found[1] is None or int(found[1]) == year_after(year)


def _until(text: str, found: re.Match[str]) -> bool:
    """Whether a time is when something was done, by it (截至8月28日) or not before it (到8月才), and ends no range."""
    if _RANGED_AFTER.match(text, found.end()):
        return False
    return _OF_A_RANGE.search(text, 0, found.start()) is None


def _number(written: str) -> int:
    value = int(written) if written.isdigit() else chinese_number(written)
    return int(value) if value is not None else 0


def _end_of(year: int, month: int) -> date:
    return date(year, month, monthrange(year, month)[1])
