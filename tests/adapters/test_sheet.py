"""Spreadsheets are read as they look: figures as displayed, merged cells with their spans, nothing that is hidden."""

from __future__ import annotations

import datetime
import io
import zipfile
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
import xlsxwriter
from hypothesis import given
from hypothesis import strategies as st

import adapters
from adapters import sheetformat, workbook
from checker.document import Block, Document, Paragraph, Table
from checker.errors import DocumentError


def made(folder: Path, fill: Any, name: str = "book.xlsx") -> Document:
    """The document read from a workbook that `fill(book)` writes."""
    path = folder / name
    book = xlsxwriter.Workbook(str(path))
    fill(book)
    book.close()
    return adapters.read(path, name)


def texts(block: Block) -> list[list[str]]:
    """The texts of a table by row, each where its cell begins."""
    assert isinstance(block, Table)
    return [[cell.text.string for cell in row] for row in block.by_row()]


def test_a_form_with_merged_headers_keeps_its_spans(tmp_path: Path) -> None:
    def fill(book: Any) -> None:
        sheet = book.add_worksheet("收到和处理申请")
        box = book.add_format({"border": 1})
        sheet.merge_range("A1:D1", "三、收到和处理政府信息公开申请情况", book.add_format({"bold": True}))
        sheet.merge_range("A3:B4", "（本列数据的勾稽关系）", box)
        sheet.merge_range("C3:D3", "申请人情况", box)
        sheet.write("C4", "自然人", box)
        sheet.write("D4", "总计", box)
        sheet.merge_range("A5:A6", "三、本年度办理结果", box)
        sheet.write("B5", "（一）予以公开", box)
        sheet.write("B6", "（二）部分公开", box)
        for row, figures in ((4, (12, 12)), (5, (0, 0))):
            for column, figure in enumerate(figures, 2):
                sheet.write_number(row, column, figure, box)
        sheet.write("A7", "填报人：张三")

    document = made(tmp_path, fill)
    assert (document.format, document.unread) == ("xlsx", ())
    heading, title, table, signature = document.blocks
    assert isinstance(heading, Paragraph)
    assert (heading.text.string, heading.level) == ("收到和处理申请", 2)
    assert isinstance(title, Paragraph)
    assert title.text.string == "三、收到和处理政府信息公开申请情况"
    assert isinstance(signature, Paragraph)
    assert signature.text.string == "填报人：张三"
    assert isinstance(table, Table)
    assert [(cell.row, cell.column, cell.row_span, cell.column_span, cell.text.string) for cell in table.cells] == [
        (0, 0, 2, 2, "（本列数据的勾稽关系）"),
        (0, 2, 1, 2, "申请人情况"),
        (1, 2, 1, 1, "自然人"),
        (1, 3, 1, 1, "总计"),
        (2, 0, 2, 1, "三、本年度办理结果"),
        (2, 1, 1, 1, "（一）予以公开"),
        (2, 2, 1, 1, "12"),
        (2, 3, 1, 1, "12"),
        (3, 1, 1, 1, "（二）部分公开"),
        (3, 2, 1, 1, "0"),
        (3, 3, 1, 1, "0"),
    ]


def test_blank_cells_of_a_bordered_form_stay_cells(tmp_path: Path) -> None:
    def fill(book: Any) -> None:
        sheet, box = book.add_worksheet(), book.add_format({"border": 1})
        for row, line in enumerate((("类别", "数量", "备注"), ("规章", "", ""), ("", "", ""))):
            for column, text in enumerate(line):
                sheet.write(row, column, text, box)

    assert texts(made(tmp_path, fill).blocks[1]) == [["类别", "数量", "备注"], ["规章", "", ""]]


