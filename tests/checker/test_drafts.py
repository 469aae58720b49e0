"""Two drafts of a report, checked and compared: each thing by itself, whatever was edited around it."""

from __future__ import annotations

from dataclasses import replace

import pytest

from checker.audit.audit import Run
from checker.audit.baseline import compare
from checker.check import Dossier
from checker.document import Paragraph, Text, Unread
from checker.finding import Change, Finding, Verdict
from checker.messages import say
from tests.checker.reports import (
    check,
    checker,
    document_of,
    document_of_text,
    heading_at,
    table_at,
    with_block,
    without,
)
from tests.generator import text as as_text
from tests.generator.prose import CULTURE, WATER
from tests.generator.returns import APART, SITES, base, closing, pairs, with_sentence, wrong
from tests.generator.spec import (
    Report,
    with_contact,
    with_figure,
    with_section,
    with_text,
    with_title,
    without_column,
    without_section,
)


def report(*sentences: str, section: str = "overview") -> Report:
    made = base(3, WATER)
    for one in sentences:
        made = with_sentence(made, section, one)
    return made


def run(*reports: Report, path: str = "report.docx") -> Run:
    return Run(tuple(check(document_of(one, path)) for one in reports))


def between(old: Report, new: Report) -> list[Finding]:
    return compare(run(new), run(old), together=True).findings()


def states(findings: list[Finding]) -> list[tuple[str, str, str | None]]:
    """Rule, the words before the quote, state."""
    made = []
    for one in findings:
        words = one.thing.words if one.thing is not None and one.thing.words else ("", "")
        made.append((one.rule.partition("/")[2], words[0], one.state))
    return sorted(made, key=str)


def test_a_claim_with_another_wrong_figure_is_the_same_claim():
    (made,) = between(report("经审查，予以公开43件。"), report("经审查，予以公开57件。"))
    assert (made.state, made.changes) == ("remaining", (Change("43件", "57件"),))


def test_of_two_claims_one_is_mended_and_the_other_broken():
    old = report("经审查，予以公开143件。", "部分公开10件。")
    new = report("经审查，予以公开7件。", "部分公开43件。")
    assert states(between(old, new)) == [("claim-table", "予以公开", "fixed"), ("claim-table", "部分公开", "new")]


def test_two_claims_of_one_wrong_figure_are_two():
    old = report("经审查，予以公开999件。", "部分公开999件。")
    new = report("经审查，予以公开7件。", "部分公开999件。")
    assert states(between(old, new)) == [("claim-table", "予以公开", "fixed"), ("claim-table", "部分公开", "remaining")]


def test_a_claim_that_was_split_from_its_sentence_is_the_same():
    old = report("本年度答复申请人的情况如下，予以公开43件。")
    new = report("本年度答复申请人的情况如下", "予以公开43件。")
    assert states(between(old, new)) == [("claim-table", "予以公开", "remaining")]


def test_a_claim_in_other_words_is_the_same_where_it_is_the_only_one():
    old, new = report("经审查，予以公开43件。"), report("其中依法作出予以公开的决定43件。")
    made = states(between(old, new))
    assert [state for _, _, state in made if state in ("new", "fixed")] == []


def test_a_claim_that_is_gone_is_not_called_mended():
    (made,) = between(report("经审查，予以公开43件。"), report())
    assert made.state == "uncompared"
    assert "不能认定已改" in made.because


def test_what_is_missing_is_told_apart_one_by_one():
    old, new = with_contact(report(), "电话", None), with_contact(report(), "电子邮箱", None)
    assert [(one.state, one.thing.parts) for one in between(old, new) if one.thing] == [
        ("new", ("电子邮箱",)),
        ("fixed", ("联系电话",)),
    ]


def test_of_four_things_missing_three_are_mended():
    old = report()
    for label in ("地址", "邮编", "电话", "电子邮箱"):
        old = with_contact(old, label, None)
    made = between(old, with_contact(report(), "电子邮箱", None))
    stays, mended = (next(one for one in made if one.state == state) for state in ("remaining", "fixed"))
    assert stays.thing is not None
    assert mended.thing is not None
    assert stays.thing.parts == ("电子邮箱",)
    assert mended.thing.parts == ("联系电话", "地址", "邮政编码")
    assert mended.message == "联系方式不全：联系电话、地址、邮政编码"
    assert stays.changes == (Change("联系电话、地址、邮政编码、电子邮箱", "电子邮箱"),)


