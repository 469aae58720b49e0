"""What the reader of PDF files reads: one report from several programs, cell by cell."""

from __future__ import annotations

import random
from pathlib import Path
from typing import Any

import pikepdf
import pytest
from reportlab.pdfgen.canvas import Canvas

from adapters.pdf import read
from checker.document import Document, GlyphRun, Paragraph, Picture, Table, Text
from tests.adapters.pdf_pages import SONG, canvas
from tests.adapters.pdf_samples import (
    APPLICATIONS,
    DISCLOSURE,
    PLAIN,
    REPORT,
    WORK,
    Report,
    Ruled,
    Spot,
    as_docx,
    markup,
    with_chromium,
    with_reportlab,
    with_soffice,
)


def cells_of(table: Table) -> dict[tuple[int, int, int, int], str]:
    return {
        (cell.row, cell.column, cell.row_span, cell.column_span): cell.text.string.replace("\n", "")
        for cell in table.cells
    }


def tables_of(document: Document) -> list[dict[tuple[int, int, int, int], str]]:
    return [cells_of(block) for block in document.blocks if isinstance(block, Table)]


def paragraphs_of(document: Document) -> list[str]:
    return [block.text.string for block in document.blocks if isinstance(block, Paragraph)]


def expected_tables(report: Report) -> list[dict[tuple[int, int, int, int], str]]:
    return [
        {(at, column, spot.rows, spot.columns): spot.text for at, column, spot in part.placed()}
        for part in report.parts
        if isinstance(part, Ruled)
    ]


def expected_paragraphs(report: Report) -> list[str]:
    return [report.title, *(part for part in report.parts if isinstance(part, str))]


def reads_whole(path: Path, report: Report = REPORT) -> Document:
    document = read(path, path.name)
    assert tables_of(document) == expected_tables(report)
    assert paragraphs_of(document) == expected_paragraphs(report)
    assert document.unread == ()
    return document


def shown_on(path: Path) -> str:
    """The text of all pages as another library takes it off, without its gaps and line breaks."""
    import pypdfium2

    with pypdfium2.PdfDocument(path) as pdf:
        return "".join("".join(page.get_textpage().get_text_bounded().split()) for page in pdf)


