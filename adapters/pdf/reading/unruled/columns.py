"""The columns that words on several lines keep, and which of them a word stands in."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from adapters.pdf.reading.lines import Line
from adapters.pdf.reading.unruled.leaves import widened
from adapters.pdf.reading.words import Row, Span, figure, figures
from checker.record import dataclass

_NAMED = 0.6
"""Of the columns, at least, that have a name in one line, if it is to name others."""
_TOUCHED = 0.3
"""Of a column's width that a word reaches over, at least, if it stands over others too."""
_OFTEN = 4
"""Labels that show where the last column of labels begins, at least."""
_ALIKE = 0.15
"""Ems by which their places may differ."""
_MANY = 5
"""Figures in a line that show the columns by themselves."""
_ROW = 3
"""Names in a line, one over each of some columns, that are no names over several of them."""
_LEVELS = 3
"""Columns of labels within each other, at most."""


@dataclass(frozen=True, slots=True)
class Columns:
    """The sides between which the words of each column stand, from left to right."""

    spans: tuple[Span, ...]

    def over(self, word: Line) -> tuple[int, int] | None:
        """The first and last column that a word stands over; None where it stands in the white between two.

        One that it only touches does not count.
        """
        near = 0.1 * word.size
        hit = [at for at, (left, right) in enumerate(self.spans) if word.x0 < right - near and left + near < word.x1]
        while len(hit) > 1 and self._share(word, hit[-1]) < _TOUCHED:
            hit.pop()
        while len(hit) > 1 and self._share(word, hit[0]) < _TOUCHED:
            hit.pop(0)
        return (hit[0], hit[-1]) if hit else None

    def nearest(self, word: Line) -> tuple[int, int]:
        """The column whose middle is nearest to that of a word, as first and last."""
        middle = (word.x0 + word.x1) / 2
        at = min(range(len(self.spans)), key=lambda at: abs(sum(self.spans[at]) / 2 - middle))
        return at, at

    def _share(self, word: Line, column: int) -> float:
        left, right = self.spans[column]
        return (min(word.x1, right) - max(word.x0, left)) / (right - left)

    @property
    def gutters(self) -> list[Span]:
        """The white between columns."""
        return [(before[1], after[0]) for before, after in pairwise(self.spans)]


def columns(rows: Sequence[Row]) -> Columns:
    """The columns of rows of words, which those with figures show, where there are some."""
    wide = [row for row in rows if len(row) > 1]
    full = [row for row in wide if figures(row)]
    by_figures = len(full) > 1 or any(figures(row) >= _MANY for row in full)
    if by_figures:
        wide = full
    edges = _label_edges(rows, wide)
    spans = _spans(wide, edges)
    if by_figures and not widened(spans, rows):
        _add_named(spans, rows)
    for edge in edges:
        left = [word for row in rows for word in row if word.x1 <= edge + 1 and not _beside(word, spans)]
        if left:
            spans.append([min(word.x0 for word in left), max(word.x1 for word in left)])
            spans.sort()
    return Columns(tuple(apart(spans)))


def _spans(rows: Sequence[Row], edges: Sequence[float]) -> list[list[float]]:
    """What the words of each column cover; the fullest rows first, since words of others may reach over several."""
    spans: list[list[float]] = []
    for row in sorted(rows, key=lambda row: (-len(row), -figures(row))):
        for word in row:
            if any(word.x0 < edge - 1 and edge + 1 < word.x1 for edge in edges):
                continue
            near = 0.1 * word.size
            hit = [span for span in spans if word.x0 < span[1] - near and span[0] + near < word.x1]
            if not hit:
                spans.append([word.x0, word.x1])
                spans.sort()
            elif len(hit) == 1 and not any(
                other is not word and other.x0 < hit[0][1] and hit[0][0] < other.x1 for other in row
            ):
                hit[0][0], hit[0][1] = min(hit[0][0], word.x0), max(hit[0][1], word.x1)
    return spans


def _add_named(spans: list[list[float]], rows: Sequence[Row]) -> None:
    """Adds the columns that hold no figure but have a name, where the names of the others stand in the same line."""
    heads = [row for row in rows if not figures(row)]
    for row in [row for row in heads if len(row) > 1]:
        enough = len(row) >= _NAMED * len(spans)
        if enough and _in_order(spans, row):
            continue
        for word in row:
            if not spans[0][1] < word.x0 or _beside(word, spans):
                continue
            own = _nameless(spans, word, heads, rows)
            if own is not None and (enough or max(word.x0 - own[1], own[0] - word.x1) < word.size):
                own[0], own[1] = min(own[0], word.x0), max(own[1], word.x1)
            elif own is None and enough:
                spans.append([word.x0, word.x1])
                spans.sort()
        _widen(spans, row)


