"""Facts about the pages of a document: paper, margins, and the number that stands on them."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from checker.expression import Unknown, Value
from checker.fact import Fact, Schema
from checker.facts.looks import LOOKS, looks
from checker.pack.pack import Pack
from checker.reading.reading import Reading

_MM = 25.4 / 72


def extract(reading: Reading) -> Iterator[Fact]:
    """A `page` fact for each section of the file that has paper of its own, one `page_number` for each kind of page
    that shows its number, or one that says that none does; none where the layout is not known or not asked for."""
    layout, form = reading.document.layout, reading.form
    if layout is None or form is None or not form.spec.elements:
        return
    for page in layout.pages:
        sides = {
            "width": page.width,
            "height": page.height,
            "top": page.top,
            "bottom": page.bottom,
            "left": page.left,
            "right": page.right,
            "text_width": _within(page.width, page.left, page.right),
            "text_height": _within(page.height, page.top, page.bottom),
            "ink_top": page.ink_top,
            "ink_bottom": page.ink_bottom,
        }
        values: dict[str, Value] = {name: _millimetres(length) for name, length in sides.items()}
        block = page.block if page.block < len(reading.document.blocks) else None
        first = next((one for one in reading.passages if block is None or one.block >= block), None)
        place = reading.locate(first, 0, 0) if first is not None else reading.point(None)
        yield Fact("page", reading.role, reading.document.path, {**reading.common(), **values}, place)
    for number in layout.numbers:
        around = "".join(one for one in number.text if not one.isdecimal()).strip()
        values = {"found": True, "sides": number.sides, "around": around, "both_sides": layout.both_sides}
        shown = looks(form, [(number.shape, number.text)], str.isdecimal)
        place = reading.point(None)
        yield Fact("page_number", reading.role, reading.document.path, {**reading.common(), **values, **shown}, place)
    if not layout.numbers:
        nothing = dict.fromkeys(("sides", "around", *LOOKS), Unknown("absent"))
        values = {**reading.common(), **nothing, "found": False, "both_sides": layout.both_sides, "laid_out": True}
        yield Fact("page_number", reading.role, reading.document.path, values, reading.point(None))


def _within(whole: float, one: float | None, other: float | None) -> float | None:
    return None if one is None or other is None else whole - one - other


def _millimetres(length: float | None) -> Value:
    return Unknown("absent") if length is None else Decimal(str(round(length * _MM, 1)))


def schema(pack: Pack) -> dict[str, Schema]:
    """The kinds `page` and `page_number`, where a form of the pack names elements."""
    if not any(form.spec.elements for form in pack.forms.values()):
        return {}
    sides = ("width", "height", "top", "bottom", "left", "right", "text_width", "text_height", "ink_top", "ink_bottom")
    return {
        "page": Schema("paper and margins", dict.fromkeys(sides, "number"), (), dict.fromkeys(sides, "mm")),
        "page_number": Schema(
            "the number on the pages",
            {"found": "boolean", "sides": "string", "around": "string", "both_sides": "boolean", **LOOKS},
        ),
    }
