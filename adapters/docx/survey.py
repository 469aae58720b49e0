"""One look over a whole part: the text of every paragraph that is nothing but runs with characters."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import field

from lxml import etree

from adapters.docx.grid import SPAN_LIMIT
from adapters.docx.names import (
    ALTERNATE,
    GRID_SPAN,
    H_MERGE,
    MATH,
    P_STYLE,
    R_STYLE,
    SDT,
    SDT_CONTENT,
    TBL,
    TC,
    TEXTBOX,
    TRANSPARENT,
    V_MERGE,
    VAL,
    P,
    R,
    T,
    w,
)
from adapters.docx.styles import LOOKS, Style, Styles, integer
from checker.record import dataclass
from checker.text.normalize import ZERO_WIDTH

SPECIAL = [
    *(w(name) for name in ("del", "moveFrom", "fldChar", "tab", "ptab", "br", "cr", "sym", "noBreakHyphen", "ruby")),
    *(
        w(name)
        for name in ("drawing", "pict", "object", "footnoteReference", "endnoteReference", "numPr", "outlineLvl")
    ),
    *(w(name) for name in ("sectPr", "pageBreakBefore", "pPrChange")),
    *LOOKS,
    TEXTBOX,
    ALTERNATE,
    f"{{{MATH}}}*",
]
"""What makes a paragraph more than runs with characters. Without any of it, its w:t elements in the order of the
file are its text, and no run has to be opened."""

WRAPPING = (TBL, SDT, *(w(name) for name in ("customXml", "ins", "moveTo", "smartTag", "altChunk")))
"""What may stand between a cell and its paragraphs, or beside them; in a paragraph it changes nothing."""
PLACING = (GRID_SPAN, V_MERGE, H_MERGE, w("cellDel"))


@dataclass(frozen=True, slots=True)
class Span:
    """What the properties of a cell say of its place: columns, vertical and horizontal merge, tracked deletion."""

    columns: int = 1
    down: str | None = None
    across: str | None = None
    deleted: bool = False


SINGLE = Span()


@dataclass(slots=True)
class Survey:
    """What is plain. What has anything special, or was not surveyed, is absent or None."""

    texts: dict[etree._Element, tuple[str, Style] | None] = field(default_factory=dict)
    """By paragraph, its text and style."""
    cells: dict[etree._Element, list[str] | None] = field(default_factory=dict)
    """By cell that holds paragraphs only, the texts of those that have any."""
    placed: set[etree._Element] = field(default_factory=set)
    """The cells that say anything of spans or merges, of those in `cells`."""


def survey(root: etree._Element, styles: Styles) -> Survey:
    """The plain paragraphs and cells of a part. One iteration over the tree, in lxml's C code: an iteration for
    each paragraph costs ten times as much."""
    if not styles.default.plain:
        return Survey()
    return _Surveyor(styles).look_over(root)


class _Surveyor:
    """Goes over the elements in the order of the file, and holds the paragraph and the cell that are open."""

    __slots__ = ("cell", "default", "found", "lines", "marking", "paragraph", "style", "styles", "texts")

    def __init__(self, styles: Styles) -> None:
        self.found = Survey()
        self.styles = styles
        self.marking = styles.marking
        self.default = self.style = styles.default
        self.paragraph: etree._Element | None = None
        self.cell: etree._Element | None = None
        self.texts: list[str] = []
        self.lines: list[str] | None = None

    def look_over(self, root: etree._Element) -> Survey:
        turns: dict[object, Callable[[etree._Element], None]] = {
            P: self.begin_paragraph,
            TC: self.begin_cell,
            P_STYLE: self.look_at_style,
            R_STYLE: self.look_at_character_style,
            TEXTBOX: self.leave_box_open,
            **dict.fromkeys(PLACING, self.note_place),
            **dict.fromkeys(WRAPPING, self.note_wrapping),
            **dict.fromkeys(self.styles.faint.marks, self.look_at_mark),
        }
        special = self.note_special
        looked_at = (P, T, TC, P_STYLE, *PLACING, *WRAPPING, *SPECIAL, *([R_STYLE] if self.marking else ()))
        looked_at += self.styles.faint.marks
        for element in root.iter(*looked_at):
            tag = element.tag
            if tag == T:
                paragraph = self.paragraph
                if paragraph is not None:
                    run = element.getparent()
                    # A run right in its paragraph, as nearly all are; asked here, as each call costs as much again.
                    if run is not None and run.tag == R and run.getparent() is paragraph:
                        self.texts.append(element.text or "")
                    else:
                        self.add_text(element)
            else:
                turns.get(tag, special)(element)
        self.close()
        return self.found

    def add_text(self, element: etree._Element) -> None:
        """The text of a run that belongs to the open paragraph, which is not plain if the text stands elsewhere."""
        run = element.getparent()
        if run is not None and run.tag == R and (run.getparent() is self.paragraph or _reaches(run, self.paragraph)):
            self.texts.append(element.text or "")
        else:
            self.note_special(element)

    def begin_paragraph(self, element: etree._Element) -> None:
        if self.paragraph is not None:
            self.close()
        if self.cell is not None and element.getparent() is not self.cell:
            self.cell = self.lines = None
        if element in self.found.texts:
            self.paragraph = None
            self.spoil_cell()
        else:
            self.paragraph = element
        self.texts = []
        self.style = self.default

    def begin_cell(self, element: etree._Element) -> None:
        if self.paragraph is not None:
            self.close()
        self.cell, self.paragraph = element, None
        self.lines = self.found.cells[element] = []

    def look_at_style(self, element: etree._Element) -> None:
        self.style = self.styles.get(element.get(VAL))
        if not self.style.plain:
            self.note_special(element)

    def look_at_character_style(self, element: etree._Element) -> None:
        if element.get(VAL) in self.marking:
            self.note_special(element)

    def look_at_mark(self, element: etree._Element) -> None:
        if self.styles.faint.is_telling(element):
            self.note_special(element)

    def note_place(self, element: etree._Element) -> None:
        if self.cell is not None:
            self.found.placed.add(self.cell)

    def note_wrapping(self, element: etree._Element) -> None:
        self.spoil_cell()

    def leave_box_open(self, box: etree._Element) -> None:
        """What follows a text box in the outer paragraph would be taken for the end of its last one."""
        self.found.texts.update((inner, None) for inner in box.iter(P))
        self.note_special(box)

    def note_special(self, element: etree._Element) -> None:
        """The open paragraph has something special, and so has its cell."""
        if self.paragraph is not None:
            self.found.texts[self.paragraph] = None
            self.paragraph = None
        self.spoil_cell()

    def spoil_cell(self) -> None:
        if self.cell is not None:
            self.found.cells[self.cell] = None

    def close(self) -> None:
        """The open paragraph is plain: its text is known, to its cell as well."""
        if self.paragraph is None:
            return
        texts, lines = self.texts, self.lines
        text = texts[0] if len(texts) == 1 else "".join(texts)
        if not text.isascii() and ZERO_WIDTH.search(text):
            text = ZERO_WIDTH.sub("", text)
        self.found.texts[self.paragraph] = text, self.style
        if lines is not None and text and not text.isspace():
            lines.append(text)


def _reaches(run: etree._Element, paragraph: etree._Element | None) -> bool:
    """Whether nothing stands between a run and its paragraph but what is looked through; not so in a broken file."""
    for above in run.iterancestors():
        if above is paragraph:
            return True
        if above.tag not in TRANSPARENT and above.tag not in (SDT, SDT_CONTENT):
            return False
    return False


def span_of(properties: etree._Element) -> Span:
    """The place of a cell."""
    columns, down, across, deleted = 1, None, None, False
    for child in properties.iterchildren(*PLACING):
        tag = child.tag
        if tag == GRID_SPAN:
            columns = min(max(integer(child.get(VAL)) or 1, 1), SPAN_LIMIT)
        elif tag == V_MERGE:
            down = child.get(VAL, "continue")
        elif tag == H_MERGE:
            across = child.get(VAL, "continue")
        else:
            deleted = True
    return Span(columns, down, across, deleted)
