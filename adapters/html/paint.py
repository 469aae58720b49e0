"""Whether the text of an element shows on what it stands on: its size, its colour and the colour of its ground."""

from __future__ import annotations

import re
from typing import NamedTuple

from lxml import etree

from adapters.html.looks import declared

_LIKE = 16
"""Levels of 255 up to which two colours look the same."""
_TINY = 2.0
"""Pixels of a letter, below which nobody reads it."""
_FAINT = 0.05
"""Opacity up to which nothing is seen."""
_FAR = -400.0
"""Pixels to the left or above, from which a text stands outside of the page."""
_USUAL = 16.0
_SIZE = re.compile(r"([\d.]+)\s*(px|pt|r?em|%|mm|cm|in)?")
_UNITS = {"": 1.0, "px": 1.0, "pt": 4 / 3, "mm": 96 / 25.4, "cm": 96 / 2.54, "in": 96.0}
_SHIFT = re.compile(r"-([\d.]+)\s*(px|pt|r?em|%|mm|cm|in|vw|vh)?")
_FUNCTION = re.compile(r"rgba?\(\s*([\d.]+%?)[\s,]+([\d.]+%?)[\s,]+([\d.]+%?)(?:[\s,/]+([\d.]+%?))?\s*\)")
_NAMES = {
    "white": (255, 255, 255), "black": (0, 0, 0), "red": (255, 0, 0), "yellow": (255, 255, 0), "blue": (0, 0, 255),
    "green": (0, 128, 0), "gray": (128, 128, 128), "grey": (128, 128, 128), "silver": (192, 192, 192),
    "snow": (255, 250, 250), "ivory": (255, 255, 240), "whitesmoke": (245, 245, 245), "aqua": (0, 255, 255),
    "cyan": (0, 255, 255), "lime": (0, 255, 0), "navy": (0, 0, 128), "maroon": (128, 0, 0), "orange": (255, 165, 0),
}  # fmt: skip

Colour = tuple[int, int, int]
WHITE: Colour = (255, 255, 255)


class Paint(NamedTuple):
    """How text is painted: its size in pixels, its colour and its ground, None where they cannot be told."""

    size: float = _USUAL
    colour: Colour | None = (0, 0, 0)
    ground: Colour | None = WHITE
    clear: bool = False

    @property
    def unseen(self) -> bool:
        """Whether nobody reads text that is painted so."""
        return self.size < _TINY or self.clear or _alike(self.colour, self.ground)


class Painter:
    """Tells how the text of each element is painted. Style sheets that are not in the page may lay a ground under any
    element that has a class, and under cells and rows."""

    def __init__(self, root: etree._Element) -> None:
        links = (link for link in root.iter("link") if "stylesheet" in (link.get("rel") or "").lower())
        self._open = next(links, None) is not None
        self._known: dict[etree._Element, Paint] = {}

    def of(self, element: etree._Element) -> Paint:
        """How the text of an element itself is painted."""
        above: list[etree._Element] = []
        node: etree._Element | None = element
        while node is not None and node not in self._known:
            above.append(node)
            node = node.getparent()
        paint = self._known[node] if node is not None else Paint(ground=None if self._open else WHITE)
        for one in reversed(above):
            paint = self._known[one] = self._below(one, paint)
        return paint

    def _below(self, element: etree._Element, above: Paint) -> Paint:
        if not isinstance(element.tag, str) or not element.attrib:
            return above
        size, colour, ground, clear = above
        if self._open and (element.get("class") or element.get("id")):
            ground = None
        laid = (
            declared(element, "background-color") or declared(element, "background") or _attribute(element, "bgcolor")
        )
        if laid and laid not in ("none", "transparent", "inherit", "initial", "auto"):
            ground = _mixed(laid, ground)
        elif element.get("background"):
            ground = None
        told = declared(element, "color") or (_attribute(element, "color") if element.tag == "font" else "")
        if told and told not in ("inherit", "currentcolor"):
            clear = _opacity(told) <= _FAINT
            colour = _colour(told)
        stated = declared(element, "font-size")
        if stated:
            size = _size(stated, size)
        return Paint(size, colour, ground, clear)


