"""What is worked out once and kept: from a part of a pack, and from texts that stand in every document."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Generic, TypeVar

Part = TypeVar("Part")
Made = TypeVar("Made")

MOST = 256
"""Parts for which something is held: more than the packs in use have, and no end of those that an author tries."""
TEXTS = 4096
"""Texts for which something is kept: labels and titles are the same in all reports."""


def made_once(make: Callable[[Part], Made]) -> Callable[[Part], Made]:
    """The function, asked once for each value: the very one, as parts of packs are frozen and dear to compare."""
    held: dict[int, tuple[Part, Made]] = {}

    @wraps(make)
    def made(part: Part) -> Made:
        known = held.get(id(part))
        if known is None or known[0] is not part:
            if len(held) >= MOST:
                held.clear()
            known = held[id(part)] = part, make(part)
        return known[1]

    return made


class Kept(Generic[Made]):
    """What was worked out from texts; all of it is let go where the texts become too many."""

    __slots__ = ("_held",)

    def __init__(self) -> None:
        self._held: dict[str, Made] = {}

    def of(self, text: str, make: Callable[[str], Made]) -> Made:
        """What is kept for a text, or is made of it now."""
        if text not in self._held:
            if len(self._held) >= TEXTS:
                self._held.clear()
            self._held[text] = make(text)
        return self._held[text]
