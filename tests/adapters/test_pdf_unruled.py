"""Tables with few or no rules: columns by where words stand, rows by how lines are set, heads by what they span."""

from __future__ import annotations

import time
from pathlib import Path

import pytest

from adapters.pdf import read
from checker.document import Document, Paragraph, Table
from tests.adapters.pdf_pages import SONG, Text, canvas, column, written
from tests.adapters.pdf_samples import APPLICATIONS, REVIEWS, Report, markup, with_chromium

FIGURES = (320.0, 380.0, 440.0)
NAMES = ("甲类", "乙类", "合计")


def line(top: float, *words: tuple[float, str]) -> list[Text]:
    """Words of one line, each at its left side."""
    return [(x, top, 9.0, word) for x, word in words]


def centred(top: float, places: tuple[float, ...], words: tuple[str, ...]) -> list[Text]:
    """Words of one line, each about its middle; figures are half as wide as other signs."""
    widths = [sum(0.5 if char.isascii() else 1.0 for char in word) * 9 for word in words]
    return [(x - width / 2, top, 9.0, word) for x, word, width in zip(places, words, widths, strict=True) if word]


def rows(document: Document) -> list[list[list[str]]]:
    return [
        [[cell.text.string.replace("\n", "") for cell in cells] for cells in block.by_row()]
        for block in document.blocks
        if isinstance(block, Table)
    ]


def read_rows(path: Path, *pages: list[Text]) -> list[list[list[str]]]:
    return rows(read(written(path, *pages), path.name))


def test_a_label_of_three_lines_belongs_to_the_figures_beside_its_middle(tmp_path: Path) -> None:
    texts = [
        *centred(100, FIGURES, NAMES),
        *line(120, (60, "一、本年新收数量")),
        *centred(120, FIGURES, ("1", "2", "3")),
        *line(134, (60, "二、申请人逾期未按收费通知要求缴纳费")),
        *line(147, (60, "用的，行政机关不再处理其政府信息公开")),
        *centred(147, FIGURES, ("4", "5", "9")),
        *line(160, (60, "申请的数量")),
        *line(174, (60, "三、其他")),
        *centred(174, FIGURES, ("0", "7", "7")),
    ]
    assert read_rows(tmp_path / "a.pdf", texts) == [
        [
            list(NAMES),
            ["一、本年新收数量", "1", "2", "3"],
            ["二、申请人逾期未按收费通知要求缴纳费用的，行政机关不再处理其政府信息公开申请的数量", "4", "5", "9"],
            ["三、其他", "0", "7", "7"],
        ]
    ]


@pytest.mark.parametrize("last", [False, True], ids=["beside its first line", "beside its last line"])
def test_figures_stand_beside_the_first_or_the_last_line_of_a_label(tmp_path: Path, last: bool) -> None:
    labels = (["公开的政府信息数量较多的", "部门"], ["不公开的"], ["其他处理的政府信息公开", "申请"])
    texts = centred(100, FIGURES, NAMES)
    for index, label in enumerate(labels):
        top = 130 + 40 * index
        for row, part in enumerate(label):
            texts += line(top + 12 * row, (60, part))
        figures = (str(index), str(index + 1), str(index + 2))
        texts += centred(top + 12 * last * (len(label) - 1), FIGURES, figures)
    assert read_rows(tmp_path / "a.pdf", texts)[0][1:] == [
        ["".join(label), str(index), str(index + 1), str(index + 2)] for index, label in enumerate(labels)
    ]


def test_a_name_over_several_columns_is_not_joined_with_that_of_the_middle_one(tmp_path: Path) -> None:
    """All lines are equally far apart, and the group's name is narrower than its middle column."""
    places = (220.0, 260.0, 300.0, 360.0, 400.0, 440.0)
    texts = [
        *centred(100, (260, 400), ("维持", "起诉")),
        *centred(112, places, ("结果", "结果", "其他") * 2),
        *centred(124, places, ("维持", "纠正", "结果") * 2),
    ]
    for index, top in enumerate((140, 152, 164)):
        texts += line(top, (60, f"第{index}年"))
        texts += centred(top, places, tuple(str(index + shift) for shift in range(6)))
    document = read(written(tmp_path / "a.pdf", texts), "a.pdf")
    (table,) = (block for block in document.blocks if isinstance(block, Table))
    head = [(cell.text.string.replace("\n", ""), cell.column, cell.column_span) for cell in table.cells if cell.row < 2]
    leaves = ("结果维持", "结果纠正", "其他结果") * 2
    assert head == [("维持", 1, 3), ("起诉", 4, 3), *((leaf, at, 1) for at, leaf in enumerate(leaves, 1))]


