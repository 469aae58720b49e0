"""Grids that only arrange text: headings beside passages and tables, over page breaks, drawn as one or apart."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from adapters.pdf import read
from checker.document import Paragraph
from tests.adapters.pdf_pages import SONG, canvas
from tests.adapters.test_pdf_unruled import rows

LEFT, MIDDLE, RIGHT = 50.0, 130.0, 500.0
CARE = "本年度围绕群众关心的事项公开信息，更新栏目十二个，答复来信三百余件，没有发生延误的情形，"
MORE = "各科室按月报送目录。"
WANT = "人手仍然不足，明年增设专岗。"
ITEMS = (("事项", "上年", "本年"), ("来信", "12", "310"), ("来访", "4", "27"))
LATER = (("来电", "61", "85"), ("网上留言", "9", "14"))


def table(page: Any, top: float, words: tuple[tuple[str, ...], ...], inset: float) -> float:
    """A table beside the headings, as wide as its cell but for `inset` on either side; where it ends."""
    wide = (RIGHT - MIDDLE - 2 * inset) / 3
    xs = [MIDDLE + inset + wide * at for at in range(4)]
    page.grid(xs, [842 - top - 20 * at for at in range(len(words) + 1)])
    for row, line in enumerate(words):
        for x, word in zip(xs, line, strict=False):
            page.drawString(x + 5, 842 - top - 14 - 20 * row, word)
    return top + 20 * len(words)


def text(page: Any, x: float, top: float, *lines: str) -> None:
    for at, line in enumerate(lines):
        page.drawString(x + 5, 842 - top - 14 - 15 * at, line)


def cells(page: Any, *ys: float) -> None:
    page.setFont(SONG, 10)
    page.grid([LEFT, MIDDLE, RIGHT], [842 - y for y in ys])


def arranged(path: Path, inset: float) -> Path:
    page = canvas(path)
    cells(page, 600, 640, 700, 760 + 2 * inset)
    text(page, LEFT, 600, "一、总体")
    text(page, MIDDLE, 600, CARE[:34], CARE[34:] + MORE)
    text(page, LEFT, 640, "二、来信来", "访")
    text(page, MIDDLE, 640, "详见下表。以下数字由办公室汇总。")
    table(page, 700 + inset, ITEMS, inset)
    page.showPage()
    cells(page, 60, 100 + 2 * inset, 140)
    end = table(page, 60 + inset, LATER, inset)
    text(page, LEFT, end + inset, "三、不足")
    text(page, MIDDLE, end + inset, WANT)
    text(page, LEFT, 150, "某某镇人民政府")
    page.save()
    return path


@pytest.mark.parametrize("inset", [0.0, 2.0, 8.0])
def test_headings_beside_passages_and_tables_are_read_in_order(tmp_path: Path, inset: float) -> None:
    document = read(arranged(tmp_path / "a.pdf", inset), "a.pdf")
    said = [block.text.string if isinstance(block, Paragraph) else "表" for block in document.blocks]
    assert said == [
        "一、总体",
        CARE + MORE,
        "二、来信来访",
        "详见下表。以下数字由办公室汇总。",
        "表",
        "三、不足",
        WANT,
        "某某镇人民政府",
    ]
    assert rows(document) == [[list(row) for row in (*ITEMS, *LATER)]]
    assert document.unread == ()


def test_a_form_whose_names_stand_beside_values_stays_a_table(tmp_path: Path) -> None:
    page = canvas(tmp_path / "a.pdf")
    cells(page, 600, 640, 660, 720, 760)
    text(page, LEFT, 600, "简介")
    text(page, MIDDLE, 600, CARE[:34], CARE[34:] + MORE)
    text(page, LEFT, 640, "编号")
    text(page, MIDDLE, 640, "310")
    text(page, LEFT, 660, "来信来访")
    table(page, 660, ITEMS, 0)
    text(page, LEFT, 720, "不足")
    text(page, MIDDLE, 720, WANT)
    page.save()
    document = read(tmp_path / "a.pdf", "a.pdf")
    assert [type(block).__name__ for block in document.blocks] == ["Table"]
    assert ["编号", "310"] in rows(document)[0]


def test_a_line_of_a_cell_that_is_painted_over_the_end_of_its_page_is_of_the_cell(tmp_path: Path) -> None:
    page = canvas(tmp_path / "a.pdf")
    xs = [LEFT, 200.0, 350.0, RIGHT]
    page.setFont(SONG, 10)
    for x in xs:
        page.line(x, 842 - 700, x, 842 - 744)
    for y in (700, 720):
        page.line(LEFT, 842 - y, RIGHT, 842 - y)
    for x, word in zip(xs, ITEMS[0], strict=False):
        page.drawString(x + 5, 842 - 714, word)
    for x, word in zip(xs, ("来信和", "12", "310"), strict=False):
        page.drawString(x + 5, 842 - 734, word)
    page.drawString(LEFT + 5, 842 - 751, "来访")
    page.save()
    document = read(tmp_path / "a.pdf", "a.pdf")
    assert rows(document) == [[list(ITEMS[0]), ["来信和来访", "12", "310"]]]
    assert len(document.blocks) == 1
