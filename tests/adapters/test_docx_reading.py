"""What the reader of Word files reads, and what it leaves out."""

from __future__ import annotations

from pathlib import Path

import pytest

from adapters.docx import read
from checker.document import Block, Document, Paragraph, Picture, Table
from tests.adapters.docx_files import W, p, packed, parts_of, r, tbl, tc, tr, written

BY = 'w:id="1" w:author="a"'


def document(folder: Path, body: str, **others: str) -> Document:
    return read(written(folder, body, **others), "file.docx")


def shown(block: Block) -> object:
    """A block as short as can be: a text, or the texts of a table by row."""
    if isinstance(block, Table):
        return [[cell.text.string for cell in row] for row in block.by_row()]
    return "picture" if isinstance(block, Picture) else block.text.string


def texts(folder: Path, body: str, **others: str) -> list[object]:
    return [shown(block) for block in document(folder, body, **others).blocks]


def paragraph(folder: Path, content: str) -> str:
    (block,) = document(folder, p(content)).blocks
    assert isinstance(block, Paragraph)
    return block.text.string


@pytest.mark.parametrize(
    ("content", "text"),
    [
        (r("申请") + f"<w:ins {BY}>{r('十二')}</w:ins>" + r("件"), "申请十二件"),
        (r("申请") + f"<w:del {BY}><w:r><w:delText>三</w:delText></w:r></w:del>" + r("件"), "申请件"),
        (f"<w:moveTo {BY}>{r('新')}</w:moveTo><w:moveFrom {BY}>{r('旧')}</w:moveFrom>", "新"),
        (f"<w:ins {BY}>{r('a')}<w:del {BY}><w:r><w:delText>b</w:delText></w:r></w:del></w:ins>", "a"),
        (f"<w:hyperlink>{r('链接')}</w:hyperlink><w:smartTag>{r('地名')}</w:smartTag>", "链接地名"),
        (f"<w:sdt><w:sdtPr/><w:sdtContent>{r('控件')}</w:sdtContent></w:sdt>", "控件"),
        (f'<w:fldSimple w:instr="DATE">{r("2022年")}</w:fldSimple>', "2022年"),
        (r("见", "<w:vanish/>") + r("明"), "明"),
        (r("见", '<w:vanish w:val="0"/>') + r("明"), "见明"),
        ("<w:r><w:t>甲</w:t><w:tab/><w:t>乙</w:t><w:br/><w:t>丙</w:t></w:r>", "甲\t乙\n丙"),
        ('<w:r><w:br w:type="page"/><w:t>甲</w:t><w:br w:type="page"/></w:r>', "甲"),
        ('<w:r><w:t>010</w:t><w:noBreakHyphen/><w:t>1</w:t><w:sym w:font="x" w:char="2116"/></w:r>', "010-1№"),
        (
            "<w:r><w:ruby><w:rt><w:r><w:t>hàn</w:t></w:r></w:rt><w:rubyBase><w:r><w:t>汉</w:t></w:r></w:rubyBase>"
            "</w:ruby></w:r>",
            "汉",
        ),
        ("<m:oMath><m:r><m:t>x+1</m:t></m:r></m:oMath>", "x+1"),
        ("<w:r><w:t>a&amp;<![CDATA[<b>]]>&#x4e2d;<!-- no -->z</w:t></w:r>", "a&<b>中z"),
        (
            f"<mc:AlternateContent><mc:Choice Requires='wps'>{r('新')}</mc:Choice><mc:Fallback>{r('旧')}</mc:Fallback>"
            "</mc:AlternateContent>",
            "新",
        ),
    ],
)
def test_a_paragraph_says_what_a_person_reads(tmp_path: Path, content: str, text: str) -> None:
    assert paragraph(tmp_path, content) == text


def field(instruction: str, result: str) -> str:
    def sign(kind: str) -> str:
        return f'<w:r><w:fldChar w:fldCharType="{kind}"/></w:r>'

    return f"{sign('begin')}<w:r><w:instrText>{instruction}</w:instrText></w:r>{sign('separate')}{result}{sign('end')}"


def test_of_a_field_only_the_result_is_read(tmp_path: Path) -> None:
    inner = field("PAGE", r("3"))
    assert paragraph(tmp_path, r("第") + field("REF x", r("二")) + r("条")) == "第二条"
    assert paragraph(tmp_path, field("IF 1", r("甲") + inner) + r("乙")) == "甲3乙"
    broken = '<w:r><w:fldChar w:fldCharType="begin"/></w:r>' + r("不见")
    assert texts(tmp_path, p(broken) + p("还在")) == ["还在"]


