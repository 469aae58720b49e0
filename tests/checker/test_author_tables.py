"""Tables as authors meet them: rows with codes, shared lists, merged totals, wide tables in pieces, lists."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from adapters import read as read_file
from checker.expression import Unknown, Value
from checker.fact import Fact
from checker.facts import extract
from checker.loading.load import load
from checker.reading.recognise import read, recognise

HEAD = """
pack: small
version: 1.0.0
title: 小规则包
lang: zh-CN
sources: {notice: 某规定}
documents:
  report:
    forms: [small]
    titles: ['^(?P<organ>[^0-9]{2,30}?)(?P<year>20[0-9]{2})年度(?P<organ2>决算)?报告$']
    sections: 1
    years: [{field: span, of: end}]
"""


def facts(folder: Path, form: str, text: str, head: str = HEAD) -> list[Fact]:
    for name, content in (("pack.yaml", head), ("forms/small.yaml", "form: small\ntitle: 小格式\n" + form)):
        path = folder / "small" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(content, "utf-8")
    pack = load(folder / "small", cached=False)
    path = folder / ("report.html" if text.startswith("<") else "report.txt")
    path.write_text(text, "utf-8")
    document = read_file(path, path.name)
    sight = recognise(document, [pack])
    assert sight is not None
    return extract(read(document, sight))


def of(some: list[Fact], kind: str, **ids: str) -> list[Fact]:
    return [fact for fact in some if fact.kind == kind and all(fact.values.get(name) == ids[name] for name in ids)]


def plain(value: Value) -> Value | str:
    return f"<{value.reason}>" if isinstance(value, Unknown) else value


def shown(some: list[Fact], kind: str, *names: str) -> list[tuple[Value | str, ...]]:
    return [tuple(plain(fact.values[name]) for name in names) for fact in of(some, kind)]


CODED = """
outline: [{id: one, title: 支出表, table: spending}]
fields: {span: {title: 期限, near: [期限], read: period}}
tables:
  spending:
    section: one
    title: 支出表
    codes: true
    blank: 0
    columns: {total: {label: 合计, read: amount}, basic: {label: 基本支出, read: amount}}
    rows: {total: 合计}
"""


@pytest.mark.parametrize(
    "table",
    [
        "科目编码\t科目名称\t合计\t基本支出\n201\t一般公共服务支出\t10.00\t6.00\n20106\t财政事务\t4.00\t\n"
        "2010601\t行政运行\t4.00\t1.00\n208\t社会保障支出\t3.00\t3.00\n合计\t\t13.00\t9.00\n",
        "| 类 | 款 | 项 | 科目名称 | 合计 | 基本支出 |\n| 201 | | | 一般公共服务支出 | 10.00 | 6.00 |\n"
        "| 201 | 06 | | 财政事务 | 4.00 | |\n| 201 | 06 | 01 | 行政运行 | 4.00 | 1.00 |\n"
        "| 208 | | | 社会保障支出 | 3.00 | 3.00 |\n| 合计 | | | | 13.00 | 9.00 |\n",
        "| 项目 | 合计 | 基本支出 |\n| 201一般公共服务支出 | 10.00 | 6.00 |\n| 20106 财政事务 | 4.00 | |\n"
        "| 2010601 行政运行 | 4.00 | 1.00 |\n| 208 社会保障支出 | 3.00 | 3.00 |\n| 合计 | 13.00 | 9.00 |\n",
    ],
    ids=["one-column", "three-columns", "before-the-label"],
)
def test_rows_with_codes_know_the_row_that_they_are_a_part_of(tmp_path: Path, table: str) -> None:
    found = facts(tmp_path, CODED, f"甲局2023年度报告\n\n一、支出表\n{table}")
    assert shown(found, "spending.row", "row", "code", "parent", "depth", "total", "basic") == [
        ("一般公共服务支出", "201", "", 1, Decimal("10.00"), Decimal("6.00")),
        ("财政事务", "20106", "201", 2, Decimal("4.00"), 0),
        ("行政运行", "2010601", "20106", 3, Decimal("4.00"), Decimal("1.00")),
        ("社会保障支出", "208", "", 1, Decimal("3.00"), Decimal("3.00")),
        ("total", "", "", 0, Decimal("13.00"), Decimal("9.00")),
    ]


@pytest.mark.parametrize(
    "last", ["| 合计 | | 13.00 | | |\n", "| 合计 | 13.00 | | | |\n"], ids=["in-place", "filled-up"]
)
def test_a_sum_in_the_place_of_the_code_has_its_figures_where_the_others_have_theirs(tmp_path: Path, last: str) -> None:
    basic = "basic: {label: 基本支出, read: amount}"
    form = CODED.replace(basic, f"{basic}, note: {{label: 备注, read: text}}")
    table = (
        "| 科目编码 | 科目名称 | 合计 | 基本支出 | 备注 |\n"
        "| 201 | 一般公共服务支出 | 10.00 | 6.00 | 追加 |\n| 208 | 社会保障支出 | 3.00 | | |\n"
    )
    found = facts(tmp_path, form, f"甲局2023年度报告\n\n一、支出表\n{table}{last}")
    assert shown(found, "spending.row", "row", "total", "basic")[-1] == ("total", Decimal("13.00"), 0)
    assert len(shown(found, "spending.row", "row")) == 3


def test_an_empty_cell_is_nought_only_where_the_form_says_so(tmp_path: Path) -> None:
    text = "甲局2023年度报告\n\n一、支出表\n| 科目编码 | 科目名称 | 合计 | 基本支出 |\n| 20106 | 财政事务 | 4.00 | |\n"
    assert shown(facts(tmp_path, CODED, text), "cell", "column", "value", "blank") == [
        ("total", Decimal("4.00"), False),
        ("basic", 0, False),
    ]
    without = CODED.replace("    blank: 0\n", "")
    assert shown(facts(tmp_path, without, text), "cell", "column", "value", "blank")[1] == ("basic", "<blank>", True)


def test_a_list_of_rows_serves_several_tables_and_a_stroke_may_mean_a_number(tmp_path: Path) -> None:
    form = """
