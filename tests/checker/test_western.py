"""Dates with the names of months or in the order of the United States, and cells with bounds and signs of money."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from checker.text.numerals import CellState, cell_number, dates, periods


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("October 1, 2022", date(2022, 10, 1)),
        ("Oct. 1, 2022", date(2022, 10, 1)),
        ("1 October 2022", date(2022, 10, 1)),
        ("September 30th, 2023", date(2023, 9, 30)),
        ("10/01/2022", date(2022, 10, 1)),
        ("9/30/2023", date(2023, 9, 30)),
        ("30/9/2023", date(2023, 9, 30)),
        ("2022-10-01", date(2022, 10, 1)),
        ("February 30, 2023", None),
    ],
)
def test_a_day_as_it_is_written_in_english(text: str, day: date | None) -> None:
    (found,) = dates(f"It was on {text}.")
    assert (found.value, found.text) == (day, text)


@pytest.mark.parametrize("text", ["you may 3 times", "we march 2021", "1/2", "5 U.S.C. 552(b)(3)", "12/31/20221"])
def test_what_is_no_date(text: str) -> None:
    assert [one.value for one in dates(text) if one.value] == []


@pytest.mark.parametrize(
    "text",
    [
        "October 1, 2022 through September 30, 2023",
        "from October 1, 2022 to September 30, 2023",
        "10/1/2022 - 9/30/2023",
        "October 2022 – September 2023",
    ],
)
def test_a_fiscal_year(text: str) -> None:
    (found,) = periods(f"This report covers {text}.")
    assert (found.start, found.end) == (date(2022, 10, 1), date(2023, 9, 30))


def test_a_year_that_stands_only_with_the_second_date_is_that_of_both() -> None:
    (found,) = periods("October 1 - December 31, 2022")
    assert (found.start, found.end) == (date(2022, 10, 1), date(2022, 12, 31))


def test_chinese_dates_beside_english_ones_keep_their_order() -> None:
    assert [one.value for one in dates("2020年1月1日, March 5, 2021, 2022.6.7")] == [
        date(2020, 1, 1),
        date(2021, 3, 5),
        date(2022, 6, 7),
    ]


@pytest.mark.parametrize("text", ["<1", "< 1", "≥400", "＞5"])
def test_a_bound_is_a_state_of_its_own(text: str) -> None:
    cell = cell_number(text)
    assert (cell.state, cell.value) == (CellState.BOUND, None)


@pytest.mark.parametrize("text", ["<a", "<", "1-20 Days", "400+ Days"])
def test_what_is_neither_a_number_nor_a_bound(text: str) -> None:
    assert cell_number(text).state is CellState.UNREADABLE


def test_an_amount_with_a_sign_of_money_has_it_for_its_unit() -> None:
    cell = cell_number(" $1,234.50 ")
    assert (cell.state, cell.value, cell.unit) == (CellState.NUMBER, Decimal("1234.50"), "$")
