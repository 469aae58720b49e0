"""How much of a promise a sentence takes up: weighted words, those that name the thing before all."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import lru_cache
from math import log, sqrt

from checker.commitments.drafting import CORE, JOINED
from checker.commitments.passages import Clause, Passage, pairs_of
from checker.commitments.promises import Promise
from checker.commitments.terms import Word
from checker.commitments.vocabulary import Vocabulary
from checker.commitments.weighing import Weighed
from checker.record import dataclass

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
LEAST = 0.1
"""What a concept tells at least that all sentences hold."""
END = 2
"""Words at the end of a clause of a plan that say what is done."""
PART = 0.8
"""What a part of a word counts (开放日 in 健康开放日)."""
_REFUSES = re.compile(
    r"(?:今年|本年度?|年内|全年|截至年底|至今|目前|故|因此|所以|暂时|均|都)*(?:暂未|暂缓|尚未|未能|未予|未曾|未|没有|没能)"
    r"(?:如期|按期|按时|正式|最终|得到|予以|能)*(?:实施|开展|启动|进行|落实|完成|推进|实现|开工|成行|举行|举办|办理|上线)"
)
"""A clause without a subject of its own that something was not done."""
MUCH = 6.0
"""Words as rare as can be that a run has and the promise has not, from which more tell no more."""


@dataclass(frozen=True, slots=True)
class Match:
    """The clauses `first` to `last` of a sentence that take up most of a promise, and the words that meet there.

    `wanting`: one of them says that it was not done.
    """

    promise: Promise
    score: float
    passage: Passage
    first: int
    last: int
    hits: tuple[tuple[Weighed, Word, float], ...]
    wanting: bool = False

    @property
    def range(self) -> tuple[int, int]:
        """The clauses that answer, as a range of the line."""
        return self.passage.clauses[self.first].span.start, self.passage.clauses[self.last].span.end

    @property
    def unnamed(self) -> bool:
        """Whether the promise names a thing and no part of its name is among the hits."""
        asked = any(word.head and word.share == CORE for word in self.promise.words)
        return asked and not self.named

    @property
    def named(self) -> bool:
        """Whether the promise names a thing and its name, or a part of it, is among the hits."""
        return any(word.head and word.share == CORE for word, _, _ in self.hits)

    @property
    def general(self) -> bool:
        """Whether all the clauses only say what every organ does, and nothing meets the end of what was promised.

        The front of a clause says of what field it is, its end what is done there (企业投诉处理|流程公开).
        """
        if not all(clause.general for clause in self.passage.clauses[self.first : self.last + 1]):
            return False
        core = [word.start for word in self.promise.words if word.share == CORE and not word.generic]
        return not {word.start for word, _, _ in self.hits} & set(core[-END:])

    @property
    def actless(self) -> bool:
        """Whether the promise says what is done, and none of its verbs is among the hits."""
        acts = {word.start for word in self.promise.words if word.share == CORE and word.act and not word.generic}
        return bool(acts) and acts.isdisjoint(word.start for word, _, _ in self.hits)

    @property
    def undone(self) -> bool:
        """Whether the verb that stands nearest to the thing promised is not among the hits."""
        core = [word for word in self.promise.words if word.share == CORE]
        heads = [word.start for word in core if word.head]
        acts = [word for word in core if word.act and not word.head and not word.generic]
        if not heads or not acts:
            return False
        nearest = min(acts, key=lambda word: min(abs(word.start - at) for at in heads))
        return all(word.start != nearest.start for word, _, _ in self.hits)


def rarity_of(promised: Sequence[Promise], said: Sequence[Passage], places: Sequence[str] = ()) -> dict[str, float]:
    """How much a concept tells, from 0 to 1: little when many sentences of either document hold it.

    `places` are those that the report's organ is of, whose names tell least.
    """
    sentences = [{word.concept for clause in passage.clauses for word in clause.words} for passage in said]
    sentences += [{word.concept for word in promise.words if word.share >= JOINED} for promise in promised]
    seen = Counter(concept for sentence in sentences for concept in sentence)
    total = len(sentences) + 1
    rarity = {concept: max(log(total / (count + 0.5)) / log(total), LEAST) for concept, count in seen.items()}
    return rarity | {concept: LEAST for concept in rarity if any(concept in place for place in places)}


@dataclass(frozen=True, slots=True)
class Wanted:
    """A promise with what each of its words counts in these two documents: what is the same for every sentence."""

    promise: Promise
    weights: tuple[float, ...]
    total: float
    heads: tuple[int, ...]
    acts: tuple[int, ...]
    concepts: frozenset[str]
    pairs: frozenset[str]
    last: Weighed | None
    deeds: frozenset[str] = frozenset()


Taken = dict[int, tuple[float, Word]]
"""By the place of a word among those of a promise: how much of it is held, and by which word."""


def wanted(promise: Promise, rarity: dict[str, float]) -> Wanted:
    """The promise ready to be matched; `rarity` as of `rarity_of`."""
    weights = tuple(_weight(word, rarity) for word in promise.words)
    core = sum(weight for word, weight in zip(promise.words, weights, strict=True) if word.share == CORE)
    total = max(core, min(sum(weights), ENOUGH)) or 1.0
    of_core = [(at, word) for at, word in enumerate(promise.words) if word.share == CORE]
    heads, acts = (at for at, word in of_core if word.head), (at for at, word in of_core if word.act)
    things = [word for _, word in of_core if not word.generic and (word.head or not word.act)]
    return Wanted(
        promise,
        weights,
        total,
        tuple(heads),
        tuple(acts),
        frozenset(word.concept for word in promise.words),
        frozenset(pair for word in promise.words for pair in _pairs(word.text)),
        things[-1] if things else None,
        frozenset(word.concept for _, word in of_core if word.act),
    )


def match(asked: Wanted, passage: Passage) -> Match:
    """The run of clauses of the sentence that takes up most of the promise."""
    return Index([passage]).matches(asked)[0]


class Index:
    """Sentences by their words: for a promise only those are looked into that take up anything of it."""

    def __init__(self, said: Sequence[Passage]) -> None:
        self._said = said
        self._concepts: dict[str, list[tuple[int, int, Word]]] = {}
        self._pairs: dict[str, list[tuple[int, int]]] = {}
        for at, passage in enumerate(said):
            for number, clause in enumerate(passage.clauses):
                for concept, word in clause.concepts.items():
                    self._concepts.setdefault(concept, []).append((at, number, word))
                for pair in clause.pairs:
                    self._pairs.setdefault(pair, []).append((at, number))

    def matches(self, asked: Wanted) -> list[Match]:
        """Of each sentence the run of clauses that takes up most of a promise."""
        taken = self._taken(asked.promise)
        return [_match(asked, passage, taken.get(at, {})) for at, passage in enumerate(self._said)]

    def _taken(self, promise: Promise) -> dict[int, dict[int, Taken]]:
        """What the clauses hold of each word of a promise: the concept whole, a member of its kind, or characters."""
        found: dict[int, dict[int, Taken]] = {}
        for at, word in enumerate(promise.words):
            held: dict[tuple[int, int], tuple[float, Word]] = {}
            for concept, share in ((word.concept, 1.0), *((member, PART) for member in word.members)):
                for passage, clause, other in self._concepts.get(concept, ()):
                    held.setdefault((passage, clause), (share, other))
            for passage, clause in {place for pair in _pairs(word.text) for place in self._pairs.get(pair, ())}:
                if (passage, clause) not in held and (part := _part(word, self._said[passage].clauses[clause])):
                    held[passage, clause] = part
            for (passage, clause), hit in held.items():
                found.setdefault(passage, {}).setdefault(clause, {})[at] = hit
        return found


def _match(asked: Wanted, passage: Passage, taken: dict[int, Taken]) -> Match:
    """The run of clauses that takes up most of a promise; `taken` is what each clause holds of its words."""
    promise, weights = asked.promise, asked.weights
    best = Match(promise, 0.0, passage, 0, 0, ())
    names = [name for name in promise.names if name in passage.text]
    if not names and not taken:
        return best
    for first in range(len(passage.clauses)):
        hits: Taken = {}
        for last in range(first, min(first + 6, len(passage.clauses))):
            for at, hit in taken.get(last, {}).items():
                if at not in hits or hit[0] > hits[at][0]:
                    hits[at] = hit
            if not passage.tells(first, last):
                continue
            held = sum(weights[at] * hits[at][0] for at in sorted(hits))
            score = min(held / asked.total, 1.0) * (1 - LONGER * (last - first))
            score *= _named(asked, hits) * _acted(asked, hits)
            if any(name in passage.between(first, last) for name in names):
                score += NAMED * (1 - score)
            if score > best.score + 1e-9:
                denied = any(clause.denied & asked.deeds for clause in passage.clauses[first : last + 1])
                wanting = denied or passage.wants(first, last)
                kept = tuple(
                    (promise.words[at], hits[at][1], round(weights[at] * hits[at][0], 3))
                    for at in sorted(hits)
                    if weights[at] * hits[at][0] > 0
                )
                best = Match(promise, score, passage, first, last, kept, wanting)
    return with_refusal(_with_its_verb(best, asked))


def _with_its_verb(best: Match, asked: Wanted) -> Match:
    """The run with the clause behind it that says of its subject that what was promised was not done with it.

    监测结果因合同到期,没有继续公开 has the subject in one clause and the verb in the next.
    """
    behind = best.last + 1
    if best.wanting or not best.hits or behind >= len(best.passage.clauses):
        return best
    clause = best.passage.clauses[behind]
    held = {word.start for word, _, _ in best.hits}
    missing = {asked.promise.words[at].concept for at in asked.acts if asked.promise.words[at].start not in held}
    if not clause.wanting or clause.apart or missing.isdisjoint(clause.concepts):
        return best
    return replace(best, last=behind, wanting=True)


def with_refusal(found: Match) -> Match:
    """The run with the clause behind it that says nothing but that this was not done (改造因升级,今年暂未实施)."""
    behind = found.last + 1
    if found.wanting or behind >= len(found.passage.clauses):
        return found
    clause = found.passage.clauses[behind]
    refuses = _REFUSES.fullmatch(clause.span.of(found.passage.line.plain.string)) is not None
    return replace(found, last=behind, wanting=True) if refuses and clause.wanting and not clause.apart else found


def more_in(asked: Wanted, found: Match, rarity: dict[str, float], vocabulary: Vocabulary) -> float:
    """How much the clauses say that the promise does not, from 0 to 1: those words of theirs, each by how rare it is.

    What is compared by characters and meaning is less like a promise the more a run tells beside it.
    """
    said = sum(rarity.get(word.concept, 1.0) for word in beside_it(asked, found, vocabulary, found.first))
    return min(said, MUCH) / MUCH


def beside_it(asked: Wanted, found: Match, vocabulary: Vocabulary, first: int) -> Iterator[Word]:
    """Words of the clauses from `first` on to the last that answers that are none of the promise, nor verbs, nor said
    in every such report."""
    for clause in found.passage.clauses[first : found.last + 1]:
        for word in clause.words:
            told = word.concept in vocabulary.act_concepts or word.text in vocabulary.generic or word.text[0].isdigit()
            if not told and word.concept not in asked.concepts and asked.pairs.isdisjoint(_pairs(word.text)):
                yield word


def endless(asked: Wanted, found: Match) -> bool:
    """Whether nothing of the last thing that a promise names stands in the sentence (评查结果, and of 评查案件)."""
    last = asked.last
    if last is None or any(word.start == last.start for word, _, _ in found.hits):
        return False
    return not any(pair in found.passage.text for pair in _pairs(last.text))


def _weight(word: Weighed, rarity: dict[str, float]) -> float:
    length = sqrt(min(len(word.text), 4) / 2)
    kind = GENERIC if word.generic else HEAD if word.head else ACT if word.act else 1.0
    return word.share * rarity.get(word.concept, 1.0) * kind * length


def _named(asked: Wanted, hits: Taken) -> float:
    """What the naming of the thing leaves of the score: all when half of it is there, least when nothing is."""
    if not asked.heads:
        return 1.0
    held = sum(asked.weights[at] * hits[at][0] for at in asked.heads if at in hits)
    share = held / sum(asked.weights[at] for at in asked.heads)
    return HEADLESS + (1 - HEADLESS) * min(share * 2, 1.0)


def _acted(asked: Wanted, hits: Taken) -> float:
    """What is left where the promise says what will be done and the sentence has no such verb."""
    return 1.0 if not asked.acts or any(at in hits for at in asked.acts) else ACTLESS


def _part(word: Weighed, clause: Clause) -> tuple[float, Word] | None:
    """How much of a word a clause holds at most in one of its own, and in which."""
    best: tuple[float, Word] | None = None
    for at in range(len(word.text) - 1):
        for other in clause.pairs.get(word.text[at : at + 2], ()):
            share = _likeness(word.text, other.text)
            if share > (best[0] if best else 0.0) and not (word.generic and share < PART):
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
