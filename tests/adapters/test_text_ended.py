"""Tables of web pages copied with one cell a line, each with the bar behind it, or with the blanks left out."""

from __future__ import annotations

from adapters.text.blocks import blocks
from adapters.text.lines import split
from checker.document import Paragraph, Table

TABLE = """第二十条第（一）项 |
|||
信息内容 |
本年制发件数 |
本年废止件数 |
现行有效件数 |
规章 |
0 |
|
0 |
行政规范性文件 |
2 |
0 |
5 |
第二十条第（五）项 |
|||
信息内容 |
本年处理决定数量 |
||
行政许可 |
{licences} |
||"""


def rows(table: Table) -> list[list[str]]:
    """The rows of a table as strings."""
    found: dict[int, list[str]] = {}
    for cell in table.cells:
        found.setdefault(cell.row, []).append(cell.text.string)
    return list(found.values())


def test_a_bar_behind_each_cell_is_where_the_cell_ends() -> None:
    text = "二、主动公开政府信息情况\n" + TABLE.format(licences=206) + "\n三、收到和处理政府信息公开申请情况\n无。"
    made = list(blocks(split(text)))
    (table,) = [block for block in made if isinstance(block, Table)]
    assert ["规章", "0", "", "0"] in rows(table)
    assert ["行政规范性文件", "2", "0", "5"] in rows(table)
    assert ["行政许可", "206"] in [row[:2] for row in rows(table)]
    texts = [block.text.string for block in made if isinstance(block, Paragraph)]
    assert texts == ["二、主动公开政府信息情况", "三、收到和处理政府信息公开申请情况", "无。"]


def test_the_places_of_such_cells_are_those_of_the_lines() -> None:
    (table,) = [block for block in blocks(split(TABLE.format(licences=206))) if isinstance(block, Table)]
    cell = next(cell for cell in table.cells if cell.text.string == "206")
    assert (cell.text.place(0, 3).line, cell.text.place(0, 3).char) == (21, 1)


def test_a_few_lines_that_end_with_a_bar_are_lines() -> None:
    made = list(blocks(split("首页 |\n政府信息公开 |\n年报 |\n正文从这里开始。")))
    assert [block.text.string for block in made if isinstance(block, Paragraph)][-1] == "正文从这里开始。"
    assert not any(isinstance(block, Table) for block in made)


def test_labels_whose_figures_were_left_out_are_rows_of_their_own() -> None:
    text = (
        "自然人\n总计\n一、本年新收申请\n103\n107\n（三）不予公开\n1.属于国家秘密\n2.禁止公开\n3.危及安全\n"
        "（四）无法提供\n1.不掌握\n30\n31\n2.没有现成信息\n3.不明确\n（七）总计\n102\n106\n四、结转下年度\n9\n9"
    )
    (table,) = [block for block in blocks(split(text)) if isinstance(block, Table)]
    assert [row[0] for row in rows(table)][1:] == [
        "（三）不予公开",
        "2.禁止公开",
        "3.危及安全",
        "（四）无法提供",
        "2.没有现成信息",
        "3.不明确",
        "（七）总计",
        "四、结转下年度",
    ]
    assert ["（四）无法提供", "1.不掌握", "30", "31"] in rows(table)
