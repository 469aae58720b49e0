"""Charts: a line over years, drawn as SVG by a template, with the table of the same values beside it."""

from __future__ import annotations

from collections.abc import Sequence

from checker.record import dataclass


@dataclass(frozen=True)
class Chart:
    """A line over years: points in the box 300 by 90, with their values; a year without one breaks no line."""

    title: str
    points: tuple[tuple[float, float, int, float], ...]

    @property
    def line(self) -> str:
        """The points as a polyline has them."""
        return " ".join(f"{x:.1f},{y:.1f}" for x, y, _, _ in self.points)


def chart(title: str, values: Sequence[tuple[int, float]]) -> Chart:
    """A chart of (year, value); of a single year there is none, its table says as much."""
    if len({year for year, _ in values}) < 2:
        return Chart(title, ())
    top = max(value for _, value in values) or 1
    first, last = min(year for year, _ in values), max(year for year, _ in values)
    span = max(1, last - first)
    return Chart(
        title, tuple((20 + 260 * (year - first) / span, 75 - 60 * value / top, year, value) for year, value in values)
    )