outline: [{id: one, title: 收支表}]
fields: {span: {title: 期限, near: [期限], read: period}}
lists: {kinds: {own: 本级, below: 下属单位}}
tables:
  income: {section: one, title: 收入, captions: [收入表], rows: kinds, columns: {sum: 金额}, means: {—: 0}}
  spent: {section: one, title: 支出, captions: [支出表], rows: kinds, columns: {sum: 金额}}
"""
    text = (
        "甲局2023年度报告\n\n一、收支表\n收入表\n| 项目 | 金额 |\n| 本级 | 5 |\n| 下属单位 | — |\n"
        "支出表\n| 项目 | 金额 |\n| 本级 | 4 |\n| 下属单位 | — |\n"
    )
    found = facts(tmp_path, form, text)
    assert shown(found, "income.column", "own", "below") == [(5, 0)]
    assert shown(found, "spent.column", "own", "below") == [(4, "<blank>")]


def test_a_list_may_have_its_labels_in_any_order_and_its_values_beside_or_below(tmp_path: Path) -> None:
    form = """
outline: [{id: one, title: 收支表, table: t}]
fields: {span: {title: 期限, near: [期限], read: period}}
tables:
  t:
    section: one
    title: 收支表
    columns: {value: ""}
    rows:
      {grant: 财政拨款收入, abroad: 外交支出, earned: 事业收入, defence: 国防支出, all: 总计, first: 甲项, second: 乙项}
"""
    text = (
        "<h1>甲局2023年度报告</h1><h2>一、收支表</h2><table>"
        "<tr><td>事业收入</td><td>5</td><td>国防支出</td><td>1</td></tr>"
        "<tr><td>财政拨款收入</td><td>10</td><td>外交支出</td><td>8</td></tr>"
        "<tr><td rowspan=2>其他</td><td>总计</td><td>甲项</td><td>乙项</td></tr>"
        "<tr><td>24</td><td>2</td><td>22</td></tr></table>"
    )
    names = ("grant", "abroad", "earned", "defence", "all", "first", "second")
    assert shown(facts(tmp_path, form, text), "t.column", *names) == [(10, 8, 5, 1, 24, 2, 22)]


OPEN = """
outline: [{id: one, title: 申请与答复, by_captions: true}, {id: two, title: 其他}]
fields: {span: {title: 期限, near: [期限], read: period}}
tables:
  work:
    section: one
    title: 办理
    captions: [办理情况表]
    open: rows
    not_applicable: [不适用]
    columns:
      kind: {label: 理由, read: text, required: false}
      times: {label: 次数, required: false}
      granted: 公开
      refused: 不公开
      total: 总数
    rows: {all: 合计}
  oldest:
    section: one
    title: 最久
    captions: [最久的申请]
    open: groups
    required: false
    groups: {all: 合计}
    columns: {second: 第二, first: 第一}
    rows: {dates: {label: 日期, read: date}}
