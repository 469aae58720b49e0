"""Hostile files that are a zip: Word files, workbooks, OFD; each with its name in the corpus."""

from __future__ import annotations

import io
import struct
import warnings
import zipfile
import zlib
from collections.abc import Callable

from tests import ofd_maker
from tests.adapters.docx_files import HEAD, NAMESPACES, p, packed, parts_of, tbl, tc, tr

Make = Callable[[], bytes]
SECRET = "SECRET-OF-ANOTHER-FILE"
"""What stands in a file beside the corpus that no document may show."""


def docx(body: str = p("年度报告"), **others: str) -> dict[str, bytes]:
    return {name: content.encode() for name, content in parts_of(body, **others).items()}


def changed(name: str, content: bytes, body: str = p("年度报告")) -> bytes:
    """A Word file with a part added or replaced."""
    return packed({**docx(body), name: content})


def document(body: str, before: str = HEAD) -> bytes:
    return changed(
        "word/document.xml", f"{before}<w:document {NAMESPACES}><w:body>{body}</w:body></w:document>".encode()
    )


def laughing(element: str) -> str:
    lines = "".join(f'<!ENTITY a{n} "{f"&a{n - 1};" * 10}">' for n in range(1, 10))
    return f'<?xml version="1.0"?><!DOCTYPE {element} [<!ENTITY a0 "ha">{lines}]>'


def twice(second: str) -> bytes:
    """Two parts of the same name: which of them is read must not depend on who reads."""
    target = io.BytesIO()
    with warnings.catch_warnings(), zipfile.ZipFile(target, "w") as archive:
        warnings.simplefilter("ignore")
        for name, content in docx(p("第一")).items():
            archive.writestr(name, content)
        archive.writestr("word/document.xml", parts_of(p(second))["word/document.xml"])
    return target.getvalue()


def lying(size: int) -> bytes:
    """A part of 80 MB that the directory says is small."""
    made = bytearray(changed("word/media/a.xml", b"<a>" + b" " * (80 << 20) + b"</a>"))
    for sign, at in ((b"PK\x03\x04", 22), (b"PK\x01\x02", 24)):
        start = 0
        while (start := made.find(sign, start)) >= 0:
            where = start + at
            if struct.unpack_from("<I", made, where)[0] > 1 << 20:
                struct.pack_into("<I", made, where, size)
            start += 4
    return bytes(made)


def picture(width: int, height: int) -> bytes:
    """A PNG that says it is large."""
    head = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    parts = ((b"IHDR", head), (b"IDAT", zlib.compress(b"\0")), (b"IEND", b""))
    chunks = (
        struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data)) for kind, data in parts
    )
    return b"\x89PNG\r\n\x1a\n" + b"".join(chunks)


def many_parts(count: int) -> bytes:
    return packed({**docx(), **{f"word/x{n}.xml": b"<a/>" for n in range(count)}})


def linked(kind: str, target: str) -> bytes:
    """A Word file that wants something from outside."""
    relations = (
        f'{HEAD}<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship '
        f'Id="rId9" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/{kind}" '
        f'Target="{target}" TargetMode="External"/></Relationships>'
    )
    body = p('<w:hyperlink r:id="rId9"><w:r><w:t>点此</w:t></w:r></w:hyperlink>') + '<w:altChunk r:id="rId9"/>'
    return packed({**docx(body), "word/_rels/document.xml.rels": relations.encode()})


def sheet(content: str, strings: str = "", before: str = HEAD) -> bytes:
    """A workbook of one sheet."""
    main, office = "http://schemas.openxmlformats.org/spreadsheetml/2006/main", "http://schemas.openxmlformats.org"
    kinds = f"{office}/package/2006/content-types"
    sheets = "application/vnd.openxmlformats-officedocument.spreadsheetml"
    links = f"{office}/package/2006/relationships"
    kind = f"{office}/officeDocument/2006/relationships"
    return packed(
        {
            "[Content_Types].xml": f'{HEAD}<Types xmlns="{kinds}"><Default Extension="rels" ContentType="application/'
            'vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/>'
            f'<Override PartName="/xl/workbook.xml" ContentType="{sheets}.sheet.main+xml"/></Types>',
            "_rels/.rels": f'{HEAD}<Relationships xmlns="{links}"><Relationship Id="r1" Type="{kind}/officeDocument" '
            'Target="xl/workbook.xml"/></Relationships>',
            "xl/workbook.xml": f'{HEAD}<workbook xmlns="{main}" xmlns:r="{kind}"><sheets><sheet name="一" sheetId="1" '
            'r:id="r1"/></sheets></workbook>',
            "xl/_rels/workbook.xml.rels": f'{HEAD}<Relationships xmlns="{links}"><Relationship Id="r1" '
            f'Type="{kind}/worksheet" Target="sheet1.xml"/><Relationship Id="r2" Type="{kind}/sharedStrings" '
            'Target="sharedStrings.xml"/></Relationships>',
            "xl/sheet1.xml": f'{before}<worksheet xmlns="{main}">{content}</worksheet>',
            "xl/sharedStrings.xml": f'{HEAD}<sst xmlns="{main}">{strings}</sst>',
        }
    )


def cell(place: str, value: str = "1", kind: str = "n") -> str:
    return f'<row r="{place.lstrip("ABCDEFGHIJKLMNOPQRSTUVWXYZ")}"><c r="{place}" t="{kind}"><v>{value}</v></c></row>'


GRID = '<w:tblGrid><w:gridCol w:w="100"/></w:tblGrid>'


def spanning(span: int | str) -> bytes:
    return document(f"<w:tbl>{GRID}<w:tr>{tc('甲', f'<w:gridSpan w:val={chr(34)}{span}{chr(34)}/>')}</w:tr></w:tbl>")


