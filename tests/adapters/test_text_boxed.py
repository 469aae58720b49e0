"""Tables drawn with signs for lines are read by what the lines enclose, however wide a program counts its signs."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from unicodedata import east_asian_width

import pytest

from adapters.text import read
from checker.document import Paragraph, Table

Slot = tuple[int, int, int, int, Sequence[str]]
"""Row, column, rows and columns of a cell, and its lines."""

FORM: tuple[Slot, ...] = (
    (0, 0, 2, 2, ["项目"]),
    (0, 2, 2, 1, ["自然人"]),
    (0, 3, 1, 2, ["法人或其他组织"]),
    (0, 5, 2, 1, ["总计"]),
    (1, 3, 1, 1, ["商业企", "业"]),
    (1, 4, 1, 1, ["其他"]),
    (2, 0, 1, 2, ["一、本年新收申请", "数量"]),
    (3, 0, 4, 1, ["二、", "本年", "度办", "理结", "果"]),
    (3, 1, 1, 1, ["1.危及“三安全一稳定”的", "信息"]),
    (4, 1, 1, 1, ["2.保护第三方权益"]),
    (5, 1, 1, 1, ["3.其他"]),
    (6, 1, 1, 1, ["（七）总计"]),
    *(
        (row, column, 1, 1, [str(7 * row + column) if column != 4 else ""])
        for row in range(2, 7)
        for column in range(2, 6)
    ),
)
WIDTHS = (4, 22, 8, 6, 6, 6)


def wide(text: str) -> int:
    return sum(2 if east_asian_width(sign) in "WFA" else 1 for sign in text)


def narrow(text: str) -> int:
    return sum(2 if east_asian_width(sign) in "WF" else 1 for sign in text)


SIGNS = {"ascii": "-|+", "double": "═║╬", "light": "─│┼"}


def drawn(slots: Sequence[Slot], widths: Sequence[int], measure: Callable[[str], int], signs: str, edge: int) -> str:
    """The cells with lines round them. `edge`: the columns that `measure` is meant to give a sign for lines."""
    rows = max(slot[0] + slot[2] for slot in slots)
    heights = [
        max(len(lines) for row, _, high, _, lines in slots if row <= at < row + high and (high == 1 or len(lines) == 1))
        for at in range(rows)
    ]
    tops = [sum(heights[:at]) + at for at in range(rows + 1)]
    lefts = [sum(widths[:at]) + at * edge for at in range(len(widths) + 1)]
    canvas = [[" "] * (lefts[-1] + edge) for _ in range(tops[-1] + 1)]
    across, down, meeting = signs
    for row, column, high, wide_, _ in slots:
        top, bottom, left, right = tops[row], tops[row + high], lefts[column], lefts[column + wide_]
        for x in range(left, right + 1, edge):
            for y in (top, bottom):
                canvas[y][x] = meeting if canvas[y][x] in (down, meeting) or x in (left, right) else across
        for y in range(top + 1, bottom):
            for x in (left, right):
                canvas[y][x] = meeting if canvas[y][x] in (across, meeting) else down
    for y in range(len(canvas)):
        for x in range(0, len(canvas[0]), edge) if edge > 1 else ():
            if canvas[y][x] in signs:
                canvas[y][x + 1] = ""
    for row, column, high, wide_, lines in slots:
        left, right = lefts[column] + edge, lefts[column + wide_]
        first = tops[row] + 1 + max((tops[row + high] - tops[row] - 1 - len(lines)) // 2, 0)
        for y, text in enumerate(lines, first):
            canvas[y][left:right] = [text, *[""] * (right - left - 1)]
            canvas[y][right - 1] = " " * (right - left - measure(text))
            if right - left == 1:
                canvas[y][left] = text
    return "".join("".join(line) + "\n" for line in canvas)


def blocks(tmp_path: Path, text: str) -> list[Table | Paragraph]:
    path = tmp_path / "a.txt"
    path.write_text(text, encoding="utf-8")
    return [block for block in read(path, "a.txt").blocks if isinstance(block, Table | Paragraph)]


def cells(table: Table) -> list[Slot]:
    return sorted(
        (cell.row, cell.column, cell.row_span, cell.column_span, cell.text.string.split("\n")) for cell in table.cells
    )


@pytest.mark.parametrize(
    ("measure", "signs", "edge"),
    [
        (wide, "ascii", 1),
        (narrow, "ascii", 1),
        (len, "ascii", 1),
        (narrow, "double", 1),
        (len, "light", 1),
        (wide, "light", 2),
    ],
)
def test_a_cell_is_what_lines_enclose(tmp_path: Path, measure: Callable[[str], int], signs: str, edge: int) -> None:
    text = drawn(FORM, WIDTHS, measure, SIGNS[signs], edge)
    (table,) = blocks(tmp_path, text)
    assert isinstance(table, Table)
    assert not table.ragged
    assert cells(table) == sorted(FORM)
