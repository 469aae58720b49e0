"""Text that was read with doubt is read, and no finding that rests on it is certain."""

from __future__ import annotations

from dataclasses import replace

import pytest

from checker.document import Cell, Document, GlyphRun, Paragraph, Table, Text
from checker.finding import Verdict
from tests.checker.reports import SUM_RULES, check, document_of, fired, known_report
from tests.generator.spec import Report, with_figure, with_lines, with_section

DOUBT = 0.87
SURE = 0.95


def seen(text: Text, confidence: float) -> Text:
    """A text as recognised on the first page."""
    boxes = ((0.0, 0.0, 9.0, 9.0),) * len(text.string)
    return Text(text.string, (GlyphRun(0, 1, boxes, confidence),)) if text.string else text


def recognised(document: Document, words: float = DOUBT, figures: float = DOUBT) -> Document:
    """A document whose words and figures were read with some confidence."""

    def of(text: Text) -> Text:
        return seen(text, figures if text.string.strip().isdigit() else words)

    def cell(one: Cell) -> Cell:
        return replace(one, text=of(one.text))

    blocks = tuple(
        replace(block, cells=tuple(cell(one) for one in block.cells))
        if isinstance(block, Table)
        else replace(block, text=of(block.text))
        if isinstance(block, Paragraph)
        else block
        for block in document.blocks
    )
    return replace(document, blocks=blocks)


def broken(report: Report) -> Report:
    """A report with sums that do not hold."""
    return with_figure(report, "applications", "new", "total", "41")


def test_a_sound_report_read_with_doubt_has_no_finding() -> None:
    assert fired(check(recognised(document_of(known_report())))) == []


def test_what_is_wrong_in_text_read_with_doubt_is_for_review() -> None:
    reports = (
        broken(known_report()),
        with_section(known_report(), "reviews", table=None),
        replace(known_report(), period="自2021年1月1日起至2021年12月3日止"),
    )
    for report in reports:
        plain = document_of(report)
        certain, doubtful = check(plain).findings, check(recognised(plain)).findings
        assert {one.verdict for one in certain} == {Verdict.FAIL}
        assert {one.verdict for one in doubtful} == {Verdict.REVIEW}
        # The same rules speak, and of the same.
        assert [(one.rule, one.title) for one in certain] == [(one.rule, one.title) for one in doubtful]


def test_a_sum_of_figures_that_are_certain_is_an_error_whatever_stands_beside_them() -> None:
    audit = check(recognised(document_of(broken(known_report())), words=DOUBT, figures=SURE))
    sums = {one.verdict for one in audit.findings if one.rule.rpartition("/")[2] in SUM_RULES}
    assert sums == {Verdict.FAIL}


def test_the_counts_of_the_rules_agree_with_the_findings() -> None:
    audit = check(recognised(document_of(broken(known_report()))))
    assert audit.verdicts[Verdict.FAIL] == 0
    assert audit.verdicts[Verdict.REVIEW] == len(audit.findings) > 0


def printed(report: Report, placed: bool = True) -> Document:
    """A document whose tables are printed, their cells told by their places only."""
    whole = recognised(document_of(report), 1.0, 1.0)
    blocks = tuple(
        replace(block, ragged=placed, placed=placed) if isinstance(block, Table) else block for block in whole.blocks
    )
    return replace(whole, blocks=blocks)


def shifted(report: Report) -> Report:
    """A report in which the figures of some rows stand in other columns, as a misread table has them."""
    for row in list(dict.fromkeys(row for row, _ in report.figures("applications")))[:4]:
        first, second = report.figures("applications")[row, "natural"], "913"
        report = with_figure(report, "applications", row, "natural", second)
        report = with_figure(report, "applications", row, "total", first)
    return report


def test_a_table_without_rules_that_is_at_odds_in_many_places_is_for_review_and_says_why() -> None:
    found = check(printed(shifted(known_report()))).findings
    assert len(found) > 4
    assert {one.verdict for one in found if one.locations[0].section == "applications"} == {Verdict.REVIEW}
    assert all("核对原件" in one.message for one in found if one.locations[0].section == "applications")


def test_what_another_section_says_of_such_a_table_is_for_review_too() -> None:
    report = with_lines(shifted(known_report()), "overview", ["2021年新收政府信息公开申请3900件。"])
    found = [one for one in check(printed(report)).findings if one.rule.endswith("claim-table")]
    assert [(one.locations[0].section, one.verdict) for one in found] == [("overview", Verdict.REVIEW)]


def test_the_same_table_with_rules_or_with_one_fault_is_certainly_wrong() -> None:
    for document in (printed(shifted(known_report()), placed=False), printed(broken(known_report()))):
        found = [one for one in check(document).findings if one.rule.rpartition("/")[2] in SUM_RULES]
        assert found
        assert {one.verdict for one in found} == {Verdict.FAIL}


@pytest.mark.parametrize("placed", [True, False])
@pytest.mark.parametrize("lacks", [1, 3])
def test_rows_that_a_table_told_by_places_lacks_are_for_review_where_they_are_several(placed: bool, lacks: int) -> None:
    rows = ("refused_1", "refused_3", "unprocessed_2")[:lacks]
    report = replace(known_report(), dropped=tuple(("applications", row) for row in rows))
    found = [one for one in check(printed(report, placed)).findings if one.rule.endswith("table-row-missing")]
    doubted = placed and lacks > 1
    assert {one.verdict for one in found} == {Verdict.REVIEW if doubted else Verdict.FAIL}
