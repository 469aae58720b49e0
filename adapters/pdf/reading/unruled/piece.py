"""A table without rules as the piece of a table that its rules would have made."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from adapters.pdf.reading.glyphs import Rule
from adapters.pdf.reading.grid import Piece, Slot, joined
from adapters.pdf.reading.unruled.anchors import anchors, base, inner_heads, over_figures, placed, with_inner_heads
from adapters.pdf.reading.unruled.broken import mended
from adapters.pdf.reading.unruled.columns import Columns, of_figures
from adapters.pdf.reading.unruled.head import levels, names
from adapters.pdf.reading.unruled.labels import cells, labels
from adapters.pdf.reading.unruled.rows import Group, Word, linked
from adapters.pdf.reading.unruled.spacing import Spacing, spacing
from adapters.pdf.reading.words import Row, figure
from checker.record import dataclass


@dataclass(frozen=True, slots=True)
class _Cell:
    """A cell to be: rows from `row` up to `end`, columns `first` to `last`."""

    row: int
    end: int
    first: int
    last: int
    words: tuple[Word, ...]


def made(
    rows: Sequence[Row],
    cols: Columns,
    pitch: float,
    rules: Sequence[Rule] = (),
    head_alone: bool = False,
    begun: bool = False,
) -> Piece:
    """The piece of rows of words in columns. `pitch`: the distance in points of lines of one cell.

    `head_alone`: they are the names of columns whose figures stand on the next page. `begun`: they go on with a table
    of the page before.
    """
    rows = mended(rows, cols)
    figs = of_figures(rows, cols)
    held = [placed(row, cols) for row in rows]
    heights = [base(row, figs) for row in held]
    anchored = [] if head_alone else anchors(held, figs)
    inner = inner_heads(held, anchored, figs)
    flat = _flat(rules, rows, cols)
    half = (cols.spans[-1][1] - cols.spans[0][0]) / 2
    across = [rule for rule in flat if rule.x1 - rule.x0 > half]
    space = spacing([heights[at] for at in anchored], [heights[at] for at in inner], pitch, across)
    held = over_figures(held, inner, anchored, figs)
    anchored = with_inner_heads(anchored, inner, heights, space)
    bases = [heights[at] for at in anchored]
    start = anchored[0] if anchored else len(held) if head_alone else 0
    until = figs.index(True) if True in figs else 0
    while start > 0 and all(word.last < until for word in held[start - 1]):
        if not begun and not all(
            bases[0] - word.line.base < 0.95 * word.line.size or _goes_on(word, held[start], space)
            for word in held[start - 1]
        ):
            break
        start -= 1  # the first line of the first label, half or a whole one above its figures
    number = {at: index for index, at in enumerate(anchored)}
    body = [replace(word, anchor=number.get(at)) for at in range(start, len(held)) for word in held[at]]
    known = labels(body, figs)
    found, count = _rows(*cells(body, bases, known, space), bases)
    top = [known.over(word) for row in held[:start] for word in row]
    head = names(top, cols, flat, space, known.leaf if any(word.label for word in top) else -1)
    reach, depth = levels(head)
    found = [replace(cell, row=cell.row + depth, end=cell.end + depth) for cell in found]
    found += [
        _Cell(above, below, group.first, group.last, tuple(group.words))
        for group, (above, below) in zip(head, reach, strict=True)
    ]
    return _piece(found, count + depth, cols, begun)


def _goes_on(word: Word, below: Sequence[Word], space: Spacing) -> bool:
    """Whether a line above the first row is the beginning of its label."""
    rest = [other for other in below if (other.first, other.last) == (word.first, word.last)]
    return bool(rest) and space.tight and linked([word, rest[0]], space, hanging=False)(word, rest[0])


def _flat(rules: Sequence[Rule], rows: Sequence[Row], cols: Columns) -> list[Rule]:
    """The horizontal rules of a table, strokes of one line joined."""
    left, right = cols.spans[0][0], cols.spans[-1][1]
    size = rows[0][0].size
    top, bottom = rows[0][0].top - size, rows[-1][-1].bottom + size
    return joined(
        rule
        for rule in rules
        if rule.top == rule.bottom and top < rule.top < bottom and rule.x0 < right and left < rule.x1
    )


def _rows(groups: Sequence[Group], merged: Sequence[Group], bases: Sequence[float]) -> tuple[list[_Cell], int]:
    """The cells with their rows, and how many: one for each baseline, and for what belongs to none one of its own."""
    rows: list[tuple[float, list[Group]]] = [(height, []) for height in bases]
    for group in groups:
        if group.anchor is not None:
            rows[group.anchor][1].append(group)
    alone: list[tuple[float, list[Group]]] = []
    for group in sorted((group for group in groups if group.anchor is None), key=lambda group: group.middle):
        near = 0.5 * group.words[0].line.size
        row = next((row for row in rows if abs(row[0] - group.middle) < near and _free(row[1], group)), None)
        if row is not None:
            row[1].append(group)
        elif alone and group.middle - alone[-1][0] < near and _free(alone[-1][1], group):
            alone[-1][1].append(group)
        else:
            alone.append((group.middle, [group]))
    for group in merged:
        free = [row for row in rows if _free(row[1], group)]
        if free:
            min(free, key=lambda row: abs(row[0] - group.middle))[1].append(group)
        else:
            alone.append((group.middle, [group]))
    order = sorted([*rows, *alone], key=lambda row: row[0])
    made_of = [
        _Cell(at, at + 1, group.first, group.last, tuple(group.words))
        for at, (_, held) in enumerate(order)
        for group in held
    ]
    return made_of, len(order)


def _free(row: Sequence[Group], group: Group) -> bool:
    """Whether nothing of a row stands in the columns of a group."""
    return not any(other.first <= group.last and group.first <= other.last for other in row)


def _piece(found: Sequence[_Cell], count: int, cols: Columns, begun: bool) -> Piece:
    """The piece: a slot for each cell, and empty ones where other rows of the same part of the table have something."""
    inner = ((before[1] + after[0]) / 2 for before, after in pairwise(cols.spans))
    xs = [cols.spans[0][0] - 1, *inner, cols.spans[-1][1] + 1]
    ys = _heights(found, count)
    slots: list[Slot] = []
    taken: set[tuple[int, int]] = set()
    for cell in found:
        box = (xs[cell.first], ys[cell.row], xs[cell.last + 1], ys[cell.end])
        glyphs = tuple(glyph for word in cell.words for glyph in word.line.glyphs)
        slots.append(Slot(box, cell.row, cell.first, cell.end - cell.row, cell.last - cell.first + 1, glyphs))
        taken |= {(row, col) for row in range(cell.row, cell.end) for col in range(cell.first, cell.last + 1)}
    for row, held in enumerate(_in_use(found, count, begun)):
        for column in held:
            if (row, column) not in taken:
                slots.append(Slot((xs[column], ys[row], xs[column + 1], ys[row + 1]), row, column, 1, 1))
    slots.sort(key=lambda slot: (slot.row, slot.column))
    page = found[0].words[0].line.page
    return Piece(page, (xs[0], ys[0], xs[-1], ys[-1]), tuple(xs), tuple(ys), tuple(slots), drawn=False)


def _in_use(found: Sequence[_Cell], count: int, begun: bool) -> list[list[int]]:
    """For each row of figures the columns in use in its part of the table, from one line of names to the next.

    `begun`: the first row may be a label whose figures stand before the page break.
    """
    figured = [False] * count
    for cell in found:
        figured[cell.row] = figured[cell.row] or any(figure(word.line) for word in cell.words)
    parts = [0] * count
    for row in range(1, count):
        parts[row] = parts[row - 1] + (figured[row - 1] and not figured[row])
    beside = Counter(cell.row for cell in found)
    held: dict[int, set[int]] = {}
    for cell in found:
        if cell.first == cell.last and (beside[cell.row] > 1 or figured[cell.row]):
            held.setdefault(parts[cell.row], set()).add(cell.first)
    label = begun and beside[0] == 1 and count > 1 and figured[1] and parts[1] == parts[0]
    return [
        sorted(held.get(part, ())) if figured[row] or (label and row == 0) else [] for row, part in enumerate(parts)
    ]


def _heights(found: Sequence[_Cell], count: int) -> list[float]:
    """The lines between rows: half-way between the middles of what stands in them."""
    middles: list[list[float]] = [[] for _ in range(count)]
    for cell in found:
        if cell.end - cell.row == 1:
            middles[cell.row].append((cell.words[0].line.top + cell.words[-1].line.bottom) / 2)
    known = [sum(some) / len(some) if some else None for some in middles]
    result = [min(word.line.top for cell in found for word in cell.words) - 1]
    for above, below in pairwise(known):
        middle = (above + below) / 2 if above is not None and below is not None else result[-1] + 0.1
        result.append(max(middle, result[-1] + 0.1))
    bottom = max(word.line.bottom for cell in found for word in cell.words) + 1
    return [*result, max(bottom, result[-1] + 0.1)]
