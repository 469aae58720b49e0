"""The sentences of a report in the order in which they may answer a promise."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from functools import partial

from checker.commitments.closeness import Scorer, asked_about, by_characters, centred, windows
from checker.commitments.counting import counting
from checker.commitments.passages import Passage
from checker.commitments.promises import Promise
from checker.commitments.ranked import Order, Place
from checker.commitments.scoring import Index, rarity_of, wanted
from checker.commitments.signs import asked_by, is_of_the_subject, shown_by
from checker.commitments.table import Table, common, highest
from checker.commitments.vocabulary import Vocabulary
from checker.commitments.weighing import names_in

Others = Callable[[str], Iterable[tuple[int, str]]]
"""Tells the bodies other than the report's organ that did what a sentence says, each with where that is told: 0 for
who did all of it."""
CERTAIN = 0.98
"""How surely a sentence answers from which on it is no matter by how much."""
TOLD = 8
"""Sentences among the nearest of which the one goes first that answers most surely, and is asked how much it says."""


def ranking(
    promised: Sequence[Promise],
    said: Sequence[Passage],
    scorer: Scorer | None,
    vocabulary: Vocabulary,
    places: Sequence[str] = (),
    others: Others | None = None,
) -> list[Order]:
    """For each promise the sentences, that which answers most surely first. With a scorer its opinion counts too.

    `places` are those of the report's organ: their names make no two sentences alike. `others`
    tells which bodies other than the organ did what a sentence says.
    """
    rarity = rarity_of(promised, said, places)
    asked_of = [wanted(promise, rarity) for promise in promised]
    matches = [*map(Index(said).matches, asked_of)]
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
    table = Table(
        vocabulary,
        common(promised, said),
        rarity,
        asked_of,
        matches,
        [sorted(range(len(promised)), key=lambda one: -matches[one][at].score) for at in range(len(said))],
        runs,
        [*of_passage.items()],
        characters,
        alike,
        highest(characters),
        meaning,
        highest(meaning or []),
        [asked_by(promise, vocabulary) for promise in promised],
        [is_of_the_subject(promise, vocabulary) for promise in promised],
        [shown_by(passage, vocabulary) for passage in said],
        [tuple(others(passage.text)) if others else () for passage in said],
        places[-1][-1] if places else "",
    )
    return [_order(table, index, promise) for index, promise in enumerate(promised)]


def _order(table: Table, index: int, promise: Promise) -> Order:
    """The sentences for a promise: of those that are nearest the one first that answers most surely."""
    places = _by_its_name(promise, table.places(index))
    nearest = [table.ranked(index, place) for place in places[:TOLD]]
    if promise.counted:
        nearest = [one if one.match.wanting else counting(one, table.vocabulary) for one in nearest]
    if nearest and not nearest[0].held_back:  # what would answer and is of something else is not passed over
        nearest.sort(key=lambda one: -min(one.certainty, CERTAIN))
    return Order(nearest, places, partial(table.ranked, index))


def _without(places: Sequence[str], text: str) -> str:
    """A text without the names of places, if anything is left."""
    for place in places:
        text = text.replace(place, "") or text
    return text


def _asked(promise: Promise) -> str:
    text = promise.plain
    return f"{promise.lead},{text}" if promise.lead else text


def _by_its_name(promise: Promise, places: list[Place]) -> list[Place]:
    """The sentences, where one has the very name of the thing, those with other names only as of something else."""
    names = [name for name in promise.names if name in promise.plain]
    if not names or not any(name in place.passage.text for place in places for name in names):
        return places

    def of_another(place: Place) -> bool:
        text = place.passage.text
        return not any(name in text for name in names) and any(names_in(text))

    found = [replace(place, other=True) if of_another(place) else place for place in places]
    return sorted(found, key=lambda place: place.other)
