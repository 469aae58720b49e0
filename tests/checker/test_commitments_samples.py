"""Promises and answers of whole plans and reports against the judgements of a reader."""

from __future__ import annotations

import sys
from functools import cache
from importlib.util import module_from_spec, spec_from_file_location
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

from adapters import text
from checker.commitments import Answer, answers, promises
from checker.document import Document, Paragraph, Text
from checker.text.normalize import comparable

PLANS = Path(__file__).parents[2] / "samples" / "plans"


def _measuring() -> ModuleType:
    spec = spec_from_file_location("measure_plans", PLANS / "measure.py")
    assert spec is not None
    assert spec.loader is not None
    module = module_from_spec(spec)
    sys.modules["measure_plans"] = module
    spec.loader.exec_module(module)
    return module


MEASURE = _measuring()
WORDS = MEASURE.vocabulary()


@cache
def measured(name: str) -> Any:
    return MEASURE.measure(name, WORDS)


NAMED = ("promises_recall", "answered_precision", "unanswered_precision", "sentence", "counted", "done", "office")
"""What must be right in three of four at least, pair by pair, where a pair has so many."""


@pytest.mark.parametrize("name", MEASURE.names())
def test_what_is_told_for_certain_agrees_with_the_reader(name: str) -> None:
    result = measured(name)
    low = {key: str(result.tallies[key]) for key in NAMED if result.share(key) < 0.75 and result.tallies[key].all > 3}
    assert low == {}, "\n".join(result.differences)
    assert result.share("promises_precision") >= 0.9, "\n".join(result.differences)
    assert result.share("answered_recall") >= 0.6, "\n".join(result.differences)


def test_over_all_pairs_nearly_everything_told_is_right_and_little_is_left_to_a_person() -> None:
    results = [measured(name) for name in MEASURE.names()]
    tallies = {key: [result.tallies[key] for result in results] for key in results[0].tallies}
    share = {key: sum(one.right for one in some) / sum(one.all for one in some) for key, some in tallies.items()}
    assert share["answered_precision"] >= 0.97
    assert share["unanswered_precision"] >= 0.92
    assert share["sentence"] >= 0.97
    assert share["answered_recall"] >= 0.85
    assert share["decided"] >= 0.75


@pytest.mark.parametrize("name", MEASURE.names())
def test_every_judgement_quotes_its_plan_and_report(name: str) -> None:
    judged = MEASURE.judgement(name)
    plan, report = ((PLANS / judged[role]).read_text("utf-8") for role in ("plan", "report"))
    assert [clause["text"] for clause in judged["clauses"] if clause["text"] not in plan] == []
    quoted = [passage for clause in judged["clauses"] for passage in clause.get("answered_by", [])]
    assert [passage for passage in quoted if passage not in report] == []


def suqian(role: str, *changes: tuple[str, str]) -> Document:
    """A document of the real pair, with words of it changed."""
    document = text.read(PLANS / f"suqian-2020-{role}.txt", role)
    blocks = list(document.blocks)
    for old, new in changes:
        at = next(i for i, b in enumerate(blocks) if isinstance(b, Paragraph) and old in b.text.string)
        blocks[at] = Paragraph(Text(blocks[at].text.string.replace(old, new)))  # type: ignore[union-attr]
    return Document(role, "text", "", tuple(blocks))


def of(found: tuple[Answer, ...], words: str) -> Answer:
    (answer,) = [answer for answer in found if words in answer.promise.text]
    return answer


def judged(plan: Document, report: Document) -> tuple[Answer, ...]:
    return answers(promises(plan, WORDS, year=2020), report, WORDS)


def test_the_special_audit_is_promised_once_and_reported_once() -> None:
    audit = of(judged(suqian("plan"), suqian("report")), "专项督查评估不少于1次")
    assert (audit.promise.number, audit.promise.office) == ("二（五）二", "秘书处")
    assert (audit.promise.promised, audit.promise.comparison, audit.reported) == (1, ">=", 1)
    assert audit.best is not None
    assert audit.best.text == "年内组织对本系统政务公开开展了一次专项督查评估，并主动公开督查情况报告。"


def test_the_special_audit_without_its_number_is_answered_with_an_unknown_amount() -> None:
    report = suqian("report", ("开展了一次专项督查评估", "开展了专项督查评估"))
    plan = suqian("plan", ("督查评估不少于1次", "督查评估不少于2次"))
    audit = of(judged(plan, report), "专项督查评估")
    assert (audit.answered, audit.reported) == (True, None)
    once = of(judged(suqian("plan"), report), "专项督查评估")
    assert (once.status, once.reported) == ("answered", 1)  # what was done was done once


def test_three_special_audits_promised_are_three() -> None:
    plan = suqian("plan", ("督查评估不少于1次", "督查评估不少于3次"))
    audit = of(judged(plan, suqian("report")), "专项督查评估")
    assert (audit.promise.promised, audit.reported) == (3, 1)


@pytest.mark.parametrize(
    ("promise", "sentence"),
    [
        ("外事业务信息管理系统建设", "根据全省外事系统“一张网”建设的相关要求，市外办组织建设了"),
        ("四个语种", "通过网站、微信公众号等渠道发布了《宿迁市人民政府外事办公室致在宿外籍人士的公开信》"),
        ("公开涉外疫情专线电话", "通过网站、微信公众号等渠道发布了《宿迁市人民政府外事办公室致在宿外籍人士的公开信》"),
        ("政策简明问答", "12月结合“江苏省领事保护宣传周·宿迁站”活动，创新开展一期"),
        ("召开会议听取情况汇报", "办政务公开工作领导小组定期听取政务公开工作情况汇报"),
        ("纳入全办年度综合目标考核", "办政务公开工作领导小组定期听取政务公开工作情况汇报"),
        ("举办政务公开专题培训", "制定了《全市外事系统岗位大学习大练兵大提升活动方案》，开设政务公开专题"),
    ],
)
def test_the_answered_promises_have_their_sentences(promise: str, sentence: str) -> None:
    answer = of(judged(suqian("plan"), suqian("report")), promise)
    assert answer.answered
    assert answer.best is not None
    assert comparable(answer.best.text).string.startswith(comparable(sentence).string)


@pytest.mark.parametrize(
    "promise", ["规范性文件台账和失效文件清单", "公布征求意见采纳情况", "只开设一个政务新媒体账号"]
)
def test_the_unanswered_promises_have_none(promise: str) -> None:
    assert not of(judged(suqian("plan"), suqian("report")), promise).answered


def test_a_promise_whose_subject_is_told_but_not_its_thing_is_left_unsure() -> None:
    found = judged(suqian("plan"), suqian("report"))
    guides, register = of(found, "申办指南的修改和公开"), of(found, "规范性文件台账")
    assert [guides.status, register.status] == ["unsure", "unsure"]


def test_places_are_those_of_the_files() -> None:
    plan, report = suqian("plan"), suqian("report")
    for answer in judged(plan, report):
        promise, best = answer.promise, answer.best
        assert promise.text == plan.text_at(promise.block, promise.cell).string[promise.start : promise.end]
        assert best is not None
        assert best.text == report.text_at(best.block).string[best.start : best.end]
