"""Mutants of everything that a rule says: what each is, what notices it, how it is told, how it is explained."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import adapters
from checker.bench.cases import run_cases
from checker.bench.changes import changes
from checker.bench.folders import ReadText
from checker.bench.mutants import mutants_of
from checker.bench.mutation import Survival, lines, survival
from checker.bench.new import new_pack
from checker.bench.running import Subject, promises, run, subject
from checker.bench.source import written
from checker.document import Document
from checker.expression import parse
from checker.finding import Verdict

TYPES = {"received": "integer", "pending": "integer", "row": "string", "on": "date"}
RULE = """
- id: the-rule
  title: 规则
  severity: error
  source: {ref: notice, clause: 一, basis: law, quote: 原文}
  each: requests.row
  expect: received < 3
  message: 不对。
  tests:
    pass: [{received: 2}]
    fail:
      - given: {received: 3}
        severity: error
"""


def reader(folder: Path) -> ReadText:
    def read_text(text: str, name: str) -> Document:
        path = folder / "document.txt"
        path.write_text(text, "utf-8")
        return adapters.read(path, name)

    return read_text


def pack(folder: Path, rule: str, cases: str = "") -> Path:
    """The skeleton of a pack, with a rule (and documents) in the place of its own."""
    new_pack(folder, "my-pack", "zh-CN")
    (folder / "my-pack" / "rules" / "first.yaml").write_text(rule, "utf-8")
    (folder / "my-pack" / "cases" / "first.yaml").write_text(cases or "[]\n", "utf-8")
    return folder / "my-pack"


def outcome(of: Subject, folder: Path) -> Survival:
    return survival(of, run_cases(of, reader(folder), of.pack.spec.lang))


def survives(folder: Path, rule: str, cases: str = "") -> Survival:
    return outcome(subject(pack(folder, rule, cases)), folder)


def alive(folder: Path, rule: str, cases: str = "") -> list[str]:
    return [mutant.name for mutant in survives(folder, rule, cases).alive]


def test_a_number_is_moved_both_ways_by_one_of_its_last_place() -> None:
    def now(source: str) -> list[str]:
        return [written(change.node) for change in changes(parse(source).root, TYPES)]

    assert now("received < 0")[-2:] == ["received < 1", "received < -1"]
    assert now("received <= pending * 0.05")[-2:] == ["received <= pending * 0.06", "received <= pending * 0.04"]
    assert now("on <= date(2020, 1, 31)")[-6:] == [
        "on <= date(2021, 1, 31)",
        "on <= date(2019, 1, 31)",
        "on <= date(2020, 2, 31)",
        "on <= date(2020, 0, 31)",
        "on <= date(2020, 1, 32)",
        "on <= date(2020, 1, 30)",
    ]


def test_changes_are_every_small_one_and_nothing_that_says_the_same() -> None:
    root = parse("pending == 0 and (received < 3 or row in ['oral', 'written'])").root
    assert [written(change.node) for change in changes(root, TYPES)] == [
        "not (pending == 0 and (received < 3 or row in ['oral', 'written']))",
        "received < 3 or row in ['oral', 'written']",
        "pending == 0",
        "pending != 0 and (received < 3 or row in ['oral', 'written'])",
        # pending <= 0 would say the same of a count.
        "pending >= 0 and (received < 3 or row in ['oral', 'written'])",
        "pending == 1 and (received < 3 or row in ['oral', 'written'])",
        "pending == -1 and (received < 3 or row in ['oral', 'written'])",
        "pending == 0 and row in ['oral', 'written']",
        "pending == 0 and received < 3",
        "pending == 0 and (received <= 3 or row in ['oral', 'written'])",
        "pending == 0 and (received > 3 or row in ['oral', 'written'])",
        "pending == 0 and (received < 4 or row in ['oral', 'written'])",
        "pending == 0 and (received < 2 or row in ['oral', 'written'])",
        "pending == 0 and (received < 3 or row in ['written'])",
        "pending == 0 and (received < 3 or row in ['oral'])",
    ]


@st.composite
def conditions(draw: st.DrawFn, depth: int = 2) -> str:
    number = st.sampled_from(["received", "pending", "0", "3", "0.05", "abs(received - pending)", "max(pending, 2)"])
    if depth == 0 or draw(st.booleans()):
        text = st.sampled_from(["row == 'oral'", "row in ['a', 'b', 'c']", "known(on)", "on > date(2020, 1, 31)"])
        order = st.sampled_from(["==", "!=", "<", "<=", ">", ">="])
        return (
            draw(text) if draw(st.booleans()) else f"{draw(number)} {draw(order)} {draw(number)} * 2 - {draw(number)}"
        )
    parts = [draw(conditions(depth - 1)) for _ in range(draw(st.integers(2, 3)))]
    joined = f" {draw(st.sampled_from(['and', 'or']))} ".join(f"({part})" for part in parts)
    return f"not ({joined})" if draw(st.booleans()) else joined


@settings(deadline=None)
@given(conditions())
def test_every_change_is_another_expression_that_reads_as_it_is_written(source: str) -> None:
    root = parse(source).root
    made = [change.node for change in changes(root, TYPES)]
    assert len(set(made)) == len(made) > 0
    for node in made:
        assert node != root
        assert parse(written(node)).root == node


EVERYTHING = """
- id: cause
  title: 原因
  severity: note
  source: {ref: notice, clause: 一, basis: law, quote: 原文}
  each: requests.row
  expect: found
  let: {found: {count: row, each: requests.row}}
  message: 没有。
