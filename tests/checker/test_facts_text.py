"""Facts about the text: sections, particulars and claims, their places, and what recognition was not sure of."""

from __future__ import annotations

from dataclasses import replace

import pytest

from checker.document import Cell, Document, GlyphRun, Paragraph, Table, Text
from checker.expression import Unknown
from checker.fact import Fact
from checker.facts import extract
from checker.reading.reading import Spot
from tests.checker.reports import check, document_of, fired, known_report, paragraph, read, with_block, with_lines
from tests.generator.spec import TITLES, with_contact, with_section


def facts(document: Document, kind: str, **wanted: object) -> list[Fact]:
    """The facts of a kind with these values."""
    made = (one for one in extract(read(document)) if one.kind == kind)
    return [one for one in made if all(one.values.get(key) == value for key, value in wanted.items())]


def fact(document: Document, kind: str, **wanted: object) -> Fact:
    """The only fact of a kind with these values."""
    (one,) = facts(document, kind, **wanted)
    return one


# --- sections --------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("between", ["。", "：", ""])
def test_the_characters_of_a_section_are_those_after_its_heading(between: str) -> None:
    body = "部分栏目更新不够及时，下一步将按月通报。"
    report = with_section(known_report(), "problems", lines=())
    at = next(n for n, one in enumerate(document_of(report).blocks) if said(one).endswith(TITLES["problems"]))
    document = with_block(document_of(report), at, paragraph(f"五、{TITLES['problems']}{between}{body}"))
    section = fact(document, "section", section="problems")
    # A mark between heading and text stands after the heading.
    assert section.values["characters"] == len(body) + len(between)
    assert section.place.text == f"五、{TITLES['problems']}"
    assert section.values["titled"] is True


def said(block: object) -> str:
    """The text of a paragraph."""
    return block.text.string if isinstance(block, Paragraph) else ""


def test_the_signature_is_in_no_section() -> None:
    report = with_section(known_report(), "other", lines=())
    assert fact(document_of(report), "section", section="other").values["characters"] == 0


def test_sections_within_one_cell_have_each_their_own_text() -> None:
    titles = [f"{'一二三四五六'[at]}、{title}" for at, title in enumerate(TITLES.values())]
    lines = ["安澜市水务局2021年政府信息公开工作年度报告", "统计期限为2021年1月1日至2021年12月31日。"]
    for title in titles:
        lines += [title, f"这里说{title[2:]}。"]
    cell = Cell(0, 0, Text("\n".join(lines)))
    document = Document("page.html", "html", "0" * 64, (Table((cell,), 1, 1),))
    reading = read(document)
    assert [span.id for span in reading.sections] == list(TITLES)
    for name, title in TITLES.items():
        texts = [passage.plain.string for passage in reading.within(name)]
        assert texts == [f"这里说{title}。"]
    (passage,) = reading.passages
    for name, title in TITLES.items():
        at = passage.plain.string.index(f"这里说{title}")
        assert reading.section_at(Spot(0, 0, at)) == name
        assert reading.locate(passage, at, at + 3).section == name
    assert "统计期限" in "".join(one.plain.string for one in reading.within("preamble"))


def test_a_table_of_contents_is_not_where_a_section_stands() -> None:
    document = document_of(known_report())
    contents = [paragraph(f"{'一二三四五六'[at]}、{title}") for at, title in enumerate(TITLES.values())]
    spans = read(with_block(document, 0, document.blocks[0], *contents)).sections
    assert [span.id for span in spans] == list(TITLES)
    assert all(span.heading[0].block > len(contents) for span in spans)


# --- places of what is missing -----------------------------------------------------------------------------------


def test_what_is_missing_is_located_where_it_would_belong() -> None:
    report = known_report()
    bare = replace(report, preamble=("做好公开。",), sections=report.sections[:4])
    document = document_of(bare)
    for name in ("problems", "other"):
        place = fact(document, "section", section=name).place
        assert (place.section, place.text, place.start) == (name, None, place.end)
        assert place.block is not None
    for name in ("period", "phone"):
        place = fact(document, "field", field=name).place
        assert (place.section, place.text) == ("preamble", None)
    table = fact(document_of(with_section(report, "reviews", table=None)), "table", table="reviews")
    assert (table.place.section, table.place.table, table.place.text) == ("reviews", "reviews", None)


@pytest.mark.parametrize(
    ("sentence", "told"),
    [
        ("2021年1月1日至12月31日，我局共收到政府信息公开申请40件。", []),
        ("自2021年1月1日起至2021年12月31日止，新收申请40件。", []),
        ("全年（2021年1月1日－12月31日）新收申请40件。", []),
        ("2021年1月1日至6月30日开展自查。", ["period-missing"]),
        ("2020年1月1日至12月31日的情况已经公布。", ["period-missing"]),
        ("2021年1月至12月开展整治。", ["period-missing"]),
        ("文中数字起于2021年1月1日，截于2021年12月31日。", []),
        ("各项数字把2021年1月1日作为头一天、2021年12月31日作为末一天。", []),
        ("2021年1月1日、2021年12月31日和2022年1月4日三次巡查。", ["period-missing"]),
    ],
)
def test_the_year_in_days_anywhere_is_the_period_where_no_other_is_named(sentence: str, told: list[str]) -> None:
    report = with_lines(replace(known_report(), period=""), "overview", [sentence])
    assert fired(check(document_of(report))) == told


