"""Calls over documents that belong together: what a call says of them, what a file says, and what nobody says."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from tests.checker.reports import known_report
from tests.cli.calls import PACK, call
from tests.generator import text


def put(path: str, organ: str = "安澜市水务局", year: int = 2022, **set_: int) -> None:
    """A report in a file; `left` is what it carries out, `before` what it begins with."""
    left, before = set_.get("left", 3), set_.get("before", 6)
    rows = {"new": 50, "carried_in": before, "handled": 50 + before - left, "carried_out": left}
    rows["other_3" if year > 2020 else "other"] = rows["handled"] - 40
    figures: dict[str, object] = {f"{row}.{column}": n for row, n in rows.items() for column in ("natural", "total")}
    Path(path).parent.mkdir(parents=True, exist_ok=True)
    Path(path).write_text(text.write(known_report(organ=organ, year=year, set_=figures)), "utf-8")


def told(capfd: pytest.CaptureFixture[str], *words: str) -> dict[str, Any]:
    """The dossiers of a call, by the path of the report."""
    called = call(capfd, "check", *words, *PACK, "--format", "json", "--quiet")
    return {one["documents"][0]["path"]: one for one in json.loads(called.out)["dossiers"]}


def rules(dossier: dict[str, Any]) -> set[str]:
    """The rules that have something to say."""
    return {one["rule"].partition("/")[2] for one in dossier["findings"]}


def test_two_cities_in_one_folder_are_two_under_one_short_name(capfd: pytest.CaptureFixture[str]) -> None:
    for city, left in (("安澜市", 2), ("临川市", 7)):
        put(f"2021/{city}/a.txt", "市水务局", 2021, left=left)
        put(f"2022/{city}/a.txt", "市水务局", 2022, before=left)
    found = told(capfd, ".")
    for city in ("安澜市", "临川市"):
        dossier = found[f"2022/{city}/a.txt"]
        assert [one["path"] for one in dossier["documents"]] == [f"2022/{city}/a.txt", f"2021/{city}/a.txt"]
        assert rules(dossier) == set()


def test_two_reports_that_may_be_last_years_are_named_and_none_is_held_against(
    capfd: pytest.CaptureFixture[str],
) -> None:
    put("a.txt", year=2021, left=9)
    put("b.txt", year=2021, left=2)
    put("c.txt", before=5)
    found = told(capfd, ".")["c.txt"]
    assert rules(found) == {"partner-unclear"}
    (finding,) = found["findings"]
    assert finding["verdict"] == "review"
    assert {place["path"] for place in finding["locations"]} == {"a.txt", "b.txt", "c.txt"}


def test_the_final_version_is_taken_and_the_other_one_named(capfd: pytest.CaptureFixture[str]) -> None:
    put("初稿2021.txt", year=2021, left=9)
    put("终稿2021.txt", year=2021, left=2)
    put("2022.txt", before=2)
    found = told(capfd, ".")["2022.txt"]
    assert rules(found) == set()
    assert any("终稿2021.txt" in remark and "初稿2021.txt" in remark for remark in found["remarks"])


def test_a_prior_of_another_organ_in_the_folders_file_is_told_with_its_line(capfd: pytest.CaptureFixture[str]) -> None:
    put("a.txt", "安澜市财政局", 2021, left=9)
    put("b.txt", before=2)
    Path("dossier.yaml").write_text("dossiers:\n  - report: b.txt\n    prior: a.txt\n", "utf-8")
    found = told(capfd, ".")
    assert rules(found["b.txt"]) == {"prior-mismatch"}
    assert "dossier.yaml:2" in found["b.txt"]["findings"][0]["message"]
    assert "a.txt" in found


def test_a_prior_outside_of_the_call_is_compared_with_and_said_not_to_be_checked(
    capfd: pytest.CaptureFixture[str],
) -> None:
    put("last/a.txt", year=2021, left=9)
    put("this/b.txt", before=2)
    Path("this/dossier.yaml").write_text("dossiers:\n  - {report: b.txt, prior: ../last/a.txt}\n", "utf-8")
    found = told(capfd, "this")
    assert set(found) == {"this/b.txt"}
    assert rules(found["this/b.txt"]) == {"carried-in-equals-last-year"}
    assert any("last/a.txt" in remark for remark in found["this/b.txt"]["remarks"])


def test_options_serve_the_organ_they_belong_to_and_two_for_one_are_refused(capfd: pytest.CaptureFixture[str]) -> None:
    put("a22.txt", before=2)
    put("b22.txt", "安澜市财政局", before=9)
    put("a21.txt", year=2021, left=2)
    put("a20.txt", year=2020, left=2)
    found = told(capfd, "a22.txt", "b22.txt", "--prior", "a21.txt")
    assert [len(one["documents"]) for one in found.values()] == [2, 1]
    twice = call(capfd, "check", "a22.txt", "--prior", "a21.txt", "--prior", "a20.txt", *PACK)
    assert twice.code == 2
    assert "a21.txt" in twice.err
    assert "a20.txt" in twice.err
    assert call(capfd, "check", "a22.txt", "--prior", "a22.txt", *PACK).code == 2


def test_what_a_call_gives_as_a_plan_is_held_against_the_report_whatever_it_is_called(
    capfd: pytest.CaptureFixture[str],
) -> None:
    put("a.txt")
    Path("p.txt").write_text(
        "安澜市水务局节水服务专项方案\n一、任务\n1.举办节水开放日3次。\n2.编印节水手册2册。\n", "utf-8"
    )
    found = told(capfd, "a.txt", "--plan", "p.txt")
    assert [one["path"] for one in found["a.txt"]["documents"]] == ["a.txt", "p.txt"]
    assert [row["kind"] for row in found["a.txt"]["promises"]] == ["heading", "promise", "promise"]
    assert set(found) == {"a.txt"}
