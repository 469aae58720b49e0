"""Sums that hold in the tables of given documents: candidates for rules, which a person keeps or strikes.

A row (or column) that is the sum of a run of others in every column of every document, and two that together are two
others; of rows with codes the columns only, and each row that is the sum of those whose codes go on from its own. What
holds only where nothing but zeros stand shows nothing, and is left out. An empty cell is taken for nought where a table
shows no sum else.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from itertools import combinations
from typing import Literal

from checker.bench.drafting.tables import LabelDraft, TableDraft
from checker.record import dataclass
from checker.text.cells import CellNumber

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
    block: int = 0
    """The part of the table that they stand in."""
    blank: bool = False
    """It holds where empty cells are noughts."""


@dataclass(frozen=True, slots=True)
class Parts:
    """A column of a table with codes in which each row is the sum of those that its code leads to, in `shown` rows."""

    table: str
    column: str
    shown: int
    given: Decimal | int
    """The figure of such a row."""
    blank: bool = False


def balances(drafts: Sequence[TableDraft]) -> list[Balance]:
    """Those of one table as it stands in each of the documents: rows of one column, then columns of one row."""
    found = _balances(drafts, False)
    if not any(_has_blanks(line) for one in drafts for block in one.blocks for line in one.lines(block)):
        return found
    noughts = _balances(drafts, True)
    # What holds without the empty cells must hold with them, or they are no noughts.
    return noughts if {(one.axis, one.left) for one in found} <= {(one.axis, one.left) for one in noughts} else found


def _has_blanks(figures: Sequence[CellNumber | None]) -> bool:
    return any(one is not None and not one.text for one in figures)


def _balances(drafts: Sequence[TableDraft], blank: bool) -> list[Balance]:
    first = drafts[0]
    found: list[Balance] = []
    # A part of one column shows a sum once: that is no accident where amounts have decimals.
    least = 1 if first.read == "number" and len(first.blocks) > 1 else 2
    for number, block in enumerate(first.blocks):
        across = [[_line(line, blank) for line in one.lines(one.blocks[number])] for one in drafts]
        down = [list(zip(*lines, strict=True)) if lines else [] for lines in across]
        axes: list[tuple[Literal["row", "column"], Sequence[LabelDraft], Sequence[Sequence[Line]]]] = [
            ("column", block.rows, across),
            ("row", block.columns, down),
        ]
        for axis, labels, lines in axes[1:] if first.codes else axes:
            found += [
                Balance(first.id, axis, left, right, shown, number, blank)
                for left, right, shown in _held(labels, _joined(lines), least)
            ]
    return found


def nested(drafts: Sequence[TableDraft]) -> list[Parts]:
    """The columns of a table with codes in which rows are the sums of their parts, in each of the documents."""
    first = drafts[0]
    if not first.codes:
        return []
    found = _nested(drafts, False)
    if not any(_has_blanks(figures) for one in drafts for _, figures in one.coded):
        return found
    noughts = _nested(drafts, True)
    return noughts if {one.column for one in found} <= {one.column for one in noughts} else found


def _nested(drafts: Sequence[TableDraft], blank: bool) -> list[Parts]:
    first = drafts[0]
    found = []
    for at, column in enumerate(first.blocks[0].columns):
        seen = [one for draft in drafts for one in _parts_of(draft, at, blank)]
        known = [(total, [part for part in parts if part is not None]) for total, parts in seen if None not in parts]
        held = [total for total, parts in known if total and len(parts) > 1]
        if len(held) >= _LEAST_NESTED and all(total == sum(parts) for total, parts in known):
            found.append(Parts(first.id, column.id, len(held), held[0], blank))
    return found


_LEAST_NESTED = 2
"""Rows with several parts that a column must be the sum in."""


def _parts_of(draft: TableDraft, column: int, blank: bool) -> Iterator[tuple[Decimal | int | None, Line]]:
    """The figure of each row with parts, and those of the parts: the rows whose code goes on from its own next."""
    rows = {code: _line(figures, blank)[column] for code, figures in draft.coded if code}
    below: dict[str, list[Decimal | int | None]] = {}
    for code, value in rows.items():
        above = next((code[:end] for end in range(len(code) - 1, 0, -1) if code[:end] in rows), "")
        below.setdefault(above, []).append(value)
    for code, parts in below.items():
        if code:
            yield rows[code], tuple(parts)


def _line(figures: Sequence[CellNumber | None], blank: bool) -> Line:
    """The values of a line; of empty cells none, or nought."""
    return tuple(
        None if one is None else 0 if blank and one.value is None and not one.text else one.value for one in figures
    )


def _joined(documents: Sequence[Sequence[Line]]) -> list[Line]:
    """Each line as one, over all documents, as many as all of them have."""
    size = min(map(len, documents))
    return [tuple(value for lines in documents for value in lines[at]) for at in range(size)]


def _held(labels: Sequence[LabelDraft], lines: Sequence[Line], least: int) -> Iterator[tuple[Names, Names, int]]:
    lines = lines[:_MOST_LINES]
    parts: set[int] = set()
    sums: dict[int, range] = {}
    for at in range(len(lines)):
        run = _longest_run(at, lines, least, sums)
        if run is not None:
            begin, end, shown = run
            sums[at] = range(begin, end)
            parts.update(sums[at])
            yield (labels[at].id,), tuple(label.id for label in labels[begin:end]), shown
    # What is a part of a sum is not paired: a sum that holds in the whole says it already.
    free = [at for at in range(len(lines)) if at not in parts and any(lines[at])][:_MOST_PAIRED]
    for one, two, three, four in combinations(free, 4):
        for left, right in (((one, two), (three, four)), ((one, three), (two, four)), ((one, four), (two, three))):
            shown = _paired([lines[at] for at in left], [lines[at] for at in right])
            if shown >= 3:
                yield tuple(labels[at].id for at in left), tuple(labels[at].id for at in right), shown


def _longest_run(
    total: int, lines: Sequence[Line], least: int, sums: Mapping[int, range]
) -> tuple[int, int, int] | None:
    """The longest run of lines beside this one that adds up to it: before it, after it, or anywhere; without a sum that
    was found and a part of that in it at once."""
    best: tuple[int, int, int] | None = None
    for begin in range(len(lines)):
        for end in range(begin + 2, len(lines) + 1):
            if begin <= total < end or any(
                begin <= one < end and parts.start < end and begin < parts.stop for one, parts in sums.items()
            ):
                continue
            shown = _shown([lines[total]], lines[begin:end])
            beside = end == total or begin == total + 1
            if shown < (least if beside else 3):
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
