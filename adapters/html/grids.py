"""Tables that a page makes of other elements: rows of div and span, list items, a CSS grid."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator

from lxml import etree

from adapters.html.content import is_hidden, said
from adapters.html.looks import declared
from adapters.html.tables import Rows, grid_lines, spans, stated_spans
from adapters.text.shapes import is_figure, width

_CONTAINERS = frozenset(("div", "ul", "ol", "dl", "section", "article", "main", "form", "figure", "center", "tbody"))
_BLOCK_CELLS = frozenset(("div", "li", "dd", "dt", "section"))
_INLINE_CELLS = frozenset(("span", "a", "b", "i", "em", "strong", "label", "font"))
_BLOCK_DISPLAYS = frozenset(("block", "flex", "grid", "table", "list-item", "flow-root"))
_NAMED = re.compile(
    r"(?:^|[\s_-])(?:tr|td|th|table|row|cell|col|column|grid)(?:\d{0,2}|[_-][\w-]*)(?:$|\s)", re.IGNORECASE
)
_ROW_ROLES, _CELL_ROLES = ("row",), ("cell", "gridcell", "columnheader", "rowheader")
_LEAST_ROWS, _LEAST_FIGURES = 3, 3
_WIDEST_CELL = 80.0
"""The width, in Chinese characters, of the longest text in a cell."""
_MOST_IN_CELL = 12
"""Elements in a cell; more of them are a part of the page."""


def rows_in(container: etree._Element) -> Rows | None:
    """The rows of cells that a container shows as a table, None where it does not."""
    if not (container.tag in _CONTAINERS or is_shown_as_block(container)) or not len(container) >= 2:
        return None
    rows = _tracks(container) or [row for child in _children(container) for row in _rows_of(child)]
    full = [row for row in rows if len(row) > 1]
    if len(full) < _LEAST_ROWS or len(full) * 2 < len(rows):
        return None
    if not all(_is_cell(cell) for row in rows for cell in row):
        return None
    figures = sum(is_figure(said(cell)) for row in full for cell in row)
    if figures < _LEAST_FIGURES or not (_is_told(container, full) or _is_even(full)):
        return None
    return rows


def is_shown_as_block(element: etree._Element) -> bool:
    """Whether an element that runs within a line is shown as one that stands for itself."""
    return element.tag in _INLINE_CELLS and declared(element, "display") in _BLOCK_DISPLAYS


def is_square(rows: Rows) -> bool:
    """Whether the cells fill a grid, by the spans that they state or because all rows have as many of them."""
    filled: Counter[int] = Counter()
    for row, _, down, across, _ in spans(rows):
        filled.update(dict.fromkeys(range(row, row + down), across))
    return len(set(filled.values())) == 1 and (
        len({len(row) for row in rows}) == 1 or any(stated_spans(cell) != (1, 1) for row in rows for cell in row)
    )


def _rows_of(child: etree._Element) -> Iterator[list[etree._Element]]:
    """The row that a child is, or the rows of a group of them (a head, a body)."""
    cells = list(_children(child))
    if child.get("role") in _CELL_ROLES or not cells or _has_own_text(child):
        yield [child]
        return
    if child.get("role") not in _ROW_ROLES and all(
        _looks_like_row(one) for one in cells if one.tag in _BLOCK_CELLS or one.tag in _CONTAINERS
    ):
        inner = [one for one in cells if _looks_like_row(one)]
        if len(inner) == len(cells) and len(inner) > 1:
            yield from (list(_children(one)) for one in inner)
            return
    yield cells


def _looks_like_row(element: etree._Element) -> bool:
    return len(list(_children(element))) > 1 and not _has_own_text(element)


def _children(element: etree._Element) -> Iterator[etree._Element]:
    return (child for child in element if not is_hidden(child) and child.tag != "br")


def _has_own_text(element: etree._Element) -> bool:
    texts = (element.text, *(child.tail for child in element))
    return any(text and not text.isspace() for text in texts)


def _is_cell(element: etree._Element) -> bool:
    """Whether an element holds no more than a cell does: no table, no heading, no passage."""
    if element.tag not in _BLOCK_CELLS | _INLINE_CELLS or element.tag == "p":
        return False
    inside = list(element.iterdescendants())
    if len(inside) > _MOST_IN_CELL or any(one.tag in ("table", "img", "h1", "h2", "h3", "input") for one in inside):
        return False
    return width(said(element)) <= _WIDEST_CELL


def _is_told(container: etree._Element, rows: Rows) -> bool:
    """Whether names, roles, styles or spans say that the elements are rows and cells."""
    if container.get("role") in ("table", "grid", "treegrid") or declared(container, "display") in ("table", "grid"):
        return True
    cells = [cell for row in rows for cell in row]
    holders = [parent for row in rows if (parent := row[0].getparent()) is not None]
    told = sum(_says_so(one) for one in holders) * 2 > len(holders)
    return told or sum(_says_so(cell) for cell in cells) * 2 > len(cells)


def _says_so(element: etree._Element) -> bool:
    return (
        element.get("role") in (*_ROW_ROLES, *_CELL_ROLES)
        or declared(element, "display").startswith("table")
        or stated_spans(element) != (1, 1)
        or _NAMED.search(element.get("class") or "") is not None
    )


def _is_even(rows: Rows) -> bool:
    """Whether most rows have as many cells, of elements that stand for themselves: runs of text are no cells."""
    if any(cell.tag in _INLINE_CELLS for row in rows for cell in row):
        return False
    usual = Counter(map(len, rows)).most_common(1)[0]
    return usual[0] > 1 and usual[1] * 3 >= len(rows) * 2


def _tracks(container: etree._Element) -> Rows | None:
    """The rows of a CSS grid, whose cells stand one after the other, or where they say."""
    columns = _columns(declared(container, "grid-template-columns"))
    if columns < 2:
        return None
    cells = list(_children(container))
    told = [(grid_lines(cell, "row")[0], grid_lines(cell, "column")[0]) for cell in cells]
    if all(row is not None for row, _ in told):
        by_row: dict[int, list[tuple[int, int]]] = {}
        for index, (row, column) in enumerate(told):
            by_row.setdefault(row or 0, []).append((column or 0, index))
        return [[cells[index] for _, index in sorted(by_row[row])] for row in sorted(by_row)]
    rows: Rows = []
    taken: Counter[int] = Counter()
    filled = columns
    for cell in cells:
        down, across = stated_spans(cell)
        if filled + across > columns:
            rows.append([])
            filled = taken[len(rows) - 1]
        rows[-1].append(cell)
        filled += across
        taken.update({len(rows) - 1 + low: across for low in range(1, down)})
    return rows


def _columns(template: str) -> int:
    """How many columns a template makes: `1fr 2fr repeat(7, 1fr)` are nine."""
    template = re.sub(r"\[[^\]]*\]", " ", template)
    repeated = re.findall(r"repeat\(\s*(\d{1,3})\s*,([^()]*(?:\([^()]*\)[^()]*)*)\)", template)
    rest = re.sub(r"\([^()]*\)", "", re.sub(r"repeat\((?:[^()]|\([^()]*\))*\)", "", template))
    tracks = (int(times) * len(re.sub(r"\([^()]*\)", "", what).split()) for times, what in repeated)
    return len(rest.split()) + sum(tracks)
