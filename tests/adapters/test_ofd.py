"""OFD pages are read as they look, in every way that writers of such files put the same text."""

from __future__ import annotations

import itertools
from math import cos, sin, tau
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

import adapters
from adapters.ofd.geometry import deltas
from checker.document import Block, Cell, Document, Paragraph, Picture, Table, Text
from checker.errors import DocumentError
from tests import ofd_maker as ofd

MM = 72 / 25.4
LONG = (
    "2020年，本局认真贯彻执行《中华人民共和国政府信息公开条例》，主动公开政府信息126条，"
    "办理依申请公开12件，没有因政府信息公开被申请行政复议、提起行政诉讼。"
)


def read(folder: Path, data: bytes) -> Document:
    path = folder / "report.ofd"
    path.write_bytes(data)
    return adapters.read(path, "report.ofd")


def page(folder: Path, *objects: str) -> Document:
    return read(folder, ofd.file([ofd.page(*objects)]))


def paragraphs(document: Document) -> list[str]:
    return [block.text.string for block in document.blocks if isinstance(block, Paragraph)]


def table(rows: list[list[tuple[str, int, int]]], columns: int) -> Table:
    """A table of rows of (text, rows spanned, columns spanned), each in the first free slot."""
    taken: set[tuple[int, int]] = set()
    cells: list[Cell] = []
    for row, line in enumerate(rows):
        column = 0
        for text, down, across in line:
            while (row, column) in taken:
                column += 1
            cells.append(Cell(row, column, Text(text), down, across))
            taken.update((row + i, column + j) for i in range(down) for j in range(across))
            column += across
    return Table(tuple(cells), len(rows), columns)


def shape(block: Block) -> list[tuple[int, int, int, int, str]]:
    assert isinstance(block, Table)
    return [
        (cell.row, cell.column, cell.row_span, cell.column_span, cell.text.string.replace("\n", ""))
        for cell in block.cells
    ]


APPLICATIONS = table(
    [
        [("（本列数据的勾稽关系为：第一项加第二项之和，等于第三项加第四项之和）", 2, 2), ("申请人情况", 1, 3)],
        [("自然人", 1, 1), ("法人或其他组织", 1, 1), ("总计", 1, 1)],
        [("一、本年新收政府信息公开申请数量", 1, 2), ("10", 1, 1), ("2", 1, 1), ("12", 1, 1)],
        [("三、本年度办理结果", 80, 1), ("（一）予以公开", 1, 1), ("7", 1, 1), ("1", 1, 1), ("8", 1, 1)],
        *[[(f"（{number}）不予处理的情形", 1, 1), ("0", 1, 1), ("", 1, 1), ("0", 1, 1)] for number in range(2, 81)],
        [("四、结转下年度继续办理", 1, 2), ("3", 1, 1), ("1", 1, 1), ("4", 1, 1)],
    ],
    5,
)
REPORT: list[Block] = [
    Paragraph(Text("某市某局2020年政府信息公开工作年度报告"), level=1),
    Paragraph(Text(LONG)),
    Paragraph(Text("一、总体情况")),
    Paragraph(Text(LONG + LONG)),
    Paragraph(Text("三、收到和处理政府信息公开申请情况")),
    APPLICATIONS,
    Paragraph(Text("六、其他需要报告的事项")),
    Paragraph(Text("无其他需要报告的事项。")),
]


@pytest.mark.parametrize("writer", [ofd.line, ofd.grouped, ofd.single, ofd.bare], ids=lambda writer: writer.__name__)
@pytest.mark.parametrize("ruler", [ofd.stroke, ofd.sliver], ids=lambda ruler: ruler.__name__)
def test_a_report_over_pages_is_whole_however_it_is_written(
    tmp_path: Path, writer: ofd.Writer, ruler: ofd.Ruler
) -> None:
    pages = ofd.laid_out(REPORT, writer, ruler)
    document = read(tmp_path, ofd.file(pages))
    assert (document.format, document.pages, document.unread) == ("ofd", len(pages), ())
    assert len(pages) > 2
    assert paragraphs(document) == [block.text.string for block in REPORT if isinstance(block, Paragraph)]
    (read_table,) = (block for block in document.blocks if isinstance(block, Table))
    assert shape(read_table) == shape(APPLICATIONS)
    assert [text.string for text in document.furniture] == [f"— {number} —" for number in range(1, len(pages) + 1)]
    assert document.properties == {"title": "年度报告", "author": "某局"}


