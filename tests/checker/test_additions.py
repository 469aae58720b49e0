"""Sums that a table shows by itself: by labels over columns, by codes, by a row of the whole; where most tie."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

import pytest

from checker.fact import Fact
from tests.checker.test_author_tables import shown
from tests.checker.test_code_tables import read, table

HEAD = ("编码<2x1|名称<2x1|合计<2x1|工资<1x3|办公<1x2", "小计|基本|津贴|水费|电费")
KNOWN = ("编码|名称|合计|基本支出|项目支出", "|合计|3.00|2.00|1.00", "205|教育支出|3.00|2.00|1.00")
"""The table that the form has, so that no other is taken for it."""
ROWS = (
    "|合计|60.00|40.00|25.00|15.00|12.00|8.00",
    "205|教育支出|36.00|24.00|15.00|9.00|7.20|4.80",
    "20502|普通教育|36.00|24.00|15.00|9.00|7.20|4.80",
    "2050202|小学教育|20.00|13.00|8.00|5.00|4.00|3.00",
    "2050203|初中教育|16.00|11.00|7.00|4.00|3.20|1.80",
    "221|住房保障支出|24.00|16.00|10.00|6.00|4.80|3.20",
    "22102|住房改革|24.00|16.00|10.00|6.00|4.80|3.20",
)


def missed(found: list[Fact]) -> list[tuple[object, ...]]:
    """The sums that do not tie: what they are called, what stands there, what the parts add up to."""
    return [
        (called, stated, added)
        for called, stated, added in shown(found, "addition", "called", "stated", "added")
        if stated != added
    ]


def made(*changes: tuple[str, str], caption: str = "明细表") -> str:
    lines = "\n".join((*HEAD, *ROWS))
    for old, new in changes:
        assert lines.count(old) == 1, old
        lines = lines.replace(old, new)
    return table(*KNOWN) + table(*lines.split("\n"), caption=caption)


def test_a_table_that_no_form_knows_shows_its_sums(tmp_path: Path) -> None:
    found = read(tmp_path, made())
    assert missed(found) == []
    assert len(shown(found, "addition", "stated")) > 12


@pytest.mark.parametrize(
    ("change", "told"),
    [
        # One column below the label over it, and the row that its code is a part of.
        (("小学教育|20.00|13.00|8.00|5.00", "小学教育|20.00|13.00|8.00|3.00"), [("工资", 13, 11), ("普通教育", 9, 7)]),
        # The whole of all groups, which a column of its own makes up.
        (("初中教育|16.00|11", "初中教育|19.00|11"), [("合计", 19, 16), ("普通教育", 36, 39)]),
        # By the code alone: the row itself ties.
        (
            ("住房改革|24.00|16.00|10.00|6.00", "住房改革|24.00|16.00|9.00|7.00"),
            [("住房保障支出", 10, 9), ("住房保障支出", 6, 7)],
        ),
    ],
    ids=["part", "whole", "level"],
)
def test_the_one_that_does_not_tie_is_told(
    tmp_path: Path, change: tuple[str, str], told: list[tuple[object, ...]]
) -> None:
    assert sorted(missed(read(tmp_path, made(change)))) == sorted(told)


@pytest.mark.parametrize(
    ("label", "years"),
    [("本年支出合计", "基本支出|项目支出"), ("总预算合计", "上年结转|本年收入")],
    ids=["spending", "budget"],
)
def test_a_label_that_ends_as_a_sum_does_is_one(tmp_path: Path, label: str, years: str) -> None:
    lines = (
        f"单位名称|{label}|{years}",
        "合计|30.00|20.00|10.00",
        "甲|9.00|6.00|3.00",
        "乙|9.00|8.00|2.00",
        "丙|12.00|7.00|5.00",
    )
    assert missed(read(tmp_path, table(*KNOWN) + table(*lines, caption="分单位"))) == [(label, 9, 10)]


@pytest.mark.parametrize("head", ["上年|本年|比上年增减额", "本年|上年|增减额"])
def test_a_column_of_differences_is_held_against_the_two_before_it(tmp_path: Path, head: str) -> None:
    def lines(*figures: str) -> str:
        rows = zip(("甲", "乙", "丙", "丁", "戊"), figures, strict=True)
        return table(*KNOWN) + table(f"项目|{head}", *(f"{name}|{line}" for name, line in rows), caption="对比表")

    forward = head.startswith("上年")
    shown_signs = ("2.00|5.00|3.00", "4.00|1.00|-3.00", "6.00|6.00|0.00", "7.00|9.00|2.00")
    turned = tuple(f"{this}|{last}|{change}" for last, this, change in (one.split("|") for one in shown_signs))
    sound = shown_signs if forward else turned
    assert missed(read(tmp_path, lines(*sound, "1.00|1.00|0.00"))) == []
    (told,) = missed(read(tmp_path, lines(*sound, "8.00|9.00|0.10" if forward else "9.00|8.00|0.10")))
    assert told[1:] == (Decimal("0.1"), 1)


def test_columns_that_are_no_parts_are_no_sum(tmp_path: Path) -> None:
    lines = (
        "项目|合计|上年|增长率",
        "甲|5.00|4.00|25.00",
        "乙|6.00|4.00|50.00",
        "丙|9.00|9.00|0.00",
        "丁|3.00|2.00|50.00",
    )
    assert shown(read(tmp_path, table(*lines, caption="对比表")), "addition", "stated") == []


def test_what_only_figures_of_the_form_make_up_is_left_to_its_rules(tmp_path: Path) -> None:
    lines = (
        "编码|名称|合计|基本支出|项目支出",
        "|合计|30.00|20.00|10.00",
        "205|教育支出|25.00|15.00|10.00",
        "221|住房保障支出|5.00|5.00|0.00",
    )
    assert shown(read(tmp_path, table(*lines)), "addition", "stated") == []


def test_a_row_that_numbers_columns_and_a_broken_figure_are_no_figures(tmp_path: Path) -> None:
    numbered = made(("|合计|60.00", "栏次||1|2|3|4|5|6\n|合计|60.00"))
    assert missed(read(tmp_path, numbered)) == []
    broken = made(("小学教育|20.00|13.00", "小学教育|20.00|13,"))
    assert shown(read(tmp_path, broken), "addition", "stated") == []
