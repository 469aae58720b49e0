"""Which sentences of a report answer a promise, how surely, and what they report."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from itertools import islice

from checker.commitments.answer import Answer, Candidate, Evidence, reached
from checker.commitments.closeness import Scorer
from checker.commitments.counts import PERCENT, amounts
from checker.commitments.drafting import CORE
from checker.commitments.eitherway import either_way, some_done
from checker.commitments.faults import with_faults
from checker.commitments.foretold import foretold, only_foretold
from checker.commitments.found import Amount, At
from checker.commitments.notdone import TAKEN_UP, done_beside, leaves_out, put_off, so_much
from checker.commitments.passages import Passage, passages
from checker.commitments.promises import Promise
from checker.commitments.quantities import noun_around, same_thing
from checker.commitments.ranked import Order, Ranked
from checker.commitments.ranking import Others, ranking
from checker.commitments.reported import reported
from checker.commitments.scoring import Match
from checker.commitments.table import FEW_WORDS
from checker.commitments.telling import BESIDE, NEXT, in_part, summed, with_other_kinds, with_what_it_tells
from checker.commitments.vocabulary import Vocabulary
from checker.commitments.ways import in_all_ways
from checker.commitments.wholes import of_the_whole, wholes
from checker.document import Document
from checker.text.normalize import comparable

REFUSED = 0.5
"""How surely a sentence must be about a promise to say that it was not done, or to stand beside one that answers it."""
NEARER = 0.2
"""By how much more of a promise a sentence on the time to come takes up to be the one that is about it."""
AS_NEAR = 0.6
"""The same for one that gives an amount of the very thing."""
BARE = 4
"""Characters beside an amount that say only that it is so much (共配210人)."""
ANOTHERS = 0.3
"""By how much more another promise finds of its words in a sentence to have it for itself."""
LITTLE = 0.1
"""The same where that is as good as nothing."""
SHOWN = 3
"""Sentences that are shown for one promise."""


def answers(
    promised: Sequence[Promise],
    report: Document,
    vocabulary: Vocabulary,
    *,
    scorer: Scorer | None = None,
    year: int | None = None,
    places: Sequence[str] = (),
    others: Others | None = None,
) -> tuple[Answer, ...]:
    """One answer for each promise, in order. `year` is the report's; without it, the plan's.

    `places` are those that the report's organ is of (云岭市): every sentence may hold them, and tells nothing by it.
    `others` tells the bodies other than the organ that did what a sentence says.

    `scorer` is a model whose opinion counts beside the words, for which the weights were fitted (semantic.py).
    """
    if not promised:
        return ()
    year = promised[0].year if year in (None, promised[0].year) else year  # the plan says with which month it begins
    every = passages(report, vocabulary, year)
    said = [passage for passage in every if not passage.ahead]
    later = put_off(promised, every, vocabulary)
    found: list[Answer] = []
    before: Ranked | None = None
    known = wholes([*(comparable(one.text).string for one in promised), *(one.text for one in every)], vocabulary)
    orders = ranking(promised, said, scorer, vocabulary, places, others)
    plans = foretold(promised, every, vocabulary, year, places, others)
    for promise, ranked, ahead, plan in zip(promised, orders, later, plans, strict=True):
        if not ranked:
            found.append(Answer(promise, 0.0, False, None))
            continue
        first = _first(promise, ranked, vocabulary, before if promise.lead else None)
        answer = _answer(promise, first, ranked, report, vocabulary, year, ahead=ahead)
        answer = of_the_whole(answer, first.match, known, vocabulary)
        answer = _in_company(answer, first, found, vocabulary, ahead=ahead)
        shown = _candidate(plan, report) if plan else None
        found.append(only_foretold(answer, first, plan, shown, found[-1] if found else None))
        before = first
    return tuple(found)


def _in_company(
    answer: Answer, first: Ranked, found: Sequence[Answer], vocabulary: Vocabulary, *, ahead: float
) -> Answer:
    """The answer, for a person where it was the sentence of the promise before it that looked like another's.

    Of two promises of one clause of the plan the sentence that answers both is nearer to one (开展练兵, 人人过关). A
    clause that owes what it is about to the one before it (春秋各一回) is unanswered only with that.
    """
    last = found[-1] if found else None
    open_ = answer.status == "unanswered" or (answer.status == "unsure" and last is not None and last.refused)
    if last is None or last.best is None or answer.best is None or ahead or not open_:
        return answer
    one, other = answer.promise, last.promise
    beside = (one.block, one.cell, one.number) == (other.block, other.cell, other.number)
    often = vocabulary.often(comparable(last.best.text).string) if one.per_year > 1 else None
    if beside and last.answered and (often or 0) >= one.per_year > 1:
        return replace(answer, unsure=True)  # 公布建设计划,按月通报进度: what answers the one says 每月 as well
    if beside and one.lead and last.status == "not_done":
        return replace(answer, refused=True, best=last.best, others=())  # 开展一次测评,结果向社会公布
    if beside and one.lead and last.status not in ("unanswered", "not_done"):
        return replace(answer, unsure=True)
    same = (answer.best.block, answer.best.start) == (last.best.block, last.best.start)
    taken = first.match.score >= FEW_WORDS
    return replace(answer, unsure=True) if beside and same and taken and last.answered else answer


def _answer(
    promise: Promise,
    first: Ranked,
    ranked: Order,
    report: Document,
    vocabulary: Vocabulary,
    year: int | None,
    *,
    ahead: float,
) -> Answer:
    """The answer that the first sentence gives. `ahead`: how much of the promise the report says is still to come."""
    instead = ahead >= first.match.score + NEARER and not first.match.wanting
    sure = first.certainty >= vocabulary.answered and not instead
    alone = vocabulary.related_named if ahead or _names_its_thing(promise) else vocabulary.related_alone
    named = ahead or _names_its_thing(promise)
    related = alone if first.near.meaning is None or named else vocabulary.related
    keeps = any(vocabulary.holds(name, promise.text) for name in ("wanting", "refrains", "prohibitions"))
    refused = first.match.wanting and not keeps and (first.certainty >= REFUSED or _refuses(first))
    much = so_much(promise, first.match, vocabulary, year) if refused else None
    half = (
        refused
        and much is None
        and (done_beside(first.match, vocabulary) or some_done(promise, first, ranked, vocabulary))
    )
    refused = refused and not half
    whole = vocabulary.holds("whole", promise.text)
    partly = half or leaves_out(first.match, all_=whole)
    counted = vocabulary.counts_occasions(promise.unit) and first.certainty >= vocabulary.answered
    counted = counted and _amount(promise, first.match, vocabulary) is not None
    answer = Answer(
        promise,
        round(first.certainty, 3),
        sure and not refused and not partly,
        _candidate(first, report),
        tuple(_candidate(one, report) for one in _beside(first, ranked, vocabulary)),
        unsure=(partly or not sure) and not refused and (counted if instead else first.certainty >= related),
        refused=refused,
    )
    if much:
        return replace(answer, answered=True, refused=False, reported=much[0], reported_at=much[1])
    surely = first.certainty >= vocabulary.answered  # what is still to come is the rest of it
    if partly and surely and not refused and (promise.counted or promise.aside or whole):
        less = with_what_it_tells(replace(answer, answered=True, unsure=False), first.match, vocabulary, year)
        if less.status == "short":
            return less  # 13个已更换,剩余2个暂缓: less, and it says how much
    if not answer.answered:
        return answer
    told = in_part(with_what_it_tells(answer, first.match, vocabulary, year), first, ranked, vocabulary)
    told = summed(told, first, ranked, vocabulary, year) if told.status == "short" else told
    told = with_other_kinds(told, first, ranked, vocabulary) if told.status == "short" else told
    told = in_all_ways(told, first.match, vocabulary) if told.status == "short" else told
    told = with_faults(told, first.match, vocabulary)
    doubtful = either_way(told, first, ranked, vocabulary, year)
    return replace(answer, answered=False, unsure=True) if doubtful else told


def _names_its_thing(promise: Promise) -> bool:
    """Whether a promise calls what it promises by a name, or by several, so that an answer would repeat one of them."""
    things = {word.concept for word in promise.words if word.head and word.share == CORE}
    return len(things) > 1 or '"' in promise.plain


def _first(promise: Promise, ranked: Order, vocabulary: Vocabulary, before: Ranked | None) -> Ranked:
    """The sentence that decides: the nearest; among those as near, one that gives the amount asked for.

    `before` answers the promise that this one goes on with: where its sentence gives the amount, it answers both.
    """
    first = ranked[0]
    if first.certainty < REFUSED and (refusal := next(filter(_refuses, ranked.where(_is_wanting)), None)):
        return refusal
    if promise.counted and first.match.wanting:
        for one in ranked[1:NEXT]:  # 18个学院已设专栏, and elsewhere 仍有3个未开通: less than all
            told = _amount(promise, one.match, vocabulary) if not one.match.wanting else None
            if told and one.certainty >= vocabulary.answered and not reached(told[0], promise):
                return one
    if promise.counted and promise.unit != PERCENT and not _counts_it(promise, first.match, vocabulary):
        for one in ranked[1:NEXT]:
            as_near = one.rank >= AS_NEAR * first.rank and one.certainty >= vocabulary.answered
            if as_near and _counts_it(promise, one.match, vocabulary):
                return one
    if promise.counted and before and before.certainty > first.certainty:
        own = next(ranked.where(before.is_of))
        if _counts_it(promise, first.match, vocabulary) and not _counts_it(promise, own.match, vocabulary):
            return first
        whole = replace(own.match, first=0, last=len(own.match.passage.clauses) - 1)
        named = len(promise.noun.before + promise.noun.after) > BARE
        if _written_in(promise, whole, vocabulary) and (not named or _counts_it(promise, whole, vocabulary)):
            return Ranked(whole, own.near, before.certainty)
    if promise.lead and not promise.counted and before and before.certainty > first.certainty:
        own = next(ranked.where(before.is_of))
        acts = any(asked.act and not asked.generic and asked.share == CORE for asked, _, _ in own.match.hits)
        if acts and not own.other and own.near.signs.published >= 0:
            return replace(own, certainty=before.certainty)  # 编印手册,送到居民手中
    if promise.counted and not _amount(promise, first.match, vocabulary):
        for one in ranked[1:NEXT]:
            as_near = one.near.words >= first.near.words or one.rank >= BESIDE * first.rank
            as_near = as_near or (one.certainty >= vocabulary.answered and one.near.rival_words <= LITTLE)
            free = one.near.rival_words <= ANOTHERS
            if free and as_near and one.certainty >= REFUSED and _amount(promise, one.match, vocabulary):
                return one
    return first


def _is_wanting(passage: Passage) -> bool:
    return passage.wanting


def _refuses(one: Ranked) -> bool:
    """Whether a sentence among the shortcomings says of the very subject of a promise that it was not done."""
    return one.match.wanting and one.match.passage.wanting and one.match.score >= TAKEN_UP


def _written_in(promise: Promise, match: Match, vocabulary: Vocabulary) -> bool:
    """Whether an amount in the very unit of the promise stands in a sentence, or in one that counts nothing else."""
    text = match.passage.text
    return any(vocabulary.same_kind(unit, promise.unit) for _, unit, _ in amounts(text, vocabulary))


def _counts_it(promise: Promise, match: Match, vocabulary: Vocabulary) -> bool:
    """Whether a sentence gives an amount of the very thing that the promise counts."""
    text = match.passage.text
    return any(
        vocabulary.same_unit(unit, promise.unit)
        and same_thing(promise.noun, noun_around(text, number.start, end), vocabulary)
        for number, unit, end in amounts(text, vocabulary)
    )


def _amount(promise: Promise, match: Match, vocabulary: Vocabulary) -> tuple[Amount, At] | None:
    return reported(promise, match, vocabulary, promise.year)


def _beside(first: Ranked, ranked: Order, vocabulary: Vocabulary) -> list[Ranked]:
    as_near = ranked.down_to(BESIDE * first.rank)
    near = (one for one in as_near if one.match.passage is not first.match.passage and one.certainty >= REFUSED)
    return [*islice(near, SHOWN - 1)]


def _candidate(one: Ranked, report: Document) -> Candidate:
    match = one.match
    line, span = match.passage.line, match.passage.span
    start, end = line.back(span.start, span.end)
    evidence = tuple(
        Evidence(asked.text, (asked.start, asked.end), word.text, line.back(word.start, word.end), weight)
        for asked, word, weight in sorted(match.hits, key=lambda hit: -hit[2])
    )
    text = report.text_at(line.block, line.cell).string[start:end]
    return Candidate(round(one.certainty, 3), text, line.block, start, end, evidence)
