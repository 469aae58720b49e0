"""Facts about the numbers of headings: each, with the number that should stand there."""

from __future__ import annotations

from collections.abc import Iterator

from checker.expression import Value
from checker.fact import Fact, Schema
from checker.facts.context import Reading, Spot
from checker.facts.headings import Heading, headings
from checker.rulepack import Pack

LEVELS = ("chinese", "bracket", "decimal", "decimal-bracket")
"""一、 （一） 1. （1）, from the outside in (GB/T 9704-2012, 7.3.3)."""


def extract(reading: Reading) -> Iterator[Fact]:
    """A `numbering` fact for each numbered heading of the outline, and each （一） within a section.

    A heading continues its own level; a heading of a level above lets the ones below begin anew. Numbers of
    deeper levels are lists as often as headings, and are left alone.
    """
    if not reading.sections:
        return
    section_of = {(span.heading[0].spot, span.heading[1]): span.id for span in reading.sections}
    begin = reading.sections[0].heading[0].spot
    style = next(
        (h.style for h in headings(reading.passages) if (h.passage.spot, h.number_start) in section_of and h.style), ""
    )
    ranks = {entry.id: at for at, entry in enumerate(reading.form.spec.outline, 1)} if reading.form else {}
    last: dict[str, int] = {}
    for heading in headings(reading.passages):
        spot = heading.passage.spot
        if spot < begin or heading.passage.cell is not None or heading.style not in (style, "bracket"):
            continue
        top = heading.style == style
        section = section_of.get((spot, heading.number_start))
        if not style or (top and section is None and (style == "bracket" or not _stands_alone(heading))):
            continue
        if not top and style == "bracket":
            continue
        expected = last.get(heading.style, 0) + 1
        if section is not None and heading.ordinal == ranks.get(section):
            # It has the number of its section: a section before it that is missing or elsewhere is told as that.
            expected = heading.ordinal
        yield _fact(reading, heading, expected, top)
        last[heading.style] = heading.ordinal
        if top:
            last.pop("bracket", None)


def _stands_alone(heading: Heading) -> bool:
    """A line of the outline's own style that is a heading and no sentence of a list."""
    return heading.whole and len(heading.title) <= 30 and heading.title[-1] not in ",;:、。"


def _fact(reading: Reading, heading: Heading, expected: int, top: bool) -> Fact:
    spot: Spot = heading.passage.spot
    values: dict[str, Value] = {
        **reading.common(),
        "style": heading.style,
        "ordinal": heading.ordinal,
        "expected": expected,
        "top": top,
        "section": reading.section_at(spot) or "",
        "text": heading.passage.plain.string[heading.number_start : heading.end],
    }
    place = reading.locate(heading.passage, heading.number_start, heading.end)
    return Fact("numbering", reading.role, reading.document.path, values, place)


def schema(pack: Pack) -> dict[str, Schema]:
    """The kind `numbering`."""
    return {
        "numbering": Schema(
            "a numbered heading",
            {
                "style": "string",
                "ordinal": "integer",
                "expected": "integer",
                "top": "boolean",
                "section": "string",
                "text": "string",
            },
        ),
    }
