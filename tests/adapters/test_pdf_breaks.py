"""Tables that a page break cuts: within a row, within a merged label, between a head and its only row."""

from __future__ import annotations

from itertools import pairwise
from pathlib import Path

import pytest

from adapters.pdf import read
from checker.document import Table
from tests.adapters.pdf_pages import SONG, Text, canvas, column
from tests.adapters.test_pdf_unruled import FIGURES, NAMES, centred, line, read_rows

Rects = list[tuple[float, float, float, float]]


def boxes(path: Path, *pages: tuple[Rects, list[Text]]) -> list[list[tuple[str, int]]]:
    """Pages of boxes (left, top, right, bottom) and texts, read: the text and rows of each cell, by row."""
    paper = canvas(path)
    for rects, texts in pages:
        for x0, top, x1, bottom in rects:
            paper.rect(x0, 842 - bottom, x1 - x0, bottom - top)
        for x, top, size, text in texts:
            paper.setFont(SONG, size)
            paper.drawString(x, 842 - top, text)
        paper.showPage()
    paper.save()
    (table,) = [block for block in read(path, "a.pdf").blocks if isinstance(block, Table)]
    return [[(cell.text.string.replace("\n", ""), cell.row_span) for cell in row] for row in table.by_row()]


def row(top: float, *rows: float) -> Rects:
    """The cells right of a merged label, for rows of these heights."""
    found: Rects = []
    for height in rows:
        sides = (100, 200, 260, 320)
        found += [(x0, top, x1, top + height) for x0, x1 in pairwise(sides)]
        top += height
    return found


@pytest.mark.parametrize("rest", ["及“三安全一稳定”", "（二）部分公开情况"])
def test_what_cannot_be_parted_leaves_room_before_a_break(tmp_path: Path, rest: str) -> None:
    """A line ends early where the next signs must stay together, though one of them would still fit."""
    first = [*line(734, (104, "予以公开的"), (220, "4"), (280, "7")), *line(754, (104, "3.危其他法律行政"), (220, "5"))]
    second = [*line(54, (104, rest)), *line(88, (104, "其他"), (220, "6"), (280, "9"))]
    assert boxes(
        tmp_path / "a.pdf", (row(720, 20, 20), [*first, *line(754, (280, "8"))]), (row(40, 30, 25), second)
    ) == [
        [("予以公开的", 1), ("4", 1), ("7", 1)],
        [("3.危其他法律行政" + rest, 1), ("5", 1), ("8", 1)],
        [("其他", 1), ("6", 1), ("9", 1)],
    ]


@pytest.mark.parametrize("label", ["above", "below", "both"])
def test_a_row_cut_with_its_merged_label_is_one(tmp_path: Path, label: str) -> None:
    merged = "其他处理情况"
    first = [*line(734, (104, "予以公开"), (220, "4"), (280, "7")), *line(754, (220, "5"), (280, "8"))]
    second = [*line(54, (104, "逾期不补正申请")), *line(64, (104, "不再处理")), *line(88, (104, "其他"), (220, "6"))]
    second += line(88, (280, "9"))
    upper_half, lower_half = (53, merged[:4]), (53, merged[4:])
    first += {"above": [*line(740, upper_half), *line(750, lower_half)], "below": [], "both": line(754, upper_half)}[
        label
    ]
    second += {"above": [], "below": [*line(60, upper_half), *line(70, lower_half)], "both": line(60, lower_half)}[
        label
    ]
    upper = [(50.0, 720.0, 100.0, 760.0), *row(720, 20, 20)]
    lower = [(50.0, 40.0, 100.0, 95.0), *row(40, 30, 25)]
    assert boxes(tmp_path / "a.pdf", (upper, first), (lower, second)) == [
        [(merged, 3), ("予以公开", 1), ("4", 1), ("7", 1)],
        [("逾期不补正申请不再处理", 1), ("5", 1), ("8", 1)],
        [("其他", 1), ("6", 1), ("9", 1)],
    ]


