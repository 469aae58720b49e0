"""Facts about a report and the one of the year before: text taken over, problems not taken up."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING

from checker.document import Document, Location
from checker.expression import Value
from checker.fact import Fact, Schema
from checker.pack.pack import Pack
from checker.reading.reading import Passage, Reading
from checker.text.normalize import comparable
from checker.text.sentences import sentences

if TYPE_CHECKING:
    from checker.commitments import Vocabulary

PRIOR = "prior"
PASSAGES = 12
"""Passages of an overlap that a finding shows; the share tells of all."""
FEWEST = 2
"""Words of its own that a problem must have to be looked for."""


def extract(readings: Mapping[str, list[Reading]]) -> Iterator[Fact]:
    """An `overlap` fact with last year's report, `followup` facts for the problems it stated."""
    for report in readings.get("report", [])[:1]:
        for prior in readings.get(PRIOR, [])[:1]:
            values = {**report.common(), "other_organ": prior.identity.organ or prior.document.path}
            fixed = report.pack.vocabulary.get("fixed_wording", [])
            yield overlap_fact("overlap", prior.document, report.document, values, fixed)
            yield from _followups(prior, report)


def overlap_fact(kind: str, other: Document, own: Document, values: Mapping[str, Value], fixed: Sequence[str]) -> Fact:
    """How much of a report's own text stands in another; places of the longest passages, in both.

    `values` are those that the fact carries of its document, and `other_organ`.
    """
    from checker.text.overlap import overlap

    found = overlap(other, own, fixed)
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


def _followups(prior: Reading, report: Reading) -> Iterator[Fact]:
    """Each problem that last year's report stated, with the sentence of this year's that takes it up."""
    settings = report.pack.spec.settings.get("followup", {})
    if not report.pack.vocabulary or not settings:
        return
    from checker.commitments import load_vocabulary

    vocabulary = load_vocabulary(report.pack.vocabulary)
    section = str(settings["section"])
    cues = [str(cue) for cue in settings["problems"]]
    ahead = [str(cue) for cue in settings.get("not", [])]
    said = [
        concepts for passage in report.passages if passage.cell is None for concepts in _sentences(passage, vocabulary)
    ]
    for passage in prior.within(section):
        string = passage.text.string
        for begin, end in sentences(string):
            plain = comparable(string[begin:end]).string
            if not any(cue in plain for cue in cues) or any(cue in plain for cue in ahead):
                continue
            wanted = _concepts(plain, vocabulary)
            if len(wanted) < FEWEST:
                continue
            share = max((len(wanted & there) / len(wanted) for there in said), default=0.0)
            place = report.point(section)
            values: dict[str, Value] = {
                **report.common(),
                "text": string[begin:end].strip(),
                "share": round(share * 100),
                "taken_up": share * 100 >= float(settings["share"]),
            }
            there_at = prior.document.locate(passage.block, begin, end, passage.cell, section=section)
            yield Fact(
                "followup", report.role, report.document.path, values, place, {"taken_up": place, "text": there_at}
            )


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
                "other_organ": "string",
                "longest": "string",
            },
        ),
        "followup": Schema(
            "a problem that last year's report stated", {"text": "string", "taken_up": "boolean", "share": "integer"}
        ),
    }
