"""The figures of the form's tables by name: `table.row.column`, sums of such, and `*` for several."""

from __future__ import annotations

from decimal import Decimal

from checker.document import Location
from checker.expression import Unknown, Value
from checker.reading.cellvalues import figure
from checker.reading.reading import Reading
from checker.record import dataclass


@dataclass(frozen=True, slots=True)
class Figure:
    """A figure or a sum of figures, with the places of what it is made of."""

    value: Value
    places: tuple[Location, ...]


def look_up(reading: Reading, name: str) -> Figure:
    """The figure of that name; unknown as soon as a part of it is, absent where the form or document has none."""
    total: int | Decimal = 0
    places: list[Location] = []
    unknown: Unknown | None = None
    for part in name.replace(" ", "").split("+"):
        cells = _cells(reading, part)
        if not cells:
            return Figure(Unknown("absent"), ())
        for value, place in cells:
            if place is not None:
                places.append(place)
            if isinstance(value, Unknown):
                unknown = unknown or value
            elif isinstance(value, (int, Decimal)):
                total += value
    return Figure(unknown if unknown is not None else total, tuple(places))


def _cells(reading: Reading, name: str) -> list[tuple[Value, Location | None]]:
    table_id, row_id, column_id = name.split(".")
    form = reading.tables_form
    if form is None or table_id not in form.tables:
        return []
    found = reading.tables[table_id]
    result: list[tuple[Value, Location | None]] = []
    for block in found.table.blocks:
        for row in block.rows:
            for column in block.columns:
                if not (_fits(row_id, row.id) and _fits(column_id, column.id)):
                    continue
                passage = found.cells.get((row.id, column.id))
                value, _ = figure(passage, row.read or column.read, found.table.spec)
                place = None
                if passage is not None:
                    end = len(passage.plain.string)
                    place = reading.locate(passage, 0, end, table=table_id, row=row.id, column=column.id)
                result.append((value, place))
    return result


def _fits(pattern: str, name: str) -> bool:
    before, star, after = pattern.partition("*")
    return name == pattern if not star else name.startswith(before) and name.endswith(after)
