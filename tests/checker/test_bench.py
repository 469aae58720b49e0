"""The bench on small packs: what tests promise, what they leave open, which broken rules they would not notice."""

from __future__ import annotations

from pathlib import Path

import pytest

import adapters
from checker.bench.cases import run_cases
from checker.bench.coverage import gaps
from checker.bench.impact import impacts
from checker.bench.new import new_pack, new_rule
from checker.bench.pages import page, terminal
from checker.bench.running import Subject, promises, run, subject
from checker.bench.schema import KINDS, schema
from checker.bench.source import written
from checker.bench.trying import trials
from checker.check import Checker, Dossier
from checker.document import Document
from checker.errors import RulePackError, UsageError
from checker.expression import parse
from checker.finding import Verdict
from checker.loading.load import find, load

REPORT = """甲单位2023年工作报告

一、总体情况
全年工作平稳。

二、申请办理情况
项目\t收到\t办结\t未办结
书面申请\t5\t4\t1
口头申请\t7\t4\t2
"""


def rule(expect: str, tests: str, more: str = "") -> str:
    return f"""
- id: the-rule
  title: 规则
  severity: [{{when: received > 100, is: error}}, {{is: warning}}]
  source: {{ref: notice, clause: 一, basis: law, quote: 原文}}
  each: requests.row
  expect: {expect}
  message: “{{row}}”收到{{received}}件。
{more}
  tests:
{tests}
"""


def pack(folder: Path, rules: str = "", name: str = "my-pack") -> Path:
    new_pack(folder, name, "zh-CN")
    if rules:
        (folder / name / "rules" / "second.yaml").write_text(rules, "utf-8")
    return folder / name


def opened(folder: Path, expect: str, tests: str, more: str = "") -> Subject:
    return subject(pack(folder, rule(expect, tests, more)))


def read_text(folder: Path, text: str) -> Document:
    path = folder / "report.txt"
    path.write_text(text, "utf-8")
    return adapters.read(path, "report.txt")


def verdicts(of: Subject) -> dict[str, str]:
    outcomes = run(of, list(promises(of)))
    return {one.given.name: one.verdict.value for one in outcomes if one.given.rule.id == "the-rule"}


def test_a_promise_that_is_not_kept_is_red_and_says_where(tmp_path: Path) -> None:
    of = opened(tmp_path, "received < 3", "    pass: [{received: 3}]\n    fail: [{received: 4}]")
    red = [one for one in run(of, list(promises(of))) if not one.held]
    assert [(one.given.where, one.given.promised, one.verdict) for one in red] == [
        ("my-pack/rules/second.yaml:11:12", Verdict.PASS, Verdict.FAIL)
    ]


def test_the_words_for_unknown_values_leave_a_rule_undecided(tmp_path: Path) -> None:
    tests = "    pass: [{received: 1}]\n    fail: [{received: 9}]\n"
    tests += "    review: [{received: blank}, {received: unreadable}, {received: absent}, {row: written}]"
    of = opened(tmp_path, "received < 3", tests)
    assert [verdict for name, verdict in verdicts(of).items() if ":review:" in name] == ["review"] * 4


def test_a_test_without_values_of_a_partner_is_about_a_dossier_without_it(tmp_path: Path) -> None:
    tests = """    pass: [{received: 1, prior.received: 1}]
    fail: [{received: 1, prior.received: 2}]
    review: [{received: 1, prior.received: absent}]
    not_applicable: [{received: 1}]"""
    of = opened(tmp_path, "received == prior.received", tests, "  with: {prior: requests.row}")
    assert list(verdicts(of).values()) == ["pass", "fail", "review", "not_applicable"]


def test_a_test_is_about_the_documents_that_the_rule_is_for_unless_it_says_otherwise(tmp_path: Path) -> None:
    tests = """    pass: [{received: 1}]
    fail: [{received: 2, year: 2023}]
    not_applicable: [{received: 2, year: 2020}, {received: 2, form: other}, {received: 2, role: plan}]"""
    more = "  applies: {form: first, years: {from: 2021}}"
    assert list(verdicts(opened(tmp_path, "received == 1", tests, more)).values()) == [
        "pass",
        "fail",
        *["not_applicable"] * 3,
    ]


