"""Amounts of each of several: how many have so much, and which of those told one after the other is meant."""

from __future__ import annotations

import re

from checker.commitments.apportioned import own_place
from checker.commitments.counts import SHORT_VERBS
from checker.commitments.promises import Promise
from checker.commitments.vocabulary import Vocabulary
from checker.text.numerals import numbers

VERB = 4
"""Characters of a verb between 各 and its number."""
_EACH_OF = re.compile(r"([^,;:。等]+)(?:各|分别)[^,;:。各]*\Z")
_DONE = re.compile(r"[了过]\Z")
_NAMED_BEFORE = re.compile(r"((?:[\u4e00-\u9fff]{2,10}[、和与及])+)\Z")
TITLE = 2
"""Characters at the end of what a person is called by which others are called alike (厅长, 副厅长)."""
_ONE_OF_THEM = re.compile(r"\d+(?:\.\d+)?")
_IN_ORDER = re.compile(
    r"(?:分别|依次)(?:[为是有达]|[\u4e00-\u9fff]{2,3})?\d+([\u4e00-\u9fff]{1,2})(?:[、和与及]\d+\1)+"
)
"""Amounts told one after the other (分别为92人和85人, 分别到课66人、71人)."""


def told_in_order(promise: Promise, clause: str, start: int, end: int) -> int | None:
    """Where the list begins in which an amount is told with others of what was promised (参训人员分别为92人和85人).

    None where it is told in none. Of one thing all of them are, of several that stand before them its own; -1 for the
    others.
    """
    listed = next((one for one in _IN_ORDER.finditer(clause) if one.start() <= start < one.end()), None)
    if listed is None:
        return None
    places = [one.start() for one in _ONE_OF_THEM.finditer(clause, listed.start(), listed.end())]
    own = own_place(promise.plain, clause, places)
    meant = own is None or (own >= 0 and start <= places[own] < end)
    return places[0] if meant else -1


def with_them(before: str, after: str) -> int:
    """How many are named one by one before several of the like (厅长、|两位|副厅长: 1); 0 where none is.

    At least one of them is called by the end of what the several are called.
    """
    found = _NAMED_BEFORE.search(before)
    named = [one for one in re.split(r"[、和与及]", found[1]) if one] if found else []
    like = any(len(one) >= TITLE and one[-TITLE:] in after[: TITLE + 2] for one in named)
    return len(named) if like else 0


def of_each(before: str, vocabulary: Vocabulary) -> bool:
    """Whether a number is of each of several: right after 各, or after 各 and the verb (各举办培训班1期)."""
    found = [*vocabulary.patterns["each"].finditer(before)]
    if not found:
        return False
    rest = _DONE.sub("", before[found[-1].end() :])
    verb = len(rest) <= VERB or rest[0] in SHORT_VERBS or vocabulary.begins("acts", rest)
    return verb and not any(word in rest for word in vocabulary.totals)


def asks_each(promise: Promise, vocabulary: Vocabulary) -> bool:
    """Whether a plan asks so much of each of several (对14个网站各巡检4次)."""
    if promise.things:  # they are counted together (政治部、指挥中心各1名)
        return False
    text = promise.plain
    each = [found.end() for found in vocabulary.patterns["each"].finditer(text) if found[0] != "每"]
    return any(0 <= number.start - end <= VERB for number in numbers(text) for end in each)


def doers(before: str) -> int | None:
    """How many there are of whom each has so much, where they are listed (办公室和法规科各明确1名); None where not."""
    found = _EACH_OF.search(before)
    doers = [one for one in re.split(r"[、和与及]", found[1]) if one] if found else []
    return len(doers) if len(doers) > 1 else None
