"""The head of a table without rules: the lines of each name put together, and the columns that each stands over."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import replace

from adapters.pdf.reading.glyphs import Rule
from adapters.pdf.reading.lines import Line
from adapters.pdf.reading.unruled.columns import Columns
from adapters.pdf.reading.unruled.rows import Group, Word
from adapters.pdf.reading.unruled.spacing import Spacing, aligned

_EVEN = 1.3
"""How much further apart than the closest ones in the head the lines of a name may be."""
_NEARLY, _EXACT = 1.6, 0.5
"""Ems by which the sides of the columns that a name stands over are at other distances from its own, at most."""
_SAME = 0.3
"""Ems by which the places of names on one level may differ."""
_KINDS = ("middle", "top", "bottom")
"""What may stand at one height of names on one level; where each has one line, all do, and the middle is taken."""

Near = Callable[[Line, Line], bool]
Place = tuple[str, int]
"""A kind of place, and its height."""


def names(words: Sequence[Word], cols: Columns, rules: Sequence[Rule], space: Spacing, leaf: int) -> list[Group]:
    """The names above the columns. `words` are those of the head from top to bottom; `leaf` the last one of labels."""
    even = _EVEN * _least([word.line for word in words])

    def near(above: Line, below: Line) -> bool:
        beside = above.x0 < below.x1 and below.x0 < above.x1 and below.base - above.base <= even
        # Signs of a name from top to bottom may stand further apart than lines do.
        downward = len(above.glyphs) == len(below.glyphs) == 1
        return beside and (downward or space.near(above, below)) and aligned(above, below, hanging=False)

    stacks: list[list[Word]] = [[] for _ in cols.spans]
    for word in words:
        if word.last == word.first or word.label:
            stacks[word.first].append(word)
    counts = _lowest(stacks, words, near, range(leaf + 1, len(stacks)))
    lower = [Group(stack[-count:]) for stack, count in zip(stacks, counts, strict=True) if count]
    leaves = {id(word) for group in lower for word in group.words}
    upper = _joined([word for word in words if id(word) not in leaves], near)
    for group in sorted(upper, key=lambda group: -group.middle):
        lower.append(_widened(group, upper, lower, cols, rules))
    return lower


def _joined(words: Sequence[Word], near: Near) -> list[Group]:
    """The names above others, those of several lines as one."""
    found: list[Group] = []
    for word in words:
        for group in found:
            last = group.words[-1]
            if (last.first, last.last) == (word.first, word.last) and near(last.line, word.line):
                group.words.append(word)
                break
        else:
            found.append(Group([word]))
    return found


def _least(lines: Sequence[Line]) -> float:
    """The least distance of two lines above each other."""
    steps = [
        below.base - above.base
        for above in lines
        for below in lines
        if above.x0 < below.x1 and below.x0 < above.x1 and below.base - above.base > 0.9 * below.size
    ]
    return min(steps, default=1e6)


def _lowest(stacks: Sequence[Sequence[Word]], words: Sequence[Word], near: Near, within: range) -> list[int]:
    """How many of the lines in each column are the name of the column itself, from below.

    Names of one level stand at one height: their middles, tops or bottoms do, whichever does for most columns. Lines
    above are another name only where they can hold for more than one of the columns `within`.
    """
    votes: Counter[Place] = Counter()
    size = next((stack[0].line.size for stack in stacks if stack), 1.0)
    reach: list[int] = []
    places: list[dict[Place, int]] = []
    for column, stack in enumerate(stacks):
        most = min(len(stack), 1)
        while most and most < len(stack) and near(stack[-most - 1].line, stack[-most].line):
            most += 1
        reach.append(most)
        here: dict[Place, int] = {}
        for count in range(1, most + 1):
            if count == most or _spans(stack[-count - 1], column, words, within):
                here |= dict.fromkeys(_places(stack[-count].line.base, stack[-1].line.base, size), count)
        places.append(here)
        votes.update(here.keys())
    if not votes:
        return reach
    best = max(votes, key=lambda place: (votes[place], -_KINDS.index(place[0][:-1])))
    return [here.get(best, most) for here, most in zip(places, reach, strict=True)]


def _places(top: float, bottom: float, size: float) -> list[Place]:
    """Where lines from one baseline to another stand: on two grids, so that none close to each other differ in both."""
    return [
        (f"{kind}{shift}", int(place / (_SAME * size) + shift / 2))
        for kind, place in zip(_KINDS, ((top + bottom) / 2, top, bottom), strict=True)
        for shift in (0, 1)
    ]


def _spans(word: Word, column: int, words: Sequence[Word], within: range) -> bool:
    """Whether a word over one column can be a name for those beside it: nothing stands there in its line."""
    one = word.line
    beside = [other for other in words if other is not word and abs(other.line.base - one.base) < 0.5 * one.size]

    def free(at: int) -> bool:
        return at in within and not any(other.first <= at <= other.last for other in beside)

    return free(column - 1) and free(column + 1)


def _widened(
    group: Group, upper: Sequence[Group], lower: Sequence[Group], cols: Columns, rules: Sequence[Rule]
) -> Group:
    """A name above others with the columns that it holds for: those that its rule has, or over whose middle it is."""
    first, last = group.first, group.last
    size = group.words[0].line.size
    left, right = min(word.line.x0 for word in group.words), max(word.line.x1 for word in group.words)
    level = [other for other in upper if other is not group and abs(other.middle - group.middle) < 0.5 * size]
    low, high = _room(group, level, lower, len(cols.spans), size)
    bottom = group.words[-1].line.bottom

    def centred(near: float) -> tuple[int, int]:
        fits = [
            (end - start, start, end)
            for start in range(low, first + 1)
            for end in range(last, high + 1)
            if abs(cols.spans[start][0] + cols.spans[end][1] - left - right) < near * size
        ]
        return max(fits, default=(0, first, last))[1:]

    for rule in rules:
        if 0 <= rule.top - bottom + 1 < size and rule.x0 < left + 1 and right - 1 < rule.x1:
            held = [at for at in range(low, high + 1) if rule.x0 < sum(cols.spans[at]) / 2 < rule.x1]
            if held and held[0] <= first and last <= held[-1]:
                # One rule below several names does not part them: right over its middle a name stands even so.
                shared = any(rule.x0 < word.line.x0 < rule.x1 for other in level for word in other.words)
                exact = centred(_EXACT) if shared else (first, last)
                return _over(group, *(exact if exact != (first, last) else (held[0], held[-1])))
    return _over(group, *centred(_NEARLY))


def _room(group: Group, level: Sequence[Group], lower: Sequence[Group], count: int, size: float) -> tuple[int, int]:
    """The first and last column that a name above others may hold for. `level`: the other names at its height.

    Up to the next name on its level, and while what stands below is as high as in the columns that it is sure to hold
    for: a name that reaches over two levels is higher.
    """
    low = max((other.last + 1 for other in level if other.last < group.first), default=0)
    high = min((other.first - 1 for other in level if other.first > group.last), default=count - 1)
    below = [_below(group, lower, column) for column in range(count)]
    sure = [middle for middle in below[group.first : group.last + 1] if middle is not None]

    def alike(middle: float | None) -> bool:
        return middle is not None and (not sure or any(abs(middle - one) < 0.4 * size for one in sure))

    while low < group.first and not alike(below[low]):
        low += 1
    while high > group.last and not alike(below[high]):
        high -= 1
    return low, high


def _below(group: Group, lower: Sequence[Group], column: int) -> float | None:
    """Half-way between the first and last baseline of what stands below a name in a column."""
    bases = [
        word.line.base
        for other in lower
        if other.first <= column <= other.last and other.middle > group.middle
        for word in other.words
    ]
    return (min(bases) + max(bases)) / 2 if bases else None


def _over(group: Group, first: int, last: int) -> Group:
    return Group([replace(word, first=first, last=last) for word in group.words])


def levels(groups: Sequence[Group]) -> tuple[list[tuple[int, int]], int]:
    """For each name its first row and the one after its last, and how many rows the head has.

    A name reaches up to the top and down to the next where no other stands in its columns.
    """
    rows = [0] * len(groups)
    count, start = -1, -1e9
    for at in sorted(range(len(groups)), key=lambda at: groups[at].middle):
        if groups[at].middle - start > 0.7 * groups[at].words[0].line.size:
            count, start = count + 1, groups[at].middle
        rows[at] = count

    def beside(at: int) -> list[int]:
        """The other names in its columns."""
        mine = groups[at]
        return [
            other
            for other, group in enumerate(groups)
            if group.first <= mine.last and mine.first <= group.last and rows[other] != rows[at]
        ]

    near = [beside(at) for at in range(len(groups))]
    tops = [rows[at] if any(rows[other] < rows[at] for other in near[at]) else 0 for at in range(len(groups))]
    ends = [
        min((tops[other] for other in near[at] if rows[other] > rows[at]), default=count + 1)
        for at in range(len(groups))
    ]
    return list(zip(tops, ends, strict=True)), count + 1
