"""Hostile files that are no packages: pages, texts, tables, PDF files; each with its name in the corpus."""

from __future__ import annotations

import base64
import io
import zlib
from collections.abc import Callable

import pikepdf

from tests.adapters import test_pdf_guard as pdfs
from tests.hostile.packages import Make

REPORT = "<h1>安平市水利局2022年政府信息公开工作年度报告</h1><p>一、总体情况</p><p>正文。</p>"


def page(body: str, head: str = '<meta charset="utf-8">') -> bytes:
    return f"<!DOCTYPE html><html><head>{head}</head><body>{body}</body></html>".encode()


def pdf(change: Callable[[pikepdf.Pdf], None], pages: int = 1) -> Make:
    def make() -> bytes:
        target = io.BytesIO()
        with pikepdf.new() as made:
            for _ in range(pages):
                made.add_blank_page(page_size=(300, 300))
            change(made)
            made.save(target)
        return target.getvalue()

    return make


def objects(*those: bytes, root: bytes = b"1 0 R") -> bytes:
    """A PDF of these objects, numbered from 1, without a table of them."""
    body = b"\n".join(b"%d 0 obj%bendobj" % (number, one) for number, one in enumerate(those, 1))
    return b"%PDF-1.4\n" + body + b"\ntrailer<</Root %b/Size %d>>\n%%%%EOF\n" % (root, len(those) + 1)


def _acting(made: pikepdf.Pdf) -> None:
    made.Root.OpenAction = pikepdf.Dictionary(S=pikepdf.Name.JavaScript, JS="app.launchURL('http://192.0.2.1')")
    made.Root.AA = pikepdf.Dictionary(
        WC=pikepdf.Dictionary(S=pikepdf.Name.Launch, F=pikepdf.String("/bin/sh")),
    )


def _huge(made: pikepdf.Pdf) -> None:
    made.pages[0].obj.MediaBox = pikepdf.Array([0, 0, 10**9, 10**9])


def _sizeless(made: pikepdf.Pdf) -> None:
    del made.pages[0].obj.MediaBox


def _nested(made: pikepdf.Pdf) -> None:
    made.pages[0].obj.Contents = made.make_stream(b"[" * 200_000 + b"q " * 200_000)


def _locked() -> bytes:
    target = io.BytesIO()
    with pikepdf.new() as made:
        made.add_blank_page()
        made.save(target, encryption=pikepdf.Encryption(owner="a", user="b"))
    return target.getvalue()


