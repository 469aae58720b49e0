"""A sheet too wide for its paper is printed on pages side by side: they are read as one, and places stay true."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import pytest

from adapters.pdf import read
from checker.document import Table
from tests.adapters.pdf_pages import SONG, canvas

SHEET = (
    ("项目", "自然人", "商业企业", "科研机构", "其他", "总计"),
    ("新收申请", "11", "12", "13", "14", "50"),
    ("上年结转", "21", "22", "23", "24", "90"),
    ("予以公开", "31", "32", "", "34", "97"),
    ("不予公开", "41", "42", "43", "44", "170"),
)
WIDTH, HEIGHT, LEFT, TOP = 80.0, 24.0, 54.0, 100.0


def printed(path: Path, *pages: Sequence[Sequence[str]]) -> Path:
    """A ruled table on each page, all from the same corner."""
    drawn = canvas(path)
    for rows in pages:
        drawn.setFont(SONG, 9)
        xs = [LEFT + WIDTH * at for at in range(len(rows[0]) + 1)]
        ys = [842 - TOP - HEIGHT * at for at in range(len(rows) + 1)]
        drawn.grid(xs, ys)
        for x, column in zip(xs[:-1], zip(*rows, strict=True), strict=True):
            for y, text in zip(ys[:-1], column, strict=True):
                drawn.drawString(x + 8, y - 16, text)
        drawn.showPage()
    drawn.save()
    return path


def part(first: int, last: int, rows: slice = slice(None)) -> list[tuple[str, ...]]:
    return [row[first:last] for row in SHEET[rows]]


def tables(path: Path) -> list[list[list[str]]]:
    return [
        [[cell.text.string for cell in cells] for cells in block.by_row()]
        for block in read(path, "a.pdf").blocks
        if isinstance(block, Table)
    ]


def test_columns_on_the_next_page_are_of_the_same_rows(tmp_path: Path) -> None:
    assert tables(printed(tmp_path / "a.pdf", part(0, 3), part(3, 6))) == [[list(row) for row in SHEET]]
    path = printed(tmp_path / "a.pdf", part(0, 3), part(3, 5), part(5, 6))
    assert tables(path) == [[list(row) for row in SHEET]]
    (block,) = (block for block in read(path, "a.pdf").blocks if isinstance(block, Table))
    places = {cell.text.string: cell.text.place(0, 1) for cell in block.cells if cell.text.string in ("12", "14", "50")}
    assert [(page, round(boxes[0][0])) for place in places.values() for page, boxes in place.areas] == [
        (1, 222),
        (2, 142),
        (3, 62),
    ]


@pytest.mark.parametrize("down", [True, False], ids=["down-then-over", "over-then-down"])
def test_pages_go_down_and_over_in_either_order(tmp_path: Path, down: bool) -> None:
    upper, lower = slice(0, 3), slice(3, 5)
    pages = [part(0, 4, upper), part(0, 4, lower), part(4, 6, upper), part(4, 6, lower)]
    if not down:
        pages[1], pages[2] = pages[2], pages[1]
    found = [row for table in tables(printed(tmp_path / "a.pdf", *pages)) for row in table]
    assert found == [list(row) for row in SHEET]


@pytest.mark.parametrize(
    "following",
    [
        [("类别", "本年", "上年"), *((f"第{at}类", str(at), str(at + 9)) for at in range(1, 5))],
        [("甲", "乙"), *(("1", f"{at}件") for at in range(1, 5))],
    ],
    ids=["labels of its own", "words beside figures"],
)
def test_a_table_of_its_own_at_the_same_height_stays_one(tmp_path: Path, following: list[tuple[str, ...]]) -> None:
    path = printed(tmp_path / "a.pdf", part(0, 4), following)
    assert [list(row) for row in following] in tables(path)
