"""Which of the suspected glyphs of a page show: it is rendered with them and without, and what changes nothing is not
painted.

Attributes alone lose text that shows (a picture below need not hide anything), and ink alone proves nothing: hidden
text lies over visible text, and a scan shows ink under its layer.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any, NamedTuple

from adapters.pdf.reading.content import TEXT, Drawn, bounds, spread
from adapters.pdf.reading.glyphs import BLANK, Glyph
from adapters.pdf.reading.picture import Camera, contrast, difference, erases, most, without
from adapters.pdf.reading.suspects import Why
from adapters.pdf.reading.view import View, turned_box

if TYPE_CHECKING:
    from PIL.Image import Image

UNSEEN = 10
"""Levels of 255: a change up to it is none."""
FAINT = 24
"""Levels up to which a glyph is so pale that two people may disagree whether it shows."""
_ROUNDS = 5
_STEP = 4.0
"""Points: the side of the squares in which glyphs of two objects count as one over the other."""
_SLIGHT = frozenset(".,:;'`\"|·。，、；：！!-—–_…~～·•^*()（）[]【】《》<>“”‘’\ufffd" + BLANK)
"""Signs of so little ink that they are judged with what stands beside them."""


class Look(NamedTuple):
    """What the pictures tell, by the index of a glyph: `unseen` are not painted; `change` in levels of 255 is how much
    a suspected one changes the page. `absent`: objects that are no text and do not show, by address."""

    unseen: frozenset[int]
    change: Mapping[int, int]
    absent: frozenset[int] = frozenset()


NOTHING = Look(frozenset(), {})


def look(
    page: Any, view: View, glyphs: Sequence[Glyph], owners: Sequence[int], objects: Sequence[Drawn], why: dict[int, Why]
) -> Look:
    """Looks at the suspected objects of a page. `owners`: the address of the object by the `item` of its glyphs."""
    unseen: set[int] = set()
    of_object: dict[int, list[int]] = {}
    for index, glyph in enumerate(glyphs):
        reason = why.get(owners[glyph.item])
        if reason is None or glyph.char in BLANK:
            continue
        if reason is Why.UNPAINTED:
            unseen.add(index)
        else:
            of_object.setdefault(owners[glyph.item], []).append(index)
    others = [drawn for drawn in objects if drawn.kind != TEXT and drawn.handle in why]
    if not of_object and not others:
        return Look(frozenset(unseen), {})
    camera = Camera(page)
    whole = camera.picture()
    change: dict[int, int] = {}
    outside: set[int] = set()
    for handles in _rounds(of_object, glyphs):
        with without(handles):
            bare = camera.picture()
        changed = difference(whole, bare)
        for handle in handles:
            reason = why[handle]
            for index in of_object[handle]:
                spot = camera.spot(glyphs[index].box)
                level = most(changed, spot)
                if reason & Why.CLIPPING:
                    level = contrast(whole, spot)
                elif level > UNSEEN and reason & Why.PALE and erases(whole, bare, spot, UNSEEN):
                    level = 0
                change[index] = level
            if reason & Why.OWN and not any(change[index] > UNSEEN for index in of_object[handle]):
                drawn = next(one for one in objects if one.handle == handle)
                box = turned_box(view, *spread(bounds(handle), drawn.outer))
                if most(changed, camera.spot(box)) > UNSEEN:
                    outside.add(handle)
    gone = {handle: _judged(indices, glyphs, change) for handle, indices in of_object.items()}
    sure = _sure(camera, objects, {h: found for h, found in gone.items() if found}, glyphs, why)
    for handle, indices in gone.items():
        hidden = sure & set(indices) if handle not in outside else set()
        unseen |= hidden
        change.update(dict.fromkeys(set(indices) - hidden, 255))
    return Look(frozenset(unseen), change, _absent(camera, view, others, whole))


def _judged(indices: Sequence[int], glyphs: Sequence[Glyph], change: Mapping[int, int]) -> list[int]:
    """The glyphs of an object that change nothing; a point or stroke goes with the nearest sign beside it."""
    solid = [index for index in indices if glyphs[index].char not in _SLIGHT]
    found = []
    for index in indices:
        judge = index
        if glyphs[index].char in _SLIGHT and solid:
            judge = min(solid, key=lambda other: abs(other - index))
        if change[judge] <= UNSEEN and change[index] <= FAINT:
            found.append(index)
    return found


def _sure(
    camera: Camera,
    objects: Sequence[Drawn],
    gone: Mapping[int, Sequence[int]],
    glyphs: Sequence[Glyph],
    why: Mapping[int, Why],
) -> set[int]:
    """Those of the glyphs that show when they are painted alone, or are hidden by what the file says of themselves.

    What changes nothing and does not show alone either is of a font that cannot be drawn here.
    """
    sure = {index for handle, found in gone.items() if why[handle] & (Why.OWN | Why.CLIPPING) for index in found}
    doubtful = {handle: found for handle, found in gone.items() if not why[handle] & (Why.OWN | Why.CLIPPING)}
    if doubtful:
        with without(drawn.handle for drawn in objects if drawn.handle not in doubtful):
            alone = camera.picture(grey=True)
        for found in doubtful.values():
            shown = {index for index in found if contrast(alone, camera.spot(glyphs[index].box)) > UNSEEN}
            # A point that does not show at this size goes with its neighbours.
            sure.update(found if len(shown) > 0.5 * len(found) else shown)
    return sure


def _absent(camera: Camera, view: View, others: Sequence[Drawn], whole: Image) -> frozenset[int]:
    """Of objects that are no text, those without which the page looks the same."""
    if not others:
        return frozenset()
    with without(drawn.handle for drawn in others):
        changed = difference(whole, camera.picture())
    boxes = {drawn.handle: turned_box(view, *spread(bounds(drawn.handle), drawn.outer)) for drawn in others}
    return frozenset(handle for handle, box in boxes.items() if most(changed, camera.spot(box, -1.0)) <= UNSEEN)


def _rounds(of_object: Mapping[int, Sequence[int]], glyphs: Sequence[Glyph]) -> list[list[int]]:
    """The objects in groups within which none lies over another: each group is taken away by itself."""
    squares: dict[int, set[tuple[int, int]]] = {}
    for handle, indices in of_object.items():
        squares[handle] = {
            (column, row)
            for x0, top, x1, bottom in (glyphs[index].box for index in indices)
            for column in range(int((x0 + 1) // _STEP), int((x1 - 1) // _STEP) + 1)
            for row in range(int((top + 2) // _STEP), int((bottom - 2) // _STEP) + 1)
        }
    rounds: list[tuple[list[int], set[tuple[int, int]]]] = []
    for handle, own in squares.items():
        for members, taken in rounds:
            if taken.isdisjoint(own) or len(rounds) >= _ROUNDS:
                members.append(handle)
                taken |= own
                break
        else:
            rounds.append(([handle], set(own)))
    return [members for members, _ in rounds]
