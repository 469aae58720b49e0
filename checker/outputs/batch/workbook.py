"""The rectification ledger as a workbook: every finding a row, with totals by unit and by rule."""

from __future__ import annotations

import io
from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime
from itertools import chain, islice
from typing import Any

from checker.audit.audit import Run
from checker.audit.wording import tr
from checker.document import Document
from checker.outputs.material import promised
from checker.outputs.material.ledger import COLUMNS, Row, rows
from checker.outputs.material.units import RANKS, Unit, organs, rules
from checker.outputs.material.width import width

WIDTHS = {
    "number": 6,
    "unit": 18,
    "year": 7,
    "document": 20,
    "section": 16,
    "place": 20,
    "quote": 18,
    "severity": 8,
    "title": 18,
    "problem": 40,
    "sum": 28,
    "clause": 32,
    "advice": 28,
    "status": 9,
    "compared": 9,
    "deadline": 14,
    "rule": 30,
    "fingerprint": 20,
}
"""Columns of the ledger in characters."""
PROMISED = {
    "clause": 18,
    "promise": 40,
    "office": 16,
    "amount": 11,
    "deadline": 14,
    "answer": 50,
    "reported": 11,
    "status": 11,
    "score": 9,
    "kind": 10,
    "rule": 28,
    "plan": 30,
}
"""The same of the plan against the report."""
FIGURES = ("number", "year")
"""Columns of numbers, by which a reader sorts."""
COLOURS = {"error": ("#B3261E", "#FBE3E0"), "warning": ("#8A5A00", "#FDEECB"), "note": ("#1F5F99", "#DCECFA")}
COLOURS["review"] = ("#6B3FA0", "#ECE2F8")
CREATED = datetime(2020, 1, 1)  # noqa: DTZ001 - the format has no time zone
"""Always the same, so that the same run gives the same bytes."""
LONGEST = 32767
"""Characters that a cell of this format may hold."""
SHEET = 50_000
"""Rows of the ledger on a sheet: more go on on the next, as no program shows more than a million."""
MANY = 5_000
"""Findings from which on rows are written as they come, and a text that comes twice is written twice."""


def workbook(run: Run, documents: Mapping[str, Document], all_units: Sequence[Unit], deadline: date | None) -> bytes:
    """An xlsx file. Texts are written as strings only: none can become a formula or a link."""
    import xlsxwriter

    target = io.BytesIO()
    many = sum(len(audit.findings) for audit in run.audits) + len(run.batch) > MANY
    options = {
        "constant_memory" if many else "in_memory": True,
        "strings_to_formulas": False,
        "strings_to_urls": False,
        "strings_to_numbers": False,
    }
    with xlsxwriter.Workbook(target, options) as book:
        book.set_properties({"title": tr("ledger", run.lang), "author": "gouji", "created": CREATED})
        formats = {
            "head": book.add_format(
                {"bold": True, "bg_color": "#1F4E8C", "font_color": "#FFFFFF", "border": 1, "valign": "vcenter"}
                | {"align": "center", "text_wrap": True}
            ),
            "cell": book.add_format({"text_wrap": True, "valign": "top", "border": 1, "border_color": "#D0D5DD"}),
            "figure": book.add_format({"valign": "top", "align": "right", "border": 1, "border_color": "#D0D5DD"}),
        }
        for rank, (ink, ground) in COLOURS.items():
            look = {
                "font_color": ink,
                "bg_color": ground,
                "bold": True,
                "align": "center",
                "valign": "top",
                "border": 1,
            }
            formats[rank] = book.add_format(look | {"border_color": "#D0D5DD"})
        _ledger(book, run, documents, deadline, formats)
        _by_unit(book, run, all_units, formats)
        _by_rule(book, run, all_units, formats)
        _promises(book, run, all_units, formats)
    return target.getvalue()


def _ledger(
    book: Any, run: Run, documents: Mapping[str, Document], deadline: date | None, formats: Mapping[str, Any]
) -> None:
    entries = rows(run, documents, deadline)
    heads = [tr(f"column_{column}", run.lang) for column in COLUMNS]
    number, some = 1, list(islice(entries, 1))
    while number == 1 or some:
        name = tr("ledger", run.lang) + (f" {number}" if number > 1 else "")
        _ledger_sheet(book, name, heads, chain(some, islice(entries, SHEET - len(some))), run.lang, formats)
        number, some = number + 1, list(islice(entries, 1))


