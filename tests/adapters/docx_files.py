"""Word files written as raw WordprocessingML, so that every feature can be had and every byte is known."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path
from typing import Any

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PACKAGE = "http://schemas.openxmlformats.org/package/2006"
WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml"
NAMESPACES = (
    f'xmlns:w="{W}" xmlns:r="{OFFICE}" xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" '
    'xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape" '
    'xmlns:v="urn:schemas-microsoft-com:vml" '
    'xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing" '
    'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" '
    'xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math"'
)
HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
ROOTS = {
    "styles": "styles",
    "numbering": "numbering",
    "footnotes": "footnotes",
    "header": "hdr",
    "comments": "comments",
}


def cells_of(document: Any, grid: Any) -> list[Any]:
    """The cells of a new table, row by row: `table.cell` of python-docx goes through all of them each time."""
    return [row.cells for row in document.add_table(grid.rows, grid.columns).rows]


def parts_of(body: str, **others: str) -> dict[str, str]:
    """The parts of a file with this body; `others` are the contents of further parts by kind (styles, numbering,
    footnotes, header, comments)."""
    relations = "".join(
        f'<Relationship Id="rId{n}" Type="{OFFICE}/{kind}" Target="{kind}.xml"/>' for n, kind in enumerate(others, 1)
    )
    overrides = "".join(f'<Override PartName="/word/{kind}.xml" ContentType="{WORD}.{kind}+xml"/>' for kind in others)
    parts = {
        "[Content_Types].xml": f'{HEAD}<Types xmlns="{PACKAGE}/content-types"><Default Extension="rels" '
        f'ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" '
        f'ContentType="application/xml"/><Override PartName="/word/document.xml" '
        f'ContentType="{WORD}.document.main+xml"/>{overrides}</Types>',
        "_rels/.rels": f'{HEAD}<Relationships xmlns="{PACKAGE}/relationships"><Relationship Id="rId1" '
        f'Type="{OFFICE}/officeDocument" Target="word/document.xml"/></Relationships>',
        "word/document.xml": f"{HEAD}<w:document {NAMESPACES}><w:body>{body}</w:body></w:document>",
        "word/_rels/document.xml.rels": f'{HEAD}<Relationships xmlns="{PACKAGE}/relationships">{relations}'
        "</Relationships>",
    }
    for kind, content in others.items():
        parts[f"word/{kind}.xml"] = f"{HEAD}<w:{ROOTS[kind]} {NAMESPACES}>{content}</w:{ROOTS[kind]}>"
    return parts


def packed(parts: dict[str, str] | dict[str, bytes]) -> bytes:
    """The parts as a zip."""
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return target.getvalue()


def written(folder: Path, body: str, name: str = "file.docx", **others: str) -> Path:
    """A file with this body."""
    path = folder / name
    path.write_bytes(packed(parts_of(body, **others)))
    return path


def part(path: Path, name: str = "word/document.xml") -> bytes:
    """A part of a file."""
    with zipfile.ZipFile(path) as archive:
        return archive.read(name)


def r(text: str, properties: str = "") -> str:
    """A run."""
    marks = f"<w:rPr>{properties}</w:rPr>" if properties else ""
    return f'<w:r>{marks}<w:t xml:space="preserve">{text}</w:t></w:r>'


def p(content: str = "", properties: str = "") -> str:
    """A paragraph; `content` is runs, or a text without markup."""
    marks = f"<w:pPr>{properties}</w:pPr>" if properties else ""
    return f"<w:p>{marks}{content if content.startswith('<') or not content else r(content)}</w:p>"


def tc(content: str = "", properties: str = "") -> str:
    """A cell; `content` is blocks, or the text of its one paragraph."""
    marks = f"<w:tcPr>{properties}</w:tcPr>" if properties else ""
    return f"<w:tc>{marks}{content if content.startswith(('<w:p', '<w:tbl')) else p(content)}</w:tc>"


def tr(*cells: str, properties: str = "") -> str:
    """A row; a cell is one made by `tc`, or its text."""
    marks = f"<w:trPr>{properties}</w:trPr>" if properties else ""
    return f"<w:tr>{marks}{''.join(cell if cell.startswith('<') else tc(cell) for cell in cells)}</w:tr>"


def tbl(*rows: str, widths: tuple[int, ...] = ()) -> str:
    """A table."""
    grid = "".join(f'<w:gridCol w:w="{width}"/>' for width in widths)
    return f"<w:tbl><w:tblPr/><w:tblGrid>{grid}</w:tblGrid>{''.join(rows)}</w:tbl>"
