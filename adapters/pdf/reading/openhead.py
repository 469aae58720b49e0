"""The head of a table without rules: the lines of each name put together, and the columns that each stands over."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence

from adapters.pdf.reading.aligned import Columns
from adapters.pdf.reading.glyphs import Rule
from adapters.pdf.reading.lines import Line
from adapters.pdf.reading.openrows import Group, Spacing, Word, aligned

_EVEN = 1.3
"""How much further apart than the closest ones in the head they may be."""
_SAME = 0.3
"""Ems by which the places of names on one level may differ."""


def names(words: Sequence[Word], cols: Columns, rules: Sequence[Rule], space: Spacing, leaf: int) -> list[Group]:
    """The names above the columns. `words` are those of the head from top to bottom; `leaf` the last one of labels."""
    even = _EVEN * _least([word.line for word in words])

    def near(above: Line, below: Line) -> bool:
        beside = above.x0 < below.x1 and below.x0 < above.x1 and below.base - above.base <= even
        return beside and space.near(above, below) and aligned(above, below, hanging=False)

    stacks: list[list[Word]] = []
    for column in range(len(cols.spans)):
        stacks.append([word for word in words if word.first == column and (word.last == column or word.label)])
    result = [
        Group(stack[len(stack) - count :], None)
        for stack, count in zip(stacks, _lowest(stacks, words, near, leaf), strict=True)
        if count
    ]
    leaves = {id(word) for group in result for word in group.words}
    upper: list[Group] = []
    for word in words:
        if id(word) in leaves:
            continue
        for group in upper:
            last = group.words[-1]
            if (last.first, last.last) == (word.first, word.last) and near(last.line, word.line):
                group.words.append(word)
                break
        else:
            upper.append(Group([word], None))
    wide: list[Group] = []
    for group in sorted(upper, key=lambda group: -group.middle):
        wide.append(_widened(group, upper, [*result, *wide], cols, rules))
    return [*wide, *result]


def _least(lines: Sequence[Line]) -> float:
    """The least distance of two lines above each other."""
    steps = [
        below.base - above.base
        for above in lines
        for below in lines
        if above.x0 < below.x1 and below.x0 < above.x1 and below.base - above.base > 0.9 * below.size
    ]
    return min(steps, default=1e6)


def _lowest(
    stacks: Sequence[Sequence[Word]], words: Sequence[Word], near: Callable[[Line, Line], bool], leaf: int
) -> list[int]:
    """How many of the lines in each column are the name of the column itself, from below.

    Names of one level stand at one height: their middles, tops or bottoms do, whichever does for most columns. Lines
    above are another name only where they can hold for more than one column.
    """
    votes: Counter[tuple[str, int]] = Counter()
    size = next((stack[0].line.size for stack in stacks if stack), 1.0)
    reach: list[int] = []
    places: list[dict[tuple[str, int], int]] = []
    for column, stack in enumerate(stacks):
        most = min(len(stack), 1)
        while most and most < len(stack) and near(stack[-most - 1].line, stack[-most].line):
            most += 1
        reach.append(most)
        within = range(leaf + 1, len(stacks))
        here: dict[tuple[str, int], int] = {}
        for count in range(1, most + 1):
            if count < most and not _spans(stack[-count - 1], column, words, within):
                continue
            top, bottom = stack[-count].line.base, stack[-1].line.base
            for kind, place in (("middle", (top + bottom) / 2), ("top", top), ("bottom", bottom)):
                for shift in (0, 1):  # two grids, so that no two places close to each other fall apart in both
                    here[f"{kind}{shift}", int(place / (_SAME * size) + shift / 2)] = count
        places.append(here)
        votes.update(dict.fromkeys(here, 1))
    if not votes:
        return reach
    # Where names have one line each, all three agree: the middle is asked first.
    best = max(votes, key=lambda key: (votes[key], -("middle", "top", "bottom").index(key[0][:-1])))
    return [here.get(best, most) for here, most in zip(places, reach, strict=True)]


def _spans(word: Word, column: int, words: Sequence[Word], within: range) -> bool:
    """Whether a word over one column can be a name for those beside it: nothing stands there in its line."""
    line = word.line
    beside = [other for other in words if other is not word and abs(other.line.base - line.base) < 0.5 * line.size]

    def free(at: int) -> bool:
        return at in within and not any(other.first <= at <= other.last for other in beside)

    return free(column - 1) and free(column + 1)


def _widened(
    group: Group, upper: Sequence[Group], lower: Sequence[Group], cols: Columns, rules: Sequence[Rule]
) -> Group:
    """A name above others with the columns it holds for: those over whose middle it stands, or whose rule it has."""
    first, last = group.first, group.last
    size = group.words[0].line.size
    left = min(word.line.x0 for word in group.words)
    right = max(word.line.x1 for word in group.words)
    level = [other for other in upper if other is not group and abs(other.middle - group.middle) < 0.5 * size]
    low = max((other.last + 1 for other in level if other.last < first), default=0)
    high = min((other.first - 1 for other in level if other.first > last), default=len(cols.spans) - 1)
    below = [_below(group, lower, column) for column in range(len(cols.spans))]
    certain = [middle for middle in below[first : last + 1] if middle is not None]
    while low < first and not _alike(below[low], certain, size):
        low += 1
    while high > last and not _alike(below[high], certain, size):
        high -= 1
    bottom = group.words[-1].line.bottom
    for rule in rules:
        if rule.top == rule.bottom and 0 <= rule.top - bottom + 1 < size and rule.x0 < left + 1 and right - 1 < rule.x1:
            held = [at for at in range(low, high + 1) if rule.x0 < sum(cols.spans[at]) / 2 < rule.x1]
            if held and held[0] <= first and last <= held[-1]:
                return _over(group, held[0], held[-1])
    fits = [
        (end - start, start, end)
        for start in range(low, first + 1)
        for end in range(last, high + 1)
        if abs(cols.spans[start][0] + cols.spans[end][1] - left - right) < 1.6 * size
    ]
    if fits:
        _, start, end = max(fits)
        return _over(group, start, end)
    return _over(group, first, last)


def _below(group: Group, lower: Sequence[Group], column: int) -> float | None:
    """Half-way between the first and last baseline of what stands below a name in a column."""
    bases = [
        word.line.base
        for other in lower
        if other.first <= column <= other.last and other.middle > group.middle
        for word in other.words
    ]
    return (min(bases) + max(bases)) / 2 if bases else None


def _alike(middle: float | None, certain: Sequence[float], size: float) -> bool:
    """Whether what stands below in a column is as high as in those that a name certainly holds for."""
    return middle is not None and (not certain or any(abs(middle - one) < 0.4 * size for one in certain))


def _over(group: Group, first: int, last: int) -> Group:
    return Group([Word(word.line, first, last, word.anchor) for word in group.words], group.anchor)


def levels(groups: Sequence[Group]) -> tuple[list[tuple[int, int]], int]:
    """For each name its first row and the one after its last, and how many rows the head has.

    A name reaches up and down as far as no other stands in its columns.
    """
    order = sorted(range(len(groups)), key=lambda at: groups[at].middle)
    rows: list[int] = [0] * len(groups)
    count = -1
    start = -1e9
    for at in order:
        group = groups[at]
        if group.middle - start > 0.7 * group.words[0].line.size:
            count, start = count + 1, group.middle
        rows[at] = count
    total = count + 1

    def beside(at: int, below: bool) -> list[int]:
        """The names above or below one in its columns."""
        mine = groups[at]
        return [
            other
            for other, group in enumerate(groups)
            if group.first <= mine.last
            and mine.first <= group.last
            and rows[other] != rows[at]
            and (rows[other] > rows[at]) == below
        ]

    tops = [rows[at] if beside(at, below=False) else 0 for at in range(len(groups))]
    ends = [min((tops[other] for other in beside(at, below=True)), default=total) for at in range(len(groups))]
    return list(zip(tops, ends, strict=True)), total
