"""The rows of a plan: every clause after its opening, as what it is; on plans of a few lines."""

from __future__ import annotations

from datetime import date
from itertools import pairwise
from pathlib import Path

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from checker.commitments import Promise, load_vocabulary, rows
from checker.document import Block, Cell, Document, Paragraph, Table, Text

ROOT = Path(__file__).parents[2]
VOCABULARY = load_vocabulary(yaml.safe_load((ROOT / "rules/cn-disclosure-report/vocabulary.yaml").read_text("utf-8")))


def of(*blocks: str | Block) -> list[Promise]:
    made = tuple(Paragraph(Text(block)) if isinstance(block, str) else block for block in blocks)
    return list(rows(Document("plan.txt", "text", "", made), VOCABULARY, year=2023))


def told(*blocks: str | Block) -> list[tuple[str, str]]:
    return [(row.kind, row.text) for row in of(*blocks)]


def test_every_clause_is_a_row_with_what_it_is() -> None:
    assert told(
        "为做好2023年工作，制定本要点。",
        "一、强化保障",
        "（一）加强队伍建设。明确专人负责馆藏目录登记，确保责任到人。切实提高认识，每月巡查阅览区一次。",
        "（二）坚持以人民为中心，努力形成人人爱护图书的氛围。",
    ) == [
        ("heading", "强化保障"),
        ("heading", "加强队伍建设。"),
        ("promise", "明确专人负责馆藏目录登记"),
        ("slogan", "确保责任到人"),
        ("slogan", "切实提高认识"),
        ("promise", "每月巡查阅览区一次"),
        ("slogan", "坚持以人民为中心"),
        ("slogan", "努力形成人人爱护图书的氛围"),
    ]


@pytest.mark.parametrize(
    "clause",
    [
        "建设县政务公开体验区",
        "取消“图书速递”微博账号",
        "推行借阅申请网上受理",
        "明确专职人员承担馆藏登记",
        "晾出阅览室空调运行电费",
        "把闭馆通知贴到各分馆门口",
        "张榜公布读者积分",
        "更换11个分馆的导览牌",
    ],
)
def test_an_act_is_a_promise_whether_a_list_knows_its_verb_or_not(clause: str) -> None:
    assert told("一、任务", f"1.{clause}。") == [("heading", "任务"), ("promise", clause)]


def test_pieces_of_work_listed_in_one_line_are_no_headings() -> None:
    found = told("一、重点", "四是公开阅览座位余量。五是公开图书采购预算。六是张贴借阅规则。")
    assert [text for kind, text in found if kind == "promise"] == [
        "公开阅览座位余量",
        "公开图书采购预算",
        "张贴借阅规则",
    ]


def test_the_first_sentence_under_a_number_is_a_heading_only_where_it_names_no_work() -> None:
    found = told(
        "一、任务",
        "（一）召开全县图书馆推进会。全年培训馆员2次。",
        "（二）图书流通。每月公布流通册数。",
        "（三）全县分馆全部完成门禁改造。每季度检查消防设施。",
    )
    assert [text for kind, text in found if kind == "heading"] == ["任务", "图书流通。"]


def test_acts_of_one_sentence_are_rows_of_their_own_each_with_its_deadline() -> None:
    (_, first, second, third) = of("一、任务", "1.6月底前编印馆藏手册，开通还书热线，9月15日前公布读者名录。")
    assert (first.text, first.deadline) == ("6月底前编印馆藏手册", date(2023, 6, 30))
    assert (second.text, second.deadline) == ("开通还书热线", None)
    assert (third.text, third.deadline) == ("9月15日前公布读者名录", date(2023, 9, 15))


