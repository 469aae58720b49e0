"""Glyphs put together: the lines they make, and the text of lines with the place of every character."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import islice, pairwise
from operator import itemgetter

from adapters.pdf.reading.glyphs import BLANK, Glyph
from checker.document import Box, GlyphRun, LineRun, Text
from checker.record import dataclass

_COLUMN = 3
"""Glyphs below each other that are writing from top to bottom, at least."""
_NEXT = 1.5
"""Ems between two columns of one passage that is written from top to bottom, at most."""
_NAMES, _NAME = 3, 12
"""Names written from top to bottom side by side that are those of the columns of a table, at least; their signs."""
_FIGURE_BELOW = 5.0
"""Ems from the last sign of such a name down to the figure that it stands over, at most."""
_LATEST = 3
"""Lines that a glyph may still belong to, of those above it and on its height."""
_BASE = itemgetter(Glyph._fields.index("base"))
_NO_GAP = 1.0
"""Points between glyphs up to which no blank is looked for."""


@dataclass(frozen=True, slots=True)
class Line:
    """Glyphs on one baseline from left to right, without blanks at its ends.

    `column` tells the columns of text of a document apart; 0 for lines that may take the width of the page.
    """

    page: int
    glyphs: tuple[Glyph, ...]
    x0: float
    top: float
    x1: float
    bottom: float
    base: float
    size: float
    column: int = 0

    @property
    def downward(self) -> bool:
        """Whether it is written from top to bottom."""
        return len(self.glyphs) >= _COLUMN and self.glyphs[1].base - self.glyphs[0].base > 0.5 * self.size

    @property
    def string(self) -> str:
        """The line's text, with a blank where a wide gap tells words apart."""
        if unbroken(self.glyphs):
            return "".join([glyph[0] for glyph in self.glyphs])
        return "".join([char for char, _ in characters(self.glyphs)])


def line(page: int, glyphs: Sequence[Glyph]) -> Line | None:
    """A line of glyphs that are in order; None when only blanks are left."""
    if len(glyphs) == 1:
        only = glyphs[0]
        if only.char in BLANK:
            return None
        return Line(page, (only,), only.x0, only.top, only.x1, only.bottom, only.base, only.size)
    start, end = 0, len(glyphs)
    while end and glyphs[end - 1][0] in BLANK:
        end -= 1
    while start < end and glyphs[start][0] in BLANK:
        start += 1
    if start == end:
        return None
    kept = glyphs[start:end]
    _, lefts, tops, rights, bottoms, bases, sizes, *_ = zip(*kept, strict=True)
    # The size that most glyphs have: a raised note number does not make the line small.
    middle = len(kept) // 2
    base, size = sorted(bases)[middle], sorted(sizes)[middle]
    return Line(page, tuple(kept), min(lefts), min(tops), max(rights), max(bottoms), base, size)


def in_order(glyphs: Sequence[Glyph]) -> Sequence[Glyph]:
    """Glyphs of one line from left to right, without the blanks over which others are drawn."""
    if all(after[1] >= before[1] for before, after in pairwise(glyphs)):
        return glyphs
    ordered = sorted(glyphs, key=lambda glyph: glyph.x0)
    inked = [glyph for glyph in ordered if glyph[0] not in BLANK]
    return [
        glyph
        for glyph in ordered
        if glyph[0] not in BLANK or not any(glyph.x0 < (other.x0 + other.x1) / 2 < glyph.x1 for other in inked)
    ]


def lines(page: int, glyphs: Iterable[Glyph]) -> list[Line]:
    """Lines of running text from top to bottom; a turned glyph makes lines only with turned ones.

    Writing from top to bottom is one line, its columns from right to left.
    """
    level, downward = _downward(list(glyphs))
    rows: list[tuple[float, float, bool, list[Glyph]]] = []
    last: list[tuple[float, float, bool, list[Glyph]]] = []  # the last first
    for glyph in sorted(level, key=_BASE):
        own_base, own_size, own_upright = glyph[5:8]
        for base, size, upright, members in last:
            if upright == own_upright and own_base - base <= 0.35 * (size if size > own_size else own_size):
                members.append(glyph)
                break
        else:
            rows.append((own_base, own_size, own_upright, [glyph]))
            last = rows[: -_LATEST - 1 : -1]
    result = [line(page, in_order(members)) for _, _, _, members in rows]
    if downward:
        result += [line(page, column) for column in downward]
        result.sort(key=lambda each: each.base if each is not None else 0.0)
    return [found for found in result if found is not None]


