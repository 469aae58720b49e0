"""What shows only when documents are seen together: last year's figures, the plan, the units below."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path

import pytest

from checker.check import Dossier
from checker.document import Document
from checker.fact import Fact
from checker.facts import extract_together
from checker.facts.beside import Beside, Choice
from checker.facts.tables import extract as table_facts
from checker.finding import Finding
from checker.judging.findings import findings
from tests.checker.reports import (
    PACK,
    check,
    checker,
    document_of,
    document_of_text,
    fired,
    found,
    known_report,
    name_of,
    pack,
    read,
    with_lines,
)
from tests.generator.spec import Report, with_figure

PLANS = Path(__file__).parent.parent.parent / "samples" / "plans"
ACROSS = {"carried-in-equals-last-year", "stock-continues", "items-continue", "jump"}
# What the known report of 2022 begins with, 6 requests, is what that of 2021 left when these cells are set.
_LEFT = {"carried_out": 6, "handled": 40, "other_3": 0}
LEFT = {f"{row}.{column}": count for row, count in _LEFT.items() for column in ("natural", "total")}


def years(first: int) -> tuple[Report, Report]:
    """The reports of a year and of the year after, which continue each other."""
    set_: dict[str, object] = {key.replace("other_3", "other") if first < 2021 else key: n for key, n in LEFT.items()}
    if first >= 2021:
        set_ |= {"normative.issued": 50, "normative.repealed": 100, "normative.in_force": 597}
        after: dict[str, object] = {"normative.issued": 50, "normative.repealed": 227, "normative.in_force": 420}
    else:
        set_ |= {"licensing.items": 118, "licensing.change": "+2", "penalties.items": 30, "penalties.change": "-4"}
        after = {"licensing.items": 120, "penalties.items": 26}
    return known_report(year=first, set_=set_), known_report(year=first + 1, set_=after)


def across(prior: list[Fact], report: list[Fact]) -> list[Finding]:
    """The findings of the rules that look at two years, from the facts of the tables alone."""
    judged = [one for one in checker().judge(PACK, [*report, *prior]) if one.rule.id in ACROSS]
    return findings(judged, {PACK: pack()}, "zh-CN")[0]


def facts_of(report: Report, role: str) -> list[Fact]:
    """The facts of a report's tables in a role."""
    document = document_of(report, f"{role}.docx")
    reading = checker().recognise(document, role)
    assert reading is not None
    return list(table_facts(reading))


@pytest.mark.parametrize("beside", [(), ("prior",)])
def test_a_check_makes_the_facts_that_its_rules_ask_for_and_judges_them_as_among_all(beside: tuple[str, ...]) -> None:
    prior, report = years(2021)
    roles = {"report": document_of(report), "prior": document_of(prior, "prior.docx")}
    made = [checker().recognise(roles[role], role) for role in ("report", *beside)]
    dossier = Dossier(tuple(one for one in made if one is not None))
    (judged, every), (asked, few) = checker().judged(dossier), checker().judged(dossier, every=False)
    assert asked == judged
    left_out = {(fact.role, fact.kind) for fact in every} - {(fact.role, fact.kind) for fact in few}
    assert ("report", "measure") in left_out
    assert ("prior", "measure") not in left_out


BALANCED = ("new", "carried_in", "handled", "carried_out")
ITEMS = ("licensing", "other_services", "penalties", "coercion", "fees")
CONTINUED: Mapping[str, Mapping[tuple[str, str], str]] = {
    "2021": {
        ("rules", "issued"): "stock-continues",
        ("rules", "repealed"): "stock-continues",
        ("rules", "in_force"): "stock-continues",
        ("normative", "issued"): "stock-continues",
        ("normative", "repealed"): "stock-continues",
        ("normative", "in_force"): "stock-continues",
    },
    "2019": {(row, "items"): "items-continue" for row in ITEMS},
}
CONTINUED_FROM: Mapping[str, Mapping[tuple[str, str], str]] = {
    "2021": {("rules", "in_force"): "stock-continues", ("normative", "in_force"): "stock-continues"},
    "2019": {(row, column): "items-continue" for row in ITEMS for column in ("items", "change")},
}
"""By form: the cells of the year's and of last year's disclosure table that a rule over two years looks at."""


