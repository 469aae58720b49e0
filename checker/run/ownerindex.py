"""Documents by the names of their organs, so that few need be compared with each other."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable

from checker.pack.issuers import NameIndex
from checker.pack.model import IssuerSpec
from checker.run.sketch import Sketch
from checker.run.whose import Likeness, Owners


class OwnerIndex:
    """All of one pack."""

    def __init__(self, sketches: Iterable[Sketch], owners: Owners) -> None:
        self._by_name: dict[str, list[Sketch]] = defaultdict(list)
        self._owners = owners
        spec = IssuerSpec()
        for one in sketches:
            spec = owners.spec(one)
            for name in owners.names(one):
                self._by_name[name].append(one)
        self._index = NameIndex(self._by_name, spec)

    def like(self, sketch: Sketch, least: Likeness = Likeness.DOUBTFUL) -> list[tuple[Sketch, Likeness]]:
        """The documents that may be of the same organ, each with how sure that is, in the order of the run."""
        found = {one.document.path: one for name in self._owners.names(sketch) for one in self.under(name)}
        return [
            (one, level)
            for one in found.values()
            if one is not sketch
            for level in [self._owners.likeness(sketch, one)]
            if level >= least
        ]

    def under(self, name: str) -> list[Sketch]:
        """The documents whose organ may be called so."""
        return [one for other in self._index.same(name) for one in self._by_name[other]]
