"""Writes OFD files (GB/T 33190) for tests: objects one by one, or a whole document laid out on pages."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable, Iterator, Sequence
from xml.sax.saxutils import escape, quoteattr

from checker.document import Block, Paragraph, Table

SPACE = 'xmlns:ofd="http://www.ofdspec.org/2016"'
HEAD = '<?xml version="1.0" encoding="UTF-8"?>\n'
LEFT, RIGHT, TOP, BOTTOM = 28.0, 182.0, 37.0, 262.0
"""The sides of the text on an A4 page, in millimetres."""


def number(value: float) -> str:
    """A number as writers put it: at most four decimals."""
    return f"{value:.4f}".rstrip("0").rstrip(".")


def width(char: str, size: float) -> float:
    """What a character takes: an em for an ideograph, half of it for the rest."""
    return size if char >= "\u2e80" or char in "“”‘’—…" else size / 2


Writer = Callable[[float, float, str, float], str]
"""x and baseline of a line, its text, the size of its letters: a text object."""


def line(x: float, base: float, string: str, size: float = 5.6, steps: str | None = None, **more: str) -> str:
    """A line as one object whose box begins above its letters; `steps` replaces its DeltaX."""
    if steps is None:
        steps = " ".join(number(width(char, size)) for char in string[:-1])
    length = sum(width(char, size) for char in string)
    attributes = "".join(f" {key}={quoteattr(value)}" for key, value in more.items())
    delta = f' DeltaX="{steps}"' if steps else ""
    return (
        f'<ofd:TextObject ID="0" Boundary="{number(x)} {number(base - size)} {number(length)} {number(1.3 * size)}" '
        f'Font="1" Size="{number(size)}"{attributes}>'
        f'<ofd:TextCode X="0" Y="{number(size)}"{delta}>{escape(string)}</ofd:TextCode></ofd:TextObject>'
    )


def grouped(x: float, base: float, string: str, size: float = 5.6) -> str:
    """A line whose equal steps are written as "g times step"."""
    groups: list[list[float]] = []
    for char in string[:-1]:
        step = width(char, size)
        if groups and groups[-1][1] == step:
            groups[-1][0] += 1
        else:
            groups.append([1, step])
    return line(x, base, string, size, " ".join(f"g {number(count)} {number(step)}" for count, step in groups))


def single(x: float, base: float, string: str, size: float = 5.6) -> str:
    """A line as converters from PDF write it: an object for each letter, in points, under a matrix."""
    scale = 25.4 / 72
    parts = []
    for char in string:
        # The text stands at (300, -200) of its own coordinates; the matrix brings that to where it belongs.
        boundary = f"{number(x)} {number(base - size)} {number(size)} {number(size)}"
        shift = f"{number(-300 * scale)} {number(200 * scale + size)}"
        parts.append(
            f'<ofd:TextObject ID="0" CTM="{number(scale)} 0 0 {number(scale)} {shift}" Boundary="{boundary}" Font="1" '
            f'Size="{number(size / scale)}"><ofd:TextCode X="300" Y="-200">{escape(char)}</ofd:TextCode>'
            "</ofd:TextObject>"
        )
        x += width(char, size)
    return "".join(parts)


def bare(x: float, base: float, string: str, size: float = 5.6) -> str:
    """A line that leaves its steps to the font."""
    return line(x, base, string, size, "")


def vertical(x: float, base: float, string: str, size: float = 5.6) -> str:
    """Letters below each other."""
    steps = " ".join([number(1.2 * size)] * (len(string) - 1))
    return (
        f'<ofd:TextObject ID="0" Boundary="{number(x)} {number(base - size)} {number(size)} 200" Font="1" '
        f'Size="{number(size)}"><ofd:TextCode X="0" Y="{number(size)}" DeltaY="{steps}">{escape(string)}'
        "</ofd:TextCode></ofd:TextObject>"
    )


def stroke(x0: float, y0: float, x1: float, y1: float) -> str:
    """A drawn line."""
    box = f"{number(x0)} {number(y0)} {number(max(x1 - x0, 0.3))} {number(max(y1 - y0, 0.3))}"
    data = f"M 0 0 L {number(x1 - x0)} {number(y1 - y0)}"
    return (
        f'<ofd:PathObject ID="0" Boundary="{box}" LineWidth="0.2"><ofd:AbbreviatedData>{data}</ofd:AbbreviatedData>'
        "</ofd:PathObject>"
    )


def sliver(x0: float, y0: float, x1: float, y1: float) -> str:
    """A line as a thin filled rectangle."""
    wide, high = max(x1 - x0, 0.2), max(y1 - y0, 0.2)
    data = f"M 0 0 L {number(wide)} 0 L {number(wide)} {number(high)} L 0 {number(high)} C"
    return (
        f'<ofd:PathObject ID="0" Boundary="{number(x0)} {number(y0)} {number(wide)} {number(high)}" Stroke="false" '
        f'Fill="true"><ofd:AbbreviatedData>{data}</ofd:AbbreviatedData></ofd:PathObject>'
    )


Ruler = Callable[[float, float, float, float], str]


def picture(x: float, y: float, wide: float, high: float) -> str:
    """A picture; its file is of no interest to a reader of text."""
    box = f"{number(x)} {number(y)} {number(wide)} {number(high)}"
    return f'<ofd:ImageObject ID="0" CTM="{number(wide)} 0 0 {number(high)} 0 0" Boundary="{box}" ResourceID="9"/>'


def page(*objects: str, template: str = "") -> str:
    """The content of a page, or of a template."""
    use = f'<ofd:Template TemplateID="{template}" ZOrder="Background"/>' if template else ""
    return (
        f"{HEAD}<ofd:Page {SPACE}>{use}<ofd:Area><ofd:PhysicalBox>0 0 210 297</ofd:PhysicalBox></ofd:Area><ofd:Content>"
        f'<ofd:Layer ID="2" Type="Body">{"".join(objects)}</ofd:Layer></ofd:Content></ofd:Page>'
    )


def file(
    pages: Sequence[str], templates: Sequence[str] = (), annotations: str = "", composites: str = "", **parts: str
) -> bytes:
    """A file of these pages; template number n has the ID "T<n>". `parts` are added or replaced by name."""
    uses = "".join(
        f'<ofd:TemplatePage ID="T{index}" BaseLoc="Tpls/Tpl_{index}/Content.xml"/>' for index in range(len(templates))
    )
    listed = "".join(
        f'<ofd:Page ID="{index + 100}" BaseLoc="Pages/Page_{index}/Content.xml"/>' for index in range(len(pages))
    )
    content = {
        "OFD.xml": (
            f'{HEAD}<ofd:OFD {SPACE} Version="1.0" DocType="OFD"><ofd:DocBody><ofd:DocInfo><ofd:DocID>0</ofd:DocID>'
            "<ofd:Title>年度报告</ofd:Title><ofd:Author>某局</ofd:Author></ofd:DocInfo>"
            "<ofd:DocRoot>Doc_0/Document.xml</ofd:DocRoot></ofd:DocBody></ofd:OFD>"
        ),
        "Doc_0/Document.xml": (
            f"{HEAD}<ofd:Document {SPACE}><ofd:CommonData><ofd:MaxUnitID>999</ofd:MaxUnitID><ofd:PageArea>"
            "<ofd:PhysicalBox>0 0 210 297</ofd:PhysicalBox></ofd:PageArea><ofd:PublicRes>/Doc_0/PublicRes.xml"
            f"</ofd:PublicRes>{uses}</ofd:CommonData><ofd:Pages>{listed}</ofd:Pages>"
            f"{'<ofd:Annotations>Annots/Annotations.xml</ofd:Annotations>' if annotations else ''}</ofd:Document>"
        ),
        "Doc_0/PublicRes.xml": (
            f'{HEAD}<ofd:Res {SPACE} BaseLoc="Res"><ofd:Fonts><ofd:Font ID="1" FontName="宋体"/>'
            '<ofd:Font ID="2" FontName="黑体"/></ofd:Fonts>'
            f"<ofd:CompositeGraphicUnits>{composites}</ofd:CompositeGraphicUnits></ofd:Res>"
        ),
    }
    for index, one in enumerate(pages):
        content[f"Doc_0/Pages/Page_{index}/Content.xml"] = one
    for index, one in enumerate(templates):
        content[f"Doc_0/Tpls/Tpl_{index}/Content.xml"] = one
    if annotations:
        content["Doc_0/Annots/Annotations.xml"] = (
            f'{HEAD}<ofd:Annotations {SPACE}><ofd:Page PageID="100"><ofd:FileLoc>Page_0/Annotation.xml</ofd:FileLoc>'
            "</ofd:Page></ofd:Annotations>"
        )
        content["Doc_0/Annots/Page_0/Annotation.xml"] = f"{HEAD}<ofd:PageAnnot {SPACE}>{annotations}</ofd:PageAnnot>"
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, text in {**content, **parts}.items():
            archive.writestr(name, text)
    return buffer.getvalue()


def laid_out(blocks: Sequence[Block], writer: Writer = line, ruler: Ruler = stroke, numbers: bool = True) -> list[str]:
    """The pages of a document: paragraphs with an indented first line, the title in the middle, tables ruled.

    A table breaks between any two rows; of a cell that spans them the text stays above, and its frame goes on below.
    """
    pages: list[list[str]] = [[]]
    y = TOP
    for block in blocks:
        if isinstance(block, Paragraph):
            size = 7.0 if block.level == 1 else 5.6
            indent = 0.0 if block.level else 2 * size
            for index, string in enumerate(_broken(block.text.string, RIGHT - LEFT, size, indent)):
                if y + 1.6 * size > BOTTOM:
                    pages.append([])
                    y = TOP
                x = LEFT + (indent if index == 0 else 0.0)
                if block.level == 1:
                    x = (LEFT + RIGHT - sum(width(char, size) for char in string)) / 2
                pages[-1].append(writer(x, y + size, string, size))
                y += 1.6 * size
        elif isinstance(block, Table):
            heights = _heights(block)
            start = 0
            while start < block.rows:
                end, bottom = start, y
                while end < block.rows and bottom + heights[end] <= BOTTOM:
                    bottom += heights[end]
                    end += 1
                while start < end < block.rows and not _parts_at(block, start, end, heights):
                    end -= 1
                    bottom -= heights[end]
                pages[-1].extend(_rows(block, range(start, end), heights, y, writer, ruler))
                start, y = end, bottom + 3
                if start < block.rows:
                    pages.append([])
                    y = TOP
    if numbers:
        for index, objects in enumerate(pages, 1):
            objects.append(writer(100, 280, f"— {index} —", 4.2))
    return [page(*objects) for objects in pages]


def _broken(text: str, room: float, size: float, indent: float = 0.0) -> Iterator[str]:
    """Lines that fit; a line feed breaks one too."""
    for part in text.split("\n"):
        string, used = "", indent
        for char in part:
            if used + width(char, size) > room + 0.001:
                yield string
                string, used = "", 0.0
            string += char
            used += width(char, size)
        yield string


SMALL = 3.2
PADDING = 0.8


def _sides(table: Table) -> list[float]:
    """Even columns, the first ones wider: labels stand in them."""
    shares = [3.0 if column < 2 else 1.0 for column in range(table.columns)]
    sides, total = [LEFT], sum(shares)
    for share in shares:
        sides.append(sides[-1] + share / total * (RIGHT - LEFT))
    return sides


def _heights(table: Table) -> list[float]:
    """Of each row, so that every text fits."""
    sides = _sides(table)
    heights = [SMALL * 1.6 + 2 * PADDING] * table.rows
    for cell in sorted(table.cells, key=lambda cell: cell.row_span):
        room = sides[cell.column + cell.column_span] - sides[cell.column] - 2 * PADDING
        needed = len(list(_broken(cell.text.string, room, SMALL))) * SMALL * 1.25 + 2 * PADDING
        missing = needed - sum(heights[cell.row : cell.row + cell.row_span])
        heights[cell.row] += max(missing, 0.0)
    return heights


def _parts_at(table: Table, start: int, end: int, heights: list[float]) -> bool:
    """Whether a page may end before row `end`: the text of a cell that goes on below fits above."""
    sides = _sides(table)
    for cell in table.cells:
        if start <= cell.row < end < cell.row + cell.row_span:
            room = sides[cell.column + cell.column_span] - sides[cell.column] - 2 * PADDING
            needed = len(list(_broken(cell.text.string, room, SMALL))) * SMALL * 1.25 + 2 * PADDING
            if needed > sum(heights[cell.row : end]):
                return False
    return True


def _rows(table: Table, rows: range, heights: list[float], y: float, writer: Writer, ruler: Ruler) -> Iterator[str]:
    """The part of a table that stands on one page."""
    sides = _sides(table)
    tops = {rows.start: y}
    for row in rows:
        tops[row + 1] = tops[row] + heights[row]
    for cell in table.cells:
        first, last = max(cell.row, rows.start), min(cell.row + cell.row_span, rows.stop)
        if first >= last:
            continue
        x0, x1 = sides[cell.column], sides[cell.column + cell.column_span]
        top, bottom = tops[first], tops[last]
        yield ruler(x0, top, x1, top)
        yield ruler(x0, bottom, x1, bottom)
        yield ruler(x0, top, x0, bottom)
        yield ruler(x1, top, x1, bottom)
        if first == cell.row:
            for index, string in enumerate(_broken(cell.text.string, x1 - x0 - 2 * PADDING, SMALL)):
                if string:
                    yield writer(x0 + PADDING, top + PADDING + SMALL * (1 + 1.25 * index), string, SMALL)