def test_without_borders_blank_rows_part_tables_and_lone_lines_are_text(tmp_path: Path) -> None:
    def fill(book: Any) -> None:
        sheet = book.add_worksheet("一")
        rows = (["某局2020年统计"], ["类别", "数量"], ["规章", 3], [], ["机构", "电话"], ["办公室", "12345678"], ["完"])
        for row, line in enumerate(rows):
            sheet.write_row(row, 0, line)

    _, title, first, second, end = made(tmp_path, fill).blocks
    assert isinstance(title, Paragraph)
    assert title.text.string == "某局2020年统计"
    assert texts(first) == [["类别", "数量"], ["规章", "3"]]
    assert texts(second) == [["机构", "电话"], ["办公室", "12345678"]]
    assert isinstance(end, Paragraph)


def test_hidden_sheets_rows_and_columns_are_left_out_and_told(tmp_path: Path) -> None:
    def fill(book: Any) -> None:
        sheet = book.add_worksheet("表")
        for row in range(6):
            sheet.write_row(row, 0, [f"{column}{row + 1}" for column in "ABCD"])
        sheet.merge_range("A2:A5", "merged")
        for row in (1, 2, 4):
            sheet.set_row(row, None, None, {"hidden": True})
        sheet.set_column("C:C", None, None, {"hidden": True})
        book.add_worksheet("草稿").write("A1", "not for readers")
        book.get_worksheet_by_name("草稿").hide()
        book.add_worksheet("空").hide()

    document = made(tmp_path, fill)
    assert texts(document.blocks[1]) == [["A1", "B1", "D1"], ["merged", "B4", "D4"], ["A6", "B6", "D6"]]
    assert [str(note.what) for note in document.unread] == [
        "rows 2–3, 5 of sheet “表”",
        "columns C of sheet “表”",
        "sheet “草稿”",
    ]


def test_figures_show_as_the_sheet_shows_them(tmp_path: Path) -> None:
    cases: list[tuple[Any, str | None, str]] = [
        (12, None, "12"),
        (12.0, "0_ ", "12"),
        (0.1 + 0.2, None, "0.3"),
        (1234567.5, "#,##0.00", "1,234,567.50"),
        (0, '_ * #,##0_ ;_ * -#,##0_ ;_ * "-"_ ;_ @_ ', "0"),
        (-3, "0;[Red]-0", "-3"),
        (-3, "0", "-3"),
        (0.125, "0.0%", "12.5%"),
        (12, '0"件"', "12件"),
        (7, "000", "007"),
        (1e15, None, "1000000000000000"),
        (datetime.date(2020, 1, 5), "yyyy/m/d", "2020/1/5"),
        (datetime.date(2020, 1, 5), 'yyyy"年"m"月"d"日"', "2020年1月5日"),
        (datetime.date(2020, 12, 31), "yyyy-mm-dd", "2020-12-31"),
        (datetime.datetime(2020, 1, 5, 9, 7), "yyyy/m/d h:mm", "2020/1/5 9:07"),  # noqa: DTZ001
        (True, None, "TRUE"),
    ]

    def fill(book: Any) -> None:
        sheet = book.add_worksheet()
        for row, (value, pattern, _) in enumerate(cases):
            sheet.write(row, 0, "x")
            style = book.add_format({"num_format": pattern}) if pattern else None
            write = sheet.write_datetime if isinstance(value, datetime.date) else sheet.write
            write(row, 1, value, style)

    assert [row[1] for row in texts(made(tmp_path, fill).blocks[1])] == [text for _, _, text in cases]


def test_a_formula_shows_its_saved_result_and_one_without_is_told(tmp_path: Path) -> None:
    def fill(book: Any) -> None:
        sheet = book.add_worksheet("表")
        sheet.write_row(0, 0, ["合计", "平均"])
        sheet.write_formula("A2", "=6*7", None, 42)
        sheet.write_formula("B2", "=1/0", None, "#DIV/0!")
        sheet.write_formula("C2", "=1+1", None, "")

    document = made(tmp_path, fill)
    assert texts(document.blocks[1])[1][:2] == ["42", "#DIV/0!"]

    without = altered(tmp_path / "book.xlsx", b"<v>42</v>", b"")
    assert [str(note.what) for note in adapters.read(without).unread] == [
        "cell A2 of sheet “表”",
        "cell C2 of sheet “表”",
    ]


