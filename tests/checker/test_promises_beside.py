"""What belongs to one promise of a plan and what to the next, and which sentence is told to answer it, in kinds."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
import yaml

from checker.commitments import Answer, Promise, answers, load_vocabulary, rows
from checker.commitments.passages import passages
from checker.document import Document, Paragraph, Text
from checker.facts.concerned import places_of
from tests.checker.reports import pack

ROOT = Path(__file__).parents[2]
VOCABULARY = load_vocabulary(yaml.safe_load((ROOT / "rules/cn-disclosure-report/vocabulary.yaml").read_text("utf-8")))


def document(*lines: str) -> Document:
    return Document("x.txt", "text", "", tuple(Paragraph(Text(line)) for line in lines))


def promised(*lines: str) -> list[Promise]:
    return [row for row in rows(document("一、主要任务", *lines), VOCABULARY, year=2023) if row.kind == "promise"]


OTHERS = (
    "全年通过微信发布动态1906条。",
    "围绕停车难召开恳谈会6场。",
    "采购项目中标结果3月上网。",
    "窗口服务时间延长。",
)
"""What a report says besides, so that words are as rare as they are in one."""


def answered(plan: str, *report: str) -> list[Answer]:
    return list(answers(promised(plan), document("一、总体情况", *report, *OTHERS), VOCABULARY, year=2023))


@pytest.mark.parametrize(
    ("clause", "things"),
    [
        ("举办业务培训和政府开放日活动", ["举办业务培训", "政府开放日活动"]),
        ("修订公共就业服务指南和社会保障服务事项目录", ["修订公共就业服务指南", "社会保障服务事项目录"]),
        ("公开重点排污单位名录及执法监测结果", ["公开重点排污单位名录", "执法监测结果"]),
        ("制作危险废物管理政策图解与短视频", ["制作危险废物管理政策图解", "短视频"]),
        ("修订《院务公开目录》和《院务公开管理办法》", ["修订《院务公开目录》", "《院务公开管理办法》"]),
        ("升级县政务公开专区，新建乡镇政务公开专区8个", ["升级县政务公开专区", "新建乡镇政务公开专区8个"]),
        ("整合微博、微信运营力量", ["整合微博、微信运营力量"]),
        ("制作系列海报、短剧进行宣传", ["制作系列海报、短剧进行宣传"]),
        ("开展编制指南和目录的评审会议", ["开展编制指南和目录的评审会议"]),
    ],
)
def test_two_things_under_one_verb_are_two_promises(clause: str, things: list[str]) -> None:
    assert [row.text for row in promised(f"1.{clause}。")] == things


def test_two_things_are_due_together_whichever_names_the_day() -> None:
    before = promised("1.6月底前修订公共就业服务指南和社会保障服务事项目录。")
    behind = promised("1.修订公共就业服务指南和社会保障服务事项目录，10月底前完成。")
    assert [row.deadline for row in before] == [date(2023, 6, 30)] * 2
    assert [row.deadline for row in behind] == [date(2023, 10, 31)] * 2


def test_of_two_things_that_which_was_not_gone_on_with_is_told_so() -> None:
    said = "重点排污单位名录3月公开；执法监测结果因合同到期，下半年没有继续公开。"
    assert [one.status for one in answered("1.公开重点排污单位名录和执法监测结果。", said)] == ["answered", "not_done"]


@pytest.mark.parametrize(
    "said",
    [
        "听证会后公布了意见采纳情况，对未采纳的意见逐条说明理由。",
        "意见采纳情况对外公布，采纳了什么、没采纳什么一一列明。",
        "公布意见采纳情况，未说明采纳情况的，不予提交审议。",
        "对截至年底尚在征集的12件意见，采纳情况一并公布。",
    ],
)
def test_a_negation_that_only_says_which_is_no_refusal(said: str) -> None:
    (answer,) = answered("1.公布意见采纳情况。", said)
    assert answer.status != "not_done"


@pytest.mark.parametrize(
    ("said", "status"),
    [
        ("《从业指南》正在编写，预计2024年上半年付印。", "not_done"),
        ("《从业指南》初稿已编写，计划于明年印发。", "unanswered"),
        ("《从业指南》已编写，5月付印。", "answered"),
    ],
)
def test_what_will_be_finished_in_the_year_after_was_not_done(said: str, status: str) -> None:
    (answer,) = answered("1.编制《从业指南》。", said)
    assert answer.status == status


def test_the_sentence_with_the_very_name_goes_before_one_with_another() -> None:
    said = ("《院务公开目录》更新至98项。", "《院务公开管理办法》修订工作未完成。")
    found = answered("1.修订《院务公开目录》和《院务公开管理办法》。", *said)
    assert [one.status for one in found] == ["answered", "not_done"]


def test_what_answers_the_clause_before_may_say_how_often() -> None:
    said = "印发并上网重点工程建设计划，内环快速路等14个项目的建设动态每月一报。"
    found = answered("1.公开重点工程建设计划，按月通报形象进度。", said)
    assert [one.status == "unanswered" for one in found] == [False, False]


def test_what_was_not_done_stays_told() -> None:
    (answer,) = answered("1.公布意见采纳情况。", "意见采纳情况未公布。")
    assert answer.status == "not_done"


@pytest.mark.parametrize(
    ("plan", "said", "status", "amount"),
    [
        ("全年举办新闻发布会不少于6场", "在省新闻办举行新闻发布会3场，在本局举行新闻发布会4场。", "answered", 7),
        ("公文主动公开率不低于70%", "全年制发公文46件，主动公开31件，每件公文均确定公开属性。", "short", 67),
        ("对来信48小时内作出首次回应", "两天之内对来信作出首次回应的占96.3%。", "short", 96),
        ("考核中政务公开分值权重不低于3%", "考核100分中政务公开分值占2分。", "short", 2),
        ("草案公开征求意见时间不少于30日", "草案自3月1日至3月31日公开征求意见。", "answered", 31),
        ("组织科室业务培训2次", "对科室人员分春、秋两季进行业务培训。", "answered", 2),
        ("规范性文件解读率达到100%", "规范性文件14件，逐件配发解读。", "answered", 100),
        ("组织政策宣讲活动不少于12场", "举办开放活动3场，全年共宣讲政策19场。", "answered", 19),
        (
            "各部门主要负责人解读政策均不少于1次",
            "9个部门中有7个部门主要负责人解读了政策。",
            "short",
            78,
        ),
        ("名单公示不少于5个工作日", "通过名单12月6日至8日公示。", "short", 3),
        ("名单公示不少于5日", "通过名单12月6日至12日公示。", "answered", 7),
        ("图解、视频等解读产品占解读材料的比例不低于40%", "解读材料25件，其中图解7件、短视频2件。", "short", 36),
        ("编制《开办一本通》3000册免费发放", "向企业赠送《开办一本通》2600册。", "short", 2600),
        ("发布春运、国庆出行提示各不少于5条", "春运推送出行提示12条，国庆推送出行提示4条。", "short", 4),
        ("按月通报11个乡镇空气质量排名", "每月通报乡镇空气质量排名。", "answered", 12),
    ],
)
def test_amounts_that_are_said_in_other_ways(plan: str, said: str, status: str, amount: int) -> None:
    answer = answered(f"1.{plan}。", said)[-1]
    assert answer.status == status
    assert answer.reported is not None
    assert round(answer.reported) == amount


@pytest.mark.parametrize(
    ("said", "status"),
    [
        ("《质量年度报告》于2024年1月8日发布。", "late"),
        ("《质量年度报告》将于2024年1月8日发布。", "unanswered"),
        ("《质量年度报告》12月8日发布。", "answered"),
    ],
)
def test_what_was_done_in_the_january_after_is_late(said: str, status: str) -> None:
    (answer,) = answered("1.12月底前发布《质量年度报告》。", said)
    assert answer.status == status


@pytest.mark.parametrize("said", ["研究改进措施", "部署下一步工作", "明确下一阶段任务"])
def test_what_was_said_of_the_time_to_come_was_said(said: str) -> None:
    (passage,) = passages(
        document("一、总体情况", "（一）组织。局党组会议3月、10月听取汇报，" + said + "。"), VOCABULARY, 2023
    )
    assert not passage.ahead


def test_a_numbered_sentence_that_only_heads_the_next_is_no_evidence() -> None:
    said = passages(
        document("一、总体情况", "1.惠农方面。补贴名单4月张贴。2.工程建设方面。公路进度按月公开。"), VOCABULARY, 2023
    )
    assert [one.text for one in said] == ["补贴名单4月张贴。", "公路进度按月公开。"]


@pytest.mark.parametrize("lead", ["把账算清楚", "让数据多跑路", "把年轻人请进来"])
def test_a_paragraph_without_a_number_may_open_with_a_call(lead: str) -> None:
    plan = document("今年重点做好以下工作。", f"{lead}。镇级部门预算5月公开。开展村务检查4次。")
    kinds = [row.kind for row in rows(plan, VOCABULARY, year=2023)]
    assert kinds == ["heading", "promise", "promise"]


@pytest.mark.parametrize("clause", ["未经审核的信息一律不得上网", "居务公开栏不得张贴广告", "各村账目严禁隐瞒收支"])
def test_what_is_forbidden_behind_its_subject_is_no_promise(clause: str) -> None:
    assert promised(f"1.{clause}。") == []


def test_who_does_what_is_counted_begins_a_promise() -> None:
    found = promised("1.政策文件与解读材料同步组织、同步审签，局主要负责人带头解读政策不少于1次。")
    assert [row.promised for row in found] == [None, 1]


def test_a_clause_that_owes_its_subject_is_unanswered_only_with_it() -> None:
    first, second = answered("1.举办消防演练，春秋各一回。", "5月、11月举行消防演练，周边居民现场观看。")
    assert (first.status, second.status == "unanswered") == ("answered", False)


def test_the_name_of_the_place_makes_no_sentence_an_answer() -> None:
    report = document(
        "云岭市人民政府2023年政府信息公开工作年度报告", "一、总体情况", "《云岭市人民政府公报》按月出刊。"
    )
    asked = promised("1.探索编制发布云岭市政务公开指数。")
    (answer,) = answers(asked, report, VOCABULARY, year=2023, places=("云岭市",))
    assert not answer.answered


@pytest.mark.parametrize(
    ("organ", "places"),
    [
        ("滨江区望潮街道办事处", ("滨江区", "望潮街道")),
        ("江州市滨江区望潮街道办事处", ("江州市", "滨江区", "望潮街道")),
        ("平湖县石溪镇人民政府", ("平湖县", "石溪镇")),
        ("石溪乡人民政府", ("石溪乡",)),
        ("平湖县人力资源和社会保障局", ("平湖县",)),
        ("平湖县住房和城乡建设局", ("平湖县",)),
        ("平湖县乡村振兴局", ("平湖县",)),
        ("平湖市人民政府外事办公室", ("平湖市",)),
        ("国家税务总局平湖市税务局", ("平湖市",)),
        ("海棠高新区管委会", ("海棠高新区",)),
        ("江淮水利职业技术学院", ()),
        ("", ()),
    ],
)
def test_the_places_of_an_organ_are_those_that_its_name_says(organ: str, places: tuple[str, ...]) -> None:
    assert places_of(organ, VOCABULARY, pack().spec.issuers) == places


def test_a_promise_known_only_by_its_field_is_not_answered_from_another() -> None:
    said = "按季度对全市网站和新媒体进行检查，检查结果印发通报。"
    (answer,) = answered("1.每季度通报各单位依申请公开办理情况。", said)
    assert not answer.answered


def test_a_column_of_fields_called_tasks_is_not_taken_for_what_is_done() -> None:
    plan = document(
        "县局任务分解表",
        "序号\t重点任务\t具体要求\t责任股室\t完成时限",
        "1\t社保信息公开\t社保基金收支和结余情况按季公开\t基金股\t每季度末",
        "2\t窗口建设\t在社保大厅设置政务公开查阅点并配查询机\t信息中心\t5月底",
        "3\t平台安全\t完成门户网站无障碍改造并通过测评\t信息中心\t9月底",
    )
    found = rows(plan, VOCABULARY, year=2023)
    assert [row.text for row in found if row.kind == "heading"] == ["社保信息公开", "窗口建设", "平台安全"]
    assert [row.office for row in found if row.kind == "promise"] == ["基金股", "信息中心", "信息中心"]
    assert found[1].text == "社保基金收支和结余情况按季公开"
