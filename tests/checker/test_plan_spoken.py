"""Amounts that plans and reports say in words, lists and changes, and what is told of them; on reports of a line."""

from __future__ import annotations

from decimal import Decimal

import pytest

from checker.commitments.passages import passages
from checker.commitments.spoken import all_numbers
from tests.checker.test_plan_amounts import VOCABULARY, document, judged


@pytest.mark.parametrize(
    ("text", "values"),
    [
        ("占七成三", [73]),
        ("只有六成半", [65]),
        ("近三成用户", [30]),
        ("7成5的用户", [75]),
        ("参评率过半", [50]),
        ("超过半数的泵站", [50]),
        ("四分之三的泵站", [75]),
        ("三分之二以上", [Decimal("66.7")]),
        ("等候六分半钟", [Decimal("6.5")]),
        ("压到两天半", [Decimal("2.5")]),
        ("半小时到场", [Decimal("0.5")]),
        ("一个半小时到场", [Decimal("1.5")]),
        # Words that only look so.
        ("汇编成册，三成员单位", []),
        ("每半年，上半年，半径五分钟半径", [5]),
        ("统一成立专班，第三成交", [3]),
    ],
)
def test_shares_and_times_are_read_as_they_are_spoken(text: str, values: list[object]) -> None:
    assert [number.value for number in all_numbers(text)] == values


@pytest.mark.parametrize(
    ("promise", "said", "status", "reported"),
    [
        # Shares in words.
        ("管网漏损整改率达到85%以上", "管网漏损整改率为八成二。", "short", 82),
        ("管网漏损整改率达到八成以上", "管网漏损整改率83%。", "answered", 83),
        ("智能水表占比达到四分之三", "智能水表占比六成九。", "short", 69),
        ("智能水表占比过半", "智能水表占比五成六。", "answered", 56),
        ("智能水表占比达到三成", "智能水表占比近三成。", "unsure", None),
        # A share of what there was before, and points of a hundred.
        ("供水投诉件数压减20%以上", "供水投诉由131件减至102件。", "answered", Decimal("22.1")),
        ("供水投诉件数压减30%以上", "供水投诉由131件降到102件。", "short", Decimal("22.1")),
        ("节水考核权重不低于6%", "节水考核在百分制中占5分。", "short", 5),
        # All of them, said in a clause of its own; some of them, with those that are left out.
        ("节水协议签订率达到100%", "与23家用水大户签订节水协议，无一遗漏。", "answered", 100),
        ("水费账单送达率100%", "水费账单送达228户，一户不漏，过半由社区送达。", "answered", 100),
        ("水质抽检报告全部公示", "出具水质抽检报告42份，已公示39份，其余3份正在脱敏。", "short", Decimal("92.9")),
        ("泵站巡检记录全部公示", "312座泵站巡检记录均作公示，其中9座超期。", "short", Decimal("97.1")),
        # How long it took, in fractions and beside what it was.
        ("报装平均用时压缩至1个工作日以内", "报装平均只需0.8个工作日。", "answered", Decimal("0.8")),
        (
            "报装平均用时压缩至15个工作日以内",
            "报装平均用时16.8个工作日，比上年缩短1.5个工作日。",
            "short",
            Decimal("16.8"),
        ),
        ("窗口平均等候不超过8分钟", "窗口平均等候由11分钟降至六分半钟。", "answered", Decimal("6.5")),
        ("水价草案公开征求意见不少于30日", "水价草案向社会征求意见，时间均在32天以上。", "answered", 32),
        # The sum beside how often, the sum of what stands in a list, and no sum of other things.
        ("水质监测数据每月公布一次", "6月起，水质监测数据逐月公布，共公布7期。", "short", 7),
        ("每月公布水厂能耗指标", "水厂能耗指标按季在网站公布了四次。", "short", 4),
        ("走访用水户100户以上", "上门走访用水户，有企业63户、餐饮店48户。", "answered", 111),
        ("开展水厂检查12次", "开展水厂检查5次、水厂培训9次。", "short", 5),
        ("水库蓄水情况每季度公布一次", "水库蓄水情况按一季度、上半年、前三季度、全年四个节点公布。", "answered", 4),
        ("局长解读水价政策不少于2次", "局长先后就阶梯水价、农业水价政策作了解读。", "answered", 2),
        ("水质监测数据逐月更新", "水质监测数据逐月更新，全年共开展水厂培训3次。", "answered", 12),
        # By how much it differs from another year is no amount, unless that was promised.
        ("举办水厂开放日5场", "举办水厂开放日5场，比上年多举办2场。", "answered", 5),
        ("节水信息公开数量比上年增长10%", "节水信息公开数量比上年增长8%。", "short", 8),
        # A part of the year: only how often counts.
        ("汛期每日发布水库水位", "4月至9月逐日发布水库水位，累计发布183期。", "answered", 365),
        ("汛期每日发布水库水位", "汛期每周发布水库水位。", "short", 52),
        ("防汛期间每天推送水库水位", "4月10日至7月15日，连续97天推送水库水位。", "answered", 365),
    ],
)
def test_what_is_told_of_amounts_in_words(promise: str, said: str, status: str, reported: object) -> None:
    answer = judged(promise, said)
    assert (answer.status, answer.reported) == (status, reported)


