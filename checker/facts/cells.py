"""Facts about the figures of a table: each cell, and the same figures again as a fact for each row and column."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from decimal import Decimal

from checker.document import LOST, Location
from checker.expression import Unknown, Value
from checker.fact import Fact
from checker.facts.tablefact import table_fact
from checker.pack.pack import FormBlock, FormTable, Label
from checker.reading import gaps
from checker.reading.apart import untold
from checker.reading.cellvalues import figure, options, stated
from checker.reading.legends import reckoned
from checker.reading.matched import TableMatch
from checker.reading.openrows import OpenRow
from checker.reading.reading import Passage, Reading
from checker.text.numerals import CellNumber, CellState


def figures(reading: Reading, table: FormTable, found: TableMatch, scale: Value) -> Iterator[Fact]:
    """Cells, and the same figures again as a fact for each column and for each row; `scale` is how many yuan the unit
    of money is that stands by the table."""
    by_row: dict[str, dict[str, tuple[Value, Location]]] = {}
    by_column: dict[tuple[int, str], dict[str, tuple[Value, Location]]] = {}
    lines = _lines(table, found)
    unread = gaps.of_cells(reading)
    merged = {id(one.at) for one in found.departures if one.axis == "cell"}
    spec = reckoned(table.spec, found.noughts)
    paths = {id(column): _path(column) for block in table.blocks for column in block.columns}
    for key, (block, row) in lines.items():
        label = row.label
        for column in block.columns:
            if (block.index, column.id) not in found.columns:
                continue
            passage = found.cells.get((key, column.id))
            value, cell = figure(passage, label.read or column.read, spec)
            parts = found.parts.get((key, column.id), ())
            if len(parts) > 1:
                value = _added(figure(part, label.read or column.read, spec)[0] for part in parts)
            blank = isinstance(value, Unknown) and value.reason == "blank"
            empty = blank or (passage is not None and not passage.text.string.strip())
            lost = False
            unsure = (key, column.id) in found.unsure
            if unsure:
                value = Unknown("unread", why=why) if (why := untold(table, found, key)) else Unknown("unreadable")
            elif passage is not None and id(passage) in merged and not blank:
                # One figure for several: none of them is known.
                value, lost = Unknown("unreadable", passage.text.string.strip()), True
            elif passage is not None and empty and (why := unread.get((passage.block, passage.cell))) is not None:
                value, lost = Unknown("unread", why=why), True
            ids = {"table": table.id, "row": label.id, "column": column.id}
            if passage is not None:
                place = reading.locate(passage, 0, len(passage.plain.string), **ids)
            else:
                head = found.rows[key].cell
                place = (
                    reading.locate(head, len(head.plain.string), len(head.plain.string), **ids)
                    if head
                    else reading.point(table.spec.section, **ids)
                )
            by_row.setdefault(key, {})[column.id] = (value, place)
            if row.named and not row.group:
                by_column.setdefault((block.index, column.id), {})[label.id] = (value, place)
            labels = {
                "table": table.spec.title,
                "row": label.label or table.spec.title,
                "column": paths[id(column)],
                "group": row.group,
            }
            yield _cell(reading, table, row, column, value, cell, place, labels, unsure, lost, scale)
    names = {label.id: label.label for label in (*table.rows(), *table.columns())}
    for key, (block, row) in lines.items():
        held = by_row.get(key, {})
        place = _row_place(reading, table, found, key, row.label, held)
        ids_of: dict[str, Value] = dict.fromkeys((column.id for column in block.columns), Unknown("absent"))
        ids_of["row"] = row.label.id
        if table.open:
            ids_of.update(named=row.named, group=row.group_id)
        if table.spec.codes:
            ids_of.update(code=row.code, parent=row.parent, depth=row.depth)
        labels = {"row": row.label.label or table.spec.title, "group": row.group, **names}
        kind = row.label.id if table.open == "groups" else "row"
        held |= {
            column.id: (Unknown("absent"), _beside(reading, table, found, block, key, row.label.id, column.id))
            for column in block.columns
            if column.id not in held
        }
        yield _line(reading, f"{table.id}.{kind}", ids_of, held, place, labels)
    for (index, name), held in by_column.items():
        missing = [row.id for row in table.blocks[index].rows if row.id not in held]
        head_cell = found.columns[index, name].cell
        place = (
            reading.locate(head_cell, 0, len(head_cell.plain.string), table=table.id, column=name)
            if head_cell
            else next(iter(held.values()))[1]
        )
        values: dict[str, Value] = {"column": name, "block": index + 1, **dict.fromkeys(missing, Unknown("absent"))}
        held |= {row: (Unknown("absent"), _belongs(reading, table, found, row, name)) for row in missing}
        path = next(_path(column) for column in table.blocks[index].columns if column.id == name)
        yield _line(reading, f"{table.id}.column", values, held, place, {**names, "column": path})


def _added(values: Iterable[Value]) -> Value:
    """The sum of the parts of a figure; that which is unknown of them where one is."""
    total = Decimal(0)
    for value in values:
        if isinstance(value, Unknown):
            return value
        if isinstance(value, bool) or not isinstance(value, int | Decimal):
            return Unknown("unreadable")
        total += value
    return total


def _belongs(reading: Reading, table: FormTable, found: TableMatch, row_id: str, column: str) -> Location:
    """Where a row that is missing belongs: after the row that the form puts before it."""
    ids = {"table": table.id, "row": row_id, "column": column}
    before: Passage | None = None
    for row in table.rows():
        if row.id == row_id:
            break
        if row.id in found.rows:
            before = found.cells.get((row.id, column)) or found.rows[row.id].cell
    if before is None:
        return reading.point(table.spec.section, **ids)
    return reading.locate(before, len(before.plain.string), len(before.plain.string), **ids)


def _beside(
    reading: Reading, table: FormTable, found: TableMatch, block: FormBlock, key: str, row_id: str, column_id: str
) -> Location:
    """Where a column that is missing belongs in a row: after the cell of the column that the form puts before it."""
    ids = {"table": table.id, "row": row_id, "column": column_id}
    before = found.rows[key].cell
    for column in block.columns:
        if column.id == column_id:
            break
        before = found.cells.get((key, column.id)) or before
    if before is None:
        return reading.point(table.spec.section, **ids)
    return reading.locate(before, len(before.plain.string), len(before.plain.string), **ids)


def _lines(table: FormTable, found: TableMatch) -> dict[str, tuple[FormBlock, OpenRow]]:
    """The rows found by key, each with its block; those of an open table in reading order."""
    if table.open:
        return {key: (table.blocks[0], row) for key, row in found.opened.items() if key in found.rows}
    return {row.id: (block, OpenRow(row, True)) for block in table.blocks for row in block.rows if row.id in found.rows}


def _row_place(
    reading: Reading,
    table: FormTable,
    found: TableMatch,
    key: str,
    row: Label,
    held: Mapping[str, tuple[Value, Location]],
) -> Location:
    cell = found.rows[key].cell
    if cell is not None:
        return reading.locate(cell, 0, len(cell.plain.string), table=table.id, row=row.id)
    return next((place for _, place in held.values()), reading.point(table.spec.section, table=table.id, row=row.id))


def _line(
    reading: Reading,
    kind: str,
    ids: dict[str, Value],
    held: Mapping[str, tuple[Value, Location]],
    place: Location,
    names: dict[str, str],
) -> Fact:
    values = {name: value for name, (value, _) in held.items()}
    places = {name: at for name, (_, at) in held.items()}
    return table_fact(reading, kind, {**ids, **values}, place, places=places, labels=names)


def _cell(
    reading: Reading,
    table: FormTable,
    line: OpenRow,
    column: Label,
    value: Value,
    cell: CellNumber | None,
    place: Location,
    labels: Mapping[str, str],
    unsure: bool,
    lost: bool,
    scale: Value,
) -> Fact:
    """`unsure`: it is not certain which cell it is; `lost`: the cell was not read, or stands for other figures too."""
    row, text = line.label, place.text or ""
    none = bool(text) and stated(text, table.spec)
    blank = cell is not None and cell.state in (CellState.BLANK, CellState.NOT_FILLED)
    if cell is None:
        blank = isinstance(value, Unknown) and value.reason == "blank"
    number = cell is not None and cell.state is CellState.NUMBER
    values: dict[str, Value] = {
        "table": table.id,
        "row": row.id,
        "column": column.id,
        "named": line.named,
        "group": line.group_id,
        "there": not lost and (place.text is not None or cell is not None or blank),
        "blank": value if lost else Unknown("unreadable") if unsure else blank and not none,
        "stated_none": none,
        "number": value
        if lost
        else Unknown("unreadable", text)
        if unsure or LOST in text or (number and isinstance(value, Unknown) and _faint(value, cell))
        else number,
        # Of a figure that was not read nothing says that it is none.
        "whole": LOST in text
        or (number and cell is not None and cell.value is not None and cell.value == int(cell.value)),
        "value": value,
        "yuan": _times(value, scale),
        "called": row.label,
        "unit": cell.unit if cell else "",
        "sign": cell.sign if cell else "",
        "approximate": bool(cell and cell.approximate),
        "remark": cell.remark if cell else "",
        "wide": number and not text.isascii() and any("０" <= sign <= "９" for sign in text),
        "ticked": len(options(text) or ()) if (row.read or column.read) == "choice" else 0,
        "read": row.read or column.read or "count",
        "text": text if text else Unknown("blank"),
    }
    return table_fact(reading, "cell", values, place, places={"value": place, "text": place}, labels=labels)


def _times(value: Value, scale: Value) -> Value:
    """An amount in yuan; unknown as it is, and absent where nothing says its unit."""
    if isinstance(value, Unknown):
        return value
    if isinstance(scale, int) and isinstance(value, int | Decimal) and not isinstance(value, bool):
        return value * scale
    return Unknown("absent")


def _faint(value: Unknown, cell: CellNumber | None) -> bool:
    """Whether a number stands there that recognition was not sure of."""
    return (
        cell is not None and cell.value is not None and cell.value == int(cell.value) and value.reason == "unreadable"
    )


def _path(label: Label) -> str:
    """A label with those above it: 行政复议·结果维持."""
    return "·".join((*label.under, label.label))
