"""Facts about headings as a whole: those that are no section of the form, and years that stand in a heading."""

from __future__ import annotations

import re
from collections.abc import Iterator

from checker.expression import Unknown, Value
from checker.fact import Fact, Schema
from checker.pack.pack import Pack
from checker.reading.headings import Heading
from checker.reading.reading import Reading

_YEAR = re.compile(r"(20[0-9]{2})年")
LONGEST = 30
"""Characters of a heading; a longer line with a number is an item of a list."""


def extract(reading: Reading) -> Iterator[Fact]:
    """An `outline` fact; a `heading` fact for each heading of a section, with the year that stands in it."""
    if reading.form is None or not reading.sections:
        return
    extra = _extra(reading)
    place = reading.locate(extra[0].passage, extra[0].number_start, extra[0].end) if extra else reading.point(None)
    values: dict[str, Value] = {
        **reading.common(),
        "extra": len(extra),
        "text": "、".join(one.title for one in extra) or Unknown("absent"),
        "present": len(reading.sections),
    }
    parts = tuple(one.title for one in extra)
    yield Fact("outline", reading.role, reading.document.path, values, place, {"extra": place}, parts=parts)
    for span in reading.sections:
        passage, start, end = span.heading
        year = _YEAR.search(passage.plain.string, start, end)
        place = reading.locate(passage, start, end, section=span.id)
        values = {
            **reading.common(),
            "section": span.id,
            "found": year is not None,
            "named": int(year.group(1)) if year else Unknown("absent"),
            "text": passage.plain.string[start:end],
        }
        yield Fact("heading", reading.role, reading.document.path, values, place, {"text": place, "named": place})


def _extra(reading: Reading) -> list[Heading]:
    """Headings that go on with the numbers of the sections and are none of them."""
    known = {(span.heading[0].spot, span.heading[1]) for span in reading.sections}
    lines = [line for line in reading.headings if line.passage.cell is None and line.style]
    styles = [line.style for line in lines if (line.passage.spot, line.number_start) in known]
    top = max(set(styles), key=styles.count) if styles else ""
    extra: list[Heading] = []
    last = sure = 0
    for line in lines:
        if line.style != top:
            continue
        if (line.passage.spot, line.number_start) in known:
            if line.ordinal <= last:
                del extra[sure:]  # a list of its own within a section: the sections go on where they were
            last, sure = line.ordinal, len(extra)
        elif last and line.ordinal == last + 1 and _is_heading(line):
            last = line.ordinal
            extra.append(line)
    return extra


def _is_heading(line: Heading) -> bool:
    return line.whole and len(line.title) <= LONGEST and line.title[-1] not in ",;:、。"


def schema(pack: Pack) -> dict[str, Schema]:
    """The kinds `outline` and `heading`."""
    return {
        "outline": Schema(
            "the sections as a whole",
            {"extra": "integer", "text": "string", "present": "integer"},
        ),
        "heading": Schema(
            "the heading of a section that the form names",
            {"section": "string", "found": "boolean", "named": "integer", "text": "string"},
            ("section",),
        ),
    }
