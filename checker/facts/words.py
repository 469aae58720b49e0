"""Which words a text among the values of a fact can be: ids of the pack's forms, and words that the facts have.

A rule that compares such a value with another word never holds, or always: it is a slip of the pen.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import get_args

from checker.fact import Schema
from checker.pack.model import CellRead
from checker.pack.pack import FormTable, Pack

ROLES = ("report", "plan", "above", "prior", "part")
"""The roles that documents of a dossier can have whatever the pack."""
OWN: Mapping[str, Mapping[str, tuple[str, ...]]] = {
    "dated": {"by": ("published", "signed")},
    "label": {"axis": ("block", "row", "column")},
    "cell": {"read": get_args(CellRead)},
    "whole": {"read": get_args(CellRead)},
    "commitment": {"comparison": (">=", ">", "==", "<=", "<")},
    "citation": {"fault": ("title", "year", "writing", "number")},
}
"""By kind: the words that the facts themselves bring."""

Words = Mapping[str, tuple[str, ...]]
"""By value: all that it can be."""


def words(pack: Pack, schemas: Mapping[str, Schema]) -> dict[str, Words]:
    """By kind the words of each value that has its words from a list; any other text can be anything."""
    forms = [form.spec for form in pack.forms.values()]
    topics = [topic for form in forms for entry in form.outline for topic in entry.topics]
    fields = {name: field for form in forms for name, field in form.fields.items()}
    tables = [table for form in pack.forms.values() for table in form.tables.values()]
    roles = _once((*ROLES, *pack.spec.documents))
    always: Words = {
        "role": roles,
        "form": tuple(pack.forms),
        "level": tuple(dict.fromkeys(level.id for level in pack.spec.levels)),
        "section": ("preamble", *_once(entry.id for form in forms for entry in form.outline)),
        "table": _once(table.id for table in tables),
    }
    of_topics = {"topic": _once(topic.id for topic in topics), "group": _once(topic.group for topic in topics)}
    of_fields = {"field": tuple(fields), "group": _once(field.group for field in fields.values())}
    all_tables = _labels(tables)
    measures = tuple(pack.figures.measures)
    result: dict[str, Words] = {}
    for kind, schema in schemas.items():
        own = {**always, **OWN.get(kind, {})}
        name, _, axis = kind.partition(".")
        if axis:
            own |= _labels([table for table in tables if table.id == name])
        elif kind in ("cell", "whole", "label"):
            own |= all_tables
        elif kind == "topic":
            own |= of_topics
        elif schema.keys == ("field",) or kind == "particulars":
            own |= of_fields
        own |= {"written_on": always["form"]} if kind == "document" else {}
        own |= {"partner": roles} if kind == "partner" else {}
        own |= {"measure": measures} if measures else {}
        result[kind] = {value: some for value, some in own.items() if some and schema.values.get(value) == "string"}
    return result


def likely(pack: Pack, schemas: Mapping[str, Schema]) -> dict[str, Words]:
    """By kind the ids of values that can be labels of the document as well: rows and groups of open tables."""
    tables = [table for form in pack.forms.values() for table in form.tables.values()]
    result: dict[str, Words] = {}
    for kind, schema in schemas.items():
        name, _, axis = kind.partition(".")
        some = [table for table in tables if table.id == name] if axis else tables
        if not (axis or kind in ("cell", "whole", "label")) or not any(table.open for table in some):
            continue
        own: Words = {
            "row": _once(row.id for table in some for row in table.rows()),
            "group": _once(group.id for table in some for group in table.groups),
        }
        result[kind] = {value: ids for value, ids in own.items() if ids and schema.values.get(value) == "string"}
    return result


def _labels(tables: list[FormTable]) -> Words:
    """The ids of rows and columns. Where a table is open, rows are called what the document calls them."""
    rows = _once(row.id for table in tables for row in table.rows())
    columns = _once(column.id for table in tables for column in table.columns())
    blocks = _once(f"block_{block.index + 1}" for table in tables for block in table.blocks if block.title)
    is_open = any(table.open for table in tables)
    return {"row": () if is_open else rows, "column": columns, "label": (*blocks, *_once((*rows, *columns)))}


def _once(some: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(some))
