"""The paragraphs of a document that have a place of their own in it, as its form names them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from checker.pack.model import ElementSpec
from checker.reading.reading import Passage, Reading
from checker.record import dataclass
from checker.text.normalize import comparable
from checker.text.patterns import possible


@dataclass(frozen=True, slots=True)
class Line:
    """A paragraph, `at` its position among those with a text; `plain` is comparable, with its automatic number."""

    at: int
    passage: Passage
    plain: str


@dataclass(frozen=True, slots=True)
class Element:
    """An element of the form as found: the paragraphs that make it up, and the groups of its pattern."""

    id: str
    lines: tuple[Line, ...]
    groups: Mapping[str, str | None]

    @property
    def raw(self) -> str:
        """Its text as it stands, without blanks at its ends, its automatic number included."""
        return "".join((line.passage.number + line.passage.text.string).strip() for line in self.lines)


def paragraphs(reading: Reading) -> list[Line]:
    """Every text of the document that is not empty, in reading order; notes at the foot are no part of it."""
    found: list[Line] = []
    for passage in reading.passages:
        if passage.part not in ("footnote", "contents") and (passage.plain.string or passage.number):
            number = comparable(passage.number).string if passage.number else ""
            found.append(Line(len(found), passage, number + passage.plain.string))
    return found


def elements(lines: Sequence[Line], specs: Mapping[str, ElementSpec]) -> list[Element]:
    """What the paragraphs are, in their order, each at most one thing; looked for in the order of the form."""
    taken: dict[int, Element] = {}
    for name, spec in specs.items():
        anchors = {element.id for element in taken.values()} & {*spec.after, *spec.before}
        if spec.directly and not anchors:
            continue
        low, high = _between(spec, taken.values(), len(lines))
        upwards = spec.directly and not spec.after
        at = high - 1 if upwards else low
        while low <= at < high:
            found = _at(at, high, name, spec, lines, taken)
            if found is not None:
                taken.update({line.at: found for line in found.lines})
            if (found is not None and not spec.many) or (found is None and spec.directly):
                break
            at += -1 if upwards else len(found.lines) if found is not None else 1
    return list({id(found): found for _, found in sorted(taken.items(), key=lambda one: one[0])}.values())


def running(lines: Sequence[Line], found: Sequence[Element], specs: Mapping[str, ElementSpec]) -> Sequence[Line]:
    """The paragraphs between the last element that the running text begins after and the first that it ends before."""
    begin = max((one.lines[-1].at + 1 for one in found if specs[one.id].bounds == "begin"), default=0)
    ends = [one.lines[0].at for one in found if specs[one.id].bounds == "end" and one.lines[0].at >= begin]
    return lines[begin : min(ends, default=len(lines))]


def _between(spec: ElementSpec, found: Iterable[Element], size: int) -> tuple[int, int]:
    low, high = 0, size
    if spec.within > 0:
        high = min(size, spec.within)
    elif spec.within < 0:
        low = max(0, size + spec.within)
    for element in found:
        if element.id in spec.after:
            low = max(low, element.lines[-1].at + 1)
        if element.id in spec.before:
            high = min(high, element.lines[0].at)
    return low, high


def _at(
    at: int, high: int, name: str, spec: ElementSpec, lines: Sequence[Line], taken: Mapping[int, Element]
) -> Element | None:
    """The element, of the fewest paragraphs, that begins at a position."""
    text = ""
    for count in range(1, spec.joins + 1):
        last = at + count - 1
        if last >= high or last in taken or lines[last].passage.cell != lines[at].passage.cell:
            return None
        text += lines[last].plain
        if any(pattern.search(text) for pattern in possible(spec.not_, text)):
            continue
        for pattern in possible(spec.says, text):
            match = pattern.search(text)
            if match:
                return Element(name, tuple(lines[at : last + 1]), match.groupdict())
    return None
