"""Where a part of a document was not read, nothing that may stand there is certainly missing."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

import pytest

from checker.document import Document, Holds, Unread
from checker.finding import Verdict
from checker.messages import say
from checker.reading.gaps import anywhere, of_field, of_table, within
from tests.checker.reports import (
    check,
    checker,
    document_of,
    fired,
    found,
    heading_at,
    known_report,
    read,
    table_at,
    with_block,
    with_lines,
    without,
)
from tests.generator.spec import with_figure, without_column, without_row, without_section


def gap(
    holds: Holds = "part", block: int | None = None, cell: tuple[int, int] | None = None, name: str = "3"
) -> Unread:
    return Unread(say("reading.page", page=name), say("reading.hidden"), block, cell, holds)


def unread(document: Document, *gaps: Unread) -> Document:
    return replace(document, unread=gaps)


def verdicts(document: Document, rule: str) -> list[Verdict]:
    return [finding.verdict for finding in found(check(document), rule)]


def clean() -> Document:
    return document_of(known_report())


def bodiless(section: str) -> Document:
    return document_of(without_section(known_report(), section))


@pytest.mark.parametrize(
    ("rule", "document"),
    [
        ("section-missing", bodiless("problems")),
        ("table-missing", without(clean(), table_at(clean(), "reviews"))),
        ("table-row-missing", document_of(without_row(known_report(), "applications", "refused_3"))),
        ("table-column-missing", document_of(without_column(known_report(), "applications", "legal"))),
        ("section-empty", document_of(with_lines(known_report(), "other", [""], only=True))),
        (
            "topic-missing",
            document_of(with_lines(known_report(), "overview", ["主动公开、依申请公开和公开平台。"], only=True)),
        ),
        ("contact-missing", document_of(replace(known_report(), contacts=known_report().contacts[:2]))),
        ("period-missing", document_of(replace(known_report(), preamble=("本报告由本机关编制（{contacts}）。",)))),
    ],
)
def test_what_is_missing_may_stand_in_a_page_that_was_not_read(rule: str, document: Document) -> None:
    certain, doubtful = verdicts(document, rule), verdicts(unread(document, gap()), rule)
    assert set(certain) == {Verdict.FAIL}
    assert doubtful == [Verdict.REVIEW] * len(certain)


def test_the_part_is_named_in_both_languages() -> None:
    document = unread(bodiless("problems"), gap(), gap(name="5"))
    (chinese,) = found(check(document), "section-missing")
    assert chinese.message.endswith("第 3 页、第 5 页没有读取，可能就在其中，请核对原件。")
    from checker.check import Dossier

    english = checker("en").check(Dossier((read(document),)))
    (finding,) = found(english, "section-missing")
    assert "page 3, page 5 was not read and may contain it" in finding.message


def test_what_was_read_wholly_is_missed_with_certainty() -> None:
    assert verdicts(unread(bodiless("problems"), gap("aside"), gap("value"), gap("passage")), "section-missing") == [
        Verdict.FAIL
    ]


def test_an_object_in_another_section_holds_no_table_of_this_one() -> None:
    document = without(clean(), table_at(clean(), "reviews"))
    there, elsewhere = heading_at(document, "行政诉讼情况") + 1, heading_at(document, "总体情况") + 1
    assert verdicts(unread(document, gap("passage", there)), "table-missing") == [Verdict.REVIEW]
    assert verdicts(unread(document, gap("passage", elsewhere)), "table-missing") == [Verdict.FAIL]


def test_a_heading_that_follows_what_was_not_read_begins_another_section() -> None:
    document = document_of(with_lines(known_report(), "other", [""], only=True))
    before = heading_at(document, "其他需要报告的事项")
    assert verdicts(unread(document, gap("passage", before)), "section-empty") == [Verdict.FAIL]
    assert verdicts(unread(document, gap("passage", before + 1)), "section-empty") == [Verdict.REVIEW]


def test_a_row_may_stand_in_the_part_of_a_table_that_was_not_read() -> None:
    document = document_of(without_row(known_report(), "applications", "refused_3"))
    own, other = table_at(document, "applications"), table_at(document, "reviews")
    assert verdicts(unread(document, gap("value", own, (5, 1))), "table-row-missing") == [Verdict.REVIEW]
    assert verdicts(unread(document, gap("value", other, (5, 1))), "table-row-missing") == [Verdict.FAIL]


def test_counting_what_was_found_is_no_more_certain() -> None:
    report = with_lines(without_section(known_report(), "problems"), "preamble", ["本报告由总体情况等六部分组成。"])
    document = document_of(report)
    assert verdicts(document, "parts-announced") == [Verdict.FAIL]
    assert verdicts(unread(document, gap()), "parts-announced") == [Verdict.REVIEW]


def test_what_stands_there_is_judged_as_ever() -> None:
    broken = document_of(with_figure(known_report(), "applications", "handled", "total", "99"))
    assert fired(check(unread(broken, gap()))) == fired(check(broken))
    assert fired(check(unread(clean(), gap()))) == []


def test_a_cell_that_was_not_read_is_neither_blank_nor_filled() -> None:
    document = document_of(with_figure(known_report(), "applications", "new", "total", ""))
    block = table_at(document, "applications")
    place = next(
        (cell.row, cell.column) for cell in document.blocks[block].cells if not cell.text.string and cell.row > 2
    )
    assert "cell-blank" in fired(check(document))
    audit = check(unread(document, gap("value", block, place)))
    assert {finding.verdict for finding in audit.findings} == {Verdict.REVIEW}
    assert "未填写" not in "".join(finding.message for finding in audit.findings)


def test_the_fact_of_the_document_says_whether_it_was_read_wholly() -> None:
    from checker import facts

    def whole(document: Document) -> Iterable[object]:
        return [fact.values["whole"] for fact in facts.extract(read(document)) if fact.kind == "document"]

    assert whole(clean()) == [True]
    assert whole(unread(clean(), gap("aside"))) == [True]
    assert whole(unread(clean(), gap("value", 3))) == [False]


def test_where_a_gap_lies_decides_what_it_may_hold() -> None:
    document = clean()
    table, overview = table_at(document, "disclosure"), heading_at(document, "总体情况")
    reading = read(
        unread(document, gap("passage", table), gap("value", table, (1, 1), "4"), gap("passage", 1, None, "5"))
    )
    assert [str(part) for part in within(reading, ("disclosure",))] == ["page 3"]
    assert [str(part) for part in of_table(reading, {table})] == ["page 3", "page 4"]
    assert [str(part) for part in of_field(reading, ())] == ["page 5"]
    assert (anywhere(reading), overview) == ((), overview)


def test_a_picture_of_a_page_takes_the_place_of_a_whole_block() -> None:
    document = with_block(clean(), heading_at(clean(), "改进情况"))
    assert verdicts(unread(document, gap("part", 3)), "section-missing") == [Verdict.REVIEW]
