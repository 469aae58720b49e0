"""Tables put together over page breaks, and made into the document's tables."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import replace
from operator import attrgetter

from adapters.pdf.reading.cells import cell_lines
from adapters.pdf.reading.grid import Piece, clusters, nearest
from adapters.pdf.reading.lines import Line, lead, stacked
from checker.document import Cell, Table
from checker.record import dataclass

SIDE = 4.0
"""Points by which the outer sides of a table's pieces may differ between pages."""
_PADDING = 8.0
"""Points between a cell's side and its text, at most."""


@dataclass(frozen=True, slots=True)
class Part:
    """A cell while pieces are put together; `left` and `right` are its sides in points."""

    row: int
    rows: int
    left: float
    right: float
    lines: tuple[Line, ...]

    @property
    def string(self) -> str:
        """The text without line breaks, to compare cells by."""
        return "".join(line.string for line in self.lines)


@dataclass(frozen=True, slots=True)
class Grown:
    """A table so far: its cells, its number of rows, and the cells of its first piece (for repeated headers).

    `drawn`: the rules of all its pieces are in the file. `again`: what repeats the header on later pages.
    """

    parts: tuple[Part, ...]
    rows: int
    left: float
    right: float
    first: tuple[Part, ...]
    drawn: bool = True
    again: tuple[Part, ...] = ()


def grown(piece: Piece) -> Grown:
    """A table of a single piece."""
    parts = tuple(
        Part(slot.row, slot.row_span, slot.box[0], slot.box[2], tuple(cell_lines(piece.page, slot.glyphs)))
        for slot in piece.slots
    )
    rows = len(piece.ys) - 1
    return Grown(parts, rows, piece.box[0], piece.box[2], parts, piece.drawn)


def fits(table: Grown, piece: Piece) -> bool:
    """Whether a piece on the next page can go on with the table: the outer sides agree.

    In the next column of text, or on a page whose margins are mirrored, all lines between columns are moved alike.
    """
    moved = piece.box[0] - table.left
    if abs(table.right + moved - piece.box[2]) >= SIDE:
        return False
    if abs(moved) < SIDE:
        return True
    known = {x for part in table.parts for x in (part.left, part.right)}
    here = [x - moved for x in piece.xs]
    # One of the two may have more columns: a merged label begins or ends at the break.
    return min(len(here), len(known)) > 2 and (_among(here, known) or _among(known, here))


def _among(some: Iterable[float], others: Collection[float]) -> bool:
    return all(any(abs(x - other) < SIDE for other in others) for x in some)


def _signature(parts: Sequence[Part], row: int, left: float) -> tuple[tuple[int, int, int, str], ...]:
    """A row to compare by: sides to the nearest few points, rows spanned, and text."""
    return tuple(
        (round((part.left - left) / SIDE), round((part.right - left) / SIDE), part.rows, part.string)
        for part in parts
        if part.row == row
    )


def stitched(table: Grown, piece: Piece) -> Grown:
    """The table with a piece of the next page added below."""
    more = grown(at_left(piece, table.left))
    skip = repeated(table, more)
    below = [_further(part, -skip) for part in more.parts if part.row >= skip]
    again = (*table.again, *(part for part in more.parts if part.row < skip))
    count = more.rows - skip
    if not count:
        return table
    above = list(table.parts)
    if cut(above, below, table.rows):
        above, below = _one_row(above, below, table.rows)
        count -= 1
    above, below = _continued(above, below, table.rows)
    moved = [_further(part, table.rows) for part in below]
    # The grid of later pieces may be shifted by a point or two; columns are matched when the table is made.
    return replace(
        table, parts=(*above, *moved), rows=table.rows + count, drawn=table.drawn and piece.drawn, again=again
    )


def _further(part: Part, rows: int) -> Part:
    """A cell so many rows further down: hundreds of a table, for which `replace` takes three times as long."""
    return Part(part.row + rows, part.rows, part.left, part.right, part.lines)


def at_left(piece: Piece, left: float) -> Piece:
    """A piece with its cells where the table's stand."""
    moved = piece.box[0] - left
    if abs(moved) < SIDE:
        return piece
    slots = tuple(
        replace(slot, box=(slot.box[0] - moved, slot.box[1], slot.box[2] - moved, slot.box[3])) for slot in piece.slots
    )
    return replace(piece, slots=slots)


