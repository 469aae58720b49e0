"""Promises of plans and their answers in reports, on plans and reports of a few lines."""

from __future__ import annotations

import os
import re
import shutil
import stat
import subprocess
import sys
from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from checker.commitments import Answer, Promise, answers, load_vocabulary, promises
from checker.commitments.deadlines import deadline
from checker.commitments.segments import _compiled, _dictionary, _opened, segments
from checker.document import Block, Cell, Document, Paragraph, Table, Text
from checker.text.normalize import comparable

ROOT = Path(__file__).parents[2]
WORDS = yaml.safe_load((ROOT / "rules/cn-disclosure-report/vocabulary.yaml").read_text("utf-8"))
VOCABULARY = load_vocabulary(WORDS)


def document(*blocks: str | Block) -> Document:
    return Document("x.txt", "text", "", tuple(Paragraph(Text(b)) if isinstance(b, str) else b for b in blocks))


def promised(*blocks: str | Block) -> tuple[Promise, ...]:
    return promises(document("一、主要任务", *blocks), VOCABULARY, year=2023)


def answered(plan: str, *report: str) -> Answer:
    (promise,) = promised(plan)
    (answer,) = answers([promise], document("一、总体情况", *report), VOCABULARY)
    return answer


@pytest.mark.parametrize(
    ("clause", "amount", "unit", "comparison", "per_year"),
    [
        ("年内对本系统政务公开专项督查评估不少于1次", 1, "次", ">=", 1),
        ("举办档案业务讲座至少两期", 2, "期", ">=", 1),
        ("每季度召开一次新闻发布会", 4, "次", ">=", 4),
        ("全年制作政策问答48期", 48, "期", "==", 1),
        ("24小时接受外籍人士的电话咨询", 24, "小时", "==", 1),
        ("每月推送惠民政策图解不少于3篇", 36, "篇", ">=", 12),
        ("组织消防体验活动5场以上", 5, "场", ">=", 1),
        ("聘请８名社会监督员", 8, "名", "==", 1),
        ("每两个月召开一次联络员例会", 6, "次", ">=", 6),
        ("举办2-3场听证会", 2, "场", ">=", 1),
    ],
)
def test_a_promise_gives_its_amount_for_the_year(
    clause: str, amount: int, unit: str, comparison: str, per_year: int
) -> None:
    (promise,) = promised(f"1.{clause}。")
    assert (promise.counted, promise.promised, promise.unit) == (True, amount, unit)
    assert (promise.comparison, promise.per_year) == (comparison, per_year)


@pytest.mark.parametrize(
    "clause",
    [
        "公交线路调整提前10日发布公告牌",
        "公布2023年度财政预算",
        "在3个工作日内公布听证报告",
        "印发《关于开展三个一活动的通知》汇编",
        "公布第三批审批事项清单",
    ],
)
def test_dates_limits_titles_and_ordinals_are_no_amounts(clause: str) -> None:
    assert [promise.promised for promise in promised(f"1.{clause}。")] == [None]


@pytest.mark.parametrize(
    "sentence",
    [
        "以习近平新时代中国特色社会主义思想为指导，深入贯彻上级决策部署。",
        "坚持以公开为常态、不公开为例外。",
        "切实履行职责，加强组织领导，确保各项任务落到实处。",
        "进一步提升政务公开能力和工作水平。",
        "不得发布与本单位职能无关的消息。",
        "加强信息发布审核，把好政治关、政策关、文字关。",
    ],
)
def test_slogans_and_general_duties_are_no_promises(sentence: str) -> None:
    assert promised(f"（一）抓落实。{sentence}") == ()


def test_nothing_before_the_first_number_is_a_promise() -> None:
    plan = document("现将工作方案印发给你们，请认真贯彻执行。", "召开新闻发布会3场。", "一、任务", "1.编制事项清单。")
    assert [promise.text for promise in promises(plan, VOCABULARY)] == ["编制事项清单"]


def test_guiding_thoughts_hold_no_promises() -> None:
    plan = document("一、指导思想", "编制公开目录，开展业务培训。", "二、任务", "开展档案业务培训。")
    assert [promise.number for promise in promises(plan, VOCABULARY)] == ["二"]


