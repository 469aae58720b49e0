"""A Word file is read as Word shows it: what is struck out, raised, drawn in a box, embedded or used for layout."""

from __future__ import annotations

import io
from email.message import EmailMessage
from pathlib import Path
from random import Random

import docx
import pytest

from adapters.docx import annotate, read
from adapters.docx.reader import read_file
from checker.audit.annotation import Note
from checker.document import Paragraph, Table
from checker.finding import Severity, Verdict
from tests.adapters.docx_files import p, packed, part, parts_of, r, tbl, tc, tr, written
from tests.adapters.test_docx_reading import BOX, document, paragraph, texts

RAISED, STRUCK = '<w:vertAlign w:val="superscript"/>', "<w:strike/>"


def style(name: str, properties: str, based_on: str = "", kind: str = "character") -> str:
    inner = f'<w:name w:val="{name}"/>' + (f'<w:basedOn w:val="{based_on}"/>' if based_on else "")
    inner += f"<w:rPr>{properties}</w:rPr>"
    return f'<w:style w:type="{kind}" w:styleId="{name}">{inner}</w:style>'


def named(name: str) -> str:
    return f'<w:rStyle w:val="{name}"/>'


@pytest.mark.parametrize(
    ("content", "text"),
    [
        (r("35", STRUCK) + r("36"), "36"),
        (r("36") + r("35", "<w:dstrike/>"), "36"),
        (r("36", '<w:strike w:val="0"/>'), "36"),
        (r("36", '<w:strike w:val="false"/><w:dstrike w:val="off"/>'), "36"),
        (f"<w:hyperlink>{r('旧', STRUCK)}{r('新')}</w:hyperlink>", "新"),
        ('<w:r><w:rPr><w:strike/></w:rPr><w:sym w:font="x" w:char="2116"/></w:r>' + r("新"), "新"),
        (r("36") + r("1", RAISED), "36¹"),
        (r("36") + r("（2）", RAISED), "36⁽²⁾"),
        (r("36") + r("注1", RAISED), "36注¹"),
        (r("500m") + r("2", RAISED) + r("以上"), "500m²以上"),
        (r("36") + r("1", '<w:position w:val="8"/>'), "36¹"),
        (r("36") + r("1", '<w:position w:val="-8"/>'), "361"),
        # Nothing stands there that these could be the sign of.
        (r("1270", '<w:position w:val="6"/>'), "1270"),
        (r("1,2", RAISED) + r("70", RAISED), "1,270"),
        (r("1", RAISED), "¹"),
        (r("H") + r("2", '<w:vertAlign w:val="subscript"/>') + r("O"), "H2O"),
        (r("3\u200b6\u2060件\ufeff"), "36件"),
        (r("\u200b") + r("正文"), "正文"),
        (r("保\u00ad留"), "保留"),
    ],
)
def test_characters_are_read_as_they_show(tmp_path: Path, content: str, text: str) -> None:
    assert paragraph(tmp_path, content) == text
    assert texts(tmp_path, tbl(tr("甲", tc(p(content))))) == [[["甲", text]]]


def test_styles_strike_out_and_raise(tmp_path: Path) -> None:
    styles = style("Gone", STRUCK) + style("Rather", "<w:b/>", "Gone") + style("Note", RAISED)
    styles += style("Withdrawn", STRUCK, kind="paragraph")
    body = p(r("旧", named("Rather")) + r("新") + r("1", named("Note"))) + p("撤回", '<w:pStyle w:val="Withdrawn"/>')
    body += p(r("留下", '<w:strike w:val="0"/>') + r("撤回"), '<w:pStyle w:val="Withdrawn"/>')
    found = document(tmp_path, body, styles=styles)
    assert [block.text.string for block in found.blocks] == ["新¹", "留下"]  # type: ignore[union-attr]
    assert [remark.key for remark in found.remarks] == ["reading.struck"]


def test_a_file_without_struck_text_is_read_without_a_remark(tmp_path: Path) -> None:
    assert document(tmp_path, p(r("36", '<w:strike w:val="0"/>') + r("1", RAISED))).remarks == ()


