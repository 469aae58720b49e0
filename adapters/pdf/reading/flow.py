"""Text in columns side by side: where a page is parted, and the order in which its parts are read."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from statistics import median

from adapters.pdf.reading.glyphs import BLANK, Glyph
from adapters.pdf.reading.lines import Line, line
from adapters.pdf.reading.words import figure
from checker.document import Box

_WHITE = 0.7
"""Ems of white between two columns of text, at least."""
_NARROW = 8.0
"""Ems of a column of text, at least."""
_FULL = 0.75
"""Of a column's width that a full line takes, at least."""
_LINES = 4
"""Full lines of a column that show it by itself."""
_DEPTH = 3
"""Times that a page may be parted."""
_TRIES = 4
"""Places that are looked at for white between columns."""


@dataclass(slots=True)
class Region:
    """Lines that are read one after the other, with the boxes of tables and pictures among them, by number.

    `sides` are those of a column of text; None where lines may take the width of the page.
    """

    lines: list[Line] = field(default_factory=list)
    boxes: list[int] = field(default_factory=list)
    sides: tuple[float, float] | None = None


@dataclass(frozen=True, slots=True)
class _Part:
    """What of a line stands between two gaps that may be the white between columns."""

    x0: float
    x1: float
    glyphs: tuple[Glyph, ...]
    whole: Line


_Row = list[_Part]
"""The parts of one line, at least one."""
_Boxes = list[tuple[int, Box]]


def regions(lines: Sequence[Line], boxes: Sequence[Box], known: list[float]) -> list[Region]:
    """The parts of a page in reading order. `lines` go from top to bottom.

    `known`: where the white between columns stands on the pages before; what is found here is added.
    """
    rows = [_parts(each) for each in lines]
    numbered = list(enumerate(boxes))
    if not _side_by_side(rows):
        return [Region(list(lines), [number for number, _ in numbered])]
    return list(_read(rows, numbered, None, known, _DEPTH))


def _parts(whole: Line) -> _Row:
    parts: list[list[Glyph]] = []
    limit = _WHITE * whole.size
    edge = 0.0
    for glyph in whole.glyphs:
        if parts and (glyph[0] in BLANK or glyph[1] - edge < limit):
            parts[-1].append(glyph)
        else:
            parts.append([glyph])
        if glyph[0] not in BLANK:
            edge = glyph[3]
    result: _Row = []
    for part in parts:
        while part[-1][0] in BLANK and len(part) > 1:
            part.pop()
        result.append(_Part(part[0].x0, max(glyph.x1 for glyph in part), tuple(part), whole))
    return result


def _side_by_side(rows: Sequence[_Row]) -> bool:
    """Whether text stands beside text on several lines at all."""
    count = sum(len(row) > 1 for row in rows)
    for above, below in pairwise(rows):
        one, other = above[0].whole, below[0].whole
        if other.base - other.size * 0.5 < one.base and (other.x0 > one.x1 or other.x1 < one.x0):
            count += 1
    return count > 2


def _read(
    rows: list[_Row], boxes: _Boxes, sides: tuple[float, float] | None, known: list[float], depth: int
) -> Iterator[Region]:
    found = _best(rows, [box for _, box in boxes], known) if depth and len(rows) > 1 else None
    if found is None:
        if rows or boxes:
            yield Region([_whole(row) for row in rows], [number for number, _ in boxes], sides)
        return
    x, start, end = found
    if not any(abs(x - other) < 6 for other in known):
        known.append(x)
    band = rows[start:end]
    top, bottom = min(row[0].whole.top for row in band), max(row[0].whole.bottom for row in band)
    upper = [one for one in boxes if (one[1][1] + one[1][3]) / 2 < top]
    lower = [one for one in boxes if (one[1][1] + one[1][3]) / 2 > bottom]
    beside = [one for one in boxes if one not in upper and one not in lower]
    left, right = _halves(band, x)
    yield from _read(rows[:start], upper, sides, known, depth)
    for half, inner in (
        (left, [one for one in beside if one[1][0] + one[1][2] < 2 * x]),
        (right, [one for one in beside if one[1][0] + one[1][2] >= 2 * x]),
    ):
        width = (min(row[0].x0 for row in half), max(row[-1].x1 for row in half))
        yield from _read(half, inner, width, known, depth - 1)
    yield from _read(rows[end:], lower, sides, known, depth)