def test_a_promise_knows_its_clause_number_heading_and_place() -> None:
    line = "　二是强化监督考核。将档案公开纳入年度综合目标考核，确保落实。秘书处要对本系统开展专项督查评估不少于１次。"
    first, second = promises(document("五、保障", "（五）强化保障", line), VOCABULARY, year=2020)
    assert (first.number, first.topic) == ("五（五）二", "强化监督考核")
    assert first.text == "将档案公开纳入年度综合目标考核"
    assert second.text == line[second.start : second.end] == "秘书处要对本系统开展专项督查评估不少于１次"
    assert (second.block, second.office, second.promised) == (2, "秘书处", 1)


def test_offices_stand_in_brackets_or_in_a_sentence_of_their_own() -> None:
    bracket, sentence, plain = promised(
        "1.编制行政许可事项目录。（责任处室：法规处、审批处）",
        "2.开通企业咨询热线。由信息中心负责，8月底前上线。",
        "3.建成政务公开专区。（办公室）",
    )
    assert (bracket.office, sentence.office, plain.office) == ("法规处、审批处", "信息中心", "办公室")
    assert (bracket.deadline, sentence.deadline) == (None, date(2023, 8, 31))


@pytest.mark.parametrize(
    "blocks",
    [
        ("1.修订依申请公开办理规程。", "责任单位：办公室、法规处", "完成时限：2023年7月底前。"),
        ("1.修订依申请公开办理规程。牵头单位：办公室、法规处；完成时间：7月。",),
        ("1.修订依申请公开办理规程。", "（责任部门：办公室、法规处）", "时间节点：2023年7月31日"),
        ("（一）修订依申请公开办理规程。完成时限：7月底。", "牵头部门：办公室、法规处"),
    ],
)
def test_lines_below_a_task_say_who_does_it_and_until_when(blocks: tuple[str, ...]) -> None:
    (promise,) = promised(*blocks)
    assert promise.text.strip("。") == "修订依申请公开办理规程"
    assert (promise.office, promise.deadline) == ("办公室、法规处", date(2023, 7, 31))


def test_a_line_below_says_how_often() -> None:
    first, second = promised("1.召开新闻发布会。", "完成时限：每季度", "2.开设政策专栏。", "时限要求：全年")
    assert (first.promised, second.promised, second.deadline) == (4, None, None)


def test_a_sentence_with_a_colon_is_a_task_for_all_that() -> None:
    rows = promised("1.明确任务：编制政府信息公开指南并在网站公布。", "2.完成时限较紧的事项：公布重大项目清单。")
    assert [bool(row.words) for row in rows] == [True, True]


def test_a_table_of_tasks_gives_office_and_deadline() -> None:
    rows = [["序号", "任务内容", "责任科室", "完成时限"], ["1", "编印办事指南\n手册", "审批科", "第三季度"]]
    cells = [Cell(r, c, Text(value)) for r, row in enumerate(rows) for c, value in enumerate(row)]
    (promise,) = promised(Table(tuple(cells), 2, 4))
    assert (promise.office, promise.deadline, promise.number) == ("审批科", date(2023, 9, 30), "一1")
    assert (promise.cell, promise.text) == ((1, 1), "编印办事指南\n手册")


def test_a_table_of_tasks_may_be_lines_with_tabs() -> None:
    (promise,) = promised("序号\t工作任务\t责任单位\t完成时间", "1\t公布学区划分方案\t基教科\t6月底前")
    assert (promise.text, promise.office, promise.deadline) == ("公布学区划分方案", "基教科", date(2023, 6, 30))


@pytest.mark.parametrize(
    ("written", "day"),
    [
        ("6月底前", date(2023, 6, 30)),
        ("12月20日前", date(2023, 12, 20)),
        ("十月底前完成", date(2023, 10, 31)),
        ("上半年完成", date(2023, 6, 30)),
        ("年底前", date(2023, 12, 31)),
        ("2024年3月15日前", date(2024, 3, 15)),
        ("四季度前", None),
        ("每月10日前", None),
        ("节假日前3天", None),
        ("2月30日前", None),
    ],
)
def test_deadlines_are_the_last_day_in_time(written: str, day: date | None) -> None:
    assert deadline(written, 2023) == day


def test_a_deadline_takes_the_year_that_the_plan_names_most() -> None:
    plan = document(
        "2024年政务公开工作要点",
        "（2023年12月29日）",
        "为做好2024年工作，制定要点。",
        "一、编制事项目录，9月底前完成。",
    )
    assert [promise.deadline for promise in promises(plan, VOCABULARY)] == [date(2024, 9, 30)]


