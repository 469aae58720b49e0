"""What a pack says that can never have an effect, and what no document shows: each is told, at its place."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

import adapters
from checker import facts
from checker.bench.accepting import accept, difference
from checker.bench.cases import run_cases
from checker.bench.living import dormant
from checker.bench.newcase import as_text, case_text
from checker.bench.running import subject
from checker.bench.schema import KINDS, known_to, schema
from checker.check import Checker, Dossier
from checker.document import Document
from checker.errors import RulePackError
from checker.fact import Schema, ValueType
from checker.judging.joining import joined_by
from checker.loading.load import load
from checker.messages import text

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
mentions:
  late: {title: 逾期, pattern: '逾期(?:未办)?'}
"""
FORM = """
form: small
title: 小格式
outline:
  - {id: first, title: 收支情况, table: money, topics: [{id: reason, title: 原因, any: [原因]}]}
tables:
  money:
    section: first
    title: 收支表
    columns: {income: {label: 收入, read: amount}, day: {label: 日期, read: date}}
    rows: {spending: 支出合计, balance: 结余}
  parts:
    section: first
    title: 明细表
    required: false
    captions: [明细表]
    open: rows
    columns: {number: 数量}
    rows: {total: 合计}
fields:
  phone: {title: 电话, label: [电话], value: '[0-9]{6,}', valid: '[0-9]{8}'}
"""
RULE = """
- id: the-rule
  title: 规则
  severity: warning
  source: {ref: notice, clause: 一, basis: law, paraphrase: 略}
  each: money.row
  expect: income >= 0
  message: 收入{income}
  tests:
    pass: [{income: 1}]
    fail: [{income: -1}]
    review: [{income: unreadable}]
"""
CASE = """
- case: 样例
  text: |
    甲局2023年报告
    一、收支情况
    电话：12345678。原因是逾期。
    | 项目 | 收入 | 日期 |
    | 支出合计 | 5 | 2023-01-02 |
    | 结余 | 7 | 2023-01-03 |
  expect: []
"""


def written(folder: Path, pack: str = PACK, form: str = FORM, rules: str = RULE, case: str = CASE) -> Path:
    parts = {"pack.yaml": pack, "forms/small.yaml": form, "rules/rules.yaml": rules, "cases/cases.yaml": case}
    for name, content in parts.items():
        path = folder / "small" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(content, "utf-8")
    return folder / "small"


def faults(folder: Path, **parts: str) -> list[str]:
    with pytest.raises(RulePackError) as refused:
        load(written(folder, **parts), cached=False)
    return [text(fault, "en") for fault in refused.value.faults]


def test_a_partner_that_can_never_be_found_is_told(tmp_path: Path) -> None:
    other = RULE.replace("  each: money.row\n", "  each: mention.late\n  with: {other: {each: money.row, role: own}}\n")
    told = faults(tmp_path, rules=other.replace("income", "other.income"))
    assert any("money.row is found by row, and mention.late has no such value" in one for one in told)


def test_what_a_kind_of_its_own_has_fixed_is_no_bond_with_a_fact_that_has_it_not() -> None:
    of_row: dict[str, ValueType] = {"row": "string"}
    of_date: dict[str, ValueType] = {"field": "string", "start": "date"}
    schemas: dict[str, Schema] = {
        "row": Schema("", of_row, ("row",)),
        "sale": Schema("", of_date, ("field",), fixed=("field",)),
        "closing": Schema("", of_date, ("field",), fixed=("field",)),
        "field": Schema("", of_date, ("field",)),
    }
    assert joined_by(schemas, "row", "sale") == joined_by(schemas, "closing", "sale") == []
    assert joined_by(schemas, "field", "sale") == ["field"]
    assert joined_by(schemas, "closing", "field") == ["field"]


