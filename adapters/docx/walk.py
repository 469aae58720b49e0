"""The walk through a Word document: its paragraphs, pictures and tables in reading order."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import field

from lxml import etree

from adapters.docx.entries import (
    ChunkEntry,
    Content,
    Entry,
    GapEntry,
    ParagraphEntry,
    PictureEntry,
    TableEntry,
    Words,
    extras,
    is_layout,
    settle,
)
from adapters.docx.grid import Row, close_narrow
from adapters.docx.names import (
    ALT_CHUNK,
    ALTERNATE,
    NUM_PR,
    P_STYLE,
    PPR,
    REL_ID,
    SDT,
    SDT_CONTENT,
    TBL,
    TRANSPARENT,
    VAL,
    P,
    w,
)
from adapters.docx.numbering import Label, Numbering
from adapters.docx.splits import continues, reopen, repeated_rows
from adapters.docx.styles import Style, Styles, integer, outline, value
from adapters.docx.survey import Survey
from adapters.docx.tables import Rows
from adapters.docx.text import Line, branch, hidden_mark, line_of, stated, string_of
from adapters.text.continued import is_continuation
from checker.document import Document, Holds
from checker.messages import Message, say
from checker.record import dataclass

EMBEDDED = (ALT_CHUNK, w("subDoc"))
CONTENTS = ("table of contents", "目录")
HOLDS: dict[str, Holds] = {
    "reading.docx_equation_field": "value",
    "reading.docx_object": "passage",
    "reading.docx_chart": "passage",
}
"""What may stand in each of the things that a paragraph holds and this reader does not open."""

Embedded = Callable[[str], Document | Message]
"""An embedded file by the id of its relationship, or why it cannot be had."""


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

    def __init__(
        self, styles: Styles, numbering: Numbering, survey: Survey | None = None, chunks: Embedded | None = None
    ) -> None:
        """With a survey, plain texts are taken from it; they come without pieces. Without `chunks` embedded files
        are not read."""
        self.styles = styles
        self.numbering = numbering
        self.notes: list[tuple[str, str, etree._Element]] = []
        self.struck = False
        """Whether struck out text was left out anywhere."""
        self.hidden: list[str] = []
        self.again: list[str] = []
        """What the head of a table says again where the table was cut in two."""
        """Texts that were left out since nobody sees them."""
        self._survey = survey or Survey()
        self._chunks = chunks

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
            elif tag in EMBEDDED:
                self._embedded(child, flow)

    def _embedded(self, element: etree._Element, flow: Flow) -> None:
        """Another file that shows here; one that stands apart from this file (w:subDoc) cannot be read."""
        found: Document | Message = say("reading.docx_other_file")
        if element.tag == ALT_CHUNK and self._chunks is not None:
            found = self._chunks(element.get(REL_ID, ""))
        if isinstance(found, Message):
            flow.entries.append(GapEntry(found, "part"))
            return
        for index, block in enumerate(found.blocks):
            gaps = (gap for gap in found.unread if gap.block == index or (gap.block is None and not index))
            flow.entries.extend(GapEntry(gap.why, gap.holds) for gap in gaps)
            flow.add(ChunkEntry(block, element))
        after = (gap for gap in found.unread if gap.block is not None and gap.block >= len(found.blocks))
        flow.entries.extend(GapEntry(gap.why, gap.holds) for gap in after)

    def _paragraph(self, paragraph: etree._Element, flow: Flow) -> None:
        plain = self._survey.texts.get(paragraph)
        if plain is not None and not flow.carried:
            string, style = plain
            if string and not string.isspace():
                words = Words(string, paragraph, None, flow.hoist)
                part = "contents" if style.contents and flow.part == "body" else flow.part
                self._add(flow, ParagraphEntry(words, None, _heading(style.level), part))
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

    def _add(self, flow: Flow, paragraph: ParagraphEntry) -> None:
        """A paragraph; one that only says that the table before it goes on does not part it from the next."""
        if flow.last_table is not None and is_continuation(paragraph.words.string):
            flow.entries.append(paragraph)
            flow.gap = "page"
        else:
            flow.add(paragraph)

    def _emit(self, flow: Flow, line: Line, home: etree._Element, label: Label | None, level: int | None) -> None:
        string = string_of(line.pieces)
        self.notes.extend(line.notes)
        self.struck = self.struck or line.struck
        self.hidden += line.hidden
        flow.entries.extend(GapEntry(say(key), HOLDS[key]) for key in dict.fromkeys(line.unread))
        blank = not string.strip()
        if not blank or (label is not None and label.text and label.text != "•"):
            part = "contents" if line.style.contents and flow.part == "body" else flow.part
            words = Words("" if blank else string, home, [] if blank else line.pieces, flow.hoist)
            self._add(flow, ParagraphEntry(words, label, _heading(level), part))
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

    def _table(self, table: etree._Element, flow: Flow) -> None:
        widths = [integer(column.get(w("w"))) or 0 for grid in table.iterchildren(w("tblGrid")) for column in grid]
        reader = Rows(self._survey, flow.hoist, lambda cell: self._inside(cell, flow))
        rows = reader.of(table)
        self.hidden += reader.hidden
        if not rows:
            return
        if is_layout(rows):
            for row in rows:
                for slot in row.slots:
                    for entry in self._entries(slot.content, flow):
                        flow.add(entry)
            return
        for content in _opened(rows):
            settle(content)
        entry = TableEntry(rows, close_narrow(rows, widths))
        before = flow.last_table
        if before is not None and continues(entry, before, flow.gap):
            count = repeated_rows(entry, before)
            self.again += [slot.content.words.string for row in rows[:count] for slot in row.slots]
            rows = rows[count:]
            reopen(rows[0], before)
            before.rows.extend(rows)
        else:
            flow.entries.append(entry)
            flow.last_table, flow.gap = entry, ""
        for content in _opened(rows):
            for extra in extras(content):
                flow.add(extra)

    def _inside(self, cell: etree._Element, flow: Flow) -> list[Entry]:
        return self.walk(cell, Flow(flow.part, flow.hoist)).entries

    def _entries(self, content: Content, flow: Flow) -> list[Entry]:
        """The blocks of a cell; a plain one is walked through only now."""
        if content.entries is None and content.words.string:
            content.entries = self._inside(content.words.home, flow)
        return content.entries or []


def _heading(level: int | None) -> int | None:
    """A heading level from 1; outline level 9 is body text."""
    return level + 1 if level is not None and level < 9 else None


def _opened(rows: Sequence[Row[Content]]) -> list[Content]:
    """The cells that were walked through, as they are not plain."""
    return [slot.content for row in rows for slot in row.slots if slot.content.entries is not None]


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
        merged.hidden += line.hidden
        merged.struck = merged.struck or line.struck
        merged.breaks_page = merged.breaks_page or line.breaks_page
    return merged


def _home(line: Line, container: etree._Element) -> etree._Element:
    """The paragraph a line's first piece stands in."""
    for piece in line.pieces:
        for above in piece.element.iterancestors(P):
            return above
    return container
