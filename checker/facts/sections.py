"""Facts about the outline: each section that the form names, found or not, and what it must speak of."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Collection, Iterable, Iterator, Sequence
from functools import cached_property
from operator import itemgetter

from checker.expression import Unknown, Value
from checker.fact import Fact, Schema
from checker.facts.unread import noted
from checker.pack.model import SectionSpec
from checker.pack.pack import Pack
from checker.reading import gaps
from checker.reading.fields import signature_spots
from checker.reading.headings import is_contents_line
from checker.reading.outline import saying
from checker.reading.reading import Passage, Reading, Spot
from checker.text.patterns import compiled, occurring


def extract(reading: Reading) -> Iterator[Fact]:
    """A `section` fact for each entry of the outline, a `topic` fact for each topic of a section found."""
    if reading.form is None:
        return
    outline = reading.form.spec.outline
    ranks = {entry.id: index for index, entry in enumerate(outline)}
    kept = _longest_rising([ranks[span.id] for span in reading.sections])
    in_order = {span.id for position, span in enumerate(reading.sections) if position in kept}
    signature = signature_spots(reading)
    spoken = _Spoken(reading, outline)
    for entry in outline:
        span = reading.by_id.get(entry.id)
        content = [passage for passage in reading.within(entry.id) if passage.spot not in signature]
        size = sum(len(passage.plain.string) for passage in content)
        values: dict[str, Value] = {
            **reading.common(),
            "section": entry.id,
            "title": entry.title,
            "required": entry.required,
            "found": span is not None,
            "titled": span.titled if span else Unknown("absent"),
            "in_order": span.id in in_order if span else Unknown("absent"),
            "characters": size if span else Unknown("absent"),
            "pictures": _pictures(reading, entry.id),
            "heading": span.heading[0].plain.string[span.heading[1] : span.heading[2]] if span else Unknown("absent"),
        }
        place = (
            reading.locate(span.heading[0], span.heading[1], span.heading[2], section=entry.id)
            if span
            else reading.point(entry.id)
        )
        section = Fact("section", reading.role, reading.document.path, values, place, labels={"section": entry.title})
        shown = span is not None and (size or values["pictures"])
        yield noted(section, () if shown else gaps.within(reading, (entry.id,)) if span else gaps.anywhere(reading))
        heard = spoken.heard(content) if span and entry.topics else ()
        for topic in entry.topics if span else ():
            hit = spoken.first(topic.any, spoken.outside(topic.but) if topic.anywhere else heard)
            told = Fact(
                "topic",
                reading.role,
                reading.document.path,
                {
                    **reading.common(),
                    "topic": topic.id,
                    "title": topic.title,
                    "section": entry.id,
                    "group": topic.group,
                    "found": hit is not None,
                },
                reading.locate(hit[0], *hit[1]) if hit else place,
                labels={"topic": topic.title, "section": entry.title},
            )
            sections = ("preamble", *reading.by_id) if topic.anywhere else (entry.id,)
            yield noted(told, () if hit else gaps.within(reading, sections))


def _beginnings(reading: Reading) -> Sequence[tuple[Spot, str]]:
    """Where headings stand that say what a section is called, in reading order, each with the section; a section may
    have a second one further down, as what else there is to explain behind the tables."""
    outline = reading.form.spec.outline if reading.form else ()
    lines = [line for line in reading.headings if line.passage.cell is None and not is_contents_line(line)]
    said = zip(outline, saying(outline, lines), strict=True)
    return sorted((line.spot, entry.id) for entry, found in said for line in found)


def _section_of(reading: Reading, begins: Sequence[tuple[Spot, str]], spot: Spot) -> str | None:
    """The section that a spot lies in, be it below its second heading."""
    section = reading.section_at(spot)
    span = reading.by_id.get(section or "")
    at = bisect_right(begins, spot, key=itemgetter(0))
    return begins[at - 1][1] if span and at and begins[at - 1][0] >= span.begin else section


_Heard = Sequence[tuple[Passage, frozenset[int]]]
"""Passages in which patterns may occur, each with the places of these."""


class _Spoken:
    """What the passages of a document speak of, of all that the topics of its form ask for."""

    def __init__(self, reading: Reading, outline: Iterable[SectionSpec]) -> None:
        self._reading = reading
        asked = (pattern for entry in outline for topic in entry.topics for pattern in topic.any)
        self._patterns = tuple(dict.fromkeys(asked))
        self._places = {pattern: place for place, pattern in enumerate(self._patterns)}
        self._every = frozenset(range(len(self._patterns)))
        self._occurring: dict[str, frozenset[int]] = {}

    def outside(self, but: Collection[str]) -> _Heard:
        """Those of the whole document but for some sections."""
        return [one for one, section in self._anywhere if section not in but]

    @cached_property
    def _anywhere(self) -> Sequence[tuple[tuple[Passage, frozenset[int]], str | None]]:
        """Those of the whole document, each with the section that it lies in."""
        begins = _beginnings(self._reading)
        heard = self.heard(self._reading.passages)
        return [(one, _section_of(self._reading, begins, one[0].spot)) for one in heard]

    def heard(self, passages: Iterable[Passage]) -> _Heard:
        """Those of some passages that may speak of anything asked for."""
        likely: list[tuple[Passage, frozenset[int]]] = []
        for passage in passages:
            text = passage.plain.string
            found = self._occurring.get(text)
            if found is None:
                found = self._occurring[text] = self._every.intersection(occurring(self._patterns, text))
            if found:
                likely.append((passage, found))
        return likely

    def first(self, patterns: Iterable[str], heard: _Heard) -> tuple[Passage, tuple[int, int]] | None:
        """The first passage in which one of the patterns is found, and where; an earlier pattern before a later one."""
        for pattern in patterns:
            place = self._places[pattern]
            for passage, found in heard:
                match = compiled(pattern).search(passage.plain.string) if place in found else None
                if match:
                    return passage, match.span()
        return None


def _pictures(reading: Reading, section: str) -> int:
    from checker.document import Picture

    span = reading.by_id.get(section)
    if span is None:
        return 0
    return sum(
        isinstance(block, Picture) and span.begin <= Spot(index) < span.end
        for index, block in enumerate(reading.document.blocks)
    )


def _longest_rising(ranks: list[int]) -> set[int]:
    """Positions of a longest rising subsequence: what stands outside it is out of order."""
    tails: list[int] = []
    at: list[int] = []
    back: list[int] = []
    for position, rank in enumerate(ranks):
        slot = bisect_left(tails, rank)
        back.append(at[slot - 1] if slot else -1)
        if slot == len(tails):
            tails.append(rank)
            at.append(position)
        else:
            tails[slot], at[slot] = rank, position
    kept: set[int] = set()
    position = at[-1] if at else -1
    while position >= 0:
        kept.add(position)
        position = back[position]
    return kept


def schema(pack: Pack) -> dict[str, Schema]:
    """The kinds of fact that an outline gives."""
    return {
        "section": Schema(
            "a section that the form names",
            {
                "section": "string",
                "title": "string",
                "required": "boolean",
                "found": "boolean",
                "titled": "boolean",
                "in_order": "boolean",
                "characters": "integer",
                "pictures": "integer",
                "heading": "string",
                "unread": "boolean",
            },
            ("section",),
        ),
        "topic": Schema(
            "something that a section must speak of",
            {
                "topic": "string",
                "title": "string",
                "section": "string",
                "group": "string",
                "found": "boolean",
                "unread": "boolean",
            },
            ("topic",),
        ),
    }
