"""The ground of a table cell in which nothing is written: there is no run of it to shade."""

from __future__ import annotations

from collections.abc import Iterator

from lxml import etree

from adapters.docx.names import MAIN, SHADING, TCPR, w
from adapters.docx.offsets import AFTER, BEFORE, Insertion, Offsets
from adapters.docx.shading import Tint, is_ours, written

LATER = frozenset(
    w(name)
    for name in (
        "noWrap",
        "tcMar",
        "textDirection",
        "tcFitText",
        "vAlign",
        "hideMark",
        "headers",
        "cellIns",
        "cellDel",
        "cellMerge",
        "tcPrChange",
    )
)
"""What stands after w:shd in w:tcPr; the order is part of the format (ISO/IEC 29500-1, CT_TcPr)."""


def cell_ground(
    cell: etree._Element, tint: Tint, offsets: Offsets, prefix: bytes, namespace: bytes
) -> Iterator[Insertion]:
    """What gives a cell a ground; nothing where the author gave it one, which is not replaced."""
    mark = written(tint, prefix, namespace)
    properties = cell.find(TCPR)
    if properties is None:
        yield Insertion(offsets.inside(cell), BEFORE, b"<%stcPr%s>%s</%stcPr>" % (prefix, namespace, mark, prefix))
        return
    known = properties.find(SHADING)
    if known is not None:
        if is_ours(known):  # of an earlier run, which is taken out
            yield Insertion(offsets.start(known), BEFORE, mark)
        return
    if offsets.is_empty_tag(properties):
        # What goes in before its slash opens it; the slash then closes the shading.
        name = offsets.start_tag(properties)[1:].split(b"/")[0].split()[0]
        inside = offsets.inside(properties)
        yield Insertion(inside - 2, BEFORE, b">" + mark[:-2])
        yield Insertion(inside, AFTER, b"</%s>" % name)
        return
    for child in properties:
        if child.tag in LATER or not str(child.tag).startswith("{" + MAIN):
            yield Insertion(offsets.start(child), BEFORE, mark)
            return
    yield Insertion(offsets.end(properties), BEFORE, mark)
