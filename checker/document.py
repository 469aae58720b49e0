"""What a reader makes of a file: blocks in reading order, every character with its place.

A reader knows no regulation. It gives paragraphs, tables and pictures; what they mean is decided
by the facts, against a form.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import field, replace
from operator import attrgetter
from typing import TYPE_CHECKING, Literal

from checker.messages import Message
from checker.record import dataclass

if TYPE_CHECKING:
    from checker.layout import Layout

Box = tuple[float, float, float, float]
"""x0, top, x1, bottom in points (1/72 inch) from the top left of the visible page."""


SURE = 0.9
"""The confidence from which text counts as read with certainty: no finding that rests on less is one."""
LOST = "\ufffd"
"""What readers put for a character of which the file does not say which it is: seen, but not read."""


@dataclass(frozen=True, slots=True)
class LineRun:
    """Characters that stand one after the other on one line of a text file.

    `start` is the offset in the text the run belongs to; `line` and `char` count from 1.
    """

    start: int
    line: int
    char: int


@dataclass(frozen=True, slots=True)
class GlyphRun:
    """Characters of one page: a box for each, None for one that has no glyph (a joined line break).

    `confidence` is 1.0 for text the file states and shows, less for text recognised in an image, hardly visible, or
    recognised by somebody else.
    """

    start: int
    page: int
    boxes: tuple[Box | None, ...]
    confidence: float = 1.0


@dataclass(frozen=True, slots=True)
class Place:
    """Where in the file a range stands: line and char of a text, or boxes on pages (both from 1)."""

    line: int | None = None
    char: int | None = None
    areas: tuple[tuple[int, tuple[Box, ...]], ...] = ()
    """(page, boxes), in reading order; more than one entry only across a page break."""


NOWHERE = Place()
"""Where text of a file stands that has neither lines nor pages."""
_start = attrgetter("start")


@dataclass(frozen=True, slots=True)
class Text:
    """A string with the origin of its characters. `runs` is sorted by `start`; empty for word processor files."""

    string: str
    runs: tuple[LineRun | GlyphRun, ...] = ()

    def __str__(self) -> str:
        return self.string

    def place(self, start: int, end: int) -> Place:
        """The place of `string[start:end]`; of the point before `start` when the range is empty."""
        if not self.runs:
            return NOWHERE
        at = max(bisect_right(self.runs, start, key=_start) - 1, 0) if len(self.runs) > 1 else 0
        first = self.runs[at]
        if isinstance(first, LineRun):
            return Place(first.line, first.char + max(start - first.start, 0))
        pages: dict[int, list[Box]] = {}
        for run in self.runs[at:]:
            if run.start >= max(end, start + 1) or not isinstance(run, GlyphRun):
                break
            low, high = max(start - run.start, 0), max(end, start + 1) - run.start
            for box in run.boxes[low:high]:
                if box is not None:
                    _extend(pages.setdefault(run.page, []), box)
        return Place(areas=tuple((page, tuple(boxes)) for page, boxes in pages.items() if boxes))

    def confidence(self, start: int, end: int) -> float:
        """The lowest recognition confidence among the characters of the range, 1.0 for stated text, 0.0 for a lost
        character."""
        if LOST in self.string[start:end]:
            return 0.0
        lowest = 1.0
        for run in self.runs:
            if isinstance(run, GlyphRun) and run.start < end and run.start + len(run.boxes) > start:
                lowest = min(lowest, run.confidence)
        return lowest

    def slice(self, start: int, end: int) -> Text:
        """`string[start:end]` with its runs; offsets count anew from 0."""
        runs: list[LineRun | GlyphRun] = []
        for index, run in enumerate(self.runs):
            stop = self.runs[index + 1].start if index + 1 < len(self.runs) else len(self.string)
            low, high = max(run.start, start), min(stop, end)
            if low >= high:
                continue
            skip = low - run.start
            if isinstance(run, LineRun):
                runs.append(LineRun(low - start, run.line, run.char + skip))
            else:
                boxes = run.boxes[skip : skip + high - low]
                runs.append(GlyphRun(low - start, run.page, boxes, run.confidence))
        return Text(self.string[start:end], tuple(runs))


def _extend(boxes: list[Box], box: Box) -> None:
    """Grow the last box when `box` goes on in the same line of writing, else begin a new one."""
    if boxes:
        x0, top, x1, bottom = boxes[-1]
        overlap = min(bottom, box[3]) - max(top, box[1])
        height = min(bottom - top, box[3] - box[1])
        gap = box[0] - x1
        if overlap > 0.5 * height and -1.0 <= gap <= 1.5 * max(height, 1.0):
            boxes[-1] = (min(x0, box[0]), min(top, box[1]), max(x1, box[2]), max(bottom, box[3]))
            return
    boxes.append(box)


def join(parts: list[Text], separator: str = "") -> Text:
    """One text of several, `separator` between them; every character keeps its origin."""
    if len(parts) == 1:
        return parts[0]
    runs: list[LineRun | GlyphRun] = []
    strings: list[str] = []
    length = 0
    for index, part in enumerate(parts):
        if index:
            strings.append(separator)
            length += len(separator)
        runs.extend(replace(run, start=run.start + length) for run in part.runs)
        strings.append(part.string)
        length += len(part.string)
    return Text("".join(strings), tuple(runs))


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph of running text.

    `number` is the label that automatic numbering shows before the text and that is not part of it ("一、").
    `level` is the heading level that the file states by style or outline (1 the highest), None when it states none.
    `part` tells a footnote or a text box from the body.
    """

    text: Text
    number: str = ""
    level: int | None = None
    part: str = "body"


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell of a grid; `row` and `column` are its top left slot. Lines of one cell are joined by a line feed."""

    row: int
    column: int
    text: Text
    row_span: int = 1
    column_span: int = 1


@dataclass(frozen=True, slots=True)
class Table:
    """A table as a grid, cells in reading order, each once.

    `ragged`: the file shows cells one after the other but not how far each reaches, so that a column number
    is only the position in its row (plain text). Otherwise the spans are those of the file. `placed`: nothing but the
    places where words stand tells the cells apart.
    """

    cells: tuple[Cell, ...]
    rows: int
    columns: int
    ragged: bool = False
    placed: bool = False

    def grid(self) -> list[list[Cell | None]]:
        """The cell that covers each slot, None where there is none."""
        slots: list[list[Cell | None]] = [[None] * self.columns for _ in range(self.rows)]
        for cell in self.cells:
            for row in range(cell.row, min(cell.row + cell.row_span, self.rows)):
                for column in range(cell.column, min(cell.column + cell.column_span, self.columns)):
                    slots[row][column] = cell
        return slots

    def by_row(self) -> list[list[Cell]]:
        """The cells that begin in each row, from left to right."""
        rows: list[list[Cell]] = [[] for _ in range(self.rows)]
        for cell in self.cells:
            rows[cell.row].append(cell)
        return rows


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture that stands as a block of its own; `text` is empty but carries the place."""

    text: Text = Text("")


