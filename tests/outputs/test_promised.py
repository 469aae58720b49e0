"""The plan against the report in the outputs that are no page."""

from __future__ import annotations

import csv
import io
import json
from dataclasses import replace
from pathlib import Path

import openpyxl
import pytest
from docx import Document as read_word
from jsonschema import Draft202012Validator

import checker.outputs
from checker.outputs import render
from checker.outputs.batch import plan_report, write_report
from tests.outputs.given_runs import ANSWER, HOSTILE, PROMISE, city, plan_and_report, run_of

SCHEMA = json.loads((Path(checker.outputs.__file__).parent / "schema" / "check.schema.json").read_bytes())


def test_json_holds_every_clause_with_its_places() -> None:
    run, documents = plan_and_report()
    whole = json.loads(render("json", run, documents))
    assert not list(Draft202012Validator(SCHEMA).iter_errors(whole))
    short, silent, kept, general = whole["dossiers"][0]["promises"]
    place = short.pop("location")
    assert (place["path"], place["text"]) == ("plan.txt", PROMISE)
    assert [(one["path"], one["text"]) for one in short.pop("evidence")] == [("report.txt", ANSWER)]
    assert short == {
        "text": PROMISE,
        "section": "二（一） 监督",
        "office": "督查处",
        "amount": 2,
        "unit": "次",
        "deadline": "2021-12-31",
        "kind": "promise",
        "plan": "县2021年要点",
        "above": False,
        "status": "short",
        "reported": 1,
        "score": 88,
        "rule": "cn/plan-shortfall",
    }
    assert (silent["status"], silent["evidence"], silent["reported"]) == ("unanswered", [], None)
    assert (kept["status"], kept["rule"]) == ("answered", None)
    assert (general["kind"], general["status"]) == ("general", "general")


def test_a_dossier_without_a_plan_says_nothing_of_promises() -> None:
    run, documents = run_of(city())
    assert "promises" not in json.loads(render("json", run, documents))["dossiers"][0]
    assert b"## " in render("markdown", run, documents)
    assert "计划与报告对照" not in render("markdown", run, documents).decode()


def test_csv_has_the_clauses_below_the_findings() -> None:
    run, documents = plan_and_report()
    text = render("csv", run, documents).decode("utf-8-sig")
    ledger, clauses = text.split("\r\n\r\n")
    assert ledger.startswith("序号")
    rows = list(csv.DictReader(io.StringIO(clauses)))
    assert [row["判定"] for row in rows] == ["数量不足", "没有回应", "已落实", "不作判定"]
    assert (rows[0]["计划的事项"], rows[0]["计划数量"], rows[0]["报告数量"]) == (PROMISE, "2次", "1次")
    assert rows[0]["报告的回应"] == ANSWER


def test_what_the_report_only_plans_is_told_apart_from_what_it_does_not_speak_of() -> None:
    run, documents = plan_and_report()
    (audit,) = run.audits
    kept, silent, *rest = audit.matrix
    run = replace(run, audits=(replace(audit, matrix=(kept, replace(silent, answer="2022年拟开设专栏。"), *rest)),))
    clauses = render("csv", run, documents).decode("utf-8-sig").split("\r\n\r\n")[1]
    told = [row["判定"] for row in csv.DictReader(io.StringIO(clauses))]
    assert told[:2] == ["数量不足", "未见落实"]
    assert "未见落实" in render("html", run, documents).decode()


def test_markdown_shows_the_table_before_the_findings_and_what_is_left_below_it() -> None:
    run, documents = plan_and_report()
    lines = render("markdown", run, documents).decode().split("\n")
    rows = [line for line in lines if line.startswith("| ") and "---" not in line]
    assert [line.split(" | ")[-2] for line in rows] == ["判定", "数量不足", "没有回应", "已落实"]
    assert "- 一般要求 加强组织领导" in lines
    assert "<img" not in "\n".join(lines)


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    where = tmp_path_factory.mktemp("report")
    run, documents = plan_and_report(finding=True)
    write_report(plan_report(run, documents, issued_by="督查室"), where)
    return where


def test_the_workbook_has_a_sheet_of_promises(folder: Path) -> None:
    sheet = openpyxl.load_workbook(folder / "ledger.xlsx")["计划与报告对照"]
    rows = list(sheet.iter_rows(values_only=True))
    assert [row[8] for row in rows] == ["判定", "数量不足", "没有回应", "已落实", "不作判定"]
    assert rows[1][0] == "甲市"


def test_the_letter_lists_what_was_not_kept(folder: Path) -> None:
    (path,) = (folder / "letters").glob("*.docx")
    table = read_word(str(path)).tables[-1]
    cells = [[cell.text for cell in row.cells] for row in table.rows]
    assert [row[-1] for row in cells] == ["判定", "数量不足", "没有回应"]
    assert cells[1][0] == PROMISE
    assert HOSTILE.strip()[:3] in cells[2][0]
    year = str(plan_and_report()[0].audits[0].year)
    lines = [paragraph.text for paragraph in read_word(str(path)).paragraphs]
    assert f"附：{year}年计划未落实的事项" in lines
    assert not any("{" in line for line in lines)


def test_the_folder_has_the_promises_as_csv(folder: Path) -> None:
    assert (folder / "promises.csv").read_bytes().decode("utf-8-sig").replace('"', "").startswith("计划条目,")


def test_each_of_several_plans_has_its_part_of_the_table() -> None:
    run, documents = plan_and_report()
    (audit,) = run.audits
    own, *_, general = audit.matrix
    other = replace(own, at=replace(own.at, path="city.txt"), plan="市2021年要点", above=True)
    both = replace(run, audits=(replace(audit, matrix=(own, other, general)),))
    page = render("html", both, documents).decode()
    markdown = render("markdown", both, documents).decode()
    for shown in (page, markdown):
        assert shown.index("县2021年要点") < shown.index("上级工作方案 市2021年要点")
    alone = render("html", run, documents).decode()
    assert '<tr class="plan">' in page
    assert '<tr class="plan">' not in alone
