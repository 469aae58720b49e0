"""Where tables without rules begin and end on a page."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise
from statistics import median

from adapters.pdf.reading.glyphs import Rule
from adapters.pdf.reading.lines import Line
from adapters.pdf.reading.unruled.breaks import Block
from adapters.pdf.reading.unruled.columns import Columns, columns, of_figures
from adapters.pdf.reading.unruled.evidence import is_beside, is_table
from adapters.pdf.reading.unruled.fit import FAR, HEADING, divided, ends, fitted, parted
from adapters.pdf.reading.words import Row, figure, figures

_LOOSE = 6
"""Lines without a second column that may follow each other within a table."""
_TRIES = 30
"""Lines of several words that are looked at in vain on a page before the rest is taken for text."""

_AWAY = 5.0
"""Ems between two lines of one table where words stand right above or below its figures, at most."""
_HEIGHT = 3
"""Lines in which the figures of a row are looked for: its label may begin above them."""


def blocks_of(lines: Sequence[Line], rows: list[Row], rules: Sequence[Rule], beside: bool = False) -> list[Block]:
    """The tables of a page from top to bottom. Words of their `rows` are cut at the columns, in place.

    `beside`: the lines are known to stand beside a table.
    """
    found: list[Block] = []
    taken = [False] * len(rows)
    missed = 0
    for seed in sorted(range(len(rows)), key=lambda at: (-len(rows[at]), at)):
        if len(rows[seed]) < 2 or missed > _TRIES:
            break
        if taken[seed]:
            continue
        start, end = _grown(lines, rows, seed, taken)
        block = parted(rows[start:end])
        cols = columns(block)
        end -= _after(block, cols)
        missed += 1
        own = block[: end - start]
        if not (is_table(own, cols) or (beside and is_beside(own, cols))):
            continue
        start, end = _with_names(lines, rows, start, end, cols, taken, rules)
        block = parted(rows[start:end])
        if sum(len(row) > 1 for row in block) < 2:
            continue  # the figures of a scale
        missed = 0
        rows[start:end] = block
        found.append((start, end, columns(block)))
        taken[start:end] = [True] * (end - start)
    return sorted(found, key=lambda block: block[0])


def _grown(lines: Sequence[Line], rows: Sequence[Row], seed: int, taken: Sequence[bool]) -> tuple[int, int]:
    """The lines round a row that may be of one table with it: as far as words keep its columns."""
    cols = columns([rows[seed]])
    width = max(line.x1 for line in lines) - min(line.x0 for line in lines)
    reach = [seed, seed]
    for side, step in ((1, 1), (0, -1)):
        last = seed
        steps: list[float] = []
        at = seed + step
        while 0 <= at < len(rows) and not taken[at]:
            pitch = abs(lines[at].base - lines[at - step].base)
            size = max(lines[at].size, lines[at - step].size)
            usual = max(FAR * size, 2.2 * median(steps) if len(steps) > 2 else 0)
            if pitch > usual and (pitch > _AWAY * size or not _in_columns(rows[seed], rows[at::step][:_HEIGHT])):
                break
            row = divided(rows[at], cols)
            if len(row) > 1:
                grown = fitted(row, cols)
                if grown is None:
                    break
                cols, last = grown, at
            elif ends(lines, at, row[0], cols, width) or abs(at - last) > _LOOSE:
                break
            steps.append(pitch)
            at += step
        reach[side] = last
    return reach[0], reach[1] + 1


def _in_columns(row: Row, following: Sequence[Row]) -> bool:
    """Whether the next line of several words has one above or below each figure of a row, and none beside those."""
    one = [word for word in row if figure(word)]
    other = next((found for found in following if len(found) > 1), [])
    if len(one) < 2 or len(other) < len(one):
        return False
    beside = other[-len(one) :]
    return all(word.x1 < one[0].x0 for word in other[: -len(one)]) and all(
        min(abs(a.x0 - b.x0), abs(a.x1 - b.x1), abs(a.x0 + a.x1 - b.x0 - b.x1) / 2) < 0.5 * a.size
        for a, b in zip(one, beside, strict=True)
    )


def _after(rows: Sequence[Row], cols: Columns) -> int:
    """How many lines at the end are text with gaps that happen to fit: without figures, and of no column's sides."""
    if not any(figures(row) for row in rows):
        return 0
    count = 0
    for row in reversed(rows):
        if figures(row) or (len(row) > 1 and all(_at_side(word, cols) for word in row)):
            break
        count += 1
    return count


