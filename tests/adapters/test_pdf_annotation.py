"""Annotated copies of PDF files: the right place, the original bytes, and only our own notes replaced."""

from __future__ import annotations

import subprocess
from datetime import UTC
from pathlib import Path
from typing import Any

import pikepdf
import pypdfium2
import pytest

from adapters.pdf import annotate, read
from adapters.pdf.annotating.typeface import _candidates
from checker.audit.annotation import Note
from checker.document import Document, Location, Paragraph, Table
from checker.finding import Severity, Verdict
from tests.adapters.pdf_samples import REPORT, with_reportlab


@pytest.fixture(scope="session")
def report(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return with_reportlab(REPORT, tmp_path_factory.mktemp("annotated") / "report.pdf")


def note(place: Location, name: str = "f1", *related: Location, severity: Severity = Severity.ERROR) -> Note:
    return Note(name, place, severity, Verdict.FAIL, "合计不一致", ("7 + 3 ≠ 11", "依据：第五十条"), related)


def figure(document: Document, text: str = "1284") -> Location:
    """The cell with that text."""
    for index, block in enumerate(document.blocks):
        if isinstance(block, Table):
            for cell in block.cells:
                if cell.text.string == text:
                    return document.locate(index, 0, len(text), (cell.row, cell.column))
    raise KeyError(text)


def annotations(path: Path, subtype: str = "/Highlight") -> list[dict[str, Any]]:
    """What the file says of its annotations of a kind, in order of pages."""
    with pikepdf.open(path) as pdf:
        return [
            {
                "page": number,
                "text": str(entry.Contents),
                "bytes": bytes(entry.Contents),
                "author": str(entry.get("/T", "")),
                "quads": len(entry.get("/QuadPoints", ())) // 8,
                "blend": str(entry.AP.N.Resources.ExtGState.Multiply.BM) if subtype == "/Highlight" else "",
                "popup": "/Popup" in entry and entry.Popup.Parent.NM == entry.NM,
            }
            for number, page in enumerate(pdf.pages, 1)
            for entry in page.obj.get("/Annots", ())
            if entry.Subtype == subtype
        ]


def image(path: Path, page: int, scale: float = 2.0) -> Any:
    pdf = pypdfium2.PdfDocument(path)
    try:
        return pdf[page - 1].render(scale=scale).to_pil().convert("RGB")
    finally:
        pdf.close()


def coloured(path: Path, page: int, scale: float = 2.0) -> tuple[float, float, float, float]:
    """The bounds of what is neither grey nor white, in points from the top left."""
    from PIL import ImageChops

    red, green, blue = image(path, page, scale).split()
    difference = ImageChops.lighter(ImageChops.difference(red, green), ImageChops.difference(green, blue))
    box = difference.point(lambda value: 255 if value > 24 else 0).getbbox()
    assert box is not None
    left, top, right, bottom = (side / scale for side in box)
    return (left, top, right, bottom)


def sound(path: Path) -> bool:
    return subprocess.run(["qpdf", "--check", str(path)], capture_output=True, check=False).returncode == 0


@pytest.mark.parametrize("turn", [0, 90, 180, 270])
def test_a_highlight_covers_the_figure_and_nothing_else(report: Path, tmp_path: Path, turn: int) -> None:
    source = tmp_path / "source.pdf"
    with pikepdf.open(report) as pdf:
        for page in pdf.pages:
            page.obj.CropBox = pikepdf.Array([15, 25, 580, 820])
            page.rotate(turn, relative=False)
        pdf.save(source)
    document = read(source, "a.pdf")
    place = figure(document)
    target = tmp_path / "target.pdf"
    assert annotate(source, document, [note(place)], target) == ()
    assert target.read_bytes().startswith(source.read_bytes())
    # Writing that runs down or backwards has a box for each character.
    lefts, tops, rights, bottoms = zip(*place.boxes, strict=True)
    around = (min(lefts), min(tops), max(rights), max(bottoms))
    assert coloured(target, place.page or 0) == pytest.approx(around, abs=1.0)
    assert sound(target)


def test_the_note_is_readable_text_of_its_author(report: Path, tmp_path: Path) -> None:
    document = read(report, "a.pdf")
    annotate(report, document, [note(figure(document))], tmp_path / "a.pdf")
    (highlight,) = annotations(tmp_path / "a.pdf")
    assert highlight["text"] == "合计不一致\n7 + 3 ≠ 11\n依据：第五十条"
    assert highlight["bytes"].startswith(b"\xfe\xff")
    assert highlight["author"] == "gouji"
    assert highlight["blend"] == "/Multiply"
    assert highlight["popup"]


def test_a_range_over_lines_and_pages_is_marked_on_each(tmp_path: Path) -> None:
    from tests.adapters.pdf_samples import WORK, Report

    source = with_reportlab(Report("标题", ("一、总体情况", *(WORK[0],) * 12)), tmp_path / "source.pdf")
    document = read(source, "a.pdf")
    index = next(
        at
        for at, block in enumerate(document.blocks)
        if isinstance(block, Paragraph) and len(block.text.place(0, len(block.text.string)).areas) == 2
    )
    place = document.locate(index, 0, len(document.text_at(index).string))
    annotate(source, document, [note(place)], tmp_path / "a.pdf")
    found = annotations(tmp_path / "a.pdf")
    assert [mark["page"] for mark in found] == [1, 2]
    assert sum(mark["quads"] for mark in found) == len(place.boxes) + sum(len(boxes) for _, boxes in place.continued)


def test_other_operands_are_marked_without_the_text(report: Path, tmp_path: Path) -> None:
    document = read(report, "a.pdf")
    related = figure(document, "105.36")
    annotate(report, document, [note(figure(document), "f1", related)], tmp_path / "a.pdf")
    texts = [mark["text"].splitlines() for mark in annotations(tmp_path / "a.pdf")]
    assert texts == [["合计不一致", "7 + 3 ≠ 11", "依据：第五十条"], ["合计不一致"]]


def test_what_is_missing_gets_an_icon_beside_the_block_before_or_on_the_first_page(
    report: Path, tmp_path: Path
) -> None:
    document = read(report, "a.pdf")
    last = len(document.blocks) - 1
    missing = [note(Location("a.pdf", block=last), "m1"), note(Location("a.pdf"), "m2")]
    annotate(report, document, missing, tmp_path / "a.pdf")
    assert [mark["page"] for mark in annotations(tmp_path / "a.pdf", "/Text")] == [1, document.pages]


def test_a_blank_cell_gets_its_icon_in_its_own_row(tmp_path: Path) -> None:
    source = Path(__file__).parents[2] / "samples" / "defects-2021.pdf"
    document = read(source, "a.pdf")
    index, table = next(
        (index, block)
        for index, block in enumerate(document.blocks)
        if isinstance(block, Table) and any(cell.text.string == "行政强制" for cell in block.cells)
    )
    label = next(cell for cell in table.cells if cell.text.string == "行政强制")
    blank = next(cell for cell in table.cells if cell.row == label.row and cell.column > label.column)
    assert blank.text.string == ""
    place = document.locate(index, 0, 0, (blank.row, blank.column))
    annotate(source, document, [note(place)], tmp_path / "a.pdf")
    ((number, ((_, top, right, bottom),)),) = label.text.place(0, 4).areas
    with pikepdf.open(tmp_path / "a.pdf") as pdf:
        page = pdf.pages[number - 1]
        (icon,) = (one for one in page.obj.Annots if one.Subtype == "/Text")
        x0, y0, _, y1 = (float(value) for value in icon.Rect)
        height = float(page.mediabox[3])
    assert height - y1 < bottom
    assert height - y0 > top
    assert x0 > right + 20


def test_a_second_run_replaces_our_notes_and_keeps_those_of_others(report: Path, tmp_path: Path) -> None:
    document = read(report, "a.pdf")
    source = tmp_path / "source.pdf"
    with pikepdf.open(report) as pdf:
        theirs = pdf.make_indirect(
            pikepdf.Dictionary(
                Type=pikepdf.Name.Annot,
                Subtype=pikepdf.Name.Text,
                Rect=pikepdf.Array([10, 10, 30, 30]),
                Contents=pikepdf.String("复核人的意见"),
            )
        )
        pdf.pages[0].obj.Annots = pikepdf.Array([theirs])
        pdf.save(source)
    first, second = tmp_path / "first.pdf", tmp_path / "second.pdf"
    both = [note(figure(document), "f1"), note(figure(document, "105.36"), "f2")]
    annotate(source, document, both, first, sheet=["检查结果", "1. 合计不一致"])
    again = read(first, "a.pdf")
    assert (again.blocks, again.pages) == (document.blocks, document.pages)
    annotate(first, again, both[:1], second, sheet=["检查结果", "已无其他问题"])
    assert len(annotations(second)) == 1
    assert [mark["text"] for mark in annotations(second, "/Text")] == ["复核人的意见"]
    assert second.read_bytes().startswith(first.read_bytes())
    with pikepdf.open(second) as pdf:
        assert len(pdf.pages) == (document.pages or 0) + 1


def test_the_findings_sheet_states_its_lines_as_text(report: Path, tmp_path: Path) -> None:
    document = read(report, "a.pdf")
    lines = ["检查结果：年度报告.pdf", "", *(f"{at}. 第{at}处：7 + 3 ≠ 11，应为 10。" for at in range(1, 41))]
    annotate(report, document, [], tmp_path / "a.pdf", sheet=lines)
    with pypdfium2.PdfDocument(tmp_path / "a.pdf") as pdf:
        ink = pdf[len(pdf) - 1].render(scale=1, grayscale=True).to_pil().getextrema()
    assert on_the_sheet(tmp_path / "a.pdf", document) == [line for line in lines if line]
    assert ink[0] < 100


def on_the_sheet(path: Path, document: Document) -> list[str]:
    """The lines of the one page that has come to a document."""
    with pypdfium2.PdfDocument(path) as pdf:
        assert len(pdf) == (document.pages or 0) + 1
        return [line for line in pdf[len(pdf) - 1].get_textpage().get_text_range().split("\r\n") if line]


def test_the_findings_sheet_is_one_page_however_much_there_is_to_say(report: Path, tmp_path: Path) -> None:
    document = read(report, "a.pdf")
    details = [f"\u3000依据：第{at}条，本列数据的勾稽关系为第一项加第二项之和" for at in range(1, 201)]
    for count in (15, 40, 200):
        said = [line for at in range(count) for line in ("", f"{at + 1}. 不平（第{at + 1}页）", details[at])]
        annotate(report, document, [], tmp_path / f"{count}.pdf", sheet=["检查结果", *said])
    some, brief, cut = (on_the_sheet(tmp_path / f"{count}.pdf", document) for count in (15, 40, 200))
    assert (len(some), some[2]) == (31, details[0].strip())
    assert brief == ["检查结果", *(f"{at}. 不平（第{at}页）" for at in range(1, 41))]
    assert cut[:2] == ["检查结果", "1. 不平（第1页）"]
    assert cut[-1] == f"… +{200 - (len(cut) - 2)}"


def fonts_of_last_page(path: Path) -> list[Any]:
    with pikepdf.open(path) as pdf:
        fonts = pdf.pages[-1].obj.Resources.Font
        return [dict(fonts[name].DescendantFonts[0].FontDescriptor) for name in fonts]


@pytest.mark.skipif(not _candidates(), reason="needs a Chinese font")
def test_the_findings_sheet_brings_along_the_characters_that_it_shows(report: Path, tmp_path: Path) -> None:
    annotate(report, read(report, "a.pdf"), [], tmp_path / "a.pdf", sheet=["检查结果", "合计 7 + 3 ≠ 11"])
    (font,) = fonts_of_last_page(tmp_path / "a.pdf")
    assert "/FontFile3" in font or "/FontFile2" in font
    assert (tmp_path / "a.pdf").stat().st_size < report.stat().st_size + 30_000
    assert sound(tmp_path / "a.pdf")


def test_without_a_font_for_its_characters_the_findings_sheet_names_one(report: Path, tmp_path: Path) -> None:
    lines = ["".join(map(chr, range(0x12000, 0x12060)))]  # cuneiform
    annotate(report, read(report, "a.pdf"), [], tmp_path / "a.pdf", sheet=lines)
    (font,) = fonts_of_last_page(tmp_path / "a.pdf")
    assert str(font["/FontName"]) == "/STSong-Light"
    assert sound(tmp_path / "a.pdf")


def test_an_encrypted_file_stays_encrypted_and_whole(report: Path, tmp_path: Path) -> None:
    source = tmp_path / "source.pdf"
    with pikepdf.open(report) as pdf:
        pdf.save(source, encryption=pikepdf.Encryption(owner="owner", user=""))
    document = read(source, "a.pdf")
    assert annotate(source, document, [note(figure(document))], tmp_path / "a.pdf") == ()
    assert (tmp_path / "a.pdf").read_bytes().startswith(source.read_bytes())
    (highlight,) = annotations(tmp_path / "a.pdf")
    assert highlight["text"].startswith("合计不一致")


@pytest.mark.parametrize("damage", [lambda data: b"junk\n" + data, lambda data: data[:-7]], ids=["junk", "no end"])
def test_a_defective_file_is_repaired_and_that_is_said(report: Path, tmp_path: Path, damage: Any) -> None:
    source = tmp_path / "source.pdf"
    source.write_bytes(damage(report.read_bytes()))
    document = read(source, "a.pdf")
    (remark,) = annotate(source, document, [note(figure(document))], tmp_path / "a.pdf")
    assert remark.key == "reading.pdf_repaired"
    assert sound(tmp_path / "a.pdf")
    assert len(annotations(tmp_path / "a.pdf")) == 1


def test_a_signed_revision_stays_intact(report: Path, tmp_path: Path) -> None:
    from pyhanko.pdf_utils.reader import PdfFileReader
    from pyhanko.sign.validation import validate_pdf_signature

    source = signed(report, tmp_path)
    document = read(source, "a.pdf")
    (remark,) = annotate(source, document, [note(figure(document))], tmp_path / "a.pdf")
    assert remark.key == "reading.pdf_signed"
    with (tmp_path / "a.pdf").open("rb") as file:
        (signature,) = PdfFileReader(file).embedded_signatures
        status = validate_pdf_signature(signature)
    assert status.intact
    assert status.coverage.name == "ENTIRE_REVISION"


def signed(source: Path, folder: Path) -> Path:
    """The file with a signature by a certificate made for the test."""
    from datetime import datetime, timedelta

    from cryptography import x509
    from cryptography.hazmat.primitives import hashes, serialization
    from cryptography.hazmat.primitives.asymmetric import rsa
    from cryptography.x509.oid import NameOID
    from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
    from pyhanko.sign import signers

    key = rsa.generate_private_key(65537, 2048)
    who = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "test")])
    now = datetime.now(UTC)
    certificate = (
        x509.CertificateBuilder()
        .subject_name(who)
        .issuer_name(who)
        .public_key(key.public_key())
        .serial_number(1)
        .not_valid_before(now - timedelta(days=1))
        .not_valid_after(now + timedelta(days=1))
        .sign(key, hashes.SHA256())
    )
    (folder / "key.pem").write_bytes(
        key.private_bytes(serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption())
    )
    (folder / "certificate.pem").write_bytes(certificate.public_bytes(serialization.Encoding.PEM))
    signer = signers.SimpleSigner.load(str(folder / "key.pem"), str(folder / "certificate.pem"))
    target = folder / "signed.pdf"
    with source.open("rb") as file, target.open("wb") as out:
        signers.sign_pdf(
            IncrementalPdfFileWriter(file), signers.PdfSignatureMetadata(field_name="S"), signer=signer, output=out
        )
    return target
