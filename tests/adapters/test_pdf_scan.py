"""Scanned pages: told without the extra, read with it page by page, a hidden text compared with the picture."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from importlib.util import find_spec
from math import cos, radians, sin
from pathlib import Path

import pikepdf
import pytest

from adapters.pdf import read
from adapters.pdf.reading import reader
from adapters.pdf.scan import crew
from checker.document import Document, GlyphRun, Paragraph, Table
from checker.messages import text
from checker.workers.pulse import listen
from tests.adapters.pdf_overlays import add, song
from tests.adapters.pdf_samples import Report, Ruled, row, with_reportlab

needs_recognition = pytest.mark.skipif(
    find_spec("rapidocr") is None or find_spec("onnxruntime") is None, reason="the extra ocr is not installed"
)

TABLE = Ruled(
    (
        row("申请人情况", "自然人", "商业企业", "总计"),
        row("本年新收申请数量", 7, 128, 135),
        row("上年结转申请数量", 0, 3, 3),
        row("予以公开", 6, 1, 7),
    ),
    (40, 20, 20, 20),
)
REPORT = Report("政府信息公开工作年度报告", ("一、总体情况", TABLE, "二、存在的主要问题"))
CELLS = {(at, column): spot.text for at, column, spot in TABLE.placed()}
HIGH = 841.89


def scanned(folder: Path, turn: float = 0.0) -> Path:
    """The report as a picture of 150 dots an inch, and nothing else."""
    import pypdfium2
    from PIL import Image

    pdf = pypdfium2.PdfDocument(with_reportlab(REPORT, folder / "plain.pdf"))
    picture = pdf[0].render(scale=150 / 72).to_pil().convert("L")
    pdf.close()
    picture = picture.rotate(turn, fillcolor=255, resample=Image.Resampling.BICUBIC)
    picture.save(folder / "scan.pdf", resolution=150, quality=85)
    return folder / "scan.pdf"


def layered(folder: Path, change: Callable[[str], str] = lambda said: said, turn: float = 0.0) -> Path:
    """The scan with its text in a layer that does not show, as somebody has recognised it; both askew by `turn`."""
    with pikepdf.open(scanned(folder)) as pdf:
        page = pdf.pages[0]
        add(page, "/Font", "/Z", song(pdf))
        signs = [
            f"BT /Z {size:.1f} Tf 1 0 0 1 {x:.2f} {y:.2f} Tm <{change(said).encode('utf-16-be').hex()}> Tj ET"
            for said, x, y, size in _written(folder / "plain.pdf")
            if change(said)
        ]
        own = page.obj.Contents.read_bytes()
        c, s, x, y = cos(radians(turn)), sin(radians(turn)), 297.6, HIGH / 2
        matrix = f"{c:.6f} {s:.6f} {-s:.6f} {c:.6f} {x - c * x + s * y:.3f} {y - s * x - c * y:.3f} cm"
        page.obj.Contents = pdf.make_stream(
            b"q " + matrix.encode() + b" q\n" + own + b"\nQ 3 Tr\n" + "\n".join(signs).encode() + b"\nQ"
        )
        pdf.save(folder / "layer.pdf")
    return folder / "layer.pdf"


def _written(path: Path) -> Iterator[tuple[str, float, float, float]]:
    """Every sign of the plain report with its place from the bottom left and its size."""
    for _, _, said in read(path, "plain.pdf").texts():
        for run in said.runs:
            assert isinstance(run, GlyphRun)
            for at, box in enumerate(run.boxes):
                if box is not None:
                    size = box[3] - box[1]
                    yield said.string[run.start + at], box[0], HIGH - box[3] + 0.12 * size, size


def cells_of(document: Document) -> dict[tuple[int, int], str]:
    (table,) = (block for block in document.blocks if isinstance(block, Table))
    return {(cell.row, cell.column): cell.text.string for cell in table.cells}


def sure(document: Document) -> dict[str, float]:
    """How sure each cell and paragraph is."""
    return {said.string: said.confidence(0, len(said.string)) for _, _, said in document.texts()}


def reasons(document: Document) -> list[str]:
    return [unread.why.key for unread in document.unread]


def test_without_the_extra_the_page_is_told_with_the_command(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reader, "installed", lambda: False)
    document = read(scanned(tmp_path), "scan.pdf")
    (unread,) = document.unread
    assert text(unread.what) == "第 1 页"
    assert "pip install 'gouji[ocr]'" in text(unread.why)
    assert not any(isinstance(block, (Paragraph, Table)) for block in document.blocks)


@needs_recognition
@pytest.mark.parametrize("turn", [0.0, 0.8, -2.5], ids=["straight", "skewed", "skewed the other way"])
def test_with_the_extra_every_figure_is_read_with_its_confidence(tmp_path: Path, turn: float) -> None:
    document = read(scanned(tmp_path, turn), "scan.pdf")
    assert cells_of(document) == CELLS
    assert [block.text.string for block in document.blocks if isinstance(block, Paragraph)] == [
        REPORT.title,
        "一、总体情况",
        "二、存在的主要问题",
    ]
    assert all(0.5 < confidence < 1.0 for confidence in sure(document).values())
    # The figure 128 stands where the page shows it.
    plain = read(tmp_path / "plain.pdf", "plain.pdf")
    x0, top, x1, bottom = place(document)
    a0, above, a1, below = place(plain)
    away = radians(-turn)
    across, down = (a0 + a1) / 2 - 297.6, (above + below) / 2 - HIGH / 2
    assert (x0 + x1) / 2 == pytest.approx(297.6 + across * cos(away) - down * sin(away), abs=4)
    assert (top + bottom) / 2 == pytest.approx(HIGH / 2 + across * sin(away) + down * cos(away), abs=4)


def place(document: Document) -> tuple[float, float, float, float]:
    index = next(at for at, block in enumerate(document.blocks) if isinstance(block, Table))
    return document.locate(index, 0, 3, (1, 2)).boxes[0]


@needs_recognition
@pytest.mark.parametrize("turn", [0.0, 0.8])
def test_a_hidden_text_that_the_picture_bears_out_is_read_with_the_rules_of_the_picture(
    tmp_path: Path, turn: float
) -> None:
    document = read(layered(tmp_path, turn=turn), "layer.pdf")
    assert cells_of(document) == CELLS
    (unread,) = document.unread
    assert unread.why.key == "reading.pdf_layer"
    assert unread.why.params == {"numbers": 9, "others": 0}
    # What two have read alike is certain; what one has is not.
    assert sure(document)["135"] >= 0.9
    assert 0.85 <= sure(document)["商业企业"] < 0.9


@needs_recognition
def test_a_hidden_text_that_the_picture_belies_is_not_read(tmp_path: Path) -> None:
    def wrong(said: str) -> str:
        return re.sub(r"\d", lambda digit: str((int(digit[0]) + 3) % 10), said)

    document = read(layered(tmp_path, wrong), "layer.pdf")
    assert cells_of(document) == CELLS
    assert reasons(document)[0] == "reading.pdf_layer_wrong"


@needs_recognition
def test_a_number_on_which_the_two_differ_counts_as_unknown(tmp_path: Path) -> None:
    document = read(layered(tmp_path, lambda said: said.replace("8", "6")), "layer.pdf")
    assert [(unread.why.key, unread.why.params["others"]) for unread in document.unread] == [("reading.pdf_layer", 1)]
    assert sure(document)["126"] < 0.85
    assert sure(document)["135"] >= 0.9


@needs_recognition
def test_a_hidden_text_that_leaves_out_a_part_is_not_enough(tmp_path: Path) -> None:
    document = read(layered(tmp_path, lambda said: "" if said in "申请数量上年结转公开" else said), "layer.pdf")
    assert cells_of(document) == CELLS
    assert reasons(document)[0] == "reading.pdf_layer_wrong"


def test_without_the_extra_nothing_of_a_hidden_text_is_certain(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reader, "installed", lambda: False)
    document = read(layered(tmp_path), "layer.pdf")
    assert reasons(document) == ["reading.pdf_layer_unchecked"]
    assert "135" in "".join(sure(document))
    assert all(0.85 <= confidence < 0.9 for confidence in sure(document).values())


def two_pages(folder: Path) -> Path:
    """A scanned page, and one with text."""
    with pikepdf.open(scanned(folder)) as pdf, pikepdf.open(folder / "plain.pdf") as plain:
        pdf.pages.extend(plain.pages)
        pdf.save(folder / "two.pdf")
    return folder / "two.pdf"


@needs_recognition
@pytest.mark.parametrize(
    ("limit", "value", "reason"),
    [("SECONDS", 0.05, "reading.pdf_ocr_slow"), ("MEGABYTES", 5, "reading.pdf_ocr_memory")],
)
def test_a_page_that_takes_too_much_is_named_and_the_other_is_read(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, limit: str, value: float, reason: str
) -> None:
    monkeypatch.setattr(crew, limit, value)
    document = read(two_pages(tmp_path), "two.pdf")
    assert [(text(unread.what), unread.why.key) for unread in document.unread] == [("第 1 页", reason)]
    assert cells_of(document) == CELLS


@needs_recognition
def test_a_page_at_which_the_process_dies_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(crew, "_START", "import sys; sys.exit(3)")
    document = read(two_pages(tmp_path), "two.pdf")
    assert reasons(document) == ["reading.pdf_ocr_died"]
    assert cells_of(document) == CELLS


@needs_recognition
def test_how_many_scanned_pages_are_done_is_told_from_the_first_on(tmp_path: Path) -> None:
    heard: list[tuple[str, int, int]] = []
    listen(lambda *said: heard.append(said))
    try:
        read(two_pages(tmp_path), "two.pdf")
    finally:
        listen(None)
    assert heard == [("scan", 0, 1), ("scan", 1, 1)]


@needs_recognition
def test_a_sign_before_a_heading_belongs_to_its_line() -> None:
    """Finders leave out the thin 一 at the beginning of a line."""
    import numpy

    from adapters.pdf.scan.leftover import completed

    black = numpy.zeros((400, 800), numpy.uint8)
    black[110:114, 60:84] = 255  # 一
    black[118:124, 92:98] = 255  # 、
    black[100:124, 110:300] = 255
    black[200:226, 500:524] = 255  # a sign alone
    black[300:303, 600:603] = 255  # dirt
    line = numpy.array([[108, 96], [304, 96], [304, 128], [108, 128]], numpy.float32)
    found = [tuple(int(side) for side in (*four[0], *four[2])) for four in completed([line], black, 200)]
    assert found == [(58, 96, 304, 128), (497, 197, 527, 229)]