Block = Paragraph | Table | Picture


@dataclass(frozen=True, slots=True)
class Location:
    """A place in a document. `section`, `table`, `row`, `column` are ids of the form, given by the facts.

    `start` and `end` are code points in the text of the paragraph or cell, from 0. An empty range with `text`
    None is where something missing would belong. `cell` is (row, column) of the grid. `line`, `char`, `page` from 1.
    """

    path: str
    block: int | None = None
    cell: tuple[int, int] | None = None
    start: int | None = None
    end: int | None = None
    text: str | None = None
    section: str | None = None
    table: str | None = None
    row: str | None = None
    column: str | None = None
    line: int | None = None
    char: int | None = None
    page: int | None = None
    boxes: tuple[Box, ...] = ()
    continued: tuple[tuple[int, tuple[Box, ...]], ...] = ()
    """(page, boxes) of what goes on over a page break."""


Holds = Literal["part", "passage", "value", "aside"]
"""What may stand in something unread: any part of a document, a passage or table of one section, what a cell or a
word says, or nothing of the text (what stands beside it, as page headers do)."""


@dataclass(frozen=True, slots=True)
class Unread:
    """Something of the file that the reader could not read, and why.

    `block` is the block that it is part of or stands before, `cell` the cell of that table; None where the reader
    does not know. What is missing from a document may be there, so nothing that `holds` allows is certainly missing.
    """

    what: Message
    why: Message
    block: int | None = None
    cell: tuple[int, int] | None = None
    holds: Holds = "part"


