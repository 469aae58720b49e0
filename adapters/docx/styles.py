"""What the styles of a document say that a reader needs: heading level, numbering, hidden text, table of contents."""

from __future__ import annotations

import re
from dataclasses import dataclass

from lxml import etree

from adapters.docx.names import NUM_PR, PPR, RPR, VAL, w

HEADING = re.compile(r"(?:heading|标题)\s*([1-9])$", re.IGNORECASE)
OFF = frozenset(["0", "false", "off", "none"])


@dataclass(frozen=True, slots=True)
class Style:
    """A style with what it inherits; `number` is (numId, level if stated, id of the style that states it)."""

    level: int | None = None
    number: tuple[str, int | None, str] | None = None
    hidden: bool = False
    contents: bool = False


PLAIN = Style()


class Styles:
    """Paragraph and character styles by id; an unknown id is the default style."""

    def __init__(self, root: etree._Element | None) -> None:
        self._elements: dict[str, etree._Element] = {}
        self._found: dict[str, Style] = {}
        self.default = PLAIN
        default_id = ""
        for element in root.iterchildren(w("style")) if root is not None else ():
            style_id = element.get(w("styleId"), "")
            self._elements[style_id] = element
            if element.get(w("type")) == "paragraph" and element.get(w("default"), "0") not in OFF:
                default_id = style_id
        if default_id:
            self.default = self.get(default_id)
        self.any_hidden = root is not None and next(root.iter(w("vanish")), None) is not None
        """Whether a run has to be looked at for a hidden style at all."""

    def get(self, style_id: str | None) -> Style:
        """The style of an id, the default style for None."""
        if style_id is None:
            return self.default
        found = self._found.get(style_id)
        if found is None:
            found = self._found[style_id] = self._resolve(style_id)
        return found

    def number_of(self, style_id: str) -> str | None:
        """The numId that a numbering style stands for."""
        number = self.get(style_id).number
        return number[0] if number else None

    def _resolve(self, style_id: str) -> Style:
        """Along basedOn, nearest first; a circle ends where it closes."""
        level: int | None = None
        number_id: str | None = None
        number_level: int | None = None
        number_style = style_id
        hidden: bool | None = None
        contents = False
        seen: set[str] = set()
        current: str | None = style_id
        while current is not None and current not in seen and current in self._elements:
            seen.add(current)
            element = self._elements[current]
            name = (value(element, w("name")) or "").strip()
            properties = element.find(PPR)
            if properties is not None:
                if level is None:
                    level = outline(properties)
                numbering = properties.find(NUM_PR)
                if numbering is not None and number_id is None:
                    number_id = value(numbering, w("numId"))
                    number_level = integer(value(numbering, w("ilvl")))
                    number_style = current
            if level is None and (heading := HEADING.match(name)):
                level = int(heading[1]) - 1
            run = element.find(RPR)
            if hidden is None and run is not None:
                hidden = toggle(run, w("vanish"))
            contents = contents or name.lower().startswith("toc ")
            current = value(element, w("basedOn"))
        number = (number_id, number_level, number_style) if number_id is not None else None
        return Style(level if level is not None and level < 9 else None, number, bool(hidden), contents)


def value(parent: etree._Element, name: str) -> str | None:
    """`w:val` of a child."""
    child = parent.find(name)
    return None if child is None else child.get(VAL)


def toggle(parent: etree._Element, name: str) -> bool | None:
    """An on-off child: None when it is not stated."""
    child = parent.find(name)
    return None if child is None else child.get(VAL, "1") not in OFF


def outline(properties: etree._Element) -> int | None:
    """The outline level a paragraph's properties state, from 0; 9 is body text."""
    return integer(value(properties, w("outlineLvl")))


def integer(text: str | None) -> int | None:
    return int(text) if text is not None and text.isascii() and text.isdigit() and len(text) < 10 else None
