"""A plan of the level above: whom each task is for, and what is told of those that the report does not answer."""

from __future__ import annotations

import pytest

from checker.audit.audit import Audit
from checker.check import Dossier
from checker.commitments import load_vocabulary, rows
from checker.document import Document, Paragraph, Text
from checker.facts.concerned import concerned
from tests.checker.reports import checker, pack

REPORT = """{organ}2023年政府信息公开工作年度报告

一、总体情况
（一）主动公开。{said}
二、主动公开政府信息情况
无。
三、收到和处理政府信息公开申请情况
无。
四、政府信息公开行政复议、行政诉讼情况
无。
五、存在的主要问题及改进情况
无。
六、其他需要报告的事项
无。"""
PLAN = """{organ}2023年政务公开工作要点

一、重点工作
{tasks}"""


def lined(path: str, string: str) -> Document:
    lines = string.split("\n")
    return Document(path, "txt", path, tuple(Paragraph(Text(line)) for line in lines if line))


def audit(organ: str, said: str, *plans: tuple[str, str, str]) -> Audit:
    """Of a report with plans, each as organ, role and tasks."""
    report = checker().recognise(lined("report.txt", REPORT.format(organ=organ, said=said)))
    assert report is not None
    readings = [report]
    for number, (issuer, role, tasks) in enumerate(plans):
        reading = checker().recognise(lined(f"plan{number}.txt", PLAN.format(organ=issuer, tasks=tasks)), role)
        assert reading is not None
        readings.append(reading)
    return checker().check(Dossier(tuple(readings)))


@pytest.mark.parametrize(
    ("organ", "task", "whom"),
    [
        ("云泽县教育局", "公布学区划分方案。（责任单位：县教育局）", "named"),
        ("云泽县教育局", "公布学区划分方案。（牵头单位：县教育局；配合单位：各镇）", "named"),
        ("云泽县教育局", "公布预算。（县财政局负责）", "others"),
        ("云泽县教育局", "各部门于6月底前修订公开指南。", "everyone"),
        ("云泽县教育局", "县直各单位要修订公开指南。", "everyone"),
        ("云泽县教育局", "各镇（街道）设立政务公开专区。", "others"),
        ("石桥镇人民政府", "各镇（街道）设立政务公开专区。", "everyone"),
        ("云泽县城关街道办事处", "各镇街设立政务公开专区。", "everyone"),
        ("石桥镇人民政府", "各部门修订公开指南。", "others"),
        ("云泽县人民政府", "修订公开指南。（各县（市、区）人民政府，市直各部门）", "everyone"),
        ("云泽县教育局", "修订公开指南。（市直各部门）", "others"),
        ("云泽县教育局", "举办政府开放日活动。", "unsaid"),
        ("云泽县教育局", "各级行政机关举办政府开放日活动。", "everyone"),
        ("云泽县教育局", "县卫生健康局公布医院出诊安排。", "others"),
    ],
)
def test_the_offices_and_the_subject_say_whom_a_task_is_for(organ: str, task: str, whom: str) -> None:
    plan = lined("plan.txt", PLAN.format(organ="某地", tasks=f"（一）{task}"))
    vocabulary = load_vocabulary(pack().vocabulary)
    clause = next(row for row in rows(plan, vocabulary, year=2023) if row.kind == "promise")
    assert concerned(clause, organ, vocabulary, pack().spec.issuers) == whom


TASKS = """（一）编制财政预算公开目录。（县财政局负责）
（二）公布学区划分方案。（县教育局负责）
（三）举办政府开放日活动3次。
（四）各部门于6月底前修订公开指南。"""


def test_tasks_of_others_are_none_of_the_report_and_what_is_given_to_nobody_is_for_a_person() -> None:
    made = audit("云泽县教育局", "招生前公布了学区划分方案。", ("云泽县人民政府办公室", "above", TASKS))
    told = {row.text: (row.kind, row.status) for row in made.matrix if row.kind != "heading"}
    assert told == {
        "编制财政预算公开目录": ("elsewhere", "general"),
        "公布学区划分方案": ("promise", "answered"),
        "举办政府开放日活动3次": ("promise", "unsure"),
        "各部门于6月底前修订公开指南": ("promise", "unanswered"),
    }
    assert all(row.above for row in made.matrix)
    messages = [finding.message for finding in made.findings if finding.rule.endswith("plan-unanswered")]
    assert any("没有写由谁落实" in message for message in messages)
    assert any(message.startswith("上级计划一（四）“各部门于6月底前修订公开指南”，报告中没有") for message in messages)


def test_less_than_a_plan_above_asks_of_nobody_by_name_is_for_a_person() -> None:
    made = audit("云泽县教育局", "举办政府开放日活动1次。", ("云泽县人民政府办公室", "above", TASKS))
    short = [finding for finding in made.findings if finding.rule.endswith("plan-shortfall")]
    assert [(one.verdict.value, "请判定是否应由本机关完成" in one.message) for one in short] == [("review", True)]


def test_each_of_several_plans_is_answered_and_says_which_it_is() -> None:
    made = audit(
        "云泽县教育局",
        "招生前公布了学区划分方案。教师招聘公告发布3期，校舍维修竣工6处。",
        ("云泽县教育局", "plan", "（一）公布学区划分方案。"),
        ("云泽县教育局", "plan", "（一）编印招生政策口袋书。"),
        ("云泽县人民政府办公室", "above", "（一）公布学区划分方案。（县教育局负责）"),
    )
    promised = [row for row in made.matrix if row.kind == "promise"]
    assert [(row.at.path, row.status == "answered", row.above) for row in promised] == [
        ("plan0.txt", True, False),
        ("plan1.txt", False, False),  # with the extra for certain, without it for a person
        ("plan2.txt", True, True),
    ]
    assert {row.plan for row in promised} == {
        "云泽县教育局2023年政务公开工作要点",
        "云泽县人民政府办公室2023年政务公开工作要点",
    }


@pytest.mark.parametrize(
    ("organ", "year", "said"), [("云泽县教育局", 2023, "自己的计划"), ("云泽县人民政府", 2022, "2022年的上级计划")]
)
def test_a_plan_above_of_the_organ_itself_or_of_another_year_is_told_and_not_compared(
    organ: str, year: int, said: str
) -> None:
    report = checker().recognise(lined("report.txt", REPORT.format(organ="云泽县教育局", said="公布了预算。")))
    plan = lined("plan.txt", PLAN.format(organ=organ, tasks="（一）公布预算。").replace("2023", str(year)))
    reading = checker().recognise(plan, "above")
    assert report is not None
    assert reading is not None
    made = checker().check(Dossier((report, reading)))
    assert not made.matrix
    assert [said in finding.message for finding in made.findings if finding.rule.endswith("above-mismatch")] == [True]
