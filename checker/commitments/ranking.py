"""The sentences of a report in the order in which they may answer a promise."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from checker.commitments.closeness import Matrix, Scorer, Window, asked_about, by_characters, centred, windows
from checker.commitments.counts import PERCENT, amounts
from checker.commitments.deciding import Nearness, certainty, ranks
from checker.commitments.drafting import CORE
from checker.commitments.passages import Passage, pairs_of
from checker.commitments.promises import Promise
from checker.commitments.quantities import names_something, noun_around, same_thing
from checker.commitments.reported import reported
from checker.commitments.samewords import only_words
from checker.commitments.scoring import Match, match, rarity_of, wanted
from checker.commitments.vocabulary import Vocabulary
from checker.commitments.weighing import names_in
from checker.record import dataclass
from checker.text.normalize import comparable

FEW_WORDS = 0.3
"""The share of words below which the window that is nearest by characters or meaning tells which clauses answer."""
OTHER = 0.55
"""How sure an answer can be at most that has neither the thing that was promised nor the verb beside it.

What a plan wants of the guide to three services is not answered by a sentence that only lists the services.
"""
OWN = 0.45
"""The share of words from which a sentence answers, whatever it leaves out."""
CERTAIN = 0.98
"""How surely a sentence answers from which on it is no matter by how much."""
TOLD = 8
"""Sentences among the nearest of which the one goes first that answers most surely, and is asked how much it says."""
FULL = 3
"""Sentences from which on what they share is no mark of a name."""
OWN_WORDS, FIELD = 3, 4
"""Characters that a promise has of its own to be known by them, and those of a word that names a field."""
_ALL_OF_IT = ("政务公开", "信息公开", "政府信息", "政务信息", "政府信息公开")
"""What all of it is about."""
_PEOPLE = ("人", "员", "同志", "领导", "班子")
"""Ends of words for who does it."""
SAME = 0.3
"""The centred cosine of characters from which a sentence is in the words of the plan, and would name the thing."""


@dataclass(frozen=True, slots=True)
class Ranked:
    """A sentence with the clauses of it that come nearest to a promise, and how surely they answer it.

    `other`: it is of something else as far as its words tell, however near it is.
    """

    match: Match
    near: Nearness
    certainty: float
    other: bool = False

    @property
    def rank(self) -> float:
        """By what sentences are ordered for one promise."""
        return ranks(self.near)


def ranking(
    promised: Sequence[Promise],
    said: Sequence[Passage],
    scorer: Scorer | None,
    vocabulary: Vocabulary,
    places: Sequence[str] = (),
) -> list[list[Ranked]]:
    """For each promise the sentences, that which answers most surely first. With a scorer its opinion counts too.

    `places` are those of the report's organ: their names make no two sentences alike.
    """
    rarity = rarity_of(promised, said, places)
    asked_of = [wanted(promise, rarity) for promise in promised]
    matches = [[match(one, passage) for passage in said] for one in asked_of]
    runs = windows(said)
    asked = [_without(places, _asked(promise)) for promise in promised]
    given = [_without(places, run.text) for run in runs]
    characters = centred(by_characters(asked, given))
    single = [at for at, run in enumerate(runs) if run.first == run.last]
    meaning = asked_about(
        asked, [given[at] for at in single], [[row[at] for at in single] for row in characters], scorer
    )
    of_passage: dict[int, list[int]] = {}
    for at, run in enumerate(runs):
        of_passage.setdefault(run.passage, []).append(at)
    meant: dict[int, list[int]] = {}
    for column, at in enumerate(single):
        meant.setdefault(runs[at].passage, []).append(column)
    table = _Table(
        vocabulary,
        _common(promised, said),
        matches,
        runs,
        characters,
        _highest(characters),
        single,
        meaning,
        _highest(meaning or []),
    )
    found = []
    for index in range(len(promised)):
        ranked = [table.ranked(index, passage, own, meant[passage]) for passage, own in of_passage.items()]
        ranked.sort(key=lambda one: -one.rank)
        ranked = _by_its_name(promised[index], ranked)
        nearest = ranked[:TOLD]
        if promised[index].counted:
            nearest = [one if one.match.wanting else _counting(one, vocabulary) for one in nearest]
        if nearest and not nearest[0].other:  # what is nearest and of something else is not passed over
            nearest.sort(key=lambda one: -min(one.certainty, CERTAIN))
        found.append([*nearest, *ranked[TOLD:]])
    return found


def _without(places: Sequence[str], text: str) -> str:
    """A text without the names of places, if anything is left."""
    for place in places:
        text = text.replace(place, "") or text
    return text


def _asked(promise: Promise) -> str:
    text = comparable(promise.text).string
    return f"{promise.lead},{text}" if promise.lead else text


@dataclass(frozen=True, slots=True)
class _Table:
    """Every promise against every sentence, by words, every window, by characters, and every clause, by meaning.

    A model reads each clause once: asked for all windows as well it takes six times as long, and tells no more.
    `clauses` are the windows of one clause, in the order of the columns of `meaning`.
    """

    vocabulary: Vocabulary
    common: frozenset[str]
    matches: list[list[Match]]
    runs: list[Window]
    characters: Matrix
    highest_characters: list[tuple[float, float]]
    clauses: list[int]
    meaning: Matrix | None
    highest_meaning: list[tuple[float, float]]

    def ranked(self, index: int, passage: int, own: list[int], clauses: list[int]) -> Ranked:
        """A promise with a passage, of which `own` are the windows, and `clauses` the columns of meaning."""
        best = self.matches[index][passage]
        nearest = _nearest(self.characters[index], own)
        meant = _nearest(self.meaning[index], clauses) if self.meaning else None
        near = Nearness(
            best.score,
            self._rival_words(index, passage, best),
            self.characters[index][nearest],
            _rival(self.characters[index][nearest], self.highest_characters[nearest]),
            best.undone,
            0,
            self.meaning[index][meant] if self.meaning and meant is not None else None,
            _rival(self.meaning[index][meant], self.highest_meaning[meant])
            if self.meaning and meant is not None
            else 0.0,
        )
        if best.score < FEW_WORDS:
            run = self.runs[self.clauses[meant] if meant is not None else nearest]
            wanting = best.passage.wants(run.first, run.last)
            best = Match(best.promise, best.score, best.passage, run.first, run.last, best.hits, wanting)
        other = best.unnamed and best.undone and best.score < OWN and near.characters >= SAME
        other = other or _named_otherwise(best, self.common) or best.general or _of_another_field(best)
        sure = _sure(near, other=other)
        if sure > OTHER and only_words(best, self.vocabulary, near.meaning):
            sure = OTHER  # and what is less near may go first
        return Ranked(best, near, sure, other)

    def _rival_words(self, index: int, passage: int, best: Match) -> float:
        """By how much more another promise finds of its words in the same clauses."""
        others = (row[passage] for other, row in enumerate(self.matches) if other != index)
        meeting = (one.score for one in others if one.first <= best.last and best.first <= one.last)
        return max(meeting, default=0.0) - best.score


def _counting(one: Ranked, vocabulary: Vocabulary) -> Ranked:
    """A sentence for a promise of so much, with whether it says how much."""
    told = reported(one.match.promise, one.match, vocabulary, one.match.promise.year)
    if told is None and vocabulary.in_a_season(comparable(one.match.promise.text).string):
        return one
    same = told is not None and _of_the_same(one.match, vocabulary)
    other = told is None or (not same and vocabulary.yuan(one.match.promise.unit) is not None)
    near = replace(one.near, amount=-1 if other else int(same and not only_dated(one.match, vocabulary)))
    sure = _sure(near, other=one.other)
    if sure > OTHER and only_words(one.match, vocabulary, near.meaning):
        sure = OTHER
    return Ranked(one.match, near, sure, one.other)


def only_dated(match: Match, vocabulary: Vocabulary) -> bool:
    """Whether a sentence tells how often something was done only by when it was (8月在网站发布)."""
    text = match.passage.text
    return (
        vocabulary.counts_occasions(match.promise.unit)
        and vocabulary.often(text) is None
        and not any(vocabulary.same_unit(unit, match.promise.unit) for _, unit, _ in amounts(text, vocabulary))
    )


def _of_the_same(match: Match, vocabulary: Vocabulary) -> bool:
    """Whether an amount that can be set against the promise is of the same, as far as unit and noun tell."""
    promise, text = match.promise, match.passage.text
    if vocabulary.counts_occasions(promise.unit) and vocabulary.often(match.passage.between(match.first, match.last)):
        return True
    if promise.unit == PERCENT or promise.per_year > 1 or not names_something(promise.noun, vocabulary):
        return True
    return any(
        (unit == promise.unit and number.yuan is None)
        or number.value == promise.promised
        or unit in vocabulary.durations
        or same_thing(promise.noun, noun_around(text, number.start, end), vocabulary)
        for number, unit, end in amounts(text, vocabulary, loose=True, limits=True)
    )


def _sure(near: Nearness, *, other: bool) -> float:
    return min(certainty(near), OTHER) if other else certainty(near)


def _common(promised: Sequence[Promise], said: Sequence[Passage]) -> frozenset[str]:
    """Pairs of characters of names of which a report is full, as of the name of its place."""
    pairs = {pair for promise in promised for name in promise.names for pair in pairs_of(name)}
    return frozenset(pair for pair in pairs if sum(pair in one.text for one in said) >= FULL)


def _named_otherwise(match: Match, common: frozenset[str]) -> bool:
    """Whether the promise calls its thing by a name, and the clauses theirs by quite another (石桥通, “石桥发布”)."""
    text = match.passage.between(match.first, match.last)
    asked, given = match.promise.names, list(names_in(text))
    if not asked or not given or any(name in text for name in asked):
        return False
    return not any((pairs_of(one) & pairs_of(other)) - common for one in asked for other in given)


def _by_its_name(promise: Promise, ranked: list[Ranked]) -> list[Ranked]:
    """The sentences, where one has the very name of the thing, those with other names only as of something else."""
    names = [name for name in promise.names if name in comparable(promise.text).string]
    if not names or not any(name in one.match.passage.text for one in ranked for name in names):
        return ranked
    found = [
        replace(one, other=True, certainty=min(one.certainty, OTHER))
        if not any(name in one.match.passage.text for name in names) and any(names_in(one.match.passage.text))
        else one
        for one in ranked
    ]
    return sorted(found, key=lambda one: one.other and any(names_in(one.match.passage.text)))


def _of_another_field(match: Match) -> bool:
    """Whether a promise says of what it is in a word of its field only, which neither sentence nor heading has.

    每季度通报各单位依申请公开办理情况 has nothing of its own but 依申请公开.
    """
    core = [word for word in match.promise.words if word.share == CORE]
    if sum(len(word.text) for word in core if not word.generic and not word.act) >= OWN_WORDS:
        return False
    fields = [
        word
        for word in core
        if word.generic and len(word.text) >= FIELD and word.text not in _ALL_OF_IT and not word.text.endswith(_PEOPLE)
    ]
    text = match.passage.topic + match.passage.text
    said = {concept for clause in match.passage.clauses for concept in clause.concepts}
    return bool(fields) and not any(field.text in text or field.concept in said for field in fields)


def _nearest(row: list[float], own: list[int]) -> int:
    return max(own, key=lambda at: row[at])


def _highest(matrix: Matrix) -> list[tuple[float, float]]:
    """For each window the nearness of the promise that is nearest to it, and of the next."""
    columns = (sorted(column, reverse=True)[:2] for column in zip(*matrix, strict=True))
    return [(column[0], column[-1]) for column in columns]


def _rival(own: float, highest: tuple[float, float]) -> float:
    """By how much another promise is nearer to a window than one to which it is as near as `own`."""
    first, second = highest
    return (second if own >= first else first) - own
