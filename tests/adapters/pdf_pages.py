"""Pages drawn sign by sign, for what programs that make PDF files seldom do."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pikepdf

SONG = "STSong-Light"

Text = tuple[float, float, float, str]
"""Left side, distance of the baseline from the top, size in points, and what is written."""


def canvas(path: Path, size: tuple[float, float] = (595.0, 842.0)) -> Any:
    """A canvas of reportlab whose Chinese font is not in the file."""
    from reportlab.pdfbase import pdfmetrics
    from reportlab.pdfbase.cidfonts import UnicodeCIDFont
    from reportlab.pdfgen.canvas import Canvas

    pdfmetrics.registerFont(UnicodeCIDFont(SONG))
    return Canvas(str(path), pagesize=size, invariant=1)


def written(path: Path, *pages: list[Text]) -> Path:
    """Pages of texts, each in a text operation of its own."""
    drawn = canvas(path)
    for texts in pages:
        for x, top, size, text in texts:
            drawn.setFont(SONG, size)
            drawn.drawString(x, 842 - top, text)
        drawn.showPage()
    drawn.save()
    return path


def column(text: str, x: float, top: float, width: int, size: float = 10.5) -> list[Text]:
    """A paragraph set in a column of so many signs, its first line indented by two."""
    lines = [text[: width - 2], *(text[at : at + width] for at in range(width - 2, len(text), width))]
    return [(x + (0 if at else 2 * size), top + at * 1.5 * size, size, line) for at, line in enumerate(lines) if line]


def mapped(path: Path, content: bytes, characters: dict[int, str]) -> Path:
    """A page in Helvetica on which some codes stand for other characters, as ligatures do for several."""
    pdf = pikepdf.new()
    lines = "\n".join(f"<{code:02x}> <{text.encode('utf-16-be').hex()}>" for code, text in characters.items())
    cmap = (
        "/CIDInit /ProcSet findresource begin 12 dict begin begincmap /CMapName /X def /CMapType 2 def\n"
        f"1 begincodespacerange <00> <ff> endcodespacerange\n{len(characters)} beginbfchar\n{lines}\nendbfchar\n"
        "endcmap end end"
    )
    font = pikepdf.Dictionary(
        Type=pikepdf.Name.Font,
        Subtype=pikepdf.Name.Type1,
        BaseFont=pikepdf.Name.Helvetica,
        Encoding=pikepdf.Name.WinAnsiEncoding,
        ToUnicode=pdf.make_stream(cmap.encode()),
    )
    page = pdf.add_blank_page(page_size=(400, 400))
    page.Resources = pikepdf.Dictionary(Font=pikepdf.Dictionary(F1=font))
    page.Contents = pdf.make_stream(content)
    pdf.save(path)
    return path
