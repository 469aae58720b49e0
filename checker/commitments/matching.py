"""Which sentences of a report answer a promise, how surely, and what they report."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from itertools import islice

from checker.commitments.answer import Answer, Candidate, Evidence, reached
from checker.commitments.choosing import Amount, At, kinds_listed
from checker.commitments.closeness import Scorer
from checker.commitments.counting import once
from checker.commitments.counts import PERCENT, amounts
from checker.commitments.deadlines import says_when
from checker.commitments.donewhen import done
from checker.commitments.drafting import CORE
from checker.commitments.eitherway import either_way, some_done
from checker.commitments.faults import with_faults
from checker.commitments.foretold import foretold, only_foretold
from checker.commitments.notdone import TAKEN_UP, done_beside, leaves_out, put_off, so_much
from checker.commitments.passages import Passage, passages
from checker.commitments.promises import Promise
from checker.commitments.quantities import noun_around, same_thing
from checker.commitments.ranked import Order, Ranked
from checker.commitments.ranking import Others, ranking
from checker.commitments.reported import reported
from checker.commitments.reportedasides import (
    listed_in_part,
    part_of_all,
    reported_aside,
    reported_in_time,
    reported_part,
)
from checker.commitments.scoring import Match
from checker.commitments.table import FEW_WORDS
from checker.commitments.vocabulary import Vocabulary
from checker.commitments.ways import in_all_ways
from checker.commitments.wholes import of_the_whole, wholes
from checker.document import Document
from checker.text.normalize import comparable

REFUSED = 0.5
"""How surely a sentence must be about a promise to say that it was not done, or to stand beside one that answers it."""
NEARER = 0.2
"""By how much more of a promise a sentence on the time to come takes up to be the one that is about it."""
BESIDE = 0.8
"""How near to the best a further sentence must come to be evidence beside it."""
AS_NEAR = 0.6
"""The same for one that gives an amount of the very thing."""
BARE = 4
"""Characters beside an amount that say only that it is so much (共配210人)."""
ANOTHERS = 0.3
"""By how much more another promise finds of its words in a sentence to have it for itself."""
LITTLE = 0.1
"""The same where that is as good as nothing."""
NEXT = 5
"""Sentences among which one is looked for that gives the amount asked for."""
THINGS = "项"
"""The unit of things that are named one by one."""
WHOLE = 100
"""Percent that are all."""
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
        less = _told(replace(answer, answered=True, unsure=False), first.match, vocabulary, year)
        if less.status == "short":
            return less  # 13个已更换,剩余2个暂缓: less, and it says how much
    if not answer.answered:
        return answer
    told = _in_part(_told(answer, first.match, vocabulary, year), first, ranked, vocabulary)
    told = _summed(told, first, ranked, vocabulary, year) if told.status == "short" else told
    told = _with_other_kinds(told, first, ranked, vocabulary) if told.status == "short" else told
    told = in_all_ways(told, first.match, vocabulary) if told.status == "short" else told
    told = with_faults(told, first.match, vocabulary)
    doubtful = either_way(told, first, ranked, vocabulary, year)
    return replace(answer, answered=False, unsure=True) if doubtful else told


def _in_part(told: Answer, first: Ranked, ranked: Order, vocabulary: Vocabulary) -> Answer:
    """The answer as short where its sentence lists only some of the things that the plan names."""
    if told.status != "answered" or told.promise.counted:
        return told
    elsewhere = ranked.text
    some = listed_in_part(told.promise, first.match, elsewhere)
    if some is None:
        return told
    promise = replace(told.promise, counted=True, promised=some[1], unit=THINGS, comparison=">=")
    return replace(told, promise=promise, reported=some[0], reported_at=some[2])


def _summed(told: Answer, first: Ranked, ranked: Order, vocabulary: Vocabulary, year: int | None) -> Answer:
    """The answer with the occasions of further sentences, where each says of another time of the year that it was done.

    Held to be of the same thing are those that answer for certain themselves.
    """
    promise, whole = told.promise, told.reported
    if not vocabulary.counts_occasions(promise.unit) or whole is None or not says_when(_with_the_one_before(first)):
        return told
    for one in ranked[:NEXT]:
        as_near = one.certainty >= vocabulary.answered and one.rank >= BESIDE * first.rank
        own = one.match.passage is first.match.passage
        if own or not as_near or one.match.wanting or not says_when(_with_the_one_before(one)):
            continue
        more = reported(promise, one.match, vocabulary, year)
        whole += more[0] if more else 0
    return replace(told, reported=whole)


def _with_other_kinds(told: Answer, first: Ranked, ranked: Order, vocabulary: Vocabulary) -> Answer:
    """The answer with the amounts of further sentences, each of a thing that the plan counts with that of the first.

    参加在线访谈、新闻发布会不少于4次, where one sentence tells of the one and another of the other.
    """
    kinds, whole = kinds_listed(told.promise, vocabulary), told.reported
    said = {concept for clause in first.match.passage.clauses for concept in clause.concepts}
    if whole is None or not any(kind & said for kind in kinds):
        return told
    for kind in (kind for kind in kinds if not kind & said):
        whole += next((more for one in ranked[:NEXT] if (more := _amount_of(kind, told, one, vocabulary))), 0)
    return replace(told, reported=whole)


def _amount_of(kind: frozenset[str], told: Answer, one: Ranked, vocabulary: Vocabulary) -> Amount | None:
    """How much a clause of a sentence says of one kind of thing, in the unit of a promise."""
    for clause in one.match.passage.clauses:
        if clause.apart or clause.wanting or kind.isdisjoint(clause.concepts):
            continue
        for number, unit, _ in amounts(clause.span.of(one.match.passage.line.plain.string), vocabulary):
            if vocabulary.same_unit(unit, told.promise.unit):
                return number.value
    return None


def _with_the_one_before(one: Ranked) -> str:
    """The clauses that answer and the one before them, which may say when (4月26日,校长与学生座谈)."""
    return one.match.passage.between(max(one.match.first - 1, 0), one.match.last)


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


def _told(answer: Answer, match: Match, vocabulary: Vocabulary, year: int | None) -> Answer:
    """The answer with the amount and the day that its sentence gives; one that is named is one (1名副局长分管)."""
    asked = answer.promise
    number = reported(asked, match, vocabulary, year)
    aside = asked.aside
    beside = reported_aside(answer.promise, match, vocabulary) if aside else None
    part = reported_in_time(aside, match, vocabulary) if number is None and not answer.promise.counted else None
    if aside and beside and not part:
        whole = replace(
            answer.promise, counted=True, promised=aside.value, unit=aside.unit, comparison=aside.comparison
        )
        less = not reached(beside[0], whole) and number is not None and reached(number[0], answer.promise)
        less = less and (answer.promise.per_year == 1 or aside.unit != answer.promise.unit)  # 12个中每季度3个
        if less or not answer.promise.counted:
            answer, number = replace(answer, promise=whole), beside
    elif number is None and (not answer.promise.counted or _once_each(answer.promise, vocabulary)):
        if part is None and vocabulary.holds("whole", answer.promise.text):
            part = reported_part(match, vocabulary)
        if part and part[0] < WHOLE:
            whole = replace(answer.promise, counted=True, promised=WHOLE, unit=PERCENT, comparison=">=")
            answer, number = replace(answer, promise=whole), part
    some = part_of_all(asked, match, vocabulary)
    if some and (not asked.counted or asked.promised == some[0] or _once_each(asked, vocabulary)):
        all_, unit, number = some
        answer = replace(answer, promise=replace(asked, counted=True, promised=all_, unit=unit, comparison=">="))
    named = answer.promise.promised == 1 and (answer.promise.comparison == "==" or once(asked, match, vocabulary))
    day = done(answer.promise, match, year)
    return replace(
        answer,
        reported=number[0] if number else 1 if named else None,
        reported_at=number[1] if number else None,
        done=day[0] if day else None,
        done_at=day[1] if day else None,
    )


def _once_each(promise: Promise, vocabulary: Vocabulary) -> bool:
    """Whether each of several is to do it once (各部门均不少于1次), so that it counts how many did."""
    return promise.promised == 1 and vocabulary.counts_occasions(promise.unit)


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
