"""Verdicts that rest on text which was not read with certainty: they are for a person to look at."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace

from checker.document import SURE, Document, GlyphRun
from checker.finding import Verdict
from checker.judging.judge import Judged
from checker.judging.operands import places_of, used_names


def with_doubt(judged: Iterable[Judged], documents: Iterable[Document]) -> list[Judged]:
    """The verdicts, with those marked that rest on uncertain text: hardly visible, or recognised by somebody else."""
    unsure = {document.path: document for document in documents if _is_unsure(document)}
    if not unsure:
        return list(judged)
    return [
        replace(one, doubtful=True) if one.verdict is Verdict.FAIL and _rests_on_doubt(one, unsure) else one
        for one in judged
    ]


def _is_unsure(document: Document) -> bool:
    return any(
        isinstance(run, GlyphRun) and run.confidence < SURE for _, _, text in document.texts() for run in text.runs
    )


def _rests_on_doubt(one: Judged, unsure: Mapping[str, Document]) -> bool:
    used = used_names(one.rule, one.values, one.rule.expect.sides(one.values), ())
    for place in places_of(one, used, ()):
        document = unsure.get(place.path)
        if document is None:
            continue
        if place.block is None or place.start is None or place.end is None or place.start == place.end:
            return True  # what is missing may be there, not made out
        if document.text_at(place.block, place.cell).confidence(place.start, place.end) < SURE:
            return True
    return False