def read_in(folder: Path) -> Callable[[str, str], Document]:
    def read(content: str, name: str) -> Document:
        path = folder / "document.txt"
        path.write_text(content, "utf-8")
        return adapters.read(path, name)

    return read


def asleep(folder: Path, **parts: str) -> list[str]:
    of = subject(written(folder, **parts))
    seen = [outcome.seen for outcome in run_cases(of, read_in(folder), "zh-CN") if outcome.seen is not None]
    return [f"{one.where} {text(one.what, 'en')}: {text(one.why, 'en')}" for one in dormant(of, seen)]


def of_rule(**changes: str) -> str:
    lines = RULE
    for key, value in changes.items():
        old = next(line for line in RULE.split("\n") if line.startswith(f"  {key}:"))
        lines = lines.replace(old, f"  {key}: {value}")
    return lines


@pytest.mark.parametrize(
    ("old", "new", "where", "told"),
    [
        ("pattern: '逾期(?:未办)?'", "pattern: '逾期，未办'", "pack.yaml", "“，” in a pattern never matches"),
        ("pattern: '逾期(?:未办)?'", "pattern: '第 [0-9]+ 项'", "pack.yaml", "A space in a pattern never matches"),
        ("pattern: '逾期(?:未办)?'", "pattern: '資訊公開'", "pack.yaml", "“資” in a pattern never matches"),
        ("pattern: '逾期(?:未办)?'", "pattern: []", "pack.yaml", "without any pattern it is never found"),
        ("pattern: '逾期(?:未办)?'}", "pattern: '[0-9]+', numbers: [n]}", "pack.yaml", "no group n"),
        (
            "$']\nmentions",
            "$']\n    years: [{says: '20[0-9]{2}', in: [first]}]\nmentions",
            "pack.yaml",
            "no group year",
        ),
        ("any: [原因]", "any: ['原因：.*']", "forms/small.yaml", "“：” in a pattern never matches"),
        ("pattern: '逾期(?:未办)?'", "pattern: '逾期[，；]'", "pack.yaml", "[，；] in a pattern never matches"),
        ("any: [原因]", "any: ['[關聯]系']", "forms/small.yaml", "write [关联]"),
        ("pattern: '逾期(?:未办)?'", "pattern: '逾期[^，。]*'", "pack.yaml", "“，” within [^，。]"),
        ("pattern: '逾期(?:未办)?'", "pattern: '逾期[，、a-z]*'", "pack.yaml", "“，” within [，、a-z]"),
        ("pattern: '逾期(?:未办)?'", "pattern: '逾期[、—]?未办'", "pack.yaml", "“—” within [、—]"),
        ("any: [原因]", "any: ['原因[^。\\d；]{0,9}多']", "forms/small.yaml", "“；” within"),
        (
            "fields:\n",
            "elements: {seal: {title: 印章, says: ['^[^。，]{2,9}局$'], not: ['印 章']}}\nfields:\n",
            "forms/small.yaml",
            "“，” within [^。，]",
        ),
        (
            "fields:\n",
            "elements: {seal: {title: 印章, says: ['局$'], not: ['印 章']}}\nfields:\n",
            "forms/small.yaml",
            "A space",
        ),
        ("any: [原因]", "any: ['[原説]因']", "forms/small.yaml", "and have “说” instead"),
        ("pattern: '逾期(?:未办)?'", "pattern: '逾期|'", "pack.yaml", "matches where nothing stands"),
        ("any: [原因]", "any: ['(?:原因)?']", "forms/small.yaml", "matches where nothing stands"),
        ("pattern: '逾期(?:未办)?'", "pattern: '逾期$未办'", "pack.yaml", "text behind “$” never matches"),
        ("any: [原因]", "any: ['主要^原因']", "forms/small.yaml", "text before “^” never matches"),
        ("title: 收支表\n", "title: 收支表\n    means: {'': 0}\n", "forms/small.yaml", "write `blank: 0`"),
        ("title: 收支表\n", "title: 收支表\n    means: {'0': 1}\n", "forms/small.yaml", "is read as a number anyway"),
        (
            "open: rows\n",
            "open: rows\n    groups: {all: 合计}\n",
            "forms/small.yaml",
            "only a table with `open: groups`",
        ),
        ("valid: '[0-9]{8}'", "valid: 'A[0-9]{8}'", "forms/small.yaml", "“A” in a pattern never matches"),
        ("label: [电话], value", "near: [电话], value", "forms/small.yaml", "write `label` here"),
        (
            "label: [电话], value: '[0-9]{6,}', valid: '[0-9]{8}'",
            "label: [时间], read: period",
            "forms/small.yaml",
            "stands after `near`; write that here",
        ),
        ("valid: '[0-9]{8}'}", "valid: '[0-9]{8}', read: number}", "forms/small.yaml", "valid has no effect"),
        ("{title: 电话, label: [电话], ", "{title: 电话, ", "forms/small.yaml", "the field is never found"),
    ],
)
def test_a_pattern_or_key_without_effect_is_told_when_the_pack_is_loaded(
    tmp_path: Path, old: str, new: str, where: str, told: str
) -> None:
    part = "pack" if where == "pack.yaml" else "form"
    before = PACK if part == "pack" else FORM
    assert old in before
    found = faults(tmp_path, **{part: before.replace(old, new)})
    assert any(fault.startswith(f"small/{where}:") and told in fault for fault in found), found


