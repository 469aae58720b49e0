"""One look over a whole part: the text of every paragraph that is nothing but runs with characters."""

from __future__ import annotations

from dataclasses import dataclass, field

from lxml import etree

from adapters.docx.grid import SPAN_LIMIT
from adapters.docx.names import (
    ALTERNATE,
    GRID_SPAN,
    H_MERGE,
    MATH,
    P_STYLE,
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
from adapters.docx.styles import Style, Styles, integer

SPECIAL = [
    *(w(name) for name in ("del", "moveFrom", "fldChar", "tab", "ptab", "br", "cr", "sym", "noBreakHyphen", "ruby")),
    *(w(name) for name in ("drawing", "pict", "object", "footnoteReference", "endnoteReference", "vanish", "numPr")),
    *(w(name) for name in ("outlineLvl", "sectPr", "pageBreakBefore", "pPrChange")),
    TEXTBOX,
    ALTERNATE,
    f"{{{MATH}}}*",
]
"""What makes a paragraph more than runs with characters. Without any of it, its w:t elements in the order of the
file are its text, and no run has to be opened."""

WRAPPING = (TBL, SDT, *(w(name) for name in ("customXml", "ins", "moveTo", "smartTag")))
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
    found = Survey()
    default = styles.default
    if default.number is not None or default.hidden:
        return found
    hiding = [w("rStyle")] if styles.any_hidden else []
    known, cells, placed = found.texts, found.cells, found.placed
    paragraph: etree._Element | None = None
    cell: etree._Element | None = None
    texts: list[str] = []
    lines: list[str] | None = None
    style = default

    def close() -> None:
        if paragraph is not None:
            text = "".join(texts)
            known[paragraph] = text, style
            if lines is not None and text and not text.isspace():
                lines.append(text)

    for element in root.iter(P, T, TC, P_STYLE, *PLACING, *WRAPPING, *SPECIAL, *hiding):
        tag = element.tag
        if tag == T:
            if paragraph is not None:
                run = element.getparent()
                if run is not None and run.tag == R and (run.getparent() is paragraph or _reaches(run, paragraph)):
                    texts.append(element.text or "")
                    continue
                known[paragraph] = None
                paragraph = None
                if cell is not None:
                    cells[cell] = None
        elif tag == P:
            close()
            if cell is not None and element.getparent() is not cell:
                cell = lines = None
            paragraph = None if element in known else element
            if paragraph is None and cell is not None:
                cells[cell] = None
            texts = []
            style = default
        elif tag == TC:
            close()
            cell, paragraph, lines = element, None, []
            cells[element] = lines
        elif tag in PLACING:
            if cell is not None:
                placed.add(cell)
        elif tag in WRAPPING:
            if cell is not None:
                cells[cell] = None
        else:
            if tag == P_STYLE:
                style = styles.get(element.get(VAL))
                if style.number is None and not style.hidden:
                    continue
            elif tag == TEXTBOX:
                # What follows the text box in the outer paragraph would be taken for the end of its last one.
                known.update((inner, None) for inner in element.iter(P))
            if paragraph is not None:
                known[paragraph] = None
                paragraph = None
            if cell is not None:
                cells[cell] = None
    close()
    return found


def _reaches(run: etree._Element, paragraph: etree._Element) -> bool:
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
