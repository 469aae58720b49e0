"""In which order a page is read, and that no sign of it is lost."""

from __future__ import annotations

from pathlib import Path

import pikepdf
import pytest

from adapters.pdf import read
from checker.document import Document, Paragraph, Table
from tests.adapters.pdf_pages import SONG, Text, canvas, column, mapped, written

LEFT = "本年度坚持以公开为常态不公开为例外的原则全面推进决策执行管理服务和结果公开不断扩大公开范围细化公开内容" * 4
RIGHT = "围绕群众关切的教育医疗养老社会保障等领域及时发布政策文件和办事指南通过图文音频视频多种形式加强政策解读" * 3
THIRD = "加强政府信息管理建立健全动态更新机制对已公开的文件定期清理对失效的文件及时标注确保信息准确完整便于查找" * 3


def paragraphs(document: Document) -> list[str]:
    return [block.text.string for block in document.blocks if isinstance(block, Paragraph)]


def rows(document: Document) -> list[list[list[str]]]:
    return [
        [[cell.text.string for cell in cells] for cells in block.by_row()]
        for block in document.blocks
        if isinstance(block, Table)
    ]


def test_two_columns_are_read_one_after_the_other_below_the_heading_over_both(tmp_path: Path) -> None:
    title = "某某市水务局年度报告的总标题"
    texts = [(150.0, 70.0, 18.0, title), *column(LEFT, 60, 120, 20), *column(RIGHT, 310, 120, 20)]
    assert paragraphs(read(written(tmp_path / "a.pdf", texts), "a.pdf")) == [title, LEFT, RIGHT]


def test_three_narrow_columns_are_read_one_after_the_other(tmp_path: Path) -> None:
    texts = [*column(LEFT, 50, 80, 14), *column(RIGHT, 220, 80, 14), *column(THIRD, 390, 80, 14)]
    assert paragraphs(read(written(tmp_path / "a.pdf", texts), "a.pdf")) == [LEFT, RIGHT, THIRD]


def test_a_paragraph_goes_on_at_the_top_of_the_next_column(tmp_path: Path) -> None:
    both = LEFT + RIGHT
    cut = 18 + 20 * 12
    rest = [both[at : at + 20] for at in range(cut, len(both), 20)]
    texts = [*column(both[:cut], 60, 80, 20), *((310.0, 80 + at * 15.75, 10.5, text) for at, text in enumerate(rest))]
    assert paragraphs(read(written(tmp_path / "a.pdf", texts), "a.pdf")) == [both]


@pytest.mark.parametrize("turned", [False, True])
@pytest.mark.parametrize("wide", [842.0, 1190.0])
def test_lines_reach_as_far_as_those_of_pages_of_their_width(wide: float, turned: bool, tmp_path: Path) -> None:
    """A page lies on its side for a wide table: its lines do not show how far those of the others may reach."""
    drawn = canvas(tmp_path / "a.pdf")
    pages = [(595.0, LEFT, 36), (wide, RIGHT, round((wide - 220) / 10.5)), (595.0, THIRD, 36)]
    for width, text, signs in pages:
        aside = turned and width > 595
        drawn.setPageSize((width, 595.0) if aside else (width, 842.0))  # reportlab turns the sides as well
        drawn.setPageRotation(90 if aside else 0)
        if aside:
            drawn.transform(0, 1, -1, 0, 595, 0)
        for x, top, size, line in column(text, 110, 90, signs):
            drawn.setFont(SONG, size)
            drawn.drawString(x, (595 if aside else 842) - top, line)
        drawn.showPage()
    drawn.save()
    assert paragraphs(read(tmp_path / "a.pdf", "a.pdf")) == [LEFT, RIGHT, THIRD]


def test_a_few_lines_in_the_columns_of_the_pages_before_are_in_columns(tmp_path: Path) -> None:
    first = [*column(LEFT, 60, 80, 20), *column(RIGHT, 310, 80, 20)]
    rest = [*column(THIRD[:38], 60, 80, 20), *column(THIRD[38:76], 310, 80, 20)]
    read_as = paragraphs(read(written(tmp_path / "a.pdf", first, rest), "a.pdf"))
    assert read_as[-2:] == [THIRD[:38], THIRD[38:76]]


def test_a_few_lines_in_the_columns_of_the_page_after_are_in_columns(tmp_path: Path) -> None:
    title = "某某市水务局年度报告的总标题"
    few = [(150.0, 70.0, 18.0, title), *column(THIRD[:38], 60, 700, 20), *column(THIRD[38:76], 310, 700, 20)]
    rest = [*column(LEFT, 60, 80, 20), *column(RIGHT, 310, 80, 20)]
    read_as = paragraphs(read(written(tmp_path / "a.pdf", few, rest), "a.pdf"))
    assert read_as == [title, THIRD[:38], THIRD[38:76], LEFT, RIGHT]


