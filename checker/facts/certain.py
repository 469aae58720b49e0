"""Which values are never unknown while the thing that a fact is about is there.

A rule over these alone is always decided, so its tests need no case that a person must decide.
"""

from __future__ import annotations

from checker.facts.unread import seen

CERTAIN: dict[str, tuple[str, ...]] = {
    "document": ("titled", "foreign_labels", "proper", "sections", "whole"),
    "dated": ("found",),
    "section": ("section", "title", "required", "found", "titled", "in_order", "characters", "pictures", "heading"),
    "topic": ("topic", "title", "section", "group", "found"),
    "topics": ("group", "section", "found", "missing", "characters"),
    "field": ("field", "title", "group", "found", "text"),
    "particulars": ("group", "present", "missing"),
    "outline": ("extra", "present"),
    "table": (
        "table",
        "title",
        "found",
        "required",
        "section",
        "section_found",
        "pictures",
        "in_place",
        "rows_found",
        "rows_missing",
        "cells",
        "filled",
        "added_rows",
        "added_columns",
        "merged_cells",
        "as_form",
        "added",
    ),
    "label": ("table", "axis", "label", "expected", "found", "required", "exact", "in_place", "cut", "cells", "filled"),
    "cell": (
        "table",
        "row",
        "column",
        "named",
        "group",
        "there",
        "stated_none",
        "whole",
        "unit",
        "sign",
        "approximate",
        "remark",
        "wide",
        "ticked",
        "read",
    ),
    "figure": (
        "title",
        "says",
        "unit",
        "there",
        "approximate",
        "quantity",
        "status",
        "by",
        "elsewhere",
        "scope",
        "text",
        "sure",
    ),
    "growth": ("measure", "title", "tolerance", "text"),
    "measure": ("measure", "title"),
    "parts": ("total", "parts", "count", "unit", "complete", "near", "list"),
    "rate": ("rate_of", "stated", "worked", "holds", "text"),
    "balance": ("left", "right", "holds", "text", "sum_left", "sum_right"),
    "paragraph": ("element", "text", "rank", "laid_out"),
    "page_number": ("found", "both_sides", "laid_out"),
    "numbering": ("style", "ordinal", "expected", "top", "title", "section", "text"),
    "addition": ("stated", "added", "tolerance", "count", "called", "text"),
    "code": ("code", "called", "usual", "times", "several"),
    "announced": ("found", "text"),
    "repetition": ("found", "text"),
    "commitment": ("number", "topic", "text", "counted", "deliverable", "answered", "unsure", "comparison"),
    "overlap": ("share", "characters", "passages", "other"),
    "alike": ("share", "characters", "passages", "other", "own", "reports"),
    "followup": ("text", "taken_up", "share"),
    "whole": ("parts", "with_figure", "complete"),
    "unit": ("unit", "found", "nameless"),
    "partner": ("document", "told_by"),
    "choice": ("among", "documents", "why", "decided"),
}
"""By kind of fact; of kinds that a pack makes itself, see `certain`."""


def certain(kind: str, keys: tuple[str, ...]) -> tuple[str, ...]:
    """The values of a kind that are never unknown; the values that tell facts of a kind apart never are."""
    if kind.startswith("mention."):
        return ("role", *keys, "text", "found", "count", "unread")
    if kind.startswith("element."):
        return ("role", "text", "found", "laid_out", "unread")
    named = "field" if keys == ("field",) else kind
    unread = ("unread",) if seen(kind, keys) else ()
    rows = ("row", "named", "group", "code", "parent", "depth") if "." in kind else ()
    return tuple(dict.fromkeys(("role", *keys, *rows, *CERTAIN.get(named, ()), *unread)))
