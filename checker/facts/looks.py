"""How texts are laid out, as values of facts: by most of their Chinese characters, whatever file states it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace
from decimal import Decimal
from typing import TYPE_CHECKING, TypeVar

from checker.expression import Unknown, Value
from checker.fact import ValueType
from checker.pack.pack import Form

if TYPE_CHECKING:
    from checker.layout import Shape, Span

LOOKS: Mapping[str, ValueType] = {
    "laid_out": "boolean",
    "face": "string",
    "size": "number",
    "bold": "boolean",
    "colour": "string",
    "align": "string",
    "indent": "number",
    "left": "number",
    "right": "number",
    "spacing": "number",
}
"""Of a paragraph, of its Chinese characters the most: `size` and `spacing` in points, indents in characters."""
_BLANKS = " \u00a0\u3000\t"
Look = TypeVar("Look")


def is_han(character: str) -> bool:
    """Whether a character is Chinese writing."""
    return "\u4e00" <= character <= "\u9fff"


def looks(form: Form, set_so: Sequence[tuple[Shape, str]], counted: Callable[[str], bool] = is_han) -> dict[str, Value]:
    """How paragraphs with these texts look together, by most of the characters that are counted; indents by the
    first of them."""
    counts: Counter[Span] = Counter()
    for shape, string in set_so:
        for span, number in _characters(shape, string, counted):
            counts[span] += number
    if not counts:
        return {**dict.fromkeys(LOOKS, Unknown("absent")), "laid_out": False}
    first, string = set_so[0]
    size = _most(counts, lambda span: span.size)
    face = _most(counts, lambda span: span.face)
    blanks = string[: len(string) - len(string.lstrip(_BLANKS))]
    typed = len(blanks.replace("\u3000", "  ")) / 2
    unknown = Unknown("absent")
    return {
        "laid_out": True,
        "face": _family(form, face) if face is not None else unknown,
        "size": _decimal(size) if size else unknown,
        "bold": _most(counts, lambda span: span.bold),
        "colour": _most(counts, lambda span: span.colour),
        "align": first.align,
        "indent": _decimal(first.first / size + typed) if size else unknown,
        "left": _decimal(first.left / size) if size else unknown,
        "right": _decimal(first.right / size) if size else unknown,
        "spacing": _decimal(first.spacing) if first.spacing is not None else unknown,
    }


def _characters(shape: Shape, string: str, counted: Callable[[str], bool]) -> Iterator[tuple[Span, int]]:
    """How many of the characters that count are in each span of a text."""
    for index, span in enumerate(shape.spans):
        end = shape.spans[index + 1].start if index + 1 < len(shape.spans) else len(string)
        count = sum(map(counted, string[span.start : end]))
        if count:
            yield replace(span, start=0), count


def _most(counts: Mapping[Span, int], of: Callable[[Span], Look]) -> Look:
    """What most characters have."""
    by_value: Counter[Look] = Counter()
    for span, count in counts.items():
        by_value[of(span)] += count
    return by_value.most_common(1)[0][0]


def _family(form: Form, face: str) -> str:
    """The family of type that a face is of by the form; its own name where it is of none."""
    wanted = _folded(face)
    for family, faces in form.spec.faces.items():
        if any(_folded(one) == wanted for one in faces):
            return family
    return face


def _folded(face: str) -> str:
    return face.casefold().replace(" ", "").replace("-", "_").removeprefix("@")


def _decimal(number: float) -> Decimal:
    return Decimal(str(round(number, 2))).normalize() + 0
