"""The parts of a page on which grids arrange text: those above, those of each cell, and those below."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from adapters.pdf.reading.columns.order import Region, regions
from adapters.pdf.reading.grid import Piece
from adapters.pdf.reading.lines import Line, lines
from checker.document import Box


def around(grids: Sequence[Piece], outside: Sequence[Line], boxes: Sequence[Box], known: list[float]) -> list[Region]:
    """The parts in reading order. `outside`: the lines in no grid; `boxes` are of tables and pictures anywhere."""
    found: list[Region] = []
    rest, left = list(outside), list(range(len(boxes)))
    for grid in sorted(grids, key=lambda grid: grid.box[1]):
        above = [line for line in rest if line.base < grid.box[1]]
        higher = [at for at in left if boxes[at][3] <= grid.box[1]]
        found += _between(above, higher, boxes, known, apart=bool(found))
        found += _cells(grid, [at for at in left if at not in higher], boxes, begun=bool(found))
        rest = [line for line in rest if line.base >= grid.box[1]]
        held = {at for region in found for at in region.boxes}
        left = [at for at in left if at not in held]
    return [*found, *_between(rest, left, boxes, known, apart=bool(found))]


def _between(
    rest: Sequence[Line], numbers: Sequence[int], boxes: Sequence[Box], known: list[float], apart: bool
) -> list[Region]:
    """The parts of what stands above, between or below grids."""
    if not rest and not numbers:
        return []
    found = regions(rest, [boxes[at] for at in numbers], known)
    for region in found:
        region.boxes = [numbers[at] for at in region.boxes]
    found[0].apart = apart
    return found


def _cells(grid: Piece, numbers: Sequence[int], boxes: Sequence[Box], begun: bool) -> Iterator[Region]:
    """The cells of a grid that are not empty. One at the top of a page goes on with the one before the break, if its
    heading stands there."""
    for slot in grid.slots:
        inside = [at for at in numbers if _in(boxes[at], slot.box)]
        here = lines(grid.page, slot.glyphs)
        if not here and not inside:
            continue
        apart = begun or slot.row > 0 or slot.column == 0
        yield Region(here, inside, (slot.box[0], slot.box[2]), apart=apart)
        begun = True


def _in(inner: Box, outer: Box) -> bool:
    """Whether the middle of one box stands in another."""
    x, y = (inner[0] + inner[2]) / 2, (inner[1] + inner[3]) / 2
    return outer[0] < x < outer[2] and outer[1] < y < outer[3]
