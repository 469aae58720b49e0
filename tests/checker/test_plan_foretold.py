"""What a report only plans, or names as lacking, shows that it was not done; what goes on does not."""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml

from checker.commitments import Answer, answers, load_vocabulary, promises
from checker.document import Document, Paragraph, Text

ROOT = Path(__file__).parents[2]
VOCABULARY = load_vocabulary(yaml.safe_load((ROOT / "rules/cn-disclosure-report/vocabulary.yaml").read_text("utf-8")))
SAID = ("全年收到政府信息公开申请7件，均已答复。", "在门户网站发布动态信息210条。", "办公室新配碎纸机一台。")


def document(*lines: str) -> Document:
    return Document("x.txt", "text", "", tuple(Paragraph(Text(line)) for line in lines))


def judged(promise: str, *wanting: str, said: tuple[str, ...] = ()) -> tuple[Answer, ...]:
    others = "2.按期答复政府信息公开申请。", "3.为办公室配备碎纸机一台。"
    plan = promises(document("一、任务", f"1.{promise}。", *others), VOCABULARY, year=2023)
    report = document("一、总体情况", *SAID, *said, "五、存在的主要问题及改进情况", *wanting)
    return answers(plan, report, VOCABULARY, year=2023)


@pytest.mark.parametrize(
    ("promise", "ahead"),
    [
        ("面向来馆游客推出盲文版导览手册", "2024年，我馆将做好以下工作：一是研究推出盲文导览手册，方便视障读者。"),
        (
            "场馆空闲时段、收费标准每半年公布一次",
            "2024年，拟在网站增设栏目，定期公布场馆空闲时段和收费标准。",
        ),
        ("建立捐赠物资去向查询系统", "下一步：一是加强学习；二是建立捐赠物资去向的查询系统。"),
        ("公开困难职工帮扶资金发放情况", "一是困难职工帮扶资金等职工关心的内容公开还不到位。"),
    ],
)
def test_what_is_only_planned_or_lacking_was_not_done_and_is_shown(promise: str, ahead: str) -> None:
    answer = judged(promise, ahead)[0]
    assert (answer.status, answer.planned) == ("unanswered", True)
    assert answer.best is not None
    assert answer.best.text[-8:] in ahead


def test_what_goes_on_with_what_is_only_planned_was_not_done_either() -> None:
    first, second, *_ = judged("设置读者意见箱，按月开箱登记", "2024年，将在各分馆设置读者意见箱。")
    assert (first.planned, second.planned) == (True, True)


@pytest.mark.parametrize(
    "ahead",
    [
        "2024年，我馆将继续推出盲文版导览手册。",
        "2024年，我馆将补齐其余4个分馆的盲文版导览手册。",
        "针对上年提出的问题，今年已推出盲文版导览手册。",
    ],
)
def test_what_goes_on_or_was_done_shows_nothing(ahead: str) -> None:
    assert not judged("推出盲文版导览手册", "2024年，我馆将加强学习。", ahead)[0].planned


def test_what_the_year_answers_is_answered_whatever_is_planned() -> None:
    said = ("4月推出盲文版导览手册300册，供视障读者取用。",)
    assert judged("推出盲文版导览手册", "2024年，我馆拟再推出盲文版导览手册。", said=said)[0].status == "answered"
    assert judged("推出盲文版导览手册", "2024年，我馆拟推出盲文版导览手册。", said=said)[0].status == "answered"


@pytest.mark.parametrize(
    ("said", "status"),
    [
        ("官网的无障碍改造因机房统一搬迁，本年度尚未启动。", "not_done"),
        ("官网的无障碍改造因机房统一搬迁，直至11月才上线。", "answered"),
    ],
)
def test_a_clause_that_only_refuses_is_of_what_stands_before_it(said: str, status: str) -> None:
    assert judged("上线官网无障碍版本", said=(said,))[0].status == status


def test_when_what_was_made_went_out_is_told_farther_behind() -> None:
    said = "12个领域的借阅服务目录由9个部门分头编制，经馆务会审议，{}统一在网站公布。"
    promise = "9月底前编制完成12个领域借阅服务目录并对外发布"
    assert judged(promise, said=(said.format("12月18日"),))[0].status == "late"
    assert judged(promise, said=(said.format("8月18日"),))[0].status == "answered"


@pytest.mark.parametrize(
    ("said", "status", "reported"),
    [
        ("办公室现有专职管理员2名，各分馆另有兼职管理员14名。", "short", 2),
        ("办公室现有专职管理员4名，各分馆另有兼职管理员14名。", "answered", 4),
        ("现有兼职管理员14名、专职管理员2名。", "short", 2),
    ],
)
def test_an_amount_of_the_opposite_is_no_amount_of_the_thing(said: str, status: str, reported: int) -> None:
    answer = judged("配备专职管理员3名", said=(said,))[0]
    assert (answer.status, answer.reported) == (status, reported)


@pytest.mark.parametrize(
    ("task", "due"),
    [
        ("5月底前建好借阅规则专栏，集中展示现行有效规则", True),
        ("5月底前建成借阅服务专区，配备触摸查询机", False),
        ("5月底前编制借阅规则目录，集中展示现行有效规则", False),
    ],
)
def test_what_is_shown_in_a_place_is_due_when_that_is_made(task: str, due: bool) -> None:
    first, second = promises(document("一、任务", f"1.{task}。"), VOCABULARY, year=2023)
    assert first.deadline is not None
    assert (second.deadline == first.deadline) is due


@pytest.mark.parametrize(
    ("said", "status"),
    [
        ("聘请食堂社会监督员10名，定期检查后厨。", "unsure"),
        ("聘请政务公开社会监督员10名，听取意见。", "answered"),
    ],
)
def test_the_same_thing_of_another_field_is_for_a_person_where_the_very_thing_is_planned(
    said: str, status: str
) -> None:
    ahead = "三是2024年拟邀请社会人士担任政务公开社会监督员。"
    assert judged("聘请政务公开社会监督员10名", ahead, said=(said,))[0].status == status
