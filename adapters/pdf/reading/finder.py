"""pdfplumber's table finder, fed with a sheet's rules."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

from adapters.pdf.reading.glyphs import Rule, Sheet
from adapters.pdf.reading.plumber import table_module
from adapters.pdf.reading.view import Point
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
    edges = {point: (set(map(id, met["v"])), set(map(id, met["h"]))) for point, met in crossings.items()}
    columns: dict[float, list[float]] = {}
    rows: dict[float, list[float]] = {}
    for x, y in sorted(crossings):
        columns.setdefault(x, []).append(y)
        rows.setdefault(y, []).append(x)
    passed = dict.fromkeys(rows, 0)  # of the crossings of a row, from the left
    found: list[Box] = []
    for x, ys in columns.items():
        for at, y in enumerate(ys, 1):
            passed[y] += 1
            bottom = _corner(edges, (x, y), rows[y][passed[y] :], ys[at:])
            if bottom is not None:
                found.append((x, y, *bottom))
    return found


def _corner(
    edges: Mapping[Point, tuple[set[int], set[int]]], start: Point, right: Sequence[float], below: Sequence[float]
) -> Point | None:
    """The crossing across from one, of those right of it and below it: edges lead to it both ways."""
    x, y = start
    down, across = edges[start]
    for bottom in below:
        steep, along = edges[x, bottom]
        if down.isdisjoint(steep):
            continue
        for end in right:
            up, flat = edges[end, y]
            if across.isdisjoint(flat):
                continue
            met = edges.get((end, bottom))
            if met is not None and not up.isdisjoint(met[0]) and not along.isdisjoint(met[1]):
                return end, bottom
    return None


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
