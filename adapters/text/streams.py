"""Tables whose cells stand one below the other: with a bar on its own line after each, or with nothing between."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator
from itertools import accumulate

from adapters.text import SPACE
from adapters.text.lines import Line, strip, unit_above
from adapters.text.rows import from_stream, lines_of_cell, table, worth
from adapters.text.shapes import LONGEST_LABEL, NARROW, Numbering, has_enumerator, is_figure, is_prose, says_unit, width
from checker.document import Table, Text

_LOOK_AHEAD = 60
_LEAST_FIGURES = 3


class Figures:
    """Where lines that are figures stand, to tell at once where no table of one cell a line can begin."""

    def __init__(self, lines: list[Line]) -> None:
        filled = [line.picture or not line.blank for line in lines]
        self._rank = list(accumulate(filled, initial=0))
        self._at = [index for index, line in enumerate(lines) if filled[index] and is_figure(line.string)]

    def follow(self, start: int) -> bool:
        """Whether enough figures stand at or after a line, the first of them not too far away."""
        first = bisect_left(self._at, start)
        if first + _LEAST_FIGURES > len(self._at):
            return False
        return self._rank[self._at[first]] - self._rank[start] <= _LOOK_AHEAD


def is_bar(line: Line) -> bool:
    return not line.picture and line.string.strip(SPACE) in ("|", "｜", "│")


def barred(lines: list[Line], numbering: Numbering) -> Iterator[list[Line] | Table]:
    """The lines outside of tables, and the tables whose cells end with a bar on its own line."""
    cells: list[tuple[Text, list[Line]]] = []
    chunk: list[Line] = []
    for line in lines:
        if not is_bar(line):
            chunk.append(line)
            continue
        filled = [one for one in chunk if one.picture or not one.blank]
        outside = _outside(filled, cells, numbering)
        if outside:
            yield from _finish(cells)
            cells = []
            numbering.table = 0
            stop = chunk.index(filled[outside - 1]) + 1
            yield chunk[:stop]
        inside = filled[outside:]
        if inside or not outside:
            cell = lines_of_cell([one.text for one in inside]) if inside else Text("", line.text.runs[:1])
            cells.append((cell, inside))
            numbering.table = numbering.number(cell.string) or numbering.table
        chunk = []
    rest = [one for one in chunk if not one.blank]
    if cells and rest and is_figure(rest[0].string):
        cells.append((strip(rest[0].text), rest[:1]))
        chunk = chunk[chunk.index(rest[0]) + 1 :]
    yield from _finish(cells)
    numbering.table = 0
    yield chunk


def _outside(lines: list[Line], cells: list[tuple[Text, list[Line]]], numbering: Numbering) -> int:
    """How many of the lines before a bar are no part of the cell that ends there."""
    if not lines:
        return 0
    last = len(lines) - 1
    if lines[last].picture or (is_prose(lines[last].string) and not _bracketed(lines[last].string)):
        return len(lines)
    if not any(cell.string for cell, _ in cells):
        while last and _continues(lines[last - 1], lines[last]):
            last -= 1
        return last
    before = cells[-1][0].string
    complete = 0
    for at in range(len(lines) - 1):
        string, following = lines[at].string, lines[at + 1].string
        if lines[at].picture or is_prose(string):
            complete = at + 1
        elif (not before.strip() or is_figure(before)) and at == complete:
            wider = width(following) > width(string) + 1.5 and not _bracketed(following)
            if width(string) > NARROW and (wider or numbering.is_heading(string)):
                complete = at + 1
    return complete


def _continues(line: Line, following: Line) -> bool:
    """Whether a line is the piece of a cell that goes on in the next: narrow, and not broken off before its width."""
    if line.picture or is_prose(line.string) or width(line.string) > NARROW or Numbering.number(line.string):
        return False
    only_number = has_enumerator(line.string) and width(line.string) <= 3
    return only_number or width(following.string) <= width(line.string) + 1


def _bracketed(string: str) -> bool:
    return string.strip(SPACE)[:1] in ("(", "（")


def _finish(cells: list[tuple[Text, list[Line]]]) -> Iterator[list[Line] | Table]:
    """The table of the cells; cells without any figure among them come back as the lines they were."""
    texts = [cell for cell, _ in cells]
    filled = [text for text in texts if text.string]
    if len(filled) > 3 and any(is_figure(text.string) for text in filled) and worth(rows := from_stream(texts)):
        yield table(rows)
    elif filled:
        yield [line for _, lines in cells for line in lines]


def stacked(lines: list[Line], start: int, numbering: Numbering) -> tuple[Table, int] | None:
    """The table of one cell a line that begins at `start`, and the line after it; None when none does.

    Labels up to a sentence, a heading or something else; three figures or more, two of them in a row, or five. Right
    below the unit of its figures a table is certain, and a number before a label makes it no heading.
    """
    if is_figure(lines[start].string):
        return None
    cells: list[Text] = []
    numbering.table = 0
    sure = unit_above(lines, start)
    figures = pairs = labels = since = 0
    end, keep = start, 0
    for at in range(start, len(lines)):
        line = lines[at]
        if line.blank and not line.picture:
            continue
        string = line.string
        if (
            line.picture
            or line.level
            or is_prose(string)
            or width(string) > LONGEST_LABEL
            or "\t" in string.strip(SPACE)
            or says_unit(string)
        ):
            break
        if is_figure(string):
            figures += 1
            pairs += since == 0 and bool(labels)
            since = 0
            cells.append(strip(line.text))
            end, keep = at + 1, len(cells)
            continue
        following = next((other.string for other in lines[at + 1 : at + 4] if not other.blank), "")
        if not sure and not is_figure(following) and numbering.is_heading(string):
            break
        if (
            not sure
            and not cells
            and is_figure(following) is False
            and numbering.number(string)
            and not numbering.table
        ):
            break
        labels += 1
        since += 1
        if since > _LOOK_AHEAD:
            break
        cells.append(strip(line.text))
        numbering.table = numbering.number(string) or numbering.table
    numbering.table = 0
    if figures < _LEAST_FIGURES or (not pairs and figures < 5) or not labels:
        return None
    return table(from_stream(_vertical(cells[:keep]))), end


def _vertical(cells: list[Text]) -> list[Text]:
    """The cells with labels joined that are written one character a line."""
    joined: list[Text] = []
    single = False
    for cell in cells:
        narrow = width(cell.string) <= 1 and not is_figure(cell.string)
        if narrow and joined and (single or (has_enumerator(joined[-1].string) and width(joined[-1].string) <= 3)):
            joined[-1] = lines_of_cell([joined[-1], cell])
        else:
            joined.append(cell)
        single = narrow
    return joined