def test_what_python_docx_strikes_out_and_raises(tmp_path: Path) -> None:
    made = docx.Document()
    cell = made.add_table(1, 2).cell(0, 1)
    for text, attribute in (("35", "strike"), ("36", ""), ("1", "superscript"), ("旧", "double_strike")):
        run = cell.paragraphs[0].add_run(text)
        if attribute:
            setattr(run.font, attribute, True)
    made.save(str(tmp_path / "a.docx"))
    (table,) = read(tmp_path / "a.docx", "a.docx").blocks
    assert isinstance(table, Table)
    assert [one.text.string for one in table.cells] == ["", "36¹"]


def test_the_quick_way_and_the_slow_one_show_the_same(tmp_path: Path) -> None:
    random = Random(3)
    marks = ("", STRUCK, RAISED, "<w:vanish/>", named("Gone"), "<w:b/>")
    lines = (
        p("".join(r(random.choice("甲乙1 2\u200b件"), random.choice(marks)) for _ in range(random.randint(1, 5))))
        for _ in range(60)
    )
    path = written(
        tmp_path,
        "".join(lines) + tbl(tr(*("".join(["甲", "\u200b1"]) for _ in range(3)))),
        styles=style("Gone", STRUCK),
    )
    assert read_file(path, "x").document == read_file(path, "x", plainly=False).document


def test_a_note_on_characters_beside_invisible_ones_stands_at_them(tmp_path: Path) -> None:
    path = written(tmp_path, p("甲\u200b乙丙\u2060\u2060丁") + tbl(tr("3\u200b6")))
    found = read(path, "file.docx")
    place = found.locate(0, 1, 3)
    assert place.text == "乙丙"
    notes = [Note("n", place, Severity.ERROR, Verdict.FAIL, "题", ("文",))]
    annotate(path, found, notes, tmp_path / "copy.docx")
    inside = part(tmp_path / "copy.docx").decode().split("commentRangeStart")[1].split("commentRangeEnd")[0]
    assert "乙丙" in inside
    assert "甲" not in inside
    assert "丁" not in inside
    assert read(tmp_path / "copy.docx", "copy.docx").blocks == found.blocks


# --- embedded files --------------------------------------------------------------------------------------------


def with_chunk(data: bytes, name: str, before: str = "", after: str = "", cell: bool = False) -> bytes:
    """A file whose body shows another one."""
    chunk = '<w:altChunk r:id="rIdChunk"/>'
    shown = tbl(tr("甲", f"<w:tc>{chunk}<w:p/></w:tc>")) if cell else chunk
    parts = {key: value.encode() for key, value in parts_of(before + shown + after).items()}
    kind = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/aFChunk"
    link = f'<Relationship Id="rIdChunk" Type="{kind}" Target="{name}"/></Relationships>'
    rels = "word/_rels/document.xml.rels"
    parts[rels] = parts[rels].replace(b"</Relationships>", link.encode())
    parts[f"word/{name}"] = data
    return packed(parts)


def mail(page: str) -> bytes:
    message = EmailMessage()
    message["MIME-Version"] = "1.0"
    message.set_content(page, subtype="html", cte="quoted-printable")
    message.make_related()
    return message.as_bytes()


PAGE = "<html><body><h2>一、总体情况</h2><p>全年公开12条。</p><table><tr><td>规章</td><td>3</td></tr></table></body>"


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("a.html", PAGE.encode()),
        ("a.xhtml", b"<?xml version='1.0' encoding='utf-8'?>" + PAGE.encode()),
        ("a.html", PAGE.replace("<body>", '<head><meta charset="gbk"></head><body>').encode("gbk")),
        ("a.html", PAGE.encode("gb18030")),
        ("a.htm", PAGE.encode("utf-16")),
        ("a.htm", PAGE.replace("<body>", '<head><meta charset="utf-16"></head><body>').encode("utf-16-le")),
        ("a.mht", mail(PAGE)),
        ("a.docx", packed(parts_of(p("一、总体情况") + p("全年公开12条。") + tbl(tr("规章", "3"))))),
    ],
)
def test_an_embedded_file_is_read_where_it_shows(tmp_path: Path, name: str, data: bytes) -> None:
    path = tmp_path / "file.docx"
    path.write_bytes(with_chunk(data, name, p("之前"), p("之后")))
    found = read(path, "file.docx")
    shown = [[c.text.string for c in b.cells] if isinstance(b, Table) else b.text.string for b in found.blocks]
    assert shown == ["之前", "一、总体情况", "全年公开12条。", ["规章", "3"], "之后"]
    assert found.unread == ()
    inner = found.locate(2, 0, 2)
    annotate(path, found, [Note("n", inner, Severity.ERROR, Verdict.FAIL, "题", ("文",))], tmp_path / "copy.docx")
    assert read(tmp_path / "copy.docx", "copy.docx").blocks == found.blocks


