"""The sentences of a report in the order in which they may answer a promise."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace

from checker.commitments.another import in_its_place, made_before, of_something_else, only_of_its_lead, only_of_where
from checker.commitments.closeness import Matrix, Scorer, Window, asked_about, by_characters, centred, windows
from checker.commitments.counts import PERCENT, amounts, told_of_each
from checker.commitments.deciding import Nearness, certainty, ranks
from checker.commitments.drafting import CORE
from checker.commitments.passages import Passage, pairs_of
from checker.commitments.promises import Promise
from checker.commitments.quantities import itself, names_something, noun_around, same_thing
from checker.commitments.reported import reported
from checker.commitments.scoring import Match, Wanted, endless, match, more_in, rarity_of, wanted, with_refusal
from checker.commitments.signs import asked_by, is_of_the_subject, shown_by, signs
from checker.commitments.vocabulary import Vocabulary
from checker.commitments.weighing import Weighed, names_in
from checker.record import dataclass
from checker.text.normalize import comparable

Others = Callable[[str], Iterable[tuple[int, str]]]
"""Tells the bodies other than the report's organ that did what a sentence says, each with where that is told: 0 for
who did all of it."""
FEW_WORDS = 0.3
"""The share of words below which the window that is nearest by characters or meaning tells which clauses answer."""
RIVAL = 0.15
"""By how much more another promise finds of its words in a sentence to be what that is of, where nothing of the end of
this one stands there."""
OTHER = 0.45
"""How sure an answer can be at most that is of something else."""
CERTAIN = 0.98
"""How surely a sentence answers from which on it is no matter by how much."""
TOLD = 8
"""Sentences among the nearest of which the one goes first that answers most surely, and is asked how much it says."""
AHEAD = 6
"""Characters before the name of a thing within which stands what it is of (春耕明白纸)."""
FULL = 3
"""Sentences from which on what they share is no mark of a name."""


@dataclass(frozen=True, slots=True)
class Ranked:
    """A sentence with the clauses of it that come nearest to a promise, and how surely they answer it.

    `other`: it is of something else, however near it is: it shows nothing of the subject that a promise is of (将党建
    纳入考核 for 将政务公开纳入考核), neither the verb nor any sign of the deed, nothing of the last thing and no sign
    that it was published, its thing has the opposite beside it (小型水库 for 大型水库), or another body did it.
    """

    match: Match
    near: Nearness
    certainty: float
    other: bool = False

    @property
    def held_back(self) -> bool:
        """Whether it would answer, were it not of something else."""
        return self.other and self.certainty >= OTHER

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
    others: Others | None = None,
) -> list[list[Ranked]]:
    """For each promise the sentences, that which answers most surely first. With a scorer its opinion counts too.

    `places` are those of the report's organ: their names make no two sentences alike. `others`
    tells which bodies other than the organ did what a sentence says.
    """
    rarity = rarity_of(promised, said, places)
    asked_of = [wanted(promise, rarity) for promise in promised]
    matches = [[match(one, passage) for passage in said] for one in asked_of]
    runs = windows(said)
    asked = [_without(places, _asked(promise)) for promise in promised]
    given = [_without(places, run.text) for run in runs]
    characters = centred(by_characters(asked, given))
    of_passage: dict[int, list[int]] = {}
    for at, run in enumerate(runs):
        of_passage.setdefault(run.passage, []).append(at)
    sentences = [_without(places, said[at].text) for at in of_passage]
    alike = [[max(row[at] for at in own) for own in of_passage.values()] for row in characters]
    meaning = asked_about(asked, sentences, alike, scorer)
    table = _Table(
        vocabulary,
        _common(promised, said),
        rarity,
        asked_of,
        matches,
        [sorted(range(len(promised)), key=lambda one: -matches[one][at].score) for at in range(len(said))],
        runs,
        characters,
        _highest(characters),
        meaning,
        _highest(meaning or []),
        [asked_by(promise, vocabulary) for promise in promised],
        [is_of_the_subject(promise, vocabulary) for promise in promised],
        [shown_by(passage, vocabulary) for passage in said],
        [tuple(others(passage.text)) if others else () for passage in said],
        places[-1][-1] if places else "",
    )
    found = []
    for index in range(len(promised)):
        ranked = [table.ranked(index, passage, own, at) for at, (passage, own) in enumerate(of_passage.items())]
        ranked.sort(key=lambda one: -one.rank)
        ranked = _by_its_name(promised[index], ranked)
        nearest = ranked[:TOLD]
        if promised[index].counted:
            nearest = [one if one.match.wanting else _counting(one, vocabulary) for one in nearest]
        if nearest and not nearest[0].held_back:  # what would answer and is of something else is not passed over
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
    characters: Matrix
    highest_characters: list[tuple[float, float]]
    meaning: Matrix | None
    highest_meaning: list[tuple[float, float]]
    asked: list[frozenset[str]]
    of_subject: list[bool]
    shown: list[frozenset[str]]
    by_others: list[tuple[tuple[int, str], ...]]
    own_sign: str

    def ranked(self, index: int, passage: int, own: list[int], at: int) -> Ranked:
        """A promise with a passage, of which `own` are the windows, and `at` is the column of meaning."""
        best, rival = self.matches[index][passage], self._rival_words(index, passage)
        nearest = _nearest(self.characters[index], own)
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
        return Ranked(best, near, _sure(near, other=other), other)

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
    asked = comparable(promise.text).string
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
    asked, said = comparable(match.promise.text).string, match.passage.between(match.first, match.last)
    if match.promise.counted or not vocabulary.holds("whole", said):
        return False
    each = [told_of_each(asked, number, vocabulary) for number, _, _ in amounts(asked, vocabulary, each=True)]
    return any(one is not None and one[1] in said for one in each)


def _counting(one: Ranked, vocabulary: Vocabulary) -> Ranked:
    """A sentence for a promise of so much, with whether it says how much."""
    told = reported(one.match.promise, one.match, vocabulary, one.match.promise.year)
    text = comparable(one.match.promise.text).string
    if told is None and (vocabulary.in_a_season(text) or once(one.match.promise, one.match, vocabulary)):
        return one
    same = told is not None and _of_the_same(one.match, vocabulary)
    other = told is None or (not same and vocabulary.yuan(one.match.promise.unit) is not None)
    near = replace(one.near, amount=-1 if other else int(same and not only_dated(one.match, vocabulary)))
    return Ranked(one.match, near, _sure(near, other=one.other), one.other)


def once(promise: Promise, match: Match, vocabulary: Vocabulary) -> bool:
    """Whether something is to be done at least once in the year, and the clauses say with its verb that it was."""
    text = comparable(promise.text).string
    times = promise.promised == promise.per_year == 1 and vocabulary.counts_occasions(promise.unit)
    acts = any(asked.act and asked.share == CORE for asked, _, _ in match.hits)
    return times and promise.comparison in (">=", "==") and acts and not vocabulary.holds("each", text)


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
        or same_thing(promise.noun, given := noun_around(text, number.start, end), vocabulary)
        or (vocabulary.counts_occasions(unit) and not names_something(itself(given, vocabulary), vocabulary))
        for number, unit, end in amounts(text, vocabulary, loose=True, limits=True)
    )


def _of_a_rival(near: Nearness) -> bool:
    """Whether all that is known of a sentence says that another promise is what it is of."""
    nearer = near.rival_words >= RIVAL and near.rival_characters > 0
    return nearer and (near.meaning is None or near.rival_meaning > 0)


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

    def of_another(one: Ranked) -> bool:
        text = one.match.passage.text
        return not any(name in text for name in names) and any(names_in(text))

    found = [
        replace(one, other=True, certainty=min(one.certainty, OTHER)) if of_another(one) else one for one in ranked
    ]
    return sorted(found, key=of_another)


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
