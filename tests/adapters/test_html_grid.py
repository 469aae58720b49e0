"""Tables that a page makes with a CSS grid: every way of saying where a cell stands gives the table of the form."""

from __future__ import annotations

from collections.abc import Callable
from html import escape
from pathlib import Path
from random import Random

import pytest

import adapters
from adapters.html import read
from adapters.html.grids import _columns
from checker.document import Cell, Table
from tests.checker.reports import check, fired
from tests.generator import html
from tests.generator.layout import Grid, GridCell
from tests.generator.spec import report_2019, report_2021, with_figure

Place = Callable[[GridCell], str]


def placed(cell: GridCell | Cell, text: str) -> tuple[int, int, int, int, str]:
    """A cell's place and text."""
    return cell.row, cell.column, cell.row_span, cell.column_span, text.replace("\n", " ").strip()


TEMPLATES = ("repeat({0}, 1fr)", "2fr repeat({1}, minmax(0, 1fr))", "10px 1fr repeat({2}, auto)")


def lines(cell: GridCell) -> str:
    """Where it begins and over how much it reaches."""
    return f"grid-row: {cell.row + 1} / span {cell.row_span}; grid-column: {cell.column + 1} / span {cell.column_span}"


def ends(cell: GridCell) -> str:
    """Where it begins and ends."""
    column, row = cell.column + 1, cell.row + 1
    return f"grid-row:{row}/{row + cell.row_span};grid-column:{column}/{column + cell.column_span}"


def area(cell: GridCell) -> str:
    """All four lines at once."""
    column, row = cell.column + 1, cell.row + 1
    return f"grid-area: {row} / {column} / {row + cell.row_span} / {column + cell.column_span}"


def flow(cell: GridCell) -> str:
    """Only over how much it reaches: a browser puts it where there is room."""
    spans = (("row", cell.row_span), ("column", cell.column_span))
    return "; ".join(f"grid-{axis}: span {span}" for axis, span in spans if span > 1)


def drawn(grid: Grid, place: Place, template: str, mixed: Random | None = None, tag: str = "div") -> str:
    """The grid as a page has it, its cells in any order where `mixed`."""
    cells = sorted(grid.cells, key=lambda cell: (cell.row, cell.column))
    if mixed is not None:
        mixed.shuffle(cells)
    shown = "".join(f'<{tag} style="{place(cell)}">{escape(cell.text)}</{tag}>' for cell in cells)
    columns = template.format(grid.columns, grid.columns - 1, grid.columns - 2)
    return f'<{tag} style="display: grid; grid-template-columns: {columns}">{shown}</{tag}>'


