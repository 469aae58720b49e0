"""What is struck out on a page is left out, as it is in Word files and pages; rules of tables strike nothing."""

from __future__ import annotations

from pathlib import Path

import pytest

from adapters.pdf import read
from checker.document import Document, Paragraph, Table
from tests.adapters.pdf_pages import SONG, canvas

BEFORE, GONE, AFTER = "全年收到申请", "六十九", "六十七件，办结七十件。"


def said(document: Document) -> str:
    return "".join(block.text.string for block in document.blocks if isinstance(block, Paragraph))


@pytest.mark.parametrize("size", [9.0, 16.0])
@pytest.mark.parametrize("height", [0.22, 0.3, 0.42])
@pytest.mark.parametrize("filled", [False, True], ids=["stroke", "rectangle"])
def test_what_a_line_goes_through_from_end_to_end_is_left_out(
    tmp_path: Path, size: float, height: float, filled: bool
) -> None:
    drawn = canvas(tmp_path / "a.pdf")
    drawn.setFont(SONG, size)
    drawn.drawString(72, 700, BEFORE + GONE + AFTER)
    left, right = 72 + size * len(BEFORE), 72 + size * len(BEFORE + GONE)
    if filled:
        drawn.rect(left, 700 + height * size, right - left, 0.6, stroke=0, fill=1)
    else:
        drawn.line(left, 700 + height * size, right, 700 + height * size)
    drawn.save()
    document = read(tmp_path / "a.pdf", "a.pdf")
    assert said(document).replace(" ", "") == BEFORE + AFTER
    assert [remark.key for remark in document.remarks] == ["reading.struck"]
    assert not document.unread


@pytest.mark.parametrize(("left", "right", "height"), [(-20, 20, 0.3), (0, -9, 0.3), (0, 0, -0.15), (0, 0, 0.95)])
def test_lines_that_end_elsewhere_and_lines_below_or_above_signs_strike_nothing(
    tmp_path: Path, left: float, right: float, height: float
) -> None:
    drawn = canvas(tmp_path / "a.pdf")
    drawn.setFont(SONG, 12)
    drawn.drawString(100, 700, BEFORE)
    drawn.line(100 + left, 700 + 12 * height, 100 + 12 * len(BEFORE) + right, 700 + 12 * height)
    drawn.save()
    document = read(tmp_path / "a.pdf", "a.pdf")
    assert said(document) == BEFORE
    assert not document.remarks


def test_what_a_browser_paints_beyond_the_end_of_a_page_is_not_seen(tmp_path: Path) -> None:
    """The shaded cell that a break cuts: it would hold the footer."""
    drawn = canvas(tmp_path / "a.pdf")
    drawn.setFont(SONG, 9)
    for row, cells in enumerate((("项目", "件数"), ("许可", "12"), ("处罚", "7"))):
        for at, cell in enumerate(cells):
            drawn.rect(60 + 200 * at, 100 - 20 * row, 200, 20)
            drawn.drawString(64 + 200 * at, 106 - 20 * row, cell)
    drawn.saveState()
    path = drawn.beginPath()
    path.rect(0, 45, 595, 780)
    drawn.clipPath(path, stroke=0)
    drawn.setFillColorRGB(0.9, 0.93, 0.97)
    for at in range(2):
        drawn.rect(60 + 200 * at, 5, 200, 55, stroke=1, fill=1)
    drawn.restoreState()
    drawn.drawString(64, 20, "https://www.example.gov.cn/report.html")
    drawn.save()
    document = read(tmp_path / "a.pdf", "a.pdf")
    (table,) = [block for block in document.blocks if isinstance(block, Table)]
    assert not any("example" in cell.text.string for cell in table.cells)
