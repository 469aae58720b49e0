"""Facts about the form's tables: the table, its labels, its cells, and each column and row as one fact."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from checker.document import Location, Picture
from checker.expression import Unknown, Value
from checker.fact import Fact, Schema, ValueType
from checker.facts.unread import noted
from checker.pack.pack import FormBlock, FormTable, Label, Pack
from checker.reading import gaps
from checker.reading.cellvalues import figure, stated
from checker.reading.matching import TableMatch
from checker.reading.openrows import OpenRow
from checker.reading.reading import Passage, Reading, Spot
from checker.text.normalize import bare
from checker.text.numerals import CellNumber, CellState

_TYPES: Mapping[str, ValueType] = {
    "count": "integer",
    "change": "integer",
    "amount": "number",
    "number": "number",
    "text": "string",
    "choice": "string",
    "date": "date",
}


def extract(reading: Reading) -> Iterator[Fact]:
    """All facts about tables."""
    if reading.tables_form is None:
        return
    for name, table in reading.tables_form.tables.items():
        found = reading.tables[name]
        yield _table(reading, table, found)
        if found.found:
            yield from _labels(reading, table, found)
            yield from _figures(reading, table, found)


def _fact(
    reading: Reading,
    kind: str,
    values: dict[str, Value],
    place: Location,
    labels: Mapping[str, str],
    places: Mapping[str, Location] | None = None,
) -> Fact:
    assert reading.tables_form is not None
    common = {**reading.common(), "form": reading.tables_form.id}
    return Fact(kind, reading.role, reading.document.path, {**common, **values}, place, places or {}, labels)


def _table(reading: Reading, table: FormTable, found: TableMatch) -> Fact:
    section = table.spec.section
    seen = [passage for passage in found.cells.values() if passage is not None]
    span = reading.by_id.get(section)
    pictures = sum(
        isinstance(block, Picture) and span is not None and span.begin <= Spot(index) < span.end
        for index, block in enumerate(reading.document.blocks)
    )
    first = min(seen, key=lambda passage: passage.spot) if seen else None
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
        "rows_found": len(found.rows),
        "rows_missing": sum(row.id not in found.rows for row in table.rows()) if table.open != "groups" else 0,
    }
    place = (
        reading.locate(first, 0, len(first.plain.string), table=table.id)
        if first
        else reading.point(section, table=table.id)
    )
    fact = _fact(reading, "table", values, place, labels={"table": table.spec.title})
    if found.found:
        return noted(fact, gaps.of_table(reading, _blocks(found)) if values["rows_missing"] else ())
    sections = (section,) if span else ("preamble", *reading.by_id)
    return noted(fact, gaps.within(reading, sections))


def _blocks(found: TableMatch) -> set[int]:
    """The blocks of the document in which a table stands."""
    cells = (passage for passage in found.cells.values() if passage is not None)
    labels = (label.cell for label in found.rows.values() if label.cell is not None)
    return {passage.block for passage in (*cells, *labels)}


def _labels(reading: Reading, table: FormTable, found: TableMatch) -> Iterator[Fact]:
    """A fact for each label that the form names: block titles, rows, columns."""
    missed = gaps.of_table(reading, _blocks(found))
    for fact, there in _each_label(reading, table, found):
        yield noted(fact, () if there else missed)


def _each_label(reading: Reading, table: FormTable, found: TableMatch) -> Iterator[tuple[Fact, bool]]:
    """The facts, each with whether the label was found."""
    last: Passage | None = None
    for block in table.blocks:
        rows = [label for label in block.rows if label.id in found.rows]
        if block.title:
            titled = found.titles.get(block.index)
            there = titled is not None and titled.cell is not None
            yield _label(reading, table, "block", f"block_{block.index + 1}", block.title, titled, there, last), there
        for label in block.columns:
            hit = found.columns.get((block.index, label.id))
            if label.label and (rows or not block.rows or table.open):
                there = hit is not None
                yield _label(reading, table, "column", label.id, label.label, hit, there, last), there
        for label in block.rows if table.open != "groups" else ():
            row = found.rows.get(label.id)
            if row is not None and row.cell is not None:
                last = row.cell
            if label.label or row is None:
                there = row is not None
                yield _label(reading, table, "row", label.id, label.label, row, there, last), there
            if row is not None:
                seen = [found.cells.get((label.id, column.id)) for column in block.columns]
                last = next((passage for passage in reversed(seen) if passage is not None), last)


def _label(
    reading: Reading, table: FormTable, axis: str, name: str, label: str, hit: object, found: bool, last: Passage | None
) -> Fact:
    cell: Passage | None = getattr(hit, "cell", None)
    fit = getattr(hit, "fit", "other")
    ids = {"table": table.id, "row": name if axis == "row" else None, "column": name if axis == "column" else None}
    exact: Value = fit in ("same", "cut") if fit != "unread" else True
    values: dict[str, Value] = {
        "table": table.id,
        "axis": axis,
        "label": name,
        "expected": label,
        "found": found,
        "exact": exact,
        "in_place": not getattr(hit, "moved", False),
        "cut": fit == "cut",
        "text": cell.text.string if cell else Unknown("absent"),
    }
    if cell is not None:
        place = reading.locate(cell, 0, len(cell.plain.string), **ids)
    elif last is not None:
        place = reading.locate(last, len(last.plain.string), len(last.plain.string), **ids)
    else:
        place = reading.point(table.spec.section, **ids)
    return _fact(reading, "label", values, place, labels={"table": table.spec.title, "label": label})


def _figures(reading: Reading, table: FormTable, found: TableMatch) -> Iterator[Fact]:
    """Cells, and the same figures again as a fact for each column and for each row."""
    by_row: dict[str, dict[str, tuple[Value, Location]]] = {}
    by_column: dict[tuple[int, str], dict[str, tuple[Value, Location]]] = {}
    lines = _lines(table, found)
    unread = gaps.of_cells(reading)
    for key, (block, row) in lines.items():
        label = row.label
        for column in block.columns:
            if (block.index, column.id) not in found.columns:
                continue
            passage = found.cells.get((key, column.id))
            value, cell = figure(passage, label.read or column.read, table.spec)
            if key in found.unsure:
                value = Unknown("unreadable")
            why = unread.get((passage.block, passage.cell)) if passage is not None and unread else None
            if why is not None and isinstance(value, Unknown) and value.reason == "blank":
                value = Unknown("unread", why=why)
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
            yield _cell(reading, table, row, column, value, cell, place, key in found.unsure)
    names = {label.id: label.label for label in (*table.rows(), *table.columns())}
    for key, (block, row) in lines.items():
        held = by_row.get(key, {})
        place = _row_place(reading, table, found, key, row.label, held)
        ids_of: dict[str, Value] = dict.fromkeys((column.id for column in block.columns), Unknown("absent"))
        ids_of["row"] = row.label.id
        if table.open:
            ids_of.update(named=row.named, group=bare(row.group))
        labels = {"row": row.label.label or table.spec.title, "group": row.group, **names}
        kind = row.label.id if table.open == "groups" else "row"
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
        if table.listed:
            held |= {row: (Unknown("absent"), _belongs(reading, table, found, row, name)) for row in missing}
        path = next(_path(column) for column in table.blocks[index].columns if column.id == name)
        yield _line(reading, f"{table.id}.column", values, held, place, {**names, "column": path})


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
    return _fact(reading, kind, {**ids, **values}, place, places=places, labels=names)


def _cell(
    reading: Reading,
    table: FormTable,
    line: OpenRow,
    column: Label,
    value: Value,
    cell: CellNumber | None,
    place: Location,
    unsure: bool,
) -> Fact:
    row, text = line.label, place.text or ""
    none = bool(text) and stated(text, table.spec)
    blank = cell is not None and cell.state in (CellState.BLANK, CellState.NOT_FILLED)
    if cell is None:
        blank = isinstance(value, Unknown) and value.reason == "blank"
    number = cell is not None and cell.state is CellState.NUMBER
    unread = isinstance(value, Unknown) and value.reason == "unread"
    values: dict[str, Value] = {
        "table": table.id,
        "row": row.id,
        "column": column.id,
        "named": line.named,
        "group": bare(line.group) if line.group else "",
        "there": not unread and (place.text is not None or cell is not None or blank),
        "blank": value if unread else Unknown("unreadable") if unsure else blank and not none,
        "stated_none": none,
        "number": value
        if unread
        else Unknown("unreadable", text)
        if unsure or (number and isinstance(value, Unknown) and _faint(value, cell))
        else number,
        "whole": number and cell is not None and cell.value is not None and cell.value == int(cell.value),
        "value": value,
        "unit": cell.unit if cell else "",
        "sign": cell.sign if cell else "",
        "approximate": bool(cell and cell.approximate),
        "read": row.read or column.read or "count",
        "text": text if text else Unknown("blank"),
    }
    labels = {
        "table": table.spec.title,
        "row": row.label or table.spec.title,
        "column": _path(column),
        "group": line.group,
    }
    return _fact(reading, "cell", values, place, places={"value": place, "text": place}, labels=labels)


def _faint(value: Unknown, cell: CellNumber | None) -> bool:
    """Whether a number stands there that recognition was not sure of."""
    return (
        cell is not None and cell.value is not None and cell.value == int(cell.value) and value.reason == "unreadable"
    )


def _path(label: Label) -> str:
    """A label with those above it: 行政复议·结果维持."""
    return "·".join((*label.under, label.label))


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
                "rows_found": "integer",
                "rows_missing": "integer",
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
                "exact": "boolean",
                "in_place": "boolean",
                "cut": "boolean",
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
                "value": "number",
                "unit": "string",
                "sign": "string",
                "approximate": "boolean",
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


def _one(kinds: list[ValueType]) -> ValueType:
    """The type of values of several types: any number where they differ."""
    return kinds[0] if len(set(kinds)) == 1 else "number"


def _merge(
    kinds: dict[str, Schema], name: str, values: dict[str, ValueType], keys: tuple[str, ...], title: str
) -> None:
    """Forms of different years give one kind with the values of all."""
    known = kinds.get(name)
    kinds[name] = Schema(title, {**(known.values if known else {}), **values}, keys)
