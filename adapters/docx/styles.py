"""What the styles of a document say that a reader needs: heading level, numbering, how text shows, contents."""

from __future__ import annotations

import re

from lxml import etree

from adapters.docx.faint import SEEN, Faint
from adapters.docx.letters import empty_in, tiny_in
from adapters.docx.names import COLOUR, NUM_PR, PPR, RPR, VAL, w
from checker.record import dataclass

HEADING = re.compile(r"(?:heading|标题)\s*([1-9])$", re.IGNORECASE)
OFF = frozenset(["0", "false", "off", "none"])
VANISH, STRIKES, RAISED, HEIGHT = w("vanish"), (w("strike"), w("dstrike")), w("vertAlign"), w("position")
LOOKS = (VANISH, *STRIKES, RAISED, HEIGHT)
_HIGH = 4
"""Half points above the line, from which signs are raised by hand."""
"""What of the properties of a run decides what a reader sees of its characters."""


@dataclass(frozen=True, slots=True)
class Look:
    """How text shows: not at all, struck out, raised (as the number of a note is).

    `tiny`: too small to be read, or drawn with nothing. `colour`: its colour, where a ground of the file has the same.
    """

    hidden: bool = False
    struck: bool = False
    raised: bool = False
    tiny: bool = False
    colour: str = ""


PLAIN_LOOK, UNSEEN_LOOK = Look(), Look(hidden=True)


@dataclass(frozen=True, slots=True)
class Style:
    """A style with what it inherits; `number` is (numId, level if stated, id of the style that states it)."""

    level: int | None = None
    number: tuple[str, int | None, str] | None = None
    look: Look = PLAIN_LOOK
    contents: bool = False

    @property
    def plain(self) -> bool:
        """Whether its text shows as it is, without a number."""
        return self.number is None and self.look is PLAIN_LOOK


PLAIN = Style()


class Styles:
    """Paragraph and character styles by id; an unknown id is the default style."""

    def __init__(self, root: etree._Element | None, faint: Faint = SEEN) -> None:
        """`faint`: what of the document may be unseen."""
        self.faint = faint
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
        self.marking = self._marking(root) if root is not None else frozenset()
        """The styles that say how text shows; a run has to be looked at for no other."""

    def get(self, style_id: str | None) -> Style:
        """The style of an id, the default style for None."""
        if style_id is None:
            return self.default
        found = self._found.get(style_id)
        if found is None:
            found = self._found[style_id] = self._resolve(style_id)
        return found

    def _marking(self, root: etree._Element) -> frozenset[str]:
        """Those that state a look, and those that are based on them."""
        found = {style.get(w("styleId"), "") for mark in root.iter(*LOOKS) for style in mark.iterancestors(w("style"))}
        if self.faint:
            marks = (mark for mark in root.iter(*self.faint.marks) if self.faint.is_telling(mark))
            found |= {style.get(w("styleId"), "") for mark in marks for style in mark.iterancestors(w("style"))}
        size = -1
        while len(found) != size:
            size = len(found)
            found.update(name for name, element in self._elements.items() if value(element, w("basedOn")) in found)
        return frozenset(found)

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
        looks: list[etree._Element] = []
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
            if run is not None and len(run):
                looks.append(run)
            contents = contents or name.lower().startswith("toc ")
            current = value(element, w("basedOn"))
        number = (number_id, number_level, number_style) if number_id is not None else None
        return Style(
            level if level is not None and level < 9 else None, number, look_of(looks, PLAIN_LOOK, self.faint), contents
        )


def look_of(properties: list[etree._Element], below: Look = PLAIN_LOOK, faint: Faint = SEEN) -> Look:
    """The look that some properties of runs state, the nearest first, where they state none that of `below`."""
    hidden = struck = raised = tiny = colour = None
    for run in properties:
        if hidden is None:
            hidden = toggle(run, VANISH)
        if struck is None:
            stated = [toggle(run, name) for name in STRIKES]
            struck = None if stated == [None, None] else any(stated)
        if raised is None and (aligned := value(run, RAISED)) is not None:
            raised = aligned == "superscript"
        if not raised and (height := value(run, HEIGHT)) is not None:
            raised = (integer(height) or 0) >= _HIGH
        if faint:
            tiny = tiny_in(run) if tiny is None else tiny
            tiny = empty_in(run) if tiny is None else tiny or empty_in(run)
            colour = value(run, COLOUR) if colour is None else colour
    looks = (
        below.hidden if hidden is None else hidden,
        below.struck if struck is None else struck,
        below.raised if raised is None else raised,
        below.tiny if tiny is None else tiny,
        below.colour if colour is None else colour if colour in faint.colours else "",
    )
    return Look(*looks) if any(looks) else PLAIN_LOOK


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