@pytest.mark.parametrize(
    ("changes", "told"),
    [
        ({"where": "row in ['spendin']"}, "did you mean “spending”?"),
        (
            {"each": "parts.row", "where": "row == 'totl'", "expect": "number >= 0", "message": "略"},
            "did you mean “total”?",
        ),
        (
            {"each": "parts.row", "where": "row == 'other_row'", "expect": "number >= 0", "message": "略"},
            "the ids are: total",
        ),
        (
            {"each": "cell", "where": "table == 'monye'", "expect": "value == 0", "message": "略"},
            "did you mean “money”?",
        ),
        ({"severity": "[{is: warning}, {when: income > 5, is: error}]"}, "the one before has no `when`"),
        ({"let": "{all: {sum: income, each: money.row}}"}, "nothing uses it"),
        (
            {
                "let": "{first: {min: value, each: cell, where: table == 'money' and column == 'day'}}",
                "expect": "first > 3",
            },
            "compared with",
        ),
    ],
)
def test_an_id_that_is_none_a_case_that_is_never_reached_and_dates_as_numbers_are_told(
    tmp_path: Path, changes: dict[str, str], told: str
) -> None:
    rule = RULE.replace("  expect: income >= 0\n", "  where: true\n  let: {}\n  expect: income >= 0\n")
    for key, value in changes.items():
        old = next(line for line in rule.split("\n") if line.startswith(f"  {key}:"))
        rule = rule.replace(old, f"  {key}: {value}", 1)
    found = faults(tmp_path, rules=rule)
    assert any(told in fault for fault in found), found


@pytest.mark.parametrize("pattern", ["逾期[，,]", "逾期[^，,。]*", "逾期[　a-z]*办", r"逾期[\]\[［]", "逾期[0-9０]"])
def test_a_class_that_names_both_forms_of_a_character_is_none_of_these(tmp_path: Path, pattern: str) -> None:
    pack = load(written(tmp_path, pack=PACK.replace("逾期(?:未办)?", pattern)), cached=False)
    assert pack.spec.mentions["late"].pattern == pattern