def _downward(glyphs: list[Glyph]) -> tuple[list[Glyph], list[list[Glyph]]]:
    """The glyphs that are not written from top to bottom, and those that are, by passage."""
    runs: list[list[Glyph]] = []
    start = 0
    for at, (before, glyph) in enumerate(pairwise(glyphs), 1):
        # Most stand beside the one before: to ask that here takes half of the time.
        if glyph[5] - before[5] > 0.5 * before[6] and _below(before, glyph):
            continue
        if at - start >= _COLUMN and wide(glyphs[start].char):
            runs.append(glyphs[start:at])
        start = at
    if len(glyphs) - start >= _COLUMN and wide(glyphs[start].char):
        runs.append(glyphs[start:])
    if runs:
        runs = _without_names(runs, glyphs)
    if not runs:
        return glyphs, []
    taken = {id(glyph) for run in runs for glyph in run}
    passages: list[list[Glyph]] = []
    for run in sorted(runs, key=lambda run: -run[0].x0):
        last = passages[-1][-1] if passages else None
        if last is not None and last.x0 - run[0].x1 < _NEXT * last.size and run[0].top < last.bottom:
            passages[-1].extend(run)
        else:
            passages.append(list(run))
    return [glyph for glyph in glyphs if id(glyph) not in taken], passages


def _without_names(runs: list[list[Glyph]], glyphs: Sequence[Glyph]) -> list[list[Glyph]]:
    """Runs of glyphs below each other without the names of narrow columns: short, side by side, far apart, and most
    with a figure below.

    A name with two signs is none of them, so that all of them are lines from left to right as its signs are.
    """
    short = sorted((run for run in runs if len(run) <= _NAME), key=lambda run: run[0].x0)
    if len(short) < _NAMES:
        return runs
    digits = [glyph for glyph in glyphs if glyph.char.isdigit()]
    names: set[int] = set()
    for run in short:
        beside = [other for other in short if other[0].top < run[-1].bottom and run[0].top < other[-1].bottom]
        far = all(right[0].x0 - left[0].x1 > _NEXT * left[0].size for left, right in pairwise(beside))
        if far and len(beside) >= _NAMES and 2 * sum(_over_figure(other, digits) for other in beside) > len(beside):
            names.add(id(run))
    return [run for run in runs if id(run) not in names]


def _over_figure(run: Sequence[Glyph], digits: Iterable[Glyph]) -> bool:
    """Whether a digit stands right below a run."""
    last = run[-1]
    return any(
        0.5 * last.size < digit.base - last.base < _FIGURE_BELOW * last.size
        and digit.x0 < last.x1 + last.size
        and last.x0 - last.size < digit.x1
        for digit in digits
    )


def _below(before: Glyph, glyph: Glyph) -> bool:
    """Whether a glyph that is lower than the one before stands right below it, as in writing from top to bottom."""
    step = glyph[5] - before[5]
    if abs(glyph[1] + glyph[3] - before[1] - before[3]) > 0.6 * before[6]:
        return False
    return step < (2.0 if glyph[9] == before[9] else 1.15) * before[6]


def wide(char: str) -> bool:
    """An ideograph or a full-width sign: writing that has no blanks between words."""
    return char >= "\u2e80" or char in "“”‘’—…·"


def unbroken(glyphs: Sequence[Glyph]) -> bool:
    """Whether no gap between glyphs can stand for a blank, as in most cells and lines."""
    end = glyphs[0][3] if glyphs else 0.0
    for glyph in glyphs:
        if glyph[1] - end > _NO_GAP:
            return False
        end = glyph[3]
    return True


def characters(glyphs: Sequence[Glyph]) -> Iterable[tuple[str, Glyph | None]]:
    """Each character with its glyph; a blank without one where a gap is too wide for letters of one word."""
    end = glyphs[0].x0 if glyphs else 0.0
    before: Glyph | None = None
    for glyph in glyphs:
        gap = glyph.x0 - end
        if gap > _NO_GAP and before is not None and before.char not in BLANK and glyph.char not in BLANK:
            limit = 1.2 if wide(before.char) or wide(glyph.char) else 0.22
            if gap > limit * max(min(before.size, glyph.size), 1.0):
                yield " ", None
        yield glyph.char, glyph
        before, end = glyph, glyph.x1


_OPENS, _CLOSES = "“‘（〔〈《「『【［([", "”’）〕〉》」』】］)]，。、；：！？,.;:!?%％"
"""Signs that no line ends with, and that none begins with; programs part neither at a quotation mark."""


def lead(line: Line) -> float:
    """The width in points of what cannot be parted at a line's start."""
    start, end = line.glyphs[0].x0, line.glyphs[0].x1
    for before, glyph in pairwise(line.glyphs):
        if glyph.x0 - before.x1 > 0.2 * line.size:
            break
        held = before.char in _OPENS or glyph.char in _CLOSES or before.char in "”’" or glyph.char in "“‘"
        if not held and (before.char >= "\u2e80" or glyph.char >= "\u2e80"):
            break
        end = glyph.x1
    return end - start


