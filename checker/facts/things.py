"""Which thing a fact is about: the values that name it, and whether more than one of that name may stand in a document.

This is the identity of a finding. It is never a value that a correction changes, nor the section: text may move.
"""

from __future__ import annotations

from functools import lru_cache
from typing import Literal

from checker.record import dataclass

Told = Literal["ids", "words", "quote"]
"""What tells things of the same ids apart: nothing (there is one), the words next to it, or these and what it says."""


@dataclass(frozen=True, slots=True)
class Named:
    """The names of the values that say which thing it is, and what tells those apart that have them alike."""

    ids: tuple[str, ...] = ()
    by: Told = "ids"


THINGS: dict[str, Named] = {
    "document": Named(),
    "dated": Named(),
    "outline": Named(),
    "section": Named(("section",)),
    "topic": Named(("section", "topic")),
    "particulars": Named(("group",)),
    "table": Named(("table",)),
    "label": Named(("table", "axis", "label")),
    "cell": Named(("table", "group", "row", "column")),
    "whole": Named(("table", "group", "row", "column")),
    "heading": Named(("section",)),
    "numbering": Named(("style", "title"), "words"),
    "figure": Named(("measure",), "words"),
    "growth": Named(("measure",), "words"),
    "measure": Named(("measure",)),
    "parts": Named((), "words"),
    "rate": Named((), "words"),
    "balance": Named((), "words"),
    "citation": Named((), "quote"),
    "addition": Named(("called",), "words"),
    "code": Named(("code",)),
    "announced": Named((), "quote"),
    "repetition": Named((), "quote"),
    "partner": Named(("partner",)),
    "choice": Named(("partner", "unit")),
    "commitment": Named(("text",)),
    "followup": Named(("text",)),
    "overlap": Named(),
    "alike": Named(("organs",)),
    "unit": Named(("unit",)),
}
"""By kind of fact; of kinds that the packs make, see `named`."""


@lru_cache(maxsize=1024)
def named(kind: str) -> Named:
    """What says which thing a fact of a kind is about."""
    if kind in THINGS:
        return THINGS[kind]
    if kind.startswith("mention."):
        return Named((), "quote")
    axis = kind.partition(".")[2]
    if not axis:  # a particular under its own name
        return Named(("field",))
    return Named(("column", "block")) if axis == "column" else Named(("row", "group"))