def test_the_cases_of_a_verdict_count(tmp_path: Path) -> None:
    tests = "    pass: [{received: 1}]\n    fail: [{received: 9}]\n    review: [{received: 2}]"
    more = "  verdict: [{when: received > 5, is: fail}, {is: review}]"
    assert list(verdicts(opened(tmp_path, "received == 1", tests, more)).values()) == ["pass", "fail", "review"]


def test_coverage_asks_for_an_undecided_test_only_where_a_rule_can_be_undecided(tmp_path: Path) -> None:
    two = "    pass: [{received: 1}]\n    fail: [{received: 9}]"
    of = opened(tmp_path, "received < 3", two)
    assert [(gap.rule.id, gap.verdict.value, gap.because) for gap in gaps(of, run(of, list(promises(of))))] == [
        ("the-rule", "review", "received")
    ]


@pytest.mark.parametrize(
    ("expect", "tests"),
    [
        ("known(received)", "    pass: [{received: 1}]\n    fail: [{received: blank}]"),
        ("row == 'written'", "    pass: [{row: written}]\n    fail: [{row: oral}]"),
    ],
)
def test_coverage_asks_for_none_where_it_cannot(tmp_path: Path, expect: str, tests: str) -> None:
    of = opened(tmp_path, expect, tests)
    assert gaps(of, run(of, list(promises(of)))) == []


@pytest.mark.parametrize(
    "source",
    [
        "a - (b - c) == -d * (e + 1.50)",
        "not (a and b) or c == 'it''s' and d",
        "x in ['a', 'b'] and not y",
        "abs(a - b) <= max(1, sum('refused_*'))",
        "(a or b) and (c or not d)",
        "-(a + b) > date(2020, 1, 1) - start",
    ],
)
def test_an_expression_written_out_again_reads_the_same(source: str) -> None:
    source = source.replace("''", "")
    root = parse(source).root
    assert parse(written(root)).root == root


def test_a_document_must_raise_what_it_expects_and_nothing_else(tmp_path: Path) -> None:
    folder = pack(tmp_path)
    case = folder / "cases" / "first.yaml"
    good = case.read_text("utf-8")

    def outcome() -> tuple[list[str], list[str]]:
        (one,) = run_cases(subject(folder), lambda text, name: read_text(tmp_path, text), "zh-CN")
        return [expected.rule for expected in one.missing], [finding.rule for finding in one.unexpected]

    assert outcome() == ([], [])
    case.write_text(good.replace("row: oral", "row: written"), "utf-8")
    assert outcome() == (["requests-balance"], ["my-pack/requests-balance"])
    case.write_text(good.partition("  expect:")[0], "utf-8")
    assert outcome() == ([], ["my-pack/requests-balance"])


def test_a_case_says_what_is_kept_quiet_by_what_and_how_often(tmp_path: Path) -> None:
    cause = """
- id: cell-number
  title: 不是数字
  severity: error
  source: {ref: notice, clause: 一, basis: law, quote: 原文}
  each: cell
  expect: number
  message: 不是数字。
  tests: {pass: [{number: true}], fail: [{number: false}]}
"""
    folder = pack(tmp_path, cause)
    first = folder / "rules" / "first.yaml"
    unless = "  unless: [{rule: cell-number, same: [row]}]\n  advice:"
    first.write_text(first.read_text("utf-8").replace("  advice:", unless), "utf-8")
    case = folder / "cases" / "first.yaml"
    text = case.read_text("utf-8").replace("口头申请\t7\t4\t2", "口头申请\t若干\t4\t两件多")
    text = text.partition("  expect:")[0] + "  expect:\n    - {rule: cell-number, row: oral, times: 2}\n"

    def outcome(hushed: str) -> tuple[list[str], list[str], bool]:
        case.write_text(text + hushed, "utf-8")
        (one,) = run_cases(subject(folder), lambda text, name: read_text(tmp_path, text), "zh-CN")
        return [expected.rule for expected in one.not_hushed], [finding.rule for finding in one.hushed], one.held

    balance = "my-pack/requests-balance"
    assert outcome("") == ([], [], True)
    assert outcome("  hushed:\n    - {rule: requests-balance, verdict: review, row: oral, by: cell-number}\n")[2]
    assert outcome("  hushed: []\n") == ([], [balance], False)
    assert outcome("  hushed:\n    - {rule: requests-balance, row: written}\n") == (
        ["requests-balance"],
        [balance],
        False,
    )
    text = text.replace("times: 2", "times: 3")
    assert outcome("")[2] is False


