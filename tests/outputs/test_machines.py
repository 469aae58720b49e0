"""What other tools read: SARIF, JUnit, GitHub, GitLab, Reviewdog, Markdown, CSV."""

from __future__ import annotations

import csv
import io
import json
import re
from dataclasses import replace
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest
from jsonschema import Draft4Validator
from markdown_it import MarkdownIt

import adapters
from checker.audit.audit import Run
from checker.document import Document
from checker.outputs import OUTPUTS, render
from checker.outputs.material.extracted import extract, has_lines
from tests.checker.reports import check
from tests.outputs.given_runs import HOSTILE, PACK, attacked, bureau, city, hostile_report, run_of, text_report

SARIF = Draft4Validator(json.loads((Path(__file__).parent / "data" / "sarif-schema-2.1.0.json").read_bytes()))


def sarif(name: str = "sarif", *dossiers, **known):
    return json.loads(render(name, *run_of(*dossiers, **known)))["runs"][0]


@pytest.mark.parametrize("name", ["sarif", "sarif-github"])
@pytest.mark.parametrize("lang", ["zh-CN", "en"])
def test_sarif_keeps_the_schema(name, lang):
    log = json.loads(render(name, *run_of(city(), bureau(), attacked(), lang=lang)))
    empty = json.loads(render(name, Run(), {}))
    assert [error.message for one in (log, empty) for error in SARIF.iter_errors(one)] == []
    assert [len(run["results"]) > 0 for one in (log, empty) for run in one["runs"]] == [True, False]
    log["runs"][0]["results"][0]["level"] = "alarming"
    assert not SARIF.is_valid(log)


def test_a_result_knows_its_region_its_cell_and_its_operands():
    result = sarif("sarif", city())["results"][2]
    assert (result["kind"], result["level"]) == ("fail", "error")
    place = result["locations"][0]
    assert place["physicalLocation"]["region"] == {
        "startLine": 12,
        "startColumn": 1,
        "endLine": 12,
        "endColumn": 3,
        "snippet": {"text": "10"},
    }
    assert place["logicalLocations"][0]["fullyQualifiedName"] == "applications/applications/new/natural"
    assert place["properties"]["cell"] == [1, 1]
    assert [(each["id"], each["message"]["text"]) for each in result["relatedLocations"]] == [
        (1, "上年结转 2"),
        (2, "总计 11"),
        (3, "结转下年度 2"),
    ]


def test_a_rule_says_what_it_rests_on_and_what_to_do():
    (rule, *_) = json.loads(render("sarif", *run_of(bureau())))["runs"][0]["tool"]["driver"]["rules"]
    assert rule["help"]["text"].splitlines()[0] == "联系方式有误"
    assert "核对号码。" in rule["help"]["text"]
    assert "helpUri" not in rule  # nobody has said where its page is


def test_a_rule_points_at_its_page_where_the_settings_say_that_there_are_pages():
    log = sarif("sarif", city(), options={"rule_pages": "https://pages.example/rules/"})
    addresses = {rule["id"]: rule["helpUri"] for rule in log["tool"]["driver"]["rules"]}
    assert addresses == {id_: f"https://pages.example/rules/{id_}.md" for id_ in addresses}
    assert f"{PACK}/reviews-total" in addresses  # of a rule that found nothing as well


def test_a_review_is_no_failure_and_a_waiver_is_a_suppression():
    results = sarif("sarif", city())["results"]
    assert (results[3]["kind"], results[3]["level"]) == ("review", "none")
    assert results[4]["suppressions"][0]["justification"] == "上级统一模板如此"
    assert results[5]["baselineState"] == "absent"
    assert results[0]["partialFingerprints"] == {"gouji/v2": "f" * 16 + "3"}


def test_a_page_has_boxes_and_no_region():
    place = sarif("sarif", bureau())["results"][0]["locations"][0]
    assert "region" not in place["physicalLocation"]
    assert place["properties"]["page"] == 1
    assert place["properties"]["boxes"] == [[122.0, 100.0, 152.0, 112.0]]


def test_for_code_hosts_every_region_lies_in_the_text_that_stands_in_the_log():
    run = sarif("sarif-github", bureau(), attacked())
    for result in run["results"]:
        place = result["locations"][0]["physicalLocation"]
        region = place["region"]
        lines = run["artifacts"][place["artifactLocation"]["index"]]["contents"]["text"].split("\n")
        assert region["startLine"] == region["endLine"]
        found = lines[region["startLine"] - 1][region["startColumn"] - 1 : region["endColumn"] - 1]
        assert found == region["snippet"]["text"].replace("\u202e", "\ufffd").replace("\x07", "\ufffd")


def test_a_file_of_text_has_lines_of_its_own_and_no_other_text_stands_in_the_log():
    path = Path(__file__).parent.parent / "data" / "text" / "001-foreign-affairs-changzhou.txt"
    document = adapters.read(path, "报告.txt")
    assert has_lines(document)
    lines = path.read_text("utf-8").split("\n")
    run = sarif("sarif-github", (document, check(document)))
    assert "contents" not in run["artifacts"][0]
    quoted = 0
    for result in run["results"]:
        region = result["locations"][0]["physicalLocation"]["region"]
        if "snippet" in region and region["startLine"] == region["endLine"]:
            quoted += 1
            line = lines[region["startLine"] - 1]
            assert line[region["startColumn"] - 1 : region["endColumn"] - 1] == region["snippet"]["text"]
    assert quoted > 1


def test_paths_become_references():
    run = sarif("sarif", attacked())
    uri = run["artifacts"][0]["location"]["uri"]
    assert re.fullmatch(r"[\w./%~-]+", uri)
    assert uri.startswith("reports/%3Cb%3E")


