"""Facts about the form's tables: each table, and what it departs in from its form; labels and cells follow it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from checker.document import Location, Picture
from checker.expression import Unknown, Value
from checker.fact import Fact, Schema, ValueType
from checker.facts.cells import figures
from checker.facts.labels import labels
from checker.facts.tablefact import blocks_of, filled, table_fact
from checker.facts.unread import noted
from checker.messages import Message
from checker.pack.pack import FormTable, Label, Pack
from checker.reading import gaps
from checker.reading.apart import in_lines
from checker.reading.matched import TableMatch
from checker.reading.reading import Passage, Reading, Spot
from checker.text.patterns import compiled
from checker.text.units import to_yuan

_TYPES: Mapping[str, ValueType] = {
    "count": "integer",
    "change": "integer",
    "amount": "number",
    "number": "number",
    "text": "string",
    "choice": "string",
    "date": "date",
}


_DEPARTURES = {"row": "added_rows", "column": "added_columns", "cell": "merged_cells"}


def extract(reading: Reading) -> Iterator[Fact]:
    """All facts about tables."""
    if reading.tables_form is None:
        return
    lines = in_lines(reading)
    for name, table in reading.tables_form.tables.items():
        found = reading.tables[name]
        yield _table(reading, table, found, lines)
        if found.found:
            yield from labels(reading, table, found)
            yield from figures(reading, table, found, _unit(reading, found)[1])


def _table(reading: Reading, table: FormTable, found: TableMatch, lines: Mapping[str, Message]) -> Fact:
    """`lines`: the tables that stand in the text as lines only."""
    section = table.spec.section
    seen = [passage for passage in found.cells.values() if passage is not None]
    span = reading.by_id.get(section)
    pictures = sum(
        isinstance(block, Picture) and span is not None and span.begin <= Spot(index) < span.end
        for index, block in enumerate(reading.document.blocks)
    )
    first = min(seen, key=lambda passage: passage.spot) if seen else found.head
    unit, scale = _unit(reading, found)
    at_section = reading.section_at(first.spot) if first else None
    values: dict[str, Value] = {
        "table": table.id,
        "title": table.spec.title,
        "found": found.found,
        "required": table.spec.required,
        "section": section,
        "section_found": span is not None,
        "pictures": pictures,
        "in_place": at_section in (section, None),
        "unit": unit,
        "scale": scale,
        "rows_found": len(found.rows),
        "rows_missing": sum(row.id not in found.rows for row in table.rows()) if table.open != "groups" else 0,
        **filled(reading, table, found, found.cells),
    }
    places: dict[str, Location] = {}
    for axis, name in _DEPARTURES.items():
        own = [one.at for one in found.departures if one.axis == axis]
        values[name] = len(own)
        if own:
            places[name] = reading.locate(own[0], 0, len(own[0].plain.string), table=table.id)
    values["as_form"] = not found.departures
    values["added"] = "、".join(_flat(one.at) for one in found.departures if one.axis != "cell")
    place = (
        reading.locate(first, 0, len(first.plain.string), table=table.id)
        if first
        else reading.point(section, table=table.id)
    )
    fact = table_fact(reading, "table", values, place, labels={"table": table.spec.title}, places=places)
    if found.found:
        return noted(fact, gaps.of_table(reading, blocks_of(found)) if values["rows_missing"] else ())
    sections = (section,) if span else ("preamble", *reading.by_id)
    return noted(fact, (*((lines[table.id],) if table.id in lines else ()), *gaps.within(reading, sections)))


UNIT_BLOCKS = 4
"""Blocks before a table among which the unit of its figures is looked for."""
UNIT_CELLS = 24
"""Cells at the head of a table among which it is looked for."""


def _unit(reading: Reading, found: TableMatch) -> tuple[Value, Value]:
    """The unit of money of a table's figures as it stands by it, the nearest first, and how many yuan it is."""
    assert reading.tables_form is not None
    pattern = reading.tables_form.spec.unit
    blocks = blocks_of(found)
    if not pattern or not blocks:
        return Unknown("absent"), Unknown("absent")
    first = min(blocks)
    near = [passage for passage in reading.passages if first - UNIT_BLOCKS <= passage.block <= first]
    within = [passage for passage in near if passage.block == first][:UNIT_CELLS]
    above = [passage for passage in reversed(near) if passage.block < first]
    for passage in (*within, *above):
        match = compiled(pattern).search(passage.plain.string)
        if match and match.group("unit"):
            yuan = to_yuan(1, match.group("unit"))
            return match.group("unit"), int(yuan) if yuan is not None else Unknown("unreadable", match.group("unit"))
    return Unknown("absent"), Unknown("absent")


