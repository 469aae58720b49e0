"""Watermarks are set apart before lines and tables are made, and nothing of the page goes with them."""

from __future__ import annotations

import math
from pathlib import Path
from typing import Any

import pikepdf
import pytest
from pikepdf import Dictionary, Name

from adapters.pdf import read
from tests.adapters.pdf_overlays import Paint, add, form, painted, plain, said, words

TEXT = "水务局 2020"


def turn(angle: float) -> str:
    """A text matrix without its place, for degrees counter-clockwise."""
    cosine, sine = math.cos(math.radians(angle)), math.sin(math.radians(angle))
    return f"{cosine:.4f} {sine:.4f} {-sine:.4f} {cosine:.4f}"


def tiled(angle: float, size: float, colour: str, columns: int = 2, rows: int = 3, alpha: float | None = None) -> Paint:
    """The words several times over the page, turned by degrees."""

    def paint(pdf: pikepdf.Pdf, page: Any) -> bytes:
        state = ""
        if alpha is not None:
            add(page, "/ExtGState", "/T", Dictionary(Type=Name.ExtGState, ca=alpha, CA=alpha))
            state = "/T gs "
        spots = [
            (60 + 480 * column / columns, 60 + 750 * line / rows) for column in range(columns) for line in range(rows)
        ]
        return (state + colour + " " + "".join(words(TEXT, x, y, size, turn(angle)) for x, y in spots)).encode()

    return paint


def in_a_form(pdf: pikepdf.Pdf, page: Any) -> bytes:
    """As word processors do it: a transparent form with the words in a colour of its own."""
    content = tiled(45, 30, "0.5 g")(pdf, page)
    add(page, "/ExtGState", "/T", Dictionary(Type=Name.ExtGState, ca=0.3, CA=0.3))
    add(page, "/XObject", "/F", form(pdf, page.obj.Resources, content, Group=Dictionary(S=Name.Transparency)))
    return b"/T gs /F Do"


def sign_by_sign(pdf: pikepdf.Pdf, page: Any) -> bytes:
    step, rise = 26 * math.cos(math.radians(35)), 26 * math.sin(math.radians(35))
    signs = (
        words(sign, 90 + at * step, y + at * rise, 26, turn(35)) for y in (200, 500) for at, sign in enumerate(TEXT)
    )
    return b"0.7 g " + "".join(signs).encode()


def seal(pdf: pikepdf.Pdf, page: Any) -> bytes:
    """Writing round a circle over the text: some of it stands upright."""
    parts = []
    for at, sign in enumerate("临河市水务局办公室专用章"):
        angle = 90 - 30 * at
        x, y = 300 + 60 * math.cos(math.radians(angle)), 640 + 60 * math.sin(math.radians(angle))
        parts.append(words(sign, x, y, 12, turn(angle - 90)))
    return b"0.85 0.1 0.1 rg " + "".join(parts).encode()


MARKS: dict[str, tuple[Paint | None, Paint | None]] = {
    "turned, grey, over": (tiled(45, 28, "0.75 g"), None),
    "turned, grey, under": (None, tiled(45, 28, "0.75 g")),
    "turned, transparent": (tiled(30, 36, "0 g", alpha=0.15), None),
    "turned the other way, blue": (tiled(-30, 30, "0.6 0.6 0.9 rg"), None),
    "hardly turned": (tiled(10, 26, "0.8 g"), None),
    "upright, large, pale": (tiled(0, 40, "0.85 g", columns=1), None),
    "upright, transparent, under": (None, tiled(0, 30, "0 g", columns=1, alpha=0.12)),
    "upright, as small as the text": (tiled(0, 12, "0.8 g", columns=3, rows=8), None),
    "on its side": (tiled(90, 40, "0.85 g", rows=1), None),
    "in a form": (in_a_form, None),
    "sign by sign": (sign_by_sign, None),
    "a seal": (seal, None),
}


@pytest.mark.parametrize("kind", MARKS)
def test_a_watermark_is_no_text_of_the_page(tmp_path: Path, kind: str) -> None:
    over, under = MARKS[kind]
    document = read(painted(tmp_path, over, under), "a.pdf")
    assert said(document) == said(read(plain(tmp_path), "a.pdf"))
    assert document.furniture
    assert {remark.key for remark in document.remarks} == {"reading.pdf_watermark"}


