"""Characters that the file does not name were not read: nothing certain is said of the cell or label they stand in."""

from __future__ import annotations

from dataclasses import replace

import pytest

from checker.document import LOST, Document, Paragraph, Table, Text
from checker.finding import Finding, Verdict
from tests.checker.reports import check, document_of, found, known_report, table_at
from tests.generator.spec import with_figure, without_row


def lost(document: Document, table: str, old: str, new: str) -> Document:
    """The document with a text in the cells of a table that was not read, wholly or in part."""
    at = table_at(document, table)
    block = document.blocks[at]
    assert isinstance(block, Table)
    cells = tuple(replace(cell, text=Text(new)) if cell.text.string.strip() == old else cell for cell in block.cells)
    assert cells != block.cells
    return replace(document, blocks=(*document.blocks[:at], replace(block, cells=cells), *document.blocks[at + 1 :]))


def verdicts(findings: tuple[Finding, ...] | list[Finding]) -> set[Verdict]:
    return {finding.verdict for finding in findings}


@pytest.mark.parametrize("figure", [LOST, LOST * 3, f"1{LOST}", f"{LOST}7件", f"4（其中{LOST}件）", f"{LOST}.5"])
def test_a_figure_that_was_not_read_is_for_review(figure: str) -> None:
    document = document_of(with_figure(known_report(), "applications", "new", "total", figure))
    audit = check(document)
    assert [finding.verdict for finding in found(audit, "cell-number")] == [Verdict.REVIEW]
    assert verdicts(audit.findings) == {Verdict.REVIEW}


@pytest.mark.parametrize("figure", ["若干", "1.5", "?", "□"])
def test_what_was_read_and_is_no_figure_is_an_error(figure: str) -> None:
    document = document_of(with_figure(known_report(), "applications", "new", "total", figure))
    assert verdicts(found(check(document), "cell-number")) == {Verdict.FAIL}


@pytest.mark.parametrize(
    ("table", "label"), [("disclosure", "规章"), ("applications", "科研机构"), ("applications", "（七）总计")]
)
@pytest.mark.parametrize("kept", [0, 1])
def test_a_label_that_was_not_read_is_neither_missing_nor_wrong(table: str, label: str, kept: int) -> None:
    text = label[:kept] + LOST * (len(label) - kept)
    audit = check(lost(document_of(known_report()), table, label, text))
    assert Verdict.FAIL not in verdicts(audit.findings)


def test_a_row_is_missing_where_another_table_has_lost_characters() -> None:
    document = document_of(without_row(known_report(), "applications", "refused_3"))
    assert verdicts(found(check(document), "table-row-missing")) == {Verdict.FAIL}
    elsewhere = lost(document, "disclosure", "规章", LOST * 2)
    (row,) = [one for one in found(check(elsewhere), "table-row-missing") if "收到和处理" in one.message]
    assert row.verdict is Verdict.FAIL


def test_an_error_among_figures_that_were_read_stays_one() -> None:
    broken = document_of(with_figure(known_report(), "applications", "handled", "total", "99"))
    audit = check(lost(broken, "disclosure", "规章", LOST * 2))
    assert [one.verdict for one in found(audit, "applications-handled-total")] == [Verdict.FAIL]


@pytest.mark.parametrize(
    ("title", "verdict"), [(f"五、存在的{LOST * 4}及改进情况", Verdict.REVIEW), ("五、有关情况", Verdict.FAIL)]
)
def test_a_heading_that_was_not_read_may_be_that_of_a_section(title: str, verdict: Verdict) -> None:
    document = document_of(known_report())
    blocks = tuple(
        replace(block, text=Text(title))
        if isinstance(block, Paragraph) and block.text.string.startswith("五、")
        else block
        for block in document.blocks
    )
    assert blocks != document.blocks
    audit = check(replace(document, blocks=blocks))
    told = [one for rule in ("section-missing", "section-title") for one in found(audit, rule)]
    assert told
    assert verdicts(told) == {verdict}