def test_a_deleted_paragraph_mark_joins_two_paragraphs(tmp_path: Path) -> None:
    mark = f"<w:rPr><w:del {BY}/></w:rPr>"
    assert texts(tmp_path, p("前", mark) + p("后") + p("末")) == ["前后", "末"]
    assert texts(tmp_path, p("前", mark)) == ["前"]


def test_headings_are_recognised_by_style_and_outline(tmp_path: Path) -> None:
    styles = (
        '<w:style w:type="paragraph" w:styleId="1"><w:name w:val="heading 1"/></w:style>'
        '<w:style w:type="paragraph" w:styleId="a"><w:name w:val="own"/><w:basedOn w:val="1"/></w:style>'
        '<w:style w:type="paragraph" w:styleId="b"><w:pPr><w:outlineLvl w:val="2"/></w:pPr></w:style>'
    )
    body = p("一", '<w:pStyle w:val="1"/>') + p("二", '<w:pStyle w:val="a"/>') + p("三", '<w:pStyle w:val="b"/>')
    body += p("四", '<w:outlineLvl w:val="0"/>') + p("五", '<w:pStyle w:val="1"/><w:outlineLvl w:val="9"/>') + p("六")
    blocks = document(tmp_path, body, styles=styles).blocks
    assert [block.level for block in blocks if isinstance(block, Paragraph)] == [1, 1, 3, 1, None, None]


def test_hidden_by_style_is_hidden(tmp_path: Path) -> None:
    styles = '<w:style w:type="character" w:styleId="h"><w:name w:val="h"/><w:rPr><w:vanish/></w:rPr></w:style>'
    assert texts(tmp_path, p(r("见") + r("不见", '<w:rStyle w:val="h"/>')), styles=styles) == ["见"]


BOX = (
    "<w:r><mc:AlternateContent><mc:Choice Requires='wps'><w:drawing><wp:inline><a:graphic><a:graphicData><wps:wsp>"
    f"<wps:txbx><w:txbxContent>{p('框一')}{p('框二')}</w:txbxContent></wps:txbx></wps:wsp></a:graphicData></a:graphic>"
    "</wp:inline></w:drawing></mc:Choice><mc:Fallback><w:pict><v:shape><v:textbox><w:txbxContent>"
    f"{p('框一')}{p('框二')}</w:txbxContent></v:textbox></v:shape></w:pict></mc:Fallback></mc:AlternateContent></w:r>"
)
PICTURE = '<w:r><w:drawing><wp:inline><a:blip r:embed="rId9"/></wp:inline></w:drawing></w:r>'


def test_a_text_box_is_read_once_after_its_paragraph(tmp_path: Path) -> None:
    blocks = document(tmp_path, p(r("前") + BOX + r("后")) + p("末")).blocks
    assert [shown(block) for block in blocks] == ["前后", "框一", "框二", "末"]
    assert [block.part for block in blocks if isinstance(block, Paragraph)] == ["body", "textbox", "textbox", "body"]


def test_a_text_box_in_a_cell_comes_after_the_table(tmp_path: Path) -> None:
    body = tbl(tr(tc(p(r("甲") + BOX)), "乙"))
    assert texts(tmp_path, body) == [[["甲", "乙"]], "框一", "框二"]


def test_pictures_stand_as_blocks(tmp_path: Path) -> None:
    assert texts(tmp_path, p(PICTURE) + p(r("图一") + PICTURE) + p("末")) == ["picture", "图一", "picture", "末"]


def test_a_picture_where_a_value_belongs_is_told(tmp_path: Path) -> None:
    unread = document(tmp_path, tbl(tr("甲", tc(p(PICTURE))))).unread
    assert [remark.why.key for remark in unread] == ["reading.docx_picture_in_cell"]


def test_footnotes_come_last_and_furniture_stands_apart(tmp_path: Path) -> None:
    footnotes = (
        f'<w:footnote w:type="separator" w:id="0">{p("——")}</w:footnote><w:footnote w:id="1">{p("注")}</w:footnote>'
    )
    body = p(r("正文") + '<w:r><w:footnoteReference w:id="1"/></w:r>') + p("末")
    found = document(tmp_path, body, footnotes=footnotes, header=p("某局"))
    assert [shown(block) for block in found.blocks] == ["正文", "末", "注"]
    assert [block.part for block in found.blocks if isinstance(block, Paragraph)] == ["body", "body", "footnote"]
    assert [text.string for text in found.furniture] == ["某局"]


