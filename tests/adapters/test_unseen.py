"""Text that a Word file or a page states and that nobody sees is not read, and that is said; what shows is read."""

from __future__ import annotations

from pathlib import Path

import pytest

from adapters import docx, html
from checker.document import Document
from tests.adapters.docx_files import p, r, tbl, tc, tr, written

GHOST = "没人看见的九十九件"


def shaded(fill: str, pattern: str = "clear", colour: str = "auto") -> str:
    return f'<w:shd w:val="{pattern}" w:color="{colour}" w:fill="{fill}"/>'


def coloured(value: str) -> str:
    return f'<w:color w:val="{value}"/>'


def style(name: str, properties: str, based_on: str = "", kind: str = "character") -> str:
    below = f'<w:basedOn w:val="{based_on}"/>' if based_on else ""
    return (
        f'<w:style w:type="{kind}" w:styleId="{name}"><w:name w:val="{name}"/>{below}'
        f"<w:rPr>{properties}</w:rPr></w:style>"
    )


STYLES = (
    style("White", coloured("FFFFFF"))
    + style("Whiter", "<w:b/>", "White")
    + style("Gone", "<w:vanish/>")
    + style("Black", coloured("000000"))
    + style("Pale", coloured("FFFFFF"), kind="paragraph")
    + '<w:style w:type="table" w:styleId="Banded"><w:name w:val="Banded"/><w:tcPr>'
    + shaded("1F4E79")
    + "</w:tcPr></w:style>"
)


def said(document: Document) -> str:
    return "\n".join(text.string for _, _, text in document.texts())


def remarked(document: Document) -> bool:
    return any(remark.key == "reading.unseen" for remark in document.remarks)


def word(folder: Path, body: str) -> Document:
    return docx.read(written(folder, p("照常显示") + body, styles=STYLES), "file.docx")


@pytest.mark.parametrize(
    "body",
    [
        p(r(GHOST, coloured("FFFFFF"))),
        p(r(GHOST, coloured("fdfefe"))),
        p(r(GHOST, coloured("DDEBF7")), shaded("DDEBF7")),
        p(r(GHOST, coloured("C00000") + shaded("C00000"))),
        p(r(GHOST, coloured("00B050") + shaded("auto", "solid", "00B050"))),
        p(r(GHOST, coloured("FFFF00") + '<w:highlight w:val="yellow"/>')),
        p(r(GHOST, '<w:sz w:val="2"/>')),
        p(r(GHOST, '<w:w w:val="1"/>')),
        p(r(GHOST, "<w:vanish/>")),
        p(r(GHOST, '<w:rStyle w:val="White"/>')),
        p(r(GHOST, '<w:rStyle w:val="Whiter"/>')),
        p(r(GHOST, '<w:rStyle w:val="Gone"/>')),
        p(r(GHOST), '<w:spacing w:line="20" w:lineRule="exact"/>'),
        tbl(tr("项目", tc(p(r("36") + r(GHOST, coloured("1F4E79"))), shaded("1F4E79")))),
        tbl(tr("项目", "36"), tr(GHOST, "99", properties="<w:hidden/>")),
        tbl(tr("项目", "36"), tr(GHOST, "99", properties='<w:trHeight w:val="20" w:hRule="exact"/>')),
    ],
)
def test_word_text_that_does_not_show_is_told_and_not_read(tmp_path: Path, body: str) -> None:
    document = word(tmp_path, body)
    assert GHOST not in said(document)
    assert "照常显示" in said(document)
    assert remarked(document)


