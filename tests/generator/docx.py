"""A report as a docx, written as raw WordprocessingML so that every feature can be had and every byte is known."""

from __future__ import annotations

import io
import struct
import zipfile
import zlib
from dataclasses import dataclass
from xml.sax.saxutils import escape

from tests.generator import docx_parts
from tests.generator.layout import Grid, GridCell
from tests.generator.spec import Line, Report, Section

EPOCH = (2022, 1, 20, 9, 0, 0)
WIDTH = 9740
"""Of a table, in twentieths of a point, as in the official form."""

DELETED = "全年公开信息XX条。"
HIDDEN = "【待补充】"
"""Neither is for a reader to see: each would be a leftover if it were read."""


@dataclass(frozen=True, slots=True)
class DocxOptions:
    """What the file uses.

    `numbering`: "typed" (the number is text), "automatic" (numPr in the paragraph) or "style" (numPr in the style).
    `styles`: headings carry a heading style; otherwise they are bold paragraphs.
    `breaks`: a line feed in a cell is a "paragraph" or a "break" (w:br).
    `split`: the applications table goes on in a second table after this many rows, with its head again if `repeat`.
    `repeat` without `split`: the head of the applications table is marked to repeat on each page.
    """

    numbering: str = "typed"
    styles: bool = True
    breaks: str = "paragraph"
    split: int | None = None
    repeat: bool = False
    tracked: bool = False
    content_controls: bool = False
    hidden: bool = False
    furniture: bool = True
    text_box: bool = False
    spaced_split: bool = True
    """An empty paragraph stands between the two parts of a split table."""
    pictures: tuple[str, ...] = ()
    """Sections whose table is a picture."""


def write(report: Report, options: DocxOptions | None = None) -> bytes:
    """The file; the same report and options give the same bytes."""
    options = options or DocxOptions()
    parts = {
        "[Content_Types].xml": docx_parts.content_types(options.furniture),
        "_rels/.rels": docx_parts.relationships(
            {"rId1": ("officeDocument", "word/document.xml"), "rId2": ("core", "")}
        ),
        "docProps/core.xml": docx_parts.core(report.title, report.organ.name),
        "word/document.xml": _document(report, options),
        "word/styles.xml": docx_parts.styles(options.numbering == "style"),
        "word/numbering.xml": docx_parts.numbering(),
        "word/_rels/document.xml.rels": docx_parts.relationships(
            {
                "rId1": ("styles", "styles.xml"),
                "rId2": ("numbering", "numbering.xml"),
                **({"rId3": ("header", "header1.xml"), "rId4": ("footer", "footer1.xml")} if options.furniture else {}),
                **({"rId9": ("image", "media/table.png")} if options.pictures else {}),
            }
        ),
    }
    if options.furniture:
        parts["word/header1.xml"] = docx_parts.part("hdr", _paragraph(_run(report.organ.name), style="header"))
        page = _run("— ") + _field(" PAGE ", "1") + _run(" —")
        parts["word/footer1.xml"] = docx_parts.part("ftr", _paragraph(page, centred=True))
    files = {name: content.encode() for name, content in parts.items()}
    if options.pictures:
        files["word/media/table.png"] = _ruled_picture()
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in files.items():
            entry = zipfile.ZipInfo(name, EPOCH)
            entry.compress_type = zipfile.ZIP_DEFLATED
            entry.external_attr = 0o600 << 16
            archive.writestr(entry, content)
    return target.getvalue()


def _document(report: Report, options: DocxOptions) -> str:
    body = [_paragraph(_run(report.title, size=36), style="title", centred=True)] if report.title else []
    if options.text_box:
        body.append(_text_box("政府信息公开"))
    for n, text in enumerate(report.preamble_lines()):
        runs = (
            _tracked(text)
            if options.tracked and n == 0
            else _controlled(text)
            if options.content_controls
            else _run(text)
        )
        body.append(_paragraph(runs, indent=True))
    if options.hidden:
        body.append(_paragraph(_run(HIDDEN, hidden=True), indent=True))
    if options.tracked:
        body.append(_deleted_paragraph(DELETED))
    for section in report.sections:
        body.extend(_section(report, section, options))
    body.extend(_paragraph(_run(text), right=True) for text in report.closing)
    furniture = (
        '<w:headerReference w:type="default" r:id="rId3"/><w:footerReference w:type="default" r:id="rId4"/>'
        if options.furniture
        else ""
    )
    page = (
        f'<w:sectPr>{furniture}<w:pgSz w:w="11906" w:h="16838"/><w:pgMar w:top="1440" w:right="1080" w:bottom="1440" '
        'w:left="1080" w:header="851" w:footer="992" w:gutter="0"/></w:sectPr>'
    )
    return docx_parts.part("document", f"<w:body>{''.join(body)}{page}</w:body>")