def test_a_place_of_a_case_is_one_place_and_not_pieces_of_several(tmp_path: Path) -> None:
    folder = pack(tmp_path)
    case = folder / "cases" / "first.yaml"
    told = case.read_text("utf-8")
    for place, held in (("row: oral, column: pending", True), ("row: oral, column: nothing", False)):
        case.write_text(told.replace("row: oral", place), "utf-8")
        (one,) = run_cases(subject(folder), lambda text, name: read_text(tmp_path, text), "zh-CN")
        assert one.held is held


def test_a_case_may_be_like_another_but_for_some_words(tmp_path: Path) -> None:
    folder = pack(tmp_path)
    case = folder / "cases" / "first.yaml"
    whole = case.read_text("utf-8")
    like = """
- case: 两行都不平
  like: 口头申请一行不平
  changes: [{from: "书面申请\\t5", to: "书面申请\\t6"}]
  expect:
    - {rule: requests-balance, row: written}
    - {rule: requests-balance, row: oral}
"""
    case.write_text(whole + like, "utf-8")
    made = list(run_cases(subject(folder), lambda text, name: read_text(tmp_path, text), "zh-CN"))
    assert [(one.case.case, one.held) for one in made] == [("口头申请一行不平", True), ("两行都不平", True)]


@pytest.mark.parametrize(
    ("before", "after", "told"),
    [
        (
            "like: 口头申请一行不平",
            "like: 口头申请一行",
            "19:9: there is no case with a text named 口头申请一行; did you mean 口头",
        ),
        (
            "like: 口头申请一行不平",
            "text: x\n  like: 口头申请一行不平",
            "18:9: a case has either a text, or is like another, or has files",
        ),
        ("  like: 口头申请一行不平\n", "", "18:9: a case has either a text, or is like another"),
        (
            "  expect: []\n",
            "  with: {prior: {like: 口头, changes: [{from: 甲, to: 乙}]}}\n",
            "21:24: there is no case with a text named 口头; valid: 口头申请一行不平",
        ),
        (
            "  expect: []\n",
            "  with: {prior: {like: 口头申请一行不平, changes: [{from: 申请, to: 乙}]}}\n",
            "21:51: what is changed must stand in the text once; it stands there 3 times",
        ),
        (
            "  like: 口头申请一行不平\n",
            "  files: {a.txt: {like: 口头申请一行不平}}\n  with: {prior: x}\n",
            "20:3: with `files` there is no `with`",
        ),
        (
            'from: "书面申请\\t5"',
            "from: 申请",
            "20:20: what is changed must stand in the text once; it stands there 3 times",
        ),
        (
            'from: "书面申请\\t5"',
            "from: 电话申请",
            "20:20: what is changed must stand in the text once; it stands there 0",
        ),
        (
            "  expect: []\n",
            "  hushed: [{rule: requests-balance, by: cel-number}]\n",
            "there is no rule named cel-number",
        ),
    ],
)
def test_a_case_that_is_like_none_is_a_fault(before: str, after: str, told: str, tmp_path: Path) -> None:
    folder = pack(tmp_path)
    case = folder / "cases" / "first.yaml"
    like = """- case: 书面申请
  like: 口头申请一行不平
  changes: [{from: "书面申请\\t5", to: "书面申请\\t6"}]
  expect: []
"""
    assert like.count(before) == 1
    case.write_text(case.read_text("utf-8").rstrip("\n") + "\n" * 4 + like.replace(before, after), "utf-8")
    with pytest.raises(RulePackError) as refused:
        load(folder, cached=False)
    faults = [str(fault) for fault in refused.value.faults]
    assert any(told in fault for fault in faults), faults


