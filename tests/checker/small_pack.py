"""A small pack written for a test: one form with one table of four columns, and the rules that the test gives it."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from checker.document import Location
from checker.expression import Unknown, Value
from checker.fact import Fact
from checker.facts import schema
from checker.finding import Finding
from checker.judging.findings import findings
from checker.judging.judge import Judge, Judged
from checker.loading.load import load
from checker.pack.pack import Pack

PACK = """
pack: small
version: 1.0.0
title: 小规则包
lang: zh-CN
sources: {notice: 某规定}
documents:
  report:
    forms: [small]
    titles: ['^(?P<organ>.+?)(?P<year>20[0-9]{2})年报告$']
names:
  zh-CN: {prior: 上年}
"""
FORM = """
form: small
title: 小格式
outline: [{id: first, title: 情况, table: requests}]
tables:
  requests:
    section: first
    title: 申请办理情况
    columns: {received: 收到, closed: 办结, open: 未办结, total: 合计}
    rows: {letters: 书面申请, visits: 口头申请}
"""


def small_pack(folder: Path, rules: str) -> Pack:
    """The pack with these rules, written to a folder and loaded."""
    for name, content in (("pack.yaml", PACK), ("forms/small.yaml", FORM), ("rules/rules.yaml", rules)):
        path = folder / "small" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(content, "utf-8")
    return load(folder / "small", cached=False)


def row(name: str, role: str = "report", unknown: Mapping[str, str] | None = None, **figures: Value) -> Fact:
    """A row of the table as a fact; `unknown` gives the reasons of values that are not known."""
    path = f"{role}.txt"
    values: dict[str, Value] = {"role": role, "form": "small", "level": Unknown("absent"), "year": 2023, "row": name}
    values.update(figures)
    values.update((key, Unknown(reason)) for key, reason in (unknown or {}).items())  # type: ignore[arg-type]
    line = {"letters": 10, "visits": 20}[name]
    places = {
        key: Location(path, 1, (line, at), 0, 1, str(figures.get(key, "")), "first", "requests", name, key)
        for at, key in enumerate(("received", "closed", "open", "total"), 1)
    }
    place = Location(path, 1, (line, 0), 0, 4, "书面申请", "first", "requests", name)
    return Fact("requests.row", role, path, values, place, places, {"row": "书面申请", "received": "收到"})


def judged(pack: Pack, *facts: Fact) -> list[Judged]:
    """The verdicts of the pack's rules on some facts."""
    return list(Judge(pack.rules, schema(pack)).judge(facts))


def reported(pack: Pack, *facts: Fact, lang: str = "zh-CN") -> list[Finding]:
    """The findings of the pack's rules on some facts."""
    return findings(judged(pack, *facts), {pack.id: pack}, lang)[0]


def rule(name: str = "the-rule", expect: str = "received == closed + open", more: str = "") -> str:
    """A rule on the rows of the table; `more` are further keys, two spaces before each."""
    told = "  message: 收到{left}，办结加未办结{right}，相差{difference}。\n"
    message = "" if "\n  message:" in f"\n{more}" else told
    severity = "" if "\n  severity:" in f"\n{more}" else "  severity: error\n"
    return (
        f"- id: {name}\n  title: 不平\n{severity}"
        "  source: {ref: notice, clause: 一, basis: law, quote: 原文}\n"
        f"  each: requests.row\n  expect: {expect}\n{message}{more}"
        "  tests:\n    pass: [{row: letters, received: 5, closed: 4, open: 1, total: 5}]\n"
        "    fail: [{row: letters, received: 5, closed: 4, open: 2, total: 9}]\n"
        "    review: [{row: letters, received: blank, closed: 4, open: 1, total: 5}]\n"
    )
