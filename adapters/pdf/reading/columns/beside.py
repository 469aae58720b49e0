"""What stands beside the running text, as the links of a web page do: its lines keep other heights than the text's."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from itertools import pairwise
from statistics import median

from adapters.pdf.reading.lines import Line, line
from adapters.pdf.reading.words import figures, words
from checker.document import Box
from checker.record import dataclass

_FEW = 3
"""Lines on either side, at least."""
_CLOSE = 1.2
"""Ems between two lines that stand beside and not below each other, at most."""
_LEVEL = 0.06
"""Ems by which the heights of two words of one line differ, at most."""
_NARROW = 0.6
"""Of the width of the text that what stands beside it has, at most: wider ones are columns of text."""
_WHITE = 0.5
"""Ems of white between the two, at least."""
_ALONE = 0.5
"""Of the lines beside the text that are on no line of it, at least."""
_SMALL = 0.92
"""Times the size of the text, up to which what stands beside it is set: what has its size may be of its rows."""
_SHORT = 30
"""Signs of a line beside the text, at most."""
_INDENT = 4.0
"""Ems by which lines beside the text are indented, at most."""

_BELOW = 120.0
"""Points below the last line beside the text within which a table stands there too."""


@dataclass(frozen=True, slots=True)
class Beside:
    """The lines of a page: those above, those of the text beside something, those below, and what stands beside."""

    above: list[Line]
    text: list[Line]
    below: list[Line]
    slim: list[Line]

    @property
    def sides(self) -> tuple[float, float]:
        """Between which the text beside something stands."""
        return min(one.x0 for one in self.text), max(one.x1 for one in self.text)

    def holds(self, box: Box) -> bool:
        """Whether a table stands beside the text too, as wide as what stands there at most."""
        left, right = min(one.x0 for one in self.slim), max(one.x1 for one in self.slim)
        within = box[1] >= self.slim[0].top and box[1] < max(self.text[-1].bottom, self.slim[-1].bottom + _BELOW)
        reach = _INDENT * self.slim[0].size
        beside_text = box[2] <= self.sides[0] or box[0] >= self.sides[1]
        return within and beside_text and left - reach <= box[0] and box[2] <= right + 2 * reach


def beside(lines: Sequence[Line]) -> Beside | None:
    """What stands beside the running text, and the text; None where nothing does. `lines` go from top to bottom."""
    near = [at for at, (one, other) in enumerate(pairwise(lines)) if _side_by_side(one, other)]
    if len(near) < _FEW:
        return None
    parts = [words(each) for each in lines]
    lefts: Counter[int] = Counter()
    for at in near:
        for one, other in ((lines[at], lines[at + 1]), (lines[at + 1], lines[at])):
            if other.x0 > one.x1:
                lefts[round(other.x0)] += 1
    for row in parts:
        lefts.update(round(word.x0) for before, word in pairwise(row) if not _level(before, word))
    for place, count in lefts.most_common(_FEW):
        found = _at(lines, parts, near, place - 1.0) if count >= _FEW - 1 else None
        if found is not None:
            return found
    return None


def _at(lines: Sequence[Line], parts: Sequence[list[Line]], near: Sequence[int], x: float) -> Beside | None:
    """The same where the white ends at a place, or further left for lines that are less indented."""
    for start in near:
        white = _White(x)
        if white.takes(parts[start]) and white.takes(parts[start + 1]):
            break
    else:
        return None
    end = start + 2
    while start and white.takes(parts[start - 1]):
        start -= 1
    while end < len(lines) and white.takes(parts[end]):
        end += 1
    both = [
        (
            _joined([word for word in row if word.x0 < white.end]),
            _joined([word for word in row if word.x0 >= white.end]),
        )
        for row in parts[start:end]
    ]
    text_at = max((0, 1), key=lambda side: _width([pair[side] for pair in both]))
    # Above and below the text beside it, what stands at that side may be text that takes the whole width.
    while both and both[0][text_at] is None:
        start, both = start + 1, both[1:]
    while both and both[-1][text_at] is None:
        end, both = end - 1, both[:-1]
    text = [one for pair in both if (one := pair[text_at]) is not None]
    slim = [one for pair in both if (one := pair[1 - text_at]) is not None]
    alone = sum(not any(_level(one, other) for other in text) for one in slim)
    if len(slim) < _FEW or len(text) < _FEW or alone < max(_FEW - 1, _ALONE * len(slim)):
        return None
    if _width(slim) > _NARROW * _width(text) or any(len(one.glyphs) > _SHORT for one in slim):
        return None
    if any(map(_row, [*slim, *text])) or median(one.size for one in slim) > _SMALL * median(one.size for one in text):
        return None
    top, bottom = slim[0].top, slim[-1].bottom
    high = [one for one in text if one.bottom <= top]
    low = [one for one in text if one.top >= bottom]
    here = [one for one in text if one.bottom > top and one.top < bottom]
    return Beside([*lines[:start], *high], here, [*low, *lines[end:]], slim)


class _White:
    """The white strip between what stands beside each other; it ends where the right side begins."""

    def __init__(self, end: float) -> None:
        self.end = end
        self._start = 0.0

    def takes(self, row: Sequence[Line]) -> bool:
        """Whether no word of a row crosses it; words of the right side that begin further left move its end."""
        start, end = self._start, self.end
        for word in row:
            if word.x0 >= end:
                continue
            if word.x1 <= end - _WHITE * word.size:
                start = max(start, word.x1)
            elif start and word.x0 - start >= _WHITE * word.size and end - word.x0 < _INDENT * word.size:
                end = word.x0
            else:
                return False
        if end - start < _WHITE * row[0].size:
            return False
        self._start, self.end = start, end
        return True


def _side_by_side(one: Line, other: Line) -> bool:
    """Whether a line stands beside the next and hardly below it."""
    return other.base - one.base < _CLOSE * max(one.size, other.size) and (one.x1 < other.x0 or other.x1 < one.x0)


def _row(one: Line) -> bool:
    """Whether a line holds figures side by side."""
    return figures(words(one)) > 1


def _level(one: Line, other: Line) -> bool:
    return abs(one.base - other.base) < _LEVEL * min(one.size, other.size)


def _joined(row: Sequence[Line]) -> Line | None:
    return line(row[0].page, [glyph for word in row for glyph in word.glyphs]) if row else None


def _width(some: Sequence[Line | None]) -> float:
    own = [one for one in some if one is not None]
    return max(one.x1 for one in own) - min(one.x0 for one in own) if own else 0.0
