"""Topics that may be spoken of anywhere but in some sections: one that explains words names everything."""

from __future__ import annotations

from pathlib import Path

import pytest

from checker.errors import RulePackError
from checker.messages import text
from tests.checker.test_author_tables import facts, shown

FORM = """
outline:
  - {id: one, title: 情况说明, topics: [{id: buying, title: 采购, any: [采购], anywhere: true, but: [terms]}]}
  - {id: two, title: 其他事项}
  - {id: terms, title: 名词解释}
fields: {span: {title: 期限, near: [期限], read: period}}
"""


def found(folder: Path, one: str, two: str, terms: str) -> list[tuple[object, ...]]:
    parts = f"一、情况说明\n{one}\n二、其他事项\n{two}\n三、名词解释\n{terms}\n"
    return shown(facts(folder, FORM, "甲局2023年度报告\n" + parts), "topic", "topic", "found")


def test_another_section_will_do(tmp_path: Path) -> None:
    assert found(tmp_path, "没有差错。", "政府采购5万元。", "基本支出：指日常支出。") == [("buying", True)]


def test_a_section_that_does_not_count_will_not(tmp_path: Path) -> None:
    assert found(tmp_path, "没有差错。", "没有事项。", "采购：指购买货物。") == [("buying", False)]


def test_what_a_second_heading_of_the_section_stands_over_is_of_it_wherever_it_stands(tmp_path: Path) -> None:
    behind = "预算：指计划。\n情况说明\n政府采购5万元。"
    assert found(tmp_path, "没有差错。", "没有事项。", behind) == [("buying", True)]
    behind = "预算：指计划。\n情况说明\n没有差错。\n名词解释\n采购：指购买货物。"
    assert found(tmp_path, "没有差错。", "没有事项。", behind) == [("buying", False)]


def test_a_section_that_the_form_does_not_have_is_told(tmp_path: Path) -> None:
    with pytest.raises(RulePackError) as refused:
        facts(tmp_path, FORM.replace("but: [terms]", "but: [term]"), "甲局2023年度报告\n")
    assert any("did you mean terms?" in text(fault, "en") for fault in refused.value.faults)
