"""A table that is a list of labels and values: its rows as pairs, wherever a label and its value stand."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from checker.reading.align import Labels
from checker.reading.records import CellRef, Record


def pairs(labels: Labels, rows: Sequence[Record]) -> list[Record]:
    """A record for each label with what stands above or beside it and its value: several of a row side by side, those
    of a row of labels with the values in the row below."""
    found: list[Record] = []
    below: tuple[CellRef, ...] = ()
    for index, record in enumerate(rows):
        if below and below == record.cells:
            below = ()
            continue
        following = rows[index + 1] if index + 1 < len(rows) else None
        heads = _heads(labels, record)
        if following is not None and heads and _valued(labels, record, heads, following):
            found += _downwards(record, heads, following)
            below = following.cells
        else:
            found += _beside(labels, record)
    return found


def _beside(labels: Labels, record: Record) -> list[Record]:
    """The pairs of a record: where a label of the table follows a value, a new pair begins."""
    places = [place for place, cell in enumerate(record.cells) if not cell.data and cell.text in labels]
    cuts = [after for before, after in pairwise(places) if after - before > 1]
    edges = [0, *cuts, len(record.cells)]
    return [replace(record, cells=record.cells[low:high]) for low, high in pairwise(edges)]


def _heads(labels: Labels, record: Record) -> list[int]:
    """The positions of labels of a row that ends with two of them or more and has no value among them."""
    places = [place for place, cell in enumerate(record.cells) if not cell.data and cell.text in labels and cell.own]
    last = len(record.cells) - 1
    return places if len(places) > 1 and places == list(range(places[0], last + 1)) else []


def _valued(labels: Labels, record: Record, heads: list[int], following: Record) -> bool:
    """Whether the row below holds a value under each of these labels, and no label."""
    if following.block != record.block:
        return False
    own = [cell for cell in following.cells if cell.own]
    if any(not cell.data and cell.text in labels for cell in own):
        return False
    return all(_under(record.cells[place], own) is not None for place in heads) and any(not cell.empty for cell in own)


def _under(label: CellRef, cells: Sequence[CellRef]) -> CellRef | None:
    return next((cell for cell in cells if cell.column < label.end and label.column < cell.end), None)


def _downwards(record: Record, heads: list[int], following: Record) -> list[Record]:
    own = [cell for cell in following.cells if cell.own]
    before = record.cells[: heads[0]]
    made = []
    for place in heads:
        label = record.cells[place]
        value = _under(label, own)
        made.append(replace(record, cells=(*before, label, *((value,) if value is not None else ()))))
    return made
