"""Every promise against every sentence: what is known of the two together."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from checker.commitments.another import in_its_place, made_before, of_something_else, only_of_its_lead, only_of_where
from checker.commitments.closeness import Matrix, Window
from checker.commitments.counts import amounts, told_of_each
from checker.commitments.deciding import Nearness, ranks
from checker.commitments.drafting import CORE
from checker.commitments.passages import Passage, pairs_of
from checker.commitments.promises import Promise
from checker.commitments.ranked import Place, Ranked, sure
from checker.commitments.scoring import Match, Wanted, endless, more_in, with_refusal
from checker.commitments.signs import signs
from checker.commitments.vocabulary import Vocabulary
from checker.commitments.weighing import Weighed, names_in
from checker.record import dataclass
from checker.text.normalize import comparable

FEW_WORDS = 0.3
"""The share of words below which the window that is nearest by characters or meaning tells which clauses answer."""
RIVAL = 0.15
"""By how much more another promise finds of its words in a sentence to be what that is of, where nothing of the end of
this one stands there."""
AHEAD = 6
"""Characters before the name of a thing within which stands what it is of (春耕明白纸)."""
FULL = 3
"""Sentences from which on what they share is no mark of a name."""


@dataclass(frozen=True, slots=True)
class Table:
    """Every promise against every sentence, by words and by meaning, and every window, by characters.

    A model reads each sentence once: asked for clauses or windows it takes as long or longer, and tells no more.
    """

    vocabulary: Vocabulary
    common: frozenset[str]
    rarity: dict[str, float]
    wanted: list[Wanted]
    matches: list[list[Match]]
    by_words: list[list[int]]
    """For each passage the promises by their index, that which finds most of its words there first."""
    runs: list[Window]
    sentences: list[tuple[int, list[int]]]
    """Those that may answer, each as a passage with its windows."""
    characters: Matrix
    nearest: Matrix
    """Of each promise the characters of that window of each sentence which is nearest to it."""
    highest_characters: list[tuple[float, float]]
    meaning: Matrix | None
    highest_meaning: list[tuple[float, float]]
    asked: list[frozenset[str]]
    of_subject: list[bool]
    shown: list[frozenset[str]]
    by_others: list[tuple[tuple[int, str], ...]]
    own_sign: str

    def places(self, index: int) -> list[Place]:
        """The sentences for a promise, the nearest first."""
        meaning = self.meaning[index] if self.meaning else [None] * len(self.sentences)
        near = zip(self.sentences, self.nearest[index], meaning, strict=True)
        found = [
            Place(at, (match := self.matches[index][passage]).passage, ranks(match.score, characters, meant))
            for at, ((passage, _), characters, meant) in enumerate(near)
        ]
        return sorted(found, key=lambda place: -place.rank)

    def ranked(self, index: int, place: Place) -> Ranked:
        """A promise with the sentence at a place."""
        made = self._ranked(index, *self.sentences[place.at], place.at)
        return made.of_another() if place.other else made

    def _ranked(self, index: int, passage: int, own: list[int], at: int) -> Ranked:
        """A promise with a passage, of which `own` are the windows, and `at` is the column of meaning."""
        best, rival = self.matches[index][passage], self._rival_words(index, passage)
        nearest = max(own, key=lambda run: self.characters[index][run])
        if best.score < FEW_WORDS:
            run = self.runs[nearest]
            wanting = best.passage.wants(run.first, run.last)
            best = with_refusal(replace(best, first=run.first, last=run.last, wanting=wanting))
        made = _is_made(best, self.wanted[index].last, self.vocabulary)
        shown = signs(self.asked[index], self.shown[passage])
        if not self.of_subject[index] and best.named:
            shown = replace(shown, subject=max(shown.subject, 0))  # the thing tells more: 指定了联络员
        near = Nearness(
            best.score,
            rival,
            self.characters[index][nearest],
            _rival(self.characters[index][nearest], self.highest_characters[nearest]),
            best.undone and not made,
            replace(shown, missing=0.0) if made else shown,
            more_in(self.wanted[index], best, self.rarity, self.vocabulary),
            endless(self.wanted[index], best),
            _named_otherwise(best, self.common),
            best.general,
            amount=int(_of_each_of_them(best, self.vocabulary)),
            meaning=self.meaning[index][at] if self.meaning else None,
            rival_meaning=_rival(self.meaning[index][at], self.highest_meaning[at]) if self.meaning else 0.0,
        )
        other = (
            (self._lacks_subject(index, near) and in_its_place(self.wanted[index], best, self.vocabulary))
            or ((near.undone or best.actless) and near.signs.missing == 1)
            or (near.endless and near.signs.published < 0)
            or (near.endless and best.actless and only_of_where(best))
            or (near.endless and near.signs.published < 1 and only_of_its_lead(best, self.vocabulary))
            or (near.endless and not best.promise.lead and _of_a_rival(near))
            or self._done_by_others(best, passage)
            or of_something_else(best, self.vocabulary)
            or (near.signs.published < 1 and made_before(best, self.vocabulary))
        )
        return Ranked(best, near, sure(near, other=other), other)

    def _lacks_subject(self, index: int, near: Nearness) -> bool:
        """Whether a promise is of what all is about as such, and the sentence shows nothing of it."""
        return self.of_subject[index] and near.signs.subject < 0

    def _done_by_others(self, match: Match, passage: int) -> bool:
        """Whether another body did what the clauses that answer say, and the plan does not speak of that body."""
        asked = comparable(match.promise.text + match.promise.office).string
        low, high = (at - match.passage.span.start for at in match.range)

        def spoken_of(at: int, body: str) -> bool:
            """A plan that names 县政府办 does not speak of 市政府办."""
            text = match.passage.text
            own = not text.startswith(self.own_sign, max(text.find(body, at) - 1, 0))
            return body in (asked.replace(self.own_sign + body, "") if self.own_sign and own else asked)

        return any(not spoken_of(at, body) for at, body in self.by_others[passage] if at == 0 or low <= at < high)

    def _rival_words(self, index: int, passage: int) -> float:
        """By how much more another promise finds of its words in the same clauses."""
        best = self.matches[index][passage]
        others = (self.matches[other][passage] for other in self.by_words[passage] if other != index)
        meeting = (one.score for one in others if one.first <= best.last and best.first <= one.last)
        return next(meeting, 0.0) - best.score


def _is_made(match: Match, last: Weighed | None, vocabulary: Vocabulary) -> bool:
    """Whether so much of a thing that a plan has made is told of by its very name, in any deed (“节水百问”上线126条).

    What was broadcast, printed or went online was made before. Where nothing is counted, all of the `last` thing and
    of what it is must stand there (编发春耕明白纸: 春耕明白纸送到农户手中).
    """
    promise, text = match.promise, match.passage.text
    asked = promise.plain
    made = vocabulary.holds("makes", asked) and vocabulary.holds("appears", text)
    if not made or match.wanting:
        return False
    if not promise.counted:
        held = {asked.start for asked, word, _ in match.hits if asked.concept == word.concept}
        things = [word for word in promise.words if word.share == CORE and not word.act and not word.generic]
        near = [word.start for word in things if last and last.start - AHEAD <= word.start <= last.start]
        return len(near) > 1 and held.issuperset(near)
    at = min((text.find(name) for name in names_in(asked) if name in text), default=-1)
    return at >= 0 and any(vocabulary.same_unit(unit, promise.unit) for _, unit, _ in amounts(text[at:], vocabulary))


def _of_each_of_them(match: Match, vocabulary: Vocabulary) -> bool:
    """Whether a plan asks for so much of each of a kind, and a sentence says of all of them that it was done.

    Of 每村确定1名信息员 14个村都落实了信息员.
    """
    asked, said = match.promise.plain, match.passage.between(match.first, match.last)
    if match.promise.counted or not vocabulary.holds("whole", said):
        return False
    each = [told_of_each(asked, number, vocabulary) for number, _, _ in amounts(asked, vocabulary, each=True)]
    return any(one is not None and one[1] in said for one in each)


def _of_a_rival(near: Nearness) -> bool:
    """Whether all that is known of a sentence says that another promise is what it is of."""
    nearer = near.rival_words >= RIVAL and near.rival_characters > 0
    return nearer and (near.meaning is None or near.rival_meaning > 0)


def common(promised: Sequence[Promise], said: Sequence[Passage]) -> frozenset[str]:
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


def highest(matrix: Matrix) -> list[tuple[float, float]]:
    """For each window the nearness of the promise that is nearest to it, and of the next."""
    columns = (sorted(column, reverse=True)[:2] for column in zip(*matrix, strict=True))
    return [(column[0], column[-1]) for column in columns]


def _rival(own: float, highest: tuple[float, float]) -> float:
    """By how much another promise is nearer to a window than one to which it is as near as `own`."""
    first, second = highest
    return (second if own >= first else first) - own
