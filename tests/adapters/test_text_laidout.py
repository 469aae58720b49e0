"""Tables of a text whose cells stand below each other: blank cells are told by their places, or not at all."""

from __future__ import annotations

import pytest

from adapters.text.blocks import blocks
from adapters.text.lines import split
from checker.document import Paragraph, Table


def grids(text: str) -> list[Table]:
    return [block for block in blocks(split(text)) if isinstance(block, Table)]


def rows(table: Table) -> list[list[str]]:
    return [[cell.text.string for cell in row] for row in table.by_row()]


FILLED = [["农村水利", "", "8.00"], ["防汛", "12.50", ""], ["水资源节约管理", "", "1.00"], ["其他", "", "3.00"]]
LEFT = """\
科目            基本    项目
农村水利                8.00
防汛            12.50
水资源节约管理          1.00
其他                    3.00
"""
RIGHT = """\
科目              基本    项目
农村水利                  8.00
防汛             12.50
水资源节约管理            1.00
其他                      3.00
"""
COUNTED = """\
科目         基本    项目
农村水利             8.00
防汛         12.50
水资源节约管理         1.00
其他               3.00
"""
"""By a program that takes a Chinese sign for one column."""


@pytest.mark.parametrize("text", [LEFT, RIGHT, COUNTED], ids=["left", "right", "counted"])
def test_cells_that_stand_below_each_other_tell_the_blank_ones(text: str) -> None:
    (table,) = grids(text)
    assert not table.ragged
    assert rows(table) == [["科目", "基本", "项目"], *FILLED]


def test_cells_that_spaces_only_part_tell_no_blank_ones() -> None:
    (table,) = grids("科目  基本  项目\n农村水利  8.00\n防汛  12.50\n水资源节约管理  1.00\n其他  3.00\n")
    assert table.ragged
    assert rows(table)[1] == ["农村水利", "8.00"]


def test_labels_of_one_length_and_one_gap_are_no_evidence_of_places() -> None:
    (table,) = grids("科目  基本  项目\n水利  8.00\n防汛  9.50\n节水  1.00\n其他  3.00\n")
    assert table.ragged


def test_a_head_over_several_columns_stands_over_the_first_or_over_all_below_it() -> None:
    (table,) = grids(
        "科目编码  科目名称    本年支出                \n"
        "                      合计    基本    项目    \n"
        "212       城乡社区    200.00          200.00  \n"
        "21208     土地出让    200.00          200.00  \n"
        "229       其他支出    5.00    5.00            \n"
    )
    assert rows(table)[2:] == [
        ["212", "城乡社区", "200.00", "", "200.00"],
        ["21208", "土地出让", "200.00", "", "200.00"],
        ["229", "其他支出", "5.00", "5.00", ""],
    ]


def test_a_label_alone_that_stands_below_another_cell_or_goes_on_counting_is_a_row() -> None:
    (table,) = grids(
        "项目          金额     项目          金额\n"
        "一、拨款      10.00    一、行政      8.00\n"
        "                       二、教育\n"
        "              \n"
        "二、其他\n"
        "三、事业收入  2.00     三、科学      4.00\n"
        "合计          12.00    合计          12.00\n"
    )
    assert rows(table)[2:4] == [["", "", "二、教育", ""], ["二、其他", "", "", ""]]


def test_the_unit_of_a_table_is_no_row_and_makes_heads_without_figures_a_table() -> None:
    text = "九、资本表\n单位：万元\n编码  名称  年初结转  本年收入  年末结转\n      合计  基本\n注：本表无数据。\n"
    found = list(blocks(split(text)))
    assert [block.text.string for block in found if isinstance(block, Paragraph)][:2] == ["九、资本表", "单位：万元"]
    assert rows(grids(text)[0])[0] == ["编码", "名称", "年初结转", "本年收入", "年末结转"]
    assert not grids(text.replace("单位：万元\n", ""))


def test_rows_with_a_cell_for_each_name_right_above_them_lack_none_wherever_they_stand() -> None:
    (table,) = grids(
        "               第二十条第（一）项\n"
        "     信息内容     本年制发件数    本年废止件数   现行有效件数\n"
        "规章               0          0       0\n"
        "行政规范性文件          2           1      11\n"
        "               第二十条第（五）项\n"
        "       信息内容            本年处理决定数量\n"
        "行政许可                       386\n"
    )
    assert rows(table)[3:] == [
        ["行政规范性文件", "2", "1", "11"],
        ["第二十条第（五）项"],
        ["信息内容", "本年处理决定数量"],
        ["行政许可", "386"],
    ]


