"""Writing that is painted more than once at one place: without one of the copies the page looks the same."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from adapters.pdf.reading.content import TEXT, Drawn, bounds, spread
from adapters.pdf.reading.glyphs import Glyph
from adapters.pdf.reading.picture import UNSEEN, Camera, difference, most, without

_ROW = 24.0
"""Points: the height of the bands by which texts are found again."""

Sides = tuple[float, float, float, float]
"""Left, bottom, right, top."""


def drawn_twice(
    camera: Camera,
    objects: Sequence[Drawn],
    hidden: Mapping[int, Sequence[int]],
    glyphs: Sequence[Glyph],
    owners: Sequence[int],
) -> set[int]:
    """Of hidden glyphs, by object, those that another object shows at the same place.

    Printer drivers draw a page in bands that overlap, a row first below and then on the shading of the next band; and
    pdfium leaves out, sign by sign, what it takes for a copy. So ink of another text for which no glyph is told is that
    of the glyph. `owners`: the address of the object by the `item` of its glyphs.
    """
    over = _overlapping(objects, hidden)
    others = set().union(*over.values()).difference(hidden)
    if not others:
        return set()
    with without(others):
        bare = camera.picture()
    painted = difference(camera.picture(), bare)
    told = [glyph for glyph in glyphs if owners[glyph.item] in others]
    return {
        index
        for handle in over
        for index in hidden[handle]
        if most(painted, camera.spot(glyphs[index].box)) > UNSEEN
        and not any(_meet(glyphs[index], glyph) for glyph in told)
    }


def _meet(one: Glyph, other: Glyph) -> bool:
    """Whether the boxes of two glyphs overlap by more than neighbours do."""
    across = min(one.x1, other.x1) - max(one.x0, other.x0)
    down = min(one.bottom, other.bottom) - max(one.top, other.top)
    return across > 0.15 * (one.x1 - one.x0) and down > 0.3 * (one.bottom - one.top)


def _overlapping(objects: Sequence[Drawn], hidden: Mapping[int, Sequence[int]]) -> dict[int, set[int]]:
    """For each hidden object the texts that lie over it."""
    if not hidden:
        return {}
    bands: dict[int, list[tuple[int, Sides]]] = {}
    own: dict[int, Sides] = {}
    for drawn in objects:
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