def test_what_stands_across_parts_the_columns_above_it_from_those_below(tmp_path: Path) -> None:
    across = "横贯两栏的一行文字把上面的两栏和下面的两栏分开所以先读上面两栏再读这一行"
    texts = [
        *column(LEFT[:98], 60, 80, 20),
        *column(RIGHT[:98], 310, 80, 20),
        (60.0, 200.0, 10.5, across),
        *column(THIRD[:98], 60, 230, 20),
        *column(LEFT[98:196], 310, 230, 20),
    ]
    assert paragraphs(read(written(tmp_path / "a.pdf", texts), "a.pdf")) == [
        LEFT[:98],
        RIGHT[:98],
        across,
        THIRD[:98],
        LEFT[98:196],
    ]


def test_a_note_and_a_signature_beside_each_other_are_no_columns_of_text(tmp_path: Path) -> None:
    texts = [*column(LEFT, 60, 80, 44), (380, 300, 10.5, "某某市水务局"), (380, 316, 10.5, "2022年1月20日")]
    assert paragraphs(read(written(tmp_path / "a.pdf", texts), "a.pdf")) == [LEFT, "某某市水务局", "2022年1月20日"]


def test_a_paragraph_goes_on_over_a_line_that_ends_early(tmp_path: Path) -> None:
    """A line is broken before an address that is kept whole; the next one has no indent, and no sentence has ended."""
    address = "https://www.example.gov.cn/zwgk，电话0590-86120345。"
    texts = column("本报告的电子版可以在政府门户网站下载查阅，如有疑问请与本机关联系，网址为", 60, 80, 44)
    texts += [(60.0, 95.75, 10.5, address)]
    others = [f"第{number}段的文字从缩进两格的地方开始，句子在这里结束。" for number in "二三四"]
    for at, text in enumerate(others):
        texts += column(text, 60, 120 + 20 * at, 44)
    read_as = paragraphs(read(written(tmp_path / "a.pdf", texts), "a.pdf"))
    assert read_as == [texts[0][3] + address, *others]


def test_a_numbered_heading_below_the_title_of_its_part_is_none_of_its_lines(tmp_path: Path) -> None:
    """The title in the middle ends early, and what stands below it has no indent as lines that go on have none."""
    title = "第一部分宁州市甲河区住房和城乡建设与交通运输管理局基本概况"
    texts: list[Text] = [(130.0, 80, 10.5, title), (60.0, 95.75, 10.5, "一、主要职责")]
    others = [
        f"第{number}段的文字从缩进两格的地方开始，它有两行，第二行没有缩进，是从版心的左边开始的，句子在这里结束。"
        for number in "一二三四"
    ]
    for at, text in enumerate(others):
        texts += column(text, 60, 120 + 40 * at, 44)
    read_as = paragraphs(read(written(tmp_path / "a.pdf", texts), "a.pdf"))
    assert read_as == [title, "一、主要职责", *others]


def test_notes_set_close_do_not_part_the_lines_of_the_text_above_them(tmp_path: Path) -> None:
    notes = "注释的字号小一号行距也比正文的行距小得多正文的行距不能按照注释的行距来判断否则正文的每一行都成了一段" * 3
    spaced = [(x, 80 + at * 26.0, size, text) for at, (x, _, size, text) in enumerate(column(LEFT[:172], 60, 80, 44))]
    texts = [
        *spaced,
        *((x, top - at * 3, 9.0, text) for at, (x, top, _, text) in enumerate(column(notes, 60, 300, 52))),
    ]
    assert paragraphs(read(written(tmp_path / "a.pdf", texts), "a.pdf")) == [LEFT[:172], notes]


def test_a_point_drawn_after_the_figures_beside_it_stands_between_them(tmp_path: Path) -> None:
    drawn = canvas(tmp_path / "a.pdf")
    drawn.grid([40, 140, 240], [700, 730, 760])
    drawn.setFont("Helvetica", 10)
    for y, name, whole, part in ((740, "Rate", "54", "5"), (710, "Sum", "1,280", "07")):
        at = 146 + drawn.stringWidth(whole, "Helvetica", 10)
        drawn.drawString(46, y, name)
        drawn.drawString(146, y, whole)
        drawn.drawString(at + 2.78, y, part)
        drawn.drawString(at, y, ".")
    drawn.save()
    assert rows(read(tmp_path / "a.pdf", "a.pdf")) == [[["Rate", "54.5"], ["Sum", "1,280.07"]]]