def _whole(row: _Row) -> Line:
    whole = row[0].whole
    count = sum(len(part.glyphs) for part in row)
    if count == sum(glyph[0] not in BLANK for glyph in whole.glyphs) or count == len(whole.glyphs):
        return whole
    made = line(whole.page, [glyph for part in row for glyph in part.glyphs])
    return made or whole


def _halves(rows: Sequence[_Row], x: float) -> tuple[list[_Row], list[_Row]]:
    left = [[part for part in row if part.x1 <= x] for row in rows]
    right = [[part for part in row if part.x1 > x] for row in rows]
    return [row for row in left if row], [row for row in right if row]


def _best(rows: Sequence[_Row], boxes: Sequence[Box], known: Sequence[float]) -> tuple[float, int, int] | None:
    """Where the rows are parted, if they are: the place of the white, and the rows that it goes through."""
    gaps = [gap for at in range(len(rows)) for gap in _gaps(rows, at)]
    for x in [*_places(gaps), *known]:
        for start, end in _runs(rows, boxes, x):
            trimmed = _columns_at(rows, x, start, end, known)
            if trimmed is not None:
                return x, *trimmed
    return None


def _gaps(rows: Sequence[_Row], at: int) -> list[tuple[float, float]]:
    """The white beside the parts of a row, up to what stands beside it on its own line or another."""
    whole = rows[at][0].whole
    middle = whole.base - 0.4 * whole.size
    beside = list(rows[at])
    for step in (-2, -1, 1, 2):
        if 0 <= at + step < len(rows):
            other = rows[at + step][0].whole
            if other.top < middle < other.bottom:
                beside += rows[at + step]
    beside.sort(key=lambda part: part.x0)
    gaps: list[tuple[float, float]] = []
    edge = beside[0].x1
    for part in beside[1:]:
        if part.x0 - edge >= _WHITE * whole.size:
            gaps.append((edge, part.x0))
        edge = max(edge, part.x1)
    return gaps


def _places(gaps: Sequence[tuple[float, float]]) -> Iterator[float]:
    """Where most rows are white, the whitest places first."""
    left = list(gaps)
    for _ in range(_TRIES):
        if len(left) < 3:
            return
        steps: Counter[float] = Counter()
        for start, end in left:
            steps[start] += 1
            steps[end] -= 1
        height = most = 0
        best = (0.0, 0.0)
        for at, after in pairwise(sorted(steps)):
            height += steps[at]
            if height > most:
                most, best = height, (at, after)
        x = sum(best) / 2
        yield x
        left = [(start, end) for start, end in left if not start <= x <= end]


def _runs(rows: Sequence[_Row], boxes: Sequence[Box], x: float) -> list[tuple[int, int]]:
    """The stretches of rows, the longest first, that leave a place white and have no table or picture across it."""
    runs: list[tuple[int, int]] = []
    start = 0
    across = [box for box in boxes if box[0] < x < box[2]]
    for at in range(len(rows) + 1):
        crossing = at == len(rows) or any(part.x0 < x < part.x1 for part in rows[at])
        if not crossing and at > start:
            above, below = rows[at - 1][0].whole.base, rows[at][0].whole.base
            if any(above < (box[1] + box[3]) / 2 < below for box in across):
                runs.append((start, at))
                start = at
        if crossing:
            if at - start > 1:
                runs.append((start, at))
            start = at + 1
    return sorted(runs, key=lambda run: run[0] - run[1])


def _columns_at(rows: Sequence[_Row], x: float, start: int, end: int, known: Sequence[float]) -> tuple[int, int] | None:
    """The rows of a stretch that are text in columns on either side of a place; None where they are not."""
    trimmed = _trimmed(rows, x, start, end)
    if trimmed is None:
        return None
    left, right = _halves(rows[trimmed[0] : trimmed[1]], x)
    white = min(row[0].x0 for row in right) - max(row[-1].x1 for row in left)
    if white < 0.5 * left[0][0].whole.size:
        return None
    familiar = any(abs(x - other) < 6 for other in known)
    kinds = [_text(half) for half in (left, right)]
    if min(kinds) < (0 if familiar else 1) or not (familiar or max(kinds) > 1):
        return None
    return None if _as_rows(left, right) else trimmed