@pytest.mark.parametrize(("tall", "spans"), [(True, 2), (False, 1)])
def test_a_figure_for_all_rows_of_a_label_is_cut_with_it(tmp_path: Path, tall: bool, spans: int) -> None:
    """Where the figures of other labels reach over all of their rows; else the cell below is one left blank."""
    first = [*line(734, (54, "甲"), (104, "无回复"), (220, "1"), (280, "2"))]
    second = [*line(54, (104, "未核实"), (220, "1")), *line(74, (54, "乙"), (104, "无回复"), (220, "3"), (280, "7"))]
    second += line(94, (104, "未核实"), (220, "4"), *(() if tall else ((280, "0"),)))
    upper = [(50.0, 720.0, 100.0, 740.0), *row(720, 20)]
    lower = [(50.0, 40.0, 100.0, 60.0), *row(40, 20), (50.0, 60.0, 100.0, 100.0)]
    lower += [box for box in row(60, 20, 20) if not tall or box[0] != 260]
    lower += [(260.0, 60.0, 320.0, 100.0)] if tall else []
    cells = boxes(tmp_path / "a.pdf", (upper, first), (lower, second))
    assert cells[0] == [("甲", 2), ("无回复", 1), ("1", 1), ("2", spans)]


@pytest.mark.parametrize(
    ("title", "count"), [("C.(2) Complex", 2), ("Simple (continued)", 1), ("Requests, cont'd", 1), ("Simple", 1)]
)
def test_a_table_under_a_title_of_its_own_is_another(tmp_path: Path, title: str, count: int) -> None:
    paper = canvas(tmp_path / "a.pdf")
    for top, said, name in ((700, "Simple", "甲"), (40, title, "乙")):
        for x0, y0, x1, y1 in ((100, top, 320, top + 20), *row(top + 20, 20, 20)):
            paper.rect(x0, 842 - y1, x1 - x0, y1 - y0)
        texts = [
            (104, said),
            (0, ""),
            (104, "Component"),
            (204, "All"),
            (264, "Done"),
            (104, name),
            (220, "4"),
            (280, "7"),
        ]
        paper.setFont(SONG, 10)
        for at, (x, text) in enumerate(texts):
            paper.drawString(x, 842 - top - 14 - 20 * ((at + 1) // 3 if at < 5 else 2), text)
        paper.showPage()
    paper.save()
    assert len([block for block in read(tmp_path / "a.pdf", "a.pdf").blocks if isinstance(block, Table)]) == count


def test_what_is_left_open_beside_painted_cells_is_no_cell_round_them(tmp_path: Path) -> None:
    paper = canvas(tmp_path / "a.pdf")
    # Two labels for several rows are painted on the page before; what they leave open here shows the ground.
    filled = [("五", 140, 306, 57, 71), ("六", 92, 138, 73, 141), ("甲", 140, 306, 73, 98), ("乙", 140, 306, 100, 125)]
    filled += [("丙", 140, 306, 127, 141), ("七", 92, 306, 143, 157), ("四", 52, 306, 159, 173)]
    for at, (top, bottom) in enumerate(((57, 71), (73, 98), (100, 125), (127, 141), (143, 157), (159, 173))):
        filled += [(str(at), 308, 342, top, bottom), (str(at), 344, 378, top, bottom)]
    paper.setFillColorRGB(0.5, 0.6, 0.8)
    paper.rect(51, 842 - 174, 329, 117, stroke=0, fill=1)
    for text, left, right, top, bottom in filled:
        paper.setFillColorRGB(1, 1, 1)
        paper.rect(left, 842 - bottom, right - left, bottom - top, stroke=0, fill=1)
        paper.setFillColorRGB(0, 0, 0)
        paper.setFont(SONG, 9)
        paper.drawString(left + 5, 842 - (top + bottom) / 2 - 3, text)
    paper.save()
    (table,) = [block for block in read(tmp_path / "a.pdf", "a.pdf").blocks if isinstance(block, Table)]
    texts = [[text for cell in cells if (text := cell.text.string)] for cells in table.by_row()]
    labels = [["五"], ["六", "甲"], ["乙"], ["丙"], ["七"], ["四"]]
    assert texts == [[*label, str(at), str(at)] for at, label in enumerate(labels)]


def test_names_of_several_lines_before_the_break_are_the_head_of_the_only_row_behind_it(tmp_path: Path) -> None:
    places = tuple(100.0 + 60 * at for at in range(6))
    first = [
        *column("本年度的情况如下表所示", 60, 60, 44),
        *centred(750, (160, 340), ("行政复议", "行政诉讼")),
        *centred(764, places, ("结果", "结果", "", "结果", "结果", "")),
        *centred(770, places, ("", "", "总计", "", "", "总计")),
        *centred(776, places, ("维持", "纠正", "", "维持", "纠正", "")),
    ]
    (table,) = read_rows(tmp_path / "a.pdf", first, centred(60, places, tuple("123456")))
    assert table == [
        ["行政复议", "行政诉讼"],
        ["结果维持", "结果纠正", "总计", "结果维持", "结果纠正", "总计"],
        list("123456"),
    ]


def test_a_heading_larger_than_the_lines_beside_it_is_no_label(tmp_path: Path) -> None:
    upper = [*line(100, (60, "项目")), *centred(100, FIGURES, NAMES)]
    lower = [*line(174, (60, "项目")), *centred(174, FIGURES, NAMES)]
    for at in range(2):
        upper += [*line(114 + 14 * at, (60, f"许可{at}")), *centred(114 + 14 * at, FIGURES, ("1", "2", "3"))]
        lower += [*line(188 + 14 * at, (60, f"新收{at}")), *centred(188 + 14 * at, FIGURES, ("4", "5", "9"))]
    heading: list[Text] = [(60, 151, 12.0, "三、收到和处理申请")]
    tables = read_rows(tmp_path / "a.pdf", [*upper, *heading, *lower])
    assert [[cells[0] for cells in table] for table in tables] == [
        ["项目", "许可0", "许可1"],
        ["项目", "新收0", "新收1"],
    ]


LONG = ("申请人逾期未按收费通知要求缴纳", "费用的，行政机关不再处理其政府", "信息公开申请")


@pytest.mark.parametrize("figures", ["middle", "overleaf"])
def test_the_lines_of_a_label_at_the_head_of_a_page_are_of_its_row(tmp_path: Path, figures: str) -> None:
    first = [*column("本年度的情况如下。", 60, 60, 40), *line(650, (60, "项目")), *centred(650, FIGURES, NAMES)]
    for at in range(6):
        first += [*line(663 + 13 * at, (60, f"第{at}项")), *centred(663 + 13 * at, FIGURES, ("1", "2", "3"))]
    label = [text for at, words in enumerate(LONG) for text in line(60 + 13 * at, (60, words))]
    own = centred(741 if figures == "overleaf" else 73, FIGURES, ("4", "5", "9"))
    second = [*label, *line(99, (60, "其他")), *centred(99, FIGURES, ("0", "7", "7"))]
    second += [*line(112, (60, "总计")), *centred(112, FIGURES, ("6", "6", "6"))]
    if figures == "overleaf":
        first += own
    else:
        second += own
    (table,) = read_rows(tmp_path / "a.pdf", first, second)
    assert table[6:] == [
        ["第5项", "1", "2", "3"],
        ["".join(LONG), "4", "5", "9"],
        ["其他", "0", "7", "7"],
        ["总计", "6", "6", "6"],
    ]


def test_a_short_last_line_beside_a_label_for_several_rows_stays_with_its_own(tmp_path: Path) -> None:
    texts = [*line(80, (47, "项目")), *centred(80, FIGURES, NAMES)]
    texts += [*line(97, (47, "三、本年"), (91, "（一）予以公开")), *centred(97, FIGURES, ("1", "2", "3"))]
    texts += line(108, (47, "度办理结"), (91, "（二）公开（只计这一情形，不计其"))
    texts += [*line(114, (47, "果")), *centred(114, FIGURES, ("4", "5", "6")), *line(119, (91, "他情形）"))]
    for at in range(6):
        own = line(134 + 15 * at, (145, f"{at}.属于某种情形"))
        own += line(141 + 15 * at, (91, f"（{'三四五'[at // 2]}）")) if at % 2 == 0 else []
        texts += [*own, *centred(134 + 15 * at, FIGURES, ("7", "8", "9"))]
    (table,) = read_rows(tmp_path / "a.pdf", texts)
    assert ["（二）公开（只计这一情形，不计其他情形）", "4", "5", "6"] in [cells[-4:] for cells in table]


@pytest.mark.parametrize(("size", "up"), [((595, 420), 58), ((595, 842), 90), ((842, 595), 80), ((420, 298), 40)])
def test_page_numbers_keep_their_margin_on_small_pages(tmp_path: Path, size: tuple[int, int], up: int) -> None:
    """A table over three pages is one, whatever part of the page the margin takes."""
    sheet = canvas(tmp_path / "a.pdf")
    top, rows = size[1] - 60, (size[1] - 60 - up - 30) // 18
    for page in range(3):
        sheet.setPageSize(size)
        sheet.setFont(SONG, 9)
        for row in range(rows):
            for at, text in enumerate((f"第{page}之{row}项", str(row), "件")):
                sheet.rect(60 + 100 * at, top - 18 * row - 18, 100, 18)
                sheet.drawString(64 + 100 * at, top - 18 * row - 13, text)
        sheet.drawCentredString(size[0] / 2, up, f"— {page + 1} —")
        sheet.showPage()
    sheet.save()
    document = read(tmp_path / "a.pdf", "a.pdf")
    (table,) = document.blocks
    assert isinstance(table, Table)
    assert table.rows == 3 * rows
    assert len(document.furniture) == 3


@pytest.mark.parametrize("left", [1, 2])
def test_the_few_rows_that_a_break_leaves_of_a_framed_table_are_its_rows(tmp_path: Path, left: int) -> None:
    lines = [
        ["项目", "上年", "本年"],
        *([f"第{name}项", str(at + 3), str(at + 40)] for at, name in enumerate("一二三四五六")),
    ]

    def page(rows: list[list[str]], top: float) -> tuple[Rects, list[Text]]:
        texts = [
            (x, top + 20 * at + 14, 10.5, word)
            for at, row in enumerate(rows)
            for x, word in zip((70, 250, 400), row, strict=True)
        ]
        return [(60, top, 480, top + 20 * len(rows))], texts

    upper, (frame, below) = page(lines[:-left], 600), page(lines[-left:], 60)
    after = column("本年度坚持以公开为常态不公开为例外的原则全面推进决策执行管理服务和结果公开。" * 4, 60, 200, 40)
    found = boxes(tmp_path / "a.pdf", upper, (frame, [*below, *after]))
    assert [[text for text, _ in row] for row in found] == lines


def test_a_side_of_which_a_clip_leaves_a_hair_closes_its_rows(tmp_path: Path) -> None:
    """A browser clips a row by its own box, which may end within the stroke that it draws at the side."""
    paper = canvas(tmp_path / "a.pdf")
    rows = (("行政许可", "4"), ("第六项", ""), ("行政处罚", "5"), ("行政强制", "6"))
    for top, (name, figure) in enumerate(rows):
        high = 800 - 20 * top
        paper.saveState()
        clip = paper.beginPath()
        clip.rect(90, high, 169.9 if top < 2 else 200, 30)
        paper.clipPath(clip, stroke=0)
        for x in (100, 180, 260) if figure else (100, 260):
            paper.rect(x - 0.3, high, 0.7, 20, stroke=0, fill=1)
        for base in (high, high + 20):
            paper.rect(100, base - 0.3, 160, 0.7, stroke=0, fill=1)
        paper.restoreState()
        for x, text in ((104, name), (200, figure)):
            paper.setFont(SONG, 10)
            paper.drawString(x, high + 6, text)
    paper.save()
    (table,) = [block for block in read(tmp_path / "a.pdf", "a.pdf").blocks if isinstance(block, Table)]
    assert [[cell.text.string for cell in row if cell.text.string] for row in table.by_row()] == [
        [text for text in row if text] for row in rows
    ]
