"""Labels of columns for several years (2018年预算数, 2019年预算数): the latest year is the document's own."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from checker.pack.pack import FormTable
from checker.reading.records import CellRef, Record
from checker.text.normalize import bare

_YEAR = re.compile(r"(20[0-9]{2})年?度?")


def undated(table: FormTable, rows: Sequence[Record]) -> list[Record]:
    """The rows, labels of the latest year without it where the form has the label so."""
    wanted = {
        bare(name)
        for column in table.columns()
        for name in (column.label, *column.also, *(one for names in column.above for one in names))
    } - {""}
    dated = [(year, cell) for record in rows for cell in record.cells if (year := _year(cell, wanted))]
    if not dated:
        return list(rows)
    latest = max(year for year, _ in dated)
    own = {id(cell.passage) for year, cell in dated if year == latest}
    return [replace(record, cells=tuple(_plain(cell, own) for cell in record.cells)) for record in rows]


def dated(label: str) -> bool:
    """Whether a label begins with a year."""
    return _YEAR.match(label) is not None


def _year(cell: CellRef, wanted: set[str]) -> str:
    """The year before a label that the form has without it; empty where there is none."""
    match = _YEAR.match(cell.text)
    return match[1] if match is not None and bare(cell.text[match.end() :]) in wanted else ""


def _plain(cell: CellRef, own: set[int]) -> CellRef:
    match = _YEAR.match(cell.text) if id(cell.passage) in own else None
    return cell if match is None else replace(cell, passage=cell.passage.part_of(match.end(), len(cell.text)))