def test_a_character_has_its_box_in_points_from_the_top_left(tmp_path: Path) -> None:
    document = page(tmp_path, ofd.line(30, 50, "共12件", 10))
    location = document.locate(0, 1, 3)
    assert (location.text, location.page) == ("12", 1)
    (box,) = location.boxes
    # The first letter is 10 mm wide, figures 5 mm; letters reach from 0.88 em above the baseline to 0.12 em below.
    assert box == pytest.approx((40 * MM, 41.2 * MM, 50 * MM, 51.2 * MM), abs=0.01)


def test_a_matrix_moves_and_scales_the_letters(tmp_path: Path) -> None:
    written = (
        '<ofd:TextObject ID="3" Boundary="30 40 80 20" CTM="2 0 0 2 10 0" Font="1" Size="5">'
        '<ofd:TextCode X="0" Y="5" DeltaX="5">总件</ofd:TextCode></ofd:TextObject>'
    )
    document = page(tmp_path, written)
    (box,) = document.locate(0, 0, 1).boxes
    assert box == pytest.approx((40 * MM, 41.2 * MM, 50 * MM, 51.2 * MM), abs=0.01)


def test_boxes_count_from_the_corner_of_the_visible_page(tmp_path: Path) -> None:
    shifted = ofd.page(ofd.line(30, 50, "共", 10)).replace(
        "<ofd:PhysicalBox>0 0 210 297</ofd:PhysicalBox>",
        "<ofd:PhysicalBox>0 0 210 297</ofd:PhysicalBox><ofd:ApplicationBox>10 20 190 257</ofd:ApplicationBox>",
    )
    (box,) = read(tmp_path, ofd.file([shifted])).locate(0, 0, 1).boxes
    assert box[:2] == pytest.approx((20 * MM, 21.2 * MM), abs=0.01)


def test_text_codes_of_one_object_go_on_where_they_say(tmp_path: Path) -> None:
    written = (
        '<ofd:TextObject ID="3" Boundary="30 40 80 20" Font="1" Size="5"><ofd:TextCode X="0" Y="5" DeltaX="5 5">'
        '第一行</ofd:TextCode><ofd:TextCode Y="12" DeltaX="g 2 5">第二行</ofd:TextCode></ofd:TextObject>'
    )
    assert "".join(paragraphs(page(tmp_path, written))) == "第一行第二行"


def test_letters_below_each_other_in_a_cell_are_one_line(tmp_path: Path) -> None:
    frame = [
        *(ofd.stroke(30, y, 130, y) for y in (40, 90)),
        *(ofd.stroke(x, 40, x, 90) for x in (30, 40, 130)),
    ]
    document = page(tmp_path, *frame, ofd.vertical(32, 50, "办理结果"), ofd.line(45, 60, "予以公开"))
    assert shape(document.blocks[0]) == [(0, 0, 1, 1, "办理结果"), (0, 1, 1, 1, "予以公开")]


def test_a_frame_drawn_as_one_rectangle_is_a_table_side(tmp_path: Path) -> None:
    frame = (
        '<ofd:PathObject ID="0" Boundary="30 40 100 20"><ofd:AbbreviatedData>M 0 0 L 100 0 L 100 20 L 0 20 C'
        "</ofd:AbbreviatedData></ofd:PathObject>"
    )
    middle = (
        '<ofd:PathObject ID="0" Boundary="30 40 100 20"><ofd:AbbreviatedData>M 50 0 L 50 20</ofd:AbbreviatedData>'
        "</ofd:PathObject>"
    )
    document = page(tmp_path, frame, middle, ofd.line(35, 52, "左"), ofd.line(85, 52, "右"))
    assert shape(document.blocks[0]) == [(0, 0, 1, 1, "左"), (0, 1, 1, 1, "右")]


