"""The lines of a table without rules that make a row each, and the columns that their words stand in."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from adapters.pdf.reading.lines import Line, line
from adapters.pdf.reading.unruled.columns import Columns
from adapters.pdf.reading.unruled.rows import Word
from adapters.pdf.reading.unruled.spacing import Spacing
from adapters.pdf.reading.words import Row, Span, figure

_MOST = 0.6
"""Of the words of the fullest line that one has, at least, to make a row where there are no figures."""

Placed = list[Word]
"""The words of a line with their columns, from left to right."""


def placed(row: Row, cols: Columns) -> Placed:
    """The words of a line with their columns; those of one column as one word."""
    found: Placed = []
    for word in row:
        first, last = cols.over(word) or cols.nearest(word)
        before = found[-1] if found else None
        if before is not None and first <= before.last:
            if before.first == first and before.last == last:
                together = line(word.page, [*before.line.glyphs, *word.glyphs])
                assert together is not None
                found[-1] = Word(together, first, last)
                continue
            # Both reach into one column: it is that one's whose text fills more of it.
            shared = cols.spans[first]
            if before.first == first or (last > first and _share(word, shared) < _share(before.line, shared)):
                first += 1
            else:
                found[-1] = replace(before, last=first - 1)
        found.append(Word(word, first, max(first, last)))
    return found


def _share(word: Line, span: Span) -> float:
    return min(word.x1, span[1]) - max(word.x0, span[0])


def anchors(held: Sequence[Placed], figs: Sequence[bool]) -> list[int]:
    """The lines that make a row each: those with figures, in a table without figures those that fill most columns."""
    if any(figs):
        return [
            at
            for at, row in enumerate(held)
            if any(word.first == word.last and figs[word.first] and figure(word.line) for word in row)
        ]
    needed = max(2, round(_MOST * max(len(row) for row in held)))
    return [at for at, row in enumerate(held) if len(row) >= needed]


def inner_heads(held: Sequence[Placed], anchored: Sequence[int], figs: Sequence[bool]) -> list[int]:
    """The lines below the first row that may name columns anew: texts over a label and over figures."""
    if len(anchored) < 2 or True not in figs:
        return []
    first = figs.index(True)
    rows = set(anchored)
    return [
        at
        for at in range(anchored[0], len(held))
        if at not in rows and any(word.last < first for word in held[at]) and any(figs[word.first] for word in held[at])
    ]


def with_inner_heads(
    anchored: Sequence[int], inner: Sequence[int], bases: Sequence[float], space: Spacing
) -> list[int]:
    """The lines that make a row, with those that name columns anew and are no rest of a row. `bases`: by line."""
    found = list(anchored)
    for at in inner:
        if not space.tight or all(abs(bases[other] - bases[at]) >= space.most for other in anchored):
            found.append(at)
    return sorted(found)


def over_figures(
    held: Sequence[Placed], inner: Sequence[int], anchored: Sequence[int], figs: Sequence[bool]
) -> list[Placed]:
    """The lines; names below the first row get the columns of those figures in the next one whose middle they share."""
    result = list(held)
    for at in inner:
        below = next((held[row] for row in anchored if row > at), [])
        names, filled = ([word for word in row if not _labels(word, figs)] for row in (held[at], below))
        taken: Placed = []
        for word in held[at]:
            one = word.line
            near = [
                other
                for other in below
                if figs[other.first]
                and abs(one.x0 + one.x1 - other.line.x0 - other.line.x1) < 0.8 * one.size
                and not any(before.first <= other.first <= before.last for before in taken)
            ]
            if not near and word in names and len(names) == len(filled):
                near = [filled[names.index(word)]]  # each figure has a name, which is set to another side
            taken.append(replace(word, first=near[0].first, last=near[0].last) if near else word)
        result[at] = taken
    return result


def _labels(word: Word, figs: Sequence[bool]) -> bool:
    """Whether a word stands left of all columns of figures."""
    return word.last < figs.index(True)


def base(row: Placed, figs: Sequence[bool]) -> float:
    """The baseline of a row: that of its figures, where it has some."""
    bases = [word.line.base for word in row if figs[word.first]] or [word.line.base for word in row]
    return sorted(bases)[len(bases) // 2]
