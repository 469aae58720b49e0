"""A row of figures that a document turns, columns that a row numbers, columns under a label, captions within others."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

import pytest

from tests.checker.test_author_tables import HEAD, facts, of, plain, shown

ROW = """
outline: [{id: one, title: 经费表, table: cars}]
fields: {span: {title: 期限, near: [期限], read: period}}
tables:
  cars:
    section: one
    title: 经费表
    captions: [经费表]
    blank: 0
    read: number
    heads: {决算数: [统计数]}
    columns:
      planned: {label: 合计, under: 预算数}
      planned_cars: {label: 小计, under: [预算数, 车辆费]}
      planned_fuel: {label: 油费, also: [其中：油费], under: [预算数]}
      spent: {label: 合计, under: 决算数}
      spent_cars: {label: 小计, under: [决算数, 车辆费]}
      spent_fuel: {label: 油费, also: [其中：油费], under: [决算数]}
    rows: {amounts: ""}
"""
NAMES = ("planned", "planned_cars", "planned_fuel", "spent", "spent_cars", "spent_fuel")


def page(*rows: str) -> str:
    cells = "".join(f"<tr>{row}</tr>" for row in rows)
    return f"<p>甲市2023年度报告</p><p>期限：2023年1月1日至2023年12月31日</p><h2>经费表</h2><table>{cells}</table>"


def row(*cells: str) -> str:
    return "".join(f"<td>{cell}</td>" for cell in cells)


WIDE = '<td colspan="3">预算数</td><td colspan="3">决算数</td>'
LEVELS = '<td rowspan="2">合计</td><td colspan="2">车辆费</td>' * 2


@pytest.mark.parametrize(
    "text",
    [
        page(WIDE, LEVELS, row(*["小计", "油费"] * 2), row("9", "7", "3", "8", "6", "2")),
        page(WIDE, LEVELS, row(*["小计", "油费"] * 2), row(*"123456"), row("9", "7", "3", "8", "6", "2")),
        page(
            row("项目", "预算数", "决算数"),
            row("合 计", "9", "8"),
            row("车辆费", "7", "6"),
            row("其中：油费", "3", "2"),
        ),
        page(
            '<td rowspan="2">项目</td><td rowspan="2">2022年度决算数</td><td colspan="2">2023年度</td>',
            row("预算数", "决算数"),
            row("合 计", "4", "9", "8"),
            row("车辆费", "3", "7", "6"),
            row("其中：油费", "1", "3", "2"),
        ),
        page(
            row("项目", "行次", "全年预算数", "统计数"),
            row("合计", "1", "9", "8"),
            row("1.车辆费", "2", "7", "6"),
            row("（1）油费", "3", "3", "2"),
            row("接待批次", "4", "—", "12"),
        ),
        page(
            '<td colspan="3">预算数</td>',
            LEVELS[: len(LEVELS) // 2],
            row("小计", "油费"),
            row("9", "7", "3"),
            '<td colspan="3">决算数</td>',
            LEVELS[: len(LEVELS) // 2],
            row("小计", "油费"),
            row("8", "6", "2"),
        ),
        page(
            row("项目", "执行数", "预算数", "决算数"),
            row("合计", "", "9", "8"),
            row("接待费", "", "", ""),
            row("车辆费", "", "7", "6"),
            row("相关数据", "", "", ""),
            row("油费", "", "3", "2"),
        ),
        page(
            row("项目", "预算数", "决算数", "项目", "决算数"),
            row("合计", "9", "8", "办公费", "1"),
            row("车辆费", "7", "6", "印刷费", "4"),
            row("油费", "3", "2", "车辆数", "5"),
        ),
        page(
            '<td rowspan="2">项目</td><td rowspan="2">合计</td><td colspan="2">车辆费</td>',
            row("小计", "油费"),
            row("预算数", "9", "7", "3"),
            row("决算数", "8", "6", "2"),
        ),
    ],
    ids=[
        "lying",
        "numbered",
        "upright",
        "beside the year before",
        "upright with line numbers",
        "one below the other",
        "blanks",
        "beside another list",
        "a row for each head",
    ],
)
def test_a_row_of_figures_is_read_whichever_way_it_is_turned(tmp_path: Path, text: str) -> None:
    (one,) = of(facts(tmp_path, ROW, text), "cars.row")
    assert [one.values[name] for name in NAMES] == [9, 7, 3, 8, 6, 2]


def test_two_columns_that_may_both_be_meant_are_neither(tmp_path: Path) -> None:
    text = page(
        row("项目", "年初预算数", "全年预算数", "决算数"), row("合计", "9", "10", "8"), row("油费", "3", "4", "2")
    )
    (one,) = of(facts(tmp_path, ROW, text), "cars.row")
    assert [plain(one.values[name]) for name in NAMES] == ["<absent>", "<absent>", "<absent>", 8, "<absent>", 2]


NESTED = """
outline: [{id: one, title: 支出表, table: spending}]
fields: {span: {title: 期限, near: [期限], read: period}}
tables:
  spending:
    section: one
    title: 支出表
    captions: [支出表]
    codes: true
    blank: 0
    read: number
    columns: {total: {label: 合计, under: 本年支出}, basic: {label: 基本支出, also: [小计], under: 本年支出}}
    rows: {total: 合计}
