"""A web page as blocks, whatever file it came in."""

from __future__ import annotations

import re
import sys
from collections.abc import Iterator, Sequence
from itertools import pairwise

from adapters.html.blocks import Walk
from adapters.html.forms import show_typed
from adapters.html.looks import fold_in
from adapters.html.nesting import DEEPEST
from adapters.html.reviewed import shown_document
from adapters.html.shut import open_tabs
from adapters.html.source import Source
from adapters.html.strips import join_strips
from adapters.html.written import with_text_tables
from adapters.sitelines import is_furniture, source_in
from adapters.text.lines import is_page_number
from adapters.unseen import hidden_text
from checker.document import Block, Document, Paragraph, Table, Text
from checker.errors import DocumentError
from checker.messages import Message, say
from checker.text.normalize import bare

_PROPERTIES = {
    "title": ("articletitle", "og:title", "dc.title"),
    "published": ("pubdate", "publishdate", "publishtime", "article:published_time", "dc.date", "others"),
    "source": ("contentsource", "source", "dc.source"),
    "site": ("sitename", "og:site_name"),
    "author": ("author", "dc.creator"),
    "column": ("columnname",),
}
"""Statements of a page about itself, by the names of the meta elements that hold them, the surest first."""
_TOP = 4
"""Blocks among which the table stands that tells of an article."""
_OF_SITE = re.compile(r"(?:[_|｜]|\s[-–—]\s)\s*([^_|｜]+?)\s*$")
"""The end of a page's title that says of which site it is."""


def document_of(text: str, name: str, form: str, sha256: str) -> Document:
    """The document of a page. What is left out of the blocks, such as menus, is in the furniture."""
    if not text.strip():
        raise DocumentError(say("reading.blank" if text else "reading.empty", path=name))
    source = Source(text)
    properties = _properties(source)
    shown = shown_document(source.root)
    if shown is not None:
        properties = {}  # what the page says of itself is not said by the document
    else:
        fold_in(source.root)
    body = shown if shown is not None else source.root.find("body")
    body = source.root if body is None else body
    stated = "" if shown is not None else source.root.findtext(".//title") or ""
    show_typed(body)
    opened = open_tabs(body) if shown is None else 0
    join_strips(body)
    titles = bare(" ".join([properties.get("title", ""), stated]))
    walk = Walk(source, body, titles)
    before = sys.getrecursionlimit()
    sys.setrecursionlimit(max(before, DEEPEST * 4))
    try:
        walk.element(body)
    finally:
        sys.setrecursionlimit(before)
    walk.finish()
    blocks, furniture = _without_furniture(with_text_tables(walk.blocks))
    if not any(isinstance(block, Paragraph | Table) for block in blocks):
        raise DocumentError(say("reading.blank", path=name))
    left_out = (*walk.furniture, *furniture)
    source_line = source_in((*(text.string for text in left_out), *_top_rows(blocks))) if shown is None else ""
    if source_line:
        properties.setdefault("source", source_line)
    return Document(
        name,
        form,
        sha256,
        tuple(blocks),
        furniture=left_out,
        properties=properties,
        unread=tuple(walk.unread),
        remarks=tuple(_remarks(name, walk, opened)),
    )


def _top_rows(blocks: Sequence[Block]) -> Iterator[str]:
    """The rows of what may be the table at the top of a page that tells of the article, index number, publisher: each
    whole, and as the pairs of a label in one cell and what it stands for in the next."""
    for block in blocks[:_TOP]:
        for row in block.by_row() if isinstance(block, Table) else ():
            cells = [cell.text.string.strip() for cell in row]
            yield " ".join(cells)
            yield from (f"{label}：{value}" for label, value in pairwise(cells))


def _remarks(name: str, walk: Walk, opened: int) -> Iterator[Message]:
    """What is said of text that the page states and that is not read, or read though it is not shown at first."""
    if opened:
        yield say("reading.html_tabs", path=name, count=opened)
    if walk.struck:
        yield say("reading.struck", path=name)
    hidden = hidden_text(name, walk.hidden)
    if hidden is not None:
        yield hidden


def _properties(source: Source) -> dict[str, str]:
    stated: dict[str, str] = {}
    for meta in source.root.iter("meta"):
        key = (meta.get("name") or meta.get("property") or "").strip().lower()
        if key and (meta.get("content") or "").strip():
            stated.setdefault(key, re.sub(r"\s+", " ", meta.get("content") or "").strip())
    found = {
        name: next(stated[key] for key in keys if key in stated)
        for name, keys in _PROPERTIES.items()
        if any(key in stated for key in keys)
    }
    title = re.sub(r"\s+", " ", source.root.findtext(".//title") or "").strip()
    if title:
        found.setdefault("title", title)
        match = _OF_SITE.search(title)
        if match:
            found.setdefault("site", match[1])
    return found


def _without_furniture(blocks: list[Block]) -> tuple[list[Block], list[Text]]:
    furniture: list[Text] = []
    while blocks and isinstance(blocks[-1], Paragraph) and is_furniture(blocks[-1].text.string):
        furniture.insert(0, blocks.pop().text)  # type: ignore[union-attr]
    numbers = [block for block in blocks if isinstance(block, Paragraph) and is_page_number(block.text.string)]
    kept = [block for block in blocks if not (isinstance(block, Paragraph) and is_page_number(block.text.string))]
    return kept, [number.text for number in numbers] + furniture