def test_an_answer_says_the_same_in_other_words() -> None:
    answer = answered(
        "1.开展档案业务培训不少于2次。", "全年平稳有序。5月和9月，两次组织档案工作人员集训。", "未收到申请。"
    )
    assert answer.answered
    assert answer.best is not None
    assert answer.best.text == "5月和9月，两次组织档案工作人员集训。"
    assert (answer.reported, answer.reported_at) == (2, (13, 15))


def test_work_named_without_an_amount_is_for_a_person() -> None:
    answer = answered("1.开展档案业务培训不少于2次。", "组织档案业务培训，提高了业务水平。")
    assert (answer.status, answer.reported) == ("unsure", None)


@pytest.mark.parametrize(
    ("promise", "sentence", "reported", "status"),
    [
        ("举办“政府开放日”活动4场", "“政府开放日”活动于3月、6月、9月、12月各举办一场。", 4, "answered"),
        ("举办“政府开放日”活动4场", "“政府开放日”活动于3月、6月、9月各举办一场。", 3, "short"),
        ("举办“政府开放日”活动4场", "“政府开放日”活动在各镇各举办一场。", None, "unsure"),
        ("开展档案业务培训不少于2次", "4月、11月先后举办档案业务培训班。", 2, "answered"),
        ("每季度举办档案业务培训", "4月、7月、10月举办档案业务培训班。", 3, "short"),
        ("每季度开展档案业务检查", "每月开展一次档案业务检查。", 12, "answered"),
        ("每季度开展档案业务检查一次", "档案业务检查按季开展。", 4, "answered"),
        ("每半年开展档案业务检查", "上半年、下半年各开展一次档案业务检查。", 2, "answered"),
        ("编印档案法规问答手册300册", "编印档案法规问答手册241册。", 241, "short"),
        ("档案数字化率达到95%", "档案数字化率为91.5%。", Decimal("91.5"), "short"),
        ("档案移交公示率达到100%", "档案移交40批，其中38批作了公示。", Decimal("95.0"), "short"),
        ("档案移交公示率达到100%", "档案移交40批，均作了公示。", 100, "answered"),
        ("档案考核分值占比不低于4%", "档案考核分值占比由3%提高到5%。", 5, "answered"),
        ("安排档案抢救专项经费5万元", "安排档案抢救专项经费4.8万元。", Decimal("4.8"), "short"),
        ("安排档案抢救专项经费5万元", "安排档案抢救专项经费60000元。", Decimal(6), "answered"),
        ("选派档案骨干不少于3人参加轮训", "选派档案骨干2人参加轮训。", 2, "short"),
        ("把档案公示栏数量压减至3个以内", "档案公示栏保留2个。", 2, "answered"),
        ("举办档案讲座、档案展览共计6场", "举办档案讲座3场、档案展览2场。", 5, "short"),
    ],
)
def test_amounts_are_read_in_the_unit_of_the_promise(
    promise: str, sentence: str, reported: Decimal | int | None, status: str
) -> None:
    answer = answered(f"1.{promise}。", sentence, "全年收到政府信息公开申请7件，均已答复。")
    assert (answer.reported, answer.status) == (reported, status)


def test_how_often_a_report_says_is_an_amount_for_the_year() -> None:
    answer = answered("1.每周更新门诊排班信息一次。", "门诊排班信息坚持每周更新，方便预约。")
    assert (answer.answered, answer.reported) == (True, 52)


@pytest.mark.parametrize(
    "sentence",
    [
        "2024年，我局将编制行政许可事项清单。",
        "下一步，尽快编制行政许可事项清单并公布。",
        "行政许可事项清单尚未编制完成。",
        "全年无行政许可事项。",
    ],
)
def test_what_is_to_come_or_was_not_done_is_no_answer(sentence: str) -> None:
    assert not answered("1.编制行政许可事项清单。", sentence).answered


def test_the_section_on_shortcomings_answers_only_what_it_says_was_done() -> None:
    plan = promised("1.编制行政许可事项清单。")
    told = ["一、总体情况", "平稳有序。", "五、存在的主要问题及改进情况"]
    wanting = answers(plan, document(*told, "编制行政许可事项清单的进度不快。"), VOCABULARY)
    done = answers(plan, document(*told, "针对上年问题，已编制行政许可事项清单。"), VOCABULARY)
    assert [wanting[0].answered, done[0].answered] == [False, True]