"""


def test_a_wide_table_in_two_pieces_is_one_and_the_rest_after_a_page_break_is_not(tmp_path: Path) -> None:
    text = (
        "甲局2023年度报告\n\n办理情况表\n| 单位 | 公开 |\n| 甲科 | 1 |\n| 乙科 | 2 |\n| 合计 | 3 |\n"
        "\n| 单位 | 不公开 | 总数 |\n| 甲科 | 4 | 5 |\n| 乙科 | 6 | 8 |\n| 合计 | 10 | 13 |\n"
    )
    found = facts(tmp_path, OPEN, text)
    assert shown(found, "work.row", "row", "granted", "refused", "total") == [
        ("甲科", 1, 4, 5), ("乙科", 2, 6, 8), ("all", 3, 10, 13)
    ]  # fmt: skip
    broken = (
        "甲局2023年度报告\n\n办理情况表\n| 单位 | 公开 | 不公开 | 总数 |\n| 甲科 | 1 | 4 | 5 |\n"
        "\n| 乙科 | 2 | 6 | 8 |\n"
    )
    assert shown(facts(tmp_path, OPEN, broken), "work.row", "row", "total") == [("甲科", 5), ("乙科", 8)]


def test_a_total_merged_over_several_rows_is_stated_once(tmp_path: Path) -> None:
    text = (
        "<h1>甲局2023年度报告</h1><p>办理情况表</p><table>"
        "<tr><td>单位</td><td>理由</td><td>次数</td><td>公开</td><td>不公开</td><td>总数</td></tr>"
        "<tr><td rowspan=2>甲科</td><td>地址不明</td><td>3</td><td>0</td><td>0</td><td rowspan=2>4</td></tr>"
        "<tr><td>法院封存</td><td>1</td><td>0</td><td>0</td></tr>"
        "<tr><td>合计</td><td></td><td></td><td>0</td><td>0</td><td>4</td></tr></table>"
    )
    found = facts(tmp_path, OPEN, text)
    assert shown(found, "work.row", "row", "times", "total") == [
        ("甲科", 3, 4),
        ("甲科", 1, "<absent>"),
        ("all", "<blank>", 4),
    ]


def test_a_column_that_is_not_required_says_so_where_it_is_missing(tmp_path: Path) -> None:
    text = "甲局2023年度报告\n\n办理情况表\n| 单位 | 公开 | 不公开 | 总数 |\n| 甲科 | 1 | 4 | 5 |\n"
    labels = of(facts(tmp_path, OPEN, text), "label", axis="column")
    told = {str(fact.values["label"]): (fact.values["found"], fact.values["required"]) for fact in labels}
    assert told["times"] == (False, False)
    assert told["granted"] == (True, True)


def test_a_section_without_a_heading_begins_at_the_caption_of_its_table(tmp_path: Path) -> None:
    text = (
        "甲局2023年度报告\n\nV.A. 办理情况表\n| 单位 | 公开 | 不公开 | 总数 |\n| 甲科 | 1 | 4 | 5 |\n\n二、其他\n无。\n"
    )
    assert shown(facts(tmp_path, OPEN, text), "section", "section", "found") == [("one", True), ("two", True)]
    without = OPEN.replace(", by_captions: true", "")
    assert shown(facts(tmp_path, without, text), "section", "section", "found")[0] == ("one", False)


def test_the_label_of_a_group_may_be_an_id_and_a_day_may_have_a_year_of_two_digits(tmp_path: Path) -> None:
    text = (
        "甲局2023年度报告\n\n最久的申请\n| 单位 | | 第二 | 第一 |\n| 甲科 | 日期 | 9/24/23 | 2023-09-01 |\n"
        "| 合计 | 日期 | 09/24/202 3 | 9/1/23 |\n"
    )
    assert shown(facts(tmp_path, OPEN, text), "oldest.dates", "group", "second", "first") == [
        ("甲科", date(2023, 9, 24), date(2023, 9, 1)),
        ("all", date(2023, 9, 24), date(2023, 9, 1)),
    ]


def test_the_year_may_be_that_in_which_the_period_ends(tmp_path: Path) -> None:
    head = HEAD.replace("(?P<year>20[0-9]{2})年度", "(?:财政)?年度")
    text = (
        "甲局年度报告\n\n一、支出表\n统计期限为2022年10月1日至2023年9月30日。\n"
        "科目编码\t科目名称\t合计\t基本支出\n201\t其他\t1\t1\n"
    )
    found = facts(tmp_path, CODED, text, head)
    assert found[0].values["year"] == 2023


def test_a_field_may_be_a_number_with_its_unit(tmp_path: Path) -> None:
    form = CODED.replace("fields: {", "fields: {cars: {title: 车辆, label: [保有量], read: number}, ")
    text = (
        "甲局2023年度报告\n\n一、支出表\n公务用车保有量为12辆。\n科目编码\t科目名称\t合计\t基本支出\n201\t其他\t1\t1\n"
    )
    assert shown(facts(tmp_path, form, text), "cars", "value", "unit", "found") == [(12, "辆", True)]


CONTENTS = """
outline: [{id: first, title: 收支总表}, {id: second, title: 情况说明}]
fields: {span: {title: 期限, near: [期限], read: period}}
"""


@pytest.mark.parametrize(
    "listed",
    [
        "目录\n一、收支总表\n二、情况说明\n",
        "目 录\n收支总表\n情况说明\n",
        "目录\n一、收支总表........1\n二、情况说明........2\n",
    ],
)
def test_a_table_of_contents_is_known_without_dots(tmp_path: Path, listed: str) -> None:
    text = f"甲局2023年度报告\n\n{listed}\n收支总表\n收入10万元。\n\n情况说明\n全年平稳。\n"
    assert shown(facts(tmp_path, CONTENTS, text), "section", "section", "characters") == [("first", 7), ("second", 5)]


def test_what_only_the_table_of_contents_names_is_not_there(tmp_path: Path) -> None:
    form = CONTENTS.replace("]\n", ", {id: third, title: 监督管理}, {id: fourth, title: 附则}]\n", 1)
    listed = "目录\n一、收支总表\n二、情况说明\n三、监督管理\n四、附则\n"
    text = f"甲局2023年度报告\n\n{listed}\n一、收支总表\n收入10万元。\n\n二、情况说明\n平稳。\n\n四、附则\n无。\n"
    assert shown(facts(tmp_path, form, text), "section", "section", "found") == [
        ("first", True),
        ("second", True),
        ("third", False),
        ("fourth", True),
    ]


def test_a_title_may_stand_on_three_lines(tmp_path: Path) -> None:
    text = "甲局\n2023年度\n决算报告\n\n一、收支总表\n收入10万元。\n\n二、情况说明\n全年平稳。\n"
    found = facts(tmp_path, CONTENTS, text)
    assert found[0].values["year"] == 2023


def test_a_row_and_a_column_may_be_called_the_same(tmp_path: Path) -> None:
    form = """
outline: [{id: one, title: 支出表, table: t}]
fields: {span: {title: 期限, near: [期限], read: period}}
tables:
  t:
    section: one
    title: 支出表
    columns: {total: 合计, basic: 基本支出}
    rows: {total: 合计, service: 公共服务}
"""
    text = (
        "<h1>甲局2023年度报告</h1><h2>一、支出表</h2><table>"
        "<tr><td rowspan=2>项目</td><td colspan=2>支出</td></tr><tr><td>合计</td><td>基本支出</td></tr>"
        "<tr><td>合计</td><td>9</td><td>5</td></tr><tr><td>公共服务</td><td>9</td><td>5</td></tr></table>"
    )
    assert shown(facts(tmp_path, form, text), "t.row", "row", "total", "basic") == [("total", 9, 5), ("service", 9, 5)]