def test_a_fault_of_a_document_is_told_though_the_pack_is_kept_ready(tmp_path: Path) -> None:
    folder = pack(tmp_path)
    case = folder / "cases" / "first.yaml"
    subject(folder)
    case.write_text(case.read_text("utf-8").replace("rule: requests-balance", "rule: requests-balence"), "utf-8")
    load(folder)  # what documents say is nothing to those that check with the pack
    with pytest.raises(RulePackError) as refused:
        subject(folder)
    assert [str(fault) for fault in refused.value.faults] == [
        "my-pack/cases/first.yaml:14:14: there is no rule named requests-balence; did you mean requests-balance? "
        "Valid: requests-balance"
    ]


FOLDER = """
- case: 一个文件夹里的两年报告和一张名单
  files:
    2023/a.txt: {like: 口头申请一行不平}
    2022/a.txt:
      like: 口头申请一行不平
      changes: [{from: 2023年, to: 2022年}, {from: "口头申请\t7\t4\t2", to: "口头申请\t6\t4\t2"}]
    dossier.yaml: "units: [甲单位, 乙单位]"
  expect:
    - {rule: requests-balance, row: oral, file: 2023/a.txt}
    - {rule: pending-last-year, row: written, file: 2023/a.txt}
    - {rule: unit-there}
"""
ACROSS = """
- id: pending-last-year
  title: 未办结与上年相同
  severity: note
  source: {ref: notice, clause: 二, basis: practice, quote: 原文}
  each: requests.row
  with: {prior: requests.row}
  where: row == 'written'
  expect: pending != prior.pending
  message: 与上年相同。
  tests:
    pass: [{row: written, pending: 1, prior.pending: 2}]
    fail: [{row: written, pending: 1, prior.pending: 1}]
- id: unit-there
  title: 单位没有报告
  severity: error
  source: {ref: notice, clause: 三, basis: practice, quote: 原文}
  each: unit
  expect: found
  message: "{unit}没有报告。"
  tests:
    pass: [{unit: 甲, found: true}]
    fail: [{unit: 甲, found: false}]
"""


@pytest.mark.parametrize(
    ("before", "after", "missing", "unexpected"),
    [
        ("", "", [], []),
        ("乙单位", "甲单位", ["unit-there"], []),
        ("oral, file: 2023/a.txt", "oral, file: 2022/a.txt", ["requests-balance"], ["requests-balance"]),
        ("units: [甲单位, 乙单位]", "renamed: {甲: 乙}", ["unit-there"], []),
        ("    - {rule: unit-there}\n", "", [], ["unit-there"]),
    ],
)
def test_the_documents_of_a_folder_are_put_together_as_a_check_of_it_does(
    before: str, after: str, missing: list[str], unexpected: list[str], tmp_path: Path
) -> None:
    folder = pack(tmp_path, ACROSS)
    case = folder / "cases" / "first.yaml"
    assert before in FOLDER
    case.write_text(case.read_text("utf-8") + (FOLDER.replace(before, after) if before else FOLDER), "utf-8")
    _, one = run_cases(subject(folder), lambda text, name: named(tmp_path, text, name), "zh-CN")
    assert [told.rule for told in one.missing] == missing
    assert [told.rule.rpartition("/")[2] for told in one.unexpected] == unexpected


def test_a_folder_of_a_case_tells_what_nobody_knows_and_faults_of_its_list(tmp_path: Path) -> None:
    folder = pack(tmp_path, ACROSS)
    case = folder / "cases" / "first.yaml"
    whole = case.read_text("utf-8")
    case.write_text(whole + FOLDER.replace("    dossier.yaml", "    b.txt: 一封信\n    dossier.yaml"), "utf-8")
    _, one = run_cases(subject(folder), lambda text, name: named(tmp_path, text, name), "zh-CN")
    assert (one.unread, one.held) == (("b.txt",), False)
    case.write_text(whole + FOLDER.replace("units: [", "unit: ["), "utf-8")
    with pytest.raises(RulePackError) as refused:
        list(run_cases(subject(folder), lambda text, name: named(tmp_path, text, name), "zh-CN"))
    (fault,) = map(str, refused.value.faults)
    assert fault.startswith("my-pack/cases/first.yaml:")
    assert "dossier.yaml:1:1" in fault


