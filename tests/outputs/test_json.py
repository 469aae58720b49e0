"""The JSON of a run: the keys that other tools rely on, and plain values."""

import json
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest
from jsonschema import Draft202012Validator

import checker.outputs
from checker.document import Location
from checker.outputs import render
from checker.outputs.json import value
from tests.outputs.given_runs import attacked, bureau, city, run_of

SCHEMA = json.loads((Path(checker.outputs.__file__).parent / "schema" / "check.schema.json").read_bytes())


def written(*dossiers, **known):
    return json.loads(render("json", *run_of(*dossiers, **known)))


@pytest.mark.parametrize("dossiers", [(city,), (bureau,), (attacked,), (city, bureau, attacked), ()])
def test_every_run_keeps_the_schema(dossiers):
    Draft202012Validator.check_schema(SCHEMA)
    run, documents = run_of(*(dossier() for dossier in dossiers))
    made = json.loads(render("json", run, documents))
    validator = Draft202012Validator(SCHEMA, format_checker=Draft202012Validator.FORMAT_CHECKER)
    assert [error.message for error in validator.iter_errors(made)] == []
    assert len(made["dossiers"]) == len(dossiers)


def test_the_schema_refuses_what_it_does_not_know():
    made = written(city())
    made["dossiers"][0]["findings"][0]["surprise"] = 1
    assert not Draft202012Validator(SCHEMA).is_valid(made)


def test_the_keys_are_those_that_tools_rely_on():
    made = written(city())
    assert list(made) == ["gouji", "dossiers", "batch", "summary", "skipped"]
    dossier = made["dossiers"][0]
    assert list(dossier)[:6] == ["issuer", "year", "documents", "findings", "verdicts", "unchecked"]
    assert dossier["documents"] == [
        {
            "path": "reports/甲市.txt",
            "sha256": "ab" * 32,
            "format": "text",
            "role": "report",
            "pack": "cn-disclosure-report",
            "form": "format-2021",
            "pages": None,
        }
    ]
    assert dossier["verdicts"] == {"pass": 9, "fail": 1, "review": 0, "not_applicable": 1}
    assert made["summary"] == {
        "documents": 1,
        "errors": 2,
        "warnings": 1,
        "notes": 0,
        "reviews": 1,
        "unchecked": 1,
    }


def test_every_operand_of_a_sum_has_its_place():
    balance = next(f for f in written(city())["dossiers"][0]["findings"] if f["rule"].endswith("/applications-balance"))
    assert [(place["row"], place["cell"], place["text"], place["line"]) for place in balance["locations"]] == [
        ("new", [1, 1], "10", 12),
        ("carried_in", [2, 1], "2", 16),
        ("handled", [3, 1], "11", 20),
        ("carried_out", [4, 1], "2", 24),
    ]
    assert balance["values"]["difference"] == -1
    assert balance["waiver"] is None
    assert "state" not in balance


def test_what_is_missing_has_no_text_and_what_is_unknown_is_null():
    findings = {f["rule"].split("/")[1]: f for f in written(city())["dossiers"][0]["findings"]}
    place = findings["section-missing"]["locations"][0]
    assert (place["text"], place["start"], place["end"]) == (None, 0, 0)
    assert findings["applications-row-total"]["values"] == {"natural": 2, "total": None}
    assert findings["table-label"]["waiver"] == {"reason": "上级统一模板如此", "by": "李四", "until": "2026-06-30"}
    assert findings["contact-invalid"]["state"] == "fixed"


def test_pages_and_boxes_of_a_pdf():
    place = written(bureau())["dossiers"][0]["findings"][0]["locations"][0]
    assert (place["page"], place["boxes"]) == (1, [[122.0, 100.0, 152.0, 112.0]])
    assert place["continued"] == [{"page": 2, "boxes": [[72.0, 100.0, 142.0, 112.0]]}]


@pytest.mark.parametrize(
    ("shown", "plain"),
    [
        (Decimal("1.50"), 1.5),
        (Decimal("1E+2"), 100),
        (Decimal("0.1"), 0.1),
        (Decimal("123456789012345.6789"), "123456789012345.6789"),
        (Decimal("NaN"), None),
        (date(2020, 2, 29), "2020-02-29"),
        (True, True),
        (None, None),
    ],
)
def test_values_are_exact_or_strings(shown, plain):
    assert value(shown) == plain
    assert type(value(shown)) is type(plain)


def test_a_file_name_that_is_no_utf_8_survives():
    from dataclasses import replace

    document, audit = bureau()
    strange = Location(b"\xff.pdf".decode("utf-8", "surrogateescape"))
    broken = replace(audit, findings=(replace(audit.findings[0], locations=(strange,)),))
    assert written((document, broken))["dossiers"][0]["findings"][0]["locations"][0]["path"] == strange.path


def test_json_lines_hold_one_finding_each_with_its_unit():
    lines = render("jsonl", *run_of(city(), bureau())).decode().splitlines()
    first = [json.loads(line) for line in lines]
    assert [item["issuer"] for item in first] == ["甲市人民政府"] * 6 + ["乙局"]
    assert first[2]["rule"] == "cn-disclosure-report/applications-balance"


def test_remarks_of_a_dossier_and_notices_of_a_run_are_told():
    from dataclasses import replace

    document, audit = city()
    assert "notices" not in written((document, audit))
    told = replace(audit, remarks=("没有上一年度的报告，未作对照。",))
    made = written((document, told), notices=("waivers.yaml:3：已到期",))
    assert made["dossiers"][0]["remarks"] == ["没有上一年度的报告，未作对照。"]
    assert made["notices"] == ["waivers.yaml:3：已到期"]
    Draft202012Validator(SCHEMA).validate(made)