def test_a_point_drawn_over_a_blank_stands_in_its_place(tmp_path: Path) -> None:
    drawn = canvas(tmp_path / "a.pdf")
    drawn.grid([40, 140, 240], [730, 760])
    drawn.setFont("Helvetica", 10)
    drawn.drawString(46, 740, "Rate")
    drawn.drawString(146, 740, "54 5")
    drawn.drawString(146 + drawn.stringWidth("54", "Helvetica", 10), 740, ".")
    drawn.save()
    assert rows(read(tmp_path / "a.pdf", "a.pdf")) == [[["Rate", "54.5"]]]


def test_a_glyph_that_stands_for_several_equal_characters_is_all_of_them(tmp_path: Path) -> None:
    content = b"BT /F1 12 Tf 20 300 Td (o\x01ce sta\x02) Tj 0 -40 Td (a\x03b) Tj ET"
    document = read(mapped(tmp_path / "a.pdf", content, {1: "ffi", 2: "ff", 3: "——"}), "a.pdf")
    assert paragraphs(document) == ["office staff", "a——b"]
    text = document.blocks[0].text  # type: ignore[union-attr]
    boxes = [text.place(at, at + 1).areas[0][1][0] for at in (1, 2, 3)]
    assert boxes[0][2] == pytest.approx(boxes[1][0], abs=0.02)
    assert boxes[1][2] == pytest.approx(boxes[2][0], abs=0.02)


def test_letters_as_close_as_imitated_bold_are_all_read_in_small_print(tmp_path: Path) -> None:
    drawn = canvas(tmp_path / "a.pdf")
    drawn.setFont("Helvetica", 4)
    drawn.drawString(40, 700, "Wii illness Hawaii")
    drawn.setFont("Helvetica", 12)
    for shift in (0.0, 0.3):
        drawn.drawString(40 + shift, 600, "illness")
    drawn.save()
    assert paragraphs(read(tmp_path / "a.pdf", "a.pdf")) == ["Wii illness Hawaii", "illness"]


def test_a_hyphen_at_the_end_of_a_line_is_read(tmp_path: Path) -> None:
    """pdfium takes it for a sign of its own that tells a broken word."""
    texts: list[Text] = [(60, 80, 10.5, "the Mumbai-"), (60, 96, 10.5, "Pune line runs daily")]
    document = read(written(tmp_path / "a.pdf", texts), "a.pdf")
    assert "".join(paragraphs(document)) == "the Mumbai-Pune line runs daily"
    assert document.unread == ()


def downward(path: Path, *columns: tuple[float, str]) -> Path:
    """Columns of vertical writing, each in one text operation of a font that is written downwards."""
    drawn = canvas(path)
    drawn.setFont(SONG, 14)
    for x, text in columns:
        drawn.drawString(x, 700, text)
    drawn.save()
    with pikepdf.open(path, allow_overwriting_input=True) as pdf:
        for font in pdf.pages[0].Resources.Font.values():
            if font.Subtype == pikepdf.Name.Type0:
                font.Encoding = pikepdf.Name("/UniGB-UCS2-V")
        pdf.save(path)
    return path


def test_signs_repeated_in_vertical_writing_are_all_read_the_right_column_first(tmp_path: Path) -> None:
    path = downward(tmp_path / "a.pdf", (150, "收到申请一一予以答复"), (200, "年年有余的的的确确是是一一样样"))
    assert paragraphs(read(path, "a.pdf")) == ["年年有余的的的确确是是一一样样", "收到申请一一予以答复"]


def test_a_label_written_downwards_does_not_leak_into_the_labels_beside_it(tmp_path: Path) -> None:
    drawn = canvas(tmp_path / "a.pdf")
    ys = [700 - 20 * at for at in range(7)]
    drawn.grid([60, 90, 260, 320], [ys[0], ys[-1]])
    for y in ys[1:-1]:
        drawn.line(90, y, 320, y)
    labels = ["属于国家秘密", "其他法律法规禁止公开", "危及安全稳定", "保护第三方权益", "属于内部事务", "属于过程信息"]
    drawn.setFont(SONG, 9)
    for index, label in enumerate(labels):
        drawn.drawString(95, ys[index] - 14, label)
        drawn.drawString(285, ys[index] - 14, str(index))
    for index, sign in enumerate("本年度办理结果"):
        drawn.drawString(70, ys[1] - 5 - 10 * index, sign)
    drawn.save()
    assert rows(read(tmp_path / "a.pdf", "a.pdf")) == [
        [["本年度办理结果", labels[0], "0"], *([label, str(at)] for at, label in enumerate(labels) if at)]
    ]


