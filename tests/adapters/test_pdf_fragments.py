"""Rules and shading that make but a part of a table: figures without labels, heads without figures, columns alone."""

from __future__ import annotations

from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest

from adapters.pdf import read
from checker.document import Table
from tests.adapters.pdf_pages import SONG, canvas
from tests.adapters.test_pdf_unruled import rows

LEFTS = (60.0, 260.0, 330.0, 400.0, 470.0)
HEAD = ("信息内容", "制发", "废止", "现行有效")
BODY = (
    ("规章", "0", "1", "12"),
    ("行政规范性文件", "14", "3", "208"),
    ("内部制度", "7", "0", "31"),
    ("技术规程", "2", "2", "9"),
)
WHOLE = [[list(HEAD), *(list(row) for row in BODY)]]


OUTCOMES = ("结果维持", "结果纠正", "其他结果", "尚未审结", "总计", "其他")
COUNTS = ("2", "3", "0", "1", "6", "12")


def drawn(page: Any, at: int, words: tuple[str, ...], top: float, lefts: tuple[float, ...] = LEFTS) -> None:
    """A line of words, labels at the left of their columns and figures in the middle."""
    page.setFont(SONG, 9)
    for column, word in enumerate(words):
        left, right = lefts[column], lefts[column + 1]
        if column or lefts is not LEFTS:
            page.drawCentredString((left + right) / 2, 842 - top - 20 * at, word)
        else:
            page.drawString(left + 4, 842 - top - 20 * at, word)


def boxed(page: Any, first: int, last: int, rows: range, style: str) -> None:
    """The cells of some columns and rows, shaded, framed, or both."""
    for row in rows:
        for column in range(first, last):
            page.setFillGray(0.9 if style != "framed" else 1.0)
            gap = 2 if style == "apart" else 0
            page.rect(
                LEFTS[column],
                842 - 106 - 20 * row,
                LEFTS[column + 1] - LEFTS[column] - gap,
                20 - gap,
                stroke=int(style == "framed"),
                fill=1,
            )
    page.setFillGray(0.0)


@pytest.mark.parametrize("style", ["shaded", "framed", "apart"])
def test_labels_beside_shaded_or_framed_figures_are_theirs(tmp_path: Path, style: str) -> None:
    page = canvas(tmp_path / "a.pdf")
    boxed(page, 1, 4, range(1, 5), style)
    for at, words in enumerate((HEAD, *BODY)):
        drawn(page, at, words, 100)
    page.save()
    assert rows(read(tmp_path / "a.pdf", "a.pdf")) == WHOLE


SIX = (60.0, 140.0, 220.0, 300.0, 380.0, 460.0, 540.0)


@pytest.mark.parametrize("style", ["dark", "framed"])
def test_one_row_of_figures_below_a_head_that_alone_is_drawn_belongs_to_it(tmp_path: Path, style: str) -> None:
    page = canvas(tmp_path / "a.pdf")
    for left, right in pairwise(SIX):
        page.setFillGray(0.3 if style == "dark" else 1.0)
        page.rect(left, 842 - 106, right - left, 20, stroke=int(style == "framed"), fill=1)
    page.setFillGray(1.0 if style == "dark" else 0.0)
    drawn(page, 0, OUTCOMES, 100, SIX)
    page.setFillGray(0.0)
    drawn(page, 1, COUNTS, 100, SIX)
    page.save()
    assert rows(read(tmp_path / "a.pdf", "a.pdf")) == [[list(OUTCOMES), list(COUNTS)]]


@pytest.mark.parametrize("inner", [(1, 2, 3), (2, 3), (0, 1, 2, 3, 4)], ids=["inner", "some", "all"])
def test_rules_that_only_part_columns_part_no_rows(tmp_path: Path, inner: tuple[int, ...]) -> None:
    page = canvas(tmp_path / "a.pdf")
    for column in inner:
        page.line(LEFTS[column], 842 - 86, LEFTS[column], 842 - 186)
    for at, words in enumerate((HEAD, *BODY)):
        drawn(page, at, words, 100)
    page.save()
    assert rows(read(tmp_path / "a.pdf", "a.pdf")) == WHOLE