def one_more(figure: str) -> str:
    """A figure changed by one."""
    return str(int(figure) + 1) if figure.lstrip("+-").isdigit() else figure


@pytest.mark.parametrize("first", [2021, 2019])
def test_two_years_that_continue_each_other_give_nothing(first: int) -> None:
    prior, report = years(first)
    assert fired(check(document_of(report), prior=document_of(prior, "prior.docx"))) == []


@pytest.mark.parametrize("first", [2021, 2019])
@pytest.mark.parametrize("role", ["report", "prior"])
def test_one_changed_cell_gives_exactly_the_rules_it_takes_part_in(first: int, role: str) -> None:
    prior, report = years(first)
    kept = facts_of(report, "report") if role == "prior" else facts_of(prior, "prior")
    changed_report = prior if role == "prior" else report
    disclosure = (CONTINUED_FROM if role == "prior" else CONTINUED)[report.form]
    row_of_requests = "carried_out" if role == "prior" else "carried_in"
    for table in ("applications", "disclosure"):
        for (row, column), figure in changed_report.figures(table).items():
            if table == "applications" and (row not in BALANCED or column not in ("natural", "legal", "total")):
                continue
            changed = facts_of(with_figure(changed_report, table, row, column, one_more(figure)), role)
            made = across(kept, changed) if role == "report" else across(changed, kept)
            if table == "applications":
                expected = ["carried-in-equals-last-year"] if row == row_of_requests else []
            else:
                expected = [disclosure[row, column]] if (row, column) in disclosure else []
            assert [name_of(one) for one in made] == expected, (table, row, column)
            for one in made:
                assert one.locations[0].path == "report.docx"
                assert {place.path for place in one.locations} == {"report.docx", "prior.docx"}


def test_a_figure_of_last_year_that_is_blank_leaves_the_comparison_to_a_person() -> None:
    prior, report = years(2021)
    blank = with_figure(prior, "applications", "carried_out", "legal", "")
    made = across(facts_of(blank, "prior"), facts_of(report, "report"))
    assert [name_of(one) for one in made] == ["carried-in-equals-last-year?"]


def test_a_figure_that_jumps_is_a_note() -> None:
    prior, report = years(2021)
    small = with_figure(prior, "reviews", "cases", "review_total", "100")
    made = across(facts_of(small, "prior"), facts_of(report, "report"))
    assert [(name_of(one), one.severity.value) for one in made] == [("jump", "note")]


def test_growth_in_the_text_is_held_against_both_years() -> None:
    from tests.checker.reports import with_lines

    prior, report = years(2021)
    right = with_lines(report, "overview", ["全年收到政府信息公开申请40件，与上年持平。"])
    assert fired(check(document_of(right), prior=document_of(prior, "p.docx"))) == []
    wrong = with_lines(report, "overview", ["全年收到政府信息公开申请40件，同比增加12件。"])
    audit = check(document_of(wrong), prior=document_of(prior, "p.docx"))
    (growth,) = found(audit, "growth-claim")
    assert {place.path for place in growth.locations} == {"report.docx", "p.docx"}


# --- the plan --------------------------------------------------------------------------------------------------


Change = tuple[str, str]


def plan_and_report(change_plan: Change = ("", ""), change_report: Change = ("", "")) -> list[Finding]:
    """What the rules on plans find on the real plan and report, with some words changed."""
    texts = []
    for name, (old, new) in (("plan", change_plan), ("report", change_report)):
        said = (PLANS / f"suqian-2020-{name}.txt").read_text("utf-8")
        assert not old or old in said
        texts.append(document_of_text(said.replace(old, new) if old else said, f"{name}.txt"))
    plan, report = texts
    return [one for one in check(report, plan=plan).findings if "/plan-" in one.rule]


