"""Ruled tables of one page: pdfplumber's table finder fed with a sheet's rules, and the grids its cells make."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Sequence
from dataclasses import replace
from itertools import pairwise
from math import inf
from operator import attrgetter

from adapters.pdf.reading.finder import FedPage, Finder
from adapters.pdf.reading.glyphs import BLANK, Glyph, Rule, Sheet
from checker.document import Box
from checker.record import dataclass

SAME = 3.0
"""Points within which two rules are one line of a grid."""
_OVER = 0.1
"""Ems of a sign above a line on which it stands, at least."""
_MOST_EDGES = 4000
"""Lines of a page beyond which it is a drawing and not a table; the finder's time grows with their product."""
_MOST_CROSSINGS = 400_000


@dataclass(frozen=True, slots=True)
class Slot:
    """A cell of a piece: its box, and what it covers of the piece's grid."""

    box: Box
    row: int
    column: int
    row_span: int
    column_span: int
    glyphs: tuple[Glyph, ...] = ()


@dataclass(frozen=True, slots=True)
class Piece:
    """The part of a table that stands on one page. `xs` and `ys` are the lines of its grid.

    `drawn`: its rules are in the file; otherwise where its words stand makes the grid.
    """

    page: int
    box: Box
    xs: tuple[float, ...]
    ys: tuple[float, ...]
    slots: tuple[Slot, ...]
    drawn: bool = True


def pieces(sheet: Sheet) -> list[Piece]:
    """The grids that the rules of a page make, from top to bottom, without glyphs; a lone frame is a piece of one."""
    rules = joined(sheet.rules)
    if len(rules) < 4 or len(rules) > _MOST_EDGES:
        return []
    found: list[Piece] = []
    # Band by band: the finder would draw columns of different tables together that are a few points apart.
    for band in _bands(_ended(rules)):
        band = _closed(band, sheet)
        across = sum(rule.top == rule.bottom for rule in band)
        if across < 2 or len(band) - across < 2 or across * (len(band) - across) > _MOST_CROSSINGS:
            continue
        finder = Finder(FedPage(sheet, band))
        cells = [cell for cell in finder.cells if cell[2] - cell[0] > SAME and cell[3] - cell[1] > SAME]
        found.extend(_lowered(sheet, _piece(sheet, group)) for group in _groups(cells))
    return found


def _lowered(sheet: Sheet, piece: Piece) -> Piece:
    """A piece whose last row reaches down to what stands on its lower edge, where a page break left that open: a line
    of a cell for which the page had no room is painted over the end of the rules beside it."""
    bottom = piece.ys[-1]
    left, right = piece.xs[0], piece.xs[-1]
    over = [glyph for glyph in sheet.glyphs if stands_on(glyph, bottom) and left < glyph.x0 and glyph.x1 < right]
    lines = [rule for rule in sheet.rules if rule.top == rule.bottom and abs(rule.top - bottom) <= SAME] if over else []
    over = [glyph for glyph in over if not any(rule.x0 <= glyph.x0 and glyph.x1 <= rule.x1 for rule in lines)]
    if not over:
        return piece
    lower = max(glyph.bottom for glyph in over)
    slots = tuple(
        replace(slot, box=(*slot.box[:3], lower)) if slot.row + slot.row_span == len(piece.ys) - 1 else slot
        for slot in piece.slots
    )
    return replace(piece, box=(*piece.box[:3], lower), ys=(*piece.ys[:-1], lower), slots=slots)


def stands_on(glyph: Glyph, y: float) -> bool:
    """Whether a height goes through a glyph, most of which is below it."""
    over = glyph.top < y - _OVER * glyph.size and (glyph.top + glyph.bottom) / 2 > y
    return over and glyph.char not in BLANK


def _bands(rules: list[Rule]) -> list[list[Rule]]:
    """Rules apart where no vertical one reaches over: the tables that stand below each other."""
    reaches: list[list[float]] = []
    for top, bottom in sorted((rule.top, rule.bottom) for rule in rules if rule.x0 == rule.x1):
        if reaches and top <= reaches[-1][1] + SAME:
            reaches[-1][1] = max(reaches[-1][1], bottom)
        else:
            reaches.append([top, bottom])
    starts = [reach[0] - SAME - 0.5 for reach in reaches]
    bands: list[list[Rule]] = [[] for _ in reaches]
    for rule in rules:
        at = bisect_left(starts, rule.top) - 1
        if at >= 0 and rule.top <= reaches[at][1] + SAME:
            bands[at].append(rule)
    return bands


