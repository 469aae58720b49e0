"""Parts of a table side by side, heads nested either way, empty tables, units, forms told by titles."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

import pytest

from checker.expression import Value
from checker.fact import Fact
from tests.checker.test_author_tables import facts, of, plain, shown

OUTLINE = "outline: [{id: one, title: 收支表}]\nfields: {span: {title: 期限, near: [期限], read: period}}\n"
BESIDE = (
    OUTLINE
    + """
tables:
  t:
    section: one
    title: 收支总表
    captions: [收支总表]
    read: number
    blank: 0
    blocks:
      - {title: 收入, columns: {got: 决算数}, rows: {grant: 一、拨款, other: 二、其他, all_in: 总计}}
      - title: 支出
        columns: {spent: 合计, own: 本级}
        rows: {school: 一、教育, road: 二、交通, town: 三、城乡, all_out: 总计}
"""
)


def columns(some: list[Fact], *names: str) -> dict[Value | str, tuple[Value | str, ...]]:
    """The columns that have these rows, by id."""
    held = [fact for fact in of(some, "t.column") if set(names) <= set(fact.values)]
    return {plain(fact.values["column"]): tuple(plain(fact.values[name]) for name in names) for fact in held}


def page(*tables: str) -> str:
    return "<h1>甲局2023年度报告</h1><h2>一、收支表</h2><p>收支总表</p>" + "".join(tables)


def rows(*lines: str) -> str:
    made = ("".join(f"<td>{cell}</td>" for cell in line.split("|")) for line in lines)
    return "<table>" + "".join(f"<tr>{line}</tr>" for line in made) + "</table>"


TITLED = '<table><tr><td colspan="2">收入</td><td colspan="3">支出</td></tr>'


@pytest.mark.parametrize("title", [TITLED, "<table>"], ids=["titles", "heads"])
def test_the_parts_of_a_table_side_by_side_have_their_own_rows_and_columns(tmp_path: Path, title: str) -> None:
    lines = (
        "项目|决算数|项目|合计|本级",
        "一、拨款|7|一、教育|4|3",
        "二、其他|2|二、交通|5|5",
        "||三、城乡||",
        "总计|9|总计|9|8",
    )
    found = facts(tmp_path, BESIDE, page(title + rows(*lines).removeprefix("<table>")))
    assert columns(found, "grant", "other", "all_in") == {"got": (7, 2, 9)}
    assert columns(found, "school", "road", "town", "all_out") == {"spent": (4, 5, 0, 9), "own": (3, 5, 0, 8)}


def test_the_rest_after_a_page_break_has_the_parts_of_the_page_before(tmp_path: Path) -> None:
    first = TITLED + rows("项目|决算数|项目|合计|本级", "一、拨款|7|一、教育|4|3").removeprefix("<table>")
    found = facts(tmp_path, BESIDE, page(first, rows("二、其他|2|二、交通|5|5", "总计|9|总计|9|8")))
    assert columns(found, "grant", "other", "all_in") == {"got": (7, 2, 9)}
    assert columns(found, "school", "road", "all_out") == {"spent": (4, 5, 9), "own": (3, 5, 8)}


def test_blocks_below_each_other_are_read_as_before(tmp_path: Path) -> None:
    text = page(
        rows("收入|", "项目|决算数", "一、拨款|7", "总计|7"),
        rows("支出||", "项目|合计|本级", "一、教育|7|3", "总计|7|3"),
    )
    found = facts(tmp_path, BESIDE, text)
    assert columns(found, "grant", "all_in") == {"got": (7, 7)}
    assert columns(found, "school", "all_out") == {"spent": (7, 7), "own": (3, 3)}


CODED = (
    OUTLINE
    + """
tables:
  t: {section: one, title: 基本支出, captions: [收支总表], codes: true, read: number, blank: 0,
    columns: {sum: 决算数}, rows: {people: 人员经费合计, things: 公用经费合计}}
