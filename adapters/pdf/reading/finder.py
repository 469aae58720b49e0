"""pdfplumber's table finder, fed with a sheet's rules."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from adapters.pdf.reading.glyphs import Rule, Sheet
from adapters.pdf.reading.plumber import table_module
from checker.document import Box

if TYPE_CHECKING:
    from pdfplumber.table import TableFinder, TableSettings, edges_to_intersections
else:
    _plumber = table_module()
    TableFinder, TableSettings = _plumber.TableFinder, _plumber.TableSettings
    edges_to_intersections = _plumber.edges_to_intersections

Crossings = dict[tuple[float, float], dict[str, list[dict[str, Any]]]]


class FedPage:
    """What the finder asks of a page: its edges, here from a sheet instead of pdfminer, and its box."""

    def __init__(self, sheet: Sheet, rules: Sequence[Rule]) -> None:
        self.bbox = (0.0, 0.0, sheet.width, sheet.height)
        self.edges = [_edge(rule) for rule in rules]


class Finder(TableFinder):
    """pdfplumber's table finder, which is left to tell edges and crossings; the cells come from an index of them."""

    def __init__(self, page: FedPage) -> None:
        self.page: Any = page
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
        "orientation": "h" if rule.top == rule.bottom else "v",
        "x0": rule.x0,
        "x1": rule.x1,
        "top": rule.top,
        "bottom": rule.bottom,
        "width": rule.x1 - rule.x0,
        "height": rule.bottom - rule.top,
    }
