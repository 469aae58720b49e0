"""What is expected against what came: each in as many pairs as can be, and no one in two."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TypeVar

Wanted = TypeVar("Wanted")
Came = TypeVar("Came")


def unpaired(
    wanted: Sequence[Wanted], came: Sequence[Came], agree: Callable[[Wanted, Came], bool]
) -> tuple[list[Wanted], list[Came]]:
    """What is wanted and did not come, and what came and is not wanted.

    Nothing that came answers for two that are wanted. Where one fits several, they are changed about (Kuhn's augmenting
    paths) until no pair more can be made, so that the order in which they are written decides nothing.
    """
    fitting = [[number for number, one in enumerate(came) if agree(each, one)] for each in wanted]
    taken: dict[int, int] = {}

    def place(number: int, tried: set[int]) -> bool:
        for other in fitting[number]:
            if other in tried:
                continue
            tried.add(other)
            if other not in taken or place(taken[other], tried):
                taken[other] = number
                return True
        return False

    # What fits least is placed first: of several that are wanting, the one that says most is told as missing.
    order = sorted(range(len(wanted)), key=lambda number: len(fitting[number]))
    missing = sorted(number for number in order if not place(number, set()))
    return [wanted[number] for number in missing], [one for number, one in enumerate(came) if number not in taken]
