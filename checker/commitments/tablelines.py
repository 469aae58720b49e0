"""Lines of a plan that are rows of a table of tasks: cut by tabs or spaces, or below headings between them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import pairwise

from checker.commitments.columns import tells
from checker.commitments.sentences import (
    Label,
    Line,
    label_of,
    numbered,
    spaced_cells,
)
from checker.commitments.tasks import (
    HEAD,
    Columns,
    columns_of,
    is_of_a_body,
)
from checker.commitments.vocabulary import Vocabulary
from checker.document import Document

CELLS = 3
"""Cells of a row that is parted by spaces at least."""
LEAD = 26
"""Characters up to which the first sentence of a numbered item is its heading."""


def parts_a_table(
    line: Line, rest: list[Line | list[list[Line]]], columns: Columns | None, vocabulary: Vocabulary
) -> bool:
    """Whether a line is a heading between rows of tasks, whose columns hold on below it: cut by tabs or spaces, or of
    a table that opens with a row of the same columns."""
    after = rest[0] if rest else None
    cut = isinstance(after, list) and bool(after[0]) and after[0][0].cell is None
    same = isinstance(after, list) and columns is not None and is_of_a_body(after[0], columns, vocabulary)
    return (cut or same) and _parts(line)


def _parts(line: Line) -> bool:
    """Whether a line may be a heading between rows of one table."""
    return label_shown(line) is not None and len(line.plain.string) <= LEAD


def rows_below(rest: list[Line | list[list[Line]]], vocabulary: Vocabulary) -> Iterator[list[Line]]:
    """The rows of the tables that go on a table below headings between them, none of which opens with headings."""
    for before, after in pairwise(rest):
        if isinstance(before, Line) and not _parts(before):
            return
        if isinstance(after, list) and isinstance(before, Line):
            if not any(tells(one := cell.plain.string, vocabulary) or len(one) > HEAD for cell in after[0]):
                return
            yield from after


def spaced(
    document: Document, read: Iterable[Line | list[list[Line]]], vocabulary: Vocabulary
) -> Iterator[Line | list[list[Line]]]:
    """The lines, those below a heading of columns that are parted by wide spaces as it is cut into their cells."""
    columns = 0
    for entry in read:
        if not isinstance(entry, Line):
            yield entry
            continue
        cells = spaced_cells(source_text(document, entry), entry)
        if len(cells) >= CELLS and columns_of(cells, vocabulary) is not None:
            columns = len(cells)
        yield [cells] if columns and len(cells) == columns else numbered(source_text(document, entry), entry)


def whole_tables(read: Iterable[Line | list[list[Line]]]) -> list[Line | list[list[Line]]]:
    """The lines, those cut by tabs that follow one another as one table."""
    found: list[Line | list[list[Line]]] = []
    for entry in read:
        last = found[-1] if found else None
        cut = isinstance(entry, list) and len(entry) == 1 and entry[0] and entry[0][0].cell is None
        if cut and isinstance(last, list) and isinstance(entry, list) and last[-1] and last[-1][0].cell is None:
            found[-1] = [*last, *entry]
        else:
            found.append(entry)
    return found


def label_shown(line: Line) -> Label | None:
    if line.number:
        from checker.text.normalize import comparable

        shown = label_of(comparable(line.number).string)
        if shown:
            return Label(shown.rank, shown.shown, 0)
    return label_of(line.plain.string)


def source_text(document: Document, line: Line) -> str:
    return document.text_at(line.block, line.cell).string
