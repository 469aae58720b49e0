"""The lines of pages with those that make a table without rules replaced by it."""

from __future__ import annotations

from collections.abc import Sequence
from statistics import median

from adapters.pdf.reading.glyphs import Rule
from adapters.pdf.reading.grid import Piece
from adapters.pdf.reading.lines import Line
from adapters.pdf.reading.unruled.breaks import Block, goes_on, head_alone, lone_row, one_table, over_break
from adapters.pdf.reading.unruled.evidence import MANY
from adapters.pdf.reading.unruled.piece import made
from adapters.pdf.reading.unruled.search import blocks_of
from adapters.pdf.reading.unruled.spacing import pitch_of, pitches
from adapters.pdf.reading.words import Row, figures, words

_MOST_WORDS = 6_000
"""Of a page; one full of figures has some two thousand."""


def tables_among(
    pages: Sequence[Sequence[Line]], rules: Sequence[Sequence[Rule]], beside: Sequence[bool] = ()
) -> list[list[Line | Piece]]:
    """The entries of each page or column of text, from top to bottom. `beside`: which of them stand beside a table."""
    rows = [[words(each) for each in lines] for lines in pages]
    blocks: list[list[Block]] = [
        blocks_of(lines, here, strokes, half) if _may_hold(here) else []
        for lines, here, strokes, half in zip(pages, rows, rules, beside or [False] * len(pages), strict=True)
    ]
    for at in range(len(pages) - 1):
        lone_row(pages, rows, blocks, at)
        if blocks[at] or blocks[at + 1]:
            over_break(pages, rows, blocks, at)
            one_table(rows, blocks, at)
    known = pitches([[word for row in here for word in row] for here in rows]) if any(blocks) else {}
    result: list[list[Line | Piece]] = []
    for at, (lines, here, found, strokes) in enumerate(zip(pages, rows, blocks, rules, strict=True)):
        entries: list[Line | Piece] = []
        last = 0
        for start, end, cols in found:
            entries += lines[last:start]
            size = median(word.size for row in here[start:end] for word in row)
            alone = end == len(here) and head_alone(rows, blocks, at)
            begun = start == 0 and goes_on(rows, blocks, at)
            entries.append(made(here[start:end], cols, pitch_of(size, known), strokes, alone, begun))
            last = end
        result.append([*entries, *lines[last:]])
    return result


def _may_hold(rows: Sequence[Row]) -> bool:
    """Whether words stand side by side at all."""
    wide = [row for row in rows if len(row) > 1]
    if sum(map(len, wide)) > _MOST_WORDS:
        return False
    return len(wide) > 1 or any(figures(row) >= MANY for row in wide)
