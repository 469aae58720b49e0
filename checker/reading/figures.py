"""The figures of the form's tables by name: `table.row.column`, sums of such, and `*` for several."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from checker.document import Location
from checker.expression import Unknown, Value
from checker.once import made_once
from checker.pack.pack import FormTable, Label
from checker.reading import gaps
from checker.reading.cellvalues import figure
from checker.reading.legends import reckoned
from checker.reading.reading import Reading
from checker.record import dataclass

_Cell = tuple[Value, Location | None]


@dataclass(frozen=True, slots=True)
class Figure:
    """A figure or a sum of figures, with the places of what it is made of."""

    value: Value
    places: tuple[Location, ...]
    filled: int | Decimal = 0
    """What the cells that are filled in come to, where others are blank and none is unreadable; else 0."""


class Figures:
    """The figures of one document by their names, each looked up once."""

    def __init__(self, reading: Reading) -> None:
        self._reading = reading
        self._form = reading.tables_form
        self._unread = gaps.of_cells(reading)
        self._known: dict[str, Figure] = {}
        self._cells: dict[tuple[str, str, str], _Cell] = {}

    def look_up(self, name: str) -> Figure:
        """The figure of that name; unknown as soon as a part of it is, absent where the form or document has none."""
        if name not in self._known:
            self._known[name] = self._look_up(name)
        return self._known[name]

    def _look_up(self, name: str) -> Figure:
        total: int | Decimal = 0
        places: list[Location] = []
        unknown: Unknown | None = None
        blank = True
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
                    blank = blank and value.reason == "blank"
                elif isinstance(value, (int, Decimal)):
                    total += value
        if unknown is not None:
            return Figure(unknown, tuple(places), total if blank else 0)
        return Figure(total, tuple(places))

    def _named(self, table: str, row: str, column: str) -> Sequence[tuple[str, str]]:
        known = self._form.tables.get(table) if self._form is not None else None
        return _names(known).named(row, column) if known is not None else ()

    def _cell(self, table: str, row_id: str, column_id: str) -> _Cell:
        key = (table, row_id, column_id)
        if key not in self._cells:
            found = self._reading.tables[table]
            row, column = _names(found.table).labels[row_id, column_id]
            passage = found.cells.get((row_id, column_id))
            value, _ = figure(passage, row.read or column.read, reckoned(found.table.spec, found.noughts))
            if (
                passage is not None
                and not passage.text.string.strip()
                and (passage.block, passage.cell) in self._unread
            ):
                value = Unknown("unread", why=self._unread[passage.block, passage.cell])
            place = None
            if passage is not None:
                end = len(passage.plain.string)
                place = self._reading.locate(passage, 0, end, table=table, row=row_id, column=column_id)
            self._cells[key] = value, place
        return self._cells[key]


class _Names:
    """The cells of a table of a form by the ids of row and column, and those that a name with a star stands for."""

    def __init__(self, table: FormTable) -> None:
        self.labels: dict[tuple[str, str], tuple[Label, Label]] = {
            (row.id, column.id): (row, column)
            for block in table.blocks
            for row in block.rows
            for column in block.columns
        }
        self._named: dict[tuple[str, str], Sequence[tuple[str, str]]] = {}

    def named(self, row: str, column: str) -> Sequence[tuple[str, str]]:
        """The ids of the cells of that name, in the order of the form."""
        if "*" not in row + column:
            return ((row, column),) if (row, column) in self.labels else ()
        found = self._named.get((row, column))
        if found is None:
            found = tuple((one, other) for one, other in self.labels if _fits(row, one) and _fits(column, other))
            self._named[row, column] = found
        return found


_names = made_once(_Names)


def _fits(pattern: str, name: str) -> bool:
    before, star, after = pattern.partition("*")
    return name == pattern if not star else name.startswith(before) and name.endswith(after)
