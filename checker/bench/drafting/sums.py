"""Sums that hold in the tables of given documents: candidates for rules, which a person keeps or strikes.

A row (or column) that is the sum of a run of others in every column of every document, and two that together are two
others. What holds only where nothing but zeros stand shows nothing, and is left out.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal
from itertools import combinations
from typing import Literal

from checker.bench.drafting.tables import LabelDraft, TableDraft
from checker.record import dataclass

Line = tuple[Decimal | int | None, ...]
Names = tuple[str, ...]
_MOST_LINES = 60
"""Rows of a table that are looked at; runs are tried two by two."""
_MOST_PAIRED = 10
"""Lines among which pairs are tried."""


@dataclass(frozen=True, slots=True)
class Balance:
    """`left` together are `right` together, in each `axis` of the table; `shown` is in how many figures it shows."""

    table: str
    axis: Literal["row", "column"]
    left: tuple[str, ...]
    right: tuple[str, ...]
    shown: int


def balances(drafts: Sequence[TableDraft]) -> list[Balance]:
    """Those of one table as it stands in each of the documents: rows of one column, then columns of one row."""
    first = drafts[0]
    found: list[Balance] = []
    if len(first.blocks) > 1 or first.codes:  # parts have nothing in common, and rows with codes are not drafted
        return found
    (block,) = first.blocks
    across = [[_line(line) for line in one.blocks[0].values] for one in drafts]
    down = [list(zip(*lines, strict=True)) if lines else [] for lines in across]
    axes: list[tuple[Literal["row", "column"], Sequence[LabelDraft], Sequence[Sequence[Line]]]] = [
        ("column", block.rows, across),
        ("row", block.columns, down),
    ]
    for axis, labels, lines in axes:
        found += [Balance(first.id, axis, left, right, shown) for left, right, shown in _held(labels, _joined(lines))]
    return found


def _line(figures: Sequence[object]) -> Line:
    return tuple(getattr(one, "value", None) for one in figures)


def _joined(documents: Sequence[Sequence[Line]]) -> list[Line]:
    """Each line as one, over all documents, as many as all of them have."""
    size = min(map(len, documents))
    return [tuple(value for lines in documents for value in lines[at]) for at in range(size)]


def _held(labels: Sequence[LabelDraft], lines: Sequence[Line]) -> Iterator[tuple[Names, Names, int]]:
    lines = lines[:_MOST_LINES]
    parts: set[int] = set()
    for at in range(len(lines)):
        run = _longest_run(at, lines)
        if run is not None:
            begin, end, shown = run
            parts.update(range(begin, end))
            yield (labels[at].id,), tuple(label.id for label in labels[begin:end]), shown
    # What is a part of a sum is not paired: a sum that holds in the whole says it already.
    free = [at for at in range(len(lines)) if at not in parts and any(lines[at])][:_MOST_PAIRED]
    for one, two, three, four in combinations(free, 4):
        for left, right in (((one, two), (three, four)), ((one, three), (two, four)), ((one, four), (two, three))):
            shown = _paired([lines[at] for at in left], [lines[at] for at in right])
            if shown >= 3:
                yield tuple(labels[at].id for at in left), tuple(labels[at].id for at in right), shown


def _longest_run(total: int, lines: Sequence[Line]) -> tuple[int, int, int] | None:
    """The longest run of lines beside this one that adds up to it: before it, after it, or anywhere."""
    best: tuple[int, int, int] | None = None
    for begin in range(len(lines)):
        for end in range(begin + 2, len(lines) + 1):
            if begin <= total < end:
                continue
            shown = _shown([lines[total]], lines[begin:end])
            beside = end == total or begin == total + 1
            if shown < (2 if beside else 3):
                continue
            if best is None or end - begin > best[1] - best[0]:
                best = begin, end, shown
    return best


def _paired(left: Sequence[Line], right: Sequence[Line]) -> int:
    """In how many figures two sums are one: where any stands; 0 where they differ, or no two stand on either side."""
    shown = 0
    full = False
    for values in zip(*left, *right, strict=True):
        if any(value is None for value in values):
            continue
        ours, theirs = values[: len(left)], values[len(left) :]
        if sum(ours) != sum(theirs):
            return 0
        shown += any(ours)
        full = full or (all(ours) and all(theirs))
    return shown if full else 0


def _shown(left: Sequence[Line], right: Sequence[Line]) -> int:
    """In how many figures a sum shows: where two parts at least are not zero; 0 where it does not hold."""
    shown = 0
    for values in zip(*left, *right, strict=True):
        if any(value is None for value in values):
            continue
        ours, theirs = values[: len(left)], values[len(left) :]
        if sum(ours) != sum(theirs):
            return 0
        shown += sum(value != 0 for value in theirs) >= 2 and any(ours)
    return shown