def test_a_plan_without_numbers_begins_after_its_opening() -> None:
    found = told(
        "青禾乡2023年村务公开安排",
        "根据县里部署，现将安排如下：",
        "账目公开",
        "按月张贴村级账目明细。加强组织领导。",
        "青禾乡人民政府",
        "2023年3月1日",
    )
    assert found == [
        ("heading", "账目公开"),
        ("promise", "按月张贴村级账目明细"),
        ("general", "加强组织领导"),
        ("context", "青禾乡人民政府"),
        ("context", "2023年3月1日"),
    ]


def table(*lines: list[str | None]) -> Table:
    """A table of tasks; None is a cell that the one above it reaches down to."""
    cells = [Cell(r, c, Text(said)) for r, line in enumerate(lines) for c, said in enumerate(line) if said is not None]
    return Table(tuple(cells), len(lines), len(lines[0]))


def test_a_table_of_tasks_with_merged_cells_keeps_its_columns() -> None:
    found = of(
        "江湾区图书馆2023年公开任务分工表",
        table(
            ["序号", "重点任务", "具体措施", "责任单位", "完成时限"],
            ["1", "馆务公开", "编制开馆日历并公布。", "办公室", "4月底前"],
            ["2", None, "就闭馆改造召开听证会1次；听证笔录上墙。", "基建科、法规科", "第三季度"],
            ["3", "读者服务", "（1）制作导读动画2部。（2）邀请作家讲解新书。", "借阅科", "6月、11月"],
        ),
    )
    assert [row.text for row in found if row.kind == "heading"] == ["馆务公开", "读者服务"]
    promised = [(row.number, row.topic, row.text, row.office, row.deadline) for row in found if row.kind == "promise"]
    assert promised == [
        ("1", "馆务公开", "编制开馆日历并公布", "办公室", date(2023, 4, 30)),
        ("2", "馆务公开", "就闭馆改造召开听证会1次", "基建科、法规科", date(2023, 9, 30)),
        ("2", "馆务公开", "听证笔录上墙", "基建科、法规科", date(2023, 9, 30)),
        ("3（1）", "读者服务", "制作导读动画2部", "借阅科", date(2023, 11, 30)),
        ("3（2）", "读者服务", "邀请作家讲解新书", "借阅科", date(2023, 11, 30)),
    ]


def test_columns_that_are_called_otherwise_are_known_by_what_stands_in_them() -> None:
    found = of(
        "江湾区图书馆2023年公开清单",
        table(
            ["", "要做的事", "谁来做", "哪天前"],
            ["1", "编制开馆日历", "办公室", "4月底前"],
            ["2", "制作导读动画2部", "借阅科", "全年"],
            ["3", "邀请作家讲解新书", "编目部、借阅科", "11月"],
        ),
    )
    assert [(row.text, row.office, row.deadline) for row in found if row.kind == "promise"] == [
        ("编制开馆日历", "办公室", date(2023, 4, 30)),
        ("制作导读动画2部", "借阅科", None),
        ("邀请作家讲解新书", "编目部、借阅科", date(2023, 11, 30)),
    ]


@pytest.mark.parametrize(
    ("task", "said"),
    [
        ("编制目录事项", "对照标准编制26类馆藏目录并公布"),
        ("公开惠民事项", "办证免押金的范围和流程按季度在大厅张榜"),
        ("落实责任单位", "各分馆确定1名联络员并报送名单"),
    ],
)
def test_a_task_with_a_word_of_the_headings_heads_no_columns(task: str, said: str) -> None:
    lines = ["序号\t工作任务\t具体要求\t完成时限\t责任单位", "1\t公开开馆日历\t开馆日历在大厅和网站公布\t全年\t办公室"]
    found = of(
        "江湾区图书馆2023年政务公开工作方案",
        "一、任务分解",
        "各项任务见下表。",
        *lines,
        f"2\t{task}\t{said}\t6月底\t编目部",
    )
    assert next(row.text for row in found if row.kind == "promise") == "开馆日历在大厅和网站公布"
    (own,) = [row for row in found if row.kind == "promise" and row.text in said and row.number.startswith("一2")]
    assert (own.topic, own.office, own.deadline) == (task, "编目部", date(2023, 6, 30))
    assert [row.kind for row in found if row.text == "各项任务见下表"] == ["general"]


