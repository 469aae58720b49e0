"""Final accounts copied into a text: what can be read is read right, what cannot is said, and nothing is accused."""

from __future__ import annotations

from decimal import Decimal
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest

from adapters import read as read_file
from checker.audit.audit import Audit
from checker.check import Checker, Dossier
from checker.document import Document
from checker.expression import Value
from checker.finding import Verdict
from checker.loading.files import PackFiles, read_files
from checker.loading.load import find, load
from checker.loading.tests import texts_of
from tests.accounts_as_text import WAYS, as_text

ID = "cn-department-accounts"
SOUND = "没有差错的部门决算"


@cache
def checker() -> Checker:
    return Checker([load(find(ID))])


@cache
def files() -> PackFiles:
    return read_files(find(ID))


def read_as(name: str, text: str) -> Document:
    with TemporaryDirectory() as folder:
        path = Path(folder) / name
        path.write_text(text, "utf-8")
        return read_file(path, name)


@cache
def written(case: str) -> Document:
    return read_as("决算.html", next(texts_of(one, files())[""] for one, _, _ in files().cases if one.case == case))


@cache
def copied(case: str, way: str) -> Document:
    return read_as("决算.txt", as_text(written(case), way))


def audited(document: Document) -> Audit:
    reading = checker().recognise(document)
    assert reading is not None
    return checker().check(Dossier((reading,)))


def amounts(document: Document) -> dict[tuple[Value, ...], Value]:
    reading = checker().recognise(document)
    assert reading is not None
    _, facts = checker().judged(Dossier((reading,)))
    cells = [fact.values for fact in facts if fact.kind == "cell"]
    return {(one["table"], one["row"], one["column"]): one["value"] for one in cells}


@cache
def sound_amounts() -> dict[tuple[Value, ...], Value]:
    return amounts(written(SOUND))


@pytest.mark.parametrize(
    ("way", "least"), [("tabs", 192), ("places", 192), ("gaps", 116), ("spaces", 116), ("lines", 116)]
)
def test_the_amounts_that_are_read_are_right(way: str, least: int) -> None:
    wanted = sound_amounts()
    got = amounts(copied(SOUND, way))
    filled = {key: value for key, value in wanted.items() if isinstance(value, Decimal) and value}
    assert len(filled) == 192
    read = {key: value for key, value in got.items() if isinstance(value, (int, Decimal))}
    assert all(wanted[key] == value for key, value in read.items())
    assert len([key for key in filled if key in read]) >= least


@pytest.mark.parametrize("way", WAYS)
def test_sound_accounts_are_accused_of_nothing_and_what_was_not_told_is_said(way: str) -> None:
    audit = audited(copied(SOUND, way))
    assert not [one for one in audit.findings if one.verdict is Verdict.FAIL]
    said = {one.what for one in audit.unchecked}
    if way in ("tabs", "places"):
        assert not audit.findings
        assert not said
    else:
        assert "表“支出决算表”中18行的数字" in said
        assert len(audit.findings) <= 2


@pytest.mark.parametrize(
    ("case", "rule"),
    [
        ("支出决算表的一款改大", "spending-level-sum"),
        ("收支总表的收入总计改大", "totals-unequal"),
        ("文中的数字与表不符", "spending-text"),
        ("基本支出决算表的基本工资改大", "basic-level-sum"),
        ("收支总表的一类支出改大", "class-differs"),
    ],
)
@pytest.mark.parametrize("way", WAYS)
def test_what_is_wrong_is_found_in_every_way(way: str, case: str, rule: str) -> None:
    audit = audited(copied(case, way))
    assert f"{ID}/{rule}" in {one.rule for one in audit.findings if one.verdict is Verdict.FAIL}


def test_a_table_whose_caption_stands_above_lines_without_a_grid_is_not_said_to_be_missing() -> None:
    audit = audited(copied(SOUND, "spaces"))
    (finding,) = audit.findings
    assert (finding.rule, finding.verdict) == (f"{ID}/table-missing", Verdict.REVIEW)
    assert "表“国有资本经营预算财政拨款收入支出决算表”" in {one.what for one in audit.unchecked}


def test_a_table_that_is_not_there_is_missing_though_another_caption_ends_as_its_own() -> None:
    lines = as_text(written(SOUND), "gaps").splitlines()
    begin, end = lines.index("三、支出决算表"), lines.index("四、财政拨款收入支出决算总表")
    document = read_as("缺表.txt", "\n".join([*lines[:begin], *lines[end:]]))
    missing = [
        (one.message, one.verdict)
        for one in audited(document).findings
        if one.rule == f"{ID}/table-missing" and one.verdict is Verdict.FAIL
    ]
    assert missing == [("没有找到“支出决算表”。", Verdict.FAIL)]
