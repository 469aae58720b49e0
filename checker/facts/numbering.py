"""Facts about the numbers of headings: each, with the number that should stand there."""

from __future__ import annotations

from collections.abc import Iterator

from checker.expression import Value
from checker.fact import Fact, Schema
from checker.pack.pack import Pack
from checker.reading.headings import Heading
from checker.reading.reading import Reading, Spot
from checker.text.normalize import bare

LEVELS = ("chinese", "bracket", "decimal", "decimal-bracket")
"""一、 （一） 1. （1）, from the outside in (GB/T 9704-2012, 7.3.3)."""

_NUMERALS = "一二三四五六七八九十"
PARAGRAPH = 20
"""Characters of a paragraph that may have had a number."""


def extract(reading: Reading) -> Iterator[Fact]:
    """A `numbering` fact for each numbered heading of the outline, and each （一） within a section.

    A heading continues its own level; a heading of a level above lets the ones below begin anew. Numbers of
    deeper levels are lists as often as headings, and are left alone.
    """
    if not reading.sections:
        return
    section_of = {(span.heading[0].spot, span.heading[1]): span.id for span in reading.sections}
    begin = reading.sections[0].heading[0].spot
    lines = reading.headings
    style = next((h.style for h in lines if (h.passage.spot, h.number_start) in section_of and h.style), "")
    ranks = {entry.id: at for at, entry in enumerate(reading.form.spec.outline, 1)} if reading.form else {}
    tables = reading.form.tables.values() if reading.form else ()
    labels = frozenset().union(*(table.words for table in tables))
    last = 0
    below: list[Heading] = []
    for heading in lines:
        spot = heading.passage.spot
        if spot < begin or heading.passage.cell is not None or heading.style not in (style, "bracket"):
            continue
        top = heading.style == style
        section = section_of.get((spot, heading.number_start))
        if section is None and _row(heading, labels):
            continue
        if not style or (top and section is None and (style == "bracket" or not _stands_alone(heading))):
            continue
        if not top and style == "bracket":
            continue
        if section is None and heading.passage.part != "body":  # a text box: a drawing's own numbers
            continue
        if not top:
            below.append(heading)
            continue
        yield from _run(reading, below)
        below = []
        expected = last + 1
        if section is not None and heading.ordinal == ranks.get(section):
            # It has the number of its section: a section before it that is missing or elsewhere is told as that.
            expected = heading.ordinal
        yield _fact(reading, heading, expected, True)
        last = heading.ordinal
    yield from _run(reading, below)


def _row(heading: Heading, labels: frozenset[str]) -> bool:
    """Whether a line is a row of a table that has been left of it: 一、本年新收政府信息公开申请数量."""
    line = heading.passage.plain.string[heading.number_start : heading.end]
    return bare(line) in labels or bare(heading.title) in labels


def _run(reading: Reading, run: list[Heading]) -> Iterator[Fact]:
    """Headings of one level under one heading above. A lone slip is blamed alone, a gap where it opens."""
    by_place = list(range(1, len(run) + 1))
    by_previous = [1, *(heading.ordinal + 1 for heading in run[:-1])][: len(run)]
    ordinals = [heading.ordinal for heading in run]
    if run and _unnumbered_before(reading, run[0]) >= run[0].ordinal > 1:
        # The numbers of the first ones were lost with the layout of a web page: the paragraphs are there.
        by_previous[0] = run[0].ordinal
    wanted = min((by_previous, by_place), key=lambda expected: sum(map(int.__ne__, expected, ordinals)))
    for index, (heading, expected) in enumerate(zip(run, wanted, strict=True)):
        if heading.ordinal != expected and _alone(reading, run[index - 1] if index else None, heading):
            expected = heading.ordinal
        yield _fact(reading, heading, expected, False)


def _alone(reading: Reading, before: Heading | None, heading: Heading) -> bool:
    """Whether the numbers that are missing before a heading stand in lines of their own, their titles in the next."""
    first = before.ordinal + 1 if before else 1
    section = reading.section_at(heading.passage.spot)
    if not first < heading.ordinal <= len(_NUMERALS) or section is None:
        return False
    lines = {
        one.plain.string
        for one in reading.within(section)
        if (before is None or before.passage.spot < one.spot) and one.spot < heading.passage.spot
    }
    return all(f"({_NUMERALS[ordinal - 1]})" in lines for ordinal in range(first, heading.ordinal))


def _unnumbered_before(reading: Reading, first: Heading) -> int:
    """The paragraphs of its section before a heading: what opens it, and maybe others that were numbered once."""
    section = reading.section_at(first.passage.spot)
    return sum(
        one.cell is None and one.spot < first.passage.spot and len(one.plain.string) >= PARAGRAPH
        for one in (reading.within(section) if section else ())
    )


def _stands_alone(heading: Heading) -> bool:
    """A line of the outline's own style that is a heading and no sentence of a list."""
    return heading.whole and len(heading.title) <= 30 and heading.title[-1] not in ",;:、。"


def _fact(reading: Reading, heading: Heading, expected: int, top: bool) -> Fact:
    spot: Spot = heading.passage.spot
    place = reading.locate(heading.passage, heading.number_start, heading.end)
    automatic = heading.start == heading.number_start
    values: dict[str, Value] = {
        **reading.common(),
        "style": heading.style,
        "ordinal": heading.ordinal,
        "expected": expected,
        "top": top,
        "title": heading.title,
        "section": reading.section_at(spot) or "",
        "text": (heading.passage.number if automatic else "") + (place.text or ""),
    }
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
                "title": "string",
                "section": "string",
                "text": "string",
            },
        ),
    }