def test_of_two_columns_that_are_called_tasks_the_one_that_says_more_is_read() -> None:
    found = of(
        "江湾区图书馆2023年政务公开任务分工表",
        table(
            ["工作任务", "工作要求", "责任单位"],
            ["举办读者开放日2次，邀请读者代表不少于50人", "有方案", "办公室"],
            ["编制馆藏目录并在网站公布", "有记录", "编目部"],
            ["每月张榜公布图书流通册数", "有照片", "借阅科"],
        ),
    )
    assert [row.text for row in found if row.kind == "promise"] == [
        "举办读者开放日2次",
        "邀请读者代表不少于50人",
        "编制馆藏目录并在网站公布",
        "每月张榜公布图书流通册数",
    ]


@pytest.mark.parametrize(
    ("clause", "things"),
    [
        ("制作导读长图、动画、音频", ["制作导读长图", "动画", "音频"]),
        ("编制借阅指南、馆藏目录和年度报告", ["编制借阅指南", "馆藏目录", "年度报告"]),
        ("设立公开栏、意见箱、咨询台", ["设立公开栏", "意见箱", "咨询台"]),
        # What ends openly, has parts of one kind, or says of what one thing is.
        ("制作导读长图、动画、音频等产品", ["制作导读长图、动画、音频等产品"]),
        ("公布借阅、流通、采购政策", ["公布借阅、流通、采购政策"]),
        ("公开收费项目、标准及投诉方式", ["公开收费项目、标准及投诉方式"]),
    ],
)
def test_things_under_one_verb_are_rows_of_their_own_however_many(clause: str, things: list[str]) -> None:
    found = told("一、任务", f"1.{clause}。")
    assert [text for kind, text in found if kind == "promise"] == things


def test_what_all_of_them_owe_makes_no_promise_of_what_follows_without_a_piece_of_work() -> None:
    found = told(
        "一、任务",
        "1.编制开馆日历。",
        "各分馆要高度重视，明确责任，真抓实干，务求实效。",
        "各部门要切实提高站位，加强组织领导，狠抓任务落实。",
        "各分馆要统一思想，6月底前编制馆藏目录。",
    )
    assert [text for kind, text in found if kind == "promise"] == ["编制开馆日历", "6月底前编制馆藏目录"]


@pytest.mark.parametrize(
    ("line", "heading"),
    [
        ("任务一：加快馆藏开放审核。公布馆藏目录。", "加快馆藏开放审核。"),
        ("行动二：编制馆藏名录。公布馆藏目录。", "编制馆藏名录。"),
        ("（一）聚焦读者需求，公开“明白账”。一是公布馆藏目录。", "聚焦读者需求，公开“明白账”。"),
    ],
)
def test_what_calls_a_task_or_leads_a_list_heads_it(line: str, heading: str) -> None:
    assert told("一、任务", line)[1:] == [("heading", heading), ("promise", "公布馆藏目录")]


@pytest.mark.parametrize("lead", ["馆藏抽检信息公开", "采购与招标公开", "开展分馆评估公开"])
def test_a_field_that_is_opened_heads_what_follows_whatever_verbs_are_in_its_name(lead: str) -> None:
    found = told("一、任务", f"1.{lead}。每月公布流通册数。", "2.抽检结果在大厅公开。每月公布新书目录。")
    assert ("heading", f"{lead}。") in found
    assert ("promise", "抽检结果在大厅公开") in found