FLOOD = zlib.compress(zlib.compress(b"BT (a) Tj ET " * 2_000_000))
MADE: dict[str, Make] = {
    "html nested.html": lambda: page("<div>" * 100_000 + REPORT),
    "html nested before.html": lambda: page(
        "<div>" * 50_000 + '<a href="/x">上一年度报告</a>' + "</div>" * 50_000 + REPORT
    ),
    "html nested with hidden.html": lambda: page(
        "".join(f'<div class="tab">第{at}部<div style="display:none" class="tab">{at}</div>' for at in range(1500))
        + "</div>" * 1500
        + REPORT
    ),
    "html nested tables.html": lambda: page("<table><tr><td>" * 2000 + REPORT),
    "html nested inline.html": lambda: page("<b><i>" * 50_000 + REPORT),
    "html charset that is none.html": lambda: page(REPORT, '<meta charset="utf-99">'),
    "html charset of seven bits.html": lambda: page(REPORT + "+ADw-script+AD4-", '<meta charset="utf-7">'),
    "html blanks first.html": lambda: b" " * 65536 + page(REPORT),
    "html span of thirty million.html": lambda: page(
        f"{REPORT}<table><tr><td colspan=30000000>甲<td>乙</tr><tr><td rowspan=30000000>丙</table>"
    ),
    "html links outside.html": lambda: page(
        f'{REPORT}<img src="secret.txt"><iframe src="file:///etc/passwd"></iframe><object data="secret.txt"></object>'
        '<link rel="stylesheet" href="http://192.0.2.1/a.css"><style>@import "secret.txt";</style>'
        '<meta http-equiv="refresh" content="0;url=file:///etc/passwd">'
    ),
    "html styles without end.html": lambda: page(REPORT + "<style>" + "a{" * 200_000),
    "html selectors.html": lambda: page(
        f"<style>{'a b c d e f g h i j, ' * 5000} p {{display:none}}</style>{REPORT}" + "<p><b><i><u>x" * 2000
    ),
    "html a cell a row.html": lambda: page(f"{REPORT}<table>{'<tr><td>1<td>2</tr>' * 15_000}</table>"),
    "html nul.html": lambda: page(REPORT.replace("正文", "正\0文")),
    "html doctype of a file.xhtml": lambda: (
        '<?xml version="1.0"?><!DOCTYPE html [<!ENTITY x SYSTEM "secret.txt">]>'
        f'<html xmlns="http://www.w3.org/1999/xhtml"><body>{REPORT}<p>&x;</p></body></html>'
    ).encode(),
    "mht without end.mht": lambda: (
        b"MIME-Version: 1.0\n" + b'Content-Type: multipart/related; boundary="b"\n\n--b\n' * 3000
    ),
    "mht inflated.mht": lambda: (
        b'MIME-Version: 1.0\nContent-Type: multipart/related; boundary="b"\n\n--b\n'
        b"Content-Type: text/html; charset=none"
        b"\nContent-Transfer-Encoding: base64\n\n" + base64.encodebytes(page(REPORT)) + b"\n--b--\n"
    ),
    "text one line.txt": lambda: ("一、总体情况" * 200_000).encode(),
    "text lines.txt": lambda: b"\n" * 300_000 + "一、总体情况".encode(),
    "text numbers.txt": lambda: "".join(f"{n}、" for n in range(100_000)).encode(),
    "text a number.txt": lambda: ("收到申请" + "9" * 1_000_000 + "件。").encode(),
    "text brackets.txt": lambda: ("（" * 200_000 + "）" * 200_000).encode(),
    "text bytes.txt": lambda: bytes(range(256)) * 2000,
    "text nul.txt": lambda: "年度\0报告\0".encode() * 1000,
    "text wide without a mark.txt": lambda: "一、总体情况\n收到申请3件。".encode("utf-16-le"),
    "text blanks first.txt": lambda: b" " * 65536 + "安平市水利局2022年度报告\n一、总体情况".encode(),
    "text directions.txt": lambda: ("\u202e" + "收到申请3件。\u2066" * 50_000).encode(),
    "text bars.txt": lambda: ("|" * 200_000 + "\n").encode() * 4,
    "md quotes.md": lambda: (">" * 50_000 + " 一、总体情况").encode(),
    "md stars.md": lambda: ("*_" * 20_000 + "一").encode(),
    "md brackets.md": lambda: ("[" * 50_000 + "](" * 50_000).encode(),
    "csv columns.csv": lambda: ("," * 200_000 + "\n").encode() * 3,
    "csv quote without end.csv": lambda: ('甲,"' + "乙\n" * 50_000).encode(),
    "pdf expanding.pdf": pdf(pdfs.expanding),
    "pdf circling.pdf": pdf(pdfs.circling),
    "pdf flooding.pdf": pdf(pdfs.flooding),
    "pdf large picture.pdf": pdf(pdfs.huge_picture),
    "pdf acting.pdf": pdf(_acting),
    "pdf page of a billion.pdf": pdf(_huge),
    "pdf page without a size.pdf": pdf(_sizeless),
    "pdf nested.pdf": pdf(_nested),
    "pdf pages.pdf": pdf(lambda made: None, 3000),
    "pdf locked.pdf": _locked,
    "pdf pages of themselves.pdf": lambda: objects(
        b"<</Type/Catalog/Pages 2 0 R>>", b"<</Type/Pages/Kids[2 0 R 2 0 R]/Count 1000000>>"
    ),
    "pdf contents of themselves.pdf": lambda: objects(
        b"<</Type/Catalog/Pages 2 0 R>>",
        b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
        b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 9 9]/Contents 4 0 R>>",
        b"[4 0 R 4 0 R]",
    ),
    "pdf inflated twice.pdf": lambda: objects(
        b"<</Type/Catalog/Pages 2 0 R>>",
        b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
        b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 9 9]/Contents 4 0 R>>",
        b"<</Filter[/FlateDecode/FlateDecode]/Length %d>>stream\n" % len(FLOOD) + FLOOD + b"\nendstream ",
    ),
    "pdf without root.pdf": lambda: objects(b"<<>>", root=b"9 0 R"),
    "pdf table of itself.pdf": lambda: (
        b"%PDF-1.5\nxref\n0 1\n0000000000 65535 f \ntrailer<</Prev 9>>\nstartxref\n9\n%%EOF"
    ),
    "pdf beginning.pdf": lambda: b"%PDF-1.7\n",
}
