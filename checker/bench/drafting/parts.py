"""What a table is made of before it is drafted: parts side by side, columns of codes, numbers of rows and columns."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from checker.document import Cell
from checker.text.cells import CellState
from checker.text.numerals import cell_number

Row = Sequence[Cell | None]
_CODE = re.compile(r"[0-9]{2,7}")
_LEAST = 3
"""Rows or columns from which on 1, 2, 3, ... are taken for their numbers."""


def text(cell: Cell | None) -> str:
    """What stands in a cell."""
    return cell.text.string.strip() if cell is not None else ""


def without_numbers(rows: Sequence[Row]) -> list[Row]:
    """The rows without one that numbers the columns and without columns that number the rows."""
    kept = [row for row in rows if not _counts(_figures(row))]
    width = len(kept[0]) if kept else 0
    counting = _counting([[text(row[at]) for row in kept] for at in range(width)])
    return [[cell for at, cell in enumerate(row) if at not in counting] for row in kept]


def _figures(row: Row) -> list[str]:
    cells = {id(cell): cell for cell in row}
    return [one for cell in cells.values() if (one := text(cell)) and cell_number(one).state is CellState.NUMBER]


def _counts(texts: Sequence[str]) -> bool:
    return len(texts) >= _LEAST and texts == [str(number) for number in range(1, len(texts) + 1)]


def _counting(columns: Sequence[Sequence[str]]) -> list[int]:
    """The columns that number the rows: from 1, or on from where another column ends; 101, 102, 103 are codes."""
    found: list[int] = []
    ends = {0}
    for at, texts in enumerate(columns):
        numbers = _going_up(texts)
        if numbers and numbers[0] - 1 in ends:
            found.append(at)
            ends.add(numbers[-1])
    return found


def _going_up(texts: Sequence[str]) -> list[int]:
    """The numbers of a column where nearly all that stands in it are numbers that go up by one."""
    numbers = [int(one) for one in texts if one.isdigit() and len(one) < 4]
    up = all(after == one + 1 for one, after in pairwise(numbers))
    return numbers if up and len(numbers) >= max(_LEAST, len(texts) // 2) else []


def codes(rows: Sequence[Row]) -> int:
    """How many columns at the left hold the codes of rows (201, 20103; or 201 | 03 | 01); 0 where there are none."""
    width = len(rows[0]) if rows else 0
    coded = [row for row in rows if _CODE.fullmatch(text(row[0]))]
    longer = {len(text(row[0])) for row in coded}
    if len(coded) < 2 or 2 * len(coded) < len(rows) - 4 or max(longer) < 3:
        return 0
    count = 1
    while count < width - 1 and all(
        row[count] is row[0] or not text(row[count]) or _CODE.fullmatch(text(row[count])) for row in coded
    ):
        count += 1
    return count


def side_by_side(rows: Sequence[Row]) -> list[tuple[str, list[Row]]]:
    """The parts that stand beside each other, each with its title: the head says its first label again over words."""
    for at, row in enumerate(rows[:3]):
        first = text(row[0])
        begins = [
            column
            for column in range(1, len(row))
            if first and text(row[column]) == first and row[column] is not row[column - 1]
        ]
        below = rows[at + 1 :]
        if begins and below and all(_worded(below, column) for column in begins):
            edges = [0, *begins, len(row)]
            return [
                (
                    _title(rows[:at], low, high, len(row)),
                    [list(one[low:high]) for one in rows[at:] if any(text(cell) for cell in one[low:high])],
                )
                for low, high in pairwise(edges)
            ]
    return []


def _worded(rows: Sequence[Row], column: int) -> bool:
    """Whether labels, or codes before them, stand in a column."""
    texts = [one for row in rows if (one := text(row[column]))]
    words = [one for one in texts if _CODE.fullmatch(one) or cell_number(one).state is CellState.UNREADABLE]
    return 2 * len(words) >= len(texts) > 0


def _title(above: Sequence[Row], low: int, high: int, width: int) -> str:
    """What stands above a part and above no other."""
    for row in reversed(above):
        cells = {id(cell): cell for cell in row[low:high]}
        outside = {id(row[at]) for at in (low - 1, high) if 0 <= at < width}
        if len(cells) == 1 and not cells.keys() & outside and (title := text(next(iter(cells.values())))):
            return title
    return ""
