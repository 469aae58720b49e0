"""Shading behind text is no table; shading that makes cells is one; letters set wide are words and numbers."""

from __future__ import annotations

from pathlib import Path

import pytest
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.cidfonts import UnicodeCIDFont
from reportlab.pdfgen.canvas import Canvas

from adapters.pdf import read
from checker.document import Document, Paragraph, Table

pdfmetrics.registerFont(UnicodeCIDFont("STSong-Light"))

PROSE = (
    "本报告所列数据的统计期限自二〇二三年一月一日起至十二月三十一日止，如对本报",
    "告有疑问，请与办公室联系，本报告的电子版可以从本机关的网站下载，欢迎监督指",
    "导，全年没有发生因政府信息公开申请行政复议、提起行政诉讼的情况。",
)


def sheet(path: Path) -> Canvas:
    return Canvas(str(path), pagesize=(595, 842))


def tables(document: Document) -> list[Table]:
    return [block for block in document.blocks if isinstance(block, Table)]


@pytest.mark.parametrize("hug", [False, True], ids=["as wide as the column", "as wide as the words"])
@pytest.mark.parametrize("colour", [(1, 1, 1), (0.95, 0.95, 0.95), (1, 1, 0.6), (0.85, 0.9, 1)])
def test_shading_behind_each_line_makes_no_table(tmp_path: Path, colour: tuple[float, float, float], hug: bool) -> None:
    canvas = sheet(tmp_path / "a.pdf")
    for at, text in enumerate(PROSE):
        y = 700 - 22 * at
        canvas.setFillColorRGB(*colour)
        canvas.rect(72, y - 6, 12 * len(text) if hug else 456, 22, stroke=0, fill=1)
        canvas.setFillColorRGB(0, 0, 0)
        canvas.setFont("STSong-Light", 12)
        canvas.drawString(72, y, text)
    canvas.save()
    document = read(tmp_path / "a.pdf", "a.pdf")
    assert tables(document) == []
    assert [block.text.string for block in document.blocks if isinstance(block, Paragraph)] == ["".join(PROSE)]


ROWS = (("信息内容", "制发件数", "废止件数"), ("规章", "0", "1"), ("规范性文件", "24", "3"))


@pytest.mark.parametrize("gap", [0.0, 2.0])
def test_cells_that_are_shaded_side_by_side_make_a_table(tmp_path: Path, gap: float) -> None:
    canvas = sheet(tmp_path / "a.pdf")
    for row, cells in enumerate(ROWS):
        for column, text in enumerate(cells):
            x, y = 100 + 120 * column, 640 - 24 * row
            canvas.setFillGray((0.9, 0.8)[(row + column) % 2])
            canvas.rect(x, y, 120 - gap, 24 - gap, stroke=0, fill=1)
            canvas.setFillGray(0)
            canvas.setFont("STSong-Light", 10)
            canvas.drawString(x + 10, y + 8, text)
    canvas.save()
    (table,) = tables(read(tmp_path / "a.pdf", "a.pdf"))
    assert tuple(tuple(cell.text.string for cell in row) for row in table.by_row()) == ROWS


def test_white_lines_on_white_part_nothing(tmp_path: Path) -> None:
    canvas = sheet(tmp_path / "a.pdf")
    canvas.setStrokeGray(1)
    for at in range(6):
        canvas.line(72, 720 - 22 * at, 528, 720 - 22 * at)
        canvas.line(72 + 91 * at, 720, 72 + 91 * at, 610)
    canvas.setFont("STSong-Light", 12)
    for at, text in enumerate(PROSE):
        canvas.drawString(72, 704 - 22 * at, text)
    canvas.save()
    assert tables(read(tmp_path / "a.pdf", "a.pdf")) == []


def test_the_shading_of_a_paragraph_within_a_ruled_cell_parts_no_cell(tmp_path: Path) -> None:
    canvas = sheet(tmp_path / "a.pdf")
    for x, y, wide, high, lines in (
        (100, 560, 100, 40, ("结果",)),
        (200, 560, 150, 40, ("予以公开", "部分公开")),
        (350, 560, 60, 40, ("12",)),
        (100, 540, 100, 20, ("总计",)),
        (200, 540, 150, 20, ("件",)),
        (350, 540, 60, 20, ("13",)),
    ):
        for at, text in enumerate(lines):
            canvas.setFillColorRGB(0.9, 0.94, 1)
            canvas.rect(x + 1, y + high - 17 - 16 * at, wide - 2, 14, stroke=0, fill=1)
            canvas.setFillGray(0)
            canvas.setFont("STSong-Light", 10)
            canvas.drawString(x + 5, y + high - 14 - 16 * at, text)
        canvas.rect(x, y, wide, high)
    canvas.save()
    (table,) = tables(read(tmp_path / "a.pdf", "a.pdf"))
    assert [[cell.text.string for cell in row] for row in table.by_row()] == [
        ["结果", "予以公开\n部分公开", "12"],
        ["总计", "件", "13"],
    ]


STACKS = (
    (("一、新收",), ("31",), ("4",), ("0",), ("35",)),
    (("二、结转",), ("2",), ("0",), ("1",), ("3",)),
    (
        ("（一）公开", "（二）部分公开", "（三）不公开"),
        ("8", "4", "5"),
        ("1", "0", "2"),
        ("0", "0", "1"),
        ("9", "4", "8"),
    ),
    (
        ("1.申请人无正当理由逾期不补正、", "行政机关不再处理", "2.重复申请", "3.其他"),
        *[("7", "0", "6")] * 3,
        ("21", "0", "18"),
    ),
    (("总计",), ("30",), ("3",), ("1",), ("34",)),
)
"""The lines of the cells of each row; names in the first."""