def test_the_text_of_a_document_holds_every_place():
    for document in (text_report(), hostile_report()):
        found = extract(document)
        lines = found.text.split("\n")
        for block, cell, text in document.texts():
            line, column = found.position(block, cell, 0)
            string = re.sub("[\u202e\x07]", "\ufffd", text.string)
            assert lines[line - 1][column - 1 :].startswith(string)


def test_junit_has_a_suite_for_each_dossier_and_a_case_for_each_rule():
    root = ET.fromstring(render("junit", *run_of(city(), bureau())))
    assert [suite.get("name") for suite in root] == ["甲市人民政府 2021年度", "乙局 2021年度"]
    failed = [case.get("name", "").split()[0] for case in root.iter("testcase") if case.find("failure") is not None]
    assert failed == ["cn-disclosure-report/applications-balance", "cn-disclosure-report/section-missing"]
    assert root.get("failures") == "2"
    passed = [case for case in root.iter("testcase") if len(case) == 0]
    assert "cn-disclosure-report/reviews-total 表四勾稽" in [case.get("name") for case in passed]


def test_a_junit_case_has_no_blank_of_a_title_to_fill():
    document, audit = city()
    audit = replace(
        audit, tallies=(replace(audit.tallies[0], rule="pack/missing", title="缺少“{title}”"),), findings=()
    )
    root = ET.fromstring(render("junit", *run_of((document, audit))))
    assert next(case.get("name") for case in root.iter("testcase")) == "pack/missing 缺少“…”"


def test_junit_fails_from_the_threshold_on():
    root = ET.fromstring(render("junit", *run_of(city(), bureau(), options={"fail_on": "warning"})))
    assert root.get("failures") == "4"
    root = ET.fromstring(render("junit", *run_of(city(), options={"fail_on": "never"})))
    assert root.get("failures") == "0"


def test_github_commands_stay_on_their_lines():
    lines = render("github", *run_of(city(), bureau(), attacked())).decode().splitlines()
    assert len(lines) == 4 + 1 + 3
    assert all(re.match(r"::(error|warning|notice) file=", line) for line in lines)
    assert lines[0].startswith("::error file=reports/甲市.txt,line=27,col=1,title=缺少规定的部分")
    assert "算式" not in lines[2]
    assert "%0A本年新收 10 + 上年结转 2 = 12 ≠ 总计 11" in lines[2]


def test_gitlab_has_a_line_and_a_fingerprint_of_its_own_for_each():
    entries = json.loads(render("gitlab", *run_of(city(), bureau(), attacked())))
    assert len({entry["fingerprint"] for entry in entries}) == len(entries) == 8
    assert entries[2]["location"] == {"path": "reports/甲市.txt", "lines": {"begin": 12}}
    assert [entry["severity"] for entry in entries[:5]] == ["critical", "minor", "critical", "info", "minor"]
    document, audit = bureau()
    place = audit.findings[0].locations[0]
    line = extract(document).position(place.block, place.cell, place.start)[0]
    assert entries[4]["location"] == {"path": "reports/乙局.pdf", "lines": {"begin": line}}
    assert line > 1


def test_reviewdog_gets_lines_where_there_are_lines():
    made = json.loads(render("rdjson", *run_of(city(), bureau())))
    places = [each["location"] for each in made["diagnostics"]]
    assert places[2] == {"path": "reports/甲市.txt", "range": {"start": {"line": 12}}}
    assert places[4] == {"path": "reports/乙局.pdf"}
    assert made["diagnostics"][4]["message"].startswith("第1页：电话")
    assert made["diagnostics"][2]["message"].startswith("“自然人”列不平")
    assert len(made["diagnostics"][2]["related_locations"]) == 3


def test_markdown_shows_the_text_of_a_document_and_obeys_none_of_it():
    text = render("markdown", *run_of(attacked(), city())).decode()
    tokens = MarkdownIt("commonmark").parse(text)
    inside = [child for token in tokens for child in token.children or ()]
    assert not any(token.type in ("html_block", "html_inline", "image", "link_open") for token in [*tokens, *inside])
    said = [
        "".join(child.content for child in token.children or () if child.type in ("text", "text_special"))
        for token in tokens
        if token.children
    ]
    assert HOSTILE.replace("\u202e", "<U+202E>").replace("\x07", "<U+0007>") in said
    assert "算式 本年新收 10 + 上年结转 2 = 12 ≠ 总计 11 + 结转下年度 2 = 13，相差 1" in said


def test_no_cell_of_the_csv_is_a_formula():
    document, audit = city()
    formula = '=HYPERLINK("http://x")'
    harmed = replace(audit, issuer="＝1", findings=tuple(replace(f, message=formula) for f in audit.findings))
    written = render("csv", *run_of((document, harmed)))
    assert written.startswith(b"\xef\xbb\xbf")
    rows = list(csv.reader(io.StringIO(written.decode("utf-8-sig"))))
    assert rows[0][:4] == ["序号", "单位", "年度", "文档"]
    assert rows[1][1] == "'＝1"
    assert rows[1][9] == "'" + formula
    assert not any(cell.lstrip()[:1] in ("=", "+", "-", "@") and cell for row in rows for cell in row)
    assert [row[13] for row in rows[1:]] == ["待整改"] * 3 + ["待判定", "已豁免", "已整改"]


@pytest.mark.parametrize("name", OUTPUTS)
def test_every_output_bears_an_empty_run_and_one_without_documents(name):
    render(name, Run(), {})
    run, _ = run_of(city(), bureau(), attacked())
    documents: dict[str, Document] = {}
    assert render(name, run, documents)
    assert render(name, replace(run, lang="en", batch=run.audits[0].findings), documents)