def is_off(element: etree._Element) -> bool:
    """Whether an element with all that is in it is see-through, cut off, or stands outside of the page."""
    style = (element.get("style") or "").lower()
    if not any(word in style for word in ("opacity", "position", "text-indent", "clip", "overflow", "transform")):
        return False
    opacity = declared(element, "opacity")
    if opacity and _share(opacity) <= _FAINT:
        return True
    if declared(element, "position") in ("absolute", "fixed"):
        if any(_shift(declared(element, side)) < _FAR for side in ("left", "top", "margin-left", "margin-top")):
            return True
        if re.search(r"rect\(\s*0|rect\(\s*1px[\s,]+1px[\s,]+1px", declared(element, "clip")):
            return True
    if _shift(declared(element, "text-indent")) < _FAR:
        return True
    if re.search(r"inset\(\s*(?:50|100)%|circle\(\s*0", declared(element, "clip-path")):
        return True
    if re.search(r"scale\(\s*0(?:\.0+)?\s*[,)]", declared(element, "transform")):
        return True
    if "hidden" in declared(element, "overflow"):
        sides = (declared(element, side) for side in ("width", "height", "max-height", "max-width"))
        return any(side and _size(side, _USUAL) < _TINY for side in sides)
    return False


def _shift(value: str) -> float:
    """A negative length in pixels, a part of the page's width as eight pixels a hundredth; 0 for any other."""
    found = _SHIFT.match(value)
    if not found:
        return 0.0
    unit = found[2] or "px"
    each = 8.0 if unit in ("%", "vw", "vh") else _USUAL if unit in ("em", "rem") else _UNITS[unit]
    return -_number(found[1]) * each


def _size(value: str, above: float) -> float:
    """A length in pixels; `above` where it is told in words."""
    found = _SIZE.match(value)
    if not found:
        return above
    number, unit = _number(found[1]), found[2] or ""
    if unit in ("em", "%"):
        return above * number / (100 if unit == "%" else 1)
    return number * (_USUAL if unit == "rem" else _UNITS[unit])


def _number(text: str) -> float:
    try:
        return float(text)
    except ValueError:
        return 1.0


def _share(text: str) -> float:
    """A share of one, or per cent of it."""
    return _number(text.rstrip("% ")) / (100 if "%" in text else 1)


def _opacity(value: str) -> float:
    if value == "transparent":
        return 0.0
    found = _FUNCTION.match(value)
    if found and found[4]:
        return _share(found[4])
    if value.startswith("#") and len(value) in (5, 9):
        return int(value[-1] * 2 if len(value) == 5 else value[-2:], 16) / 255 if _is_hex(value[1:]) else 1.0
    return 1.0


def _is_hex(digits: str) -> bool:
    return all(char in "0123456789abcdef" for char in digits)


def _mixed(laid: str, below: Colour | None) -> Colour | None:
    """The ground that a background makes: what is below where nothing of it is seen, unknown where it is no colour."""
    if "url(" in laid or "gradient" in laid or "var(" in laid:
        return None
    return below if _opacity(laid) <= _FAINT else _colour(laid) if _opacity(laid) > 0.95 else None


def _colour(value: str) -> Colour | None:
    """A colour by its first word; None for one that is not known here."""
    found = _FUNCTION.match(value)
    if found:
        channels = [round(255 * _share(part)) if "%" in part else round(_number(part)) for part in found.groups()[:3]]
        return (channels[0], channels[1], channels[2])
    word = value.split()[0]
    digits = word[1:] if word.startswith("#") else word
    if len(digits) in (3, 4) and _is_hex(digits) and word.startswith("#"):
        digits = "".join(2 * char for char in digits)
    if len(digits) in (6, 8) and _is_hex(digits):
        return (int(digits[:2], 16), int(digits[2:4], 16), int(digits[4:6], 16))
    return _NAMES.get(word)


def _alike(one: Colour | None, other: Colour | None) -> bool:
    return one is not None and other is not None and max(abs(a - b) for a, b in zip(one, other, strict=True)) <= _LIKE


def _attribute(element: etree._Element, name: str) -> str:
    return (element.get(name) or "").strip().lower()
