"""Writing that is painted more than once at one place: without one of the copies the page looks the same."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from adapters.pdf.reading.content import TEXT, bounds, spread
from adapters.pdf.reading.picture import difference, most, without
from adapters.pdf.reading.scene import Scene, Signs
from checker.document import Box

if TYPE_CHECKING:
    from PIL.Image import Image

_INK = 140
"""Levels: the middle of a sign changes the page by so much, the soft edge of a neighbour by less."""
_ROW = 24.0
"""Points: the height of the bands by which texts are found again."""

Sides = tuple[float, float, float, float]
"""Left, bottom, right, top."""


def drawn_twice(scene: Scene, hidden: Signs) -> set[int]:
    """Of hidden glyphs, by object, those that another object shows at the same place.

    Printer drivers draw a page in bands that overlap, a row first below and then on the shading of the next band; and
    pdfium leaves out, sign by sign, what it takes for a copy. So ink of another text for which no glyph is told is that
    of the glyph.
    """
    over = _overlapping(scene, hidden)
    others = set().union(*over.values()).difference(hidden)
    if not others:
        return set()
    with without(others):
        bare = scene.camera.picture()
    painted = difference(scene.camera.picture(), bare)
    told = [glyph.box for glyph in scene.glyphs if scene.owners[glyph.item] in others]
    found: set[int] = set()
    for handle in over:
        shown = {index for index in hidden[handle] if _shows(scene, painted, _core(scene.glyphs[index].box), told)}
        # A thin letter may miss its ink; it goes with those beside it.
        found |= set(hidden[handle]) if 2 * len(shown) >= len(hidden[handle]) else shown
    return found


def _shows(scene: Scene, painted: Image, core: Box, told: Sequence[Box]) -> bool:
    return most(painted, scene.camera.spot(core, 0.0)) > _INK and not any(_meet(core, box) for box in told)


def _core(box: Box) -> Box:
    """A glyph without its edges, into which lines above and below and neighbours reach."""
    x0, top, x1, bottom = box
    across, down = 0.1 * (x1 - x0), 0.25 * (bottom - top)
    return (x0 + across, top + down, x1 - across, bottom - down)


def _meet(one: Box, other: Box) -> bool:
    return one[0] < other[2] and other[0] < one[2] and one[1] < other[3] and other[1] < one[3]


def _overlapping(scene: Scene, hidden: Signs) -> dict[int, set[int]]:
    """For each hidden object the texts that lie over it."""
    if not hidden:
        return {}
    bands: dict[int, list[tuple[int, Sides]]] = {}
    own: dict[int, Sides] = {}
    for drawn in scene.objects.values():
        if drawn.kind != TEXT:
            continue
        sides = spread(bounds(drawn.handle), drawn.outer)
        if drawn.handle in hidden:
            own[drawn.handle] = sides
        for band in range(int(sides[1] // _ROW), int(sides[3] // _ROW) + 1):
            bands.setdefault(band, []).append((drawn.handle, sides))
    found: dict[int, set[int]] = {}
    for handle, sides in own.items():
        for band in range(int(sides[1] // _ROW), int(sides[3] // _ROW) + 1):
            for other, theirs in bands.get(band, ()):
                if other != handle and _over(sides, theirs):
                    found.setdefault(handle, set()).add(other)
    return found


def _over(one: Sides, other: Sides) -> bool:
    across = min(one[2], other[2]) - max(one[0], other[0])
    down = min(one[3], other[3]) - max(one[1], other[1])
    return across > 0.3 * min(one[2] - one[0], other[2] - other[0]) and down > 0.5 * min(
        one[3] - one[1], other[3] - other[1]
    )
