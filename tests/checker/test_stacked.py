"""Several rows of a form in one row of the file: their labels lines of one cell, their figures lines of others."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import pytest
from docx import Document as WordDocument

import adapters
from checker.audit.audit import Audit
from tests.adapters.docx_files import cells_of
from tests.checker.reports import check, fired, known_report
from tests.generator import html
from tests.generator.layout import Grid, GridCell
from tests.generator.spec import Report, with_figure

REFUSED = [list(range(7, 15))]
GROUPS = {
    "rows of one group": REFUSED,
    "two rows": [[3, 4]],
    "rows of each group": [[3, 4], list(range(7, 15)), [15, 16, 17], list(range(18, 23)), [23, 24, 25]],
}


def stacked(grid: Grid, groups: Sequence[Sequence[int]], short: str = "") -> Grid:
    """The rows of each group in its first; the cell of column `short` lacks its last line."""
    within = {row for group in groups for row in group[1:]}
    first = {group[0]: group for group in groups}
    by_place = {(cell.row, cell.column): cell for cell in grid.cells}
    cells: list[GridCell] = []
    for cell in grid.cells:
        if cell.row in within:
            continue
        text, span = cell.text, cell.row_span - sum(cell.row <= row < cell.row + cell.row_span for row in within)
        if cell.row in first and cell.row_span == 1:
            lines = [by_place[row, cell.column].text for row in first[cell.row]]
            text = "\n".join(lines[:-1] if short and cell.key.endswith("." + short) else lines)
        above = sum(row < cell.row for row in within)
        cells.append(replace(cell, text=text, row=cell.row - above, row_span=span))
    return replace(grid, cells=tuple(cells), rows=grid.rows - len(within))


class Stacked(Report):
    """A report that prints several rows of its second table as one."""

    groups: Sequence[Sequence[int]] = ()
    short = ""

    def grid(self, table: str) -> Grid:
        grid = super().grid(table)
        return stacked(grid, self.groups, self.short) if table == "applications" else grid


def of(report: Report, groups: Sequence[Sequence[int]], short: str = "") -> Report:
    kept = {name: getattr(report, name) for name in Report.__dataclass_fields__}
    return type("Made", (Stacked,), {"groups": groups, "short": short})(**kept)


def page(report: Report, folder: Path, line: str) -> Path:
    opened, closed = (line, line.replace("<", "</")) if line != "<br>" else ("", "")
    path = folder / "report.html"
    written = html.write(report)
    if opened:
        parts = written.split("<td")
        cells = [part.partition("</td>") for part in parts[1:]]
        made = [
            start + ">" + "".join(f"{opened}{one}{closed}" for one in text.split("<br>")) + end + rest
            for (cell, end, rest) in cells
            for start, _, text in [cell.partition(">")]
        ]
        written = "<td".join([parts[0], *made])
    path.write_text(written, encoding="utf-8")
    return path


def word(report: Report, folder: Path, breaks: bool) -> Path:
    """The report by python-docx, a line of a cell a paragraph of its own or behind a break."""
    document = WordDocument()
    for text in (report.title, *report.preamble_lines()):
        document.add_paragraph(text)
    for section in report.sections:
        for text in (section.heading.shown, *(line.shown for line in section.lines)):
            document.add_paragraph(text)
        if section.table:
            grid = report.grid(section.table)
            cells = cells_of(document, grid)
            for cell in grid.cells:
                last = cells[cell.row + cell.row_span - 1][cell.column + cell.column_span - 1]
                held = cells[cell.row][cell.column].merge(last)
                first, *lines = cell.text.split("\n")
                held.text = cell.text if breaks else first
                for line in lines if not breaks else ():
                    held.add_paragraph(line)
    for text in report.closing:
        document.add_paragraph(text)
    path = folder / "report.docx"
    document.save(str(path))
    return path


WAYS = {
    "br": lambda report, folder: page(report, folder, "<br>"),
    "p": lambda report, folder: page(report, folder, "<p>"),
    "div": lambda report, folder: page(report, folder, "<div>"),
    "w:br": lambda report, folder: word(report, folder, breaks=True),
    "w:p": lambda report, folder: word(report, folder, breaks=False),
}


def audited(path: Path) -> Audit:
    return check(adapters.read(path, path.name))


@pytest.mark.parametrize("way", WAYS)
@pytest.mark.parametrize("groups", GROUPS)
def test_each_line_is_a_row(tmp_path: Path, way: str, groups: str) -> None:
    report = known_report()
    assert fired(audited(WAYS[way](of(report, GROUPS[groups]), tmp_path))) == []
    figures = report.figures("applications")
    wrong = with_figure(report, "applications", "refused_3", "total", str(int(figures["refused_3", "total"]) + 2))
    audit = audited(WAYS[way](of(wrong, GROUPS[groups]), tmp_path))
    told = [one for one in audit.findings if one.rule.endswith("applications-row-total")]
    assert fired(audit) == ["applications-handled-total", "applications-row-total"]
    (place,) = (one for one in told[0].locations if one.row == "refused_3" and one.column == "total")
    assert place.text == str(int(figures["refused_3", "total"]) + 2)


@pytest.mark.parametrize("way", WAYS)
def test_where_a_line_is_missing_nothing_is_told_of_these_rows(tmp_path: Path, way: str) -> None:
    audit = audited(WAYS[way](of(known_report(), REFUSED, "total"), tmp_path))
    assert not audit.findings
    assert ["几行的行名写在同一格里" in one.why for one in audit.unchecked] == [True]