def shortfalls(made: list[Finding]) -> list[str]:
    """The findings that are not about promises without an answer."""
    return [name_of(one) for one in made if name_of(one).rstrip("?") != "plan-unanswered"]


def test_the_real_plan_and_report_have_no_shortfall_and_answered_promises_are_not_called_unanswered() -> None:
    made = plan_and_report()
    assert shortfalls(made) == []
    unanswered = [one.message for one in made if name_of(one) == "plan-unanswered"]
    assert any("决策草案" in said for said in unanswered)
    told = [one.message for one in made if name_of(one).rstrip("?") == "plan-unanswered"]
    assert any("台账" in said for said in told)
    assert any("一个单位在同一平台" in said for said in told)  # these, a person decides
    for answered in ("督查评估", "专题培训", "听取", "考核", "信息管理系统", "语", "热线", "问答"):
        assert not any(answered in said and "听证" not in said for said in unanswered), answered


def test_what_was_promised_at_least_once_is_done_where_no_count_is_told() -> None:
    assert shortfalls(plan_and_report(change_report=("开展了一次专项", "开展了专项"))) == []


def test_a_plan_that_promises_more_is_a_shortfall_with_both_places() -> None:
    made = plan_and_report(change_plan=("不少于1次", "不少于3次"))
    assert shortfalls(made) == ["plan-shortfall"]
    (one,) = [one for one in made if name_of(one) == "plan-shortfall"]
    assert one.locations[0].text == "一次"
    assert [place.path for place in one.locations] == ["report.txt", "plan.txt"]


@pytest.mark.parametrize("change", [("2020", "2019"), ("外事办公室", "水务局")])
def test_the_plan_of_another_organ_or_year_is_one_finding_and_nothing_is_compared(change: tuple[str, str]) -> None:
    made = plan_and_report(change_plan=change)
    assert [name_of(one) for one in made] == ["plan-mismatch"]
    assert {place.path for place in made[0].locations} == {"report.txt", "plan.txt"}


def test_a_promise_that_may_be_answered_in_other_words_is_unsure_and_for_a_person() -> None:
    plan = document_of_text((PLANS / "suqian-2020-plan.txt").read_text("utf-8"), "plan.txt")
    report = document_of_text((PLANS / "suqian-2020-report.txt").read_text("utf-8"), "report.txt")
    readings = [read(report), checker().recognise(plan, "plan")]
    facts = [one for one in extract_together([one for one in readings if one]) if one.kind == "commitment"]
    unsure = [one for one in facts if one.values["unsure"]]
    assert unsure
    for fact in unsure:
        assert fact.values["answered"] is False
        assert isinstance(fact.values["answer"], str)
    judged = [one for one in checker().judge(PACK, facts) if one.rule.id == "plan-unanswered"]
    made = findings(judged, {PACK: pack()}, "zh-CN")[0]
    said = [str(fact.values["text"]) for fact in unsure]
    assert {one.verdict.value for one in made if any(text in one.message for text in said)} == {"review"}


def commitments(*plans: str) -> list[Fact]:
    """The facts of one short report with its plans."""
    said = (
        "江湾区图书馆2023年政府信息公开工作年度报告\n一、总体情况\n全年收到申请7件，均已答复。编印馆藏手册2册。\n"
        "二、主动公开政府信息情况\n三、收到和处理政府信息公开申请情况\n四、政府信息公开行政复议、行政诉讼情况\n"
        "五、存在的主要问题及改进情况\n一是人手不足。\n六、其他需要报告的事项\n无。"
    )
    report = read(document_of_text(said, "report.txt"))
    readings = [
        report,
        *(checker().recognise(document_of_text(plan, f"{n}.txt"), "plan") for n, plan in enumerate(plans)),
    ]
    return [one for one in extract_together([one for one in readings if one]) if one.kind == "commitment"]


PLAN = "江湾区图书馆2023年政务公开工作要点\n一、任务\n1.{}。"