@pytest.fixture(scope="session")
def printed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The report by reportlab, on four pages."""
    return with_reportlab(REPORT, tmp_path_factory.mktemp("pdf") / "report.pdf")


def test_a_report_is_read_whole(printed: Path) -> None:
    document = reads_whole(printed)
    assert document.pages == 4
    assert document.properties == {"title": REPORT.title, "author": "市外办"}


def test_the_adapter_reads_one_file_after_the_other(printed: Path) -> None:
    import adapters.pdf

    assert adapters.pdf.read(printed, "a.pdf") == adapters.pdf.read(printed, "a.pdf")


def test_header_rows_that_repeat_on_each_page_are_read_once(tmp_path: Path) -> None:
    path = with_reportlab(REPORT, tmp_path / "repeated.pdf", repeat=3)
    assert shown_on(path).count("申请人情况") == 2
    document = reads_whole(path)
    assert [text for table in tables_of(document) for text in table.values()].count("申请人情况") == 1
    assert [text.string for text in document.furniture].count("申请人情况") == 1


def test_equal_tables_on_two_pages_are_both_read(tmp_path: Path) -> None:
    drawn = Canvas(str(tmp_path / "a.pdf"), pagesize=(400, 300))
    for _ in range(2):
        for row, words in enumerate((("Item", "Count"), ("Received", "36"), ("Answered", "35"))):
            for column, word in enumerate(words):
                drawn.rect(50 + 100 * column, 200 - 20 * row, 100, 20)
                drawn.drawString(55 + 100 * column, 205 - 20 * row, word)
        drawn.showPage()
    drawn.save()
    read_as = [list(table.values()) for table in tables_of(read(tmp_path / "a.pdf", "a.pdf"))]
    assert sum(cells.count("Answered") for cells in read_as) == 2


@pytest.mark.soffice
def test_a_report_of_libreoffice_is_read_whole_and_its_margins_apart(tmp_path: Path) -> None:
    document = reads_whole(with_soffice(as_docx(REPORT, tmp_path / "a.docx"), tmp_path / "a.pdf"))
    assert [text.string for text in document.furniture] == [
        line for page in range(1, 5) for line in ("政府信息公开工作年度报告", f"— {page} —")
    ]


VERTICAL = "td[rowspan='8'],td[rowspan='22'],td[rowspan='5'],td[rowspan='3']{writing-mode:vertical-rl}"


@pytest.mark.chromium
@pytest.mark.parametrize(
    ("style", "thead"),
    [
        (PLAIN, 0),
        (PLAIN.replace("1px solid", "3px double") + "td{text-align:center}", 3),
        (PLAIN.replace("1px solid", "1px dashed"), 0),
        (PLAIN + VERTICAL, 0),
    ],
    ids=["thin", "doubled", "dashed", "vertical"],
)
def test_a_report_of_chromium_is_read_whole(tmp_path: Path, style: str, thead: int) -> None:
    """With radicals for ideographs, rows cut by the page break, and tables open where they are cut."""
    path = with_chromium(markup(REPORT, style, thead), tmp_path / "report.pdf")
    # Heads repeat where the table is cut, so that it is known to be cut.
    assert shown_on(path).count("申请人情况") == (2 if thead else 1)
    document = reads_whole(path)
    assert document.pages is not None
    assert document.pages > 2


@pytest.mark.parametrize("turn", [90, 180, 270])
def test_a_page_turned_on_its_side_is_read_the_same_with_boxes_as_shown(
    printed: Path, tmp_path: Path, turn: int
) -> None:
    upright = read(printed, "a.pdf")
    with pikepdf.open(printed) as pdf:
        sizes = [[float(side) for side in page.mediabox] for page in pdf.pages]
        for page in pdf.pages:
            page.rotate(turn, relative=False)
        pdf.save(tmp_path / "turned.pdf")
    turned = reads_whole(tmp_path / "turned.pdf")
    width, height = sizes[0][2], sizes[0][3]
    x0, top, x1, bottom = upright.blocks[0].text.place(0, 1).areas[0][1][0]  # type: ignore[union-attr]
    expected = {
        90: (height - bottom, x0, height - top, x1),
        180: (width - x1, height - bottom, width - x0, height - top),
        270: (top, width - x1, bottom, width - x0),
    }[turn]
    assert turned.blocks[0].text.place(0, 1).areas[0][1][0] == pytest.approx(expected, abs=0.1)  # type: ignore[union-attr]


def test_boxes_count_from_the_corner_of_the_crop_box(printed: Path, tmp_path: Path) -> None:
    whole = read(printed, "a.pdf")
    with pikepdf.open(printed) as pdf:
        for page in pdf.pages:
            page.obj.MediaBox = pikepdf.Array([-10, -20, 600, 850])
            page.obj.CropBox = pikepdf.Array([20, 10, 590, 830])
        pdf.save(tmp_path / "cropped.pdf")
    cropped = reads_whole(tmp_path / "cropped.pdf")
    before = whole.blocks[0].text.place(0, 1).areas[0][1][0]  # type: ignore[union-attr]
    after = cropped.blocks[0].text.place(0, 1).areas[0][1][0]  # type: ignore[union-attr]
    # A4 is 841.89 points high; the crop box begins 20 points further right and 11.89 further down.
    assert after == pytest.approx((before[0] - 20, before[1] - 11.89, before[2] - 20, before[3] - 11.89), abs=0.05)


def test_every_character_has_a_box_on_its_page_but_for_joined_lines(printed: Path) -> None:
    document = read(printed, "a.pdf")
    for _, _, text in document.texts():
        boxes = [(text.string[run.start + i], box) for run in glyph_runs(text) for i, box in enumerate(run.boxes)]
        assert "".join(char for char, _ in boxes) == text.string
        assert all(box is not None for char, box in boxes if char not in " \n")
        assert all(run.confidence == 1.0 for run in glyph_runs(text))


def glyph_runs(text: Text) -> list[GlyphRun]:
    return [run for run in text.runs if isinstance(run, GlyphRun)]


def test_the_box_of_a_figure_holds_its_ink_and_no_other(printed: Path) -> None:
    """1284 in the disclosure table: the page without what stands in the box has no such figure left."""
    import pypdfium2

    document = read(printed, "a.pdf")
    index = next(i for i, block in enumerate(document.blocks) if isinstance(block, Table))
    found = document.locate(index, 0, 4, (6, 1))
    assert found.text == "1284"
    pdf = pypdfium2.PdfDocument(printed)
    page = pdf[(found.page or 1) - 1]
    x0, top, x1, bottom = found.boxes[0]
    height = page.get_height()
    shown = page.get_textpage().get_text_bounded(x0 - 1, height - bottom - 1, x1 + 1, height - top + 1)
    pdf.close()
    assert shown.strip() == "1284"


def test_a_paragraph_goes_on_over_the_page_break(tmp_path: Path) -> None:
    report = Report("标题", ("一、总体情况", *(WORK[0],) * 12))
    document = reads_whole(with_reportlab(report, tmp_path / "long.pdf"), report)
    assert any(
        len({run.page for run in glyph_runs(block.text)}) == 2
        for block in document.blocks
        if isinstance(block, Paragraph)
    )


def test_random_tables_are_read_with_their_spans(tmp_path: Path) -> None:
    draw = random.Random(20260101)
    tables = [random_table(draw) for _ in range(12)]
    parts = [part for index, table in enumerate(tables) for part in (f"表{index}", table)]
    report = Report("随机表格", tuple(parts))
    assert sum(spot.rows * spot.columns > 1 for table in tables for _, _, spot in table.placed()) > 10
    document = reads_whole(with_reportlab(report, tmp_path / "random.pdf"), report)
    assert len(tables_of(document)) == len(tables)


def random_table(draw: random.Random) -> Ruled:
    """Every row and column line of the grid is the side of some cell, so that no line of it vanishes."""
    rows, columns = draw.randint(2, 6), draw.randint(3, 7)
    taken: set[tuple[int, int]] = set()
    lines: list[tuple[Spot, ...]] = []
    for at in range(rows):
        spots: list[Spot] = []
        for column in range(columns):
            if (at, column) in taken:
                continue
            wide = draw.choice((1, 1, 1, 2)) if 0 < at < rows - 1 else 1
            high = draw.choice((1, 1, 2)) if column > 0 and 0 < at < rows - 2 else 1
            covered = {(at + i, column + j) for i in range(high) for j in range(wide)}
            if column + wide > columns or covered & taken or (high > 1 and column + wide > columns - 1):
                wide = high = 1
                covered = {(at, column)}
            taken |= covered
            spots.append(Spot(draw.choice(("", str(draw.randint(0, 99999)), "项目", "（一）")), high, wide))
        lines.append(tuple(spots))
    return Ruled(tuple(lines))


@pytest.mark.chromium
def test_a_table_without_vertical_rules_keeps_the_figures_of_each_row(tmp_path: Path) -> None:
    style = "table{border-collapse:collapse;width:100%}td{border-bottom:1px solid;padding:4px;font-size:10pt}"
    document = read(with_chromium(markup(Report("标题", (DISCLOSURE,)), style), tmp_path / "open.pdf"), "open.pdf")
    (table,) = (block for block in document.blocks if isinstance(block, Table))
    assert table.ragged
    rows = [[cell.text.string for cell in cells] for cells in table.by_row()]
    assert ["规章", "0", "0", "0"] in rows
    assert ["行政规范性文件", "3", "1", "12"] in rows
    assert ["行政许可", "1284"] in rows
    assert ["行政事业性收费", "105.36"] in rows


OPEN_LAYOUTS = {
    "rules below": "td{border-bottom:1px solid #000;padding:4px;font-size:9pt}",
    "no rules": "td{padding:4px;font-size:9pt;text-align:center}",
    "rules above and below the table": "table{border-top:2px solid;border-bottom:2px solid}"
    "td{padding:3px;font-size:8pt;vertical-align:top}",
}


@pytest.mark.chromium
@pytest.mark.parametrize("layout", OPEN_LAYOUTS)
def test_each_row_of_applications_without_vertical_rules_keeps_its_figures(tmp_path: Path, layout: str) -> None:
    style = "table{border-collapse:collapse;width:100%}" + OPEN_LAYOUTS[layout]
    path = with_chromium(markup(Report("标题", ("三、收到和处理申请情况", APPLICATIONS)), style), tmp_path / "open.pdf")
    tables = [block for block in read(path, "open.pdf").blocks if isinstance(block, Table)]
    rows = [[cell.text.string.replace("\n", "") for cell in cells] for table in tables for cells in table.by_row()]
    figures = [row[-7:] for row in rows if len(row) > 7 and all(word.isdigit() for word in row[-7:])]
    assert figures == [[spot.text for spot in spots[-7:]] for spots in APPLICATIONS.rows[3:]]
    assert len(figures) == 25


def drawn(path: Path) -> Path:
    """A page with a line, then a line drawn twice for boldness, a picture, and a small icon."""
    from PIL import Image
    from reportlab.lib.utils import ImageReader
    from reportlab.pdfbase import pdfmetrics
    from reportlab.pdfbase.cidfonts import UnicodeCIDFont
    from reportlab.pdfgen.canvas import Canvas

    pdfmetrics.registerFont(UnicodeCIDFont("STSong-Light"))
    canvas = Canvas(str(path), pagesize=(400, 500))
    canvas.setFont("STSong-Light", 14)
    canvas.drawString(50, 440, "第一行文字")
    for shift in (0, 0.4):
        canvas.drawString(50 + shift, 400, "总计总计")
    picture = ImageReader(Image.new("RGB", (40, 40), (200, 30, 30)))
    canvas.drawImage(picture, 60, 200, 120, 100)
    canvas.drawImage(picture, 300, 440, 12, 12)
    canvas.drawString(50, 150, "图后文字")
    canvas.save()
    return path


def test_bold_made_by_drawing_twice_is_read_once_and_a_picture_stands_in_its_place(tmp_path: Path) -> None:
    document = read(drawn(tmp_path / "drawn.pdf"), "drawn.pdf")
    kinds = [block.text.string if isinstance(block, Paragraph) else type(block) for block in document.blocks]
    assert kinds == ["第一行文字", "总计总计", Picture, "图后文字"]
    picture = document.blocks[2]
    assert isinstance(picture, Picture)
    assert picture.text.place(0, 1).areas == ((1, ((60.0, 200.0, 180.0, 300.0),)),)


def test_a_font_that_is_not_in_the_file_is_drawn_as_before_when_the_file_was_read(printed: Path) -> None:
    """While a file is read, boxes stand in for such fonts; whoever renders a page next sees the system's."""
    import pypdfium2

    def image() -> bytes:
        pdf = pypdfium2.PdfDocument(printed)
        try:
            return bytes(pdf[0].render(scale=1).buffer)
        finally:
            pdf.close()

    before = image()
    read(printed, "a.pdf")
    assert image() == before