SPACE = ofd_maker.SPACE
OUTSIDE = f"{HEAD}<ofd:OFD {SPACE}><ofd:DocBody><ofd:DocRoot>../../secret.txt</ofd:DocRoot></ofd:DocBody></ofd:OFD>"
MADE: dict[str, Make] = {
    "docx entities.docx": lambda: document("<w:p><w:r><w:t>&a9;</w:t></w:r></w:p>", laughing("w:document")),
    "docx entity of a file.docx": lambda: document(
        "<w:p><w:r><w:t>&x;</w:t></w:r></w:p>",
        '<?xml version="1.0"?><!DOCTYPE w:document [<!ENTITY x SYSTEM "secret.txt">]>',
    ),
    "docx inflated.docx": lambda: changed("word/document.xml", b"<a>" + b" " * (100 << 20)),
    "docx sizes that lie.docx": lambda: lying(1000),
    "docx parts.docx": lambda: many_parts(6000),
    "docx two parts of one name.docx": lambda: twice("第二"),
    "docx span of thirty million.docx": lambda: spanning(30_000_000),
    "docx span of minus one.docx": lambda: spanning(-1),
    "docx span of a word.docx": lambda: spanning("many"),
    "docx nested controls.docx": lambda: document(
        "<w:sdt><w:sdtContent>" * 20_000 + p("深") + "</w:sdtContent></w:sdt>" * 20_000
    ),
    "docx nested tables.docx": lambda: document(
        f"<w:tbl>{GRID}<w:tr><w:tc>" * 400 + p("深") + f"{p()}</w:tc></w:tr></w:tbl>" * 400
    ),
    "docx a million cells.docx": lambda: document(tbl(*[tr(*[tc("1")] * 60)] * 8000)),
    "docx one paragraph.docx": lambda: document(p("字" * 5_000_000)),
    "docx style of itself.docx": lambda: packed(
        docx(
            p("一", '<w:pStyle w:val="A"/>'),
            styles='<w:style w:type="paragraph" w:styleId="A"><w:basedOn w:val="B"/></w:style>'
            '<w:style w:type="paragraph" w:styleId="B"><w:basedOn w:val="A"/></w:style>',
        )
    ),
    "docx number of a trillion.docx": lambda: packed(
        docx(
            p("一", '<w:numPr><w:ilvl w:val="0"/><w:numId w:val="1"/></w:numPr>'),
            numbering='<w:abstractNum w:abstractNumId="0"><w:lvl w:ilvl="0"><w:start w:val="999999999999"/>'
            '<w:numFmt w:val="chineseCounting"/><w:lvlText w:val="%1、"/></w:lvl></w:abstractNum>'
            '<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>',
        )
    ),
    "docx large picture.docx": lambda: changed("word/media/image1.png", picture(60_000, 60_000)),
    "docx template elsewhere.docx": lambda: linked("attachedTemplate", "file:///etc/passwd"),
    "docx chunk elsewhere.docx": lambda: linked("aFChunk", "secret.txt"),
    "docx link elsewhere.docx": lambda: linked("hyperlink", "http://192.0.2.1/a"),
    "docx way out.docx": lambda: changed("../../../tmp/gouji-escaped", b"x"),
    "docx without body.docx": lambda: changed("word/document.xml", f"{HEAD}<w:document {NAMESPACES}/>".encode()),
    "docx of another encoding.docx": lambda: changed(
        "word/document.xml", f'<?xml version="1.0" encoding="klingon"?><w:document {NAMESPACES}/>'.encode()
    ),
    "docx cut.docx": lambda: packed(docx())[:-30],
    "docx zeros.docx": lambda: b"\0" * 5000,
    "docx nothing.docx": lambda: b"",
    "docx macros.docm": lambda: changed("word/vbaProject.bin", b"\xd0\xcf\x11\xe0" + b"Shell" * 100),
    "docx field of a file.docx": lambda: document(
        '<w:p><w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText>INCLUDETEXT "secret.txt"</w:instrText>'
        '</w:r><w:r><w:fldChar w:fldCharType="end"/></w:r></w:p>'
    ),
    "xlsx corner.xlsx": lambda: sheet(f"<sheetData>{cell('A1')}{cell('XFD1048576')}</sheetData>"),
    "xlsx string that is not there.xlsx": lambda: sheet(f"<sheetData>{cell('A1', '99999999', 's')}</sheetData>"),
    "xlsx merged all over.xlsx": lambda: sheet(
        f'<sheetData>{cell("A1")}</sheetData><mergeCells><mergeCell ref="A1:XFD1048576"/></mergeCells>'
    ),
    "xlsx entities.xlsx": lambda: sheet("<sheetData>&a9;</sheetData>", before=laughing("worksheet")),
    "xlsx date of no calendar.xlsx": lambda: sheet(f"<sheetData>{cell('A1', '1e300', 'd')}</sheetData>"),
    "xlsx place that is none.xlsx": lambda: sheet(f"<sheetData>{cell('ZZZZZZ99999999999')}</sheetData>"),
    "ofd page that is not there.ofd": lambda: ofd_maker.file([], **{"Doc_0/Document.xml": "<a"}),
    "ofd page out of the file.ofd": lambda: ofd_maker.file(["<x/>"], **{"OFD.xml": OUTSIDE}),
    "ofd entities.ofd": lambda: ofd_maker.file([laughing("ofd:Page") + f"<ofd:Page {SPACE}>&a9;</ofd:Page>"]),
    "zip of nothing known.docx": lambda: packed({"a.txt": "x"}),
}
