"""What is told of several things one after the other: 甲和乙分别于2月、10月公布, 甲、乙分别为3件和5件."""

from __future__ import annotations

import re
from collections.abc import Sequence

from checker.commitments.passages import pairs_of

_RESPECTIVELY = re.compile(r"([^,;。:]*?)(?:分别|依次)")
_BESIDE = re.compile(r"以及|[、和与及]")
_BEHIND = 1
"""Characters by which one thing must share more with what is asked than the next to be what is meant."""


def own_place(asked: str, clause: str, places: Sequence[int]) -> int | None:
    """Which of the places in a clause is of what is asked, as its index; -1 where it cannot be told.

    None where the clause does not give to each of several things one of the places. `places` are offsets in the clause
    in order.
    """
    found = _RESPECTIVELY.search(clause)
    if found is None:
        return None
    things = [one for one in _BESIDE.split(found[1]) if one]
    given = [at for at, place in enumerate(places) if place >= found.end()]
    if len(things) < 2 or len(given) != len(things):
        return None
    wanted = pairs_of(asked)
    shared = [len(wanted & pairs_of(thing)) for thing in things]
    first, second = sorted(shared, reverse=True)[:2]
    return given[shared.index(first)] if first >= second + _BEHIND else -1
