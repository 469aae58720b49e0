"""The tables of a report as a workbook, a sheet each, merged as they are printed."""

from __future__ import annotations

import io
from datetime import datetime

from tests.generator.spec import TABLES, Report


def write(report: Report, numbers: bool = False) -> bytes:
    """`numbers`: whole figures are numbers, everything else and otherwise all is text."""
    import xlsxwriter

    target = io.BytesIO()
    book = xlsxwriter.Workbook(target, {"in_memory": True})
    book.set_properties({"title": report.title, "created": datetime(2022, 1, 20)})  # noqa: DTZ001
    plain = book.add_format({"border": 1, "text_wrap": True})
    for name in TABLES:
        sheet = book.add_worksheet(next(s.heading.text for s in report.sections if s.table == name)[:31])
        for cell in report.grid(name).cells:
            last = cell.row + cell.row_span - 1, cell.column + cell.column_span - 1
            if last != (cell.row, cell.column):
                sheet.merge_range(cell.row, cell.column, *last, "", plain)
            if numbers and cell.figure and cell.text.isdecimal():
                sheet.write_number(cell.row, cell.column, int(cell.text), plain)
            else:
                sheet.write_string(cell.row, cell.column, cell.text, plain)
    book.close()
    return target.getvalue()
