"""What a report says of an amount without writing it as the plan does; on plans and reports of a line."""

from __future__ import annotations

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
无。"""


def document(path: str, string: str) -> Document:
    return Document(path, "txt", path, tuple(Paragraph(Text(line)) for line in string.split("\n")))


def judged(promise: str, said: str, wanting: str = "无。") -> Answer:
    plan = document("plan", f"某市水务局2023年政务公开工作要点\n一、重点任务\n（一）{promise}。")
    report = document("report", REPORT.format(said=said, wanting=wanting))
    promised = [row for row in rows(plan, VOCABULARY, year=2023) if row.kind == "promise"]
    (answer,) = answers(promised, report, VOCABULARY, year=2023)
    return answer


@pytest.mark.parametrize(
    ("promise", "said", "status", "reported"),
    [
        # How often, in words that no list holds.
        ("每季度公布水质监测结果", "水质监测结果一季一公布。", "answered", 4),
        ("每季度公布水质监测结果", "一至三季度公布了水质监测结果。", "short", 3),
        ("每季度公布水质监测结果", "第一、二、四季度公布了水质监测结果。", "short", 3),
        ("逐旬公布水库蓄水量", "每十天公布一次水库蓄水量。", "answered", 36),
        ("每学期公布一次校园直饮水检测结果", "两学期均公布了校园直饮水检测结果。", "answered", 2),
        # Units that no list holds, and numbers that say how many there are by now.
        ("便民维修车下乡不少于20趟", "便民维修车下乡18趟。", "short", 18),
        ("节水漫画推出30期", "节水漫画连载至第34期。", "answered", 34),
        # One of each, by whatever name, and of what stands in brackets none.
        ("举办节水课堂8场", "节水课堂走进9个小区，一区一场。", "answered", 9),
        ("举办节水课堂8场", "节水课堂走进6所小学，一校一场。", "short", 6),
        ("水费争议办结率100%", "受理水费争议9件（居民6件、企业3件），办结9件。", "answered", 100),
        ("水费争议办结率100%", "受理水费争议8件（居民5件、企业3件），办结6件。", "short", 75),
        # Ways of doing it, each in its own unit, and a sum in the very unit of the plan.
        (
            "局长通过访谈、署名文章等方式解读水价不少于12次",
            "局长在访谈中解读水价9次，发表署名文章6篇。",
            "answered",
            15,
        ),
        ("局长通过访谈、署名文章等方式解读水价不少于12次", "局长在访谈中解读水价9次，发放手册6篇。", "short", 9),
        ("局长参加在线访谈不少于4人次", "局长和两位副局长参加在线访谈，合计4人次。", "answered", 4),
        # A share of all.
        ("水源保护区信息全部上网", "水源保护区信息上网比例为85%。", "short", 85),
        # Several times of the year.
        ("举办水情发布会6场", "上半年举办水情发布会2场，下半年举办水情发布会4场。", "answered", 6),
        ("举办水厂开放日3次", "5月举办水厂开放日。8月、10月又举办水厂开放日各1次。", "answered", 3),
        ("召开用水户座谈会2次", "3月、11月就水价各开了一次用水户座谈会。", "answered", 2),
        ("对14座水厂网站各巡检4次", "对14座水厂网站各开展了3次巡检。", "short", 3),
        # So many in each of many periods, of each of several, of so many points in all.
        ("节水短视频账号每周更新不少于2条", "节水短视频账号每周更新3条。", "answered", 156),
        ("节水短视频账号每周更新不少于2条", "节水短视频账号每月更新6条。", "short", 72),
        ("设供水信息专员3名", "供水科、水质科和办公室各设供水信息专员1名。", "answered", 3),
        ("设供水信息专员3名", "供水科和水质科分别设供水信息专员1名。", "short", 2),
        ("举办水价听证会3场", "城区、郊区各举办水价听证会1场。", "short", 2),
        ("节水工作在年度考核中权重不低于5%", "节水工作在年度考核中占4分（满分100分）。", "short", 4),
        ("节水工作在年度考核中权重不低于5%", "节水工作在年度考核中占12分，总分200分。", "answered", 6),
        # Frequencies in a clause beside, months for days, what was left over.
        ("每周公布水厂巡检结果", "年初印发水厂巡检办法，每周五公布水厂巡检结果，共51期。", "answered", 52),
        ("水价方案征求意见不少于30日", "水价方案征求意见，期限为一个月。", "answered", 30),
        ("水价方案征求意见不少于30日", "水价方案征求意见，期限为两周。", "short", 14),
        ("水价方案公示15天", "水价方案公示了半个月。", "answered", 15),
        ("15座水厂全部更换水质公示屏", "13座水厂更换了水质公示屏，其余2座因改造暂缓。", "short", 13),
        ("接入300对管网压力传感器", "286对管网压力传感器已接入平台。", "short", 286),
        # An amount that is followed by another act, and units that no list holds with 以上 behind them.
        ("编印节水折页2万册并送到用水户", "编印节水折页1.6万册，送到用水户。", "short", 16000),
        ("发布水权转让信息200宗以上", "发布水权转让信息163宗，成交额4,210万元。", "short", 163),
        ("设立24小时水管爆裂抢修电话", "水管爆裂抢修电话全天候有人接听。", "answered", 24),
        # What is counted stands on the other side of the amount; of several, the one of the same thing.
        ("对6座水厂开展水质暗访", "水质暗访走访水厂4座。", "short", 4),
        ("评出节水金点子20个", "收到节水点子412条，评出节水金点子15条。", "short", 15),
        ("水费投诉满意率达到95%", "水费投诉答复率100%，满意率93.8%。", "short", 93.8),
        ("水费投诉答复率达到100%", "收到水费投诉89件，答复89件，满意率93.8%。", "answered", 100),
        ("水厂水质抽查面不低于30%", "全市20座水厂中，水厂水质抽查5座。", "short", 25),
        # Amounts of time in other units, and numbers of tens of thousands without a unit.
        ("报装平均用时压减到4小时以内", "报装平均用时3.2小时。", "answered", 3.2),
        ("48小时内答复用水户留言", "用水户留言均在一天内答复。", "answered", 24),
        ("节水公众号粉丝达到2万", "节水公众号粉丝1.6万。", "short", 16000),
        ("节水网页访问量超过3万", "节水网页访问2.4万次。", "short", 24000),
        # At each of the times that are named, in plan and report; each day by the clock.
        ("6月、12月各公布一次26项水质指标", "26项水质指标6月公布。", "short", 1),
        ("举办水厂开放日2次", "5月、10月各推出一次水厂开放日。", "answered", 2),
        ("汛期每天两次发布江河水位", "入汛后，江河水位早8点、晚8点各发布一次。", "answered", 730),
        ("全年共配水表管家210人", "已配水表管家176人。", "short", 176),
        # What was done all the same of what was not.
        ("水厂小账本每季度上墙", "水厂小账本上墙没有坚持下来，只贴了两个季度。", "short", 2),
        ("召开用水户质询会2次", "用水户质询会7月召开了1次，下半年未再召开。", "short", 1),
        ("用水目录半年一更新", "用水目录6月更新一次，下半年因改版未更新。", "short", 1),
        # Shares of other things, counts in units that no list holds, and what falls to one.
        ("水费投诉差评整改率100%", "水费投诉参评率81.3%，差评4件，整改4件。", "answered", 100),
        ("违建水井处置率要超60%", "全市违建水井41宗，处置22宗。", "short", 53.7),
        ("水厂问题整改率95%", "水厂人均巡检2.3回，水厂问题查出37个，整改36个。", "answered", 97.3),
        # What it came to in the end, things of which one is made each time, of how many without a unit.
        ("招录抄表员100名", "招录抄表员100名的公告均作公示，最终录用83名。", "short", 83),
        ("用水大户通报两次", "用水大户情况印发一份通报。", "short", 1),
        (
            "全市32万用水户的年度账单全部送达",
            "年度账单送达31.2万名用水户，余下因号码失效未能送达。",
            "short",
            312000,
        ),
        # So much of each of as many as stand before, and people told one after the other of one thing.
        ("开展节水宣讲20场", "节水宣讲走进26所学校，每校1场。", "answered", 26),
        ("开展节水宣讲20场", "开展节水宣讲，走进9个村，每村2场。", "short", 18),
        ("培训水厂化验员150人次", "举办水厂化验员培训两期，参训化验员分别为92人和85人。", "answered", 177),
        # On which day after what starts them, within how many weeks, and all but those that are named.
        ("水价方案批复后20日内公开", "水价方案在批复后第26天公开。", "late", 26),
        ("水价方案批复后20日内公开", "水价方案在批复后第16日公开。", "answered", 16),
        ("水价听证结束后15个工作日内公布意见采纳情况", "水价听证结束后，三周之内公布意见采纳情况。", "answered", 15),
        ("水价听证结束后15个工作日内公布意见采纳情况", "水价听证结束后，四周以内公布意见采纳情况。", "late", 20),
        ("水厂设置公示屏的比例达到100%", "除东厂和西厂正在改造外，其余6座水厂设置了公示屏。", "short", 75),
        ("水厂全部设置公示屏", "除3座水厂正在改造外，其余17座水厂均设置了公示屏。", "short", 85),
        # Frequencies told by the ends of periods, a sum behind, once as done at all, shares beside what was not.
        ("每季度自查水厂网页一次", "每到季末，对水厂网页自查一遍。", "answered", 4),
        ("每月公布一次水费收支", "水费收支月清月结，在水厂公布。", "answered", 12),
        ("每月公布一次水费收支", "每月底公布水费收支。", "answered", 12),
        ("印发节水明白纸2万份", "节水明白纸印发到户，先后送出2.6万张。", "answered", 26000),
        ("每年至少听取一次水价工作汇报", "市政府第21次常务会议专题听取了水价工作汇报。", "answered", 1),
        ("水费工单按时办结率达98%以上", "受理水费工单214件，逾期3件，按期办结率98.6%。", "answered", 98.6),
        ("水费工单按时办结率达98%以上", "受理水费工单214件，逾期9件，按期办结率95.8%。", "short", 95.8),
        ("水表年检公示率达到92%以上", "水表年检率为93.4%，结果向社会公示。", "answered", 93.4),
        # In a part of the year only, which a plan may name itself; a year before says nothing of it.
        ("每月公布水库蓄水量", "水库蓄水量自4月起每月公布。", "short", 9),
        ("按月公布水厂出厂水质", "水厂出厂水质1—10月逐月公布，11月以后因检修未公布。", "short", 10),
        ("4月起每月公布河道保洁评分", "河道保洁评分4月至12月每月公布。", "answered", 9),
        ("每月公布水库蓄水量", "水库蓄水量自2021年3月起每月公布。", "answered", 12),
        # Shares of two counts with the verb behind, of those who should have come, of all but some, of all not yet due.
        ("节水型小区创建通过率达到100%", "申报节水型小区21个，18个通过创建。", "short", 85.7),
        ("水管员参训率达到90%以上", "举办水管员培训，应到120人，实到113人。", "answered", 94.2),
        ("用水合同100%公开", "全年签订用水合同57份，除4份漏登外，其余均已公开。", "short", 93),
        (
            "水价复核申请按期答复率达到100%",
            "收到水价复核申请44件，除2件尚在办理期限内外，其余均按期答复。",
            "answered",
            100,
        ),
        ("停水公告公众号停更不超过14天", "停水公告公众号最长停更未超过9天。", "answered", 9),
        ("报漏信息30分钟内派单", "报漏信息88条，在30分钟内派单的80条。", "short", 90.9),
        (
            "水费投诉一般件3日内答复",
            "水费投诉312件，一般件290件均在3日内答复，复杂件22件均在10日内答复。",
            "answered",
            3,
        ),
        # Parts that are told in the same words, by quarters, as kinds of one class; unlike things are none.
        ("培训抄表员60人次", "举办抄表员培训两期，一期到课35人，一期到课31人。", "answered", 66),
        ("每季度抽查水厂不少于5座", "一季度抽查水厂5座，二季度6座，三季度5座，四季度5座。", "answered", 21),
        ("推出节水宣传产品不少于12个", "推出节水动画5部、节水海报6幅、方言音频3段。", "answered", 14),
        ("制作节水读物6种", "编写节水绘本3种、节水问答4种，另举办读书会8场。", "answered", 7),
        ("举办水法培训6期", "举办水法培训4期、河长会议3期。", "short", 4),
        ("建成智慧水表小区18个", "上半年建成智慧水表小区8个，截至年底累计建成16个。", "short", 16),
        # Each of so many, large kinds, some of a list, people named one by one.
        ("12个灌区每个灌区开展节水宣讲不少于3场", "节水宣讲走进12个灌区，共29场。", "short", 29),
        ("更新饮用水、灌溉水、再生水三大类用水指南", "饮用水、灌溉水两类用水指南已更新。", "short", 2),
        ("公布东湖、西湖、南湖的水质评价", "东湖、西湖的水质评价已在网站公布。", "short", 2),
        ("局领导上线“水事热线”不少于3人次", "局长、两名副局长先后上线“水事热线”答问。", "answered", 3),
        # So much of each, where as many were held.
        ("办“水厂直播间”20期，每期邀请用水户不少于5人", "“水厂直播间”播出20期，每期邀请用水户3人。", "short", 3),
    ],
)
def test_an_amount_is_read_in_whatever_way_it_is_told(promise: str, said: str, status: str, reported: int) -> None:
    answer = judged(promise, said)
    assert answer.status == status
    assert answer.reported is not None
    assert float(answer.reported) == reported


@pytest.mark.parametrize(
    ("said", "status"),
    [
        ("水厂开放日推迟到11月28日举行。", "late"),
        ("水厂开放日由原定的9月推迟至11月上旬举行。", "late"),
        ("水厂开放日由9月5日顺延至9月20日举行。", "answered"),
        ("水厂开放日推迟至2024年3月举行。", "not_done"),
        ("水厂开放日推迟到明年举行。", "not_done"),
    ],
)
def test_what_was_put_off_to_another_day_of_the_year_was_done_then(said: str, status: str) -> None:
    assert judged("10月底前举办水厂开放日", said).status == status


def every(promises: str, said: str) -> list[tuple[str, str, int | None]]:
    """Of each promise of a sentence, what it is, what became of it, and the amount reported."""
    plan = document("plan", f"某市水务局2023年政务公开工作要点\n一、重点任务\n（一）{promises}。")
    report = document("report", REPORT.format(said=said, wanting="无。"))
    promised = [row for row in rows(plan, VOCABULARY, year=2023) if row.kind == "promise"]
    return [
        (one.promise.text, one.status, None if one.reported is None else int(one.reported))
        for one in answers(promised, report, VOCABULARY, year=2023)
    ]


def test_amounts_side_by_side_are_promises_of_their_own() -> None:
    assert every("制作节水长图5张、动画2部", "制作节水长图5张、动画1部。") == [
        ("制作节水长图5张", "answered", 5),
        ("动画2部", "short", 1),
    ]


def test_of_amounts_side_by_side_each_has_the_sentence_that_counts_its_thing() -> None:
    said = "举办水价说明会4场，620人到会；水企见面会只开成1场。"
    assert every("召开水价说明会4场、水企见面会3场", said) == [
        ("召开水价说明会4场", "answered", 4),
        ("水企见面会3场", "short", 1),
    ]


@pytest.mark.parametrize("task", ["对500万元以上的管网项目公示中标结果", "为60岁以上老人印大字版用水指南1万份"])
def test_a_bound_that_says_which_things_are_meant_is_no_amount(task: str) -> None:
    plan = document("plan", f"某市水务局2023年政务公开工作要点\n一、重点任务\n（一）{task}。")
    (row,) = [row for row in rows(plan, VOCABULARY, year=2023) if row.kind == "promise"]
    assert row.promised == (10000 if "1万份" in task else None)


def test_what_an_amount_was_until_now_is_none_that_the_report_must_reach() -> None:
    answer = judged("供水收费项目由62项归并到45项以内", "供水收费项目归并为43项。")
    assert (answer.status, answer.reported) == ("answered", 43)


@pytest.mark.parametrize(
    ("said", "status"),
    [
        ("水厂开放周改在11月举办。", "late"),
        ("水厂开放周10月举办。", "answered"),
        ("水厂开放周已经举办，11月8日启动。", "late"),
        ("水厂开放周直到11月才举办。", "late"),
    ],
)
def test_a_month_at_the_head_of_a_clause_is_when_it_is_due(said: str, status: str) -> None:
    assert judged("10月举办水厂开放周", said).status == status


@pytest.mark.parametrize(
    ("promise", "said", "status"),
    [
        ("在12座水厂设置水质公示屏", "9座水厂设置了水质公示屏。", "short"),
        ("在12座水厂设置水质公示屏", "12座水厂都设置了水质公示屏。", "answered"),
        ("在12座水厂设置水质公示屏", "水厂设置了水质公示屏。", "answered"),
        ("供水热线来电5日内回复", "供水热线来电均在7日内回复。", "late"),
        ("供水热线来电5日内回复", "供水热线来电均在3日内回复。", "answered"),
        ("取水许可结果7日内公布", "执法检查情况15日内公布，取水许可结果7日内公布。", "answered"),
        ("取水许可结果7日内公布", "取水许可结果12日内公布，执法检查情况7日内公布。", "late"),
        ("供水热线来电5日内回复", "供水热线来电3日内签收、5日内回复。", "answered"),
        ("水价方案征求用水户意见，每项不少于200人", "水价方案征求用水户意见，每项向120人征求。", "short"),
        ("节水指南译成英、韩两种文字", "节水指南译成了英文和韩文。", "answered"),
        ("12座水厂全部公示水质", "12座水厂中有9座公示了水质。", "short"),
        ("组织9座水厂公示水质", "9座水厂中，已有7座公示了水质，其余2座在调试设备。", "short"),
        ("为6座水厂安装水质公示屏", "6座水厂中已有4座安装水质公示屏。", "short"),
        ("组织9座水厂公示水质", "9座水厂中，已有7座公示了水质，其余2座也于12月公示。", "answered"),
        ("供水诉求办结率98%以上", "收到供水诉求415件，办结392件。", "short"),
        ("组建水质专家库，专家不少于200人", "建起水质专家库，入库专家236名。", "answered"),
    ],
)
def test_an_amount_named_on_the_way_is_held_against_less_of_the_same(promise: str, said: str, status: str) -> None:
    assert judged(promise, said).status == status


def test_a_clause_that_begins_with_the_end_of_a_time_is_due_then() -> None:
    answer = judged("一季度末公布水质监测计划", "5月12日公布了水质监测计划。")
    assert (str(answer.promise.deadline), answer.status) == ("2023-03-31", "late")


def test_what_is_called_by_quite_another_name_is_no_answer() -> None:
    assert judged("开发“掌上水务”小程序", "开发了“节水达人”小程序。").status != "answered"
    assert judged("开发“掌上水务”小程序", "开发了“掌上水务”小程序。").status == "answered"


@pytest.mark.parametrize("later", ["下一步，将举办水厂开放日。", "2024年，举办水厂开放日。"])
def test_what_the_report_still_means_to_do_was_not_done(later: str) -> None:
    assert judged("举办水厂开放日", "供水管网图绘制完成。", later).status == "unanswered"


def test_what_goes_on_may_have_been_done() -> None:
    assert judged("举办水厂开放日", "供水管网图绘制完成。", "今后将继续举办水厂开放日。").status == "unsure"


def test_a_clause_with_work_of_its_own_before_its_amount_is_a_promise_of_its_own() -> None:
    plan = document("plan", "某市2023年政务公开工作要点\n一、重点\n（一）举办警民恳谈，收集意见建议1000条。")
    promised = [(row.text, row.promised) for row in rows(plan, VOCABULARY, year=2023) if row.kind == "promise"]
    assert promised == [("举办警民恳谈", None), ("收集意见建议1000条", 1000)]


def test_the_sentence_that_answers_is_not_shown_a_second_time() -> None:
    plan = document("plan", "某市水务局2023年计划\n一、任务\n（一）水利资金拨付结果分批公示6批，涉及金额3亿元以上。")
    report = document("report", REPORT.format(said="水利资金拨付结果分7批公示，涉及金额2.6亿元。", wanting="无。"))
    promised = [row for row in rows(plan, VOCABULARY, year=2023) if row.kind == "promise"]
    for answer in answers(promised, report, VOCABULARY, year=2023):
        assert answer.best is not None
        assert answer.best.text not in [one.text for one in answer.others]


@pytest.mark.parametrize(
    ("promise", "said", "status"),
    [
        ("3月、8月各举办一次水法讲座", "3月举办水法讲座，8月的讲座因汛情延至10月以线上形式举行。", "late"),
        ("4月、10月各开展一次水厂检查", "4月、11月先后开展水厂检查。", "late"),
        ("5月底前在12座水厂张贴服务承诺", "12座水厂均张贴了服务承诺，7月3日最后一座张贴完毕。", "late"),
        ("6月底前开展水厂网页自查", "开展水厂网页自查，发现的错链11月整改到位。", "answered"),
        ("水费争议自受理之日起15日内答复", "水费争议答复均未超过15日。", "answered"),
    ],
)
def test_a_day_is_told_of_the_last_of_it_and_of_nothing_else(promise: str, said: str, status: str) -> None:
    assert judged(promise, said).status == status


def test_how_many_there_are_is_known_where_plan_and_report_say_it() -> None:
    plan = document("plan", "一、任务\n（一）14个水站全部公布水价。\n（二）各水站设立水价公示屏。")
    report = document("report", REPORT.format(said="14个水站公布了水价。11个水站设立了水价公示屏。", wanting="无。"))
    prices, screens = answers(rows(plan, VOCABULARY, year=2023)[1:], report, VOCABULARY, year=2023)
    assert prices.status == "answered"
    assert (screens.status, float(screens.reported or 0)) == ("short", 78.6)


def test_what_follows_from_a_thing_that_was_not_done_was_not_done() -> None:
    plan = document("plan", "一、任务\n（一）开展一次用水户满意度测评，结果向社会公布。")
    report = document("report", REPORT.format(said="原拟开展的用水户满意度测评因人手不足没有实施。", wanting="无。"))
    found = answers(rows(plan, VOCABULARY, year=2023)[1:], report, VOCABULARY, year=2023)
    assert [answer.status for answer in found] == ["not_done", "not_done"]


def test_what_is_handed_on_is_what_the_clause_before_makes() -> None:
    plan = document("plan", "一、任务\n（一）编印节水手册2000册，6月底前送到用水户手中。")
    report = document("report", REPORT.format(said="节水手册印制2100册，8月上旬逐户发放完毕。", wanting="无。"))
    found = answers(rows(plan, VOCABULARY, year=2023)[1:], report, VOCABULARY, year=2023)
    assert [answer.status for answer in found] == ["answered", "late"]


def test_one_in_a_word_counts_nothing() -> None:
    assert not judged("邀请市民走进泵站等供水一线", "市民走进泵站。").promise.counted
    assert judged("便民维修车下乡不少于20趟", "便民维修车下乡20趟。").promise.counted


def test_of_things_listed_some_of_which_were_done_a_person_decides() -> None:
    said = "先后印发供水、排水服务细则，节水服务细则尚在征求意见。"
    assert judged("制定供水、排水、节水3个领域服务细则", said).status == "unsure"


def test_a_want_of_the_very_subject_goes_before_what_is_hardly_near() -> None:
    wanting = "一是力量不足。二是水价政策实施效果评估年内未能开展。"
    found = judged("开展一次城镇供水水价政策实施效果评估并公开评估结果", "水厂评估结果在网上公布。", wanting)
    assert found.status == "not_done"