def _ledger_sheet(
    book: Any, name: str, heads: Sequence[str], entries: Iterable[Row], lang: str, formats: Mapping[str, Any]
) -> None:
    sheet = _sheet(book, name, heads, formats)
    last = 1
    for line, entry in enumerate(entries, 1):
        last = line
        for column, name in enumerate(COLUMNS):
            look = formats[entry.rank] if name == "severity" else formats["cell"]
            if name in FIGURES and entry.cell(name).isdecimal():
                sheet.write_number(line, column, int(entry.cell(name)), look)
            else:
                sheet.write_string(line, column, _held(entry.cell(name)), look)
        sheet.set_row(line, _height({name: entry.cell(name) for name in COLUMNS}, WIDTHS))
    for column, name in enumerate(COLUMNS):
        sheet.set_column(column, column, WIDTHS[name])
    sheet.autofilter(0, 0, last, len(COLUMNS) - 1)
    sheet.freeze_panes(1, 2)
    states = ("review", "status_open", "status_under_way", "status_fixed", "status_waived")
    choices = [tr(state, lang) for state in states]
    status = COLUMNS.index("status")
    sheet.data_validation(1, status, last, status, {"validate": "list", "source": choices, "error_type": "warning"})
    sheet.set_landscape()
    sheet.set_paper(8)  # A3
    sheet.fit_to_pages(1, 0)
    sheet.print_area(0, 0, last, COLUMNS.index("deadline"))


def _by_unit(book: Any, run: Run, all_units: Sequence[Unit], formats: Mapping[str, Any]) -> None:
    heads = ["column_number", "column_unit", "column_documents", *RANKS, "heading_unchecked"]
    sheet = _sheet(book, tr("by_unit", run.lang), [tr(head, run.lang) for head in heads], formats)
    for line, unit in enumerate(all_units, 1):
        figures = [len(unit.own()), *(unit.count(rank) for rank in RANKS), len(unit.audit.unchecked)]
        sheet.write_number(line, 0, unit.number, formats["figure"])
        sheet.write_string(line, 1, _held(unit.name), formats["cell"])
        for column, figure in enumerate(figures, 2):
            sheet.write_number(line, column, figure, formats["figure"])
    sheet.set_column(1, 1, 40)
    sheet.set_column(2, len(heads) - 1, 10)
    sheet.autofilter(0, 0, max(len(all_units), 1), len(heads) - 1)


def _by_rule(book: Any, run: Run, all_units: Sequence[Unit], formats: Mapping[str, Any]) -> None:
    heads = ["label_rule", "column_title", "column_units", "column_count"]
    sheet = _sheet(book, tr("by_rule", run.lang), [tr(head, run.lang) for head in heads], formats)
    found = rules(run)
    for line, (rule, title, count) in enumerate(found, 1):
        sheet.write_string(line, 0, _held(rule), formats["cell"])
        sheet.write_string(line, 1, _held(title), formats["cell"])
        sheet.write_number(line, 2, organs([unit for unit in all_units if unit.of_rule(rule)]), formats["figure"])
        sheet.write_number(line, 3, count, formats["figure"])
    sheet.set_column(0, 0, 46)
    sheet.set_column(1, 1, 50)
    sheet.set_column(2, 3, 12)
    sheet.autofilter(0, 0, max(len(found), 1), len(heads) - 1)


def _promises(book: Any, run: Run, all_units: Sequence[Unit], formats: Mapping[str, Any]) -> None:
    """Plan against report, where a unit has both: every clause a row, under the name of its unit."""
    entries = [(unit.name, row) for unit in all_units for row in unit.audit.matrix]
    if not entries:
        return
    sheet = _sheet(book, tr("matrix", run.lang), [tr("column_unit", run.lang), *promised.heads(run.lang)], formats)
    for line, (name, row) in enumerate(entries, 1):
        held = promised.cells(row, run.lang)
        sheet.set_row(line, _height(held, PROMISED))
        sheet.write_string(line, 0, _held(name), formats["cell"])
        for column, key in enumerate(promised.COLUMNS, 1):
            look = formats.get(promised.LOOKS[row.status], formats["cell"]) if key == "status" else formats["cell"]
            sheet.write_string(line, column, _held(held[key]), look)
    for column, size in enumerate((18, *(PROMISED[key] for key in promised.COLUMNS))):
        sheet.set_column(column, column, size)
    sheet.autofilter(0, 0, len(entries), len(promised.COLUMNS))
    sheet.set_landscape()
    sheet.set_paper(8)  # A3
    sheet.fit_to_pages(1, 0)


def _height(cells: Mapping[str, str], widths: Mapping[str, int]) -> float:
    """Points of a row in which every cell is shown whole, up to sixteen lines."""
    lines = max(-(-width(cell) // (widths[name] - 1)) for name, cell in cells.items())
    return min(15.0 * max(lines, 1) + 3, 240.0)


def _sheet(book: Any, name: str, heads: Sequence[str], formats: Mapping[str, Any]) -> Any:
    sheet = book.add_worksheet(name)
    for column, head in enumerate(heads):
        sheet.write_string(0, column, head, formats["head"])
    sheet.set_row(0, 24)
    sheet.freeze_panes(1, 0)
    sheet.repeat_rows(0)
    return sheet


def _held(string: str) -> str:
    """What a cell can hold of a text."""
    return string.encode("utf-8", "replace").decode()[:LONGEST]
