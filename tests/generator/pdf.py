"""A report as PDF: by LibreOffice from the docx, by Chromium from the page, or drawn with its rulings chosen."""

from __future__ import annotations

import io
import subprocess
import tempfile
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from tests.generator.layout import Grid, GridCell
from tests.generator.spec import Report

FONT = "STSong-Light"
PAGE = (595.28, 841.89)
MARGIN = 56.0
BODY, SMALL = 11.0, 7.5


def by_libreoffice(docx: bytes) -> bytes:
    """The docx as LibreOffice prints it. Needs soffice on the path; a profile of its own."""
    with tempfile.TemporaryDirectory() as folder:
        source = Path(folder) / "report.docx"
        source.write_bytes(docx)
        command = ["soffice", f"-env:UserInstallation=file://{folder}/profile", "--headless", "--convert-to", "pdf"]
        command += ["--outdir", folder, str(source)]
        subprocess.run(command, check=True, capture_output=True, timeout=120)
        return source.with_suffix(".pdf").read_bytes()


def by_chromium(*pages: str) -> list[bytes]:
    """The pages as Chromium prints them, all by one start. Needs chromium on the path."""
    from tests.outputs.chromium import Browser

    made = []
    with tempfile.TemporaryDirectory() as folder, Browser() as browser:
        for number, page in enumerate(pages):
            source = Path(folder) / f"{number}.html"
            source.write_text(page, encoding="utf-8")
            made.append(browser.printed(source))
    return made


def settled(pdf: bytes, stamp: str = "D:20220120090000Z") -> bytes:
    """The same pages with fixed dates and identity, streams packed, so that a sample does not change by itself."""
    import pikepdf

    target = io.BytesIO()
    with pikepdf.open(io.BytesIO(pdf)) as document:
        for key in ("/CreationDate", "/ModDate"):
            document.docinfo[key] = pikepdf.String(stamp)
        if "/Metadata" in document.Root:
            del document.Root["/Metadata"]
        for key in ("/DocChecksum", "/ID"):
            if key in document.trailer:
                del document.trailer[key]
        document.save(
            target,
            deterministic_id=True,
            compress_streams=True,
            recompress_flate=True,
            object_stream_mode=pikepdf.ObjectStreamMode.generate,
        )
    return target.getvalue()


@dataclass(frozen=True, slots=True)
class DrawOptions:
    """How reportlab draws it. The font is not embedded.

    `rules`: "full", "horizontal" (no vertical rules) or "none"; `repeat`: a table's head again on each page;
    `vertical`: the labels that span many rows are written one character a line; `bold_by_overprint`: headings are
    printed twice, a third of a point apart; `page_numbers`: a footer.
    """

    rules: str = "full"
    repeat: bool = True
    vertical: bool = False
    bold_by_overprint: bool = False
    page_numbers: bool = True
    lead: float = 0.0
    """Empty space before the first section, in points, to move the page breaks."""


def drawn(report: Report, options: DrawOptions | None = None) -> bytes:
    """The report drawn by reportlab; the same report gives the same bytes."""
    from reportlab.pdfbase import pdfmetrics
    from reportlab.pdfbase.cidfonts import UnicodeCIDFont
    from reportlab.pdfgen.canvas import Canvas

    pdfmetrics.registerFont(UnicodeCIDFont(FONT))
    target = io.BytesIO()
    canvas = Canvas(target, pagesize=PAGE, invariant=1)
    canvas.setTitle(report.title or report.organ.name)
    canvas.setAuthor(report.organ.name)
    pen = _Pen(canvas, options or DrawOptions())
    if report.title:
        pen.paragraph(report.title, 16, centred=True)
    for text in report.preamble_lines():
        pen.paragraph(text)
    pen.skip(pen.options.lead)
    for section in report.sections:
        pen.paragraph(section.heading.shown, 13, heading=True)
        for line in section.lines:
            pen.paragraph(line.shown)
        if section.table:
            pen.table(report.grid(section.table))
    for text in report.closing:
        pen.paragraph(text, right=True)
    pen.end()
    canvas.save()
    return target.getvalue()


