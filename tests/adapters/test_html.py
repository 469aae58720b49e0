"""Saved web pages: the content, its tables and places, and what is left out."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from adapters.html import looks_like_html, read
from adapters.html.tables import spans
from checker.document import Document, Paragraph, Picture, Table
from checker.errors import DocumentError

SENTENCE = "根据《中华人民共和国政府信息公开条例》，现公布本报告。统计期限自2021年1月1日至2021年12月31日。"
PAGE = (
    """<!DOCTYPE html>
<html><head><meta http-equiv="Content-Type" content="text/html; charset={charset}">
<title>年度报告-某市人民政府</title><meta name="ArticleTitle" content="某市2021年政府信息公开工作年度报告">
<meta name="PubDate" content="2022-01-20 10:00"><script>var a = "<p>不是正文</p>";</script></head><body>
<div class="nav"><ul><li><a href="/">首页</a></li><li><a href="/zwgk">政务公开</a></li></ul></div>
<div class="crumb">当前位置：<a href="/">首页</a> &gt; <a href="/nb">年报</a></div>
<div class="content"><h1>某市2021年政府信息公开工作年度报告</h1>
<div class="share">分享到：<a href="#">微信</a></div>
<p>&nbsp;&nbsp;"""
    + SENTENCE
    + """</p>
