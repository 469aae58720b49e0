"""Duties of every year, told by what came of them: in time, without a fault, or with one that is counted."""

from __future__ import annotations

from datetime import date

import pytest

from checker.commitments import Answer, load_vocabulary, rows
from tests.checker.reports import pack
from tests.checker.test_plan_amounts import document
from tests.checker.test_plan_meant import judged, told

VOCABULARY = load_vocabulary(pack().vocabulary)


def kept(promise: str, said: str) -> list[Answer]:
    return [one for one in told(promise, said) if one.tells_of_a_duty]


@pytest.mark.parametrize(
    ("promise", "said"),
    [
        ("申请在法定期限内答复率达到100%", "新收申请21件，上年结转2件，办结20件，没有超期，结转下年度3件。"),
        ("确保所有申请均在法定期限内答复", "已办结的20件申请无一逾期。"),
        ("群众来信按期答复率达到100%", "收到群众来信35件，均已答复，未发生一件超时。"),
    ],
)
def test_what_is_to_be_done_in_time_is_answered_by_that_nothing_came_late(promise: str, said: str) -> None:
    assert judged(promise, said).status == "answered"


def test_what_is_left_over_for_the_next_year_is_no_plan_and_a_thing_that_is_put_off_is_one() -> None:
    carried = "收到水权转让申请12件，办结10件，结转至下一年2件，全部在网上受理。"
    assert judged("水权转让申请全部在网上受理", carried).status == "answered"
    assert judged("改造节水展厅", "节水展厅改造结转下年度实施。").status != "answered"


@pytest.mark.parametrize(
    ("promise", "said", "status"),
    [
        ("实现水行政诉讼零败诉", "水行政诉讼3件，审结3件，其中结果维持2件、结果纠正1件。", "short"),
        ("确保水行政复议不出现被纠错案件", "被申请水行政复议4件，其中维持3件、纠正1件。", "short"),
        ("水质监测数据不发生泄密", "水质监测数据失泄密2起，已追责。", "short"),
        ("确保水行政复议不出现被纠错案件", "水行政复议案件4件，没有一件被纠错。", "answered"),
    ],
)
def test_of_what_shall_not_happen_it_is_told_how_often_it_did(promise: str, said: str, status: str) -> None:
    assert [one.status for one in kept(promise, said)] == [status]


@pytest.mark.parametrize(
    ("promise", "said"),
    [
        ("落实补正一次性告知", "需要补正的申请3件，均一次性告知补正的内容和期限。"),
        ("实现水费账单扫码查询", "水费账单已可扫码查询。"),
        ("严格按时限答复申请", "申请均在法定期限内答复。"),
    ],
)
def test_a_duty_that_says_of_what_is_told_where_it_was_kept(promise: str, said: str) -> None:
    assert kept(promise, said)
    assert not kept(promise, "举办节水讲座2场。")


def test_what_a_plan_hopes_for_is_not_answered_by_a_sentence_that_is_only_near() -> None:
    assert not kept("不断提高水务工作透明度", "水务局网站发布信息352条，其中水务类121条。")


@pytest.mark.parametrize("clause", ["代表建议复文应公开的全部公开", "须主动公布的水价文件一律上网"])
def test_what_is_to_be_opened_names_nobody_who_must_act(clause: str) -> None:
    plan = document("plan", f"某市水务局2023年政务公开工作要点\n一、重点任务\n（一）{clause}。")
    assert [row.text for row in rows(plan, VOCABULARY, year=2023) if row.kind == "promise"] == [clause]


@pytest.mark.parametrize("things", ["节水规划和供水公报", "节水规划、取水台账、供水公报"])
def test_what_the_latter_is_due_on_is_due_of_the_last_thing_only(things: str) -> None:
    plan = document("plan", f"某市水务局2023年政务公开工作要点\n一、重点任务\n（一）发布{things}，后者年底前发布。")
    *first, last = [row for row in rows(plan, VOCABULARY, year=2023) if row.kind == "promise"]
    assert last.text == "供水公报，后者年底前发布"
    assert [row.deadline for row in first] == [None] * len(first)
    assert last.deadline == date(2023, 12, 31)


def test_the_latter_is_not_answered_by_what_is_told_of_the_former() -> None:
    *_, last = told("发布节水规划和供水公报，后者年底前发布", "11月20日发布节水规划，供水公报推迟到2024年1月。")
    assert last.status in ("not_done", "unsure", "late")


@pytest.mark.parametrize(
    ("promise", "said"),
    [
        ("制定水情信息发布审核办法", "印发《水情信息发布三级审核办法》。"),
        ("取水、供水、排水等业务数据每季度公布一次", "供水等业务数据按季公布，全年4次。"),
        ("局党组听取政务公开工作汇报1次", "局党组会专题研究政务公开工作1次。"),
    ],
)
def test_a_verb_in_the_name_of_a_thing_asks_for_no_deed(promise: str, said: str) -> None:
    assert judged(promise, said).status == "answered"


@pytest.mark.parametrize(
    ("said", "reported"),
    [
        ("供水站中有6个建起公开专区，提供自助打印等服务，另有东湖、北港2个站因搬迁未建。", 75),
        ("供水站已有9个建成公开专区，还有3个没有建成。", 75),
        ("12个供水站建成公开专区，其余3个站尚未启动。", 80),
    ],
)
def test_of_all_of_them_those_beside_the_rest_are_a_share(said: str, reported: int) -> None:
    one = judged("在各供水站均建成公开专区", said)
    assert (one.status, one.reported) == ("short", reported)


@pytest.mark.parametrize("promise", ["局长每年至少听取1次节水工作汇报", "局党组每年听取节水工作汇报一次"])
def test_what_is_to_be_done_once_every_year_was_done_once(promise: str) -> None:
    assert judged(promise, "局党组会听取全年节水工作汇报，研究下一步任务。").status == "answered"


@pytest.mark.parametrize("when", ["此前的2022年", "早在2022年", "之前的2022年", "还是在2022年"])
def test_what_was_done_in_a_year_before_answers_nothing(when: str) -> None:
    assert judged("召开供水新闻发布会2场", f"{when}，水务局曾就供水召开新闻发布会2场。").status == "unanswered"
