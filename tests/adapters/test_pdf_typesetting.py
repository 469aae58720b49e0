"""How the paragraphs of a PDF are set: what stands in the middle, and what reaches the sides."""

from __future__ import annotations

from pathlib import Path

import pytest

import adapters
from tests.adapters.pdf_pages import SONG, canvas

BODY = [
    "第一条为了加强停车管理，规范停车秩序，改善道路交通状况，根据",
    "有关法律法规，结合本市实际情况，制定本办法并自公布之日起施行。",
]
LEFT, RIGHT = 79.0, 79.0 + 16 * len(BODY[1])


def drawn(path: Path, mark: str, size: float, room: float, left: float | None = None) -> Path:
    """A page with a mark above its text, its characters so far apart; in the middle unless it begins at `left`."""
    paper = canvas(path)
    wide = len(mark) * size + (len(mark) - 1) * room
    paper.saveState()
    line = paper.beginText(left if left is not None else (LEFT + RIGHT - wide) / 2, 700)
    line.setFont(SONG, size)
    line.setCharSpace(room)
    line.textOut(mark)
    paper.drawText(line)
    paper.restoreState()
    paper.setFont(SONG, 16)
    for at in range(6):
        first = at % 2 == 0
        paper.drawString(LEFT + 32 * first, 600 - 28 * at, BODY[at % 2][: -2 if first else None])
    paper.save()
    return path


@pytest.mark.parametrize(
    ("mark", "size", "room", "left", "align"),
    [
        ("宁州市人民政府令", 40, 6, None, "center"),
        ("宁州市人民政府令", 40, 0, None, "center"),
        ("宁州市安澜区令", 30, 20, None, "center"),
        ("宁州市人民政府令", 40, 6, LEFT, "left"),
        ("停车管理办法", 22, 8, LEFT, "left"),
    ],
)
def test_a_line_set_wide_that_ends_before_the_side_stands_in_the_middle(
    tmp_path: Path, mark: str, size: float, room: float, left: float | None, align: str
) -> None:
    document = adapters.read(drawn(tmp_path / "mark.pdf", mark, size, room, left), layout=True)
    assert document.layout is not None
    assert document.layout.shapes[0, None].align == align


@pytest.mark.parametrize(
    ("title", "left", "align"),
    [
        (("宁州市人民政府", "关于划定森林草原防火区和规定防火期限的通告。"), 0.0, "center"),
        (("关于划定森林草原防火区和规定防火期有关事项的", "公告"), 0.0, "center"),
        (("关于划定森林草原防火区和规定防火期有关事项的", "公告"), LEFT, "left"),
    ],
)
def test_a_title_is_in_the_middle_though_one_of_its_lines_fills_the_width(
    tmp_path: Path, title: tuple[str, str], left: float, align: str
) -> None:
    paper = canvas(tmp_path / "title.pdf")
    paper.setFont(SONG, 22)
    for at, line in enumerate(title):
        paper.drawString(left or max((LEFT + RIGHT - 22 * len(line)) / 2, LEFT), 740 - 32 * at, line)
    paper.setFont(SONG, 16)
    for at in range(8):
        paper.drawString(LEFT + 32 * (at % 2 == 0), 640 - 28 * at, BODY[at % 2][: -2 if at % 2 == 0 else None])
    paper.save()
    document = adapters.read(tmp_path / "title.pdf", layout=True)
    assert document.layout is not None
    assert document.layout.shapes[0, None].align == align
