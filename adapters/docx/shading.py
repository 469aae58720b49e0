"""The light ground that marks a range, and the properties of a run with and without it."""

from __future__ import annotations

from lxml import etree

from adapters.docx.names import MAIN, RPR, VAL, w
from adapters.docx.offsets import Offsets
from checker.finding import Severity

FILLS = {Severity.ERROR: "FADADD", Severity.WARNING: "FDEBC8", Severity.NOTE: "DCE9F9"}
SHADING = w("shd")
LATER = frozenset(
    w(name)
    for name in (
        "fitText",
        "vertAlign",
        "rtl",
        "cs",
        "em",
        "lang",
        "eastAsianLayout",
        "specVanish",
        "oMath",
        "rPrChange",
    )
)
"""What stands after w:shd in w:rPr; the order is part of the format (ISO/IEC 29500-1, CT_RPr)."""


def is_ours(shading: etree._Element) -> bool:
    """Whether a shading is one that this module writes."""
    return (
        shading.get(w("fill")) in FILLS.values()
        and shading.get(VAL) == "clear"
        and shading.get(w("color")) == "auto"
        and len(shading.attrib) == 3
    )


def written(severity: Severity, prefix: bytes, namespace: bytes) -> bytes:
    """The element; `prefix` with its colon, `namespace` a declaration or nothing."""
    fill = FILLS[severity].encode()
    return b'<%sshd%s %sval="clear" %scolor="auto" %sfill="%s"/>' % (
        prefix, namespace, prefix, prefix, prefix, fill,
    )  # fmt: skip


def place_in(run: etree._Element, offsets: Offsets) -> int | None:
    """Where a shading can be inserted into the properties of a run as it stands; None where that cannot be."""
    properties = run.find(RPR)
    if properties is None or offsets.is_empty_tag(properties):
        return None
    for child in properties:
        if child.tag == SHADING:
            return offsets.start(child) if is_ours(child) else None
        if child.tag in LATER or not str(child.tag).startswith("{" + MAIN):
            return offsets.start(child)
    return offsets.end(properties)


def properties_with(run: etree._Element, offsets: Offsets, shading: bytes, prefix: bytes, namespace: bytes) -> bytes:
    """The properties of a run as bytes for a further run, with this shading in place of one it may have, or,
    when `shading` is empty, with the author's own kept."""
    properties = run.find(RPR)
    if properties is None or offsets.is_empty_tag(properties):
        if not shading:
            return b"" if properties is None else offsets.raw(properties)
        return b"<%srPr%s>%s</%srPr>" % (prefix, namespace, shading, prefix)
    data = offsets.data
    parts = [offsets.start_tag(properties)]
    at = offsets.inside(properties)
    placed = not shading
    for child in properties:
        if not placed and (child.tag in LATER or not str(child.tag).startswith("{" + MAIN)):
            parts.append(shading)
            placed = True
        if child.tag == SHADING and (shading or is_ours(child)):
            parts.append(data[at : offsets.start(child)])
            at = offsets.after(child)
        else:
            parts.append(data[at : offsets.after(child)])
            at = offsets.after(child)
    parts.append(data[at : offsets.end(properties)])
    if not placed:
        parts.append(shading)
    parts.append(offsets.end_tag(properties))
    return b"".join(parts)
