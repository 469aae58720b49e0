"""Whose figure it is: one of the organ's own level or of a region need not be what the organ's tables state."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal

from checker.expression import Unknown
from checker.figures.figure import Figure
from checker.figures.tie import AGREE, DIFFER, NO_COUNTERPART, UNCLEAR, Tie, Ties
from checker.reading.reading import Reading

ANOTHER = "another scope"
TELLING = 10
"""A figure of the region that is at least so great and agrees shows that the tables are those of the region."""


def scoped(figures: Sequence[Figure], ties: Ties) -> list[Figure]:
    """The figures, those of another scope than the tables without an accusation."""
    if not any(figure.frame.scope for figure in figures):
        return list(figures)
    reading = ties.reading
    agreeing = [figure for figure in figures if figure.tie.status == AGREE and figure.frame.number is not None]
    shown = {figure.frame.scope for figure in agreeing if _value(figure) >= TELLING}
    whole = {figure.tie.measure for figure in agreeing if not _apart(figure, reading)}
    return [
        replace(figure, tie=_told(figure.tie, figure.tie.measure in whole))
        if _apart(figure, reading) and figure.frame.scope not in shown and figure.tie.status != AGREE
        else figure
        for figure in figures
    ]


def _apart(figure: Figure, reading: Reading) -> bool:
    return bool(figure.frame.scope) and elsewhere(figure.frame.scope, reading)


def _value(figure: Figure) -> int | Decimal:
    return figure.frame.number.value if figure.frame.number is not None else 0


def _told(tie: Tie, part: bool) -> Tie:
    """What is known of a figure of another scope: nothing where the paragraph tells the whole as well."""
    if part:
        return Tie(NO_COUNTERPART, why="a part of what is told")
    status = UNCLEAR if tie.status == DIFFER else tie.status
    return replace(tie, status=status, holds=Unknown("unreadable"), why=ANOTHER if tie.places else tie.why)


def elsewhere(scope: str, reading: Reading) -> bool:
    """Whether a scope is another than that of the tables: a part of what a government reports on, or more than an organ."""
    reach, _, rest = scope.partition(":")
    levels, _, word = rest.partition(":")
    if levels and reading.identity.level not in levels.split("|"):
        return False
    if reach == "region":
        organ = reading.identity.organ or ""
        for filler in reading.pack.spec.issuers.fillers:
            organ = organ.removesuffix(filler)
        return bool(organ) and not organ.endswith(word[-1:])
    return reach in ("part", "beyond")
