"""A watermark that is drawn bar by bar, or stroke by stroke, parts no cells and strikes nothing out."""

from __future__ import annotations

from pathlib import Path

import pytest
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.cidfonts import UnicodeCIDFont
from reportlab.pdfgen.canvas import Canvas

from adapters.pdf import read
from checker.document import Document, Paragraph, Table

pdfmetrics.registerFont(UnicodeCIDFont("STSong-Light"))

FLAT = ((0, 0, 60), (0, 28, 60), (0, 56, 60), (8, 84, 44))
DOWN = ((28, -18, 112), (0, 0, 56), (56, 0, 56))
"""Of a letter: where each of its bars begins, and how long it is."""
PROSE = (
    "本年度围绕公众关切的事项及时发布信息，答复意见建议，办结公开申请，全年没有",
    "发生行政复议和行政诉讼，培训工作人员两次，更新公开指南一次，受理电话咨询，",
    "接待来访群众，公开渠道保持畅通，各项工作按期完成，情况已向上级机关作了报告。",
)
ROWS = (("项目", "本年", "上年"), ("新收申请", "31", "24"), ("结转申请", "2", "0"), ("办结申请", "30", "22"))


def letters(canvas: Canvas, way: str, grey: float) -> None:
    canvas.saveState()
    canvas.setFillGray(grey)
    canvas.setStrokeGray(grey)
    canvas.setLineWidth(0.8 if way == "thin strokes" else 6)
    for left in (70, 170, 270, 370):
        for low in (495, 615):
            for x, y, long in FLAT:
                if way == "bars":
                    canvas.rect(left + x, low + y, long, 5, stroke=0, fill=1)
                else:
                    canvas.line(left + x, low + y, left + x + long, low + y)
            for x, y, long in DOWN:
                if way == "bars":
                    canvas.rect(left + x, low + y, 5, long, stroke=0, fill=1)
                else:
                    canvas.line(left + x, low + y, left + x, low + y + long)
    canvas.restoreState()


def written(path: Path, way: str, grey: float = 0.85, borders: float = 0.0) -> Document:
    canvas = Canvas(str(path), pagesize=(595, 842))
    if way:
        letters(canvas, way, grey)
    canvas.setFont("STSong-Light", 12)
    for at, text in enumerate(PROSE):
        canvas.drawString(60, 690 - 22 * at, text)
    canvas.setStrokeGray(borders)
    for row, cells in enumerate(ROWS):
        for column, text in enumerate(cells):
            canvas.rect(60 + 150 * column, 560 - 24 * row, 150, 24)
            canvas.drawString(66 + 150 * column, 568 - 24 * row, text)
    canvas.save()
    return read(path, path.name)


def told(document: Document) -> list[object]:
    return [
        block.text.string
        if isinstance(block, Paragraph)
        else [tuple(cell.text.string for cell in row) for row in block.by_row()]
        for block in document.blocks
        if isinstance(block, Paragraph | Table)
    ]


@pytest.mark.parametrize("way", ["", "bars", "strokes", "thin strokes"])
def test_letters_drawn_below_the_text_are_not_read(tmp_path: Path, way: str) -> None:
    document = written(tmp_path / "a.pdf", way)
    assert told(document) == ["".join(PROSE), list(ROWS)]
    assert not document.remarks


def test_the_pale_borders_of_a_table_part_its_cells(tmp_path: Path) -> None:
    assert told(written(tmp_path / "a.pdf", "", borders=0.85)) == ["".join(PROSE), list(ROWS)]
