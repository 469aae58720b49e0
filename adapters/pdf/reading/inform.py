"""Text of forms whose boxes pdfium gives in the form's own coordinates: letters that are drawings (Type 3 fonts)."""

from __future__ import annotations

import struct
from collections.abc import Mapping, Sequence

from adapters.pdf.reading import calls
from adapters.pdf.reading.content import IDENTITY, SIX, TEXT, Drawn, Matrix, apply

_NEAR = 0.5
"""Points by which the origin of a text may lie off the place that its matrix names."""
_POINT = struct.Struct("2d")


def astray(handle: int, kept: Sequence[int], owners: Sequence[int], objects: Sequence[Drawn]) -> Mapping[int, Matrix]:
    """The matrices that lead the boxes of texts to the page, by the address of the text: of those whose origin is told
    where it lies in the form round them. `kept` are the characters, `owners` the text of each."""
    formed = {drawn.handle: drawn.outer for drawn in objects if drawn.kind == TEXT and drawn.outer != IDENTITY}
    if not formed:
        return {}
    first: dict[int, int] = {}
    for index, owner in zip(kept, owners, strict=True):
        if owner in formed and owner not in first:
            first[owner] = index
    places = list(first.values())
    matrices = calls.gathered(calls.text_matrix, SIX, 1, calls.every(handle), places)
    origins = calls.gathered(calls.origin, _POINT, 2, calls.every(handle), places)
    found: dict[int, Matrix] = {}
    for owner, (_, matrix), (_, (x, y)) in zip(first, matrices, origins, strict=True):
        right, up = matrix[4], matrix[5]
        if abs(x - right) <= _NEAR and abs(y - up) <= _NEAR:
            continue
        at_x, at_y = apply(formed[owner], x, y)
        if abs(at_x - right) <= _NEAR and abs(at_y - up) <= _NEAR:
            found[owner] = formed[owner]
    return found
