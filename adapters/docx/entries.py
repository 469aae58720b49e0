"""What the walk through a Word document gives, before it becomes the blocks of a document."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from lxml import etree

from adapters.docx.grid import Row
from adapters.docx.names import P, T
from adapters.docx.numbering import Label
from adapters.docx.text import Piece, seen
from checker.document import Block, Holds, Paragraph, Table
from checker.messages import Message
from checker.record import dataclass

LONG_CELL = 12
"""Paragraphs. A cell with so many, or with a table among several, holds a part of the document, not a value."""
LONGEST_LINE, LONGEST_PASSAGE = 60, 300
"""Characters of a cell: in a table of one column, and in any, more of them are text that a table only arranges."""


@dataclass(slots=True)
class Words:
    """A text and where it comes from.

    `pieces` is None for a plain text, whose characters are those of the w:t elements under `home`, a paragraph or
    cell. `hoist` is the run of the body that carries a note or text box.
    """

    string: str
    home: etree._Element
    pieces: Sequence[Piece] | None = None
    hoist: etree._Element | None = None


@dataclass(slots=True)
class ParagraphEntry:
    """A paragraph with text, a label, or both."""

    words: Words
    label: Label | None = None
    level: int | None = None
    part: str = "body"


@dataclass(slots=True)
class PictureEntry:
    """A picture; its text is empty, `hoist` the run that shows it."""

    words: Words


@dataclass(slots=True)
class GapEntry:
    """Something that was not read: why, and what it may hold."""

    why: Message
    holds: Holds


@dataclass(slots=True)
class ChunkEntry:
    """A block of another file that is embedded at `home`; nothing of the document's own elements holds its text."""

    block: Block
    home: etree._Element


@dataclass(slots=True)
class TabbedEntry:
    """A table that paragraphs with tab stops make, and the words of each of its cells, by row and column."""

    block: Table
    words: dict[tuple[int, int], Words]


@dataclass(slots=True)
class TableEntry:
    """A table before it is laid out; `widths` in twips."""

    rows: list[Row[Content]]
    widths: list[int]


@dataclass(slots=True)
class Content:
    """A cell: its text when it is plain (`entries` None), else what a walk through it gave."""

    words: Words
    entries: list[Entry] | None = None


Entry = ParagraphEntry | PictureEntry | TableEntry | GapEntry | ChunkEntry | TabbedEntry


def pieces_of(words: Words) -> Sequence[Piece]:
    """The pieces of a text; those of a plain one are found only now."""
    if words.pieces is not None:
        return words.pieces
    pieces: list[Piece] = []
    for paragraph in words.home.iter(P):
        inner = [piece for text in paragraph.iter(T) for piece in seen(text, text.text or "")]
        if any(piece.text and not piece.text.isspace() for piece in inner):
            if pieces:
                pieces.append(Piece(paragraph, "\n", real=False))
            pieces += inner
    return pieces


def own_paragraphs(content: Content) -> Iterator[ParagraphEntry]:
    """The paragraphs of a cell itself, without those of its text boxes and nested tables."""
    for entry in content.entries or ():
        if isinstance(entry, ParagraphEntry) and entry.words.hoist is content.words.hoist:
            yield entry


def extras(content: Content) -> Iterator[Entry]:
    """What a cell holds that cannot stand in its text: nested tables and text boxes."""
    for entry in content.entries or ():
        if (
            isinstance(entry, TableEntry)
            or (isinstance(entry, ParagraphEntry) and entry.words.hoist is not content.words.hoist)
            or (isinstance(entry, ChunkEntry) and not isinstance(entry.block, Paragraph))
        ):
            yield entry


def settle(content: Content) -> None:
    """Join the paragraphs of a cell to its text, labels and line feeds as characters that no element has."""
    pieces: list[Piece] = []
    for entry in content.entries or ():
        if isinstance(entry, ChunkEntry) and isinstance(entry.block, Paragraph):
            text = entry.block.number + entry.block.text.string
            pieces.append(Piece(entry.home, ("\n" if pieces else "") + text, real=False))
        if not isinstance(entry, ParagraphEntry) or entry.words.hoist is not content.words.hoist:
            continue
        home = entry.words.home
        if pieces:
            pieces.append(Piece(home, "\n", real=False))
        if entry.label is not None and entry.label.text:
            pieces.append(Piece(home, in_text(entry.label, bool(entry.words.string)), real=False))
        pieces.extend(pieces_of(entry.words))
    words = content.words
    content.words = Words("".join([piece.text for piece in pieces]), words.home, pieces, words.hoist)


def in_text(label: Label, followed: bool) -> str:
    """A label as part of a text: apart from what follows where it would run into it ("1" before "20")."""
    last = label.text[-1]
    return label.text + (" " if followed and label.spaced and last.isascii() and last.isalnum() else "")


def is_layout(rows: Sequence[Row[Content]]) -> bool:
    """Whether a table only arranges parts of the document: one cell, cells that hold whole sections, or, where no
    figure stands among them, tables and long passages beside headings."""
    cells = [slot.content for row in rows for slot in row.slots if slot.merge != "continue"]
    if len(cells) == 1:
        return True
    opened = [content for content in cells if content.entries]
    if any(_is_section(content) for content in opened):
        return True
    longest = max(map(_length, cells), default=0)
    if len(cells) == len(rows):
        return longest > LONGEST_LINE or any(_headed(content) or _tables(content) for content in opened)
    if longest <= LONGEST_PASSAGE and not any(_tables(content) for content in opened):
        return False
    from adapters.text.shapes import is_figure  # hardly a table comes this far

    return not any(is_figure(_short(content)) for content in cells)


def _length(content: Content) -> int:
    """How many characters a cell holds, settled or not: a table within tables is not put together at each level."""
    if content.entries is None:
        return len(content.words.string)
    own = list(own_paragraphs(content))
    return sum(len(entry.words.string) for entry in own) + max(len(own) - 1, 0)


def _short(content: Content) -> str:
    """The text of a cell that may be a figure."""
    if content.entries is None:
        return content.words.string.strip()
    if _length(content) > LONGEST_LINE:
        return ""
    return "\n".join(entry.words.string for entry in own_paragraphs(content)).strip()


def _tables(content: Content) -> int:
    return sum(isinstance(entry, TableEntry) for entry in content.entries or ())


def _headed(content: Content) -> bool:
    return any(entry.level is not None for entry in own_paragraphs(content))


def _is_section(content: Content) -> bool:
    own = sum(1 for _ in own_paragraphs(content))
    tables = _tables(content)
    return (tables > 0 and own >= 3) or (own >= LONG_CELL and (tables > 0 or _headed(content)))