def _flat(passage: Passage) -> str:
    return "".join(passage.text.string.split())


def schema(pack: Pack) -> dict[str, Schema]:
    """The kinds of fact that the tables of the pack's forms give."""
    kinds = {
        "table": Schema(
            "a table of the form",
            {
                "table": "string",
                "title": "string",
                "found": "boolean",
                "required": "boolean",
                "section": "string",
                "section_found": "boolean",
                "pictures": "integer",
                "in_place": "boolean",
                "unit": "string",
                "scale": "integer",
                "rows_found": "integer",
                "rows_missing": "integer",
                "cells": "integer",
                "filled": "boolean",
                "added_rows": "integer",
                "added_columns": "integer",
                "merged_cells": "integer",
                "as_form": "boolean",
                "added": "string",
                "unread": "boolean",
            },
            ("table",),
        ),
        "label": Schema(
            "a label of a table: block, row or column",
            {
                "table": "string",
                "axis": "string",
                "label": "string",
                "expected": "string",
                "found": "boolean",
                "required": "boolean",
                "exact": "boolean",
                "in_place": "boolean",
                "cut": "boolean",
                "cells": "integer",
                "filled": "boolean",
                "text": "string",
                "unread": "boolean",
            },
            ("table", "axis", "label"),
        ),
        "cell": Schema(
            "a figure of a table",
            {
                "table": "string",
                "row": "string",
                "column": "string",
                "named": "boolean",
                "group": "string",
                "there": "boolean",
                "blank": "boolean",
                "stated_none": "boolean",
                "number": "boolean",
                "whole": "boolean",
                "value": _one([*_cell_types(pack), "number"]),
                "yuan": "number",
                "called": "string",
                "unit": "string",
                "sign": "string",
                "approximate": "boolean",
                "remark": "string",
                "wide": "boolean",
                "ticked": "integer",
                "read": "string",
                "text": "string",
            },
            ("table", "row", "column"),
        ),
    }
    for form in pack.forms.values():
        for name, table in form.tables.items():
            ids: dict[str, ValueType] = {"row": "string"}
            if table.open:
                ids.update(named="boolean", group="string")
            if table.spec.codes:
                ids.update(code="string", parent="string", depth="integer")
            if table.open == "groups":
                for row in table.rows():
                    held = {column.id: _type(row, column) for column in table.columns()}
                    title = "a row of this name in one of the table's groups, its figures by column"
                    _merge(kinds, f"{name}.{row.id}", {**ids, **held}, ("group",), title)
                continue
            rows = dict(ids)
            columns: dict[str, ValueType] = {"column": "string", "block": "integer"}
            for block in table.blocks:
                for column in block.columns:
                    rows[column.id] = _one([_type(row, column) for row in block.rows] or [_type(None, column)])
                for row in block.rows:
                    columns[row.id] = _one([_type(row, column) for column in block.columns])
            _merge(kinds, f"{name}.row", rows, ("row",), "a row of the table, its figures by column")
            _merge(kinds, f"{name}.column", columns, ("column", "block"), "a column of the table, its figures by row")
    return kinds


def _type(row: Label | None, column: Label) -> ValueType:
    return _TYPES[(row.read if row else None) or column.read or "count"]


def _cell_types(pack: Pack) -> list[ValueType]:
    """What cells of the pack's tables are read as."""
    return [
        _type(row, column)
        for form in pack.forms.values()
        for table in form.tables.values()
        for block in table.blocks
        for column in block.columns
        for row in block.rows or (None,)
    ]


def _one(kinds: list[ValueType]) -> ValueType:
    """The type of values of several types."""
    if len(set(kinds)) == 1:
        return kinds[0]
    return "number" if set(kinds) <= {"integer", "number"} else "any"


def _merge(
    kinds: dict[str, Schema], name: str, values: dict[str, ValueType], keys: tuple[str, ...], title: str
) -> None:
    """Forms of different years give one kind with the values of all."""
    known = kinds.get(name)
    kinds[name] = Schema(title, {**(known.values if known else {}), **values}, keys)
