"""The blocks of a web page in reading order."""

from __future__ import annotations

import re
from collections.abc import Callable

from lxml import etree

from adapters.html.content import is_chrome, is_hidden, main_element, weigh
from adapters.html.grids import is_shown_as_block, is_square, rows_in
from adapters.html.inline import Inline
from adapters.html.linked import around
from adapters.html.looks import is_raised, is_struck, is_unseen
from adapters.html.numbers import number_of
from adapters.html.paint import Painter, is_off
from adapters.html.reviewed import is_uneven
from adapters.html.sheets import Sheets
from adapters.html.shut import first_line, holds_much
from adapters.html.source import Source
from adapters.html.tables import Grid, Rows, cells_of, is_layout, rejoined, rows_of
from adapters.sheetlayout import MOST_SLOTS, Area, lay_out
from adapters.text.continued import is_continuation
from adapters.text.lines import is_page_number
from checker.document import Block, Cell, Holds, Paragraph, Picture, Table, Text, Unread
from checker.messages import Message, say

_BLOCKS = frozenset(
    re.findall(
        r"\w+",
        "address article aside blockquote body caption center dd details div dl dt fieldset figcaption figure footer "
        "form h1 h2 h3 h4 h5 h6 header hr legend li main nav ol p pre section summary table tbody td tfoot th "
        "thead tr ul",
    )
)
_LEVEL = re.compile("h([1-6])")
_FRAMES = frozenset(("iframe", "frame", "object", "embed", "canvas"))
"""What shows something that is not in the page itself."""


