"""Promises that a report answers in other words: by members of a kind, one after the other, without how often."""

from __future__ import annotations

import pytest

from tests.checker.test_plan_signs import judged


@pytest.mark.parametrize(
    ("promise", "said", "status"),
    [
        ("集中发放宣传材料不少于3000份", "在劳务市场摆摊，散发折页、挂图4100份。", "answered"),
        ("关停长期不更新的政务新媒体", "注销停更的公众号、视频号共5个。", "answered"),
        ("邀请群众代表列席局长办公会不少于4人次", "有6名业主代表、家长代表旁听局长办公会。", "answered"),
        ("健全公开指南和公开目录修编机制", "指南、目录的修编有了固定机制。", "answered"),
        ("各馆确定一名信息公开联络员", "9个馆均指定了联络员。", "answered"),
    ],
)
def test_what_a_kind_is_told_by(promise: str, said: str, status: str) -> None:
    assert judged(promise, said).status == status


@pytest.mark.parametrize(
    ("promise", "said", "reported", "status"),
    [
        ("举办探馆开放日活动3场", "探馆开放日相继邀请居民走进修复室、古籍库和印刷间。", 3, "answered"),
        ("举办探馆开放日活动4场", "探馆开放日相继邀请居民走进修复室、古籍库和印刷间。", None, "unsure"),
        ("馆藏荐读每周推送两次", "馆藏荐读平均每周推送3次。", 156, "answered"),
        ("馆藏荐读每周推送两次", "馆藏荐读平均每周推送近2次。", 103, "short"),
        ("发布馆藏荐读300条", "发布馆藏荐读近200条。", 200, "short"),
        ("发布馆藏荐读200条", "发布馆藏荐读近200条。", None, "unsure"),
        ("可下载的馆藏文献比例达到100%", "馆藏文献3000册，已有七成（70%）可下载。", 70, "short"),
        (
            "主要负责人至少听取一次政务公开工作汇报",
            "6月，馆长主持会议，专题听取政务公开汇报，定了三件事。",
            1,
            "answered",
        ),
        ("各馆至少组织一次消防演练", "组织消防演练。", None, "unsure"),
        ("召开书展发布会不少于3场", "书展发布会在省里开了2场，另在馆内召开通气会1场。", 3, "answered"),
        ("召开书展发布会不少于3场", "书展发布会在省里开了2场，另举办培训班1场。", 2, "short"),
        ("开展古籍故事进校园活动10场", "古籍故事课堂走进河西小学等12所学校。", 12, "answered"),
        ("开展古籍故事进校园活动15场", "古籍故事课堂走进河西小学等12所学校。", None, "unsure"),
    ],
)
def test_how_much_is_told_otherwise(promise: str, said: str, reported: int | None, status: str) -> None:
    found = judged(promise, said)
    assert (found.reported, found.status) == (reported, status)


@pytest.mark.parametrize(
    ("said", "status"),
    [
        ("原定的馆藏小程序不再开发。", "not_done"),
        ("原计划开发的馆藏小程序，因经费紧张，最终作罢。", "not_done"),
        ("馆藏小程序5月上线，读者办证不再排队。", "answered"),
    ],
)
def test_what_was_meant_and_given_up(said: str, status: str) -> None:
    assert judged("开发馆藏小程序", said).status == status


@pytest.mark.parametrize(
    ("promise", "other", "own"),
    [
        (
            "对2021年度示范户名单开展复核",
            "2023年认定的30户示范户名单已复核。",
            "2021年认定的30户示范户名单已复核。",
        ),
        ("建设馆刊数据库", "编印馆刊6期，每期500册。", "馆刊数据库可检索历年6期。"),
    ],
)
def test_a_thing_of_another_year_or_sort_is_another(promise: str, other: str, own: str) -> None:
    assert judged(promise, other).status in ("unsure", "unanswered")
    assert judged(promise, own).status == "answered"


def test_the_very_word_of_a_clause_that_goes_on_is_its_own() -> None:
    found = judged("启动智能荐书系统建设，年内上线试用", "智能荐书系统未能立项，年内没有上线。", row=1)
    assert (found.promise.text, found.status) == ("年内上线试用", "not_done")


def test_who_comes_from_another_body_does_it_here() -> None:
    promise = "举办古籍保密培训班"
    came = judged(promise, "县保密局老师来馆上课，办了古籍保密培训班。", organ="云泽县图书馆")
    there = judged(promise, "县保密局举办古籍保密培训班。", organ="云泽县图书馆")
    assert (came.status, there.status) == ("answered", "unsure")


def test_with_common_words_and_a_verb_of_its_own_a_clause_promises() -> None:
    late = judged("馆网站改版升级，上半年完成", "新版网站8月20日切换。")
    assert (late.promise.kind, late.status) == ("promise", "late")
    none = judged("对不按时报送的单位约谈负责人", "馆内办公室墙面重新粉刷。")
    assert (none.promise.kind, none.status) == ("promise", "unanswered")


def test_that_no_fee_was_taken_answers_nothing() -> None:
    found = judged("对信息更新不及时的单位进行通报", "未收取信息处理费。")
    assert found.best is None or "处理费" not in found.best.text


def test_a_sentence_that_only_opens_a_field_is_no_answer() -> None:
    found = judged("加强平台建设", "馆藏平台建设方面。今年换了书架。")
    assert found.best is None or "方面" not in found.best.text
