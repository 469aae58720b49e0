"""Small signs set higher: the numbers of notes after text and figures are no digits of them and no lines."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from adapters.pdf import read
from checker.document import Paragraph, Table
from tests.adapters.pdf_pages import SONG, canvas


def texts(path: Path) -> list[str]:
    return [block.text.string for block in read(path, path.name).blocks if isinstance(block, Paragraph)]


@pytest.mark.parametrize("rise", [3.0, 5.0, 7.0])
def test_the_number_of_a_note_stands_in_the_line_it_follows(tmp_path: Path, rise: float) -> None:
    sheet = canvas(tmp_path / "a.pdf")
    for y, size, x, text in (
        (700, 12, 72, "全年收到申请36"),
        (700 + rise, 7, 72 + 6 * 12 + 12.5, "12"),
        (684, 12, 72, "均已按期答复。"),
    ):
        sheet.setFont(SONG, size)
        sheet.drawString(x, y, text)
    sheet.save()
    assert "".join(texts(tmp_path / "a.pdf")).replace(" ", "") == "全年收到申请36¹²均已按期答复。"


def test_the_number_of_a_note_in_a_cell_is_no_digit_of_its_figure(tmp_path: Path) -> None:
    sheet = canvas(tmp_path / "a.pdf")
    for row, (label, figure, note) in enumerate((("许可", "46", "1"), ("处罚", "3", ""), ("强制", "0", "①"))):
        y = 700 - 20 * row
        for x in (72, 172):
            sheet.rect(x, y, 100, 20)
        sheet.setFont(SONG, 10)
        sheet.drawString(76, y + 6, label)
        sheet.drawString(210, y + 6, figure)
        sheet.setFont(SONG, 6)
        sheet.drawString(210 + 5 * len(figure), y + 10, note)
    sheet.save()
    (table,) = [block for block in read(tmp_path / "a.pdf", "a.pdf").blocks if isinstance(block, Table)]
    assert [cell.text.string for cell in table.cells if cell.column == 1] == ["46¹", "3", "0¹"]


@pytest.mark.parametrize("size", [6.67, 7.2])
@pytest.mark.parametrize("note", ["1", "①", "*", "[1]"])
def test_the_sign_of_a_note_stands_behind_its_label_though_the_next_cell_is_as_high(
    tmp_path: Path, note: str, size: float
) -> None:
    """A browser raises signs of five sixths of the size, other programs of nine tenths."""
    sheet = canvas(tmp_path / "a.pdf")
    for row, (label, figure) in enumerate((("许可", "46"), ("处罚", "3"))):
        y = 700 - 20 * row
        for x in (72, 172):
            sheet.rect(x, y, 100, 20)
        sheet.setFont(SONG, 8)
        sheet.drawString(76, y + 6, label)
        sheet.setFont(SONG, size)
        sheet.drawString(92, y + 9.4, note)
        sheet.setFont(SONG, 8)
        sheet.drawString(210, y + 9.4, figure)
    sheet.save()
    (table,) = [block for block in read(tmp_path / "a.pdf", "a.pdf").blocks if isinstance(block, Table)]
    shown = {"1": "¹", "①": "¹", "*": "﹡", "[1]": "⁽¹⁾"}[note]
    assert [cell.text.string for cell in table.cells] == [f"许可{shown}", "46", f"处罚{shown}", "3"]


def test_a_smaller_line_above_or_below_larger_text_stays_a_line(tmp_path: Path) -> None:
    """Its first sign happens to stand right of the last one of the line before it in the stream."""
    sheet = canvas(tmp_path / "a.pdf")
    for y, size, x, text in ((700, 16, 72, "年度报告"), (707, 8, 137, "2023年1月1日至12月31日止的统计期限")):
        sheet.setFont(SONG, size)
        sheet.drawString(x, y, text)
    sheet.save()
    assert "2023年1月1日至12月31日止的统计期限" in "".join(texts(tmp_path / "a.pdf"))


def ruled(sheet: Any, top: float, rows: list[tuple[str, ...]], widths: tuple[float, ...]) -> None:
    """Rows of a ruled table, each text in lines of 11 points from the top of its cell."""
    for row in rows:
        height = 12 * max(text.count("\n") + 1 for text in row) + 4
        x = 72.0
        for width, text in zip(widths, row, strict=True):
            sheet.rect(x, top - height, width, height)
            sheet.setFont(SONG, 10)
            for at, part in enumerate(text.split("\n")):
                sheet.drawString(x + 3, top - 12 - 12 * at, part)
            x += width
        top -= height


def tables(path: Path) -> list[list[list[str]]]:
    return [
        [[cell.text.string.replace("\n", "") for cell in row] for row in block.by_row()]
        for block in read(path, path.name).blocks
        if isinstance(block, Table)
    ]


@pytest.mark.parametrize("note", [True, False], ids=["a note", "text"])
def test_a_note_at_the_foot_parts_no_table_that_goes_on_overleaf(tmp_path: Path, note: bool) -> None:
    sheet = canvas(tmp_path / "a.pdf")
    sheet.setFont(SONG, 10)
    sheet.drawString(72, 760, "数据截至年底")
    sheet.setFont(SONG, 6)
    sheet.drawString(132.3, 764, "1")
    ruled(sheet, 200, [("内容", "数量"), ("许可", "31")], (100, 100))
    sheet.setFont(SONG, 9)
    sheet.drawString(72, 60, "1统计口径见附件。" if note else "表格之后的另一段文字。")
    sheet.showPage()
    ruled(sheet, 780, [("处罚", "4"), ("强制", "0")], (100, 100))
    sheet.save()
    found = tables(tmp_path / "a.pdf")
    assert len(found) == (1 if note else 2)
    assert [row for table in found for row in table] == [["内容", "数量"], ["许可", "31"], ["处罚", "4"], ["强制", "0"]]
    assert ("1统计口径见附件。" in texts(tmp_path / "a.pdf")) == note


def test_a_row_cut_by_the_break_takes_the_rest_of_its_broken_figures(tmp_path: Path) -> None:
    widths = (76.0, 17.0, 17.0, 17.0)
    sheet = canvas(tmp_path / "a.pdf")
    ruled(sheet, 120, [("内容", "甲", "乙", "丙"), ("其他处理的情形", "54", "12", "97")], widths)
    sheet.showPage()
    ruled(sheet, 780, [("的数量", "7", "", "9"), ("总计", "3", "4", "8")], widths)
    sheet.save()
    (table,) = tables(tmp_path / "a.pdf")
    assert table == [["内容", "甲", "乙", "丙"], ["其他处理的情形的数量", "547", "12", "979"], ["总计", "3", "4", "8"]]