def test_names_that_fill_their_columns_and_touch_are_one_for_each(tmp_path: Path) -> None:
    names = ["结果维持", "结果纠正", "其他结果", "尚未审结", "案件总计"] * 2
    places = tuple(100 + 36.5 * at for at in range(10))
    figures = tuple(str(at) for at in range(10))
    texts = [(82.0, 120.0, 9.0, "".join(names[:5])), (82.0 + 5 * 36.5, 120.0, 9.0, "".join(names[5:]))]
    texts += centred(140, places, figures)
    assert read_rows(tmp_path / "a.pdf", texts) == [[names, list(figures)]]


def test_a_page_of_many_columns_is_read_in_time(tmp_path: Path) -> None:
    rows_of_words = [
        line(
            40 + 12 * row,
            *((20 + 23 * column, f"{(row * column) % 7}甲"[: 1 + (row + column) % 2]) for column in range(24)),
        )
        for row in range(60)
    ]
    path = written(tmp_path / "a.pdf", [word for words in rows_of_words for word in words])
    start = time.process_time()
    read(path, path.name)
    assert time.process_time() - start < 10


def test_a_short_rule_below_a_name_shows_the_columns_that_it_holds_for(tmp_path: Path) -> None:
    drawn = canvas(tmp_path / "a.pdf")
    drawn.setFont("Helvetica", 10)
    places = (200, 260, 330, 390)
    tops = {100: [(200, "Before"), (330, "After")], 116: list(zip(places, ("Paper", "Mail") * 2, strict=True))}
    for index, name in enumerate(("North", "South", "West")):
        tops[136 + 16 * index] = [(60, name), *((x, f"{index}{x // 10}") for x in places)]
    for top, words in tops.items():
        for x, word in words:
            drawn.drawString(x, 842 - top, word)
    for top, left, right in ((86, 55, 430), (104, 195, 300), (104, 325, 430), (120, 55, 430), (174, 55, 430)):
        drawn.line(left, 842 - top, right, 842 - top)
    drawn.save()
    document = read(tmp_path / "a.pdf", "a.pdf")
    (table,) = (block for block in document.blocks if isinstance(block, Table))
    spans = {cell.text.string: (cell.column, cell.column_span) for cell in table.cells}
    assert (spans["Before"], spans["After"]) == ((1, 2), (3, 2))
    assert rows(document)[0][2:] == [
        [name, *(f"{index}{x // 10}" for x in places)] for index, name in enumerate(("North", "South", "West"))
    ]


def test_a_cell_left_empty_between_others_is_an_empty_cell(tmp_path: Path) -> None:
    texts = centred(100, FIGURES, NAMES)
    for top, label, figures in ((120, "规章", "555"), (136, "公文", "5 5"), (152, "决定", "555")):
        texts += [*line(top, (60, label)), *centred(top, FIGURES, tuple(figure.strip() for figure in figures))]
    assert read_rows(tmp_path / "a.pdf", texts)[0][1:] == [
        ["规章", "5", "5", "5"],
        ["公文", "5", "", "5"],
        ["决定", "5", "5", "5"],
    ]


