"""Hostile, damaged and locked PDF files: told clearly, page by page where that is possible."""

from __future__ import annotations

import zlib
from collections.abc import Callable
from pathlib import Path

import pikepdf
import pytest
from pikepdf import Array, Dictionary, Name

from adapters.pdf import read
from adapters.pdf.reading.guard import PAGES
from checker.document import Document
from checker.errors import DocumentError

Change = Callable[[pikepdf.Pdf], None]


def built(path: Path, change: Change, pages: int = 1) -> Path:
    """A file of blank pages, changed."""
    with pikepdf.new() as pdf:
        for _ in range(pages):
            pdf.add_blank_page(page_size=(300, 300))
        change(pdf)
        pdf.save(path)
    return path


def written(path: Path, objects: bytes) -> Path:
    """A file of one page whose /Contents is object 4."""
    path.write_bytes(
        b"%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj\n"
        b"3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 100 100]/Contents 4 0 R>>endobj\n"
        + objects
        + b"\ntrailer<</Root 1 0 R/Size 5>>\n%%EOF\n"
    )
    return path


def reasons(document: Document) -> list[str]:
    return [unread.why.key for unread in document.unread]


def refusal(path: Path) -> str:
    with pytest.raises(DocumentError) as caught:
        read(path, path.name)
    assert path.name in str(caught.value)
    return caught.value.message.key


def form(pdf: pikepdf.Pdf, content: bytes, inner: pikepdf.Object | None = None) -> pikepdf.Object:
    made = pdf.make_stream(content, Type=Name.XObject, Subtype=Name.Form, BBox=Array([0, 0, 300, 300]))
    if inner is not None:
        made.Resources = Dictionary(XObject=Dictionary(X=inner))
    return made


def draw(pdf: pikepdf.Pdf, drawn: pikepdf.Object) -> None:
    page = pdf.pages[0].obj
    page.Resources = Dictionary(XObject=Dictionary(X=drawn))
    page.Contents = pdf.make_stream(b"/X Do")


def expanding(pdf: pikepdf.Pdf) -> None:
    """Twenty-four forms, each drawing the next twice: sixteen million in the end."""
    drawn = form(pdf, b"0 0 m 10 10 l S")
    for _ in range(24):
        drawn = form(pdf, b"/X Do /X Do", drawn)
    draw(pdf, drawn)


def circling(pdf: pikepdf.Pdf) -> None:
    """A form that draws itself."""
    drawn = form(pdf, b"/X Do")
    drawn.Resources = Dictionary(XObject=Dictionary(X=drawn))
    draw(pdf, drawn)


def flooding(pdf: pikepdf.Pdf) -> None:
    """Eight megabytes of content in some kilobytes."""
    pdf.pages[0].obj.Contents = pdf.make_stream(b"BT (aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa) Tj ET " * 180_000)


def huge_picture(pdf: pikepdf.Pdf) -> None:
    picture = pdf.make_stream(b"\0", Type=Name.XObject, Subtype=Name.Image, Width=60_000, Height=60_000)
    picture.ColorSpace, picture.BitsPerComponent = Name.DeviceGray, 1
    draw(pdf, picture)


@pytest.mark.parametrize(
    ("change", "reason"),
    [
        (expanding, "reading.pdf_content"),
        (circling, "reading.pdf_loop"),
        (flooding, "reading.pdf_content"),
        (huge_picture, "reading.pdf_picture"),
    ],
)
def test_a_page_that_would_take_for_ever_is_told_and_the_next_one_is_read(
    tmp_path: Path, change: Change, reason: str
) -> None:
    def change_and_write(pdf: pikepdf.Pdf) -> None:
        change(pdf)
        font = pdf.make_indirect(Dictionary(Type=Name.Font, Subtype=Name.Type1, BaseFont=Name.Helvetica))
        pdf.pages[1].obj.Resources = Dictionary(Font=Dictionary(F1=font))
        pdf.pages[1].obj.Contents = pdf.make_stream(b"BT /F1 12 Tf 50 200 Td (next page) Tj ET")

    document = read(built(tmp_path / "hostile.pdf", change_and_write, pages=2), "hostile.pdf")
    assert reasons(document) == [reason]
    assert [text.string for _, _, text in document.texts()] == ["next page"]


