"""Values by name, each made of what has that name when it is first asked for.

A check has several packs at hand and mostly uses one: what is worked out of a pack's rules or forms beforehand, for
all of them, is what opens the kept ones.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import Generic, TypeVar

Source = TypeVar("Source")
Made = TypeVar("Made")


class Asked(Mapping[str, Made], Generic[Source, Made]):
    """`make(sources[name])` by name."""

    def __init__(self, make: Callable[[Source], Made], sources: Mapping[str, Source]) -> None:
        self._make = make
        self._sources = sources
        self._made: dict[str, Made] = {}

    def __getitem__(self, name: str) -> Made:
        """The value; KeyError where there is nothing of the name."""
        if name not in self._made:
            self._made[name] = self._make(self._sources[name])
        return self._made[name]

    def __iter__(self) -> Iterator[str]:
        """The names, in the order of what they are made of."""
        return iter(self._sources)

    def __len__(self) -> int:
        """How many there are."""
        return len(self._sources)
