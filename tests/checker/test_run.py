"""A run over files: how many workers it takes, and what shows only over all of its documents."""

from __future__ import annotations

import json
import os
from pathlib import Path
from typing import Any

import pytest

from checker.audit.audit import Run
from checker.check import Checker
from checker.document import Document
from checker.outputs import render
from checker.reading.reading import Identity
from checker.run.batch import over_batch
from checker.run.dossierfile import DossierFile
from checker.run.given import Given
from checker.run.run import Limits
from checker.run.sketch import Sketch
from tests.checker.small_pack import small_pack

SILENT = """
- id: nobody-home
  title: 没有报告
  severity: error
  source: {ref: notice, clause: 一, basis: law, quote: 原文}
  each: unit
  expect: found
  message: '{unit}没有报告。'
  tests:
    pass: [{unit: 某局, found: true}]
    fail: [{unit: 某局, found: false}]
"""


@pytest.mark.parametrize("known", [True, False])
def test_as_many_workers_as_are_asked_for(known: bool, monkeypatch: pytest.MonkeyPatch) -> None:
    if known:
        monkeypatch.setattr(os, "sched_getaffinity", lambda _: {0, 1}, raising=False)
    else:
        monkeypatch.delattr(os, "sched_getaffinity", raising=False)
    monkeypatch.setattr(os, "cpu_count", lambda: 8)
    assert Limits(workers=3).processes() == 3
    assert Limits(workers=1).processes() == 1
    assert Limits().processes() == (2 if known else 8)


def test_one_worker_where_nobody_knows_how_many_processors_there_are(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delattr(os, "sched_getaffinity", raising=False)
    monkeypatch.setattr(os, "cpu_count", lambda: None)
    assert Limits().processes() == 1


def report(organ: str, year: int = 2023, folder: str = "") -> Sketch:
    path = f"{folder}{organ}-{year}.txt"
    return Sketch(Document(path, "txt", path, ()), "small", "report", Identity(organ=organ, year=year))


def lists(units: list[str], folder: str = ".", **more: Any) -> Given:
    """A dossier file of a folder with a list of units."""
    return Given(files=((Path(folder), DossierFile(units=units, **more)),))


def test_a_list_is_judged_in_its_folder_for_the_newest_year_it_speaks_of(tmp_path: Path) -> None:
    checker = Checker([small_pack(tmp_path, SILENT)])
    some = [
        report("甲局", 2022, "a/"),
        report("乙局", 2022, "a/"),
        report("甲局", 2023, "a/"),
        report("乙局", 2023, "b/"),
    ]
    some += [report("别局", 2024, "a/")]

    def missing(listed: Given) -> list[str]:
        return [finding.issuer for finding in over_batch(checker, some, listed)[0]]

    assert missing(lists(["甲局", "乙局"], "a")) == ["乙局"]
    assert missing(lists(["甲局", "乙局"], "a", year=2022)) == []
    assert missing(lists(["甲局", "乙局", "甲局"], "b")) == ["甲局"]
    assert missing(lists(["甲局"], "elsewhere")) == []


def test_what_two_lists_miss_alike_is_told_once(tmp_path: Path) -> None:
    checker = Checker([small_pack(tmp_path, SILENT)])
    both = Given(files=(*lists(["甲局", "丁局"], "a").files, *lists(["甲局", "丁局"], "a/b").files))
    found, _ = over_batch(checker, [report("甲局", 2023, "a/b/")], both)
    assert [finding.issuer for finding in found] == ["丁局"]


def test_a_unit_without_a_report_is_the_issuer_of_the_finding_whatever_the_rule_is_called(tmp_path: Path) -> None:
    checker = Checker([small_pack(tmp_path, SILENT)])
    listed = lists(["甲局", "乙局", "丙局", "丁局"])
    found, _ = over_batch(checker, [report("甲局"), report("乙局"), report("丙局", 2022)], listed)
    assert [(finding.rule, finding.issuer) for finding in found] == [
        ("small/nobody-home", "丙局"),
        ("small/nobody-home", "丁局"),
    ]
    lines = render("jsonl", Run((), tuple(found)), {}).decode().splitlines()
    assert [json.loads(line)["issuer"] for line in lines] == ["丙局", "丁局"]


def test_a_finding_keeps_its_issuer_from_one_run_to_the_next(tmp_path: Path) -> None:
    from checker.audit.earlier import load

    checker = Checker([small_pack(tmp_path, SILENT)])
    found, _ = over_batch(checker, [report("甲局")], lists(["甲局", "丁局"]))
    outcome = tmp_path / "outcome.json"
    outcome.write_bytes(render("json", Run((), tuple(found)), {}))
    assert [finding.issuer for finding in load(outcome, "zh-CN").batch] == ["丁局"]
