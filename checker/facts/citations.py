"""Facts about what the text cites: numbers of decrees and documents, and titles without one, held against a table."""

from __future__ import annotations

import re
from collections.abc import Iterator

from checker.expression import Unknown, Value
from checker.fact import Fact, Schema
from checker.pack.model import CitationSpec
from checker.pack.pack import Pack, in_years
from checker.reading.reading import Reading
from checker.text.normalize import comparable
from checker.text.patterns import compiled, occurring

BEFORE = 90
"""Characters before a number in which the title that it belongs to stands: the longest titles have seventy."""
_BETWEEN = re.compile(r"[》>\"')(,、]*(?:以下(?:简称|称)[^()]{0,20}\)[(]?)?[(]*")
_DIGITS = re.compile(r"[0-9]+")
_ENDS = "。;"


def extract(reading: Reading) -> Iterator[Fact]:
    """A `citation` fact for each number of a kind that the table has, and each title without one; else one of none."""
    table = reading.pack.spec.citations
    found = False
    spellings = tuple(dict.fromkeys(entry.looks for entry in table))
    patterns = (*spellings, *(entry.alone for entry in table))
    for passage in reading.passages if table else ():
        if passage.cell is not None:
            continue
        string = passage.plain.string
        there = occurring(patterns, string)
        for number, spelling in enumerate(spellings):
            for match in compiled(spelling).finditer(string) if number in there else ():
                found = True
                begin, end = match.span()
                values = _values(reading, table, spelling, match.group(), _title_before(string, begin, table))
                if values["fault"] == "year" and _revised(reading, table, spelling, string, end):
                    values["fault"] = ""
                place = reading.locate(passage, begin, end)
                yield Fact("citation", reading.role, reading.document.path, values, place, {"text": place})
        for number, entry in enumerate(table, len(spellings)):
            for begin, end in _alone(entry, string) if number in there else ():
                found = True
                place = reading.locate(passage, begin, end)
                values = _values_of_title(reading, table, entry, string[begin:end])
                yield Fact("citation", reading.role, reading.document.path, values, place, {"text": place})
    if not found:
        nothing: dict[str, Value] = dict.fromkeys(("text", "cited", "named", "due"), Unknown("absent"))
        values = {**reading.common(), "found": False, "fault": "", **nothing}
        yield Fact("citation", reading.role, reading.document.path, values, reading.point(None))


def _revised(reading: Reading, table: list[CitationSpec], looks: str, string: str, end: int) -> bool:
    """Whether a number is followed by the one that holds now: 第492号公布，2019年4月3日第711号修订."""
    behind = string[end : end + BEFORE]
    stop = min((at for mark in _ENDS if (at := behind.find(mark)) >= 0), default=len(behind))
    return any(
        _values(reading, table, looks, match.group(), [])["fault"] == ""
        for match in compiled(looks).finditer(behind[:stop])
    )


def _alone(entry: CitationSpec, string: str) -> Iterator[tuple[int, int]]:
    """Where the title of an entry is cited without a number behind it."""
    for match in compiled(entry.alone).finditer(string) if entry.alone else ():
        between = _BETWEEN.match(string, match.end())
        if compiled(entry.looks).match(string, between.end() if between else match.end()) is None:
            yield match.span()


def _title_before(string: str, begin: int, table: list[CitationSpec]) -> list[CitationSpec]:
    """The entries whose title stands right before a number, the last title of the sentence."""
    low = max(begin - BEFORE, *(string.rfind(mark, 0, begin) + 1 for mark in _ENDS))
    head = string[low:begin]
    best: list[CitationSpec] = []
    reach = -1
    for entry in table:
        ends = [match.end() for match in compiled(entry.named).finditer(head)]
        last = next((end for end in reversed(ends) if _BETWEEN.fullmatch(head, end)), None)
        if last is not None and last >= reach:
            best = [*best, entry] if last == reach else [entry]
            reach = last
    return best


def _values(
    reading: Reading, table: list[CitationSpec], looks: str, text: str, titled: list[CitationSpec]
) -> dict[str, Value]:
    year = reading.identity.year
    same = [entry for entry in table if entry.looks == looks and _digits(entry.number) == _digits(text)]
    cited = same[0] if same else None
    due = _due(table, looks, titled, year)
    fault: Value = ""
    if cited is None:
        fault = "number" if titled else ""
    elif titled and cited not in titled:
        fault = "title"
    elif compiled(cited.written).fullmatch(text) is None:
        fault = "writing"
    elif year is None and cited.years is not None:
        fault = Unknown("absent")
    elif year is not None and not in_years(cited.years, year):
        fault = "year"
    return _told(reading, text, cited, titled[0] if titled else None, due, fault)


def _values_of_title(reading: Reading, table: list[CitationSpec], entry: CitationSpec, text: str) -> dict[str, Value]:
    year = reading.identity.year
    fault: Value = "" if year is None or in_years(entry.years, year) else "year"
    return _told(reading, text, entry, entry, _due(table, entry.looks, [entry], year), fault)


def _told(
    reading: Reading,
    text: str,
    cited: CitationSpec | None,
    named: CitationSpec | None,
    due: CitationSpec | None,
    fault: Value,
) -> dict[str, Value]:
    return {
        **reading.common(),
        "found": True,
        "text": text,
        "cited": cited.title if cited else Unknown("absent"),
        "named": named.title if named else Unknown("absent"),
        "due": due.number if due else Unknown("absent"),
        "fault": fault,
    }


def _digits(number: str) -> list[str]:
    return [str(match) for match in _DIGITS.findall(comparable(number).string)]


def _due(table: list[CitationSpec], looks: str, titled: list[CitationSpec], year: int | None) -> CitationSpec | None:
    """What should be cited there in that year: the entry of the title, else that of the same kind."""
    now = [entry for entry in table if entry.looks == looks and (year is None or in_years(entry.years, year))]
    return next((entry for entry in now if entry in titled), now[-1] if now else None)


def schema(pack: Pack) -> dict[str, Schema]:
    """The kind `citation`."""
    return {
        "citation": Schema(
            "a decree or document that the text cites by its number",
            {
                "found": "boolean",
                "text": "string",
                "cited": "string",
                "named": "string",
                "due": "string",
                "fault": "string",
            },
        ),
    }
