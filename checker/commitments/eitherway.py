"""Whether what an answer says can be read as enough and as too little, so that a person decides."""

from __future__ import annotations

from collections.abc import Sequence

from checker.commitments.answer import Answer
from checker.commitments.apportioned import own_place
from checker.commitments.deadlines import days_done, says_when
from checker.commitments.ranking import Ranked, only_dated
from checker.commitments.reported import done
from checker.commitments.scoring import Match
from checker.commitments.vocabulary import Vocabulary
from checker.text.normalize import comparable

NEXT = 5
"""Sentences among which there may be one on further occasions."""
MAY_ANSWER = 0.3
"""How surely a sentence must answer to tell of a further occasion."""


def either_way(
    told: Answer, first: Ranked, ranked: Sequence[Ranked], vocabulary: Vocabulary, year: int | None
) -> bool:
    """Whether days stand on both sides of the deadline, or more occasions in another sentence than are counted here."""
    if told.promise.deadline is not None and _on_both_sides(told, first.match, year):
        return True
    return told.status == "short" and only_dated(first.match, vocabulary) and _more_of_it(first, ranked)


def _on_both_sides(told: Answer, match: Match, year: int | None) -> bool:
    deadline = told.promise.deadline
    assert deadline is not None
    low, high = match.range
    text = match.passage.line.plain.string[low:high]
    days = list(days_done(text, year))
    if own_place(comparable(told.promise.text).string, text, [at for _, _, at in days]) is not None:
        return done(told.promise, match, year) is None
    return any(last <= deadline for _, last, _ in days) and any(first > deadline for first, _, _ in days)


def _more_of_it(first: Ranked, ranked: Sequence[Ranked]) -> bool:
    """Whether a further sentence may answer and says when."""
    return any(
        one.match.passage is not first.match.passage
        and one.certainty >= MAY_ANSWER
        and not one.match.wanting
        and says_when(one.match.passage.between(one.match.first, one.match.last))
        for one in ranked[:NEXT]
    )
