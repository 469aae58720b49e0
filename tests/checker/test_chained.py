"""A flattened table: each label stands in one cell with those above it."""

from __future__ import annotations

from collections.abc import Iterator
from html import escape
from pathlib import Path

import pytest
from openpyxl import Workbook

import adapters
from checker.audit.audit import Audit
from tests.checker.reports import check, fired, known_report
from tests.generator.layout import Grid
from tests.generator.spec import Report, with_figure

Rows = list[list[str]]


def flat(grid: Grid, between: str, each: bool) -> Rows:
    """The rows of a grid under one row of heads; the names above a label stand before it in the first of their rows,
    or in `each`."""
    slots = [[cell for cell in row if cell is not None] for row in grid.slots()]
    first = next(at for at, cell in enumerate(slots[-1]) if cell.figure)
    heads = [
        between.join(dict.fromkeys(row[column].text for row in slots[1 : grid.header_rows]))
        for column in range(first, grid.columns)
    ]
    rows, said = [["项目", *heads]], set()
    for row in slots[grid.header_rows :]:
        names = list(dict.fromkeys(row[:first]))
        kept = [cell.text for cell in names[:-1] if each or cell.key not in said]
        said.update(cell.key for cell in names)
        rows.append([between.join([*kept, names[-1].text]), *(cell.text for cell in row[first:])])
    return rows


def upright(grid: Grid, between: str) -> Rows:
    """The one row of figures as a column, each behind all that stands above it."""
    columns = zip(*grid.slots(), strict=True)
    return [[between.join(dict.fromkeys(one.text for one in some[:-1] if one)), some[-1].text] for some in columns]


def parts(report: Report, between: str, each: bool) -> Iterator[str | Rows]:
    yield from (report.title, *report.preamble_lines())
    for section in report.sections:
        yield from (section.heading.shown, *(line.shown for line in section.lines))
        if section.table:
            grid = report.grid(section.table)
            if section.table == "applications":
                yield flat(grid, between, each)
            elif section.table == "reviews":
                yield upright(grid, between)
            else:
                yield [[cell.text if cell else "" for cell in row] for row in grid.slots()]
    yield from report.closing


def page(some: Iterator[str | Rows], folder: Path) -> Path:
    lines = [
        f"<p>{escape(part)}</p>"
        if isinstance(part, str)
        else "<table>"
        + "".join("<tr>" + "".join(f"<td>{escape(cell)}</td>" for cell in row) + "</tr>" for row in part)
        + "</table>"
        for part in some
    ]
    path = folder / "report.html"
    path.write_text("<meta charset='utf-8'>" + "".join(lines), encoding="utf-8")
    return path


def book(some: Iterator[str | Rows], folder: Path) -> Path:
    made = Workbook()
    sheet = made.active
    for part in some:
        for row in [[part]] if isinstance(part, str) else part:
            sheet.append(row)
    path = folder / "report.xlsx"
    made.save(path)
    return path


def audited(path: Path) -> Audit:
    return check(adapters.read(path, path.name))


@pytest.mark.parametrize("write", [page, book])
@pytest.mark.parametrize("each", [False, True])
@pytest.mark.parametrize("between", ["", "-", "：", "\n", " > "])
def test_a_label_behind_those_above_it_is_that_label(write: object, each: bool, between: str, tmp_path: Path) -> None:
    report = known_report()
    assert fired(audited(write(parts(report, between, each), tmp_path))) == []  # type: ignore[operator]
    row = report.figures("applications")
    wrong = with_figure(report, "applications", "refused_1", "total", str(int(row["refused_1", "total"]) + 3))
    audit = audited(write(parts(wrong, between, each), tmp_path))  # type: ignore[operator]
    assert fired(audit) == ["applications-handled-total", "applications-row-total"]


def test_a_wrong_word_behind_the_labels_above_is_told_by_itself(tmp_path: Path) -> None:
    path = page(parts(known_report(), "-", each=True), tmp_path)
    path.write_text(path.read_text("utf-8").replace("1.属于国家秘密", "1.属于国家机密"), encoding="utf-8")
    (found,) = audited(path).findings
    assert found.rule.endswith("table-label")
    assert "“1.属于国家机密”应为“1.属于国家秘密”" in found.message
    assert found.locations[0].text == "1.属于国家机密"


def test_a_sum_named_after_the_labels_above_is_no_row_of_the_form(tmp_path: Path) -> None:
    path = page(parts(known_report(), "", each=False), tmp_path)
    page_text = path.read_text("utf-8")
    sums = "<tr><td>（三）不予公开合计</td>" + "<td>0</td>" * 7 + "</tr>"
    at = page_text.index("<tr><td>（四）无法提供")
    path.write_text(page_text[:at] + sums + page_text[at:], encoding="utf-8")
    assert fired(audited(path)) == ["table-changed"]
