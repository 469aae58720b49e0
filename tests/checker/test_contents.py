"""What a table of contents announces: found under its name, under another, by its number; or missing."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.checker.test_author_tables import facts, shown

FORM = """
outline: [{id: one, title: 概况}, {id: two, title: 情况说明}]
fields: {span: {title: 期限, near: [期限], read: period}}
tables: {t: {section: one, title: 支出表, captions: [公共预算支出表], columns: {total: 合计}, rows: {all: 全部}}}
"""
LISTED = [
    "第一部分 概况",
    "第二部分 情况说明",
    "一、收入情况",
    "二、其他事项",
    "（一）运行经费",
    "（二）采购情况",
    "（三）绩效情况",
    "三、名词解释",
]
SAID = "本部分写明有关情况。"


def missing(folder: Path, body: list[str], listed: list[str] | None = None, page: str = "") -> list[object]:
    """The entries that are told to be missing in a text of these headings, each with a sentence below it."""
    lines = ["甲局2023年度报告", "目录", *(one + page for one in (listed or LISTED))]
    for heading in body:
        lines += [heading, SAID]
    text = "".join(f"<p>{line}</p>" for line in lines)
    return [name for found, name in shown(facts(folder, FORM, text), "announced", "found", "text") if found is False]


def without(*titles: str) -> list[str]:
    return [one for one in LISTED if not any(title in one for title in titles)]


def changed(old: str, new: str) -> list[str]:
    return [one.replace(old, new) for one in LISTED]


@pytest.mark.parametrize("page", ["", "\t3", "......12"])
def test_a_part_that_is_announced_and_not_there_is_told(tmp_path: Path, page: str) -> None:
    assert missing(tmp_path, LISTED, page=page) == []
    for title in ("收入情况", "采购情况", "绩效情况"):
        assert missing(tmp_path, without(title), page=page) == [title]


def test_numbers_that_went_up_since_do_not_hide_it(tmp_path: Path) -> None:
    body = [one.replace("（三）", "（二）") for one in without("采购情况")]
    assert missing(tmp_path, body) == ["采购情况"]


@pytest.mark.parametrize(
    "body",
    [
        changed("绩效情况", "绩效管理工作开展情况"),
        changed("采购情况", "关于购置货物"),  # by its number
        changed("（一）运行经费", "运行经费。2023年运行经费9万元"),  # the beginning of a paragraph
        without("运行经费", "采购情况", "绩效情况"),  # the text has no headings of this level
    ],
    ids=["words", "number", "paragraph", "level"],
)
def test_a_part_in_other_words_or_without_a_heading_is_none(tmp_path: Path, body: list[str]) -> None:
    assert missing(tmp_path, body) == []


def test_a_table_of_contents_of_another_file_tells_nothing(tmp_path: Path) -> None:
    assert missing(tmp_path, LISTED[:3]) == []


def test_what_stands_between_contents_and_text_is_no_entry(tmp_path: Path) -> None:
    assert missing(tmp_path, LISTED, [*LISTED, "二〇二四年八月"]) == []
    assert missing(tmp_path, ["表1 收入表", *LISTED], ["表1 收入表", *LISTED, "表2 支出表"]) == ["表2支出表"]
