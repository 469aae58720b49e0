"""Pictures of a page with some of its objects and without, and what shows in a box of them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

from adapters.pdf.reading import calls
from checker.document import Box

if TYPE_CHECKING:
    from PIL.Image import Image

_DOTS = 100 / 72
"""Dots a point; at 50 dots an inch one hidden glyph in ten is taken for painted."""
UNSEEN = 10
"""Levels of 255: a change up to it is none."""
_PIXELS = 16_000_000
_GREY = 128

Spot = tuple[int, int, int, int]
"""Left, upper, right, lower in dots."""


class Camera:
    """Takes pictures of a page, all at one scale."""

    def __init__(self, page: Any) -> None:
        self._page = page
        width, height = page.get_size()
        self._scale = min(_DOTS, (_PIXELS / max(width * height, 1.0)) ** 0.5)
        self._size = (0, 0)

    def picture(self, grey: bool = False) -> Image:
        """The page as it is now, on white or on grey paper, without annotations."""
        ground = (_GREY, _GREY, _GREY, 255) if grey else (255, 255, 255, 255)
        bitmap = self._page.render(
            scale=self._scale, fill_color=ground, may_draw_forms=False, draw_annots=False, rev_byteorder=True
        )
        try:
            picture: Image = bitmap.to_pil().convert("RGB").copy()
        finally:
            bitmap.close()
        self._size = picture.size
        return picture

    def spot(self, box: Box, inset: float = 1.0) -> Spot | None:
        """A box in dots, `inset` smaller on each side, since the ink of a neighbour reaches over; None off the page."""
        x0, top, x1, bottom = (side * self._scale for side in box)
        if x1 - x0 < 4 * inset:
            x0, x1 = x0 - inset / 2, x1 + inset / 2
        left, upper = max(int(x0 + inset), 0), max(int(top + inset), 0)
        right, lower = max(int(x1 - inset + 0.999), left + 1), max(int(bottom - inset + 0.999), upper + 1)
        right, lower = min(right, self._size[0]), min(lower, self._size[1])
        return (left, upper, right, lower) if right > left and lower > upper else None


@contextmanager
def without(handles: Iterable[int]) -> Iterator[None]:
    """Objects of a page, by address, are not painted meanwhile."""
    taken = list(handles)
    for handle in taken:
        calls.active(handle, 0)
    try:
        yield
    finally:
        for handle in taken:
            calls.active(handle, 1)


def difference(one: Image, other: Image) -> Image:
    """By how many levels two pictures differ, in the channel where they differ most."""
    from PIL import ImageChops

    red, green, blue = ImageChops.difference(one, other).split()
    return ImageChops.lighter(ImageChops.lighter(red, green), blue)


def most(levels: Image, spot: Spot | None) -> int:
    """The highest level in a spot."""
    return int(levels.crop(spot).getextrema()[1]) if spot else 0  # type: ignore[arg-type]


def contrast(picture: Image, spot: Spot | None) -> int:
    """How far the lightest and the darkest dot of a spot are apart."""
    if spot is None:
        return 0
    low, high = picture.crop(spot).convert("L").getextrema()
    return int(high) - int(low)  # type: ignore[arg-type]


def darker(whole: Image, bare: Image, spot: Spot | None) -> int:
    """By how many levels `whole` is darker than `bare` where it is so most."""
    from PIL import ImageChops

    if spot is None:
        return 0
    return max(most[1] for most in ImageChops.subtract(bare.crop(spot), whole.crop(spot)).getextrema())  # type: ignore[index]


def like(picture: Image, spot: Spot | None, colour: Sequence[int], levels: int) -> bool:
    """Whether most of a spot is of a colour, to so many levels."""
    if spot is None:
        return False
    middles = (_middle(channel) for channel in picture.crop(spot).split())
    return all(abs(middle - own) <= levels for middle, own in zip(middles, colour, strict=False))


def _middle(channel: Image) -> int:
    """The median level."""
    counts = channel.histogram()
    total, half = 0, sum(counts) / 2
    return next(level for level, count in enumerate(counts) if (total := total + count) >= half)
