"""In which groups suspects are taken away from a page: none of a group lies over another of it."""

from __future__ import annotations

from adapters.pdf.reading.scene import Scene, Signs, ink, keys

_MOST = 5
_STEP = 4.0
"""Points: the side of the squares in which signs of two objects count as one over the other."""


def rounds(scene: Scene, signs: Signs) -> list[list[int]]:
    """The objects in groups, each to be taken away by itself.

    Those that draw the same signs at the same place go together: without one of them the page would look the same,
    though without both it would not.
    """
    found: list[tuple[list[int], set[tuple[int, int]]]] = []
    for twins in _twins(scene, signs):
        own = {
            (column, row)
            for handle in twins
            for x0, top, x1, bottom in (ink(scene.glyphs[index]) for index in signs[handle])
            for column in range(int(x0 // _STEP), int(x1 // _STEP) + 1)
            for row in range(int(top // _STEP), int(bottom // _STEP) + 1)
        }
        for members, taken in found:
            if taken.isdisjoint(own) or len(found) >= _MOST:
                members += twins
                taken |= own
                break
        else:
            found.append((list(twins), own))
    return [members for members, _ in found]


def _twins(scene: Scene, signs: Signs) -> list[list[int]]:
    """The objects, those with a sign at the same place taken together."""
    group = {handle: [handle] for handle in signs}
    seen: dict[tuple[str, int, int], int] = {}
    for handle, indices in signs.items():
        for index in indices:
            for key in keys(scene.glyphs[index]):
                other = seen.setdefault(key, handle)
                if group[other] is not group[handle]:
                    group[other] += group[handle]
                    for each in group[handle]:
                        group[each] = group[other]
    return list({id(members): members for members in group.values()}.values())
