"""Facts about a report and the one of the year before: text taken over, problems not taken up."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from checker.document import Document, Location
from checker.expression import Value
from checker.fact import Fact, Schema
from checker.pack.pack import Pack
from checker.reading.reading import Passage, Reading
from checker.text.normalize import comparable
from checker.text.patterns import compiled
from checker.text.sentences import sentences

if TYPE_CHECKING:
    from checker.commitments import Vocabulary
    from checker.text.overlap import Streams

PRIOR = "prior"
PASSAGES = 12
"""Passages of an overlap that a finding shows; the share tells of all."""
_YEARS = re.compile(r"(20[0-9]{2})年")
FEWEST = 2
"""Words of its own that a problem must have to be looked for."""


def extract(readings: Mapping[str, list[Reading]]) -> Iterator[Fact]:
    """An `overlap` fact with last year's report, `followup` facts for the problems it stated."""
    for report in readings.get("report", [])[:1]:
        for prior in readings.get(PRIOR, [])[:1]:
            values = {**report.common(), "other_organ": prior.identity.organ or prior.document.path}
            yield overlap_fact("overlap", prior.document, report.document, values, report.pack)
            yield from _followups(prior, report)


def overlap_fact(
    kind: str,
    other: Document,
    own: Document,
    values: Mapping[str, Value],
    pack: Pack,
    streams: Streams | None = None,
) -> Fact:
    """How much of a report's own text stands in another; places of the longest passages, in both.

    `values` are those that the fact carries of its document, and `other_organ`. `streams` hold the own text of
    documents that are compared with several.
    """
    from checker.text.overlap import overlap

    found = overlap(other, own, *common_wording(pack), streams=streams)
    longest = sorted(found.passages, key=lambda passage: -passage.length)[:PASSAGES]
    places: dict[str, Location] = {}
    for index, passage in enumerate(longest):
        places[f"passage_{index + 1}"] = own.locate(*passage.in_b)
        places[f"source_{index + 1}"] = other.locate(*passage.in_a)
    first = places.get("passage_1")
    share: dict[str, Value] = {
        "share": round(found.share * 100),
        "characters": found.own,
        "passages": len(found.passages),
        "other": other.path,
        "longest": first.text or "" if first else "",
    }
    return Fact(kind, str(values["role"]), own.path, {**values, **share}, first or Location(own.path), places)


def common_wording(pack: Pack) -> tuple[Sequence[str], Sequence[str]]:
    """The wording that all reports have, and official texts that they take their words from."""
    return pack.vocabulary.get("fixed_wording", []), pack.spec.settings.get("alike", {}).get("official", [])


def _followups(prior: Reading, report: Reading) -> Iterator[Fact]:
    """Each problem that last year's report stated, with the sentence of this year's that takes it up."""
    settings = report.pack.spec.settings.get("followup", {})
    if not report.pack.vocabulary or not settings:
        return
    from checker.commitments import load_vocabulary

    vocabulary = load_vocabulary(report.pack.vocabulary)
    section = str(settings["section"])
    said = [
        concepts for passage in report.passages if passage.cell is None for concepts in _sentences(passage, vocabulary)
    ]
    for passage, begin, end, plain in _open_problems(prior, section, settings):
        wanted = _concepts(plain, vocabulary)
        if len(wanted) < FEWEST:
            continue
        share = max((len(wanted & there) / len(wanted) for there in said), default=0.0)
        place = report.point(section)
        values: dict[str, Value] = {
            **report.common(),
            "text": passage.text.string[begin:end].strip(),
            "share": round(share * 100),
            "taken_up": share * 100 >= float(settings["share"]),
        }
        there_at = prior.document.locate(passage.block, begin, end, passage.cell, section=section)
        yield Fact("followup", report.role, report.document.path, values, place, {"taken_up": place, "text": there_at})


def _open_problems(
    prior: Reading, section: str, settings: Mapping[str, Any]
) -> Iterator[tuple[Passage, int, int, str]]:
    """The sentences of last year's report that state a problem it left open, each with its comparable text.

    What it tells of improvements, of the problems of earlier years, and of what was mended, is none.
    """
    cues = [str(cue) for cue in settings["problems"]]
    ahead = [str(cue) for cue in settings.get("not", [])]
    closed = [compiled(str(settings[name])) for name in ("past", "mended") if settings.get(name)]
    opens, improves = (compiled(str(settings[name])) if settings.get(name) else None for name in ("opens", "improves"))
    improving = False
    for passage in prior.within(section):
        string = passage.text.string
        for begin, end in sentences(string):
            plain = comparable(string[begin:end]).string
            if improves is not None and improves.search(plain):
                improving = True
            elif opens is not None and opens.search(plain):
                improving = False
            still = _after(plain, [str(word) for word in settings.get("but", [])])
            if improving and still == plain:
                continue
            if not any(cue in still for cue in cues) or any(cue in plain for cue in ahead):
                continue
            if not any(pattern.search(still) for pattern in closed) and not _earlier(still, prior.identity.year):
                yield passage, begin, end, still


def _after(plain: str, turns: Sequence[str]) -> str:
    """What a sentence says after it has turned: 有所改善，但…; the whole of one that does not."""
    at = max((plain.rfind(turn) + len(turn) for turn in turns if turn in plain), default=0)
    return plain[at:]


def _earlier(plain: str, year: int | None) -> bool:
    """Whether a sentence speaks of a year before that of its report, which left its problems behind."""
    named = [int(word) for word in _YEARS.findall(plain)]
    return year is not None and any(one < year for one in named)


def _sentences(passage: Passage, vocabulary: Vocabulary) -> Iterator[frozenset[str]]:
    string = passage.text.string
    for begin, end in sentences(string):
        yield _concepts(comparable(string[begin:end]).string, vocabulary)


def _concepts(plain: str, vocabulary: Vocabulary) -> frozenset[str]:
    """What a sentence speaks of: its words but for those that every report is full of."""
    from checker.commitments.terms import words

    return frozenset(
        word.concept for word in words(plain, vocabulary) if word.text not in vocabulary.generic and len(word.text) > 1
    )


def schema(pack: Pack) -> dict[str, Schema]:
    """The kinds `overlap` and `followup`."""
    return {
        "overlap": Schema(
            "text that stands in last year's report as well",
            {
                "share": "integer",
                "characters": "integer",
                "passages": "integer",
                "other": "string",
                "other_organ": "string",
                "longest": "string",
            },
        ),
        "alike": Schema(
            "text that another unit of the batch has as well",
            {
                "share": "integer",
                "characters": "integer",
                "passages": "integer",
                "other": "string",
                "own_organ": "string",
                "other_organ": "string",
                "organs": "string",
                "longest": "string",
                "own": "boolean",
                "years_apart": "integer",
                "other_year": "integer",
                "reports": "integer",
            },
        ),
        "followup": Schema(
            "a problem that last year's report stated", {"text": "string", "taken_up": "boolean", "share": "integer"}
        ),
    }
