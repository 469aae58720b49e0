"""A Word file as read: its blocks, each with the words they come from."""

from __future__ import annotations

import hashlib
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import field, replace
from pathlib import Path

from lxml import etree

from adapters.collecting import uncollected
from adapters.deepxml import DEEPEST
from adapters.docx.chunks import Chunks
from adapters.docx.entries import (
    ChunkEntry,
    Content,
    Entry,
    GapEntry,
    ParagraphEntry,
    PictureEntry,
    TabbedEntry,
    TableEntry,
    Words,
)
from adapters.docx.faint import faint
from adapters.docx.grid import lay_out
from adapters.docx.names import BODY, CORE_PROPERTIES, DC_CREATOR, DC_TITLE, w
from adapters.docx.numbering import Numbering
from adapters.docx.package import Package, open_package
from adapters.docx.styles import Styles
from adapters.docx.survey import survey
from adapters.docx.tabbed import with_tables
from adapters.docx.walk import Flow, Walker
from adapters.unseen import hidden_text
from checker.document import Block, Cell, Document, Holds, Paragraph, Picture, Table, Text, Unread, without_places
from checker.errors import DocumentError
from checker.messages import Message, say
from checker.record import dataclass

Source = Words | dict[tuple[int, int], Words]
"""Of a block: the words of its text, or those of each cell."""


@dataclass(slots=True)
class Reading:
    """`sources` goes along with `document.blocks`; `root` is the tree their elements belong to."""

    document: Document
    sources: list[Source]
    root: etree._Element


def read_file(path: Path, name: str, plainly: bool = True) -> Reading:
    """Read a file; `plainly` False opens every run, the slow way that the quick one has to agree with."""
    package = open_package(path, name)
    with package, uncollected(), _deeply():
        return read_package(package, hashlib.sha256(path.read_bytes()).hexdigest(), plainly)


def read_laid_out(path: Path, name: str) -> Document:
    """Read a file, and how it is laid out."""
    from adapters.docx.typesetting import layout_of

    package = open_package(path, name)
    with package, uncollected(), _deeply():
        reading = read_package(package, hashlib.sha256(path.read_bytes()).hexdigest())
        return replace(reading.document, layout=layout_of(package, reading))


@contextmanager
def _deeply() -> Iterator[None]:
    """With room for the walk through elements that nest by the thousand."""
    before = sys.getrecursionlimit()
    sys.setrecursionlimit(max(before, 6 * DEEPEST))
    try:
        yield
    finally:
        sys.setrecursionlimit(before)


def read_package(package: Package, sha256: str, plainly: bool = True) -> Reading:
    """Read an open package; `sha256` is that of the file."""
    root = package.xml(package.main)
    bodies = root.findall(BODY)  # Word shows the text of every one
    if not bodies:
        raise DocumentError(say("reading.docx_no_body", path=package.name))
    unread: list[Unread] = []
    related: dict[str, dict[str, str]] = {}
    for relationship in package.relationships(package.main):
        related.setdefault(relationship.kind, {})[relationship.id] = relationship.target

    def part(kind: str, holds: Holds = "aside") -> etree._Element | None:
        for target in list(related.get(kind, {}).values())[:1]:
            try:
                return package.xml(target)
            except DocumentError as error:
                if error.message.key != "reading.damaged_part":
                    raise
                unread.append(Unread(say(f"reading.docx_part_{kind}"), error.message, holds=holds))
        return None

    style_sheet = part("styles")
    styles = Styles(style_sheet, faint(root, style_sheet))
    chunks = Chunks(package, related.get("aFChunk", {}))
    survey_ = survey(root, styles) if plainly else None
    walker = Walker(styles, Numbering(part("numbering"), styles), survey_, chunks)
    entries = [entry for body in bodies for entry in walker.walk(body, Flow()).entries]
    entries += _notes(walker, {kind: part(f"{kind}s", "passage") for kind in ("footnote", "endnote")})
    made = Made()
    for entry in with_tables(entries):
        made.add(entry)
    margins = Walker(styles, Numbering(None, styles))
    furniture = _furniture(package, related, margins, unread)
    document = Document(
        path=package.name,
        format="docx",
        sha256=sha256,
        blocks=tuple(made.blocks),
        furniture=(*furniture, *chunks.furniture, *(Text(text) for text in walker.again if text)),
        properties=_properties(package),
        unread=(*unread, *made.unread),
        remarks=tuple(_remarks(package.name, walker)),
    )
    return Reading(document, made.sources, root)


def _remarks(name: str, walker: Walker) -> Iterator[Message]:
    """What is said of text that the file states and that is not read."""
    if walker.struck:
        yield say("reading.struck", path=name)
    hidden = hidden_text(name, walker.hidden)
    if hidden is not None:
        yield hidden


