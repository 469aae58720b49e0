"""Whether words that stand below each other are a table, rather than a list, a scale or text with gaps."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise
from statistics import median

from adapters.pdf.reading.unruled.columns import Columns, of_figures
from adapters.pdf.reading.words import Row, figure, figures

MANY = 5
"""Figures in a row that make a table of a single one."""
_FILLED = 0.35
"""Of the cells of a row of figures that hold something, at least, in most rows."""
_ITEM = re.compile(
    r"[(（]?(?:[0-9]{1,3}|[a-zA-Z]|[ivxIVX]{1,4}|[一二三四五六七八九十]{1,3})[)）.．、]|[●■◆•·◦▪\-–—*☐□]"
)
"""What begins an item of a list, apart from its text."""


def is_table(rows: Sequence[Row], cols: Columns) -> bool:
    """Whether rows of words are a table rather than text with gaps."""
    core = [row for row in rows if len(row) > 1]
    if len(cols.spans) < 2 or not core:
        return False
    figs = of_figures(rows, cols)
    if median([len(row) for row in core if figures(row)] or map(len, core)) < _FILLED * len(cols.spans):
        return False  # a drawing with figures in it
    if any(figures(row) >= MANY for row in core):
        return True
    if _listed(core, cols) or _contents(core):
        return False
    full = [row for row in core if any(figs[over[0]] for word in row if figure(word) and (over := cols.over(word)))]
    if len(full) >= 2 and sum(figures(row) >= 2 for row in full) >= 2:
        return True
    if len(full) >= 3 and len(full) >= 0.5 * len(core):
        return True
    straight = [at for at in range(len(cols.spans)) if _straight(core, cols, at)]
    if len(cols.spans) >= 3:
        return len(core) >= 3 and len(straight) >= 3
    return len(core) >= 4 and len(straight) == 2


def is_beside(rows: Sequence[Row], cols: Columns) -> bool:
    """Whether rows that are known to stand beside a table are one: names, and below them a figure in a row."""
    core = [row for row in rows if len(row) > 1]
    return len(cols.spans) >= 2 and len(core) >= 2 and any(map(figures, core)) and not figures(core[0])


def _straight(rows: Sequence[Row], cols: Columns, column: int) -> bool:
    """Whether the words of a column begin, end, or have their middle at one place."""
    here = [word for row in rows for word in row if cols.over(word) == (column, column)]
    if len(here) < 3:
        return False
    near = 0.3 * median(word.size for word in here)
    for places in ([w.x0 for w in here], [w.x1 for w in here], [(w.x0 + w.x1) / 2 for w in here]):
        middle = median(places)
        if sum(abs(place - middle) <= near for place in places) >= 0.8 * len(places):
            return True
    return False


def _listed(rows: Sequence[Row], cols: Columns) -> bool:
    """Whether the first column holds but the signs that begin the items of a list."""
    if len(cols.spans) > 2 or figures([row[-1] for row in rows]) > 0.5 * len(rows):
        return False
    return all(_ITEM.fullmatch(row[0].string) or figure(row[0]) for row in rows)


def _contents(rows: Sequence[Row]) -> bool:
    """Whether rows are a table of contents: titles, and page numbers that rise."""
    if any(len(row) > 2 for row in rows):
        return False
    ends = [row[-1].string for row in rows]
    if not all(end.isdigit() and len(end) <= 4 for end in ends):
        return False
    numbers = [int(end) for end in ends]
    rising = all(before <= after for before, after in pairwise(numbers))
    led = sum(row[0].string[-1:] in ".·…" for row in rows)
    numbered = sum(_ITEM.match(row[0].string) is not None or row[0].string.startswith("第") for row in rows)
    return rising and 2 * max(led, numbered) >= len(rows)
