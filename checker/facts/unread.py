"""Facts about what is not there where a part of the document was not read: their value `unread`, what it touches."""

from __future__ import annotations

from checker.fact import Fact
from checker.messages import Message

SEEN: dict[str, tuple[str, ...]] = {
    "document": ("titled", "proper"),
    "dated": ("found",),
    "section": ("found", "characters", "pictures"),
    "topic": ("found",),
    "field": ("found",),
    "particulars": ("missing",),
    "table": ("found", "section_found", "pictures", "rows_found", "rows_missing"),
    "label": ("found",),
    "announced": ("found",),
    "commitment": ("answered",),
}
"""By kind of fact, the values that only say what was seen; kinds that a pack makes itself, see `seen`."""


def seen(kind: str, keys: tuple[str, ...]) -> tuple[str, ...]:
    """The values of a kind that may be otherwise where a part of the document was not read."""
    if kind.startswith("mention."):
        return ("found", "count")
    if kind.startswith("element."):
        return ("found",)
    return SEEN.get("field" if keys == ("field",) else kind, ())


def noted(fact: Fact, parts: tuple[Message, ...]) -> Fact:
    """The fact with the unread parts that may hold what it says is not there; none for what was found."""
    values = {**fact.values, "unread": bool(parts)}
    return Fact(
        fact.kind, fact.role, fact.path, values, fact.place, fact.places, fact.labels, fact.issuer, parts, fact.parts
    )