def test_a_body_that_is_nothing_but_another_file_takes_its_note(tmp_path: Path) -> None:
    path = tmp_path / "file.docx"
    path.write_bytes(with_chunk(PAGE.encode(), "a.html"))
    found = read(path, "file.docx")
    annotate(
        path,
        found,
        [Note("n", found.locate(0, 0, 1), Severity.NOTE, Verdict.FAIL, "题", ("文",))],
        path.with_name("c.docx"),
    )
    assert b"commentReference" in part(path.with_name("c.docx"))


def test_an_embedded_file_in_a_cell_is_its_text(tmp_path: Path) -> None:
    path = tmp_path / "file.docx"
    path.write_bytes(with_chunk(b"<p>12</p>", "a.html", cell=True))
    (table,) = read(path, "file.docx").blocks
    assert isinstance(table, Table)
    assert [cell.text.string for cell in table.cells] == ["甲", "12"]


@pytest.mark.parametrize("data", [b"\x7fELF\x00\x01" * 99, b"", b"PK\x03\x04broken"])
def test_an_embedded_file_that_cannot_be_read_may_hold_anything(tmp_path: Path, data: bytes) -> None:
    path = tmp_path / "file.docx"
    path.write_bytes(with_chunk(data, "a.bin", p("之前"), p("之后")))
    (gap,) = read(path, "file.docx").unread
    assert (gap.why.key, gap.block, gap.holds) == ("reading.docx_chunk", 1, "part")


def test_files_within_files_come_to_an_end(tmp_path: Path) -> None:
    data = packed(parts_of(p("最内")))
    for _ in range(6):
        data = with_chunk(data, "a.docx", p("外"))
    path = tmp_path / "file.docx"
    path.write_bytes(data)
    found = read(path, "file.docx")
    assert [gap.holds for gap in found.unread] == ["part"]
    assert 1 < len(found.blocks) < 6


# --- what was not read stands at its place ----------------------------------------------------------------------


def test_what_was_not_read_is_told_where_it_stands(tmp_path: Path) -> None:
    chart = '<w:r><w:drawing><a:graphic><a:graphicData uri="http://x/chart"/></a:graphic></w:drawing></w:r>'
    found = document(tmp_path, p("一") + p(chart) + p("二") + tbl(tr("甲", tc(p(chart))), tr("乙", "1")))
    assert [(gap.why.key, gap.block, gap.cell, gap.holds) for gap in found.unread] == [
        ("reading.docx_chart", 1, None, "passage"),
        ("reading.docx_chart", 3, (0, 1), "passage"),
        ("reading.docx_picture_in_cell", 3, (0, 1), "value"),
    ]


# --- layout ------------------------------------------------------------------------------------------------------


def test_headings_beside_their_content_are_headings_and_content(tmp_path: Path) -> None:
    inner = tbl(tr("规章", "3"), tr("文件", "4"))
    rows = (tr("一、总体情况", tc(p("甲段") + p("乙段"))), tr("二、主动公开", tc(inner + p())), tr("三、其他", "无"))
    assert texts(tmp_path, tbl(*rows)) == [
        "一、总体情况", "甲段", "乙段", "二、主动公开", [["规章", "3"], ["文件", "4"]], "三、其他", "无",
    ]  # fmt: skip


def test_a_column_of_headings_and_texts_is_running_text(tmp_path: Path) -> None:
    long = "全年主动公开政府信息，" * 8
    assert texts(tmp_path, tbl(tr("一、总体情况"), tr(long), tr("二、其他"))) == ["一、总体情况", long, "二、其他"]


def test_a_table_of_figures_keeps_what_is_nested_in_it_apart(tmp_path: Path) -> None:
    inner = tbl(tr("内", "5"))
    assert texts(tmp_path, tbl(tr("规章", "3"), tr(tc(p("文件") + inner + p()), "4"))) == [
        [["规章", "3"], ["文件", "4"]],
        [["内", "5"]],
    ]


# --- tables cut in two ---------------------------------------------------------------------------------------------

DOWN, ON = '<w:vMerge w:val="restart"/>', "<w:vMerge/>"


