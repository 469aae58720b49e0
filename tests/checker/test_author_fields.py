"""Particulars as a new author writes them: what is taken without being told, and what is said of a slip."""

from __future__ import annotations

from pathlib import Path

import pytest

from adapters import read as read_file
from checker.errors import RulePackError
from checker.loading.load import load
from checker.messages import text
from checker.pack.pack import Pack
from checker.reading.reading import Reading
from checker.reading.recognise import read, recognise

FORM = """\
form: minutes
title: 会议记录
outline:
  - {id: agenda, title: 会议议题}
  - {id: decisions, title: 议定事项}
fields:
  held: {title: 会议时间, label: [会议时间], read: date}
  chair: {title: 主持人, label: [主持人]}
  away: {title: 缺席人员, label: [缺席]}
"""
RULE = """\
- id: late
  title: 会议过晚
  severity: note
  source: {ref: rule, clause: 第一条, basis: practice, paraphrase: 年内召开}
  each: document
  expect: held.start <= date(2024, 12, 31)
  message: 会议过晚。
  tests: {pass: [{year: 2024}], fail: [{year: 2025}]}
"""


def pack_in(folder: Path, form: str = FORM, rule: str = "") -> Pack:
    for name, content in {
        "pack.yaml": "pack: minutes\nversion: 0.1.0\ntitle: 会议记录\nlang: zh-CN\nsources: {rule: 会议制度}\n"
        "documents:\n  report: {forms: [minutes], titles: ['^(?P<organ>.{2,30})会议记录$'], sections: 2}\n",
        "forms/minutes.yaml": form,
        **({"rules/minutes.yaml": rule} if rule else {}),
    }.items():
        path = folder / "minutes" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(content, "utf-8")
    return load(folder / "minutes", cached=False)


def reading(pack: Pack, folder: Path) -> Reading:
    path = folder / "记录.txt"
    path.write_text(
        "水务局会议记录\n会议时间：2024年5月6日\n主持人：赵六\n缺席：无。\n一、会议议题\n防汛。\n二、议定事项\n值守。\n",
        "utf-8",
    )
    document = read_file(path, path.name)
    sight = recognise(document, [pack])
    assert sight is not None
    return read(document, sight)


def faults(folder: Path, form: str = FORM, rule: str = "") -> list[str]:
    with pytest.raises(RulePackError) as refused:
        pack_in(folder, form, rule)
    return [text(fault, "en") for fault in refused.value.faults]


def test_a_particular_without_a_value_is_the_rest_of_its_line_or_sentence(tmp_path: Path) -> None:
    fields = reading(pack_in(tmp_path), tmp_path).fields
    assert {name: fields[name].text for name in ("chair", "away")} == {"chair": "赵六", "away": "无"}


def test_a_particular_that_a_rule_takes_for_a_value_of_the_document_is_said_to_be_a_fact_of_its_own(
    tmp_path: Path,
) -> None:
    (fault,) = [one for one in faults(tmp_path, rule=RULE) if "late" not in one]
    assert "“held” is a kind of fact of its own, with the values" in fault
    assert "start, end" in fault
    assert "with: {held: {each: held, role: own}}" in fault


@pytest.mark.parametrize("word", ["absent", "blank", "unread", "unreadable"])
def test_a_particular_is_not_called_as_an_unknown_value_is(word: str, tmp_path: Path) -> None:
    assert any(
        f"{word} stands for an unknown value" in one for one in faults(tmp_path, FORM.replace("away:", f"{word}:"))
    )


def test_a_form_of_paragraphs_needs_no_outline(tmp_path: Path) -> None:
    form = "form: minutes\ntitle: 会议记录\nelements:\n  heading: {title: 标题, says: ['会议记录$']}\n"
    assert pack_in(tmp_path, form).forms["minutes"].spec.outline == []
