"""How much each suspected glyph changes the page: measured in pictures with it and without."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, NamedTuple

from adapters.pdf.reading.content import text_colour
from adapters.pdf.reading.glyphs import BLANK, Glyph
from adapters.pdf.reading.picture import UNSEEN, Spot, contrast, darker, difference, like, most, without
from adapters.pdf.reading.rounds import rounds
from adapters.pdf.reading.scene import Scene, Signs, at_one_place, ink, keys
from adapters.pdf.reading.suspects import Why

if TYPE_CHECKING:
    from PIL.Image import Image

FAINT = 24
"""Levels up to which a glyph is so pale that two people may disagree whether it shows."""
_CLEAR = 92
"""Levels from which writing is not pale."""
_WIDE = 1.5
"""Points: a sign that takes less room (an accent) may be painted beside its place, and cannot be measured there."""
_ROW = 24.0


class Changes(NamedTuple):
    """`levels` by the index of a glyph; `pale` are the glyphs whose level is by how much they darken their ground.

    `beside`: objects that change the page, though not where their glyphs are told.
    """

    levels: dict[int, int]
    pale: set[int]
    beside: set[int]


def changes(scene: Scene, signs: Signs, unpainted: set[int]) -> Changes:
    """What the signs of suspects change; `unpainted` are glyphs known not to show."""
    whole = scene.camera.picture()
    found = Changes({}, set(), set())
    covers = _covering(scene)
    for handles in rounds(scene, signs):
        with without(handles):
            bare = scene.camera.picture()
        changed = difference(whole, bare)
        for handle in handles:
            colour = text_colour(handle) or ()
            for index in signs[handle]:
                glyph = scene.glyphs[index]
                spot = scene.camera.spot(ink(glyph))
                level = most(changed, spot)
                if scene.why[handle] & Why.CLIPPING:
                    level = contrast(whole, spot)
                elif level > UNSEEN and scene.why[handle] & Why.PALE:
                    darkens = darker(whole, bare, spot)
                    if darkens > UNSEEN and glyph.x1 - glyph.x0 > _WIDE:
                        found.pale.add(index)
                        level = darkens
                    elif darkens <= UNSEEN and _hides(bare, spot, colour, covers(glyph)):
                        level = 0
                found.levels[index] = level
            cut = scene.why[handle] & Why.OWN and all(found.levels[index] <= UNSEEN for index in signs[handle])
            if cut and most(changed, scene.camera.spot(scene.box(handle))) > UNSEEN:
                found.beside.add(handle)
    _shown_twice(scene, found.levels, unpainted)
    return found


def _hides(bare: Image, spot: Spot | None, colour: Sequence[int], over_writing: bool) -> bool:
    """Whether what darkens nothing has the colour of its ground: white on a dark row has not.

    Over other writing, which it covers in part, the ground is dark as well.
    """
    return over_writing or like(bare, spot, colour, FAINT)


def _covering(scene: Scene) -> Callable[[Glyph], bool]:
    """Whether the middle of a glyph lies over another sign that is not pale."""
    rows: dict[int, list[Glyph]] = {}

    def covers(glyph: Glyph) -> bool:
        if not rows:
            for other in scene.glyphs:
                reason = scene.why.get(scene.owners[other.item], Why(0))
                if other.char not in BLANK and not reason & (Why.PALE | Why.UNPAINTED):
                    for row in range(int(other.top // _ROW), int(other.bottom // _ROW) + 1):
                        rows.setdefault(row, []).append(other)
        x, y = (glyph.x0 + glyph.x1) / 2, (glyph.top + glyph.bottom) / 2
        return any(
            each.x0 - 1 <= x <= each.x1 + 1 and each.top <= y <= each.bottom and each.char != glyph.char
            for each in rows.get(int(y // _ROW), ())
        )

    return covers


def _shown_twice(scene: Scene, levels: dict[int, int], unpainted: set[int]) -> None:
    """A sign that another one shows at the same place may change next to nothing, and shows all the same."""
    faint = [index for index, level in levels.items() if level < _CLEAR]
    if not faint:
        return
    shown: dict[tuple[str, int, int], list[Glyph]] = {}
    for index, glyph in enumerate(scene.glyphs):
        if index not in levels and index not in unpainted:
            for key in keys(glyph):
                shown.setdefault(key, []).append(glyph)
    for index in faint:
        glyph = scene.glyphs[index]
        if any(at_one_place(glyph, other) for key in keys(glyph) for other in shown.get(key, ())):
            levels[index] = 255
