"""Tables of plain text: the same table, however it is written, gives the same cells."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from adapters.text.blocks import blocks
from adapters.text.lines import part_furniture, split
from checker.document import Block, Paragraph, Table
from tests.adapters.written import KEEPS_CELLS, KEEPS_ROWS, Rows, bars_below, bars_between, one_a_line, tabs

HEADING = "二、主动公开政府信息情况"
NEXT = "三、收到和处理政府信息公开申请情况"
LEAD = "本机关全年主动公开政府信息，按规定没有应当公开而不公开的内容。"

SMALL: Rows = [
    ["信息内容", "本年制发件数", "本年废止件数", "现行有效件数"],
    ["规章", "0", "0", "3"],
    ["规范性文件", "117", "1,062", "841"],
    ["行政事业性收费", "+4", "/", "372718.4969万元"],
]


def read(text: str) -> list[Block]:
    return list(blocks(part_furniture(split(text))[0]))


def tables(text: str) -> list[Table]:
    return [block for block in read(text) if isinstance(block, Table)]


def rows(table: Table) -> Rows:
    return [[cell.text.string for cell in row] for row in table.by_row()]


def squeezed(text: str) -> Rows:
    """The rows of the only table, without the line feeds within cells."""
    (table,) = tables(text)
    return [[cell.replace("\n", "") for cell in row] for row in rows(table)]


def cells(table: Table) -> list[str]:
    return [cell.text.string for cell in table.cells]


def paragraphs(text: str) -> list[str]:
    return [block.text.string for block in read(text) if isinstance(block, Paragraph)]


@pytest.mark.parametrize("way", KEEPS_ROWS)
def test_a_table_has_its_rows_in_every_way_that_shows_them(way: str) -> None:
    text = f"{HEADING}\n{LEAD}\n{KEEPS_ROWS[way](SMALL)}\n{NEXT}\n{LEAD}\n"
    assert [rows(table) for table in tables(text)] == [SMALL]
    assert paragraphs(text) == [HEADING, LEAD, NEXT, LEAD]


@pytest.mark.parametrize("way", KEEPS_CELLS)
def test_a_table_without_row_ends_begins_a_row_where_a_label_follows_figures(way: str) -> None:
    text = f"{HEADING}\n{LEAD}\n{KEEPS_CELLS[way](SMALL)}{NEXT}\n{LEAD}\n"
    assert [rows(table) for table in tables(text)] == [SMALL]
    assert paragraphs(text) == [HEADING, LEAD, NEXT, LEAD]


labels = st.sampled_from(
    [
        "规章",
        "规范性文件",
        "行政许可",
        "其他对外管理服务事项",
        "（一）予以公开",
        "1.属于国家秘密",
        "总计",
        "四、结转下年度继续办理",
    ]
)
figures = st.one_of(
    st.integers(0, 10**7).map(str),
    st.integers(1, 999).map(lambda number: f"+{number}"),
    st.sampled_from(["/", "－8", "１０６２", "12件"]),
)


@st.composite
def random_tables(draw: st.DrawFn) -> Rows:
    columns = draw(st.integers(2, 7))
    head = ["信息内容", *(f"{word}数量" for word in "甲乙丙丁戊己庚"[:columns])]
    row = st.tuples(labels, st.lists(figures, min_size=columns, max_size=columns))
    body = draw(st.lists(row, min_size=2, max_size=8))
    return [head, *([label, *values] for label, values in body)]


@given(random_tables(), st.sampled_from(sorted(KEEPS_ROWS)))
def test_any_table_reads_the_same_in_every_way(table: Rows, way: str) -> None:
    found = tables(f"{LEAD}\n{KEEPS_ROWS[way](table)}\n\n{LEAD}\n")
    assert [rows(one) for one in found] == [table]


@given(random_tables(), st.sampled_from(sorted(KEEPS_CELLS)))
def test_any_table_has_its_cells_in_order_where_rows_do_not_show(table: Rows, way: str) -> None:
    found = tables(f"{LEAD}\n{KEEPS_CELLS[way](table)}{LEAD}\n")
    assert [cells(one) for one in found] == [[cell for row in table for cell in row]]


def test_a_cell_may_go_on_over_blank_lines() -> None:
    head = "\t信息内容\n\t本年新\n\n公开数量\n\t对外公开\n\n总数量\n"
    text = f"{LEAD}\n\n{head}\n\t规章\n\t1\n\t3\n\n\n{NEXT}\n\n{LEAD}\n"
    (table,) = tables(text)
    assert rows(table) == [["信息内容", "本年新\n公开数量", "对外公开\n总数量"], ["规章", "1", "3"]]
    assert paragraphs(text) == [LEAD, NEXT, LEAD]


def test_a_paragraph_after_one_blank_line_is_no_part_of_the_last_figure() -> None:
    text = f"\t规章\n\t1\n\n\t文件\n\t3\n\n{NEXT}\n\n\t行政许可\n\t1\n\n\t行政处罚\n\t3\n"
    first, second = tables(text)
    assert rows(first) == [["规章", "1"], ["文件", "3"]]
    assert rows(second) == [["行政许可", "1"], ["行政处罚", "3"]]
    assert paragraphs(text) == [NEXT]


def test_blank_cells_are_cells() -> None:
    (table,) = tables(tabs([["行政复议", "", "行政诉讼"], ["0", "", "1"], ["", "", "2"]]))
    assert rows(table) == [["行政复议", "", "行政诉讼"], ["0", "", "1"], ["", "", "2"]]
    assert table.ragged
    (piped,) = tables("规章 | 0 | | 1 | ||\n文件 | | | | ||\n")
    assert rows(piped) == [["规章", "0", "", "1", "", ""], ["文件", "", "", "", "", ""]]


def test_indented_paragraphs_are_no_table() -> None:
    text = f"\t{LEAD}\n\t一、总体情况\n\t{LEAD}\n"
    assert tables(text) == []
    assert paragraphs(text) == [LEAD, "一、总体情况", LEAD]


def test_a_vertical_label_is_one_cell_and_a_heading_glued_to_the_next_table_is_a_paragraph() -> None:
    note = "（本列数据的勾稽关系为：第一项加第二项之和，等于第三项加第四项之和）"
    reviews = "四、政府信息公开行政复议、行政诉讼情况"
    text = (
        "二、公开的主要内容\n第二十条第（一）项\n|\n信息内容\n|\n本年新\n制作数量\n|\n规章\n|\n0\n|\n"
        f"{NEXT}\n{note}\n|\n申请人情况\n|\n自然人\n|\n总计\n|\n"
        "一、本年新收政府信\n息公开申请数量\n|\n5\n|\n二、上年结转政府信\n息公开申请数量\n|\n1\n|\n"
        "三、\n本\n年\n度\n办\n理\n|\n（一）予以\n公开\n|\n6\n|\n"
        f"四、结转下年度继续办理\n|\n0\n|\n{reviews}\n行政复议\n|\n总\n计\n|\n维持\n|\n0\n|\n1\n|\n"
    )
    found = tables(text)
    assert cells(found[0]) == ["第二十条第（一）项", "信息内容", "本年新\n制作数量", "规章", "0"]
    assert rows(found[1]) == [
        [note, "申请人情况", "自然人", "总计"],
        ["一、本年新收政府信\n息公开申请数量", "5"],
        ["二、上年结转政府信\n息公开申请数量", "1"],
        ["三、\n本\n年\n度\n办\n理", "（一）予以\n公开", "6"],
        ["四、结转下年度继续办理", "0"],
    ]
    assert cells(found[2]) == ["行政复议", "总\n计", "维持", "0", "1"]
    assert paragraphs(text) == ["二、公开的主要内容", NEXT, reviews]


def test_headings_between_stacked_tables_are_told_from_row_labels_by_their_numbers() -> None:
    reviews = "四、政府信息公开行政复议、行政诉讼情况"
    text = (
        f"{HEADING}\n信息内容\n本年制发件数\n规章\n0\n0\n文件\n1\n1\n"
        f"{NEXT}\n申请人情况\n自然人\n总计\n一、本年新收数量\n5\n5\n二、上年结转数量\n0\n0\n"
        "三、本年度办理结果\n（一）予以公开\n5\n5\n四、结转下年度继续办理\n0\n0\n"
        f"{reviews}\n行政复议\n行政诉讼\n0\n0\n1\n五、存在的主要问题\n{LEAD}\n"
    )
    assert paragraphs(text) == [HEADING, NEXT, reviews, "五、存在的主要问题", LEAD]
    assert [cells(table)[-2:] for table in tables(text)] == [["1", "1"], ["0", "0"], ["0", "1"]]


def test_hundreds_of_layout_bars_are_no_table() -> None:
    text = "|\n" * 300 + f"{HEADING}\n|\n|\n{LEAD}\n" + "|\n" * 200 + f"{NEXT}\n{LEAD}\n|\n"
    assert tables(text) == []
    assert paragraphs(text) == [HEADING, LEAD, NEXT, LEAD]
    piped = f"| | | | |\n| {HEADING} | | |\n| {LEAD} | | |\n" + "| | | |\n" * 100
    assert tables(piped) == []
    assert paragraphs(piped) == [HEADING, LEAD]


def test_page_numbers_within_a_table_are_furniture() -> None:
    text = bars_between(SMALL[:2]) + "— 8 —\n" + bars_between(SMALL[2:]) + "第3页 共8页\n"
    lines, furniture = part_furniture(split(text))
    assert [rows(block) for block in blocks(lines) if isinstance(block, Table)] == [SMALL]
    assert [one.string for one in furniture] == ["— 8 —", "第3页 共8页"]
    stacked = one_a_line(SMALL[:2]) + "- 3 -\n" + one_a_line(SMALL[2:])
    assert [rows(table) for table in tables(stacked)] == [SMALL]


def test_a_row_broken_over_lines_is_one_row() -> None:
    text = "信息内容 | 甲 | 乙 | 丙 |\n规章 | 0 | 1 | 2 |\n文件 | 0 |\n1 | 2 |\n行政\n许可 | 3 | 4 | 5 |\n"
    (table,) = tables(text)
    assert rows(table) == [
        ["信息内容", "甲", "乙", "丙"],
        ["规章", "0", "1", "2"],
        ["文件", "0", "1", "2"],
        ["行政\n许可", "3", "4", "5"],
    ]


def test_a_trail_of_links_is_no_table() -> None:
    assert tables("首页 | 政务公开 | 年报\n" + LEAD) == []
    assert paragraphs("首页 | 政务公开 | 年报\n" + LEAD)[-1] == LEAD


@given(st.text(st.sampled_from("一二三、规章0123 \t\n|｜-。（）[image:]")))
def test_any_lines_are_read_and_no_figure_is_lost(text: str) -> None:
    found = "".join(string.string for block in read(text) for string in _texts(block))
    kept, _ = part_furniture(split(text))
    there = "".join(line.string for line in kept)
    for digit in "0123":
        assert found.count(digit) == there.count(digit)


def _texts(block: Block) -> list[object]:
    return [cell.text for cell in block.cells] if isinstance(block, Table) else [block.text]


def test_bars_below_the_cells_also_without_the_last() -> None:
    (table,) = tables(LEAD + "\n" + bars_below(SMALL)[:-2])
    assert rows(table) == SMALL


def test_places_are_those_an_editor_shows(tmp_path: Path) -> None:
    (table,) = tables(f"{LEAD}\r\n\r\n\t规章\r\n\t[bookmark: a]  12\r\n\r\n\t文件\r\n\t3\r\n")
    assert table.cells[1].text.place(0, 2).line == 4
    assert table.cells[1].text.place(0, 2).char == 17


def test_a_word_in_place_of_the_first_figure_does_not_become_the_label_of_its_row() -> None:
    cells = [
        "信息内容",
        "本年制发件数",
        "本年废止件数",
        "现行有效件数",
        "规章",
        "若干",
        "0",
        "3",
        "行政规范性文件",
        "2",
        "1",
        "24",
    ]
    (table,) = tables("\n".join(cells))
    assert rows(table) == [cells[:4], cells[4:8], cells[8:]]


def test_lines_between_drawn_lines_are_one_row() -> None:
    text = (
        "┌──────┬────┬────┐\n"
        "│名称  │本年│合计│\n"
        "├──────┼────┼────┤\n"
        "│第二十│12  │12  │\n"
        "│条第（│    │    │\n"
        "│一）项│    │    │\n"
        "├──────┼────┼────┤\n"
        "│规章  │0   │3   │\n"
        "├──────┼────┼────┤\n"
        "│其他规│4   │107 │\n"
        "│范性文│    │3   │\n"
        "│件    │    │    │\n"
        "└──────┴────┴────┘\n"
    )
    assert squeezed(text) == [
        ["名称", "本年", "合计"],
        ["第二十条第（一）项", "12", "12"],
        ["规章", "0", "3"],
        ["其他规范性文件", "4", "1073"],
    ]


def test_rows_with_a_drawn_line_below_the_head_only_stay_rows() -> None:
    body = "".join(f"│规章{at}│{at}   │\n" for at in range(1, 7))
    text = "┌─────┬────┐\n│名称 │本年│\n├─────┼────┤\n" + body + "└─────┴────┘\n"
    assert squeezed(text) == [["名称", "本年"], *([f"规章{at}", str(at)] for at in range(1, 7))]


PROSE = (
    "根据国务院办公厅的要求编制本报告，内容包括总体情况、主动公开等六个部分，数据的统计期限自2022年1月1日起至12月31日止，"
    "如有疑问，请与办公室联系，电话：0577-65210000，地址在人民路1号，邮编300000，欢迎监督。"
)


@pytest.mark.parametrize("count", [26, 30, 34])
def test_lines_cut_at_a_number_of_signs_are_paragraphs_again(count: int) -> None:
    """Digits count as other signs do, a long number is not cut, and a signature stands further to the right."""
    said = [PROSE.replace("六个", f"{number}个") for number in "三四五六七八"]
    text = "".join(f"{wrapped(paragraph, count)}\n" for paragraph in said)
    assert paragraphs(text + "\n" + " " * 40 + "某某市水务局\n") == [*said, "某某市水务局"]


def wrapped(paragraph: str, count: int) -> str:
    """A paragraph cut at so many signs, its first line indented by two."""
    done = ["\u3000\u3000"]
    for token in re.findall(r"[!-~]+|.", paragraph):
        if len(done[-1]) + len(token) > count:
            done.append("")
        done[-1] += token
    return "\n".join(done)


@pytest.mark.parametrize("indent", ["    ", "  ", "\u3000\u3000"])
def test_lines_set_to_a_width_between_blanks_and_copied_are_paragraphs_again(indent: str) -> None:
    """A page leaves a quarter of a sign round figures, of which a copy makes a blank; rows of a table are wider."""
    lines = [
        *(
            "全年通过网站发布信息 732 条，其中动态 418 条、公告",
            "96 条、预警 218 条；制发文件 2 件，废止 1 件，现行",
            "有效。",
        ),
        *(
            "各单位认真落实市里关于政务公开工作的部署，紧扣",
            "群众关心的事项推进公开，各项工作都有序开展，统计到",
            "期末。",
        ),
    ] * 3
    text = "\n".join(indent + line if at % 3 == 0 else line for at, line in enumerate(lines))
    row = "信息内容                                  本年制发件数              本年废止件数\n规章"
    row += "                                            1                         2\n"
    said = ["".join(lines[at : at + 3]) for at in range(0, len(lines), 3)]
    assert paragraphs(f"{text}\n{' ' * 60}—1—\n{HEADING}\n{row}") == [*said, HEADING]


TASKS = [
    ["一、围绕重点工作抓好公开", "1.公开财政预算和决算，做到完整准确、及时可查。", "办公室、财务处", "9月底前"],
    ["", "2.举办新闻发布会不少于4场。", "新闻处", "每季度"],
    ["", "3.政策文件与解读材料同步起草、同步审批、同步发布。", "各有关处室", ""],
]


@pytest.mark.parametrize("blank", ["\t", " \t", ""])
def test_a_table_of_sentences_has_a_cell_for_each_tab(blank):
    head = ["工作任务", "具体要求", "责任单位", "完成时限"]
    lines = ["\t".join(row) + (blank.strip("\t") if not row[-1] else "") for row in [head, *TASKS]]
    (table,) = tables("\n".join(["现将任务分解如下：", *lines, "", "请认真贯彻落实。"]))
    assert rows(table) == [head, *TASKS]


@pytest.mark.parametrize(
    "lines",
    [
        ["甲\t乙", "这一句说的是别的事情，不是表格里的一格。\t二", "丙\t丁"],
        ["甲\t乙\t丙", "公开财政预算和决算，做到完整准确、及时可查。\t二\t三"],
        ["甲\t乙\t丙", "公开财政预算和决算，做到完整准确、及时可查。\t二\t三", "一句没有制表符的话。", "丁\t戊\t己"],
    ],
)
def test_running_text_with_tabs_is_no_table_of_sentences(lines):
    assert not any(len(table.cells) > 6 for table in tables("\n".join(lines)))


SENTENCE = "公布水利建设项目及责任单位，按季度晒出每个项目的进度。"


def one_cell_a_line(table: Rows) -> str:
    return "\n\n".join("\n".join(f"\t{cell}" for cell in row) for row in table)


@pytest.mark.parametrize("sentences", [1, 2, 3])
def test_a_sentence_is_a_cell_of_a_row_as_long_as_the_head(sentences: int) -> None:
    head = ["序号", "工作任务", "牵头单位", "完成时限"]
    table = [head, *([str(at + 1), SENTENCE, "办公室", "3月底前"] for at in range(sentences))]
    assert [rows(table) for table in tables(f"{HEADING}\n\n{one_cell_a_line(table)}\n\n{NEXT}\n")] == [table]


def test_a_sentence_behind_a_table_is_no_cell_though_a_tab_stands_before_it() -> None:
    text = f"{HEADING}\n\n{one_cell_a_line(SMALL)}\n\n\t{SENTENCE}\n\t{LEAD}\n"
    (table,) = tables(text)
    assert rows(table) == SMALL