- id: the-rule
  title: 规则“{row}”
  severity: [{when: received > 100, is: error}, {is: warning}]
  source: {ref: notice, clause: 一, basis: law, quote: 原文}
  each: requests.row
  with: {prior: {each: requests.row, on: [row]}, plan: {each: cell, on: [row, year], role: report}}
  let:
    others: {sum: received, each: requests.row, on: [row], where: pending > 0}
    first: {min: year, each: document, role: prior}
  expect: received <= others
  message: [{when: known(first), is: "{left}不是{right}。"}, {is: 多了。}]
  review: 没有{missing}。
  advice: 看“{row}”一行{{说明}}。
  verdict: [{when: received == 5, is: review}, {is: fail}]
  applies: {level: [county, city], years: {from: 2021}}
  unless: [{rule: cause, same: [table, row]}]
"""


def test_mutants_are_made_of_every_part_of_a_rule(tmp_path: Path) -> None:
    folder = pack(tmp_path, EVERYTHING.replace("expect: found\n", "expect: found > 0\n"))
    head = folder / "pack.yaml"
    levels = "levels: [{id: county, title: 县, names: [县]}, {id: city, title: 市, names: [市]}]\n"
    head.write_text(head.read_text("utf-8") + levels, "utf-8")
    rules = folder / "rules" / "first.yaml"
    tests = "  tests: {pass: [{row: written}], fail: [{row: oral}]}\n"
    rules.write_text(rules.read_text("utf-8").replace("没有。\n", f"没有。\n{tests}") + tests, "utf-8")
    of = subject(folder)
    made = list(mutants_of(of.pack.by_id["the-rule"], of))
    assert [(mutant.kind, mutant.name) for mutant in made] == [
        ("judged", "expect: not received <= others"),
        ("judged", "expect: received < others"),
        ("judged", "expect: received >= others"),
        ("judged", "let.others: max of received"),
        ("judged", "let.others: on []"),
        ("judged", "let.others.where: true"),
        ("judged", "let.others.where: not pending > 0"),
        ("judged", "let.others.where: pending >= 0"),
        ("judged", "let.others.where: pending < 0"),
        ("judged", "let.others.where: pending > 1"),
        ("judged", "let.others.where: pending > -1"),
        ("judged", "let.first: max of year"),
        ("judged", "let.first: of the same document"),
        ("judged", "with.prior.on: []"),
        ("judged", "with.plan.on: [year]"),
        ("judged", "with.plan.on: [row]"),
        ("judged", "with.plan.role: plan"),
        ("judged", "verdict: [fail]"),
        ("judged", "verdict.1.is: fail"),
        ("judged", "verdict.1.when: not received == 5"),
        ("judged", "verdict.1.when: received != 5"),
        ("judged", "verdict.1.when: received <= 5"),
        ("judged", "verdict.1.when: received >= 5"),
        ("judged", "verdict.1.when: received == 6"),
        ("judged", "verdict.1.when: received == 4"),
        # The last case of a verdict is what is so without it.
        ("judged", "verdict.2.is: review"),
        ("judged", "applies.level: –"),
        ("judged", "applies.level: [city]"),
        ("judged", "applies.level: [county]"),
        ("judged", "applies.years: –"),
        ("judged", "applies.years: {from: 2022}"),
        ("judged", "applies.years: {from: 2020}"),
        ("told", "severity: [warning]"),
        ("told", "severity.1.is: warning"),
        ("told", "severity.1.when: not received > 100"),
        ("told", "severity.1.when: received >= 100"),
        ("told", "severity.1.when: received < 100"),
        ("told", "severity.1.when: received > 101"),
        ("told", "severity.1.when: received > 99"),
        ("told", "severity.2.is: note"),
        ("told", "title: 规则“–”"),
        ("told", "message: without case 1"),
        ("told", "message.1.is: {right}不是{right}。"),
        ("told", "message.1.is: {left}不是{left}。"),
        ("told", "message.1.when: not known(first)"),
        ("told", "message: without case 2"),
        ("told", "review: 没有–。"),
        ("told", "advice: 看“–”一行{{说明}}。"),
        ("quiet", "unless: without cause"),
        ("quiet", "unless.cause.same: [row]"),
        ("quiet", "unless.cause.same: [table]"),
    ]


def changed(*pairs: tuple[str, str]) -> str:
    rule = RULE
    for before, after in pairs:
        assert rule.count(before) == 1
        rule = rule.replace(before, after)
    return rule


LET = (
    (
        "expect: received < 3",
        "let: {others: {sum: received, each: requests.row, where: pending > 0}}\n  expect: received < others",
    ),
    ("    pass: [{received: 2}]\n", "    pass: [{received: 2, others: 3}]\n"),
    ("given: {received: 3}", "given: {received: 3, others: 3}"),
)
PARTNER = (
    ("expect: received < 3", "with: {prior: requests.row}\n  expect: received < prior.received"),
    ("    pass: [{received: 2}]\n", "    pass: [{row: oral, received: 2, prior.received: 3}]\n"),
    ("given: {received: 3}", "given: {row: oral, received: 3, prior.received: 3}"),
)


@pytest.mark.parametrize(
    ("rule", "left", "better"),
    [
        (
            changed(("pass: [{received: 2}]", "pass: [{received: 1}]")),
            ["expect: received < 2"],
            [("pass: [{received: 1}]", "pass: [{received: 2}]")],
        ),
        (
            changed(("given: {received: 3}", "given: {received: 9}")),
            ["expect: received <= 3", "expect: received < 4"],
            [("{received: 9}", "{received: 3}")],
        ),
        (
            changed(("        severity: error\n", "")),
            ["severity: warning"],
            [("3}\n", "3}\n        severity: error\n")],
        ),
        (
            changed(
                ("severity: error\n  source", "severity: [{when: received > 3, is: error}, {is: warning}]\n  source"),
                ("        severity: error\n", "        severity: warning\n      - {received: 4}\n"),
            ),
            [
                "severity: [warning]",
                "severity.1.is: warning",
                "severity.1.when: received > 4",
            ],
            [("      - {received: 4}\n", "      - given: {received: 4}\n        severity: error\n")],
        ),
        (
            changed(("message: 不对。", "message: 收到{left}件，不少于{right}件。")),
            ["message: 收到{right}件，不少于{right}件。", "message: 收到{left}件，不少于{left}件。"],
            [
                ("        severity: error\n", "        severity: error\n        message: 收到4件，不少于3件。\n"),
                ("{received: 3}", "{received: 4}"),
                ("    fail:\n", "    fail:\n      - {received: 3}\n"),
            ],
        ),
        (
            changed(("message: 不对。", "message: [{when: received > 3, is: 多了。}, {is: 不少。}]")),
            [
                "message: without case 1",
                "message.1.when: not received > 3",
                "message.1.when: received >= 3",
                "message.1.when: received < 3",
                "message.1.when: received > 4",
                "message.1.when: received > 2",
                "message: without case 2",
            ],
            [
                (
                    "        severity: error\n",
                    "        severity: error\n        message: 不少。\n"
                    "      - given: {received: 4}\n        message: 多了。\n",
                )
            ],
        ),
        (
            changed(
                ("title: 规则", "title: “{row}”太多"),
                ("message: 不对。", "message: 不对。\n  review: “{row}”读不出。\n  advice: 核对“{row}”。"),
            ),
            ["title: “–”太多", "review: “–”读不出。", "advice: 核对“–”。"],
            [
                (
                    "given: {received: 3}",
                    "given: {row: oral, received: 3}\n        title: “口头申请”太多\n        advice: 核对“口头申请”。",
                ),
                (
                    "    pass:",
                    "    review:\n      - given: {row: oral, received: blank}\n"
                    "        message: “口头申请”读不出。\n    pass:",
                ),
            ],
        ),
        (
            changed(*LET),
            [
                "let.others: max of received",
                "let.others.where: true",
                "let.others.where: not pending > 0",
                "let.others.where: pending >= 0",
                "let.others.where: pending < 0",
                "let.others.where: pending > 1",
                "let.others.where: pending > -1",
            ],
            [
                (
                    "    fail:\n",
                    "    fail:\n      - given: {received: 5, pending: 0}\n"
                    "        beside: [requests.row: {received: 2, pending: 1}, requests.row: {received: 3, pending: 1},"
                    " requests.row: {received: 1, pending: 0}]\n",
                ),
                (
                    "    pass: [{received: 2, others: 3}]\n",
                    "    pass:\n      - {received: 2, others: 3}\n      - given: {received: 4, pending: 0}\n"
                    "        beside: [requests.row: {received: 2, pending: 1},"
                    " requests.row: {received: 3, pending: 2}]\n",
                ),
            ],
        ),
        (
            changed(*PARTNER),
            ["with.prior.on: []"],
            [
                (
                    "    fail:\n",
                    "    fail:\n      - given: {row: oral, received: 3}\n        beside: "
                    "[requests.row: {row: written, received: 9}, requests.row: {row: oral, received: 3}]\n",
                )
            ],
        ),
        (
            changed(("expect: received < 3", "applies: {years: {from: 2021, to: 2023}}\n  expect: received < 3")),
            [
                "applies.years: –",
                "applies.years: {from: 2022}",
                "applies.years: {from: 2020}",
                "applies.years: {to: 2024}",
                "applies.years: {to: 2022}",
            ],
            [
                (
                    "    pass:",
                    "    not_applicable: [{received: 9, year: 2020}, {received: 9, year: 2024}]\n    pass:",
                ),
                ("    fail:\n", "    fail:\n      - {received: 9, year: 2021}\n      - {received: 9, year: 2023}\n"),
            ],
        ),
        (
            changed(
                (
                    "expect: received < 3",
                    "verdict: [{when: received > 4, is: review}, {is: fail}]\n  expect: received < 3",
                )
            ),
            [
                "verdict: [fail]",
                "verdict.1.is: fail",
                "verdict.1.when: received > 5",
                "verdict.1.when: received > 3",
            ],
            [
                ("    pass:", "    review: [{received: 5}]\n    pass:"),
                ("    fail:\n", "    fail:\n      - {received: 4}\n"),
            ],
        ),
        (
            changed(
                (
                    "  message: 不对。",
                    "  message: 不对。\n  fix: {swap: {【: 〔, 】: 〕}, when: pending > 1, fits: 〕$}",
                ),
                ("        severity: error\n", "        severity: error\n        corrects: {【甲】: 〔甲〕}\n"),
                ("given: {received: 3}", "given: {received: 3, pending: 3}"),
            ),
            ["fix.when: true", "fix.when: pending >= 1", "fix.when: pending > 2", "fix.fits: –"],
            [
                ("{【甲】: 〔甲〕}", "{【甲】: 〔甲〕, 【甲】乙: 【甲】乙}"),
                (
                    "    fail:\n",
                    "    fail:\n      - given: {received: 3, pending: 1}\n        corrects: {【甲】: 【甲】}\n"
                    "      - given: {received: 3, pending: 2}\n        corrects: {【甲】: 〔甲〕}\n",
                ),
            ],
        ),
        (
            changed(
                ("  message: 不对。", "  message: 不对。\n  fix: {swap: {【: 〔, 】: 〕}}"),
                ("        severity: error\n", "        severity: error\n        corrects: {甲】: 甲〕}\n"),
            ),
            ["fix.swap: without 【"],
            [("{甲】: 甲〕}", "{【甲】: 〔甲〕}")],
        ),
        (
            changed(
                (
                    "  message: 不对。",
                    "  message: 不对。\n  fix: {becomes: '{row}', replace: '^(?P<hit>or[a-z]+)件', alike: 0.4}",
                ),
                ("given: {received: 3}", "given: {received: 3, row: oral}"),
                ("        severity: error\n", "        severity: error\n        corrects: {orl件: oral件}\n"),
            ),
            ["fix.replace: (?P<hit>or[a-z]+)件", "fix.alike: –", "fix.alike: 0.5", "fix.alike: 0.3"],
            [
                (
                    "{orl件: oral件}",
                    # Two characters of each in common: four of nine are 0.44, four of eleven 0.36.
                    "{orl件: oral件, orxxx件: oral件, orxxxxx件: orxxxxx件, xorl件: xorl件}",
                )
            ],
        ),
    ],
)
def test_weak_tests_let_mutants_live_and_better_ones_do_not(
    rule: str, left: list[str], better: list[tuple[str, str]], tmp_path: Path
) -> None:
    assert set(left) <= set(alive(tmp_path / "weak", rule)), alive(tmp_path / "again", rule)
    for before, after in better:
        assert rule.count(before) == 1, before
        rule = rule.replace(before, after)
    of = subject(pack(tmp_path / "strong", rule))
    assert [one.given.name for one in run(of, list(promises(of))) if not one.held] == []
    assert [mutant.name for mutant in outcome(of, tmp_path).alive] == []


REPORT = """    甲单位2023年工作报告

    一、总体情况
    全年工作平稳。

    二、申请办理情况
    项目\t收到\t办结\t未办结
    书面申请\t5\t4\t1
    口头申请\t{oral}\t4\t2
