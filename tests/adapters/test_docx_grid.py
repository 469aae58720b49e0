"""Grids of Word tables: what goes in as spans comes out as the same spans."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from adapters.docx import read
from adapters.docx.grid import Row, Slot, lay_out
from checker.document import Cell, Table
from tests.adapters.docx_files import tbl, tc, tr, written

Span = tuple[int, int, int, int]
"""row, column, rows, columns"""


@st.composite
def tilings(draw: st.DrawFn) -> tuple[int, int, list[Span]]:
    """Rows, columns, and rectangles that cover every slot once, in reading order."""
    rows, columns = draw(st.integers(1, 6)), draw(st.integers(1, 6))
    taken = [[False] * columns for _ in range(rows)]
    spans = []
    for row in range(rows):
        for column in range(columns):
            if taken[row][column]:
                continue
            free = next((n for n in range(column, columns) if taken[row][n]), columns) - column
            width = draw(st.integers(1, free))
            height = draw(st.integers(1, rows - row))
            for r in range(row, row + height):
                for c in range(column, column + width):
                    taken[r][c] = True
            spans.append((row, column, height, width))
    return rows, columns, spans


def table_of(rows: int, columns: int, spans: list[Span]) -> str:
    """The table as Word writes it: a continuation in every further row of a cell."""
    lines = []
    for row in range(rows):
        cells = []
        for top, column, height, width in sorted(spans, key=lambda span: span[1]):
            if top <= row < top + height:
                properties = f'<w:gridSpan w:val="{width}"/>' if width > 1 else ""
                if height > 1:
                    properties += '<w:vMerge w:val="restart"/>' if row == top else "<w:vMerge/>"
                cells.append(tc(f"{top}.{column}" if row == top else "", properties))
        lines.append(tr(*cells))
    return tbl(*lines, widths=(1000,) * columns)


@settings(max_examples=150, deadline=None)
@given(tilings())
def test_the_same_grid_comes_out(tmp_path_factory: pytest.TempPathFactory, tiling: tuple[int, int, list[Span]]) -> None:
    rows, columns, spans = tiling
    # A row of two cells below, so that a tiling of one cell is no layout table.
    last = [(rows, 0, 1, 1), (rows, 1, 1, max(columns - 1, 1))]
    body = table_of(rows + 1, columns, [*spans, *last])
    (table,) = read(written(tmp_path_factory.mktemp("grid"), body), "file.docx").blocks
    assert isinstance(table, Table)
    assert (table.rows, table.columns) == (rows + 1, max(columns, 2))
    assert [(cell.row, cell.column, cell.row_span, cell.column_span) for cell in table.cells] == [*spans, *last]
    assert [cell.text.string for cell in table.cells] == [f"{row}.{column}" for row, column, _, _ in [*spans, *last]]


def cells(folder: Path, body: str) -> list[Cell]:
    (table,) = read(written(folder, body), "file.docx").blocks
    assert isinstance(table, Table)
    return list(table.cells)


def test_columns_left_free_before_a_row_shift_its_cells(tmp_path: Path) -> None:
    body = tbl(tr("a", "b", "c"), tr("d", properties='<w:gridBefore w:val="2"/>'))
    assert [(cell.row, cell.column, cell.text.string) for cell in cells(tmp_path, body)][-1] == (1, 2, "d")


def test_a_continuation_under_another_span_is_a_cell_of_its_own(tmp_path: Path) -> None:
    down = '<w:vMerge w:val="restart"/>'
    body = tbl(tr(tc("a", down), "b", "c"), tr(tc("d", '<w:gridSpan w:val="2"/><w:vMerge/>'), "e"))
    assert [(cell.row, cell.row_span, cell.text.string) for cell in cells(tmp_path, body)] == [
        (0, 1, "a"), (0, 1, "b"), (0, 1, "c"), (1, 1, "d"), (1, 1, "e"),
    ]  # fmt: skip


def test_old_horizontal_merges_are_spans(tmp_path: Path) -> None:
    body = tbl(tr(tc("a", '<w:hMerge w:val="restart"/>'), tc("", "<w:hMerge/>"), "b"), tr("c", "d", "e"))
    assert [(cell.column, cell.column_span, cell.text.string) for cell in cells(tmp_path, body)][:2] == [
        (0, 2, "a"), (2, 1, "b"),
    ]  # fmt: skip


def test_hair_wide_columns_between_borders_drawn_by_hand_vanish(tmp_path: Path) -> None:
    body = tbl(
        tr("a", tc("b", '<w:gridSpan w:val="2"/>')),
        tr(tc("c", '<w:gridSpan w:val="2"/>'), "d"),
        widths=(3000, 12, 3000),
    )
    assert [(cell.row, cell.column, cell.column_span) for cell in cells(tmp_path, body)] == [
        (0, 0, 1), (0, 1, 1), (1, 0, 1), (1, 1, 1),
    ]  # fmt: skip


def test_a_hair_wide_column_with_a_cell_of_its_own_stays(tmp_path: Path) -> None:
    assert [cell.column for cell in cells(tmp_path, tbl(tr("a", "b", "c"), widths=(3000, 12, 3000)))] == [0, 1, 2]


def test_absurd_spans_stay_within_bounds(tmp_path: Path) -> None:
    assert cells(tmp_path, tbl(tr(tc("a", '<w:gridSpan w:val="30000000"/>'), "b")))[0].column_span == 63
    layout = lay_out([Row(0, [Slot(63, None, number) for number in range(100)])])
    assert layout.cut
    assert layout.columns <= 512


def test_a_column_merged_over_thousands_of_rows_is_one_cell(tmp_path: Path) -> None:
    first = tr(tc("a", '<w:vMerge w:val="restart"/>'), "b")
    found = cells(tmp_path, tbl(first, *[tr(tc("", "<w:vMerge/>"), "c")] * 2000))
    assert found[0].row_span == 2001
