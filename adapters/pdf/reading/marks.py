"""Runs of writing that may be a watermark or a seal: oblique, pale, or of the colour of what is oblique."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from math import hypot

from adapters.pdf.reading.content import fill
from adapters.pdf.reading.glyphs import BLANK, Glyph, Mark

PALE = 0.36
"""Contrast to the ground below which writing is paler than any that is meant to be read through."""
_FAR = 2.6
"""Times its size: signs of one run are no further apart."""
_OF_SEAL = 3
"""Oblique runs of one colour, from which upright ones of it may belong to them."""
_COLOURED = 60
"""Levels by which the channels of a colour differ at least: black and grey make no seal."""

Colours = dict[int, tuple[int, ...]]
"""The colour of filling, by `item`."""


def marks_among(
    painted: Sequence[Glyph], contrasts: Sequence[float], oblique: set[int], owners: Sequence[int]
) -> Iterator[Mark]:
    """The runs among the glyphs of a page, in stream order. `contrasts`: of each glyph, 1.0 where it is not measured.

    `oblique`: drawing operations whose writing is. One is pale where most of it is: what lies over dark writing cannot
    be measured there.
    """
    measured: dict[int, list[bool]] = {}
    for index, glyph in enumerate(painted):
        if glyph.char not in BLANK:
            measured.setdefault(glyph.item, []).append(contrasts[index] < PALE)
    pale = {item for item, found in measured.items() if 2 * sum(found) >= len(found)}
    chosen = (oblique & measured.keys()) | pale
    chosen |= _coloured_alike(oblique & measured.keys(), measured.keys() - chosen, owners)
    run: list[int] = []
    for index, glyph in enumerate(painted):
        if glyph.item not in chosen or glyph.char in BLANK:
            continue
        if run and not _goes_on(painted[run[-1]], glyph, oblique):
            yield _mark(run, painted, contrasts, oblique, owners)
            run = []
        run.append(index)
    if run:
        yield _mark(run, painted, contrasts, oblique, owners)


def _coloured_alike(oblique: set[int], others: set[int], owners: Sequence[int]) -> set[int]:
    """Upright writing of the colour of several oblique runs, if that is a colour."""
    if len(oblique) < _OF_SEAL:
        return set()
    counts = Counter(fill(owners[item]) for item in oblique if owners[item])
    colours = {
        colour
        for colour, count in counts.items()
        if colour is not None and count >= _OF_SEAL and max(colour[:3]) - min(colour[:3]) >= _COLOURED
    }
    return {item for item in others if owners[item] and fill(owners[item]) in colours} if colours else set()


def _goes_on(before: Glyph, glyph: Glyph, oblique: set[int]) -> bool:
    alike = (before.item in oblique) == (glyph.item in oblique) and abs(before.size - glyph.size) < 0.1 * glyph.size
    if glyph.upright and glyph.item not in oblique and abs(before.base - glyph.base) > 0.5 * glyph.size:
        return False
    across, down = glyph.x0 + glyph.x1 - before.x0 - before.x1, glyph.top + glyph.bottom - before.top - before.bottom
    return alike and hypot(across / 2, down / 2) < _FAR * max(glyph.size, 1.0)


def _mark(
    run: Sequence[int],
    painted: Sequence[Glyph],
    contrasts: Sequence[float],
    oblique: set[int],
    owners: Sequence[int],
) -> Mark:
    glyphs = [painted[index] for index in run]
    colour = fill(owners[glyphs[0].item]) if owners[glyphs[0].item] else None
    return Mark(
        "".join(glyph.char for glyph in glyphs),
        (
            min(glyph.x0 for glyph in glyphs),
            min(glyph.top for glyph in glyphs),
            max(glyph.x1 for glyph in glyphs),
            max(glyph.bottom for glyph in glyphs),
        ),
        max(glyph.size for glyph in glyphs),
        glyphs[0].item in oblique,
        sorted(contrasts[index] for index in run)[len(run) // 2],
        colour or (),
        frozenset(glyph.item for glyph in glyphs),
    )
