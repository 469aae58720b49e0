"""pdfplumber's page and table finder, fed with a sheet's rules."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from typing import Any

from pdfplumber.page import Page
from pdfplumber.table import TableFinder, TableSettings, edges_to_intersections

from adapters.pdf.reading.glyphs import Rule, Sheet
from checker.document import Box


class FedPage(Page):
    """A page whose objects come from a sheet instead of pdfminer."""

    def __init__(self, sheet: Sheet, rules: Sequence[Rule]) -> None:
        self.root_page = self
        self.page_number = sheet.number
        self.initial_doctop = 0.0
        self.rotation = 0
        self.bbox = self.mediabox = self.cropbox = (0.0, 0.0, sheet.width, sheet.height)
        self._rules = rules

    def parse_objects(self) -> dict[str, list[dict[str, Any]]]:
        """Only lines: the finder needs no glyphs for ruled tables."""
        return {"line": [_edge(rule) for rule in self._rules], "char": [], "rect": []}


Crossings = dict[tuple[float, float], dict[str, list[dict[str, Any]]]]


class Finder(TableFinder):
    """pdfplumber's table finder, which is left to tell edges and crossings; the cells come from an index of them."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self.settings = TableSettings.resolve(None)
        self.edges = self.get_edges()
        tolerance = self.settings.intersection_x_tolerance, self.settings.intersection_y_tolerance
        self.intersections = edges_to_intersections(self.edges, *tolerance)
        self.cells = _cells(self.intersections)
        self.tables = []


def _cells(crossings: Crossings) -> list[Box]:
    """The smallest rectangle that begins at each crossing, as pdfplumber defines it, without looking at all points."""
    steep = {point: {id(edge) for edge in edges["v"]} for point, edges in crossings.items()}
    flat = {point: {id(edge) for edge in edges["h"]} for point, edges in crossings.items()}
    columns: dict[float, list[float]] = {}
    rows: dict[float, list[float]] = {}
    for x, y in sorted(crossings):
        columns.setdefault(x, []).append(y)
        rows.setdefault(y, []).append(x)
    found: list[Box] = []
    for x, y in sorted(crossings):
        below = columns[x][bisect_right(columns[x], y) :]
        right = rows[y][bisect_right(rows[y], x) :]
        cell = next(
            (
                (x, y, end, bottom)
                for bottom in below
                if steep[(x, y)] & steep[(x, bottom)]
                for end in right
                if flat[(x, y)] & flat[(end, y)]
                and (end, bottom) in crossings
                and steep[(end, bottom)] & steep[(end, y)]
                and flat[(end, bottom)] & flat[(x, bottom)]
            ),
            None,
        )
        if cell is not None:
            found.append(cell)
    return found


def _edge(rule: Rule) -> dict[str, Any]:
    return {
        "object_type": "line",
        "x0": rule.x0,
        "x1": rule.x1,
        "top": rule.top,
        "bottom": rule.bottom,
        "width": rule.x1 - rule.x0,
        "height": rule.bottom - rule.top,
    }