def test_a_figure_of_the_text_that_differs_from_a_table_is_marked_in_the_text(tmp_path: Path) -> None:
    pack = PACK.replace("pattern: '逾期(?:未办)?'}", "pattern: '收入(?P<said>[0-9]+)元', numbers: [said]}")
    rule = of_rule(each="mention.late", expect="said == money", message="正文{said}，表{money}")
    rule = rule.replace("  expect:", "  let: {money: {max: income, each: money.row}}\n  where: found\n  expect:")
    rule = rule.replace("{income: 1}", "{found: true, said: 1, money: 1}")
    rule = rule.replace("    review: [{income: unreadable}]\n", "")
    rule = rule.replace("{income: -1}", "{found: true, said: 1, money: 2}")
    checker = Checker([load(written(tmp_path, pack=pack, rules=rule), cached=False)])
    text_of_case = CASE.partition("text: |\n")[2].partition("  expect:")[0].replace("原因是逾期", "共收入9元")
    reading = checker.recognise(read_in(tmp_path)(text_of_case, "report.txt"))
    assert reading is not None
    (found,) = checker.check(Dossier((reading,))).findings
    assert found.locations[0].text == "收入9元"


def test_a_level_that_no_pack_names_and_a_rule_that_hushes_itself_are_told(tmp_path: Path) -> None:
    (told,) = faults(tmp_path, rules=of_rule(expect="income >= 0 or level == 'city'"))
    assert told.startswith("small/rules/rules.yaml:7:26: the pack names no levels")
    rule = RULE.replace("  tests:", "  unless: [the-rule]\n  tests:")
    assert ["cannot keep itself quiet" in one for one in faults(tmp_path, rules=rule)] == [True]


@pytest.mark.parametrize(
    "pattern",
    ["逾期[，,]", "逾期[、-]?未办", "[^,]期", "(?:^|。)逾期(?:$|。)", r"逾期\$5", "逾期[0-9,]", "(?i)^逾期$"],
)
def test_patterns_that_can_match_are_let_be(tmp_path: Path, pattern: str) -> None:
    assert load(written(tmp_path, pack=PACK.replace("逾期(?:未办)?", pattern)), cached=False).rules


def test_a_pack_of_which_documents_show_everything_has_nothing_asleep(tmp_path: Path) -> None:
    rules = of_rule(expect="income > 5")
    case = CASE.replace("expect: []", "expect: [{rule: the-rule, row: spending}]")
    tests = rules.replace("pass: [{income: 1}]", "pass: [{income: 6}]")
    assert asleep(tmp_path, rules=tests, case=case) == []


@pytest.mark.parametrize(
    ("parts", "told"),
    [
        ({}, "the rule the-rule: it was judged 2 times and always held"),
        (
            {
                "rules": of_rule(each="parts.row", expect="number > 5", message="略")
                .replace("{income: 1}", "{number: 6}")
                .replace("{income: -1}", "{number: 1}")
                .replace("{income: unreadable}", "{number: unreadable}")
            },
            "the rule the-rule: there is no fact of the kind parts.row",
        ),
        (
            {
                "rules": RULE.replace("  expect: income >= 0", "  where: income > 100\n  expect: income < 1000")
                .replace("{income: 1}", "{income: 200}")
                .replace("{income: -1}", "{income: 2000}")
            },
            "the rule the-rule: of 2 facts looked at `where` was true of none",
        ),
        ({"pack": PACK.replace("逾期(?:未办)?", "超期")}, "the mention late: it was found in none"),
        ({"pack": PACK.replace("'逾期(?:未办)?'", "['逾期', '超期']")}, "the pattern “超期”: no text matches it"),
        ({"form": FORM.replace("any: [原因]", "any: [缘由]")}, "the topic reason: it was found in none"),
        ({"form": FORM.replace("label: [电话]", "label: [传真]")}, "the field phone: it was found in none"),
        (
            {
                "rules": of_rule(expect="income >= none")
                .replace("  expect", "  let: {none: {count: text, each: mention.late, where: text == '无'}}\n  expect")
                .replace("{income: 1}", "{income: 1, none: 0}")
                .replace("{income: -1}", "{income: -1, none: 0}")
            },
            "the let none of the rule the-rule: no fact mention.late fits its `on` and `where`",
        ),
    ],
)
def test_what_no_document_shows_is_listed_with_the_reason(tmp_path: Path, parts: dict[str, str], told: str) -> None:
    found = asleep(tmp_path, **parts)
    assert any(told in one for one in found), found