"""


def test_a_column_under_a_label_is_not_the_one_of_its_name_under_another(tmp_path: Path) -> None:
    head = (
        '<td rowspan="2">编码</td><td rowspan="2">科目</td><td colspan="2">本年收入</td><td colspan="2">本年支出</td>'
    )
    text = page(head, row(*["合计", "基本支出"] * 2), row("201", "甲", "5", "4", "7", "6")).replace("经费表", "支出表")
    assert shown(facts(tmp_path, NESTED, text), "spending.row", "row", "total", "basic") == [("甲", 7, 6)]


def test_a_title_that_holds_another_is_that_table_only_where_the_other_is_missing(tmp_path: Path) -> None:
    head, one = row("编码", "科目", "合计", "基本支出"), row("201", "甲", "7", "6")
    other = f"<p>政府采购支出表</p><table><tr>{head}</tr><tr>{row('202', '乙', '3', '2')}</tr></table>"
    text = page(head, one).replace("经费表", "支出表")
    assert shown(facts(tmp_path, NESTED, text + other), "spending.row", "row") == [("甲",)]
    named = text.replace("<h2>支出表</h2>", "<h2>支出表</h2><p>甲市水务局支出表</p>")
    assert shown(facts(tmp_path, NESTED, named), "spending.row", "row") == [("甲",)]


PARTS = (
    NESTED[: NESTED.index("    columns")]
    + """    columns: {total: 金额}
    rows: {staff: 人员合计, public: 公用合计}
"""
)


def test_a_label_merged_over_two_parts_has_its_figure_under_the_second(tmp_path: Path) -> None:
    text = page(
        row(*["编码", "科目", "金额"] * 3),
        row("301", "工资", "7", "302", "办公", "5", "310", "设备", "1"),
        '<td colspan="2">人员合计</td><td>7</td><td colspan="5">公用合计</td><td>6</td>',
    ).replace("经费表", "支出表")
    found = dict(shown(facts(tmp_path, PARTS, text), "spending.row", "row", "total"))
    assert found == {"工资": 7, "办公": 5, "设备": 1, "staff": 7, "public": 6}


def test_a_number_of_a_mention_tells_the_last_place_it_is_written_with(tmp_path: Path) -> None:
    head = HEAD + "mentions: {rate: {pattern: '增长(?P<rate>[0-9.]+)%', numbers: [rate]}}\n"
    text = page(WIDE) + "<p>增长39.40%；增长39.4%；增长39%。</p>"
    steps = [one.values["rate_step"] for one in of(facts(tmp_path, ROW, text, head), "mention.rate")]
    assert steps == [Decimal("0.01"), Decimal("0.1"), 1]


TWO = """
outline: [{id: one, title: 决算表, table: totals}]
fields: {span: {title: 期限, near: [期限], read: period}}
tables:
  totals:
    section: one
    title: 收支总表
    captions: [收支总表]
    blank: 0
    read: number
    blocks:
      - {title: 收入, columns: {income: 金额}, rows: {funding: 一、拨款, other: 二、其他, total_in: 总计}}
      - {title: 支出, columns: {spending: 金额}, rows: {staff: 一、人员, office: 二、办公, cars: 三、车辆,
          travel: 四、差旅, print: 五、印刷, meeting: 六、会议, total_out: 总计}}
