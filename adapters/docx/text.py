"""The characters of a paragraph, each with the element it comes from."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import field, replace

from lxml import etree

from adapters.docx.grounds import blends
from adapters.docx.letters import is_low
from adapters.docx.names import (
    ALTERNATE,
    CHOICE,
    DRAWING,
    FALLBACK,
    M_T,
    O_MATH,
    O_MATH_PARA,
    PPR,
    R_STYLE,
    RPR,
    SDT,
    SDT_CONTENT,
    TEXTBOX,
    TRANSPARENT,
    VML,
    R,
    T,
    w,
)
from adapters.docx.styles import UNSEEN_LOOK, Look, Style, Styles, look_of, toggle, value
from checker.record import dataclass
from checker.text.normalize import ZERO_WIDTH, lifted

TAB, BREAK, SYMBOL, RUBY, FIELD, INSTRUCTION = (w(n) for n in ("tab", "br", "sym", "ruby", "fldChar", "instrText"))
SIGNS = {TAB: "\t", w("ptab"): "\t", w("cr"): "\n", w("noBreakHyphen"): "-"}
GRAPHICS = frozenset([w("drawing"), w("pict"), w("object")])
NOTES = {w("footnoteReference"): "footnote", w("endnoteReference"): "endnote"}
PAGE_BREAKS = frozenset(["page", "column"])
TEXTUAL = frozenset([T, SYMBOL, RUBY])


@dataclass(frozen=True, slots=True)
class Piece:
    """Characters that one element shows, from `start` of its own text on. `real` is False for a character no element
    has: a label in a cell, the line feed between two paragraphs of a cell; `element` is then the paragraph."""

    element: etree._Element
    text: str
    real: bool = True
    start: int = 0


@dataclass(slots=True)
class Line:
    """What stands in a paragraph: text, and what hangs on it, each with the run that carries it."""

    style: Style
    pieces: list[Piece] = field(default_factory=list)
    boxes: list[tuple[etree._Element, etree._Element]] = field(default_factory=list)
    pictures: list[etree._Element] = field(default_factory=list)
    notes: list[tuple[str, str, etree._Element]] = field(default_factory=list)
    unread: list[str] = field(default_factory=list)
    breaks_page: bool = False
    struck: bool = False
    """Whether text was left out that is struck out."""
    hidden: list[str] = field(default_factory=list)
    """Texts that were left out since nobody sees them."""
    low: bool = False
    """Whether its lines have no height, so that nothing of it shows."""
    instructing: list[bool] = field(default_factory=list)
    """One entry for each open field: whether its instruction is still going on. A field left open by damage
    hides no more than its paragraph."""


def line_of(paragraph: etree._Element, style: Style, styles: Styles) -> Line:
    """The content of a paragraph; a page break at its begin or end is no character of it."""
    line = Line(style, low=styles.faint.low and is_low(paragraph.find(PPR)))
    _inline(paragraph, line, styles)
    pieces = line.pieces
    for order in (range(len(pieces)), range(len(pieces) - 1, -1, -1)):
        for index in order:
            if pieces[index].element.get(w("type")) in PAGE_BREAKS:
                pieces[index] = Piece(pieces[index].element, "")
            elif pieces[index].text:
                break
    return line


def branch(alternate: etree._Element) -> etree._Element | None:
    """The one branch of mc:AlternateContent that is read: the first choice unless it is empty."""
    choice = alternate.find(CHOICE)
    return choice if choice is not None and len(choice) else alternate.find(FALLBACK)


def _inline(parent: etree._Element, line: Line, styles: Styles) -> None:
    for child in parent:
        tag = child.tag
        if tag == R:
            _run(child, child, line, styles, _look(child, line.style, styles))
        elif tag in TRANSPARENT:
            _inline(child, line, styles)
        elif tag in (SDT, ALTERNATE):
            inner = child.find(SDT_CONTENT) if tag == SDT else branch(child)
            if inner is not None:
                _inline(inner, line, styles)
        elif tag in (O_MATH, O_MATH_PARA):
            line.pieces.append(Piece(child, "".join(text.text or "" for text in child.iter(M_T))))


def _look(run: etree._Element, style: Style, styles: Styles) -> Look:
    properties = run.find(RPR)
    look = style.look
    if properties is not None:
        named = value(properties, R_STYLE) if styles.marking else None
        below = styles.get(named).look if named in styles.marking else style.look
        if below is style.look and named is not None and (below.colour or below.tiny):
            below = replace(below, colour="", tiny=False)  # a style of characters may say otherwise
        look = look_of([properties], below, styles.faint)
    if look.tiny or (look.colour and blends(run, look.colour, styles.faint)):
        return UNSEEN_LOOK
    return look


def _run(run: etree._Element, parent: etree._Element, line: Line, styles: Styles, look: Look) -> None:
    """`parent` is the run, or a branch of alternate content in it."""
    for child in parent:
        tag = child.tag
        if tag == FIELD:
            kind = child.get(w("fldCharType"))
            if kind == "begin":
                line.instructing.append(True)
            elif line.instructing and kind == "separate":
                line.instructing[-1] = False
            elif line.instructing and kind == "end":
                line.instructing.pop()
        elif look.hidden or line.low:
            if tag == T and child.text and not any(line.instructing):
                line.hidden.append(child.text)
        elif tag == ALTERNATE:
            inner = branch(child)
            if inner is not None:
                _run(run, inner, line, styles, look)
        elif any(line.instructing):
            if tag == INSTRUCTION and (child.text or "").strip().upper().startswith("EQ "):
                line.unread.append("reading.docx_equation_field")
        elif look.struck and tag in TEXTUAL:
            line.struck = line.struck or bool((child.text or "").strip())
        else:
            _sign(run, child, line, look.raised)


def _sign(run: etree._Element, child: etree._Element, line: Line, raised: bool) -> None:
    tag = child.tag
    if tag == T:
        line.pieces.extend(seen(child, child.text or "", raised))
    elif tag in SIGNS:
        line.pieces.append(Piece(child, SIGNS[tag]))
    elif tag == BREAK:
        line.breaks_page = line.breaks_page or child.get(w("type")) == "page"
        line.pieces.append(Piece(child, "\n"))
    elif tag == SYMBOL:
        line.pieces.append(Piece(child, _symbol(child.get(w("char"), ""))))
    elif tag == RUBY:
        base = child.find(w("rubyBase"))
        text = "".join(part.text or "" for part in base.iter(T)) if base is not None else ""
        line.pieces.append(Piece(child, text))
    elif tag in NOTES:
        line.notes.append((NOTES[tag], child.get(w("id"), ""), run))
    elif tag in GRAPHICS:
        _graphic(run, child, line)


def seen(element: etree._Element, text: str, raised: bool = False) -> list[Piece]:
    """The characters of an element that show: none without width, and the figures of notes as raised ones."""
    if raised:
        text = lifted(text)
    if text.isascii() or not ZERO_WIDTH.search(text):
        return [Piece(element, text)]
    cuts = [0, *(at for match in ZERO_WIDTH.finditer(text) for at in match.span()), len(text)]
    return [Piece(element, text[low:high], True, low) for low, high in zip(cuts[::2], cuts[1::2], strict=True)]


def _symbol(code: str) -> str:
    try:
        point = int(code, 16)
    except ValueError:
        return ""
    return chr(point) if 0x20 <= point < 0x110000 and not 0xD800 <= point < 0xE000 else ""


def _graphic(run: etree._Element, graphic: etree._Element, line: Line) -> None:
    """Text boxes once; whether it shows a picture; what is drawn from data that this reader does not open."""
    pictured = graphic.tag == w("object")
    if pictured:
        line.unread.append("reading.docx_object")
    for element in _shown(graphic):
        tag = element.tag
        if tag == TEXTBOX:
            line.boxes.append((element, run))
        elif tag in (f"{{{DRAWING}}}blip", f"{{{VML}}}imagedata"):
            pictured = True
        elif tag == f"{{{DRAWING}}}graphicData" and element.get("uri", "").endswith(("/chart", "/diagram", "/chartex")):
            line.unread.append("reading.docx_chart")
            pictured = True
    if pictured:
        line.pictures.append(run)


def _shown(graphic: etree._Element) -> Iterator[etree._Element]:
    """Its elements in order, one branch of alternate content, nothing inside a text box."""
    stack: list[etree._Element] = list(reversed(list(graphic)))
    while stack:
        element = stack.pop()
        if element.tag == ALTERNATE:
            inner = branch(element)
            stack.extend(reversed(list(inner)) if inner is not None else ())
            continue
        yield element
        if element.tag != TEXTBOX:
            stack.extend(reversed(list(element)))


def string_of(pieces: Iterable[Piece]) -> str:
    """The text that pieces show together."""
    return "".join([piece.text for piece in pieces])


def hidden_mark(properties: etree._Element | None) -> tuple[bool, bool]:
    """Of a paragraph's mark: (deleted or moved away, hidden)."""
    mark = properties.find(RPR) if properties is not None else None
    if mark is None:
        return False, False
    gone = mark.find(w("del")) is not None or mark.find(w("moveFrom")) is not None
    return gone, bool(toggle(mark, w("vanish")))


def stated(properties: etree._Element | None, name: str) -> bool:
    """Whether an on-off property of a paragraph is stated and on."""
    return properties is not None and bool(toggle(properties, name))