@pytest.mark.parametrize(
    ("expect", "told"),
    [
        ("income ＝ 5", "write =="),
        ("income ≥ 5", "write >="),
        ("income = 5", "equality is written =="),
        ("row in [“spending”]", "write '"),
        ("（income > 5）", "write ("),
        ("income > 5 or row == '合计＝支出'", ""),
    ],
)
def test_what_an_input_method_writes_in_an_expression_is_told_with_what_is_meant(
    tmp_path: Path, expect: str, told: str
) -> None:
    rule = of_rule(expect=f'"{expect}"')
    if told:
        assert any(told in fault for fault in faults(tmp_path, rules=rule))
    else:
        assert not any("no operator" in fault for fault in faults(tmp_path, rules=rule))


@pytest.mark.parametrize(
    ("old", "new", "where", "told"),
    [
        ("  title: 规则\n", "　 title: 规则\n", "3:1", "the indent has a wide"),
        ("  title: 规则\n", "  title：规则\n", "3:8", "the colon after the key is a wide one"),
        ("  title: 规则\n", "  title: [表一]收支\n", "3:10", "a text that begins with ["),
        ("  message: 收入{income}\n", "  message: {income}有误\n", "8:12", "a text that begins with {"),
        ("  message: 收入{income}\n", "  message: 收入｛income｝\n", "8:12", "write the value as {income}"),
        ("[{income: -1}]", "[{income: -1，day: 2023-01-02}]", "11:23", "the comma within brackets is a wide one"),
        ("- id: the-rule\n", "－ id: the-rule\n", "2:2", "an item of a list begins with"),
        ("- id: the-rule\n", "-id: the-rule\n", "2:1", "an item of a list begins with"),
    ],
)
def test_what_an_input_method_does_to_a_file_is_told_where_it_stands(
    tmp_path: Path, old: str, new: str, where: str, told: str
) -> None:
    assert old in RULE
    found = faults(tmp_path, rules=RULE.replace(old, new))
    assert any(fault.startswith(f"small/rules/rules.yaml:{where}:") and told in fault for fault in found), found


def test_the_schema_of_a_pack_has_its_ids_and_describes_every_key(tmp_path: Path) -> None:
    pack = load(written(tmp_path), cached=False)
    made = json.loads(schema("rule", known_to(pack, facts.schema(pack))))
    kinds = made["items"]["properties"]["each"]["anyOf"][0]["oneOf"]
    assert "money.row" in [one["const"] for one in kinds]
    assert made["$defs"]["SourceRef"]["properties"]["ref"]["oneOf"][0] == {"const": "notice", "description": "某规定"}
    form = json.loads(schema("form", known_to(pack, facts.schema(pack))))
    assert form["$defs"]["TableSpec"]["properties"]["section"]["oneOf"][0]["const"] == "first"
    for kind in KINDS:
        assert list(undescribed(json.loads(schema(kind)), kind)) == []


def undescribed(node: object, path: str) -> Iterator[str]:
    if isinstance(node, dict):
        properties = node.get("properties")
        for key, value in properties.items() if isinstance(properties, dict) else ():
            if not value.get("description") and "$ref" not in value:
                yield f"{path}.{key}"
        for key, value in node.items():
            yield from undescribed(value, f"{path}/{key}")
    elif isinstance(node, list):
        for one in node:
            yield from undescribed(one, path)


