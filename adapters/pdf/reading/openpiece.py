"""A table without rules as the piece of a table that its rules would have made."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from adapters.pdf.reading.aligned import Columns, of_figures
from adapters.pdf.reading.glyphs import Rule
from adapters.pdf.reading.grid import Piece, Slot, joined
from adapters.pdf.reading.lines import Line, line
from adapters.pdf.reading.openhead import levels, names
from adapters.pdf.reading.openrows import MODES, Group, Spacing, Word, grouped, linked, merged_labels, spacing
from adapters.pdf.reading.words import Row, figure

_MERGED = 0.5
"""Of the rows that a column of labels has words beside, at most, where its labels hold for several rows."""


@dataclass(frozen=True, slots=True)
class _Cell:
    """A cell to be: rows from `row` up to `end`, columns `first` to `last`."""

    row: int
    end: int
    first: int
    last: int
    words: tuple[Word, ...]


def made(rows: Sequence[Row], cols: Columns, pitch: float, rules: Sequence[Rule] = ()) -> Piece:
    """The piece of rows of words in columns. `pitch`: the distance in points of lines of one cell."""
    figs = of_figures(rows, cols)
    held: list[Sequence[Word]] = [_placed(row, cols) for row in rows]
    anchored = _anchors(held, figs)
    inner = _inner_heads(held, anchored, figs)
    across = _across(rules, rows, cols)
    bases = {at: _base(held[at], figs) for at in anchored}
    space = spacing(list(bases.values()), [_base(held[at], figs) for at in inner], pitch, across)
    held = _under_heads(held, inner, anchored, figs)
    for at in inner:
        base = _base(held[at], figs)
        if not space.tight or all(abs(other - base) >= space.most for other in bases.values()):
            anchored.append(at)
    anchored.sort()
    start = anchored[0] if anchored else 0
    bases_in_order = [_base(held[at], figs) for at in anchored]
    until = figs.index(True) if True in figs else 0
    while start > 0 and all(
        word.last < until and bases_in_order[0] - word.line.base < 0.95 * word.line.size for word in held[start - 1]
    ):
        start -= 1  # the first line of the first label, half above its figures
    body: list[Word] = []
    for at in range(start, len(held)):
        anchor = anchored.index(at) if at in anchored else None
        body += [replace(word, anchor=anchor) for word in held[at]]
    labels = _labels(body, figs)
    cells, count = _rows(*_groups(body, bases_in_order, labels, space), bases_in_order)
    top = [_over_labels(word, labels) for row in held[:start] for word in row]
    head = names(top, cols, across, space, labels.leaf if any(word.label for word in top) else -1)
    reach, depth = levels(head)
    cells = [replace(cell, row=cell.row + depth, end=cell.end + depth) for cell in cells]
    cells += [
        _Cell(top, end, group.first, group.last, tuple(group.words))
        for group, (top, end) in zip(head, reach, strict=True)
    ]
    return _piece(cells, count + depth, cols)


@dataclass(frozen=True, slots=True)
class _Labels:
    """The columns of labels: `first` to `leaf`, where those left of `leaf` hold for several rows; equal for one."""

    first: int
    leaf: int


def _labels(body: Sequence[Word], figs: Sequence[bool]) -> _Labels:
    until = figs.index(True) if True in figs else len(figs)
    held: list[set[int]] = [set() for _ in range(until)]
    for word in body:
        if word.last < until and word.anchor is not None:
            held[word.last].add(word.anchor)
    filled = [at for at in range(until) if held[at]]
    if not filled:
        return _Labels(0, 0)
    leaf = filled[-1]
    first = leaf
    for at in range(leaf - 1, -1, -1):
        if len(held[at] & held[leaf]) > _MERGED * len(held[leaf]):
            break
        first = at
    return _Labels(first, leaf)


def _over_labels(word: Word, labels: _Labels) -> Word:
    """A word of the head over the labels as over all of their columns."""
    if labels.first <= word.first and word.last <= labels.leaf:
        return replace(word, first=labels.first, last=labels.leaf, label=True)
    return word


def _placed(row: Row, cols: Columns) -> list[Word]:
    """The words with their columns; those of one column as one word."""
    found: list[Word] = []
    for word in row:
        first, last = cols.over(word) or _nearest(word, cols)
        before = found[-1] if found else None
        if before is not None and first <= before.last:
            if before.first < first or before.last < last:
                # Both reach into one column: it is the one's whose text fills more of it.
                shared = cols.spans[first]
                if before.first == first or (last > first and _share(word, shared) < _share(before.line, shared)):
                    first += 1
                else:
                    found[-1] = replace(before, last=first - 1)
            else:
                together = line(word.page, [*before.line.glyphs, *word.glyphs])
                assert together is not None
                found[-1] = Word(together, before.first, max(before.last, last))
                continue
        found.append(Word(word, first, max(first, last)))
    return found


def _share(word: Line, span: tuple[float, float]) -> float:
    return min(word.x1, span[1]) - max(word.x0, span[0])


def _nearest(word: Line, cols: Columns) -> tuple[int, int]:
    middle = (word.x0 + word.x1) / 2
    at = min(range(len(cols.spans)), key=lambda at: abs(sum(cols.spans[at]) / 2 - middle))
    return at, at


def _anchors(held: Sequence[Sequence[Word]], figs: Sequence[bool]) -> list[int]:
    """The lines that make a row each: those with figures, in a table without figures those that fill most columns."""
    if any(figs):
        return [
            at
            for at, row in enumerate(held)
            if any(word.first == word.last and figs[word.first] and figure(word.line) for word in row)
        ]
    needed = max(2, round(0.6 * max(len(row) for row in held)))
    return [at for at, row in enumerate(held) if len(row) >= needed]


def _inner_heads(held: Sequence[Sequence[Word]], anchored: Sequence[int], figs: Sequence[bool]) -> list[int]:
    """The lines below the first row that may name columns anew: texts over a label and over figures."""
    if len(anchored) < 2 or True not in figs:
        return []
    first = figs.index(True)
    return [
        at
        for at in range(anchored[0], len(held))
        if at not in anchored
        and any(word.last < first for word in held[at])
        and any(figs[word.first] for word in held[at])
    ]


def _under_heads(
    held: Sequence[Sequence[Word]], inner: Sequence[int], anchored: Sequence[int], figs: Sequence[bool]
) -> list[Sequence[Word]]:
    """The lines, names that stand over the figures of the next row given the columns of those."""
    result = list(held)
    for at in inner:
        below = next((held[row] for row in anchored if row > at), ())
        taken: list[Word] = []
        for word in held[at]:
            line = word.line
            near = [
                other
                for other in below
                if figs[other.first]
                and abs(line.x0 + line.x1 - other.line.x0 - other.line.x1) < 0.8 * line.size
                and not any(before.first <= other.first <= before.last for before in taken)
            ]
            taken.append(replace(word, first=near[0].first, last=near[0].last) if near else word)
        result[at] = taken
    return result


def _across(rules: Sequence[Rule], rows: Sequence[Row], cols: Columns) -> list[Rule]:
    """The horizontal rules of a table, strokes of one line joined: those of half its width, and none under a word."""
    left, right = cols.spans[0][0], cols.spans[-1][1]
    top, bottom = rows[0][0].top, rows[-1][-1].bottom
    size = rows[0][0].size
    flat = [
        rule
        for rule in rules
        if rule.top == rule.bottom and top - size < rule.top < bottom + size and rule.x0 < right and left < rule.x1
    ]
    return [rule for rule in joined(flat) if rule.x1 - rule.x0 > 0.5 * (right - left)]


def _base(row: Sequence[Word], figs: Sequence[bool]) -> float:
    bases = [word.line.base for word in row if figs[word.first]] or [word.line.base for word in row]
    return sorted(bases)[len(bases) // 2]


def _groups(
    body: Sequence[Word], bases: Sequence[float], labels: _Labels, space: Spacing
) -> tuple[list[Group], list[Group]]:
    """The words below the head as cells, in the way that leaves the fewest lines without a row.

    The second are labels that hold for several rows.
    """
    merged: dict[int, list[Word]] = {}
    stacks: dict[int, list[Word]] = {}
    leaf = [word for word in body if labels.first <= word.first <= labels.leaf <= word.last]
    over = linked(leaf, space, hanging=True)
    for word in sorted(body, key=lambda word: word.line.base):
        if not labels.first <= word.first <= labels.leaf:
            stacks.setdefault(word.first, []).append(word)
            continue
        before = stacks.setdefault(labels.leaf, [])
        rest = bool(before) and before[-1].first <= word.first and over(before[-1], word)
        if word.last >= labels.leaf or rest or _own(word, body, labels, bases, space.pitch):
            before.append(word)
        else:
            merged.setdefault(word.first, []).append(word)
    for stack in [*merged.values(), *stacks.values()]:
        stack.sort(key=lambda word: word.line.base)
    judges = {at: linked(stack, space, at <= labels.leaf) for at, stack in stacks.items()}
    best: list[Group] = []
    fewest = -1
    for mode in MODES:
        groups = [group for at, stack in stacks.items() for group in grouped(stack, bases, mode, judges[at])]
        loose = sum(len(group.words) for group in groups if group.anchor is None)
        if fewest < 0 or loose < fewest:
            best, fewest = groups, loose
    return best, [
        group for stack in merged.values() for group in merged_labels(stack, linked(stack, space, hanging=False))
    ]


def _own(word: Word, body: Sequence[Word], labels: _Labels, bases: Sequence[float], pitch: float) -> bool:
    """Whether a word left of the last column of labels is a row's own label, since the row has no other."""
    if word.anchor is None:
        return False
    base = bases[word.anchor]
    zone = [other for other in body if other is not word and labels.first <= other.first <= labels.leaf]
    if any(other.anchor == word.anchor and other.first > word.last for other in zone):
        return False
    inner = [other.line.base - base for other in zone if other.anchor is None and other.last == labels.leaf]
    return not (any(-0.8 * pitch < step < 0 for step in inner) and any(0 < step < 0.8 * pitch for step in inner))


