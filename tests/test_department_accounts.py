"""The pack of budgets and final accounts: which documents it takes for its own, and which it leaves to others."""

from __future__ import annotations

from pathlib import Path

import pytest

from adapters import read as read_file
from checker.check import Checker, Dossier
from checker.finding import Verdict
from checker.loading.load import available, find, load
from checker.pack.pack import Pack
from checker.reading.captions import line_of
from checker.reading.reading import Reading
from checker.reading.recognise import read, recognise

ID = "cn-department-accounts"


@pytest.fixture(scope="module")
def packs() -> list[Pack]:
    return [pack for pack in map(load, map(find, available())) if not pack.spec.on_request]


def recognised(text: str, folder: Path, packs: list[Pack], name: str = "文件.txt") -> Reading | None:
    path = folder / name
    path.write_text(text, "utf-8")
    document = read_file(path, path.name)
    sight = recognise(document, packs)
    return read(document, sight) if sight else None


PARTS = (
    "第一部分 部门概况\n一、主要职能\n第二部分 {year}年度部门决算表\n"
    "第三部分 {year}年度部门决算情况说明\n第四部分 名词解释\n"
)


@pytest.mark.parametrize(
    ("text", "organ", "year", "form"),
    [
        ("宁州市水务局2023年度部门决算\n" + PARTS.format(year=2023), "宁州市水务局", 2023, "accounts"),
        ("2023年度宁州市中医院单位决算\n" + PARTS.format(year=2023), "宁州市中医院", 2023, "accounts"),
        ("宁州市水务局\n2023年度部门决算情况说明\n目录\n" + PARTS.format(year=2023), "宁州市水务局", 2023, "accounts"),
        ("宁州市第一中学2022年度决算公开说明\n", "宁州市第一中学", 2022, "accounts"),
        ("安澜县乡村振兴局2022年度部门决算目录\n" + PARTS.format(year=2022), "安澜县乡村振兴局", 2022, "accounts"),
        ("目录\n" + PARTS.format(year=2022) * 2, None, 2022, "accounts"),
        (
            "目录\n" + PARTS.format(year=2022).replace("部门概况", "安澜县木场乡人民政府概况") * 2,
            "安澜县木场乡人民政府",
            2022,
            "accounts",
        ),
        ("宁州市水务局2025年部门预算\n", "宁州市水务局", 2025, "budget"),
        ("2025年宁州市档案馆单位预算公开说明\n", "宁州市档案馆", 2025, "budget"),
    ],
)
def test_budgets_and_final_accounts_are_known_by_their_titles_and_parts(
    text: str, organ: str | None, year: int, form: str, tmp_path: Path, packs: list[Pack]
) -> None:
    reading = recognised(text, tmp_path, packs)
    assert reading is not None
    assert reading.form is not None
    told = reading.identity
    assert (reading.pack.id, reading.form.id, told.organ, told.year) == (ID, form, organ, year)


@pytest.mark.parametrize(
    "text",
    [
        "宁州市水务局2023年政府信息公开工作年度报告\n一、总体情况\n公开部门决算、部门预算和“三公”经费。\n二、主动公开政府信息情况\n",
        "2022年宁州市人民政府决算公开\n第一部分 决算报告\n第二部分 决算报表\n",
        "关于批复2023年度部门决算的通知\n各单位：\n现予批复。\n",
        "宁州市2023年财政预算执行情况的报告\n一、预算执行情况\n",
    ],
)
def test_other_documents_about_money_are_not_taken_for_them(text: str, tmp_path: Path, packs: list[Pack]) -> None:
    reading = recognised(text, tmp_path, packs)
    assert reading is None or reading.pack.id != ID


def test_the_samples_of_other_packs_stay_theirs(root: Path, packs: list[Pack]) -> None:
    files = [path for path in sorted((root / "samples" / "texts").iterdir()) if path.suffix == ".txt"]
    assert len(files) > 3
    for path in files:
        sight = recognise(read_file(path, path.name), packs)
        assert sight is not None, path.name
        assert sight.pack.id != ID, path.name