def test_what_was_meant_to_be_and_then_was_cancelled_was_not_done() -> None:
    said = "原定6月举办的抄表员集中培训，因高温天气取消，改为自学。"
    assert judged("对抄表员进行一次集中培训", said).status == "not_done"
    assert judged("对抄表员进行一次集中培训", "原定6月举办的抄表员集中培训改在7月举办。").status == "answered"


def test_the_amount_of_the_same_thing_goes_before_a_nearer_sentence() -> None:
    said = "26个泵站均设节水专区，全年接待1.4万人次。评选命名节水示范点9个。"
    answer = judged("打造10个节水示范点", said)
    assert (answer.status, answer.reported) == ("short", 9)


def test_of_all_that_were_promised_the_part_that_was_done_counts_where_another_sentence_names_the_rest() -> None:
    said = "城东、城西等18个泵站已设公开专栏。"
    answer = judged("21个泵站全部开设公开专栏", said, "一是泵站专栏建设慢，仍有3个泵站未开设公开专栏。")
    assert (answer.status, answer.reported) == ("short", 18)


def test_units_named_by_their_grade_are_no_amount_between_two() -> None:
    said = "86座一级泵站均公示巡检记录，312座二级泵站中有9座超出规定时间。"
    answer = judged("一级、二级泵站巡检记录全部公示", said)
    assert (answer.status, answer.reported) == ("short", Decimal("97.1"))


def test_that_nobody_asked_is_no_answer() -> None:
    assert judged("推行用水信息申请网上受理", "2023年，我局未收到用水信息申请。").status != "answered"


@pytest.mark.parametrize(
    ("promise", "said"),
    [
        ("编制完成水厂公开目录", "节水工作取得进步，但也存在一些问题：一是水厂公开目录更新慢。"),
        ("召开用水说明会不少于24场", "发布用水解读213篇，其中局长解读27次。"),
    ],
)
def test_what_only_shares_words_or_a_number_is_no_answer(promise: str, said: str) -> None:
    assert judged(promise, said).status in ("unanswered", "unsure")


def test_a_piece_in_a_line_that_names_nothing_is_no_sentence_of_the_report() -> None:
    report = document("report", "一、总体情况\n全年检修水表310只。四是强化考核。五是公示水价。")
    said = [one.text for one in passages(report, VOCABULARY, 2023)]
    assert said == ["全年检修水表310只。", "五是公示水价。"]


def test_a_word_with_once_in_it_counts_nothing() -> None:
    answer = judged("水费投诉办理情况每月通报", "水费投诉受理诉求5.1万件，一次办结率为八成二。")
    assert answer.reported is None
