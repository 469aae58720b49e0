"""One cause, one finding: what follows from a finding is told with it, and not beside it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from checker.document import Location
from checker.finding import Consequence, Finding, Verdict
from checker.judging.causes import Draft, causing
from checker.judging.judge import Judged
from checker.judging.operands import missing_names


def parted(made: Sequence[Draft], failed: Mapping[str, Sequence[Finding]]) -> tuple[list[Draft], list[Draft]]:
    """The drafts to be told, each with what follows from it, and those that are told under another.

    A cause may follow from another itself: what is kept quiet stands under the first that is told.
    """
    cells = _troubled_cells(made)
    above = {
        id(finding): cause
        for one, finding in made
        for cause in (*causing(finding, one.rule.causes, failed), *_unknown_for(one, finding, cells))[:1]
    }
    under: dict[int, list[Finding]] = {}
    for _, finding in made:
        if id(finding) in above:
            under.setdefault(id(_first(finding, above)), []).append(finding)
    told = [(one, _with(finding, under.get(id(finding), ()))) for one, finding in made if id(finding) not in above]
    return told, [(one, finding) for one, finding in made if id(finding) in above]


def _troubled_cells(made: Sequence[Draft]) -> dict[tuple[object, ...], Finding]:
    """By document, block and cell, the finding that says what is wrong with what is written there, or may be."""
    found: dict[tuple[object, ...], Finding] = {}
    for one, finding in made:
        at = finding.locations[0] if finding.locations else None
        if at is not None and at.cell is not None and (finding.verdict is Verdict.FAIL or one.fact.kind == "cell"):
            found.setdefault((at.path, at.block, at.cell), finding)
    return found


def _unknown_for(one: Judged, finding: Finding, cells: Mapping[tuple[object, ...], Finding]) -> list[Finding]:
    """The findings on the cells for whose sake a rule was not decided: a word, or nothing, where a figure belongs.

    Whatever rule wants the figure, it is the cell that is to be mended.
    """
    if one.verdict is not Verdict.REVIEW:
        return []
    places = (one.places.get(name) for name in missing_names(one.rule, one.values))
    found = (cells.get((at.path, at.block, at.cell)) for at in places if at is not None and at.cell is not None)
    return [cause for cause in found if cause is not None and cause is not finding]


def _first(finding: Finding, above: Mapping[int, Finding]) -> Finding:
    """Where the causes of a finding begin; rules that name each other end where they would go round."""
    seen = {id(finding)}
    while id(finding) in above and id(above[id(finding)]) not in seen:
        finding = above[id(finding)]
        seen.add(id(finding))
    return finding


def _with(finding: Finding, under: Iterable[Finding]) -> Finding:
    made = tuple(Consequence(one.rule, one.title, one.locations[0] if one.locations else Location("")) for one in under)
    return replace(finding, consequences=made) if made else finding
