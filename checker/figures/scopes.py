"""Whose figure it is: one of the organ's own level or of a region need not be what the organ's tables state."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from checker.figures.figure import Figure
from checker.figures.tie import AGREE, hushed
from checker.reading.reading import Reading

TELLING = 10
"""A figure of the region that is at least so great and agrees shows that the tables are those of the region."""


def scoped(figures: Sequence[Figure], reading: Reading) -> list[Figure]:
    """The figures, those of another scope than the tables without an accusation."""
    made: list[Figure] = []
    shown: set[str] = set()
    for figure in figures:
        number = figure.frame.number
        if figure.frame.scope and figure.tie.status == AGREE and number is not None and number.value >= TELLING:
            shown.add(figure.frame.scope)
    for figure in figures:
        scope = figure.frame.scope
        if scope and scope not in shown and elsewhere(scope, reading):
            figure = replace(figure, tie=hushed(figure.tie, "another scope"))
        made.append(figure)
    return made


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
    return reach == "part"
