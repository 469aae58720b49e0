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
from adapters.pdf.reading.openrows import pitch_of, pitches
from adapters.pdf.reading.words import Row, cut_between, figure, figures, words

_HEADING = re.compile(r"[一二三四五六七八九十]{1,3}、")
_ITEM = re.compile(
    r"[(（]?(?:[0-9]{1,3}|[a-zA-Z]|[ivxIVX]{1,4}|[一二三四五六七八九十]{1,3})[)）.．、]|[●■◆•·◦▪\-–—*☐□]"
)
"""What begins an item of a list, apart from its text."""
_FAR = 3.2
"""Ems between the baselines of two lines of one table, at most; more where its lines stand further apart."""
_MANY = 5
"""Figures in a row that make a table of a single one."""
_TOUCHING = 0.4
"""Ems between two names that nearly touch, at least."""
_FILLED = 0.35
"""Of the cells of a table that hold something, at least."""
_LOOSE = 6
"""Lines without a second column that may follow each other within a table."""


Block = tuple[int, int, Columns]
"""The first line of a table, the one after its last, and its columns."""


def tables_among(pages: Sequence[Sequence[Line]], rules: Sequence[Sequence[Rule]]) -> list[list[Line | Piece]]:
    """The lines of each page or column, from top to bottom, with those that make a table replaced by it."""
    rows = [[words(each) for each in lines] for lines in pages]
    blocks = [_blocks(lines, here) if _may_hold(here) else [] for lines, here in zip(pages, rows, strict=True)]
    for at in range(len(pages) - 1):
        _over_break(pages, rows, blocks, at)
        _one_table(rows, blocks, at)
    known = pitches([[word for row in here for word in row] for here in rows]) if any(blocks) else {}
    result: list[list[Line | Piece]] = []
    for lines, here, found, strokes in zip(pages, rows, blocks, rules, strict=True):
        entries: list[Line | Piece] = []
        last = 0
        for start, end, cols in found:
            entries += lines[last:start]
            size = median(word.size for row in here[start:end] for word in row)
            entries.append(made(here[start:end], cols, pitch_of(size, known), strokes))
            last = end
        result.append([*entries, *lines[last:]])
    return result


def _may_hold(rows: Sequence[Row]) -> bool:
    """Whether words stand side by side at all."""
    return sum(len(row) > 1 for row in rows) > 1 or any(figures(row) >= _MANY for row in rows)


def _over_break(
    pages: Sequence[Sequence[Line]], rows: Sequence[list[Row]], blocks: Sequence[list[Block]], at: int
) -> None:
    """Finds what is left of a table above or below a page break, and is too little to show that it is one."""
    above, below = blocks[at], blocks[at + 1]
    if above and above[-1][1] == len(rows[at]) and not (below and below[0][0] == 0):
        until = below[0][0] if below else len(rows[at + 1])
        end = _reach(pages[at + 1], rows[at + 1], range(until), above[-1][2])
        if end is not None:
            rows[at + 1][: end + 1] = [cut_between(row, above[-1][2].gutters) for row in rows[at + 1][: end + 1]]
            below.insert(0, (0, end + 1, above[-1][2]))
    elif below and below[0][0] == 0 and not (above and above[-1][1] == len(rows[at])):
        last = above[-1][1] if above else 0
        start = _reach(pages[at], rows[at], range(len(rows[at]) - 1, last - 1, -1), below[0][2])
        if start is not None:
            rows[at][start:] = [cut_between(row, below[0][2].gutters) for row in rows[at][start:]]
            above.append((start, len(rows[at]), below[0][2]))


def _one_table(rows: Sequence[list[Row]], blocks: Sequence[list[Block]], at: int) -> None:
    """Gives the parts of a table on either side of a page break the same columns."""
    if not blocks[at] or not blocks[at + 1]:
        return
    (start, end, one), (begin, until, other) = blocks[at][-1], blocks[at + 1][0]
    if end < len(rows[at]) or begin > 0 or one == other:
        return
    upper, lower = rows[at][start:end], rows[at + 1][:until]
    both = _parted([*upper, *lower])
    cols = columns(both)
    if len(cols.spans) > max(len(one.spans), len(other.spans)) + 1:
        return
    if any(_fits(row, cols) is None for row in both if len(row) > 1):
        return
    rows[at][start:end], rows[at + 1][:until] = both[: len(upper)], both[len(upper) :]
    blocks[at][-1], blocks[at + 1][0] = (start, end, cols), (0, until, cols)


def _reach(lines: Sequence[Line], rows: Sequence[Row], order: Sequence[int], cols: Columns) -> int | None:
    """The last of the lines, taken in an order, that goes on with the columns of a table; None for none."""
    width = max((line.x1 for line in lines), default=0.0) - min((line.x0 for line in lines), default=0.0)
    last: int | None = None
    before: Line | None = None
    for at in order:
        line, row = lines[at], rows[at]
        if before is not None and abs(line.base - before.base) > _FAR * line.size:
            break
        row = _divided(row, cols)
        if len(row) > 1:
            if _fits(row, cols) is None or sum(cols.over(word) is None for word in row) > 0.5 * len(row):
                break
            last = at
        elif _ends(lines, at, row[0], cols, width):
            break
        before = line
    return last


