"""Plain text files: encodings, places, paragraphs, what is left out, and real reports read by eye."""

from __future__ import annotations

import codecs
from pathlib import Path

import pytest

from adapters.text import read
from adapters.text.encoding import decode
from checker.document import Document, Paragraph, Picture, Table
from checker.errors import DocumentError
from checker.text.normalize import bare

ROOT = Path(__file__).parents[2]
DATA = ROOT / "tests/data/text"
SENTENCE = (
    "本报告根据《中华人民共和国政府信息公开条例》要求编制，所列数据的统计期限自2020年1月1日起至2020年12月31日止。\n"
)
TRADITIONAL = (
    "本報告根據《中華人民共和國政府信息公開條例》要求編制，所列數據的統計期限自2020年1月1日起至2020年12月31日止。\n"
)


def read_bytes(folder: Path, data: bytes) -> Document:
    path = folder / "report.txt"
    path.write_bytes(data)
    return read(path, "report.txt")


def read_text(folder: Path, text: str) -> Document:
    return read_bytes(folder, text.encode())


def paragraphs(document: Document) -> list[str]:
    return [block.text.string for block in document.blocks if isinstance(block, Paragraph)]


def rows(document: Document) -> list[list[list[str]]]:
    tables = [block for block in document.blocks if isinstance(block, Table)]
    return [[[cell.text.string for cell in row] for row in table.by_row()] for table in tables]


@pytest.mark.parametrize(
    ("text", "encoding", "mark"),
    [
        (SENTENCE, "utf-8", b""),
        (SENTENCE, "utf-8", codecs.BOM_UTF8),
        (SENTENCE, "utf-16-le", codecs.BOM_UTF16_LE),
        (SENTENCE, "utf-16-be", codecs.BOM_UTF16_BE),
        (SENTENCE, "utf-16-le", b""),
        (SENTENCE, "utf-16-be", b""),
        (SENTENCE, "gb18030", b""),
        (TRADITIONAL, "big5hkscs", b""),
        (TRADITIONAL, "gb18030", b""),
        ("plain English, 12 items\n", "utf-8", b""),
    ],
)
def test_the_encoding_is_told_by_mark_form_or_likeness(text: str, encoding: str, mark: bytes) -> None:
    assert decode(mark + text.encode(encoding)) == (text, encoding)


def test_a_file_cut_within_a_character_keeps_what_is_there() -> None:
    assert decode(SENTENCE.encode()[:-2])[0] == SENTENCE[:-2]


@pytest.mark.parametrize(
    "data", [b"%PDF-1.7\n", b"PK\x03\x04\x14\x00", bytes(range(256)) * 20, b"\x00\x01\x02\x03" * 100]
)
def test_a_binary_file_is_refused(tmp_path: Path, data: bytes) -> None:
    with pytest.raises(DocumentError) as refused:
        read_bytes(tmp_path, data)
    assert refused.value.message.key == "reading.unknown"


def test_a_file_without_text_is_refused(tmp_path: Path) -> None:
    with pytest.raises(DocumentError) as empty:
        read_bytes(tmp_path, b"")
    with pytest.raises(DocumentError) as blank:
        read_text(tmp_path, " \n\u3000\n")
    assert (empty.value.message.key, blank.value.message.key) == ("reading.empty", "reading.blank")


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_lines_and_columns_are_those_an_editor_shows(tmp_path: Path, end: str) -> None:
    document = read_text(
        tmp_path, f"标题{end}{end}　　[bookmark: a]第一\x07段，共12件。{end}规章 | 3 |{end}文件 | 4 |{end}"
    )
    location = document.locate(1, 4, 7)
    assert (location.text, location.line, location.char) == ("共12", 3, 21)
    figure = document.locate(2, 0, 1, (1, 1))
    assert (figure.text, figure.line, figure.char) == ("4", 5, 6)