def test_a_report_may_have_several_plans() -> None:
    made = commitments(PLAN.format("编印馆藏手册2册"), PLAN.format("上线“书香漂流”小程序"))
    told = [(one.places["text"].path, one.values["text"], one.values["status"]) for one in made]
    assert [row for row in told if row[2] != "general"] == [
        ("0.txt", "编印馆藏手册2册", "answered"),
        ("1.txt", "上线“书香漂流”小程序", "unanswered"),
    ]


def test_what_is_unanswered_points_at_its_clause_and_at_the_section_where_the_answer_would_stand() -> None:
    made = commitments(PLAN.format("上线“书香漂流”小程序"))
    (one,) = [one for one in made if one.values["kind"] == "promise"]
    assert (one.places["text"].path, one.places["text"].text) == ("0.txt", "上线“书香漂流”小程序")
    assert (one.places["answered"].path, one.places["answered"].section) == ("report.txt", "overview")
    assert one.places["answered"].line == 2


# --- units below -----------------------------------------------------------------------------------------------


def whole(*parts: Document, report: Report) -> list[str]:
    """The rules that fire on a report with the reports of its units."""
    readings = [read(document_of(report))]
    for part in parts:
        reading = checker().recognise(part, "part")
        assert reading is not None
        readings.append(reading)
    facts = extract_together(readings)
    judged = checker().judge(PACK, facts)
    return sorted(name_of(one) for one in findings(judged, {PACK: pack()}, "zh-CN")[0])


def test_the_whole_is_the_sum_of_its_parts_cell_by_cell() -> None:
    one = document_of(known_report(organ="安澜市水务局"), "water.docx")
    none = document_of(known_report(organ="安澜市文化和旅游局", none=True), "culture.docx")
    city = known_report(organ="安澜市人民政府", signed="2022年1月20日")
    assert whole(one, none, report=city) == []
    more = with_figure(city, "applications", "granted", "business", "2")
    assert whole(one, none, report=more) == ["parts-total"]
    culture = known_report(organ="安澜市文化和旅游局", none=True)
    blank = document_of(with_figure(culture, "reviews", "cases", "direct_total", ""), "blank.docx")
    assert whole(one, blank, report=city) == ["parts-total?"]


WATER, CULTURE, MONEY = "安澜市水务局", "安澜市文化和旅游局", "安澜市财政局"


def wholes(*organs: str | None, missing: Sequence[str] = ()) -> list[Fact]:
    """The `whole` facts of a city with the reports of these units, None where the issuer could not be read."""
    readings = [read(document_of(known_report(organ="安澜市人民政府", signed="2022年1月20日")))]
    for number, organ in enumerate(organs):
        document = document_of(known_report(organ=organ or WATER, none=True), f"{number}.docx")
        part = checker().recognise(document, "part")
        assert part is not None
        readings.append(replace(part, identity=replace(part.identity, organ=organ)))
    made = [fact for fact in extract_together(readings, Beside(tuple(missing))) if fact.kind == "whole"]
    assert made
    return made


@pytest.mark.parametrize(
    ("organs", "missing", "expected", "complete"),
    [
        ([WATER, CULTURE], [], 2, True),
        ([WATER, CULTURE], [MONEY], 3, False),
        ([WATER], [CULTURE, MONEY], 3, False),
        ([WATER, WATER], [CULTURE], 2, False),
        ([WATER, "市水务局", CULTURE], [], 2, False),
        ([WATER, None], [CULTURE, MONEY], 3, False),
        ([WATER, None], [], 2, True),
        ([None, None], [WATER], 2, False),
    ],
    ids=[
        "all are there",
        "one of the list is missing",
        "two of the list are missing",
        "two versions of one",
        "one under two names",
        "a nameless one that may be a missing one",
        "a nameless one and no list",
        "two nameless ones, one missing",
    ],
)
def test_the_units_expected_are_those_there_and_those_of_the_list(
    organs: list[str | None], missing: list[str], expected: int, complete: bool
) -> None:
    facts = wholes(*organs, missing=missing)
    assert {fact.values["expected"] for fact in facts} == {expected}
    assert {fact.values["parts"] for fact in facts} == {len(organs)}
    assert {fact.values["missing_units"] for fact in facts} == {"、".join(missing)}
    assert any(fact.values["complete"] is True for fact in facts) is complete


