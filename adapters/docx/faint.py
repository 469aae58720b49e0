"""What of a Word file may be text that nobody sees, so that only that is looked at again."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from itertools import chain
from typing import Any

from lxml import etree

from adapters.docx.colours import NAMED, is_pale, same, usual
from adapters.docx.letters import PRESSED, TINY, is_low
from adapters.docx.names import BACKGROUND, COLOUR, FILL, HIGHLIGHT, MAIN, SCALE, SHADING, SIZE, SPACING, VAL, w
from checker.record import dataclass


@dataclass(frozen=True, slots=True)
class Faint:
    """What of a file may be unseen, so that only that is looked at. `colours`: those of letters that a ground of the
    file has; `small`, `empty`, `low`: whether letters are tiny, without filling, or in lines without height."""

    colours: frozenset[str] = frozenset()
    small: bool = False
    empty: bool = False
    low: bool = False
    paper: str | None = "FFFFFF"
    """The colour of the page; None where a picture may stand behind the text."""
    shaded: frozenset[str] = frozenset()
    """The styles that lay a ground, which depends on where in a table a cell stands."""

    @property
    def marks(self) -> tuple[str, ...]:
        """What in a part has to be looked at."""
        told = ((COLOUR, bool(self.colours)), (SIZE, self.small), (SCALE, self.small), (FILL, self.empty))
        return tuple(name for name, wanted in told if wanted) + ((SPACING,) if self.low else ())

    def is_telling(self, element: etree._Element) -> bool:
        """Whether one of these may make text unseen."""
        tag, value = element.tag, element.get(VAL, "")
        if tag == COLOUR:
            return value in self.colours
        if tag in (SIZE, SCALE):
            return value.isdigit() and int(value) < (TINY if tag == SIZE else PRESSED)
        return tag == FILL or is_low(element.getparent())

    def __bool__(self) -> bool:
        return bool(self.colours) or self.small or self.empty or self.low


SEEN = Faint()
_SMALL: Any = etree.XPath(
    f"descendant::w:sz[not(@w:val >= {TINY})]/@w:val", namespaces={"w": MAIN}, smart_strings=False
)
"""The sizes that may be too small, and what is no number to XPath: nearly each run states one that is larger."""


def faint(root: etree._Element | None, styles: etree._Element | None) -> Faint:
    """What may be unseen in a part of a file with these styles; one look over each, as every part is looked at."""
    colours: set[str] = set()
    grounds: set[str] = set()
    empty = low = False
    letters, laid = (COLOUR, SCALE, FILL, SPACING), (SHADING, HIGHLIGHT, BACKGROUND)
    small = any(
        value.isdigit() and int(value) < TINY for part in (root, styles) if part is not None for value in _SMALL(part)
    )
    found_in: list[Iterable[etree._Element]] = []
    if root is not None:
        found_in.append(root.iter(*letters, *laid))
    if styles is not None:
        found_in.append(styles.iter(*letters))  # a ground that a style lays is unknown, whatever its colour
    for element in chain.from_iterable(found_in):
        tag, value = element.tag, element.get(VAL, "")
        if tag == COLOUR:
            if value not in ("auto", "000000") and not _of_table_style(element):
                colours.add(value)
        elif tag in (SHADING, BACKGROUND):
            grounds |= {usual(element.get(w("fill"), "")), usual(element.get(w("color"), ""))}
        elif tag == HIGHLIGHT:
            grounds.add(NAMED.get(value, ""))
        elif tag == FILL:
            empty = True
        elif tag == SPACING:
            low = low or is_low(element.getparent())
        else:
            small = small or (value.isdigit() and int(value) < PRESSED)
    alike = {colour for colour in colours if is_pale(colour) or any(same(colour, ground) for ground in grounds)}
    found = Faint(frozenset(alike), small, empty, low)
    if not found or root is None:
        return found
    background = root.find(BACKGROUND)
    paper = (background.get(w("color")) or "FFFFFF") if background is not None else "FFFFFF"
    behind = any(element.get("behindDoc") in ("1", "true") for element in root.iter("{*}anchor"))
    shaded = _shaded(styles) if styles is not None else frozenset[str]()
    return replace(found, paper=None if behind else usual(paper), shaded=shaded)


def _of_table_style(element: etree._Element) -> bool:
    """What a style of tables says of letters depends on where in the table they stand, as its grounds do."""
    return next(element.iterancestors(w("tblStylePr")), None) is not None


def _shaded(styles: etree._Element) -> frozenset[str]:
    """The styles that lay a ground, and those that are based on them."""
    found = {style.get(w("styleId"), "") for mark in styles.iter(SHADING) for style in mark.iterancestors(w("style"))}
    size = -1
    while len(found) != size:
        size = len(found)
        for style in styles.iterchildren(w("style")):
            based = style.find(w("basedOn"))
            if based is not None and based.get(VAL) in found:
                found.add(style.get(w("styleId"), ""))
    return frozenset(found)
