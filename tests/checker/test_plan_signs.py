"""What a sentence shows of the kind of deed that a plan asks for, in whatever words."""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml

from checker.commitments import Answer, answers, load_vocabulary, promises
from tests.checker.reports import document_of_text

PACK = Path(__file__).parents[2] / "rules" / "cn-disclosure-report" / "vocabulary.yaml"
VOCABULARY = load_vocabulary(yaml.safe_load(PACK.read_text("utf-8")))
OTHERS = ("全年收到申请21件，均按期办结。", "举办馆员业务培训3次。", "5月更新了办事窗口。")
PLAN = ("2023年工作要点", "一、任务", "1.{}。", "2.举办馆员业务培训3次。")


def judged(promise: str, said: str) -> Answer:
    """The answer to the first promise of a plan by a report that says this and other things."""
    plan = document_of_text("\n".join(PLAN).format(promise), "plan.txt")
    report = document_of_text("\n".join(("一、总体情况", said, *OTHERS)), "report.txt")
    return answers(promises(plan, VOCABULARY, year=2023), report, VOCABULARY, year=2023)[0]


@pytest.mark.parametrize(
    ("promise", "of_another_kind", "answers_it"),
    [
        ("公布桥梁检测结果", "完成桥梁检测36座，加固4座。", "桥梁检测结果10月上墙。"),
        ("公开校车安全检查结果", "开展校车安全检查12次，整改隐患30处。", "校车安全检查结果张贴在校门口。"),
        ("每半年公示困难职工救助金额", "困难职工救助金额比上年增长8%。", "困难职工救助金额年中、年末各晒一次。"),
        ("委托第三方开展政务公开评估", "委托第三方开展窗口服务评估。", "委托第三方开展公开质量评估。"),
        ("将政务公开纳入干部培训", "将消防知识纳入干部培训。", "将公开条例纳入干部培训。"),
    ],
)
def test_what_shows_another_kind_of_deed_is_no_answer(promise: str, of_another_kind: str, answers_it: str) -> None:
    other, own = judged(promise, of_another_kind), judged(promise, answers_it)
    assert other.status in ("unsure", "unanswered")
    assert own.score > 0.5 > other.score
