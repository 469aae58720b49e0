"""Tables that stand side by side on a sheet: the columns that hold one each."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from typing import NamedTuple

Slot = tuple[int, int]
"""Row and column."""
Merge = tuple[int, int, int, int]
"""Top, left, bottom, right, inclusive."""
_FEWEST = 2
"""Rows and columns of a table, at least."""
_NAMED = 0.6
"""Of the rows of a table without borders that stands at the right of another: so many begin with a name, at least."""
_SHORT = 0.5
"""Of the rows of all, those of a table that is a table of its own also without names."""
_SIGNS = 2
"""Beside its digits, of a figure at most."""


class Band(NamedTuple):
    """The columns of a table, from first to last."""

    first: int
    last: int


def bands(
    rows: Sequence[int], texts: Mapping[Slot, str], bordered: Collection[Slot], merged: Sequence[Merge]
) -> list[Band]:
    """The bands of columns that tables take in these rows, one where there is but one table.

    They are parted by columns in which nothing is written, drawn or merged. Where nothing is drawn such a column may
    set figures apart from their own names; so what stands behind it has to have names of its own, or far fewer rows.
    """
    inside = set(rows)
    drawn = {slot for slot in bordered if slot[0] in inside}
    used: dict[int, set[int]] = {}
    for row, column in [*drawn, *(slot for slot in texts if slot[0] in inside)]:
        used.setdefault(column, set()).add(row)
    for top, left, bottom, right in merged:
        shared = inside.intersection(range(top, bottom + 1))
        if shared and ((top, left) in texts or (top, left) in drawn):
            for column in range(left, right + 1):
                used.setdefault(column, set()).update(shared)
    found: list[Band] = []
    for column in sorted(used):
        if found and column == found[-1].last + 1:
            found[-1] = Band(found[-1].first, column)
        else:
            found.append(Band(column, column))
    held = [set().union(*(used[column] for column in range(band.first, band.last + 1))) for band in found]
    if any(band.last - band.first + 1 < _FEWEST for band in found) or any(len(one) < _FEWEST for one in held):
        return found[:1] if len(found) == 1 else [Band(found[0].first, found[-1].last)] if found else []
    alone = [_named(band, one, texts) or len(one) < _SHORT * len(rows) for band, one in zip(found, held, strict=True)]
    return found if drawn or all(alone[1:]) else [Band(found[0].first, found[-1].last)]


def _named(band: Band, rows: Collection[int], texts: Mapping[Slot, str]) -> bool:
    """Whether most of these rows begin with names in a band: with more than figures and the sign of a unit."""
    begin = [
        next((text for column in range(band.first, band.last + 1) if (text := texts.get((row, column), ""))), "")
        for row in rows
    ]
    names = [text for text in begin if text.isalpha() or sum(not char.isdigit() for char in text) > _SIGNS]
    return len(names) > _NAMED * len(rows)
