"""Tables in two languages: each label of the form stands with its translation in one cell."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Collection

from checker.pack.pack import FormTable
from checker.reading.reading import Passage
from checker.text.bilingual import chinese_part
from checker.text.normalize import bare

Cells = dict[tuple[int, int], Passage]
"""The texts of cells by block and position in the table."""


def in_one_language(table: FormTable, cells: Cells, blocks: Collection[int]) -> Cells:
    """The cells, those of the blocks without the other language where some say a label of the form only so.

    行政许可 with Licensing below it is 行政许可; a form whose own labels are in Latin letters stays as it is.
    """
    parts = {
        at: part
        for at, cell in cells.items()
        if at[0] in blocks and (part := _chinese(cell)) is not cell and bare(cell.plain.string) not in table.words
    }
    if not any(bare(part.plain.string) in table.words for part in parts.values()):
        return cells
    return {**cells, **parts}


def _chinese(cell: Passage) -> Passage:
    low, high = chinese_part(cell.text.string)
    if (low, high) == (0, len(cell.text.string)):
        return cell
    return cell.part_of(bisect_left(cell.plain.origin, low), bisect_left(cell.plain.origin, high))
