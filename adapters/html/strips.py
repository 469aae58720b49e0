"""Tables of which each row is a table of its own, as some editors of web sites write them."""

from __future__ import annotations

from lxml import etree

from adapters.html.content import is_hidden
from adapters.html.tables import cells_of, rows_of, stated_spans

_FEWEST = 3
"""So many tables of one row that follow each other directly are the rows of one."""


def join_strips(body: etree._Element) -> None:
    """Put the rows of such tables, all over as many columns, into the first of them."""
    for parent in {table.getparent(): None for table in body.iter("table")}:
        if parent is None:
            continue
        runs: list[tuple[int, list[etree._Element]]] = []
        apart = True
        for child in parent:
            width = _width(child)
            if width and not apart and runs and runs[-1][0] == width:
                runs[-1][1].append(child)
            elif width:
                runs.append((width, [child]))
            apart = not width or bool((child.tail or "").strip())
        for _, tables in runs:
            _join(parent, tables)


def _join(parent: etree._Element, tables: list[etree._Element]) -> None:
    first, *others = tables
    if len(tables) < _FEWEST or max(len(cells_of(next(rows_of(one)))) for one in tables) < 2:
        return
    last = next(rows_of(first))
    for table in others:
        row = next(rows_of(table))
        last.addnext(row)
        last = row
        parent.remove(table)


def _width(element: etree._Element) -> int:
    """The columns of a table of one row whose cells reach into no other; 0 for anything else."""
    if element.tag != "table" or is_hidden(element) or element.find("caption") is not None:
        return 0
    rows = list(rows_of(element))
    reach = [stated_spans(cell) for cell in cells_of(rows[0])] if len(rows) == 1 else []
    return sum(across for _, across in reach) if all(down == 1 for down, _ in reach) else 0