class Composer:
    """Builds a Text from characters with their pages and boxes; a run ends where page or confidence changes."""

    def __init__(self) -> None:
        self.chars: list[str] = []
        self.runs: list[LineRun | GlyphRun] = []
        self._boxes: list[Box | None] = []
        self._page = 0
        self._confidence = 1.0
        self._start = 0

    def add(self, char: str, page: int, glyph: Glyph | None) -> None:
        """One character; `glyph` None for one that has none (a joined line break)."""
        confidence = self._confidence if glyph is None else glyph.confidence
        if self._boxes and (page != self._page or confidence != self._confidence):
            self._close()
        if not self._boxes:
            self._page, self._confidence, self._start = page, confidence, len(self.chars)
        self.chars.append(char)
        self._boxes.append(None if glyph is None else glyph.box)

    def add_line(self, part: Line) -> None:
        """A line's characters."""
        glyphs = part.glyphs
        first = glyphs[0]
        self.add(first.char, part.page, first)
        if _even(glyphs):
            self.chars += [glyph[0] for glyph in glyphs[1:]]
            self._boxes += _boxes(glyphs[1:])
            return
        following = islice(characters(glyphs), 1, None)
        if any(glyph[10] != first[10] for glyph in glyphs):
            for char, glyph in following:
                self.add(char, part.page, glyph)
            return
        for char, glyph in following:
            self.chars.append(char)
            self._boxes.append(None if glyph is None else glyph.box)

    def _close(self) -> None:
        self.runs.append(GlyphRun(self._start, self._page, tuple(self._boxes), self._confidence))
        self._boxes = []

    def text(self) -> Text:
        """What was added so far."""
        if self._boxes:
            self._close()
        return Text("".join(self.chars), tuple(self.runs))


def _even(glyphs: Sequence[Glyph]) -> bool:
    """Whether a line has no blank that only its gaps tell, and one confidence."""
    _, _, _, end, _, _, _, _, _, _, confidence, _ = glyphs[0]
    for glyph in glyphs:
        if glyph[1] - end > _NO_GAP or glyph[10] != confidence:
            return False
        end = glyph[3]
    return True


def _boxes(glyphs: Sequence[Glyph]) -> list[Box]:
    """Rounded as Glyph.box is, in a third of the time: most of a page passes here."""
    return [
        (int(x0 * 100 + 0.5) / 100, int(y0 * 100 + 0.5) / 100, int(x1 * 100 + 0.5) / 100, int(y1 * 100 + 0.5) / 100)
        for _, x0, y0, x1, y1, _, _, _, _, _, _, _ in glyphs
    ]


def _alone(part: Line) -> Text | None:
    """The text of one line, as a Composer makes it, where nothing in it needs one."""
    glyphs = part.glyphs
    if not _even(glyphs):
        return None
    first = glyphs[0]
    run = GlyphRun(0, part.page, (first.box, *_boxes(glyphs[1:])), first[10])
    return Text("".join([glyph[0] for glyph in glyphs]), (run,))


def glue(before: str, after: str, chinese: bool) -> str:
    """What a line break between two characters stands for.

    Nothing beside Chinese writing; nothing between digits of a Chinese text, since writers that break lines
    anywhere break numbers and the others never do; otherwise a blank.
    """
    if wide(before) or wide(after) or before in BLANK or after in BLANK or before in "-/@_.":
        return ""
    if chinese and before.isdigit() and (after.isdigit() or after in ".,%"):
        return ""
    return " "


def flowed(parts: Sequence[Line]) -> Text:
    """Lines as one paragraph."""
    if len(parts) == 1 and (alone := _alone(parts[0])) is not None:
        return alone
    composer = Composer()
    total = sum(len(part.glyphs) for part in parts)
    chinese = 2 * len([1 for part in parts for glyph in part.glyphs if wide(glyph[0])]) > total
    before: Line | None = None
    for part in parts:
        if before is not None:
            blank = glue(before.glyphs[-1].char, part.glyphs[0].char, chinese)
            if blank:
                composer.add(blank, before.page, None)
        composer.add_line(part)
        before = part
    return composer.text()


def stacked(parts: Sequence[Line]) -> Text:
    """Lines of a cell, a line feed between them."""
    if len(parts) == 1 and (alone := _alone(parts[0])) is not None:
        return alone
    composer = Composer()
    for index, part in enumerate(parts):
        if index:
            composer.add("\n", parts[index - 1].page, None)
        composer.add_line(part)
    return composer.text()