def test_a_label_for_several_rows_stands_left_of_theirs(tmp_path: Path) -> None:
    """It is set half-way between two rows, and numbered as a heading is."""
    labels = [f"{index + 1}.属于第{name}类的信息" for index, name in enumerate("一二三四")]
    texts = [*line(100, (130, "项目")), *centred(100, FIGURES, NAMES), *line(144, (60, "三、不予公开"))]
    for index, label in enumerate(labels):
        top = 120 + 16 * index
        texts += [*line(top, (130, label)), *centred(top, FIGURES, (str(index),) * 3)]
    (table,) = read_rows(tmp_path / "a.pdf", sorted(texts, key=lambda text: text[1]))
    assert [row[-4:] for row in table[1:]] == [[label, *[str(at)] * 3] for at, label in enumerate(labels)]
    assert sum("三、不予公开" in row for row in table) == 1


def test_labels_and_single_figures_make_a_table_of_two_columns(tmp_path: Path) -> None:
    tops = (100, 116, 132, 148)
    texts = [text for top in tops for text in line(top, (60, f"第{top}项收费"), (300, f"{top}.50"))]
    assert read_rows(tmp_path / "a.pdf", texts) == [[[f"第{top}项收费", f"{top}.50"] for top in tops]]


def test_texts_in_three_columns_are_a_table(tmp_path: Path) -> None:
    data = [
        ["名称", "地址", "电话"],
        ["东区分局", "长堤路一号", "办公室"],
        ["西区分局", "中山路二号", "信访科"],
        ["南区分局", "人民路三号", "法规科"],
    ]
    texts: list[Text] = []
    for row, words in enumerate(data):
        texts += line(100 + 18 * row, *zip((60, 200, 340), words, strict=True))
    assert read_rows(tmp_path / "a.pdf", texts) == [data]


YEARS = [str(year) for year in range(2014, 2021)]
NO_TABLES = {
    "a list": [line(100 + 16 * at, (60, f"{at + 1}."), (90, "加强组织领导，落实工作责任。")) for at in range(5)],
    "a table of contents": [
        line(100 + 16 * at, (60, f"{'一二三四五'[at]}、总体情况{'.' * 60}"), (460, str(at + 1))) for at in range(5)
    ],
    "the scales of two drawings": [
        *[line(100 + 16 * at, (60, str(400 - 50 * at)), (300, str(400 - 50 * at))) for at in range(8)],
        line(236, *((left + 30 * at, year) for left in (80, 320) for at, year in enumerate(YEARS))),
    ],
    "a signature": [line(100, (60, "（此页无正文）"), (380, "某某市水务局")), line(116, (380, "2022年1月20日"))],
}


@pytest.mark.parametrize("kind", NO_TABLES)
def test_what_only_looks_like_a_table_is_none(tmp_path: Path, kind: str) -> None:
    path = written(tmp_path / "a.pdf", [text for texts in NO_TABLES[kind] for text in texts])
    assert rows(read(path, "a.pdf")) == []


def test_a_row_left_on_the_next_page_is_of_the_same_table(tmp_path: Path) -> None:
    before, after = "本年度主动公开政府信息的情况如下。", "以上是本年度的全部数据，特此报告，请予审查。"
    first = [*column(before, 60, 600, 40), *centred(700, FIGURES, NAMES)]
    for top in (716, 732, 748, 764):
        first += [*line(top, (60, f"第{top}项")), *centred(top, FIGURES, (str(top),) * 3)]
    second = [*line(80, (60, "最后一项")), *centred(80, FIGURES, ("1",) * 3), *column(after, 60, 130, 40)]
    document = read(written(tmp_path / "a.pdf", first, second), "a.pdf")
    (table,) = rows(document)
    assert table[-2:] == [["第764项", "764", "764", "764"], ["最后一项", "1", "1", "1"]]
    assert [block.text.string for block in document.blocks if isinstance(block, Paragraph)] == [before, after]


def test_a_row_of_figures_alone_on_the_next_page_goes_with_the_names_above_the_break(tmp_path: Path) -> None:
    names = ("维持", "纠正", "其他", "未审结", "总计", "撤销")
    places = tuple(100 + 60 * at for at in range(6))
    figures = tuple(str(at) for at in range(6))
    first = [*column("本年度的情况如下表所示", 60, 60, 44), *centred(780, places, names)]
    tables = read_rows(tmp_path / "a.pdf", first, centred(60, places, figures))
    assert tables == [[list(names), list(figures)]]


