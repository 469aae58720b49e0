"""What follows from a finding is told with it."""

from __future__ import annotations

import json

import pytest

from checker.audit.audit import Run
from checker.audit.earlier import load
from checker.check import Dossier
from checker.outputs import render
from tests.checker.reports import check, checker, document_of, fired, known_report, read, upset
from tests.generator.spec import with_figure


def test_a_word_in_the_cell_of_a_figure_is_one_finding_with_the_checks_that_it_upsets():
    audit = check(document_of(with_figure(known_report(), "applications", "granted", "natural", "若干")))
    assert fired(audit) == ["cell-number"]
    (one,) = audit.findings
    assert upset(one) == {"applications-handled-total", "applications-row-total"}
    assert all(each.at.table == "applications" for each in one.consequences)


def test_a_figure_that_is_wrong_upsets_nothing_that_is_not_told():
    audit = check(document_of(with_figure(known_report(), "applications", "granted", "natural", "21")))
    assert len(audit.findings) > 1
    assert not any(one.consequences for one in audit.findings)


@pytest.mark.parametrize(("lang", "said"), [("zh-CN", "另影响2处核对"), ("en", "ther checks affected")])
def test_every_output_tells_how_many_checks_are_upset(lang, said, tmp_path):
    document = document_of(with_figure(known_report(), "applications", "granted", "natural", "若干"))
    audit = checker(lang).check(Dossier((read(document),)))
    run = Run((audit,), lang=lang)
    for name in ("text", "html", "markdown"):
        assert said in render(name, run, {document.path: document}).decode(), name
    (told,) = json.loads(render("json", run, {document.path: document}))["dossiers"][0]["findings"]
    assert [one["location"]["table"] for one in told["consequences"]] == ["applications"] * 2
    kept = tmp_path / "outcome.json"
    kept.write_bytes(render("json", run, {document.path: document}))
    (again,) = load(kept, lang).findings()
    assert [one.rule for one in again.consequences] == [one["rule"] for one in told["consequences"]]
