"""Facts about the form's tables: the table, its labels, its cells, and each column and row as one fact."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from decimal import Decimal

from checker.document import Location, Picture, Table
from checker.expression import Unknown, Value
from checker.fact import Fact, Schema, ValueType
from checker.facts.context import Passage, Reading, Spot
from checker.facts.matching import TableMatch, match
from checker.facts.records import Record, records
from checker.normalize import bare
from checker.numerals import CellNumber, CellState, cell_number
from checker.rulepack import Form, FormBlock, FormTable, Label, Pack

CONFIDENCE = 0.85
"""Recognised text below it is no evidence for a figure: its value is unknown."""
_TYPES: Mapping[str, ValueType] = {
    "count": "integer",
    "change": "integer",
    "amount": "number",
    "number": "number",
    "text": "string",
}


def assign(document_tables: list[tuple[int, Table]], form: Form) -> dict[str, list[int]]:
    """The blocks that hold each table of the form, by how many of its labels stand in them."""
    found: dict[str, list[int]] = {name: [] for name in form.tables}
    wanted = {name: _words(table) for name, table in form.tables.items()}
    for index, block in document_tables:
        there = [bare(line) for cell in block.cells for line in (cell.text.string, *cell.text.string.split("\n"))]
        words = set(there)
        hits = {name: len(labels & words) for name, labels in wanted.items()}
        best = max(hits.values(), default=0)
        for name, labels in wanted.items():
            enough = hits[name] >= min(2, len(labels))
            if enough and (hits[name] == best or hits[name] >= 0.6 * len(labels)):
                found[name].append(index)
    return found


def _words(table: FormTable) -> set[str]:
    labels = [name for label in (*table.rows(), *table.columns()) for name in (label.label, *label.also, *label.under)]
    labels += [block.title for block in table.blocks]
    return {bare(name) for name in labels if name}


def find_tables(reading: Reading) -> dict[str, TableMatch]:
    """Every table of the form, matched; looked up once a document."""
    cached = reading.cache.get("tables")
    if cached is not None:
        return cached  # type: ignore[return-value]
    result: dict[str, TableMatch] = {}
    if reading.tables_form is not None:
        result = match_tables(reading.passages, reading.document.blocks, reading.tables_form)
    reading.cache["tables"] = result
    return result


def match_tables(passages: tuple[Passage, ...], blocks: tuple[object, ...], form: Form) -> dict[str, TableMatch]:
    """Match every table of a form, whatever section it stands in."""
    tables = [(index, block) for index, block in enumerate(blocks) if isinstance(block, Table)]
    by_cell = {(passage.spot.block, passage.spot.cell): passage for passage in passages if passage.cell is not None}
    assigned = assign(tables, form)
    lookup = dict(tables)
    result = {}
    for name, table in form.tables.items():
        rows: list[Record] = records([(index, lookup[index]) for index in assigned[name]], by_cell)
        result[name] = match(table, rows)
    return result


def spots(matches: Mapping[str, TableMatch]) -> dict[str, Spot]:
    """Where each table that was found begins."""
    result = {}
    for name, found in matches.items():
        seen = [passage.spot for passage in found.cells.values() if passage is not None]
        if seen:
            result[name] = min(seen)
    return result


def figure(passage: Passage | None, read: str | None, not_applicable: list[str]) -> tuple[Value, CellNumber | None]:
    """The value of a cell and how it is written; unknown where it is blank, absent, unreadable or unsure."""
    if passage is None:
        return Unknown("absent"), None
    text = passage.text.string
    if read == "text":
        return (text.strip() or Unknown("blank")), None
    cell = cell_number(text)
    if cell.state is not CellState.NUMBER or cell.value is None:
        filled = cell.state is CellState.UNREADABLE and bare(text) not in {bare(word) for word in not_applicable}
        return Unknown("unreadable" if filled else "blank", text.strip()), cell
    if passage.text.confidence(0, len(text)) < CONFIDENCE:
        return Unknown("unreadable", text.strip()), cell
    value = cell.yuan if read == "amount" and cell.yuan is not None else cell.value
    if read in ("count", "change"):
        return (int(value), cell) if value == int(value) else (Unknown("unreadable", text.strip()), cell)
    return Decimal(value), cell


def extract(reading: Reading) -> Iterator[Fact]:
    """All facts about tables."""
    if reading.tables_form is None:
        return
    for name, table in reading.tables_form.tables.items():
        found = find_tables(reading)[name]
        yield _table(reading, table, found)
        if found.found:
            yield from _labels(reading, table, found)
            yield from _figures(reading, table, found)


def _fact(reading: Reading, kind: str, values: dict[str, Value], place: Location, **rest: object) -> Fact:
    assert reading.tables_form is not None
    common = {**reading.common(), "form": reading.tables_form.id}
    return Fact(kind, reading.role, reading.document.path, {**common, **values}, place, **rest)  # type: ignore[arg-type]


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
        "rows_missing": len(table.rows()) - len(found.rows),
    }
    place = (
        reading.locate(first, 0, len(first.plain.string), table=table.id)
        if first
        else reading.point(section, table=table.id)
    )
    return _fact(reading, "table", values, place, labels={"table": table.spec.title})


def _labels(reading: Reading, table: FormTable, found: TableMatch) -> Iterator[Fact]:
    """A fact for each label that the form names: block titles, rows, columns."""
    last: Passage | None = None
    for block in table.blocks:
        rows = [label for label in block.rows if label.id in found.rows]
        if block.title:
            titled = found.titles.get(block.index)
            yield _label(reading, table, "block", f"block_{block.index + 1}", block.title, titled, bool(rows), last)
        for label in block.columns:
            hit = found.columns.get((block.index, label.id))
            if rows or not block.rows:
                yield _label(reading, table, "column", label.id, label.label, hit, hit is not None, last)
        for label in block.rows:
            row = found.rows.get(label.id)
            if row is not None and row.cell is not None:
                last = row.cell
            if label.label or row is None:
                yield _label(reading, table, "row", label.id, label.label, row, row is not None, last)
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
    for block, row, column in _slots(table, found):
        if (block.index, column.id) not in found.columns:
            continue
        passage = found.cells.get((row.id, column.id))
        value, cell = figure(passage, column.read, table.spec.not_applicable)
        if row.id in found.unsure:
            value = Unknown("unreadable")
        ids = {"table": table.id, "row": row.id, "column": column.id}
        if passage is not None:
            place = reading.locate(passage, 0, len(passage.plain.string), **ids)
        else:
            head = found.rows[row.id].cell
            place = (
                reading.locate(head, len(head.plain.string), len(head.plain.string), **ids)
                if head
                else reading.point(table.spec.section, **ids)
            )
        by_row.setdefault(row.id, {})[column.id] = (value, place)
        by_column.setdefault((block.index, column.id), {})[row.id] = (value, place)
        yield _cell(reading, table, row, column, value, cell, place, row.id in found.unsure)
    names = {label.id: label.label for label in (*table.rows(), *table.columns())}
    for row in _rows(table, found):
        held = by_row.get(row.id, {})
        place = _row_place(reading, table, found, row, held)
        absent = dict.fromkeys((column.id for column in _columns_of(table, row)), Unknown("absent"))
        yield _line(
            reading,
            f"{table.id}.row",
            {**absent, "row": row.id},
            held,
            place,
            {"row": row.label or table.spec.title, **names},
        )
    for (index, name), held in by_column.items():
        missing = [row.id for row in table.blocks[index].rows if row.id not in held] if not table.open_rows else []
        head_cell = found.columns[index, name].cell
        place = (
            reading.locate(head_cell, 0, len(head_cell.plain.string), table=table.id, column=name)
            if head_cell
            else next(iter(held.values()))[1]
        )
        values: dict[str, Value] = {"column": name, "block": index + 1, **dict.fromkeys(missing, Unknown("absent"))}
        yield _line(reading, f"{table.id}.column", values, held, place, names)


def _slots(table: FormTable, found: TableMatch) -> Iterator[tuple[FormBlock, Label, Label]]:
    for block in table.blocks:
        rows = _rows(table, found) if table.open_rows else block.rows
        for row in rows:
            if row.id in found.rows:
                for column in block.columns:
                    yield block, row, column


def _rows(table: FormTable, found: TableMatch) -> list[Label]:
    """The rows found, under their labels in the document where the form leaves them open."""
    if not table.open_rows:
        return [row for row in table.rows() if row.id in found.rows]
    return [Label(name, hit.cell.text.string.strip() if hit.cell else name) for name, hit in found.rows.items()]


def _columns_of(table: FormTable, row: Label) -> tuple[Label, ...]:
    return next((block.columns for block in table.blocks if row in block.rows), table.blocks[0].columns)


def _row_place(
    reading: Reading, table: FormTable, found: TableMatch, row: Label, held: Mapping[str, tuple[Value, Location]]
) -> Location:
    cell = found.rows[row.id].cell
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
    row: Label,
    column: Label,
    value: Value,
    cell: CellNumber | None,
    place: Location,
    unsure: bool,
) -> Fact:
    text = place.text or ""
    blank = cell is not None and cell.state in (CellState.BLANK, CellState.NOT_FILLED)
    stated = cell is not None and bare(text) in {bare(word) for word in table.spec.not_applicable} and bool(bare(text))
    number = cell is not None and cell.state is CellState.NUMBER
    values: dict[str, Value] = {
        "table": table.id,
        "row": row.id,
        "column": column.id,
        "there": place.text is not None or cell is not None,
        "blank": Unknown("unreadable") if unsure else blank and not stated,
        "stated_none": stated,
        "number": Unknown("unreadable", text)
        if unsure or (number and isinstance(value, Unknown) and _faint(value, cell))
        else number,
        "whole": number and cell is not None and cell.value is not None and cell.value == int(cell.value),
        "value": value,
        "unit": cell.unit if cell else "",
        "sign": cell.sign if cell else "",
        "approximate": bool(cell and cell.approximate),
        "read": column.read or "count",
        "text": text if text else Unknown("blank"),
    }
    labels = {"table": table.spec.title, "row": row.label or table.spec.title, "column": _path(column)}
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
                "cut": "boolean",
                "text": "string",
            },
            ("table", "axis", "label"),
        ),
        "cell": Schema(
            "a figure of a table",
            {
                "table": "string",
                "row": "string",
                "column": "string",
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
            rows: dict[str, ValueType] = {"row": "string"}
            columns: dict[str, ValueType] = {"column": "string", "block": "integer"}
            for column in table.columns():
                rows[column.id] = _TYPES[column.read or "count"]
            for block in table.blocks:
                kinds_of = {_TYPES[column.read or "count"] for column in block.columns}
                for row in block.rows:
                    columns[row.id] = kinds_of.pop() if len(kinds_of) == 1 else "number"
                    kinds_of.add(columns[row.id])
            _merge(kinds, f"{name}.row", rows, ("row",), "a row of the table, its figures by column")
            _merge(kinds, f"{name}.column", columns, ("column", "block"), "a column of the table, its figures by row")
    return kinds


def _merge(
    kinds: dict[str, Schema], name: str, values: dict[str, ValueType], keys: tuple[str, ...], title: str
) -> None:
    """Forms of different years give one kind with the values of all."""
    known = kinds.get(name)
    kinds[name] = Schema(title, {**(known.values if known else {}), **values}, keys)