def boxed(path: Path) -> Path:
    """A table in the lower part of a frame that has a title above it and text below."""
    drawn = canvas(path)
    drawn.grid([40, 400], [500, 740, 770])
    drawn.grid([70, 160, 250, 340], [560, 590, 620])
    drawn.setFont("Helvetica", 10)
    for x, y, word in ((50, 750, "Annual report"), (50, 700, "Received and answered"), (50, 520, "Signed by the head")):
        drawn.drawString(x, y, word)
    for row, words in enumerate((("Item", "2023", "2024"), ("Granted", "11", "12"))):
        for at, word in enumerate(words):
            drawn.drawString(76 + 90 * at, 600 - 30 * row, word)
    drawn.save()
    return path


def test_a_table_within_a_frame_is_read_once_between_the_text_of_the_frame(tmp_path: Path) -> None:
    document = read(boxed(tmp_path / "a.pdf"), "a.pdf")
    assert rows(document) == [[["Item", "2023", "2024"], ["Granted", "11", "12"]]]
    kinds = [block.text.string if isinstance(block, Paragraph) else "table" for block in document.blocks]
    assert kinds == ["Annual report", "Received and answered", "table", "Signed by the head"]
    assert document.unread == ()


def test_a_table_in_a_cell_of_a_table_takes_its_glyphs_from_the_cell(tmp_path: Path) -> None:
    drawn = canvas(tmp_path / "a.pdf")
    drawn.grid([40, 140, 400], [560, 700, 730])
    drawn.grid([160, 250, 340], [600, 630, 660])
    drawn.setFont("Helvetica", 10)
    texts = [(46, 710, "Kind"), (146, 710, "Count"), (46, 680, "Requests"), (166, 640, "Paper"), (256, 640, "3")]
    for x, y, word in [*texts, (166, 610, "Mail"), (256, 610, "4")]:
        drawn.drawString(x, y, word)
    drawn.save()
    document = read(tmp_path / "a.pdf", "a.pdf")
    assert rows(document) == [[["Kind", "Count"], ["Requests", ""]], [["Paper", "3"], ["Mail", "4"]]]
    assert document.unread == ()


def numbered(pages: list[list[Text]]) -> list[list[Text]]:
    """Pages with their number at the foot."""
    return [[*page, (290, 810, 9, f"— {number} —")] for number, page in enumerate(pages, 1)]


def test_a_line_at_the_very_edge_of_two_pages_is_a_header(tmp_path: Path) -> None:
    headed: list[Text] = [(60, 50, 9, "某某市水务局"), *column(RIGHT, 60, 90, 44)]
    document = read(written(tmp_path / "a.pdf", *numbered([column(LEFT, 60, 90, 44), headed, headed])), "a.pdf")
    assert paragraphs(document) == [LEFT, RIGHT, RIGHT]
    assert [text.string for text in document.furniture] == ["— 1 —", "某某市水务局", "— 2 —", "某某市水务局", "— 3 —"]


def test_a_line_that_repeats_where_text_stands_on_another_page_is_text(tmp_path: Path) -> None:
    form: list[Text] = [(60, 90, 10.5, "填报单位情况说明"), *column(RIGHT, 60, 120, 44)]
    document = read(written(tmp_path / "a.pdf", *numbered([column(LEFT, 60, 90, 44), form, form, form])), "a.pdf")
    assert paragraphs(document) == [LEFT, *(["填报单位情况说明", RIGHT] * 3)]


def test_the_unit_between_a_caption_and_its_table_is_no_footer_though_each_page_has_it(tmp_path: Path) -> None:
    drawn = canvas(tmp_path / "a.pdf")
    captions = ["一般公共预算收入表", "政府性基金收入情况表", "支出表"]
    for caption in captions:
        drawn.setFont(SONG, 10.5)
        drawn.drawString(240, 782, caption)
        drawn.drawString(400, 758, "金额单位：万元")
        drawn.grid([60, 300, 530], [700, 720, 740])
        drawn.drawString(70, 724, caption[:2])
        drawn.showPage()
    drawn.save()
    expected = [line for caption in captions for line in (caption, "金额单位：万元")]
    assert paragraphs(read(tmp_path / "a.pdf", "a.pdf")) == expected


def test_a_title_that_repeats_on_each_page_is_a_title(tmp_path: Path) -> None:
    form: list[Text] = [(200, 100, 18, "填报单位情况说明"), *column(RIGHT, 60, 150, 44)]
    document = read(written(tmp_path / "a.pdf", *numbered([form, form, form])), "a.pdf")
    assert paragraphs(document) == ["填报单位情况说明", RIGHT] * 3
