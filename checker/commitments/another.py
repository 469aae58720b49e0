"""Whether a sentence is of something else than a promise, however near its words come to it."""

from __future__ import annotations

import re

from checker.commitments.counts import amounts
from checker.commitments.deadlines import earlier_year, without_days
from checker.commitments.drafting import CORE
from checker.commitments.scoring import Match, Wanted, beside_it
from checker.commitments.signs import PUBLISHED
from checker.commitments.terms import words
from checker.commitments.vocabulary import Vocabulary

OWN_WORDS, FIELD = 3, 4
"""Characters that a promise has of its own to be known by them, and those of a word that names a field."""
_YEAR_OF = re.compile(r"(?<![-\d~至])(20\d\d)年度?(?![-\d~至,以之前后来起底末初])")
"""A year of which a thing is, and not the time until or since which something is."""
_PEOPLE = ("人", "员", "同志", "领导", "班子")
"""Ends of words for who does it."""
_ON_WHAT = re.compile(r"围绕|针对|聚焦|关于|就")
"""Opens a clause that says on what something was done."""
_WHERE = re.compile(r"[在向对为于到给]|面向|依托|通过|利用")
"""Opens a promise that says first where, for whom or by what."""
_SO_MANY = re.compile(r"[一二两三四五六七八九十几多数][\u4e00-\u9fff]")
"""How often, as one word (两次)."""


def of_something_else(match: Match, vocabulary: Vocabulary) -> bool:
    """Whether it is of another field, thing or year, or only gives figures of the form."""
    return (
        _of_another_field(match, vocabulary)
        or _of_the_opposite(match, vocabulary)
        or _of_another_year(match, vocabulary)
        or _only_fills_the_form(match, vocabulary)
    )


def in_its_place(asked: Wanted, match: Match, vocabulary: Vocabulary) -> bool:
    """Whether something else stands where the subject of all would (将党建纳入考核 for 将政务公开纳入考核).

    Where nothing does, a report on that subject is of it (县政府常务会议两次听取工作汇报).
    """
    first = match.first
    line = match.passage.line.plain.string
    if first and _ON_WHAT.match(match.passage.clauses[first - 1].span.of(line)):
        first -= 1
    return any(not _how_much_or_when(word.text, vocabulary) for word in beside_it(asked, match, vocabulary, first))


def _how_much_or_when(word: str, vocabulary: Vocabulary) -> bool:
    """Whether a word only tells how much, how often or when: nothing is of that (举办3期培训班, 上半年组织培训)."""
    unit = any(word in group for group in vocabulary.units)
    return unit or not without_days(word) or _SO_MANY.fullmatch(word) is not None


def _of_another_field(match: Match, vocabulary: Vocabulary) -> bool:
    """Whether a promise says of what it is in a word of its field only, which neither sentence nor heading has.

    每季度通报各单位依申请公开办理情况 has nothing of its own but 依申请公开.
    """
    core = [word for word in match.promise.words if word.share == CORE]
    if sum(len(word.text) for word in core if not word.generic and not word.act) >= OWN_WORDS:
        return False
    all_of_it, _ = vocabulary.signs["subject"]
    fields = [
        word
        for word in core
        if word.generic and len(word.text) >= FIELD and word.text not in all_of_it and not word.text.endswith(_PEOPLE)
    ]
    text = match.passage.topic + match.passage.text
    said = {concept for clause in match.passage.clauses for concept in clause.concepts}
    kinds = [{field.text, *vocabulary.members_of(field.text)} for field in fields]
    told = any(word in text for words in kinds for word in words) or any(field.concept in said for field in fields)
    return bool(fields) and not told


def _of_the_opposite(match: Match, vocabulary: Vocabulary) -> bool:
    """Whether the clauses that answer have only the opposite of what the thing of a promise is told by.

    小型水库 where 大型水库 are promised; what the sentence or its heading has of the promise's own is no other thing.
    """
    asked = match.promise.plain
    own, run = match.passage.topic + match.passage.text, match.passage.between(match.first, match.last)
    return vocabulary.opposite(asked, run, around=own)


