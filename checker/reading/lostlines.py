"""Headings of a form in text whose lines were run together, behind whatever stands there: …4200006四、行政复议情况."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from checker.once import made_once
from checker.pack.model import SectionSpec
from checker.reading.headings import MAX_HEADING, Heading
from checker.reading.reading import Passage, Spot
from checker.text.normalize import comparable
from checker.text.patterns import compiled

_NUMERALS = "一二三四五六七八九十"
_NO_HEADING = frozenset("第见、,:;《<(\"'“‘")
"""What a number stands behind that belongs to a sentence: 第三、, 详见三、."""
_LISTED = re.compile(rf"[。、,;]?[{_NUMERALS}]{{1,3}}、")
"""The next number right behind a title: the sections are listed there, and nothing stands under them."""


def run_on(entry: SectionSpec, index: int, passages: Sequence[Passage], low: Spot, high: Spot) -> Heading | None:
    """The last place between two spots where an entry stands as the form has it, number and title, within a line.

    Rows of tables are numbered as sections are, so that nothing less than the form's own words is a heading there.
    """
    if index >= len(_NUMERALS):
        return None
    found = [
        heading
        for passage in passages
        if passage.cell is None and passage.part == "body" and len(passage.plain.string) > MAX_HEADING
        for heading in _said(entry, index, passage)
        if low < heading.spot < high
    ]
    return max(found, key=lambda heading: heading.spot, default=None)


def _said(entry: SectionSpec, index: int, passage: Passage) -> Iterator[Heading]:
    string, number = passage.plain.string, _NUMERALS[index] + "、"
    at = string.find(number)
    while at >= 0:
        start = at + len(number)
        end = _title_end(entry, string, start)
        behind = string[at - 1 : at]
        if end > start and behind not in _NO_HEADING and not _LISTED.match(string, end):
            title = string[start:end]
            yield Heading(passage, start, end, title, "chinese", index + 1, False, number_start=at, inside=True)
        at = string.find(number, at + 1)


def _title_end(entry: SectionSpec, string: str, start: int) -> int:
    """Where the longest of the titles of an entry ends that begins there; `start` where none does."""
    ends = [start + len(name) for name in titles_of(entry) if string.startswith(name, start)]
    rest = string[start : start + MAX_HEADING]
    matches = (compiled(pattern).match(rest) for pattern in entry.like)
    return max((*ends, *(start + match.end() for match in matches if match)), default=start)


@made_once
def titles_of(entry: SectionSpec) -> tuple[str, ...]:
    """What a section of a form may be called in the form's own words, comparable."""
    return tuple(comparable(name).string for name in (entry.title, *entry.also))