def named(folder: Path, text: str, name: str) -> Document:
    path = folder / "document.txt"
    path.write_text(text, "utf-8")
    return adapters.read(path, name)


def test_a_test_promises_what_a_reader_is_told(tmp_path: Path) -> None:
    tests = """    pass: [{received: 1}]
    fail:
      - given: {row: oral, received: 101}
        severity: error
        title: 规则
        message: “口头申请”收到101件。
      - given: {row: oral, received: 99}
        severity: error
        message: 收到99件。"""
    of = opened(tmp_path, "received < 3", tests)
    outcomes = {one.given.name: one for one in run(of, list(promises(of)))}
    assert outcomes["the-rule:fail:1"].held
    assert outcomes["the-rule:fail:2"].differing == (
        ("severity", "error", "warning"),
        ("message", "收到99件。", "“口头申请”收到99件。"),
    )
    assert not outcomes["the-rule:fail:2"].held


def test_facts_beside_are_found_and_added_up_as_in_a_dossier(tmp_path: Path) -> None:
    tests = """    pass:
      - given: {row: oral, received: 5}
        beside:
          - requests.row: {role: prior, row: written, received: 9}
          - requests.row: {role: prior, row: oral, received: 4}
          - cell: {column: received, value: 1}
          - cell: {column: pending, value: 30}
    fail:
      - given: {row: oral, received: 5}
        beside: [requests.row: {role: prior, row: oral, received: 4}, cell: {column: received, value: 2}]
    review:
      - given: {row: oral, received: 5}
        beside: [requests.row: {role: prior, row: written, received: 4}]
    not_applicable:
      - given: {row: oral, received: 5}
        beside: [cell: {column: received, value: 1}]"""
    more = "  with: {prior: requests.row}\n  let: {sum_of: {sum: value, each: cell, where: column == 'received'}}"
    of = opened(tmp_path, "received == prior.received + sum_of", tests, more)
    assert list(verdicts(of).values()) == ["pass", "fail", "review", "not_applicable"]
    (told,) = (one.judged.values for one in run(of, list(promises(of))) if one.given.name == "the-rule:fail:1")
    assert (told["prior.received"], told["sum_of"], told["sum_of.facts"]) == (4, 2, 1)


@pytest.mark.parametrize(
    ("test", "told"),
    [
        ("{given: {recieved: 1}}", "11:21: facts of this kind have no value recieved; did you mean received?"),
        ("{given: {received: many}}", "11:31: received must be a whole number, not a text"),
        ("{given: {received: 1}, mesage: x}", "11:35: unknown key mesage; did you mean message?"),
        ("{given: {received: 1}, severity: fatal}", "11:45: fatal is none of the valid values: error, warning, note"),
        (
            "{given: {received: 1}, beside: [cell: {value: 1}]}",
            "11:44: the rule does not look at facts of the kind cell",
        ),
        (
            "{given: {received: 1}, beside: [requests.row: {recieved: 1}]}",
            "11:59: facts of this kind have no value recieved; did you mean received?",
        ),
        (
            "{given: {received: 1, prior.received: 2}, beside: [requests.row: {received: 1}]}",
            "11:34: prior.received is worked out from the facts of beside and cannot be given as well",
        ),
    ],
)
def test_a_slip_in_a_test_is_told_at_its_place(test: str, told: str, tmp_path: Path) -> None:
    tests = f"    fail: [{test}]\n    pass: [{{received: 1}}]"
    with pytest.raises(RulePackError) as refused:
        opened(tmp_path, "received == 1", tests, "  with: {prior: requests.row}")
    faults = [str(fault) for fault in refused.value.faults]
    assert [told in fault for fault in faults] == [True], faults


def test_nothing_is_told_where_a_rule_holds(tmp_path: Path) -> None:
    with pytest.raises(RulePackError) as refused:
        opened(tmp_path, "received == 1", "    pass: [{given: {received: 1}, message: x}]\n    fail: [{received: 2}]")
    assert "a pass test has nothing to tell; take it out" in str(refused.value.faults[0])