def test_pictures_are_blocks_and_furniture_is_apart(tmp_path: Path) -> None:
    document = read_text(tmp_path, f"{SENTENCE}\n[image: ]\n\n— 8 —\n（此件公开发布）\n扫一扫在手机打开当前页\n")
    assert [type(block) for block in document.blocks] == [Paragraph, Picture, Paragraph]
    assert [text.string for text in document.furniture] == ["— 8 —", "扫一扫在手机打开当前页"]
    assert document.blocks[1].text.place(0, 0).line == 3  # type: ignore[union-attr]


def test_lines_cut_at_a_width_are_one_paragraph_again(tmp_path: Path) -> None:
    long = "宿迁市坚持以优质公开为着力点，把政府信息公开作为推动高质量发展的重要载体，切实优化理念和深化内容并强化作用"
    whole = long * 3 + "。"
    lines = [whole[at : at + 20] for at in range(0, len(whole), 20)]
    text = "一、总体情况\n" + "\n".join(lines) + "\n二、主动公开政府信息情况\n本机关没有。\n"
    document = read_text(tmp_path, text)
    assert paragraphs(document) == ["一、总体情况", whole, "二、主动公开政府信息情况", "本机关没有。"]
    assert document.locate(1, 20, 21).line == 3


@pytest.mark.parametrize("indent", ["", "     "])
def test_lines_of_a_print_are_one_paragraph_again_whose_latin_letters_are_of_their_own_width(
    tmp_path: Path, indent: str
) -> None:
    """A blank stands round figures; the first line has less room, for its indent, of which a copy keeps nothing or
    too much; and a line of Latin letters counts for more than any other."""
    long = "本机关坚持以公开促落实促规范促服务，把群众关心的事项逐一列入目录，由各科室按月报送并由办公室统一审核发布"
    first = (long * 2)[:38] + "\n" + (long * 2)[38:78] + "\n" + (long * 2)[78:102] + "。"
    site = "电子版可在 2021 年 12 月 31 日前登录（http://www.somewhere.gov.cn/report/all）下载，逾"
    second = "本年度受理 16 件申请，自 2021 年 1 月 1 日起按规定的时限逐件登记、办理和答复来信，"
    second += "\n" + site + "\n期不再提供。"
    text = "\n".join(indent + one for one in (first, second, first, first))
    document = read_text(tmp_path, text + "\n")
    assert paragraphs(document) == [one.replace("\n", "") for one in (first, second, first, first)]


def test_lines_of_any_width_stay_paragraphs(tmp_path: Path) -> None:
    text = "宿迁市人民政府\n关于印发方案的通知\n各县区人民政府\n现将方案印发给你们，请认真贯彻执行。\n2020年8月27日\n"
    assert paragraphs(read_text(tmp_path, text)) == text.splitlines()


def test_the_form_with_tabs_gives_its_rows() -> None:
    document = read(ROOT / "samples/plans/suqian-2020-report.txt", "report.txt")
    disclosure, applications, reviews = rows(document)
    assert disclosure[1:3] == [
        ["信息内容", "本年新制作数量", "本年新公开数量", "对外公开总数量"],
        ["规章", "0", "0", "0"],
    ]
    assert len(disclosure) == 18
    assert applications[5] == ["三、本年度办理结果", "(一)予以公开", *"0000000"]
    assert applications[12] == ["", "", "6.属于四类内部事务信息", *"0000000"]
    assert reviews[-1] == ["0"] * 15
    assert sum(isinstance(block, Picture) for block in document.blocks) == 2
    assert paragraphs(document)[-2:] == ["六、其他需要报告的事项", "无"]


