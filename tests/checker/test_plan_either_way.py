"""What a report says that can be read in two ways, of another year, of several things, or only in part."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

import pytest

from checker.commitments import Answer, answers, promises, rows
from checker.commitments.closeness import READ, asked_about
from tests.checker.test_plan_evidence import VOCABULARY, document, judged


def told(promise: str, *said: str) -> Answer:
    plan = promises(document("一、任务", f"1.{promise}。", "2.为办公室配备碎纸机一台。"), VOCABULARY, year=2023)
    report = document("一、总体情况", "办公室新配碎纸机一台。", *said)
    return answers(plan, report, VOCABULARY, year=2023)[0]


@pytest.mark.parametrize(
    "sentence",
    [
        "局领导2022年两次开展古籍修复展览，反响热烈。",
        "古籍修复展览于2022年开展。",
        "馆内讲解员2022年曾开展古籍修复展览。",
        "市民代表去年开展古籍修复展览。",
    ],
)
def test_what_was_done_in_a_year_named_behind_the_subject_is_no_evidence(sentence: str) -> None:
    assert judged("开展古籍修复展览", sentence).status in ("unanswered", "unsure")


@pytest.mark.parametrize(
    "sentence",
    [
        "开展古籍修复展览，比2022年多接待300人。",
        "会同2022年成立的专班开展古籍修复展览。",
        "去年馆舍修缮，今年开展古籍修复展览。",
    ],
)
def test_a_year_that_is_only_compared_with_or_part_of_a_thing_is_no_other_year(sentence: str) -> None:
    assert judged("开展古籍修复展览", sentence).status == "answered"


def test_words_that_only_head_what_follows_are_no_part_of_it() -> None:
    answer = judged(
        "编制馆藏古籍清单并对外公布",
        wanting=("存在问题：1.馆藏古籍清单编制工作仍在进行，尚未对外公布；2.人手偏紧。",),
    )
    assert answer.status == "not_done"


def test_a_character_of_a_word_says_of_nothing_that_it_was_not_done() -> None:
    assert told("公布罚没物品处置去向", "罚没物品处置去向在网站公布。").status == "answered"


@pytest.mark.parametrize(
    ("promise", "status", "day"),
    [
        ("3月底前公开2023年部门预算", "answered", date(2023, 2, 18)),
        ("9月底前公开2022年部门决算", "late", date(2023, 10, 12)),
    ],
)
def test_days_told_one_after_the_other_are_each_of_its_own_thing(promise: str, status: str, day: date) -> None:
    said = "2023年部门预算和2022年部门决算分别于2月18日、10月12日公布。"
    answer = told(promise, said)
    assert (answer.status, answer.done) == (status, day)


@pytest.mark.parametrize(
    "said", ["网站专栏改版到8月中旬方才上线。", "网站专栏改版至8月16日完成。", "网站专栏改版8月完成。"]
)
def test_what_was_done_up_to_a_day_behind_the_deadline_is_late(said: str) -> None:
    assert told("6月底前完成网站专栏改版", said).status == "late"


def test_what_was_done_by_a_day_may_have_been_in_time() -> None:
    assert told("6月底前完成网站专栏改版", "截至8月16日，网站专栏改版完成。").status != "late"


def test_of_days_in_several_clauses_that_of_the_thing_counts() -> None:
    said = "古籍查询功能5月上线，讲座预约功能直到11月才上线。"
    assert told("8月底前上线讲座预约功能", said).status == "late"
    assert told("8月底前上线古籍查询功能", said).status == "answered"


def test_days_on_both_sides_of_the_deadline_are_for_a_person() -> None:
    assert told("6月底前更新馆藏目录", "馆藏目录更新于3月、9月。").status == "unsure"


@pytest.mark.parametrize(
    ("text", "due"),
    [
        ("特种读者名单一季度对外公示", date(2023, 3, 31)),
        ("读者指南上半年编印完成", date(2023, 6, 30)),
        ("公布3月开展的检查结果", None),
        ("3月、9月公布检查结果", None),
    ],
)
def test_a_time_before_the_verb_is_when_it_is_due(text: str, due: date | None) -> None:
    assert promises(document("一、任务", f"1.{text}。"), VOCABULARY, year=2023)[0].deadline == due


def test_how_many_there_are_is_not_how_many_were_closed() -> None:
    answer = told("关停长期不更新的账号2个", "注销长期不更新的两个公众号，目前在用账号1个。")
    assert (answer.status, answer.reported) == ("answered", 2)


def test_so_many_places_are_so_many_things_at_them() -> None:
    answer = told("在县医院、县中医院等4处设立古籍查阅点", "县医院、县中医院的3个古籍查阅点配备了电脑。")
    assert (answer.status, answer.reported) == ("short", 3)


def test_a_share_of_something_else_is_not_the_rate_that_was_promised() -> None:
    assert told("读者满意率90%以上", "读者来信112件，97.6%在时限内办结。").status in ("unsure", "unanswered")


@pytest.mark.parametrize(
    ("promise", "said"),
    [
        ("对各分馆开展半年和年终两次评比", "对各分馆年中、年末各搞了一次评比。"),
        ("对各分馆开展评比2次", "年中、年末对各分馆各开展评比一次。"),
        ("馆藏公开栏每半月更换一次", "馆藏公开栏每半个月更换一次。"),
        ("借阅信息每周公布", "全年公布借阅信息51期。"),
        ("古籍名录分季公布", "古籍名录按季公布。"),
        ("古籍招标信息公开率达到100%", "古籍招标138个标段，公告、结果全部挂网，19起投诉的决定一并公示。"),
    ],
)
def test_as_often_and_as_much_in_other_words(promise: str, said: str) -> None:
    assert told(promise, said).status == "answered"


@pytest.mark.parametrize(
    ("promise", "promised", "things"),
    [
        ("在县城东、城西各设一处自助书屋", 2, ("县城东", "城西")),
        ("春节、国庆等重要时段举办展览各1场", 2, ("春节", "国庆")),
        ("甲馆、乙馆各开放2次", 4, ("甲馆", "乙馆")),
    ],
)
def test_so_much_of_each_of_some_that_are_listed_is_so_much_of_them_all(
    promise: str, promised: int, things: tuple[str, ...]
) -> None:
    made = promises(document("一、任务", f"1.{promise}。"), VOCABULARY, year=2023)[0]
    assert (made.promised, made.things) == (promised, things)


def test_one_of_two_that_were_promised_is_not_told_done() -> None:
    assert told("在县城东、城西各设一处自助书屋", "位于城东的自助书屋4月设立。").status in ("unsure", "short")
    assert told("抽查覆盖维修、驾培、网约车三个行业", "对维修行业开展抽查。").status in ("unsure", "short")


def test_one_day_tells_no_less_where_another_sentence_may_tell_of_more() -> None:
    said = ("古籍修复体验活动12月邀请学生代表。", "5月和10月，古籍修复体验请市民走进库房。")
    assert told("开展古籍修复体验活动2次", *said).status != "short"


def test_money_for_something_else_is_not_the_money_that_was_promised() -> None:
    assert told("落实古籍保护经费20万元", "发放稿酬补贴46万元。").status in ("unsure", "unanswered")


def test_what_must_not_be_done_is_kept_where_the_report_says_it_was_not() -> None:
    assert told("评分垫底的书商不得续签合同", "评分垫底的两家书商合同到期后未续签。").status != "not_done"


@pytest.mark.parametrize("text", ["就业补贴流程做到一图看懂", "政策文件印发后3个工作日内配发解读"])
def test_clauses_that_only_look_as_if_they_led_up_to_something_are_promises(text: str) -> None:
    assert [one.text for one in promises(document("一、任务", f"1.{text}。"), VOCABULARY, year=2023)] == [text]


@pytest.mark.parametrize(
    ("duty", "said"),
    [
        ("严禁公示身份证号、银行账号等个人隐私", "公示名单时对身份证号、银行账号等个人隐私作遮挡处理。"),
        ("畅通线上线下受理渠道", "开通线上线下双渠道申请通道，设立窗口受理群众申请。"),
    ],
)
def test_a_duty_that_says_of_what_is_told_kept_and_never_told_broken(duty: str, said: str) -> None:
    plan = document("一、任务", f"1.{duty}。", "2.为办公室配备碎纸机一台。")
    bound = [row for row in rows(plan, VOCABULARY, year=2023) if row.bound]
    assert [(row.text, row.kind) for row in bound] == [(duty, "general")]

    def status(*lines: str) -> str:
        report = document("一、总体情况", "办公室新配碎纸机一台。", *lines)
        return answers(bound, report, VOCABULARY, year=2023)[0].status

    assert status(said) == "answered"
    assert status("全年收到来信7件。") == "general"


class Counting:
    """A model that remembers what it was asked of."""

    def __init__(self) -> None:
        self.asked: list[str] = []

    def scores(self, promised: Sequence[str], reported: Sequence[str]) -> list[list[float]]:
        self.asked += [*promised, *reported]
        return [[1.0 if one == other else 0.0 for other in reported] for one in promised]


def test_of_a_long_report_the_model_reads_only_so_much_and_the_nearest_first() -> None:
    clauses = [f"第{at}号库房清点藏品若干并登记造册备查" for at in range(200)]
    clauses[150] = "开展古籍修复展览"
    nearness = [[1.0 if at == 150 else 0.0 for at in range(200)]]
    model = Counting()
    told = asked_about(["开展古籍修复展览"], clauses, nearness, model)
    assert sum(map(len, model.asked)) <= READ
    assert told is not None
    assert [len(row) for row in told] == [200]
    assert max(range(200), key=lambda at: told[0][at]) == 150
    assert asked_about(["开展"], [], [[]], model) is None


@pytest.mark.parametrize(
    ("promise", "said", "status"),
    [
        ("召开新闻发布会不少于24场", "上半年召开新闻发布会11场，下半年15场，邀请记者600人次。", {"answered", "unsure"}),
        ("举办政策宣讲会5场", "上半年借助云会议举办政策宣讲3场，下半年进园区、进楼宇宣讲4场。", {"answered", "unsure"}),
        ("举办古籍讲座9场", "3月举办古籍讲座4场，9月又办5场。", {"answered", "unsure"}),
        ("举办古籍讲座12场", "3月举办古籍讲座4场，9月又办5场。", {"short"}),
    ],
)
def test_amounts_at_several_times_are_not_too_little_where_they_are_enough_together(
    promise: str, said: str, status: set[str]
) -> None:
    assert told(promise, said).status in status


@pytest.mark.parametrize(
    ("promise", "said", "status"),
    [
        ("出版《古籍图录》1部", "《古籍图录》已完成选图和初稿。", "unsure"),
        ("建成古籍展示大屏", "古籍展示大屏已完成选址。", "unsure"),
        ("完成古籍展示大屏选址", "古籍展示大屏已完成选址。", "answered"),
        ("编印古籍图录", "古籍图录形成初稿，经修改后付印。", "answered"),
    ],
)
def test_a_first_step_is_not_the_thing_itself(promise: str, said: str, status: str) -> None:
    assert told(promise, said).status == status