def _section(report: Report, section: Section, options: DocxOptions) -> list[str]:
    blocks = [_numbered(section.heading, options)]
    for n, line in enumerate(section.lines):
        last = options.hidden and section.id == "problems" and n == 0
        blocks.append(_numbered(line, options, suffix=_run(HIDDEN, hidden=True) if last else ""))
    if section.id in options.pictures:
        blocks.append(_picture())
    elif section.table:
        grid = report.grid(section.table)
        if section.table == "applications" and options.split:
            upper, lower = grid.split(options.split, options.repeat)
            blocks.append(_table(upper, options))
            if options.spaced_split:
                blocks.append(_paragraph(""))
            blocks.extend([_table(lower, options), _paragraph("")])
        else:
            blocks.extend([_table(grid, options), _paragraph("")])
        if options.content_controls and section.table == "reviews":
            blocks[-2] = f"<w:sdt><w:sdtPr/><w:sdtContent>{blocks[-2]}</w:sdtContent></w:sdt>"
    return blocks


def _numbered(line: Line, options: DocxOptions, suffix: str = "") -> str:
    automatic = options.numbering != "typed" and line.level and line.number
    level = line.level or 0
    style = f"heading{level}" if level and options.styles else None
    runs = _run("" if automatic else line.number, bold=level == 1) + _run(line.text, bold=level == 1) + suffix
    number = f'<w:numPr><w:ilvl w:val="{level - 1}"/><w:numId w:val="1"/></w:numPr>'
    if options.numbering == "style" and automatic:
        return _paragraph(runs, style=style)
    return _paragraph(runs, style=style, indent=not automatic, extra=number if automatic else "")


def _run(text: str, bold: bool = False, size: int | None = None, hidden: bool = False, tag: str = "w:t") -> str:
    if not text:
        return ""
    marks = ("<w:b/>" if bold else "") + ("<w:vanish/>" if hidden else "") + (f'<w:sz w:val="{size}"/>' if size else "")
    properties = f"<w:rPr>{marks}</w:rPr>" if marks else ""
    return f'<w:r>{properties}<{tag} xml:space="preserve">{escape(text)}</{tag}></w:r>'


def _field(instruction: str, result: str) -> str:
    return (
        '<w:r><w:fldChar w:fldCharType="begin"/></w:r>'
        f'<w:r><w:instrText xml:space="preserve">{instruction}</w:instrText></w:r>'
        f'<w:r><w:fldChar w:fldCharType="separate"/></w:r>{_run(result)}<w:r><w:fldChar w:fldCharType="end"/></w:r>'
    )


def _paragraph(
    runs: str,
    style: str | None = None,
    indent: bool = False,
    centred: bool = False,
    right: bool = False,
    extra: str = "",
) -> str:
    """`extra`: what stands between the style and the justification in w:pPr (w:numPr)."""
    properties = (f'<w:pStyle w:val="{style}"/>' if style else "") + extra
    properties += '<w:ind w:firstLineChars="200" w:firstLine="560"/>' if indent else ""
    properties += '<w:jc w:val="center"/>' if centred else '<w:jc w:val="right"/>' if right else ""
    return f"<w:p><w:pPr>{properties}</w:pPr>{runs}</w:p>" if properties else f"<w:p>{runs}</w:p>"


_BY = 'w:author="审核" w:date="2022-01-18T10:00:00Z"'


def _tracked(text: str) -> str:
    """The middle third of the text is an insertion, after it stands a deletion."""
    first, second = len(text) // 3, 2 * len(text) // 3
    return (
        _run(text[:first])
        + f'<w:ins w:id="1" {_BY}>{_run(text[first:second])}</w:ins>'
        + f'<w:del w:id="2" {_BY}>{_run(DELETED, tag="w:delText")}</w:del>'
        + _run(text[second:])
    )


def _deleted_paragraph(text: str) -> str:
    mark = f'<w:pPr><w:rPr><w:del w:id="3" {_BY}/></w:rPr></w:pPr>'
    return f'<w:p>{mark}<w:del w:id="4" {_BY}>{_run(text, tag="w:delText")}</w:del></w:p>'


def _controlled(text: str) -> str:
    """The middle third of the text stands in a content control, the last in a hyperlink-like smart tag."""
    first, second = len(text) // 3, 2 * len(text) // 3
    return (
        _run(text[:first])
        + f"<w:sdt><w:sdtPr/><w:sdtContent>{_run(text[first:second])}</w:sdtContent></w:sdt>"
        + f'<w:smartTag w:uri="urn:x" w:element="place">{_run(text[second:])}</w:smartTag>'
    )


def _text_box(text: str) -> str:
    """A VML text box anchored in a paragraph of its own."""
    return (
        '<w:p><w:r><w:pict><v:shape xmlns:v="urn:schemas-microsoft-com:vml" style="width:120pt;height:24pt">'
        f"<v:textbox><w:txbxContent>{_paragraph(_run(text))}</w:txbxContent></v:textbox></v:shape></w:pict></w:r></w:p>"
    )


