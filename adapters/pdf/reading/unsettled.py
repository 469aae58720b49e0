"""Tables told by where words stand that came out odd: what is found in them is for a person to look at."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from adapters.pdf.reading.showing import DOUBTFUL
from checker.document import Block, Cell, GlyphRun, Paragraph, Table, Text, Unread
from checker.messages import say

_NUMBER = re.compile(r"[+\-−－]?[0-9][0-9,.，]*%?")
_FEW = 2
"""Cells that are odd in a table whose rules are drawn, at least; one is enough where they are not."""
_LOOSE = 4
"""Figures side by side that are a row of a table, at least."""
_NAMED = 3
"""Columns of figures, at least, of which one without a name is odd."""


def settled(blocks: Sequence[Block]) -> list[Block]:
    """The blocks, the text of odd tables doubtful."""
    before: Sequence[Block | None] = [None, *blocks]
    return [
        _doubtful(block) if isinstance(block, Table) and _odd(block, above) else block
        for block, above in zip(blocks, before, strict=False)
    ]


def loose(blocks: Sequence[Block]) -> Iterator[Unread]:
    """Figures that stand side by side and of which no table could be made."""
    for at, block in enumerate(blocks):
        if isinstance(block, Paragraph):
            words = block.text.string.split()
            if len(words) >= _LOOSE and all(map(_NUMBER.fullmatch, words)):
                said = say("reading.pdf_loose", text=" ".join(words[:_LOOSE]))
                yield Unread(said, say("reading.pdf_loose_why"), at, holds="passage")


def _odd(table: Table, above: Block | None) -> bool:
    """`above`: the block before a table, which may be the upper half of its head, drawn by itself."""
    strange = sum(map(_crowded, table.cells))
    if strange >= (1 if table.ragged else _FEW):
        return True
    return table.ragged and not isinstance(above, Table) and _nameless(table)


def _crowded(cell: Cell) -> bool:
    """Whether a cell holds two numbers side by side, or a name and below it several numbers."""
    string = cell.text.string
    if " " not in string and string.count("\n") < _FEW:
        return False
    lines = [line.split() for line in string.split("\n")]
    if any(len(words) > 1 and all(map(_NUMBER.fullmatch, words)) for words in lines):
        return True
    below = [line for line in lines[1:] if len(line) == 1 and _NUMBER.fullmatch(line[0])]
    return len(below) > 1 and bool(lines[0]) and not _NUMBER.fullmatch("".join(lines[0]))


def _nameless(table: Table) -> bool:
    """Whether some columns of figures have a name above them and others have none."""
    figures: dict[int, int] = {}
    for cell in table.cells:
        if cell.column_span == 1 and _NUMBER.fullmatch(cell.text.string.strip()):
            figures.setdefault(cell.column, cell.row)
    if len(figures) < _NAMED:
        return False
    names = [cell for cell in table.cells if cell.text.string.strip() and not _NUMBER.fullmatch(cell.text.string)]
    own = {
        column
        for column, row in figures.items()
        if any(name.row < row and name.column <= column < name.column + name.column_span for name in names)
    }
    return 0 < len(own) < len(figures)


def _doubtful(table: Table) -> Table:
    return replace(table, cells=tuple(replace(cell, text=_unsure(cell.text)) for cell in table.cells))


def _unsure(text: Text) -> Text:
    return Text(text.string, tuple(_runs(text)))


def _runs(text: Text) -> Iterator[GlyphRun]:
    for run in text.runs:
        if isinstance(run, GlyphRun):
            yield replace(run, confidence=min(run.confidence, DOUBTFUL))
