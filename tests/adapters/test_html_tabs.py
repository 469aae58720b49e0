"""Pages of which parts do not show when they open: tabs are read, other hidden content is told as unread."""

from __future__ import annotations

from pathlib import Path

import pytest

from checker.document import Document, Table
from tests.adapters.test_html import body, paragraphs, rows

TEXTS = {
    "工作情况": "全年公开各类信息三百余条，回应群众关切四十余次。",
    "收支情况": "全年支出与预算大体相当，结余资金已按规定上缴。",
    "其他事项": "本年度没有其他需要说明的事项。",
}
FIGURES = "<table><tr><td>收入</td><td>12</td><td>15</td></tr><tr><td>支出</td><td>10</td><td>14</td></tr></table>"
LONG = "旧稿的一段话，字数很多，不止一个菜单或一条提示那样长。" * 20
SHUT = 'style="display:none"'


def panes(kind: str = 'class="pane"', ids: bool = False, headed: bool = True, shut: str = SHUT) -> str:
    made = []
    for at, (name, text) in enumerate(TEXTS.items()):
        own = f' id="t{at}"' if ids else ""
        heading = f"<h3>{name}</h3>" if headed else ""
        made.append(f"<div {kind}{own} {shut if at else ''}>{heading}<p>{text}</p></div>")
    return "".join(made)


def strip(link: str = "") -> str:
    return "<ul>" + "".join(f"<li {link.format(at)}>{name}</li>" for at, name in enumerate(TEXTS)) + "</ul>"


def told(document: Document) -> list[str]:
    return [paragraph for paragraph in paragraphs(document) if paragraph != "年度报告"]


@pytest.mark.parametrize(
    "page",
    [
        panes(),
        panes(shut="hidden"),
        panes(shut='style="visibility: hidden"'),
        panes('role="tabpanel"'),
        strip('data-tab="t{}"') + panes(ids=True),
        strip("onclick=\"show('t{}')\"") + panes(ids=True, headed=False),
        strip('data-target="#t{}"') + panes(ids=True).replace("pane", "pane active", 1),
        f"<div>{strip()}</div><div>{panes(headed=False)}</div>",
    ],
)
def test_tabs_are_read_in_order_each_under_its_heading(tmp_path: Path, page: str) -> None:
    document = body(tmp_path, f"<h1>年度报告</h1>{page}")
    assert told(document) == [line for pair in TEXTS.items() for line in pair]
    assert not document.unread
    assert [remark.key for remark in document.remarks] == ["reading.html_tabs"]


def test_the_pages_of_an_article_are_read_without_their_numbers(tmp_path: Path) -> None:
    numbers = "".join(f'<a href="#t{at}">{at + 1}</a>' for at in range(3))
    document = body(tmp_path, f"<h1>年度报告</h1>{panes(ids=True)}<div>{numbers}</div>")
    assert told(document) == [line for pair in TEXTS.items() for line in pair]


@pytest.mark.parametrize(
    "hidden",
    [
        f'<div class="old" {SHUT}><p>{LONG}</p></div>',
        f'<div class="text" {SHUT}><p>{LONG}</p></div>',
        f"<div hidden>{FIGURES}</div>",
        f'<section style="visibility:hidden">{FIGURES}</section>',
        "".join(f'<div class="text" {SHUT}><p>{year}年的工作情况如下。{LONG}</p></div>' for year in (2020, 2021)),
    ],
)
def test_hidden_content_beside_an_article_is_unread(tmp_path: Path, hidden: str) -> None:
    document = body(tmp_path, f'<div class="text"><p>2022年的工作情况如下。</p></div>{hidden}')
    assert paragraphs(document) == ["2022年的工作情况如下。"]
    assert {(one.what.key, one.why.key, one.holds) for one in document.unread} == {
        ("reading.html_hidden", "reading.html_shut", "part")
    }


@pytest.mark.parametrize(
    "hidden",
    [
        f'<div {SHUT}><p>请使用新版浏览器。</p></div><template><p>{LONG}</p></template><script>"{LONG}"</script>',
        f"<ul {SHUT}>" + "<li><a href='/a'>一个很长的栏目名称</a></li>" * 60 + "</ul>",
        f'<p class="a">第一段。</p><p class="a" {SHUT}>第二段。</p><p class="a" {SHUT}>第三段。</p>',
    ],
)
def test_hidden_menus_and_notes_are_nothing_of_the_page(tmp_path: Path, hidden: str) -> None:
    document = body(tmp_path, f"<p>2022年的工作情况如下。</p>{hidden}")
    assert paragraphs(document)[0] == "2022年的工作情况如下。"
    assert "第二段。" not in paragraphs(document)
    assert not document.unread
    assert not document.remarks


def strips(*lines: str, between: str = "\n") -> str:
    return between.join(f"<table><tbody><tr>{line}</tr></tbody></table>" for line in lines)


HEAD, FIRST, LAST = (
    '<td colspan="3">收支情况</td>',
    "<td>项目</td><td>预算数</td><td>决算数</td>",
    '<td>合计</td><td colspan="2">30</td>',
)


def test_tables_of_one_row_each_are_the_rows_of_one(tmp_path: Path) -> None:
    document = body(tmp_path, f"<p>如下。</p>{strips(HEAD, FIRST, LAST)}<p>以上。</p>")
    (table,) = (block for block in document.blocks if isinstance(block, Table))
    assert rows(table) == [["收支情况"], ["项目", "预算数", "决算数"], ["合计", "30"]]
    assert paragraphs(document) == ["如下。", "以上。"]


def test_tables_of_one_row_with_text_between_them_stay_apart(tmp_path: Path) -> None:
    document = body(tmp_path, strips(FIRST, FIRST, LAST, between="<p>另一张表如下。</p>"))
    assert sum(isinstance(block, Table) for block in document.blocks) == 3