def _picture() -> str:
    """A paragraph that holds nothing but the picture of the relationship rId9."""
    drawing = "http://schemas.openxmlformats.org/drawingml/2006"
    size = 'cx="5400000" cy="900000"'
    return (
        f'<w:p><w:r><w:drawing><wp:inline xmlns:wp="{drawing}/wordprocessingDrawing"><wp:extent {size}/>'
        f'<wp:docPr id="1" name="表"/><a:graphic xmlns:a="{drawing}/main">'
        f'<a:graphicData uri="{drawing}/picture">'
        f'<pic:pic xmlns:pic="{drawing}/picture"><pic:nvPicPr>'
        '<pic:cNvPr id="1" name="表"/><pic:cNvPicPr/></pic:nvPicPr>'
        '<pic:blipFill><a:blip r:embed="rId9"/><a:stretch><a:fillRect/></a:stretch></pic:blipFill>'
        f'<pic:spPr><a:xfrm><a:off x="0" y="0"/><a:ext {size}/></a:xfrm>'
        '<a:prstGeom prst="rect"><a:avLst/></a:prstGeom></pic:spPr>'
        "</pic:pic></a:graphicData></a:graphic></wp:inline></w:drawing></w:r></w:p>"
    )


def _ruled_picture(width: int = 240, height: int = 40, step: int = 16) -> bytes:
    """A PNG of an empty ruled table, grey levels of one byte."""

    def chunk(kind: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    rows = b"".join(
        b"\0" + bytes(0 if x % step == 0 or y % (step // 2) == 0 else 255 for x in range(width)) for y in range(height)
    )
    header = struct.pack(">IIBBBBB", width, height, 8, 0, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + chunk(b"IDAT", zlib.compress(rows, 9)) + chunk(b"IEND", b"")


def _table(grid: Grid, options: DocxOptions) -> str:
    widths = [round(share * WIDTH) for share in grid.widths]
    slots = grid.slots()
    rows = []
    for row in range(grid.rows):
        cells: list[str] = []
        column = 0
        while column < grid.columns:
            cell = slots[row][column]
            assert cell is not None
            cells.append(_cell(cell, row, sum(widths[column : column + cell.column_span]), options))
            column += cell.column_span
        head = "<w:tblHeader/>" if options.repeat and not options.split and row < grid.header_rows else ""
        rows.append(f'<w:tr><w:trPr><w:cantSplit/>{head}<w:jc w:val="center"/></w:trPr>{"".join(cells)}</w:tr>')
    border = "".join(
        f'<w:{side} w:val="single" w:sz="4" w:space="0" w:color="auto"/>'
        for side in ("top", "left", "bottom", "right", "insideH", "insideV")
    )
    columns = "".join(f'<w:gridCol w:w="{width}"/>' for width in widths)
    return (
        f'<w:tbl><w:tblPr><w:tblW w:w="{sum(widths)}" w:type="dxa"/><w:jc w:val="center"/>'
        f"<w:tblBorders>{border}</w:tblBorders>"
        f'<w:tblLayout w:type="fixed"/></w:tblPr><w:tblGrid>{columns}</w:tblGrid>{"".join(rows)}</w:tbl>'
    )


def _cell(cell: GridCell, row: int, width: int, options: DocxOptions) -> str:
    properties = f'<w:tcW w:w="{width}" w:type="dxa"/>'
    if cell.column_span > 1:
        properties += f'<w:gridSpan w:val="{cell.column_span}"/>'
    if cell.row_span > 1:
        properties += '<w:vMerge w:val="restart"/>' if row == cell.row else "<w:vMerge/>"
    properties += '<w:vAlign w:val="center"/>'
    text = cell.text if row == cell.row else ""
    return f"<w:tc><w:tcPr>{properties}</w:tcPr>{_cell_content(cell, text, options)}</w:tc>"


def _cell_content(cell: GridCell, text: str, options: DocxOptions) -> str:
    centred = cell.figure or cell.key.startswith(("head:", "group:"))
    if cell.figure and options.tracked and cell.key.endswith((".total", ".in_force")) and text:
        old = f'<w:del w:id="5" {_BY}>{_run("999", size=18, tag="w:delText")}</w:del>'
        return _paragraph(f'{old}<w:ins w:id="6" {_BY}>{_run(text, size=18)}</w:ins>', centred=True)
    if cell.figure and options.content_controls and text:
        control = f"<w:sdt><w:sdtPr/><w:sdtContent>{_run(text, size=18)}</w:sdtContent></w:sdt>"
        return _paragraph(control, centred=True)
    lines = text.split("\n")
    if options.breaks == "break":
        return _paragraph("<w:r><w:br/></w:r>".join(_run(line, size=18) for line in lines), centred=centred)
    return "".join(_paragraph(_run(line, size=18), centred=centred) for line in lines)
