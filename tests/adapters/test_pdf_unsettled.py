"""Tables that were told by places and came out odd are doubted; figures of which no table came are told."""

from __future__ import annotations

from pathlib import Path

import pytest

from adapters.pdf import read
from adapters.pdf.reading.unsettled import loose, settled
from checker.document import SURE, Cell, GlyphRun, Paragraph, Table, Text
from tests.adapters.pdf_pages import written
from tests.adapters.test_pdf_unruled import FIGURES, NAMES, centred, line

HEAD = ["信息内容", "甲类", "乙类", "合计"]


def text(said: str) -> Text:
    boxes = ((0.0, 0.0, 9.0, 9.0),) * len(said)
    return Text(said, (GlyphRun(0, 1, boxes),) if said else ())


def table(rows: list[list[str]], ragged: bool = True) -> Table:
    cells = tuple(Cell(row, at, text(said)) for row, words in enumerate(rows) for at, said in enumerate(words))
    return Table(cells, len(rows), max(map(len, rows)), ragged)


def doubted(*blocks: Table) -> list[bool]:
    return [
        any(isinstance(run, GlyphRun) and run.confidence < SURE for cell in block.cells for run in cell.text.runs)
        for block in settled(blocks)
        if isinstance(block, Table)
    ]


ODD = {
    "two numbers in one cell": [HEAD, ["规章", "1 2", "", "3"], ["其他", "4", "0", "4"]],
    "numbers below a name": [["信息内容", "甲类\n1\n4", "乙类\n2\n0", "合计\n3\n4"]],
    "a column without a name": [HEAD[:3], ["规章", "1", "2", "3"], ["其他", "4", "0", "4"]],
}


@pytest.mark.parametrize("kind", ODD)
def test_an_odd_table_without_rules_is_doubted(kind: str) -> None:
    assert doubted(table(ODD[kind])) == [True]


EVEN = {
    "whole": [HEAD, ["规章", "1", "2", "3"], ["其他", "4", "", "4"]],
    "names of two lines": [["信息\n内容", "甲类\n一", "乙类", "合计"], ["规章", "1", "2", "3"]],
    "a broken number": [HEAD, ["规章", "107\n3", "2", "107\n5"]],
    "no head at all": [["规章", "1", "2", "3"], ["其他", "4", "0", "4"]],
}


@pytest.mark.parametrize("kind", EVEN)
def test_an_even_table_is_not(kind: str) -> None:
    assert doubted(table(EVEN[kind])) == [False]


def test_one_odd_cell_of_a_table_with_rules_is_what_was_written() -> None:
    assert doubted(table(ODD["two numbers in one cell"], ragged=False)) == [False]


def test_the_upper_half_of_a_head_may_be_a_table_of_its_own() -> None:
    assert doubted(table([HEAD]), table(ODD["a column without a name"])) == [False, False]


def test_figures_of_which_no_table_was_made_are_told() -> None:
    blocks = [Paragraph(text("2 3 0 1 6")), Paragraph(text("2023 年")), Paragraph(text("1 2"))]
    assert [(one.block, one.holds) for one in loose(blocks)] == [(0, "passage")]


def test_a_table_without_rules_that_is_even_is_read_with_certainty(tmp_path: Path) -> None:
    texts = [*centred(100, FIGURES, NAMES)]
    for at, label in enumerate(("规章的数量", "规范性文件", "其他的文件")):
        texts += [*line(120 + 16 * at, (60, label)), *centred(120 + 16 * at, FIGURES, ("1", "2", "3"))]
    document = read(written(tmp_path / "a.pdf", texts), "a.pdf")
    (found,) = [block for block in document.blocks if isinstance(block, Table)]
    assert document.unread == ()
    assert doubted(found) == [False]
