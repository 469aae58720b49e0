"""Parts of a table that stand side by side (收入 | 支出), their rows put below each other as the form has them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import groupby, pairwise

from checker.pack.pack import FormTable, Label
from checker.reading.align import Labels, same
from checker.reading.records import CellRef, Record
from checker.record import dataclass
from checker.text.normalize import bare


@dataclass(frozen=True, slots=True)
class _Parts:
    """Where the parts begin: grid columns, of which the first is 0; `order` is the place of each in the form."""

    begins: tuple[int, ...]
    order: tuple[int, ...]
    width: int
    """Columns of the document's grid, or cells of its head."""


def unfolded(table: FormTable, rows: Sequence[Record]) -> list[Record]:
    """The rows, those of a table that the document sets in parts side by side with one part after the other.

    Parts are told by the titles of blocks that stand in one row, or by a head that begins again with the same label
    over other labels. The rest of a table after a page break has the parts of the page before.
    """
    if table.listed or not (len(table.blocks) > 1 or table.spec.codes):
        return list(rows)
    found: list[Record] = []
    held: list[list[Record]] = []
    before: _Parts | None = None
    for _, group in groupby(rows, key=lambda record: record.block):
        records = list(group)
        parts = _parts(table, records)
        if parts is None and before is not None and _width(records) == before.width:
            parts = before
        if parts is None:
            found += [record for part in held for record in part] + records
            held, before = [], None
            continue
        cut = _cut(table, records, parts)
        if parts is before:
            held = [[*old, *new] for old, new in zip(held, cut, strict=True)]
        else:
            found += [record for part in held for record in part]
            held = cut
        before = parts
    return found + [record for part in held for record in part]


def _width(records: Sequence[Record]) -> int:
    return max((cell.end for record in records for cell in record.cells), default=0)


def _parts(table: FormTable, records: Sequence[Record]) -> _Parts | None:
    """The parts by the head of a table, the rows above its first with a figure; None where it has only one."""
    head: list[Record] = []
    for record in records:
        if record.figures:
            break
        head.append(record)
    return _by_titles(table, head, _width(records)) or _by_heads(table, head, records)


def _by_titles(table: FormTable, head: Sequence[Record], width: int) -> _Parts | None:
    for record in head:
        at = [
            (cell.column, block.index)
            for cell in record.cells
            for block in table.blocks
            if cell.own and block.title and same(Label("", block.title), cell.text)
        ]
        if len(at) > 1 and len({index for _, index in at}) == len(at):
            ordered = sorted(at)
            # A text that shows no grid has a title a part, and nothing tells where in the rows below a part begins.
            begins = (0,) * len(at) if record.ragged else (0, *(column for column, _ in ordered[1:]))
            return _Parts(begins, tuple(index for _, index in ordered), width)
    return None


def _by_heads(table: FormTable, head: Sequence[Record], records: Sequence[Record]) -> _Parts | None:
    """A row of the head that says its first label again, over a column in which labels stand."""
    for record in head:
        filled = [cell for cell in record.cells if cell.own and not cell.empty]
        again = [cell.column for cell in filled if bare(cell.text) == bare(filled[0].text)]
        if len(again) < 2 or (not table.spec.codes and len(again) != len(table.blocks)):
            continue
        begins = (0, *again[1:])
        below = [other for other in records if other.figures]
        if all(any(_label_at(other, begin) for other in below) for begin in begins[1:]):
            return _Parts(begins, tuple(range(len(begins))), _width(records))
    return None


def _label_at(record: Record, column: int) -> bool:
    """Whether a label, or a code before one, begins at a column."""
    cells = [cell for cell in record.cells if cell.own and not cell.empty and cell.column in (column, column + 1)]
    return any(not cell.data for cell in cells)


def _cut(table: FormTable, records: Sequence[Record], parts: _Parts) -> list[list[Record]]:
    """The rows of each part, in the order of the form."""
    labels = [Labels(row for row in block.rows if row.label) for block in table.blocks]
    own: list[list[Record]] = [[] for _ in parts.begins]
    for record in records:
        pieces: Iterable[tuple[int, tuple[CellRef, ...]]]
        if any(parts.begins) and not (record.ragged and record.cells and _width([record]) != parts.width):
            pieces = zip(parts.order, _by_columns(record, parts), strict=True)
        elif any(cell.data for cell in record.cells):
            pieces = _by_labels(record, parts, labels, own, bool(table.spec.codes))
        else:
            pieces = zip(parts.order, _of_head(record, len(parts.begins)), strict=False)
        for place, cells in pieces:
            if cells:
                own[place].append(replace(record, cells=cells))
    return own


