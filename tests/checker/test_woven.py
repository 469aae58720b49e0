"""Pieces of patterns: named once in a pack, used in its patterns and in those of its forms."""

from __future__ import annotations

from pathlib import Path

import pytest

from checker.errors import RulePackError
from checker.loading.load import load
from checker.messages import text
from checker.pack.pack import Pack

PACK = """
pack: woven
version: 1.0.0
title: 片段
lang: zh-CN
documents:
  report:
    forms: [small]
    titles: ['^(?P<organ>.+?){year}报告$']
pieces:
  year: '(?P<year>20[0-9]{2})年'
  number: '[0-9]+'
  money: '{number}万元|{number}元'
mentions:
  paid: {pattern: '支付(?P<sum>{money})?', not: ['未支付{money}']}
  braced: {pattern: '\\{number\\}|\\p{Han}{2,3}号'}
"""
FORM = """
form: small
title: 小格式
unit: '单位:(?P<unit>{number}元)'
outline: [{id: first, title: 收支, like: ['第{number}节']}]
"""


def made(folder: Path, pack: str = PACK) -> Pack:
    (folder / "woven" / "forms").mkdir(parents=True)
    (folder / "woven" / "pack.yaml").write_text(pack, encoding="utf-8")
    (folder / "woven" / "forms" / "small.yaml").write_text(FORM, encoding="utf-8")
    return load(folder / "woven", (folder,), cached=False)


def told(folder: Path, pack: str) -> list[str]:
    with pytest.raises(RulePackError) as refused:
        made(folder, pack)
    return [text(fault, "en") for fault in refused.value.faults]


def test_a_piece_is_a_group_of_its_own_wherever_its_name_stands(tmp_path: Path) -> None:
    pack = made(tmp_path)
    paid = pack.spec.mentions["paid"]
    assert paid.pattern == "支付(?P<sum>(?:(?:[0-9]+)万元|(?:[0-9]+)元))?"
    assert paid.not_ == ["未支付(?:(?:[0-9]+)万元|(?:[0-9]+)元)"]
    assert pack.spec.documents["report"].titles == ["^(?P<organ>.+?)(?:(?P<year>20[0-9]{2})年)报告$"]
    assert pack.forms["small"].spec.outline[0].like == ["第(?:[0-9]+)节"]
    assert pack.forms["small"].spec.unit == "单位:(?P<unit>(?:[0-9]+)元)"


def test_counts_and_escaped_braces_are_no_names(tmp_path: Path) -> None:
    assert made(tmp_path).spec.mentions["braced"].pattern == r"\{number\}|\p{Han}{2,3}号"


def test_a_name_of_no_piece_and_a_piece_that_stands_later_are_told_at_their_places(tmp_path: Path) -> None:
    wrong = PACK.replace("未支付{money}", "未支付{mony}").replace("'[0-9]+'", "'[0-9]+|{money}'")
    assert told(tmp_path, wrong) == [
        "woven/pack.yaml:12:12: there is no piece named money; valid: year",
        "woven/pack.yaml:15:49: there is no piece named mony; did you mean money? Valid: year, number, money",
    ]


def test_a_piece_that_no_pattern_uses_is_told(tmp_path: Path) -> None:
    wrong = PACK.replace("mentions:", "  idle: '闲置'\nmentions:")
    assert told(tmp_path, wrong) == ["woven/pack.yaml:14:3: no pattern uses it: write {idle}"]


def test_a_piece_that_is_no_pattern_is_told_where_it_stands(tmp_path: Path) -> None:
    wrong = PACK.replace("'[0-9]+'", "'[0-9+'")
    assert any(
        one.startswith("woven/pack.yaml:12:12: the pattern [0-9+ cannot be used") for one in told(tmp_path, wrong)
    )


EXTENDING = """
pack: over
version: 1.0.0
title: 另一包
lang: zh-CN
extends: woven
pieces:
  number: '[1-9][0-9]*'
  dear: '{number}亿元|{money}'
mentions:
  dear: {pattern: '{year}花费{dear}'}
"""


def extending(folder: Path, pack: str = EXTENDING) -> Pack:
    made(folder)
    (folder / "over").mkdir()
    (folder / "over" / "pack.yaml").write_text(pack, encoding="utf-8")
    return load(folder / "over", (folder,), cached=False)


def test_a_pack_has_the_pieces_of_the_one_it_extends_and_those_of_the_same_name_are_its_own(tmp_path: Path) -> None:
    mentions = extending(tmp_path).spec.mentions
    money = "(?:[0-9]+)万元|(?:[0-9]+)元"
    assert mentions["dear"].pattern == f"(?:(?P<year>20[0-9]{{2}})年)花费(?:(?:[1-9][0-9]*)亿元|(?:{money}))"
    assert mentions["paid"].pattern == f"支付(?P<sum>(?:{money}))?"


def test_an_own_piece_is_to_be_used_though_the_extended_pack_uses_one_of_its_name(tmp_path: Path) -> None:
    with pytest.raises(RulePackError) as refused:
        extending(tmp_path, EXTENDING.replace("'{number}亿元|{money}'", "'{money}'"))
    assert [text(fault, "en") for fault in refused.value.faults] == [
        "over/pack.yaml:8:3: no pattern uses it: write {number}"
    ]
