"""Files that one library refuses and another opens are read and annotated; a password is told where there is one."""

from __future__ import annotations

import re
from io import BytesIO
from pathlib import Path

import pikepdf
import pypdfium2
import pytest
from pyhanko.pdf_utils import generic
from pyhanko.pdf_utils.crypt import StandardSecurityHandler
from pyhanko.pdf_utils.writer import PageObject, PdfFileWriter

from adapters.pdf import annotate, read
from checker.audit.annotation import Note
from checker.document import Document
from checker.errors import DocumentError
from checker.finding import Severity, Verdict
from checker.messages import Message

LINE = "Report 2023: 12 items"


def written(path: Path, first: int = 1, size: int | None = None, stream: bool = False) -> Path:
    """A file of one page; its objects are numbered from `first`, and its trailer counts `size` objects."""
    content = f"BT /F1 14 Tf 40 120 Td ({LINE}) Tj ET".encode()
    bodies = [
        b"<</Type/Catalog/Pages %d 0 R>>" % (first + 1),
        b"<</Type/Pages/Kids[%d 0 R]/Count 1>>" % (first + 2),
        b"<</Type/Page/Parent %d 0 R/MediaBox[0 0 300 200]/Contents %d 0 R/Resources<</Font<</F1 %d 0 R>>>>>>"
        % (first + 1, first + 3, first + 4),
        b"<</Length %d>>stream\n%s\nendstream" % (len(content), content),
        b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>",
    ]
    data, places = b"%PDF-1.7\n", []
    for at, body in enumerate(bodies):
        places.append(len(data))
        data += b"%d 0 obj\n%s\nendobj\n" % (first + at, body)
    end = first + len(bodies)
    start = len(data)
    counted = size or end
    if stream:
        rows = b"".join(b"\x01" + place.to_bytes(3, "big") + b"\0" for place in [*places, start])
        head = b"<</Type/XRef/Size %d/Root %d 0 R/W[1 3 1]/Index[%d %d]/Length %d>>"
        data += b"%d 0 obj\n" % end + head % (counted, first, first, len(places) + 1, len(rows))
        data += b"stream\n" + rows + b"\nendstream\nendobj\n"
    else:
        data += b"xref\n0 1\n0000000000 65535 f \n%d %d\n" % (first, len(bodies))
        data += b"".join(b"%010d 00000 n \n" % place for place in places)
        data += b"trailer\n<</Size %d/Root %d 0 R>>\n" % (counted, first)
    path.write_bytes(data + b"startxref\n%d\n%%%%EOF\n" % start)
    return path


def with_attachment(path: Path) -> Path:
    """A file whose attachments ask for a password, and nothing else of it does."""
    writer = PdfFileWriter(stream_xrefs=False)
    stream = generic.StreamObject(stream_data=f"BT /F1 14 Tf 40 120 Td ({LINE}) Tj ET".encode())
    font = generic.DictionaryObject(
        {
            generic.pdf_name("/Type"): generic.pdf_name("/Font"),
            generic.pdf_name("/Subtype"): generic.pdf_name("/Type1"),
            generic.pdf_name("/BaseFont"): generic.pdf_name("/Helvetica"),
        }
    )
    resources = generic.DictionaryObject(
        {generic.pdf_name("/Font"): generic.DictionaryObject({generic.pdf_name("/F1"): writer.add_object(font)})}
    )
    writer.insert_page(PageObject(writer.add_object(stream), (0, 0, 300, 200), resources))
    handler = StandardSecurityHandler.build_from_pw("owner", "user", encrypt_metadata=False, pdf_mac=False)
    # Streams and strings as they are, embedded files encrypted.
    entries = handler.as_pdf_object()
    for key, name in (("/StmF", "/Identity"), ("/StrF", "/Identity"), ("/EFF", "/StdCF")):
        entries[generic.pdf_name(key)] = generic.pdf_name(name)
    encryption = writer.add_object(entries)
    out = BytesIO()
    writer.write(out)
    data = out.getvalue()
    marker = b"/Encrypt %d 0 R" % encryption.idnum
    path.write_bytes(data.replace(b"trailer\n<<", b"trailer\n<<" + marker, 1))
    with pytest.raises(pikepdf.PasswordError):
        pikepdf.open(path)
    return path


def texts(document: Document) -> list[str]:
    return [text.string for _, _, text in document.texts()]