def test_a_sentence_that_does_not_name_the_thing_is_no_answer() -> None:
    answer = answered("1.公布规范性文件台账。", "2023年制发规范性文件3件，向社会公布。")
    assert not answer.answered


def test_the_day_of_the_answer_is_the_day_it_was_done() -> None:
    late = answered(
        "1.修订政府信息公开指南，10月底前完成。", "11月20日，新修订的政府信息公开指南上线。", "未收到申请。"
    )
    same_month = answered("1.修订政府信息公开指南，10月15日前完成。", "10月，修订了政府信息公开指南。", "未收到申请。")
    assert (late.promise.deadline, late.done) == (date(2023, 10, 31), date(2023, 11, 20))
    assert same_month.done is None


def test_evidence_stands_where_it_says_on_both_sides() -> None:
    plan = "1.开展 档案业务 培训（不少于２次）。"
    report = "　全年 两次组织档案工作人员　集训。"
    (promise,) = promised(plan)
    (answer,) = answers([promise], document("一、总体情况", report), VOCABULARY)
    assert answer.best is not None
    assert answer.best.text == report[answer.best.start : answer.best.end]
    assert answer.best.evidence
    for evidence in answer.best.evidence:
        low, high = evidence.promised_at
        if low >= 0:
            assert comparable(plan[low:high]).string == evidence.promised
        low, high = evidence.reported_at
        assert comparable(report[low:high]).string == evidence.reported


def test_traditional_writing_gives_the_same_promise() -> None:
    plain, traditional = promised("1.開展檔案業務培訓不少於2次。"), promised("1.开展档案业务培训不少于2次。")
    assert [(p.promised, p.unit, p.deliverable) for p in plain] == [(2, "次", True)]
    assert [word.concept for word in plain[0].words] == [word.concept for word in traditional[0].words]


SENTENCE = "（五）强化保障。年内对本系统档案公开专项督查评估不少于1次，并将结果纳入年度考核。"


@settings(deadline=None)
@given(st.lists(st.integers(0, len(SENTENCE)), max_size=6))
def test_spaces_change_nothing(places: list[int]) -> None:
    spaced = SENTENCE
    for place in sorted(places, reverse=True):
        spaced = spaced[:place] + "　" + spaced[place:]
    expected = [(comparable(p.text).string, p.promised, p.number) for p in promised(SENTENCE)]
    assert [(comparable(p.text).string, p.promised, p.number) for p in promised(spaced)] == expected


def test_an_empty_report_answers_nothing() -> None:
    (answer,) = answers(promised("1.编制行政许可事项清单。"), document(), VOCABULARY)
    assert (answer.answered, answer.best) == (False, None)


class SameLength:
    """A scorer that takes texts of about the same length for the same."""

    def scores(self, promised: Sequence[str], reported: Sequence[str]) -> Sequence[Sequence[float]]:
        return [[min(len(one), len(other)) / max(len(one), len(other)) for other in reported] for one in promised]


def test_the_opinion_of_a_model_counts_beside_the_words() -> None:
    plan = promised("1.选派骨干赴外地学习考察。")
    report = document(
        "一、总体情况", "组织人员到外省取经交流。", "全年公开各类信息三百余条，其中通过网站公开二百余条。"
    )
    (alone,) = answers(plan, report, VOCABULARY)
    (together,) = answers(plan, report, VOCABULARY, scorer=SameLength())
    assert together.best is not None
    assert together.best.text == "组织人员到外省取经交流。"
    assert alone.score != together.score


def faults(change: dict[str, Any]) -> list[str]:
    with pytest.raises(ValueError) as caught:
        load_vocabulary({**WORDS, **change})
    return str(caught.value).split("; ")


def test_every_fault_of_a_vocabulary_is_named_with_its_key() -> None:
    found = faults({"slogans": [], "thresholds": {"answered": 2}, "adverb": ["很"], "each": ["各", 3]})
    assert "slogans: wanted a list of words, found []" in found
    assert "thresholds.answered: wanted a number above 0 and up to 1, found 2" in found
    assert "thresholds.related: wanted a number above 0 and up to 1, found nothing" in found
    assert "adverb: no such key" in found
    assert "each[1]: wanted a word (quote numbers), found 3" in found


def test_a_word_is_in_one_group_of_synonyms_only() -> None:
    assert faults({"synonyms": [["培训", "集训"], ["讲座", "集训"]]}) == [
        "synonyms[1]: 集训 is in the group of 培训 already"
    ]


