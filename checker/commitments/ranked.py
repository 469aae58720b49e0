"""A sentence beside a promise with how surely it answers, and the order of them, each made when it is asked for."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from typing import overload

from checker.commitments.deciding import Nearness, certainty, ranks
from checker.commitments.passages import Passage
from checker.commitments.scoring import Match
from checker.record import dataclass

OTHER = 0.45
"""How sure an answer can be at most that is of something else."""


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
        return ranks(self.near.words, self.near.characters, self.near.meaning)

    def is_of(self, passage: Passage) -> bool:
        """Whether it is of that very sentence."""
        return self.match.passage is passage

    def of_another(self) -> Ranked:
        """The same as of something else."""
        return replace(self, other=True, certainty=min(self.certainty, OTHER))


def sure(near: Nearness, *, other: bool) -> float:
    """How probable it is that a run of clauses answers, which no run that is of something else does."""
    return min(certainty(near), OTHER) if other else certainty(near)


@dataclass(frozen=True, slots=True)
class Place:
    """Where a sentence stands in an order: at `at` of the sentences that may answer, by what, and if as of another."""

    at: int
    passage: Passage
    rank: float
    other: bool = False


class Order(Sequence[Ranked]):
    """Sentences in the order in which they may answer a promise.

    How they are ordered is known of all of them at once, and the rest only worth asking of a few: of each promise
    against each sentence it would take as long as both are together.
    """

    def __init__(self, first: Sequence[Ranked], places: Sequence[Place], made: Callable[[Place], Ranked]) -> None:
        """`first` are those of the first of the `places`, in an order of their own; `made` makes one of the others."""
        self._known = dict(enumerate(first))
        self._places, self._made = places, made

    def __len__(self) -> int:
        return len(self._places)

    @overload
    def __getitem__(self, at: int) -> Ranked: ...
    @overload
    def __getitem__(self, at: slice) -> list[Ranked]: ...
    def __getitem__(self, at: int | slice) -> Ranked | list[Ranked]:
        if isinstance(at, slice):
            return [self[one] for one in range(*at.indices(len(self)))]
        if not 0 <= at < len(self):
            raise IndexError(at)
        if at not in self._known:
            self._known[at] = self._made(self._places[at])
        return self._known[at]

    @property
    def text(self) -> str:
        """All of the sentences."""
        return "".join(place.passage.text for place in self._places)

    def where(self, holds: Callable[[Passage], bool]) -> Iterator[Ranked]:
        """In order those whose sentence is such a one."""
        for at, place in enumerate(self._places):
            known = self._known.get(at)
            if holds(known.match.passage if known else place.passage):
                yield self[at]

    def down_to(self, rank: float) -> Iterator[Ranked]:
        """In order those that come as near as `rank`."""
        for at, place in enumerate(self._places):
            known = self._known.get(at)
            if (known.rank if known else place.rank) >= rank:
                yield self[at]