def _trimmed(rows: Sequence[_Row], x: float, start: int, end: int) -> tuple[int, int] | None:
    """A stretch without the rows above and below that stand on one side alone and are not of its column."""
    on_left = [at for at in range(start, end) if rows[at][0].x1 <= x]
    on_right = [at for at in range(start, end) if rows[at][-1].x1 > x]
    if not on_left or not on_right:
        return None
    firsts = {at: next(part for part in rows[at] if part.x1 > x) for at in on_right}
    reach = max(part.x1 - part.x0 for part in firsts.values())
    first = rows[min(on_left)][0].whole
    early = [at for at in on_right if rows[at][0].whole.base < first.base - first.size]
    if early and all(firsts[at].x1 - firsts[at].x0 < _FULL * reach for at in early):
        start = min(on_left)  # a date or a number above the text
    last = max(on_right)
    steps = [rows[b][0].whole.base - rows[a][0].whole.base for a, b in pairwise(on_left)]
    usual = median(steps) if steps else 0.0
    for above, below in pairwise(on_left):
        if below > last and rows[below][0].whole.base - rows[above][0].whole.base > 1.6 * usual:
            end = below
            break
    left, right = [at for at in on_left if start <= at < end], [at for at in on_right if start <= at < end]
    if not left or not right:
        return None
    # Columns stand beside each other, not one below the other.
    if min(right) > max(left) or min(left) > max(right):
        return None
    return start, end


def _text(half: Sequence[_Row]) -> int:
    """2 for rows that show by themselves to be a column of text, 1 for rows that may be one, 0 for a few, else -1."""
    size = median(row[0].whole.size for row in half)
    left, right = min(row[0].x0 for row in half), max(row[-1].x1 for row in half)
    if right - left < _NARROW * size:
        return -1
    parted = sum(len(row) > 1 for row in half)
    if parted > 0.4 * len(half):
        inner = _best(half, (), ())
        if inner is None:
            return -1
        return min(map(_text, _halves(half[inner[1] : inner[2]], inner[0])))
    if sum(len(row) == 1 and figure(_whole(row)) for row in half) > 0.3 * len(half):
        return -1
    full = sum(row[-1].x1 - row[0].x0 >= _FULL * (right - left) for row in half)
    if full >= _LINES and full >= 0.45 * len(half):
        return 2
    return 1 if full > 1 and full >= 0.3 * len(half) else 0


def _as_rows(left: Sequence[_Row], right: Sequence[_Row]) -> bool:
    """Whether what begins on one side begins on the other in the same line, as the cells of a table do."""
    one, other = _starts(left), _starts(right)
    if min(len(one), len(other)) < 3:
        return False
    shared = sum(any(abs(a - b) < 0.3 * left[0][0].whole.size for b in other) for a in one)
    return shared >= 0.8 * min(len(one), len(other))


def _starts(half: Sequence[_Row]) -> list[float]:
    """The baselines of the lines that begin something: after a line that ends early, or more white than usual."""
    right = max(row[-1].x1 for row in half)
    steps = [b[0].whole.base - a[0].whole.base for a, b in pairwise(half)]
    usual = median(steps) if steps else 0.0
    found = [half[0][0].whole.base]
    for above, below in pairwise(half):
        early = right - above[-1].x1 > 2 * above[0].whole.size
        if early or below[0].whole.base - above[0].whole.base > 1.25 * usual:
            found.append(below[0].whole.base)
    return found


def numbered(found: Sequence[Region]) -> list[int]:
    """For each region the number of its column of text, the same for columns of the same sides; 0 for the page."""
    known: list[tuple[float, float]] = []
    numbers: list[int] = []
    for region in found:
        if region.sides is None:
            numbers.append(0)
            continue
        left, right = region.sides
        near = 0.15 * (right - left)
        same = [at for at, other in enumerate(known) if abs(other[0] - left) < near and abs(other[1] - right) < near]
        if not same:
            known.append(region.sides)
        numbers.append(1 + (same[0] if same else len(known) - 1))
    return numbers
