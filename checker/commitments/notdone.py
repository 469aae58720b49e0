"""What a report says was not done, or is still to come, and how much was done all the same."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from checker.commitments.counts import PERCENT
from checker.commitments.drafting import CORE
from checker.commitments.found import Amount, At
from checker.commitments.passages import Clause, Passage
from checker.commitments.promises import Promise
from checker.commitments.reported import reported
from checker.commitments.scoring import Index, Match, rarity_of, wanted
from checker.commitments.signs import SUBJECT, asked_by
from checker.commitments.terms import Word
from checker.commitments.vocabulary import Vocabulary

TAKEN_UP = 0.5
"""The share of the words of a promise from which a sentence on the time to come is about it."""


def put_off(promised: Sequence[Promise], every: Sequence[Passage], vocabulary: Vocabulary) -> list[float]:
    """Of each promise, how much of its words a sentence on the time to come takes up, and not as what goes on.

    0 where it is less than half of them.
    """
    plain = [
        replace(one, wanting=False, clauses=tuple(replace(clause, apart=False) for clause in one.clauses))
        for one in every
        if one.ahead
    ]
    rarity = rarity_of(promised, every)
    index = Index(plain)
    found = (index.matches(wanted(promise, rarity)) for promise in promised)
    return [max((_still_to_come(one, vocabulary) for one in row), default=0.0) for row in found]


def _still_to_come(found: Match, vocabulary: Vocabulary) -> float:
    """How much of a promise clauses on the time to come take up; nothing where that goes on already (继续推进)."""
    if found.score < TAKEN_UP:
        return 0.0
    going_on = vocabulary.holds("going_on", found.passage.between(found.first, found.last))
    return 0.0 if going_on else found.score


def leaves_out(match: Match, *, all_: bool) -> bool:
    """Whether the sentence goes on to say of some that it was not done, or only in part (其余3个未公示).

    `all_`: the promise is of every one; else it is so where the clauses themselves say that it was only so much.
    """
    clauses = match.passage.clauses[match.first :]
    only = any(clause.few for clause in match.passage.clauses[match.first : match.last + 1])
    return any(clause.wanting or clause.few for clause in clauses) if all_ else only and clauses[-1].wanting


def done_beside(match: Match, vocabulary: Vocabulary) -> bool:
    """Whether of two things that were promised one was done and the other not (发布甲报告,乙报告推迟).

    Done with the one is what the promise says, or what shows such a deed (印发甲、乙细则,丙细则尚在征求意见).
    """

    def clause_of(word: Word) -> Clause:
        return next(one for one in match.passage.clauses if one.span.start <= word.start < one.span.end)

    core = [(asked, word) for asked, word, _ in match.hits if asked.share == CORE]
    things = [clause_of(word) for asked, word in core if not asked.generic and not asked.act]
    done = [clause for clause in things if not clause.wanting]
    if not done or len(done) == len(things):
        return False
    as_promised = any(asked.act and not asked.head and not clause_of(word).wanting for asked, word in core)
    line = match.passage.line.plain.string
    kinds = asked_by(match.promise, vocabulary) - {SUBJECT}
    shown = any(vocabulary.holds(f"shows_{kind}", clause.span.of(line)) for kind in kinds for clause in done)
    return as_promised or shown


def so_much(promise: Promise, match: Match, vocabulary: Vocabulary, year: int | None) -> tuple[Amount, At] | None:
    """How much was done all the same, where the sentence says it beside what was not (7月开了一回,下半年未再安排)."""
    if not promise.counted or promise.promised is None:
        return None
    share = promise.unit == PERCENT  # 逾期3件,按期办结率98.6%: so many not, and yet as much as was promised
    clauses = match.passage.clauses
    for at in range(match.first, min(match.last + 2, len(clauses))):
        clause = clauses[at]
        if clause.apart or ((clause.wanting or at > match.last) and not clause.few):
            continue
        much = reported(promise, replace(match, first=at, last=at, wanting=False), vocabulary, year)
        low, high = match.passage.line.back(clause.span.start, clause.span.end)
        if much and low < much[1][1] <= high and much[0] > 0 and (share or much[0] < promise.promised):
            return much
    return None
