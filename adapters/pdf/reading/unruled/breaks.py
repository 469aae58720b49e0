"""Tables without rules that go on over a page break."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from adapters.pdf.reading.lines import Line
from adapters.pdf.reading.unruled.columns import Columns, columns, of_figures
from adapters.pdf.reading.unruled.evidence import MANY
from adapters.pdf.reading.unruled.fit import FAR, HEADING, cut_at, divided, ends, fitted, parted
from adapters.pdf.reading.words import Row, figures

_NAMED = 0.6
"""Of the figures of a lone row, at least, that have a name above them."""

_HEAD = 8
"""Lines of a head, at most."""
_LABEL = 4
"""Lines of a label before that beside its figures, at most."""
_CLOSE = 1.75
"""Ems between the baselines of two lines of a label, at most."""
_TAIL = 4
"""Lines of names above a page break whose figures stand below it, at most."""

Block = tuple[int, int, Columns]
"""The first line of a table, the one after its last, and its columns."""


def lone_row(
    pages: Sequence[Sequence[Line]], rows: Sequence[list[Row]], blocks: Sequence[list[Block]], at: int
) -> None:
    """Takes a row of figures at the top of the page after a break for a table, if its names stand above the break.

    Figures in a single line may else be those of a scale.
    """
    above, below = rows[at], rows[at + 1]
    if not above or not below or (blocks[at + 1] and blocks[at + 1][0][0] == 0):
        return
    if len(below[0]) < MANY or figures(below[0]) < len(below[0]):
        return
    cols = columns([below[0]])
    named: set[int] = set()
    for line, row in _names_above(pages[at], above):
        for word in divided(row, cols):
            first, last = cols.over(word) or cols.nearest(word)
            # What stands over several columns, or beside them all, names none by itself.
            named |= {first} if first == last and word.x1 - word.x0 < line.x1 - line.x0 else set()
    if len(named) >= _NAMED * len(cols.spans):
        blocks[at + 1].insert(0, (0, 1, cols))


def _names_above(lines: Sequence[Line], rows: Sequence[Row]) -> Iterator[tuple[Line, Row]]:
    """The last lines of a page, from below, as far as they are close and hold no figures: those of a head, at most."""
    below: Line | None = None
    for line, row in list(zip(lines, rows, strict=True))[: -_HEAD - 1 : -1]:
        if figures(row) or (below is not None and below.base - line.base > FAR * line.size):
            return
        yield line, row
        below = line


def head_alone(rows: Sequence[list[Row]], blocks: Sequence[list[Block]], at: int) -> bool:
    """Whether the last table of a page is but the names of columns whose figures stand after the break."""
    if at + 1 == len(blocks) or not blocks[at] or not blocks[at + 1]:
        return False
    (start, end, cols), (begin, until, other) = blocks[at][-1], blocks[at + 1][0]
    return (
        end == len(rows[at])
        and begin == 0
        and cols == other
        and not any(map(figures, rows[at][start:end]))
        and any(map(figures, rows[at + 1][:until]))
    )


def over_break(
    pages: Sequence[Sequence[Line]], rows: Sequence[list[Row]], blocks: Sequence[list[Block]], at: int
) -> None:
    """Finds what is left of a table above or below the break after a page, and is too little to show that it is one.

    What it finds is added to `blocks`; words of `rows` are cut at the columns, in place.
    """
    above, below = blocks[at], blocks[at + 1]
    if above and not (below and below[0][0] == 0):
        _with_tail(pages, rows, blocks, at)
    ends_here = bool(above) and above[-1][1] == len(rows[at])
    if ends_here and below and 0 < below[0][0] <= _LABEL and _label_before(pages[at + 1], rows[at + 1], below[0]):
        below[0] = (0, *below[0][1:])
    begins_there = bool(below) and below[0][0] == 0
    if ends_here and not begins_there:
        cols = above[-1][2]
        until = below[0][0] if below else len(rows[at + 1])
        end = _reach(pages[at + 1], rows[at + 1], range(until), cols)
        if end is not None:
            rows[at + 1][: end + 1] = [cut_at(row, cols) for row in rows[at + 1][: end + 1]]
            below.insert(0, (0, end + 1, cols))
    elif begins_there and not ends_here:
        cols = below[0][2]
        last = above[-1][1] if above else 0
        start = _reach(pages[at], rows[at], range(len(rows[at]) - 1, last - 1, -1), cols)
        if start is not None:
            rows[at][start:] = [cut_at(row, cols) for row in rows[at][start:]]
            above.append((start, len(rows[at]), cols))


def _label_before(lines: Sequence[Line], rows: Sequence[Row], block: Block) -> bool:
    """Whether all above the first table of a page are lines of its first label: they stand close, left of figures."""
    start, end, cols = block
    figs = of_figures(rows[start:end], cols)
    if True not in figs or not figs.index(True):
        return False
    left, right = cols.spans[0][0], cols.spans[figs.index(True)][0]
    return all(
        len(rows[at]) == 1
        and left - line.size < line.x0
        and line.x1 <= right
        and lines[at + 1].base - line.base < _CLOSE * line.size
        and abs(line.size - lines[start].size) < 0.1 * line.size
        and not HEADING.match(line.string)
        for at, line in enumerate(lines[:start])
    )


def goes_on(rows: Sequence[list[Row]], blocks: Sequence[list[Block]], at: int) -> bool:
    """Whether the first table of a page goes on with the last one of the page before, without its head again."""
    if not at or not blocks[at - 1] or not blocks[at]:
        return False
    (start, end, cols), (begin, _, other) = blocks[at - 1][-1], blocks[at][0]
    if end < len(rows[at - 1]) or begin > 0 or cols != other:
        return False
    return [word.string for word in rows[at - 1][start]] != [word.string for word in rows[at][0]]


def _with_tail(
    pages: Sequence[Sequence[Line]], rows: Sequence[list[Row]], blocks: Sequence[list[Block]], at: int
) -> None:
    """Adds the last lines of a page to the table above them, if they are names whose figures stand after the break."""
    start, end, cols = blocks[at][-1]
    last = len(rows[at])
    if not end < last <= end + _TAIL or _reach(pages[at], rows[at], range(end - 1, last), cols) != last - 1:
        return
    begun = _reach(pages[at + 1], rows[at + 1], range(len(rows[at + 1])), cols)
    if begun is not None and any(figures(row) for row in rows[at + 1][: begun + 1]):
        rows[at][end:] = [cut_at(row, cols) for row in rows[at][end:]]
        blocks[at][-1] = (start, last, cols)


def one_table(rows: Sequence[list[Row]], blocks: Sequence[list[Block]], at: int) -> None:
    """Gives the parts of a table on either side of a page break the same columns."""
    if not blocks[at] or not blocks[at + 1]:
        return
    (start, end, one), (begin, until, other) = blocks[at][-1], blocks[at + 1][0]
    if end < len(rows[at]) or begin > 0 or one == other:
        return
    upper, lower = rows[at][start:end], rows[at + 1][:until]
    both = parted([*upper, *lower])
    cols = columns(both)
    if len(cols.spans) > max(len(one.spans), len(other.spans)) + 1:
        return
    if any(fitted(row, cols) is None for row in both if len(row) > 1):
        return
    rows[at][start:end], rows[at + 1][:until] = both[: len(upper)], both[len(upper) :]
    blocks[at][-1], blocks[at + 1][0] = (start, end, cols), (0, until, cols)


def _reach(lines: Sequence[Line], rows: Sequence[Row], order: Sequence[int], cols: Columns) -> int | None:
    """The last of the lines, taken in an order, that goes on with the columns of a table; None for none."""
    width = max((line.x1 for line in lines), default=0.0) - min((line.x0 for line in lines), default=0.0)
    last: int | None = None
    before: Line | None = None
    for at in order:
        line = lines[at]
        if before is not None and abs(line.base - before.base) > FAR * line.size:
            break
        row = divided(rows[at], cols)
        if len(row) > 1:
            if fitted(row, cols) is None or sum(cols.over(word) is None for word in row) > 0.5 * len(row):
                break
            last = at
        elif ends(lines, at, row[0], cols, width):
            break
        before = line
    return last
