"""A row of figures with more beside it than the form has (“三公” with 会议费 and 培训费): the sum of everything is not
the form's sum, which stands below the name of what it sums up."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from checker.pack.pack import FormTable
from checker.reading.records import CellRef, Record
from checker.text.normalize import Comparable, bare

_LEAST = 4
"""Characters of a name that tell of what a sum is; 支出 of 支出合计 tells it of nothing."""


def narrowed(table: FormTable, rows: Sequence[Record]) -> list[Record]:
    """The rows without a column called 合计 beside a label such as “三公”经费 with a sum of its own below, and that sum
    called as the form's."""
    names = {column.label: tuple(_stems((column.label, *column.also), table.subtotals)) for column in table.columns()}
    head = _head(rows)
    if not any(names.values()) or any(record.ragged for record in head):
        return list(rows)
    called: dict[int, str] = {}
    dropped: set[tuple[int, int]] = set()
    for over, record in enumerate(head[1:]):
        for cell in record.cells:
            above = _above(head[over], cell) if cell.own and bare(cell.text) in table.subtotals else None
            label = next((name for name, stems in names.items() if above and bare(above.text).endswith(stems)), "")
            if above is None or not label:
                continue
            wholes = [one for one in head[over].cells if bare(one.text) in table.subtotals and one is not above]
            beside = [one for one in wholes if _path(head[:over], one) == _path(head[:over], above)]
            if beside:
                called[id(cell.passage)] = label
                dropped.update((one.column, one.end) for one in beside)
    if not called:
        return list(rows)
    return [
        replace(
            record,
            cells=tuple(_called(cell, called) for cell in record.cells if (cell.column, cell.end) not in dropped),
        )
        for record in rows
    ]


def _head(rows: Sequence[Record]) -> list[Record]:
    """The rows above the first with figures."""
    first = next((at for at, record in enumerate(rows) if record.figures), len(rows))
    return list(rows[:first])


def _stems(names: Sequence[str], subtotals: frozenset[str]) -> Iterator[str]:
    """What a sum is of, by its names: “三公”经费合计 is one of 三公经费."""
    for name in map(bare, names):
        stems = (name.removesuffix(word) for word in subtotals if name.endswith(word))
        yield from (stem for stem in stems if len(stem) >= _LEAST)


def _above(record: Record, cell: CellRef) -> CellRef | None:
    """The label over several cells that stands over one of them."""
    wide = (one for one in record.cells if one.column <= cell.column < one.end and one.end - one.column > 1)
    return next((one for one in wide if one.passage is not cell.passage), None)


def _path(head: Sequence[Record], cell: CellRef) -> list[int]:
    """The labels above a cell, but for those that reach down to it."""
    return [
        id(one.passage)
        for record in head
        for one in record.cells
        if one.column < cell.end and cell.column < one.end and one.passage is not cell.passage
    ]


def _called(cell: CellRef, called: dict[int, str]) -> CellRef:
    """A cell as it is called, which stands where its own text does."""
    label = called.get(id(cell.passage))
    if label is None:
        return cell
    origin = cell.passage.plain.origin
    plain = Comparable(label, tuple(origin[min(at, len(origin) - 1)] for at in range(len(label))))
    return replace(cell, passage=replace(cell.passage, plain=plain))
