"""What a sentence shows of the kind of deed that a plan asks for, in whatever words."""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml

from checker.commitments import Answer, answers, load_vocabulary, promises
from checker.facts.others import other_body
from checker.pack.model import IssuerSpec
from checker.text.normalize import comparable
from tests.checker.reports import document_of_text

PACK = Path(__file__).parents[2] / "rules" / "cn-disclosure-report" / "vocabulary.yaml"
VOCABULARY = load_vocabulary(yaml.safe_load(PACK.read_text("utf-8")))
ISSUERS = IssuerSpec(
    [["省"], ["市"], ["县", "区"]],
    endings=["委员会", "局", "厅", "办"],
    words=["市场"],
    fillers=["人民政府", "政府"],
)
OTHERS = ("全年收到申请21件，均按期办结。", "举办馆员业务培训3次。", "5月更新了办事窗口。")
PLAN = ("2023年工作要点", "一、任务", "1.{}。", "2.举办馆员业务培训3次。")


def judged(promise: str, said: str, organ: str = "", row: int = 0) -> Answer:
    """The answer to the first promise of a plan, or a further one, by a report that says this and other things."""
    plan = document_of_text("\n".join(PLAN).format(promise), "plan.txt")
    report = document_of_text("\n".join(("一、总体情况", said, *OTHERS)), "report.txt")
    others = other_body(organ, ("云泽县",), VOCABULARY, ISSUERS) if organ else None
    return answers(promises(plan, VOCABULARY, year=2023), report, VOCABULARY, year=2023, others=others)[row]


@pytest.mark.parametrize(
    ("promise", "of_another_kind", "answers_it"),
    [
        ("公布桥梁检测结果", "完成桥梁检测36座，加固4座。", "桥梁检测结果10月上墙。"),
        ("公开校车安全检查结果", "开展校车安全检查12次，整改隐患30处。", "校车安全检查结果张贴在校门口。"),
        ("每半年公示困难职工救助金额", "困难职工救助金额比上年增长8%。", "困难职工救助金额年中、年末各晒一次。"),
        ("委托第三方开展政务公开评估", "委托第三方开展窗口服务评估。", "委托第三方开展公开质量评估。"),
        ("将政务公开纳入干部培训", "将消防知识纳入干部培训。", "将公开条例纳入干部培训。"),
        ("修订《办事指南汇编》", "《办事指南汇编》在大厅长期摆放。", "《办事指南汇编》换了新版。"),
        ("召开企业家座谈会", "走访企业家12人，发放调查表。", "与企业家面对面座谈，12人参加。"),
        ("征求家长对校车线路的意见", "校车线路由11条增加到14条。", "校车线路听取了家长意见。"),
    ],
)
def test_what_shows_another_kind_of_deed_is_no_answer(promise: str, of_another_kind: str, answers_it: str) -> None:
    other, own = judged(promise, of_another_kind), judged(promise, answers_it)
    assert other.status in ("unsure", "unanswered")
    assert own.score > 0.5 > other.score


@pytest.mark.parametrize(
    ("organ", "said", "whose"),
    [
        ("云泽县教育局", "县司法局举办法治宣传周活动。", "司法局"),
        ("云泽县教育局", "市教育局举办法治宣传周活动。", "教育局"),
        ("云泽县教育局", "县教育局举办法治宣传周活动。", ""),
        ("云泽县教育局", "区司法局举办法治宣传周活动。", "司法局"),
        ("云泽县", "县司法局举办法治宣传周活动。", ""),
        ("云泽县", "省司法厅举办法治宣传周活动。", "司法厅"),
        ("云泽县教育局", "市场所举办法治宣传周活动的局和办。", ""),
        ("云泽县教育局", "2.县司法局举办法治宣传周活动。", "司法局"),
        ("云泽县教育局", "法治宣传周活动由县司法局举办。", "司法局"),
        ("云泽县教育局", "法治宣传周活动由县教育局举办。", ""),
        ("云泽县教育局", "法治宣传周活动由各镇举办。", "各镇"),
        ("云泽县", "法治宣传周活动由各镇举办。", ""),
        ("云泽县", "法治宣传周活动由市司法局举办。", "司法局"),
        ("云泽县教育局", "11月，县司法局举办法治宣传周活动，我局列第3位。", "司法局"),
        ("云泽县教育局", "3月中旬，县教育局举办法治宣传周活动。", ""),
        ("云泽县教育局", "普法部门举办法治宣传周活动，我局派员参加。", "普法部门"),
        ("云泽县教育局", "普法部门举办法治宣传周活动。", ""),
        ("云泽县", "市政府组织举办法治宣传周活动。", "政府"),
        ("云泽县", "县政府组织举办法治宣传周活动。", ""),
        ("云泽县", "市政府网站公布，我县举办法治宣传周活动。", ""),
        ("云泽县教育局", "上级部门组织举办法治宣传周活动。", "上级部门"),
        ("云泽县教育局", "上级部署的法治宣传周活动在县城举办。", ""),
        ("云泽县", "所辖柳溪社区自行举办法治宣传周活动。", "所辖柳溪社区自行"),
        ("云泽县", "清河公司、明远公司各自举办法治宣传周活动。", "清河公司、明远公司各自"),
        ("云泽县", "3月，石桥村把法治宣传周活动办在本村。", ""),
        ("云泽县", "3月，石桥村为本村举办法治宣传周活动。", "石桥村为本村"),
        ("云泽县", "各社区自行举办法治宣传周活动。", ""),
        ("云泽县教育局", "局信息中心自行举办法治宣传周活动。", ""),
        ("云泽县", "全县12个社区自行举办法治宣传周活动。", ""),
        ("云泽县", "石桥镇综治办组织法治宣传周活动。", "镇"),
        ("云泽县", "石桥镇举办法治宣传周活动。", ""),
        ("云泽县", "在石桥镇举办法治宣传周活动。", ""),
        ("云泽县教育局", "举办法治宣传周活动已列入县司法局的考核。", "司法局"),
        ("云泽县教育局", "法治宣传周活动由县法律援助中心举办。", "法律援助中心"),
    ],
)
def test_what_another_body_did_is_for_a_person(organ: str, said: str, whose: str) -> None:
    told = dict(other_body(organ, ("云泽县",), VOCABULARY, ISSUERS)(comparable(said).string))
    assert list(told.values()) == [whose][: bool(whose)]
    assert judged("举办法治宣传周活动", said, organ).status == ("unsure" if whose else "answered")