def test_fills_behind_every_other_row_do_not_part_a_table(tmp_path: Path) -> None:
    drawn = canvas(tmp_path / "a.pdf")
    data = [["项目", "甲类", "合计"], *([f"第{index}类", str(index), str(10 * index)] for index in range(1, 6))]
    for index, words in enumerate(data):
        y = 700 - 18 * index
        if index % 2:
            drawn.setFillGray(0.8)
            drawn.rect(50, y - 5, 400, 18, stroke=0, fill=1)
        drawn.setFillGray(0)
        drawn.setFont(SONG, 9)
        for x, word in zip((60, 200, 340), words, strict=True):
            drawn.drawString(x, y, word)
    drawn.save()
    assert rows(read(tmp_path / "a.pdf", "a.pdf")) == [data]


def test_a_box_without_rules_between_its_columns_is_read_by_where_words_stand(tmp_path: Path) -> None:
    drawn = canvas(tmp_path / "a.pdf")
    drawn.grid([50, 180, 450], [600, 700, 730])
    drawn.setFont("Helvetica", 10)
    data = [["Item", "2022", "2023", "Sum"], *([f"Branch {at}", f"{at}1", f"{at}2", f"{2 * at}3"] for at in range(5))]
    for index, words in enumerate(data):
        for x, word in zip((60, 200, 280, 360), words, strict=True):
            drawn.drawString(x, 684 - 18 * (index - 1) if index else 712, word)
    drawn.save()
    assert rows(read(tmp_path / "a.pdf", "a.pdf")) == [data]


STYLES = {
    "no rules": "td{padding:3px;font-size:8pt;text-align:center}",
    "no rules, words at the left": "td{padding:3px 4px;font-size:8pt;vertical-align:top}",
    "rules below the rows": "td{border-bottom:1px solid #000;padding:4px;font-size:8pt;text-align:center}",
    "rules round the table": "table{border-top:2px solid;border-bottom:2px solid}td{padding:3px;font-size:8pt}",
    "stripes": "tr:nth-child(even) td{background:#ccc}td{padding:3px;font-size:8pt;text-align:center}",
}


@pytest.mark.chromium
@pytest.mark.parametrize("style", STYLES)
def test_tables_that_a_browser_prints_without_rules_keep_their_figures_and_names(tmp_path: Path, style: str) -> None:
    report = Report("标题", ("三、收到和处理申请情况", APPLICATIONS, "四、行政复议和诉讼情况", REVIEWS))
    css = "table{border-collapse:collapse;width:100%}" + STYLES[style]
    tables = rows(read(with_chromium(markup(report, css), tmp_path / "a.pdf"), "a.pdf"))
    found = [row for table in tables for row in table]
    figured = [row for row in found if len(row) > 7 and all(word.isdigit() for word in row[-7:])][:25]
    assert [row[-7:] for row in figured] == [[spot.text for spot in spots[-7:]] for spots in APPLICATIONS.rows[3:]]
    labels = [next(word for word in reversed(row[:-7]) if word) for row in figured]
    assert labels == [spots[-8].text for spots in APPLICATIONS.rows[3:]]
    assert [spot.text for spot in REVIEWS.rows[3]] in found
    words = [word for row in found for word in row]
    for level in REVIEWS.rows[:3]:
        assert all(words.count(spot.text) >= sum(one.text == spot.text for one in level) for spot in level)


