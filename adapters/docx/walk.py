"""The walk through a Word document: its paragraphs, pictures and tables in reading order."""

from __future__ import annotations

from dataclasses import dataclass, field

from lxml import etree

from adapters.docx.entries import (
    Content,
    Entry,
    ParagraphEntry,
    PictureEntry,
    TableEntry,
    Words,
    continues,
    extras,
    is_layout,
    repeated_rows,
    settle,
)
from adapters.docx.grid import SPAN_LIMIT, Row, Slot
from adapters.docx.names import (
    ALTERNATE,
    GONE,
    GRID_SPAN,
    H_MERGE,
    MATH,
    NUM_PR,
    P_STYLE,
    PPR,
    SDT,
    SDT_CONTENT,
    TBL,
    TC,
    TCPR,
    TR,
    TRANSPARENT,
    TRPR,
    V_MERGE,
    VAL,
    P,
    T,
    w,
)
from adapters.docx.numbering import Label, Numbering
from adapters.docx.styles import Style, Styles, integer, outline, value
from adapters.docx.text import Line, branch, hidden_mark, line_of, stated, string_of
from checker.messages import Message, say

SPECIAL = [
    w(name) for name in ("del", "moveFrom", "fldChar", "tab", "ptab", "br", "cr", "sym", "noBreakHyphen", "ruby")
]
SPECIAL += [w(name) for name in ("drawing", "pict", "object", "txbxContent", "footnoteReference", "endnoteReference")]
SPECIAL += [w(name) for name in ("vanish", "numPr", "outlineLvl", "sectPr", "pageBreakBefore", "altChunk", "subDoc")]
SPECIAL += [w(name) for name in ("tbl", "pPrChange", "tcPrChange", "cellDel")]
SPECIAL += [ALTERNATE, f"{{{MATH}}}*"]
"""What makes a text more than runs with characters. Without any of it, the characters in the order of the file
are the text, and no run has to be opened."""
CONTENTS = ("table of contents", "目录")
LONG = 12
"""Paragraphs from which on a cell is walked through, to see whether it holds a part of the document."""


@dataclass(slots=True)
class Flow:
    """A sequence of blocks: the body, a cell, a text box, a note. `hoist` is the run of the body that carries it."""

    part: str = "body"
    hoist: etree._Element | None = None
    entries: list[Entry] = field(default_factory=list)
    carried: list[Line] = field(default_factory=list)
    """Paragraphs whose mark is deleted: their text goes on in the next one."""
    last_table: TableEntry | None = None
    gap: str = ""
    """What stands after `last_table`: nothing, "empty" paragraphs, or a "page" break."""

    def add(self, entry: Entry) -> None:
        """Append a block."""
        self.entries.append(entry)
        self.last_table = None

    def pause(self, breaks_page: bool) -> None:
        """An empty paragraph after a table."""
        self.gap = "page" if breaks_page or self.gap == "page" else "empty"


