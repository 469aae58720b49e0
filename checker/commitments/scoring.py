"""How much of a promise a sentence takes up: weighted words, those that name the thing before all."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from math import log, sqrt

from checker.commitments.passages import Clause, Passage, pairs_of
from checker.commitments.promises import CORE, JOINED, Promise, Weighed
from checker.commitments.terms import Word

GENERIC = 0.15
"""How much a generic word counts against one that is not."""
ACT = 0.5
"""How much a verb of doing counts against the thing it is done to."""
HEAD = 1.5
"""How much the name of the thing promised counts against other words about it."""
ENOUGH = 2.0
"""How much must be held of a promise that says little itself, its surroundings taken in, for a full score."""
LONGER = 0.03
"""What each further clause takes off, so that words scattered over a long sentence count less than words together."""
HEADLESS = 0.55
"""What is left of the score of a sentence that does not name the thing that was promised."""
ACTLESS = 0.85
"""What is left where nothing is said to be done with it."""
NAMED = 0.3
"""How much of what is missing a name makes good that stands in both, in quotation marks in the plan."""
WANTING = 0.4
"""What is left where the clause says that it was not done."""
PART = 0.8
"""What a part of a word counts (开放日 in 健康开放日)."""

Asked = Sequence[tuple[Weighed, float]]
Hits = Sequence[tuple[float, Word | None]]


@dataclass(frozen=True, slots=True)
class Match:
    """The clauses `first` to `last` of a sentence that take up most of a promise, and the words that meet there."""

    score: float
    passage: Passage
    first: int
    last: int
    hits: tuple[tuple[Weighed, Word, float], ...]


def rarity_of(promised: Sequence[Promise], said: Sequence[Passage]) -> dict[str, float]:
    """How much a concept tells, from 0 to 1: little when many sentences of either document hold it."""
    sentences = [{word.concept for clause in passage.clauses for word in clause.words} for passage in said]
    sentences += [{word.concept for word in promise.words if word.share >= JOINED} for promise in promised]
    seen = Counter(concept for sentence in sentences for concept in sentence)
    total = len(sentences) + 1
    return {concept: max(log(total / (count + 0.5)) / log(total), 0.1) for concept, count in seen.items()}


def match(promise: Promise, passage: Passage, rarity: dict[str, float]) -> Match:
    """The run of clauses of the sentence that takes up most of the promise."""
    asked = [(word, _weight(word, rarity)) for word in promise.words]
    core = sum(weight for word, weight in asked if word.share == CORE)
    total = max(core, min(sum(weight for _, weight in asked), ENOUGH)) or 1.0
    taken = [[_found(word, clause) for word, _ in asked] for clause in passage.clauses]
    names = [name for name in promise.names if name in passage.text]
    best = Match(0.0, passage, 0, 0, ())
    for first in range(len(passage.clauses)):
        hits: list[tuple[float, Word | None]] = [(0.0, None)] * len(asked)
        for last in range(first, min(first + 6, len(passage.clauses))):
            hits = [max(old, new, key=lambda hit: hit[0]) for old, new in zip(hits, taken[last], strict=True)]
            held = sum(weight * hit[0] for (_, weight), hit in zip(asked, hits, strict=True))
            score = min(held / total, 1.0) * (1 - LONGER * (last - first))
            score *= _named(asked, hits) * _acted(asked, hits)
            if any(name in passage.between(first, last) for name in names):
                score += NAMED * (1 - score)
            if any(clause.wanting for clause in passage.clauses[first : last + 1]):
                score *= WANTING
            if score > best.score + 1e-9:
                kept = tuple(
                    (word, hit[1], round(weight * hit[0], 3))
                    for (word, weight), hit in zip(asked, hits, strict=True)
                    if hit[1] is not None and weight * hit[0] > 0
                )
                best = Match(score, passage, first, last, kept)
    return best


def _weight(word: Weighed, rarity: dict[str, float]) -> float:
    length = sqrt(min(len(word.text), 4) / 2)
    kind = GENERIC if word.generic else HEAD if word.head else ACT if word.act else 1.0
    return word.share * rarity.get(word.concept, 1.0) * kind * length


def _named(asked: Asked, hits: Hits) -> float:
    """What the naming of the thing leaves of the score: all when half of it is there, least when nothing is."""
    heads = [
        (weight, hit[0]) for (word, weight), hit in zip(asked, hits, strict=True) if word.head and word.share == CORE
    ]
    if not heads:
        return 1.0
    share = sum(weight * hit for weight, hit in heads) / sum(weight for weight, _ in heads)
    return HEADLESS + (1 - HEADLESS) * min(share * 2, 1.0)


def _acted(asked: Asked, hits: Hits) -> float:
    """What is left where the promise says what will be done and the sentence has no such verb."""
    acts = [hit[0] for (word, _), hit in zip(asked, hits, strict=True) if word.act and word.share == CORE]
    return 1.0 if not acts or any(acts) else ACTLESS


def _found(word: Weighed, clause: Clause) -> tuple[float, Word | None]:
    """How much of a word a clause holds, and where: the concept whole, or the word's characters two by two."""
    whole = clause.concepts.get(word.concept)
    if whole is not None:
        return 1.0, whole
    best: tuple[float, Word | None] = (0.0, None)
    for at in range(len(word.text) - 1):
        for other in clause.pairs.get(word.text[at : at + 2], ()):
            share = _likeness(word.text, other.text)
            if share > best[0] and not (word.generic and share < PART):
                best = (share, other)
    return best


@lru_cache(maxsize=1 << 16)
def _likeness(asked: str, given: str) -> float:
    """The part of the asked word's pairs that the given one has; PART where one is a kind of the other."""
    if asked.endswith(given) or given.endswith(asked):
        return PART
    wanted = _pairs(asked)
    return PART * len(wanted & _pairs(given)) / len(wanted)


@lru_cache(maxsize=1 << 14)
def _pairs(text: str) -> frozenset[str]:
    return frozenset(pairs_of(text))