def test_the_form_with_broken_cells_gives_every_figure() -> None:
    document = read(DATA / "003-city-suqian.txt", "report.txt")
    disclosure, applications, reviews = rows(document)
    assert disclosure[1] == ["信息内容", "本年新制作数量", "本年新\n公开数量", "对外公开\n总数量"]
    assert [
        row[1:] for row in disclosure if row[0] in ("规章", "行政许可", "行政强制", "行政事业性收费", "政府集中采购")
    ] == [
        ["1", "1", "3"],
        ["4020", "+1036", "474339"],
        ["1485", "+14", "25970"],
        ["240", "+4"],
        ["3611", "372718.4969万元"],
    ]
    assert [" ".join(row[-7:]) for row in applications[3:]] == [
        "1016 35 5 3 1 2 1062",
        "11 0 0 0 0 0 11",
        "480 15 4 3 0 2 504",
        "47 1 1 0 0 0 49",
        "13 0 0 0 0 0 13",
        "4 0 0 0 0 0 4",
        "0 0 0 0 0 0 0",
        "0 0 0 0 0 0 0",
        "7 0 0 0 0 0 7",
        "5 0 0 0 0 0 5",
        "1 0 0 0 0 0 1",
        "5 1 0 0 0 0 6",
        "314 16 0 0 0 0 330",
        "5 0 0 0 0 0 5",
        "4 0 0 0 0 0 4",
        "18 0 0 0 1 0 19",
        "11 0 0 0 0 0 11",
        "0 0 0 0 0 0 0",
        "0 0 0 0 0 0 0",
        "1 0 0 0 0 0 1",
        "101 2 0 0 0 0 103",
        "1016 35 5 3 1 2 1062",
        "11 0 0 0 0 0 11",
    ]
    assert reviews[-1] == "9 10 11 4 34 3 5 7 8 23 1 0 0 0 1".split()  # noqa: SIM905
    assert paragraphs(document)[-1] == "无。"
    assert [text.string for text in document.furniture] == ["— 8 —"]


def test_the_form_with_bars_below_gives_headings_and_vertical_cells() -> None:
    document = read(DATA / "001-foreign-affairs-changzhou.txt", "report.txt")
    disclosure, applications, reviews = rows(document)
    headings = [bare(text) for text in paragraphs(document) if bare(text)[:1] in "一二三四五" and len(text) < 60]
    assert headings == [
        "一信息公开工作总体情况",
        "二公开的主要内容",
        "三收到和处理政府信息公开申请情况",
        "四因政府信息公开申请行政复议提起行政诉讼的情况",
        "五存在的主要问题及改进情况",
    ]
    assert [bare(cell) for cell in disclosure[0]] == [
        "第二十条第一项",
        "信息内容",
        "本年新制作数量",
        "本年新公开数量",
        "对外公开总数量",
    ]
    assert disclosure[-1][1:3] == ["1", "190000元"]
    assert len(applications) == 24
    assert all(row[-7:] == ["0"] * 7 for row in applications[1:])
    assert bare(applications[3][0]) == "三本年度办理结果"
    assert reviews[-1] == ["0"] * 15
    assert [bare(text.string) for text in document.furniture] == ["扫一扫在手机打开当前页"]


def test_the_form_with_bars_between_gives_rows_with_their_empty_ends() -> None:
    document = read(DATA / "004-foreign-affairs-tianjin.txt", "report.txt")
    disclosure, applications, reviews = rows(document)
    assert disclosure[0] == ["第二十条第(一)项", "", "", "", ""]
    assert disclosure[-1] == ["政府集中采购", "20", "397.51万元", "", ""]
    assert applications[5] == ["三、本年度办理结果", "(一)予以公开", *"0000000", ""]
    assert applications[-1] == ["四、结转下年度继续办理", *"0000000"]
    assert reviews[-1] == ["0"] * 15
    assert document.locate(19, 0, 2, (17, 1)).line == 37


def test_a_plan_without_tables_is_its_paragraphs() -> None:
    document = read(ROOT / "samples/plans/suqian-2020-plan.txt", "plan.txt")
    assert rows(document) == []
    assert len(paragraphs(document)) == 29
    assert document.locate(1, 0, 2).char == 22


@pytest.mark.parametrize("said", ["5．网站全年访问量突破50万次。", "校园网站访问量突破50万次。意见写入考核表。"])
def test_a_last_sentence_on_how_often_a_page_is_seen_is_no_furniture(tmp_path: Path, said: str) -> None:
    assert paragraphs(read_text(tmp_path, f"某局工作要点\n一、平台\n{said}\n"))[-1] == said