def test_a_rule_that_looks_at_no_other_facts_has_none_beside_it(tmp_path: Path) -> None:
    tests = "    pass: [{given: {received: 1}, beside: [cell: {value: 1}]}]\n    fail: [{received: 2}]"
    with pytest.raises(RulePackError) as refused:
        opened(tmp_path, "received == 1", tests)
    assert "the rule has neither with nor let and looks at no other facts" in str(refused.value.faults[0])


def test_trying_a_rule_tells_what_it_looked_at_where_and_why(tmp_path: Path) -> None:
    of = subject(pack(tmp_path))
    checker = Checker([of.pack])
    reading = checker.recognise(read_text(tmp_path, REPORT))
    assert reading is not None
    written_row, oral_row = trials(checker, of.pack.by_id["requests-balance"], [reading], "my-pack")
    assert (written_row.verdict, oral_row.verdict) == (Verdict.PASS, Verdict.FAIL)
    assert [(name, shown, place.line if place else None) for name, shown, place in oral_row.used] == [
        ("received", "7", 9),
        ("processed", "4", 9),
        ("pending", "2", 9),
    ]
    assert str(oral_row.why) == (
        "does not hold: received == processed + pending; it should be that 7 == 6, a difference of 1"
    )


def test_impact_tells_what_a_change_newly_finds_and_no_longer_finds(tmp_path: Path) -> None:
    base = load(pack(tmp_path / "old"))
    changed_folder = pack(
        tmp_path / "new", rule("received < 6", "    pass: [{received: 1}]\n    fail: [{received: 6}]")
    )
    first = changed_folder / "rules" / "first.yaml"
    first.write_text(first.read_text("utf-8").replace("severity: error", "severity: note"), "utf-8")
    changed = load(changed_folder)
    document = read_text(tmp_path, REPORT)
    (one,) = impacts([document], base, changed, "zh-CN")
    assert [finding.rule for finding in one.new] == ["my-pack/the-rule"]
    assert one.gone == ()
    assert [(before.severity.value, after.severity.value) for before, after in one.changed] == [("error", "note")]
    (back,) = impacts([document], changed, base, "zh-CN")
    assert [finding.rule for finding in back.gone] == ["my-pack/the-rule"]


def test_the_page_of_a_rule_is_made_from_its_tests(tmp_path: Path) -> None:
    of = subject(pack(tmp_path))
    rule = of.pack.by_id["requests-balance"]
    text = terminal(page(of, rule, run(of, list(promises(of))), "zh-CN"), "zh-CN")
    assert text.splitlines() == [
        "my-pack/requests-balance  收到＝办结＋未办结",
        "  级别：错误",
        "  依据：在此写规定的名称和文号",
        "      申请办理情况 (惯例，非条文)",
        "  大意：收到的申请或已办结，或未办结",
        "  检查：requests.row",
        "  要求：received == processed + pending",
        "  建议：对照台账核对三个数字。",
        "  违反的例子：{row: written, received: 5, processed: 3, pending: 1}",
        "      → “书面申请”收到5件，办结和未办结共4件，相差1件。",
        "  违反的例子：{row: oral, received: 5, processed: 4, pending: 2}",
        "      → “口头申请”收到5件，办结和未办结共6件，相差1件。",
        "  符合的例子：{row: written, received: 5, processed: 4, pending: 1}",
        "  无法判定的例子：{row: written, received: 5, processed: blank, pending: 1}",
        "      → 收到＝办结＋未办结：未能核对，办结未填写",
    ]


@pytest.mark.parametrize("lang", ["zh-CN", "en"])
def test_skeletons_of_every_kind_of_fact_pass_as_they_are(tmp_path: Path, lang: str) -> None:
    new_pack(tmp_path, "my-pack", lang)
    of = subject(tmp_path / "my-pack")
    for kind in of.schemas:
        new_rule(
            of.pack, tmp_path / "my-pack", kind.replace(".", "-").replace("_", "-") + "-new", kind, of.schemas, lang
        )
    made = subject(tmp_path / "my-pack")
    outcomes = run(made, list(promises(made)))
    assert len(made.rules) == 1 + len(of.schemas)
    assert [one.given.where for one in outcomes if not one.held] == []
    assert gaps(made, outcomes) == []


