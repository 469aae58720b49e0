"""Sentences that may hold a figure, and their tokens put together into clauses with the brackets they stand in."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence

from checker.figures.lexicon import Lexicon
from checker.figures.tokens import Token, tokens
from checker.record import dataclass

HARD = frozenset(("comma", "semicolon", "colon", "open", "close", "dash"))
_STOP = re.compile("[。!?\n]|[一二三四五六七八九十]是|首先|其次|再次|最后")
"""Where a sentence ends, or a point of a list begins."""
_TELLING = re.compile("[未无没零均都皆]|全部|悉数|一律|已全")
"""Without a number, only a sentence with one of these can state anything."""


@dataclass(frozen=True, slots=True)
class Clause:
    """Tokens between two cuts. `before` is the cut that opens it, `after` the one that ends it, `depth` its brackets."""

    tokens: tuple[Token, ...]
    before: str
    after: str
    depth: int


def sentences(string: str, fixed: Sequence[Token], lexicon: Lexicon) -> Iterator[tuple[int, list[Clause]]]:
    """The sentences of a paragraph that may hold a figure, with their number, and those they go on from.

    Read are sentences with a number or with a word of denial or of all, the one before each, and the first.
    """
    starts = [token.start for token in fixed]
    ranges = list(_ranges(string, fixed, starts))
    numbered = [token.start for token in fixed if token.slot == "number"]
    telling = [
        bisect_left(numbered, begin) < bisect_left(numbered, end) or _TELLING.search(string, begin, end) is not None
        for begin, end in ranges
    ]
    if not any(telling):
        ranges = ranges[:1]
    for index, (begin, end) in enumerate(ranges):
        if index and not telling[index] and not (index + 1 < len(ranges) and telling[index + 1]):
            continue
        inner = fixed[bisect_left(starts, begin) : bisect_left(starts, end)]
        clauses = _clauses(
            [token for token in tokens(string, begin, end, inner, lexicon) if token.slot not in _OPENERS]
        )
        if clauses:
            yield index, clauses


_OPENERS = ("stop", "point", "listing")


def _ranges(string: str, fixed: Sequence[Token], starts: Sequence[int]) -> Iterator[tuple[int, int]]:
    begin = 0
    for match in _STOP.finditer(string):
        at = bisect_left(starts, match.end()) - 1
        if at >= 0 and fixed[at].end > match.start() and fixed[at].slot == "title":
            continue
        mark = match.end() - match.start() == 1
        end = match.end() if mark else match.start()
        if end > begin:
            yield begin, end
            begin = end
    if begin < len(string):
        yield begin, len(string)


def _clauses(tokens: Sequence[Token]) -> list[Clause]:
    more = _numbers_ahead(tokens)
    found: list[Clause] = []
    held: list[Token] = []
    before, depth, numbered = "", 0, False
    for index, token in enumerate(tokens):
        slot = token.slot
        if not (slot in HARD or (slot == "pause" and numbered and more[index])):
            held.append(token)
            numbered = numbered or slot == "number"
            continue
        if held:
            found.append(Clause(tuple(held), before, slot, depth))
            held, numbered = [], False
            before = slot
        elif slot != "comma":
            before = slot
        depth = depth + 1 if slot == "open" else max(depth - 1, 0) if slot == "close" else depth
    if held:
        found.append(Clause(tuple(held), before, "", depth))
    return found


def _numbers_ahead(tokens: Sequence[Token]) -> list[bool]:
    """For each token whether a number comes after it before the next cut other than a pause."""
    ahead = [False] * len(tokens)
    found = False
    for index in range(len(tokens) - 1, -1, -1):
        ahead[index] = found
        slot = tokens[index].slot
        if slot == "number":
            found = True
        elif slot in HARD:
            found = False
    return ahead
