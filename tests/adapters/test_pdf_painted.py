"""What the file states and the page does not show is not read; what shows is, whatever lies below it."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pikepdf
import pytest
from pikepdf import Array, Dictionary, Name

from adapters.pdf import read
from checker.document import GlyphRun
from tests.adapters.pdf_overlays import Paint, add, form, layer, painted, picture, plain, said, scattered, words


def stated(state: str, size: float = 10.0) -> Paint:
    """Words in a state that content sets by itself."""
    return lambda pdf, page: scattered(state, size)


def transparent(alpha: float) -> Paint:
    def paint(pdf: pikepdf.Pdf, page: Any) -> bytes:
        add(page, "/ExtGState", "/T", Dictionary(Type=Name.ExtGState, ca=alpha, CA=alpha))
        return scattered("/T gs 0 g")

    return paint


def marked_off(pdf: pikepdf.Pdf, page: Any) -> bytes:
    """Words and the lines of a table in a layer that is off."""
    add(page, "/Properties", "/L", layer(pdf))
    lines = "".join(f"80 {y} m 400 {y} l S {x} 200 m {x} 320 l S " for x, y in ((80, 200), (240, 260), (400, 320)))
    return b"/OC /L BDC " + scattered("0 g") + lines.encode() + b" EMC"


def form_off(pdf: pikepdf.Pdf, page: Any) -> bytes:
    """A form within a form, the inner one in a layer that is off."""
    inner = form(pdf, page.obj.Resources, scattered("0 g"), OC=layer(pdf))
    add(page, "/XObject", "/F", form(pdf, Dictionary(XObject=Dictionary(N=inner)), b"/N Do"))
    return b"/F Do"


def membership_off(pdf: pikepdf.Pdf, page: Any) -> bytes:
    """Words that show only where all layers do."""
    group = layer(pdf)
    add(page, "/Properties", "/L", Dictionary(Type=Name.OCMD, OCGs=Array([group]), P=Name.AllOn))
    return b"/OC /L BDC " + scattered("0 g") + b" EMC"


def small(pdf: pikepdf.Pdf, page: Any) -> bytes:
    """Words of ten points, drawn at a twentieth of their size."""
    return b"".join(b"q 0.05 0 0 0.05 %d %d cm " % spot + scattered("0 g") + b"Q " for spot in ((90, 640), (300, 400)))


def replaced(pdf: pikepdf.Pdf, page: Any) -> bytes:
    """Words painted over in white."""
    return f"0 g {words('旧数9999', 300, 300)} 1 g 298 296 60 14 re f".encode()


def covered_by_picture(pdf: pikepdf.Pdf, page: Any) -> bytes:
    add(page, "/XObject", "/I", picture(pdf))
    return b"".join(
        f"0 g {words(text, x, y)} q 60 0 0 14 {x - 2} {y - 4} cm /I Do Q ".encode()
        for text, x, y in (("隐藏99", 200, 300), ("1234", 90, 640), ("合计 888", 400, 200))
    )


HIDDEN: dict[str, tuple[Paint | None, Paint | None]] = {
    "white, over": (stated("1 1 1 rg"), None),
    "white, under": (None, stated("1 g")),
    "nearly white": (stated("0.98 0.99 0.98 rg"), None),
    "white by four colours": (stated("0 0 0 0 k"), None),
    "white outlines": (stated("1 G 1 Tr 0.3 w"), None),
    "a mode that paints nothing": (stated("0 g 3 Tr"), None),
    "a window on nothing": (stated("0 g 7 Tr"), None),
    "transparent": (transparent(0.0), None),
    "as good as transparent": (transparent(0.02), None),
    "one point": (stated("0 g", size=1.0), None),
    "small by its matrix": (small, None),
    "pressed together": (stated("0 g 1 Tz"), None),
    "cut off": (stated("0 0 3 3 re W n 0 g"), None),
    "cut off by a triangle": (stated("500 100 m 510 120 l 520 100 l h W n 0 g"), None),
    "a layer that is off": (marked_off, None),
    "a form in a form in a layer that is off": (form_off, None),
    "a membership that is off": (membership_off, None),
    "painted over in white": (None, replaced),
    "under a picture": (None, covered_by_picture),
}


@pytest.mark.parametrize("kind", HIDDEN)
def test_what_does_not_show_is_not_read(tmp_path: Path, kind: str) -> None:
    over, under = HIDDEN[kind]
    document = read(painted(tmp_path, over, under), "a.pdf")
    assert [block for block in said(document) if block != "\ufffc"] == said(read(plain(tmp_path), "a.pdf"))
    assert document.unread == ()
    assert [remark.key for remark in document.remarks] == ["reading.pdf_hidden"]


def test_what_stands_outside_the_page_is_not_read(tmp_path: Path) -> None:
    spots = ((-300, 400), (700, 500), (100, -60), (80, 900))
    beyond = b"0 g " + "".join(words("隐藏99", x, y) for x, y in spots).encode()
    document = read(painted(tmp_path, lambda pdf, page: beyond), "a.pdf")
    assert said(document) == said(read(plain(tmp_path), "a.pdf"))
    assert document.remarks == ()


def test_a_passage_outside_the_page_is_remarked(tmp_path: Path) -> None:
    beyond = b"0 g " + words("裁切之外的一整段文字" * 3, 700, 500).encode()
    (remark,) = read(painted(tmp_path, lambda pdf, page: beyond), "a.pdf").remarks
    assert (remark.key, remark.params) == ("reading.pdf_outside", {"path": "a.pdf", "pages": "1", "count": 30})


def test_hidden_text_is_remarked_with_its_pages_and_its_beginning(tmp_path: Path) -> None:
    (remark,) = read(painted(tmp_path, stated("1 g")), "a.pdf").remarks
    assert remark.params == {"path": "a.pdf", "pages": "1", "count": 28, "text": "隐藏991234一、总体情况合计…"}


def tinted(pdf: pikepdf.Pdf, page: Any) -> bytes:
    return b"0.97 0.95 0.88 rg 0 0 600 850 re f"


def on_picture(pdf: pikepdf.Pdf, page: Any) -> bytes:
    add(page, "/XObject", "/I", picture(pdf, 240))
    return b"600 0 0 850 0 0 cm /I Do"


def layered(pdf: pikepdf.Pdf, page: Any) -> bytes:
    layer(pdf, off=False)
    return b""


SHOWN: dict[str, tuple[Paint | None, Paint | None]] = {
    "nothing added": (None, None),
    "on a tinted page": (None, tinted),
    "on a picture": (None, on_picture),
    "in a file with layers": (layered, None),
}


@pytest.mark.parametrize("kind", SHOWN)
def test_what_shows_is_read_whatever_lies_below(tmp_path: Path, kind: str) -> None:
    over, under = SHOWN[kind]
    document = read(painted(tmp_path, over, under), "a.pdf")
    assert [block for block in said(document) if block != "\ufffc"] == said(read(plain(tmp_path), "a.pdf"))
    assert document.remarks == ()


@pytest.mark.parametrize(
    "paint",
    [
        pytest.param(b"0.1 0.2 0.4 rg 250 295 120 16 re f 1 g ", id="white on a dark row"),
        pytest.param(b"0.75 0.57 0.15 rg 290 297 74 12 re f 1 g ", id="white on a label as narrow as the words"),
        pytest.param(b"0.9 g 250 295 120 16 re f 0 g ", id="black on shading"),
        pytest.param(b"0.4 g ", id="grey"),
        pytest.param(b"1 0 0 rg ", id="red"),
        pytest.param(b"0 g 0 0 600 850 re W n ", id="within a clip as large as the page"),
    ],
)
def test_writing_that_differs_from_its_ground_is_read(tmp_path: Path, paint: bytes) -> None:
    path = painted(tmp_path, lambda pdf, page: paint + words("共计4321件", 292, 300).encode())
    assert "共计4321件" in said(read(path, "a.pdf"))


def test_the_number_written_over_a_whitened_one_is_read_alone(tmp_path: Path) -> None:
    def corrected(pdf: pikepdf.Pdf, page: Any) -> bytes:
        return f"0 g {words('4321', 300, 300)} 1 g 298 296 50 14 re f 0 g {words('1234', 300, 300)}".encode()

    document = read(painted(tmp_path, corrected), "a.pdf")
    assert "1234" in said(document)
    assert not any("4321" in str(block) for block in said(document))


def test_a_row_drawn_below_a_band_and_again_on_it_is_read_once(tmp_path: Path) -> None:
    """Printer drivers draw in bands, and pdfium tells the signs of the first copy only, which the band covers."""

    def banded(pdf: pikepdf.Pdf, page: Any) -> bytes:
        line = words("合计4321件", 300, 300)
        return f"0 g {line} 0.8 0.92 1 rg 290 294 120 18 re f 0 g {line}".encode()

    found = [block for block in said(read(painted(tmp_path, banded), "a.pdf")) if "4321" in str(block)]
    assert found == ["合计4321件"]


def test_a_copy_that_is_hidden_below_the_same_text_takes_nothing_away(tmp_path: Path) -> None:
    def twice(pdf: pikepdf.Pdf, page: Any) -> bytes:
        line = words("合计4321件", 300, 300)
        return f"0 g 3 Tr {line} 0 Tr {line}".encode()

    assert "合计4321件" in said(read(painted(tmp_path, twice), "a.pdf"))


def test_what_is_hardly_visible_is_read_with_doubt(tmp_path: Path) -> None:
    path = painted(tmp_path, lambda pdf, page: b"0.93 g " + words("共计4321件", 300, 300).encode())
    document = read(path, "a.pdf")
    (text,) = (text for _, _, text in document.texts() if text.string == "共计4321件")
    assert 0.85 <= text.confidence(0, 4) < 0.9
    others = [run for _, _, each in document.texts() if each is not text for run in each.runs]
    assert all(isinstance(run, GlyphRun) and run.confidence == 1.0 for run in others)


def test_a_page_turned_on_its_side_hides_and_shows_the_same(tmp_path: Path) -> None:
    path = painted(tmp_path, stated("1 g"))
    with pikepdf.open(path) as pdf:
        for page in pdf.pages:
            page.rotate(90, relative=False)
        pdf.save(tmp_path / "turned.pdf")
    assert said(read(tmp_path / "turned.pdf", "a.pdf")) == said(read(path, "a.pdf"))


def field(path: Path, change: Callable[[Any], None] | None = None) -> Path:
    """A form with a field that is filled in, and maybe more notes."""
    from reportlab.pdfgen import canvas

    sheet = canvas.Canvas(str(path))
    sheet.drawString(60, 745, "Total")
    sheet.acroForm.textfield(name="total", x=120, y=740, value="1284", width=80, height=20)
    sheet.save()
    if change is not None:
        with pikepdf.open(path, allow_overwriting_input=True) as pdf:
            change(pdf)
            pdf.save(path)
    return path


def test_what_a_field_is_filled_with_is_read(tmp_path: Path) -> None:
    document = read(field(tmp_path / "form.pdf"), "a.pdf")
    assert sorted(" ".join(text.string for _, _, text in document.texts()).split()) == ["1284", "Total"]


def test_what_was_typed_over_a_page_is_read_and_a_comment_is_not(tmp_path: Path) -> None:
    def note(pdf: pikepdf.Pdf, x: float, text: str) -> Any:
        font = pdf.make_indirect(Dictionary(Type=Name.Font, Subtype=Name.Type1, BaseFont=Name.Helvetica))
        shown = pdf.make_stream(
            f"BT /F 12 Tf 2 5 Td ({text}) Tj ET".encode(),
            Type=Name.XObject,
            Subtype=Name.Form,
            BBox=Array([0, 0, 100, 20]),
            Resources=Dictionary(Font=Dictionary(F=font)),
        )
        made = Dictionary(
            Type=Name.Annot,
            Subtype=Name.FreeText,
            Rect=Array([x, 740, x + 100, 760]),
            Contents=text,
            AP=Dictionary(N=shown),
        )
        return pdf.make_indirect(made)

    def annotated(pdf: Any) -> None:
        typed, comment = note(pdf, 260, "37"), note(pdf, 400, "why?")
        typed.IT = Name.FreeTextTypewriter
        pdf.pages[0].obj.Annots.extend([typed, comment])

    texts = [text.string for _, _, text in read(field(tmp_path / "form.pdf", annotated), "a.pdf").texts()]
    assert sorted(" ".join(texts).split()) == ["1284", "37", "Total"]
