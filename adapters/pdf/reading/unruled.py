"""Tables with few or no rules, recognised by words that stand below each other on several lines."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise
from statistics import median

from adapters.pdf.reading.aligned import Columns, apart, columns, narrowed, of_figures
from adapters.pdf.reading.glyphs import Rule
from adapters.pdf.reading.grid import Piece
from adapters.pdf.reading.lines import Line
from adapters.pdf.reading.openpiece import made
from adapters.pdf.reading.words import Row, cut_between, figure, figures, words

_HEADING = re.compile(r"[一二三四五六七八九十]{1,3}、")
_ITEM = re.compile(r"[(（]?(?:[0-9]{1,3}|[a-zA-Z]|[ivxIVX]{1,4}|[一二三四五六七八九十]{1,3})[)）.．、]|[●■◆•·◦▪\-–—*☐□]")
"""What begins an item of a list, apart from its text."""
_FAR = 3.2
"""Ems between the baselines of two lines of one table, at most; more where its lines stand further apart."""
_LOOSE = 6
"""Lines without a second column that may follow each other within a table."""


def tables_among(lines: Sequence[Line], rules: Sequence[Rule] = ()) -> list[Line | Piece]:
    """The lines of one page or column, from top to bottom, with those that make a table replaced by it."""
    rows = [words(each) for each in lines]
    if sum(len(row) > 1 for row in rows) < 2 and not any(figures(row) >= 5 for row in rows):
        return list(lines)
    found: list[Line | Piece] = []
    at = 0
    for start, end, cols in _blocks(lines, rows):
        found += lines[at:start]
        found.append(made(rows[start:end], cols, rules))
        at = end
    return [*found, *lines[at:]]


def _blocks(lines: Sequence[Line], rows: list[Row]) -> list[tuple[int, int, Columns]]:
    """Where tables begin and end, and their columns. Words of their rows are cut at the columns, in place."""
    found: list[tuple[int, int, Columns]] = []
    taken = [False] * len(rows)
    for seed in sorted(range(len(rows)), key=lambda at: (-len(rows[at]), at)):
        if len(rows[seed]) < 2:
            break
        if taken[seed]:
            continue
        start, end = _grown(lines, rows, seed, taken)
        block = _parted(rows[start:end])
        cols = columns([row for row in block if len(row) > 1])
        if _is_table(block, cols):
            start, end = _with_head(lines, rows, start, end, cols, taken)
            rows[start:end] = _parted(rows[start:end])
            found.append((start, end, columns([row for row in rows[start:end] if len(row) > 1])))
            taken[start:end] = [True] * (end - start)
    return sorted(found, key=lambda block: block[0])


def _grown(lines: Sequence[Line], rows: Sequence[Row], seed: int, taken: Sequence[bool]) -> tuple[int, int]:
    """The lines round a row that may be of one table with it: as far as words keep its columns."""
    cols = columns([rows[seed]])
    width = max(line.x1 for line in lines) - min(line.x0 for line in lines)
    ends = [seed, seed]
    for side, step in ((1, 1), (0, -1)):
        last = seed
        steps: list[float] = []
        at = seed + step
        while 0 <= at < len(rows) and not taken[at]:
            pitch = abs(lines[at].base - lines[at - step].base)
            size = max(lines[at].size, lines[at - step].size)
            if pitch > max(_FAR * size, 2.2 * median(steps) if len(steps) > 2 else 0):
                break
            if len(rows[at]) > 1:
                grown = _fits(rows[at], cols)
                if grown is None:
                    break
                cols, last = grown, at
            elif _ends(lines[at], rows[at][0], cols, width) or abs(at - last) > _LOOSE:
                break
            steps.append(pitch)
            at += step
        ends[side] = last
    return ends[0], ends[1] + 1


def _fits(row: Row, cols: Columns) -> Columns | None:
    """The columns with the words of a row in them; None where two figures of it would stand in one."""
    spans = [list(span) for span in cols.spans]
    previous: tuple[Line, int] | None = None
    for word in row:
        over = cols.over(word)
        if over is None:
            spans.append([word.x0, word.x1])
            previous = None
            continue
        if previous is not None and over[0] <= previous[1] and (figure(word) and figure(previous[0])):
            return None
        if over[0] == over[1] and len(row) > 1:
            span = spans[over[0]]
            span[0], span[1] = min(span[0], word.x0), max(span[1], word.x1)
        previous = (word, over[1])
    return Columns(tuple((left, right) for left, right in apart(spans)))


def _ends(line: Line, word: Line, cols: Columns, width: float) -> bool:
    """Whether a line of one word cannot stand within a table: running text, or a heading."""
    over = cols.over(word)
    if over is not None and over[1] > over[0] and word.x1 - word.x0 > 0.55 * width:
        return True
    return _HEADING.match(word.string) is not None and not (
        over is not None and over[1] == 0 and len(cols.spans) > 2 and word.x1 <= cols.spans[1][0]
    )


def _parted(rows: Sequence[Row]) -> list[Row]:
    """The rows with words cut at the columns that other rows tell apart."""
    wide = [at for at, row in enumerate(rows) if len(row) > 1]
    cutting = dict(zip(wide, narrowed([rows[at] for at in wide]), strict=True))
    result = [cutting.get(at, row) for at, row in enumerate(rows)]
    cols = columns([row for row in result if len(row) > 1])
    return [cut_between(row, cols.gutters) for row in result]


def _with_head(
    lines: Sequence[Line], rows: Sequence[Row], start: int, end: int, cols: Columns, taken: Sequence[bool]
) -> tuple[int, int]:
    """The table with names that stand alone in their line over some of its columns, and the rest of its last label."""
    figs = of_figures(rows[start:end], cols)
    first = figs.index(True) if True in figs else 1
    left = cols.spans[first][0] if first < len(cols.spans) else cols.spans[-1][1]
    whole = cols.spans[0][0] + cols.spans[-1][1]
    while start > 0 and not taken[start - 1] and len(rows[start - 1]) == 1:
        word = lines[start - 1]
        near = lines[start].base - word.base < 2 * word.size
        over = cols.over(word)
        centred = abs(word.x0 + word.x1 - whole) < word.size
        if not near or over is None or centred or word.x1 > cols.spans[-1][1] + word.size:
            break
        if word.x0 < left - word.size or word.string[-1:] in "。；：":
            break
        start -= 1
    if end < len(rows) and not taken[end] and len(rows[end]) == 1:
        label, above = lines[end], rows[end - 1][0]
        near = label.base - above.base < 1.4 * label.size
        if near and abs(label.x0 - above.x0) < above.size and label.x1 - label.x0 <= above.x1 - above.x0 + above.size:
            end += 1
    return start, end


def _is_table(rows: Sequence[Row], cols: Columns) -> bool:
    """Whether rows of words are a table rather than text with gaps."""
    core = [row for row in rows if len(row) > 1]
    if len(cols.spans) < 2 or not core:
        return False
    figs = of_figures(rows, cols)
    if any(figures(row) >= 5 for row in core):
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
    if len(cols.spans) > 2:
        return False
    return all(_ITEM.fullmatch(row[0].string) for row in rows)


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