def test_a_case_may_say_what_it_contains_and_what_must_be_absent(tmp_path: Path) -> None:
    def outcome(case: str) -> list[tuple[int, int]]:
        rules = of_rule(expect="income > 5").replace("{income: 1}", "{income: 6}")
        of = subject(written(tmp_path, rules=rules, case=case))
        return [(len(one.missing), len(one.unexpected)) for one in run_cases(of, read_in(tmp_path), "zh-CN")]

    assert outcome(CASE) == [(0, 1)]
    assert outcome(CASE.replace("expect: []", "contains: [{rule: the-rule, row: spending}]")) == [(0, 0)]
    assert outcome(CASE.replace("expect: []", "contains: [{rule: the-rule, row: balance}]")) == [(1, 0)]
    assert outcome(CASE.replace("expect: []", "absent: [{rule: the-rule, row: balance}]")) == [(0, 0)]
    assert outcome(CASE.replace("expect: []", "absent: [{rule: the-rule}]")) == [(0, 1)]
    both = CASE.replace("expect: []", "expect: [{rule: the-rule}]\n  absent: [{rule: the-rule}]")
    assert any("no `expect`" in fault for fault in faults(tmp_path, case=both))


def test_a_case_is_accepted_after_looking_and_the_rest_of_its_file_stays(tmp_path: Path) -> None:
    case = CASE.replace("expect: []", "expect:\n    - {rule: the-rule, row: balance}") + "# a remark\n"
    rules = of_rule(expect="income > 5").replace("{income: 1}", "{income: 6}")
    of = subject(written(tmp_path, rules=rules, case=case))
    red = [one for one in run_cases(of, read_in(tmp_path), "zh-CN") if not one.held]
    assert [text(line, "en").split(":")[0] for line in difference(red[0])] == [
        "- the-rule balance",
        "+ the-rule first money spending income",
    ]
    accept(of, red)
    file = (tmp_path / "small" / "cases" / "cases.yaml").read_text("utf-8")
    assert "- {rule: the-rule, severity: warning, section: first, table: money, row: spending, column: income" in file
    assert "balance}" not in file
    assert file.endswith("# a remark\n")
    again = subject(tmp_path / "small")
    assert all(one.held for one in run_cases(again, read_in(tmp_path), "zh-CN"))


def test_a_case_made_of_a_file_gives_the_findings_of_the_file(tmp_path: Path) -> None:
    page = (
        "<h1>甲局2023年报告</h1><h2>一、收支情况</h2><p>电话：12345678。</p><table>"
        "<tr><td rowspan=2>项目</td><td colspan=2>数额</td></tr><tr><td>收入</td><td>日期</td></tr>"
        "<tr><td>支出合计</td><td>5</td><td>2023-01-02</td></tr><tr><td>结余</td><td>7</td><td>2023-01-03</td></tr></table>"
    )
    path = tmp_path / "page.html"
    path.write_text(page, "utf-8")
    document = adapters.read(path, "page.html")
    rules = of_rule(expect="income > 5").replace("{income: 1}", "{income: 6}")
    of = subject(written(tmp_path, rules=rules, case="[]\n"))
    checker = Checker([of.pack])
    reading = checker.recognise(document)
    assert reading is not None
    found = list(checker.check(Dossier((reading,))).findings)
    content = case_text("页面", as_text(document), "zh-CN", found, [])
    (tmp_path / "small" / "cases" / "cases.yaml").write_text(content, "utf-8")
    again = list(run_cases(subject(tmp_path / "small"), read_in(tmp_path), "zh-CN"))
    assert [(one.held, len(one.case.expect)) for one in again] == [(True, 1)]


def test_a_rule_that_says_why_no_text_can_show_it_is_not_asked_for(tmp_path: Path) -> None:
    rule = RULE.replace("income >= 0", "income >= -5")
    assert any("the rule the-rule" in line for line in asleep(tmp_path / "a", rules=rule))
    explained = rule.replace("  title: 规则\n", "  title: 规则\n  unshown: 版式只在 Word 文件里\n")
    assert not any("the rule the-rule" in line for line in asleep(tmp_path / "b", rules=explained))
