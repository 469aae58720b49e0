"""Review pages that come back: the document that they show, without the notes in it and around it."""

from __future__ import annotations

from lxml import etree

GENERATOR = "gouji review"
"""What a review page says of itself in its `generator`; pages of earlier versions are known by how they are built."""

_NOTES = ("file", "ticks", "lost", "point", "tick", "at")
"""Classes of what stands in the shown document and is not of it: its head, counts, and marks where nothing stands."""


def shown_document(root: etree._Element) -> etree._Element | None:
    """The element that holds the document which a review page shows, its notes hidden; None for any other page."""
    stated = any(meta.get("name") == "generator" and meta.get("content") == GENERATOR for meta in root.iter("meta"))
    if not stated and not any(_has(main, "desk") and main.get("data-show") for main in root.iter("main")):
        return None
    paper = next((one for one in root.iter("article") if _has(one, "paper") and one.get("data-doc") == "0"), None)
    if paper is None:
        return None
    for element in paper.iter("header", "p", "mark", "i", "a"):
        if any(_has(element, name) for name in _NOTES):
            element.set("style", "display: none")
        elif element.tag == "p" and _has(element, "picture"):
            element.tag, element.text = "img", None
    return paper


def is_uneven(table: etree._Element) -> bool:
    """Whether a review page shows a table of a file that does not say how far cells reach: its spans are a guess."""
    return table.get("data-uneven") is not None


def _has(element: etree._Element, name: str) -> bool:
    return name in (element.get("class") or "").split()