def test_a_thing_more_that_is_missing_is_new_beside_what_remains():
    old = with_contact(report(), "电话", None)
    made = between(old, with_contact(old, "电子邮箱", None))
    assert [(one.state, one.thing.parts) for one in made if one.thing] == [
        ("remaining", ("联系电话",)),
        ("new", ("电子邮箱",)),
    ]


def test_a_date_is_no_other_for_a_section_that_comes_back():
    late = closing(report(), "2022年5月18日")
    assert states(between(without_section(late, "other"), late)) == [
        ("published-late", "", "remaining"),
        ("section-missing", "", "fixed"),
    ]


def test_a_paragraph_that_moved_to_another_section_is_the_same():
    sentence = "下一步将组织XX次培训，【待补充】。"
    made = between(report(sentence, section="overview"), report(sentence, section="problems"))
    assert {state for _, _, state in states(made)} == {"remaining"}
    assert len(made) == 2


@pytest.mark.parametrize("text", ["", "见附件", "若干"])
def test_a_sum_that_cannot_be_decided_any_more_is_not_mended_and_no_clean_outcome(text):
    old = with_figure(report(), "reviews", "cases", "review_total", "17")
    made = compare(run(with_figure(old, "reviews", "cases", "review_total", text)), run(old), together=True)
    (total,) = [one for one in made.findings() if one.rule.endswith("/reviews-total")]
    assert total.state == "uncompared"
    assert "同处另有问题" in total.because
    assert made.uncompared == 1


def test_what_failed_before_and_is_for_review_now_remains_and_is_no_clean_outcome():
    failed = with_sentence(report(), "overview", "经审查，予以公开43件。")
    (before,) = run(failed).audits
    doubtful = replace(before, findings=tuple(replace(one, verdict=Verdict.REVIEW) for one in before.findings))
    made = compare(Run((doubtful,)), Run((before,)), together=True)
    (claim,) = made.findings()
    assert claim.state == "remaining"
    assert "不能认定已改" in claim.because
    assert made.uncompared == 1
    again = compare(Run((doubtful,)), made, together=True)
    assert again.uncompared == 1


def test_a_table_that_was_taken_out_leaves_its_sums_uncompared():
    old = document_of(with_figure(report(), "reviews", "cases", "review_total", "17"))
    new = without(old, table_at(old, "reviews"))
    made = compare(Run((check(new),)), Run((check(old),)), together=True).findings()
    assert states(made) == [("reviews-total", "", "uncompared"), ("table-missing", "", "new")]


def test_a_date_that_was_deleted_leaves_it_uncompared():
    (made,) = between(closing(report(), "2022年5月18日"), closing(report(), ""))
    assert (made.rule.partition("/")[2], made.state) == ("published-late", "uncompared")


def test_a_blank_that_is_kept_quiet_by_another_finding_is_not_called_mended():
    old = with_figure(report(), "reviews", "cases", "review_total", "")
    new = old
    for column in ("review_upheld", "review_corrected", "review_other", "review_pending"):
        new = with_figure(new, "reviews", "cases", column, "")
    made = between(old, new)
    assert "fixed" not in {one.state for one in made}


def test_a_placeholder_that_is_deleted_with_its_sentence_is_mended():
    assert states(between(report("发布稿件XX篇。"), report())) == [("placeholder", "发布稿件", "fixed")]


def test_a_placeholder_that_is_gone_is_not_mended_where_something_was_not_read():
    old = document_of(report("发布稿件XX篇。"))
    gap = Unread(say("reading.html_content"), say("reading.html_frame"), None)
    new = replace(document_of(report()), unread=(gap,))
    made = compare(Run((check(new),)), Run((check(old),)), together=True).findings()
    assert [one.state for one in made if one.rule.endswith("/placeholder")] == ["uncompared"]


def test_an_address_that_is_replaced_by_a_good_one_is_mended():
    old = report()
    bad = replace(old, organ=replace(old.organ, site="http://www.anlan-gov.cn"))
    assert [state for _, _, state in states(between(bad, old))] == ["fixed"]


def test_a_total_that_is_still_wrong_shows_both_values():
    old = with_figure(report(), "reviews", "cases", "review_total", "17")
    (made,) = between(old, with_figure(old, "reviews", "cases", "review_total", "22"))
    assert made.changes == (Change("17", "22"),)


