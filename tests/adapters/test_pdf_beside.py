"""Links of a web page printed beside its text: kept apart from it, so that neither title nor sentence is torn."""

from __future__ import annotations

from pathlib import Path

import pytest

from adapters.pdf import read
from checker.document import Document, Paragraph
from tests.adapters.pdf_pages import SONG, Text, canvas, written

TITLE = "某某市水务局政府信息公开工作年度报告"
SAID = (
    "本报告按照条例的要求编制，由六个部分组成，所列数据的统计期限自一月一日起至十二月三十一日止，报告的电子版可以在本局"
    "网站下载，对报告有疑问的，请与本局办公室联系，地址是长堤大道六十六号，电话和邮编见网站的机构职能栏目，欢迎监督指导。"
)
MORE = "本局全年主动公开政府信息若干条，办结申请若干件，没有因此发生的行政复议和诉讼。"
LINKS = ("政府信息公开指南", "政府信息公开制度", "法定主动公开内容", "上年年度报告", "前年年度报告", "依申请公开")


def page(left: bool) -> list[Text]:
    """A title and a paragraph that wraps round a list of links set smaller, and goes on below it at full width."""
    text, side = (200.0, 60.0) if left else (60.0, 430.0)
    texts: list[Text] = [(text + 20, 100.0, 18.0, TITLE)]
    texts += [(side, 96.0 + 15.5 * at, 9.0, link) for at, link in enumerate(LINKS)]
    beside, rest = SAID[:94], SAID[94:]
    lines = [beside[:30], *(beside[at : at + 32] for at in range(30, 94, 32))]
    texts += [(text + (0 if at else 22), 136.0 + 18 * at, 11.0, line) for at, line in enumerate(lines)]
    texts += [(60.0, 136.0 + 18 * (3 + at), 11.0, rest[43 * at : 43 * at + 43]) for at in range(2) if rest[43 * at :]]
    texts += [
        (82.0, 240.0 + 18 * at, 11.0, "本局全年主动公开政府信息若干条，办结申请若干件，没有因此发生的行政复议和诉讼。")
        for at in range(3)
    ]
    return texts


def said(document: Document) -> list[str]:
    return [block.text.string for block in document.blocks if isinstance(block, Paragraph)]


@pytest.mark.parametrize("left", [False, True], ids=["right", "left"])
def test_links_beside_the_text_tear_neither_its_title_nor_its_sentences(tmp_path: Path, left: bool) -> None:
    document = read(written(tmp_path / "a.pdf", page(left)), "a.pdf")
    assert said(document)[:1] == [TITLE]
    assert SAID in "".join(said(document))
    assert not any(link in text for link in LINKS for text in said(document))
    assert [text.string for text in document.furniture] == list(LINKS)


def test_what_has_the_size_of_the_text_stays_in_it(tmp_path: Path) -> None:
    texts = [(x, top, 11.0 if size == 9.0 else size, text) for x, top, size, text in page(False)]
    document = read(written(tmp_path / "a.pdf", texts), "a.pdf")
    assert document.furniture == ()
    assert all(any(link in text for text in said(document)) for link in LINKS)


def test_a_table_beside_the_text_tears_no_sentence(tmp_path: Path) -> None:
    """Counters of visits below the links of a page."""
    drawn = canvas(tmp_path / "a.pdf")
    for x, top, size, text in page(True):
        drawn.setFont(SONG, size)
        drawn.drawString(x, 842 - top, text)
    drawn.setFont(SONG, 9)
    for row, cells in enumerate((("今日", "1203"), ("累计", "86421"))):
        for at, cell in enumerate(cells):
            x, y = 60.0 + 50 * at, 842.0 - 197 - 4 - 9 * row
            drawn.rect(x, y, 50, 9)
            drawn.drawString(x + 3, y + 1.5, cell)
    drawn.save()
    document = read(tmp_path / "a.pdf", "a.pdf")
    assert SAID in "".join(said(document))
    assert all(isinstance(block, Paragraph) for block in document.blocks)
    assert {text.string for text in document.furniture} == {*LINKS, "今日", "1203", "累计", "86421"}


def test_what_a_site_puts_below_an_article_is_none_of_its_text(tmp_path: Path) -> None:
    """Set to the right, so that the rest of a line stands under its end."""
    lines = [
        MORE,
        "责任编辑：李某　审核：周某　相关栏目：政府信息公开年报　上一",
        "篇：上年年度报告",
        "建议使用宽屏浏览器",
    ]
    texts = [(60.0, 100.0 + 18 * at, 11.0, (MORE * 2)[at : at + 40]) for at in range(8)]
    texts += [(500.0 - 11 * len(line), 260.0 + 18 * at, 11.0, line) for at, line in enumerate(lines)]
    document = read(written(tmp_path / "a.pdf", texts), "a.pdf")
    assert said(document)[-1] == MORE
    assert "上一篇：上年年度报告" in "".join(text.string for text in document.furniture)
