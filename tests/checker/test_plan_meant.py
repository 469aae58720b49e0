"""What was meant and what it came to, parts of a thing, things told by name, other years, and tables under headings."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from adapters import text
from checker.commitments import Answer, answers, load_vocabulary, rows
from checker.commitments.counts import count
from tests.checker.reports import pack
from tests.checker.test_plan_amounts import document

VOCABULARY = load_vocabulary(pack().vocabulary)
REPORT = """某市水务局2023年政府信息公开工作年度报告
一、总体情况
全年公开水源保护区划分方案1份，接待来访群众56人次。节水示范单位名单在网站公布。河湖长制工作考核办法已经修订。
{said}
五、存在的主要问题及改进情况
{wanting}
六、其他需要报告的事项
{other}"""


def told(promise: str, said: str = "", wanting: str = "无。", other: str = "无。") -> list[Answer]:
    plan = document("plan", f"某市水务局2023年政务公开工作要点\n一、重点任务\n（一）{promise}。")
    report = document("report", REPORT.format(said=said, wanting=wanting, other=other))
    promised = [row for row in rows(plan, VOCABULARY, year=2023) if row.kind == "promise" or row.bound]
    return list(answers(promised, report, VOCABULARY, year=2023))


def judged(promise: str, said: str = "", wanting: str = "无。", other: str = "无。") -> Answer:
    (answer,) = told(promise, said, wanting, other)
    return answer


@pytest.mark.parametrize(
    "said",
    [
        "水务权责清单增列4项、取消2项、变更9项，新清单在网站公布。",
        "水务权责清单新增12项，取消5项，调整8项，在网站公布。",
        "水务权责清单下放3项、取消1项，随即在网站公布。",
        "水务权责清单取消两项并新增六项，在网站公布。",
    ],
)
def test_a_part_that_is_cancelled_beside_others_that_are_changed_refuses_nothing(said: str) -> None:
    assert judged("动态调整水务权责清单并对外公布", said).status == "answered"


@pytest.mark.parametrize("said", ["举办节水课堂2场，取消1场。", "受汛情影响，节水课堂取消。"])
def test_what_is_cancelled_beside_nothing_that_is_changed_was_not_done(said: str) -> None:
    assert judged("举办节水课堂3场", said).status in ("short", "not_done", "unsure")


@pytest.mark.parametrize(
    ("promise", "wanting", "reported"),
    [
        ("撤并低效水务账号5个", "水务账号撤并力度不够，原定撤并5个，实际撤并3个。", 3),
        ("举办水情发布会4场", "水情发布会原计划举办4场，最终举办2场。", 2),
        ("组织供水热线员培训2次", "供水热线员业务不熟，原打算办两次培训，实际只在7月办了一次；讲解也少。", 1),
        ("组织供水热线员培训2期", "受台风影响，原定两期的供水热线员培训只在8月办了1期。", 1),
        ("聘请水质监督员20名", "年初计划聘请水质监督员20名，实际聘请13名。", 13),
    ],
)
def test_less_than_was_meant_is_short_among_the_shortcomings_too(promise: str, wanting: str, reported: int) -> None:
    answer = judged(promise, wanting=wanting)
    assert (answer.status, answer.reported) == ("short", reported)


@pytest.mark.parametrize("said", ["原定4场的节水课堂全部办完。", "节水课堂原定4场，实际举办6场。"])
def test_as_much_as_was_meant_is_enough(said: str) -> None:
    assert judged("举办节水课堂4场", said).status == "answered"


@pytest.mark.parametrize(
    "other",
    [
        "（二）2022年，我局编印节水工作简报12期，本年度改为在工作群内交流。",
        "2.去年，我局编印节水工作简报12期，今年不再编印。",
        "2022年我局编印了节水工作简报，今年改由水务集团在内部刊物刊发。",
    ],
)
def test_what_was_done_in_another_year_and_given_up_was_not_done(other: str) -> None:
    assert judged("编印节水工作简报，每月1期", other=other).status == "not_done"


def test_what_was_done_otherwise_in_this_year_was_not_given_up() -> None:
    said = "2022年，我局在市区编印节水工作简报，今年改为各水厂轮流编印节水工作简报，共出12期。"
    assert judged("编印节水工作简报，每月1期", said).status != "not_done"


@pytest.mark.parametrize(
    ("promise", "said", "status", "reported"),
    [
        ("每月抽查一个水厂的公示栏", "纪检组一个月查一个水厂的公示栏。", "answered", 12),
        ("每月抽查一个水厂的公示栏", "纪检组一个季度查一个水厂的公示栏。", "short", 4),
        ("每周推送节水知识一条", "节水知识一周推一条。", "answered", 52),
        ("在水务大集设节水咨询台4次", "逢水务大集支起节水咨询台，一年支了5回。", "answered", 5),
        ("在水务大集设节水咨询台4次", "逢水务大集支起节水咨询台，全年摆了3回。", "short", 3),
        ("水价政策解读形式不少于2种", "水价政策配发文字解读和一图读懂。", "answered", 2),
    ],
)
def test_how_often_is_told_in_any_words(promise: str, said: str, status: str, reported: int) -> None:
    answer = judged(promise, said)
    assert (answer.status, answer.reported) == (status, reported)


def test_how_long_something_lasted_is_not_how_often() -> None:
    assert VOCABULARY.often("用了一个月查一个水厂") is None
    assert VOCABULARY.often("一个月内查3个水厂") is None


@pytest.mark.parametrize("said", ["没有遗漏", "没有一项遗漏", "无一例外", "未出现差错", "无一处漏项"])
def test_that_nothing_is_wanting_refuses_nothing(said: str) -> None:
    assert judged("14座水厂水质月报全部公开", f"14座水厂的水质月报全部公开，{said}。").status == "answered"


@pytest.mark.parametrize(
    ("promise", "said"),
    [
        ("农村饮水补助发放明细到户公开", "农村饮水补助已把每户金额一张表贴到村口。"),
        ("停水处置、限水区调整等信息公布", "停水处置和限水区划定信息都在网站公布。"),
    ],
)
def test_a_verb_in_the_name_of_what_is_published_asks_for_no_deed(promise: str, said: str) -> None:
    assert judged(promise, said).status == "answered"


def test_what_is_made_public_of_a_deed_is_a_row_of_its_own() -> None:
    deed, public = told("局领导轮流到供水热线接听来电，接听情况在局网站公布", "局领导轮流到供水热线接听来电。")
    assert (deed.status, public.status) == ("answered", "unsure")


def test_each_of_a_kind_is_all_of_them() -> None:
    assert judged("每座水厂确定1名水质信息员", "14座水厂都落实了水质信息员。").status == "answered"


@pytest.mark.parametrize(
    ("when", "task", "due"),
    [
        ("编印5月底前，发放年底前", "编印《用水一本通》，发放3000册", [date(2023, 5, 31), date(2023, 12, 31)]),
        ("项目公布3月底前", "公布2023年水利建设项目，按季度晒出进度", [date(2023, 3, 31), None]),
        ("目录公布6月底前", "水价决策目录向社会公布，组织用户列席局务会4次", [date(2023, 6, 30), None]),
        ("6月底前完成", "修订节水指南，编制水厂名录", [date(2023, 6, 30)] * 2),
    ],
)
def test_a_cell_of_times_may_say_when_parts_of_a_task_are_due(when: str, task: str, due: list[date | None]) -> None:
    lines = "某市水务局2023年政务公开任务表", "序号\t工作任务\t责任单位\t完成时限", f"1\t{task}。\t办公室\t{when}"
    promised = [row for row in rows(document("plan", "\n".join(lines)), VOCABULARY) if row.kind == "promise"]
    assert [row.deadline for row in promised] == due


@pytest.mark.parametrize(
    ("promise", "said", "status", "reported"),
    [
        ("录制“节水说政策”栏目不少于8期", "“节水说政策”播出5期。", "short", 5),
        ("拍摄“看水”系列短视频12期", "“看水”全年播出13期，点击量居前。", "answered", 13),
        (
            "针对水价、供水、排水等编制“节水百问”，收录问题不少于100个",
            "“节水百问”于10月上线，涵盖水价、供水、排水等问答126条。",
            "answered",
            126,
        ),
        ("编印《节水一本通》200册", "《节水一本通》送到各社区，共150册。", "short", 150),
        ("修订《用水问答》，收录问题不少于100个", "《用水问答》126条在大厅长期展示。", "unsure", None),
        ("汛期每日发布水情、雨情信息", "5月1日至9月30日，水情、雨情一日一报。", "answered", 365),
    ],
)
def test_what_appears_by_its_very_name_was_made(promise: str, said: str, status: str, reported: int | None) -> None:
    answer = judged(promise, said)
    assert (answer.status, answer.reported) == (status, reported)


@pytest.mark.parametrize(
    ("promise", "said"),
    [
        ("编制“清流行动”问题清单20个", "“清流行动”巡查河道23处。"),
        ("推出“节水”短视频10条", "“节水”行动检查企业12家，整改问题9个。"),
        ("开设“局长信箱”专栏，全年发布12期", "“局长信箱”收到来信120件。"),
    ],
)
def test_what_else_has_the_name_is_no_thing_that_was_made(promise: str, said: str) -> None:
    assert judged(promise, said).status in ("unsure", "unanswered")


@pytest.mark.parametrize(
    ("promise", "said", "status", "reported"),
    [
        ("举办优化用水环境主题新闻发布会4场", "局新闻办组织新闻发布会6场，其中优化用水环境主题3场。", "short", 3),
        ("举办水价改革主题培训2次", "全年举办培训9次（其中水价改革主题1次）。", "short", 1),
        ("举办水价改革主题培训2次", "全年举办培训9次，其中2次为水价改革主题，3次为防汛主题。", "answered", 2),
        ("举办新闻发布会4场", "局新闻办组织新闻发布会6场，其中局长出席3场。", "answered", 6),
        (
            "水质抽检结果公布不少于60批次",
            "发布水质抽检信息，涉及64批次，其中不合格2批次均已公布处置结果。",
            "answered",
            64,
        ),
        ("公布水质抽检结果24期", "公布水质抽检信息24期，其中抽检结果不合格2期。", "answered", 24),
        ("举办水价改革主题培训2次", "全年举办培训9次，其中1次围绕水价改革主题展开。", "short", 1),
        ("制作图解、短视频10个", "制作图解、短视频12个，其中图解8个。", "answered", 12),
        ("围绕节水、供水、排水等制作图解和短视频15个以上", "推出节水、供水、排水图解11个、短视频7个。", "answered", 18),
        ("结合水价、水权制作漫画、动漫、短视频20部", "推出水价漫画8部、短视频7部。", "short", 15),
        ("面向用户和企业举办座谈会、听证会6场", "举办用户座谈会4场、听证会2场。", "answered", 6),
    ],
)
def test_parts_are_counted_where_they_are_what_was_promised(
    promise: str, said: str, status: str, reported: int
) -> None:
    answer = judged(promise, said)
    assert (answer.status, answer.reported) == (status, reported)


@pytest.mark.parametrize(
    ("said", "reported"),
    [
        ("3月、11月，各曝光一批供水领域典型案例。", 2),
        ("4月、8月、12月，先后各公布一批典型案例。", 3),
        ("一季度、三季度，各通报1批供水典型案例。", 2),
    ],
)
def test_each_time_that_is_named_counts(said: str, reported: int) -> None:
    answer = judged("公布典型案例不少于2批", said)
    assert (answer.status, answer.reported) == ("answered", reported)


@pytest.mark.parametrize(
    ("said", "status"),
    [
        ("全年出台规范性文件2件，起草科室均同步作出解读，分管副局长撰写解读文章1篇。", "answered"),
        ("出台规范性文件4件，全部配发解读，另制作解读视频1部。", "answered"),
        ("出台规范性文件3件，逐件解读，其中图文解读2件。", "answered"),
        ("出台规范性文件4件，均已备案，解读3件。", "short"),
    ],
)
def test_all_of_them_are_a_hundred_percent(said: str, status: str) -> None:
    assert judged("规范性文件解读率100%", said).status == status


@pytest.mark.parametrize(
    ("promise", "said"),
    [
        (
            "公开人大代表建议、政协委员提案办理复文",
            "承办人大代表建议61件、政协提案48件，全部办结并与代表委员见面。",
        ),
        ("公开取水许可决定", "全年作出取水许可决定45件，全部执行完毕。"),
        ("公布提案办理结果", "提案全部办结，办理结果逐一与申请人见面。"),
        ("公示入网水站信息", "对入网水站开展线下核查210户次。"),
        ("公开供水管网改造进度", "供水管网改造按进度完成35公里。"),
    ],
)
def test_what_was_only_done_is_not_made_public(promise: str, said: str) -> None:
    assert judged(promise, said).status in ("unsure", "unanswered")


def test_what_was_made_public_and_told_in_person_is_public() -> None:
    said = "人大代表建议办理结果在网站公布，并与代表委员见面。"
    assert judged("公开人大代表建议办理结果", said).status == "answered"
    assert judged("公开人大代表建议办理结果", "人大代表建议办理结果与社会公众见面。").status == "answered"


def test_how_long_on_each_day_is_no_amount_for_the_year() -> None:
    opened, hours = told(
        "5月中旬开通供水咨询热线专班，热线接听时间每个工作日不少于8小时", "5月13日起，供水咨询热线专班开通。"
    )
    assert opened.status == "answered"
    assert (hours.promise.counted, hours.status == "short") == (False, False)


@pytest.mark.parametrize("hours", ["每天不少于8小时", "每个工作日8小时以上", "每日接听6个小时"])
def test_hours_of_a_day_are_not_counted(hours: str) -> None:
    assert count(f"热线接听时间{hours}", VOCABULARY) is None
    assert count("节水热线员每月培训2学时", VOCABULARY) is not None


@pytest.mark.parametrize(
    "head", ["序号\t重点任务\t责任单位\t完成时限", "序号\t重点任务\t责任科室\t时间", "序号\t怎么做\t谁来做\t何时做"]
)
@pytest.mark.parametrize("parted", ["一、{}", "（{}）", "第{}部分 水务"])
def test_no_row_of_a_table_is_lost_below_a_heading(head: str, parted: str, tmp_path: Path) -> None:
    lines = ["某市水务局2023年政务公开任务分解表", "", head]
    for part, name in enumerate("一二三"):
        lines.append(parted.format(name) + "推进公开")
        for at, task in enumerate(("公布{}区水厂名单", "编制{}区节水指南"), 2 * part + 1):
            lines.append(f"{at}\t{task.format('东西南'[part])}\t办公室\t{part + 6}月底前")
    path = tmp_path / "plan.txt"
    path.write_text("\n".join(lines), encoding="utf-8")
    promised = [row for row in rows(text.read(path, "plan.txt"), VOCABULARY, year=2023) if row.kind == "promise"]
    assert [row.text for row in promised] == [
        f"{task}" for place in "东西南" for task in (f"公布{place}区水厂名单", f"编制{place}区节水指南")
    ]
    assert [row.deadline.month for row in promised if row.deadline] == [6, 6, 7, 7, 8, 8]


def test_rows_below_a_heading_are_of_the_columns_above_it(tmp_path: Path) -> None:
    lines = [
        "某市水务局2023年政务公开任务分解表",
        "",
        "序号\t重点任务\t具体要求\t责任处室\t完成时限",
        "一、水资源公开",
        "1\t水厂名单\t公布全市各座水厂的名单和联系电话\t办公室\t6月底前",
        "二、服务公开",
        "2\t用水指南\t编制用水户办事指南并发放到社区\t办公室\t7月底前",
        "3\t开放水厂\t组织“水务开放日”活动4次\t宣传科\t年底前",
    ]
    path = tmp_path / "plan.txt"
    path.write_text("\n".join(lines), encoding="utf-8")
    promised = [row for row in rows(text.read(path, "plan.txt"), VOCABULARY, year=2023) if row.kind == "promise"]
    assert [row.topic for row in promised] == ["水厂名单", "用水指南", "开放水厂"]