"""
CAUSE = """
- id: cause
  title: 原因
  severity: note
  source: {ref: notice, clause: 一, basis: law, quote: 原文}
  each: cell
  where: column == 'received'
  expect: number
  message: 不是数字。
  tests:
    pass: [{column: received, number: true}]
    fail:
      - given: {column: received, number: false}
        severity: note
    review: [{column: received, number: unreadable}]
    not_applicable: [{column: pending, number: false}]
"""
CONSEQUENCE = changed(
    ("expect: received < 3", "unless: [{rule: cause, same: [row]}]\n  expect: received < 3"),
    ("    pass:", "    review: [{received: blank}]\n    pass:"),
)


def case(oral: str, expect: str, more: str = "") -> str:
    return f"- case: 一份报告\n  text: |\n{REPORT.format(oral=oral)}  expect:\n{expect}{more}"


TOLD = "    - {rule: the-rule, row: written}\n"
CAUSED = "    - {rule: cause, row: oral}\n"


@pytest.mark.parametrize(("rules", "read"), [(RULE, 0), (CAUSE + CONSEQUENCE, 1)])
def test_documents_are_read_only_where_a_rule_keeps_something_quiet(rules: str, read: int, tmp_path: Path) -> None:
    of = subject(pack(tmp_path, rules, case("5", TOLD)))
    asked: list[str] = []

    def read_text(text: str, name: str) -> Document:
        asked.append(name)
        return reader(tmp_path)(text, name)

    assert survival(of, run_cases(of, read_text, "zh-CN")).count > 0
    assert len(asked) == read


def test_a_cause_is_looked_at_by_documents_in_which_it_keeps_something_quiet(tmp_path: Path) -> None:
    rules = CAUSE + CONSEQUENCE
    unless, same = "unless: without cause", "unless.cause.same: []"
    assert alive(tmp_path / "none", rules) == [unless, same]
    assert alive(tmp_path / "figures", rules, case("7", TOLD + TOLD.replace("written", "oral"))) == [unless, same]
    # “若干” is no number: what follows is quiet in that row, and in that row only.
    assert alive(tmp_path / "both", rules, case("若干", TOLD + CAUSED)) == []


def test_survivors_are_told_with_their_place_and_the_items_of_one_list_together(tmp_path: Path) -> None:
    rule = changed(
        ("expect: received < 3", "where: \"row not in ['oral', 'written', '']\"\n  expect: received < 3"),
        ("    pass: [{received: 2}]", "    pass: [{received: 1, row: other}]"),
        ("given: {received: 3}", "given: {received: 3, row: other}"),
    )
    of = subject(pack(tmp_path, rule))
    told = lines(outcome(of, tmp_path).alive, of)
    assert [(line.where, [mutant.name for mutant in line.mutants]) for line in told] == [
        ("my-pack/rules/first.yaml:8:22", ["expect: received < 2"]),
        ("my-pack/rules/first.yaml:7:11", ["where: true"]),
        (
            "my-pack/rules/first.yaml:7:23",
            [
                "where: not row in ['written', '']",
                "where: not row in ['oral', '']",
                "where: not row in ['oral', 'written']",
            ],
        ),
    ]
    assert [mutant.change.item for mutant in told[2].mutants if mutant.change] == ["'oral'", "'written'", "''"]


def test_a_survivor_may_be_explained_and_an_explanation_of_none_is_a_fault(tmp_path: Path) -> None:
    weak = changed(("pass: [{received: 2}]", "pass: [{received: 1}]"))
    reason = "  survives:\n    - {mutant: 'expect: received < 2', because: 两件总是一起来}\n"
    made = survives(tmp_path / "explained", weak + reason)
    assert (made.alive, made.explained, made.idle) == ((), 1, ())
    dies = survives(tmp_path / "dies", RULE + reason)
    assert [(one.where, one.survivor.mutant, one.dies) for one in dies.idle] == [
        ("my-pack/rules/first.yaml:15:7", "expect: received < 2", True)
    ]
    misspelt = survives(tmp_path / "misspelt", weak + reason.replace("received < 2", "received<2"))
    assert [one.dies for one in misspelt.idle] == [False]
    assert [mutant.name for mutant in misspelt.alive] == ["expect: received < 2"]


def test_what_an_extending_pack_says_otherwise_is_not_held_against_the_tests_that_it_takes_over(tmp_path: Path) -> None:
    pack(tmp_path, changed(("        severity: error\n", "        severity: error\n        message: 不对。\n")))
    new_pack(tmp_path, "stricter", "zh-CN", "my-pack")
    rules = tmp_path / "stricter" / "rules" / "rules.yaml"
    rules.parent.mkdir()
    rules.write_text("- {id: the-rule, severity: warning}\n", "utf-8")
    of = subject(tmp_path / "stricter")
    outcomes = run(of, list(promises(of)))
    assert [one.held for one in outcomes] == [True, True]
    assert [dict(one.given.told) for one in outcomes if one.given.promised is Verdict.FAIL] == [{"message": "不对。"}]
    made = outcome(of, tmp_path)
    assert (made.alive, made.idle) == ((), ())
    rules.write_text("- {id: the-rule, expect: received < 4}\n", "utf-8")
    changed_rule = subject(tmp_path / "stricter")
    assert [one.held for one in run(changed_rule, list(promises(changed_rule)))] == [True, False]