@pytest.mark.parametrize(
    ("names", "figures"),
    [((160, 280, 400), (220, 340, 460)), ((220, 340, 460), (170, 290, 410))],
    ids=["names left", "names right"],
)
def test_names_set_to_another_side_than_their_figures_are_theirs(
    tmp_path: Path, names: tuple[float, ...], figures: tuple[float, ...]
) -> None:
    """No name stands above its figures; blocks of fewer columns follow, each with a name for its one column."""
    texts = [
        *line(100, (60, "信息内容"), *zip(names, ("本年制发", "本年废止", "现行有效"), strict=True)),
        *line(114, (60, "规章"), *zip(figures, "000", strict=True)),
        *line(128, (60, "规范性文件"), *zip(figures, ("8", "2", "26"), strict=True)),
        *line(142, (60, "信息内容"), (names[0], "本年处理决定数量")),
        *line(156, (60, "行政许可"), (figures[1], "2351")),
        *line(170, (60, "信息内容"), (names[0], "本年收费金额")),
        *line(184, (60, "收费"), (figures[1], "37.5")),
    ]
    (table,) = rows(read(written(tmp_path / "a.pdf", texts), "a.pdf"))
    assert table[:3] == [
        ["信息内容", "本年制发", "本年废止", "现行有效"],
        ["规章", "0", "0", "0"],
        ["规范性文件", "8", "2", "26"],
    ]
    assert [[cell for cell in row if cell] for row in table[3:]] == [
        ["信息内容", "本年处理决定数量"],
        ["行政许可", "2351"],
        ["信息内容", "本年收费金额"],
        ["收费", "37.5"],
    ]


@pytest.mark.parametrize("words", [["行政事业性收费", "37.5"], ["注：数据截至年底", "见附件"]], ids=["row", "note"])
def test_a_lone_row_after_the_break_goes_on_with_the_ruled_table_before(tmp_path: Path, words: list[str]) -> None:
    """Its rules or its shading are missing on the later page; a note under the table is no row of it."""
    sheet = canvas(tmp_path / "a.pdf")
    sheet.setFont(SONG, 9)
    for at, row in enumerate((("信息内容", "本年数量"), ("许可", "31"), ("处罚", "4"))):
        for place, text in enumerate(row):
            sheet.rect(60 + 160 * place, 100 - 20 * at, 160, 20)
            sheet.drawString(64 + 160 * place, 106 - 20 * at, text)
    sheet.showPage()
    sheet.setFont(SONG, 9)
    for place, text in enumerate(words):
        sheet.drawString(64 + 160 * place, 770, text)
    sheet.drawString(60, 740, "下一段文字写在表格的后面，说明情况。")
    sheet.save()
    (table,) = rows(read(tmp_path / "a.pdf", "a.pdf"))
    assert (words in table) == (words[1] == "37.5")
    assert table[:3] == [["信息内容", "本年数量"], ["许可", "31"], ["处罚", "4"]]


def test_a_table_with_rules_between_columns_only_is_read_whole(tmp_path: Path) -> None:
    """A frame, and between columns rules that merged cells break off: two columns of figures stand in boxes."""
    sheet = canvas(tmp_path / "a.pdf")
    sheet.setFont(SONG, 9)
    sheet.rect(56, 600, 480, 140)
    for x in (176, 296, 416):
        sheet.line(x, 650, x, 710)
    sheet.line(176, 710, 416, 710)
    sheet.line(176, 650, 416, 650)
    lines = [("信息内容", "本年制发", "本年废止", "现行有效"), ("规章", "0", "0", "0"), ("规范性文件", "8", "2", "26")]
    for at, row in enumerate(lines):
        for x, text in zip((60, 186, 306, 426), row, strict=True):
            sheet.drawString(x, 696 - 20 * at, text)
    sheet.drawString(60, 636, "行政许可")
    sheet.drawString(306, 636, "2351")
    sheet.save()
    (table,) = rows(read(tmp_path / "a.pdf", "a.pdf"))
    assert table[:3] == [list(row) for row in lines]
    assert [cell for cell in table[3] if cell] == ["行政许可", "2351"]


def test_a_figure_that_its_column_breaks_is_one_number(tmp_path: Path) -> None:
    """Two digits fit into a column; the rest of a longer number stands below, also beside the rest of a label."""
    texts = [
        *line(100, (300, "甲类"), (340, "乙类"), (380, "合计")),
        *line(112, (60, "一、本年新收政府信息公开申请"), (304, "90"), (344, "67"), (384, "13")),
        *line(123, (304, "7"), (384, "09")),
        *line(135, (60, "二、上年结转"), (304, "39"), (348, "8"), (384, "47")),
        *line(147, (60, "三、部分公开的仅计入这一情形"), (304, "12"), (344, "11"), (384, "13")),
        *line(158, (60, "不再计入其他"), (304, "2"), (384, "3")),
        *line(170, (60, "四、结转下年"), (304, "92"), (348, "1"), (384, "12")),
        *line(181, (384, "9")),
    ]
    (table,) = read_rows(tmp_path / "a.pdf", texts)
    figures = [[cell for cell in row[1:] if cell] for row in table if any(cell.isdigit() for cell in row)]
    assert figures == [["907", "67", "1309"], ["39", "8", "47"], ["122", "11", "133"], ["92", "1", "129"]]


