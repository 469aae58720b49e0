"""What letters of a Word file stand on, and whether they have its colour."""

from __future__ import annotations

from collections.abc import Iterator

from lxml import etree

from adapters.docx.colours import NAMED, same, usual
from adapters.docx.faint import Faint
from adapters.docx.names import HIGHLIGHT, P_STYLE, PPR, R_STYLE, RPR, SHADING, TBL, TC, TCPR, TEXTBOX, VAL, P, w


def blends(run: etree._Element, colour: str, known: Faint) -> bool:
    """Whether a run in a colour has the colour of what it stands on."""
    ground = next(_grounds(run, known), known.paper)
    return ground is not None and same(colour, ground)


def _grounds(run: etree._Element, known: Faint) -> Iterator[str | None]:
    """What lies under a run, the nearest first; None where it cannot be told."""
    properties = run.find(RPR)
    if properties is not None:
        marked = properties.find(HIGHLIGHT)
        if marked is not None and marked.get(VAL) in NAMED:
            yield NAMED[marked.get(VAL, "")]
        yield from _laid(properties, R_STYLE, known)
    for above in run.iterancestors(P, TC, TBL, TEXTBOX):
        if above.tag == P:
            inner = above.find(PPR)
            if inner is not None:
                yield from _laid(inner, P_STYLE, known)
        elif above.tag == TEXTBOX:
            yield None  # a shape has a filling of its own
        else:
            inner = above.find(TCPR if above.tag == TC else w("tblPr"))
            if inner is not None:
                yield from _laid(inner, w("tblStyle"), known)


def _laid(properties: etree._Element, style: str, known: Faint) -> Iterator[str | None]:
    """The ground that properties lay, and None for one of a style."""
    shading = properties.find(SHADING)
    if shading is not None:
        pattern, fill = shading.get(VAL, "clear"), usual(shading.get(w("fill"), ""))
        if pattern == "solid":
            fill = usual(shading.get(w("color"), ""))
        if pattern not in ("clear", "nil", "solid"):
            yield None
        elif fill:
            yield fill
    named = properties.find(style)
    if named is not None and named.get(VAL) in known.shaded:
        yield None
