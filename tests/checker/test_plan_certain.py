"""What a report says that is less, later or of something else than the plan, however near its words come."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

import pytest

from checker.commitments import answers, rows
from checker.commitments.another import only_of_its_lead
from checker.commitments.deadlines import deadline
from checker.commitments.passages import Passage, passages
from checker.commitments.promises import Promise
from checker.commitments.scoring import match, wanted
from tests.checker.test_plan_amounts import VOCABULARY, document, judged


@pytest.mark.parametrize(
    ("promise", "said", "status"),
    [
        ("4月底前修订节水户名单", "5月，经专题会审议，新修订的节水户名单正式施行。", "late"),
        ("4月底前修订节水户名单", "3月，经专题会审议，新修订的节水户名单正式施行。", "answered"),
        ("9月底前建成用水定额文件库", "用水定额文件库11月建成，2012年以来现行有效的31件文件已入库。", "late"),
        ("11月前水价查询系统上线", "水价查询系统于12月5日上线。", "late"),
        ("11月前水价查询系统上线", "水价查询系统于11月5日上线。", "unsure"),
        ("11月前水价查询系统上线", "水价查询系统于10月5日上线。", "answered"),
        ("第四季度公布用水定额", "用水定额延至次年2月公布。", "late"),
        ("10月底前发布水质年度报告", "水质年度报告受监测延期影响，于11月20日发布。", "late"),
        ("10月底前发布水质年度报告", "水质年度报告因设备延误，于10月20日发布。", "answered"),
        ("10月底前发布水质年度报告", "水质年度报告因监测延期，没有发布。", "not_done"),
        ("用水投诉5个工作日内答复", "用水投诉71件，最慢的一件用了7个工作日答复。", "late"),
        ("用水投诉5个工作日内答复", "用水投诉71件，最慢的一件用了4个工作日答复。", "answered"),
        ("用水投诉办结时限不超过5个工作日", "用水投诉平均4.5个工作日办结，其中2件用了8个工作日。", "unsure"),
        ("用水投诉平均办结时限不超过5个工作日", "用水投诉平均4.5个工作日办结，其中2件用了8个工作日。", "answered"),
    ],
)
def test_when_it_was_done(promise: str, said: str, status: str) -> None:
    assert judged(promise, said).status == status


def test_a_month_before_which_something_is_due_may_be_its_end() -> None:
    assert deadline("9月前", 2023) == date(2023, 9, 30)
    assert deadline("次年1月31日前", 2023) == date(2024, 1, 31)


@pytest.mark.parametrize(
    ("promise", "said", "status", "reported"),
    [
        ("水价信息上线率达到90%", "水价信息上线率由上年的78%提高到92%。", "answered", 92),
        ("水价信息上线率达到90%", "水价信息上线率由2022年的78%提升到88%。", "short", 88),
        ("公开节水信息600条", "公开节水信息由上年的410条增至652条。", "answered", 652),
        ("节水账号粉丝增加到5000人", "节水账号粉丝从年初3200人增加到4600人。", "short", 4600),
        ("举办节水发布会、通气会6场", "组织节水发布会3场、节水通气会4场。", "answered", 7),
        ("水价调整每次征求意见时间不少于30日", "就水价调整征求意见，征求意见时间均为20日。", "short", 20),
        ("水价调整每次征求意见时间不少于30日", "就水价调整征求意见，征求意见时间均为35日。", "answered", 35),
        ("水费公众号粉丝增长20%", "水费公众号粉丝达6万，比年初增长12%。", "short", 12),
        ("水费公众号粉丝增长20%", "水费公众号粉丝达6万，比年初增长23%。", "answered", 23),
        ("9个泵站各召开一次用水户座谈会", "9个泵站中，8个召开了用水户座谈会。", "short", 8),
        ("开放8门节水网络课程供社会学习", "6门节水网络课程向社会开放。", "short", 6),
        ("听取用水企业意见，参与企业不少于15家", "听取了21家用水企业和3家协会的意见。", "answered", 21),
        ("节水账号每周推送不少于3次", "节水账号全年推送190次，平均每周近4次。", "answered", 207),
        ("每季度公布水库蓄水量", "水库蓄水量一季度、半年、三季度、全年各公布一次。", "answered", 4),
        ("每季度公布水库蓄水量", "水库蓄水量半年、全年各公布一次。", "short", 2),
        ("制作节水图解、短视频9件", "制作节水图解5件、动画4件。", "answered", 9),
        ("制作节水图解、短视频9件", "制作节水图解5件、动画3件。", "short", 8),
        ("节水培训参训人员达到150人", "节水培训4月、9月各办一期，分别到课66人、71人。", "short", 137),
        ("举办节水线下课堂10期", "举办节水课堂22期，其中线上15期、线下7期。", "short", 7),
        ("节水文件多样化解读占比不低于70%", "节水文件5件，件件配有解读，其中采用图解的3件。", "short", 60),
    ],
)
def test_how_much_was_done(promise: str, said: str, status: str, reported: float) -> None:
    answer = judged(promise, said)
    assert answer.status == status
    assert float(answer.reported or 0) == reported


def test_how_often_something_else_was_done_is_not_how_often_this_was() -> None:
    said = "水库蓄水统计数据均在次日上网，举行新闻发布会2场。"
    assert judged("按月发布水库蓄水统计数据", said).status != "short"


@pytest.mark.parametrize(
    ("promise", "said"),
    [
        ("开通节水短信平台", "因与热线重合，节水短信平台不再开通。"),
        ("设立用水投诉窗口", "用水投诉窗口不予设立，由综合窗口代办。"),
        ("编印节水手册", "节水手册内容已并入网站，不再另行编印。"),
    ],
)
def test_a_verb_of_the_promise_that_is_denied_refuses_it(promise: str, said: str) -> None:
    assert judged(promise, said).status == "not_done"


@pytest.mark.parametrize(
    "said",
    [
        "2022年9月，我局曾举办节水志愿者培训班，学员在今年工作中发挥了作用。",
        "2022年节水中心曾以集中授课的形式举办节水志愿者培训班。",
        "2022年节水志愿者培训班培训80人，结业名单已在上一年度公布。",
    ],
)
def test_what_an_earlier_year_had_was_not_done_in_this(said: str) -> None:
    assert judged("举办节水志愿者培训班", said).status in ("unanswered", "unsure")


@pytest.mark.parametrize(
    ("said", "status"),
    [("分管副局长做客节水访谈1次。", "unsure"), ("局主要负责同志做客节水访谈1次，分管副局长陪同。", "answered")],
)
def test_who_is_to_do_it_is_none_below(said: str, status: str) -> None:
    assert judged("局主要负责同志做客节水访谈1次", said).status == status


def test_what_the_first_of_an_open_list_is_tells_nothing_apart() -> None:
    said = "燃气、供热、公交4家公共企业完成公开目录编制。"
    assert judged("指导供水、供气等4家公共企业编制公开目录", said).status == "answered"


def test_another_verb_that_is_denied_refuses_nothing() -> None:
    assert judged("编印节水手册", "编印节水手册3000册，用户不再上门查询。").status == "answered"


@pytest.mark.parametrize(
    ("said", "status"),
    [
        ("2021年度节水户名单已在网站公示。", False),
        ("2023年新评定的节水户名单已在网站公示。", False),
        ("2023年6月，2022年度节水户名单已在网站公示。", True),
    ],
)
def test_a_thing_of_another_year_is_another_thing(said: str, status: bool) -> None:
    assert (judged("公示2022年度节水户名单", said).status == "answered") is status


@pytest.mark.parametrize(
    "clause",
    [
        "政务公开是一项长期性、基础性工作",
        "每一次答复都是对用水户的信任",
        "信息公开是现代水务的内在要求",
        "要把公开当作联系用水户的桥梁",
        "各科室要对号入座、挂图作战",
    ],
)
def test_what_something_is_promises_nothing(clause: str) -> None:
    plan = document("plan", f"某市水务局2023年政务公开工作要点\n一、重点任务\n（一）{clause}。")
    assert [row.kind for row in rows(plan, VOCABULARY, year=2023) if row.kind == "promise"] == []


def test_one_of_several_that_says_by_when_heads_nothing() -> None:
    lines = "一、重点公开\n一是公布水价方案。二是节水户名单于4月底前公布。三是公开水质标准。"
    plan = document("plan", f"某市水务局2023年政务公开工作要点\n{lines}")
    promised = [row for row in rows(plan, VOCABULARY, year=2023) if row.kind == "promise"]
    assert [row.deadline for row in promised if "节水户" in row.text] == [date(2023, 4, 30)]


@pytest.mark.parametrize("promise", ["完成公开指南修编", "修订公开指南"])
def test_opening_in_the_name_of_a_thing_is_no_deed(promise: str) -> None:
    said = "指南、目录的修编在10月中旬全部结束，涉及74个单位。"
    assert judged(promise, said).status in ("answered", "unsure")


def test_opening_beside_another_verb_is_a_deed() -> None:
    assert judged("编制并公开水质报告", "组织编制水质报告，送局领导参阅。").status != "answered"


@pytest.mark.parametrize(
    ("said", "status"),
    [
        ("水价公告前三期在季后15日内发布，第四期因停机延至次年1月27日。", "unsure"),
        ("水价公告四期均在季后15日内发布。", "answered"),
    ],
)
def test_one_of_several_put_off_to_the_next_year_leaves_a_person_to_decide(said: str, status: str) -> None:
    assert judged("水价公告每季终了后15日内发布", said).status == status


@pytest.mark.parametrize(
    ("promise", "said"),
    [
        ("召开节水发布会不少于6场，局主要负责同志至少出席1场", "召开节水发布会7场，均由分管副局长介绍情况。"),
        ("定额解读材料3个工作日内发布，图解、动漫不少于5件", "印发定额9件，解读材料均在3个工作日内发布。"),
    ],
)
def test_what_answers_the_clause_before_answers_nothing_of_the_next(promise: str, said: str) -> None:
    asked, told = read(promise, said)
    assert only_of_its_lead(match(wanted(asked[1], {}), told[-1]), VOCABULARY)


def test_an_amount_in_another_unit_answers_what_goes_on() -> None:
    asked, told = read("召开节水发布会不少于6场，到会记者不少于90人", "召开节水发布会7场，到会102人。")
    assert not only_of_its_lead(match(wanted(asked[1], {}), told[-1]), VOCABULARY)


def read(promise: str, said: str) -> tuple[list[Promise], list[Passage]]:
    plan = document("plan", f"某市水务局2023年政务公开工作要点\n一、重点任务\n（一）{promise}。")
    report = document("report", f"一、总体情况\n全年接待56人次。\n{said}")
    promised = [row for row in rows(plan, VOCABULARY, year=2023) if row.kind == "promise"]
    return promised, passages(report, VOCABULARY, 2023)


class Near:
    """A model to which what names the hall is near to the first promise, and nothing else is."""

    def scores(self, promised: Sequence[str], reported: Sequence[str]) -> list[list[float]]:
        return [[0.95 if "水务大厅" in text and not at else 0.7 for text in reported] for at in range(len(promised))]


@pytest.mark.parametrize(
    ("promise", "said", "ahead", "status"),
    [
        (
            "全年开展节水知识科普讲座24场",
            "水务大厅节水课走进社区、学校17场。",
            "下一步，恢复节水知识科普讲座。",
            "unsure",
        ),
        (
            "9个灌区全部完成节水标准目录调整更新",
            "水务大厅标准目录进度不平衡，9个灌区中8个已完成，1个仍在审核。",
            "一是督促尚未完成节水标准目录调整更新的灌区尽快完成。",
            "short",
        ),
    ],
)
def test_what_gives_the_amount_goes_before_what_is_still_to_come(
    promise: str, said: str, ahead: str, status: str
) -> None:
    asked, _ = read(f"{promise}。\n（二）接待来访群众", said)
    lines = f"一、总体情况\n全年接待56人次。\n{said}\n五、存在的主要问题及改进情况\n{ahead}"
    answer = answers(asked, document("report", lines), VOCABULARY, scorer=Near(), year=2023)[0]
    assert (answer.status, answer.planned, answer.best and answer.best.text) == (status, False, said)


def test_what_is_made_public_of_two_things_by_an_office_is_two_promises() -> None:
    told = "市住建局公布棚户区改造完成情况和公租房分配结果"
    plan = document("plan", f"某市水务局2023年政务公开工作要点\n一、重点任务\n（一）{told}。")
    assert [row.text[-7:] for row in rows(plan, VOCABULARY, year=2023) if row.kind == "promise"] == [
        "区改造完成情况",
        "公租房分配结果",
    ]
