"""Findings from verdicts: what they say, where they stand, what keeps them quiet, what fingerprints hang on."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from checker.document import Document
from checker.finding import Severity, Verdict
from tests.checker.reports import check, document_of, document_of_text, known_report, with_lines
from tests.checker.small_pack import reported, row, rule, small_pack
from tests.generator import text
from tests.generator.spec import with_figure

WRONG = {"received": 5, "closed": 4, "open": 3, "total": 5}


def test_a_finding_says_both_sides_and_the_difference_and_quotes_every_operand(tmp_path: Path) -> None:
    (one,) = reported(small_pack(tmp_path, rule()), row("letters", **WRONG))
    assert one.message == "收到5，办结加未办结7，相差2。"
    assert [(place.row, place.column, place.text) for place in one.locations] == [
        ("letters", "received", "5"),
        ("letters", "closed", "4"),
        ("letters", "open", "3"),
    ]
    assert one.comparison is not None
    assert (one.comparison.left_value, one.comparison.operator, one.comparison.right_value) == (5, "==", 7)
    assert one.comparison.difference == -2
    assert [term.location for term in (*one.comparison.left, *one.comparison.right)] == [0, 1, 2]
    assert (one.source.document, one.source.clause, one.source.verbatim) == ("某规定", "一", True)


def test_a_value_that_is_not_known_is_named_with_its_reason_and_place(tmp_path: Path) -> None:
    pack = small_pack(tmp_path, rule())
    (one,) = reported(pack, row("letters", unknown={"received": "blank"}, closed=4, open=1, total=5))
    assert one.verdict is Verdict.REVIEW
    assert "收到未填写" in one.message
    assert one.locations[0].column == "received"
    assert one.values["received"] is None


def test_severity_verdict_and_message_have_cases(tmp_path: Path) -> None:
    more = (
        "  severity: [{when: received > 100, is: error}, {is: note}]\n"
        "  verdict: [{when: total == 0, is: review}, {is: fail}]\n"
        "  message: [{when: received > 100, is: '很多：{received}'}, {is: '不多：{received}'}]\n"
    )
    pack = small_pack(tmp_path, rule(more=more))
    many, few = row("letters", **{**WRONG, "received": 500}), row("visits", **{**WRONG, "total": 0})
    found = {one.locations[0].row: one for one in reported(pack, many, few)}
    assert (found["letters"].severity, found["letters"].verdict) == (Severity.ERROR, Verdict.FAIL)
    assert (found["visits"].severity, found["visits"].verdict) == (Severity.NOTE, Verdict.REVIEW)
    assert (found["letters"].message, found["visits"].message) == ("很多：500", "不多：5")


def test_a_cause_keeps_its_consequences_quiet_where_it_stands_and_only_there(tmp_path: Path) -> None:
    cause = rule("cause", "open < 3")
    everywhere = cause + rule("consequence", more="  unless: [cause]\n")
    here = cause + rule("consequence", more="  unless: [{rule: cause, same: [row]}]\n")
    facts = [row("letters", **WRONG), row("visits", **{**WRONG, "open": 0})]

    def rows(rules: str) -> list[tuple[str, str | None]]:
        made = reported(small_pack(tmp_path, rules), *facts)
        return [(one.rule, one.locations[0].row) for one in made]

    assert rows(everywhere) == [("small/cause", "letters")]
    assert rows(here) == [("small/cause", "letters"), ("small/consequence", "visits")]


def test_a_cause_that_is_only_for_review_keeps_nothing_quiet(tmp_path: Path) -> None:
    rules = rule("cause", "open < 3") + rule("consequence", "received == closed", "  unless: [cause]\n")
    fact = row("letters", unknown={"open": "blank"}, received=5, closed=4, total=0)
    made = reported(small_pack(tmp_path, rules), fact)
    assert {(one.rule, one.verdict.value) for one in made} == {("small/cause", "review"), ("small/consequence", "fail")}


def test_related_rules_are_named_where_they_share_a_place(tmp_path: Path) -> None:
    rules = rule("first", more="  related: [second]\n") + rule("second", "received == open").replace("不平", "另一个")
    first, second = reported(small_pack(tmp_path, rules), row("letters", **WRONG))
    assert "另一个" in first.advice
    assert second.advice == ""
    apart = small_pack(tmp_path, rules.replace("received == open", "total == 0"))
    assert all("另一个" not in one.advice for one in reported(apart, row("letters", **WRONG)))


def test_braces_in_a_value_are_no_fields(tmp_path: Path) -> None:
    pack = small_pack(tmp_path, rule(more="  message: 值为{row}。\n"))
    fact = replace(row("letters", **WRONG), labels={"row": "{received.__class__}"})
    assert reported(pack, fact)[0].message == "值为{received.__class__}。"


# --- fingerprints ----------------------------------------------------------------------------------------------


def marks(document: Document) -> list[str]:
    """The fingerprints of a document's findings."""
    return [one.fingerprint for one in check(document).findings]


def test_fingerprints_do_not_change_with_place_file_or_format() -> None:
    report = with_figure(known_report(), "applications", "granted", "natural", "21")
    base = marks(document_of(report))
    assert len(base) == len(set(base)) == 2
    assert marks(document_of(report, "another/name.docx")) == base
    assert marks(document_of_text(text.write(report, "tabs"))) == base
    longer = replace(report, preamble=("本报告经集体研究。", *report.preamble))
    assert marks(document_of(longer)) == base


def test_fingerprints_tell_cells_values_and_equal_findings_apart() -> None:
    one = marks(document_of(with_figure(known_report(), "applications", "new", "natural", "41")))
    for row_, column, figure in (("new", "natural", "42"), ("new", "legal", "1"), ("carried_in", "natural", "7")):
        other = marks(document_of(with_figure(known_report(), "applications", row_, column, figure)))
        assert set(one) != set(other), (row_, column, figure)
    report = with_lines(known_report(), "overview", ["全年公开XX条。", "全年解读XX篇。"])
    twice = marks(document_of(report))
    assert len(twice) == len(set(twice)) == 2


def test_findings_stand_in_the_order_of_the_document() -> None:
    report = with_figure(known_report(), "reviews", "cases", "review_total", "99")
    report = with_figure(report, "applications", "granted", "natural", "")
    report = with_lines(with_lines(report, "overview", ["公开XX条。"]), "other", ["公开XX条。"])
    audit = check(document_of(report))
    blocks = [one.locations[0].block for one in audit.findings]
    assert blocks == sorted(block for block in blocks if block is not None)
    assert len(blocks) == 4