def test_one_row_of_figures_between_rules_that_only_part_columns_is_a_row(tmp_path: Path) -> None:
    page = canvas(tmp_path / "a.pdf")
    for left in SIX:
        page.line(left, 842 - 86, left, 842 - 126)
    drawn(page, 0, OUTCOMES, 100, SIX)
    drawn(page, 1, COUNTS, 100, SIX)
    page.save()
    assert rows(read(tmp_path / "a.pdf", "a.pdf")) == [[list(OUTCOMES), list(COUNTS)]]


@pytest.mark.parametrize("right", [False, True])
def test_a_figure_below_a_shaded_name_over_several_columns_belongs_to_all_of_them(tmp_path: Path, right: bool) -> None:
    page = canvas(tmp_path / "a.pdf")
    page.setFillGray(0.85)
    for row in range(4):
        page.rect(LEFTS[0], 842 - 106 - 20 * row, LEFTS[1] - LEFTS[0], 20, stroke=0, fill=1)
    for column in (1, 2, 3):
        page.rect(LEFTS[column], 842 - 106, LEFTS[column + 1] - LEFTS[column], 20, stroke=0, fill=1)
    page.rect(LEFTS[1], 842 - 146, LEFTS[4] - LEFTS[1], 20, stroke=0, fill=1)
    page.setFillGray(0.0)
    drawn(page, 0, HEAD, 100)
    drawn(page, 1, BODY[0], 100)
    drawn(page, 2, ("信息内容",), 100)
    page.drawCentredString(365, 842 - 140, "本年处理决定数量")
    drawn(page, 3, ("行政许可",), 100)
    (page.drawRightString if right else page.drawCentredString)(466 if right else 365, 842 - 160, "286")
    page.save()
    (table,) = [block for block in read(tmp_path / "a.pdf", "a.pdf").blocks if isinstance(block, Table)]
    last = [(cell.text.string, cell.column, cell.column_span) for cell in table.cells if cell.row == 3]
    assert last == [("行政许可", 0, 1), ("286", 1, 3)]


def test_a_ruled_table_beside_a_column_of_running_text_stays_as_it_is_drawn(tmp_path: Path) -> None:
    page = canvas(tmp_path / "a.pdf")
    boxed(page, 0, 2, range(4), "framed")
    for at, words in enumerate(BODY):
        drawn(page, at, words[:2], 100)
        page.drawString(345, 842 - 100 - 20 * at, "本机关全年公开各类信息若干条其中网站发布若干条")
    page.save()
    tables = [block for block in read(tmp_path / "a.pdf", "a.pdf").blocks if isinstance(block, Table)]
    assert [[cell.text.string for cell in table.cells] for table in tables] == [
        [word for words in BODY for word in words[:2]]
    ]


@pytest.mark.parametrize("label_first", [False, True])
def test_a_row_whose_label_and_figures_the_page_break_parts_is_one(tmp_path: Path, label_first: bool) -> None:
    page = canvas(tmp_path / "a.pdf")
    boxed(page, 0, 4, range(35), "framed")
    drawn(page, 0, HEAD, 100)
    for at in range(1, 34):
        drawn(page, at, (f"规章{at}", "1", "2", "3"), 100)
    label, figures = ("行政规范性文件",), ("", "14", "3", "208")
    drawn(page, 34, label if label_first else figures, 100)
    page.showPage()
    boxed(page, 0, 4, range(2), "framed")
    drawn(page, 0, figures if label_first else label, 100)
    drawn(page, 1, ("其他文件", "0", "5", "7"), 100)
    page.save()
    (found,) = rows(read(tmp_path / "a.pdf", "a.pdf"))
    assert found[-2:] == [["行政规范性文件", "14", "3", "208"], ["其他文件", "0", "5", "7"]]
    assert len(found) == 36


def test_grids_with_captions_of_two_words_between_them_are_tables_of_their_own(tmp_path: Path) -> None:
    page = canvas(tmp_path / "a.pdf")
    for top in (100, 180):
        page.setFont(SONG, 9)
        page.drawString(60, 842 - top + 18, "公开07表 编制单位：某局")
        page.drawString(400, 842 - top + 18, "单位：万元")
        for row in range(3):
            for left, right in pairwise(LEFTS):
                page.rect(left, 842 - top - 6 - 20 * row, right - left, 20, fill=0)
            drawn(page, row, (HEAD, *BODY)[row], top)
    page.save()
    assert rows(read(tmp_path / "a.pdf", "a.pdf")) == [[list(row) for row in (HEAD, *BODY[:2])]] * 2
