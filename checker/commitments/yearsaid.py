"""Of which year a clause or a sentence of a report speaks."""

from __future__ import annotations

import re

from checker.commitments.deadlines import after_the_year, puts_off
from checker.commitments.sentences import label_of
from checker.commitments.terms import Word, words
from checker.commitments.vocabulary import Vocabulary
from checker.commitments.years import holds, year_after

_YEAR = re.compile(
    r"(?:而|但|其中|(?:早|还是)?在|[此之]前的?)?(?:(?P<year>20\d\d)年(?:度|间|[底末初](?!前))?|(?:去|上)年(?:度|[底末初](?!前))?|上一年度)(?:\d{1,2}月(?:份|\d{1,2}日|[上中下]旬|[底末初])?)?"
    r"(?P<once>曾|时|我|本|全|共|第)?"
)
"""A year at the opening of a clause, with what shows that the clause speaks of what was done in it."""
_WITHIN = re.compile(
    r"(?:(?P<year>20\d\d)年(?!度|末|底)|[去上]年(?!度|末|底|结转|同期)|(?<=在)上一?年度)(?P<once>(?:已|就|即)?(?:曾|[先前]后)?"
    r"(?:[一二两三四五六七八九十\d]{1,2}(?:次|度|回)|曾经?|就已?))?"
)
"""A year within a clause: the time of what was done where a verb or how often follows (局领导2020年两次做客)."""
_TITLED = re.compile(r'《[^》]*》|"[^"]*"')
_THIS = re.compile(r"(?:但|而)?(?:今年|本年)")
_ONCE = "曾"
"""In a clause that opens with an earlier year and tells of what was done in it (2022年学校曾以书信通报)."""
_NOW = re.compile(r"[今本]年")
MODIFIES = 8
"""Characters behind a year in which 的 makes what is said of it part of a thing (2020年成立的专班)."""


def of_next(sentence: str, year: int, vocabulary: Vocabulary) -> bool:
    """Whether a sentence opens with the next year as its time; after a verb it is of a thing (发布2023年缴费公告)."""
    first = sentence.split(",", 1)[0]
    before, found, _ = first.partition(f"{year_after(year)}年")
    if found and (after_the_year(sentence, len(before), year) or puts_off(before)):
        return False
    return bool(found) and not any(word.concept in vocabulary.act_concepts for word in words(before, vocabulary))


def opens_earlier(sentence: str, year: int) -> bool:
    """Whether a sentence opens with what an earlier year had (2022年经费支出320万元,已在上一年度公布)."""
    label = label_of(sentence)
    opens = _YEAR.match(sentence, label.length if label else 0)
    return opens is not None and (int(opens["year"]) if opens["year"] else year - 1) < year


def year_said(
    string: str, inside: tuple[Word, ...], shift: int, vocabulary: Vocabulary, year: int | None
) -> int | None:
    """The year of which a clause speaks from its first words on; None where it names none, or only a thing of one.

    2020年,我局开展 and 2020年更新公示牌 speak of 2020; 2020年部门决算 is a thing.
    """
    found = _YEAR.match(string)
    if year is None:
        return None
    if _THIS.match(string):
        return year
    if found is None:
        return _year_within(string, inside, shift, vocabulary, year)
    own = int(found["year"]) if found["year"] else year - 1
    if after_the_year(string, 0, year):
        return year
    then = found["once"] or (_ONCE in string[found.end() :] and not _NOW.search(string))
    if holds(year, own) or found.end() == len(string) or then:
        return own
    follows = next((word for word in inside if word.start - shift >= found.end()), None)
    acts = (
        follows is not None and follows.start - shift <= found.end() + 1 and follows.concept in vocabulary.act_concepts
    )
    rest = string[follows.end - shift :] if follows is not None else ""
    only_which = rest.startswith("的") and vocabulary.holds("done", rest)  # 2022年制定的制度作了修订
    return own if acts and not only_which else None


def _year_within(string: str, inside: tuple[Word, ...], shift: int, vocabulary: Vocabulary, year: int) -> int | None:
    """The earlier year in which a clause says behind its subject that something was done; None where it is of a thing.

    Behind a verb a year is of its object (公布2020年决算), before a noun too (各单位2020年决算, 2020年成立的专班), and
    what it is compared with was done in none (比2020年增加).
    """
    plain = _TITLED.sub(lambda held: "x" * len(held[0]), string)
    for found in _WITHIN.finditer(plain):
        own = int(found["year"]) if found["year"] else year - 1
        before = plain[: found.start()]
        if (
            own >= year
            or before[-1:] in tuple("比较同与和跟自从以对")
            or "的" in plain[found.end() : found.end() + MODIFIES]
        ):
            continue
        behind_verb = before[-1:] not in ("于", "在") and any(
            word.start - shift < found.start()
            and word.concept in vocabulary.act_concepts
            and word.text not in vocabulary.generic
            for word in inside
        )
        follows = next((word for word in inside if word.start - shift >= found.end()), None)
        acts = (
            follows is not None
            and follows.start - shift <= found.end() + 1
            and follows.concept in vocabulary.act_concepts
        )
        if found["once"] or (acts and not behind_verb):
            return own
    return None
