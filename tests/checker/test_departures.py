"""What a table has that its form does not, and what nobody filled in: told once each, and never taken for figures."""

from __future__ import annotations

from dataclasses import replace

import pytest

from checker.document import Cell, Document, Table, Text
from tests.checker.reports import (
    check,
    document_of,
    document_of_text,
    fired,
    found,
    known_report,
    table_at,
    upset,
    with_block,
)
from tests.generator.layout import APPLICANTS, application_rows
from tests.generator.spec import Report, report_2019, report_2021, with_figure
from tests.generator.text import write

APPLICATION_COLUMNS = (*APPLICANTS, "total")


def with_table(table: str, change: object, report: Report | None = None) -> Document:
    """A report with one of its tables changed."""
    document = document_of(report or known_report())
    at = table_at(document, table)
    return with_block(document, at, change(document.blocks[at]))  # type: ignore[operator]


def column_added(at: int, head: str, text: str = "", head_rows: int = 3) -> object:
    """The change that puts a column before column `at`: its head merged over the head rows, `text` in all others."""

    def change(table: Table) -> Table:
        moved = tuple(
            replace(cell, column=cell.column + 1)
            if cell.column >= at
            else replace(cell, column_span=cell.column_span + (cell.column + cell.column_span > at))
            for cell in table.cells
        )
        covered = {
            row
            for cell in moved
            for row in range(cell.row, cell.row + cell.row_span)
            if cell.column < at < cell.column + cell.column_span
        }
        new = [Cell(row, at, Text(text)) for row in range(head_rows, table.rows) if row not in covered]
        cells = sorted((*moved, Cell(0, at, Text(head), head_rows), *new), key=lambda cell: (cell.row, cell.column))
        return Table(tuple(cells), table.rows, table.columns + 1)

    return change


def row_added(before: int, *texts: str) -> object:
    """The change that puts a row before row `before`; the merged cells that it cuts reach over it."""

    def change(table: Table) -> Table:
        moved = tuple(
            replace(cell, row=cell.row + 1)
            if cell.row >= before
            else replace(cell, row_span=cell.row_span + (cell.row + cell.row_span > before))
            for cell in table.cells
        )
        first = table.columns - len(texts) + 1
        new = [Cell(before, 0, Text(texts[0]), 1, first)]
        new += [Cell(before, first + at, Text(text)) for at, text in enumerate(texts[1:])]
        cells = sorted((*moved, *new), key=lambda cell: (cell.row, cell.column))
        return Table(tuple(cells), table.rows + 1, table.columns)

    return change


def merged(row: int, column: int, down: int = 1, across: int = 1) -> object:
    """The change that merges figure cells; the text of the first stays."""

    def change(table: Table) -> Table:
        covered = {(row + low, column + step) for low in range(down) for step in range(across)} - {(row, column)}
        cells = [
            replace(cell, row_span=down, column_span=across) if (cell.row, cell.column) == (row, column) else cell
            for cell in table.cells
            if (cell.row, cell.column) not in covered
        ]
        return Table(tuple(cells), table.rows, table.columns)

    return change


@pytest.mark.parametrize("text", ["", "见附件", "/"])
@pytest.mark.parametrize("head", ["备注", "说明"])
def test_a_column_that_the_form_does_not_have_is_told_and_changes_nothing_else(head: str, text: str) -> None:
    audit = check(with_table("applications", column_added(10, head, text)))
    assert fired(audit) == ["table-changed"]
    (note,) = audit.findings
    assert head in note.message
    assert note.locations[0].text == head


def test_a_column_of_subtotals_is_told_and_is_no_figure_of_the_form() -> None:
    audit = check(with_table("applications", column_added(9, "小计", "7")))
    assert fired(audit) == ["table-changed"]


@pytest.mark.parametrize("table", ["applications", "reviews"])
@pytest.mark.parametrize("text", ["1", "02."])
def test_a_column_of_serial_numbers_before_the_labels_is_told(table: str, text: str) -> None:
    audit = check(with_table(table, column_added(0, "序号", text)))
    assert fired(audit) == ["table-changed"]
    assert audit.findings[0].locations[0].text == "序号"


def test_a_row_of_subtotals_is_told() -> None:
    audit = check(with_table("applications", row_added(17, "小计", *("3" for _ in APPLICATION_COLUMNS))))
    assert fired(audit) == ["table-changed"]
    assert audit.findings[0].locations[0].text == "小计"


@pytest.mark.parametrize(("down", "across"), [(2, 1), (1, 2)])
def test_figures_that_share_a_cell_are_told_and_none_of_them_is_taken_for_known(down: int, across: int) -> None:
    audit = check(with_table("applications", merged(7, 3, down, across)))
    assert fired(audit) == ["table-changed"]
    assert upset(audit.findings[0]) == {"applications-row-total", "applications-handled-total"}