def marked(source: Path, target: Path) -> tuple[Document, tuple[Message, ...]]:
    """The annotated copy, read again, and what was remarked of it."""
    document = read(source, "a.pdf")
    note = Note("f1", document.locate(0, 0, 6), Severity.ERROR, Verdict.FAIL, "title", ("line",))
    remarks = annotate(source, document, [note], target, ["sheet"])
    with pypdfium2.PdfDocument(target) as pdf:
        assert len(pdf) == 2
        assert pypdfium2.raw.FPDFPage_GetAnnotCount(pdf[0].raw) == 2
    return read(target, "a.pdf"), remarks


@pytest.mark.parametrize("first", [5_000, 150_000])
@pytest.mark.parametrize("stream", [False, True])
def test_numbers_large_for_the_file_are_no_damage(tmp_path: Path, first: int, stream: bool) -> None:
    source = written(tmp_path / "a.pdf", first, stream=stream)
    with pytest.raises(pikepdf.PdfError):
        pikepdf.open(source)
    copy, remarks = marked(source, tmp_path / "copy.pdf")
    assert (texts(copy), remarks) == ([LINE], ())
    assert (tmp_path / "copy.pdf").read_bytes().startswith(source.read_bytes())


@pytest.mark.parametrize("size", [1, 3, 5])
@pytest.mark.parametrize("stream", [False, True])
def test_new_objects_take_numbers_above_all_in_use(tmp_path: Path, size: int, stream: bool) -> None:
    source = written(tmp_path / "a.pdf", size=size, stream=stream)
    copy, _ = marked(source, tmp_path / "copy.pdf")
    assert texts(copy) == [LINE]
    data = (tmp_path / "copy.pdf").read_bytes()
    assert data.startswith(source.read_bytes())
    catalog, pages, page, in_use = 1, 2, 3, 6 if stream else 5
    numbers = {int(number) for number in re.findall(rb"(\d+) 0 obj", data[source.stat().st_size :])}
    assert {number for number in numbers if number <= in_use} <= {catalog, pages, page}


def test_a_file_whose_attachments_alone_are_encrypted_is_read_and_annotated(tmp_path: Path) -> None:
    source = with_attachment(tmp_path / "a.pdf")
    copy, _ = marked(source, tmp_path / "copy.pdf")
    assert texts(copy) == [LINE]
    assert (tmp_path / "copy.pdf").read_bytes().startswith(source.read_bytes())


@pytest.mark.parametrize("level", [3, 4, 6])
def test_a_password_is_told_where_there_is_one(tmp_path: Path, level: int) -> None:
    with pikepdf.open(written(tmp_path / "plain.pdf")) as pdf:
        pdf.save(
            tmp_path / "a.pdf",
            encryption=pikepdf.Encryption(owner="owner", user="user", R=level, aes=level > 3, metadata=level > 3),
        )
    with pytest.raises(DocumentError) as caught:
        read(tmp_path / "a.pdf", "a.pdf")
    assert caught.value.message.key == "reading.pdf_password"


def test_a_file_that_is_only_protected_from_changes_is_read(tmp_path: Path) -> None:
    with pikepdf.open(written(tmp_path / "plain.pdf")) as pdf:
        pdf.save(tmp_path / "a.pdf", encryption=pikepdf.Encryption(owner="owner", user=""))
    assert texts(read(tmp_path / "a.pdf", "a.pdf")) == [LINE]


def test_a_file_encrypted_for_certain_readers_asks_for_no_password(tmp_path: Path) -> None:
    data = written(tmp_path / "plain.pdf").read_bytes()
    locked = data.replace(b"<</Size 6", b"<</Encrypt<</Filter/Adobe.PubSec/V 4>>/ID[<00><00>]/Size 6")
    (tmp_path / "a.pdf").write_bytes(locked)
    with pytest.raises(DocumentError) as caught:
        read(tmp_path / "a.pdf", "a.pdf")
    assert caught.value.message.key == "reading.pdf_security"


def test_damage_that_shows_only_when_a_copy_is_made_is_repaired(tmp_path: Path) -> None:
    data = written(tmp_path / "plain.pdf").read_bytes()
    (tmp_path / "a.pdf").write_bytes(data.replace(b"/Count 1", b"        "))
    copy, remarks = marked(tmp_path / "a.pdf", tmp_path / "copy.pdf")
    assert texts(copy) == [LINE]
    assert [remark.key for remark in remarks] == ["reading.pdf_repaired"]


def test_a_file_whose_end_is_missing_says_so(tmp_path: Path) -> None:
    data = written(tmp_path / "a.pdf").read_bytes()
    (tmp_path / "cut.pdf").write_bytes(data[: data.rindex(b"startxref") - 20])
    document = read(tmp_path / "cut.pdf", "cut.pdf")
    assert texts(document) == texts(read(tmp_path / "a.pdf", "a.pdf"))
    assert [each.why.key for each in document.unread] == ["reading.pdf_cut"]
