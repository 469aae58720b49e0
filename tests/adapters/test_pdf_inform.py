"""Text in forms that are scaled and moved, as two pages on one sheet are: each sign stands where the page shows it."""

from __future__ import annotations

from pathlib import Path

import pikepdf
import pytest
from pikepdf import Array, Dictionary, Name

from adapters.pdf import read
from checker.document import GlyphRun

CMAP = b"""/CIDInit /ProcSet findresource begin 12 dict begin begincmap /CMapName /X def /CMapType 2 def
1 begincodespacerange <00> <ff> endcodespacerange 2 beginbfchar <41> <6c34> <42> <52a1> endbfchar endcmap end end"""


def drawn_letters(pdf: pikepdf.Pdf) -> Dictionary:
    """A font whose letters are drawings."""
    letter = pdf.make_stream(b"1000 0 0 0 900 900 d1 50 50 800 800 re f")
    return Dictionary(
        Type=Name.Font,
        Subtype=Name.Type3,
        FontBBox=Array([0, 0, 1000, 1000]),
        FontMatrix=Array([0.001, 0, 0, 0.001, 0, 0]),
        CharProcs=Dictionary(a=letter, b=letter),
        Encoding=Dictionary(Type=Name.Encoding, Differences=Array([65, Name.a, Name.b])),
        FirstChar=65,
        LastChar=66,
        Widths=Array([1000, 1000]),
        ToUnicode=pdf.make_stream(CMAP),
    )


@pytest.mark.parametrize("scale", [0.5, 0.707, 1.0, 1.4])
@pytest.mark.parametrize("depth", [1, 2])
def test_letters_that_are_drawings_stand_where_the_form_puts_them(tmp_path: Path, scale: float, depth: int) -> None:
    pdf = pikepdf.new()
    page = pdf.add_blank_page(page_size=(842, 595))
    content, resources = b"BT /T 20 Tf 1 0 0 1 30 40 Tm (AB) Tj ET", Dictionary(Font=Dictionary(T=drawn_letters(pdf)))
    for _ in range(depth):
        form = pdf.make_stream(content, Type=Name.XObject, Subtype=Name.Form, BBox=Array([0, 0, 842, 595]))
        form.Resources = resources
        content = f"q {scale} 0 0 {scale} 150 100 cm /F Do Q".encode()
        resources = Dictionary(XObject=Dictionary(F=form))
    page.obj.Contents, page.obj.Resources = pdf.make_stream(content), resources
    pdf.save(tmp_path / "a.pdf")
    ((_, _, text),) = read(tmp_path / "a.pdf", "a.pdf").texts()
    assert text.string == "水务"
    x, y = 30.0, 40.0
    for _ in range(depth):
        x, y = scale * x + 150, scale * y + 100
    (run,) = (run for run in text.runs if isinstance(run, GlyphRun))
    first, second = run.boxes
    size = 20 * scale**depth
    assert first is not None
    assert second is not None
    assert abs(first[0] - x) < 0.1 * size
    assert abs(second[0] - x - size) < 0.1 * size
    assert abs((595 - first[3]) - (y - 0.12 * size)) < 0.1 * size