def repeated(table: Grown, more: Grown) -> int:
    """How many leading rows of a piece repeat the table's header, whole blocks of merged rows only."""
    best = 0
    reach = 0
    texts: set[str] = set()
    for row in range(more.rows - 1):
        above = _signature(table.first, row, table.left)
        if not above or not any(cell[3] for cell in above):
            break
        if not _alike(above, _signature(more.parts, row, more.left)):
            break
        texts.update(cell[3] for cell in above if cell[3])
        reach = max([reach] + [row + cell[2] for cell in above])
        if reach <= row + 1:
            best = row + 1
    # Two tables that are equal throughout are two; rows of numbers alone may be equal by chance.
    if best == more.rows - 1 and _alike(
        _signature(table.first, best, table.left), _signature(more.parts, best, more.left)
    ):
        return 0
    return best if any(not numeric(text) for text in texts) else 0


def _alike(one: tuple[tuple[int, int, int, str], ...], other: tuple[tuple[int, int, int, str], ...]) -> bool:
    return len(one) == len(other) and all(
        abs(a[0] - b[0]) <= 1 and abs(a[1] - b[1]) <= 1 and a[2] == b[2] and a[3] == b[3]
        for a, b in zip(one, other, strict=True)
    )


def numeric(text: str) -> bool:
    return bool(text) and all(char.isdigit() or char in ".,%-+—–/ ／－" for char in text)


def _pairs(above: Sequence[Part], below: Sequence[Part], rows: int) -> list[tuple[Part | None, Part]]:
    """Cells of the row below the break, each with the one of the same sides that ends at the break."""
    last = [part for part in above if part.row + part.rows == rows]
    first = [part for part in below if part.row == 0]
    return [
        (
            next(
                (p for p in last if _over(p, part)),
                None,
            ),
            part,
        )
        for part in sorted(first, key=lambda part: part.left)
    ]


def cut(above: Sequence[Part], below: Sequence[Part], rows: int) -> bool:
    """Whether the page break cuts through a row.

    Then a label's last line fills its cell and goes on below, and each number stands on one side of the break only,
    but for those that their narrow cells break. Labels merged over several rows do not count: theirs stands on one
    side, or goes on below as that of the row does.
    """
    pairs = _pairs(above, below, rows)
    if len(pairs) < 2 or any(one is None for one, _ in pairs):
        return False
    halves = [(one, part) for one, part in pairs if one is not None and part.rows == 1]
    texts = [(one.string, part.string) for one, part in halves]
    merged = [(one, part) for one, part in pairs if one is not None and part.rows > 1 and one.lines and part.lines]
    if not halves or not all(_full(one, part, [*above, *below]) for one, part in merged):
        return False
    if _apart(texts) or _apart([(below, above) for above, below in texts]):
        return True
    if any(a and b and (numeric(a) or numeric(b)) for a, b in texts) and not _broken(texts):
        return False
    both = [(one, part) for one, part in halves if one.lines and part.lines]
    if not both or any(b and not a and not numeric(b) for a, b in texts):
        return False
    return all(_full(one, part, [*above, *below]) for one, part in both)


def _apart(texts: Sequence[tuple[str, str]]) -> bool:
    """Whether one half has the label of a row and nothing else, and the other its figures, each where the other has
    nothing: a row set to the middle of its cells, of which the break leaves the label or the figures above it."""
    labels = [at for at, (above, below) in enumerate(texts) if below and not numeric(below) and not above]
    numbers = [at for at, (above, below) in enumerate(texts) if numeric(above) and not below]
    filled = sum(bool(above or below) for above, below in texts)
    return bool(labels) and len(numbers) > 1 and len(labels) + len(numbers) == filled and labels[-1] < numbers[0]


def _broken(texts: Sequence[tuple[str, str]]) -> bool:
    """Whether numbers go on below the break: where a row of its own would have one, others have nothing."""
    both = [(above, below) for above, below in texts if numeric(above) or numeric(below)]
    goes_on = all(above.isdigit() and (below.isdigit() or not below) for above, below in both)
    return goes_on and any(not below for _, below in both)


