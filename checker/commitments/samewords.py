"""Whether a sentence has words of a promise and yet is of something else: what the promise ends in is not there.

A sentence that answers in other words shares few with the plan. One that repeats the plan's words for what the thing
is of, and has nothing of the thing itself, speaks of another (公布避难场所|名录, and 新增避难场所|标识牌).
"""

from __future__ import annotations

from itertools import pairwise

from checker.commitments.counts import PERCENT
from checker.commitments.drafting import CORE
from checker.commitments.scoring import Match
from checker.commitments.terms import Word, words
from checker.commitments.vocabulary import Vocabulary
from checker.commitments.weighing import Weighed
from checker.record import dataclass

ALIKE_IN_MEANING = 0.045
"""The centred cosine of meaning from which a sentence says the same in other words, whatever it leaves out."""
END = 2
"""Words in which what is promised ends: the thing, and what stands before it."""
LEFT = 0.25
"""The share of the characters of the end up to which nothing of it is said.

Of the last word alone where no verb of the promise stands in the sentence either.
"""
MOST, MOST_UNDONE = 0.65, 0.6
"""The share of a promise from which a sentence answers it, whatever the end; the second where nothing was done."""
HALF = 0.5
"""The share of the characters of a word from which it is there."""
SHORTEST = 2
"""Characters of a word that a sentence shares as a word."""


def only_words(match: Match, vocabulary: Vocabulary, meaning: float | None) -> bool:
    """Whether the clauses of a match share words with its promise and are of something else as far as these tell.

    `meaning` is the centred cosine of a model, None where none was asked.
    """
    if meaning is not None and meaning >= ALIKE_IN_MEANING:
        return False
    held = _Held(match, tuple(_core(match, vocabulary)), meaning is not None)
    if not held.words or match.promise.aside is not None or match.promise.lead:
        return False
    return held.lacks_its_end(vocabulary) or held.of_another(vocabulary) or held.lacks_its_name(vocabulary)


def _core(match: Match, vocabulary: Vocabulary) -> list[Weighed]:
    """The words of what is promised in order, without those that say how and those that name no thing."""
    core = sorted((word for word in match.promise.words if word.share == CORE), key=lambda word: word.start)
    return [word for word in core if not _says_how(word, vocabulary)]


def _says_how(word: Weighed, vocabulary: Vocabulary) -> bool:
    lists = ("adverbs", "duties", "modality", "often", "whole")
    if any(vocabulary.patterns[name].fullmatch(word.text) for name in lists):
        return True
    return word.generic and not word.act and word.text not in vocabulary.deliverables


@dataclass(frozen=True, slots=True)
class _Held:
    """What the sentence of a match holds of the words of what was promised, in the clauses that match and beside.

    `weighed`: a model has told that it is not near in meaning; without one, other words may mean the same, and only
    a sentence that has nothing of the end at all, and no more than half of the whole, is held to be of another thing.
    """

    match: Match
    words: tuple[Weighed, ...]
    weighed: bool

    def hit(self, word: Weighed) -> Word | None:
        """The word of the sentence that means the same."""
        for asked, given, _ in self.match.hits:
            if asked.start == word.start and asked.share == CORE and asked.concept == given.concept:
                return given
        return None

    def rest(self) -> str:
        """The clauses that match without the words that mean the same as one of the promise."""
        base = self.match.passage.clauses[self.match.first].span.start
        rest = self.match.passage.between(self.match.first, self.match.last)
        for word in self.words:
            given = self.hit(word)
            if given is not None and base <= given.start:
                rest = rest[: given.start - base] + " " * (given.end - given.start) + rest[given.end - base :]
        return rest

    def share(self, some: tuple[Weighed, ...], rest: str) -> float:
        """How much of the characters of some words is there: of words in the sentence all, of others one by one."""
        length = sum(len(word.text) for word in some)
        return sum(self._there(word, rest) for word in some) / length if length else 1.0

    def _there(self, word: Weighed, rest: str) -> int:
        whole = self.hit(word) is not None or word.text in self.match.passage.text
        return len(word.text) if whole else sum(character in rest for character in word.text)

    def lacks_its_end(self, vocabulary: Vocabulary) -> bool:
        """Whether words of the promise stand there as they are, and nothing of that in which it ends.

        A verb at the end of a clause that opens with none is what is done with the thing before it (评查结果|公开).
        """
        if not any(
            (given := self.hit(word)) and given.text == word.text and len(word.text) >= SHORTEST and not word.act
            for word in self.words
        ):
            return False
        rest = self.rest()
        most = self.share(self.words, rest)
        behind = self.words[-1].act and not any(word.act for word in self.words[:-1]) and self.hit(self.words[-1])
        end = self.share((self.words[:-1] if behind else self.words)[-END:], rest)
        undone = not any(word.act and self.share((word,), rest) == 1 for word in self.words)
        promise = self.match.promise
        if promise.counted:
            which = promise.unit != PERCENT and promise.comparison == "==" and bool(promise.noun.after)
            return which and promise.per_year == 1 and end <= LEFT and undone and most <= MOST_UNDONE
        thing = self.words[-1].concept in vocabulary.heads and not self.share(self.words[-1:], rest)
        if undone and thing and most <= MOST_UNDONE:
            return True
        return end <= LEFT and most <= MOST if self.weighed else not end and most <= HALF

    def of_another(self, vocabulary: Vocabulary) -> bool:
        """Whether all is there but the word that says of what the thing is, and another stands in its place.

        答复|文书格式 and 执法|文书格式.
        """
        rest = self.rest()
        missing = [word for word in self.words if self.share((word,), rest) < HALF]
        whole = sum(self.share((word,), rest) == 1 for word in self.words) == len(self.words) - 1
        if self.match.promise.counted or not whole or len(missing) != 1 or len(missing[0].text) < SHORTEST:
            return False
        own = self.match.promise.text + self.match.promise.lead
        given = words(self.match.passage.text, vocabulary)
        for asked, thing in pairwise(self.words):
            if asked is not missing[0] or asked.end != thing.start or thing.act or not self.hit(thing):
                continue
            for other, same in pairwise(given):
                instead = same.text == thing.text and other.end == same.start and len(other.text) >= SHORTEST
                if instead and not any(character in own for character in other.text):
                    return True
        return False

    def lacks_its_name(self, vocabulary: Vocabulary) -> bool:
        """Whether the promise calls its thing by a name, and nothing there is called by what the name ends in."""
        promise = self.match.promise
        if promise.counted:
            return False
        for name in promise.names:
            of_name = [word for word in self.words if word.text in name]
            known = len(of_name) > 1 or (bool(of_name) and of_name[-1].concept in vocabulary.heads)
            if known and name not in self.match.passage.text and of_name[-1] is self.words[-1]:
                cut = not name.endswith(of_name[-1].text) and name[-END:] not in self.match.passage.text
                return cut or self.share((of_name[-1],), self.rest()) < 1
        return False