def test_a_unit_with_two_reports_is_not_counted_twice_in_a_sum_that_is_judged() -> None:
    one = document_of(known_report(organ=WATER), "water.docx")
    again = document_of(known_report(organ=WATER), "water-final.docx")
    city = known_report(organ="安澜市人民政府", signed="2022年1月20日")
    assert whole(one, report=city) == []
    assert whole(one, again, report=city) == []


def test_a_report_without_parts_is_no_whole() -> None:
    assert found(check(document_of(known_report())), "parts-total") == []


def partners(report: Report, **others: Report) -> list[tuple[str, str]]:
    """What is told of the documents beside a report, and whatever was held against them."""
    told = check(document_of(report), **{role: document_of(one, f"{role}.docx") for role, one in others.items()})
    return [(name_of(one), one.message) for one in told.findings]


def test_last_years_report_of_another_organ_or_year_is_told_and_nothing_is_held_against_it() -> None:
    report = known_report(year=2022)
    other = partners(report, prior=known_report(organ="安澜市财政局", year=2021))
    assert [rule for rule, _ in other] == ["prior-mismatch"]
    assert "prior.docx是安澜市财政局的报告" in other[0][1]
    older = partners(report, prior=known_report(year=2020))
    assert [rule for rule, _ in older] == ["prior-mismatch"]
    assert "2020年" in older[0][1]


def test_a_part_of_another_year_or_the_whole_itself_is_refused_and_no_sum_is_judged() -> None:
    city = known_report(organ="安澜市人民政府", year=2022, set_={"new.natural": 41})
    assert "parts-total" in [rule for rule, _ in partners(city, part=known_report(year=2022))]
    for part in (known_report(year=2021), known_report(organ="安澜市", year=2022)):
        told = [rule for rule, _ in partners(city, part=part)]
        assert "part-mismatch" in told
        assert "parts-total" not in told


def test_a_choice_that_nobody_could_make_is_for_a_person_and_one_that_was_made_is_none() -> None:
    def told(*choices: Choice) -> list[tuple[str, str]]:
        readings = (read(document_of(known_report())),)
        audit = checker().check(Dossier(readings, beside=Beside(choices=choices)))
        return [(name_of(one), one.verdict) for one in audit.findings]

    assert told(Choice("prior", ("a.docx", "b.docx"))) == [("partner-unclear?", "review")]
    assert told(Choice("prior", ("a.docx", "b.docx"), chosen="b.docx")) == []


def test_a_sum_waits_for_a_part_that_is_still_to_be_chosen() -> None:
    city = known_report(organ="安澜市人民政府", signed="2022年1月20日")
    readings = [
        read(document_of(city)),
        *(one for one in [checker().recognise(document_of(known_report()), "part")] if one),
    ]
    for chosen, complete in (("a", True), ("", False)):
        beside = Beside(choices=(Choice("part", ("a", "b"), unit="安澜市财政局", chosen=chosen),))
        made = [fact for fact in extract_together(readings, beside) if fact.kind == "whole"]
        assert any(fact.values["complete"] is True for fact in made) is complete


def test_a_finding_over_two_documents_names_the_other_one() -> None:
    prior, report = years(2021)
    changed = with_figure(report, "applications", "carried_in", "total", "7")
    (finding,) = found(
        check(document_of(changed), prior=document_of(prior, "last.docx")), "carried-in-equals-last-year"
    )
    assert finding.message.endswith("（对照：last.docx）")


