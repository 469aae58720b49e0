"""What a changed pack newly finds, no longer finds, or finds otherwise, document by document."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from checker.check import Checker, Dossier
from checker.document import Document
from checker.finding import Finding
from checker.pack.pack import Pack
from checker.record import dataclass

Spot = tuple[object, ...]
"""The rule of a finding, without its pack, and the place where it stands."""


@dataclass(frozen=True, slots=True)
class Impact:
    """On one document. `changed` holds before and after; `same` counts what stays as it was."""

    path: str
    new: tuple[Finding, ...]
    gone: tuple[Finding, ...]
    changed: tuple[tuple[Finding, Finding], ...]
    same: int
    recognised: tuple[bool, bool]


def impacts(documents: Iterable[Document], base: Pack, changed: Pack, lang: str) -> Iterator[Impact]:
    """The impact on each document, every one a dossier of its own."""
    checkers = Checker([base], lang), Checker([changed], lang)
    for document in documents:
        before, after = (_found(checker, document) for checker in checkers)
        recognised = before is not None, after is not None
        yield compared(document.path, before or (), after or (), recognised)


def compared(
    path: str, before: Iterable[Finding], after: Iterable[Finding], recognised: tuple[bool, bool] = (True, True)
) -> Impact:
    """The findings of a document by one pack and by another."""
    old, new = _by_spot(before), _by_spot(after)
    both = [(old[spot], new[spot]) for spot in old if spot in new]
    other = [pair for pair in both if _said(pair[0]) != _said(pair[1])]
    return Impact(
        path,
        tuple(finding for spot, finding in new.items() if spot not in old),
        tuple(finding for spot, finding in old.items() if spot not in new),
        tuple(other),
        len(both) - len(other),
        recognised,
    )


def _found(checker: Checker, document: Document) -> tuple[Finding, ...] | None:
    reading = checker.recognise(document)
    return None if reading is None else checker.check(Dossier((reading,))).findings


def _by_spot(findings: Iterable[Finding]) -> dict[Spot, Finding]:
    found: dict[Spot, Finding] = {}
    for finding in findings:
        place = finding.locations[0]
        spot: Spot = (
            finding.rule.rpartition("/")[2],
            place.block,
            place.cell,
            place.start,
            place.section,
            place.table,
            place.row,
            place.column,
        )
        while spot in found:
            spot = (*spot, "again")
        found[spot] = finding
    return found


def _said(finding: Finding) -> tuple[object, ...]:
    return finding.verdict, finding.severity, finding.message
