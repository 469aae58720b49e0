"""Facts about the entries of a table of contents: each, and whether the document has the part that it announces."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from difflib import SequenceMatcher

from checker.expression import Value
from checker.fact import Fact, Schema
from checker.facts.unread import noted
from checker.pack.pack import Pack
from checker.reading import gaps
from checker.reading.captions import line_of
from checker.reading.headings import PAGE, Heading
from checker.reading.reading import Reading, Spot
from checker.record import dataclass

ALIKE = 0.6
"""Share of the characters of an entry, those that many entries have weighing less, from which a heading that no other
entry is called by may be the entry in other words: 预算绩效情况 is 绩效管理工作开展情况, not 支出预算情况."""
_LEAST = 4
"""Characters of a name that may be a part of a longer one, and entries of a table of contents."""
_BEGINNING = 16
"""Characters that a paragraph may say beyond the name with which it begins."""
_HEAD_ROWS = 3
"""Rows of a table in which its caption may stand."""
_SENTENCE = ("。", ";", ",", ":")
_TABLE = ("表", "table")
"""The last word of the name of a table."""


@dataclass(frozen=True, slots=True)
class _Line:
    """A line with its name as captions are compared, how it is numbered, and where it stands."""

    name: str
    style: str
    ordinal: int
    spot: Spot
    alone: bool = True
    """It is a heading and no beginning of a paragraph or cell."""


def extract(reading: Reading) -> Iterator[Fact]:
    """An `announced` fact for each entry of the table of contents of which it can be told whether the text has it.

    A part may be called otherwise than announced: what is found by no name may be the heading with its number. Where
    the text has no headings of a level at all, nothing is said of that level.
    """
    listed = [heading for heading in reading.headings if heading.listed]
    if len(listed) < _LEAST:
        return
    entries = [_line(heading) for heading in listed]
    above = _above(entries)
    lines = list(_text(reading, listed[-1].spot))
    found = _matched(entries, lines)
    _by_number(entries, above, lines, found)
    missing = [at for at in range(len(entries)) if at not in found]
    if 3 * len(missing) > len(entries):
        return  # the document is a part of what the table of contents is of
    for at, heading in enumerate(listed):
        if at in found or _told(at, entries, above, found):
            text = reading.locate(heading.passage, heading.number_start, heading.end)
            values: dict[str, Value] = {**reading.common(), "found": at in found, "text": PAGE.sub("", heading.title)}
            fact = Fact("announced", reading.role, reading.document.path, values, text, {"text": text, "found": text})
            yield noted(fact, () if at in found else gaps.anywhere(reading))


def _told(at: int, entries: Sequence[_Line], above: Sequence[int], found: dict[int, int]) -> bool:
    """Whether an entry that was not found is certainly missing: what it is a part of is there, and others of its level
    are; one without a number stands before others that are there."""
    over = above[at]
    level = [one for one in range(len(entries)) if above[one] == over and entries[one].style == entries[at].style]
    if over >= 0 and over not in found:
        return False
    sure = bool(entries[at].style) or entries[at].name.endswith(_TABLE)
    return any(one in found for one in level if sure or one > at)


def _line(heading: Heading) -> _Line:
    string = heading.passage.plain.string
    name = line_of(PAGE.sub("", heading.title))
    # 第一部分 is counted as 一、 is, and stands above it.
    style = "part" if string[heading.number_start : heading.start].startswith("第") else heading.style
    return _Line(name, style, heading.ordinal, heading.spot, not heading.title.endswith(_SENTENCE))


def _above(entries: Sequence[_Line]) -> list[int]:
    """For each entry the one that it stands below, -1 for none: numberings are nested as they first come."""
    open_: list[int] = []
    result: list[int] = []
    for at, entry in enumerate(entries):
        styles = [entries[one].style for one in open_]
        if entry.style in styles:
            del open_[styles.index(entry.style) :]
        result.append(open_[-1] if open_ else -1)
        open_.append(at)
    return result


def _text(reading: Reading, after: Spot) -> Iterator[_Line]:
    """What may be what an entry announces, in the text behind the table of contents: headings, captions in tables, and
    the beginnings of paragraphs."""
    heads = {one.passage.spot: one for one in reversed(reading.headings) if one.passage.cell is None}
    for heading in reading.headings:
        if heading.passage.cell is None and heading.spot > after:
            yield _line(heading)
    for passage in reading.passages:
        if passage.spot <= after or passage.spot in heads or not passage.plain.string:
            continue
        if passage.cell is None or passage.cell[0] < _HEAD_ROWS:
            yield _Line(line_of(passage.plain.string[: 3 * _BEGINNING]), "", 0, passage.spot, alone=False)


def _matched(entries: Sequence[_Line], lines: Sequence[_Line]) -> dict[int, int]:
    """Which line each entry is, by place: each line is one entry at most, the best fitting first."""
    spread = Counter(character for entry in entries for character in set(entry.name))
    weights = {character: 1 / count for character, count in spread.items()}
    scores = [
        (score, -abs(one - two), at, place)
        for at, (one, entry) in enumerate(enumerate(entries))
        for place, (two, line) in enumerate(enumerate(lines))
        if (score := _likeness(entry, line, weights))
    ]
    found: dict[int, int] = {}
    taken: set[int] = set()
    for _, _, at, place in sorted(scores, reverse=True):
        if at not in found and place not in taken:
            found[at] = place
            taken.add(place)
    return found


def _likeness(entry: _Line, line: _Line, weights: Mapping[str, float]) -> float:
    """How well a line fits an entry: by the same name, by one that holds it, by the share of what tells it from other
    entries; else 0."""
    one, two = entry.name, line.name
    if one == two:
        return 3.0
    if len(one) >= _LEAST and one in two and len(two) - len(one) <= _BEGINNING:
        return 2.0 + len(one) / len(two)
    if not line.alone or len(two) > len(one) + _BEGINNING:
        return 0.0
    blocks = SequenceMatcher(None, one, two, autojunk=False).get_matching_blocks()
    common = sum(weights[character] for block in blocks for character in one[block.a : block.a + block.size])
    whole = sum(weights[character] for character in one)
    return common / whole if whole and common >= ALIKE * whole else 0.0


def _by_number(entries: Sequence[_Line], above: Sequence[int], lines: Sequence[_Line], found: dict[int, int]) -> None:
    """Entries that no name was found for, as the heading of their number below what they stand below, which is no
    other entry."""
    taken = set(found.values())
    for at, entry in enumerate(entries):
        if at in found or not entry.style or (above[at] >= 0 and above[at] not in found):
            continue
        begin = found[above[at]] if above[at] >= 0 else -1
        after = [found[one] for one in range(at + 1, len(entries)) if one in found and above[one] == above[above[at]]]
        end = min((place for place in after if place > begin), default=len(lines)) if begin >= 0 else len(lines)
        free = (
            place
            for place in range(begin + 1, end)
            if place not in taken and (lines[place].style, lines[place].ordinal) == (entry.style, entry.ordinal)
        )
        place = next(free, None)
        if place is not None:
            found[at] = place
            taken.add(place)


def schema(pack: Pack) -> dict[str, Schema]:
    """The kind `announced`."""
    return {
        "announced": Schema(
            "a part that the table of contents announces", {"found": "boolean", "text": "string", "unread": "boolean"}
        )
    }