@pytest.mark.parametrize(
    ("said", "open_"),
    [
        (["政策解读形式单一，图解视频偏少。"], True),
        (["存在的主要问题：一是政策解读形式单一，图解视频偏少；"], True),
        (["去年所提培训不足的问题有所改善，但政策解读形式单一，图解视频偏少。"], True),
        (["改进情况：上年所提政策解读形式单一、图解视频偏少的问题，本年已作改进。"], False),
        (["针对2019年存在的政策解读形式单一、图解视频偏少问题，举办培训3期，问题已解决。"], False),
        (["（二）整改情况", "政策解读形式单一、图解视频偏少的，增设专栏。"], False),
        (["往年反映的政策解读形式单一、图解视频偏少问题，经过努力得到有效解决。"], False),
    ],
)
def test_a_problem_that_was_mended_or_is_of_an_earlier_year_is_not_open(said: list[str], open_: bool) -> None:
    prior = with_lines(known_report(year=2021), "problems", said, only=True)
    report = with_lines(known_report(year=2022), "problems", ["会议记录不够完整。"], only=True)
    told = check(document_of(report), prior=document_of(prior, "prior.docx"))
    assert bool(found(told, "problems-unfollowed")) is open_


@pytest.mark.parametrize(
    ("line", "wrong"),
    [
        ("全年新收政府信息公开申请40件，比2021年增加9件。", True),
        ("全年新收政府信息公开申请40件，较2021年（38件）增长5.3%。", True),
        ("2021年新收政府信息公开申请38件，2022年新收40件。", True),
        ("2021年新收政府信息公开申请40件，2022年新收40件。", False),
        ("全年新收政府信息公开申请40件，与上年持平。", False),
        ("全年新收政府信息公开申请40件，与2021年基本持平。", False),
        ("全年新收政府信息公开申请40件，同比增长1倍。", True),
        ("全年新收政府信息公开申请40件，较上年增加了0.5倍。", True),
        ("全年新收政府信息公开申请40件，增长到近年的2倍。", False),
    ],
)
def test_what_the_text_says_of_last_year_is_held_against_last_years_report(line: str, wrong: bool) -> None:
    report = with_lines(known_report(year=2022), "overview", [line])
    told = check(document_of(report), prior=document_of(known_report(year=2021), "prior.docx"))
    assert bool(found(told, "growth-claim")) is wrong


def test_as_many_as_last_year_is_held_against_last_years_number() -> None:
    fewer = {"new.natural": 39, "new.total": 39, "handled.natural": 42, "handled.total": 42}
    report = with_lines(known_report(year=2022), "overview", ["全年新收政府信息公开申请40件，与上年持平。"])
    told = check(document_of(report), prior=document_of(known_report(year=2021, set_=fewer), "prior.docx"))
    assert [one.verdict for one in found(told, "growth-claim")] == ["fail"]


@pytest.mark.parametrize(
    ("line", "last", "right"),
    [
        ("全年新收政府信息公开申请40件，与上年（40件）持平。", 40, True),
        ("全年新收政府信息公开申请40件，与上年（40件）持平。", 36, False),
        ("全年新收政府信息公开申请40件，与上年（36件）持平。", 36, False),
        ("全年新收政府信息公开申请40件，与上年（36件）持平。", 40, False),
        ("全年新收政府信息公开申请40件，与2021年（40件）持平。", 36, False),
        ("全年新收政府信息公开申请40件，和上一年度（40件）相比持平。", 40, True),
        ("全年新收政府信息公开申请40件，与去年的36件持平。", 36, False),
        ("全年新收政府信息公开申请40件，与上年（36件）基本持平。", 36, True),
    ],
)
def test_what_is_said_to_be_level_is_as_it_was_also_where_last_years_figure_stands_beside(line, last, right):
    figures = {"new": last, "handled": last + 3, "granted": last - 20}
    cells = {f"{row}.{column}": count for row, count in figures.items() for column in ("natural", "total")}
    own = document_of(with_lines(known_report(year=2022), "overview", [line]), "b.docx")
    audit = check(own, prior=document_of(known_report(year=2021, set_=cells), "a.docx"))
    assert (not found(audit, "growth-claim")) is right