def joined(rules: Iterable[Rule]) -> list[Rule]:
    """Strokes on one line that touch or leave the gap of a dash, as one; a third of the work for the finder."""
    lines: dict[tuple[bool, int], list[Rule]] = {}
    for rule in rules:
        flat = rule.bottom - rule.top <= rule.x1 - rule.x0
        lines.setdefault((flat, round((rule.top if flat else rule.x0) * 2)), []).append(rule)
    result: list[Rule] = []
    for (flat, _), strokes in lines.items():
        strokes.sort(key=lambda rule: rule.x0 if flat else rule.top)
        at = sum(rule.top if flat else rule.x0 for rule in strokes) / len(strokes)
        start, end = _ends(strokes[0], flat)
        for stroke in strokes[1:]:
            low, high = _ends(stroke, flat)
            if low <= end + SAME:
                end = max(end, high)
                continue
            result.append(Rule(start, at, end, at) if flat else Rule(at, start, at, end))
            start, end = low, high
        result.append(Rule(start, at, end, at) if flat else Rule(at, start, at, end))
    return [rule for rule in result if rule.x1 - rule.x0 > SAME or rule.bottom - rule.top > SAME]


def _ends(rule: Rule, flat: bool) -> tuple[float, float]:
    return (rule.x0, rule.x1) if flat else (rule.top, rule.bottom)


def _ended(rules: list[Rule]) -> list[Rule]:
    """Tops and bottoms that a table leaves open at a page break, drawn where its vertical rules end together."""
    flats = [rule for rule in rules if rule.top == rule.bottom]
    ends: dict[int, list[tuple[float, float, bool]]] = {}
    for rule in rules:
        if rule.x0 != rule.x1 or rule.bottom - rule.top < 8:
            continue
        for y in (rule.top, rule.bottom):
            free = not any(abs(flat.top - y) <= SAME and flat.x0 - SAME <= rule.x0 <= flat.x1 + SAME for flat in flats)
            ends.setdefault(round(y / SAME), []).append((rule.x0, y, free))
    drawn: list[Rule] = []
    for at, here in ends.items():
        near = here + ends.get(at + 1, [])
        if len(near) < 2 or not any(free for _, _, free in here):
            continue
        left, right = min(x for x, _, _ in near), max(x for x, _, _ in near)
        y = sorted(y for _, y, free in near if free)[0]
        if right - left > 10:
            drawn.append(Rule(left, y, right, y))
    return rules + drawn


def _closed(rules: list[Rule], sheet: Sheet) -> list[Rule]:
    """Outer sides that a table leaves open, drawn where its horizontal rules end and text stands before the end."""
    flats = [rule for rule in rules if rule.top == rule.bottom and rule.x1 - rule.x0 > 60]
    steep = [rule for rule in rules if rule.x0 == rule.x1]
    if len(flats) < 2 or not steep:
        return rules
    sides: list[Rule] = []
    for side, sign in ((0, 1), (1, -1)):
        for end in sorted({round(_ends(rule, True)[side]) for rule in flats}):
            ending = [rule for rule in flats if abs(_ends(rule, True)[side] - end) <= 2]
            if len(ending) < 2:
                continue
            top, bottom = min(rule.top for rule in ending), max(rule.top for rule in ending)
            inside = [rule for rule in steep if rule.top < bottom - SAME and rule.bottom > top + SAME]
            if not inside or any(abs(rule.x0 - end) <= 2 * SAME for rule in inside):
                continue
            inner = min((rule.x0 - end) * sign for rule in inside)
            low, high = sorted((end, end + inner * sign))
            if inner > 10 and any(
                low < (glyph.x0 + glyph.x1) / 2 < high and top < glyph.base < bottom for glyph in sheet.glyphs
            ):
                sides.append(Rule(float(end), top, float(end), bottom))
    return rules + sides


def _groups(cells: list[Box]) -> list[list[Box]]:
    """Cells that share a corner, by union of corners; a cell alone is a group too."""
    parent = list(range(len(cells)))

    def root(index: int) -> int:
        while parent[index] != index:
            parent[index] = parent[parent[index]]
            index = parent[index]
        return index

    corners: dict[tuple[float, float], int] = {}
    for index, (x0, top, x1, bottom) in enumerate(cells):
        for corner in ((x0, top), (x0, bottom), (x1, top), (x1, bottom)):
            other = corners.setdefault(corner, index)
            if parent[other] != parent[index]:
                parent[root(index)] = root(other)
    groups: dict[int, list[Box]] = {}
    for index, cell in enumerate(cells):
        groups.setdefault(root(index), []).append(cell)
    return sorted(groups.values(), key=lambda group: min((cell[1], cell[0]) for cell in group))


def clusters(values: Iterable[float], tolerance: float = SAME) -> list[float]:
    """Sorted values with those nearer than `tolerance` to the one before taken together, as means."""
    ordered = sorted(values)
    ends = [at for at, (one, other) in enumerate(pairwise(ordered), 1) if other - one > tolerance]
    groups = [ordered[start:end] for start, end in zip([0, *ends], [*ends, len(ordered)], strict=True)]
    return [sum(group) / len(group) for group in groups if group]


def nearest(lines: Sequence[float], value: float) -> int:
    """The index of the line of a grid that is nearest to `value`."""
    at = bisect_left(lines, value)
    if at == len(lines) or (at and value - lines[at - 1] <= lines[at] - value):
        return at - 1
    return at


