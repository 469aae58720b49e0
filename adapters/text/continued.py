"""Tables that go on: the line that says so, and the merged cells that reach into the lower half.

A module of its own, as readers of all formats use it, and those of Word files nothing else of this room.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import accumulate, pairwise

from adapters.text import SPACE

_CONTINUATION = re.compile(r"[(（【\[]?(?:续上?表|接上[表页]|转下[表页]|续)[一二三四五六七八九\d]{0,2}[)）】\]]?[:：]?")


def is_continuation(string: str) -> bool:
    """Whether a line says that the table before it goes on after it, and nothing else."""
    return len(string) < 20 and _CONTINUATION.fullmatch(string.strip(SPACE)) is not None


def going_on(spans: Sequence[int], lacking: Sequence[int]) -> list[int]:
    """Over how many rows of the lower half of a table each merged cell of the upper half goes on.

    `spans` are the columns of the cells that end the upper half, from the left; `lacking` is how many columns each row
    of the lower half has less. Cells further in end first. Empty where the rows do not lack just what such cells leave.
    """
    edges = list(accumulate(spans))
    if not lacking or lacking[0] <= 0 or any(low < high for low, high in pairwise(lacking)):
        return []
    if any(one and one not in edges for one in lacking):
        return []
    return [sum(one >= edge for one in lacking) for edge in edges if edge <= lacking[0]]