CELLS = "单位：万元\n科目编码\n科目名称\n合计\n基本支出\n201\n一般公共服务\n8.00\n5.00\n20103\n政府办公\n8.00\n5.00\n"


def test_whole_numbers_before_labels_that_begin_each_other_are_codes_of_their_rows() -> None:
    (table,) = grids(CELLS + "2010301\n行政运行\n3.00\n3.00\n208\n社会保障\n4.00\n4.00\n")
    assert rows(table) == [
        ["科目编码", "科目名称", "合计", "基本支出"],
        ["201", "一般公共服务", "8.00", "5.00"],
        ["20103", "政府办公", "8.00", "5.00"],
        ["2010301", "行政运行", "3.00", "3.00"],
        ["208", "社会保障", "4.00", "4.00"],
    ]


def test_whole_numbers_that_do_not_begin_each_other_are_figures() -> None:
    (table,) = grids("项目\n本年\n上年\n规章\n1\n120\n规范性文件\n2\n356\n许可\n3\n781\n处罚\n4\n904\n")
    assert ["规章", "1", "120"] in rows(table)


def test_the_unit_of_the_next_table_ends_a_table_of_one_cell_a_line() -> None:
    first, second = grids(
        CELLS + "2010301\n行政运行\n3.00\n3.00\n三、支出表\n" + CELLS + "二、教育\n三、科学\n2.00\n1.00\n"
    )
    assert rows(first)[-1] == ["2010301", "行政运行", "3.00", "3.00"]
    assert rows(second)[-1][-1] == "1.00"


def test_codes_before_labels_are_no_figures_where_single_spaces_part_cells() -> None:
    (table,) = grids(
        "科目编码 科目名称 合计 基本\n201 一般公共服务 8.00 5.00\n20103 政府办公 8.00\n301 工资 4.00 302 商品 6.00\n"
    )
    assert rows(table)[1] == ["201", "一般公共服务", "8.00", "5.00"]


def test_a_head_further_down_that_reaches_over_columns_does_not_join_them() -> None:
    (table,) = grids(
        "信息内容          本年制发件数    本年废止件数    现行有效件数\n"
        "规章              0               0               0\n"
        "行政规范性文件    8               5               69\n"
        "信息内容          本年收费金额（单位：万元）\n"
        "行政事业性收费    607.92\n"
        "行政许可          131\n"
    )
    assert rows(table)[2] == ["行政规范性文件", "8", "5", "69"]
    assert rows(table)[4][:2] == ["行政事业性收费", "607.92"]


def test_one_space_as_wide_as_a_sign_parts_names_and_figures_but_no_word_set_wide() -> None:
    (table,) = grids(
        "信息内容　　　　本年制发件数　本年废止件数　现行有效件数\n"
        "规　章　　　　　0　　　　　　 0　　　　　　 0\n"
        "行政规范性文件　5　　　　　　 5　　　　　　 11\n"
        "总　计　　　　　5　　　　　　 5　　　　　　 11\n"
    )
    assert rows(table)[0] == ["信息内容", "本年制发件数", "本年废止件数", "现行有效件数"]
    assert rows(table)[1:] == [[label, *figures, last] for label, figures, last in WIDE]


WIDE = [("规　章", ("0", "0"), "0"), ("行政规范性文件", ("5", "5"), "11"), ("总　计", ("5", "5"), "11")]


@pytest.mark.parametrize("between", ["", "\n"], ids=["close", "with blank lines"])
def test_lines_that_go_on_with_a_label_below_its_row_are_of_it(between: str) -> None:
    lines = (
        "三、本年度办理结果   （一）予以公开             5    3    8",
        "                     （二）部分公开（区分处     2    1    3\n                     理的）",
        "                     （三）申请人逾期未按通     0    4    4\n                     知缴纳费用、机关不再处\n"
        "                     理其政府信息公开申\n                     请",
        "                     （四）其他                 1    0    1",
        "四、结转下年度继续办理                          2    0    2",
    )
    (table,) = grids("\n".join(line + between for line in lines))
    said = [[cell for cell in row if cell] for row in rows(table)]
    assert [" ".join(row[-3:]) for row in said] == ["5 3 8", "2 1 3", "0 4 4", "1 0 1", "2 0 2"]
    assert said[2][0] == "（三）申请人逾期未按通\n知缴纳费用、机关不再处\n理其政府信息公开申\n请"
