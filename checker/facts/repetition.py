"""Facts about sentences that stand in the document more than once."""

from __future__ import annotations

from collections.abc import Iterator

from checker.document import Location
from checker.expression import Unknown, Value
from checker.fact import Fact, Schema
from checker.pack.pack import Pack
from checker.reading.reading import Passage, Reading
from checker.text.normalize import bare
from checker.text.sentences import sentences

SHORTEST = 16
"""Characters of a sentence, punctuation apart, whose repetition is no accident."""


def extract(reading: Reading) -> Iterator[Fact]:
    """A `repetition` fact for each sentence of the text, tables apart, that has stood there before."""
    seen: dict[str, tuple[Passage, int, int]] = {}
    # A web page has the title in its frame too, and a table of contents those of the sections.
    titles = {bare(reading.identity.title), *(bare(_title(*span.heading)) for span in reading.sections)}
    again = False
    for passage in reading.passages:
        if passage.cell is not None:
            continue
        string = passage.text.string
        for begin, end in sentences(string):
            words = bare(string[begin:end])
            if len(words) < SHORTEST or words in titles:
                continue
            trimmed = begin + len(string[begin:end]) - len(string[begin:end].lstrip())
            here = passage, trimmed, end
            first = seen.setdefault(words, here)
            if first is not here:
                values: dict[str, Value] = {**reading.common(), "found": True, "text": string[trimmed:end].strip()}
                place = _place(reading, *here)
                places = {"found": place, "text": _place(reading, *first)}
                yield Fact("repetition", reading.role, reading.document.path, values, place, places)
                again = True
    if not again:
        nothing: dict[str, Value] = {**reading.common(), "found": False, "text": Unknown("absent")}
        yield Fact("repetition", reading.role, reading.document.path, nothing, reading.point(None))


def _place(reading: Reading, passage: Passage, start: int, end: int) -> Location:
    """Where a sentence stands: a range of the text as it is written."""
    return reading.document.locate(passage.block, start, end, section=reading.section_at(passage.spot))


def _title(passage: Passage, start: int, end: int) -> str:
    """The title of a section with its number, as a table of contents repeats it."""
    return passage.plain.string[start:end]


def schema(pack: Pack) -> dict[str, Schema]:
    """The kind `repetition`."""
    return {
        "repetition": Schema("a sentence that stands in the document again", {"found": "boolean", "text": "string"})
    }
