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
    steep = {point: set(map(id, edges["v"])) for point, edges in crossings.items()}
    flat = {point: set(map(id, edges["h"])) for point, edges in crossings.items()}
    columns: dict[float, list[float]] = {}
    rows: dict[float, list[float]] = {}
    for x, y in sorted(crossings):
        columns.setdefault(x, []).append(y)
        rows.setdefault(y, []).append(x)
    found: list[Box] = []
    for x, y in sorted(crossings):
        down, across = steep[x, y], flat[x, y]
        right = [
            (end, steep[end, y]) for end in rows[y][bisect_right(rows[y], x) :] if not across.isdisjoint(flat[end, y])
        ]
        if not right:
            continue
        for bottom in columns[x][bisect_right(columns[x], y) :]:
            if down.isdisjoint(steep[x, bottom]):
                continue
            along = flat[x, bottom]
            end = next(
                (
                    end
                    for end, up in right
                    if (end, bottom) in crossings
                    and not up.isdisjoint(steep[end, bottom])
                    and not along.isdisjoint(flat[end, bottom])
                ),
                None,
            )
            if end is not None:
                found.append((x, y, end, bottom))
                break
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
