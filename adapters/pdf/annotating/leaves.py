"""The pages of a file in pyHanko's terms, and where a box of the visible page stands on them."""

# pyHanko types only a part of its functions.
# mypy: disable-error-code="no-untyped-call"

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from pyhanko.pdf_utils import generic

from checker.document import Box
from checker.record import dataclass

SHEET = "/GoujiSheet"
"""Marks a page of findings that was appended by `annotate`."""
_DEPTH = 60
_LETTER = (0.0, 0.0, 612.0, 792.0)


@dataclass(frozen=True, slots=True)
class Leaf:
    """A page: its object and reference, the part of it that is shown (raw coordinates), and its rotation."""

    page: Any
    reference: Any
    shown: Box
    rotation: int

    def raw(self, x: float, y: float) -> tuple[float, float]:
        """From points from the top left of the page as shown to the page's own coordinates."""
        left, bottom, right, top = self.shown
        if self.rotation == 90:
            return (left + y, bottom + x)
        if self.rotation == 180:
            return (right - x, bottom + y)
        if self.rotation == 270:
            return (right - y, top - x)
        return (left + x, top - y)

    def rectangle(self, box: Box) -> Box:
        """A box of the visible page as x0, y0, x1, y1 of the page's own coordinates."""
        (ax, ay), (bx, by) = self.raw(box[0], box[1]), self.raw(box[2], box[3])
        return (min(ax, bx), min(ay, by), max(ax, bx), max(ay, by))

    @property
    def size(self) -> tuple[float, float]:
        """Width and height as shown."""
        left, bottom, right, top = self.shown
        return (top - bottom, right - left) if self.rotation % 180 else (right - left, top - bottom)


def leaves(root: Any) -> list[Leaf]:
    """Every page in order, appended sheets too."""
    return list(_walk(root.raw_get("/Pages"), {}, 0, set()))


def entry(dictionary: Any, key: str) -> Any:
    """The value of a key with references followed, None where there is none."""
    # Not .get(): that one does not follow references.
    return dictionary[key] if key in dictionary else None  # noqa: SIM401


def _walk(reference: Any, inherited: dict[str, Any], depth: int, above: set[Any]) -> Iterator[Leaf]:
    node = reference.get_object() if isinstance(reference, generic.IndirectObject) else reference
    if not isinstance(node, generic.DictionaryObject) or depth > _DEPTH or id(node) in above:
        return
    values = dict(inherited)
    for key in ("/MediaBox", "/CropBox", "/Rotate"):
        if key in node:
            values[key] = node[key]
    if "/Kids" in node:
        kids = node["/Kids"]
        for index in range(len(kids)):
            yield from _walk(kids.raw_get(index), values, depth + 1, above | {id(node)})
        return
    yield Leaf(node, reference, _shown(values), int(values.get("/Rotate", 0)) % 360)


def _shown(values: dict[str, Any]) -> Box:
    media = _rectangle(values.get("/MediaBox")) or _LETTER
    crop = _rectangle(values.get("/CropBox")) or media
    both = (max(media[0], crop[0]), max(media[1], crop[1]), min(media[2], crop[2]), min(media[3], crop[3]))
    return both if both[2] > both[0] and both[3] > both[1] else media


def _rectangle(value: Any) -> Box | None:
    try:
        ax, ay, bx, by = (float(value[index]) for index in range(4))
    except (TypeError, ValueError, IndexError):
        return None
    box = (min(ax, bx), min(ay, by), max(ax, bx), max(ay, by))
    return box if box[2] > box[0] and box[3] > box[1] else None