def test_a_table_of_which_most_rows_do_not_add_up_is_likelier_misread(tmp_path: Path, packs: list[Pack]) -> None:
    rows = "".join(
        f"<tr><td>2{n:02}</td><td>第{n}类支出</td><td>{n}9</td><td>1</td><td>1</td></tr>" for n in range(11, 23)
    )
    page = (
        "<p>宁州市财政局2024年度部门决算</p><p>第二部分 部门决算表</p><p>支出决算表</p><p>单位：万元</p><table>"
        "<tr><td>科目编码</td><td>科目名称</td><td>本年支出合计</td><td>基本支出</td><td>项目支出</td></tr>"
    )
    reading = recognised(f"<html><body>{page}{rows}</table></body></html>", tmp_path, packs, "决算.html")
    assert reading is not None
    findings = Checker(packs).check(Dossier((reading,))).findings
    found = [one for one in findings if one.rule == "cn-department-accounts/spending-row-sum"]
    assert {one.verdict for one in found} == {Verdict.REVIEW}
    assert all("没有读准" in one.message for one in found)
    assert len({one.group for one in found}) == 1
    assert all(one.group for one in found)


HEADS = (
    "<td rowspan=2>合计</td><td rowspan=2>因公出国（境）费</td>"
    "<td colspan=3>公务用车购置及运行费</td><td rowspan=2>公务接待费</td>"
)
CARS = "<td>小计</td><td>公务用车购置费</td><td>公务用车运行费</td>"
LAST, OWN = ("9.00", "", "6.00", "2.00", "4.00", "3.00"), ("7.00", "1.00", "4.00", "", "4.00", "2.00")
ITEMS = (
    "合计",
    "一、因公出国（境）费",
    "二、公务用车购置及运行费",
    "（1）公务用车购置费",
    "（2）公务用车运行费",
    "三、公务接待费",
)


WIDER = (
    "<td rowspan=3>合计</td><td colspan=6>一般公共预算财政拨款安排的“三公”经费</td><td rowspan=3>会议费</td></tr>"
    f"<tr>{HEADS.replace('合计', '小计')}</tr><tr>{CARS}"
)


def cells(*texts: str) -> str:
    return "".join(f"<td>{text}</td>" for text in texts)


def upright(*heads: str, more: tuple[str, ...] = ()) -> str:
    lines = zip(ITEMS, LAST, OWN, strict=True)
    return "".join(f"<tr>{cells(*line)}{'<td></td>' * len(more)}</tr>" for line in (("项目", *heads), *lines))


@pytest.mark.parametrize(
    "table",
    [
        f"<tr><td colspan=6>2023年</td><td colspan=6>2024年</td></tr><tr>{HEADS * 2}</tr><tr>{CARS * 2}</tr>"
        f"<tr>{cells(*LAST, *OWN)}</tr>",
        f"<tr><td rowspan=3>单位名称</td><td colspan=6>当年财政拨款预算安排</td></tr><tr>{HEADS}</tr><tr>{CARS}</tr>"
        f"<tr>{cells('合计', *OWN)}</tr><tr>{cells('宁州市水务局', *OWN)}</tr>",
        upright("2023年", "2024年"),
        upright("2023年预算数", "2024年预算数", more=("增减额",)),
        upright("上年预算数", "本年预算数"),
        f"<tr>{WIDER}</tr><tr>{cells('9.50', *OWN, '2.50')}</tr>",
        f"<tr><td rowspan=3>项目</td>{WIDER}</tr><tr>{cells('上年预算数', '9.90', *LAST, '0.90')}</tr>"
        f"<tr>{cells('本年预算数', '9.50', *OWN, '2.50')}</tr>",
    ],
    ids=["years", "units", "upright-years", "upright-budgets", "upright-last", "wider", "wider-upright"],
)
def test_the_figures_of_the_year_are_told_from_those_of_another_year_and_of_more(
    table: str, tmp_path: Path, packs: list[Pack]
) -> None:
    page = "<p>宁州市水务局2024年部门预算</p><p>表7-1 一般公共预算“三公”经费预算表（按项目）</p><p>单位：万元</p>"
    reading = recognised(f"<html><body>{page}<table>{table}</table></body></html>", tmp_path, packs, "预算.html")
    assert reading is not None
    found = reading.tables["three"].cells
    told = [passage.plain.string if (passage := found.get(("amounts", name))) else None for name in THREE]
    assert told == list(OWN)


THREE = tuple(f"budget_{name}" for name in ("total", "abroad", "cars", "buying", "running", "hosting"))


@pytest.mark.parametrize(
    ("line", "caption"),
    [
        ("表3-1 一般公共预算基本支出表", "一般公共预算基本支出表"),
        ("附表二：收入总表", "收入总表"),
        ("表一 收支总表", "收支总表"),
        ("（公开03表）支出决算表", "支出决算表"),
        ("财政拨款基本支出表（经济分类科目）", "财政拨款基本支出表"),
        ("2019年支出表", "2019年支出表"),
        ("表彰情况表", "表彰情况表"),
    ],
)
def test_a_caption_is_compared_without_the_number_of_its_table(line: str, caption: str) -> None:
    assert line_of(line) == caption
