"""Labels of a table whose grid the file does not draw: their words may have run into those beside or above them."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import replace

from checker.pack.pack import Label
from checker.reading.matched import Labelled, TableMatch
from checker.text.normalize import bare


def tell_run_together(result: TableMatch) -> None:
    """Mark the labels of which it cannot be told whether they stand in other words or with those of a neighbour."""
    labels: list[Label] = [*result.table.rows(), *result.table.columns()]
    names = {bare(name) for label in labels for name in (label.label, *label.also, *label.under)} - {""}
    rows = {label.id: label for label in result.table.rows()}
    for key, hit in result.rows.items():
        if key in rows and _run_together(rows[key], hit, names):
            result.rows[key] = replace(hit, fit="unread")
    for block in result.table.blocks:
        for column in block.columns:
            place = (block.index, column.id)
            if place in result.columns and _run_together(column, result.columns[place], names):
                result.columns[place] = replace(result.columns[place], fit="unread")


def _run_together(label: Label, hit: Labelled, names: Collection[str]) -> bool:
    """Whether a text is a label behind words of others, or its beginning or end alone."""
    if hit.fit != "other" or hit.cell is None:
        return False
    text = bare(hit.cell.plain.string)
    for name in map(bare, (label.label, *label.also)):
        # An end that lacks but its number is a label without its number.
        if text and (name.startswith(text) or (name.endswith(text) and 2 * len(text) <= len(name))):
            return True
        before = text.removesuffix(name)
        if name and before != text and any(before in other for other in names):
            return True
    return False