def test_a_sum_of_which_another_figure_was_changed_shows_that_figure():
    old = with_figure(report(), "reviews", "cases", "review_total", "17")
    figure = old.figures("reviews")["cases", "review_upheld"]
    (made,) = between(old, with_figure(old, "reviews", "cases", "review_upheld", "13"))
    assert made.changes == (Change(figure, "13"),)


def test_words_in_the_cell_of_a_total_are_one_finding_about_that_cell():
    for column in ("review_total", "review_upheld", "after_review_total"):
        made = run(with_figure(report(), "reviews", "cases", column, "详见附件"))
        rules = [one.rule.partition("/")[2] for one in made.findings() if one.verdict is Verdict.FAIL]
        assert rules == ["cell-number"]
    assert "table-column-missing" in {
        one.rule.partition("/")[2] for one in run(without_column(report(), "reviews", "review_total")).findings()
    }


@pytest.mark.parametrize("style", ["tabs", "bars", "pipes", "cells", "spaces"])
@pytest.mark.parametrize(
    ("table", "row", "column"), [("reviews", "cases", "review_total"), ("applications", "new", "total")]
)
def test_words_among_the_figures_of_a_text_are_in_a_cell_too(style, table, row, column):
    words = with_figure(report(), table, row, column, "见附件")
    made = check(document_of_text(as_text.write(words, style)))
    assert [one.rule.partition("/")[2] for one in made.findings if one.verdict is Verdict.FAIL] == ["cell-number"]
    assert "见附件" in {one.locations[0].text for one in made.findings}


def test_language_file_and_format_are_no_part_of_a_fingerprint():
    faulty = with_figure(report("经审查，予以公开43件。", "发布稿件XX篇。"), "reviews", "cases", "review_total", "17")
    faulty = without_section(faulty, "other")
    prints = set()
    for document in (
        document_of(faulty),
        document_of(faulty, "other/name.docx"),
        document_of_text(as_text.write(faulty, "tabs")),
        document_of_text(as_text.write(faulty, "pipes")),
    ):
        prints.add(frozenset(one.fingerprint for one in check(document).findings))
    document = document_of(faulty)
    reading = checker("en").recognise(document)
    assert reading is not None
    english = checker("en").check(Dossier((reading,)))
    prints.add(frozenset(one.fingerprint for one in english.findings))
    assert len(prints) == 1


def test_edits_elsewhere_change_no_fingerprint():
    old = report("经审查，予以公开43件。", "发布稿件XX篇。")
    new = with_sentence(with_text(old, "problems", "下一步", "今后"), "overview", "各项工作有序推进。")
    lines = next(one.lines for one in new.sections if one.id == "overview")
    new = with_section(new, "overview", lines=(lines[-1], *lines[:-1]))
    before, after = (sorted(one.fingerprint for one in run(one).findings()) for one in (old, new))
    assert before == after


def test_of_units_of_a_folder_each_is_compared_with_its_own():
    units = [base(3, organ) for organ in (WATER, CULTURE)]
    old = run(*(without_section(one, "other") for one in units))
    new = run(without_section(units[0], "other"), units[1])
    made = compare(new, old)
    assert [[one.state for one in audit.findings if "section" in one.rule] for audit in made.audits] == [
        ["remaining"],
        ["fixed"],
    ]


@pytest.mark.parametrize("sites", [SITES, APART], ids=["made-by", "apart"])
def test_a_sweep_of_edited_pairs_is_judged_right(sites):
    """A part of benchmarks/returns.py, without the files."""
    told, judgements = [], 0
    for number, pair in enumerate(pairs(20, sites, seed=11)):
        made = compare(run(pair.new), run(pair.old), together=True)
        mistakes, count = wrong(made, pair.truth)
        judgements += count
        told += [f"{number}: {one}" for one in mistakes]
    assert judgements > 60
    assert told == []


def test_a_heading_that_is_numbered_by_the_word_processor_is_the_same_heading():
    faulty = with_title(report(), "problems", "主要问题及改进措施")
    typed = document_of(faulty)
    at = heading_at(typed, "主要问题及改进措施")
    numbered = with_block(typed, at, Paragraph(Text("主要问题及改进措施"), "五、", 1))
    made = compare(Run((check(numbered),)), Run((check(typed),)), together=True).findings()
    assert [(one.state, one.changes) for one in made] == [("remaining", ())]
    assert {one.fingerprint for one in check(numbered).findings} == {one.fingerprint for one in check(typed).findings}
