"""Several things side by side in one clause of a plan: 制作5张长图、2部动画 and 修订指南和目录 are two promises."""

from __future__ import annotations

import re
from itertools import pairwise

from checker.commitments.counts import amounts, count
from checker.commitments.deadlines import without_days
from checker.commitments.kinds import bare_of, heads_of, kind_of, specific
from checker.commitments.offices import is_office
from checker.commitments.sentences import Span
from checker.commitments.terms import Word, words
from checker.commitments.vocabulary import Vocabulary

_BESIDE = re.compile(r"、|以及|[和及与]")
"""What stands between things of a list."""
_MARKS = ("》", '"')
_ENDS = ("结果", "数据", "标准", "流程")
"""Nouns that are things of their own."""
_TOLD = (*_ENDS, "情况")
"""What is made public of several things, each with its own (完成情况|和分配结果)."""
OWN = 2
"""Characters of its own that each further thing has at least."""
NEW = 3, 6
"""Characters of a thing that no list knows, beside others that are known: at least, and at most."""
_OPEN = re.compile(r"等|的|各|进行")
"""In a second thing that ends a list, or is told with the first (图解、视频等, 指南和目录的编制)."""


def side_by_side(text: str, part: Span, vocabulary: Vocabulary) -> list[Span]:
    """The pieces of a clause of which each gives an amount of its own, or names one of several things to be made.

    The clause itself where it is no such list.
    """
    string = part.of(text)
    given = amounts(string, vocabulary, loose=True)
    if len(given) < 2:
        return [part] if given else _things(string, part, vocabulary)
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


def _things(string: str, part: Span, vocabulary: Vocabulary) -> list[Span]:
    """The first thing with its verb, and each further one (举办业务培训|和开放日, 制作长图|、动画|、音频).

    The clause itself where one of them is not a thing for sure, or two are of a kind.
    """
    marks = [one for one in _BESIDE.finditer(string) if not _inside(string, one.start())]
    starts = [0, *(one.end() for one in marks)]
    ends = [*(one.start() for one in marks), len(string)]
    first, *others = (string[start:end] for start, end in zip(starts, ends, strict=True))
    inside = words(first, vocabulary)
    bare = _without_office(bare_of(without_days(first), vocabulary), vocabulary)
    named = bool(heads_of(inside[-1:], vocabulary)) and first[inside[-1].end :] in ("", *_MARKS)
    told = all(one.endswith(_TOLD) and _told_apart(words(one, vocabulary), vocabulary) for one in (bare, *others))
    if (
        not others
        or not (named or told)
        or not vocabulary.begins("acts", bare)
        or kind_of(first, vocabulary, None) != "act"
        or not all(_is_told(other, vocabulary) for other in others)
        or not _are_things(others, vocabulary)
    ):
        return [part]
    kinds = [{word.concept for word in inside[-1:]}, *(_kinds(other, vocabulary) for other in others)]
    alike = any(one & other for at, one in enumerate(kinds) for other in kinds[:at])
    if not named and len({one[-len(_TOLD[0]) :] for one in (first, *others)}) <= len(others):
        return [part]
    if alike and not (
        _told_apart(words(first, vocabulary), vocabulary)
        and all(_told_apart(words(other, vocabulary), vocabulary) for other in others)
    ):
        return [part]
    return [Span(part.start + start, part.start + end) for start, end in zip(starts, ends, strict=True)]


def _without_office(text: str, vocabulary: Vocabulary) -> str:
    """A clause from its verb on, where an office that is to act stands before that (县住建局|公布…)."""
    act = vocabulary.patterns["acts"].search(text)
    return text[act.start() :] if act and is_office(text[: act.start()], vocabulary) else text


def _told_apart(inside: list[Word], vocabulary: Vocabulary) -> bool:
    """Whether a thing has a name of its own beside its kind (水资源|公报、水土保持|公报)."""
    return specific(inside[:-1], vocabulary) >= NEW[0]


def _is_told(text: str, vocabulary: Vocabulary) -> bool:
    """Whether what stands beside a thing is told in words of its own."""
    return specific(words(text, vocabulary), vocabulary) >= OWN and _OPEN.search(text) is None


def _are_things(others: list[str], vocabulary: Vocabulary) -> bool:
    """Whether what stands beside a thing are further ones; a list of many may have a new one (指南、目录、流程图)."""
    if len(others) == 1:
        return _is_thing(others[0], words(others[0], vocabulary)[-1], vocabulary)
    new = [
        other for other in others if not (other.endswith(_MARKS) or heads_of(words(other, vocabulary)[-1:], vocabulary))
    ]
    short = all(NEW[0] <= len(other) <= NEW[1] and not vocabulary.begins("acts", other) for other in new)
    return len(new) < len(others) and short


def _kinds(text: str, vocabulary: Vocabulary) -> set[str]:
    """The concepts of the things that a text names, of its last word where no list knows it."""
    inside = words(text, vocabulary)
    return {word.concept for word in heads_of(inside, vocabulary) or inside[-1:]}


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