def test_a_table_of_contents_is_no_body_text(tmp_path: Path) -> None:
    styles = '<w:style w:type="paragraph" w:styleId="t"><w:name w:val="toc 1"/></w:style>'
    blocks = document(tmp_path, p("一、总体情况 1", '<w:pStyle w:val="t"/>') + p("正文"), styles=styles).blocks
    assert [block.part for block in blocks if isinstance(block, Paragraph)] == ["contents", "body"]


def test_the_lines_of_a_cell_are_joined(tmp_path: Path) -> None:
    body = tbl(tr(tc(p("商业") + p() + p("企业")), "总计"))
    assert texts(tmp_path, body) == [[["商业\n企业", "总计"]]]


def test_cells_in_controls_and_tracked_rows(tmp_path: Path) -> None:
    control = f"<w:sdt><w:sdtPr/><w:sdtContent>{tc('乙')}</w:sdtContent></w:sdt>"
    deleted = tr("旧", "行", properties=f"<w:del {BY}/>")
    row = f"<w:sdt><w:sdtPr/><w:sdtContent>{tr('丙', '丁')}</w:sdtContent></w:sdt>"
    assert texts(tmp_path, tbl(tr("甲", control), deleted, row)) == [[["甲", "乙"], ["丙", "丁"]]]


def test_a_nested_table_follows_and_a_layout_table_is_unwrapped(tmp_path: Path) -> None:
    inner = tbl(tr("内", "表"))
    assert texts(tmp_path, tbl(tr(tc(p("甲") + inner + p()), "12"))) == [[["甲", "12"]], [["内", "表"]]]
    beside = tbl(tr("一、总体情况", tc(p("正文"))), tr("二、表", tc(inner + p())))
    assert texts(tmp_path, beside) == ["一、总体情况", "正文", "二、表", [["内", "表"]]]
    wrapped = tbl(tr(tc(p("一、总体情况") + p("正文") + inner + p())))
    assert texts(tmp_path, wrapped) == ["一、总体情况", "正文", [["内", "表"]]]


def test_a_table_split_by_a_page_break_is_one(tmp_path: Path) -> None:
    down = '<w:vMerge w:val="restart"/>'
    upper = tbl(tr(tc("三", down), "a"), tr(tc("", "<w:vMerge/>"), "b"))
    lower = tbl(tr(tc("", "<w:vMerge/>"), "c"), tr("四", "d"))
    (table,) = document(tmp_path, upper + p('<w:r><w:br w:type="page"/></w:r>') + lower).blocks
    assert isinstance(table, Table)
    spans = [(cell.row, cell.column, cell.row_span, cell.text.string) for cell in table.cells]
    assert spans == [(0, 0, 3, "三"), (0, 1, 1, "a"), (1, 1, 1, "b"), (2, 1, 1, "c"), (3, 0, 1, "四"), (3, 1, 1, "d")]


@pytest.mark.parametrize("again", ["", "三"])
def test_a_merged_cell_that_a_split_cuts_in_two_is_one(tmp_path: Path, again: str) -> None:
    down = '<w:vMerge w:val="restart"/>'
    upper = tbl(tr("项目", "件数"), tr(tc("三", down), "a"), tr(tc("", "<w:vMerge/>"), "b"))
    lower = tbl(tr("项目", "件数"), tr(tc(again, down), "c"), tr(tc("", "<w:vMerge/>"), "d"))
    (table,) = document(tmp_path, upper + p() + lower).blocks
    assert isinstance(table, Table)
    assert [(cell.row, cell.row_span) for cell in table.cells if cell.text.string == "三"] == [(1, 4)]
    assert (table.rows, len(table.cells)) == (5, 7)


def test_a_merged_cell_of_which_one_row_stands_before_the_split_is_one(tmp_path: Path) -> None:
    upper = tbl(tr("项目", "件数"), tr("三", "a"))
    lower = tbl(tr("项目", "件数"), tr(tc("", '<w:vMerge w:val="restart"/>'), "c"), tr(tc("", "<w:vMerge/>"), "d"))
    (table,) = document(tmp_path, upper + p() + lower).blocks
    assert isinstance(table, Table)
    assert [(cell.row, cell.row_span) for cell in table.cells if cell.text.string == "三"] == [(1, 3)]


def test_a_repeated_head_is_read_once_and_other_tables_stay_apart(tmp_path: Path) -> None:
    upper, lower = tbl(tr("项目", "件数"), tr("甲", "1")), tbl(tr("项目", "件数"), tr("乙", "2"))
    assert texts(tmp_path, upper + p() + lower) == [[["项目", "件数"], ["甲", "1"], ["乙", "2"]]]
    assert len(texts(tmp_path, upper + p("下表") + lower)) == 3
    assert len(texts(tmp_path, upper + p() + tbl(tr("别的", "表头"), tr("乙", "2")))) == 2