def test_that_body_is_the_one_that_was_named_before() -> None:
    other = other_body("云泽县教育局", ("云泽县",), VOCABULARY, ISSUERS)
    told = [body for _, body in other(comparable("活动室由县青年中心建设，进度由该中心发布。").string)]
    assert told == ["青年中心", "青年中心"]
    assert list(other(comparable("活动室由办公室建设，进度由该室发布。").string)) == []


def test_a_clause_of_another_body_behind_one_that_tells_a_deed_is_that_bodys() -> None:
    other = other_body("云泽县教育局", ("云泽县",), VOCABULARY, ISSUERS)
    two = "我局印发名单，县司法局按季公布案例。"
    assert [body for _, body in other(comparable(two).string)] == ["司法局"]
    own = "5月、8月，县教育局印发名单，全年无投诉。"
    assert list(other(comparable(own).string)) == []


@pytest.mark.parametrize(
    ("asked", "status"), [("举办法治宣传周活动", "unsure"), ("指导各镇举办法治宣传周活动", "answered")]
)
def test_a_place_below_does_its_own_part_where_the_plan_speaks_of_its_kind(asked: str, status: str) -> None:
    assert judged(asked, "石桥镇综治办举办法治宣传周活动。", "云泽县").status == status


def test_a_body_that_the_plan_names_may_do_it() -> None:
    said = "市司法局举办法治宣传周活动。"
    assert judged("邀请市司法局举办法治宣传周活动", said, "云泽县教育局").status == "answered"


def test_who_did_what_another_clause_says_did_not_do_this() -> None:
    said = "方案由市司法局审定，我局举办法治宣传周活动。"
    assert judged("举办法治宣传周活动", said, "云泽县教育局").status == "answered"


@pytest.mark.parametrize(
    ("promise", "of_the_opposite", "of_both"),
    [
        ("公布小型水闸管护名单", "大型水闸管护名单在网站公布。", "大型、小型水闸管护名单在网站公布。"),
        ("每月公布农村低保名册", "城市低保名册每月公布。", "城市和农村低保名册每月公布。"),
        ("公布民办托育园收费标准", "公办托育园收费标准在网站公布。", "公办和民办托育园收费标准在网站公布。"),
    ],
)
def test_what_is_told_apart_by_the_opposite_is_another_thing(promise: str, of_the_opposite: str, of_both: str) -> None:
    assert judged(promise, of_the_opposite).status in ("unsure", "unanswered")
    assert judged(promise, of_both).status == "answered"


@pytest.mark.parametrize(
    ("promise", "said", "kept"),
    [
        ("每季度抽查一次网站，抽查结果印发整改通知单", "每季度抽查一次网站，发现错链12个。", False),
        ("编印办事手册，统一装帧样式", "全年编印办事手册3000册。", False),
        ("每季度调度进展，并将完成情况作为考核的依据", "每季度调度一次进展，形成台账。", False),
        ("编印办事手册，送到用水户手中", "编印办事手册3000册，逐户发放。", True),
    ],
)
def test_what_goes_on_with_a_clause_is_not_answered_by_what_answers_that_alone(
    promise: str, said: str, kept: bool
) -> None:
    assert judged(promise, said).status == "answered"
    assert (judged(promise, said, row=1).status == "answered") == kept