@pytest.mark.parametrize(
    "clause",
    [
        "依托“书香”平台公示逾期读者名单，组织读者座谈会2场",
        "公布分馆收费信息，年内完成不少于150家农家书屋信用归集",
        "设立查阅点8处，配备纸质目录和触摸屏",
        "8月底前编制馆藏目录，并在各阅览室门口张贴公示",
    ],
)
def test_what_is_short_with_one_thing_is_not_short_with_the_other(clause: str) -> None:
    assert [text for kind, text in told("一、任务", f"1.{clause}。") if kind == "promise"] == clause.split("，")


@pytest.mark.parametrize("clause", ["9月底前完成门户网站改版", "公开重名查询服务", "编制馆藏名录，内容包括地址、电话"])
def test_a_promise_of_common_words_is_one_where_a_day_or_a_verb_says_so(clause: str) -> None:
    assert told("一、任务", f"1.{clause}。")[1:] == [("promise", clause)]


def test_a_plan_without_numbers_may_end_with_a_list_that_has_some() -> None:
    found = told(
        "江湾区图书馆2023年政务公开工作安排",
        "为做好今年工作，作如下安排。",
        "馆务公开",
        "采购方面，合同签订后10个工作日内公布采购结果。每月张榜公布流通册数。",
        "读者服务",
        "馆长接听读者热线不少于2次；举办读者开放日3次。",
        "1、制作导读动画2部；2、每周更新新书目录；3、建立馆员考核办法，年底前评选10名优秀馆员。",
    )
    assert [text for kind, text in found if kind == "heading"] == ["馆务公开", "读者服务"]
    assert [text for kind, text in found if kind == "promise"] == [
        "采购方面，合同签订后10个工作日内公布采购结果",
        "每月张榜公布流通册数",
        "馆长接听读者热线不少于2次",
        "举办读者开放日3次",
        "制作导读动画2部",
        "每周更新新书目录",
        "建立馆员考核办法",
        "年底前评选10名优秀馆员",
    ]


def test_a_list_of_telephones_is_no_table_of_tasks() -> None:
    found = of(
        "一、编印馆藏手册2册。",
        table(["谁", "哪里", "号码"], ["张三", "办公室", "13800000000"], ["李四", "借阅科", "13900000000"]),
    )
    assert [row.text for row in found if row.kind == "promise"] == ["编印馆藏手册2册"]


def test_a_line_above_deeper_numbers_is_their_heading_even_with_a_full_stop() -> None:
    found = told("一、读者与馆藏地图。", "1.编印馆藏手册2册。", "2.开通还书热线。")
    assert found == [("heading", "读者与馆藏地图。"), ("promise", "编印馆藏手册2册"), ("promise", "开通还书热线")]


def test_a_clause_with_a_day_is_a_promise_though_its_verb_is_new() -> None:
    (row,) = [row for row in of("一、热线", "（一）年底前接入12345平台。") if row.kind == "promise"]
    assert row.deadline == date(2023, 12, 31)


def test_offices_in_brackets_may_end_with_what_they_do() -> None:
    row = of("一、任务", "（一）编印馆藏手册。（借阅科、法规科负责，全年实施）")[1]
    assert (row.text, row.office) == ("编印馆藏手册", "借阅科、法规科")


CLAUSES = (
    "编印馆藏手册2册",
    "确保责任到人",
    "以读者为中心",
    "每季度检查一次",
    "针对读者建议",
    "开通还书热线",
    "再接再厉",
)


@given(st.lists(st.lists(st.sampled_from(CLAUSES), min_size=1, max_size=4), min_size=1, max_size=3))
def test_no_clause_is_dropped_and_none_is_told_twice(said: list[list[str]]) -> None:
    line = "。".join("，".join(sentence) for sentence in said) + "。"
    found = [row for row in of("一、任务", f"　{line}") if row.block == 1]
    spans = sorted((row.start, row.end) for row in found)
    assert all(one[1] <= other[0] for one, other in pairwise(spans))
    covered = {at for start, end in spans for at in range(start, end)}
    assert {f"　{line}"[at] for at in range(len(line) + 1) if at not in covered} <= set("　，。")


