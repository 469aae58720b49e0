"""Parts of a page that do not show when it opens: the tabs of it, which a click opens, and what stays hidden."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Sequence
from functools import cached_property
from itertools import groupby

from lxml import etree

from adapters.html.content import NEVER, Weights, is_hidden, said, said_inside, text_in, weigh
from adapters.html.looks import MOST_UNSEEN
from adapters.text.shapes import is_figure
from checker.text.normalize import bare

_PANELS = frozenset(("div", "section", "article", "dd", "li", "fieldset"))
_STATES = re.compile(
    r"(?:^|[\s_-])(?:active|on|show|shown|in|current|cur|selected|open|hide|hidden|none|fade)(?=$|[\s_-])"
)
"""Words in the class of a tab that say whether it is the one that shows."""
_HANDLES = ("a", "li", "button", "span", "div", "label", "dt", "td", "h2", "h3", "h4")
_ABOUT = frozenset(("href", "aria-controls", "onclick", "onmouseover", "for"))
"""What may be clicked, and in which of its attributes it names what that opens, beside those for data."""
_LABEL = 40
"""Characters of what is clicked, at most."""
_YEAR = 4
"""Digits of a year."""
_HEADING = 120
"""Characters in which a part begins, blanks counted."""
_FIGURES = 3
"""So many cells with figures make a hidden table content."""
_SHOWN = 16
"""Characters of a text that are quoted."""


def holds_much(element: etree._Element) -> bool:
    """Whether something hidden is too long for a note or a menu, or is a table with figures: content of the page."""
    if not isinstance(element.tag, str) or element.tag in NEVER:
        return False
    inside = said_inside(element)
    if inside > MOST_UNSEEN:
        return True
    return inside > 0 and sum(is_figure(said(cell)) for cell in element.iter("td")) >= _FIGURES


def first_line(element: etree._Element) -> str:
    """The beginning of what an element says."""
    line = next((text.strip() for text in map(str, element.itertext()) if bare(text)), "")
    return line if len(line) <= _SHOWN else f"{line[:_SHOWN]}…"


def open_tabs(body: etree._Element) -> int:
    """Let the tabs of a page show that are hidden until they are clicked, and say how many they are.

    They are of one kind, and what is clicked to open them names them or is as many; or several are hidden beside one
    that shows. Parts that begin alike but for figures are versions of one text, or the reports of several years, and
    stay as they are.
    """
    page = _Page(body)
    opened = 0
    shown = [body]
    while shown:
        parent = shown.pop()
        for group, shut in _groups(page, parent):
            strip = _strip(page, group, {*group, *parent.iterancestors(), parent})
            clear = bool(strip) or group[0].get("role") == "tabpanel" or len(group) == len(shut) + 1 > 2
            if clear and _differ(group) and (_numbers(strip) or _differ(strip)):
                opened += len(shut)
                _open(shut)
                _head(group, strip)
        shown.extend(child for child in reversed(parent) if not is_hidden(child))
    return opened


class _Page:
    """What is asked of a page as a whole, where it has tabs."""

    def __init__(self, body: etree._Element) -> None:
        self._body = body

    @cached_property
    def weights(self) -> Weights:
        return weigh(self._body, hidden=True)

    @cached_property
    def handles(self) -> dict[str, etree._Element]:
        """The short element whose click is about an element, by the id of that."""
        found: dict[str, etree._Element] = {}
        for element in self._body.iter(*_HANDLES):
            if not 0 < len(said(element)) <= _LABEL:
                continue
            for name, value in element.items():
                if name in _ABOUT or str(name).startswith("data-"):
                    found.update(dict.fromkeys(re.findall(r"[\w-]+", str(value)), element))
        return found


def _strip(page: _Page, group: Sequence[etree._Element], around: Collection[etree._Element]) -> list[etree._Element]:
    """What is clicked to open each of a group, and does not stand `around` it; nothing where that is not all."""
    strip = [page.handles[one.get("id") or ""] for one in group if one.get("id") in page.handles]
    strip = strip if len(strip) == len(group) else _strip_before(group)
    return strip if not any(one in around for one in strip) else []


def _differ(parts: Sequence[etree._Element]) -> bool:
    """Whether parts begin in different words."""
    return len({re.sub(r"\d", "", bare(first_line(one))) for one in parts}) == len(parts)


def _numbers(strip: Sequence[etree._Element]) -> bool:
    """Whether what is clicked is the numbers of pages."""
    return all(said(one).isdecimal() and len(said(one)) < _YEAR for one in strip)


def _strip_before(group: Sequence[etree._Element]) -> list[etree._Element]:
    """As many short elements side by side as there are parts, in what stands right before three parts or more."""
    at: etree._Element | None = group[0] if len(group) > 2 else None
    for _ in range(2):
        before = at.getprevious() if at is not None else None
        for one in before.iter() if before is not None else ():
            labels = [child for child in one if isinstance(child.tag, str)]
            if len(labels) == len(group) and all(0 < len(said(label)) <= _LABEL for label in labels):
                return labels
        at = at.getparent() if at is not None else None
    return []


def _head(group: Sequence[etree._Element], strip: Sequence[etree._Element]) -> None:
    """Put what is clicked over the part that it opens, unless that has it for a heading already."""
    for part, label in zip(group, strip, strict=bool(strip)):
        if _numbers(strip) or bare(said(label)) in bare(text_in(part)[:_HEADING].strip()):
            label.set("style", "display:none")
        else:
            label.tag = "p"
            part.insert(0, label)


def _groups(page: _Page, parent: etree._Element) -> Iterator[tuple[list[etree._Element], list[etree._Element]]]:
    """The children of one kind of which some are hidden, and these: the same element, the same class but for what says
    which of them shows; in order."""
    panels = [child for child in parent if isinstance(child.tag, str) and child.tag in _PANELS]
    if not any(map(is_hidden, panels)):
        return
    panels = [one for one in panels if page.weights[one][0] > page.weights[one][1]]
    for (_, name), held in groupby(sorted(panels, key=_kind), key=_kind):
        group = list(held)
        shut = [one for one in group if is_hidden(one)]
        if len(group) > 1 and name and shut:
            yield group, shut


def _kind(element: etree._Element) -> tuple[str, str]:
    if element.get("role") == "tabpanel":
        return "", "tabpanel"
    return str(element.tag), " ".join(sorted(_STATES.sub(" ", element.get("class") or "").split()))


def _open(elements: Iterable[etree._Element]) -> None:
    for element in elements:
        for name in ("hidden", "aria-hidden"):
            if name in element.attrib:
                del element.attrib[name]
        element.set("style", f"{element.get('style') or ''};display:block;visibility:visible")
