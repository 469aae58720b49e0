"""Which of the suspected glyphs of a page show: it is rendered with them and without, and what changes nothing is not
painted.

Attributes alone lose text that shows (a picture below need not hide anything), and ink alone proves nothing: hidden
text lies over visible text, and a scan shows ink under its layer.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Any, NamedTuple

from adapters.pdf.reading.content import TEXT, Drawn, bounds, fill, spread
from adapters.pdf.reading.glyphs import BLANK, Glyph
from adapters.pdf.reading.picture import UNSEEN, Camera, contrast, darker, difference, like, most, without
from adapters.pdf.reading.suspects import Why
from adapters.pdf.reading.twice import drawn_twice
from adapters.pdf.reading.view import View, turned_box

if TYPE_CHECKING:
    from PIL.Image import Image

FAINT = 24
"""Levels up to which a glyph is so pale that two people may disagree whether it shows."""
_CLEAR = 92
"""Levels from which writing is not pale."""
_WIDE = 1.5
"""Points: a sign that takes less room (an accent) may be painted beside its place, and cannot be measured there."""
_ROUNDS = 5
_STEP = 4.0
"""Points: the side of the squares in which glyphs of two objects count as one over the other."""
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
    page: Any, view: View, glyphs: Sequence[Glyph], owners: Sequence[int], objects: Sequence[Drawn], why: dict[int, Why]
) -> Look:
    """Looks at the suspected objects of a page. `owners`: the address of the object by the `item` of its glyphs."""
    of_object: dict[int, list[int]] = {}
    unpainted: dict[int, list[int]] = {}
    for index, glyph in enumerate(glyphs):
        reason = why.get(owners[glyph.item])
        if reason is not None and glyph.char not in BLANK:
            (unpainted if reason is Why.UNPAINTED else of_object).setdefault(owners[glyph.item], []).append(index)
    others = [drawn for drawn in objects if drawn.kind != TEXT and drawn.handle in why]
    camera = Camera(page)
    unseen = {index for indices in unpainted.values() for index in indices}
    unseen -= drawn_twice(camera, objects, unpainted, glyphs, owners)
    if not of_object and not others:
        return Look(frozenset(unseen), {})
    whole = camera.picture()
    change: dict[int, int] = {}
    pale: set[int] = set()
    outside: set[int] = set()
    for handles in _rounds(of_object, glyphs):
        with without(handles):
            bare = camera.picture()
        changed = difference(whole, bare)
        for handle in handles:
            reason = why[handle]
            colour = fill(handle) or ()
            for index in of_object[handle]:
                spot = camera.spot(glyphs[index].box)
                level = most(changed, spot)
                if reason & Why.CLIPPING:
                    level = contrast(whole, spot)
                elif level > UNSEEN and reason & Why.PALE:
                    darkens = darker(whole, bare, spot)
                    # A dark row is dark beside the writing too, and not only where it covers other writing.
                    around = camera.spot(glyphs[index].box, -0.4 * glyphs[index].size)
                    if darkens <= UNSEEN and like(bare, around, colour, FAINT):
                        level = 0
                    elif darkens > UNSEEN and glyphs[index].x1 - glyphs[index].x0 > _WIDE:
                        # White on a dark row is no pale writing.
                        pale.add(index)
                change[index] = level
            if reason & Why.OWN and not any(change[index] > UNSEEN for index in of_object[handle]):
                drawn = next(one for one in objects if one.handle == handle)
                box = turned_box(view, *spread(bounds(handle), drawn.outer))
                if most(changed, camera.spot(box)) > UNSEEN:
                    outside.add(handle)
    _shown_twice(change, unseen, glyphs)
    gone = {handle: _judged(indices, glyphs, change) for handle, indices in of_object.items()}
    sure = _sure(camera, objects, {h: found for h, found in gone.items() if found}, glyphs, owners, why)
    for handle, indices in gone.items():
        hidden = sure & set(indices) if handle not in outside else set()
        unseen |= hidden
        pale.difference_update(indices)
    contrast_of = {index: change[index] for index in pale}
    return Look(frozenset(unseen), contrast_of, _absent(camera, view, others, whole))


def _shown_twice(change: dict[int, int], unseen: set[int], glyphs: Sequence[Glyph]) -> None:
    """A sign that another one shows at the same place may change next to nothing, and shows all the same."""
    faint = [index for index, level in change.items() if level < _CLEAR]
    if not faint:
        return
    shown: dict[tuple[str, int, int], list[Glyph]] = {}
    for index, glyph in enumerate(glyphs):
        if index not in change and index not in unseen:
            for key in _keys(glyph):
                shown.setdefault(key, []).append(glyph)
    for index in faint:
        glyph = glyphs[index]
        if any(_same(glyph, other) for key in _keys(glyph) for other in shown.get(key, ())):
            change[index] = 255


def _same(one: Glyph, other: Glyph) -> bool:
    return abs(one.x0 - other.x0) <= 1 and abs(one.top - other.top) <= 1


def _keys(glyph: Glyph) -> Iterator[tuple[str, int, int]]:
    """The sign and its place in steps of two points; any two within a point have one in common."""
    for across in (0, 1):
        for down in (0, 1):
            yield glyph.char, int((glyph.x0 + across) // 2) * 2 + across, int((glyph.top + down) // 2) * 2 + down


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
    owners: Sequence[int],
    why: Mapping[int, Why],
) -> set[int]:
    """Those of the glyphs that are hidden: by what the file says of themselves, or since they show when painted alone.

    What changes nothing and does not show alone either is of a font that cannot be drawn here.
    """
    if not gone:
        return set()
    with without(drawn.handle for drawn in objects if drawn.handle not in gone):
        alone = camera.picture(grey=True)
    sure: set[int] = set()
    for handle, found in gone.items():
        shown = [index for index in found if contrast(alone, camera.spot(glyphs[index].box)) > UNSEEN]
        # A point that does not show at this size goes with its neighbours.
        if why[handle] & (Why.OWN | Why.CLIPPING) or len(shown) > 0.5 * len(found):
            sure.update(found)
        else:
            sure.update(shown)
    return sure - drawn_twice(camera, objects, gone, glyphs, owners)


def _absent(camera: Camera, view: View, others: Sequence[Drawn], whole: Image) -> frozenset[int]:
    """Of objects that are no text, those without which the page looks the same."""
    if not others:
        return frozenset()
    with without(drawn.handle for drawn in others):
        changed = difference(whole, camera.picture())
    boxes = {drawn.handle: turned_box(view, *spread(bounds(drawn.handle), drawn.outer)) for drawn in others}
    return frozenset(handle for handle, box in boxes.items() if most(changed, camera.spot(box, -1.0)) <= UNSEEN)


def _rounds(of_object: Mapping[int, Sequence[int]], glyphs: Sequence[Glyph]) -> list[list[int]]:
    """The objects in groups, each to be taken away by itself: none of a group lies over another of it.

    But for those that draw the same signs at the same place: without one of them the page would look the same, though
    without both it would not.
    """
    rounds: list[tuple[list[int], set[tuple[int, int]]]] = []
    for twins in _twins(of_object, glyphs):
        own = {
            (column, row)
            for handle in twins
            for x0, top, x1, bottom in (glyphs[index].box for index in of_object[handle])
            for column in range(int((x0 + 1) // _STEP), int((x1 - 1) // _STEP) + 1)
            for row in range(int((top + 2) // _STEP), int((bottom - 2) // _STEP) + 1)
        }
        for members, taken in rounds:
            if taken.isdisjoint(own) or len(rounds) >= _ROUNDS:
                members += twins
                taken |= own
                break
        else:
            rounds.append((list(twins), own))
    return [members for members, _ in rounds]


def _twins(of_object: Mapping[int, Sequence[int]], glyphs: Sequence[Glyph]) -> list[list[int]]:
    """The objects, those with a sign at the same place taken together."""
    group = {handle: [handle] for handle in of_object}
    seen: dict[tuple[str, int, int], int] = {}
    for handle, indices in of_object.items():
        for index in indices:
            for key in _keys(glyphs[index]):
                other = seen.setdefault(key, handle)
                if group[other] is not group[handle]:
                    group[other] += group[handle]
                    for each in group[handle]:
                        group[each] = group[other]
    return list({id(members): members for members in group.values()}.values())