@dataclass(frozen=True, slots=True)
class Document:
    """A file as read. `furniture` holds page headers and footers, apart from the body.

    `properties` are statements of the file about itself: `title`, `published` (a date as written), `author`.
    `remarks`: what should be known of how it was read, though nothing of it is unread.
    `converted` is the file that was made of this one to be read in its place; empty where there is none to be kept.
    """

    path: str
    format: str
    sha256: str
    blocks: tuple[Block, ...]
    pages: int | None = None
    furniture: tuple[Text, ...] = ()
    properties: dict[str, str] = field(default_factory=dict)
    unread: tuple[Unread, ...] = ()
    remarks: tuple[Message, ...] = ()
    converted: bytes = field(default=b"", repr=False, compare=False)
    layout: Layout | None = field(default=None, repr=False, compare=False)
    """How it is laid out, where a pack asks for it and the file states it."""
    told: tuple[int, tuple[int, ...]] | None = field(default=None, repr=False, compare=False)
    """Its shape, of one whose blocks are not at hand."""

    @property
    def shape(self) -> tuple[int, tuple[int, ...]]:
        """How many blocks it has, and which of them are tables."""
        if self.told is not None:
            return self.told
        return len(self.blocks), tuple(at for at, block in enumerate(self.blocks) if isinstance(block, Table))

    def text_at(self, block: int, cell: tuple[int, int] | None = None) -> Text:
        """The text of a paragraph, a picture (empty), or the cell that begins at `cell`."""
        found = self.blocks[block]
        if isinstance(found, Table):
            for candidate in found.cells:
                if (candidate.row, candidate.column) == cell:
                    return candidate.text
            raise KeyError(f"no cell begins at {cell} in block {block}")
        return found.text

    def locate(
        self,
        block: int,
        start: int,
        end: int,
        cell: tuple[int, int] | None = None,
        text: Text | None = None,
        /,
        section: str | None = None,
        table: str | None = None,
        row: str | None = None,
        column: str | None = None,
    ) -> Location:
        """The location of a range of a paragraph or cell, with its physical place.

        `text` is the text there, of whoever has it at hand: in a large table it is not found at once.
        """
        text = text or self.text_at(block, cell)
        # In order, and not by name, which costs twice as much: of a document there are some five hundred.
        known = self.path, block, cell, start, end, text.string[start:end] if end > start else None
        if not text.runs:
            return Location(*known, section, table, row, column)
        place = text.place(start, end)
        page, boxes = place.areas[0] if place.areas else (None, ())
        return Location(*known, section, table, row, column, place.line, place.char, page, boxes, place.areas[1:])

    def texts(self) -> Iterator[tuple[int, tuple[int, int] | None, Text]]:
        """Every text in reading order: (block, cell, text); cell is None for a paragraph."""
        for index, block in enumerate(self.blocks):
            if isinstance(block, Table):
                for cell in block.cells:
                    yield index, (cell.row, cell.column), cell.text
            else:
                yield index, None, block.text


def without_places(block: Block) -> Block:
    """A block of another file, whose places mean nothing in the file that it is read with."""
    if isinstance(block, Table):
        return replace(block, cells=tuple(replace(cell, text=Text(cell.text.string)) for cell in block.cells))
    return Picture() if isinstance(block, Picture) else replace(block, text=Text(block.text.string))
