"""Facts about the labels of a table: block titles, rows and columns that the form names, found or not."""

from __future__ import annotations

from collections.abc import Iterator

from checker.expression import Unknown, Value
from checker.fact import Fact
from checker.facts.tablefact import blocks_of, filled, table_fact
from checker.facts.unread import noted
from checker.messages import Message
from checker.pack.pack import FormBlock, FormTable, Label
from checker.reading import gaps
from checker.reading.matched import Labelled, TableMatch
from checker.reading.reading import Passage, Reading


def labels(reading: Reading, table: FormTable, found: TableMatch) -> Iterator[Fact]:
    """A `label` fact for each."""
    missed = gaps.of_table(reading, blocks_of(found))
    last: Passage | None = None
    for block in table.blocks:
        rows = [label for label in block.rows if label.id in found.rows]
        if block.title:
            titled = found.titles.get(block.index)
            hit = titled if titled is not None and titled.cell is not None else None
            values = _values(table, "block", f"block_{block.index + 1}", block.title, titled)
            values["found"] = hit is not None
            yield _fact(reading, table, values, titled, last, () if hit else missed)
        for label in block.columns:
            column = found.columns.get((block.index, label.id))
            if label.label and (rows or not block.rows or table.open):
                values = _values(table, "column", label.id, label.label, column)
                values["required"] = label.required
                values |= filled(reading, table, found, ((row.id, label.id) for row in block.rows))
                yield _fact(reading, table, values, column, last, () if column else missed)
        for label in block.rows if table.open != "groups" else ():
            row = found.rows.get(label.id)
            if row is not None and row.cell is not None:
                last = row.cell
            if label.label or row is None:
                values = _values(table, "row", label.id, label.label, row)
                values["required"] = label.required
                values |= filled(reading, table, found, ((label.id, one.id) for one in block.columns))
                yield _fact(reading, table, values, row, last, () if row else missed)
            if row is not None:
                last = _last_cell(found, block, label) or last


def _last_cell(found: TableMatch, block: FormBlock, label: Label) -> Passage | None:
    seen = [found.cells.get((label.id, column.id)) for column in block.columns]
    return next((passage for passage in reversed(seen) if passage is not None), None)


def _values(table: FormTable, axis: str, name: str, label: str, hit: Labelled | None) -> dict[str, Value]:
    fit = hit.fit if hit is not None else "other"
    return {
        "table": table.id,
        "axis": axis,
        "label": name,
        "expected": label,
        "found": hit is not None,
        "required": True,
        "exact": fit in ("same", "cut", "unread"),
        "in_place": not (hit is not None and hit.moved),
        "cut": fit == "cut",
        "cells": 0,
        "filled": False,
        "text": hit.cell.text.string.strip() if hit is not None and hit.cell is not None else Unknown("absent"),
    }


def _fact(
    reading: Reading,
    table: FormTable,
    values: dict[str, Value],
    hit: Labelled | None,
    last: Passage | None,
    missed: tuple[Message, ...],
) -> Fact:
    """At its cell; what is missing belongs after the last cell before it."""
    axis, name = values["axis"], str(values["label"])
    ids = {"table": table.id, "row": name if axis == "row" else None, "column": name if axis == "column" else None}
    cell = hit.cell if hit is not None else None
    if cell is not None:
        place = reading.locate(cell, 0, len(cell.plain.string), **ids)
    elif last is not None:
        place = reading.locate(last, len(last.plain.string), len(last.plain.string), **ids)
    else:
        place = reading.point(table.spec.section, **ids)
    named = {"table": table.spec.title, "label": str(values["expected"])}
    return noted(table_fact(reading, "label", values, place, labels=named), missed)