class Walker:
    """Walks parts of one document; counters of numbering go on from one call to the next."""

    def __init__(self, styles: Styles, numbering: Numbering, plainly: bool = True) -> None:
        """`plainly`: take the short way for texts without anything special; it gives no pieces."""
        self.styles = styles
        self.numbering = numbering
        self.notes: list[tuple[str, str, etree._Element]] = []
        self.unread: list[Message] = []
        default = styles.default
        self._plainly = plainly and default.number is None and not default.hidden
        hiding = [w("rStyle")] if styles.any_hidden else []
        self._tags = [P, T, P_STYLE, GRID_SPAN, V_MERGE, H_MERGE, *SPECIAL, *hiding]

    def walk(self, container: etree._Element, flow: Flow) -> Flow:
        """Append the blocks of a container to a flow."""
        self._visit(container, flow)
        if flow.carried:
            last = flow.carried.pop()
            self._emit(flow, last, _home(last, container), None, last.style.level)
        return flow

    def _visit(self, container: etree._Element, flow: Flow) -> None:
        for child in container:
            tag = child.tag
            if tag == P:
                self._paragraph(child, flow)
            elif tag == TBL:
                self._table(child, flow)
            elif tag == SDT:
                content = child.find(SDT_CONTENT)
                if content is not None:
                    part, flow.part = flow.part, "contents" if _is_contents(child) else flow.part
                    self._visit(content, flow)
                    flow.part = part
            elif tag in TRANSPARENT:
                self._visit(child, flow)
            elif tag == ALTERNATE:
                inner = branch(child)
                if inner is not None:
                    self._visit(inner, flow)
            elif tag in (w("altChunk"), w("subDoc")):
                self.unread.append(say("reading.docx_other_file"))

    def _paragraph(self, paragraph: etree._Element, flow: Flow) -> None:
        if self._plainly and not flow.carried:
            plain = self._plain(paragraph)
            if plain is not None:
                string, style, _, _ = plain
                if string:
                    words = Words(string, paragraph, None, flow.hoist)
                    part = "contents" if style.contents and flow.part == "body" else flow.part
                    flow.add(ParagraphEntry(words, None, _heading(style.level), part))
                else:
                    flow.pause(False)
                return
        properties = paragraph.find(PPR)
        name = value(properties, P_STYLE) if properties is not None else None
        style = self.styles.get(name)
        line = line_of(paragraph, style, self.styles)
        gone, hidden = hidden_mark(properties)
        if gone:
            flow.carried.append(line)
            return
        line = _merged([*flow.carried, line])
        flow.carried.clear()
        line.breaks_page = line.breaks_page or (
            properties is not None
            and (stated(properties, w("pageBreakBefore")) or properties.find(w("sectPr")) is not None)
        )
        level = outline(properties) if properties is not None else None
        label = None
        if not hidden or string_of(line.pieces).strip():
            label = self._label(properties, style, name)
        self._emit(flow, line, paragraph, label, style.level if level is None else level)

    def _emit(self, flow: Flow, line: Line, home: etree._Element, label: Label | None, level: int | None) -> None:
        string = string_of(line.pieces)
        self.notes.extend(line.notes)
        self.unread.extend(say(key) for key in line.unread)
        blank = not string.strip()
        if not blank or (label is not None and label.text and label.text != "•"):
            part = "contents" if line.style.contents and flow.part == "body" else flow.part
            words = Words("" if blank else string, home, [] if blank else line.pieces, flow.hoist)
            flow.add(ParagraphEntry(words, label, _heading(level), part))
        elif not line.boxes and not line.pictures:
            flow.pause(line.breaks_page)
        for run in line.pictures:
            flow.add(PictureEntry(Words("", home, [], run if flow.hoist is None else flow.hoist)))
        for box, run in line.boxes:
            inner = self.walk(box, Flow("textbox" if flow.part != "footnote" else flow.part, flow.hoist or run))
            for entry in inner.entries:
                flow.add(entry)

    def _label(self, properties: etree._Element | None, style: Style, name: str | None) -> Label | None:
        """The label of a paragraph: its own numbering, else that of its style. numId 0 takes numbering away."""
        own = properties.find(NUM_PR) if properties is not None else None
        number = value(own, w("numId")) if own is not None else None
        at = integer(value(own, w("ilvl"))) if own is not None else None
        if number is None:
            if style.number is None:
                return None
            number, stated_level, name = style.number
            at = stated_level if at is None else at
            if at is None or stated_level is None:
                return self.numbering.label(number, at, name)
        return self.numbering.label(number, at or 0, name) if number != "0" else None

    def _plain(self, home: etree._Element) -> tuple[str, Style, int, str | None] | None:
        """(text, style of the last paragraph, column span, vertical merge) of a paragraph or cell, None if it has
        anything special. Paragraphs without text are left out."""
        texts: list[str] = []
        lines: list[str] = []
        style = self.styles.default
        span = 1
        merge = None
        for element in home.iter(self._tags):
            tag = element.tag
            if tag == T:
                texts.append(element.text or "")
            elif tag == P:
                style = self.styles.default
                if texts:
                    lines.append("".join(texts))
                    texts = []
            elif tag == P_STYLE:
                style = self.styles.get(element.get(VAL))
                if style.number is not None or style.hidden:
                    return None
            elif tag == GRID_SPAN:
                span = _span(element.get(VAL))
            elif tag == V_MERGE:
                merge = element.get(VAL, "continue")
            else:
                return None
        if texts:
            lines.append("".join(texts))
        if len(lines) >= LONG:
            return None
        if len(lines) == 1:
            return (lines[0] if lines[0].strip() else ""), style, span, merge
        return "\n".join([text for text in lines if text.strip()]), style, span, merge

    def _table(self, table: etree._Element, flow: Flow) -> None:
        widths = [integer(column.get(w("w"))) or 0 for grid in table.iterchildren(w("tblGrid")) for column in grid]
        rows: list[Row[Content]] = []
        self._rows(table, rows, flow)
        rows = [row for row in rows if row.slots]
        if not rows:
            return
        if is_layout(rows):
            for row in rows:
                for slot in row.slots:
                    for entry in self._opened(slot.content, flow):
                        flow.add(entry)
            return
        entry = TableEntry(rows, widths)
        before = flow.last_table
        if before is not None and continues(entry, before, flow.gap):
            rows = rows[repeated_rows(entry, before) :]
            before.rows.extend(rows)
        else:
            flow.entries.append(entry)
            flow.last_table, flow.gap = entry, ""
        for row in rows:
            for slot in row.slots:
                for extra in extras(slot.content):
                    flow.add(extra)

    def _opened(self, content: Content, flow: Flow) -> list[Entry]:
        """The blocks of a cell; a plain one is walked through only now."""
        if content.entries is None and content.words.string:
            content.entries = self._slowly(content.words.home, flow)
        return content.entries or []

    def _slowly(self, cell: etree._Element, flow: Flow) -> list[Entry]:
        plainly, self._plainly = self._plainly, False
        entries = self.walk(cell, Flow(flow.part, flow.hoist)).entries
        self._plainly = plainly
        return entries

    def _rows(self, parent: etree._Element, rows: list[Row[Content]], flow: Flow) -> None:
        for child in parent:
            tag = child.tag
            if tag == TR:
                properties = child.find(TRPR)
                if properties is not None and properties.find(w("del")) is not None:
                    continue
                before = integer(value(properties, w("gridBefore"))) if properties is not None else 0
                row: Row[Content] = Row(min(before or 0, SPAN_LIMIT), [])
                self._cells(child, row, flow)
                rows.append(row)
            elif tag == SDT:
                content = child.find(SDT_CONTENT)
                if content is not None:
                    self._rows(content, rows, flow)
            elif tag in TRANSPARENT and tag not in GONE:
                self._rows(child, rows, flow)

    def _cells(self, parent: etree._Element, row: Row[Content], flow: Flow) -> None:
        for child in parent:
            tag = child.tag
            if tag == TC:
                self._cell(child, row, flow)
            elif tag == SDT:
                content = child.find(SDT_CONTENT)
                if content is not None:
                    self._cells(content, row, flow)
            elif tag in TRANSPARENT:
                self._cells(child, row, flow)

    def _cell(self, cell: etree._Element, row: Row[Content], flow: Flow) -> None:
        plain = self._plain(cell) if self._plainly else None
        if plain is not None:
            row.slots.append(Slot(plain[2], plain[3], Content(Words(plain[0], cell, None, flow.hoist))))
            return
        properties = cell.find(TCPR)
        span, merge, across = 1, None, None
        if properties is not None:
            if properties.find(w("cellDel")) is not None:
                return
            span = _span(value(properties, GRID_SPAN))
            down = properties.find(V_MERGE)
            merge = down.get(VAL, "continue") if down is not None else None
            sideways = properties.find(H_MERGE)
            across = sideways.get(VAL, "continue") if sideways is not None else None
        if across == "continue" and row.slots:
            row.slots[-1].span = min(row.slots[-1].span + span, SPAN_LIMIT)
            return
        content = Content(Words("", cell, [], flow.hoist), self.walk(cell, Flow(flow.part, flow.hoist)).entries)
        settle(content)
        row.slots.append(Slot(span, merge, content))


def _span(text: str | None) -> int:
    return min(max(integer(text) or 1, 1), SPAN_LIMIT)


def _heading(level: int | None) -> int | None:
    """A heading level from 1; outline level 9 is body text."""
    return level + 1 if level is not None and level < 9 else None


def _is_contents(control: etree._Element) -> bool:
    gallery = control.find(f"{w('sdtPr')}/{w('docPartObj')}/{w('docPartGallery')}")
    return gallery is not None and gallery.get(VAL, "").lower() in CONTENTS


def _merged(lines: list[Line]) -> Line:
    """Several lines as one; the last one's style stands."""
    if len(lines) == 1:
        return lines[0]
    merged = Line(lines[-1].style)
    for line in lines:
        merged.pieces += line.pieces
        merged.boxes += line.boxes
        merged.pictures += line.pictures
        merged.notes += line.notes
        merged.unread += line.unread
        merged.breaks_page = merged.breaks_page or line.breaks_page
    return merged


def _home(line: Line, container: etree._Element) -> etree._Element:
    """The paragraph a line's first piece stands in."""
    for piece in line.pieces:
        for above in piece.element.iterancestors(P):
            return above
    return container
