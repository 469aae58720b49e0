"""Hostile, broken and mutated Word files: read, or refused with an error that says why."""

from __future__ import annotations

import zipfile
from pathlib import Path
from random import Random

import pytest

from adapters.docx import annotate, read
from checker.audit.annotation import Note
from checker.document import Location
from checker.errors import DocumentError
from checker.finding import Severity, Verdict
from checker.messages import LANGUAGES, text
from tests.adapters.docx_files import HEAD, p, packed, parts_of, tbl, tc, tr, written

FORM = Path(__file__).parents[1] / "data" / "official-form-2021.docx"


def refusal(path: Path) -> str:
    """The key of the error a file is refused with, whose text is complete in every language."""
    with pytest.raises(DocumentError) as refused:
        read(path, "file.docx")
    assert all(text(refused.value.message, language) for language in LANGUAGES)
    return refused.value.message.key


def main_type(kind: str) -> str:
    """The list of types of a package whose main part is lost."""
    return f'<Types><Override PartName="/main.xml" ContentType="{kind}.main+xml"/></Types>'


@pytest.mark.parametrize(
    ("data", "key"),
    [
        (b"", "reading.empty"),
        (b"\x00" * 600, "reading.zeros"),
        (b"%PDF-1.7\n", "reading.docx_not_word"),
        (b"{\\rtf1 x}", "reading.docx_not_word"),
        (b"<html><body>x</body></html>", "reading.docx_not_word"),
        (FORM.read_bytes()[:5000], "reading.truncated"),
        (FORM.read_bytes()[:-30], "reading.truncated"),
        (packed({"a.txt": "x"}), "reading.archive"),
        (packed({"[Content_Types].xml": main_type("spreadsheetml")}), "reading.docx_not_word"),
        (packed({"[Content_Types].xml": main_type("wordprocessingml")}), "reading.missing_part"),
    ],
)
def test_what_is_no_word_file_is_told_apart(tmp_path: Path, data: bytes, key: str) -> None:
    path = tmp_path / "file.docx"
    path.write_bytes(data)
    assert refusal(path) == key


def with_main(folder: Path, main: str | bytes) -> Path:
    path = folder / "file.docx"
    parts = {name: content.encode() for name, content in parts_of("").items()}
    path.write_bytes(packed(parts | {"word/document.xml": main if isinstance(main, bytes) else main.encode()}))
    return path


def test_entities_and_doctypes_are_refused_in_any_encoding(tmp_path: Path) -> None:
    main = parts_of(p("&x;"))["word/document.xml"].replace(HEAD, HEAD + '<!DOCTYPE d [<!ENTITY x "y">]>')
    assert refusal(with_main(tmp_path, main)) == "reading.hostile"
    wide = main.replace("UTF-8", "UTF-16").encode("utf-16")
    assert refusal(with_main(tmp_path, wide)) == "reading.hostile"


def test_a_bomb_is_refused_before_it_is_parsed(tmp_path: Path) -> None:
    assert refusal(with_main(tmp_path, b"<a>" + b" " * (80 << 20))) == "reading.hostile"
    assert refusal(with_main(tmp_path, parts_of("<w:p/>" * 300_000)["word/document.xml"])) == "reading.hostile"


def test_broken_xml_and_another_root_are_refused(tmp_path: Path) -> None:
    assert refusal(with_main(tmp_path, "<w:document>")) == "reading.damaged_part"
    assert refusal(with_main(tmp_path, "<x/>")) == "reading.docx_no_body"


def test_deep_nesting_is_read_or_refused(tmp_path: Path) -> None:
    body = p("深")
    for _ in range(80):
        body = tbl(tr(tc(body + p()), tc(p("x"))))
    assert len(read(written(tmp_path, body), "file.docx").blocks) == 80
    for _ in range(400):
        body = tbl(tr(tc(body + p()), tc(p("x"))))
    assert len(read(written(tmp_path, body), "file.docx").blocks) == 480
    wrapped = "<w:sdt><w:sdtContent>" * 6000 + p("深") + "</w:sdtContent></w:sdt>" * 6000
    assert refusal(written(tmp_path, wrapped)) == "reading.hostile"


def test_broken_styles_are_told_and_the_text_is_read(tmp_path: Path) -> None:
    parts = parts_of(p("正文"), styles="")
    path = tmp_path / "file.docx"
    path.write_bytes(packed(parts | {"word/styles.xml": "<w:styles>"}))
    document = read(path, "file.docx")
    assert document.text_at(0).string == "正文"
    assert [remark.what.key for remark in document.unread] == ["reading.docx_part_styles"]


def mutants(count: int) -> list[bytes]:
    """The official form with bytes changed: in the zip, and in the parts before they are packed."""
    random = Random(20210101)
    original = FORM.read_bytes()
    with zipfile.ZipFile(FORM) as archive:
        parts = {name: archive.read(name) for name in archive.namelist() if not name.endswith("/")}
    found = []
    for number in range(count):
        if number % 2:
            data = bytearray(original)
            for _ in range(random.randint(1, 6)):
                data[random.randrange(len(data))] = random.randrange(256)
            found.append(bytes(data))
        else:
            name = random.choice([name for name in parts if name.endswith((".xml", ".rels"))])
            data = bytearray(parts[name])
            for _ in range(random.randint(1, 3)):
                at = random.randrange(len(data))
                span = slice(at, at + random.randint(0, 40))
                data[span] = random.choice([b"", b"<w:p/>", b"</w:tc>", b"99999999", b"w:val", bytes(data[span]) * 2])
            found.append(packed({**parts, name: bytes(data)}))
    return found


def test_mutated_files_are_read_and_annotated_or_refused(tmp_path: Path) -> None:
    path = tmp_path / "file.docx"
    read_ones = 0
    said = []
    for data in mutants(160):
        path.write_bytes(data)
        try:
            document = read(path, "file.docx")
            for _, _, content in document.texts():
                assert isinstance(content.string, str)
            note = Note("n", Location("file.docx"), Severity.ERROR, Verdict.FAIL, "n", ())
            annotate(path, document, [note], tmp_path / "copy.docx")
            assert read(tmp_path / "copy.docx", "copy.docx").blocks == document.blocks
            read_ones += 1
        except DocumentError as error:
            said.append(error.message)
    assert read_ones > 20
    assert all(text(message, language) for message in said for language in LANGUAGES)
