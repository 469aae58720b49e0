"""Several amounts side by side in one clause of a plan: 制作5张长图、2部动画 is two promises."""

from __future__ import annotations

import re
from itertools import pairwise

from checker.commitments.counts import amounts, count
from checker.commitments.sentences import Span
from checker.commitments.vocabulary import Vocabulary

_BESIDE = re.compile(r"、|以及|[和及与]")
"""What stands between things of a list."""


def side_by_side(text: str, part: Span, vocabulary: Vocabulary) -> list[Span]:
    """The pieces of a clause of which each gives an amount of its own; the clause itself where it is no such list."""
    string = part.of(text)
    given = amounts(string, vocabulary, loose=True)
    if len(given) < 2:
        return [part]
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


def _inside(string: str, at: int) -> bool:
    """Whether brackets, quotation or title marks hold a place."""
    return any(string.rfind(left, 0, at) > string.rfind(right, 0, at) for left, right in ("()", "《》")) or (
        string.count('"', 0, at) % 2 == 1
    )
