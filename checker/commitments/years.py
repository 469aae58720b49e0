"""The year of a plan and its report: mostly a calendar year, a plain number; or one that begins in another month."""

from __future__ import annotations

DECEMBER = 12


class Term(int):
    """A year that begins with another month than January (a school year), as the calendar year in which it begins."""

    begins: int

    def __new__(cls, year: int, begins: int = 1) -> Term:
        """`begins` is the number of its first month."""
        made = super().__new__(cls, year)
        made.begins = begins
        return made


def calendar_year(year: int, month: int) -> int:
    """The calendar year of a month of a year: of the school year 2022 March is in 2023."""
    return int(year) + (isinstance(year, Term) and month < year.begins)


def holds(year: int, calendar: int) -> bool:
    """Whether a part of a year lies in a calendar year."""
    return year <= calendar < year_after(year)


def year_after(year: int) -> int:
    """The first calendar year in which nothing of a year lies."""
    return calendar_year(year, 1) + 1