def test_comparisons_are_those_of_the_rule_language() -> None:
    assert faults({"comparisons": {"before": {"≥": ["不少于"]}, "after": {">=": ["以上"]}}}) == [
        "comparisons.before: '≥' is no comparison, those are >= > <= < =="
    ]


CUT = """
import sys
sys.path.insert(0, sys.argv[1])
from checker.commitments.segments import segments
print("|".join(segments().cut("组织档案工作人员")), "jieba" in sys.modules)
"""


@pytest.mark.parametrize("writable", [True, False])
def test_the_dictionary_is_cached_for_the_user_alone_and_loaded_in_silence(tmp_path: Path, writable: bool) -> None:
    cache, temporary = tmp_path / "cache", tmp_path / "tmp"
    temporary.mkdir()
    if not writable:
        cache.write_text("no directory")
    places = {"XDG_CACHE_HOME": str(cache), "LOCALAPPDATA": str(cache), "HOME": str(cache), "TMPDIR": str(temporary)}
    run = subprocess.run(
        [sys.executable, "-c", CUT, str(ROOT)],
        env={**os.environ, **places, "PYTHONIOENCODING": "utf-8"},
        capture_output=True,
        encoding="utf-8",
        check=True,
    )
    assert (run.stdout.strip(), run.stderr) == ("组织|档案|工作人员 False", "")
    assert list(temporary.iterdir()) == []
    if writable and sys.platform == "linux":
        (kept,) = cache.rglob("*.cache")
        assert re.fullmatch(r"words-\d+-\d+\.cache", kept.name)
        assert stat.S_IMODE(kept.stat().st_mode) == 0o600


@pytest.mark.skipif(sys.platform == "win32", reason="no owners and modes")
@pytest.mark.parametrize("planted", ["link", "writable", "folder"])
def test_a_dictionary_that_others_may_have_put_there_is_not_used(tmp_path: Path, planted: str) -> None:
    cache, temporary = tmp_path / "cache", tmp_path / "tmp"
    temporary.mkdir()
    (cache / "gouji").mkdir(parents=True)
    source, theirs = tmp_path / "dict.txt", tmp_path / "theirs"
    source.write_text("组织档案 9000000 n\n工作 1 n\n人员 1 n\n", encoding="utf-8")
    theirs.write_bytes(_compiled(source))
    assert _opened(theirs.read_bytes()).cut("组织档案工作人员") == ["组织档案", "工作", "人员"]
    state = _dictionary().stat()
    kept = cache / "gouji" / f"words-{state.st_size}-{state.st_mtime_ns}.cache"
    if planted == "link":
        kept.symlink_to(theirs)
    else:
        shutil.copyfile(theirs, kept)
        (kept if planted == "writable" else cache).chmod(0o777)
    run = subprocess.run(
        [sys.executable, "-c", CUT, str(ROOT)],
        env={**os.environ, "XDG_CACHE_HOME": str(cache), "HOME": str(cache), "TMPDIR": str(temporary)},
        capture_output=True,
        text=True,
        check=True,
    )
    assert (run.stdout.strip(), run.stderr) == ("组织|档案|工作人员 False", "")
    assert list(temporary.iterdir()) == []
    assert not kept.is_symlink()


