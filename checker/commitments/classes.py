"""Amounts of things that a plan counts together: members of a class, kinds that it lists."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from checker.commitments.counts import amounts
from checker.commitments.found import Found
from checker.commitments.passages import Clause
from checker.commitments.promises import Promise
from checker.commitments.scoring import Match
from checker.commitments.terms import Word, words
from checker.commitments.vocabulary import Vocabulary

_LISTED = re.compile(r"、|以及|[和及与或]")
"""What stands between things of a list."""


def clause_of(one: Found, match: Match) -> Clause:
    """The clause in which an amount stands."""
    return next(clause for clause in match.passage.clauses if clause.span.start <= one.span[0] < clause.span.end)


def counts_a_class(promise: Promise, vocabulary: Vocabulary) -> bool:
    """Whether a plan counts whatever is made (解读产品不少于10个)."""
    return any(promise.noun.before.endswith(word) for word in vocabulary.classes)


def of_a_class(promise: Promise, found: Sequence[Found], match: Match, vocabulary: Vocabulary) -> list[Found]:
    """All amounts of things that were made, where the plan counts a class of them (解读产品: 视频6部,图解3期、漫画2期).

    Those of a clause that tells of an occasion (举办培训班2期), and parts of others (其中), are none of them.
    """
    if not counts_a_class(promise, vocabulary) or any(one.total for one in found):
        return []
    text = match.passage.line.plain.string
    kept = []
    for one in found:
        clause = clause_of(one, match)
        held = any(word.concept in vocabulary.act_concepts and word.text in vocabulary.generic for word in clause.words)
        if not held and "其中" not in clause.span.of(text):
            kept.append(one)
    return kept


def kinds_listed(promise: Promise, vocabulary: Vocabulary) -> tuple[frozenset[str], ...]:
    """The things that a plan lists before the one amount that it promises of them, each by what it may be called.

    参加在线访谈、新闻发布会不少于4次: both together four times.
    """
    text = promise.plain
    found = next(
        (one for one in amounts(text, vocabulary) if one[0].value * promise.per_year == promise.promised), None
    )
    if found is None:
        return ()
    before = re.split(r"[,;:]", text[: found[0].start])[-1]
    things: list[Word] = []
    for piece in reversed(_LISTED.split(before)):
        named = [word for word in words(piece, vocabulary) if word.concept in vocabulary.heads]
        if not named:
            break  # 围绕招生、入园制作图解和短视频: what stands before the list is of what they are
        things.insert(0, named[-1])
    called = {word.concept for word in things}
    alike = len(called) == 1  # 发布会、通气会: what they are called tells them apart
    kinds = tuple(dict.fromkeys(frozenset({word.text if alike else word.concept}) for word in things))
    return kinds if len(kinds) > 1 else ()


def of_kinds(promise: Promise, found: Sequence[Found], match: Match, vocabulary: Vocabulary) -> list[Found]:
    """One amount for each of the things that a plan counts together (新闻发布会3次,在线访谈2次)."""
    text = match.passage.line.plain.string
    kept: dict[frozenset[str], Found] = {}
    for kind in kinds_listed(promise, vocabulary):
        for one in found:
            if one not in kept.values() and kind & _named_at(one, found, text, match, vocabulary):
                kept[kind] = one
                break
    return list(kept.values())


def made_beside(promise: Promise, found: Sequence[Found], match: Match, vocabulary: Vocabulary) -> list[Found]:
    """The amounts in a list with one of the kinds that a plan counts together (一图读懂7件、动画4件)."""
    kinds, text = of_kinds(promise, found, match, vocabulary), match.passage.line.plain.string
    if vocabulary.counts_occasions(promise.unit) or any(one.total for one in found[1:]):
        return kinds
    listed = list(kinds)
    for before, after in pairwise(sorted(found, key=lambda one: one.span)):
        between = text[before.span[1] : after.span[0]]
        joined = (
            between[:1] in tuple("、和及与") and not any(mark in between for mark in ",;。") and "其中" not in between
        )
        if joined and (before in listed) != (after in listed):
            listed.append(after if before in listed else before)
    return listed


def _named_at(one: Found, found: Sequence[Found], text: str, match: Match, vocabulary: Vocabulary) -> set[str]:
    """The words beside an amount, and what they mean: in its clause, from the amount before it to the one behind."""
    beside = words(words_at(one, found, text, match), vocabulary)
    return {name for word in beside for name in (word.text, word.concept)}


def words_at(one: Found, found: Sequence[Found], text: str, match: Match) -> str:
    """What stands before an amount in its clause, from the amount before it on."""
    clause = next(clause.span for clause in match.passage.clauses if clause.span.start <= one.span[0] < clause.span.end)
    before = max((other.span[1] for other in found if other.span[1] <= one.span[0]), default=0)
    return text[max(clause.start, before) : one.span[0]]