def test_a_row_with_blank_cells_goes_on_with_no_figure_above(tmp_path: Path) -> None:
    texts = [
        *line(100, (300, "甲类"), (340, "乙类"), (380, "合计")),
        *line(112, (60, "申请"), (304, "90"), (344, "67"), (384, "13")),
        *line(124, (60, "其他"), (304, "7"), (384, "9")),
        *line(136, (60, "结转"), (304, "39"), (348, "8"), (384, "47")),
    ]
    (table,) = read_rows(tmp_path / "a.pdf", texts)
    assert table[1:] == [["申请", "90", "67", "13"], ["其他", "7", "", "9"], ["结转", "39", "8", "47"]]


def test_names_of_several_levels_set_left_of_their_figures_are_theirs(tmp_path: Path) -> None:
    """Names of two lines at the left of narrow columns, figures at the right: the second lines stand near others'."""
    lefts = [60 + 32 * at for at in range(8)]
    texts = [
        *line(100, (103, "行政复议"), (231, "行政诉讼")),
        *line(112, *((x, "结果维") for at, x in enumerate(lefts) if at % 4 < 3)),
        *line(117.5, *((x, "总计") for at, x in enumerate(lefts) if at % 4 == 3)),
        *line(123, *((x, "持") for at, x in enumerate(lefts) if at % 4 < 3)),
        *line(138, *((x + 21, str(at % 4)) for at, x in enumerate(lefts))),
    ]
    (table,) = read_rows(tmp_path / "a.pdf", texts)
    assert table[-2:] == [(["结果维持"] * 3 + ["总计"]) * 2, ["0", "1", "2", "3"] * 2]


@pytest.mark.parametrize("shift", [-12.0, 6.0], ids=["left", "right"])
def test_as_many_names_as_columns_are_theirs_in_order_whatever_side_they_are_set_to(
    tmp_path: Path, shift: float
) -> None:
    """A name stands nearer to the figures beside its own, and two names all but touch."""
    lefts = (220.0, 270.0, 320.0, 370.0)
    names = ("自然人", "商业企业", "科研机构", "总计")
    figures = (("3", "1", "0", "4"), ("12", "0", "7", "19"), ("1", "5", "2", "8"))
    right = [left + 40 for left in lefts]
    head = [
        (left + shift + 2 if shift < 0 else edge + shift - 9 * len(name), 100.0, 9.0, name)
        for left, edge, name in zip(lefts, right, names, strict=True)
    ]
    texts = list(head)
    for at, row in enumerate(figures):
        texts += line(120 + 16 * at, (60, ("予以公开的数量", "部分公开的数量", "不予公开的数量")[at]))
        for left, edge, figure in zip(lefts, right, row, strict=True):
            x = edge - 4.5 * len(figure) - 1 if shift < 0 else left + 1
            texts.append((x, 120.0 + 16 * at, 9.0, figure))
    assert read_rows(tmp_path / "a.pdf", texts) == [
        [
            list(names),
            ["予以公开的数量", *figures[0]],
            ["部分公开的数量", *figures[1]],
            ["不予公开的数量", *figures[2]],
        ]
    ]


LEFT, RIGHT = (130.0, 180.0, 230.0), (400.0, 450.0, 500.0)
HALF = [["项目", "甲类", "乙类", "合计"], ["许可", "1", "2", "3"], ["处罚", "4", "5", "9"]]


