"""What an amount is of, as the words around it tell, and amounts of time from one unit into another."""

from __future__ import annotations

import re
from decimal import Decimal

from checker.commitments.deadlines import without_days
from checker.commitments.vocabulary import Vocabulary
from checker.record import dataclass

NEAR = 6
"""Characters beside an amount in which its noun stands."""
_MARKS = re.compile(r"[,;。:、()《》\"\d%]")
_AT_LEAST = re.compile(r"(?:不(?:得|能)?(?:少|低|多|高|小)于|不(?:得)?超过|至少|最少|达到|超过)\Z")
"""Between a noun and its amount (参训人员不少于200人)."""
_DID = re.compile(r"\A[\u4e00-\u9fff]{1,2}了\Z")
"""All that stands before an amount, where it is a verb."""
_OF_ANOTHER = re.compile(r"\d[\u4e00-\u9fff]{1,12}[和与及]\Z")
"""Before the second of two amounts, each of which has its noun behind it."""
_NOT_YET = re.compile(r"(?:以上|以下|以内|左右)?[的地]?")
_CHANGED = re.compile(r"[由从](?P<when>(?:20\d\d年)?[^,;。\d]{1,8})?\Z")
"""Before what an amount was until it was changed (由3%调整为4%)."""
_CHANGED_TO = re.compile(r"[^,;。\d]{0,6}[到至为成]\d")
"""Behind it, where it is said when it was so much (由上年的78%提高到92%)."""


@dataclass(frozen=True, slots=True)
class Noun:
    """The characters before an amount and after it, of which one side names what is counted.

    A plan may have it on the one side and the report on the other (对6家承储企业开展检查, 走访承储企业4家).
    """

    before: str
    after: str


NO_NOUN = Noun("", "")


def noun_around(text: str, start: int, end: int) -> Noun:
    """The noun of the amount at [start:end] of a comparable text, as far as its clause goes; brackets are left out."""
    plain = re.sub(r"\([^()]*\)", "", text[:start])
    before = _AT_LEAST.sub("", _MARKS.split(plain)[-1])[-NEAR:]
    if _OF_ANOTHER.search(plain):
        before = ""  # 28家企业和|5家商会: what stands before it is what the 28 are of
    rest = text[end:]
    skipped = _NOT_YET.match(rest)
    after = _MARKS.split(re.sub(r"\([^()]*\)", "", rest[skipped.end() if skipped else 0 :]))[0][:NEAR]
    return Noun(before, after)


def likeness(asked: Noun, given: Noun, vocabulary: Vocabulary) -> int:
    """How much two amounts are of the same, 0 where nothing says so: pairs of characters that stand beside both.

    Verbs of doing do not count, unless they are what is counted (宣讲12场); where what follows both begins alike, that
    counts one more.
    """
    wanted = _pairs(asked.before) | _pairs(asked.after)
    shared = (wanted & (_pairs(given.before) | _pairs(given.after))) - vocabulary.only_acts
    return len(shared) + bool(set(asked.after[:4]) & set(given.after[:4]))


def same_thing(asked: Noun, given: Noun, vocabulary: Vocabulary) -> bool:
    """Whether two amounts are of the same, as far as the words beside them tell."""
    return likeness(asked, given, vocabulary) > 0


def itself(noun: Noun, vocabulary: Vocabulary) -> Noun:
    """What stands beside an amount, without when that was, sums, and the verb before it (一年支了5回 names nothing)."""
    plain = vocabulary.patterns["totals"].sub("", without_days(noun.before))
    return Noun(_DID.sub("", plain), noun.after)


def names_something(noun: Noun, vocabulary: Vocabulary) -> bool:
    """Whether more than a verb stands beside an amount."""
    return bool((_pairs(noun.before) | _pairs(noun.after)) - vocabulary.only_acts)


def converted(value: int | Decimal, unit: str, asked: str, vocabulary: Vocabulary) -> int | Decimal | None:
    """An amount in the unit asked for, where both are of time or set against each other; None for other kinds."""
    if vocabulary.same_unit(unit, asked):
        return value
    own, other = vocabulary.durations.get(unit), vocabulary.durations.get(asked)
    if own is None or other is None:
        return None
    found = Decimal(value) * own / other
    return int(found) if found == int(found) else found


def _pairs(text: str) -> set[str]:
    return {text[at : at + 2] for at in range(len(text) - 1)}


def was_until_then(before: str, behind: str) -> bool:
    """Whether an amount is what it was until it was changed."""
    changed = _CHANGED.search(before)
    return changed is not None and (changed["when"] is None or _CHANGED_TO.match(behind) is not None)
