"""Dates and periods, whole or damaged."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from checker.text.dates import broken_dates
from checker.text.digits import chinese_numeral
from checker.text.numerals import dates, periods


@pytest.mark.parametrize(
    "text",
    [
        *("2024-09- 24", "2024-\n09-24", "2024/9/ 24", "2024. 9. 24"),
        *("09/24/202 4", "2024-09-2\n4", "20\n24年9月24日", "2024年9\n月24日", "Sept. 24,\n2024"),
    ],
)
def test_a_date_that_a_narrow_cell_breaks_anywhere_is_whole(text: str) -> None:
    assert [one.value for one in broken_dates(text)] == [date(2024, 9, 24)]


def test_what_is_no_broken_date_is_none() -> None:
    assert not broken_dates("2024-09-24")
    assert not broken_dates("1- 2")
    assert not broken_dates("2024-09-24 2024-10-08")
    assert not broken_dates("2024年9月24日 星期二")


DAYS = st.dates(date(1990, 1, 1), date(2089, 12, 31))
FULL = str.maketrans("0123456789", "０１２３４５６７８９")


def written(day: date, way: str) -> str:
    year = "".join("〇一二三四五六七八九"[int(digit)] for digit in str(day.year))
    return {
        "words": f"{day.year}年{day.month}月{day.day}日",
        "spaced": f"{day.year} 年 {day.month} 月 {day.day} 日",
        "full": f"{day.year}年{day.month}月{day.day}日".translate(FULL),
        "padded": f"{day.year}年{day.month:02}月{day.day:02}日",
        "dashes": f"{day.year}-{day.month}-{day.day}",
        "points": f"{day.year}.{day.month}.{day.day}",
        "strokes": f"{day.year}/{day.month}/{day.day}",
        "chinese": f"{year}年{chinese_numeral(day.month)}月{chinese_numeral(day.day)}日",
        "no year sign": f"{day.year} {day.month}月{day.day}日",
    }[way]


WAYS = st.sampled_from(["words", "spaced", "full", "padded", "dashes", "points", "strokes", "chinese", "no year sign"])


@given(DAYS, WAYS)
def test_a_date_reads_back_however_it_is_written(day: date, way: str) -> None:
    text = f"于{written(day, way)}发布"
    (found,) = dates(text)
    assert found.value == day
    assert text[found.start : found.end] == found.text == written(day, way)


@given(
    DAYS,
    DAYS,
    WAYS,
    st.sampled_from(["自{}起至{}止", "{}至{}", "从{}到{}", "{}-{}", "{}—{}", "{} 至 {}", "自{}起,至{}止"]),
)
def test_a_period_reads_back_however_it_is_written(first: date, last: date, way: str, form: str) -> None:
    text = "统计期限为" + form.format(written(first, way), written(last, way)) + "。"
    (found,) = periods(text)
    assert (found.start, found.end) == (first, last)
    assert text[found.start_offset : found.end_offset] == found.text


def test_a_period_may_tell_the_hours() -> None:
    (found,) = periods("数据统计自2021年1月1日0时至2021年12月31日24时")
    assert (found.start, found.end) == (date(2021, 1, 1), date(2021, 12, 31))


def test_the_end_has_the_year_of_the_beginning() -> None:
    (found,) = periods("2020年1月1日至12月31日")
    assert (found.start, found.end) == (date(2020, 1, 1), date(2020, 12, 31))
    assert found.last is not None
    assert found.last.inherited


def test_a_period_without_year_and_day_sign_is_told_as_it_stands() -> None:
    (found,) = periods("统计期限为1月1日至12月31止")
    assert (found.start, found.end, found.text) == (None, None, "1月1日至12月31止")
    assert found.first is not None
    assert found.last is not None
    assert (found.first.month, found.first.day, found.last.month, found.last.day) == (1, 1, 12, 31)


def test_a_day_that_is_none_is_told_and_not_dropped() -> None:
    (found,) = dates("2020年2月30日")
    assert (found.value, found.complete) == (None, True)
    (period,) = periods("自2020年1月1日起至2020年2月30日止")
    assert (period.start, period.end) == (date(2020, 1, 1), None)


@pytest.mark.parametrize("text", ["2020年1月至12月", "2020年1-12月", "2020年1月—12月"])
def test_a_period_in_months_is_of_whole_months(text: str) -> None:
    (found,) = periods(text)
    assert (found.start, found.end, found.text) == (date(2020, 1, 1), date(2020, 12, 31), text)


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("2020年度", (2020, None, None)),
        ("2020年12月", (2020, 12, None)),
        ("2020年11日", (2020, None, 11)),
        ("20201月1日", (2020, 1, 1)),
        ("2020年12月31止", (2020, 12, 31)),
        ("2020年1月15件", (2020, 1, None)),
    ],
)
def test_a_part_that_is_not_there_is_none(text: str, parts: tuple[int, int | None, int | None]) -> None:
    (found,) = dates(text)
    assert (found.year, found.month, found.day) == parts


def test_one_end_of_a_period() -> None:
    (until,) = periods("截至2020年12月31日，共有3件")
    assert (until.start, until.end) == (None, date(2020, 12, 31))
    (since,) = periods("自2020年5月1日起施行")
    assert (since.start, since.end) == (date(2020, 5, 1), None)


@given(st.text(st.sampled_from("0123456789年月日自至止起-./ 一二十〇（")))
def test_any_text_is_read_with_true_places(text: str) -> None:
    for found in dates(text):
        assert text[found.start : found.end] == found.text
    for period in periods(text):
        assert text[period.start_offset : period.end_offset] == period.text


@pytest.mark.parametrize("text", ["截至○○○○年底", "自〇〇〇〇年起", "从○○○○年至2023年"])
def test_a_year_that_nobody_has_filled_in_is_no_day(text: str) -> None:
    (period,) = periods(text)
    assert None in (period.start, period.end)
