"""The columns that words on several lines keep, and which of them a word stands in."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from adapters.pdf.reading.glyphs import BLANK
from adapters.pdf.reading.lines import Line
from adapters.pdf.reading.words import Row, Span, cut_between, figure, figures

_STRIP = 0.3
"""Ems of white that part two columns, at least, where nearly every line leaves it."""
_NEARLY = 0.85
"""Of the lines that have text on both sides."""
_NAMED = 0.6
"""Of the columns, at least, that have a name in one line, if it is to name others."""
_TOUCHED = 0.3
"""Of a column's width that a word reaches over, at least, if it stands over others too."""
_OFTEN = 4
"""Lines that leave it white, at least."""
_MANY = 5
"""Figures in a line that show the columns by themselves."""
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

    def _share(self, word: Line, column: int) -> float:
        left, right = self.spans[column]
        return (min(word.x1, right) - max(word.x0, left)) / (right - left)

    @property
    def gutters(self) -> list[Span]:
        """The white between columns."""
        return [(before[1], after[0]) for before, after in pairwise(self.spans)]


def columns(rows: Sequence[Row]) -> Columns:
    """The columns of rows of words, which those with figures show, where there are some.

    The fullest rows come first, since the words of others may reach over several columns.
    """
    wide = [row for row in rows if len(row) > 1]
    full = [row for row in wide if figures(row)]
    if len(full) > 1 or any(figures(row) >= _MANY for row in full):
        wide = full
    edges = _label_edges(rows, wide)
    spans: list[list[float]] = []
    for row in sorted(wide, key=lambda row: (-len(row), -figures(row))):
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
    # A column that holds no figure is known by its name, where the names of the others stand in the same line.
    for row in [row for row in rows if len(row) >= _NAMED * len(spans) and not figures(row)] if wide is full else ():
        for word in row:
            if spans[0][1] < word.x0 and not any(word.x0 < span[1] and span[0] < word.x1 for span in spans):
                spans.append([word.x0, word.x1])
                spans.sort()
    for edge in edges:
        left = [word for row in rows for word in row if word.x1 <= edge + 1]
        near_edge = [word for word in left if not any(span[0] < word.x1 and word.x0 < span[1] for span in spans)]
        if near_edge:
            spans.append([min(word.x0 for word in near_edge), max(word.x1 for word in near_edge)])
            spans.sort()
    return Columns(tuple((left, right) for left, right in apart(spans)))


def _label_edges(rows: Sequence[Row], full: Sequence[Row]) -> list[float]:
    """Where the labels next to the figures begin, if others that hold for several rows stand left of them."""
    labels = [row[at - 1] for row in full if (at := next((n for n, word in enumerate(row) if figure(word)), 0))]
    if len(labels) < _OFTEN:
        return []
    edges: list[float] = []
    for _ in range(_LEVELS):
        size = labels[0].size
        best: list[Line] = []
        for share in (0.0, 0.5):  # of the width: labels that begin, or have their middle, below each other
            for word in labels:
                edge = word.x0 + share * (word.x1 - word.x0)
                alike = [one for one in labels if abs(one.x0 + share * (one.x1 - one.x0) - edge) < 0.15 * size]
                if len(alike) > len(best):
                    best = alike
        if len(best) < 3:
            break
        edge = min(word.x0 for word in best)
        top, bottom = min(word.base for word in best), max(word.base for word in best)
        left = [
            word
            for row in rows
            for word in row
            if word.x1 <= edge + 1 and top - 0.5 * size <= word.base <= bottom + 0.5 * size and not figure(word)
        ]
        if not left:
            break
        edges.append(edge)
        labels = left
    return edges


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


def narrowed(rows: Sequence[Row]) -> list[Row]:
    """The rows with words cut where nearly every line leaves white that is too narrow to part words by itself."""
    steps: Counter[float] = Counter()
    reach: Counter[float] = Counter()
    for row in rows:
        for start, end in _gaps(row):
            steps[start] += 1
            steps[end] -= 1
        if row:
            reach[row[0].x0] += 1
            reach[row[-1].x1] -= 1
    strips: list[Span] = []
    white = both = 0
    for left, right in pairwise(sorted({*steps, *reach})):
        white += steps[left]
        both += reach[left]
        if white >= _OFTEN and white >= _NEARLY * both:
            if strips and left <= strips[-1][1]:
                strips[-1] = (strips[-1][0], right)
            else:
                strips.append((left, right))
    size = max((word.size for row in rows for word in row), default=10.0)
    strips = [strip for strip in strips if strip[1] - strip[0] >= _STRIP * size]
    return [cut_between(row, strips) for row in rows] if strips else list(rows)


def _gaps(row: Row) -> list[Span]:
    """The white within and between the words of a row, as far as it may part columns."""
    found: list[Span] = []
    last = None
    for word in row:
        for glyph in word.glyphs:
            if glyph[0] in BLANK:
                continue
            if last is not None and glyph[1] - last[3] >= _STRIP * word.size:
                found.append((last[3], glyph[1]))
            last = glyph
    return found


def of_figures(rows: Sequence[Row], cols: Columns) -> list[bool]:
    """Which columns hold figures: most words that stand in no other, from the first line of figures on."""
    start = next((at for at, row in enumerate(rows) if 0 < len(row) - 1 <= 2 * figures(row)), 0)
    counts = [[0, 0] for _ in cols.spans]
    for row in rows[start:]:
        for word in row:
            over = cols.over(word)
            if over is not None and over[0] == over[1]:
                counts[over[0]][figure(word)] += 1
    return [yes > 0 and yes >= no for no, yes in counts]