@pytest.mark.parametrize("lower", [6.0, 9.0, 13.0])
def test_tables_side_by_side_whose_rows_stand_on_lines_of_their_own_are_two(tmp_path: Path, lower: float) -> None:
    """The rows of the right one are lower, as below a head of two lines."""
    texts: list[Text] = [(60.0, 80.0, 12.0, "二、情况的标题")]
    for at, (label, *cells) in enumerate(HALF):
        texts += line(110 + 20 * at, (60, label)) + centred(110 + 20 * at, LEFT, tuple(cells))
        texts += line(110 + lower + 20 * at, (320, label)) + centred(110 + lower + 20 * at, RIGHT, tuple(cells))
    assert read_rows(tmp_path / "a.pdf", texts) == [HALF, HALF]


def test_tables_side_by_side_without_labels_are_two_where_figures_stand_level_with_names(tmp_path: Path) -> None:
    """The head of the right one has a level more."""
    left, right = (80.0, 120.0, 160.0), (300.0, 345.0, 390.0)
    texts = [
        *centred(100, (120.0, 345.0), ("复议情况", "诉讼情况")),
        *centred(120, left, ("维持", "纠正", "合计")),
        *centred(120, (345.0,), ("直接起诉",)),
        *centred(140, left, ("1", "2", "3")),
        *centred(140, right, ("维持", "纠正", "合计")),
        *centred(160, right, ("4", "5", "9")),
    ]
    found = read_rows(tmp_path / "a.pdf", texts)
    assert [one[-2:] for one in found] == [
        [["维持", "纠正", "合计"], ["1", "2", "3"]],
        [["维持", "纠正", "合计"], ["4", "5", "9"]],
    ]


def test_a_table_whose_rows_have_figures_at_one_side_only_stays_one(tmp_path: Path) -> None:
    texts = centred(100, (300.0, 350.0, 400.0, 450.0), ("甲", "乙", "丙", "丁"))
    for at, cells in enumerate((("1", "2", "", ""), ("", "", "3", "4"), ("5", "6", "", ""), ("", "", "7", "8"))):
        texts += line(120 + 18 * at, (60, f"第{at}类")) + centred(120 + 18 * at, (300.0, 350.0, 400.0, 450.0), cells)
    (found,) = read_rows(tmp_path / "a.pdf", texts)
    assert len(found) == 5


def test_lines_of_labels_as_close_as_rows_are_told_by_the_figures_at_their_middle(tmp_path: Path) -> None:
    """So a word processor sets a table without borders or room; figures of one row stand a little higher, and so
    nearer to those above them, than lines do."""
    labels = ("一、新收申请数量", "二、其他法律行政法规禁止|公开", "三、要求行政机关确认或者重|新出具", "四、合计")
    texts = centred(100, FIGURES, NAMES)
    top = 120.0
    for at, label in enumerate(labels):
        lines = label.split("|")
        for index, one in enumerate(lines):
            texts += line(top + 13 * index, (60, one))
        middle = top + 13 * (len(lines) - 1) / 2 - (2.0 if at == 3 else 0.8)
        texts += centred(middle, FIGURES, (str(at), "1", "2"))
        top += 13 * len(lines)
    (found,) = read_rows(tmp_path / "a.pdf", texts)
    assert found[1:] == [[label.replace("|", ""), str(at), "1", "2"] for at, label in enumerate(labels)]


def test_names_written_downward_side_by_side_are_the_heads_of_their_columns(tmp_path: Path) -> None:
    """One rule goes below all names of the upper level, which tells nothing of what each holds for."""
    drawn = canvas(tmp_path / "a.pdf")
    drawn.setFont(SONG, 9)
    places = [100.0 + 45 * at for at in range(10)]
    below = ("结果维持", "结果纠正", "其他结果", "尚未审结", "总计") * 2
    for x, name in zip(places, below, strict=True):
        for at, sign in enumerate(name):
            drawn.drawString(x - 4.5, 842 - 140 - 10 * at - 5 * (4 - len(name)), sign)
    for x, name in ((sum(places[:5]) / 5, "行政复议"), (sum(places[5:]) / 5, "行政诉讼")):
        drawn.drawString(x - 18, 842 - 120, name)
    for at, x in enumerate(places):
        drawn.drawString(x - 2, 842 - 190, str(at))
    for top, left in ((108, 80), (125, 80), (176, 80), (196, 80)):
        drawn.line(left, 842 - top, 520, 842 - top)
    drawn.save()
    (table,) = (block for block in read(tmp_path / "a.pdf", "a.pdf").blocks if isinstance(block, Table))
    assert [
        [(cell.column, cell.column_span, cell.text.string.replace("\n", "")) for cell in row] for row in table.by_row()
    ] == [
        [(0, 5, "行政复议"), (5, 5, "行政诉讼")],
        [(at, 1, name) for at, name in enumerate(below)],
        [(at, 1, str(at)) for at in range(10)],
    ]


