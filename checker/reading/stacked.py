"""Rows of a table in one row of the file: their labels are lines of one cell, their figures lines of others."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import cache

from checker.pack.pack import FormTable
from checker.reading.align import Labels, row_labels
from checker.reading.records import CellRef, Record, blanked
from checker.record import dataclass
from checker.text.normalize import bare, comparable

_MOST_LINES = 80
"""Lines of a cell that are looked at: a form has fewer rows."""


@dataclass(frozen=True, slots=True)
class _Part:
    """A label in a cell of several, by its lines: of a row, or of a group of rows, which has no figures of its own."""

    first: int
    end: int
    row: bool


def stacked(table: FormTable, rows: Sequence[Record]) -> list[Record]:
    """The rows, each of those that stand in one row of the file as a row of its own.

    The lines of the cells tell which figure is whose, where they are as many as the labels or stand in the same lines;
    else the rows are there and their figures are not told (`Record.mixed`).
    """
    if table.listed or not any("\n" in cell.passage.text.string for record in rows for cell in record.cells):
        return list(rows)
    labels = row_labels(table)
    groups = frozenset(bare(name) for label in table.rows() for name in label.under)
    return [piece for record in rows for piece in _apart(record, labels, groups)]


def _apart(record: Record, labels: Labels, groups: frozenset[str]) -> Iterator[Record]:
    labelled = (
        (at, _parts(cell, labels, groups)) for at, cell in enumerate(record.cells) if cell.own and not cell.data
    )
    at, parts = next((one for one in labelled if one[1]), (0, []))
    if not parts:
        yield record
        return
    cell = record.cells[at]
    figures = [_figures(other, cell, parts) for other in record.cells[at + 1 :]]
    told = all(found is not None for found in figures)
    if record.plain and not told:
        yield record
        return
    place = 0
    for number, part in enumerate(parts):
        before = record.cells[:at] if not number else tuple(replace(one, own=False) for one in record.cells[:at])
        own = _lines(cell, part.first, part.end)
        if not part.row:
            yield replace(record, cells=(*before, own))
        elif not told:
            yield replace(record, cells=(*before, own, *record.cells[at + 1 :]), mixed=True)
        else:
            yield replace(record, cells=(*before, own, *(found[place] for found in figures if found)))
        place += part.row


def _parts(cell: CellRef, labels: Labels, groups: frozenset[str]) -> list[_Part]:
    """The labels that the lines of a cell are, two of rows at least; a label may take several lines. Where the lines
    say something else as well, those that are labels; empty where the cell is no such cell."""
    lines = cell.passage.text.string.split("\n")
    if not 1 < len(lines) <= _MOST_LINES or cell.text in labels:
        return []
    plain = [comparable(line).string for line in lines]

    @cache
    def from_line(first: int) -> tuple[_Part, ...] | None:
        """The labels from a line to the end of the cell, the shortest way."""
        while first < len(plain) and not plain[first]:
            first += 1
        if first == len(plain):
            return ()
        for end in range(first + 1, min(first + 6, len(plain)) + 1):
            text = "".join(plain[first:end])
            row = text in labels
            if (row or bare(text) in groups) and (rest := from_line(end)) is not None:
                return (_Part(first, end, row), *rest)
        return None

    found = list(from_line(0) or ())
    if not found:
        found = [_Part(at, at + 1, True) for at, text in enumerate(plain) if text and text in labels]
    return found if sum(part.row for part in found) > 1 else []


def _figures(cell: CellRef, labels: CellRef, parts: Sequence[_Part]) -> list[CellRef] | None:
    """What of a cell stands beside each label of a row: all of it where it is empty, else its line; None where the
    lines do not tell."""
    rows = [part for part in parts if part.row]
    if cell.empty:
        return [cell] * len(rows)
    lines = cell.passage.text.string.split("\n")
    filled = [at for at, line in enumerate(lines) if line.strip()]
    if len(lines) == len(labels.passage.text.string.split("\n")):
        beside = [_lines(cell, part.first, part.end) for part in rows]
        held = {at for part in rows for at in range(part.first, part.end)}
        one_each = all(sum(part.first <= at < part.end for at in filled) < 2 for part in rows)
        if one_each and held.issuperset(filled) and all(one.data for one in beside):
            return beside
    own = next((some for some in (filled, range(len(lines))) if len(some) == len(rows)), ())
    beside = [_lines(cell, at, at + 1) for at in own]
    return beside if beside and all(one.data for one in beside) else None


def _lines(cell: CellRef, first: int, end: int) -> CellRef:
    """A cell with some of its lines only; the others are blanks, so that every sign keeps its place."""
    lines = cell.passage.text.string.split("\n")
    return blanked(cell, "\n".join(line if first <= at < end else " " * len(line) for at, line in enumerate(lines)))