def test_a_letter_drawn_in_short_strokes_is_no_cell(tmp_path: Path) -> None:
    def letter(x: float) -> str:
        points = ((20 + 20 * cos(tau * (at + 0.5) / 30), 20 + 20 * sin(tau * (at + 0.5) / 30)) for at in range(30))
        data = " L ".join(f"{across:.2f} {down:.2f}" for across, down in points)
        return (
            f'<ofd:PathObject ID="0" Boundary="{x} 40 40 40" Fill="true" Stroke="false"><ofd:AbbreviatedData>'
            f"M {data} C "
            "M 5 10 L 35 10 L 35 30 L 5 30 C</ofd:AbbreviatedData></ofd:PathObject>"
        )

    document = page(tmp_path, *(letter(30 + 42 * at) for at in range(3)), ofd.line(30, 60, "一、总体情况"))
    assert paragraphs(document) == ["一、总体情况"]


def test_what_a_template_shows_belongs_to_the_page(tmp_path: Path) -> None:
    frame = [*(ofd.stroke(30, y, 130, y) for y in (40, 60)), *(ofd.stroke(x, 40, x, 60) for x in (30, 80, 130))]
    form = ofd.page(*frame, ofd.line(35, 52, "总计"))
    document = read(tmp_path, ofd.file([ofd.page(ofd.line(85, 52, "12"), template="T0")], [form]))
    assert shape(document.blocks[0]) == [(0, 0, 1, 1, "总计"), (0, 1, 1, 1, "12")]


def test_annotations_and_watermarks_stay_aside(tmp_path: Path) -> None:
    stamp = (
        '<ofd:Annot ID="5" Type="Stamp"><ofd:Appearance Boundary="100 200 50 20">'
        + ofd.line(0, 10, "同意")
        + '</ofd:Appearance></ofd:Annot><ofd:Annot ID="6" Type="Watermark"><ofd:Appearance Boundary="0 0 9 9">'
        + ofd.line(0, 10, "水印")
        + "</ofd:Appearance></ofd:Annot>"
    )
    across = ofd.line(60, 150, "内部资料", 20, CTM="0.7 0.7 -0.7 0.7 0 0")
    hidden = ofd.line(60, 100, "看不见", Visible="false")
    document = read(tmp_path, ofd.file([ofd.page(ofd.line(30, 60, "正文"), across, hidden)], annotations=stamp))
    assert paragraphs(document) == ["正文"]
    aside = "".join(text.string for text in document.furniture)
    assert set(aside) == set("同意内部资料")


def test_letters_drawn_twice_for_boldness_are_one(tmp_path: Path) -> None:
    assert paragraphs(page(tmp_path, ofd.line(30, 60, "总计"), ofd.line(30.1, 60, "总计"))) == ["总计"]


def test_unseen_text_is_read_only_over_a_picture_of_the_page(tmp_path: Path) -> None:
    unseen = ofd.line(30, 60, LONG[:20], Alpha="0")
    scanned = page(tmp_path, ofd.picture(0, 0, 210, 297), unseen)
    assert paragraphs(scanned) == [LONG[:20]]
    assert paragraphs(page(tmp_path, ofd.line(30, 90, "正文"), unseen)) == ["正文"]


def test_a_scanned_page_is_told(tmp_path: Path) -> None:
    document = read(tmp_path, ofd.file([ofd.page(ofd.line(30, 60, LONG[:20])), ofd.page(ofd.picture(0, 0, 210, 297))]))
    assert [(str(note.what), note.why.key) for note in document.unread] == [("page 2", "reading.ofd_scan")]


def test_a_picture_is_a_block_with_its_place_and_an_icon_is_none(tmp_path: Path) -> None:
    document = page(tmp_path, ofd.line(30, 60, "图一"), ofd.picture(30, 70, 80, 60), ofd.picture(30, 140, 5, 5))
    assert [type(block) for block in document.blocks] == [Paragraph, Picture]
    assert document.blocks[1].text.place(0, 1).areas[0][1][0] == pytest.approx(  # type: ignore[union-attr]
        (30 * MM, 70 * MM, 110 * MM, 130 * MM), abs=0.01
    )


def test_letters_without_a_character_are_told(tmp_path: Path) -> None:
    document = page(tmp_path, ofd.line(30, 60, "共\ue123件"))
    assert [note.why.params for note in document.unread] == [{"count": 1}]
    assert paragraphs(document) == ["共\ufffd件"]