def test_the_box_of_a_character_is_as_wide_as_the_file_says(printed: Path) -> None:
    """In STSong-Light, figures advance by 462 and ideographs by 1000 thousandths of an em; the title has 18 points."""
    title = read(printed, "a.pdf").blocks[0].text  # type: ignore[union-attr]
    boxes = [box for _, (box,) in (title.place(at, at + 1).areas[0] for at in range(11, 15))]
    assert [round(box[2] - box[0], 1) for box in boxes] == [18.0, 8.3, 8.3, 8.3]


def on_two_pages(path: Path, *tables: tuple[list[list[str]], list[int], str]) -> Path:
    """Tables of rows, with widths and the font of their first row, a page each and nothing else."""
    from reportlab.lib.pagesizes import A4
    from reportlab.platypus import PageBreak, SimpleDocTemplate
    from reportlab.platypus import Table as Drawn

    story: list[Any] = []
    for rows, widths, font in tables:
        style = [("GRID", (0, 0), (-1, -1), 0.5, "black"), ("FONTNAME", (0, 0), (-1, 0), font)]
        style += [("SPAN", (0, at), (-1, at)) for at, row in enumerate(rows) if len(row) == 1]
        full = [row + [""] * (len(widths) - len(row)) for row in rows]
        story += [Drawn(full, widths, style=style), PageBreak()]
    SimpleDocTemplate(str(path), pagesize=A4).build(story)
    return path