def _full(one: Part, part: Part, beside: Sequence[Part]) -> bool:
    """Whether the last line above leaves no room for what cannot be parted at the beginning of the first one below."""
    last, after = one.lines[-1], part.lines[0]
    gaps = [
        line.x0 - other.left
        for other in beside
        if abs(other.left - one.left) < SIDE and abs(other.right - one.right) < SIDE
        for line in other.lines
    ]
    padding = max(min([*gaps, _PADDING]), 0.0)
    room = one.right - one.left - 2 * padding - (last.x1 - last.x0)
    return room < lead(after) + 0.4 * last.size


def _one_row(above: Sequence[Part], below: Sequence[Part], rows: int) -> tuple[list[Part], list[Part]]:
    """The two halves of a cut row put together; rows below count from the one after."""
    joined = {id(one): part for one, part in _pairs(above, below, rows) if one is not None}
    result = [
        replace(part, rows=part.rows + joined[id(part)].rows - 1, lines=part.lines + joined[id(part)].lines)
        if id(part) in joined
        else part
        for part in above
    ]
    return result, [_further(part, -1) for part in below if part.row]


def _continued(above: list[Part], below: list[Part], rows: int) -> tuple[list[Part], list[Part]]:
    """Merged labels that go on below the break: an empty cell under a label, from the left, grows the label.

    Where the break cuts the head of a table, labels further to the right may go on too, and with their text.
    """
    head = not any(numeric(part.string) for part in below if part.row == 0)
    grew = False
    for one, part in _pairs(above, below, rows):
        labelled = one is not None and bool(one.lines) and not numeric(one.string)
        if one is None or not labelled or part.lines:
            if not (grew and head):
                break
            if one is None or not labelled or not _full(one, part, [*above, *below]):
                continue
        elif not (grew and head):
            beside = [other for other in below if other.row < part.row + part.rows and other.left >= part.right - SIDE]
            if not any(other.lines for other in beside):
                break
        longer = replace(one, rows=one.rows + part.rows, lines=one.lines + part.lines)
        above = [longer if other is one else other for other in above]
        below = [other for other in below if other is not part]
        grew = True
    return _with_label(above, below, rows) if grew else (above, below)


def _with_label(above: list[Part], below: list[Part], rows: int) -> tuple[list[Part], list[Part]]:
    """The figures that stand once for all rows of a label that goes on below the break: an empty cell under one grows
    it where a cell of its column reaches over the rows of another label too."""
    label = min((part for part in above if part.row + part.rows > rows), key=attrgetter("left"))
    tall = {(part.row, part.rows) for part in (*above, *below) if part.rows > 1 and _over(part, label)}
    for one, part in _pairs(above, below, rows):
        if one is None or part.lines or not numeric(one.string):
            continue
        if (one.row, part.rows) != (label.row, label.row + label.rows - rows):
            continue
        if not any((other.row, other.rows) in tall for other in (*above, *below) if _over(other, one)):
            continue
        longer = replace(one, rows=one.rows + part.rows)
        above = [longer if other is one else other for other in above]
        below = [other for other in below if other is not part]
    return above, below


def _over(one: Part, other: Part) -> bool:
    """Whether two cells have the same sides."""
    return abs(one.left - other.left) < SIDE and abs(one.right - other.right) < SIDE


def made(table: Grown) -> Table:
    """The table of the document, its columns the union of all pieces' columns."""
    xs = clusters({x for part in table.parts for x in (part.left, part.right)})
    at = {x: nearest(xs, x) for part in table.parts for x in (part.left, part.right)}
    cells: list[Cell] = []
    taken: set[tuple[int, int]] = set()
    for part in sorted(table.parts, key=attrgetter("row", "left")):
        left, right = at[part.left], at[part.right]
        covered = [(row, column) for row in range(part.row, part.row + part.rows) for column in range(left, right)]
        if not part.lines and not taken.isdisjoint(covered):
            continue
        taken.update(covered)
        cells.append(Cell(part.row, left, stacked(part.lines), part.rows, max(right - left, 1)))
    return Table(tuple(cells), table.rows, max(len(xs) - 1, 1), ragged=not table.drawn, placed=not table.drawn)