"""
TABS = """甲市2023年度报告
期限：2023年1月1日至2023年12月31日
一、决算表
收支总表
部门：甲市水务局　　2023年度　　单位：万元
收入\t支出
项目\t行次\t金额\t项目\t行次\t金额
一、拨款\t1\t9.00\t一、人员\t8\t5.00
二、其他\t2\t3.00\t二、办公\t9\t
\t3\t\t三、车辆\t10\t
\t4\t\t四、差旅\t11\t
\t5\t\t五、印刷\t12\t
\t6\t\t六、会议\t13\t7.00
总计\t7\t12.00\t总计\t14\t12.00
"""


def test_numbers_of_rows_are_no_figures_in_a_text_with_tabs(tmp_path: Path) -> None:
    some = facts(tmp_path, TWO, TABS)
    (income,) = of(some, "totals.column", column="income")
    (spending,) = of(some, "totals.column", column="spending")
    assert [plain(income.values[name]) for name in ("funding", "other", "total_in")] == [9, 3, 12]
    wanted = ("staff", "office", "cars", "travel", "print", "meeting", "total_out")
    assert [plain(spending.values[name]) for name in wanted] == [5, 0, 0, 0, 0, 7, 12]


def test_rows_of_a_text_with_nothing_but_a_label_on_the_right_go_on_the_table(tmp_path: Path) -> None:
    rows = [line.split("\t") for line in TABS.splitlines()]
    kept = [[cell for at, cell in enumerate(row) if len(row) < 3 or at not in (1, 4)] for row in rows]
    bare = "".join("\t".join(row) + "\n" for row in kept)
    assert "\t\t三、车辆\t\n\t\t四、差旅\t\n\t\t五、印刷\t\n" in bare
    (spending,) = of(facts(tmp_path, TWO, bare), "totals.column", column="spending")
    assert [plain(spending.values[name]) for name in ("staff", "cars", "meeting", "total_out")] == [5, 0, 7, 12]


SECOND = ROW[ROW.index("  cars:") :].replace("cars:", "all_cars:", 1).replace("经费表", "全部经费表")
SECOND = SECOND.replace("    captions", "    required: false\n    serves_as: cars\n    captions", 1)
PAIR = ROW + SECOND


@pytest.mark.parametrize(
    ("captions", "spent"),
    [
        (("全部经费表",), {"cars": [8], "all_cars": []}),
        (("经费表",), {"cars": [8], "all_cars": []}),
        (("全部经费表", "经费表"), {"cars": [9], "all_cars": [8]}),
        (("经费表", "全部经费表"), {"cars": [8], "all_cars": [9]}),
    ],
)
def test_of_two_tables_one_serves_as_the_other_where_it_stands_alone(
    captions: tuple[str, ...], spent: dict[str, list[int]], tmp_path: Path
) -> None:
    tables = [
        f"<p>{caption}</p><table><tr>{WIDE}</tr><tr>{LEVELS}</tr><tr>{row(*['小计', '油费'] * 2)}</tr>"
        f"<tr>{row('9', '7', '3', str(8 + at), '6', '2')}</tr></table>"
        for at, caption in enumerate(captions)
    ]
    found = facts(tmp_path, PAIR, page().replace("<table></table>", "".join(tables)))
    assert {name: [value for (value,) in shown(found, f"{name}.row", "spent")] for name in spent} == spent
    # Its caption stands in the text, and nothing of it is lost.
    assert [one.values["unread"] for one in of(found, "table") if one.values["table"] in spent] == [False, False]
