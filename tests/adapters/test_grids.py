"""Ruled tables on pages: what goes in as spans comes out as the same spans, from PDF and from OFD."""

from __future__ import annotations

import io
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import adapters
from checker.document import Cell, Table, Text
from tests import ofd_maker

SIDE, TOP = 60.0, 780.0
WORDS = ("", "0", "15", "1284", "规章", "（一）予以公开", "总计")


@st.composite
def tables(draw: st.DrawFn) -> Table:
    """A table cut into cells at random, where every line of the grid is the side of a cell."""
    high, wide = draw(st.integers(1, 6)), draw(st.integers(2, 7))
    free = {(row, column) for row in range(high) for column in range(wide)}
    spans: list[tuple[int, int, int, int]] = []
    for row, column in sorted(free):
        if (row, column) not in free:
            continue
        room = next((n for n in range(column, wide) if (row, n) not in free), wide) - column
        across, down = draw(st.integers(1, room)), draw(st.integers(1, high - row))
        free -= {(row + low, column + step) for low in range(down) for step in range(across)}
        spans.append((row, column, down, across))
    # One more row, of two cells: a table of a single cell is a frame.
    at = draw(st.integers(1, wide - 1))
    spans += [(high, 0, 1, at), (high, at, 1, wide - at)]
    ys = sorted({line for row, _, down, _ in spans for line in (row, row + down)})
    xs = sorted({line for _, column, _, across in spans for line in (column, column + across)})
    cells = []
    for row, column, down, across in spans:
        first, left = ys.index(row), xs.index(column)
        rows, columns = ys.index(row + down) - first, xs.index(column + across) - left
        cells.append(Cell(first, left, Text(draw(st.sampled_from(WORDS))), rows, columns))
    return Table(tuple(cells), len(ys) - 1, len(xs) - 1)


def as_pdf(table: Table, by_lines: bool) -> bytes:
    """The table drawn cell by cell: as rectangles, or as single strokes."""
    from reportlab.pdfbase import pdfmetrics
    from reportlab.pdfbase.cidfonts import UnicodeCIDFont
    from reportlab.pdfgen.canvas import Canvas

    pdfmetrics.registerFont(UnicodeCIDFont("STSong-Light"))
    target = io.BytesIO()
    canvas = Canvas(target, pagesize=(595, 842), invariant=1)
    canvas.setFont("STSong-Light", 9)
    canvas.setLineWidth(0.5)
    canvas.drawString(SIDE, TOP + 20, "表前的一行文字。")
    for cell in table.cells:
        x0, x1 = SIDE + 66 * cell.column, SIDE + 66 * (cell.column + cell.column_span)
        top, low = TOP - 22 * cell.row, TOP - 22 * (cell.row + cell.row_span)
        if by_lines:
            for line in ((x0, top, x1, top), (x0, low, x1, low), (x0, low, x0, top), (x1, low, x1, top)):
                canvas.line(*line)
        else:
            canvas.rect(x0, low, x1 - x0, top - low)
        canvas.drawCentredString((x0 + x1) / 2, (top + low) / 2 - 3, cell.text.string)
    canvas.drawString(SIDE, TOP - 22 * table.rows - 30, "表后的一行文字。")
    canvas.save()
    return target.getvalue()


def as_ofd(table: Table, by_lines: bool) -> bytes:
    """The table laid out with its rules as strokes, or as thin filled areas."""
    ruler = ofd_maker.stroke if by_lines else ofd_maker.sliver
    return ofd_maker.file(ofd_maker.laid_out([table], ofd_maker.line, ruler))


def shape(table: Table) -> list[tuple[int, int, int, int, str]]:
    return [
        (cell.row, cell.column, cell.row_span, cell.column_span, cell.text.string.replace("\n", ""))
        for cell in table.cells
    ]


@pytest.mark.parametrize(("suffix", "write"), [("pdf", as_pdf), ("ofd", as_ofd)], ids=["pdf", "ofd"])
@settings(max_examples=120, deadline=None)
@given(table=tables().filter(lambda table: any(cell.text.string for cell in table.cells)), by_lines=st.booleans())
def test_the_same_grid_comes_out(
    tmp_path_factory: pytest.TempPathFactory,
    suffix: str,
    write: Callable[[Table, bool], bytes],
    table: Table,
    by_lines: bool,
) -> None:
    path: Path = tmp_path_factory.getbasetemp() / f"grid.{suffix}"
    path.write_bytes(write(table, by_lines))
    (found,) = (block for block in adapters.read(path, path.name).blocks if isinstance(block, Table))
    assert (found.rows, found.columns, found.ragged) == (table.rows, table.columns, False)
    assert shape(found) == shape(table)