def test_what_only_sends_a_table_of_tasks_is_its_opening() -> None:
    assert told(
        "关于印发《某县图书馆2023年政务公开任务分工表》的通知",
        "各分馆：",
        "现将《某县图书馆2023年政务公开任务分工表》印发给你们，请认真抓好落实。",
        "某县图书馆",
        table(["类别", "工作任务", "牵头单位"], ["一、借阅公开", "公布馆藏目录", "编目部"]),
    ) == [("heading", "一、借阅公开"), ("promise", "公布馆藏目录")]


def test_a_task_that_counts_with_common_words_alone_is_a_promise() -> None:
    (row,) = [row for row in of("一、解读", "（一）馆领导解读重大政策2次。") if row.kind == "promise"]
    assert (row.text, row.promised) == ("馆领导解读重大政策2次", 2)


def test_a_plan_without_numbers_opens_with_whom_it_is_sent_to_and_what_follows() -> None:
    found = told(
        "2023年阅览服务公开安排",
        "各分馆，馆内各部室：",
        "今年是建馆七十周年，要突出便民，重点办好以下几件实事。",
        "公开阅览座位余量。编印借阅指南。",
        "各部室要坚决扛牢责任，大力弘扬求真务实之风，形成齐抓共管的工作格局。",
    )
    assert [text for kind, text in found if kind == "promise"] == ["公开阅览座位余量", "编印借阅指南"]


def test_how_often_a_table_says_beside_a_task_is_its_amount() -> None:
    found = of(
        "一、任务",
        "序号\t任务\t责任部门\t完成时限",
        "1\t公布流通册数\t流通部\t每季度",
        "2\t修订借阅规则\t流通部\t6月底前",
        "说明：各部门要主动认领任务，办公室负责统筹协调和督促检查。",
    )
    promised = [(row.text, row.promised, row.per_year) for row in found if row.kind == "promise"]
    assert promised == [("公布流通册数", 4, 4), ("修订借阅规则", None, 1)]


def test_what_is_added_to_an_amount_is_a_row_of_its_own() -> None:
    found = told("一、任务", "1.建成馆藏目录库，入库书目达到200种以上，并提供分类检索功能。")
    assert [text for kind, text in found if kind == "promise"] == [
        "建成馆藏目录库",
        "入库书目达到200种以上",
        "并提供分类检索功能",
    ]
    found = told("一、任务", "1.馆务公开纳入分馆年度考核，考核分值不低于4分。")
    assert [text for kind, text in found if kind == "promise"] == ["馆务公开纳入分馆年度考核", "考核分值不低于4分"]


@pytest.mark.parametrize(
    "clause",
    [
        "做好古籍和民国文献修复项目信息公开",
        "推进地方文献捐赠信息公开",
        "推动县级分馆全部开通图书逾期费自助查询",
        "引导社区书屋全部安装借还机",
    ],
)
def test_a_duty_that_names_its_field_or_all_who_must_act_is_a_promise(clause: str) -> None:
    assert told("一、任务", f"1.{clause}。") == [("heading", "任务"), ("promise", clause)]


def test_a_verb_that_is_a_noun_in_a_list_heads_what_follows() -> None:
    found = told("一、任务", "1.采购与基建信息公开。每月公布采购结果。")
    assert found == [("heading", "任务"), ("heading", "采购与基建信息公开。"), ("promise", "每月公布采购结果")]


def test_a_remark_on_offices_may_name_one_by_what_it_does() -> None:
    found = of("一、任务", "1.邀请读者代表列席馆务会。（馆办公室、各活动承办单位）")
    assert [(row.text, row.office) for row in found if row.kind == "promise"] == [
        ("邀请读者代表列席馆务会", "馆办公室、各活动承办单位")
    ]


