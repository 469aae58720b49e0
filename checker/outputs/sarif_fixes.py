"""Corrections as SARIF has them (2.1.0, 3.55): in files of text alone, where a region holds the very characters."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from checker.audit.audit import Run
from checker.audit.corrections import corrections, single
from checker.document import Document, Location
from checker.finding import Correction, Finding

TEXT = "txt"
"""The format whose lines are those of the file; in a page or in Markdown a character may be written with several."""


def wanted(run: Run, documents: Mapping[str, Document]) -> set[Correction]:
    """The corrections that no other one contradicts, of files of text."""
    paths = (path for path, document in documents.items() if document.format == TEXT)
    return {one for path in paths for one in corrections(run, path)}


def fixes(
    finding: Finding,
    allowed: set[Correction],
    documents: Mapping[str, Document],
    artifact: Callable[[Location], dict[str, Any]],
) -> list[dict[str, Any]]:
    """The one fix of a finding, which puts all its places right; none where one of them is no region of a file.

    `artifact` is how the log calls the file of a place.
    """
    changes = [one.correction for one in single(finding)]
    made = [one for one in changes if one is not None and one in allowed]
    regions = [_region(one.at, documents) for one in made]
    if not made or len(made) < len(changes) or None in regions:
        return []
    by_file: dict[str, dict[str, Any]] = {}
    for one, region in zip(made, regions, strict=True):
        change = by_file.setdefault(one.at.path, {"artifactLocation": artifact(one.at), "replacements": []})
        change["replacements"].append({"deletedRegion": region, "insertedContent": {"text": one.becomes}})
    return [{"artifactChanges": list(by_file.values())}]


def _region(at: Location, documents: Mapping[str, Document]) -> dict[str, Any] | None:
    """Where the characters of a place stand in its file, one after the other on one line; None where they do not."""
    if at.block is None or at.start is None or not at.text:
        return None
    text = documents[at.path].text_at(at.block, at.cell)
    places = [text.place(number, number + 1) for number in range(at.start, at.start + len(at.text))]
    line, char = places[0].line, places[0].char
    if line is None or char is None:
        return None
    if any((place.line, place.char) != (line, char + number) for number, place in enumerate(places)):
        return None
    return {"startLine": line, "startColumn": char, "endLine": line, "endColumn": char + len(at.text)}