def rows_of(document: Document) -> list[list[list[str]]]:
    return [
        [[cell.text.string for cell in cells] for cells in block.by_row()]
        for block in document.blocks
        if isinstance(block, Table)
    ]


FEES = [["Office", "Fees", "Waived"], ["North", "12", "3"], ["South", "7", "0"]]
STAFF = [["Branch", "Staff", "Hours"], ["East", "4", "160"], ["West", "5", "171"]]


def test_tables_of_other_columns_on_either_side_of_a_page_break_stay_two(tmp_path: Path) -> None:
    wide = [[*row, "x"] for row in STAFF]
    path = on_two_pages(
        tmp_path / "a.pdf", (FEES, [200, 120, 130], "Helvetica"), (wide, [150, 90, 100, 110], "Helvetica")
    )
    assert rows_of(read(path, "a.pdf")) == [FEES, wide]


def test_tables_of_equal_columns_with_a_bold_header_each_stay_two(tmp_path: Path) -> None:
    widths = [200, 120, 130]
    path = on_two_pages(tmp_path / "a.pdf", (FEES, widths, "Helvetica-Bold"), (STAFF, widths, "Helvetica-Bold"))
    assert rows_of(read(path, "a.pdf")) == [FEES, STAFF]


@pytest.mark.parametrize("row", range(1, 9))
def test_a_table_of_blocks_is_one_wherever_the_page_breaks(tmp_path: Path, row: int) -> None:
    blocks = [["Article 20 (1)"], FEES[0], *FEES[1:], ["Article 20 (5)"], STAFF[0], *STAFF[1:], ["Sum", "28", "334"]]
    widths = [200, 120, 130]
    path = on_two_pages(
        tmp_path / "a.pdf", (blocks[:row], widths, "Helvetica-Bold"), (blocks[row:], widths, "Helvetica-Bold")
    )
    assert rows_of(read(path, "a.pdf")) == [blocks]


