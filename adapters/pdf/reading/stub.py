"""The labels left of the figures in a table without vertical rules: where they begin, and those of several rows."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Sequence, Set

from adapters.pdf.reading.glyphs import BLANK, Glyph
from adapters.pdf.reading.lines import Line, line

_FIGURE = re.compile(r"[+\-−－]?[0-9０-９][0-9０-９,，]*(?:[.．][0-9０-９]+)?[%％]?|[/／—–\-－]{1,2}|无|空")
_LONGEST = 24
"""Characters of a figure, at most."""
OFTEN = 3
"""Rows whose labels begin at one place make a column of labels."""
_SLIT = 0.15
"""Ems between the texts of two cells, at least."""
_CLOSE = 1.9
"""Ems between the baselines of two lines of one label, at most."""

Row = list[Line]
"""The words of a line, each as a line of its own."""


def figure(word: Line) -> bool:
    """Whether a word is a number or what stands in the place of one."""
    return len(word.glyphs) <= _LONGEST and _FIGURE.fullmatch(word.string) is not None


def label_starts(rows: Sequence[Row]) -> Set[int]:
    """Where several words left of figures begin, in whole points: in lines of figures and close to them."""
    starts: Counter[int] = Counter()
    for at, row in enumerate(rows):
        edges = [_first_figure(near) for near in rows[max(at - 1, 0) : at + 2]]
        edge = min((one for one in edges if one is not None), default=None)
        if edge is not None:
            starts.update({round(word.x0) for word in row if word.x1 < edge})
    return {start for start, count in starts.items() if count >= OFTEN}


def _first_figure(row: Row) -> float | None:
    """Where the first of several figures begins."""
    figures = [word for word in row if figure(word)]
    return figures[0].x0 if len(figures) >= 2 else None


def _label(row: Row) -> Line | None:
    """The word before the first of several figures."""
    if sum(map(figure, row)) < 2:
        return None
    first = next(at for at, word in enumerate(row) if figure(word))
    return row[first - 1] if first else None


def cut_at(row: Row, starts: Set[int]) -> Row:
    """The words, one that reaches the beginning of the next column with a small gap only cut there."""
    return cut(row, lambda before, glyph: bool({round(glyph.x0) + near for near in (-1, 0, 1)} & starts))


def freed(rows: Sequence[Row], at: int) -> Row:
    """The words of a row, a figure that nearly touches the label before it parted from it.

    It stands where rows nearby that have one figure more have their first.
    """
    row = rows[at]
    label = _label(row)
    count = sum(map(figure, row))
    more = [near for near in rows[max(at - 4, 0) : at + 5] if sum(map(figure, near)) == count + 1]
    spans = [next((word.x0 - word.size, word.x1 + word.size) for word in near if figure(word)) for near in more]
    if label is None or not spans:
        return row
    parts = cut([label], lambda before, glyph: any(low < glyph.x0 < high for low, high in spans))
    if len(parts) != 2 or not figure(parts[1]):
        return row
    return [part for word in row for part in (parts if word is label else [word])]


def cut(row: Row, between: Callable[[Glyph, Glyph], bool]) -> Row:
    """Words cut at small gaps where `between` holds of the glyphs before and after."""
    result: Row = []
    for word in row:
        parts: list[list[Glyph]] = []
        for glyph in word.glyphs:
            if glyph.char in BLANK:
                continue
            last = parts[-1][-1] if parts else None
            if last is None or (glyph.x0 - last.x1 > _SLIT * glyph.size and between(last, glyph)):
                parts.append([glyph])
            else:
                parts[-1].append(glyph)
        if len(parts) < 2:
            result.append(word)
        else:
            result += [made for part in parts if (made := line(word.page, part)) is not None]
    return result


def _edge(rows: Sequence[Row]) -> float | None:
    """Where most labels next to figures begin; None where they stand at the left of all that there is."""
    starts = Counter(round(label.x0) for row in rows if (label := _label(row)) is not None)
    if not starts or starts.most_common(1)[0][1] < OFTEN:
        return None
    edge = float(starts.most_common(1)[0][0])
    return edge if any(word.x1 <= edge + 1 for row in rows for word in row) else None


def beside_labels(word: Line, rows: Sequence[Row]) -> bool:
    """Whether a word stands left of the labels of the rows so far, as that of several rows does."""
    edge = _edge([*rows, [word]])
    return edge is not None and word.x1 <= edge + 1


def parted(rows: Sequence[Row]) -> tuple[list[Row], list[Row]]:
    """The rows without the labels that hold for several of them, and those, each as its lines from top to bottom.

    They stand left of the column where most labels begin, beside such a label or between two rows of figures.
    """
    edge = _edge(rows)
    full = [row for row in rows if sum(map(figure, row)) >= 2]
    if edge is None or not full:
        return list(rows), []
    kept: list[Row] = []
    apart: list[Line] = []
    for row in rows:
        label = _label(row)
        inside = full[0][0].base < row[0].base < full[-1][0].base + 2 * row[0].size
        own = label is not None and label.x0 < edge - 1 and not _flanked(label, row, rows)
        if own or (label is None and not inside):
            kept.append(row)
            continue
        left = [word for word in row if word.x1 <= edge + 1 and not _rest(word, rows, edge)]
        apart += left
        if rest := [word for word in row if word not in left]:
            kept.append(rest)
    return kept, _joined(apart)


def _flanked(word: Line, row: Row, rows: Sequence[Row]) -> bool:
    """Whether a label in two lines, half a line above and below, stands between a word and the figures in its line."""
    edge = _first_figure(row)
    return edge is not None and any(
        word.x1 - 1 <= other.x0 < edge and 0 < abs(other.base - word.base) < word.size for one in rows for other in one
    )


def _rest(word: Line, rows: Sequence[Row], edge: float) -> bool:
    """Whether a word is the last line of a label that reaches into the column of labels."""
    return any(
        abs(other.x0 - word.x0) < 1 and 0 < word.base - other.base < _CLOSE * word.size and other.x1 > edge + 1
        for row in rows
        for other in row
    )


def _joined(words: Sequence[Line]) -> list[Row]:
    groups: list[Row] = []
    for word in sorted(words, key=lambda word: word.base):
        for group in groups:
            last = group[-1]
            if last.x0 < word.x1 and word.x0 < last.x1 and word.base - last.base < _CLOSE * last.size:
                group.append(word)
                break
        else:
            groups.append([word])
    return groups
