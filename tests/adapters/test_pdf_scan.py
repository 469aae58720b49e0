"""Scanned pages: told without the extra, read with it, uncertain readings marked as such."""

from __future__ import annotations

from importlib.util import find_spec
from pathlib import Path

import pytest

from adapters.pdf import read
from adapters.pdf.reading import reader
from checker.document import Document, GlyphRun, Paragraph, Table
from checker.messages import text
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


def test_without_the_extra_the_page_is_told_with_the_command(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reader, "installed", lambda: False)
    document = read(scanned(tmp_path), "scan.pdf")
    (unread,) = document.unread
    assert text(unread.what) == "第 1 页"
    assert "pip install 'gouji[ocr]'" in text(unread.why)
    assert not any(isinstance(block, (Paragraph, Table)) for block in document.blocks)


@needs_recognition
@pytest.mark.parametrize("turn", [0.0, 0.8], ids=["straight", "skewed"])
def test_with_the_extra_every_figure_is_read_with_its_confidence(tmp_path: Path, turn: float) -> None:
    document = read(scanned(tmp_path, turn), "scan.pdf")
    (table,) = (block for block in document.blocks if isinstance(block, Table))
    shown = {(cell.row, cell.column): cell.text.string for cell in table.cells}
    assert shown == {(at, column): spot.text for at, column, spot in TABLE.placed()}
    assert [block.text.string for block in document.blocks if isinstance(block, Paragraph)] == [
        REPORT.title,
        "一、总体情况",
        "二、存在的主要问题",
    ]
    assert all(0.5 < confidence < 1.0 for confidence in confidences(document))
    # The figure 128 stands where the page shows it.
    plain = read(tmp_path / "plain.pdf", "plain.pdf")
    x0, top, x1, bottom = place(document)
    a0, above, a1, below = place(plain)
    assert (x0 + x1) / 2 == pytest.approx((a0 + a1) / 2, abs=4 + 6 * turn)
    assert (top + bottom) / 2 == pytest.approx((above + below) / 2, abs=4 + 6 * turn)


def place(document: Document) -> tuple[float, float, float, float]:
    index = next(at for at, block in enumerate(document.blocks) if isinstance(block, Table))
    return document.locate(index, 0, 3, (1, 2)).boxes[0]


def confidences(document: Document) -> list[float]:
    return [run.confidence for _, _, each in document.texts() for run in each.runs if isinstance(run, GlyphRun)]