def _piece(sheet: Sheet, cells: list[Box]) -> Piece:
    lefts, tops, rights, bottoms = zip(*cells, strict=True)
    xs, ys = clusters([*lefts, *rights]), clusters([*tops, *bottoms])
    column_of = {x: nearest(xs, x) for x in {*lefts, *rights}}
    row_of = {y: nearest(ys, y) for y in {*tops, *bottoms}}
    slots: list[Slot] = []
    taken: set[tuple[int, int]] = set()
    # The smallest first: what is left open beside cells that are drawn each by itself is no cell round them.
    for cell in sorted(cells, key=lambda cell: (_area(cell), cell[1], cell[0])):
        left, top, right, bottom = column_of[cell[0]], row_of[cell[1]], column_of[cell[2]], row_of[cell[3]]
        covered = [(row, column) for row in range(top, bottom) for column in range(left, right)]
        if not covered or not taken.isdisjoint(covered):
            continue
        taken.update(covered)
        slots.append(Slot(cell, top, left, bottom - top, right - left))
    slots += _uncovered(sheet, xs, ys, slots, taken)
    slots.sort(key=attrgetter("row", "column"))
    return Piece(sheet.number, (xs[0], ys[0], xs[-1], ys[-1]), tuple(xs), tuple(ys), tuple(slots))


def _uncovered(
    sheet: Sheet, xs: list[float], ys: list[float], slots: Sequence[Slot], taken: set[tuple[int, int]]
) -> list[Slot]:
    """Slots that no box covers, where a rule is missing; as wide as the cell above, if only one of them is written in.

    Where names are shaded and figures are not, a figure belongs to all columns that its name reaches over.
    """
    above = {(slot.row + slot.row_span, slot.column): slot.column_span for slot in slots if slot.column_span > 1}
    found: list[Slot] = []
    for row in range(len(ys) - 1):
        column = 0
        while column < len(xs) - 1:
            wide = 1
            if (row, column) not in taken:
                over = above.get((row, column), 1)
                box = (xs[column], ys[row], xs[column + over], ys[row + 1])
                if over > 1 and not any((row, at) in taken for at in range(column, column + over)):
                    inside = xs[column : column + over + 1]
                    wide = over if _written(sheet, box, inside) < 2 else 1
                if wide > 1:
                    above[row + 1, column] = wide
                found.append(Slot((box[0], box[1], xs[column + wide], box[3]), row, column, 1, wide))
            column += wide
    return found


def _written(sheet: Sheet, box: Box, inside: Sequence[float]) -> int:
    """How many of the columns within a box are written in."""
    left, top, right, bottom = box
    middles = [
        (glyph.x0 + glyph.x1) / 2
        for glyph in sheet.glyphs
        if glyph.char not in BLANK and left <= glyph.x0 and glyph.x1 <= right and top <= glyph.base <= bottom
    ]
    return len({bisect_left(inside, middle) for middle in middles})


def filled(found: Sequence[Piece], glyphs: Iterable[Glyph]) -> tuple[list[Piece], list[Glyph]]:
    """The pieces with each glyph in the slot that holds its middle, of the innermost piece; and those in none."""
    order = sorted(range(len(found)), key=lambda at: _area(found[at].box))
    held: list[list[list[Glyph]]] = [[[] for _ in piece.slots] for piece in found]
    targets = [
        (*found[at].box, found[at].xs[1:-1], found[at].ys[1:-1], _by_place(found[at].slots, held[at])) for at in order
    ]
    free: list[Glyph] = []
    # The glyphs of a line stand at one height, in the same rows.
    height = inf
    rows: list[tuple[float, float, tuple[float, ...], int, dict[tuple[int, int], list[Glyph]]]] = []
    for glyph in glyphs:
        y = (glyph[2] + glyph[4]) / 2
        if y != height:
            height = y
            rows = [
                (left, right, xs, bisect_left(ys, y), at)
                for left, top, right, bottom, xs, ys, at in targets
                if top <= y <= bottom
            ]
        x = (glyph[1] + glyph[3]) / 2
        for left, right, xs, row, at in rows:
            if left <= x <= right:
                at[row, bisect_left(xs, x)].append(glyph)
                break
        else:
            free.append(glyph)
    pieces = [
        replace(piece, slots=tuple(map(_holding, piece.slots, slots))) for piece, slots in zip(found, held, strict=True)
    ]
    return pieces, free


def _holding(slot: Slot, glyphs: list[Glyph]) -> Slot:
    return Slot(slot.box, slot.row, slot.column, slot.row_span, slot.column_span, tuple(glyphs))


def _area(box: Box) -> float:
    return (box[2] - box[0]) * (box[3] - box[1])


def _by_place(slots: Sequence[Slot], held: Sequence[list[Glyph]]) -> dict[tuple[int, int], list[Glyph]]:
    """What is held by the slot that covers each place of the grid."""
    return {
        (row, column): glyphs
        for slot, glyphs in zip(slots, held, strict=True)
        for row in range(slot.row, slot.row + slot.row_span)
        for column in range(slot.column, slot.column + slot.column_span)
    }
