"""The share that a sentence gives, by two counts, by what is left out, or in words."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal
from itertools import pairwise

from checker.commitments.counts import PERCENT, amounts
from checker.commitments.found import Amount, At
from checker.commitments.promises import Promise
from checker.commitments.scoring import Match
from checker.commitments.terms import words
from checker.commitments.vocabulary import Vocabulary
from checker.text.numerals import Number

_SHARES = 1
"""Decimals to which a share is told that follows from two counts."""
_RATE = re.compile(r"([一-鿿]{2})(?:率|比例|面|比重|占比)")
"""A rate by the verb of what is counted (办结率), which then stands before the part: 收到415件,办结392件."""
_OF_A_KIND = re.compile(r"占比|比重|比例|占[^,;。\d]{0,8}\d")
"""A share that those of one kind have, of which it is no matter that something was done with all of them."""
_PER = "人平户日月年"
"""Before 均, with which it is what falls to one (人均2.3回), not all of them."""
_POINTS = re.compile(r"(\d{1,4}(?:\.\d{1,2})?)分[,(]?(?:(?:满分|总分)(?:为|是)?(\d{1,4})分|百分制)")
"""What a score gives of all that there is (占4分,满分100分)."""
_GRADES = ("级", "层")
"""After a number that says which (二级单位), not how many."""
_OF_IT = re.compile(r"其中|中(?:,|[已有]|\Z)|里有|,已")
_REST_NOT = re.compile(r",(?:另外?|其余|其他|剩[余下]|余下|还有)[^,;。]{0,20}(?:没|未|尚|待|不)")
"""Behind a part, that the rest was not done (14个站,12个建成,另2个没有建)."""
_OF_HUNDRED = re.compile(r"(?:百分制|(?<!\d)100分[中里制]?)[^,;。\d]{0,14}(?<!\d)(\d{1,2}(?:\.\d)?)分")
"""Points of a hundred (百分制中占5分, 100分中占5分)."""
_EXCEPT = re.compile(r"除(?:了)?([^,;。]{2,60}?)(?:之|以)?外,?(?:其余|其他|剩余|余下)的?(\d{1,5})")
"""Those of which it was not done, and how many are left (除甲和乙正在重建外,其余6户均已设置)."""
_EXCEPT_SOME = re.compile(
    r"除(?:了)?([^,;。]{2,60}?)(?:之|以)?外,?(?:其余|其他|剩余|余下)?[^,;。\d]{0,20}?(?:均|都|全部|一律)"
)
"""Those of which it was not done, where all the others are not counted (除3项漏登外,其余均已公开)."""
_REST = re.compile(r"[,;](?:另外?|还|尚|其余|剩余|余下|剩下)[^,;。\d]{0,24}\Z")
"""Opens what tells how many are left, before their number."""
_TURNOUT = re.compile(
    r"应(?P<verb>[\u4e00-\u9fff]{1,2}?)[^,;。\d]{0,4}(?P<asked>\d{1,6})[^,;。\d]{0,4},?"
    r"[^,;。\d]{0,4}?实(?:际|有)?(?P=verb)[^,;。\d]{0,4}(?P<came>\d{1,6})"
)
"""How many there should have been and how many there were (应到62人,实到60人)."""
_CLAUSE_END = re.compile(r"[,;。、]")
_BRACKETS = re.compile(r"\([^()]*\)")
ALL = 100
"""Percent that are the whole."""
ALONE = 8
"""Characters of a clause that says only that it was all of them."""
_LESS_OF_IT = re.compile(r"压减|压缩|减少|降低|下降|精简|缩减|缩短")
_MORE_OF_IT = re.compile(r"增加|增长|提高|提升|扩大|上升")
_WAS = re.compile(r"[由从][^,;。]{0,8}\Z")
_BECAME = re.compile(r"[^,;。]{0,6}[至到为]")
"""Between what there was and what there is (由131个减至102个)."""


def reported_share(promise: Promise, match: Match, vocabulary: Vocabulary) -> tuple[Amount, At] | None:
    """A share that two counts or scores of the sentence give (15件,其中12件), or that is said in words (均, 全部)."""
    line = match.passage.line
    low, _ = match.range
    if left := reported_but(match, vocabulary):
        return left
    if turned_out := _TURNOUT.search(line.plain.string, low, match.passage.span.end):
        asked, came = int(turned_out["asked"]), int(turned_out["came"])
        if 0 < came <= asked:
            return percent(Decimal(came), Decimal(asked)), line.back(*turned_out.span())
    part = of_two(match, vocabulary, promise.text) if _OF_A_KIND.search(promise.text) else None
    if part and "其中" in match.passage.text:
        return part  # 件件配有解读,其中采用图解的3件, for 多样化解读占比
    whole_word = next(_all_of_them(match, vocabulary, promise.text), None)
    of_all = line.back(*whole_word.span()) if whole_word and not match.wanting else None
    rated = _RATE.search(promise.text)
    named = of_two(match, vocabulary, promise.text, named=True) if rated else None
    # 文件2件,科室均作出解读,局长撰写解读1篇: of all of them before a part is told, which then is none of theirs.
    if named and not (
        of_all
        and whole_word
        and rated
        and of_all[0] < named[1][0]
        and _rates_all(rated[1], whole_word, match, vocabulary)
    ):
        return named
    if of_all:
        return 100, of_all
    text, end = line.plain.string, match.passage.span.end
    points = _POINTS.search(text, low, end)
    if points and Decimal(points[2] or ALL):
        return percent(Decimal(points[1]), Decimal(points[2] or ALL)), line.back(*points.span())
    if of_hundred := _OF_HUNDRED.search(text, low, end):
        return Decimal(of_hundred[1]), line.back(*of_hundred.span(1))
    return _changed(promise, match, vocabulary) or of_two(match, vocabulary, promise.text)


def reported_but(match: Match, vocabulary: Vocabulary) -> tuple[Amount, At] | None:
    """The share that is left where some are named of which it was not done (除甲和乙外,其余6户均已设置: 75 %).

    Of how many they are left out is what the sentence counts before (采购64项、修缮19项,除3项外,其余均已上网: 96.4 %).
    """
    line, span = match.passage.line, match.passage.span
    found = _EXCEPT.search(line.plain.string, span.start, span.end)
    if found is None:
        return _but_some(match, vocabulary) or _beside_the_rest(match, vocabulary)
    given = re.search(r"\d{1,4}", found[1])
    without = int(given[0]) if given else len([one for one in re.split(r"[、和与及]", found[1]) if one])
    share = percent(Decimal(int(found[2])), Decimal(int(found[2]) + without))
    return share, line.back(*found.span(2))


def _beside_the_rest(match: Match, vocabulary: Vocabulary) -> tuple[Amount, At] | None:
    """The share of those that are counted beside the rest of which it was not done (6个建成,另有2个未建: 75 %)."""
    text, span = match.passage.text, match.passage.span
    for (done, unit, end), (left, other, stop) in pairwise(amounts(text, vocabulary, loose=True)):
        rest = _REST.search(text[end : left.start])
        counted = isinstance(done.value, int) and isinstance(left.value, int) and left.value > 0
        if (
            rest
            and counted
            and vocabulary.same_unit(unit, other)
            and vocabulary.wants(_CLAUSE_END.split(text[stop:])[0])
        ):
            share = percent(Decimal(done.value), Decimal(done.value + left.value))
            return share, match.passage.line.back(span.start + done.start, span.start + end)
    return None


def _but_some(match: Match, vocabulary: Vocabulary) -> tuple[Amount, At] | None:
    """The share that is left of what the sentence counts before; all of them where the rest is not due yet."""
    line, span = match.passage.line, match.passage.span
    found = _EXCEPT_SOME.search(line.plain.string, span.start, span.end)
    but = amounts(found[1], vocabulary, loose=True) if found else []
    if found is None or len(but) != 1:
        return None
    if vocabulary.holds("not_wanting", found[1]):
        return ALL, line.back(*found.span())
    before = amounts(line.plain.string[span.start : found.start()], vocabulary, loose=True)
    whole = sum(number.value for number, unit, _ in before if vocabulary.same_unit(unit, but[0][1]))
    if whole <= but[0][0].value:
        return None
    return percent(Decimal(whole - but[0][0].value), Decimal(whole)), line.back(*found.span())


def _all_of_them(match: Match, vocabulary: Vocabulary, promise: str) -> Iterator[re.Match[str]]:
    """Words for all of them in the clauses that answer, or in one behind them.

    That one says nothing else (无一遗漏), or has the verb of the rate (公开率: 结果全部挂网).
    """
    text = match.passage.line.plain.string
    low, high = match.range
    rate = _RATE.search(promise)
    verb = vocabulary.concept(rate[1]) if rate else None
    for said in vocabulary.patterns["whole"].finditer(text, low, match.passage.span.end):
        alone = any(
            clause.span.start <= said.start() < clause.span.end
            and (clause.span.end - clause.span.start <= ALONE or verb in clause.concepts)
            for clause in match.passage.clauses[match.last + 1 :]
        )
        if (said.start() < high or alone) and text[said.start() - 1 : said.start()] not in tuple(_PER):
            yield said
    asked = {word.concept for word in match.promise.words}
    for free in vocabulary.free_of.finditer(text, low, match.passage.span.end):
        if vocabulary.concept_of(free) in asked:  # 按期答复率, and 没有超期
            yield free


def _rates_all(verb: str, whole: re.Match[str], match: Match, vocabulary: Vocabulary) -> bool:
    """Whether the clause of a word for all of them has the verb of a rate (科室均作出解读), and counts nothing."""
    text = match.passage.line.plain.string
    spans = (clause.span for clause in match.passage.clauses)
    said = next((span.of(text) for span in spans if span.start <= whole.start() < span.end), "")
    return _says(verb, said, vocabulary) and not amounts(said, vocabulary)


def asks_change(promise: Promise) -> bool:
    """Whether a plan promises by what share there will be more or less."""
    return promise.unit == PERCENT and bool(_MORE_OF_IT.search(promise.text) or _LESS_OF_IT.search(promise.text))


def percent(part: Decimal, whole: Decimal) -> Amount:
    """A share in percent, a whole number where it is one."""
    share = round(part * ALL / whole, _SHARES)
    return int(share) if share == int(share) else share


def _changed(promise: Promise, match: Match, vocabulary: Vocabulary) -> tuple[Amount, At] | None:
    """By what share there is less or more than there was, where both amounts stand there (由131个减至102个)."""
    line, (low, high) = match.passage.line, match.range
    text = line.plain.string[low:high]
    more = _MORE_OF_IT.search(promise.text)
    if not asks_change(promise):
        return None
    given = amounts(text, vocabulary, loose=True)
    for (before, unit, end), (after, other, stop) in pairwise(given):
        then = _BECAME.fullmatch(text[end : after.start])
        if unit != other or not then or not before.value or not _WAS.search(text[: before.start]):
            continue
        change = (after.value - before.value) if more else (before.value - after.value)
        return percent(Decimal(change), Decimal(before.value)), line.back(low + before.start, low + stop)
    return None


def of_two(match: Match, vocabulary: Vocabulary, promise: str = "", *, named: bool = False) -> tuple[Amount, At] | None:
    """A part and its whole; `named`: before the part stands the verb of the rate (制发46件,主动公开31件)."""
    line, sentence = match.passage.line, match.passage.span
    text = sentence.of(line.plain.string)
    rate = _RATE.search(promise)
    within = [found.span() for found in _BRACKETS.finditer(text)]  # 收到9件(招生4件、人事5件),办结9件
    counted = [
        (number, unit, end)
        for number, unit, end in amounts(text, vocabulary, loose=True)
        if isinstance(number.value, int)
        and unit not in _GRADES
        and not any(low < number.start < high for low, high in within)
    ]
    for at, ((whole, unit, end), (part, other, stop)) in enumerate(pairwise(counted)):
        between = text[end : part.start]
        of_it = (not named and _OF_IT.search(between)) or (rate and _says(rate[1], between.split(",")[-1], vocabulary))
        behind = between.count(",") == 1 and unit == other  # 印发19件,17件配有解读
        of_it = of_it or (not named and behind and between[-1] == "," and _REST_NOT.search(text, stop))
        of_it = of_it or (behind and rate and _says(rate[1], _CLAUSE_END.split(text[stop:])[0], vocabulary))
        if vocabulary.same_unit(unit, other) and 0 < whole.value >= part.value and of_it:
            parts = part.value + _listed_too(text, counted[at + 1 :], promise)
            held = whole.value - part.value if _left_out(match, sentence.start + part.start) else parts
            share = percent(Decimal(held), Decimal(whole.value))
            return share, line.back(sentence.start + part.start, sentence.start + stop)
    return None


def _listed_too(text: str, counted: Sequence[tuple[Number, str, int]], promise: str) -> Amount:
    """What stands in a list behind the first of some parts and is named in the plan as well (图解7件、短视频2件)."""
    more: Amount = 0
    for (_, unit, end), (part, other, _) in pairwise(counted):
        between = text[end : part.start]
        name = between[1:]
        named = any(name[at : at + 2] in promise for at in range(len(name) - 1))
        if between[:1] not in tuple("、和及与") or "," in between or other != unit or not named:
            break
        more += part.value
    return more


def _says(verb: str, text: str, vocabulary: Vocabulary) -> bool:
    """Whether a text has a verb, or a word that means the same."""
    return verb in text or any(word.concept == vocabulary.concept(verb) for word in words(text, vocabulary))


def _left_out(match: Match, at: int) -> bool:
    """Whether a count stands where it says of so many that it was not done, or too late (其中9家超期)."""
    return any(clause.wanting for clause in match.passage.clauses if clause.span.start <= at < clause.span.end)