"""
)


def test_a_table_with_codes_in_parts_side_by_side_is_one_list(tmp_path: Path) -> None:
    lines = (
        "编码|名称|决算数|编码|名称|决算数",
        "301|工资|5|302|商品|3",
        "30101|基本工资|5|30201|办公费|3",
        "人员经费合计||5|公用经费合计||3",
    )
    found = facts(tmp_path, CODED, page(rows(*lines)))
    assert shown(found, "t.row", "row", "code", "parent", "sum") == [
        ("工资", "301", "", 5),
        ("基本工资", "30101", "301", 5),
        ("people", "", "", 5),
        ("商品", "302", "", 3),
        ("办公费", "30201", "302", 3),
        ("things", "", "", 3),
    ]


def test_a_head_in_which_a_column_is_called_as_a_row_is_no_row(tmp_path: Path) -> None:
    form = CODED.replace("rows: {people: 人员经费合计, things: 公用经费合计}", "rows: {all: 合计}").replace(
        "columns: {sum: 决算数}",
        "columns: {before: 年初, sum: {label: 合计, under: 支出}, basic: {label: 基本支出, under: 支出}}",
    )
    head = '<table><tr><td>编码</td><td>名称</td><td>年初</td><td colspan="2">支出</td></tr>'
    body = rows("|||合计|基本支出", "|合计|1|5|4", "201|教育|1|5|4").removeprefix("<table>")
    found = facts(tmp_path, form, page(head + body))
    assert shown(found, "t.row", "row", "before", "sum", "basic") == [("all", 1, 5, 4), ("教育", 1, 5, 4)]


def test_the_head_of_the_codes_may_reach_down_over_the_first_row(tmp_path: Path) -> None:
    head = '<table><tr><td rowspan="2">编码</td><td>名称</td><td>决算数</td></tr>'
    form = CODED.replace("rows: {people: 人员经费合计, things: 公用经费合计}", "rows: {all: 合计}")
    found = facts(tmp_path, form, page(head + rows("合计|5", "201|教育|5").removeprefix("<table>")))
    assert shown(found, "t.row", "row", "code", "sum") == [("all", "", 5), ("教育", "201", 5)]


NESTED = (
    OUTLINE
    + """
tables:
  t:
    section: one
    title: 经费
    captions: [收支总表]
    read: number
    columns:
      all_plan: {label: 合计, under: 预算数}
      host_plan: {label: 接待费, under: 预算数}
      all_done: {label: 合计, under: 决算数}
      host_done: {label: 接待费, under: 决算数}
    rows: {one: ""}
"""
)


@pytest.mark.parametrize(
    ("upper", "lower", "body"),
    [
        (("预算数", "决算数"), ("合计", "接待费"), "1|2|3|4"),
        (("决算数", "预算数"), ("合计", "接待费"), "3|4|1|2"),
        (("合计", "接待费"), ("预算数", "决算数"), "1|3|2|4"),
    ],
    ids=["as the form", "another order", "the other way round"],
)
def test_a_head_of_two_rows_may_be_nested_either_way(
    tmp_path: Path, upper: tuple[str, str], lower: tuple[str, str], body: str
) -> None:
    head = "<table><tr>" + "".join(f'<td colspan="2">{word}</td>' for word in upper) + "</tr>"
    text = page(head + rows("|".join(lower * 2), body).removeprefix("<table>"))
    found = facts(tmp_path, NESTED, text)
    assert shown(found, "t.row", "all_plan", "host_plan", "all_done", "host_done") == [(1, 2, 3, 4)]


def test_an_open_table_without_rows_is_there_and_empty(tmp_path: Path) -> None:
    found = facts(tmp_path, CODED, page(rows("编码|名称|决算数", "||")))
    assert shown(found, "table", "found", "rows_found") == [(True, 0)]
    gone = facts(tmp_path, CODED, page("<p>没有表</p>"))
    assert shown(gone, "table", "found", "rows_found") == [(False, 0)]


@pytest.mark.parametrize(
    ("said", "unit", "scale"),
    [("金额单位：万元", "万元", 10000), ("单位：元", "元", 1), ("编制单位：甲局", "<absent>", "<absent>")],
)
def test_the_unit_that_stands_by_a_table_is_told(tmp_path: Path, said: str, unit: str, scale: int | str) -> None:
    text = page(f"<p>{said}</p>", rows("编码|名称|决算数", "301|工资|5.00"))
    found = facts(tmp_path, CODED + "unit: '单位:(?P<unit>元|万元)'\n", text)
    assert shown(found, "table", "unit", "scale") == [(unit, scale)]
    assert shown(found, "t.row", "sum") == [(Decimal("5.00"),)]


def test_rows_may_be_several_lists_one_after_the_other(tmp_path: Path) -> None:
    form = BESIDE.replace("rows: {grant: 一、拨款, other: 二、其他, all_in: 总计}", "rows: [kinds, ends]").replace(
        "\ntables:", "\nlists: {kinds: {grant: 一、拨款, other: 二、其他}, ends: {all_in: 总计}}\ntables:"
    )
    lines = ("项目|决算数|项目|合计|本级", "一、拨款|7|一、教育|4|3", "二、其他|2|二、交通|5|5", "总计|9|总计|9|8")
    found = facts(tmp_path, form, page(TITLED + rows(*lines).removeprefix("<table>")))
    assert columns(found, "grant", "other", "all_in") == {"got": (7, 2, 9)}
    assert of(found, "t.row", row="all_in")


def test_rows_that_stand_elsewhere_than_in_the_form_are_found_beside_each_other(tmp_path: Path) -> None:
    lines = (
        "项目|决算数|项目|合计|本级",
        "一、拨款|7|总计|9|8",
        "二、其他|2|三、城乡|4|3",
        "总计|9|一、教育|3|3",
        "||二、交通|2|2",
    )
    found = facts(tmp_path, BESIDE, page(TITLED + rows(*lines).removeprefix("<table>")))
    assert columns(found, "school", "road", "town", "all_out") == {"spent": (3, 2, 4, 9), "own": (3, 2, 3, 8)}
