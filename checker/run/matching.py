"""Which reports go with which documents of another year or kind: organ by organ, and only where one fits another."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence

from checker.record import dataclass
from checker.run.ownerindex import OwnerIndex
from checker.run.sketch import Sketch
from checker.run.whose import Likeness, Owners

Near = Mapping[str, Sequence[tuple[Sketch, Likeness]]]
"""By path, the documents that may be of the same organ."""
Edge = tuple[Likeness, int]
"""How like, and the number of the organ."""


@dataclass(frozen=True, slots=True)
class Match:
    """What may go with a report: the versions of the one document that does, or several documents, none of them taken.

    `certain`: all are versions of one document, so that it is left to choose between versions.
    """

    candidates: tuple[Sketch, ...] = ()
    certain: bool = False
    maybe: tuple[Sketch, ...] = ()
    """Those of the candidates that are only likely to be versions, so that none of them is taken for another."""


@dataclass(frozen=True, slots=True)
class Organ:
    """The documents of one kind and year that are surely of one organ; `maybe` name no place and fit no other organ."""

    documents: tuple[Sketch, ...]
    maybe: tuple[Sketch, ...] = ()

    @property
    def versions(self) -> tuple[Sketch, ...]:
        """All of them."""
        return (*self.documents, *self.maybe)


class Year:
    """The documents of a kind and year by their organ."""

    def __init__(self, sketches: Sequence[Sketch], owners: Owners) -> None:
        self.organs = organs(sketches, owners)
        self._of = {one.document.path: organ for organ in self.organs for one in organ.documents}
        self._index = OwnerIndex((one for organ in self.organs for one in organ.documents), owners)

    def named(self, name: str) -> list[Organ]:
        """The organs that may be called so."""
        return list(
            {id(organ): organ for one in self._index.under(name) for organ in [self._of[one.document.path]]}.values()
        )

    def organ(self, sketch: Sketch) -> Organ | None:
        """The organ of a document; None where it is not known."""
        return self._of.get(sketch.document.path)

    def like(self, sketch: Sketch, least: Likeness = Likeness.LIKELY) -> list[tuple[Sketch, Likeness]]:
        """Other documents that may be of the same organ."""
        return self._index.like(sketch, least)


class Matching:
    """Two sets of documents, such as the reports of a year and of the year before, put together organ by organ."""

    def __init__(self, ours: Year, theirs: Year) -> None:
        self._theirs = theirs.organs
        self._of = {one.document.path: number for number, organ in enumerate(ours.organs) for one in organ.documents}
        home = {one.document.path: number for number, organ in enumerate(theirs.organs) for one in organ.documents}
        self._edges: dict[int, list[Edge]] = {}
        self._back: dict[int, list[Edge]] = defaultdict(list)
        for number, organ in enumerate(ours.organs):
            found: dict[int, Likeness] = {}
            for one in organ.documents:
                for other, level in theirs.like(one, Likeness.DOUBTFUL):
                    there = home[other.document.path]
                    found[there] = max(level, found.get(there, Likeness.NO))
            self._edges[number] = [(level, there) for there, level in found.items()]
            for there, level in found.items():
                self._back[there].append((level, number))

    def of(self, sketch: Sketch) -> Match:
        """What goes with a document of ours."""
        number = self._of.get(sketch.document.path)
        best = _best(self._edges[number]) if number is not None else []
        if len(best) == 1 and best[0][0] >= Likeness.LIKELY:
            there = self._theirs[best[0][1]]
            if [who for _, who in _best(self._back[best[0][1]])] == [number]:
                return Match(there.versions, True, there.maybe)
        told = [there for level, there in best if level > Likeness.DOUBTFUL or not self._settled(there)]
        return Match(tuple(one for there in told for one in self._theirs[there].versions))

    def _settled(self, there: int) -> bool:
        """Whether it surely belongs to some organ of ours."""
        return any(level >= Likeness.SURE for level, _ in self._back[there])


def _best(edges: Iterable[Edge]) -> list[Edge]:
    """Those of the highest level where that is sure; what is not sure leaves everything open that may be."""
    some = list(edges)
    highest = max((level for level, _ in some), default=Likeness.NO)
    return [edge for edge in some if edge[0] == highest] if highest >= Likeness.SURE else some


def organs(sketches: Sequence[Sketch], owners: Owners) -> list[Organ]:
    """The documents of a kind and year by their organ: those of one name, and of names that are surely one."""
    named = [one for one in sketches if owners.owner(one).name]
    index = OwnerIndex(named, owners)
    near: Near = {one.document.path: index.like(one) for one in named}
    parts: list[tuple[Sketch, ...]] = []
    home: dict[str, int] = {}
    for one in named:
        for part in _parts(_component(one, near), owners) if one.document.path not in home else ():
            home.update((each.document.path, len(parts)) for each in part)
            parts.append(tuple(part))
    maybe: dict[int, list[Sketch]] = defaultdict(list)
    for number, own in enumerate(parts):
        like = [(home[other.document.path], level) for other, level in near[own[0].document.path]]
        likely = {there for there, _ in like} - {number}
        doubtful = any(level == Likeness.DOUBTFUL for there, level in like if there != number)
        if len(likely) == 1 and not doubtful and not owners.owner(own[0]).placed:
            maybe[likely.pop()].extend(own)
    return [Organ(part, tuple(maybe[number])) for number, part in enumerate(parts)]


def _component(start: Sketch, near: Near) -> list[Sketch]:
    """The documents that are surely like the first or like one that is."""
    found, todo = {start.document.path: start}, [start]
    while todo:
        for other, level in near[todo.pop().document.path]:
            if level >= Likeness.SURE and other.document.path not in found:
                found[other.document.path] = other
                todo.append(other)
    return list(found.values())


def _parts(component: Sequence[Sketch], owners: Owners) -> list[list[Sketch]]:
    """A component as it is where all are like each other, else by their exact names.

    To be like is not to be the same: 自然资源局 may be short for two organs that are two.
    """
    by_name: dict[str, list[Sketch]] = defaultdict(list)
    for one in component:
        by_name[owners.owner(one).name].append(one)
    firsts = [some[0] for some in by_name.values()]
    pairs = ((a, b) for index, a in enumerate(firsts) for b in firsts[index + 1 :])
    return (
        [list(component)] if all(owners.likeness(*pair) >= Likeness.SURE for pair in pairs) else list(by_name.values())
    )
