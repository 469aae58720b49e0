"""The light ground that marks a range, and the properties of a run with and without it."""

from __future__ import annotations

from lxml import etree

from adapters.docx.names import MAIN, RPR, SHADING, VAL, w
from adapters.docx.offsets import Offsets
from checker.audit.annotation import Note
from checker.finding import Severity, Verdict
from checker.record import dataclass

REVIEW = "review"
STRONG = {Severity.ERROR: "F4A9A8", Severity.WARNING: "F8CB78", REVIEW: "C9B6F2", Severity.NOTE: "A9CBF2"}
LIGHT = {Severity.ERROR: "FADADD", Severity.WARNING: "FDEBC8", REVIEW: "EAE2FB", Severity.NOTE: "DCE9F9"}
"""The heaviest first. What a person has to decide has a colour of its own, as in a PDF."""


@dataclass(frozen=True, slots=True)
class Tint:
    """The ground under a range: of a severity, or of what is for review; strong where the finding itself stands, light
    under its other operands."""

    kind: str
    strong: bool = True

    @property
    def fill(self) -> str:
        """The colour, as Word writes it."""
        return (STRONG if self.strong else LIGHT)[self.kind]

    @property
    def weight(self) -> tuple[bool, int]:
        """Less of it hides more: where two ranges meet the lighter one gives way."""
        return not self.strong, list(STRONG).index(self.kind)


def tint_of(note: Note, strong: bool = True) -> Tint:
    """The ground of a note."""
    return Tint(REVIEW if note.verdict is Verdict.REVIEW else note.severity, strong)


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
        shading.get(w("fill")) in (*STRONG.values(), *LIGHT.values())
        and shading.get(VAL) == "clear"
        and shading.get(w("color")) == "auto"
        and len(shading.attrib) == 3
    )


def written(tint: Tint, prefix: bytes, namespace: bytes) -> bytes:
    """The element; `prefix` with its colon, `namespace` a declaration or nothing."""
    fill = tint.fill.encode()
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
