"""Office files other than docx are read through LibreOffice, which may neither reach the network nor lose a file."""

from __future__ import annotations

import hashlib
import http.server
import shutil
import threading
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pytest

import adapters
from adapters import libreoffice, office
from adapters.prepared import prepared
from checker.audit.annotation import Note
from checker.document import Document, Paragraph, Table
from checker.errors import DocumentError
from checker.finding import Severity, Verdict
from checker.messages import text
from tests.ole_maker import compound

DATA = Path(__file__).parent.parent / "data" / "office"
needs_soffice = pytest.mark.soffice

WANTED = [
    "一、总体情况",
    "2020年共收到申请12件。",
    [["类别", "本年新收", "总计"], ["自然人", "10", "12"], ["其他", "2", ""]],
    "特此报告。",
]


def content(document: Document) -> list[str | list[list[str]]]:
    said: list[str | list[list[str]]] = []
    for block in document.blocks:
        if isinstance(block, Table):
            said.append([[cell.text.string for cell in row] for row in block.by_row()])
        else:
            said.append(block.text.string)
    return said


@pytest.fixture(autouse=True)
def _soffice(request: pytest.FixtureRequest) -> None:
    if request.node.get_closest_marker("soffice") and libreoffice.find() is None:
        pytest.skip("LibreOffice is not installed")


@needs_soffice
def test_one_run_converts_every_format_and_a_bad_file_stops_none(tmp_path: Path) -> None:
    files = {"doc": "report.doc", "rtf": "report.rtf", "odt": "report.odt"}
    paths = {form: DATA / file for form, file in files.items()}
    paths["wps"] = tmp_path / "report.wps"  # the same stem as others, and a Word file inside
    shutil.copyfile(DATA / "report.doc", paths["wps"])
    flat = DATA / "report.fodt"
    broken = tmp_path / "broken.doc"
    broken.write_bytes(compound({"WordDocument": b""}))
    empty = tmp_path / "empty.doc"
    empty.write_bytes(b"")
    converted = tmp_path / "converted"
    converted.mkdir()
    made = office.convert_all([*paths.values(), flat, broken, empty], converted)
    for form, path in paths.items():
        docx = made[path]
        assert isinstance(docx, Path), docx
        document = office.read(path, f"x.{form}", converted=docx)
        assert (document.path, document.format) == (f"x.{form}", form)
        assert document.sha256 == hashlib.sha256(path.read_bytes()).hexdigest()
        assert content(document) == WANTED
    assert content(office.read(flat, "x.fodt", converted=made[flat])) == WANTED  # type: ignore[arg-type]
    for bad, key in ((broken, "reading.unconverted"), (empty, "reading.empty")):
        refused = made[bad]
        assert isinstance(refused, DocumentError), refused
        assert refused.message.key == key
    assert not [path for path in DATA.iterdir() if path.name.startswith(".~lock")]


@needs_soffice
def test_a_heading_of_an_rtf_keeps_its_level() -> None:
    document = adapters.read(DATA / "report.rtf", "report.rtf")
    assert isinstance(document.blocks[0], Paragraph)
    assert document.blocks[0].level == 1
    assert document.format == "rtf"


@needs_soffice
def test_many_files_are_converted_before_they_are_read(tmp_path: Path) -> None:
    disguised = tmp_path / "disguised.doc"
    disguised.write_text("一、总体情况\n", encoding="utf-8")
    broken = tmp_path / "broken.doc"
    broken.write_bytes((DATA / "report.doc").read_bytes()[:700])
    paths = [DATA / "report.doc", DATA / "report.rtf", DATA / "report.odt", disguised, broken]
    with prepared([(path, path.name) for path in paths], workers=2) as read:
        assert read.made.keys() == {DATA / "report.doc", DATA / "report.rtf", DATA / "report.odt", broken}
        for path in paths[:3]:
            assert content(read(path, path.name)) == WANTED
        assert read(disguised, "disguised.doc").format == "txt"
        with pytest.raises(DocumentError) as caught:
            read(broken, "broken.doc")
        assert caught.value.message.key == "reading.truncated"


@needs_soffice
def test_notes_go_into_a_docx_made_of_the_file(tmp_path: Path) -> None:
    source = tmp_path / "report.rtf"
    shutil.copyfile(DATA / "report.rtf", source)
    document = adapters.read(source, "report.rtf")
    place = document.locate(2, 0, 2, (1, 2))
    assert place.text == "12"
    note = Note("f1", place, Severity.ERROR, Verdict.FAIL, "合计不符", ("合计应为 10",))
    remarks = office.annotate(source, document, [note], tmp_path / "annotated.rtf")
    assert [remark.key for remark in remarks] == ["reading.converted_copy"]
    copy = tmp_path / "annotated.docx"
    with zipfile.ZipFile(copy) as package:
        assert "合计应为 10" in package.read("word/comments.xml").decode()
    assert content(adapters.read(copy)) == WANTED
    assert source.read_bytes() == (DATA / "report.rtf").read_bytes()
    source.write_bytes((DATA / "report.doc").read_bytes())
    with pytest.raises(DocumentError) as caught:
        office.annotate(source, document, [note], tmp_path / "again.rtf")
    assert caught.value.message.key == "reading.docx_changed"


@pytest.fixture
def server() -> Iterator[tuple[str, list[str]]]:
    """An address and the requests that reach it."""
    seen: list[str] = []

    class Handler(http.server.BaseHTTPRequestHandler):
        def handle(self) -> None:
            seen.append(self.client_address[0])

    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler) as running:
        threading.Thread(target=running.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{running.server_port}", seen
        running.shutdown()


@needs_soffice
@pytest.mark.parametrize("isolated", [True, False])
def test_a_picture_from_elsewhere_is_not_fetched(tmp_path: Path, server: tuple[str, list[str]], isolated: bool) -> None:
    """Neither where the network can be cut off nor where only the settings keep LibreOffice from it."""
    address, seen = server
    plain = (DATA / "report.fodt").read_text(encoding="utf-8")
    frame = (
        '<draw:frame text:anchor-type="as-char" svg:width="2cm" svg:height="2cm">'
        f'<draw:image xlink:href="{address}/x.png" xlink:type="simple" xlink:show="embed" xlink:actuate="onLoad"/>'
        "</draw:frame></text:p>\n</office:text>"
    )
    spaces = (
        ' xmlns:draw="urn:oasis:names:tc:opendocument:xmlns:drawing:1.0"'
        ' xmlns:svg="urn:oasis:names:tc:opendocument:xmlns:svg-compatible:1.0"'
        ' xmlns:xlink="http://www.w3.org/1999/xlink" office:version'
    )
    linked = plain.replace(" office:version", spaces, 1).replace("</text:p>\n</office:text>", frame)
    path = tmp_path / "linked.fodt"
    path.write_text(linked, encoding="utf-8")
    prefix = libreoffice.isolation() if isolated else ()
    made = libreoffice.convert([(path, "linked.fodt", "odt")], tmp_path, libreoffice.find(), prefix)[path]
    assert isinstance(made, Path)
    assert "特此报告。" in content(office.read(path, "linked.fodt", made))
    assert seen == []


def test_without_libreoffice_the_message_names_the_package(tmp_path: Path) -> None:
    source = DATA / "report.doc"
    refused = libreoffice.convert([(source, "report.doc", "doc")], tmp_path, None, ())[source]
    assert isinstance(refused, DocumentError)
    for language in ("zh-CN", "en"):
        shown = text(refused.message, language)
        assert "report.doc" in shown
        assert "libreoffice-writer-nogui" in shown
        assert ".docx" in shown
