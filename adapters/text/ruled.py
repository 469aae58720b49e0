"""Tables drawn with signs for lines, whose rows are parted by drawn lines and may be of several lines each."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from adapters.text.rows import Row, lines_of_cell
from adapters.text.shapes import is_figure
from checker.document import Text

_BANDS = 3
"""Drawn lines parting rows, at least."""
_THROUGHOUT = 0.35
"""Of the lines of the table, as many drawn ones at least, where they part all rows and not its head alone."""


def between_rules(rows: Sequence[Row], bands: Sequence[int]) -> list[Row]:
    """The rows, those lines put together that stand between the same two drawn lines; `bands` counts those before each.

    Lines that have figures each, in as many columns, are rows that nothing parts.
    """
    sizes = Counter(bands)
    if len(sizes) < _BANDS or len(sizes) < _THROUGHOUT * len(rows) or len(sizes) == len(rows):
        return list(rows)
    groups: dict[int, list[Row]] = {}
    for row, band in zip(rows, bands, strict=True):
        groups.setdefault(band, []).append(row)
    return [row for group in groups.values() for row in (_one(group) or group)]


def _one(group: Sequence[Row]) -> list[Row]:
    """The row that some lines make; nothing where they do not make one."""
    counts = [sum(is_figure(cell.string) for cell in row) for row in group]
    if len({len(row) for row in group}) > 1 or sum(count > 1 and count == max(counts) for count in counts) > 1:
        return []
    return [[_cell([row[at] for row in group]) for at in range(len(group[0]))]]


def _cell(parts: Sequence[Text]) -> Text:
    filled = [part for part in parts if part.string]
    return lines_of_cell(filled) if filled else parts[0]