def _by_columns(record: Record, parts: _Parts) -> list[tuple[CellRef, ...]]:
    """The cells of each part, its columns counted from its first.

    A label that is merged over a part and the next has its figures under that one: 公用经费合计 over two of three.
    """
    pieces: list[tuple[CellRef, ...]] = []
    over: int | None = None
    for at, (begin, end) in enumerate(zip(parts.begins, (*parts.begins[1:], parts.width + 1), strict=True)):
        own = [cell for cell in record.cells if begin <= cell.column < end]
        cells = tuple(replace(cell, column=cell.column - begin, end=min(cell.end, end) - begin) for cell in own)
        if over is not None and cells and all(cell.data for cell in cells):
            pieces[over] += cells
            pieces.append(())
        else:
            pieces.append(cells)
            over = None
        if record.figures and any(cell.end > end and not cell.data for cell in own):
            over = at
    return pieces


def _by_labels(
    record: Record, parts: _Parts, labels: Sequence[Labels], own: Sequence[Sequence[Record]], codes: bool
) -> Iterator[tuple[int, tuple[CellRef, ...]]]:
    """The cells of a row without a grid, each with the part that it belongs to: one begins where a label follows a
    figure, or an empty cell; where a part is left blank and a text says nothing of that, with a code, or a label that
    the part before does not have. A piece is of the part that has its label; where several have it, of the first that
    has no such row among `own`, the rows of the parts so far."""
    cells, count = record.cells, len(parts.begins)
    known = labels if len(labels) == count else ()
    starts = [at for at in range(1, len(cells)) if _begins(cells, at, known, codes)]
    pieces = [cells[low:high] for low, high in pairwise([0, *starts, len(cells)])]
    pieces = [piece for piece in pieces if any(not cell.empty for cell in piece)]
    if not known and len(pieces) > count:
        pieces = [*pieces[: count - 1], tuple(cell for piece in pieces[count - 1 :] for cell in piece)]
    for at, piece in enumerate(pieces):
        said = next((cell.text for cell in piece if any(cell.text in some for some in known)), "")
        having = [index for index, some in enumerate(known) if said and said in some]
        place = next((index for index in having if not _has(own[index], said)), having[0] if having else -1)
        yield (
            place if place >= 0 else parts.order[min(at, count - 1)],
            tuple(replace(cell, column=at, end=at + 1) for at, cell in enumerate(piece)),
        )


def _has(rows: Sequence[Record], label: str) -> bool:
    return any(bare(cell.text) == bare(label) for record in rows for cell in record.cells)


def _of_head(record: Record, count: int) -> list[tuple[CellRef, ...]]:
    """The cells of a head without a grid: as many for each part, or those from where a label stands again."""
    cells = record.cells
    said = [bare(cell.text) for cell in cells]
    again = next(([at for at, one in enumerate(said) if one == word] for word in said if said.count(word) == count), [])
    size = len(cells) // count
    if size and len(cells) == size * count:
        edges = list(range(0, len(cells) + 1, size))
    elif again:
        edges = [0, *again[1:], len(cells)]
    else:
        edges = [0, len(cells)]
    return [
        tuple(replace(cell, column=at, end=at + 1) for at, cell in enumerate(cells[low:high]))
        for low, high in pairwise(edges)
    ]


def _begins(cells: Sequence[CellRef], at: int, labels: Sequence[Labels], codes: bool) -> bool:
    """Whether a part begins with a cell that is not the first of its row."""
    before, cell = cells[at - 1], cells[at]
    if cell.data:
        return codes and _is_code(cell) and at + 1 < len(cells) and not cells[at + 1].data
    if before.data:
        return not _is_code(before)
    ours, theirs = ([index for index, some in enumerate(labels) if one.text in some] for one in (before, cell))
    return bool(ours) and bool(theirs) and not set(ours) & set(theirs)


def _is_code(cell: CellRef) -> bool:
    """Whether digits stand before a label as its code: 301, 30101."""
    return cell.text.isdigit() and len(cell.text) >= 2
