"""Corrections in SARIF: whoever carries them out on the file has what a tracked change would give."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft4Validator

from checker.document import Document, LineRun, Location, Paragraph, Text
from checker.finding import Correction
from checker.outputs.sarif_fixes import fixes
from tests.cli.calls import PACK, ROOT, call
from tests.outputs.given_runs import city, run_of

SCHEMA = Draft4Validator(
    json.loads((ROOT / "tests" / "outputs" / "data" / "sarif-schema-2.1.0.json").read_text("utf-8"))
)


def report(tmp_path: Path) -> Path:
    text = (ROOT / "tests" / "data" / "text" / "003-city-suqian.txt").read_text("utf-8")
    lines = text.split("\n")
    at = next(number for number, line in enumerate(lines) if line.strip() == "一、总体情况")
    lines[at] = "一、工作总体情况"
    lines.insert(at + 1, "　　按照国办公开办函【2021】30号和国办发［2022］8号的要求编制。")
    path = tmp_path / "报告.txt"
    path.write_text("\n".join(lines), "utf-8")
    return path


def log(capfd: pytest.CaptureFixture[str], path: Path, form: str = "sarif") -> dict[str, Any]:
    made: dict[str, Any] = json.loads(call(capfd, "check", path, "-f", form, "--no-settings", *PACK).out)
    assert list(SCHEMA.iter_errors(made)) == []
    return made


def carried_out(text: str, made: dict[str, Any]) -> str:
    """The text after all replacements, the last first: regions count in the file as it was."""
    lines = text.split("\n")
    replacements = [
        one
        for result in made["runs"][0]["results"]
        for fix in result.get("fixes", [])
        for change in fix["artifactChanges"]
        for one in change["replacements"]
    ]
    for one in sorted(replacements, key=lambda one: -one["deletedRegion"]["startColumn"]):
        region = one["deletedRegion"]
        assert region["startLine"] == region["endLine"]
        line = lines[region["startLine"] - 1]
        changed = line[: region["startColumn"] - 1] + one["insertedContent"]["text"] + line[region["endColumn"] - 1 :]
        lines[region["startLine"] - 1] = changed
    return "\n".join(lines)


def test_fixes_carried_out_leave_nothing_to_correct(tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    path = report(tmp_path)
    before = path.read_text("utf-8")
    after = carried_out(before, log(capfd, path))
    assert "一、总体情况" in after.split("\n")
    assert "国办公开办函〔2021〕30号和国办发〔2022〕8号" in after
    assert len(after) == len(before) - len("工作")
    assert len(json.loads(call(capfd, "fix", path, "--format", "json", *PACK).out)) == 3
    path.write_text(after, "utf-8")
    assert json.loads(call(capfd, "fix", path, "--format", "json", *PACK).out) == []
    assert not any("fixes" in one for one in log(capfd, path)["runs"][0]["results"])


def test_how_many_there_are_stands_in_the_summary(tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    path = report(tmp_path)
    assert call(capfd, "check", path, *PACK).out.split("\n")[0].endswith("，可直接改正3")
    english = call(capfd, "check", path, "--lang", "en", *PACK).out
    assert "correctable 3" in english.split("\n\n")[0]
    assert json.loads(call(capfd, "check", path, "-f", "json", *PACK).out)["summary"]["corrections"] == 3
    clean = ROOT / "samples" / "clean-2021.docx"
    assert "可直接改正" not in call(capfd, "check", clean, *PACK).out
    assert "corrections" not in json.loads(call(capfd, "check", clean, "-f", "json", *PACK).out)["summary"]


def test_no_fix_is_named_where_no_region_holds_the_characters(
    tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    page = tmp_path / "报告.html"
    body = "".join(f"<p>{line}</p>\n" for line in report(tmp_path).read_text("utf-8").split("\n"))
    page.write_text(f"<html><meta charset='utf-8'><body>{body}</body></html>", "utf-8")
    for path, form in (
        (page, "sarif"),
        (ROOT / "samples" / "defects-2021.docx", "sarif"),
        (ROOT / "samples" / "defects-2021.docx", "sarif-github"),
    ):
        assert json.loads(call(capfd, "fix", path, "--format", "json", *PACK).out)
        assert not any("fixes" in one for one in log(capfd, path, form)["runs"][0]["results"])


def test_a_place_whose_characters_are_not_one_after_the_other_is_no_region() -> None:
    at = Location("a.txt", 0, None, 0, 4, "公开工作")
    finding = replace(run_of(city())[0].findings()[0], correction=Correction(at, "公開工作"), members=(), waiver=None)
    assert finding.correction is not None

    def made(*runs: LineRun) -> list[dict[str, Any]]:
        document = Document("a.txt", "txt", "0" * 64, (Paragraph(Text("公开工作", runs)),))
        return fixes(finding, {Correction(at, "公開工作")}, {"a.txt": document}, lambda at: {"uri": at.path})

    assert made(LineRun(0, 3, 2)) == [
        {
            "artifactChanges": [
                {
                    "artifactLocation": {"uri": "a.txt"},
                    "replacements": [
                        {
                            "deletedRegion": {"startLine": 3, "startColumn": 2, "endLine": 3, "endColumn": 6},
                            "insertedContent": {"text": "公開工作"},
                        }
                    ],
                }
            ]
        }
    ]
    assert made(LineRun(0, 3, 2), LineRun(2, 4, 1)) == [], "it goes on in another line"
    assert made(LineRun(0, 3, 2), LineRun(2, 3, 8)) == [], "something is left out of it"
    assert made() == []
    assert fixes(finding, set(), {}, lambda at: {}) == [], "another correction contradicts it"