@pytest.mark.parametrize(
    "document", [document_of(report_2021(3)), document_of(report_2019(3)), document_of(known_report())]
)
def test_a_table_as_the_form_has_it_is_not_told(document: Document) -> None:
    assert found(check(document), "table-changed") == []


@pytest.mark.parametrize("word", ["见附表", "已核"])
def test_a_column_of_words_in_a_text_is_told_and_moves_no_figure(word: str) -> None:
    lines = write(known_report(), "pipes").splitlines()
    first = next(at for at, line in enumerate(lines) if "申请人情况" in line)
    last = next(at for at, line in enumerate(lines) if line.startswith("四、结转"))
    lines[first] = lines[first].rstrip(" |") + " | 备注 |"
    for at in range(first + 3, last + 1):
        lines[at] = lines[at].rstrip(" |") + f" | {word} |"
    audit = check(document_of_text("\n".join(lines)))
    assert fired(audit) == ["table-changed"]
    assert "备注" in audit.findings[0].message


def test_a_whole_column_that_nobody_filled_in_is_one_finding() -> None:
    report = known_report()
    for row in application_rows("2021"):
        report = with_figure(report, "applications", row, "legal", "")
    audit = check(document_of(report))
    assert fired(audit) == ["table-column-blank"]
    assert audit.findings[0].locations[0].column == "legal"


def test_a_whole_row_that_nobody_filled_in_is_one_finding() -> None:
    report = known_report()
    for column in APPLICATION_COLUMNS:
        report = with_figure(report, "applications", "refused_3", column, "/")
    assert fired(check(document_of(report))) == ["table-row-blank"]


def test_a_whole_table_that_nobody_filled_in_is_one_finding() -> None:
    report = known_report(none=True)
    for row in application_rows("2021"):
        for column in APPLICATION_COLUMNS:
            report = with_figure(report, "applications", row, column, "")
    assert fired(check(document_of(report))) == ["table-blank"]


def test_one_figure_in_a_column_and_its_blanks_are_told_one_by_one() -> None:
    report = known_report()
    for row in application_rows("2021")[1:]:
        report = with_figure(report, "applications", row, "legal", "")
    assert len(found(check(document_of(report)), "cell-blank")) == len(application_rows("2021")) - 1


def test_a_column_that_does_not_add_up_is_told_beside_one_that_is_blank() -> None:
    report = with_figure(known_report(), "applications", "handled", "total", "99")
    for row in application_rows("2021"):
        report = with_figure(report, "applications", row, "legal", "")
    told = fired(check(document_of(report)))
    assert "applications-balance" in told
    assert "applications-handled-total" in told
    assert not [name for name in told if name.endswith("?")]


@pytest.mark.parametrize("text", ["6（含上年1件）", "6，其中网上3件", "6*", "6①", "6注1"])
def test_a_remark_in_a_figure_cell_is_a_note_and_the_figure_is_checked(text: str) -> None:
    assert fired(check(document_of(with_figure(known_report(), "applications", "carried_in", "natural", text)))) == [
        "cell-remark"
    ]


@pytest.mark.parametrize("text", ["6%", "6‰", "6元", "6万元"])
def test_a_share_or_an_amount_in_a_count_cell_is_refused(text: str) -> None:
    audit = check(document_of(with_figure(known_report(), "applications", "carried_in", "natural", text)))
    assert "cell-number" in fired(audit)


@pytest.mark.parametrize("wide", [1, 2])
@pytest.mark.parametrize("wrong", [False, True])
def test_rows_cut_at_other_places_than_their_head_have_its_columns_in_their_order(wide: int, wrong: bool) -> None:
    # Tables made by hand: 本年增/减 is merged over two columns of the grid in the head, another cell in the rows.
    def change(table: Table) -> Table:
        cells = []
        for cell in table.cells:
            row = 4 < cell.row < 12 and cell.row != 8
            merged = wide if cell.row not in (5, 9) else 3 - wide
            span = cell.column_span + (cell.column == merged if row else cell.column + cell.column_span > 2)
            at = cell.column + (cell.column > merged if row else cell.column > 2)
            figure = {1: "3", 2: "-1", 3: "40"}.get(cell.column) if row and cell.row not in (5, 9) else None
            cells.append(replace(cell, column=at, column_span=span, text=Text(figure) if figure else cell.text))
        if wrong:
            cells = [replace(one, text=Text("上一年数量")) if one.text.string == "本年增/减" else one for one in cells]
        return Table(tuple(cells), table.rows, table.columns + 1)

    document = with_table("disclosure", change, known_report(year=2019))
    audit = check(document)
    told = [finding.message for finding in found(audit, "table-label")]
    assert told == (["“主动公开政府信息情况”表中“上一年数量”应为“本年增/减”。"] * 3 if wrong else [])
    assert not [one for one in fired(audit) if one.startswith(("cell", "table-row", "table-column"))]