@pytest.mark.parametrize(
    "lines",
    [
        (
            "序号　工作任务　责任部门　完成时限",
            "1　公布馆藏古籍目录　典藏部　3月底前",
            "二、服务",
            "2　举办读者培训2次　读者部　6月底前",
        ),
        (
            "序号 工作任务 责任部门 完成时限",
            "1 公布馆藏古籍目录 典藏部 3月底前",
            "二、服务",
            "2 举办读者培训2次 读者部 6月底前",
        ),
        (
            "1　公布馆藏古籍目录　责任部门：典藏部　完成时限：3月底前",
            "2　举办读者培训2次 责任部门：读者部 完成时限：6月底前",
        ),
        (
            "1.公布馆藏古籍目录（责任部门：典藏部；完成时限：3月底前）",
            "2.举办读者培训2次（责任部门：读者部；完成时限：6月底前）",
        ),
    ],
)
def test_tasks_in_lines_have_who_does_them_and_until_when(lines: tuple[str, ...]) -> None:
    found = [row for row in of("为做好工作，制定本方案。", *lines) if row.kind == "promise"]
    assert [(row.text, row.office, row.deadline) for row in found] == [
        ("公布馆藏古籍目录", "典藏部", date(2023, 3, 31)),
        ("举办读者培训2次", "读者部", date(2023, 6, 30)),
    ]


def test_a_numbered_line_without_a_full_stop_that_heads_nothing_is_a_task() -> None:
    lines = ("一、主动公开", "1.更新馆藏古籍目录", "2.古籍信息公开", "二、保障", "1.举办读者培训2次")
    assert told(*lines) == [
        ("heading", "主动公开"),
        ("promise", "更新馆藏古籍目录"),
        ("heading", "古籍信息公开"),
        ("heading", "保障"),
        ("promise", "举办读者培训2次"),
    ]


@pytest.mark.parametrize(
    ("clause", "kinds"),
    [
        ("公布借阅点名单，每周更新一次借阅安排", ["promise", "promise"]),
        ("全年组织馆员学习条例2次，12月份开展一次政务公开自查", ["promise", "promise"]),
        ("总结报省馆，并对排名末位的分馆进行约谈", ["promise", "promise"]),
        ("公开藏书普查报告、读者调查报告", ["promise", "promise"]),
        ("12月底前发布2022—2023学年借阅质量报告", ["promise"]),
        ("条例实施以来，读者的意识不断增强", ["context", "slogan"]),
        ("公布全国读书月示范书屋名单，新增示范书屋6家", ["promise", "promise"]),
        ("开展馆藏消防检查，每半年公布一次检查情况", ["promise", "promise"]),
        ("公布馆藏检测点位，每周公布一次", ["promise"]),
        ("去年全馆完成图书借阅1.3万册", ["general"]),
        ("去年检查发现的问题全部整改到位", ["promise"]),
        ("我馆现有工作人员23名", ["general"]),
        ("图书是知识的窗口，擦得越亮，读者就越多", ["slogan", "slogan", "slogan"]),
        ("公布事关读者的借阅规则", ["promise"]),
    ],
)
def test_acts_of_their_own_are_rows_and_what_gets_better_by_itself_is_none(clause: str, kinds: list[str]) -> None:
    assert [row.kind for row in of("一、任务", f"1.{clause}。")][1:] == kinds


def test_a_school_year_and_a_month_are_no_amounts() -> None:
    (row,) = of("一、任务", "1.12月份发布2022—2023学年借阅质量报告。")[1:]
    assert not row.counted
    assert row.aside is None


def test_a_piece_of_a_list_that_the_next_follows_at_once_heads_nothing() -> None:
    line = "一是健全查阅申请内部流转办法。二是疑难申请征求法律顾问意见。三是强化组织领导。"
    found = {text.rstrip("。"): kind for kind, text in told("一、任务", line)}
    assert found["健全查阅申请内部流转办法"] == "promise"
    assert found["强化组织领导"] == "general"
