"""What a file is: its content decides, and each kind of bad file has its own message."""

from __future__ import annotations

import contextlib
import inspect
import io
import os
import tempfile
import zipfile
from importlib import import_module
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import adapters
from checker.document import Document
from checker.errors import DocumentError
from checker.messages import text
from tests.ole_maker import compound

REPORT = "某市某局2020年政府信息公开工作年度报告\n一、总体情况\n2020年，本局共公开信息12条。\n"


def types(main: str) -> str:
    """A list of content types that names the type of the main part."""
    return f'<Types><Override PartName="/main.xml" ContentType="application/vnd.{main}.main+xml"/></Types>'


DOCX_TYPES = types("openxmlformats-officedocument.wordprocessingml.document")
DOCM_TYPES = types("ms-word.document.macroEnabled")
XLSX_TYPES = types("openxmlformats-officedocument.spreadsheetml.sheet")
PPTX_TYPES = types("openxmlformats-officedocument.presentationml.presentation")
ODT = "application/vnd.oasis.opendocument.text"


XLSB_TYPES = types("ms-excel.sheet.binary.macroEnabled").replace("+xml", "")
DOCX_DEFAULT = '<Default Extension="docx" ContentType="application/vnd.x-wordprocessingml.document"/>'
XLSX_DEFAULT = '<Default Extension="xlsx" ContentType="application/vnd.x-spreadsheetml.sheet"/>'
MANIFEST_OF_SHEETS = (
    '<manifest><file-entry full-path="/" media-type="application/vnd.oasis.opendocument.spreadsheet"/></manifest>'
)


def manifest(encrypted: str) -> str:
    """The manifest of an OpenDocument file in which one part is encrypted."""
    entries = (
        f'<m:file-entry m:full-path="{part}">{"<m:encryption-data/>" if part == encrypted else ""}</m:file-entry>'
        for part in ("content.xml", "Pictures/1.png")
    )
    return f'<m:manifest xmlns:m="m">{"".join(entries)}</m:manifest>'


def package(main: str, content_types: str, other: str, default: str) -> dict[str, str]:
    """A package with a main part and another file in it, whose type is told first."""
    return {
        "[Content_Types].xml": content_types.replace("<Types>", f"<Types>{default}").replace("/main.xml", f"/{main}"),
        "_rels/.rels": f'<Relationships><Relationship Type="x/officeDocument" Target="{main}"/></Relationships>',
        other: "",
        main: "",
    }


XLSX_PARTS = package("xl/workbook.xml", XLSX_TYPES, "xl/styles.xml", "")


def archive(members: dict[str, str]) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as file:
        for name, content in members.items():
            file.writestr(name, content)
    return buffer.getvalue()


DOCX = archive({"[Content_Types].xml": DOCX_TYPES, "word/document.xml": "<w/>"})


def sniffed(folder: Path, name: str, content: bytes) -> str:
    path = folder / name
    path.write_bytes(content)
    return adapters.sniff(path, adapters.head_of(path, name), name)


