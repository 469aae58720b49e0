"""A table of the form that a document divides left and right: its labels stand again before the other columns."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from html import escape
from pathlib import Path

import pytest
from docx import Document as WordDocument
from openpyxl import Workbook

import adapters
from checker.audit.audit import Audit
from tests.adapters.docx_files import cells_of
from tests.adapters.pdf_samples import with_soffice
from tests.checker.reports import check, fired, known_report
from tests.generator.layout import Grid
from tests.generator.spec import Report, with_figure

AT = 6
"""The first column of figures that stands in the second piece."""


def divided(grid: Grid, again: bool = False, bare: bool = False) -> list[Grid]:
    """The table as one of the columns before `AT` and one of the labels and the other columns; `again`: of the first
    columns once more; `bare`: the second without the labels."""
    pieces = []
    for low, high in ((3, AT), (3, AT) if again else (AT, grid.columns)):
        first = 0 if bare and pieces else 3
        cells = []
        for cell in grid.cells:
            begin, end = cell.column, cell.column + cell.column_span
            if begin >= 3:
                begin, end = max(begin, low) - low + first, min(end, high) - low + first
            elif not first:
                continue
            if begin < end:
                cells.append(replace(cell, column=begin, column_span=end - begin))
        pieces.append(replace(grid, cells=tuple(cells), columns=first + high - low))
    return pieces


def parts(report: Report, again: bool = False, bare: bool = False) -> list[str | Grid]:
    """The report in order, its second table in two pieces."""
    found: list[str | Grid] = [report.title, *report.preamble_lines()]
    for section in report.sections:
        found += [section.heading.shown, *(line.shown for line in section.lines)]
        if section.table == "applications":
            first, second = divided(report.grid(section.table), again, bare)
            found += [first, "续表", second]
        elif section.table:
            found.append(report.grid(section.table))
    return [*found, *report.closing]


def page(some: list[str | Grid], folder: Path) -> Path:
    lines = []
    for part in some:
        if isinstance(part, str):
            lines.append(f"<p>{escape(part)}</p>")
            continue
        rows = (
            "".join(
                f'<td rowspan="{cell.row_span}" colspan="{cell.column_span}">{escape(cell.text)}</td>' for cell in row
            )
            for row in part.by_row()
        )
        lines.append("<table>" + "".join(f"<tr>{row}</tr>" for row in rows) + "</table>")
    (folder / "report.html").write_text('<meta charset="utf-8">' + "".join(lines), encoding="utf-8")
    return folder / "report.html"


def word(some: list[str | Grid], folder: Path) -> Path:
    document = WordDocument()
    for part in some:
        if isinstance(part, str):
            document.add_paragraph(part)
            continue
        cells = cells_of(document, part)
        for cell in part.cells:
            low = cells[cell.row + cell.row_span - 1][cell.column + cell.column_span - 1]
            cells[cell.row][cell.column].merge(low).text = cell.text
    document.save(str(folder / "report.docx"))
    return folder / "report.docx"


def book(some: list[str | Grid], folder: Path) -> Path:
    made = Workbook()
    sheet = made.active
    at = 1
    for part in some:
        if isinstance(part, str):
            sheet.cell(at, 1, part)
            at += 1
            continue
        for cell in part.cells:
            row, column = at + cell.row, 1 + cell.column
            sheet.cell(row, column, int(cell.text) if cell.text.isdigit() else cell.text)
            if cell.row_span > 1 or cell.column_span > 1:
                end = {"end_row": row + cell.row_span - 1, "end_column": column + cell.column_span - 1}
                sheet.merge_cells(start_row=row, start_column=column, **end)
        at += part.rows
    made.save(folder / "report.xlsx")
    return folder / "report.xlsx"


def lines(some: list[str | Grid], folder: Path) -> Path:
    found = []
    for part in some:
        if isinstance(part, str):
            found.append(part)
            continue
        for row in part.slots():
            found.append("| " + " | ".join(cell.text.replace("\n", "") if cell else "" for cell in row) + " |")
        found.append("")
    (folder / "report.txt").write_text("\n".join(found), encoding="utf-8")
    return folder / "report.txt"


def audit(path: Path) -> Audit:
    return check(adapters.read(path))


WRITERS = [page, word, book, lines]


@pytest.mark.parametrize("bare", [False, True], ids=["labels again", "labels once"])
@pytest.mark.parametrize("write", WRITERS)
def test_a_table_divided_left_and_right_is_one(
    write: Callable[[list[str | Grid], Path], Path], bare: bool, tmp_path: Path
) -> None:
    assert not fired(audit(write(parts(known_report(), bare=bare), tmp_path)))


@pytest.mark.parametrize("bare", [False, True], ids=["labels again", "labels once"])
@pytest.mark.parametrize("write", WRITERS)
def test_a_sum_over_both_pieces_is_held_against_its_parts(
    write: Callable[[list[str | Grid], Path], Path], bare: bool, tmp_path: Path
) -> None:
    report = known_report()
    total = next(cell for cell in report.grid("applications").cells if cell.key == "new.total")
    wrong = with_figure(report, "applications", "new", "total", str(int(total.text) + 1))
    assert "applications-row-total" in fired(audit(write(parts(wrong, bare=bare), tmp_path)))


@pytest.mark.soffice
def test_a_table_divided_left_and_right_is_one_in_print(tmp_path: Path) -> None:
    ruled = WordDocument(str(word(parts(known_report()), tmp_path)))
    for table in ruled.tables:
        table.style = "Table Grid"
    ruled.save(str(tmp_path / "ruled.docx"))
    assert not fired(audit(with_soffice(tmp_path / "ruled.docx", tmp_path / "ruled.pdf")))


def test_a_table_that_says_the_same_columns_again_is_no_continuation(tmp_path: Path) -> None:
    assert "table-column-missing" in fired(audit(page(parts(known_report(), again=True), tmp_path)))