class Walk:
    """Goes through the tree once and gathers blocks, and what is left out of them as furniture."""

    def __init__(self, source: Source, body: etree._Element, title: str) -> None:
        self.blocks: list[Block] = []
        self.furniture: list[Text] = []
        self.unread: list[Unread] = []
        self.struck = False
        """Whether text was left out that is struck out."""
        self.hidden: list[str] = []
        """Texts that were left out since nobody sees them."""
        self._painter = Painter(source.root)
        self._source = source
        self._weights = weigh(body)
        self._main = main_element(body, self._weights)
        self._title = title
        self._inline = Inline(source)
        self._sheets = Sheets(source.root)
        self._level: int | None = None
        self._number = ""
        self._last_table: tuple[int, Grid] | None = None
        self._around = {self._main, *self._main.iterancestors()}
        self._links = around(self._main, self._weights, title)

    def element(self, element: etree._Element, inside: bool = False) -> None:
        """Take in an element with all that is in it; its tail belongs to its parent."""
        if is_hidden(element):
            if inside and element.tag in _FRAMES and not is_unseen(element) and not _is_small(element):
                self._flush()
                self._miss(say("reading.html_frame"), "passage")
            elif holds_much(element):
                self.unread.append(
                    Unread(say("reading.html_hidden", text=first_line(element)), say("reading.html_shut"))
                )
            return
        if is_struck(element):
            self.struck = self.struck or any(not text.isspace() for text in element.itertext())
            return
        if self._is_off(element):
            return
        inside = inside or element is self._main
        tag = str(element.tag)
        if element not in self._around and tag in _BLOCKS and self._is_site(element, inside):
            self._flush()
            self._furnish(element)
            return
        if tag == "br":
            self._flush()
        elif tag == "img":
            self._picture(element)
        elif tag == "table":
            self._flush()
            self._table(element, inside)
        elif tag in _BLOCKS or is_shown_as_block(element):
            rows = rows_in(element)
            if rows is not None:
                self._flush()
                self._rows(rows)
            else:
                self._block(element, tag, inside)
        else:
            raised = is_raised(element)
            self._inline.raised += raised
            self._content(element, inside)
            self._inline.raised -= raised

    def finish(self) -> None:
        """Close the last paragraph."""
        self._flush()

    def _content(self, element: etree._Element, inside: bool) -> None:
        preformatted = element.tag == "pre"
        seen = self._seen(element)
        self._inline.add(seen(element.text), self._source.offsets(element, tail=False), preformatted)
        for child in element:
            self.element(child, inside)
            self._inline.add(seen(child.tail), self._source.offsets(child, tail=True), preformatted)

    def _is_off(self, element: etree._Element) -> bool:
        """Whether nothing of an element is seen though it has its place; what it says is kept to be told."""
        if not is_off(element):
            return False
        self.hidden += map(str, element.itertext())
        return True

    def _is_site(self, element: etree._Element, inside: bool) -> bool:
        """Whether an element is of the site round the text."""
        return element in self._links or is_chrome(element, self._weights, inside, self._title)

    def _seen(self, element: etree._Element) -> Callable[[str | None], str | None]:
        """What of an element's own text is seen."""
        return self._left_out if self._painter.of(element).unseen else _as_it_is

    def _left_out(self, text: str | None) -> None:
        if text:
            self.hidden.append(text)

    def _block(self, element: etree._Element, tag: str, inside: bool) -> None:
        self._flush()
        level = _LEVEL.fullmatch(tag)
        before = self._level
        if level:
            self._level = int(level[1])
        elif element.get("role") == "heading" and (element.get("aria-level") or "").isdecimal():
            self._level = int(element.get("aria-level") or 1)
        if tag == "li":
            self._number = number_of(element)
        self._content(element, inside)
        self._flush()
        self._level = before

    def _flush(self) -> None:
        text = self._inline.take()
        if not text.string:
            return
        if "\n" in text.string:
            start = 0
            for line in text.string.split("\n"):
                self.blocks.append(Paragraph(text.slice(start, start + len(line)), level=self._level))
                start += len(line) + 1
        else:
            self.blocks.append(Paragraph(text, self._number, self._level))
        self._number = ""

    def _picture(self, element: etree._Element) -> None:
        if _is_small(element):
            return
        self._flush()
        self.blocks.append(Picture())

    def _furnish(self, element: etree._Element) -> None:
        text = self._cell_text(element)
        if text.string:
            self.furniture.append(text)

    def _table(self, table: etree._Element, inside: bool) -> None:
        for caption in table.iterchildren("caption"):
            self._block(caption, "caption", inside)
        if self._sheets.hold(table):
            self._sheet(table)
            return
        if is_layout(table):
            for row in rows_of(table):
                for cell in cells_of(row):
                    self._block(cell, "td", inside)
            return
        rows = [cells_of(row) for row in rows_of(table)]
        if is_uneven(table):
            self._uneven(rows)
            return
        grid = Grid(rows)
        before = self._open_table()
        whole = rejoined(before[1], grid.rows) if before is not None else None
        if whole is not None and before is not None:
            del self.blocks[before[0]]
            grid = whole
        self.blocks.append(self._made(grid))
        self._last_table = len(self.blocks) - 1, grid
        for nested in table.iterdescendants("table"):
            if next(nested.iterancestors("table"), None) is table and not is_hidden(nested):
                self._table(nested, inside)

    def _sheet(self, table: etree._Element) -> None:
        """A whole sheet of a workbook: its blank rows and its borders tell what is a table, and what are lines."""
        cells: dict[tuple[int, int], Text] = {}
        bordered: set[tuple[int, int]] = set()
        merged: list[tuple[int, int, int, int]] = []
        for row, column, down, across, cell in Grid([cells_of(row) for row in rows_of(table)]).placed():
            text = self._cell_text(cell)
            if text.string.strip():
                cells[row, column] = text
            if self._sheets.bordered(cell):
                bordered.update((row + low, column + step) for low in range(down) for step in range(across))
            if down * across > 1:
                merged.append((row, column, row + down - 1, column + across - 1))
            if any(not _is_small(picture) for picture in cell.iter("img")):
                self._miss(say("reading.html_picture_in_cell"), "passage")
        laid = lay_out(Area(cells, bordered, merged))
        self.blocks += laid.blocks
        if laid.cut:
            self._miss(say("reading.sheet_large", most=MOST_SLOTS), "passage")

    def _rows(self, rows: Rows) -> None:
        """A table of other elements than those for tables."""
        if is_square(rows):
            self.blocks.append(self._made(Grid(rows)))
            return
        self._uneven(rows)

    def _uneven(self, rows: Rows) -> None:
        """A table whose cells do not say how far they reach."""
        cells = (Cell(row, at, self._cell_text(cell)) for row, held in enumerate(rows) for at, cell in enumerate(held))
        self.blocks.append(Table(tuple(cells), len(rows), max(map(len, rows)), ragged=True))

    def _open_table(self) -> tuple[int, Grid] | None:
        """The table before, with nothing after it but the word that it goes on."""
        if self._last_table is None:
            return None
        since = self.blocks[self._last_table[0] + 1 :]
        return self._last_table if all(map(_is_between_pages, since)) else None

    def _made(self, grid: Grid) -> Table:
        cells = []
        for row, column, down, across, element in grid.placed():
            text = self._cell_text(element)
            cells.append(Cell(row, column, text, down, across))
            if not text.string and any(not _is_small(picture) for picture in element.iter("img")):
                self._miss(say("reading.html_picture_in_cell"), "value", (row, column))
        return Table(tuple(cells), len(grid.rows), max(cell.column + cell.column_span for cell in cells))

    def _miss(self, why: Message, holds: Holds, cell: tuple[int, int] | None = None) -> None:
        self.unread.append(Unread(say("reading.html_content"), why, len(self.blocks), cell, holds))

    def _cell_text(self, cell: etree._Element) -> Text:
        inline = Inline(self._source)
        self._gather(cell, inline)
        return inline.take()

    def _gather(self, element: etree._Element, inline: Inline) -> None:
        seen = self._seen(element)
        inline.add(seen(element.text), self._source.offsets(element, tail=False))
        for child in element:
            if is_hidden(child) or child.tag == "table" or self._is_off(child):
                pass
            elif is_struck(child):
                self.struck = self.struck or any(not text.isspace() for text in child.itertext())
            else:
                apart = child.tag == "br" or child.tag in _BLOCKS
                raised = is_raised(child)
                if apart:
                    inline.line_break()
                inline.raised += raised
                self._gather(child, inline)
                inline.raised -= raised
                if apart:
                    inline.line_break()
            inline.add(seen(child.tail), self._source.offsets(child, tail=True))


def _as_it_is(text: str | None) -> str | None:
    return text


def _is_between_pages(block: Block) -> bool:
    """Whether a block is the number of a page, or says that a table goes on."""
    if not isinstance(block, Paragraph):
        return False
    return is_continuation(block.text.string) or is_page_number(block.text.string)


def _is_small(element: etree._Element) -> bool:
    """Whether an icon or a frame is too small to show anything that is said."""
    sizes = [element.get("width") or "", element.get("height") or ""]
    return any(size.rstrip("px ").isdecimal() and int(size.rstrip("px ")) <= 40 for size in sizes)
