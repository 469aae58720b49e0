"""Which of the suspected glyphs of a page show: it is rendered with them and without, and what changes nothing is not
painted.

Attributes alone lose text that shows (a picture below need not hide anything), and ink alone proves nothing: hidden
text lies over visible text, and a scan shows ink under its layer.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple

from adapters.pdf.reading.changes import FAINT, changes
from adapters.pdf.reading.content import TEXT, Drawn
from adapters.pdf.reading.glyphs import BLANK, Glyph
from adapters.pdf.reading.picture import UNSEEN, Camera, contrast, difference, most, without
from adapters.pdf.reading.scene import Scene, Signs, ink
from adapters.pdf.reading.suspects import Why
from adapters.pdf.reading.twice import drawn_twice
from adapters.pdf.reading.view import View

_MOST = 0.6
"""Of the signs of a drawing operation, from which they are judged together."""
_SLIGHT = frozenset(".,:;'`\"|·。，、；：！!-—–_…~～·•^*()（）[]【】《》<>“”‘’\ufffd" + BLANK)
"""Signs of so little ink that they are judged with what stands beside them."""


class Look(NamedTuple):
    """What the pictures tell, by the index of a glyph: `unseen` are not painted; `contrast` is how much those of pale
    colour, and only those, are darker than the page without them, in levels of 255. `absent`: objects that are no text
    and do not show, by address."""

    unseen: frozenset[int]
    contrast: Mapping[int, int]
    absent: frozenset[int] = frozenset()


NOTHING = Look(frozenset(), {})


def look(
    page: Any,
    view: View,
    glyphs: Sequence[Glyph],
    owners: Sequence[int],
    objects: Sequence[Drawn],
    why: Mapping[int, Why],
) -> Look:
    """Looks at the suspected objects of a page. `owners`: the address of the object by the `item` of its glyphs."""
    scene = Scene(Camera(page), view, glyphs, owners, {drawn.handle: drawn for drawn in objects}, why)
    looked_at, unpainted = scene.suspected()
    others = [drawn.handle for drawn in objects if drawn.kind != TEXT and drawn.handle in why]
    unseen = {index for indices in unpainted.values() for index in indices} - drawn_twice(scene, unpainted)
    if not looked_at:
        return Look(frozenset(unseen), {}, _absent(scene, others))
    found = changes(scene, looked_at, unseen)
    gone = {
        handle: judged
        for handle, indices in looked_at.items()
        if (judged := _judged(scene, indices, found.levels, bool(why[handle] & Why.PALE)))
    }
    sure = _sure(scene, gone)
    for handle, judged in gone.items():
        if handle not in found.beside:
            unseen |= sure.intersection(judged)
        found.pale.difference_update(judged)
    return Look(frozenset(unseen), {index: found.levels[index] for index in found.pale}, _absent(scene, others))


def _judged(scene: Scene, indices: Sequence[int], levels: Mapping[int, int], pale: bool) -> list[int]:
    """The glyphs of an object that change nothing; a point or stroke goes with the nearest sign beside it."""
    solid = [index for index in indices if scene.glyphs[index].char not in _SLIGHT]
    found = []
    for index in indices:
        judge = index
        if scene.glyphs[index].char in _SLIGHT and solid:
            judge = min(solid, key=lambda other: abs(other - index))
        if levels[judge] <= UNSEEN and levels[index] <= FAINT:
            found.append(index)
    # Where it lies over other writing, what has the colour of its ground may seem to show, and pale writing not to.
    if pale and len(solid) > 2:
        share = sum(index in found for index in solid) / len(solid)
        return list(indices) if share >= _MOST else found if share > 1 - _MOST else []
    return found


def _sure(scene: Scene, gone: Signs) -> set[int]:
    """Those of the glyphs that are hidden: by what the file says of themselves, or since they show when painted alone.

    What changes nothing and does not show alone either is of a font that cannot be drawn here.
    """
    if not gone:
        return set()
    with without(handle for handle in scene.objects if handle not in gone):
        alone = scene.camera.picture(grey=True)
    sure: set[int] = set()
    for handle, found in gone.items():
        spots = {index: scene.camera.spot(ink(scene.glyphs[index])) for index in found}
        shown = [index for index, spot in spots.items() if contrast(alone, spot) > UNSEEN]
        # A point that does not show at this size goes with its neighbours.
        all_of_it = scene.why[handle] & (Why.OWN | Why.CLIPPING) or len(shown) > 0.5 * len(found)
        sure.update(found if all_of_it else shown)
    return sure - drawn_twice(scene, gone)


def _absent(scene: Scene, handles: Sequence[int]) -> frozenset[int]:
    """Of objects that are no text, those without which the page looks the same."""
    if not handles:
        return frozenset()
    with without(handles):
        bare = scene.camera.picture()
    changed = difference(scene.camera.picture(), bare)
    return frozenset(
        handle for handle in handles if most(changed, scene.camera.spot(scene.box(handle), -1.0)) <= UNSEEN
    )