def refused(folder: Path, name: str, content: bytes) -> str:
    with pytest.raises(DocumentError) as caught:
        sniffed(folder, name, content)
    assert name in text(caught.value.message, "en")
    assert name in text(caught.value.message, "zh-CN")
    return caught.value.message.key


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        (b"%PDF-1.7\n...", "pdf"),
        (b"junk before it\r\n" * 20 + b"%PDF-1.4\n", "pdf"),
        (b"{\\rtf1\\ansi", "rtf"),
        (b"\xef\xbb\xbf{\\rtf1\\ansi", "rtf"),
        (DOCX, "docx"),
        (archive({"[Content_Types].xml": DOCM_TYPES}), "docx"),
        (archive({"word/document.xml": "<w/>"}), "docx"),
        (archive({"[Content_Types].xml": XLSX_TYPES}), "xlsx"),
        (archive({"OFD.xml": "<OFD/>", "Doc_0/Document.xml": ""}), "ofd"),
        (archive({"mimetype": ODT, "content.xml": ""}), "odt"),
        (archive({"mimetype": ODT, "META-INF/manifest.xml": manifest("Pictures/1.png")}), "odt"),
        (archive({"META-INF/manifest.xml": MANIFEST_OF_SHEETS}), "ods"),
        (archive({"[Content_Types].xml": XLSB_TYPES}), "xlsb"),
        (archive(package("xl/workbook.xml", XLSX_TYPES, "word/embedded.docx", DOCX_DEFAULT)), "xlsx"),
        (archive(package("word/document.xml", DOCX_TYPES, "word/embeddings/sheet.xlsx", XLSX_DEFAULT)), "docx"),
        (archive({name.replace("/", "\\").lower(): part for name, part in XLSX_PARTS.items()}), "xlsx"),
        (compound({"Workbook": b""}), "xls"),
        (compound({"BOOK": b""}), "xls"),
        (compound({"WORDDOCUMENT": b"\xec\xa5\xc1\x00"}), "doc"),
        (b"<?xml version='1.0'?><Workbook xmlns='urn:schemas-microsoft-com:office:spreadsheet'>", "xls"),
        (b"<office:document xmlns:office='x' office:mimetype='application/vnd.oasis.opendocument.spreadsheet'>", "ods"),
        (b"MIME-Version: 1.0\r\nContent-Type: multipart/related; boundary=x\r\n", "mht"),
        (compound({"WordDocument": b"\xec\xa5\xc1\x00", "1Table": b""}), "doc"),
        (compound({"WordDocument": b"\xec\xa5\xc1\x00" * 300, "1Table": b"x" * 9000}, small=True), "doc"),
        (compound({"WORDDOCUMENT": b"\xec\xa5\xc1\x00", "1TABLE": b""}), "doc"),
        (compound({"1Table": b"x" * 70, "worddocument": b"\xec\xa5\xc1\x00"}, small=True), "doc"),
        (b"<!DOCTYPE html><html><body>", "html"),
        ("\ufeff\r\n<?xml version='1.0'?>\n<!-- x --><HTML>".encode(), "html"),
        ("<div><table><tr><td>年度报告</td></tr></table></div>".encode("gb18030"), "html"),
        (b"<?xml version='1.0'?><w:wordDocument xmlns:w='x'>", "doc"),
        (b"<?xml version='1.0'?><office:document xmlns:office='x'>", "odt"),
        (REPORT.encode(), "txt"),
        (REPORT.encode("utf-8-sig"), "txt"),
        (REPORT.encode("utf-16"), "txt"),
        (REPORT.encode("utf-16-le"), "txt"),
        (REPORT.encode("utf-16-be"), "txt"),
        (REPORT.encode("utf-32"), "txt"),
        (REPORT.encode("gb18030"), "txt"),
        (REPORT.encode("utf-8")[:-2], "txt"),
        (REPORT.encode() * 5 + b"\xff", "txt"),
        (b"BMW is a make of car, and this is a text about it.", "txt"),
        (b"1 < 2", "txt"),
    ],
)
def test_content_tells_the_format_under_a_suffix_that_does_not(tmp_path: Path, content: bytes, expected: str) -> None:
    assert sniffed(tmp_path, "report.bin", content) == expected
    assert sniffed(tmp_path, "report.docx", content) == expected


@pytest.mark.parametrize(
    ("suffix", "expected"),
    [(".txt", "txt"), (".md", "md"), (".CSV", "csv"), (".tsv", "csv"), (".htm", "html"), (".log", "txt"), ("", "txt")],
)
def test_the_suffix_tells_texts_apart(tmp_path: Path, suffix: str, expected: str) -> None:
    assert sniffed(tmp_path, "report" + suffix, REPORT.encode()) == expected