def _rows(groups: Sequence[Group], merged: Sequence[Group], bases: Sequence[float]) -> tuple[list[_Cell], int]:
    """The cells with their rows, and how many: one for each anchor, and for what belongs to none one of its own."""
    rows: list[tuple[float, list[Group]]] = [(base, []) for base in bases]
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
    cells = [
        _Cell(at, at + 1, group.first, group.last, tuple(group.words))
        for at, (_, held) in enumerate(order)
        for group in held
    ]
    return cells, len(order)


def _free(row: Sequence[Group], group: Group) -> bool:
    """Whether nothing of a row stands in the columns of a group."""
    return not any(other.first <= group.last and group.first <= other.last for other in row)


def _piece(cells: Sequence[_Cell], count: int, cols: Columns) -> Piece:
    """The piece: a slot for each cell, and empty ones where nothing stands."""
    inner = ((before[1] + after[0]) / 2 for before, after in pairwise(cols.spans))
    xs = [cols.spans[0][0] - 1, *inner, cols.spans[-1][1] + 1]
    ys = _heights(cells, count)
    page = cells[0].words[0].line.page
    slots: list[Slot] = []
    taken: set[tuple[int, int]] = set()
    for cell in sorted(cells, key=lambda cell: (cell.row, cell.first)):
        box = (xs[cell.first], ys[cell.row], xs[cell.last + 1], ys[cell.end])
        glyphs = tuple(glyph for word in cell.words for glyph in word.line.glyphs)
        slots.append(Slot(box, cell.row, cell.first, cell.end - cell.row, cell.last - cell.first + 1, glyphs))
        taken |= {(row, col) for row in range(cell.row, cell.end) for col in range(cell.first, cell.last + 1)}
    for row, held in enumerate(_in_use(cells, count)):
        for column in held:
            if (row, column) not in taken:
                slots.append(Slot((xs[column], ys[row], xs[column + 1], ys[row + 1]), row, column, 1, 1))
    slots.sort(key=lambda slot: (slot.row, slot.column))
    return Piece(page, (xs[0], ys[0], xs[-1], ys[-1]), tuple(xs), tuple(ys), tuple(slots), drawn=False)


