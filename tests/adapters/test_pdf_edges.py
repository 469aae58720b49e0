"""Pages whose edge cuts what stands there: it is told, what is read is doubtful, and what is missing may be beyond."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from adapters.pdf import read
from checker.document import SURE, Document
from tests.adapters.pdf_pages import SONG, canvas

TEXT = "本年度坚持以公开为常态不公开为例外的原则全面推进决策执行管理服务和结果公开"


def page(path: Path, draw: Callable[[Any], None], size: tuple[float, float] = (595, 842)) -> Document:
    """Ten lines of text with margins and what `draw` draws below them, on a page of a size."""
    sheet = canvas(path)
    sheet.setPageSize(size)
    sheet.setFont(SONG, 10)
    for at in range(10):
        sheet.drawString(60, size[1] - 80 - 16 * at, TEXT[:36])
    draw(sheet)
    sheet.save()
    return read(path, "a.pdf")


def why(document: Document) -> list[str]:
    return [one.why.key for one in document.unread]


def sure(document: Document) -> list[bool]:
    return [text.confidence(0, len(text.string)) >= SURE for _, _, text in document.texts() if text.string]


def table(sheet: Any, left: float, width: float, upright: bool = True, top: float = 500, rows: int = 5) -> None:
    """A table of six columns."""
    for row in range(rows + 1):
        sheet.line(left, top - 20 * row, left + width, top - 20 * row)
    for column in range(7 if upright else 0):
        x = left + width * column / 6
        sheet.line(x, top, x, top - 20 * rows)
    for row in range(rows):
        for column in range(6):
            sheet.drawString(left + width * column / 6 + 4, top - 20 * row - 14, f"{row}{column}" if row else "名称")


@pytest.mark.parametrize(("left", "width"), [(60, 700), (-90, 600), (300, 400)])
@pytest.mark.parametrize("upright", [True, False])
def test_a_table_over_the_edge_is_told_with_and_without_upright_rules(
    tmp_path: Path, left: float, width: float, upright: bool
) -> None:
    document = page(tmp_path / "a.pdf", lambda sheet: table(sheet, left, width, upright))
    assert "reading.pdf_cut_off" in why(document)
    assert not any(sure(document))


def test_a_table_over_the_foot_of_the_page_is_told(tmp_path: Path) -> None:
    document = page(tmp_path / "a.pdf", lambda sheet: table(sheet, 60, 400, top=90, rows=8))
    assert why(document) == ["reading.pdf_cut_off", "reading.pdf_beyond"]


def test_lines_that_the_edge_cuts_are_told(tmp_path: Path) -> None:
    def draw(sheet: Any) -> None:
        for at in range(4):
            sheet.drawString(400, 500 - 16 * at, TEXT[:30])

    document = page(tmp_path / "a.pdf", draw)
    assert why(document) == ["reading.pdf_lines_cut", "reading.pdf_beyond"]
    assert not any(sure(document))


def test_text_beyond_the_edge_may_be_what_is_missing(tmp_path: Path) -> None:
    document = page(tmp_path / "a.pdf", lambda sheet: sheet.drawString(60, -40, TEXT[:30]))
    assert why(document) == ["reading.pdf_beyond"]
    assert all(sure(document))


def bands(sheet: Any) -> None:
    sheet.setFillGray(0.8)
    for at in range(4):
        sheet.rect(-10, 400 - 50 * at, 620, 20, stroke=0, fill=1)
        sheet.line(-5, 390 - 50 * at, 600, 390 - 50 * at)


def cropping(sheet: Any) -> None:
    for x in (-8, 603):
        for y in (20, 820):
            sheet.line(x - 10, y, x + 10, y)
    sheet.drawString(-60, 850, "年报.indd 3")


def whole(sheet: Any) -> None:
    table(sheet, 60, 470)


@pytest.mark.parametrize("draw", [bands, cropping, whole, lambda sheet: sheet.line(300, 400, 640, 400)])
def test_bands_marks_and_whole_tables_are_not_cut(tmp_path: Path, draw: Callable[[Any], None]) -> None:
    document = page(tmp_path / "a.pdf", draw)
    assert why(document) == []
    assert all(sure(document))