def test_a_word_file_of_the_wps_suffix_is_a_wps_file(tmp_path: Path) -> None:
    assert sniffed(tmp_path, "report.wps", compound({"WordDocument": b"\xec\xa5"})) == "wps"
    assert sniffed(tmp_path, "new.wps", DOCX) == "docx"


@pytest.mark.parametrize(
    ("content", "key"),
    [
        (b"", "empty"),
        (b"\x00" * 900, "zeros"),
        (b" \r\n\t", "blank"),
        ("\ufeff　\n".encode(), "blank"),
        (bytes(range(256)) * 8, "unknown"),
        (b"\x7fELF\x02\x01\x01" + b"\x00" * 100 + b"\x01\x02", "unknown"),
        (compound({"EncryptedPackage": b"x", "EncryptionInfo": b"y"}), "password"),
        (compound({"WordDocument": b"\xec\xa5\xc1\x00".ljust(10, b"\x00") + b"\x00\x01"}), "password"),
        (
            compound({"1Table": b"x", "WordDocument": b"\xec\xa5\xc1\x00".ljust(11, b"\x00") + b"\x01"}, True),
            "password",
        ),
        (compound({"encryptedpackage": b"x"}), "password"),
        (archive({"mimetype": ODT, "META-INF/manifest.xml": manifest("content.xml")}), "password"),
        (DOCX[: len(DOCX) // 2], "truncated"),
        (compound({"WordDocument": b""})[:900], "truncated"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "truncated"),
        (archive({"letter.txt": "dear"}), "archive"),
        (b"PK\x05\x06" + b"\x00" * 18, "archive"),
        (b"Rar!\x1a\x07\x01\x00....", "archive"),
        (b"\x89PNG\r\n\x1a\n....", "picture"),
        (b"\xff\xd8\xff\xe0\x00\x10JFIF", "picture"),
        (b"BM\x36\x00\x0c\x00\x00\x00\x00\x00\x36\x00\x00\x00", "picture"),
        (b"RIFF\x24\x00\x00\x00WEBPVP8 ", "picture"),
        (archive({"[Content_Types].xml": PPTX_TYPES}), "slides"),
        (archive(package("ppt/presentation.xml", PPTX_TYPES, "ppt/embeddings/sheet.xlsx", XLSX_DEFAULT)), "slides"),
        (compound({"PowerPoint Document": b""}), "slides"),
        (compound({"EncryptedPackage": b"x", "\x06DRMEncryptedTransform": b"y"}), "rights"),
        (compound({"Something": b""}), "unknown"),
    ],
)
def test_each_bad_file_has_a_message_of_its_own(tmp_path: Path, content: bytes, key: str) -> None:
    assert refused(tmp_path, "report.docx", content) == f"reading.{key}"


def test_a_loop_in_the_directory_of_an_old_office_file_ends(tmp_path: Path) -> None:
    content = bytearray(compound({"Workbook": b""}))
    content[512 + 4 : 512 + 8] = (1).to_bytes(4, "little")  # the directory's sector is followed by itself
    assert sniffed(tmp_path, "report.doc", bytes(content)) == "xls"


@pytest.mark.parametrize("field", [0x2C, 0x40, 0x48])
def test_tables_that_an_old_office_file_has_no_room_for_are_not_read(tmp_path: Path, field: int) -> None:
    content = bytearray(compound({"WordDocument": b""}))
    content[field : field + 4] = (0x7FFFFFFF).to_bytes(4, "little")
    if field == 0x48:  # where the header's own pointers do not suffice, each sector leads to the next
        content[0x44:0x48] = (3).to_bytes(4, "little")
    assert refused(tmp_path, "report.doc", bytes(content)) == "reading.truncated"


@given(st.lists(st.tuples(st.integers(0, 2600), st.integers(0, 255)), min_size=1, max_size=12))
@settings(deadline=None)
def test_an_old_office_file_with_any_bytes_changed_is_read_or_refused(changes: list[tuple[int, int]]) -> None:
    content = bytearray(compound({"WordDocument": b"\xec\xa5\xc1\x00" * 9, "1Table": b"y" * 99}, small=True))
    for at, byte in changes:
        content[at % len(content)] = byte
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "report.doc"
        path.write_bytes(content)
        with contextlib.suppress(DocumentError):
            assert adapters.sniff(path, bytes(content[: adapters.HEAD])) in adapters.ADAPTERS


def test_paths_that_hold_no_file_are_told_apart(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")
    (tmp_path / "broken").symlink_to("nowhere")
    for name, key in ((".", "folder"), ("nothing.txt", "absent"), ("pipe", "special"), ("broken", "absent")):
        with pytest.raises(DocumentError) as caught:
            adapters.read(tmp_path / name, name)
        assert caught.value.message.key == f"reading.{key}"


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() == 0, reason="root may read everything")
def test_a_file_that_may_not_be_read_is_told(tmp_path: Path) -> None:
    path = tmp_path / "secret.txt"
    path.write_text(REPORT, encoding="utf-8")
    path.chmod(0)
    with pytest.raises(DocumentError) as caught:
        adapters.read(path)
    assert caught.value.message.key == "reading.forbidden"


def test_a_file_beyond_the_limit_is_not_read(tmp_path: Path) -> None:
    path = tmp_path / "huge.txt"
    with path.open("wb") as file:
        file.truncate(adapters.LARGEST + 1)
    with pytest.raises(DocumentError) as caught:
        adapters.read(path)
    assert caught.value.message.key == "reading.large"


def test_a_wrong_suffix_is_worth_a_word_and_an_unknown_one_is_not() -> None:
    for path, form, key in (
        ("a.docx", "pdf", "reading.suffix"),
        ("a.PDF", "pdf", None),
        ("a.doc", "rtf", None),
        ("a.log", "txt", None),
        ("a", "docx", None),
    ):
        message = adapters.suffix_message(Document(path, form, "", ()))
        assert (message.key if message else None) == key


def test_every_format_has_an_adapter_that_agrees_about_the_suffixes() -> None:
    assert adapters.ADAPTERS.keys() == adapters.SUFFIXES.keys()


def test_a_package_with_an_endless_directory_is_not_listed(tmp_path: Path) -> None:
    content = bytearray(DOCX)
    content[-10:-6] = (1 << 30).to_bytes(4, "little")  # the size of the directory, in the record at the end
    assert refused(tmp_path, "report.docx", bytes(content)) == "reading.truncated"


def test_formats_with_a_place_for_comments_are_known() -> None:
    assert {form for form in adapters.ADAPTERS if adapters.supports_annotation(form)} >= {"docx", "pdf", "doc", "odt"}
    assert not any(adapters.supports_annotation(form) for form in ("xlsx", "csv", "ofd", "nothing"))


@pytest.mark.parametrize(
    ("path", "form", "suffix"),
    [
        ("a.docm", "docx", ".docm"),
        ("a.PDF", "pdf", ".PDF"),
        ("a.doc", "docx", ".doc"),
        ("a.doc", "doc", ".docx"),
        ("a.odt", "odt", ".docx"),
        ("a.txt", "txt", None),
        ("a.xlsx", "xlsx", None),
    ],
)
def test_a_copy_keeps_the_suffix_unless_it_is_another_format(path: str, form: str, suffix: str | None) -> None:
    assert adapters.copy_suffix(Document(path, form, "", ())) == suffix


@pytest.mark.parametrize("form", [form for form in adapters.ADAPTERS if adapters.supports_annotation(form)])
def test_every_annotator_is_called_alike(form: str) -> None:
    annotate = inspect.signature(import_module(adapters.ADAPTERS[form]).annotate)
    assert list(annotate.parameters) == ["source", "document", "notes", "target", "sheet"]
    assert annotate.parameters["sheet"].default == ()
