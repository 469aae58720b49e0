"""A page with its suspects, as it is asked what shows: glyphs, the objects that paint them, and a camera."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from adapters.pdf.reading.content import Drawn, bounds, spread
from adapters.pdf.reading.glyphs import BLANK, Glyph
from adapters.pdf.reading.picture import Camera
from adapters.pdf.reading.suspects import Why
from adapters.pdf.reading.view import View, turned_box
from checker.document import Box

Signs = Mapping[int, Sequence[int]]
"""The indices of glyphs, by the address of the object that paints them."""


class Scene(NamedTuple):
    """`owners`: the address of the object by the `item` of its glyphs; `why`: the suspects by address."""

    camera: Camera
    view: View
    glyphs: Sequence[Glyph]
    owners: Sequence[int]
    objects: Mapping[int, Drawn]
    why: Mapping[int, Why]

    def suspected(self) -> tuple[Signs, Signs]:
        """The signs of the suspects that must be looked at, and of those that are not painted at all."""
        looked_at: dict[int, list[int]] = {}
        unpainted: dict[int, list[int]] = {}
        for index, glyph in enumerate(self.glyphs):
            owner = self.owners[glyph.item]
            reason = self.why.get(owner)
            if reason is not None and glyph.char not in BLANK:
                (unpainted if reason is Why.UNPAINTED else looked_at).setdefault(owner, []).append(index)
        return looked_at, unpainted

    def box(self, handle: int) -> Box:
        """What an object takes of the page."""
        return turned_box(self.view, *spread(bounds(handle), self.objects[handle].outer))


def ink(glyph: Glyph) -> Box:
    """Where to look for a glyph: its box without the edges, into which the lines above and below reach."""
    if not glyph.upright:
        return glyph.box
    x0, top, x1, bottom = glyph.box
    return (x0, top + 0.1 * glyph.size, x1, bottom - 0.12 * glyph.size)


def keys(glyph: Glyph) -> Iterator[tuple[str, int, int]]:
    """The sign and its place in steps of two points; any two within a point have one in common."""
    for across in (0, 1):
        for down in (0, 1):
            yield glyph.char, int((glyph.x0 + across) // 2) * 2 + across, int((glyph.top + down) // 2) * 2 + down


def at_one_place(one: Glyph, other: Glyph) -> bool:
    return abs(one.x0 - other.x0) <= 1 and abs(one.top - other.top) <= 1