@pytest.mark.parametrize(
    ("said", "told"),
    [
        ("所列数据以2021年1月1日为起点、2021年12月31日为终点。", []),
        ("所列数据自2021年1月1日起统计，至2021年12月31日截止。", []),
        ("所列数据从2021年1月1日开始计算，到12月31日为止。", []),
        ("所列数据自2021年1月1日起统计，至2021年11月30日截止。", ["period-mismatch"]),
        ("统计时间由2021年1月1日算起，算到2021年12月31日。", []),
        ("统计时间由2021年1月1日算起，算到2021年11月30日。", ["period-mismatch"]),
        ("所列数据以2020年1月1日为起点、2020年12月31日为终点。", ["period-mismatch"]),
    ],
)
def test_two_days_with_the_word_for_it_are_the_period_whatever_stands_between(said: str, told: list[str]) -> None:
    report = replace(known_report(), period="")
    report = replace(report, preamble=(said, *report.preamble))
    assert fired(check(document_of(report))) == told


# --- recognised text -------------------------------------------------------------------------------------------


def faint(document: Document, words: str, confidence: float = 0.6) -> Document:
    """A document in which the paragraph with these words was recognised without certainty."""
    at = next(n for n, one in enumerate(document.blocks) if words in said(one))
    string = said(document.blocks[at])
    run = GlyphRun(0, 1, ((0.0, 0.0, 9.0, 9.0),) * len(string), confidence)
    return with_block(document, at, Paragraph(Text(string, (run,))))


def test_a_period_that_recognition_is_not_sure_of_is_for_a_person() -> None:
    report = replace(known_report(), period="自2021年1月1日起至2021年12月3日止")
    assert fired(check(faint(document_of(report), "统计期限"))) == ["period-mismatch?"]
    assert fired(check(faint(document_of(report), "统计期限", 0.97))) == ["period-mismatch"]


@pytest.mark.parametrize(
    ("said", "missing"),
    [
        ("如有疑问，请联系我局（云泽市长安路15号，741600，0590-8612030，yzsw@yunze.gov.cn）。", []),
        ("请与我局办公室联系（电话：0590-8612030；741600；云泽市长安路15号水利大楼；yzsw@yunze.gov.cn）。", []),
        ("请与我局联系（邮箱yzsw@yunze.gov.cn、0590-8612030、长安路15号）。", ["postcode"]),
        ("请联系我局（yzsw@yunze.gov.cn），长安路15号，741600，0590-8612030。", ["phone", "address", "postcode"]),
        ("请联系我局（0590-8612030、0590-8612031，741600，yzsw@yunze.gov.cn，长安路15号）。", ["phone"]),
    ],
)
def test_contacts_without_labels_stand_in_brackets_together(said: str, missing: list[str]) -> None:
    """What stands outside of the brackets is prose, and of two numbers it is not known which one is meant."""
    report = replace(known_report(), contacts=())
    report = replace(report, preamble=(*report.preamble, said))
    found = read(document_of(report)).fields
    assert [name for name in ("phone", "address", "postcode", "email") if name not in found] == missing
    assert all(one.valid for name, one in found.items() if name in ("phone", "address", "postcode", "email"))


def test_a_contact_that_recognition_is_not_sure_of_is_for_a_person() -> None:
    report = with_contact(known_report(), "电话", "0590-861203")
    assert "contact-invalid?" in fired(check(faint(document_of(report), "电话")))
    assert fired(check(document_of(report))) == ["contact-invalid"]


def test_a_claim_that_recognition_is_not_sure_of_is_for_a_person() -> None:
    report = with_lines(known_report(), "applications", ["全年新收政府信息公开申请48件。"])
    assert fired(check(faint(document_of(report), "全年新收"))) == ["claim-table?"]
    assert fired(check(document_of(report))) == ["claim-table"]


# --- figures of the text ------------------------------------------------------------------------------------------


def tied(text: str, section: str = "overview") -> Fact:
    """The fact of the only figure of a text that a table states."""
    made = facts(document_of(with_lines(known_report(), section, [text])), "figure")
    (one,) = (fact for fact in made if isinstance(fact.values["measure"], str))
    return one


def test_a_figure_is_tied_to_the_cell_that_it_counts() -> None:
    figure = tied("全年共收到政府信息公开申请40件。")
    assert (figure.values["measure"], figure.values["said"], figure.values["figure"]) == ("new", 40, 40)
    assert figure.values["status"] == "agree"
    assert figure.places["said"].text == "40件"
    assert (figure.places["figure"].row, figure.places["figure"].column) == ("new", "total")


def test_what_was_received_may_count_what_was_carried_over_but_what_is_new_may_not() -> None:
    assert tied("收到政府信息公开申请46件。").values["holds"] is True
    assert tied("新收政府信息公开申请46件。").values["holds"] is False


def test_a_figure_of_a_table_that_is_not_there_has_no_counterpart() -> None:
    report = with_section(
        with_lines(known_report(), "applications", ["新收政府信息公开申请46件。"]), "applications", table=None
    )
    (figure,) = facts(document_of(report), "figure", measure="new")
    assert (figure.values["there"], figure.values["status"]) == (False, "no_counterpart")
    assert isinstance(figure.values["figure"], Unknown)
    assert fired(check(document_of(report))) == ["table-missing"]
