"""What is worked out from a part of a pack, once for each that is in use."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import TypeVar

Part = TypeVar("Part")
Made = TypeVar("Made")

MOST = 256
"""Parts for which something is held: more than the packs in use have, and no end of those that an author tries."""


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
