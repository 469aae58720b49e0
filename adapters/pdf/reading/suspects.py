"""Objects of a page that may not show: told by what the file says of them, so that only they need be looked at."""

from __future__ import annotations

import ctypes
from collections.abc import Iterator, Sequence
from enum import IntFlag

from adapters.pdf.reading import calls
from adapters.pdf.reading.areas import Area, differ
from adapters.pdf.reading.content import COLOUR, PATH, TEXT, Drawn, bounds, cut, spread, stroke
from adapters.pdf.reading.view import View, turned_box
from checker.document import Box

Filling = tuple[int, int, int, int] | None
"""Red, green, blue and alpha; None for what is no plain colour."""
_PALE = 160
"""Levels: a colour all of whose channels are at least that is hardly seen on paper."""
_LIKE = 40
"""Levels up to which a text is too much like what it stands on to be sure that it shows."""
_ROW = 24.0
"""Points: the height of the bands by which texts are found again."""
_OUTLINED = 1
"""The text rendering mode of PDF that paints the outlines of letters alone."""
_INVISIBLE = 3
"""The text rendering mode of PDF from which on text is not painted, or no more than a clipping path."""


class Why(IntFlag):
    """Why an object may not show."""

    UNPAINTED = 1
    """The rendering mode paints nothing."""
    CLIPPING = 2
    """The rendering mode makes the text a window on what is painted later."""
    OWN = 4
    """It is cut off, or in a layer that may be off or a form that may be cut off."""
    PALE = 8
    """Its colour is, or it is transparent, or in a form that may be."""
    ROUND = 16
    """It depends on what is painted before or after: a ground of like colour, something over it."""


def suspects(objects: Sequence[Drawn], areas: Sequence[Area], view: View, layers: bool) -> dict[int, Why]:
    """The texts that may not show, by address, and with `layers` the paths. `areas` are those of the page."""
    found: dict[int, Why] = {}
    texts: list[tuple[int, Drawn]] = []
    pale: dict[Filling, bool] = {}
    colours: list[Filling] = []
    if layers:
        for handle, kind, _, veiled in objects:
            if kind == PATH and (veiled or _layered(handle)):
                found[handle] = Why.OWN
    written = [(order, drawn) for order, drawn in enumerate(objects) if drawn[1] == TEXT]
    asked = calls.arguments([drawn[0] for _, drawn in written])
    clips = calls.arguments(calls.told(calls.clip, asked))
    colour: Filling
    for entry, mode, (coloured, filled), clear, clipped in zip(
        written,
        calls.told(calls.mode, asked),
        calls.gathered(calls.fill, COLOUR, 4, asked),
        calls.told(calls.transparent, asked),
        calls.told(calls.clip_paths, clips),
        strict=True,
    ):
        handle, _, _, veiled = entry[1]
        if mode >= _INVISIBLE:
            found[handle] = Why.UNPAINTED if mode == _INVISIBLE else Why.CLIPPING if mode == 7 else Why.OWN
            if mode == _INVISIBLE:
                continue
        colour = stroke(handle) if mode == _OUTLINED else filled if coloured else None
        texts.append(entry)
        colours.append(colour)
        faint = pale.get(colour)
        if faint is None:
            faint = pale[colour] = colour is None or min(colour[:3]) >= _PALE
        if faint or clear or veiled:
            found[handle] = found.get(handle, Why(0)) | Why.PALE
        if clear or veiled or (clipped > 0 and cut(handle)) or (layers and _layered(handle)):
            found[handle] = found.get(handle, Why(0)) | Why.OWN
    for handle in _among(texts, colours, areas, view):
        found[handle] = found.get(handle, Why(0)) | Why.ROUND
    last = areas[-1].order if areas else -1
    for order, drawn in texts if found else ():
        if order > last and found.get(drawn.handle, Why(0)) & Why.CLIPPING:
            found[drawn.handle] = Why.UNPAINTED  # nothing is painted through the window
    return found


def _among(
    texts: Sequence[tuple[int, Drawn]],
    colours: Sequence[Filling],
    areas: Sequence[Area],
    view: View,
) -> Iterator[int]:
    """Texts on an area of like colour or on a picture, and those below something that is painted later."""
    if not areas or not texts:
        return
    bands: dict[int, list[tuple[int, int, Box]]] = {}
    grounds = {area.colour for area in areas}
    last = areas[-1].order
    alike = {
        colour: colour is None or any(ground is None or differ(colour[:3], ground) < _LIKE for ground in grounds)
        for colour in set(colours)
    }
    for (order, drawn), colour in zip(texts, colours, strict=True):
        if order > last and not alike[colour]:
            continue
        box = turned_box(view, *spread(bounds(drawn.handle), drawn.outer))
        for band in range(int(box[1] // _ROW), int(box[3] // _ROW) + 1):
            bands.setdefault(band, []).append((order, drawn.handle, box))
    colour_of = {drawn.handle: colour for (_, drawn), colour in zip(texts, colours, strict=True)}
    seen: set[int] = set()
    for area in areas:
        x0, top, x1, bottom = area.box
        for band in range(int(top // _ROW), int(bottom // _ROW) + 1):
            for order, handle, box in bands.get(band, ()):
                if handle in seen or box[0] >= x1 or box[2] <= x0 or box[1] >= bottom or box[3] <= top:
                    continue
                if order > area.order:
                    colour = colour_of[handle]
                    if colour is not None and area.colour is not None and differ(colour[:3], area.colour) >= _LIKE:
                        continue
                seen.add(handle)
                yield handle


def _layered(handle: int) -> bool:
    """Whether an object is marked as optional content."""
    name = ctypes.create_string_buffer(32)
    size = ctypes.c_ulong()
    for index in range(calls.marks(handle)):
        told = calls.mark_name(calls.mark(handle, index), ctypes.addressof(name), 32, ctypes.addressof(size))
        if told and name.raw[:4] == b"O\0C\0":
            return True
    return False
