"""Several things side by side in one clause of a plan: 制作5张长图、2部动画 and 修订指南和目录 are two promises."""

from __future__ import annotations

import re
from itertools import pairwise

from checker.commitments.counts import amounts, count
from checker.commitments.deadlines import without_days
from checker.commitments.kinds import bare_of, heads_of, kind_of, specific
from checker.commitments.sentences import Span
from checker.commitments.terms import Word, words
from checker.commitments.vocabulary import Vocabulary

_BESIDE = re.compile(r"、|以及|[和及与]")
"""What stands between things of a list."""
_MARKS = ("》", '"')
_ENDS = ("结果", "数据", "标准", "流程")
"""Nouns that are things of their own."""
OWN = 2
"""Characters of its own that the second of two things has at least."""
_OPEN = re.compile(r"等|的|各|进行")
"""In a second thing that ends a list, or is told with the first (图解、视频等, 指南和目录的编制)."""


def side_by_side(text: str, part: Span, vocabulary: Vocabulary) -> list[Span]:
    """The pieces of a clause of which each gives an amount of its own, or names one of two things that are to be made.

    The clause itself where it is no such list.
    """
    string = part.of(text)
    given = amounts(string, vocabulary, loose=True)
    if len(given) < 2:
        return [part] if given else _two_things(string, part, vocabulary)
    cuts: list[tuple[int, int]] = []
    for (_, _, end), (number, _, _) in pairwise(given):
        between = [found for found in _BESIDE.finditer(string, end, number.start) if not _inside(string, found.start())]
        if not between:
            return [part]
        cuts.append(between[0].span())
    starts = [0, *(stop for _, stop in cuts)]
    ends = [*(start for start, _ in cuts), len(string)]
    pieces = [Span(part.start + start, part.start + end) for start, end in zip(starts, ends, strict=True)]
    first, *others = (piece.of(text) for piece in pieces)
    counts = [count(first, vocabulary), *(count(other, vocabulary, listed=True) for other in others)]
    return pieces if all(counts) else [part]


def _two_things(string: str, part: Span, vocabulary: Vocabulary) -> list[Span]:
    """The first thing with its verb, and the second (举办业务培训|和开放日); more than two are told together."""
    found = [one for one in _BESIDE.finditer(string) if not _inside(string, one.start())]
    if len(found) != 1:
        return [part]
    first, second = string[: found[0].start()], string[found[0].end() :]
    inside = words(first, vocabulary)
    bare = bare_of(without_days(first), vocabulary)
    named = bool(heads_of(inside[-1:], vocabulary)) and first[inside[-1].end :] in ("", *_MARKS)
    other = words(second, vocabulary)
    apart = not {word.concept for word in heads_of(other, vocabulary)} & {word.concept for word in inside[-1:]}
    if (
        not named
        or not apart
        or not vocabulary.begins("acts", bare)
        or _OPEN.search(second)
        or specific(other, vocabulary) < OWN
        or not _is_thing(second, other[-1], vocabulary)
        or kind_of(first, vocabulary, None) != "act"
    ):
        return [part]
    return [Span(part.start, part.start + found[0].start()), Span(part.start + found[0].end(), part.end)]


def _is_thing(text: str, last: Word, vocabulary: Vocabulary) -> bool:
    """Whether a text ends with a thing or a piece of work, not with what it shares with the first (微信运营力量)."""
    quoted = text.endswith(_MARKS)
    known = last.concept in vocabulary.heads | vocabulary.act_concepts or last.text in vocabulary.generic
    return quoted or known or text.endswith(_ENDS)


def _inside(string: str, at: int) -> bool:
    """Whether brackets, quotation or title marks hold a place."""
    return any(string.rfind(left, 0, at) > string.rfind(right, 0, at) for left, right in ("()", "《》")) or (
        string.count('"', 0, at) % 2 == 1
    )
