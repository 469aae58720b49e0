"""What an annotated copy says at a place: notes made from the findings, for any adapter to write."""

from __future__ import annotations

from dataclasses import dataclass

from checker.document import Location
from checker.finding import Severity, Verdict

AUTHOR = "gouji"


@dataclass(frozen=True, slots=True)
class Note:
    """A note at `location`; `related` are the places of the other operands, marked but without a text.

    `lines` is the text, a paragraph each: message, sum, clause, advice, rule. `id` is the fingerprint.
    """

    id: str
    location: Location
    severity: Severity
    verdict: Verdict
    title: str
    lines: tuple[str, ...]
    related: tuple[Location, ...] = ()
