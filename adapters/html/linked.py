"""Links to other pages that stand before or behind the text of a page, as lists of earlier reports do."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import islice

from lxml import etree

from adapters.html.content import Weights, text_in
from adapters.text.shapes import is_figure
from checker.text.normalize import bare

_HERE = re.compile(
    r"\.(?:docx?|wps|pdf|ofd|xlsx?|et|zip|rar|7z|txt|jpe?g|png)(?:[?#]|$)|^(?:mailto|tel):|^#.", re.IGNORECASE
)
"""What a link to an attachment, an address or a place in the page itself leads to."""
_WRITING = re.compile(r"[\u4e00-\u9fff]")
_NAME, _PARTS = 12, 16
"""Characters of a line that names the list behind it (相关链接, 历年政府信息公开年报), and elements in it, at most."""


def around(main: etree._Element, weights: Weights, title: str) -> set[etree._Element]:
    """The elements at the beginning and the end of the content of which most is links to other pages.

    `title` is that of the page, as bare text: a link that says it is the page's own.
    """
    found = {*_edge(main, weights, title, back=False), *_edge(main, weights, title, back=True)}
    left = weights.get(main, (0, 0))[0] - sum(weights[one][0] for one in found)
    return found if left > 0 else set()


def _edge(main: etree._Element, weights: Weights, title: str, back: bool) -> Iterator[etree._Element]:
    """Such elements from one end of an element on, and the lines that name them, as deep as the end is."""
    node: etree._Element | None = main
    while node is not None:
        found, node = _side(node, weights, title, back)
        yield from found


def _side(
    node: etree._Element, weights: Weights, title: str, back: bool
) -> tuple[list[etree._Element], etree._Element | None]:
    """Such children from one end on; and the child in which the end goes on."""
    found: list[etree._Element] = []
    if not back and _written(node.text):
        return found, None
    children = [child for child in node if weights.get(child, (0, 0))[0] or _written(child.tail)]
    name: etree._Element | None = None
    for child in reversed(children) if back else children:
        if back and _written(child.tail):
            return found, None
        if _leads_away(child, weights, title):
            found += [child] if name is None else [name, child]
            name = None
        elif _is_name(child, weights) and name is None and len(found) >= back:
            name = None if back else child
            found += [child] if back else []
        else:
            return found, child if name is None and child.tag not in ("p", "table") else None
        if not back and _written(child.tail):
            return found, None
    return found, None


def _written(text: str | None) -> bool:
    return bool(text and text.strip())


def _leads_away(element: etree._Element, weights: Weights, title: str) -> bool:
    """Whether most of an element is links to other pages, with words for names."""
    links = [link for link in element.iter("a") if weights.get(link, (0, 0))[0]]
    if element.tag == "a" or not links or any(is_figure(text_in(cell)) for cell in element.iter("td")):
        return False
    says = [text_in(link) for link in links]
    # By words alone: the date of each page that a list names is none.
    if 2 * len(_WRITING.findall("".join(says))) < len(_WRITING.findall(text_in(element))):
        return False
    if len(links) == 1 and bare(says[0]) in title:
        return False
    return all(map(_to_another_page, links, says))


def _to_another_page(link: etree._Element, said: str) -> bool:
    target = link.get("href") or ""
    return bool(target) and not _HERE.search(target) and "。" not in said and _WRITING.search(said) is not None


def _is_name(element: etree._Element, weights: Weights) -> bool:
    """Whether an element is a short line that names a list of links: set as a heading, or ended by a colon."""
    if weights.get(element, (0, 0))[0] > _NAME or len(list(islice(element.iter(), _PARTS + 1))) > _PARTS:
        return False
    return element.tag in ("h3", "h4", "h5", "h6") or text_in(element).strip().endswith(("：", ":"))
