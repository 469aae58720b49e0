"""A text that breaks off is not whole: what it lacks is for review. One that merely ends lacks it for certain."""

from __future__ import annotations

import pytest

from checker.finding import Verdict
from tests.checker.reports import check, document_of_text, found

_BEGIN = """云泽市水务局2023年政府信息公开工作年度报告
统计期限自2023年1月1日起至2023年12月31日止。
一、总体情况
2023年，公开政府信息120条，答复申请3件。
"""


def _verdicts(end: str) -> set[Verdict]:
    return {one.verdict for one in found(check(document_of_text(_BEGIN + end)), "section-missing")}


@pytest.mark.parametrize(
    "end",
    [
        "加强平台建设，及时更新政府网站的各个栏目，",
        "如有疑问请与本局办公室联系，地址是长青路1号，电话：",
        "推进政策解读，全年发布解读材料12篇，其中有图解（",
        "推进政策解读，全年发布解读材料12篇（图解5篇、视频",
        "落实上级部署的各项重点工作，按照《云泽市2023年政务公开",
        "二、主动公开政府信息",
        "第",
        "及时更新政府网站的各个栏目。加强平台建设，完善检索功能，方便群众查找，全年更新栏目信息一千余条。推进政策解读，以图解、视频等"
        "形式解读重要文件，并且认真听取",
    ],
)
def test_what_a_text_that_breaks_off_lacks_is_for_review(end: str) -> None:
    assert _verdicts(end) == {Verdict.REVIEW}


@pytest.mark.parametrize(
    "end",
    [
        "加强平台建设，及时更新政府网站的各个栏目。",
        "加强平台建设",
        "第二十条",
        "云泽市水务局\n2024年1月20日",
        "更新栏目30个。\n分享到：",
        "更新栏目30个。\n上一篇：无",
        "加强平台建设，及时更新政府网站的各个栏目（详见附件）。",
    ],
)
def test_what_a_text_that_ends_lacks_is_missing(end: str) -> None:
    assert _verdicts(end) == {Verdict.FAIL}


def test_what_stood_behind_the_end_is_told_as_not_checked() -> None:
    audit = check(document_of_text(_BEGIN + "加强平台建设，及时更新政府网站的各个栏目，"))
    assert any("中断" in str(one) for one in audit.unchecked)
