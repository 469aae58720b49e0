"""Text in columns side by side: the parts of a page in the order in which they are read."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import field
from statistics import median

from adapters.pdf.reading.columns.gutters import side_by_side
from adapters.pdf.reading.columns.parts import Row, halves, parted, pitch_of, stand_ins, whole_of, written_rows
from adapters.pdf.reading.columns.sides import best
from adapters.pdf.reading.lines import Line
from adapters.pdf.reading.paragraphs import ENDS
from checker.document import Box
from checker.record import dataclass

_DEPTH = 3
"""Times that a page may be parted."""

_NEAR = 3.0
"""Ems between the end of a column of text and the middle of the white beside it, at most."""


@dataclass(slots=True)
class Region:
    """Lines that are read one after the other, with the boxes of tables and pictures among them, by number.

    `sides` are those of a column of text; None where lines may take the width of the page.
    """

    lines: list[Line] = field(default_factory=list)
    boxes: list[int] = field(default_factory=list)
    sides: tuple[float, float] | None = None
    beside: bool = False
    """Whether they are one of two tables side by side."""
    apart: bool = False
    """Whether nothing that stands before them goes on in them."""


_Boxes = list[tuple[int, Box]]


def regions(lines: Sequence[Line], boxes: Sequence[Box], known: list[float]) -> list[Region]:
    """The parts of a page in reading order. `lines` go from top to bottom.

    `known`: where the white between columns stands on the pages before; what is found here is added.
    """
    rows = [parted(each) for each in lines]
    numbered = list(enumerate(boxes))
    if boxes and lines:
        rows = sorted(
            [*rows, *stand_ins(boxes, median(each.size for each in lines))], key=lambda row: row[0].whole.base
        )
    if not side_by_side(rows, 1 if known else 3):
        return [Region(list(lines), [number for number, _ in numbered], _one_column(rows, known))]
    return list(_read(rows, numbered, None, known, _DEPTH, tuple(known)))


def _read(
    rows: list[Row],
    boxes: _Boxes,
    sides: tuple[float, float] | None,
    known: list[float],
    depth: int,
    ending: Sequence[float] = (),
) -> Iterator[Region]:
    found = best(rows, known, depth, ending) if depth and len(rows) > 1 else None
    if found is None:
        if rows or boxes:
            sides = sides or _one_column(rows, known)
            yield Region([whole_of(row) for row in written_rows(rows)], [number for number, _ in boxes], sides)
        return
    x, start, end = found
    band = rows[start:end]
    left, right = halves(band, x)
    # White that only tables side by side leave tells nothing of the text.
    if not any(abs(x - other) < 6 for other in known) and written_rows(left) and written_rows(right):
        known.append(x)
    top, bottom = min(row[0].whole.top for row in band), max(row[0].whole.bottom for row in band)
    upper = [one for one in boxes if (one[1][1] + one[1][3]) / 2 < top]
    lower = [one for one in boxes if (one[1][1] + one[1][3]) / 2 > bottom]
    beside = [one for one in boxes if one not in upper and one not in lower]
    yield from _read(rows[:start], upper, sides, known, depth)
    both = [
        (left, [one for one in beside if one[1][0] + one[1][2] < 2 * x]),
        (right, [one for one in beside if one[1][0] + one[1][2] >= 2 * x]),
    ]
    if _wraps(left, right, rows[end:]):
        both.reverse()
    for half, inner in both:
        width = (min(row[0].x0 for row in half), max(row[-1].x1 for row in half))
        yield from _read(half, inner, width, known, depth - 1)
    yield from _read(rows[end:], lower, sides, known, depth, ending)


def _wraps(left: Sequence[Row], right: Sequence[Row], below: Sequence[Row]) -> bool:
    """Whether text runs round a frame on its right: below the frame it goes on with the sentence, over both.

    The frame begins with a paragraph of its own and ends with a sentence; it is read first, as the text beside it
    would else be torn.
    """
    if not below or not all(row[0].glyphs for row in (left[-1], right[0], right[-1], below[0])):
        return False
    last, following, size = left[-1][-1], below[0][0], left[-1][0].whole.size
    side, reach = min(row[0].x0 for row in left), max(row[-1].x1 for row in left)
    goes_on = (
        last.glyphs[-1].char not in ENDS
        and reach - last.x1 < 1.5 * size
        and abs(following.x0 - side) < 0.8 * size
        and following.x1 > min(row[0].x0 for row in right)
        and following.whole.base - last.whole.base < 1.35 * pitch_of(left, range(len(left)))
    )
    begins = right[0][0].x0 - min(row[0].x0 for row in right) > 0.8 * size
    return goes_on and begins and right[-1][-1].glyphs[-1].char in ENDS


def _one_column(rows: Sequence[Row], known: Sequence[float]) -> tuple[float, float] | None:
    """The sides of rows that all stand in one known column and reach to its end; None where they do not."""
    if len(rows) < 2:
        return None
    left, right = min(row[0].x0 for row in rows), max(row[-1].x1 for row in rows)
    near = _NEAR * rows[0][0].whole.size
    if any(right - near <= x <= right + near or left - near <= x <= left + near for x in known):
        return (left, right)
    return None


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
