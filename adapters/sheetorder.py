"""Sheets that a line of another sheet refers to: they are read where it does."""

from __future__ import annotations

import re
from collections.abc import Sequence

from checker.document import Block, Paragraph

_LONGEST = 40
"""Signs of a line that does nothing but refer to a sheet."""
_ABOVE = 3
"""Lines before that, of which the sheet may say one again, as its heading."""
_QUOTED = re.compile(r"[“\"「『《‘']([^”\"」』》’']+)[”\"」』》’']")


def ordered(sheets: Sequence[tuple[str, Sequence[Block]]]) -> tuple[list[tuple[int, int]], set[tuple[int, int]]]:
    """The blocks in reading order, each as the number of its sheet and its own in it, and those of them that say
    again what stands where they are referred to: the name of the sheet, and the heading above the reference.

    `sheets`: the name and the blocks of each, the first of which is the name.
    """
    number = {name: at for at, (name, _) in enumerate(sheets)}
    placed: dict[tuple[int, int], int] = {}
    for at, (_, blocks) in enumerate(sheets):
        for index, block in enumerate(blocks):
            named = _named(block, number)
            if named is not None and named > at and named not in placed.values():
                placed[at, index] = named
    order: list[tuple[int, int]] = []
    again: set[tuple[int, int]] = set()

    def add(at: int) -> None:
        blocks = sheets[at][1]
        for index in range(len(blocks)):
            order.append((at, index))
            if (at, index) in placed:
                other = placed[at, index]
                again.add((other, 0))
                again.update((other, below) for below in _repeated(blocks[:index], sheets[other][1]))
                add(other)

    for at in range(len(sheets)):
        if at not in placed.values():
            add(at)
    return order, again


def _named(block: Block, number: dict[str, int]) -> int | None:
    if not isinstance(block, Paragraph) or len(block.text.string) > _LONGEST:
        return None
    return next((number[name] for name in _QUOTED.findall(block.text.string) if name in number), None)


def _repeated(above: Sequence[Block], blocks: Sequence[Block]) -> list[int]:
    """The lines at the head of a sheet that stand above the reference to it, too."""
    said = {block.text.string.strip() for block in above[-_ABOVE:] if isinstance(block, Paragraph)}
    found: list[int] = []
    for at, block in enumerate(blocks[1:], 1):
        if not isinstance(block, Paragraph) or block.text.string.strip() not in said:
            break
        found.append(at)
    return found
