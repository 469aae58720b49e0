"""What of a web page is its content: menus, hidden parts and widgets are left out, what is said at length never is."""

from __future__ import annotations

import re

from lxml import etree

from adapters.html.looks import is_unseen
from adapters.sitelines import is_furniture
from adapters.text.shapes import is_figure, is_prose
from checker.text.normalize import bare

NEVER = frozenset(
    re.findall(
        r"\w+",
        "script style template head link meta noscript select option datalist button input textarea iframe object "
        "embed applet svg canvas audio video map area dialog",
    )
)
"""Elements that show no text of the page's own."""

_TAGS = frozenset(("nav", "header", "footer", "aside"))
_WIDGET = r"\w*share\w*|print\w*|toolbar\w*|font-?size\w*|crumbs?|breadcrumb\w*|dqwz|wzdh|qr-?code\w*|ewm|erweima"
_AROUND = (
    r"nav\w*|menu\w*|top-?nav|location|position|foot(?:er)?\w*|copyright\w*|bottom|tools?|side(?:bar)?\w*|pager?|"
    r"search\w*|login|related|recommend\w*|hot|rank\w*|navigation|contentinfo|banner|complementary"
)
_MARGINS = ("header", "footer")
"""The titles of the divisions in which LibreOffice saves what stands above and below each page."""
_EDGE = r"(?:^|[\s_\-])(?:{})(?:$|[\s_\-])"
_NAMED_INSIDE = re.compile(_EDGE.format(_WIDGET), re.IGNORECASE)
_NAMED_OUTSIDE = re.compile(_EDGE.format(f"{_WIDGET}|{_AROUND}"), re.IGNORECASE)
_MOST_CHROME = 400
"""The longest text, in characters outside of links, that a class name alone can make navigation."""


def is_hidden(element: etree._Element) -> bool:
    """Whether a browser shows nothing of the element."""
    if not isinstance(element.tag, str) or element.tag in NEVER:
        return True
    return element.get("hidden") is not None or element.get("aria-hidden") == "true" or is_unseen(element)


Weights = dict[etree._Element, tuple[int, int]]
"""The characters of the text a browser shows of an element, and those of them in links."""


def weigh(body: etree._Element, hidden: bool = False) -> Weights:
    """The weights of all that is shown; what is not has none, or with `hidden` those that it would have if it were.

    What is hidden adds nothing to what holds it.
    """
    weights: Weights = {}
    stack: list[tuple[etree._Element, bool, bool]] = [(body, False, False)]
    while stack:
        node, in_link, done = stack.pop()
        in_link = in_link or node.tag == "a"
        if not done:
            if hidden or not is_hidden(node):
                stack.append((node, in_link, True))
                stack.extend((child, in_link, False) for child in node)
            continue
        own = _size(node.text) + sum(_size(child.tail) for child in node)
        below = [weights[child] for child in node if child in weights and not (hidden and is_hidden(child))]
        linked = sum(links for _, links in below) + (own if in_link else 0)
        weights[node] = own + sum(size for size, _ in below), linked
    return weights


def said_inside(element: etree._Element) -> int:
    """The characters outside of links that would show of an element that is hidden, if it were not."""
    size, linked = weigh(element, hidden=True)[element]
    return size - linked


def text_in(element: etree._Element) -> str:
    """All text in an element, whether it shows or not."""
    return "".join(map(str, element.itertext()))


def said(element: etree._Element) -> str:
    """What an element says: all text in it, without the blanks around it."""
    return text_in(element).strip()


def _size(text: str | None) -> int:
    return len("".join(text.split())) if text else 0


def main_element(body: etree._Element, weights: Weights) -> etree._Element:
    """The smallest element that holds most of the text outside of links."""
    total, linked = weights.get(body, (0, 0))
    most = 0.6 * (total - linked)
    found = body
    while True:
        for child in found:
            size, links = weights.get(child, (0, 0))
            if size - links > most > 0 and child.tag not in ("table", "tbody", "tr", "p", "pre"):
                found = child
                break
        else:
            return found


def is_chrome(element: etree._Element, weights: Weights, inside: bool, title: str) -> bool:
    """Whether an element is navigation or a widget. `inside` the main element only what says so itself is.

    Whatever holds a heading, a sentence or a table with figures is content, wherever it stands; so is what repeats
    the `title` (as bare text).
    """
    if element.tag == "div" and element.get("title") in _MARGINS:
        return weights.get(element, (0, 0))[0] <= _MOST_CHROME
    names = f"{element.get('class') or ''} {element.get('id') or ''} {element.get('role') or ''}"
    named = (_NAMED_INSIDE if inside else _NAMED_OUTSIDE).search(names) is not None or element.tag in _TAGS
    if inside and not named:
        return False
    size, linked = weights.get(element, (0, 0))
    if (size - linked > _MOST_CHROME and linked * 2 < size) or not size:
        return False
    text = text_in(element)
    if _says(element, title, text) and linked * 2 < size:
        return False
    return named or linked * 2 >= size or is_furniture(text.strip())


def _says(element: etree._Element, title: str, text: str) -> bool:
    """Whether an element holds the title, a heading, a sentence, or figures in a table."""
    if len(bare(text)) > 3 and bare(text) in title:
        return True
    if element.tag in ("h1", "h2") or next(element.iter("h1", "h2"), None) is not None:
        return True
    if any(map(is_figure, map(text_in, element.iter("td")))):
        return True
    return any(is_prose(piece) and piece.rstrip().endswith("。") for piece in text.split("\n"))
