"""The page of facts, and the plan beside the report."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest

from checker.outputs import render
from checker.outputs.facts import render_facts
from checker.outputs.matrix import render_matrix
from tests.outputs.chromium import Browser, needs_chromium
from tests.outputs.given_runs import ANSWER, HOSTILE, PROMISE, hostile_report, plan_and_report, text_report


def marks(document):
    """A section, a table, two figures and a field, one of them not there."""
    return [
        (document.locate(4, 0, 17, section="applications"), "section", "收到和处理政府信息公开申请情况"),
        (replace(document.locate(4, 0, 0), block=5), "table", "applications"),
        (document.locate(5, 0, 2, (1, 1), section="applications"), "figure", "new natural 10"),
        (document.locate(5, 0, 2, (1, 2), section="applications"), "figure", "new total 10"),
        (document.locate(1, 0, 0, section="preamble"), "field", "phone"),
    ]


@pytest.fixture(scope="module")
def browser():
    with Browser() as running:
        yield running


@pytest.mark.chromium
@needs_chromium
def test_facts_are_marked_where_they_stand(browser, tmp_path):
    document = text_report()
    (tmp_path / "facts.html").write_bytes(render_facts(document, marks(document)))
    browser.troubles.clear()
    browser.open(tmp_path / "facts.html")
    assert browser.run("[...document.querySelectorAll('.chip')].map(c => c.textContent)") == [
        "section1",
        "table1",
        "figure2",
        "field1",
    ]
    browser.click(".card[data-rank=figure] h3")
    assert browser.run("document.querySelector('mark.active').textContent") == "10"
    assert browser.run("document.querySelector('.paper h3.section mark').textContent").startswith("三、收到和处理")
    browser.click("td mark")
    assert browser.run("document.querySelector('.card.active h3').textContent") == "new natural 10"
    assert browser.troubles == []


def test_a_fact_that_is_not_there_says_so():
    document = text_report()
    text = render_facts(document, marks(document)).decode()
    assert text.count("（没有找到）") == 2
    assert render_facts(document, []).decode().count("没有读到可用的内容。") == 1


def test_many_kinds_and_hostile_labels_are_borne():
    document = hostile_report()
    many = [(document.locate(1, 0, n + 1), f"{HOSTILE}{n}", HOSTILE) for n in range(12)]
    text = render_facts(document, many, "en").decode()
    assert not re.search("[\u202a-\u202e\x07]|<img|<script>document", text)


@pytest.mark.chromium
@needs_chromium
def test_the_plan_stands_beside_the_report_and_leads_into_both(browser, tmp_path):
    (tmp_path / "review.html").write_bytes(render("html", *plan_and_report()))
    browser.troubles.clear()
    browser.open(tmp_path / "review.html")
    assert browser.run("document.querySelector('select[data-filter=doc]').value") == "matrix"
    assert not browser.run("document.querySelector('.paper.wide').hidden")
    cells = "[...document.querySelectorAll('.matrix tbody tr')].map(r => r.cells[{}].innerText.split('\\n'))"
    assert browser.run(cells.format(0))[0] == ["二（一） 监督", PROMISE, "数量 2次期限 2021年12月31日责任 督查处"]
    assert browser.run(cells.format(1))[0][:2] == [ANSWER, "报告数量 1次"]
    assert browser.run("[...document.querySelectorAll('.matrix tr:nth-child(1) i')].map(i => i.innerText)") == [
        "专项督查→督查",
        "开展",
    ]
    assert [lines[0] for lines in browser.run(cells.format(2))] == ["数量不足", "没有回应", "已落实"]
    assert browser.run(cells.format(1))[1][0] == "报告中没有找到回应"
    browser.click(".verdicts .good")
    assert browser.run("[...document.querySelectorAll('.matrix tbody tr')].filter(r => !r.hidden).length") == 2
    browser.click(".matrix a[href='#at-p0-1']")
    assert browser.run("document.querySelector('mark.active').textContent") == ANSWER
    assert browser.run("document.querySelector('select[data-filter=doc]').selectedOptions[0].text") == "report.txt"
    browser.click("mark.promise.active")
    assert browser.run("!document.querySelector('.paper.wide').hidden")
    assert browser.run("document.title") != "owned"
    assert browser.troubles == []


def test_the_matrix_stands_alone_too():
    run, _ = plan_and_report()
    text = render_matrix(run.audits[0].matrix, "甲市", "en").decode()
    assert "short" in text
    assert "stated as not done" not in text
    assert "href" not in text
    assert "<img" not in text