@pytest.mark.parametrize(
    "body",
    [
        p(r("白字", coloured("FFFFFF")), shaded("C00000")),
        p(r("白字", coloured("FFFFFF") + '<w:highlight w:val="black"/>')),
        tbl(tr("项目", tc(p(r("白字", coloured("FFFFFF"))), shaded("1F4E79")))),
        tbl(tr("项目", tc(p(r("白字", coloured("FFFFFF")))))).replace(
            "<w:tbl>", '<w:tbl><w:tblPr><w:tblStyle w:val="Banded"/></w:tblPr>'
        ),
        p(r("白字", coloured("FFFF00"))),
        p(r("白字", coloured("D0D0D0"))),
        p(r("白字", '<w:sz w:val="10"/>')),
        p(r("白字", '<w:rStyle w:val="White"/>' + coloured("000000"))),
        p(r("白字", '<w:rStyle w:val="Gone"/><w:vanish w:val="0"/>')),
        p(r("白字"), '<w:spacing w:line="400" w:lineRule="exact"/>'),
        p(r("白字", '<w:rStyle w:val="Black"/>'), '<w:pStyle w:val="Pale"/>'),
        tbl(tr("项目", "白字", properties='<w:trHeight w:val="20" w:hRule="atLeast"/>')),
    ],
)
def test_word_text_that_shows_on_its_ground_is_read(tmp_path: Path, body: str) -> None:
    document = word(tmp_path, body)
    assert "白字" in said(document)
    assert not remarked(document)


def page(folder: Path, inner: str, head: str = "", body: str = "") -> Document:
    path = folder / "page.html"
    path.write_text(f"<html><head>{head}</head><body {body}><p>照常显示</p>{inner}</body></html>", encoding="utf-8")
    return html.read(path, path.name)


@pytest.mark.parametrize(
    "look",
    [
        "color:#fff",
        "color:White",
        "color:rgb(254, 254, 254)",
        "color:transparent",
        "color:rgba(0, 0, 0, 0)",
        "background:#1f4e79;color:#1F4E79",
        "font-size:0",
        "font-size:1px",
        "opacity:0",
        "position:absolute;left:-9999px",
        "display:inline-block;text-indent:-999em",
        "position:absolute;clip:rect(0, 0, 0, 0)",
        "display:block;width:1px;height:1px;overflow:hidden",
    ],
)
@pytest.mark.parametrize("place", ["<p>前{}后</p>", "<table><tr><td>前</td><td>36{}</td></tr></table>"])
def test_text_of_a_page_that_does_not_show_is_told_and_not_read(tmp_path: Path, look: str, place: str) -> None:
    for inner, head in (
        (place.format(f'<span style="{look}">{GHOST}</span>'), ""),
        (place.format(f'<span class="ghost">{GHOST}</span>'), f"<style>.ghost {{ {look} }}</style>"),
    ):
        document = page(tmp_path, inner, head)
        assert GHOST not in said(document)
        assert "前" in said(document)
        assert remarked(document)


@pytest.mark.parametrize(
    ("inner", "head", "body"),
    [
        ('<p style="color:#fff;background:#036">白字</p>', "", ""),
        ('<table><tr bgcolor="#1F4E79"><td style="color:#fff">白字</td><td>36</td></tr></table>', "", ""),
        ('<p style="color:#fff">白字</p>', "", 'bgcolor="#102030"'),
        ('<p style="color:#fff;background:url(a.png)">白字</p>', "", ""),
        ('<p class="banner" style="color:#fff">白字</p>', '<link rel="stylesheet" href="a.css">', ""),
        ('<p class="w">白字</p>', "<style>.w {color:#fff;background-color:#c00}</style>", ""),
        ('<div style="font-size:0"><p style="font-size:16px">白字</p></div>', "", ""),
        ('<p style="text-indent:-2em">白字</p>', "", ""),
        ('<p style="opacity:.6">白字</p>', "", ""),
        ('<p style="overflow:hidden;width:100%">白字</p>', "", ""),
    ],
)
def test_text_of_a_page_that_shows_on_its_ground_is_read(tmp_path: Path, inner: str, head: str, body: str) -> None:
    document = page(tmp_path, inner, head, body)
    assert "白字" in said(document)
    assert not remarked(document)
