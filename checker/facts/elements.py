"""Facts about the paragraphs that the form names, about all others, and how they are laid out."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from checker.document import Location
from checker.expression import Unknown, Value
from checker.fact import Fact, Schema, ValueType
from checker.facts.groups import group_value, groups
from checker.facts.looks import LOOKS, is_han, looks
from checker.facts.unread import noted
from checker.pack.model import ElementSpec
from checker.pack.pack import Form, Pack
from checker.reading import gaps
from checker.reading.elements import Element, Line, elements, paragraphs, running
from checker.reading.reading import Reading
from checker.text.digits import chinese_number
from checker.text.patterns import compiled

if TYPE_CHECKING:
    from checker.layout import Shape

BODY = "body"
_ENDS = frozenset("。;；!?！？")
"""What a heading ends with that stands on the line of its text."""


def extract(reading: Reading) -> Iterator[Fact]:
    """A fact `element.<id>` for each element of the form, found or not; a `paragraph` for each numbered heading and
    each text that is no element; none of either where the form names no elements."""
    form = reading.form
    if form is None or not form.spec.elements:
        return
    lines = paragraphs(reading)
    found = elements(lines, form.spec.elements)
    for name, spec in form.spec.elements.items():
        own = [element for element in found if element.id == name]
        for element in own:
            yield _element(reading, form, spec, element)
        if not own:
            nothing = dict.fromkeys((*groups(spec.says), *spec.traits, "text", *LOOKS), Unknown("absent"))
            values: dict[str, Value] = {**reading.common(), **nothing, "found": False, "laid_out": False}
            fact = Fact(f"element.{name}", reading.role, reading.document.path, values, reading.point(None))
            yield noted(fact, gaps.anywhere(reading))
    yield from _paragraphs(reading, form, lines, found)


def _element(reading: Reading, form: Form, spec: ElementSpec, element: Element) -> Fact:
    place = _place(reading, element.lines)
    values: dict[str, Value] = {
        **reading.common(),
        "found": True,
        "text": element.raw,
        **{name: group_value(element.groups.get(name), name in spec.numbers) for name in groups(spec.says)},
        **{name: compiled(pattern).search(element.raw) is not None for name, pattern in spec.traits.items()},
        **_looks(reading, form, element.lines, whole=True),
    }
    fact = Fact(f"element.{element.id}", reading.role, reading.document.path, values, place, {"text": place})
    return noted(fact, ())


def _paragraphs(reading: Reading, form: Form, lines: Sequence[Line], found: Sequence[Element]) -> Iterator[Fact]:
    """Of the running text, headings with the number that should stand there: a level that begins anew counts from
    one, or goes on from where it was in the whole text."""
    element_of = {line.at: element for element in found for line in element.lines}
    last: dict[int, int] = {}
    whole: dict[int, int] = {}
    for line in running(lines, found, form.spec.elements):
        element = element_of.get(line.at)
        spec = form.spec.elements[element.id] if element is not None else None
        rank = spec.rank if spec is not None else 0
        if (spec is not None and not rank) or line.passage.cell is not None or line.passage.part != "body":
            continue
        if not any(map(is_han, line.plain)):
            continue
        ordinal = _ordinal(element.groups.get("ordinal") or "") if element is not None else None
        above = max((level for level in last if level < rank), default=0)
        place, text = _place(reading, (line,)), (line.passage.number + line.passage.text.string).strip()
        values: dict[str, Value] = {
            **reading.common(),
            "element": element.id if element is not None else BODY,
            "text": text,
            "sentence": text[-1:] in _ENDS,
            "rank": rank,
            "above": above if rank else Unknown("absent"),
            "ordinal": ordinal if ordinal is not None else Unknown("absent"),
            "expected": last.get(rank, 0) + 1 if rank else Unknown("absent"),
            "running": whole.get(rank, 0) + 1 if rank else Unknown("absent"),
            **_looks(reading, form, (line,), whole=not rank),
        }
        if rank:
            last = {level: number for level, number in last.items() if level < rank}
            last[rank] = whole[rank] = ordinal if ordinal is not None else 0
        yield Fact("paragraph", reading.role, reading.document.path, values, place, {"text": place})


def _place(reading: Reading, lines: Sequence[Line]) -> Location:
    """The first of its paragraphs, whole."""
    passage = lines[0].passage
    return reading.locate(passage, 0, len(passage.plain.string))


def _ordinal(word: str) -> int | None:
    number = int(word) if word.isdecimal() else chinese_number(word)
    return number if isinstance(number, int) else None


def _looks(reading: Reading, form: Form, lines: Sequence[Line], whole: bool) -> dict[str, Value]:
    """How a text is set; of a heading on the line of its text, the heading."""
    layout = reading.document.layout
    set_so: list[tuple[Shape, str]] = []
    for line in lines:
        shape = layout.shapes.get((line.passage.block, line.passage.cell)) if layout is not None else None
        string = line.passage.text.string
        cut = len(string) if whole else next((at for at, one in enumerate(string) if one in _ENDS), len(string))
        if shape is not None:
            set_so.append((shape, string[:cut]))
    return looks(form, set_so)


def schema(pack: Pack) -> dict[str, Schema]:
    """The kinds of the elements of the pack's forms, and `paragraph` where they have any."""
    kinds: dict[str, Schema] = {}
    for form in pack.forms.values():
        for name, spec in form.spec.elements.items():
            values: dict[str, ValueType] = {
                "found": "boolean",
                "text": "string",
                "unread": "boolean",
                **{group: "number" if group in spec.numbers else "string" for group in groups(spec.says)},
                **dict.fromkeys(spec.traits, "boolean"),
                **LOOKS,
            }
            kinds[f"element.{name}"] = Schema(spec.title, values, certain=tuple(spec.traits))
    if kinds:
        kinds["paragraph"] = Schema(
            "a text that is a numbered heading or no element of the form",
            {
                "element": "string",
                "text": "string",
                "sentence": "boolean",
                "rank": "integer",
                "above": "integer",
                "ordinal": "integer",
                "expected": "integer",
                "running": "integer",
                **LOOKS,
            },
        )
    return kinds
