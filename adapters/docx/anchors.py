"""Where a comment may stand: not inside what a word processor writes anew, nor where LibreOffice loses it."""

from __future__ import annotations

from collections.abc import Iterator

from lxml import etree

from adapters.docx.names import SDT, SDT_CONTENT, TBL, TC, P, w
from adapters.docx.offsets import Offsets

SIMPLE_FIELD, FIELD, INSTRUCTION = w("fldSimple"), w("fldChar"), w("instrText")


class Anchors:
    """Finds the place for the marks of a comment; fields are looked up once for each paragraph."""

    def __init__(self, offsets: Offsets) -> None:
        self._offsets = offsets
        self._fields: dict[etree._Element, list[tuple[etree._Element, etree._Element]]] = {}

    def around(self, element: etree._Element) -> tuple[etree._Element, etree._Element] | None:
        """The first and last element of what a comment on a character has to stand round: the result of a field,
        which is replaced at the next update, or a control that is bound to data elsewhere."""
        paragraph = element
        for above in element.iterancestors():
            bound = above.tag == SDT and above.find(f"{w('sdtPr')}/{w('dataBinding')}") is not None
            if bound or (above.tag == SIMPLE_FIELD and not _is_link(above.get(w("instr"), ""))):
                return above, above
            if above.tag == P:
                paragraph = above
                break
        if paragraph not in self._fields:
            self._fields[paragraph] = list(_fields(paragraph))
        order = self._offsets.order
        for begin, end in self._fields[paragraph]:
            first, last = begin.getparent(), end.getparent()
            if order(begin) < order(element) < order(end) and first is not None and last is not None:
                return first, last
        return None


def refuge(paragraph: etree._Element) -> etree._Element | None:
    """The paragraph in which a comment on this one has to end; None where it may end in it.

    LibreOffice takes a content control round a single paragraph or a cell for one round characters, and loses the
    range and the first line of a comment that stands inside.
    """
    control = _control(paragraph)
    node = control
    while node is not None:
        for sibling in node.itersiblings():
            for found in sibling.iter(P):
                if _control(found) is None:
                    return found
        node = node.getparent()
    return None


def _control(paragraph: etree._Element) -> etree._Element | None:
    """The outermost content control round a paragraph that LibreOffice would take for another."""
    found = None
    for above in paragraph.iterancestors(SDT):
        content = above.find(SDT_CONTENT)
        if content is not None and (
            content.find(TC) is not None or content.find(TBL) is not None or len(content.findall(P)) == 1
        ):
            found = above
    return found


def _fields(paragraph: etree._Element) -> Iterator[tuple[etree._Element, etree._Element]]:
    """The signs that begin and end each outermost field of a paragraph; links, which are only shown, left out."""
    depth = 0
    first: etree._Element | None = None
    instruction = ""
    for element in paragraph.iter(FIELD, INSTRUCTION):
        kind = element.get(w("fldCharType"))
        if element.tag == INSTRUCTION:
            instruction += (element.text or "") if depth == 1 else ""
        elif kind == "begin":
            depth += 1
            if depth == 1:
                first, instruction = element, ""
        elif kind == "end" and depth:
            depth -= 1
            if depth == 0 and first is not None and not _is_link(instruction):
                yield first, element


def _is_link(instruction: str) -> bool:
    return instruction.strip().upper().startswith("HYPERLINK")
