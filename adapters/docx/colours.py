"""Colours as Word writes them, and which of them look alike."""

from __future__ import annotations

_PALE = 0xE0
"""The level of 255 from which all channels of a pale colour are."""
_LIKE = 16
"""Levels of 255 up to which two colours look the same."""
NAMED = {
    "black": "000000", "blue": "0000FF", "cyan": "00FFFF", "darkBlue": "000080", "darkCyan": "008080",
    "darkGray": "808080", "darkGreen": "008000", "darkMagenta": "800080", "darkRed": "800000", "darkYellow": "808000",
    "green": "00FF00", "lightGray": "C0C0C0", "magenta": "FF00FF", "red": "FF0000", "white": "FFFFFF",
    "yellow": "FFFF00",
}  # fmt: skip
"""The colours of w:highlight (ISO/IEC 29500-1, ST_HighlightColor)."""


def usual(colour: str) -> str:
    """A colour in six digits, else nothing (auto)."""
    upper = str(colour).lstrip("#").upper()
    return upper if len(upper) == 6 and all(char in "0123456789ABCDEF" for char in upper) else ""


def _channels(colour: str) -> tuple[int, ...]:
    digits = usual(colour)
    return tuple(int(digits[at : at + 2], 16) for at in (0, 2, 4)) if digits else ()


def is_pale(colour: str) -> bool:
    """Whether a colour is hardly seen on white."""
    channels = _channels(colour)
    return bool(channels) and min(channels) >= _PALE


def same(one: str, other: str) -> bool:
    """Whether two colours look the same."""
    first, second = _channels(one), _channels(other)
    return bool(first and second) and max(abs(a - b) for a, b in zip(first, second, strict=True)) <= _LIKE