def test_rows_of_words_go_on_over_the_page_break(tmp_path: Path) -> None:
    rows = [["No.", "Title", "Date"], ["One", "Rules on fees", "May"], ["Two", "Rules on hours", "June"]]
    more = [["Three", "Rules on staff", "June"], ["Four", "Rules on rooms", "July"]]
    widths = [100, 250, 100]
    path = on_two_pages(tmp_path / "a.pdf", (rows, widths, "Helvetica-Bold"), (more, widths, "Helvetica"))
    assert rows_of(read(path, "a.pdf")) == [rows + more]


@pytest.mark.parametrize("indent", [0, 24])
def test_a_title_of_the_size_of_the_text_stays_apart_where_all_lines_are_short(tmp_path: Path, indent: int) -> None:
    from reportlab.lib.pagesizes import A4
    from reportlab.lib.styles import ParagraphStyle
    from reportlab.pdfbase import pdfmetrics
    from reportlab.pdfbase.cidfonts import UnicodeCIDFont
    from reportlab.platypus import Paragraph as Drawn
    from reportlab.platypus import SimpleDocTemplate

    pdfmetrics.registerFont(UnicodeCIDFont("STSong-Light"))
    text = ParagraphStyle("text", fontName="STSong-Light", fontSize=12, leading=20, firstLineIndent=indent)
    middle = ParagraphStyle("middle", parent=text, firstLineIndent=0, alignment=1)
    lines = [
        "某某市外事办公室2021年政府信息公开工作年度报告",
        "一、总体情况",
        "本机关2021年主动公开政府信息12条，均已在网站公布。",
        "二、主动公开政府信息情况",
        "本年没有制发规章和规范性文件，也没有行政收费项目。",
        "三、收到和处理政府信息公开申请情况",
        "本年没有收到申请。",
    ]
    drawn = [Drawn(line, text if number else middle) for number, line in enumerate(lines)]
    SimpleDocTemplate(str(tmp_path / "short.pdf"), pagesize=A4).build(drawn)
    assert paragraphs_of(read(tmp_path / "short.pdf", "short.pdf")) == lines


@pytest.mark.parametrize("apart", [4.0, 5.0])
def test_figures_of_a_table_that_are_set_wide_are_whole_beside_text_that_is_not(tmp_path: Path, apart: float) -> None:
    """Each sign drawn by itself: nothing but the room between them tells that they are one number."""
    drawn = canvas(tmp_path / "a.pdf")
    drawn.setFont(SONG, 10)
    drawn.drawString(60, 780, "全年公开信息1127条，办理许可2486件、处罚1089件，答复申请315件，接待来访20231人次。")
    for row, (name, *figures) in enumerate(FIGURES):
        top = 700 - 20 * row
        drawn.drawString(64, top + 6, name)
        for at, figure in enumerate(figures):
            for place, sign in enumerate(figure):
                drawn.drawString(164 + 100 * at + place * (5 + apart), top + 6, sign)
        for x in (60, 160, 260):
            drawn.rect(x, top, 100, 20)
    drawn.save()
    document = read(tmp_path / "a.pdf", "a.pdf")
    assert rows_of(document) == [FIGURES]
    assert all(
        cell.text.confidence(0, 9) == 1.0
        for block in document.blocks
        if isinstance(block, Table)
        for cell in block.cells
    )


def test_figures_of_narrow_columns_side_by_side_are_no_numbers_that_are_set_wide(tmp_path: Path) -> None:
    drawn = canvas(tmp_path / "a.pdf")
    drawn.setFont(SONG, 10)
    rows = [["自然人", *"00021"], ["商业企业", *"10400"], ["科研机构", *"00000"], ["社会组织", *"03005"]]
    for at, (name, *figures) in enumerate(rows):
        drawn.drawString(64, 700 - 20 * at, name)
        for column, figure in enumerate(figures):
            drawn.drawString(164 + 12 * column, 700 - 20 * at, figure)
    drawn.save()
    assert rows_of(read(tmp_path / "a.pdf", "a.pdf")) == [rows]


FIGURES = [["规章", "12", "2468"], ["规范性文件", "315", "1089"], ["许可", "23", "0"]]