@pytest.mark.parametrize(
    ("promise", "said", "answered"),
    [
        ("县政府常务会议听取政务公开工作汇报", "县政府常务会议两次听取工作汇报。", True),
        ("县政府常务会议听取政务公开工作汇报", "县政府常务会议两次听取防汛工作汇报。", False),
        ("县政府常务会议听取政务公开工作汇报", "围绕防汛，县政府常务会议两次听取工作汇报。", False),
        ("调整政务公开工作领导小组", "4月对领导小组作了调整。", True),
        ("举办政务公开专题培训班3期", "举办3期专题培训班。", True),
        ("举办政务公开专题培训班3期", "举办3期防汛专题培训班。", False),
        ("召开政务公开工作例会4场", "召开4场工作例会。", True),
        ("召开政务公开工作例会4场", "召开4场防火工作例会。", False),
        ("开展政务公开业务培训2次", "上半年和下半年各开展业务培训1次。", True),
        ("开展政务公开业务培训2次", "上半年和下半年各开展消防业务培训1次。", False),
        ("调整政务公开工作领导小组", "4月对防火领导小组作了调整。", False),
    ],
)
def test_the_subject_of_all_is_missing_only_where_another_stands_in_its_place(
    promise: str, said: str, answered: bool
) -> None:
    assert (judged(promise, said).status == "answered") == answered


@pytest.mark.parametrize(
    ("promise", "before", "now"),
    [
        ("编印桥梁养护手册", "大厅发放的是2021年编印的桥梁养护手册。", "上年编印的桥梁养护手册已重新编印。"),
        ("落实桥梁养护经费3万元", "去年县里安排的桥梁养护经费3万元已用完。", "县里安排桥梁养护经费3万元。"),
        ("修订桥梁养护制度", "上年制定的桥梁养护制度继续执行。", "上年制定的桥梁养护制度作了修订。"),
    ],
)
def test_what_was_made_in_another_year_keeps_no_promise_of_this_one(promise: str, before: str, now: str) -> None:
    assert judged(promise, before).status in ("unsure", "unanswered")
    assert judged(promise, now).status == "answered"


def test_only_the_place_of_what_was_promised_is_no_answer() -> None:
    promise = "在县博物馆、文化馆增设便民查阅点"
    assert judged(promise, "县博物馆、文化馆向市里申报了阅读示范点。").status in ("unsure", "unanswered")
    assert judged(promise, "便民查阅点在县博物馆、文化馆开放。").status == "answered"


def test_since_when_days_are_counted_asks_for_no_deed() -> None:
    promise = "干部任免信息自文件印发之日起10个工作日内公布"
    assert judged(promise, "全年任免干部31人次，任免消息最迟在第8个工作日上网。").status == "answered"


def test_what_only_says_of_what_a_thing_is_need_not_stand_in_the_report() -> None:
    assert judged("设立政务公开联络员岗位20个", "设立联络员岗位20个。").score > 0.45
    assert judged("将政务公开纳入干部考核", "将联络纳入干部考核。").score <= 0.45


def test_a_failing_that_did_not_occur_refuses_nothing() -> None:
    assert judged("许可决定7日内上网公示", "许可决定上网公示均未超过7日。").status == "answered"


@pytest.mark.parametrize("promise", ["清理失效的行政规范性文件", "编制政府采购目录"])
@pytest.mark.parametrize(
    "said",
    [
        "第二十条第（一）项：行政规范性文件本年制发2件，现行有效9件。",
        "政府集中采购目录内3项，金额28万元。",
    ],
)
def test_figures_of_the_form_answer_no_promise_of_a_deed(promise: str, said: str) -> None:
    assert judged(promise, said).status in ("unsure", "unanswered")
    assert judged(promise, f"{promise.replace('清理', '清理了').replace('编制', '编制了')}。").status == "answered"


def test_a_plan_that_gives_its_own_office_a_task_does_not_speak_of_that_of_another_place() -> None:
    table = "序号\t工作任务\t责任单位\t完成时限\n1\t{}\t县政府办\t11月底前\n2\t举办馆员业务培训3次\t县政府办\t全年"
    plan = document_of_text("2023年工作要点任务分解表\n\n" + table.format("委托第三方机构开展政务公开评估"), "plan.txt")
    promised = promises(plan, VOCABULARY, year=2023)
    for said, sure in (
        ("市政府办委托第三方机构开展政务公开评估。", False),
        ("县政府办委托第三方机构开展政务公开评估。", True),
    ):
        report = document_of_text("\n".join(("一、总体情况", said, *OTHERS)), "report.txt")
        others = other_body("云泽县", ("云泽县",), VOCABULARY, ISSUERS)
        found = answers(promised, report, VOCABULARY, year=2023, places=("云泽县",), others=others)
        told = next(one for one in found if "评估" in one.promise.text)
        assert (told.status == "answered") is sure