@dataclass(slots=True)
class Made:
    """Blocks, the words of each, and what was not read, with the block it stands before or in."""

    blocks: list[Block] = field(default_factory=list)
    sources: list[Source] = field(default_factory=list)
    unread: list[Unread] = field(default_factory=list)

    def add(self, entry: Entry) -> None:
        """Take in an entry."""
        if isinstance(entry, GapEntry):
            self._miss(entry.why, entry.holds)
            return
        block: Block
        source: Source
        if isinstance(entry, PictureEntry):
            block, source = Picture(), entry.words
        elif isinstance(entry, ParagraphEntry):
            number = entry.label.text if entry.label is not None else ""
            block = Paragraph(Text(entry.words.string), number, entry.level, entry.part)
            source = entry.words
        elif isinstance(entry, TabbedEntry):
            block, source = entry.block, entry.words
        elif isinstance(entry, ChunkEntry):
            block, source = without_places(entry.block), _embedded(entry)
        else:
            block, source = self._table(entry)
        self.blocks.append(block)
        self.sources.append(source)

    def _table(self, entry: TableEntry) -> tuple[Table, Source]:
        layout = lay_out(entry.rows)
        cells = []
        words = {}
        for cell in layout.cells:
            content, row, column = cell.content, cell.row, cell.column
            cells.append(Cell(row, column, Text(content.words.string), cell.row_span, cell.column_span))
            words[row, column] = content.words
            if content.entries is not None:
                self._look_into(content, (row, column))
        if layout.cut:
            self._miss(say("reading.docx_wide_table"), "passage")
        return Table(tuple(cells), layout.rows, layout.columns), words

    def _look_into(self, content: Content, place: tuple[int, int]) -> None:
        """What a cell shows that is not text: a value that nobody has read."""
        for entry in content.entries or ():
            if isinstance(entry, GapEntry):
                self._miss(entry.why, entry.holds, place)
            elif isinstance(entry, PictureEntry) and not content.words.string:
                self._miss(say("reading.docx_picture_in_cell"), "value", place)

    def _miss(self, why: Message, holds: Holds, cell: tuple[int, int] | None = None) -> None:
        gap = Unread(say("reading.docx_content"), why, len(self.blocks), cell, holds)
        if gap not in self.unread:
            self.unread.append(gap)


def _embedded(entry: ChunkEntry) -> Source:
    """Of a block of another file: its words, which no element of the document holds."""
    if isinstance(entry.block, Table):
        return {(cell.row, cell.column): Words(cell.text.string, entry.home, []) for cell in entry.block.cells}
    return Words(entry.block.text.string, entry.home, [])


def _notes(walker: Walker, roots: dict[str, etree._Element | None]) -> Iterator[Entry]:
    """Footnotes and endnotes in the order of their references, each once."""
    found = {
        (kind, note.get(w("id"), "")): note
        for kind, root in roots.items()
        if root is not None
        for note in root.iterchildren(w(kind))
    }
    for kind, note_id, run in list(walker.notes):
        note = found.pop((kind, note_id), None)
        if note is not None:
            yield from walker.walk(note, Flow("footnote", run)).entries


def _furniture(
    package: Package, related: dict[str, dict[str, str]], walker: Walker, unread: list[Unread]
) -> tuple[Text, ...]:
    """The texts of page headers and footers, each once."""
    texts: dict[str, None] = {}
    for kind in ("header", "footer"):
        for target in related.get(kind, {}).values():
            try:
                entries = walker.walk(package.xml(target), Flow("furniture")).entries
            except DocumentError as error:
                if error.message.key != "reading.damaged_part":
                    raise
                unread.append(Unread(say("reading.docx_part_furniture"), error.message, holds="aside"))
                continue
            texts["\n".join(_strings(entries))] = None
    return tuple(Text(text) for text in texts if text.strip())


def _strings(entries: list[Entry]) -> Iterator[str]:
    for entry in entries:
        if isinstance(entry, TableEntry):
            yield from (slot.content.words.string for row in entry.rows for slot in row.slots)
        elif isinstance(entry, ParagraphEntry):
            yield entry.words.string


def _properties(package: Package) -> dict[str, str]:
    """Title and author as the file states them (ISO/IEC 29500-2, core properties); none where that part is damaged.

    Read here and not by python-docx, whose import takes 20 ms, a tenth of a check.
    """
    for relationship in package.relationships(""):
        if relationship.kind == "core-properties":
            try:
                root = package.tree(relationship.target)
            except DocumentError as error:
                if error.message.key != "reading.damaged_part":
                    raise
                return {}
            if root.tag != CORE_PROPERTIES:
                return {}
            stated = {"title": root.findtext(DC_TITLE), "author": root.findtext(DC_CREATOR)}
            return {name: text for name, text in stated.items() if text}
    return {}
