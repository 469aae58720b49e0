"""A wide table that a document sets in pieces, put side by side again; its row labels stand before each, or before the
first alone."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from checker.pack.pack import FormTable
from checker.reading.align import Labels, row_labels
from checker.reading.records import CellRef, Record
from checker.record import dataclass
from checker.text.normalize import bare


@dataclass(frozen=True, slots=True)
class _Row:
    """A record with the place of its label; -1 where none stands before figures or the cells for them."""

    record: Record
    leaf: int

    @property
    def label(self) -> str:
        return bare(self.record.cells[self.leaf].text) if self.leaf >= 0 else ""

    @property
    def after(self) -> tuple[CellRef, ...]:
        """The cells after the label."""
        return self.record.cells[self.leaf + 1 :]


@dataclass(frozen=True, slots=True)
class _Piece:
    """The rows of one table of the document: those above its first row with a label, and the rest."""

    head: tuple[Record, ...]
    body: tuple[_Row, ...]

    @property
    def labels(self) -> tuple[str, ...]:
        return tuple(row.label for row in self.body if row.leaf >= 0)

    @property
    def figured(self) -> tuple[_Row, ...]:
        """The rows with a label; of a piece without any all rows."""
        return tuple(row for row in self.body if row.leaf >= 0) or self.body

    @property
    def records(self) -> tuple[Record, ...]:
        return (*self.head, *(row.record for row in self.body))

    @property
    def width(self) -> int:
        return max(cell.end for record in self.records for cell in record.cells)

    def columns(self, table: FormTable) -> set[str]:
        """Which columns of the form its head names, with the label above each where the form gives one."""
        return _named(table, self.head)


def _named(table: FormTable, head: Sequence[Record]) -> set[str]:
    said = {bare(cell.text) for record in head for cell in record.cells}
    return {
        column.id
        for column in table.columns()
        if any(bare(name) in said for name in (column.label, *column.also))
        if not column.under or any(bare(above) in said for above in column.under)
    }


def side_by_side(table: FormTable, rows: Sequence[Record]) -> list[Record]:
    """The rows, those of pieces with the same labels in the same order and other columns of the form as one row each.

    The rest of a table after a page break has the columns of the first page and other labels: it is no piece.
    """
    if table.listed or table.open == "groups" or len(table.blocks) > 1 or not all(row.label for row in table.rows()):
        return list(rows)
    pieces = list(_pieces(table, rows))
    if len(pieces) < 2:
        return list(rows)
    joined: list[_Piece] = []
    for piece in pieces:
        if joined and _belongs(joined[-1], piece, table):
            joined[-1] = _beside(joined[-1], piece)
        else:
            joined.append(piece)
    return [record for piece in joined for record in piece.records]


def _pieces(table: FormTable, rows: Sequence[Record]) -> Iterator[_Piece]:
    """A piece begins with the rows without a label that name columns and stand after such with labels; figures right
    below these are its rows also where no label stands before them."""
    labels = row_labels(table)
    head: list[Record] = []
    body: list[_Row] = []
    between: list[Record] = []
    for record in rows:
        leaf = _leaf(labels, record, table.open == "rows")
        if leaf >= 0 and not any(cell.own and cell.data and not cell.empty for cell in record.cells):
            leaf = -1 if _named(table, [record]) else leaf  # a row may be called as a column is (总计)
        alone = leaf < 0 and bool(body) and all(cell.data and cell.own for cell in record.cells)
        if leaf < 0 and not (alone and (_named(table, between) or (body[-1].leaf < 0 and not between))):
            between.append(record)
            continue
        if not body or _named(table, between):
            if body:
                yield _Piece(tuple(head), tuple(body))
            head, body = between, []
        else:
            body += [_Row(one, -1) for one in between]
        body.append(_Row(record, leaf))
        between = []
    if body or between:
        yield _Piece(tuple(head), (*body, *(_Row(one, -1) for one in between)))


def _leaf(labels: Labels, record: Record, any_label: bool) -> int:
    """The place of the label of a row, before the first cell for a figure; `any_label`: not only those of the form."""
    first = next((at for at, cell in enumerate(record.cells) if at and cell.own and cell.data), 0)
    if any_label:
        filled = any(cell.own and cell.data and not cell.empty for cell in record.cells[1:])
        return 0 if filled and record.cells[0].text else -1
    return first - 1 if first and record.cells[first - 1].text in labels and record.cells[first - 1].own else -1


def _belongs(before: _Piece, piece: _Piece, table: FormTable) -> bool:
    if not piece.body or (piece.labels or before.labels) != before.labels or len(piece.figured) != len(before.figured):
        return False
    ours, theirs = before.columns(table), piece.columns(table)
    return bool(theirs) and not ours & theirs


def _beside(before: _Piece, piece: _Piece) -> _Piece:
    """The rows of both: the labels of the second are those of the first, and stand there once."""
    offset = before.width
    labelled = iter(piece.figured)
    body = tuple(
        replace(row, record=replace(row.record, cells=(*row.record.cells, *_moved(next(labelled).after, offset))))
        if row.leaf >= 0
        else row
        for row in before.body
    )
    head = tuple(replace(record, cells=_moved(record.cells, offset)) for record in piece.head)
    return _Piece((*before.head, *head), body)


def _moved(cells: Sequence[CellRef], by: int) -> tuple[CellRef, ...]:
    return tuple(replace(cell, column=cell.column + by, end=cell.end + by) for cell in cells)
