"""Rows with codes below units, columns that are sums of those below their label, tables of nearly one caption."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import pytest

from checker.fact import Fact
from tests.checker.test_author_tables import facts, shown

FORM = """
outline: [{id: one, title: 支出表}]
fields: {span: {title: 期限, near: [期限], read: period}}
subtotals: [小计, 合计]
differences: [增减额]
tables:
  t:
    section: one
    title: 支出表
    captions: [公共预算支出表]
    read: number
    blank: 0
    codes: true
    columns: {total: {label: 合计, also: [总计]}, basic: 基本支出, project: 项目支出}
    rows: {education: 教育支出, housing: 住房保障支出, all: 合计}
"""


def read(folder: Path, *tables: str) -> list[Fact]:
    return facts(folder, FORM, "<h1>甲局2023年度报告</h1><h2>一、支出表</h2>" + "".join(tables))


def table(*lines: str, caption: str = "公共预算支出表") -> str:
    """A table of lines with `|` between cells; `名<2x3` is a cell over two rows and three columns."""
    made = []
    for line in lines:
        cells = []
        for cell in line.split("|"):
            text, _, size = cell.partition("<")
            rows, _, columns = size.partition("x")
            cells.append(f'<td rowspan="{rows or 1}" colspan="{columns or 1}">{text}</td>')
        made.append(f"<tr>{''.join(cells)}</tr>")
    return f"<p>{caption}</p><table>{''.join(made)}</table>"


def amounts(found: list[Fact]) -> list[tuple[object, ...]]:
    return shown(found, "t.row", "row", "total", "basic", "project")


PLAIN = [("all", 30, 20, 10), ("education", 25, 15, 10), ("普通教育", 25, 15, 10), ("housing", 5, 5, 0)]


@pytest.mark.parametrize(
    ("head", "cells"),
    [
        # The label over three columns is their sum.
        (
            ("编码<2x1|名称<2x1|合计<2x1|基本支出<1x3|项目支出<2x1", "小计|人员经费|公用经费"),
            ("30|20|18|2|10", "25|15|13|2|10", "25|15|13|2|10", "5|5|5||"),
        ),
        # The sum stands last.
        (
            ("编码<2x1|名称<2x1|合计<2x1|基本支出<1x3|项目支出<2x1", "人员经费|公用经费|合计"),
            ("30|18|2|20|10", "25|13|2|15|10", "25|13|2|15|10", "5|5||5|"),
        ),
        # There are the parts alone.
        (
            ("编码<2x1|名称<2x1|合计<2x1|基本支出<1x2|项目支出<2x1", "人员经费|公用经费"),
            ("30|18|2|10", "25|13|2|10", "25|13|2|10", "5|5||"),
        ),
        # So it is with both columns.
        (
            ("编码<2x1|名称<2x1|合计<2x1|基本支出<1x2|项目支出<1x2", "人员经费|公用经费|小计|其中：采购"),
            ("30|18|2|10|4", "25|13|2|10|4", "25|13|2|10|4", "5|5|||"),
        ),
    ],
    ids=["sum-first", "sum-last", "parts", "both"],
)
def test_a_label_over_columns_is_their_sum_or_what_they_add_up_to(
    tmp_path: Path, head: tuple[str, ...], cells: tuple[str, ...]
) -> None:
    labels = ("|合计", "205|教育支出", "20502|普通教育", "221|住房保障支出")
    lines = (f"{label}|{figures}" for label, figures in zip(labels, cells, strict=True))
    assert amounts(read(tmp_path, table(*head, *lines))) == PLAIN


def test_a_table_whose_head_says_other_columns_is_not_read_by_their_number(tmp_path: Path) -> None:
    found = read(tmp_path, table("编码|名称|总计|工资奖金|社会保障", "|合计|30|20|10", "205|教育支出|30|20|10"))
    assert shown(found, "t.row", "row", "total", "basic") == [("all", 30, "<absent>"), ("education", 30, "<absent>")]


def nesting(found: list[Fact]) -> list[tuple[object, ...]]:
    """Each row with its figure, how deep it stands, and the figure of the row that it is a part of."""
    rows = shown(found, "t.row", "row", "total", "depth", "code", "parent")
    by_code = {row[3]: row[1] for row in rows if row[3]}
    assert len(by_code) == sum(bool(row[3]) for row in rows), "codes stand once"
    return [(row[0], row[1], row[2], by_code.get(row[4])) for row in rows]


UNITS = [
    ("all", 30, 0, None),
    ("局本级", 20, 1, None),
    ("education", 15, 2, 20),
    ("普通教育", 15, 3, 15),
    ("housing", 5, 2, 20),
    ("市一中", 10, 1, None),
    ("education", 10, 2, 10),
    ("普通教育", 10, 3, 10),
]
NAMES = ("合计", "局本级", "教育支出", "普通教育", "住房保障支出", "市一中", "教育支出", "普通教育")
TOTALS = (30, 20, 15, 15, 5, 10, 10, 10)


@pytest.mark.parametrize(
    ("head", "codes"),
    [
        (
            "类|款|单位代码",
            [
                "||",
                "||318001",
                "205||318001",
                "205|02|318001",
                "221||318001",
                "||318002",
                "205||318002",
                "205|02|318002",
            ],
        ),
        (
            "单位代码|类|款",
            [
                "||",
                "318001||",
                "318001|205|",
                "318001|205|02",
                "318001|221|",
                "318002||",
                "318002|205|",
                "318002|205|02",
            ],
        ),
        ("编码", ("", "", "205", "20502", "221", "", "205", "20502")),
        ("编码", ("", "318001", "205", "20502", "221", "318002", "205", "20502")),
    ],
    ids=["behind", "before", "without", "in-one-column"],
)
def test_classes_below_units_are_parts_of_their_unit(tmp_path: Path, head: str, codes: Sequence[str]) -> None:
    lines = (f"{code}|{name}|{total}|{total}|" for code, name, total in zip(codes, NAMES, TOTALS, strict=True))
    found = read(tmp_path, table(f"{head}|名称|合计|基本支出|项目支出", *lines))
    assert nesting(found) == UNITS


def test_each_level_may_have_a_column_of_its_own_with_blanks_before_it(tmp_path: Path) -> None:
    lines = (
        "||合计|30|30|",
        "205||教育支出|25|25|",
        "|02|普通教育|25|25|",
        "221||住房保障支出|5|5|",
        "|01|公积金|5|5|",
    )
    found = read(tmp_path, table("类|款|名称|合计|基本支出|项目支出", *lines))
    assert nesting(found) == [
        ("all", 30, 0, None),
        ("education", 25, 1, None),
        ("普通教育", 25, 2, 25),
        ("housing", 5, 1, None),
        ("公积金", 5, 2, 5),
    ]


def test_the_unit_may_stand_before_the_codes_of_each_row(tmp_path: Path) -> None:
    lines = ("||合计|30|30|", "局本级|205|教育支出|20|20|", "局本级|20502|普通教育|20|20|")
    more = ("市一中|205|教育支出|10|10|", "市一中|20502|普通教育|10|10|")
    found = read(tmp_path, table("单位|编码|名称|合计|基本支出|项目支出", *lines, *more))
    assert [row[3] for row in nesting(found) if row[0] == "普通教育"] == [20, 10]


def test_projects_below_an_item_are_no_units(tmp_path: Path) -> None:
    lines = ("|合计|30|20|10", "205|教育支出|30|20|10", "20502|普通教育|30|20|10", "|校舍维修|10||10", "|食堂|5||5")
    found = read(tmp_path, table("编码|名称|合计|基本支出|项目支出", *lines))
    assert nesting(found) == [("all", 30, 0, None), ("education", 30, 1, None), ("普通教育", 30, 2, 30)]


def test_of_tables_of_nearly_one_caption_the_one_with_the_columns_is_meant(tmp_path: Path) -> None:
    own = table("编码|名称|合计|基本支出|项目支出", "|合计|30|20|10", "205|教育支出|30|20|10")
    others = [
        table("编码|名称|总计|基本工资|津贴", "|合计|20|12|8", "205|教育支出|20|12|8", caption=f"公共预算支出表-{name}")
        for name in ("人员经费（工资福利支出）", "人员经费（按政府预算经济分类）")
    ]
    want = [("all", 30, 20, 10), ("education", 30, 20, 10)]
    assert amounts(read(tmp_path, own, *others)) == want
    assert amounts(read(tmp_path, *others, own)) == want


def test_a_table_goes_on_under_its_caption_again(tmp_path: Path) -> None:
    head = "编码|名称|合计|基本支出|项目支出"
    first = table(head, "|合计|30|20|10", "205|教育支出|25|15|10")
    rest = table(head, "221|住房保障支出|5|5|", caption="公共预算支出表（续）")
    assert [row[0] for row in amounts(read(tmp_path, first, rest))] == ["all", "education", "housing"]


SHORT = ("编码|名称|合计|基本支出|项目支出", "205|教育支出|6|6|", "221|住房保障支出|4|1|3")


@pytest.mark.parametrize("at", [1, 3])
def test_a_total_whose_label_lost_its_span_has_its_figures_under_their_columns(tmp_path: Path, at: int) -> None:
    whole = [("education", 6, 6, 0), ("housing", 4, 1, 3)]
    whole.insert(0 if at == 1 else 2, ("all", 10, 7, 3))
    lines = [*SHORT[:at], "合计|10|7|3", *SHORT[at:]]
    assert amounts(read(tmp_path, table(*lines))) == whole


def test_a_label_that_lost_a_span_of_two_codes_moves_by_two(tmp_path: Path) -> None:
    lines = ("类|款|名称|合计|基本支出|项目支出", "合计|10||3", "205||教育支出|6|6|", "221||住房保障支出|4|1|3")
    assert ("all", 10, 0, 3) in amounts(read(tmp_path, table(*lines)))


def test_of_a_row_that_lacks_more_cells_than_its_labels_no_figure_is_told(tmp_path: Path) -> None:
    found = amounts(read(tmp_path, table(*SHORT, "合计|10|3")))
    assert [row[0] for row in found] == ["education", "housing", "all"]
    assert all(str(value).startswith("<") for value in found[-1][1:])


def test_a_row_that_only_lacks_blanks_at_its_end_stays_where_it_is(tmp_path: Path) -> None:
    found = amounts(read(tmp_path, table(*SHORT, "|合计|10|7")))
    assert found[-1][:3] == ("all", 10, 7)


def test_of_a_total_that_stands_alone_the_head_tells_where_figures_begin(tmp_path: Path) -> None:
    assert amounts(read(tmp_path, table("编码|名称|合计|基本支出|项目支出", "合计|10|7|3"))) == [("all", 10, 7, 3)]
