"""Letters of which nothing can be read: too small, drawn with nothing, or in lines without height."""

from __future__ import annotations

from lxml import etree

from adapters.docx.names import FILL, SCALE, SIZE, SPACING, VAL, WORD_2010, w

TINY, PRESSED = 4, 10
"""Half points (two points) and per cent of their width, below which nobody reads letters."""
_LOWEST = 40
"""Twentieths of a point: what is set in lines or rows of no more than that is cut off."""
_CLEAR = 95_000
"""Thousandths of a per cent of transparency."""


def tiny_in(properties: etree._Element) -> bool | None:
    """Whether the properties of a run make its letters too small to be read; None where they do not say."""
    size, scale = _number(properties, SIZE), _number(properties, SCALE)
    return None if size is None and scale is None else (size or TINY) < TINY or (scale or 100) < PRESSED


def empty_in(properties: etree._Element) -> bool | None:
    """Whether the letters are drawn with no filling and no outline."""
    fill = properties.find(FILL)
    if fill is None:
        return None
    if properties.find(f"{{{WORD_2010}}}textOutline/{{{WORD_2010}}}solidFill") is not None:
        return False
    clear = [alpha.get(f"{{{WORD_2010}}}val", "0") for alpha in fill.iter(f"{{{WORD_2010}}}alpha")]
    return fill.find(f"{{{WORD_2010}}}noFill") is not None or any(one.isdigit() and int(one) >= _CLEAR for one in clear)


def is_low(properties: etree._Element | None) -> bool:
    """Whether the lines of a paragraph, or a row of a table, have no height, so that nothing of them shows."""
    if properties is None:
        return False
    spacing, height = properties.find(SPACING), properties.find(w("trHeight"))
    told = []
    if spacing is not None and spacing.get(w("lineRule")) == "exact":
        told.append(spacing.get(w("line"), ""))
    if height is not None and height.get(w("hRule")) == "exact":
        told.append(height.get(VAL, ""))
    return any(one.isdigit() and int(one) <= _LOWEST for one in told)


def _number(properties: etree._Element, name: str) -> int | None:
    child = properties.find(name)
    text = "" if child is None else child.get(VAL, "").rstrip("%")
    return int(text) if text.isascii() and text.isdigit() and len(text) < 6 else None