def test_rich_text_and_line_breaks_in_a_cell_are_whole(tmp_path: Path) -> None:
    def fill(book: Any) -> None:
        sheet, bold = book.add_worksheet(), book.add_format({"bold": True})
        sheet.write_rich_string("A1", "本年", bold, "新收", "\n政府信息公开申请数量")
        sheet.write("B1", 1)

    assert texts(made(tmp_path, fill).blocks[1]) == [["本年新收\n政府信息公开申请数量", "1"]]


def test_a_workbook_without_text_is_an_empty_document(tmp_path: Path) -> None:
    assert made(tmp_path, lambda book: book.add_worksheet()).blocks == ()


def test_a_bomb_and_a_doctype_are_refused(tmp_path: Path) -> None:
    path = tmp_path / "book.xlsx"
    made(tmp_path, lambda book: book.add_worksheet().write("A1", "x"))
    for broken, key in (
        (b" " * (65 << 20), "reading.hostile"),
        (b'<!DOCTYPE x [<!ENTITY a "b">]><worksheet>&a;</worksheet>', "reading.hostile"),
        (b"<worksheet><sheetData>", "reading.damaged_part"),
    ):
        bad = tmp_path / "bad.xlsx"
        with zipfile.ZipFile(path) as old, zipfile.ZipFile(bad, "w", zipfile.ZIP_DEFLATED) as new:
            for part in old.namelist():
                new.writestr(part, broken if part == "xl/worksheets/sheet1.xml" else old.read(part))
        with pytest.raises(DocumentError) as caught:
            adapters.read(bad)
        assert caught.value.message.key == key


def altered(path: Path, old: bytes, new: bytes) -> Path:
    """A copy of a package with a replacement in every part."""
    copy = path.with_stem("altered")
    with zipfile.ZipFile(path) as before, zipfile.ZipFile(copy, "w", zipfile.ZIP_DEFLATED) as after:
        for part in before.namelist():
            after.writestr(part, before.read(part).replace(old, new))
    return copy


def test_a_cell_far_out_makes_no_grid_of_millions(tmp_path: Path) -> None:
    def fill(book: Any) -> None:
        sheet = book.add_worksheet()
        for row in range(200):
            sheet.write(row, 0, row)
            sheet.write(row, 16000, row)
        sheet.merge_range("A201:B201", "everything")

    made(tmp_path, fill)
    document = adapters.read(altered(tmp_path / "book.xlsx", b"A201:B201", b"A201:XFD1048576"))
    table = document.blocks[1]
    assert isinstance(table, Table)
    assert table.rows * table.columns <= 200_000
    assert [note.why.key for note in document.unread] == ["reading.sheet_large"]


@given(st.integers(min_value=0, max_value=16383))
def test_columns_are_named_as_spreadsheets_name_them(column: int) -> None:
    assert workbook.position(f"{workbook.letters(column)}7") == (6, column)


@given(st.integers(min_value=-(10**9), max_value=10**9))
def test_a_whole_number_shows_its_digits(number: int) -> None:
    assert sheetformat.general(Decimal(number)) == str(number)
    assert sheetformat.shown(Decimal(number), "0") == str(number)
    assert sheetformat.shown(Decimal(number), "#,##0") == f"{number:,}"


def read_csv(folder: Path, data: bytes, name: str = "table.csv") -> Document:
    path = folder / name
    path.write_bytes(data)
    return adapters.read(path, name)


