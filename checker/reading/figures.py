"""The figures of the form's tables by name: `table.row.column`, sums of such, and `*` for several."""

from __future__ import annotations

from decimal import Decimal

from checker.document import Location
from checker.expression import Unknown, Value
from checker.pack.pack import Label
from checker.reading.cellvalues import figure
from checker.reading.reading import Reading
from checker.record import dataclass

_Cell = tuple[Value, Location | None]


@dataclass(frozen=True, slots=True)
class Figure:
    """A figure or a sum of figures, with the places of what it is made of."""

    value: Value
    places: tuple[Location, ...]


class Figures:
    """The figures of one document by their names, each looked up once."""

    def __init__(self, reading: Reading) -> None:
        self._reading = reading
        self._form = reading.tables_form
        self._known: dict[str, Figure] = {}
        self._cells: dict[tuple[str, str, str], _Cell] = {}
        self._labels: dict[str, dict[tuple[str, str], tuple[Label, Label]]] = {}

    def look_up(self, name: str) -> Figure:
        """The figure of that name; unknown as soon as a part of it is, absent where the form or document has none."""
        if name not in self._known:
            self._known[name] = self._look_up(name)
        return self._known[name]

    def _look_up(self, name: str) -> Figure:
        total: int | Decimal = 0
        places: list[Location] = []
        unknown: Unknown | None = None
        for part in name.replace(" ", "").split("+"):
            table, row, column = part.split(".")
            cells = [self._cell(table, *ids) for ids in self._named(table, row, column)]
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

    def _table(self, table: str) -> dict[tuple[str, str], tuple[Label, Label]]:
        """The labels of each cell of a table that the form has, by the ids of row and column."""
        if table not in self._labels:
            known = self._form.tables.get(table) if self._form is not None else None
            self._labels[table] = {
                (row.id, column.id): (row, column)
                for block in (known.blocks if known is not None else ())
                for row in block.rows
                for column in block.columns
            }
        return self._labels[table]

    def _named(self, table: str, row: str, column: str) -> list[tuple[str, str]]:
        ids = self._table(table)
        if "*" not in row + column:
            return [(row, column)] if (row, column) in ids else []
        return [(one, other) for one, other in ids if _fits(row, one) and _fits(column, other)]

    def _cell(self, table: str, row_id: str, column_id: str) -> _Cell:
        key = (table, row_id, column_id)
        if key not in self._cells:
            row, column = self._table(table)[row_id, column_id]
            found = self._reading.tables[table]
            passage = found.cells.get((row_id, column_id))
            value, _ = figure(passage, row.read or column.read, found.table.spec)
            place = None
            if passage is not None:
                end = len(passage.plain.string)
                place = self._reading.locate(passage, 0, end, table=table, row=row_id, column=column_id)
            self._cells[key] = value, place
        return self._cells[key]


def _fits(pattern: str, name: str) -> bool:
    before, star, after = pattern.partition("*")
    return name == pattern if not star else name.startswith(before) and name.endswith(after)
