"""Tables without vertical rules, recognised by figures that stand beside each other on several lines."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from adapters.pdf.reading.glyphs import BLANK, Glyph
from adapters.pdf.reading.head import named, under_columns
from adapters.pdf.reading.lines import Line, line, stacked
from adapters.pdf.reading.stub import Row, beside_labels, cut_at, figure, freed, label_starts, parted
from checker.document import Cell, Table

_HEADING = re.compile(r"[一二三四五六七八九十]{1,3}、")
_GAP = 1.0
"""Ems between two words of different columns, at least."""
_DIGITS_GAP = 0.2
"""Ems between two numbers of different columns, at least."""
_FAR = 3.2
"""Ems between the baselines of two lines of one table, at most."""
_MANY = 5
"""Figures in a row that make a table of a single one."""


def tables_among(lines: Sequence[Line]) -> Iterator[Line | Table]:
    """The lines, with those that make a table replaced by it.

    The columns of such a table are only positions in its rows (`ragged`): nothing shows how far a heading reaches.
    """
    rows = [_words(each) for each in lines]
    if not any(len(row) > 1 and _figures(row) for row in rows):
        yield from lines
        return
    rows = under_columns([freed(rows, at) for at in range(len(rows))])
    starts = label_starts(rows)
    rows = [cut_at(row, starts) if starts and _by_figures(rows, at) else row for at, row in enumerate(rows)]
    width = max(each.x1 for each in lines) - min(each.x0 for each in lines)
    index = 0
    while index < len(lines):
        end = _end(lines, rows, index, width)
        if end > index:
            yield _table(rows[index:end])
            index = end
        else:
            yield lines[index]
            index += 1


def _words(whole: Line) -> Row:
    """The parts of a line between wide gaps."""
    parts: list[list[Glyph]] = []
    edge = 0.0
    for glyph in whole.glyphs:
        if glyph.char in BLANK:
            continue
        both = parts and parts[-1][-1].char.isdigit() and glyph.char.isdigit()
        if parts and glyph.x0 - edge <= (_DIGITS_GAP if both else _GAP) * whole.size:
            parts[-1].append(glyph)
        else:
            parts.append([glyph])
        edge = glyph.x1
    if len(parts) == 1:
        return [whole]
    return [made for part in parts if (made := line(whole.page, part)) is not None]


def _by_figures(rows: Sequence[Row], at: int) -> bool:
    """Whether a line holds figures, or a part of the label of those in the next line or the one before."""
    here = rows[at][0]
    return any(
        _figures(row) >= 2 and row[0].page == here.page and abs(row[0].base - here.base) < 1.2 * here.size
        for row in rows[max(at - 1, 0) : at + 2]
    )


def _figures(row: Row) -> int:
    return sum(figure(word) for word in row)


def _end(lines: Sequence[Line], rows: Sequence[Row], start: int, width: float) -> int:
    """The index after a table that begins at `start`; `start` itself when none does."""
    if len(rows[start]) < 2:
        return start
    last, full = start, []
    for index in range(start, len(lines)):
        here = lines[index]
        if index > start:
            before = lines[index - 1]
            if here.page != before.page or here.base - before.base > _FAR * max(here.size, before.size):
                break
        if len(rows[index]) >= 2:
            last = index
            if _figures(rows[index]) >= 2:
                full.append(index)
        elif _HEADING.match(rows[index][0].string) and not beside_labels(rows[index][0], rows[start:index]):
            break
        elif here.x1 - here.x0 > 0.55 * width:
            break  # running text
        elif index - last > 6:
            break
    if not full or (len(full) == 1 and _figures(rows[full[0]]) < _MANY):
        return start
    if len(full) > 1 and not _aligned([rows[index] for index in full]):
        return start
    # The rest of a label may stand below the last figures.
    end = last + 1
    if end < len(lines) and len(rows[end]) == 1:
        label, above = lines[end], rows[last][0]
        near = label.page == above.page and label.base - above.base < 1.4 * label.size
        if near and abs(label.x0 - above.x0) < above.size and label.x1 - label.x0 <= above.x1 - above.x0 + above.size:
            end += 1
    return end


def _aligned(rows: Sequence[Row]) -> bool:
    """Whether figures of different rows stand below each other, most of them."""
    spans = [[(word.x0, word.x1) for word in row if figure(word)] for row in rows]
    matched = total = 0
    for above, below in pairwise(spans):
        total += min(len(above), len(below))
        matched += sum(any(x0 < right and left < x1 for left, right in below) for x0, x1 in above)
    return matched >= 0.7 * total > 0


def _table(rows: Sequence[Row]) -> Table:
    """The rows as cells one after the other; what stands close to a row of figures is the rest of its labels."""
    rows, groups = parted(rows)
    rows, names = named(rows)
    held = [(row[0].base, [[word] for word in row]) for row in rows if _figures(row)]
    bases = [base for base, _ in held]
    for row in rows:
        if _figures(row):
            continue
        base = row[0].base
        near = sorted(range(len(bases)), key=lambda at: abs(bases[at] - base))[:2]
        if _belongs(row, held[near[0]], abs(bases[near[-1]] - base) if len(near) > 1 else 99.0):
            for word in row:
                _attach(word, held[near[0]][1])
        else:
            held.append((base, [[word] for word in row]))
    for group in sorted(groups, key=lambda group: -group[0].x0):
        middle = (group[0].base + group[-1].base) / 2
        at = min(range(len(bases)), key=lambda at: abs(bases[at] - middle))
        held[at][1].insert(0, group)
    held += names
    held.sort(key=lambda entry: entry[0])
    made = [
        Cell(at, column, stacked(words)) for at, (_, cells) in enumerate(held) for column, words in enumerate(cells)
    ]
    return Table(tuple(made), len(held), max(len(cells) for _, cells in held), ragged=True)


def _belongs(row: Row, figures: tuple[float, list[list[Line]]], next_distance: float) -> bool:
    """Whether words without figures are part of the labels of a row: beside it, or the next line of its label."""
    base, cells = figures
    distance, size = abs(base - row[0].base), row[0].size
    if distance <= size:
        return True
    if len(row) > 1 or distance > 1.9 * size or 1.2 * distance >= next_distance:
        return False
    word = row[0]
    return any(
        abs(word.x0 - label.x0) < size or (label.x0 - size < word.x0 and word.x1 < label.x1 + size)
        for label, *_ in cells
        if not figure(label)
    )


def _attach(word: Line, cells: list[list[Line]]) -> None:
    """Puts a word into the label that it stands above or below, or into its place from left to right."""
    for cell in cells:
        left, right = min(each.x0 for each in cell), max(each.x1 for each in cell)
        if word.x0 < right and left < word.x1 and not figure(cell[0]):
            cell.append(word)
            cell.sort(key=lambda each: each.base)
            return
    at = sum(cell[0].x0 < word.x0 for cell in cells)
    cells.insert(at, [word])
