"""Names: of codes in several tables, of organs that a sentence speaks for, of the bodies that a list counts."""

from __future__ import annotations

from pathlib import Path

import pytest

from checker.fact import Fact
from checker.facts.named import items, kin
from tests.checker.test_author_tables import HEAD, facts, shown
from tests.checker.test_code_tables import table

FORM = """
outline: [{id: one, title: 支出表}]
fields: {span: {title: 期限, near: [期限], read: period}}
subtotals: [小计, 合计]
tables:
  income:
    section: one
    title: 收入表
    captions: [收入表]
    read: number
    codes: true
    columns: {total: 合计, own: 拨款}
    rows: {education: 教育支出, all: 合计}
"""
FORM += FORM[FORM.index("  income:") :].replace("income:", "spending:").replace("收入表", "支出表")
ROWS = (
    "编码|名称|合计|拨款",
    "|合计|6|6",
    "205|教育支出|6|6",
    "20502|普通教育|6|6",
    "2050201|学前教育|2|2",
    "2050202|小学教育|4|4",
)


def read(folder: Path, first: tuple[str, ...], second: tuple[str, ...] = ROWS) -> list[tuple[object, ...]]:
    text = "<h1>甲局2023年度报告</h1><h2>一、支出表</h2>"
    found = facts(folder, FORM, text + table(*first, caption="收入表") + table(*second, caption="支出表"))
    return shown(found, "code", "code", "called", "usual", "several", "twin")


def rows(old: str, new: str) -> tuple[str, ...]:
    return tuple(row.replace(old, new) for row in ROWS)


def test_a_code_has_one_name_in_all_tables(tmp_path: Path) -> None:
    found = read(tmp_path, ROWS)
    assert [code for code, *_ in found] == ["205", "20502", "2050201", "2050202"]
    assert all(called == usual and several == 0 and twin == "<absent>" for _, called, usual, several, twin in found)


@pytest.mark.parametrize("name", ["中学教育", "小学", "教育小学"])
def test_another_name_is_told_but_not_one_cut_short(name: str, tmp_path: Path) -> None:
    found = {code: rest for code, *rest in read(tmp_path, ROWS, rows("小学教育", name))}
    parted = name != "小学"
    assert found["2050202"][:3] == [name if parted else "小学教育", "小学教育", int(parted)]


def test_two_codes_below_the_same_one_with_one_name_are_told_once(tmp_path: Path) -> None:
    both = rows("小学教育", "学前教育")
    assert [(code, twin) for code, *_, twin in read(tmp_path, both, both) if twin != "<absent>"] == [
        ("2050202", "2050201")
    ]


@pytest.mark.parametrize("brackets", ["[]", "【】", "〔〕"])
def test_codes_may_stand_in_brackets_before_the_name(brackets: str, tmp_path: Path) -> None:
    left, right = brackets
    lines = ("名称|合计|拨款", "合计|6|6", *(f"{left}{row.replace('|', right, 1)}" for row in ROWS[2:]))
    found = read(tmp_path, lines)
    assert [(code, called) for code, called, *_ in found] == [
        ("205", "教育支出"),
        ("20502", "普通教育"),
        ("2050201", "学前教育"),
        ("2050202", "小学教育"),
    ]


@pytest.mark.parametrize(
    ("said", "own", "same"),
    [
        ("审计局", "甲区司法局", False),
        ("卫生健康委员会", "甲区发展和改革委员会", False),
        ("生态环境局", "甲市交通运输局", False),
        ("司法局", "甲区司法局", True),
        ("市监局", "甲县市场监督管理局", True),
        ("卫健委", "甲县卫生健康委员会", True),
        ("城市管理局", "甲市城市管理执法委员会", True),
        ("卫生和计划生育局", "甲县卫生健康局", True),
    ],
)
def test_an_organ_may_have_a_short_name_or_an_earlier_one(said: str, own: str, same: bool) -> None:
    assert kin(said, own) is same


@pytest.mark.parametrize(
    ("listed", "number"),
    [
        ("办公室、预算科、国库科", 3),
        ("1.办公室;2.预算、国库科;3.法规科", 3),
        ("(1)办公室,(2)预算科", 2),
        ("1、办公室、2、预算科", 2),
        ("办公室", 1),
    ],
)
def test_a_list_has_as_many_things_as_it_numbers_or_parts(listed: str, number: int) -> None:
    assert items(listed) == number


MENTIONS = """
mentions:
  speaker: {title: 机关, pattern: '(?P<place>甲区)(?P<organ>[^0-9,。:]{1,8}局)机关经费', organ: organ}
  bodies: {title: 机构, pattern: '(?P<number>[0-9])个:(?P<list>[^。]+)', numbers: [number], items: list}
"""


def spoken(folder: Path, text: str) -> list[Fact]:
    page = f"<h1>甲区司法局2023年度报告</h1><h2>一、支出表</h2><p>{text}</p>"
    return facts(folder, FORM, page, HEAD + MENTIONS)


def test_a_mention_says_how_an_organ_is_named_and_how_many_a_list_has(tmp_path: Path) -> None:
    found = spoken(
        tmp_path, "甲区审计局机关经费9元。科室3个：办公室、人事科。与甲区财政局会商，甲区财政局机关经费8元。"
    )
    assert shown(found, "mention.speaker", "organ", "organ_kin", "organ_elsewhere") == [
        ("审计局", False, 0),
        ("财政局", False, 1),
    ]
    assert shown(found, "mention.bodies", "number", "list_items") == [(3, 2)]


def test_where_nothing_is_mentioned_nothing_is_known_of_it(tmp_path: Path) -> None:
    found = spoken(tmp_path, "没有。")
    assert shown(found, "mention.speaker", "organ_kin", "organ_elsewhere") == [("<absent>", "<absent>")]
    assert shown(found, "mention.bodies", "list_items") == [("<absent>",)]
