"""Pages that a spreadsheet program has saved: one table holds a whole sheet, its titles, lines of text and tables."""

from __future__ import annotations

import re

from lxml import etree

from adapters.html.looks import declared

_SIDES = ("border", "border-top", "border-bottom", "border-left", "border-right")
_CLASS = re.compile(r"\.(xl\d+)[^{}]{0,200}\{([^{}]*)\}")
_BORDER = re.compile(
    r"(?:^|;)\s*border(?:-(?:top|bottom|left|right))?\s*:\s*(?!none|0)[^;]*\b(?:solid|double|dashed|dotted)"
)
_FIGURE = ("sdval", "sdnum", "x:num", "x:str", "x:fmla")
"""What such programs state of a cell."""


class Sheets:
    """The tables of a page that hold sheets, and which of their cells have a border."""

    def __init__(self, root: etree._Element) -> None:
        told = " ".join(meta.get("content") or "" for meta in root.iter("meta") if _names_program(meta))
        self._saved = "excel" in told.lower()
        self._classes: frozenset[str] | None = None
        self._root = root

    def hold(self, table: etree._Element) -> bool:
        """Whether a table is a sheet: a spreadsheet program says so of the page, or of a cell where blank rows part
        what stands in it. A single table of a sheet is often pasted into another page."""
        if next(table.iterancestors("table"), None) is not None:
            return False
        if self._saved:
            return True
        return any(cell.get(name) is not None for cell in table.iter("td") for name in _FIGURE) and _parted(table)

    def bordered(self, cell: etree._Element) -> bool:
        """Whether a border is drawn on any side of a cell, by its own style or by that of its class."""
        if any(_drawn(declared(cell, side)) for side in _SIDES):
            return True
        if self._classes is None:
            sheets = "\n".join(element.text or "" for element in self._root.iter("style"))
            self._classes = frozenset(name for name, said in _CLASS.findall(sheets) if _BORDER.search(said))
        return bool(self._classes) and not self._classes.isdisjoint((cell.get("class") or "").split())


def _parted(table: etree._Element) -> bool:
    """Whether a row without any text stands between others."""
    written = [at for at, row in enumerate(table.iter("tr")) if any(str(text).strip() for text in row.itertext())]
    return bool(written) and len(written) <= written[-1] - written[0]


def _names_program(meta: etree._Element) -> bool:
    return (meta.get("name") or "").lower() in ("progid", "generator")


def _drawn(border: str) -> bool:
    return bool(border) and not border.startswith(("none", "0"))
