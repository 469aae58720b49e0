"""Figures that a page shows in the fields of a form, one in a cell of a table."""

from __future__ import annotations

from lxml import etree

from adapters.html.content import said

_TYPED = frozenset(("", "text", "number", "tel"))
"""Kinds of input that show what was typed into them."""


def show_typed(root: etree._Element) -> None:
    """Make text of what stands in fields that fill a cell: a field beside words is one to search or to sign in with."""
    for cell in list(root.iter("td", "th")):
        fields = [one for one in cell.iter("input", "textarea") if one.get("type", "").lower() in _TYPED]
        if len(fields) != 1 or said(cell) != (fields[0].text or "").strip():
            continue
        (field,) = fields
        typed = field.get("value", "") if field.tag == "input" else field.text
        if typed and typed.strip():
            field.text, field.tag = typed, "span"
