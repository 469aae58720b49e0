"""Tables without a drawn grid, and heads cut off: what cannot be told of labels is not said to be wrong."""

from __future__ import annotations

from dataclasses import replace

import pytest

from checker.document import Cell, Document, Table, Text
from tests.checker.reports import check, document_of, found, known_report, table_at, with_block
from tests.generator.spec import report_2021


def with_label(old: str, new: str, ragged: bool) -> Document:
    """A report whose table of applications has another label, with a grid or without."""
    document = document_of(report_2021())
    at = table_at(document, "applications")
    table = document.blocks[at]
    assert isinstance(table, Table)
    cells = tuple(
        replace(cell, text=Text(new)) if cell.text.string.replace("\n", "") == old else cell for cell in table.cells
    )
    assert cells != table.cells
    return with_block(document, at, replace(table, cells=cells, ragged=ragged))


LABEL = "2.没有现成信息需要另行制作"


def test_a_label_with_the_whole_of_the_one_above_it_is_that_label() -> None:
    document = with_label(LABEL, "（四）无法提供" + LABEL, ragged=False)
    assert found(check(document), "table-label") == []


@pytest.mark.parametrize("new", ["四）" + LABEL, "2.没有现成信息需"])
def test_a_label_run_together_with_one_beside_it_is_not_told_without_a_grid(new: str) -> None:
    assert found(check(with_label(LABEL, new, ragged=True)), "table-label") == []
    assert len(found(check(with_label(LABEL, new, ragged=False)), "table-label")) == 1


def test_a_label_in_other_words_is_told_without_a_grid_too() -> None:
    assert len(found(check(with_label(LABEL, "2.没有现成的资料需要另行加工", ragged=True)), "table-label")) == 1


def test_the_last_sign_alone_of_a_name_is_not_told_without_a_grid() -> None:
    """总计 in a column of one sign, cut by a page break."""
    assert found(check(with_label("总计", "计", ragged=True)), "table-label") == []
    assert len(found(check(with_label("总计", "计", ragged=False)), "table-label")) == 1


@pytest.mark.parametrize("merged", [0, 1, 2])
def test_a_head_in_a_table_of_its_own_names_the_same_columns_at_the_right(merged: int) -> None:
    document = document_of(known_report())
    at = table_at(document, "applications")
    table = document.blocks[at]
    assert isinstance(table, Table)
    head = [cell for cell in table.cells if cell.row < 3]
    body = tuple(replace(cell, row=cell.row - 3) for cell in table.cells if cell.row >= 3)
    narrow = tuple(_narrower(cell, merged) for cell in head)
    parts = (Table(narrow, 3, table.columns - merged), Table(body, table.rows - 3, table.columns))
    assert check(with_block(document, at, *parts)).findings == check(document).findings == ()


def _narrower(cell: Cell, by: int) -> Cell:
    """A cell of a head whose first cell spans so many columns less."""
    if cell.column == 0:
        return replace(cell, column_span=cell.column_span - by)
    return replace(cell, column=cell.column - by)