def test_contents_that_contain_themselves_are_told(tmp_path: Path) -> None:
    path = written(tmp_path / "loop.pdf", b"4 0 obj[4 0 R 4 0 R]endobj")
    assert reasons(read(path, "loop.pdf")) == ["reading.pdf_loop"]


def test_a_page_of_too_many_glyphs_is_told(tmp_path: Path) -> None:
    def change(pdf: pikepdf.Pdf) -> None:
        font = pdf.make_indirect(Dictionary(Type=Name.Font, Subtype=Name.Type1, BaseFont=Name.Helvetica))
        pdf.pages[0].obj.Resources = Dictionary(Font=Dictionary(F1=font))
        lines = b"".join(b"BT /F1 1 Tf 5 %d Td (%s) Tj ET\n" % (y, b"ab" * 300) for y in range(5, 295) for _ in "xx")
        pdf.pages[0].obj.Contents = pdf.make_stream(lines)

    assert reasons(read(built(tmp_path / "many.pdf", change), "many.pdf")) == ["reading.pdf_glyphs"]


def test_data_compressed_twice_is_refused_without_inflating_it(tmp_path: Path) -> None:
    packed = zlib.compress(zlib.compress(b"0" * 50_000_000, 9), 9)
    head = b"4 0 obj<</Filter[/FlateDecode/FlateDecode]/Length %d>>stream\n" % len(packed)
    path = written(tmp_path / "twice.pdf", head + packed + b"\nendstream endobj")
    assert refusal(path) == "reading.pdf_bomb"


def test_too_many_pages_are_refused(tmp_path: Path) -> None:
    path = built(tmp_path / "pages.pdf", lambda pdf: None, pages=PAGES + 1)
    assert refusal(path) == "reading.pdf_pages"


@pytest.mark.parametrize("data", [b"%PDF-1.7\n", b"%PDF-1.4\n" + bytes(range(256)) * 40, b"%PDF-1.4\n%%EOF\n"])
def test_a_damaged_file_is_refused(tmp_path: Path, data: bytes) -> None:
    path = tmp_path / "damaged.pdf"
    path.write_bytes(data)
    assert refusal(path) == "reading.pdf_damaged"


def test_a_page_without_a_size_is_an_empty_page(tmp_path: Path) -> None:
    path = tmp_path / "sizeless.pdf"
    path.write_bytes(
        b"%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj\n"
        b"3 0 obj<</Type/Page/Parent 2 0 R>>endobj\ntrailer<</Root 1 0 R/Size 4>>\n%%EOF\n"
    )
    document = read(path, "sizeless.pdf")
    assert (document.pages, document.blocks) == (1, ())


def text_page(pdf: pikepdf.Pdf) -> None:
    font = pdf.make_indirect(Dictionary(Type=Name.Font, Subtype=Name.Type1, BaseFont=Name.Helvetica))
    pdf.pages[0].obj.Resources = Dictionary(Font=Dictionary(F1=font))
    pdf.pages[0].obj.Contents = pdf.make_stream(b"BT /F1 12 Tf 50 200 Td (open to all) Tj ET")


def test_an_empty_password_opens_and_a_real_one_is_asked_for(tmp_path: Path) -> None:
    plain = built(tmp_path / "plain.pdf", text_page)
    with pikepdf.open(plain) as pdf:
        pdf.save(tmp_path / "open.pdf", encryption=pikepdf.Encryption(owner="owner", user=""))
        pdf.save(tmp_path / "locked.pdf", encryption=pikepdf.Encryption(owner="owner", user="secret"))
    (only,) = read(tmp_path / "open.pdf", "open.pdf").blocks
    assert only.text.string == "open to all"  # type: ignore[union-attr]
    assert refusal(tmp_path / "locked.pdf") == "reading.pdf_password"


def test_a_title_that_is_no_text_is_left_out(tmp_path: Path) -> None:
    path = built(tmp_path / "plain.pdf", text_page)
    with pikepdf.open(path, allow_overwriting_input=True) as pdf:
        # The second half of a surrogate pair without the first.
        pdf.docinfo.Title = pikepdf.String(b"\xfe\xff\x00a\xdc\x00")
        pdf.docinfo.Author = pikepdf.String("市外办")
        pdf.save(path)
    assert read(path, "plain.pdf").properties == {"author": "市外办"}