@pytest.mark.parametrize("separator", [",", "\t", ";", "|"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16"])
def test_separator_and_encoding_are_found_by_content(tmp_path: Path, separator: str, encoding: str) -> None:
    lines = ["类别,本年制发,现行有效", "规章,1,2", '规范性文件,"3","4"']
    document = read_csv(tmp_path, "\r\n".join(lines).replace(",", separator).encode(encoding))
    assert document.format == "csv"
    assert texts(document.blocks[0]) == [["类别", "本年制发", "现行有效"], ["规章", "1", "2"], ["规范性文件", "3", "4"]]


def test_every_cell_of_a_csv_has_its_line_and_character(tmp_path: Path) -> None:
    document = read_csv(tmp_path, '某局统计\n\n类别, 数量\n"a ""b""\n第二行",12\n'.encode())
    title, table = document.blocks
    assert isinstance(title, Paragraph)
    assert title.text.string == "某局统计"
    assert texts(table) == [["类别", "数量"], ['a "b"\n第二行', "12"]]
    number = document.locate(1, 0, 2, (1, 1))
    assert (number.line, number.char, number.text) == (5, 6, "12")
    heading = document.locate(1, 0, 2, (0, 1))
    assert (heading.line, heading.char) == (3, 5)
    for start, place in ((0, (4, 2)), (3, (4, 6)), (6, (5, 1))):
        found = document.locate(1, start, start + 1, (1, 0))
        assert (found.line, found.char) == place


@given(st.lists(st.lists(st.text('ab 1,"\n年', max_size=4), min_size=2, max_size=4), min_size=2, max_size=4))
def test_what_a_csv_writer_writes_is_read_back(rows: list[list[str]]) -> None:
    import csv

    from adapters.separated import cells

    buffer = io.StringIO()
    csv.writer(buffer, quoting=csv.QUOTE_ALL).writerows(rows)
    wanted = {
        (row, column): text.rstrip()
        for row, line in enumerate(rows)
        for column, text in enumerate(line)
        if text.strip()
    }
    found = cells(("sep=,\r\n" + buffer.getvalue()).encode(), "x.csv")
    assert {slot: text.string for slot, text in found.items()} == wanted


def test_a_sheet_stands_where_a_line_of_another_refers_to_it(tmp_path: Path) -> None:
    def fill(book: Any) -> None:
        text = book.add_worksheet("正文")
        for row, line in enumerate(
            ("二、公开情况", "（见工作表“公开”）", "三、申请情况", "（见工作表“申请”）", "四、其他")
        ):
            text.write(2 * row, 0, line)
        for name, heading in (("申请", "三、申请情况"), ("公开", "公开情况表")):
            sheet = book.add_worksheet(name)
            sheet.write("A1", heading)
            for at, words in enumerate((("项目", "数量"), ("新收", 3))):
                sheet.write_row(2 + at, 0, words, book.add_format({"border": 1}))
            sheet.write_formula(4, 0, "=1+1", None, "")

    document = made(tmp_path, fill)
    body = [block.text.string if isinstance(block, Paragraph) else "表" for block in document.blocks]
    lines = [text for text in body if text]
    assert lines == [
        "正文",
        "二、公开情况",
        "（见工作表“公开”）",
        "公开情况表",
        "表",
        "三、申请情况",
        "（见工作表“申请”）",
        "表",
        "四、其他",
    ]
    assert sorted(text.string for text in document.furniture) == ["三、申请情况", "公开", "申请"]


def test_what_is_not_read_of_a_sheet_is_told_where_the_sheet_has_come_to_stand(tmp_path: Path) -> None:
    def fill(book: Any) -> None:
        book.add_worksheet("正文").write_column(0, 0, ("见“表二”", "", "此后的文字"))
        sheet = book.add_worksheet("表二")
        sheet.write("A1", "数量")
        sheet.write("C1", "隐藏的列")
        sheet.set_column("C:C", None, None, {"hidden": True})

    document = made(tmp_path, fill)
    (lost,) = document.unread
    assert lost.block is not None
    block = document.blocks[lost.block]
    assert isinstance(block, Paragraph)
    assert (block.text.string, len(document.blocks)) == ("数量", 4)


def test_a_line_that_only_mentions_a_sheet_in_passing_moves_nothing(tmp_path: Path) -> None:
    def fill(book: Any) -> None:
        book.add_worksheet("正文").write_column(
            0, 0, ("本年的情况在“附表”中列出，" + "另有其他各项说明" * 5, "", "此后")
        )
        book.add_worksheet("附表").write("A1", "数量")

    bodies = [block.text.string for block in made(tmp_path, fill).blocks if isinstance(block, Paragraph)]
    assert bodies[-3:] == ["此后", "附表", "数量"]


NAMES = ("行政许可", "行政处罚", "行政强制")


def beside(folder: Path, border: bool, gap: int = 1, spanning: bool = False) -> Document:
    """A title, two tables side by side with a heading above each, the second shorter, and a line below both."""

    def fill(book: Any) -> None:
        sheet = book.add_worksheet("报表")
        box = book.add_format({"border": int(border)})
        sheet.write("A1", "两张表")
        for at, (heading, count) in enumerate((("二、主动公开", 3), ("三、收费", 2))):
            left = at * (2 + gap)
            sheet.write(2, left, heading)
            sheet.write(4, left, "信息内容", box)
            sheet.write(4, left + 1, "数量", box)
            for row, name in enumerate(NAMES[:count]):
                sheet.write(5 + row, left, name, box)
                sheet.write(5 + row, left + 1, 10 * at + row, box)
        if spanning:
            sheet.merge_range(3, 0, 3, 3 + gap, "合并的表头", box)
        sheet.write(9, 0, "四、其他")

    return made(folder, fill)


@pytest.mark.parametrize(("border", "gap"), [(True, 1), (True, 3), (False, 1), (False, 2)])
def test_tables_side_by_side_are_two(tmp_path: Path, border: bool, gap: int) -> None:
    blocks = beside(tmp_path, border, gap).blocks[1:]
    assert [texts(block) if isinstance(block, Table) else block.text.string for block in blocks] == [  # type: ignore[union-attr]
        "两张表",
        "二、主动公开",
        [["信息内容", "数量"], ["行政许可", "0"], ["行政处罚", "1"], ["行政强制", "2"]],
        "三、收费",
        [["信息内容", "数量"], ["行政许可", "10"], ["行政处罚", "11"]],
        "四、其他",
    ]


def test_a_head_over_a_blank_column_makes_one_table(tmp_path: Path) -> None:
    document = beside(tmp_path, border=True, spanning=True)
    assert [block.columns for block in document.blocks if isinstance(block, Table)] == [5]


def test_a_blank_column_before_figures_without_names_parts_no_table(tmp_path: Path) -> None:
    def fill(book: Any) -> None:
        sheet = book.add_worksheet("报表")
        for row, name in enumerate(NAMES):
            sheet.write(row, 0, name)
            for column, figure in ((1, 3), (2, 4), (4, 5), (5, 6)):
                sheet.write(row, column, figure * (row + 1))

    (table,) = (block for block in made(tmp_path, fill).blocks if isinstance(block, Table))
    assert texts(table)[1] == ["行政处罚", "6", "8", "", "10", "12"]


def test_a_formula_without_a_result_beside_another_table_has_its_place(tmp_path: Path) -> None:
    def fill(book: Any) -> None:
        sheet = book.add_worksheet("报表")
        box = book.add_format({"border": 1})
        for left in (0, 3):
            for row, name in enumerate(NAMES):
                sheet.write(row, left, name, box)
                sheet.write(row, left + 1, row, box)
        sheet.write_formula(3, 3, "=1+1", box, "")
        sheet.write(3, 4, 5, box)

    (unread,) = made(tmp_path, fill).unread
    assert (unread.block, unread.cell) == (2, (3, 0))
