"""The labels of a table without rules: those of a row, and those left of them that hold for several rows."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from adapters.pdf.reading.unruled.rows import MODES, Group, Word, grouped, linked, merged_labels
from adapters.pdf.reading.unruled.spacing import Spacing
from checker.record import dataclass

_MERGED = 0.5
"""Of the rows that a column of labels has words beside, at most, where its labels hold for several rows."""


@dataclass(frozen=True, slots=True)
class Labels:
    """The columns of labels: `first` to `leaf`, where those left of `leaf` hold for several rows; equal for one."""

    first: int
    leaf: int

    def over(self, word: Word) -> Word:
        """A word of the head above the labels as one over all of their columns."""
        if self.first <= word.first and word.last <= self.leaf:
            return replace(word, first=self.first, last=self.leaf, label=True)
        return word


def labels(body: Sequence[Word], figs: Sequence[bool]) -> Labels:
    """Which columns hold labels. `body`: the words below the head."""
    until = figs.index(True) if True in figs else len(figs)
    held: list[set[int]] = [set() for _ in range(until)]
    for word in body:
        if word.last < until and word.anchor is not None:
            held[word.last].add(word.anchor)
    filled = [at for at in range(until) if held[at]]
    if not filled:
        return Labels(0, 0)
    first = leaf = filled[-1]
    for at in range(leaf - 1, -1, -1):
        if len(held[at] & held[leaf]) > _MERGED * len(held[leaf]):
            break
        first = at
    return Labels(first, leaf)


def cells(
    body: Sequence[Word], bases: Sequence[float], known: Labels, space: Spacing
) -> tuple[list[Group], list[Group]]:
    """The words below the head as cells, in the way that leaves the fewest lines without a row.

    The second are labels that hold for several rows.
    """
    stacks, merged = _stacked(body, bases, known, space)
    judges = {at: linked(stack, space, at <= known.leaf) for at, stack in stacks.items()}
    best: list[Group] = []
    fewest = -1
    for mode in MODES:
        groups = [group for at, stack in stacks.items() for group in grouped(stack, bases, mode, judges[at])]
        loose = sum(len(group.words) for group in groups if group.anchor is None)
        if fewest < 0 or loose < fewest:
            best, fewest = groups, loose
    several = [
        group for stack in merged.values() for group in merged_labels(stack, linked(stack, space, hanging=False))
    ]
    return best, several


Stacks = dict[int, list[Word]]
"""The words of each column, from top to bottom."""


def _stacked(body: Sequence[Word], bases: Sequence[float], known: Labels, space: Spacing) -> tuple[Stacks, Stacks]:
    """The words of rows, all their labels in one column, and the words of labels for several rows."""
    stacks: Stacks = {}
    merged: Stacks = {}
    zone = [word for word in body if known.first <= word.first <= known.leaf]
    goes_on = linked([word for word in zone if word.last >= known.leaf], space, hanging=True)
    inner = _Inner(zone)
    for word in sorted(body, key=lambda word: word.line.base):
        if not known.first <= word.first <= known.leaf:
            stacks.setdefault(word.first, []).append(word)
            continue
        before = stacks.setdefault(known.leaf, [])
        rest = bool(before) and before[-1].first <= word.first and goes_on(before[-1], word)
        if word.last >= known.leaf or rest or inner.own(word, bases, space.pitch):
            before.append(word)
        else:
            merged.setdefault(word.first, []).append(word)
    return stacks, merged


class _Inner:
    """What stands in the columns of labels: the last one of each row, and where in no row."""

    def __init__(self, zone: Sequence[Word]) -> None:
        self._last: dict[int, int] = {}
        self._loose = [(word.line.base, word.first) for word in zone if word.anchor is None]
        for word in zone:
            if word.anchor is not None:
                self._last[word.anchor] = max(self._last.get(word.anchor, -1), word.first)

    def own(self, word: Word, bases: Sequence[float], pitch: float) -> bool:
        """Whether a word left of the last column of labels is a row's own label, since the row has no other.

        A label of two lines, half a line above and below the row, is another.
        """
        if word.anchor is None or self._last[word.anchor] > word.first:
            return False
        base = bases[word.anchor]
        steps = [other - base for other, first in self._loose if first > word.first and abs(other - base) < 0.8 * pitch]
        return not (any(step < 0 for step in steps) and any(step > 0 for step in steps))