def test_a_kept_dictionary_that_was_cut_off_is_made_anew(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    for left in (b"", b"gouji words 1 00000000\n", None):
        segments.cache_clear()
        assert segments().cut("组织档案工作人员") == ["组织", "档案", "工作人员"]
        (kept,) = (tmp_path / "gouji").glob("words-*.cache")
        kept.write_bytes(kept.read_bytes()[:-1] if left is None else left)
    segments.cache_clear()
    assert segments().cut("局") == ["局"]


@pytest.fixture(scope="module")
def jieba_cut() -> Any:
    import jieba

    segments()
    cutter = jieba.Tokenizer()
    return lambda run: list(cutter.cut(run, HMM=False))


COMMON = "政务公开信息年度报告工作方案办事指南县市区局培训会议网站栏目不一是的上下级"


@given(st.text(st.sampled_from(COMMON) | st.characters(min_codepoint=0x4E00, max_codepoint=0x9FA5), min_size=1))
@settings(max_examples=300, deadline=None)
def test_a_text_is_cut_as_the_owner_of_the_dictionary_cuts_it(jieba_cut: Any, run: str) -> None:
    assert segments().cut(run) == jieba_cut(run)


@pytest.mark.parametrize(
    ("promise", "sentence", "answers_it"),
    [
        ("公布全市养老机构名录", "新增养老机构床位860张，改造消防设施12处。", "全市养老机构名单在局网站公布。"),
        (
            "公开殡葬服务机构收费目录",
            "殡葬服务机构安装监控探头45个，开展演练2次。",
            "在网站公开9家殡葬服务机构收费项目清单。",
        ),
        ("发布中小学校车运行线路图", "中小学校车安装卫星定位装置210套。", "中小学校车线路图8月在网站发布。"),
        ("举办“食品安全开放周”活动", "食品安全检测中心10月起对外承接检测。", "9月举办食品安全开放周，接待市民600人。"),
        ("统一答复文书格式", "执法文书统一使用国家规定的格式。", "答复文书统一使用国家规定的格式。"),
        ("选取3个隶属海关开展政务公开试点", "14个隶属海关的目录于12月编制完成。", "在3个隶属海关开展政务公开试点。"),
    ],
)
def test_words_of_a_promise_without_the_thing_in_which_it_ends_do_not_answer_it(
    promise: str, sentence: str, answers_it: str
) -> None:
    others = ("全年收到申请21件，均按期答复。", "部门预算和决算按时公开。", "召开新闻发布会3次。")
    assert answered(f"1.{promise}。", sentence, *others).status in ("unsure", "unanswered")
    assert answered(f"1.{promise}。", answers_it, *others).status == "answered"


@pytest.mark.parametrize(
    ("promise", "report", "reported", "status"),
    [
        ("局领导参加在线访谈、新闻发布会不少于4次", ["出席新闻发布会3次，做客在线访谈栏目2次。"], 5, "answered"),
        ("局领导参加在线访谈、新闻发布会不少于4次", ["出席新闻发布会3次。", "做客在线访谈栏目1次。"], 4, "answered"),
        ("召开座谈会、听证会不少于6次", ["召开企业座谈会4次、价格听证会1次。"], 5, "short"),
        ("制作图解、短视频不少于10个", ["制作图解7个，拍摄短视频5个。"], 12, "answered"),
        ("发布图解、问答不少于20期", ["发布图解8期、简明问答9期，制作海报30张。"], 17, "short"),
        ("举办培训、讲座不少于4次", ["举办培训班3期。"], 3, "short"),
    ],
)
def test_things_that_a_plan_counts_together_are_added_up(
    promise: str, report: list[str], reported: int, status: str
) -> None:
    answer = answered(f"1.{promise}。", *report, "全年收到申请7件。")
    assert (answer.reported, answer.status) == (reported, status)


@pytest.mark.parametrize(
    ("promise", "sentence", "reported", "status"),
    [
        ("公众号每月推送惠农信息不少于8篇", "公众号月均推送惠农信息11篇。", 132, "answered"),
        ("微博每周发布交通信息不少于5条", "微博周均发布交通信息4条。", 208, "short"),
        ("每季度推送政策提醒30条", "政策提醒季均推送28条。", 112, "short"),
        ("全年发布天气提示不少于300条", "天气提示日均发布2条。", 730, "answered"),
        ("每月发布原创作品6部", "原创作品月平均发布7部。", 84, "answered"),
        ("全年答复咨询不少于300件", "开放的5个工作日均答复咨询120件。", 120, "short"),
        ("全年答复咨询不少于300件", "咨询当日均答复，答复咨询120件。", 120, "short"),
    ],
)
def test_a_mean_is_turned_into_what_the_year_has(promise: str, sentence: str, reported: int, status: str) -> None:
    answer = answered(f"1.{promise}。", sentence, "全年收到申请7件。")
    assert (answer.reported, answer.status) == (reported, status)


def test_what_is_provided_with_a_thing_that_is_due_is_not_late_with_it() -> None:
    plan = "1.5月底前建成便民服务中心政务公开专区，配备查询机、电脑。"
    report = "7月，便民服务中心政务公开专区建成投用，配有查询机1台、电脑2台。"
    both = promised(plan)
    assert [promise.deadline for promise in both] == [date(2023, 5, 31), None]
    found = answers(both, document("一、总体情况", report, "全年收到申请7件。"), VOCABULARY)
    assert [answer.status for answer in found] == ["late", "answered"]