def _of_another_year(match: Match, vocabulary: Vocabulary) -> bool:
    """Whether a promise is of a thing of another year than its own, and the sentence only of one of yet another.

    对2021年度认定名单开展复核, and 2022年认定的30户名单已公示.
    """

    def of(text: str) -> set[int]:
        named = (found for found in _YEAR_OF.finditer(text) if not vocabulary.patterns["acts"].match(text, found.end()))
        return {int(found[1]) for found in named}

    asked = of(match.promise.plain) - {match.promise.year}
    return bool(asked) and bool(told := of(match.passage.text)) and not asked & told


def made_before(match: Match, vocabulary: Vocabulary) -> bool:
    """Whether the thing of the clauses that answer is told to have been made in an earlier year, and nothing of the
    promise's verbs stands beside that (2023年下发的案例材料已学习使用, 去年安排的经费已全部支出)."""
    promise = match.promise
    said = match.passage.between(match.first, match.last)
    before = earlier_year(said, promise.year) if promise.year is not None else None
    if before is None or str(before[0]) in promise.text:
        return False
    acts = [word for word in promise.words if word.share == CORE and word.act and not word.head]
    if not acts:  # 落实经费 has no verb of its own
        return any(word.concept in vocabulary.act_concepts for word in words(before[1], vocabulary))
    rest = said.replace(before[1], "", 1)
    now = {word.concept for word in words(rest, vocabulary)}
    return not any(word.text in rest or word.concept in now for word in acts)


def _only_fills_the_form(match: Match, vocabulary: Vocabulary) -> bool:
    """Whether a sentence gives only figures of the form, which a plan that does not name them never means."""
    text = match.passage.text
    figures = vocabulary.holds("form_figures", text) and not vocabulary.holds("form_figures", match.promise.text)
    line = match.passage.line.plain.string
    only = all(any(mark.isdigit() for mark in without_days(clause.span.of(line))) for clause in match.passage.clauses)
    return figures and only and not vocabulary.holds(f"shows_{PUBLISHED}", text)


def only_of_its_lead(match: Match, vocabulary: Vocabulary) -> bool:
    """Whether a sentence has of a clause that goes on with another only what that other has as well.

    开展了一轮检查 answers of 每半年检查一次,检查情况书面通报 the first: nothing of 书面通报 stands there. An amount
    tells more, unless it is in the unit of the other (发布会不少于6场,厅长出席1场), or a thing is named that it is of.
    """
    words = match.promise.words
    of_lead = {word.concept for word in words if word.share < CORE}
    core = [word for word in words if word.share == CORE and len(word.text) > 1 and not word.generic]
    own = {word.start for word in core if word.concept not in of_lead}
    unit = match.promise.unit
    of_both = any(vocabulary.same_unit(unit, other) for _, other, _ in amounts(match.promise.lead, vocabulary))
    named = any(word.head and word.start in own for word in core)
    goes_on = bool(match.promise.lead) and (not match.promise.counted or of_both or named)
    itself = any(asked.text == word.text and asked in core for asked, word, _ in match.hits)  # 启动建设,年内上线
    return goes_on and bool(own) and own.isdisjoint(word.start for word, _, _ in match.hits) and not itself


def only_of_where(match: Match) -> bool:
    """Whether the clauses have of a promise only where or for whom it is to be done (在档案馆|增设查阅点)."""
    core = [word for word in match.promise.words if word.share == CORE]
    act = next((word.start for word in core if word.act and not word.generic), None)
    if act is None or match.promise.counted or not _WHERE.match(match.promise.plain):
        return False
    return all(asked.start < act for asked, _, _ in match.hits if asked.share == CORE and not asked.generic)
