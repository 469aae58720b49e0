"""A run over files: how many workers it takes, and what shows only over all of its documents."""

from __future__ import annotations

import json
import os
from pathlib import Path

import pytest

from checker.audit.audit import Run
from checker.check import Checker
from checker.document import Document
from checker.outputs import render
from checker.reading.reading import Identity
from checker.run.batch import over_batch
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


def report(organ: str, year: int = 2023) -> Sketch:
    path = f"{organ}-{year}.txt"
    return Sketch(Document(path, "txt", path, ()), "small", "report", Identity(organ=organ, year=year))


def test_a_unit_without_a_report_is_the_issuer_of_the_finding_whatever_the_rule_is_called(tmp_path: Path) -> None:
    checker = Checker([small_pack(tmp_path, SILENT)])
    found = over_batch(
        checker, [report("甲局"), report("乙局"), report("丙局", 2022)], ["甲局", "乙局", "丙局", "丁局"]
    )
    assert [(finding.rule, finding.issuer) for finding in found] == [
        ("small/nobody-home", "丙局"),
        ("small/nobody-home", "丁局"),
    ]
    lines = render("jsonl", Run((), tuple(found)), {}).decode().splitlines()
    assert [json.loads(line)["issuer"] for line in lines] == ["丙局", "丁局"]


def test_a_finding_keeps_its_issuer_from_one_run_to_the_next(tmp_path: Path) -> None:
    from checker.audit.earlier import load

    checker = Checker([small_pack(tmp_path, SILENT)])
    found = over_batch(checker, [report("甲局")], ["甲局", "丁局"])
    outcome = tmp_path / "outcome.json"
    outcome.write_bytes(render("json", Run((), tuple(found)), {}))
    assert [finding.issuer for finding in load(outcome, "zh-CN").batch] == ["丁局"]
