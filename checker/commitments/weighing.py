"""The words of a promise, each with how much it counts."""

from __future__ import annotations

import re
from collections.abc import Iterator

from checker.commitments.counts import Count, amounts, count
from checker.commitments.deadlines import times
from checker.commitments.drafting import CORE, JOINED
from checker.commitments.sentences import Line, Span
from checker.commitments.terms import words
from checker.commitments.vocabulary import Vocabulary
from checker.record import dataclass

SAYS_NOTHING = ("adverbs", "duties", "modality", "often", "purposes", "whole")
"""Lists whose words say of no promise what it is of."""
_WITH_WHOM = re.compile(r"[对将把][^,;。的]{2,20}的[^,;。的]{1,8}?(?:进行|予以|给予|作出|开展|实行|实施)")
"""The opening of a clause up to the verb that is done with what it names."""
_NAME = re.compile(r'"[^",;。]{2,16}"(?!的?(?:原则|要求))|《[^《》]{2,24}》')


def names_in(string: str) -> Iterator[str]:
    """What stands in quotation or title marks in a comparable text, without them."""
    return (name[0].strip('"《》') for name in _NAME.finditer(string))


@dataclass(frozen=True, slots=True)
class Weighed:
    """A word of a promise. `start` and `end` are offsets in the block's text; -1 for a word of the heading.

    `share` is how near the act it stands; `head`: it names the thing that is promised; `generic`: such plans are full
    of it; `act`: it is a verb of doing; `amount`: it stands in the clause that gives the amount. `members` are the
    concepts of what may be told in its place (公众号 for 政务新媒体).
    """

    text: str
    concept: str
    start: int
    end: int
    share: float
    head: bool
    generic: bool
    act: bool = False
    amount: bool = False
    members: tuple[str, ...] = ()


def behind_whom(string: str) -> str:
    """A clause without what it says of those with whom something is done (对评估排名靠后的|单位进行约谈)."""
    return string.split("的", 1)[1] if _WITH_WHOM.match(string) else string


def _which(string: str) -> int:
    """Where the object of a clause ends that only says with whom something is done (对评估排名靠后的单位|进行约谈)."""
    found = _WITH_WHOM.match(string)
    return found.end() if found else 0


def weigh(
    line: Line, span: Span, share: float, vocabulary: Vocabulary, amount: Count | None = None
) -> Iterator[Weighed]:
    """The terms of a clause of a plan with what each counts; `amount` is that of its row."""
    string = span.of(line.plain.string)
    numbered = [(number.start, end) for number, _, end in amounts(string, vocabulary)]
    when = times(string)
    which = _which(string)
    names = [found.span() for found in _NAME.finditer(string)] if share in (CORE, JOINED) else []
    for word in words(string, vocabulary):
        counted = word.text[0].isdigit() or any(low <= word.start < high for low, high in numbered)
        if counted and word.concept not in vocabulary.heads:
            continue
        timed = any(low <= word.start < high for low, high in when)
        generic = (
            timed
            or word.text in vocabulary.generic
            or any(vocabulary.patterns[name].fullmatch(word.text) for name in SAYS_NOTHING)
        )
        named = any(low <= word.start < high for low, high in names)
        yield Weighed(
            word.text,
            word.concept,
            *line.back(span.start + word.start, span.start + word.end),
            share,
            head=share >= JOINED
            and not generic
            and (named or (word.concept in vocabulary.heads and word.start >= which)),
            generic=generic,
            act=word.concept in vocabulary.act_concepts and word.start >= which and not timed,
            amount=amount is not None and share >= JOINED and count(string, vocabulary) == amount,
            members=tuple(vocabulary.concept(member) for member in vocabulary.members_of(word.text)),
        )
