"""What was meant and what it came to, parts of a thing, other years, and when parts of a task are due."""

from __future__ import annotations

from datetime import date

import pytest

from checker.commitments import Answer, answers, load_vocabulary, rows
from checker.document import Document, Paragraph, Text
from tests.checker.reports import pack

VOCABULARY = load_vocabulary(pack().vocabulary)
REPORT = """某市水务局2023年政府信息公开工作年度报告
一、总体情况
全年公开水源保护区划分方案1份，接待来访群众56人次。节水示范单位名单在网站公布。河湖长制工作考核办法已经修订。
{said}
五、存在的主要问题及改进情况
{wanting}
六、其他需要报告的事项
{other}"""


def document(path: str, string: str) -> Document:
    return Document(path, "txt", path, tuple(Paragraph(Text(line)) for line in string.split("\n")))


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