def ring(x: float, y: float, radius: float, steps: int = 40) -> str:
    """A thick ring whose curves are short strokes, and two bars across it: much like a letter."""
    whole = []
    for size in (radius, 0.8 * radius):
        points = [
            (x + size * math.cos(math.tau * (at + 0.5) / steps), y + size * math.sin(math.tau * (at + 0.5) / steps))
            for at in range(steps)
        ]
        whole.append(" l ".join(f"{a:.2f} {b:.2f}" for a, b in points).replace(" l ", " m ", 1) + " l h")
    whole += [f"{x - radius:.1f} {y + shift:.1f} {2 * radius:.1f} {0.1 * radius:.1f} re" for shift in (0, 0.5 * radius)]
    return " ".join(whole)


def shapes(angle: float, operator: str, together: bool) -> Paint:
    """Large letters as outlines of strokes, in one path or a path each, turned about the middle of the page."""

    def paint(pdf: pikepdf.Pdf, page: Any) -> bytes:
        letters = [ring(-180 + 90 * at, 30 * at, 42) for at in range(5)]
        drawn = " ".join(letters) + f" {operator}" if together else " ".join(f"{each} {operator}" for each in letters)
        return f"0.45 g 0.45 G {turn(angle)} 300 560 cm {drawn}".encode()

    return paint


@pytest.mark.parametrize("angle", [0, 10, 45, 90])
@pytest.mark.parametrize("operator", ["f", "S", "B*"])
@pytest.mark.parametrize("together", [True, False])
def test_letters_drawn_as_outlines_of_strokes_part_no_cells(
    tmp_path: Path, angle: float, operator: str, together: bool
) -> None:
    document = read(painted(tmp_path, under=shapes(angle, operator, together)), "a.pdf")
    assert said(document) == said(read(plain(tmp_path), "a.pdf"))
    assert document.remarks == ()


def test_the_wording_of_a_watermark_is_told_once(tmp_path: Path) -> None:
    (remark,) = read(painted(tmp_path, tiled(45, 28, "0.75 g")), "a.pdf").remarks
    assert remark.params == {"path": "a.pdf", "text": "水务局2020"}


@pytest.mark.parametrize(
    "paint", [pytest.param(b"0.72 g ", id="pale and alone"), pytest.param(b"0.2 0.3 0.5 rg ", id="dark blue")]
)
def test_writing_beside_the_text_is_no_watermark(tmp_path: Path, paint: bytes) -> None:
    path = painted(tmp_path, lambda pdf, page: paint + words("填报说明见附件", 72, 300, 10).encode())
    assert "填报说明见附件" in said(read(path, "a.pdf"))


def test_pale_figures_that_repeat_in_a_table_are_figures(tmp_path: Path) -> None:
    """Some programs paint zeros pale, so that other figures stand out."""

    def grid(pdf: pikepdf.Pdf, page: Any) -> bytes:
        lines = "".join(f"100 {y} m 400 {y} l S " for y in range(200, 301, 20))
        lines += "".join(f"{x} 200 m {x} 300 l S " for x in range(100, 401, 100))
        zeros = "".join(words("0", x + 40, y + 5) for x in (100, 200, 300) for y in range(200, 300, 20))
        return f"0.5 w {lines} 0.75 g {zeros}".encode()

    table = said(read(painted(tmp_path, grid), "a.pdf"))[-1]
    assert table == [(row, column, "0") for row in range(5) for column in range(3)]


def test_a_page_whose_writing_is_all_turned_keeps_it(tmp_path: Path) -> None:
    from reportlab.pdfgen import canvas

    sheet = canvas.Canvas(str(tmp_path / "turned.pdf"))
    sheet.translate(100, 100)
    sheet.rotate(20)
    for line in range(12):
        sheet.drawString(0, 400 - 20 * line, f"This is line {line} of a page that lies askew.")
    sheet.save()
    document = read(tmp_path / "turned.pdf", "a.pdf")
    assert document.remarks == ()
    assert sum(len(text.string) for _, _, text in document.texts()) > 300