<p>一、总体情况<br>全年主动公开
政府信息&nbsp;12条。</p><p style="display:none">看不见的字</p>
<p>二、主动公开政府信息情况</p>
<table><tr><td colspan="3">第二十条第（一）项</td></tr>
<tr><td>信息内容</td><td>本年制发<br/>件数</td><td>现行有效件数</td></tr>
<tr><td>规章</td><td>&nbsp;</td><td>3</td></tr></table>
<img src="table.png" alt="">
<p>某市人民政府</p></div>
<div class="footer">版权所有：某市人民政府 <a href="/map">网站地图</a></div>
</body></html>"""
)


def page(folder: Path, text: str, encoding: str = "utf-8") -> Document:
    path = folder / "page.html"
    path.write_bytes(text.encode(encoding))
    return read(path, "page.html")


def body(folder: Path, text: str) -> Document:
    return page(folder, f"<html><body>{text}</body></html>")


def paragraphs(document: Document) -> list[str]:
    return [block.text.string for block in document.blocks if isinstance(block, Paragraph)]


def rows(table: object) -> list[list[str]]:
    assert isinstance(table, Table)
    return [[cell.text.string for cell in row] for row in table.by_row()]


@pytest.mark.parametrize("charset", ["utf-8", "gb2312", "gbk", "utf-16"])
def test_a_page_of_a_government_site_gives_its_article(tmp_path: Path, charset: str) -> None:
    encoding = "gb18030" if charset.startswith("gb") else charset
    document = page(tmp_path, PAGE.replace("{charset}", charset), encoding)
    assert paragraphs(document) == [
        "某市2021年政府信息公开工作年度报告",
        SENTENCE,
        "一、总体情况",
        "全年主动公开政府信息\u00a012条。",
        "二、主动公开政府信息情况",
        "某市人民政府",
    ]
    (table,) = [block for block in document.blocks if isinstance(block, Table)]
    assert rows(table) == [["第二十条第（一）项"], ["信息内容", "本年制发\n件数", "现行有效件数"], ["规章", "", "3"]]
    assert (table.rows, table.columns, table.ragged, table.cells[0].column_span) == (3, 3, False, 3)
    assert sum(isinstance(block, Picture) for block in document.blocks) == 1
    assert document.blocks[0].level == 1  # type: ignore[union-attr]
    assert document.properties["title"] == "某市2021年政府信息公开工作年度报告"
    assert document.properties["published"] == "2022-01-20 10:00"
    assert [text.string.partition("\n")[0][:4] for text in document.furniture] == [
        "首页",
        "当前位置",
        "分享到：",
        "版权所有",
    ]


@pytest.mark.parametrize(
    ("head", "line", "source", "site"),
    [
        (
            '<meta name="SiteName" content="青屿市"><title>年报_青屿</title>',
            "来源：青屿市水务局 打印本页",
            "青屿市水务局",
            "青屿市",
        ),
        ("<title>2023年年报 - 青屿市水务局</title>", "信息来源: 办公室　浏览次数：8", "办公室", "青屿市水务局"),
        ("<title>2023年年报｜公开栏目|青屿市人民政府网</title>", "打印本页", None, "青屿市人民政府网"),
        ("<title>2021-2023年年报</title>", "打印本页", None, None),
        ("", "发布机构：青屿市水务局组配分类：年报 打印本页", "青屿市水务局", None),
        (
            "",
            "</p><table><tr><td>索引号<td>7<td>发布机构<td>青屿市水务局<tr><td>状态<td>是</table>",
            "青屿市水务局",
            None,
        ),
        (
            "",
            "</p><table><tr><td>索引号：<td>7<tr><td>发布机构：<td>青屿市水务局<td>分类：<td>年报</table>",
            "青屿市水务局",
            None,
        ),
    ],
)
def test_a_page_says_whose_it_is(tmp_path: Path, head: str, line: str, source: str | None, site: str | None) -> None:
    body = f"<html><head>{head}</head><body><p>{SENTENCE}</p><p>{line}</p></body></html>"
    stated = page(tmp_path, body).properties
    assert (stated.get("source"), stated.get("site")) == (source, site)


def test_every_character_knows_its_line_and_column(tmp_path: Path) -> None:
    source = PAGE.replace("{charset}", "utf-8")
    document = page(tmp_path, source)
    lines = source.split("\n")
    for _, _, text in document.texts():
        for index, character in enumerate(text.string):
            place = text.place(index, index + 1)
            if character not in "\n\u00a0" and place.line is not None and place.char is not None:
                assert lines[place.line - 1][place.char - 1] == character


def test_what_is_said_at_length_stays_whatever_its_class(tmp_path: Path) -> None:
    document = body(
        tmp_path, f'<div class="main"><p>{SENTENCE * 5}</p></div><div class="bottom"><p>{SENTENCE}</p></div>'
    )
    assert paragraphs(document) == [SENTENCE * 5, SENTENCE]
    table = '<div class="footer"><table><tr><td>规章</td><td>3</td></tr><tr><td>文件</td><td>4</td></tr></table></div>'
    assert rows(body(tmp_path, f"<p>{SENTENCE}</p>{table}").blocks[1]) == [["规章", "3"], ["文件", "4"]]


def test_a_table_for_layout_is_unwrapped_and_the_one_in_it_read(tmp_path: Path) -> None:
    inner = "<table><tr><td>规章</td><td>3</td></tr><tr><td>文件</td><td>4</td></tr></table>"
    document = body(tmp_path, f"<table><tr><td><p>一、总体情况</p><p>{SENTENCE}</p>{inner}</td></tr></table>")
    assert paragraphs(document) == ["一、总体情况", SENTENCE]
    assert rows(document.blocks[2]) == [["规章", "3"], ["文件", "4"]]


def test_numbers_of_lists_are_told(tmp_path: Path) -> None:
    ordered = '<ol start="2" style="list-style-type: cjk-ideographic"><li>主动公开</li><li>收到申请</li></ol>'
    document = body(tmp_path, f"<p>{SENTENCE}</p>{ordered}<ul><li>一点</li></ul>")
    numbered = [(block.number, block.text.string) for block in document.blocks if isinstance(block, Paragraph)]
    assert numbered[1:] == [("二、", "主动公开"), ("三、", "收到申请"), ("", "一点")]


def test_a_table_in_plain_text_within_a_page_is_a_table(tmp_path: Path) -> None:
    document = body(tmp_path, f"<p>{SENTENCE}</p><div>规章 | 1 | 2 |<br>文件 | 0 | 0 |<br>其他 | 0 | 3 |</div>")
    assert rows(document.blocks[1]) == [["规章", "1", "2"], ["文件", "0", "0"], ["其他", "0", "3"]]


def test_tags_nested_by_the_hundred_are_read(tmp_path: Path) -> None:
    document = body(tmp_path, "<font>" * 800 + f"<p>{SENTENCE}</p>")
    assert paragraphs(document) == [SENTENCE]


def test_a_page_without_text_is_refused(tmp_path: Path) -> None:
    with pytest.raises(DocumentError) as refused:
        body(tmp_path, "<script>1</script>")
    assert refused.value.message.key == "reading.blank"


@pytest.mark.parametrize(
    ("data", "page"),
    [
        (b"<!DOCTYPE html><html>", True),
        (b"\xef\xbb\xbf\n<!-- saved --><HTML>", True),
        ("<html>".encode("utf-16"), True),
        (b'<?xml version="1.0"?>\n<html xmlns="x">', True),
        ("一、总体情况 <p>".encode(), False),
        (b"<?xml version='1.0'?><ofd:OFD>", False),
    ],
)
def test_a_page_is_known_by_its_beginning(data: bytes, page: bool) -> None:
    assert looks_like_html(data) is page


@st.composite
def grids(draw: st.DrawFn) -> list[tuple[int, int, int, int]]:
    """A grid cut into rectangles: (row, column, rows, columns) in reading order."""
    high, wide = draw(st.integers(1, 6)), draw(st.integers(1, 6))
    free = {(row, column) for row in range(high) for column in range(wide)}
    cells = []
    for row, column in [(row, column) for row in range(high) for column in range(wide)]:
        if (row, column) not in free:
            continue
        across = draw(st.integers(1, wide - column))
        while any((row, column + step) not in free for step in range(across)):
            across -= 1
        down = draw(st.integers(1, high - row))
        free -= {(row + low, column + step) for low in range(down) for step in range(across)}
        cells.append((row, column, down, across))
    return cells


@given(grids())
def test_any_spans_come_back_as_they_were_cut(cells: list[tuple[int, int, int, int]]) -> None:
    high = max(row + down for row, _, down, _ in cells)
    trs = [
        "<tr>"
        + "".join(f'<td rowspan="{down}" colspan="{across}"/>' for at, _, down, across in cells if at == row)
        + "</tr>"
        for row in range(high)
    ]
    table = etree.fromstring(f"<table>{''.join(trs)}</table>")
    found = spans([list(row) for row in table])
    assert [one[:4] for one in found] == cells


def test_narrower_tables_below_each_other_are_no_halves_of_one(tmp_path: Path) -> None:
    """Nothing is merged in the upper ones, or what would go on below is a figure."""
    four = "<tr><td colspan=4>第一项<tr><td>内容<td>制发<td>废止<td>有效<tr><td>文件<td>7<td>3<td>64"
    three = "<tr><td>内容<td>件数<td>金额<tr><td>许可<td>12<td>1.5"
    two = "<tr><td colspan=2>第五项<tr><td>内容<td>数量<tr><td>许可<td>12548"
    page = "".join(f"<table>{rows}</table><p><br></p>" for rows in (four, three, two))
    (tmp_path / "a.html").write_text(f"<body>{page}", encoding="utf-8")
    tables = [block for block in read(tmp_path / "a.html", "a.html").blocks if isinstance(block, Table)]
    assert [(table.rows, table.columns) for table in tables] == [(3, 4), (2, 3), (3, 2)]


TEXT = f"<h1>某镇2022年年报</h1><p>{SENTENCE}</p><p>某镇人民政府</p>"
OLD = "".join(f'<li><a href="{year}.html">某镇{year}年年报</a><span>{year}-03-01</span></li>' for year in (2020, 2021))


@pytest.mark.parametrize(
    "text",
    [
        f"<div>{TEXT}<div><h3>相关文档</h3><ul>{OLD}</ul></div></div>",
        f"{TEXT}<p>历年年报：</p><ul>{OLD}</ul>",
        f"<h4>历年年报</h4><ul>{OLD}</ul>{TEXT}",
        f'{TEXT}<div>相关阅读<br><a href="a.html">某镇2021年年报</a><br><a href="b.html">某镇2020年年报</a></div>',
        f'{TEXT}<table><tr><td><a href="#">某镇2021年年报</a></td><td>2021-03-01</td></tr></table>',
        f'{TEXT}<p>上一份：<a href="a.html">某镇2021年年报</a></p>',
    ],
)
def test_links_to_other_pages_round_the_text_are_not_of_it(tmp_path: Path, text: str) -> None:
    assert paragraphs(body(tmp_path, text)) == ["某镇2022年年报", SENTENCE, "某镇人民政府"]


@pytest.mark.parametrize(
    "last",
    [
        '<p>附件：<a href="a.xlsx">某镇2021年收费目录</a></p>',
        '<p>邮箱：<a href="mailto:a@example.cn">a@example.cn</a></p>',
        '<p>网址：<a href="http://a.example.cn">http://a.example.cn</a></p>',
        '<table><tr><td><a href="a.html">行政许可</a></td><td>12</td></tr></table>',
        '<p><a href="#1">回到第一节某镇2021年情况</a></p>',
        '<p><a name="_Toc1">六、其他需要报告的事项</a></p>',
        '<p><a href="a.html">2021年没有其他需要报告的事项。</a></p>',
        '<p>其他情况与上一年度的报告相同，详见<a href="a.html">2021年年报</a></p>',
        '<p><a href="a.html">某镇2021年年报</a></p><p>某镇人民政府办公室</p>',
    ],
)
def test_links_that_the_text_gives_stay(tmp_path: Path, last: str) -> None:
    document = body(tmp_path, TEXT + last)
    said = "".join(text.string for _, _, text in document.texts())
    assert "".join(etree.HTML(last).itertext()) in said


def test_a_page_of_links_alone_is_read(tmp_path: Path) -> None:
    assert len(paragraphs(body(tmp_path, f"<ul>{OLD}</ul>"))) == 2


@pytest.mark.parametrize(
    "field",
    [
        '<input type="text" readonly size="5" value="{}">',
        "<input value='{}'/>",
        '<span><INPUT TYPE="number" value="{}"></span>',
        "<textarea>{}</textarea>",
    ],
)
def test_what_a_field_that_fills_a_cell_shows_is_the_cell(tmp_path: Path, field: str) -> None:
    fields = "".join(f"<tr><td>{name}</td><td>{field.format(value)}</td></tr>" for name, value in FILLED)
    blank = f"<tr><td>备案</td><td>{field.format('')}</td></tr>"
    search = "<tr><td>站内搜索 <input value='请输入关键字'></td><td><input type='hidden' value='7'>无</td></tr>"
    page = tmp_path / "page.html"
    page.write_text(f"<p>{SENTENCE}</p><table>{fields}{blank}{search}</table>", encoding="utf-8")
    (table,) = [block for block in read(page, "page.html").blocks if isinstance(block, Table)]
    cells = [[cell.text.string for cell in row] for row in table.by_row()]
    assert cells == [*([name, value] for name, value in FILLED), ["备案", ""], ["站内搜索", "无"]]


FILLED = [("规章", "0"), ("行政规范性文件", "4"), ("行政许可", "2468")]