def _at_side(word: Line, cols: Columns) -> bool:
    """Whether a word begins or ends where a column does, or stands over its middle."""
    over = cols.over(word)
    if over is None or over[0] != over[1]:
        return False
    left, right = cols.spans[over[0]]
    return min(abs(word.x0 - left), abs(word.x1 - right), abs(word.x0 + word.x1 - left - right) / 2) < 0.5 * word.size


def _with_names(
    lines: Sequence[Line],
    rows: Sequence[Row],
    start: int,
    end: int,
    cols: Columns,
    taken: Sequence[bool],
    rules: Sequence[Rule],
) -> tuple[int, int]:
    """The table with names that stand alone in their line over some of its columns, and the rest of its last label."""
    inside = lines[start:end]
    row = median([below.base - above.base for above, below in pairwise(inside) if below.base > above.base] or [0.0])
    size = median(line.size for line in inside)
    figs = of_figures(rows[start:end], cols)
    first = figs.index(True) if True in figs else 1
    left = cols.spans[min(first, len(cols.spans) - 1)][0]
    start = _from(lines, rows, start, cols, taken, left, row, size, rules)
    # Where the page begins, the first line of a label may stand half a line above its figures.
    if start == 1 and len(rows[0]) == 1 and lines[1].base - lines[0].base < size and lines[0].x1 <= left:
        start = 0
    while end < len(rows) and not taken[end] and len(rows[end]) == 1:
        label, above = lines[end], rows[end - 1][0]
        step = label.base - above.base
        alike = abs(label.x0 - above.x0) < above.size or (above.x0 <= label.x0 and label.x1 <= above.x1)
        rest = alike and step < 1.4 * size and label.x1 - label.x0 <= above.x1 - above.x0 + size
        following = end + 1 == len(rows) and step < 1.15 * row and abs(label.size - size) < 0.1 * size
        if not (step < size or rest or following or _broken_off(label, rows[end - 1], size)):
            break
        end += 1
    return start, end


def _broken_off(word: Line, above: Row, size: float) -> bool:
    """Whether a word right below the last figures is the rest of one, for which its column had no room."""
    return word.string.isdigit() and any(
        other.string.isdigit()
        and len(word.string) <= len(other.string) > 1
        and word.base - other.base < 1.3 * size
        and min(word.x1, other.x1) > max(word.x0, other.x0)
        for other in above
    )


def _from(
    lines: Sequence[Line],
    rows: Sequence[Row],
    start: int,
    cols: Columns,
    taken: Sequence[bool],
    left: float,
    row: float,
    size: float,
    rules: Sequence[Rule],
) -> int:
    """The first of the lines that name columns above a table, or give it a title set as its rows are.

    `left`: where the figures begin; `row`: the usual distance of its lines.
    """
    whole = cols.spans[0][0] + cols.spans[-1][1]
    at = start
    while at > 0 and not taken[at - 1] and len(rows[at - 1]) == 1:
        word, step = lines[at - 1], lines[at].base - lines[at - 1].base
        if step > max(2 * word.size, 1.15 * row) or abs(word.size - size) > 0.1 * size or cols.over(word) is None:
            break
        if word.string[-1:] in "。；：" or HEADING.match(word.string):
            break
        if word.x1 > cols.spans[-1][1] + 2 * word.size or word.x0 < cols.spans[0][0] - word.size:
            break
        at -= 1
        middles = [whole, *_middles(word, cols, rules)]
        centred = any(abs(word.x0 + word.x1 - middle) < word.size for middle in middles)
        if (centred and step < 1.15 * row) or (not centred and word.x0 > left - word.size):
            start = at
    return start


def _middles(word: Line, cols: Columns, rules: Sequence[Rule]) -> Iterator[float]:
    """Twice the middle of each rule right above a line that is as wide as all columns: it shows the table's sides."""
    for rule in rules:
        above = rule.top == rule.bottom and 0 <= word.top - rule.top + 1 < word.size
        if above and rule.x0 < cols.spans[0][0] + 1 and rule.x1 > cols.spans[-1][1] - 1:
            yield rule.x0 + rule.x1
