"""Notices that are plans without saying so: their title names the year's work, and no draft, report or course of it."""

from __future__ import annotations

import pytest

from checker.reading.recognise import read, sight
from tests.checker.reports import checker, document_of_text, pack

BODY = [
    "各科室、各直属单位：",
    "一、加强主动公开。全年公开行政许可结果不少于40条。",
    "二、规范依申请公开。每季度通报一次办理情况。",
    "三、举办政务公开培训一次以上。",
]


@pytest.mark.parametrize(
    ("title", "organ", "year"),
    [
        ("海陵市医疗保障局关于做好2022年信息公开工作的通知", "海陵市医疗保障局", 2022),
        ("海陵市水利局关于进一步抓好2023年度政务公开重点工作的通知", "海陵市水利局", 2023),
        ("海陵市人民政府办公室关于深化二〇二四年政府信息公开工作的通知（试行）", "海陵市人民政府办公室", 2024),
    ],
)
def test_a_notice_about_the_years_work_is_a_plan(title: str, organ: str, year: int) -> None:
    reading = checker().recognise(document_of_text("\n".join([title, *BODY])))
    assert reading is not None
    assert (reading.kind, reading.identity.organ, reading.identity.year) == ("plan", organ, year)


@pytest.mark.parametrize(
    "title",
    [
        "海陵市人民政府办公室关于做好2022年政府信息公开工作年度报告编制工作的通知",
        "海陵市人民政府办公室关于做好2022年政务公开考核工作的通知",
        "海陵市水利局关于开展2022年政务公开培训的通知",
        "海陵市水利局关于做好2022年防汛工作的通知",
    ],
)
def test_a_notice_about_something_else_is_none(title: str) -> None:
    reading = checker().recognise(document_of_text(f"{title}\n各科室：\n现将有关事项通知如下。"))
    assert reading is None or reading.kind != "plan"


@pytest.mark.parametrize(
    ("opening", "organ", "year"),
    [
        (["海陵市水利局2023年重点任务清单"], "海陵市水利局", 2023),
        (["2023年重点任务清单", "（海陵市水利局）"], "海陵市水利局", 2023),
        (["海陵市水利局政务公开工作方案", "为做好2023年政务公开工作，制定本方案。"], "海陵市水利局", 2023),
        (["海陵市水利局政务公开任务分解表", "海水发〔2023〕7号"], "海陵市水利局", 2023),
        (["2023年政务公开工作要点", "为做好海陵市水利局2023年政务公开工作，制定本要点。"], "海陵市水利局", 2023),
        (["附件1", "2023年任务分解", "填报单位：海陵市水利局"], "海陵市水利局", 2023),
        (["海陵市水利局", "2023年政务公开", "工作要点"], "海陵市水利局", 2023),
    ],
)
def test_what_is_given_as_a_plan_tells_of_whom_and_of_which_year_below_its_title(
    opening: list[str], organ: str, year: int
) -> None:
    document = document_of_text("\n".join([*opening, *BODY[1:]]))
    reading = read(document, sight(document, pack(), "plan"))
    assert (reading.identity.organ, reading.identity.year) == (organ, year)