def _blocks(lines: Sequence[Line], rows: list[Row]) -> list[Block]:
    """Where tables begin and end, and their columns. Words of their rows are cut at the columns, in place."""
    found: list[Block] = []
    taken = [False] * len(rows)
    for seed in sorted(range(len(rows)), key=lambda at: (-len(rows[at]), at)):
        if len(rows[seed]) < 2:
            break
        if taken[seed]:
            continue
        start, end = _grown(lines, rows, seed, taken)
        block = _parted(rows[start:end])
        cols = columns(block)
        end -= _after(block, cols)
        block = block[: end - start]
        if _is_table(block, cols):
            start, end = _with_head(lines, rows, start, end, cols, taken)
            block = _parted(rows[start:end])
            if sum(len(row) > 1 for row in block) < 2:
                continue  # the figures of a scale
            rows[start:end] = block
            found.append((start, end, columns(rows[start:end])))
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
            row = _divided(rows[at], cols)
            if len(row) > 1:
                grown = _fits(row, cols)
                if grown is None:
                    break
                cols, last = grown, at
            elif _ends(lines, at, row[0], cols, width) or abs(at - last) > _LOOSE:
                break
            steps.append(pitch)
            at += step
        ends[side] = last
    return ends[0], ends[1] + 1


def _divided(row: Row, cols: Columns) -> Row:
    """The words of a line, a single one cut at the columns if it is names that nearly touch and not running text."""
    if len(row) > 1:
        return row
    over = cols.over(row[0])
    if over is None or over[0] == over[1]:
        return row
    parts = cut_between(row, cols.gutters, _TOUCHING)
    return parts if len(parts) > 1 and 2 * len(parts) > over[1] - over[0] + 1 else row


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


def _ends(lines: Sequence[Line], at: int, word: Line, cols: Columns, width: float) -> bool:
    """Whether a line of one word cannot stand within a table: running text, or a heading in a line of its own."""
    over = cols.over(word)
    if over is not None and over[1] > over[0] and word.x1 - word.x0 > 0.55 * width:
        return True
    if not _HEADING.match(word.string):
        return False
    if over is not None and over[1] == 0 and len(cols.spans) > 2 and word.x1 <= cols.spans[1][0]:
        return False
    near = [abs(lines[other].base - word.base) for other in (at - 1, at + 1) if 0 <= other < len(lines)]
    return min(near, default=99.0) >= 0.95 * word.size


def _parted(rows: Sequence[Row]) -> list[Row]:
    """The rows with words cut at the columns that other rows tell apart."""
    wide = [at for at, row in enumerate(rows) if len(row) > 1]
    cutting = dict(zip(wide, narrowed([rows[at] for at in wide]), strict=True))
    result = [cutting.get(at, row) for at, row in enumerate(rows)]
    cols = columns(result)
    return [cut_between(row, cols.gutters) for row in result]


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


def _with_head(
    lines: Sequence[Line], rows: Sequence[Row], start: int, end: int, cols: Columns, taken: Sequence[bool]
) -> tuple[int, int]:
    """The table with names that stand alone in their line over some of its columns, and the rest of its last label."""
    figs = of_figures(rows[start:end], cols)
    first = figs.index(True) if True in figs else 1
    left = cols.spans[first][0] if first < len(cols.spans) else cols.spans[-1][1]
    whole = cols.spans[0][0] + cols.spans[-1][1]
    steps = [below.base - above.base for above, below in pairwise(lines[start:end]) if below.base > above.base]
    row = max(median(steps) if steps else 0.0, 0.0)
    size = median(line.size for line in lines[start:end])
    at = start
    while at > 0 and not taken[at - 1] and len(rows[at - 1]) == 1:
        word, below = lines[at - 1], lines[at]
        over = cols.over(word)
        if below.base - word.base > max(2 * word.size, 1.15 * row) or abs(word.size - size) > 0.1 * size:
            break
        if over is None or word.string[-1:] in "。；：" or _HEADING.match(word.string):
            break
        if word.x1 > cols.spans[-1][1] + 2 * word.size or word.x0 < cols.spans[0][0] - word.size:
            break
        at -= 1
        title = abs(word.x0 + word.x1 - whole) < word.size and below.base - word.base < 1.15 * row
        if (word.x0 > left - word.size and abs(word.x0 + word.x1 - whole) >= word.size) or title:
            start = at
    # The first line of a label that stands half above its figures, where the page begins; and the rest of the last one.
    if start == 1 and len(rows[0]) == 1 and lines[1].base - lines[0].base < size and lines[0].x1 <= left:
        start = 0
    while end < len(rows) and not taken[end] and len(rows[end]) == 1:
        label, above = lines[end], rows[end - 1][0]
        step = label.base - above.base
        alike = abs(label.x0 - above.x0) < above.size or (above.x0 <= label.x0 and label.x1 <= above.x1)
        if step < size or (step < 1.4 * size and alike and label.x1 - label.x0 <= above.x1 - above.x0 + size):
            end += 1
        elif end + 1 == len(rows) and step < 1.15 * row and abs(label.size - size) < 0.1 * size:
            end += 1  # a name of what follows on the next page
        else:
            break
    return start, end


def _is_table(rows: Sequence[Row], cols: Columns) -> bool:
    """Whether rows of words are a table rather than text with gaps."""
    core = [row for row in rows if len(row) > 1]
    if len(cols.spans) < 2 or not core:
        return False
    figs = of_figures(rows, cols)
    if median([len(row) for row in core if figures(row)] or map(len, core)) < _FILLED * len(cols.spans):
        return False  # a drawing with figures in it
    if any(figures(row) >= _MANY for row in core):
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