@pytest.mark.parametrize("template", TEMPLATES)
@pytest.mark.parametrize(("place", "mixed"), [(lines, False), (ends, True), (area, True), (flow, False)])
def test_a_report_whose_tables_are_grids_is_judged_as_with_tables(
    place: Place, mixed: bool, template: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    order = Random(7) if mixed else None
    monkeypatch.setattr(html, "_table", lambda grid, _: drawn(grid, place, template, order))
    changed = with_figure(report_2021(3), "applications", "new", "total", "999")
    for report, wrong in ((report_2021(3), False), (report_2019(3), False), (changed, True)):
        path = tmp_path / "page.html"
        path.write_text(html.write(report), encoding="utf-8")
        document = read(path, "page.html")
        tables = [block for block in document.blocks if isinstance(block, Table)]
        assert [sorted(placed(cell, cell.text.string) for cell in one.cells) for one in tables] == [
            sorted(placed(cell, cell.text) for cell in report.grid(name).cells)
            for name in ("disclosure", "applications", "reviews")
        ]
        assert ("applications-balance" in fired(check(document))) == wrong


@pytest.mark.parametrize(
    ("template", "columns"),
    [
        ("1fr 1fr", 2),
        ("repeat(7, 1fr)", 7),
        ("1fr 1.4fr 4fr repeat(7,1fr)", 10),
        ("[full] 20px repeat(2, minmax(8em, 1fr) auto) minmax(0, 1fr)", 6),
        ("none", 1),
        ("", 0),
    ],
)
def test_the_columns_of_a_template_are_counted(template: str, columns: int) -> None:
    assert _columns(template) == columns


CALC = """<html><head><meta name="generator" content="LibreOffice 7.4"></head><body><table>
<tr><td>年度报告</td><td><br></td><td><br></td><td><br></td><td><br></td></tr>
<tr><td>二、主动公开</td><td><br></td><td><br></td><td>三、收费</td><td><br></td></tr>
<tr><td><br></td><td><br></td><td><br></td><td><br></td><td><br></td></tr>
<tr>{one}名称</td>{one}件数</td><td><br></td>{one}名称</td>{one}件数</td></tr>
<tr>{one}许可</td>{figure}12</td><td><br></td>{one}收费</td>{figure}3</td></tr>
<tr>{one}处罚</td>{figure}5</td><td><br></td><td><br></td><td><br></td></tr>
<tr><td><br></td><td><br></td><td><br></td><td><br></td><td><br></td></tr>
<tr><td>四、其他</td><td><br></td><td><br></td><td><br></td><td><br></td></tr>
</table></body></html>"""
EXCEL = CALC.replace("LibreOffice 7.4", "Microsoft Excel 15").replace(
    "</head>", "<style>.xl65{{border:.5pt solid windowtext;}} .xl66{{border-top:none;}}</style></head>"
)


@pytest.mark.parametrize(
    "source",
    [
        CALC.format(
            one='<td style="border-top: 1px solid #000000">',
            figure='<td style="border-top: 1px solid #000000" sdval="1" sdnum="2052;">',
        ),
        EXCEL.format(one="<td class=xl65>", figure="<td class=xl65 x:num>"),
        EXCEL.format(one="<td class=xl66>", figure="<td class=xl66 align=right x:num>"),
    ],
)
def test_a_page_saved_by_a_spreadsheet_program_is_read_as_the_sheet_it_was(tmp_path: Path, source: str) -> None:
    path = tmp_path / "a.html"
    path.write_text(source, encoding="utf-8")
    blocks = adapters.read(path, path.name).blocks
    shown = [
        [[cell.text.string for cell in row] for row in block.by_row()]
        if isinstance(block, Table)
        else block.text.string  # type: ignore[union-attr]
        for block in blocks
    ]
    assert shown == [
        "年度报告",
        "二、主动公开",
        [["名称", "件数"], ["许可", "12"], ["处罚", "5"]],
        "三、收费",
        [["名称", "件数"], ["收费", "3"]],
        "四、其他",
    ]


def test_a_table_pasted_from_a_sheet_stays_a_table(tmp_path: Path) -> None:
    """Its first row is one cell, and a column is not filled in."""
    path = tmp_path / "a.html"
    path.write_text(
        "<html><body><p>二、主动公开</p><table><tr><td colspan=3>第二十条第（一）项</td></tr>"
        "<tr><td class=xl65>名称</td><td>件数</td><td></td></tr><tr><td>许可</td><td x:num>12</td><td></td></tr>"
        "<tr><td colspan=3>合计</td></tr></table></body></html>",
        encoding="utf-8",
    )
    (_, table) = adapters.read(path, path.name).blocks
    assert isinstance(table, Table)
    assert (table.rows, table.columns) == (4, 3)


def test_elements_of_a_line_that_are_shown_as_a_grid_are_one(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(html, "_table", lambda grid, _: drawn(grid, lines, TEMPLATES[0], Random(5), "span"))
    report = report_2021(3)
    path = tmp_path / "page.html"
    path.write_text(html.write(report), encoding="utf-8")
    tables = [block for block in read(path, "page.html").blocks if isinstance(block, Table)]
    assert [(one.rows, one.columns) for one in tables] == [
        (report.grid(name).rows, report.grid(name).columns) for name in ("disclosure", "applications", "reviews")
    ]