def _in_use(cells: Sequence[_Cell], count: int) -> list[list[int]]:
    """For each row the columns in which something stands in its part of the table: between two lines of names."""
    figured = [False] * count
    for cell in cells:
        figured[cell.row] = figured[cell.row] or any(figure(word.line) for word in cell.words)
    parts: list[int] = []
    for row in range(count):
        parts.append(parts[-1] + (figured[row - 1] and not figured[row]) if row else 0)
    beside = Counter(cell.row for cell in cells)
    held: dict[int, set[int]] = {}
    for cell in cells:
        if cell.first == cell.last and (beside[cell.row] > 1 or figured[cell.row]):
            held.setdefault(parts[cell.row], set()).add(cell.first)
    return [sorted(held.get(part, ())) if figured[row] else [] for row, part in enumerate(parts)]


def _heights(cells: Sequence[_Cell], count: int) -> list[float]:
    """The lines between rows: half-way between the middles of what stands in them."""
    middles: list[list[float]] = [[] for _ in range(count)]
    for cell in cells:
        top, bottom = cell.words[0].line.top, cell.words[-1].line.bottom
        if cell.end - cell.row == 1:
            middles[cell.row].append((top + bottom) / 2)
    top = min(word.line.top for cell in cells for word in cell.words) - 1
    bottom = max(word.line.bottom for cell in cells for word in cell.words) + 1
    known = [sum(some) / len(some) if some else None for some in middles]
    result = [top]
    for above, below in pairwise(known):
        middle = (above + below) / 2 if above is not None and below is not None else result[-1] + 0.1
        result.append(max(middle, result[-1] + 0.1))
    return [*result, max(bottom, result[-1] + 0.1)]