def _widen(spans: Sequence[list[float]], row: Row) -> None:
    """Widens columns, most of which follow each other, to the names of a line that stand over one of them each."""
    hits = [[at for at, span in enumerate(spans) if _beside(word, [span])] for word in row]
    if len(row) < _ROW or any(len(hit) != 1 for hit in hits):
        return
    steps = [after[0] - before[0] for before, after in pairwise(hits)]
    if min(steps) < 1 or 2 * steps.count(1) <= len(steps):
        return
    for (at,), word in zip(hits, row, strict=True):
        spans[at][0], spans[at][1] = min(spans[at][0], word.x0), max(spans[at][1], word.x1)


def _nameless(
    spans: Sequence[list[float]], word: Line, heads: Sequence[Row], rows: Sequence[Row]
) -> list[float] | None:
    """The column of figures beside a name, the nearer of two, that has none above it: it is set to another side."""
    left = max((span for span in spans if span[1] <= word.x0), default=None)
    right = min((span for span in spans if span[0] >= word.x1), default=None)
    near = sorted((span for span in (left, right) if span), key=lambda span: max(word.x0 - span[1], span[0] - word.x1))
    for span in near:
        named = any(_beside(other, [span]) for row in heads for other in row)
        if not named and any(figure(other) and _beside(other, [span]) for row in rows for other in row):
            return span
    return None


def _in_order(spans: list[list[float]], row: Row) -> bool:
    """Widens the columns to the names of a line that has one for each, in their order, though set to another side.

    A name may be missing above the labels only.
    """
    own = spans[len(spans) - len(row) :]
    if len(spans) - len(row) not in (0, 1) or len(own) < 2:
        return False
    if len(row) == len(spans) and not _beside(row[0], own[:1]):
        return False
    before = [span[1] for span in spans[len(spans) - len(row) - 1 : -1]] if len(row) < len(spans) else []
    lefts = before or [float("-inf"), *(span[1] for span in own[:-1])]
    rights = [*(span[0] for span in own[1:]), float("inf")]
    if not all(left < word.x0 and word.x1 < right for word, left, right in zip(row, lefts, rights, strict=True)):
        return False
    for span, word in zip(own, row, strict=True):
        span[0], span[1] = min(span[0], word.x0), max(span[1], word.x1)
    return True


def _beside(word: Line, spans: Sequence[Sequence[float]]) -> bool:
    """Whether a word stands over or under what columns cover."""
    return any(word.x0 < span[1] and span[0] < word.x1 for span in spans)


def apart(spans: Sequence[Sequence[float]]) -> list[Span]:
    """Spans without what two neighbours share."""
    result: list[Span] = []
    for left, right in sorted((span[0], span[1]) for span in spans):
        if result and left < result[-1][1]:
            middle = (left + result[-1][1]) / 2
            result[-1] = (result[-1][0], middle)
            left = middle
        result.append((left, right))
    return result


def _label_edges(rows: Sequence[Row], full: Sequence[Row]) -> list[float]:
    """Where the labels next to the figures begin, if others that hold for several rows stand left of them."""
    labels = [row[at - 1] for row in full if (at := next((n for n, word in enumerate(row) if figure(word)), 0))]
    if len(labels) < _OFTEN:
        return []
    edges: list[float] = []
    for _ in range(_LEVELS):
        by_side = _most_alike([(word.x0, word) for word in labels])
        by_middle = _most_alike([((word.x0 + word.x1) / 2, word) for word in labels])
        best = by_side if len(by_side) >= len(by_middle) else by_middle
        if len(best) < _OFTEN - 1:
            break
        edge, size = min(word.x0 for word in best), best[0].size
        top, bottom = min(word.base for word in best) - 0.5 * size, max(word.base for word in best) + 0.5 * size
        labels = [
            word
            for row in rows
            for word in row
            if word.x1 <= edge + 1 and top <= word.base <= bottom and not figure(word)
        ]
        if not labels:
            break
        edges.append(edge)
    return edges


def _most_alike(placed: Sequence[tuple[float, Line]]) -> list[Line]:
    """The words whose places are within a hair of one of them, for the one that has most such."""
    ordered = sorted(placed, key=lambda one: one[0])
    best = (0, 0)
    low = high = 0
    for place, word in ordered:
        near = _ALIKE * word.size
        while ordered[low][0] < place - near:
            low += 1
        while high < len(ordered) and ordered[high][0] <= place + near:
            high += 1
        if high - low > best[1] - best[0]:
            best = (low, high)
    return [word for _, word in ordered[best[0] : best[1]]]


def of_figures(rows: Sequence[Row], cols: Columns) -> list[bool]:
    """Which columns hold figures: most words that stand in no other, from the first line of figures on."""
    start = next((at for at, row in enumerate(rows) if 0 < len(row) - 1 <= 2 * figures(row)), 0)
    counts = [[0, 0] for _ in cols.spans]
    for row in rows[start:]:
        if not any(map(str.isdigit, "".join(word.string for word in row))) and not figures(row):
            continue  # the rest of a label, or names of columns anew
        for word in row:
            over = cols.over(word)
            if over is not None and over[0] == over[1]:
                counts[over[0]][figure(word)] += 1
    return [yes > 0 and yes >= no for no, yes in counts]
