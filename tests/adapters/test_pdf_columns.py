"""Pages in columns with tables, headings and hanging signs, and pages of which the order cannot be told."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import pypdfium2
import pytest

from adapters.pdf import read
from adapters.pdf.reading.columns.order import regions
from adapters.pdf.reading.feed import feed
from adapters.pdf.reading.layout import parted
from checker.document import SURE, Document, Paragraph, Table
from tests.adapters.pdf_pages import SONG, Text, canvas, column

LEFT = "本年度坚持以公开为常态不公开为例外的原则全面推进决策执行管理服务和结果公开不断扩大公开范围细化公开内容" * 4
RIGHT = "围绕群众关切的教育医疗养老社会保障等领域及时发布政策文件和办事指南通过图文音频视频多种形式加强政策解读"
ROWS = [["项目", "上年", "本年"], ["新收", "31", "42"], ["结转", "5", "6"], ["办结", "30", "45"]]

Rows = Sequence[Sequence[str]]
Grid = tuple[float, float, float, Rows]
"""Left side, top, width of a column, and the cells of each row, 18 points high."""


def drawn(path: Path, *pages: tuple[list[Text], list[Grid]]) -> Document:
    """Pages of texts and ruled tables, read."""
    paper = canvas(path)
    for texts, grids in pages:
        for x, top, width, cells in grids:
            down, across = len(cells), len(cells[0])
            paper.grid([x + width * at for at in range(across + 1)], [842 - top - 18 * at for at in range(down + 1)])
            texts = [
                *texts,
                *(
                    (x + width * column_ + 3, top + 18 * row + 13, 9.0, cell)
                    for row, line in enumerate(cells)
                    for column_, cell in enumerate(line)
                ),
            ]
        for x, top, size, text in texts:
            paper.setFont(SONG, size)
            paper.drawString(x, 842 - top, text)
        paper.showPage()
    paper.save()
    return read(path, "a.pdf")


def said(document: Document) -> list[str | list[list[str]]]:
    """The text of each paragraph, and the cells of each table by row."""
    return [
        [[cell.text.string for cell in row] for row in block.by_row()]
        if isinstance(block, Table)
        else block.text.string
        for block in document.blocks
    ]


def least_sure(document: Document, kind: type[Paragraph] | type[Table]) -> float:
    """The lowest confidence of what blocks of a kind say."""
    texts = [text for at, _, text in document.texts() if isinstance(document.blocks[at], kind)]
    return min(text.confidence(0, len(text.string)) for text in texts)


def test_a_column_of_tables_beside_one_of_text_is_read_after_it(tmp_path: Path) -> None:
    texts = [*column(LEFT, 60, 80, 20), (310.0, 80.0, 10.5, "二、公开情况"), (310.0, 330.0, 10.5, "三、申请情况")]
    document = drawn(tmp_path / "a.pdf", (texts, [(310.0, 100.0, 70.0, ROWS), (310.0, 180.0, 70.0, ROWS)]))
    assert said(document) == [LEFT, "二、公开情况", ROWS, ROWS, "三、申请情况"]


def test_a_table_cut_by_the_end_of_a_column_goes_on_in_the_next(tmp_path: Path) -> None:
    rest = [["一般", "1", "2"], ["简易", "3", "4"]]
    texts = [*column(LEFT, 60, 80, 20), *column(RIGHT, 310, 140, 20)]
    document = drawn(tmp_path / "a.pdf", (texts, [(60.0, 440.0, 70.0, ROWS), (310.0, 70.0, 70.0, rest)]))
    assert said(document) == [LEFT, [*ROWS, *rest], RIGHT]


def test_a_table_goes_on_in_the_next_column_where_its_merged_labels_part(tmp_path: Path) -> None:
    paper = canvas(tmp_path / "a.pdf")
    paper.grid([60, 200, 235, 270], [760, 778])
    paper.grid([310, 380, 450, 485, 520], [742, 760, 778])
    paper.setFont(SONG, 9)
    words = [(63, 765, "项目"), (203, 765, "上年"), (238, 765, "本年"), (313, 765, "新收"), (383, 765, "网上")]
    words += [
        (453, 765, "1"),
        (488, 765, "2"),
        (313, 747, "结转"),
        (383, 747, "信函"),
        (453, 747, "3"),
        (488, 747, "4"),
    ]
    for x, y, word in words:
        paper.drawString(x, y, word)
    paper.save()
    document = read(tmp_path / "a.pdf", "a.pdf")
    assert said(document) == [[["项目", "上年", "本年"], ["新收", "网上", "1", "2"], ["结转", "信函", "3", "4"]]]


def test_a_short_heading_over_both_columns_parts_them(tmp_path: Path) -> None:
    upper = [*column(LEFT[:98], 60, 80, 20), *column(LEFT[98:196], 310, 80, 20)]
    lower = [*column(RIGHT * 2, 60, 220, 20), *column(LEFT[:98], 310, 220, 20)]
    document = drawn(tmp_path / "a.pdf", ([*upper, (60.0, 188.0, 12.0, "二、主动公开"), *lower], []))
    assert said(document) == [LEFT[:98], LEFT[98:196], "二、主动公开", RIGHT * 2, LEFT[:98]]


def test_a_comma_that_hangs_into_the_white_between_columns_does_not_close_it(tmp_path: Path) -> None:
    left = column(LEFT, 60, 80, 20)
    left[4] = (*left[4][:3], left[4][3] + "，")
    text = LEFT[:98] + "，" + LEFT[98:]
    document = drawn(tmp_path / "a.pdf", ([*left, *column(RIGHT * 3, 60 + 20 * 10.5 + 12, 80, 20)], []))
    assert said(document) == [text, RIGHT * 3]


def test_an_address_that_could_not_be_broken_does_not_close_the_white_between_columns(tmp_path: Path) -> None:
    left = column(LEFT, 60, 80, 20)
    left[3] = (*left[3][:3], left[3][3][:10] + "http://www.ab.cn/ab/cdef")
    right = column(RIGHT * 3, 286, 80, 20)
    document = drawn(tmp_path / "a.pdf", ([*left, *right], []))
    assert said(document)[-1] == RIGHT * 3
    assert "".join(map(str, said(document)[:-1])) == "".join(text for *_, text in left)


def test_a_page_with_one_of_the_columns_alone_is_read_as_that_column(tmp_path: Path) -> None:
    first = [*column(LEFT, 60, 80, 20), *column(RIGHT * 3, 310, 80, 20)]
    document = drawn(tmp_path / "a.pdf", (first, []), (column(RIGHT, 60, 80, 20), []))
    assert said(document) == [LEFT, RIGHT * 3, RIGHT]


def test_a_small_line_at_the_head_of_all_pages_but_the_first_is_no_text(tmp_path: Path) -> None:
    head = (60.0, 90.0, 8.0, "某某县人民政府")
    pages = [([(200.0, 400.0, 18.0, "年度报告")], []), *(([head, *column(LEFT, 60, 160, 40)], []) for _ in range(2))]
    document = drawn(tmp_path / "a.pdf", *pages)
    assert said(document) == ["年度报告", LEFT, LEFT]
    assert {text.string for text in document.furniture} == {"某某县人民政府"}


def test_writing_over_writing_is_told_and_the_tables_beside_it_are_in_doubt(tmp_path: Path) -> None:
    over = [(60.0, 300.0, 10.5, "一、本年新收申请"), (64.0, 300.0, 10.5, "第三项加第四项之和")]
    document = drawn(tmp_path / "a.pdf", (over, [(60.0, 400.0, 70.0, ROWS)]))
    assert [each.why.key for each in document.unread] == ["reading.pdf_overprinted"]
    assert least_sure(document, Table) < SURE
    clean = drawn(tmp_path / "b.pdf", ([over[0], (64.0, 320.0, *over[1][2:])], [(60.0, 400.0, 70.0, ROWS)]))
    assert clean.unread == ()
    assert least_sure(clean, Table) == 1.0


def test_signs_of_full_width_that_are_set_close_are_no_writing_over_writing(tmp_path: Path) -> None:
    signs = [(60.0 + 5 * at, 300.0, 10.5, sign) for at, sign in enumerate("２０２２１１２３")]
    assert drawn(tmp_path / "a.pdf", (signs, [(60.0, 400.0, 70.0, ROWS)])).unread == ()


def test_a_table_over_the_edge_of_the_page_is_told_and_in_doubt(tmp_path: Path) -> None:
    document = drawn(tmp_path / "a.pdf", (column(LEFT, 60, 80, 40), [(460.0, 400.0, 70.0, ROWS)]))
    assert [each.why.key for each in document.unread] == ["reading.pdf_cut_off"]
    assert least_sure(document, Table) < SURE
    assert least_sure(document, Paragraph) < SURE


def test_numbers_broken_by_narrow_cells_are_no_rows_of_figures(tmp_path: Path) -> None:
    paper = canvas(tmp_path / "a.pdf")
    paper.grid([60, 160, 182, 204], [680, 740, 758])
    paper.setFont("Helvetica", 9)
    for x, y, word in [(64, 745, "Item"), (166, 745, "Net"), (188, 745, "Sum"), (64, 710, "Requests answered")]:
        paper.drawString(x, y, word)
    for x, lines in ((166, ("21", "47", "8")), (188, ("41", "77", "8"))):
        for at, line in enumerate(lines):
            paper.drawString(x, 722 - 12 * at, line)
    paper.save()
    document = read(tmp_path / "a.pdf", "a.pdf")
    assert said(document) == [[["Item", "Net", "Sum"], ["Requests answered", "21\n47\n8", "41\n77\n8"]]]


def test_names_above_a_page_break_belong_to_the_figures_below_it(tmp_path: Path) -> None:
    def line(top: float, places: Sequence[float], *words: str) -> list[Text]:
        return [(x, top, 9.0, word) for x, word in zip(places, words, strict=True)]

    names, figures = (70.0, 210.0, 345.0), (70.0, 230.0, 362.0)
    texts = [
        text for at in range(4) for text in line(700 + 14 * at, (70, 190, 300, 420), f"项目{at}", f"{at}", "12", "345")
    ]
    texts += [(200.0, 756.0, 9.0, "第二十条第（九）项"), *line(770, names, "信息内容", "采购项目数量", "采购总金额")]
    document = drawn(tmp_path / "a.pdf", (texts, []), (line(80, figures, "集中采购", "10", "219.5"), []))
    (table,) = said(document)
    filled = [[cell for cell in row if cell] for row in table]
    assert filled[-2:] == [["信息内容", "采购项目数量", "采购总金额"], ["集中采购", "10", "219.5"]]


def test_a_heading_parts_columns_of_which_the_left_ends_a_line_earlier(tmp_path: Path) -> None:
    upper = [*column(LEFT[:78], 60, 80, 20), *column(LEFT[98:196], 310, 80, 20)]
    lower = [*column(RIGHT * 2, 60, 220, 20), *column(LEFT[:98], 310, 220, 20)]
    document = drawn(tmp_path / "a.pdf", ([*upper, (60.0, 190.0, 12.0, "二、主动公开"), *lower], []))
    assert said(document) == [LEFT[:78], LEFT[98:196], "二、主动公开", RIGHT * 2, LEFT[:98]]


@pytest.mark.parametrize(
    ("heading", "size", "rows"),
    [
        ("二、主动公开政府信息情况及依申请公开", 12.0, ROWS),
        ("三、收到和处理政府信息公开申请情况", 12.0, [["项目", "上年", "本年", "增减"], ["新收", "31", "42", "11"]]),
        ("二、主动公开政府信息情况", 16.0, ROWS),
    ],
)
def test_a_heading_as_wide_as_the_column_above_it_is_none_of_its_lines(
    tmp_path: Path, heading: str, size: float, rows: Rows
) -> None:
    left, right = column(LEFT[:158], 60, 80, 20), column(LEFT[20:196], 310, 80, 20)
    below = (60.0, right[-1][1] + 30, size, heading)
    document = drawn(tmp_path / "a.pdf", ([*left, *right, below], [(60.0, below[1] + 20, 150.0, rows)]))
    assert said(document) == [LEFT[:158], LEFT[20:196], heading, [list(row) for row in rows]]


@pytest.mark.parametrize(
    ("indent", "heading", "size"),
    [(0, "二、公开情况", 11.5), (21, "二、公开情况", 10.5), (21, "附：各项数据的统计口径", 10.5)],
)
def test_a_heading_right_below_both_columns_heads_the_table_below_it(
    tmp_path: Path, indent: int, heading: str, size: float
) -> None:
    """As close as a line of the column: it is larger, or the sentence above it goes on in the other column."""
    left, right = column(LEFT[:158], 60, 80, 20), column(LEFT[20:156], 310, 80, 20)
    below = (60.0 + indent, left[-1][1] + 15.75, size, heading)
    document = drawn(tmp_path / "a.pdf", ([*left, *right, below], [(60.0, below[1] + 12, 150.0, ROWS)]))
    assert said(document)[-2:] == [heading, ROWS]


def test_a_sentence_by_itself_at_the_end_of_the_left_column_is_of_it(tmp_path: Path) -> None:
    left, right = column(LEFT[:158], 60, 80, 20), column(LEFT[20:176], 310, 80, 20)
    last = (60.0, right[-1][1] + 30, 10.5, "各单位按时报送了本年度全部公开信息。")
    document = drawn(tmp_path / "a.pdf", ([*left, *right, last], [(60.0, last[1] + 20, 150.0, ROWS)]))
    assert said(document)[:3] == [LEFT[:158], last[3], LEFT[20:176]]


def test_a_heading_above_the_left_column_alone_is_one_over_both(tmp_path: Path) -> None:
    first = [*column(LEFT, 60, 80, 20), *column(RIGHT * 3, 310, 80, 20)]
    below = [(60.0, 190.0, 12.0, "六、其他"), *column(LEFT[:50], 60, 220, 20)]
    second = [(60.0, 80.0, 12.0, "五、问题"), *column(RIGHT * 2, 60, 110, 20)[:4], *column(LEFT[:78], 310, 110, 20)[:4]]
    document = drawn(tmp_path / "a.pdf", (first, []), ([*second, *below], []))
    assert said(document)[2:] == ["五、问题", (RIGHT * 2)[:78], LEFT[:78], "六、其他", LEFT[:50]]


def test_text_that_runs_round_a_frame_is_not_torn_by_it(tmp_path: Path) -> None:
    frame = "围绕群众关切的教育医疗养老社会保障等领域及时发布政策文件和办事指南，通过图文多种形式加强政策解读。"
    beside, below = column(LEFT[:98], 60, 80, 20), LEFT[98:138]
    across = [(60.0, 80 + 5 * 15.75, 10.5, below)]
    document = drawn(tmp_path / "a.pdf", ([*beside, *column(frame, 300, 80, 18), *across], []))
    assert said(document) == [frame, LEFT[:138]]


def test_the_last_line_of_a_page_whose_columns_are_known_is_of_its_column(tmp_path: Path) -> None:
    """Columns that are made equally high may end with a heading."""
    first = [*column(LEFT, 60, 80, 20), *column(RIGHT * 3, 310, 80, 20)]
    last = [*column(LEFT[:98], 60, 80, 20), (60.0, 190.0, 13.0, "六、其他"), *column(LEFT[98:196], 310, 80, 20)]
    document = drawn(tmp_path / "a.pdf", (first, []), (last, []))
    assert said(document)[-3:] == [LEFT[:98], "六、其他", LEFT[98:196]]


def test_a_page_with_wider_margins_than_the_others_keeps_its_paragraphs(tmp_path: Path) -> None:
    text = LEFT + RIGHT
    narrow = [*column(text, 102, 80, 37), *column(RIGHT * 2, 102, 240, 37)]
    wide = [*column(text, 60, 80, 45), *column(RIGHT * 3, 60, 240, 45), *column(text, 60, 400, 45)]
    document = drawn(tmp_path / "a.pdf", (narrow, []), (wide, []), (wide, []))
    assert said(document) == [text, RIGHT * 2, *[text, RIGHT * 3, text] * 2]


def test_tables_side_by_side_tell_nothing_of_the_text_above_them(tmp_path: Path) -> None:
    """A comma of the text stands where the tables leave white: known as the white between columns, it parted lines."""
    texts = column(LEFT[:160], 60.0, 100.0, 45)
    texts += [(60.0, 285.0, 10.5, "信息公开工作被责任追究的情况。"), (81.0, 300.8, 10.5, "二、主动公开政府信息情况")]
    other = [["类别", "数量"], ["许可", "214"], ["处罚", "37"], ["强制", "2"]]
    path = tmp_path / "a.pdf"
    drawn(path, (texts, [(60.0, 310.0, 78.0, ROWS), (322.0, 310.0, 84.0, other)]))
    with pypdfium2.PdfDocument(path) as pdf:
        pieces, lines = parted(feed(pdf[0], 1))
    known: list[float] = []
    regions(lines, [piece.box for piece in pieces], known)
    assert known == []
