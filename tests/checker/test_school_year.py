"""Reports and plans of universities that go by school years: known as such, and their days held against each other."""

from __future__ import annotations

from datetime import date

import pytest

from checker.commitments import answers, load_vocabulary, rows
from checker.commitments.years import Term, calendar_year, holds, year_after
from checker.document import Document, Paragraph, Text
from checker.reading.recognise import read, recognise
from tests.checker.reports import pack

VOCABULARY = load_vocabulary(pack().vocabulary)
PLAN = """江湾大学2022—2023学年信息公开工作要点
根据《高等学校信息公开办法》，提出以下要点。
一、重点任务
{promise}。"""
REPORT = """江湾大学2022—2023学年信息公开工作年度报告
本报告统计期限为2022年9月1日至2023年8月31日。
一、概述
学校把信息公开作为依法治校的内容。阅览室更换座椅120把。
二、主动公开情况
{said}
三、依申请公开和不予公开情况
收到申请2件，均按期答复。
六、存在的问题与改进措施
栏目更新不够及时。"""


def document(string: str) -> Document:
    return Document("a.txt", "txt", "a.txt", tuple(Paragraph(Text(line)) for line in string.split("\n")))


@pytest.mark.parametrize(
    ("title", "kind", "form", "organ", "year"),
    [
        ("江湾大学2022—2023学年信息公开工作年度报告", "report", "school-year", "江湾大学", 2022),
        ("江湾职业技术学院2021-2022学年度信息公开工作报告", "report", "school-year", "江湾职业技术学院", 2021),
        ("江湾师范高等专科学校2023～2024学年校务公开年度报告", "report", "school-year", "江湾师范高等专科学校", 2023),
        ("江湾大学关于2022至2023学年信息公开工作情况的报告", "report", "school-year", "江湾大学", 2022),
        # A university that goes by calendar years is on the form of its year.
        ("江湾大学2023年信息公开工作年度报告", "report", "format-2021", "江湾大学", 2023),
        ("江湾大学2022—2023学年信息公开工作要点", "plan", None, "江湾大学", 2022),
        ("江湾大学关于印发《江湾大学2022-2023学年信息公开工作方案》的通知", "plan", None, "江湾大学", 2022),
    ],
)
def test_what_goes_by_a_school_year_is_known_by_its_title(
    title: str, kind: str, form: str | None, organ: str, year: int
) -> None:
    seen = recognise(document(title + "\n一、概述\n学校开展了信息公开工作。"), [pack()])
    assert seen is not None
    reading = read(seen.document, seen)
    assert (reading.kind, reading.form and reading.form.id) == (kind, form)
    assert (reading.identity.organ, reading.identity.year) == (organ, year)


def test_a_month_of_a_school_year_is_in_the_calendar_year_in_which_it_falls() -> None:
    year = Term(2022, 9)
    assert [calendar_year(year, month) for month in (9, 12, 1, 8)] == [2022, 2022, 2023, 2023]
    assert [holds(year, calendar) for calendar in (2021, 2022, 2023, 2024)] == [False, True, True, False]
    assert (year_after(year), year_after(2022), calendar_year(2022, 3)) == (2024, 2023, 2022)


@pytest.mark.parametrize(
    ("promise", "said", "due", "status"),
    [
        ("11月底前公布馆藏目录", "馆藏目录于2022年11月20日公布。", date(2022, 11, 30), "answered"),
        ("3月底前公布馆藏目录", "馆藏目录于2023年3月15日公布。", date(2023, 3, 31), "answered"),
        ("3月底前公布馆藏目录", "馆藏目录于4月15日公布。", date(2023, 3, 31), "late"),
        ("11月底前公布馆藏目录", "馆藏目录于2023年2月公布。", date(2022, 11, 30), "late"),
        ("公布馆藏目录", "2023年5月，公布馆藏目录。", None, "answered"),
        ("公布馆藏目录", "馆藏目录拟于2024年公布。", None, "unanswered"),
    ],
)
def test_days_of_both_calendar_years_are_of_the_school_year(
    promise: str, said: str, due: date | None, status: str
) -> None:
    promised = [row for row in rows(document(PLAN.format(promise=promise)), VOCABULARY) if row.kind == "promise"]
    (answer,) = answers(promised, document(REPORT.format(said=said)), VOCABULARY, year=2022)
    assert (answer.promise.deadline, answer.status) == (due, status)