@pytest.mark.parametrize("low", [0.0, 0.5], ids=["set to the top", "set to the middle"])
def test_what_is_set_in_rules_row_by_row_is_not_torn_by_lines_of_its_cells(tmp_path: Path, low: float) -> None:
    canvas = sheet(tmp_path / "a.pdf")
    canvas.setFont("STSong-Light", 9)
    y = 700.0
    for row in STACKS:
        high = 14.0 * max(map(len, row)) + 4
        y -= high
        for x, wide, cell in zip((60, 260, 320, 380, 440), (200, 60, 60, 60, 60), row, strict=True):
            canvas.rect(x, y, wide, high)
            for at, text in enumerate(cell):
                canvas.drawString(x + 4, y + high - 12 - 14 * at - low * 14 * (max(map(len, row)) - len(cell)), text)
    canvas.save()
    (table,) = tables(read(tmp_path / "a.pdf", "a.pdf"))
    assert [tuple(cell.text.string for cell in row) for row in table.by_row()] == [
        tuple("\n".join(cell) for cell in row) for row in STACKS
    ]


def figures(path: Path, written: tuple[str, ...], space: float, labels: float) -> list[str]:
    """The figures of a table whose letters stand `space` points apart, those of its labels `labels` points."""
    canvas = sheet(path)
    canvas.setFont("STSong-Light", 10)
    for at, figure in enumerate(written):
        y = 640 - 20 * at
        canvas.rect(100, y, 150, 20)
        canvas.rect(250, y, 100, 20)
        canvas.drawString(105, y + 6, "本年新收申请数量"[: 4 + at % 4], charSpace=labels)
        canvas.drawString(260, y + 6, figure, charSpace=space)
    canvas.save()
    (table,) = tables(read(path, "a.pdf"))
    return [row[1].text.string for row in table.by_row()]


@pytest.mark.parametrize("space", [3.0, 4.5, 6.0])
@pytest.mark.parametrize("with_labels", [False, True], ids=["figures alone", "all of the table"])
def test_figures_set_wide_are_one_number(tmp_path: Path, space: float, with_labels: bool) -> None:
    written = ("24", "1704", "306.90", "36", "7", "1,284")
    assert figures(tmp_path / "a.pdf", written, space, space if with_labels else 0.0) == list(written)


def test_two_numbers_in_a_cell_stay_two(tmp_path: Path) -> None:
    canvas = sheet(tmp_path / "a.pdf")
    canvas.setFont("STSong-Light", 10)
    for at, (one, other) in enumerate((("24", "68"), ("3", "1704"), ("12", "5"))):
        canvas.rect(100, 640 - 20 * at, 150, 20)
        canvas.rect(250, 640 - 20 * at, 100, 20)
        canvas.drawString(105, 646 - 20 * at, "申请")
        canvas.drawString(260, 646 - 20 * at, one)
        canvas.drawString(260 + 5.2 * len(one) + 4, 646 - 20 * at, other)
    canvas.save()
    (table,) = tables(read(tmp_path / "a.pdf", "a.pdf"))
    assert [row[1].text.string for row in table.by_row()] == ["24 68", "3 1704", "12 5"]


def test_prose_set_wide_has_no_blanks_in_its_numbers(tmp_path: Path) -> None:
    canvas = sheet(tmp_path / "a.pdf")
    canvas.setFont("STSong-Light", 12)
    canvas.drawString(72, 700, "2023年共收到政府信息公开申请26件，均按期答复。", charSpace=4)
    canvas.drawString(72, 660, "联系电话：0478-8412345，邮箱：bgs@linhe.gov.cn", charSpace=4)
    canvas.save()
    assert [text.string for _, _, text in read(tmp_path / "a.pdf", "a.pdf").texts()] == [
        "2023年共收到政府信息公开申请26件，均按期答复。",
        "联系电话：0478-8412345，邮箱：bgs@linhe.gov.cn",
    ]


def test_merged_cells_that_are_shaded_are_cells_of_the_table_they_touch(tmp_path: Path) -> None:
    """A title over all columns, and heads of two heights: each meets its neighbours at few places."""
    canvas = sheet(tmp_path / "a.pdf")
    boxes = [
        (100, 0, 360, 1, "第二十条第（一）项"),
        (100, 1, 120, 2, "信息内容"),
        (220, 1, 240, 1, "件数"),
        (220, 2, 120, 1, "制发"),
        (340, 2, 120, 1, "废止"),
        *((100 + 120 * at, 3, 120, 1, text) for at, text in enumerate(("规章", "0", "1"))),
        *((100 + 120 * at, 4, 120, 1, text) for at, text in enumerate(("规范性文件", "24", "3"))),
    ]
    canvas.setFont("STSong-Light", 9)
    for x, row, width, height, text in boxes:
        y = 640 - 24 * (row + height)
        canvas.setFillGray(0.92)
        canvas.rect(x, y, width - 2, 24 * height - 2, stroke=0, fill=1)
        canvas.setFillGray(0)
        canvas.drawString(x + 8, y + 6, text)
    canvas.save()
    (table,) = tables(read(tmp_path / "a.pdf", "a.pdf"))
    spans = {cell.text.string: (cell.row, cell.column, cell.row_span, cell.column_span) for cell in table.cells}
    assert spans["第二十条第（一）项"] == (0, 0, 1, 3)
    assert spans["信息内容"] == (1, 0, 2, 1)
    assert spans["件数"] == (1, 1, 1, 2)
    assert spans["3"] == (4, 2, 1, 1)
