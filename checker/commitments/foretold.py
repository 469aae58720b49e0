"""What a report only plans for the time to come, or names as lacking, where nothing says that it was done."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from checker.commitments.answer import Answer, Candidate
from checker.commitments.passages import Passage
from checker.commitments.promises import Promise
from checker.commitments.ranked import Ranked
from checker.commitments.ranking import Others, ranking
from checker.commitments.vocabulary import Vocabulary
from checker.commitments.years import year_after

AS_SURE = 0.7
"""How surely a sentence would answer, were it of the year, to show that what it plans was not done in it."""
BESIDE = 24
"""About how many other sentences it is held against: how near two texts are is told beside the rest."""
FARTHER = 2
"""How many times as much of a promise it takes up as one that comes near by other signs than its words."""


def foretold(
    promised: Sequence[Promise],
    every: Sequence[Passage],
    vocabulary: Vocabulary,
    year: int | None,
    places: Sequence[str],
    others: Others | None,
) -> list[Ranked | None]:
    """Of each promise the sentence that plans it for later (拟增设专栏) or says that it lacks (公开还不到位).

    None where no such sentence would answer nearly for certain. What goes on (继续公布, 补齐其余4个) was done already.
    """
    ahead = [_as_of_the_year(one) for one in every if _is_planned(one, vocabulary, year) or _lacks(one, vocabulary)]
    if not ahead:
        return [None] * len(promised)
    rest = [one for one in every if not one.ahead]
    some = rest[:: len(rest) // BESIDE + 1]
    orders = ranking(promised, [*ahead, *some], None, vocabulary, places, others)
    own = {id(one) for one in ahead}
    mine = (order.where(lambda passage: id(passage) in own) for order in orders)
    return [next((one for one in order if _tells(one, vocabulary)), None) for order in mine]


def only_foretold(
    answer: Answer, first: Ranked, ahead: Ranked | None, shown: Candidate | None, last: Answer | None
) -> Answer:
    """The answer as unanswered, with the sentence that only plans it, where no other comes near.

    A person decides where that alone shows the subject of the promise. `shown` is that sentence as evidence; `last`
    answers the clause before, with which one goes that owes it what it is about (设置意见箱,按月开箱登记).
    """
    if answer.status == "answered" and ahead and shown and first.near.signs.subject <= 0 < ahead.near.signs.subject:
        return replace(answer, answered=False, unsure=True, others=(shown,))  # 河湖监督员, and 拟聘政务公开监督员
    if answer.answered or answer.status not in ("unsure", "unanswered"):
        return answer
    goes_on = last is not None and last.planned and answer.promise.lead and answer.promise.block == last.promise.block
    if last is not None and goes_on:
        return replace(answer, unsure=False, planned=True, score=last.score, best=last.best, others=())
    if ahead is None or shown is None:
        return answer
    nearer = first.certainty < AS_SURE <= ahead.certainty or FARTHER * first.match.score <= ahead.match.score
    counts = first.near.amount > 0 and first.certainty >= AS_SURE  # 恢复讲座, and 大讲堂走进社区17场
    if not nearer or counts or first.match.wanting:
        return answer
    return replace(answer, score=shown.score, unsure=False, planned=True, best=shown, others=())


def _is_planned(passage: Passage, vocabulary: Vocabulary, year: int | None) -> bool:
    """Whether a sentence is of the time to come by its own words, or of nothing that was done (已通过改版解决)."""
    soon = vocabulary.holds("future", passage.text) or (year is not None and f"{year_after(year)}年" in passage.text)
    return passage.ahead and (soon or not vocabulary.holds("done", passage.text))


def _lacks(passage: Passage, vocabulary: Vocabulary) -> bool:
    return passage.wanting and vocabulary.holds("lacking", passage.text)


def _as_of_the_year(passage: Passage) -> Passage:
    clauses = tuple(replace(clause, apart=False, weak=False) for clause in passage.clauses)
    return replace(passage, ahead=False, wanting=False, clauses=clauses)


def _tells(one: Ranked, vocabulary: Vocabulary) -> bool:
    going_on = vocabulary.holds("going_on", one.match.passage.between(one.match.first, one.match.last))
    return one.certainty >= AS_SURE and not going_on