def test_a_drawing_is_placed_where_it_is_used(tmp_path: Path) -> None:
    drawing = (
        '<ofd:CompositeGraphicUnit ID="8" Width="50" Height="20"><ofd:Content>'
        + ofd.line(0, 10, "共", 10)
        + "</ofd:Content></ofd:CompositeGraphicUnit>"
    )
    use = '<ofd:CompositeObject ID="4" ResourceID="8" Boundary="30 40 50 20" CTM="1 0 0 1 0 0"/>'
    (box,) = read(tmp_path, ofd.file([ofd.page(use)], composites=drawing)).locate(0, 0, 1).boxes
    assert box == pytest.approx((30 * MM, 41.2 * MM, 40 * MM, 51.2 * MM), abs=0.01)


def test_a_drawing_that_holds_itself_ends(tmp_path: Path) -> None:
    use = '<ofd:CompositeObject ID="4" ResourceID="8" Boundary="0 0 50 20"/>'
    drawing = (
        '<ofd:CompositeGraphicUnit ID="8"><ofd:Content>' + use + ofd.line(30, 10, "共")
        + "</ofd:Content></ofd:CompositeGraphicUnit>"
    )  # fmt: skip
    assert paragraphs(read(tmp_path, ofd.file([ofd.page(use)], composites=drawing))) == ["共"]


def test_a_lost_page_is_told_and_the_others_are_read(tmp_path: Path) -> None:
    first, second = ofd.page(ofd.line(30, 60, "第一页")), ofd.page(ofd.line(30, 60, "第二页"))
    document = read(tmp_path, ofd.file([first, second], **{"Doc_0/Pages/Page_0/Content.xml": "<ofd:Page"}))
    assert paragraphs(document) == ["第二页"]
    assert [(str(note.what), note.why.key) for note in document.unread] == [("page 1", "reading.damaged_part")]
    assert document.pages == 2


@pytest.mark.parametrize(
    ("parts", "key"),
    [
        ({"Doc_0/Document.xml": "<a>"}, "reading.damaged_part"),
        ({"OFD.xml": "<a><DocBody><DocRoot>../../../etc/passwd</DocRoot></DocBody></a>"}, "reading.missing_part"),
        ({"OFD.xml": '<!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>'}, "reading.hostile"),
        ({"OFD.xml": '<?xml version="1.0" encoding="UTF-16"?><!DOCTYPE a><a/>'.encode("utf-16")}, "reading.hostile"),
        ({"OFD.xml": "<a>" + " " * (70 << 20) + "</a>"}, "reading.hostile"),
    ],
)
def test_a_broken_or_hostile_file_is_refused(tmp_path: Path, parts: dict[str, str], key: str) -> None:
    with pytest.raises(DocumentError) as caught:
        read(tmp_path, ofd.file([ofd.page()], **parts))
    assert caught.value.message.key == key


def test_absurd_numbers_do_no_harm(tmp_path: Path) -> None:
    objects = [
        ofd.line(30, 60, "正文", 5.6, "g 1000000000 5.6"),
        ofd.line(30, 80, "x", 5.6, CTM="nan 0 0 1e300 0 0"),
        ofd.line(30, 80, "x", 1e9),
        ofd.stroke(0, 0, 1e12, 0).replace("1000000000000", "1e400"),
        '<ofd:PathObject ID="1" Boundary="x"><ofd:AbbreviatedData>M 0 L B 1 2 Z</ofd:AbbreviatedData></ofd:PathObject>',
        '<ofd:TextObject ID="1"><ofd:TextCode/></ofd:TextObject>',
    ]
    assert "".join(paragraphs(page(tmp_path, *objects))).startswith("正文")


@given(st.lists(st.sampled_from([1.5, 2.0, 3.25]), max_size=12))
def test_grouped_steps_are_the_steps_they_stand_for(steps: list[float]) -> None:
    groups = [(len(list(same)), step) for step, same in itertools.groupby(steps)]
    written = " ".join(f"g {count} {step}" if count > 1 else str(step) for count, step in groups)
    assert deltas(written, 100) == steps
    assert deltas(written, 3) == steps[:3]
