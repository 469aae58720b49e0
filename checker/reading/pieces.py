"""A wide table that a document sets in pieces, its row labels standing again before each: put side by side again."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import replace

from checker.pack.pack import FormTable
from checker.reading.records import Record
from checker.record import dataclass
from checker.text.normalize import bare


@dataclass(frozen=True, slots=True)
class _Piece:
    """The records of one table of the document: those above its first row of figures, and the rest."""

    head: tuple[Record, ...]
    body: tuple[Record, ...]

    @property
    def labels(self) -> tuple[str, ...]:
        return tuple(bare(record.cells[0].text) if record.cells else "" for record in self.body)

    @property
    def width(self) -> int:
        return max(cell.end for record in (*self.head, *self.body) for cell in record.cells)

    def columns(self, table: FormTable) -> set[tuple[str, str]]:
        """Which columns of the form its head names, each with the label above it where the form gives one."""
        said = {bare(cell.text) for record in self.head for cell in record.cells}
        return {
            (column.id, above)
            for column in table.columns()
            if any(bare(name) in said for name in (column.label, *column.also))
            for above in column.under or ("",)
            if not above or bare(above) in said
        }


def side_by_side(table: FormTable, rows: Sequence[Record]) -> list[Record]:
    """The rows, those of pieces with the same labels and other columns of the form as one row each.

    The rest of a table after a page break has the columns of the first page and other labels: it is no piece. Only of
    open tables: where the form names the rows, a text without a grid says the same labels for other reasons.
    """
    if table.open != "rows":
        return list(rows)
    pieces = list(_pieces(rows))
    if len(pieces) < 2:
        return list(rows)
    joined: list[_Piece] = []
    for piece in pieces:
        if joined and _belongs(joined[-1], piece, table):
            joined[-1] = _beside(joined[-1], piece)
        else:
            joined.append(piece)
    return [record for piece in joined for record in (*piece.head, *piece.body)]


def _pieces(rows: Sequence[Record]) -> Iterator[_Piece]:
    """A piece begins with each table of the document, and with each row without figures after such with them."""
    head: list[Record] = []
    body: list[Record] = []
    for record in rows:
        figures = _has_figures(record)
        if (body and not figures) or (head + body and record.block != (head + body)[-1].block):
            yield _Piece(tuple(head), tuple(body))
            head, body = [], []
        (body if figures or body else head).append(record)
    if head or body:
        yield _Piece(tuple(head), tuple(body))


def _has_figures(record: Record) -> bool:
    return any(cell.own and cell.data and not cell.empty for cell in record.cells[1:])


def _belongs(before: _Piece, piece: _Piece, table: FormTable) -> bool:
    if not piece.body or before.labels != piece.labels or not all(piece.labels):
        return False
    ours, theirs = before.columns(table), piece.columns(table)
    return bool(theirs) and not _ids(ours) & _ids(theirs)


def _ids(columns: Collection[tuple[str, str]]) -> set[str]:
    return {name for name, _ in columns}


def _beside(before: _Piece, piece: _Piece) -> _Piece:
    """The rows of both: the labels of the second are those of the first, and stand there once."""
    offset = before.width

    def moved(record: Record, skip: int) -> Record:
        cells = (replace(cell, column=cell.column + offset, end=cell.end + offset) for cell in record.cells[skip:])
        return replace(record, cells=tuple(cells))

    body = tuple(
        replace(ours, cells=(*ours.cells, *moved(theirs, 1).cells))
        for ours, theirs in zip(before.body, piece.body, strict=True)
    )
    return _Piece((*before.head, *(moved(record, 0) for record in piece.head)), body)