class _Pen:
    """Where on which page the next thing goes."""

    def __init__(self, canvas: Any, options: DrawOptions) -> None:
        self.canvas = canvas
        self.options = options
        self.top = PAGE[1] - MARGIN
        self.page = 1

    def end(self) -> None:
        if self.options.page_numbers:
            self.canvas.setFont(FONT, 9)
            self.canvas.drawCentredString(PAGE[0] / 2, 30, f"— {self.page} —")
        self.canvas.showPage()

    def turn(self) -> None:
        self.end()
        self.page += 1
        self.top = PAGE[1] - MARGIN

    def skip(self, height: float) -> None:
        self.top -= height

    def paragraph(
        self, text: str, size: float = BODY, heading: bool = False, centred: bool = False, right: bool = False
    ) -> None:
        width = PAGE[0] - 2 * MARGIN
        indent = 0.0 if centred or right else 2 * size
        for n, line in enumerate(_wrapped(text, size, width, indent)):
            if self.top - size * 1.5 < MARGIN:
                self.turn()
            self.top -= size * 1.5
            x = MARGIN + (indent if n == 0 else 0.0)
            if centred:
                x = (PAGE[0] - _width(line, size)) / 2
            if right:
                x = PAGE[0] - MARGIN - _width(line, size)
            self.write(x, self.top, line, size)
            if heading and self.options.bold_by_overprint:
                self.write(x + 0.3, self.top, line, size)
        self.top -= size * 0.3

    def write(self, x: float, y: float, text: str, size: float) -> None:
        self.canvas.setFont(FONT, size)
        self.canvas.drawString(x, y, text)

    def table(self, grid: Grid) -> None:
        widths = [share * (PAGE[0] - 2 * MARGIN) for share in grid.widths]
        heights = self._heights(grid, widths)
        self.top -= 6
        start = 0
        while start < grid.rows:
            head = range(grid.header_rows) if start and self.options.repeat else range(0)
            room = self.top - MARGIN - sum(heights[row] for row in head)
            stop = start
            while stop < grid.rows and room >= heights[stop]:
                room -= heights[stop]
                stop += 1
            while start + 1 < stop < grid.rows and not self._parts_at(grid, start, stop, widths, heights):
                stop -= 1
            if stop < grid.rows and stop - start < grid.header_rows + 1:
                self.turn()
                if stop == start:
                    continue
                stop = start
                continue
            self._piece(grid, [*head, *range(start, stop)], widths, heights)
            start = stop
            if start < grid.rows:
                self.turn()
        self.top -= 8

    def _heights(self, grid: Grid, widths: list[float]) -> list[float]:
        heights = [SMALL * 1.3 + 5] * grid.rows
        for cell in sorted(grid.cells, key=lambda cell: cell.row_span):
            needed = len(self._lines(cell, widths)) * SMALL * 1.3 + 5
            rows = range(cell.row, cell.row + cell.row_span)
            missing = needed - sum(heights[row] for row in rows)
            for row in rows:
                heights[row] += max(missing, 0) / cell.row_span
        return heights

    def _parts_at(self, grid: Grid, start: int, stop: int, widths: list[float], heights: list[float]) -> bool:
        """Whether a page may end before row `stop`: the text of a cell that goes on below fits above."""
        for cell in grid.cells:
            if start <= cell.row < stop < cell.row + cell.row_span:
                room = sum(widths[cell.column : cell.column + cell.column_span]) - 4
                needed = len(_wrapped(cell.text.replace("\n", ""), SMALL, room)) * SMALL * 1.3
                if needed > sum(heights[cell.row : stop]):
                    return False
        return True

    def _lines(self, cell: GridCell, widths: list[float]) -> list[str]:
        if self.options.vertical and cell.key.startswith("group:") and cell.row_span > 2:
            return list(cell.text.replace("\n", ""))
        width = sum(widths[cell.column : cell.column + cell.column_span]) - 4
        return [line for part in cell.text.split("\n") for line in _wrapped(part, SMALL, width)]

    def _piece(self, grid: Grid, rows: list[int], widths: list[float], heights: list[float]) -> None:
        """The rows of a table that stand on one page; a cell that goes on is cut, its text in its first part."""
        tops = {row: self.top - sum(heights[before] for before in rows[:n]) for n, row in enumerate(rows)}
        drawn: set[tuple[int, int]] = set()
        for row in rows:
            for cell in grid.slots()[row]:
                assert cell is not None
                if (cell.row, cell.column) in drawn:
                    continue
                drawn.add((cell.row, cell.column))
                covered = [one for one in range(cell.row, cell.row + cell.row_span) if one in tops]
                high = tops[covered[0]]
                low = tops[covered[-1]] - heights[covered[-1]]
                x0 = MARGIN + sum(widths[: cell.column])
                x1 = x0 + sum(widths[cell.column : cell.column + cell.column_span])
                self._box(x0, low, x1, high)
                if cell.row in tops:
                    self._fill(cell, x0, low, x1, high, widths)
        self.top = tops[rows[-1]] - heights[rows[-1]]

    def _box(self, x0: float, low: float, x1: float, high: float) -> None:
        self.canvas.setLineWidth(0.5)
        if self.options.rules == "full":
            self.canvas.rect(x0, low, x1 - x0, high - low)
        elif self.options.rules == "horizontal":
            self.canvas.line(x0, high, x1, high)
            self.canvas.line(x0, low, x1, low)

    def _fill(self, cell: GridCell, x0: float, low: float, x1: float, high: float, widths: list[float]) -> None:
        lines = self._lines(cell, widths)
        if len(lines) * SMALL * 1.3 > high - low:  # a vertical label that a page break cuts
            lines = _wrapped(cell.text.replace("\n", ""), SMALL, x1 - x0 - 4)
        y = (high + low) / 2 + len(lines) * SMALL * 1.3 / 2 - SMALL
        left = cell.key.startswith("label:")
        for line in lines:
            x = x0 + 2 if left else (x0 + x1 - _width(line, SMALL)) / 2
            self.write(x, y, line, SMALL)
            y -= SMALL * 1.3


def _width(text: str, size: float) -> float:
    from reportlab.pdfbase.pdfmetrics import stringWidth

    return float(stringWidth(text, FONT, size))


def _wrapped(text: str, size: float, width: float, indent: float = 0.0) -> list[str]:
    """The text cut into lines that fit; runs of Latin letters and digits stay whole where they can."""
    lines: list[str] = []
    line, room = "", width - indent
    for piece in _pieces(text):
        if line and _width(line + piece, size) > room:
            lines.append(line)
            line, room = "", width
        while _width(piece, size) > room and len(piece) > 1:
            cut = next(n for n in range(len(piece), 0, -1) if n == 1 or _width(piece[:n], size) <= room)
            lines.append(piece[:cut])
            piece, room = piece[cut:], width
        line += piece
    return [*lines, line]


def _pieces(text: str) -> list[str]:
    pieces: list[str] = []
    for character in text:
        if character.isascii() and not character.isspace() and pieces and pieces[-1][-1].isascii():
            pieces[-1] += character
        else:
            pieces.append(character)
    return pieces