def test_a_head_that_is_read_once_is_kept_beside_the_text_where_it_repeats(tmp_path: Path) -> None:
    upper, lower = tbl(tr("项目", "件数"), tr("甲", "1")), tbl(tr("项目", "件数"), tr("乙", "2"))
    assert [text.string for text in document(tmp_path, upper + p() + lower).furniture] == ["项目", "件数"]


def test_numbers_in_cells_are_readable(tmp_path: Path) -> None:
    numbering = (
        '<w:abstractNum w:abstractNumId="0"><w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="decimal"/>'
        '<w:lvlText w:val="%1"/></w:lvl></w:abstractNum><w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>'
    )
    number = '<w:numPr><w:ilvl w:val="0"/><w:numId w:val="1"/></w:numPr>'
    body = tbl(tr(tc(p("", number)), "甲"), tr(tc(p("20", number)), "乙"))
    assert texts(tmp_path, body, numbering=numbering) == [[["1", "甲"], ["2 20", "乙"]]]


def test_strict_files_and_broken_relationships_are_read(tmp_path: Path) -> None:
    parts = parts_of(p("正文") + tbl(tr(tc("宽", '<w:gridSpan w:val="2"/>'), "窄")))
    path = tmp_path / "strict.docx"
    rels = parts["word/_rels/document.xml.rels"]
    parts["word/_rels/document.xml.rels"] = rels.replace(
        "</Relationships>", '<Relationship Id="x" Type="y/header" Target="NULL"/></Relationships>'
    )
    parts["word/document.xml"] = parts["word/document.xml"].replace(
        W, "http://purl.oclc.org/ooxml/wordprocessingml/main"
    )
    path.write_bytes(packed(parts))
    found = read(path, "strict.docx")
    assert shown(found.blocks[0]) == "正文"
    table = found.blocks[1]
    assert isinstance(table, Table)
    assert [cell.column_span for cell in table.cells] == [2, 1]


def test_the_official_form(tmp_path: Path) -> None:
    """Spans counted in the form as Word shows it."""
    found = read(Path(__file__).parents[1] / "data" / "official-form-2021.docx", "form.docx")
    tables = [block for block in found.blocks if isinstance(block, Table)]
    assert [(table.rows, table.columns) for table in tables] == [(14, 4), (28, 10), (4, 15)]
    by_text = {cell.text.string: cell for cell in tables[1].cells}
    assert (by_text["三、本年度办理结果"].row_span, by_text["申请人情况"].column_span) == (22, 7)
    assert by_text["法人或其他组织"].column_span == 5
    headings = [shown(block) for block in found.blocks if isinstance(block, Paragraph)]
    assert "六、其他需要报告的事项" in headings
    assert found.properties["author"] == "张幸瑾"


CORE = "http://schemas.openxmlformats.org/package/2006/metadata/core-properties"


@pytest.mark.parametrize(
    ("part", "properties"),
    [
        (
            "<c:coreProperties {0}><d:creator>王芳</d:creator><d:title>年度报告</d:title></c:coreProperties>",
            ("年度报告", "王芳"),
        ),
        ("<c:coreProperties {0}><d:title/><d:creator> </d:creator></c:coreProperties>", (None, " ")),
        ("<c:other {0}><d:title>年度报告</d:title></c:other>", (None, None)),
        ("<c:coreProperties {0}><d:title>年度报告", (None, None)),
    ],
    ids=["both", "empty", "another part", "damaged"],
)
def test_title_and_author_as_the_file_states_them(
    tmp_path: Path, part: str, properties: tuple[str | None, str | None]
) -> None:
    parts = parts_of(p(r("正文")))
    kind = "http://schemas.openxmlformats.org/package/2006/relationships/metadata/core-properties"
    link = f'<Relationship Id="core" Type="{kind}" Target="docProps/core.xml"/></Relationships>'
    parts["_rels/.rels"] = parts["_rels/.rels"].replace("</Relationships>", link)
    parts["docProps/core.xml"] = part.format(f'xmlns:c="{CORE}" xmlns:d="http://purl.org/dc/elements/1.1/"')
    (tmp_path / "file.docx").write_bytes(packed(parts))
    found = read(tmp_path / "file.docx", "file.docx").properties
    assert (found.get("title"), found.get("author")) == properties
