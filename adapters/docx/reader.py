"""A Word file as read: its blocks, each with the words they come from."""

from __future__ import annotations

import gc
import hashlib
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from lxml import etree

from adapters.docx.entries import Entry, ParagraphEntry, PictureEntry, TableEntry, Words
from adapters.docx.grid import lay_out
from adapters.docx.names import BODY, CORE_PROPERTIES, DC_CREATOR, DC_TITLE, w
from adapters.docx.numbering import Numbering
from adapters.docx.package import Package, open_package
from adapters.docx.styles import Styles
from adapters.docx.survey import survey
from adapters.docx.walk import Flow, Walker
from checker.document import Block, Cell, Document, Paragraph, Picture, Table, Text, Unread
from checker.errors import DocumentError
from checker.messages import Message, say

Source = Words | dict[tuple[int, int], Words]
"""Of a block: the words of its text, or those of each cell."""


@dataclass(slots=True)
class Reading:
    """`sources` goes along with `document.blocks`; `root` is the tree their elements belong to."""

    document: Document
    sources: list[Source]
    root: etree._Element
    unread: list[Unread] = field(default_factory=list)


def read_file(path: Path, name: str, plainly: bool = True) -> Reading:
    """Read a file; `plainly` False opens every run, the slow way that the quick one has to agree with."""
    package = open_package(path, name)
    with package, _uncollected():
        return read_package(package, hashlib.sha256(path.read_bytes()).hexdigest(), plainly)


@contextmanager
def _uncollected() -> Iterator[None]:
    """Without the cyclic collector: it would go through every cell of a long table again and again, an eighth of
    the time, and the walk makes no cycles."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()


def read_package(package: Package, sha256: str, plainly: bool = True) -> Reading:
    """Read an open package; `sha256` is that of the file."""
    root = package.xml(package.main)
    body = root.find(BODY)
    if body is None:
        raise DocumentError(say("reading.docx_no_body", path=package.name))
    unread: list[Unread] = []
    related: dict[str, list[str]] = {}
    for relationship in package.relationships(package.main):
        related.setdefault(relationship.kind, []).append(relationship.target)

    def part(kind: str) -> etree._Element | None:
        for target in related.get(kind, ())[:1]:
            try:
                return package.xml(target)
            except DocumentError as error:
                if error.message.key != "reading.damaged_part":
                    raise
                unread.append(Unread(say(f"reading.docx_part_{kind}"), error.message))
        return None

    styles = Styles(part("styles"))
    walker = Walker(styles, Numbering(part("numbering"), styles), survey(root, styles) if plainly else None)
    entries = walker.walk(body, Flow()).entries
    entries += _notes(walker, {"footnote": part("footnotes"), "endnote": part("endnotes")})
    unread += [Unread(say("reading.docx_content"), message) for message in _once(walker.unread)]
    blocks: list[Block] = []
    sources: list[Source] = []
    for entry in entries:
        block, source, remark = _finish(entry)
        blocks.append(block)
        sources.append(source)
        if remark is not None:
            unread.append(Unread(say("reading.docx_content"), remark))
    document = Document(
        path=package.name,
        format="docx",
        sha256=sha256,
        blocks=tuple(blocks),
        furniture=_furniture(package, related, Walker(styles, Numbering(None, styles)), unread),
        properties=_properties(package),
        unread=tuple(unread),
    )
    return Reading(document, sources, root)


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


def _finish(entry: Entry) -> tuple[Block, Source, Message | None]:
    if isinstance(entry, PictureEntry):
        return Picture(), entry.words, None
    if isinstance(entry, ParagraphEntry):
        number = entry.label.text if entry.label is not None else ""
        return Paragraph(Text(entry.words.string), number, entry.level, entry.part), entry.words, None
    layout = lay_out(entry.rows, entry.widths)
    cells = layout.cells
    table = Table(
        tuple(
            Cell(cell.row, cell.column, Text(cell.content.words.string), cell.row_span, cell.column_span)
            for cell in cells
        ),
        layout.rows,
        layout.columns,
    )
    words = {(cell.row, cell.column): cell.content.words for cell in cells}
    return table, words, say("reading.docx_wide_table") if layout.cut else _blind(entry)


def _blind(table: TableEntry) -> Message | None:
    """A remark when a cell shows a picture and no text: a value that nobody has read."""
    for row in table.rows:
        for slot in row.slots:
            content = slot.content
            if content.entries is None or content.words.string:
                continue
            if any(isinstance(entry, PictureEntry) for entry in content.entries):
                return say("reading.docx_picture_in_cell")
    return None


def _furniture(
    package: Package, related: dict[str, list[str]], walker: Walker, unread: list[Unread]
) -> tuple[Text, ...]:
    """The texts of page headers and footers, each once."""
    texts: dict[str, None] = {}
    for kind in ("header", "footer"):
        for target in related.get(kind, ()):
            try:
                entries = walker.walk(package.xml(target), Flow("furniture")).entries
            except DocumentError as error:
                if error.message.key != "reading.damaged_part":
                    raise
                unread.append(Unread(say("reading.docx_part_furniture"), error.message))
                continue
            texts["\n".join(_strings(entries))] = None
    return tuple(Text(text) for text in texts if text.strip())


def _strings(entries: list[Entry]) -> Iterator[str]:
    for entry in entries:
        if isinstance(entry, TableEntry):
            yield from (slot.content.words.string for row in entry.rows for slot in row.slots)
        else:
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


def _once(messages: list[Message]) -> list[Message]:
    """Each message once, in order."""
    seen: dict[str, Message] = {}
    for message in messages:
        seen.setdefault(message.key, message)
    return list(seen.values())
