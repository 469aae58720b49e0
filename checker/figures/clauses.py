"""Tokens put together into sentences, and sentences into clauses with the brackets they stand in."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from checker.figures.tokens import Token
from checker.record import dataclass

HARD = frozenset(("comma", "semicolon", "colon", "open", "close", "dash"))


@dataclass(frozen=True, slots=True)
class Clause:
    """Tokens between two cuts. `before` is the cut that opens it, `after` the one that ends it, `depth` its brackets."""

    tokens: tuple[Token, ...]
    before: str
    after: str
    depth: int


def sentences(tokens: Iterable[Token]) -> list[list[Clause]]:
    """The sentences of a paragraph; a point of a list (一是) begins one."""
    found: list[list[Clause]] = []
    under_way: list[Token] = []
    for token in tokens:
        if token.slot == "stop":
            under_way.append(token)
        if token.slot in ("stop", "point", "listing") and under_way:
            found.append(_clauses(under_way))
            under_way = []
        if token.slot not in ("stop", "point", "listing"):
            under_way.append(token)
    if under_way:
        found.append(_clauses(under_way))
    return [sentence for sentence in found if sentence]


def _clauses(tokens: Sequence[Token]) -> list[Clause]:
    more = _numbers_ahead(tokens)
    found: list[Clause] = []
    held: list[Token] = []
    before, depth, numbered = "", 0, False
    for index, token in enumerate(tokens):
        cut = token.slot in HARD or token.slot == "stop" or (token.slot == "pause" and numbered and more[index])
        if not cut:
            held.append(token)
            numbered |= token.slot == "number"
            continue
        if held:
            found.append(Clause(tuple(held), before, token.slot, depth))
            held, numbered = [], False
            before = token.slot
        elif token.slot != "comma":
            before = token.slot
        depth = depth + 1 if token.slot == "open" else max(depth - 1, 0) if token.slot == "close" else depth
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
        elif slot in HARD or slot == "stop":
            found = False
    return ahead