def test_each_file_of_a_new_pack_names_the_schema_that_stands_beside(tmp_path: Path) -> None:
    import json

    from jsonschema import Draft202012Validator

    from checker.yamlfiles.file import read_yaml

    for path in new_pack(tmp_path, "my-pack", "en"):
        line = path.read_text("utf-8").split("\n")[0]
        there = path.parent / line.removeprefix("# yaml-language-server: $schema=")
        validator = Draft202012Validator(json.loads(there.read_text("utf-8")))
        assert list(validator.iter_errors(read_yaml(path, path.name).data)) == []


def test_a_rule_is_not_written_over_another_or_under_a_strange_name(tmp_path: Path) -> None:
    of = subject(pack(tmp_path))
    for name, kind in (("requests-balance", "document"), ("Über alles", "document"), ("fine", "documnt")):
        with pytest.raises(UsageError):
            new_rule(of.pack, tmp_path / "my-pack", name, kind, of.schemas, "en")
    with pytest.raises(UsageError):
        new_pack(tmp_path, "my-pack", "en")


@pytest.mark.parametrize("kind", KINDS)
def test_the_schema_of_a_file_accepts_the_built_in_pack_and_refuses_unknown_keys(kind: str) -> None:
    import json

    from jsonschema import Draft202012Validator

    from checker.yamlfiles.file import read_yaml

    made = json.loads(schema(kind))
    Draft202012Validator.check_schema(made)
    validator = Draft202012Validator(made)
    for path in find("cn-disclosure-report").glob(KINDS[kind][2]):
        data = read_yaml(path, path.name).data
        assert list(validator.iter_errors(data)) == []
        first = data[0] if isinstance(data, list) else data
        first["colour"] = "red"
        assert not validator.is_valid(data)
    assert "with_" not in schema(kind).decode()


def test_a_pack_that_extends_another_changes_silences_and_adds_rules(tmp_path: Path) -> None:
    base = load(find("cn-disclosure-report"))
    strict = load(find(str(Path(__file__).parents[2] / "samples" / "packs" / "jiangsu-strict")))
    assert len(strict.rules) == len(base.rules)
    assert "number-brackets" not in strict.by_id
    assert strict.by_id["overview-short"].full_id == "jiangsu-strict/overview-short"
    changed, was = strict.by_id["contact-missing"], base.by_id["contact-missing"]
    assert [case.value for _, case in changed.severities] == ["error"]
    assert (changed.spec.expect, changed.spec.message, changed.source) == (
        was.spec.expect,
        was.spec.message,
        was.source,
    )
    assert strict.by_id["applications-balance"].full_id == "cn-disclosure-report/applications-balance"


def test_an_audit_locks_the_pack_its_version_and_its_content(tmp_path: Path) -> None:
    def lock(folder: Path) -> tuple[tuple[str, str, str], ...]:
        checker = Checker([load(folder)])
        reading = checker.recognise(read_text(tmp_path, REPORT))
        assert reading is not None
        return checker.check(Dossier((reading,))).packs

    folder = pack(tmp_path)
    ((name, version, digest),) = lock(folder)
    assert (name, version, len(digest)) == ("my-pack", "0.1.0", 64)
    assert lock(folder) == ((name, version, digest),)
    case = folder / "cases" / "first.yaml"
    case.write_text(case.read_text("utf-8") + "# seen\n", "utf-8")
    assert lock(folder) == ((name, version, digest),)
    new_pack(tmp_path, "stricter", "zh-CN", "my-pack")
    ((_, _, above),) = lock(tmp_path / "stricter")
    first = folder / "rules" / "first.yaml"
    first.write_text(first.read_text("utf-8") + "# changed\n", "utf-8")
    assert lock(folder)[0][2] != digest
    assert lock(tmp_path / "stricter")[0][2] != above