@pytest.mark.parametrize("between", ["", p(), p("（续表）"), p("续上表：")])
def test_a_table_cut_in_a_merged_cell_comes_together(tmp_path: Path, between: str) -> None:
    upper = tbl(tr("甲", "乙", "1"), tr(tc("丙", DOWN), tc("丁", DOWN), "2"), tr(tc("", ON), tc("", ON), "3"))
    lower = tbl(tr("4"), tr("戊", "5"), tr("己", "庚", "6"))
    blocks = [block for block in document(tmp_path, upper + between + lower).blocks if isinstance(block, Table)]
    (table,) = blocks
    assert [[(cell.column, cell.row_span, cell.text.string) for cell in row] for row in table.by_row()] == [
        [(0, 1, "甲"), (1, 1, "乙"), (2, 1, "1")],
        [(0, 4, "丙"), (1, 3, "丁"), (2, 1, "2")],
        [(2, 1, "3")],
        [(2, 1, "4")],
        [(1, 1, "戊"), (2, 1, "5")],
        [(0, 1, "己"), (1, 1, "庚"), (2, 1, "6")],
    ]


def test_rows_of_figures_that_are_equal_by_chance_are_no_repeated_heads(tmp_path: Path) -> None:
    first, second = tbl(tr("1", "2"), tr("3", "4")), tbl(tr("1", "2"), tr("5", "6"))
    assert texts(tmp_path, first + p() + second) == [[["1", "2"], ["3", "4"]], [["1", "2"], ["5", "6"]]]


def test_a_narrower_table_after_another_stays_apart(tmp_path: Path) -> None:
    upper = tbl(tr("甲", "乙", "1"), tr("丙", "丁", "2"))
    assert len(document(tmp_path, upper + p() + tbl(tr("戊", "5"), tr("己", "6"))).blocks) == 2


@pytest.mark.parametrize(
    ("title", "count"),
    [
        ("C.(2) Complex requests", 2),
        ("表二 市本级", 2),
        ("续表一", 1),
        ("Simple requests (continued)", 1),
        ("Simple requests", 1),
        ("C.(1) Requests, cont'd", 1),
    ],
)
def test_a_table_under_a_title_of_its_own_is_another(tmp_path: Path, title: str, count: int) -> None:
    across = '<w:gridSpan w:val="3"/>'
    head = tr("Component", "Received", "Processed")
    upper = tbl(tr(tc("Simple requests", across)), head, tr("甲", "1", "2"))
    lower = tbl(tr(tc(title, across)), head, tr("乙", "3", "4"))
    assert len(document(tmp_path, upper + lower).blocks) == count


def test_a_block_of_a_table_cut_before_its_title_is_a_part_of_it(tmp_path: Path) -> None:
    across = '<w:gridSpan w:val="3"/>'
    upper = tbl(tr(tc("第（一）项", across)), tr("内容", "制发", "废止"), tr("规章", "1", "2"))
    lower = tbl(tr(tc("第（五）项", across)), tr("内容", "上年", "本年"), tr("许可", "3", "4"))
    assert len(document(tmp_path, upper + lower).blocks) == 1


# --- nesting -------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("depth", [200, 1500, 4000])
def test_a_text_nested_deep_is_read(tmp_path: Path, depth: int) -> None:
    body = '<w:customXml w:element="x">' * depth + p("深处的正文") + "</w:customXml>" * depth + p("结尾")
    assert texts(tmp_path, body) == ["深处的正文", "结尾"]


def test_every_body_of_a_file_is_read(tmp_path: Path) -> None:
    assert texts(tmp_path, f"{p('甲')}</w:body><w:body>{p('乙')}") == ["甲", "乙"]


def test_a_text_box_with_a_heading_says_that_it_is_one(tmp_path: Path) -> None:
    blocks = document(tmp_path, p(BOX)).blocks
    assert [block.part for block in blocks if isinstance(block, Paragraph)][-1] == "textbox"


def test_a_saved_copy_reads_the_same(tmp_path: Path) -> None:
    path = written(tmp_path, p(r("35", STRUCK) + r("36") + r("1", RAISED)) + tbl(tr("甲", "3\u200b6")))
    target = io.BytesIO()
    docx.Document(str(path)).save(target)
    again = tmp_path / "again.docx"
    again.write_bytes(target.getvalue())
    assert read(again, "x").blocks == read(path, "x").blocks