def test_writing_downward_side_by_side_without_figures_below_is_read_downward(tmp_path: Path) -> None:
    said = ("春风送暖入屠苏", "爆竹声中一岁除", "千门万户曈曈日")
    texts: list[Text] = [
        (400.0 - 90 * at, 150.0 + 13 * down, 12.0, sign)
        for at, verse in enumerate(said)
        for down, sign in enumerate(verse)
    ]
    document = read(written(tmp_path / "a.pdf", texts), "a.pdf")
    assert [block.text.string for block in document.blocks if isinstance(block, Paragraph)] == list(said)


def headed(path: Path, upper: str, names: list[tuple[float, str]], space: float = 0.0) -> list[tuple[int, int, str]]:
    """The cells of the head of a table without rules, six columns of figures 40 points apart; `names` begin at a place
    of the second line, their signs so far apart."""
    size = 8.5
    texts = [(250.0, 100.0, size, upper)]
    for x, name in names:
        texts += [(x + at * (size + space), 114.0, size, sign) for at, sign in enumerate(name)]
    for row, label in enumerate(["甲类事项", "乙类事项", "丙类事项", "丁类事项"]):
        top = 128.0 + 14 * row
        texts.append((60.0, top, size, label))
        texts += [(175.0 + 40 * at, top, size, str((row * 7 + at * 3) % 9)) for at in range(6)]
    (table,) = [block for block in read(written(path, texts), "a.pdf").blocks if isinstance(block, Table)]
    first = min(cell.row for cell in table.cells if cell.text.string == "甲类事项")
    return [(cell.column, cell.column_span, cell.text.string) for cell in table.cells if 0 < cell.row < first]


SIX = ["自然人", "商业企业", "科研机构", "公益组织", "服务机构", "其他"]


@pytest.mark.parametrize("gap", [1.6, 2.5, 3.4])
@pytest.mark.parametrize("closed", [[1, 2], [3, 4], [1, 2, 3]], ids=["two", "two others", "three"])
def test_names_that_stand_close_over_columns_of_figures_are_a_cell_each(
    tmp_path: Path, gap: float, closed: list[int]
) -> None:
    names = [(177.0 + 40 * at - 4.25 * len(name), name) for at, name in enumerate(SIX)]
    middle = sum(177.0 + 40 * at for at in closed) / len(closed)
    x = middle - (sum(8.5 * len(SIX[at]) for at in closed) + gap * (len(closed) - 1)) / 2
    for at in closed:
        names[at] = (x, SIX[at])
        x += 8.5 * len(SIX[at]) + gap
    found = headed(tmp_path / "a.pdf", "申请人情况", names)
    assert [(column, text) for column, _, text in found if text] == list(enumerate(SIX, 1))


@pytest.mark.parametrize("space", [0.0, 2.0], ids=["touching", "spaced"])
def test_a_name_over_two_columns_of_figures_stays_whole(tmp_path: Path, space: float) -> None:
    whole = "商业企业科研机构"
    names = [(177.0 + 40 * at - 4.25 * len(SIX[at]), SIX[at]) for at in (0, 3, 4, 5)]
    names.insert(1, (237.0 - (8.5 + space) * len(whole) / 2, whole))
    names = [(x, name) for x, name in names if space == 0.0 or name == whole]
    found = headed(tmp_path / "a.pdf", "申请人情况", names, space)
    assert whole in [text for _, _, text in found]
