"""What a rule may say of other facts with `let` and `with`: checked at load, and worked out as it says."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from checker.document import Location
from checker.errors import RulePackError
from checker.expression import Unknown, Value
from checker.fact import Fact
from checker.facts import schema
from checker.judging.judge import Judge
from checker.loading.load import load
from checker.messages import text
from checker.pack.pack import Pack

HEAD = """
pack: lists
version: 1.0.0
title: 清单
lang: zh-CN
sources: {notice: 某规定}
documents: {report: {forms: [lists], titles: ['^(?P<organ>.+?)(?P<year>20[0-9]{2})年报告$']}}
levels: [{id: county, title: 县, names: ['县$']}]
"""
FORM = """
form: lists
title: 清单
outline:
  - {id: overview, title: 总体情况, topics: [{id: aim, title: 目标, group: content, any: [目标]}]}
  - {id: letters, title: 来信, table: letters}
tables:
  letters:
    section: letters
    title: 来信
    columns: {received: 收到, on: {label: 日期, read: date}, sender: {label: 来自, read: text}}
    rows: {first: 第一件, second: 第二件}
  other: {section: letters, title: 其他, columns: {on: 在}, rows: {one: 一}}
fields: {phone: {title: 电话, group: contact, label: [电话]}}
"""


def rule(expect: str, more: str) -> str:
    return (
        "- id: the-rule\n  title: 规则\n  severity: error\n"
        "  source: {ref: notice, clause: 一, basis: law, quote: 原文}\n"
        f"  each: letters.row\n  expect: {expect}\n{more}  message: 不对。\n"
        "  tests: {pass: [{row: first}], fail: [{row: second}]}\n"
    )


def faults(folder: Path, expect: str, more: str) -> list[str]:
    with pytest.raises(RulePackError) as refused:
        pack(folder, expect, more)
    return [text(fault, "en") for fault in refused.value.faults]


def pack(folder: Path, expect: str, more: str) -> Pack:
    (folder / "forms").mkdir()
    (folder / "rules").mkdir()
    (folder / "pack.yaml").write_text(HEAD, "utf-8")
    (folder / "forms" / "form.yaml").write_text(FORM, "utf-8")
    (folder / "rules" / "rules.yaml").write_text(rule(expect, more), "utf-8")
    return load(folder, cached=False)


SLIPS = [
    (
        "{count: topic, each: topic, where: group == 'contnet' and found}",
        "7:60: the expression group == 'contnet' and found cannot be used: "
        "group is never “contnet”; did you mean “content”? It can be: content",
    ),
    (
        "{count: row, each: letters.row, where: \"row in ['first', 'secnd']\"}",
        "7:73: the expression row in ['first', 'secnd'] cannot be used: "
        "row is never “secnd”; did you mean “second”? It can be: first, second",
    ),
    (
        "{count: row, each: letters.row, where: own.row == 'third'}",
        "7:66: the expression own.row == 'third' cannot be used: own.row is never “third”; it can be: first, second",
    ),
    (
        "{count: label, each: label, where: axis == 'line'}",
        "7:59: the expression axis == 'line' cannot be used: axis is never “line”; it can be: block, row, column",
    ),
    ("{sum: on, each: letters.row}", "7:22: sum cannot be taken of on, which is a date"),
    ("{min: sender, each: letters.row}", "7:22: min cannot be taken of sender, which is a text"),
    ("{max: found, each: field}", "7:22: max cannot be taken of found, which is true or false"),
    ("{count: rows, each: letters.row}", "7:24: facts of this kind have no value rows; did you mean row?"),
    (
        "{count: row, each: letters.row, role: priro}",
        "7:54: there is no role named priro; did you mean prior?",
    ),
    ("{count: topic, each: topic, on: [row]}", "7:49: facts of this kind have no value row"),
]
"""What a `let` says, and what is told of it."""


@pytest.mark.parametrize(("let", "told"), SLIPS)
def test_a_slip_in_a_let_is_told_at_its_place_with_what_would_do(let: str, told: str, tmp_path: Path) -> None:
    (fault,) = faults(tmp_path, "there > 0", f"  let: {{there: {let}}}\n")
    assert told in fault


@pytest.mark.parametrize(
    ("expect", "more", "told"),
    [
        ("row != 'frist'", "", "6:18: the expression row != 'frist' cannot be used: row is never “frist”; did you"),
        (
            "received == prior.received",
            "  with: {prior: letters.row}\n  where: prior.row == 'thrid' or level == 'county'\n",
            "8:23: the expression prior.row == 'thrid' or level == 'county' cannot be used: prior.row is never “thrid”",
        ),
        (
            "first > 0",
            "  let: {first: {min: on, each: letters.row}}\n",
            "6:11: the expression first > 0 cannot be used: a date cannot be compared with a number",
        ),
        (
            "received > 0",
            "  let: {received: {count: row, each: letters.row}}\n",
            "7:19: received is a value of the fact already",
        ),
        (
            "received > 0",
            "  with: {prior: {each: other.row, on: [on]}}\n",
            "7:40: on is not alike on both sides: a date (2020-12-31) and a whole number",
        ),
    ],
)
def test_so_is_a_slip_in_what_the_rule_says_of_them(expect: str, more: str, told: str, tmp_path: Path) -> None:
    (fault,) = faults(tmp_path, expect, more)
    assert told in fault


def test_the_empty_text_stands_for_none_and_a_text_of_the_document_can_be_anything(tmp_path: Path) -> None:
    made = pack(tmp_path, "row != '' and sender != 'frist'", "")
    assert [rule.id for rule in made.rules] == ["the-rule"]


def letter(row: str, on: Value, received: int = 1) -> Fact:
    values = {"role": "report", "row": row, "received": received, "on": on, "from": "甲"}
    return Fact("letters.row", "report", "a.txt", values, Location("a.txt"))


@pytest.mark.parametrize(
    ("how", "days", "expected"),
    [
        ("min", [date(2023, 5, 1), date(2023, 2, 1)], date(2023, 2, 1)),
        ("max", [date(2023, 5, 1), date(2023, 2, 1)], date(2023, 5, 1)),
        ("min", [date(2023, 5, 1), Unknown("blank")], Unknown("blank")),
        ("max", [], Unknown("absent")),
    ],
)
def test_the_first_and_the_last_of_some_dates(how: str, days: list[Value], expected: Value, tmp_path: Path) -> None:
    more = f"  let: {{day: {{{how}: on, each: letters.row, where: received == 1}}}}\n"
    made = pack(tmp_path, "day >= date(2023, 3, 1)", more)
    facts = [letter("first", day) for day in days] or [letter("first", date(2023, 1, 1), received=0)]
    judged = list(Judge(made.rules, schema(made)).judge(facts))
    assert judged[0].values["day"] == expected
