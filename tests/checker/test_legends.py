"""What a report itself says of empty cells and strokes counts: where it says that they are noughts, they are."""

from __future__ import annotations

import pytest

from checker.reading.legends import _signs
from checker.text.normalize import comparable
from tests.generator import html, measured, spec
from tests.generator.spec import TABLES, Report

SOUND = spec.report_2021(3)


def without_noughts(sign: str, tables: tuple[str, ...] = TABLES) -> Report:
    """The report with a sign, or nothing, wherever it has 0."""
    report = SOUND
    for table in tables:
        for (row, column), figure in report.figures(table).items():
            if figure == "0":
                report = spec.with_figure(report, table, row, column, sign)
    return report


def told(report: Report, *notes: str) -> list[tuple[str, str | None, str | None]]:
    """What is found in the report with a note under each of its tables in turn."""
    parts = html.write(report).split("</table>")
    page = "".join(
        f"{part}</table><p>{notes[at]}</p>" if at < len(notes) else f"{part}</table>"
        for at, part in enumerate(parts[:-1])
    )
    found = measured.findings(measured.read((page + parts[-1]).encode(), "html"))
    return [(one.rule, one.section, one.row) for one in found]


@pytest.mark.parametrize(
    ("sign", "note"),
    [
        ("", "注：空白处为0。"),
        ("", "备注：表中空白的单元格均视为零"),
        ("-", "注：“—”表示无。"),
        ("——", "说明：1.本表单位为件；2.“-”代表0。"),
        ("/", "注：“/”及空白处均表示无此项"),
        ("", "注：表中空白处表示该项数据为0。"),
        ("-", "注：“—”表示此栏数字是零。"),
    ],
)
def test_what_a_note_says_is_nought_is_nought(sign: str, note: str) -> None:
    assert told(without_noughts(sign), note, note, note) == []


@pytest.mark.parametrize("text", ["Blank cells indicate zero.", "Blanks are nil", "Note: blanks mean 0"])
def test_a_note_may_be_in_english(text: str) -> None:
    assert list(_signs(comparable(text).string)) == [""]


def test_a_note_speaks_of_the_table_above_it() -> None:
    report = without_noughts("", ("applications", "reviews"))
    assert told(report) != []
    assert {section for _, section, _ in told(report, "", "注：空白处为0。")} == {"reviews"}


def test_what_a_stroke_stands_for_it_stands_for_in_every_table() -> None:
    assert told(without_noughts("-"), "", "注：“—”表示该项数据为零。") == []


@pytest.mark.parametrize("note", ["以上各表空白处均为0。", "注：三张表中“/”表示无。"])
def test_a_note_of_all_tables_speaks_of_all(note: str) -> None:
    sign = "/" if "/" in note else ""
    assert told(without_noughts(sign), "", "", note) == []


def test_a_wrong_sum_with_noughts_left_out_is_found() -> None:
    report = without_noughts("")
    upheld = int(SOUND.figures("reviews")["cases", "direct_upheld"])
    wrong = spec.with_figure(report, "reviews", "cases", "direct_upheld", str(upheld + 1))
    note = "注：空白处为0。"
    assert [rule for rule, _, _ in told(wrong, note, note, note)] == ["litigation-direct-total"]


@pytest.mark.parametrize(
    "text",
    [
        "没有的填0，不要留空",
        "空白处不得为0",
        "空格处请填0",
        "“—”表示无数据",
        "空白为无法统计",
        "网站空白栏目为0",
        "空白栏目为0个",
        "空白率为0.5%",
        "未填写联系方式的为无效申请",
        "存在空白网页，均为无障碍页面",
        "填写的数据为0",
        "2021-2022年均为0件",
        "“/”表示或",
        "“—”表示该项数据为保密内容",
    ],
)
def test_what_is_said_of_something_else_explains_no_cell(text: str) -> None:
    assert list(_signs(comparable(text).string)) == []
