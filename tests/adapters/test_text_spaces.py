"""Plain text whose cells, or headings and their numbers, are parted by spaces."""

from __future__ import annotations

import pytest

from tests.adapters.test_text_tables import HEADING, LEAD, NEXT, SMALL, paragraphs, rows, tables


def spaced(between: str) -> str:
    return "\n".join(between.join(row) for row in SMALL)


def test_single_spaces_part_the_cells_of_rows_that_end_in_figures() -> None:
    text = f"{HEADING}\n{LEAD}\n{spaced(' ')}\n{NEXT}\n{LEAD}\n"
    assert [rows(table) for table in tables(text)] == [SMALL]
    assert paragraphs(text) == [HEADING, LEAD, NEXT, LEAD]


def test_a_number_and_its_label_are_one_cell_though_a_space_parts_them() -> None:
    (table,) = tables("甲类 乙类\n1. 属于国家秘密 3 4\n2. 属于行政执法案卷 5 6\n3. 其他 7 8\n")
    assert [row[0] for row in rows(table)[1:]] == ["1.\n属于国家秘密", "2.\n属于行政执法案卷", "3.\n其他"]


@pytest.mark.parametrize(
    "text",
    [
        "发布日期：2023-01-20 来源：办公室 访问量：35\n" + LEAD,
        "甲局 2022 年政府信息公开工作年度报告\n全年公开信息 35 条，其中网站 20 条。\n共受理申请 3 件。\n",
        "网站 20\n微信 15\n" + LEAD,
    ],
)
def test_running_text_with_spaces_is_no_table(text: str) -> None:
    assert tables(text) == []


def test_lines_with_bars_are_no_rows_of_single_spaces() -> None:
    text = "第二十条第（五）项\n信息内容 | 本年处理决定数量\n行政许可 | 93\n行政强制 | 4\n行政处罚 | 17\n"
    (table,) = tables(text)
    assert rows(table)[1] == ["行政许可", "93"]
    assert paragraphs(text) == ["第二十条第（五）项"]


FULL, SHORT = "受理        36      30", "答复        35"


@pytest.mark.parametrize(
    "text",
    [
        f"项目        本年    上年\n{FULL}\n{SHORT}\n结转        1       2\n",
        "项目\t本年\t上年\n受理\t36\t30\n答复\t35\t\n结转\t1\t2\n",
        "项目 | 本年 | 上年\n受理 | 36 | 30\n答复 | 35 |\n结转 | 1 | 2\n",
    ],
    ids=["by its place", "after a tab", "after a bar"],
)
def test_a_last_cell_that_nothing_is_written_in_is_an_empty_cell(text: str) -> None:
    (table,) = tables(text)
    assert rows(table) == [["项目", "本年", "上年"], ["受理", "36", "30"], ["答复", "35", ""], ["结转", "1", "2"]]


def test_a_cell_left_empty_between_others_is_told_by_their_places() -> None:
    (table,) = tables(f"项目        本年    上年\n{FULL}\n答复                35\n结转        1       2\n")
    assert rows(table)[2] == ["答复", "", "35"]


def test_figures_on_a_line_of_their_own_fill_up_the_row_above_them() -> None:
    (table,) = tables(f"项目        本年    上年\n{FULL}\n{SHORT}\n31\n结转        1       2\n")
    assert rows(table)[2] == ["答复", "35", "31"]


@pytest.mark.parametrize("number", ["第二部分", "二、"])
def test_a_heading_with_a_gap_after_its_number_is_no_row_of_the_table_below(number: str) -> None:
    heading = f"{number}  主动公开政府信息情况"
    text = f"{heading}\n{spaced('    ')}\n第三部分  申请情况\n{LEAD}\n"
    assert paragraphs(text) == [heading, "第三部分  申请情况", LEAD]
    assert [rows(table) for table in tables(text)] == [SMALL]


def test_rows_of_a_table_do_not_tell_how_wide_the_text_is() -> None:
    line = "一二三四五六七八九十" * 3
    text = "\n".join([line] * 6 + ["末行。", "\t".join(["很长的表格项目名称" * 4, "1", "2"]), "\t".join("甲345")])
    assert paragraphs(text) == [line * 6 + "末行。"]


def test_tabs_at_the_end_of_a_line_are_blank_cells_and_a_table_of_heads_alone_is_one() -> None:
    full = [
        ["编码", "名称", "合计", "基本支出", "年末"],
        ["201", "公共服务", "8.40", "8.40", ""],
        ["208", "社会保障", "", "", ""],
        ["", "合计", "8.40", "8.40", ""],
    ]
    empty = [full[0], ["", "合计", "", "", ""]]
    text = ["\n".join("\t".join(row) for row in one) for one in (full, empty)]
    found = tables(f"{HEADING}\n{LEAD}\n{text[0]}\n{NEXT}\n{LEAD}\n{text[1]}\n")
    assert [rows(table) for table in found] == [full, empty]


def test_a_tab_at_the_end_of_every_line_is_no_cell() -> None:
    text = "\n".join("\t".join(row) + "\t" for row in SMALL)
    assert [rows(table) for table in tables(f"{HEADING}\n{LEAD}\n{text}\n")] == [SMALL]
