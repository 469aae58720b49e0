"""Which lines of a column belong to one cell of a table without rules, and to which of its rows."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Sequence

from adapters.pdf.reading.lines import Line, lead
from adapters.pdf.reading.unruled.spacing import Spacing, aligned
from adapters.pdf.reading.words import figure
from checker.record import dataclass

MODES = ("middle", "top", "bottom")
"""Where the one line of a cell stands beside the several of another."""
_FULL = 0.92
"""Of the width of a column that a line with the first sign of the next fills before it is broken."""


@dataclass(frozen=True, slots=True)
class Word:
    """A word of a table: its first and last column, and the row in whose line it stands (None for no such line).

    `label`: a word of the head above the labels.
    """

    line: Line
    first: int
    last: int
    anchor: int | None = None
    label: bool = False


@dataclass(slots=True)
class Group:
    """The lines of one cell from top to bottom; `anchor` is the row that it belongs to, None for one of its own."""

    words: list[Word]
    anchor: int | None = None

    @property
    def middle(self) -> float:
        """Half-way between its baselines."""
        return (self.words[0].line.base + self.words[-1].line.base) / 2

    @property
    def first(self) -> int:
        """Its first column."""
        return min(word.first for word in self.words)

    @property
    def last(self) -> int:
        """Its last column."""
        return max(word.last for word in self.words)


Linked = Callable[[Word, Word], bool]


def linked(words: Sequence[Word], space: Spacing, hanging: bool) -> Linked:
    """A function that says whether two lines that follow each other in a column are lines of one cell.

    They are when they are closer than rows are; where rows are as close, when the first is so long that it had to be
    broken. `hanging`: later lines may be indented.
    """
    widths: dict[int, float] = {}
    for word in words:
        widths[word.first] = max(widths.get(word.first, 0.0), word.line.x1 - word.line.x0)

    def judge(one: Word, other: Word) -> bool:
        above, below = one.line, other.line
        if not space.near(above, below):
            return False
        if not (above.x0 < below.x1 and below.x0 < above.x1) or not aligned(above, below, hanging):
            return False
        if figure(above) != figure(below):
            return False
        if abs(above.size - below.size) > 0.2 * below.size or above.glyphs[0].bold != below.glyphs[0].bold:
            return False
        return space.tight or above.x1 - above.x0 + lead(below) >= _FULL * widths.get(one.first, 0.0)

    return judge


def grouped(stack: Sequence[Word], anchors: Sequence[float], mode: str, judge: Linked) -> list[Group]:
    """The words of a column from top to bottom as cells, each with its row."""
    owner: list[int | None] = [word.anchor for word in stack]
    if mode == "middle":
        _straddling(stack, anchors, owner, judge)
        for at, word in enumerate(stack):
            if word.anchor is not None:
                _spread(stack, owner, at, at, word.anchor, judge)
    else:
        order = range(1, len(stack)) if mode == "top" else range(len(stack) - 2, -1, -1)
        for at in order:
            near = at - 1 if mode == "top" else at + 1
            if owner[at] is None and owner[near] is not None:
                above, below = sorted((at, near))
                if judge(stack[above], stack[below]):
                    owner[at] = owner[near]
    groups: list[Group] = []
    for at, word in enumerate(stack):
        if groups and owner[at] == owner[at - 1] and (owner[at] is not None or judge(stack[at - 1], word)):
            groups[-1].words.append(word)
        else:
            groups.append(Group([word], owner[at]))
    return groups


def _straddling(stack: Sequence[Word], anchors: Sequence[float], owner: list[int | None], judge: Linked) -> None:
    """Cells of an even number of lines, half of them above the line of the row and half below."""
    held = {word.anchor for word in stack}
    for at in range(len(stack) - 1):
        above, below = stack[at].line, stack[at + 1].line
        if owner[at] is not None or owner[at + 1] is not None or not judge(stack[at], stack[at + 1]):
            continue
        row = _row_at((above.base + below.base) / 2, anchors, 0.35 * below.size)
        if row is not None and row not in held:
            owner[at] = owner[at + 1] = row
            _spread(stack, owner, at, at + 1, row, judge)


def _row_at(base: float, anchors: Sequence[float], near: float) -> int | None:
    """The row whose baseline is nearest to a height, if it is near enough."""
    at = bisect_left(anchors, base)
    close = [index for index in (at - 1, at) if 0 <= index < len(anchors) and abs(anchors[index] - base) < near]
    return min(close, key=lambda index: abs(anchors[index] - base), default=None)


def _spread(stack: Sequence[Word], owner: list[int | None], low: int, high: int, anchor: int, judge: Linked) -> None:
    """As many lines above a row's as below it, as far as they are free and stand evenly."""
    while low > 0 and high < len(stack) - 1 and owner[low - 1] is None and owner[high + 1] is None:
        up = stack[low].line.base - stack[low - 1].line.base
        down = stack[high + 1].line.base - stack[high].line.base
        if abs(up - down) > 0.25 * stack[low].line.size:
            return
        if not judge(stack[low - 1], stack[low]) or not judge(stack[high], stack[high + 1]):
            return
        low, high = low - 1, high + 1
        owner[low] = owner[high] = anchor


def merged_labels(stack: Sequence[Word], judge: Linked) -> list[Group]:
    """The words of a column that has a label for several rows at a time, as labels without rows."""
    groups: list[Group] = []
    for word in stack:
        if groups and judge(groups[-1].words[-1], word):
            groups[-1].words.append(word)
        else:
            groups.append(Group([word]))
    return groups
