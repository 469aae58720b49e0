"""The least of what each of several things got, and how long something lasted."""

from __future__ import annotations

import re

from checker.commitments.found import Amount, At, Found
from checker.commitments.promises import Promise
from checker.text.digits import chinese_number

_LISTED_EACH = re.compile(r"((?:[^,;:。、]{2,20}、)+[^,;:。、]{2,20}?)各(?:不少于|不低于|至少)")


def least_of_each(promise: Promise, found: list[Found]) -> tuple[Amount, At] | None:
    """The least of as many amounts as a plan lists things of which each is to have so many (甲、乙各不少于5条)."""
    things = _LISTED_EACH.search(promise.plain)
    told = [one for one in found if not one.rank[1] and not one.total]
    if things is None or promise.comparison not in (">=", ">") or len(told) != things[1].count("、") + 1:
        return None
    least = min(told, key=lambda one: one.value)
    return least.value, least.at


def lasted(lasting: re.Match[str]) -> int:
    """Days of a month or week as people count them."""
    days = 30 if lasting["month"] else 7
    if lasting["number"] == "半":
        return days // 2
    number = chinese_number(lasting["number"].replace("两", "二"))
    return days * int(number if number is not None else lasting["number"])
