"""Whole reports checked: clean ones give nothing, one changed thing gives exactly what follows from it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import pytest

from checker.document import Cell, Document, GlyphRun, Paragraph, Picture, Table, Text
from checker.facts.tables import extract as table_facts
from checker.finding import Finding
from checker.judging.findings import findings
from tests.checker.reports import (
    PACK,
    SUM_RULES,
    check,
    checker,
    document_of,
    document_of_text,
    fired,
    found,
    heading_at,
    known_report,
    name_of,
    pack,
    paragraph,
    read,
    table_at,
    upset,
    with_block,
    with_lines,
    without,
)
from tests.generator import text
from tests.generator.layout import APPLICANTS, OUTCOMES, application_rows
from tests.generator.spec import (
    ORGANS,
    TITLES,
    Report,
    report_2019,
    report_2021,
    with_broken_cells,
    with_contact,
    with_figure,
    with_label,
    with_section,
    with_title,
    without_row,
    without_section,
)

APPLICATION_COLUMNS = (*APPLICANTS, "total")
ROW_TOTAL = "applications-row-total"
BALANCED = ("new", "carried_in", "handled", "carried_out")
Operands = frozenset[tuple[str, str]]


# --- clean reports ---------------------------------------------------------------------------------------------


@pytest.mark.parametrize("form", [report_2021, report_2019])
@pytest.mark.parametrize("organ", ORGANS, ids=lambda organ: organ.name)
def test_a_clean_report_gives_no_finding_at_all(form: object, organ: object) -> None:
    for seed in range(3):
        report = form(seed, organ)  # type: ignore[operator]
        assert fired(check(document_of(report))) == []


@pytest.mark.parametrize("tables", [name for name in text.TABLES if name != "markdown"])
def test_a_clean_report_as_text_gives_no_finding_at_all(tables: str) -> None:
    for report in (report_2021(5), report_2019(5)):
        assert fired(check(document_of_text(text.write(report, tables)))) == []


@pytest.mark.parametrize("tables", [name for name in text.TABLES if name not in ("markdown", "cells", "spaces")])
@pytest.mark.parametrize("kept", [("natural", "total"), ("natural",), ("business", "total"), ()])
def test_blank_cells_of_a_text_are_those_of_the_document(tables: str, kept: tuple[str, ...]) -> None:
    blank = {f"granted.{column}": "" for column in (*APPLICANTS, "total") if column not in kept}
    report = known_report(set_=blank)
    assert fired(check(document_of_text(text.write(report, tables)))) == fired(check(document_of(report)))


def test_labels_broken_over_lines_and_a_text_of_a_web_page_are_clean() -> None:
    assert fired(check(document_of(with_broken_cells(report_2021(7))))) == []
    damaged = text.with_page_numbers(text.write(report_2021(7), "tabs"))
    assert fired(check(document_of_text(damaged))) == []


def test_what_web_pages_add_is_never_a_finding() -> None:
    report = known_report()
    report = with_lines(report, "overview", ["[image: ]", "[bookmark: OLE_LINK1]", "— 3 —"])
    document = document_of(replace(report, closing=(*report.closing, "扫一扫在手机打开当前页", "[image: ]", "- 4 -")))
    assert fired(check(document)) == []


# --- one figure changed ----------------------------------------------------------------------------------------


def sums_of_applications(form: str, row: str, column: str) -> set[tuple[str, Operands]]:
    """The sums that a cell of the applications table takes part in, by the text of the form, with their operands."""
    rows = application_rows(form)
    outcomes = [one for one in rows if one not in BALANCED]
    expected = {("applications-row-total", frozenset((row, one) for one in APPLICATION_COLUMNS))}
    if row in BALANCED:
        expected.add(("applications-balance", frozenset((one, column) for one in BALANCED)))
    if row not in ("new", "carried_in", "carried_out"):
        expected.add(("applications-handled-total", frozenset((one, column) for one in ("handled", *outcomes))))
    return expected


def sums_of_reviews(column: str) -> set[tuple[str, Operands]]:
    """The one sum that a cell of the reviews table takes part in."""
    rules = {"review": "reviews-total", "direct": "litigation-direct-total"}
    kind = column.rpartition("_")[0]
    rule = rules.get(kind, "litigation-after-review-total")
    return {(rule, frozenset(("cases", f"{kind}_{outcome}") for outcome in OUTCOMES))}


def broken_sums(document: Document) -> list[Finding]:
    """The findings of the sum rules, from the facts of the tables alone."""
    reading = read(document)
    judged = checker().judge(PACK, list(table_facts(reading)))
    made, _ = findings(judged, {PACK: pack()}, "zh-CN")
    return [one for one in made if name_of(one).rstrip("?") in SUM_RULES]


def operands(finding: Finding, printed: dict[tuple[str, str], str], table: str) -> Operands:
    """The cells that a finding's locations stand on; each must quote what is printed there."""
    for place in finding.locations:
        assert place.table == place.section == table
        assert place.row is not None
        assert place.column is not None
        assert place.text == printed[place.row, place.column]
    return frozenset((place.row or "", place.column or "") for place in finding.locations)


def changed_cells(report: Report, columns: tuple[str, ...]) -> Iterator[tuple[str, str, str, Report]]:
    """(table, row, column, the report with 1 more in that cell) for the figures of both tables with sums."""
    for table in ("applications", "reviews"):
        for (row, column), figure in report.figures(table).items():
            if table == "reviews" or column in columns:
                yield table, row, column, with_figure(report, table, row, column, str(int(figure) + 1))


@pytest.mark.parametrize(
    ("report", "columns"),
    [(report_2021(3), APPLICATION_COLUMNS), (report_2019(3), ("natural", "total"))],
    ids=["2021", "2019"],
)
def test_a_changed_figure_gives_exactly_the_sums_it_takes_part_in(report: Report, columns: tuple[str, ...]) -> None:
    seen = 0
    for table, row, column, changed in changed_cells(report, columns):
        printed = changed.figures(table)
        made = broken_sums(document_of(changed))
        expected = sums_of_reviews(column) if table == "reviews" else sums_of_applications(report.form, row, column)
        assert {(name_of(one), operands(one, printed, table)) for one in made} == expected, (table, row, column)
        assert len(made) == len(expected)
        for one in made:
            assert one.comparison is not None
            assert one.comparison.difference in (1, -1)
            assert len(one.comparison.left) + len(one.comparison.right) == len(one.locations)
        seen += 1
    assert seen == len(columns) * len(application_rows(report.form)) + 15


def test_a_changed_total_in_the_text_reader_has_its_line_and_its_claims() -> None:
    report = known_report()
    document = document_of_text(text.write(with_figure(report, "applications", "new", "total", "41"), "tabs"))
    audit = check(document)
    assert fired(audit) == ["applications-balance", "applications-row-total"]
    (balance,) = found(audit, "applications-balance")
    assert balance.message.startswith("“总计”列不平：本年新收41＋上年结转6＝47，办理总计43＋结转下年度3＝46，相差1")
    assert balance.locations[0].line is not None
    assert "applications-row-total" not in balance.advice
    assert "总计与各类申请人之和不符" in balance.advice


# --- what stands in a cell -------------------------------------------------------------------------------------


@pytest.mark.parametrize("blank", ["", "/", "—", "——", "－", "　"])
def test_a_cell_that_is_not_filled_is_blank_and_its_sums_are_undecided(blank: str) -> None:
    audit = check(document_of(with_figure(known_report(), "applications", "granted", "natural", blank)))
    assert fired(audit) == ["cell-blank"]
    (one,) = found(audit, "cell-blank")
    assert upset(one) == {"applications-handled-total", "applications-row-total"}
    assert (one.locations[0].row, one.locations[0].column) == ("granted", "natural")
    assert (one.locations[0].text or "").strip() == blank.strip()
    assert {each.at.column for each in one.consequences} == {"natural"}


@pytest.mark.parametrize(
    ("broken", "whole"), [("7631\n1", 76311), ("1,06\n2", 1062), ("24\n68", 2468), ("17\n04", 1704)]
)
def test_a_figure_that_a_narrow_column_breaks_is_one_number(broken: str, whole: int) -> None:
    report = known_report(none=True)
    for row in ("new", "granted", "handled"):
        report = with_figure(report, "applications", row, "natural", broken)
        report = with_figure(report, "applications", row, "total", str(whole))
    assert fired(check(document_of(report))) == []


@pytest.mark.parametrize("word", ["若干", "2.5", "1O", "无", "见附件"])
def test_a_cell_without_a_whole_number_is_no_figure_and_never_zero(word: str) -> None:
    audit = check(document_of(with_figure(known_report(), "applications", "granted", "natural", word)))
    assert fired(audit) == ["cell-number"]
    assert found(audit, "cell-number")[0].locations[0].text == word
    assert upset(audit.findings[0]) == {"applications-handled-total", "applications-row-total"}


@pytest.mark.parametrize("digits", ["2\n0", "24 68", "1\n2\n3"])
def test_digits_that_may_be_several_figures_are_for_review(digits: str) -> None:
    audit = check(document_of(with_figure(known_report(), "applications", "granted", "natural", digits)))
    assert fired(audit) == ["cell-number?"]
    assert upset(audit.findings[0]) == {"applications-handled-total", "applications-row-total"}


def test_a_negative_figure_is_refused_and_still_summed() -> None:
    audit = check(document_of(with_figure(known_report(), "applications", "granted", "business", "-3")))
    assert fired(audit) == ["applications-handled-total", "applications-row-total", "cell-number"]


@pytest.mark.parametrize("word", ["20", " 20 ", "２０", "20件", "二十", "20.0"])
def test_a_figure_may_be_written_in_many_ways(word: str) -> None:
    assert fired(check(document_of(with_figure(known_report(), "applications", "granted", "natural", word)))) == []


def test_thousands_may_be_parted() -> None:
    report = known_report(none=True)
    for cell in ("new.natural", "new.total", "granted.natural", "granted.total", "handled.natural", "handled.total"):
        row, column = cell.split(".")
        report = with_figure(report, "applications", row, column, "1,062" if row == "new" else "１，０６２")
    assert fired(check(document_of(report))) == []


def test_an_approximate_figure_is_no_figure() -> None:
    audit = check(document_of(with_figure(known_report(), "applications", "granted", "natural", "约20")))
    assert "cell-number" in fired(audit)


def test_what_recognition_is_not_sure_of_is_for_a_person_and_never_a_wrong_number() -> None:
    document = document_of(with_figure(known_report(), "applications", "granted", "natural", "21"))
    at = table_at(document, "applications")
    table = document.blocks[at]
    assert isinstance(table, Table)

    def faint(cell: Cell) -> Cell:
        size = len(cell.text.string)
        return replace(cell, text=Text(cell.text.string, (GlyphRun(0, 1, ((0.0, 0.0, 9.0, 9.0),) * size, 0.6),)))

    cells = tuple(faint(cell) if cell.text.string == "21" else cell for cell in table.cells)
    audit = check(with_block(document, at, replace(table, cells=cells)))
    assert fired(audit) == ["cell-number?"]
    assert upset(audit.findings[0]) == {"applications-handled-total", "applications-row-total"}


# --- tables ----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("row", [*application_rows("2021")])
def test_a_dropped_row_is_one_finding_where_it_would_stand(row: str) -> None:
    audit = check(document_of(without_row(known_report(), "applications", row)))
    assert fired(audit) == ["table-row-missing"]
    place = audit.findings[0].locations[0]
    assert (place.section, place.table, place.row, place.text) == ("applications", "applications", row, None)


@pytest.mark.parametrize("column", range(3, 10))
def test_a_dropped_column_is_one_finding(column: int) -> None:
    audit = check(without_column(document_of(known_report()), "applications", column))
    assert fired(audit) == ["table-column-missing"]
    assert audit.findings[0].locations[0].column == APPLICATION_COLUMNS[column - 3]


@pytest.mark.parametrize(
    ("one", "other"), [("new", "carried_in"), ("refused_2", "refused_3"), ("refused_1", "refused_8")]
)
def test_rows_in_another_order_are_known_by_their_labels_and_their_figures_still_add_up(one: str, other: str) -> None:
    report = known_report()
    swapped = swapped_rows(document_of(report), one, other)
    audit = check(swapped)
    assert set(fired(audit)) == {"table-label"}
    assert {place.row for finding in audit.findings for place in finding.locations} <= {one, other}
    assert all("次序" in finding.message for finding in audit.findings)


def swapped_rows(document: Document, one: str, other: str) -> Document:
    """Two rows of the applications table in each other's place."""
    at = table_at(document, "applications")
    block = document.blocks[at]
    assert isinstance(block, Table)
    rows = application_rows("2021")
    first, second = rows.index(one) + 3, rows.index(other) + 3
    places = {first: second, second: first}
    cells = (replace(cell, row=places.get(cell.row, cell.row)) if cell.row_span == 1 else cell for cell in block.cells)
    ordered = sorted(cells, key=lambda cell: (cell.row, cell.column))
    return with_block(document, at, Table(tuple(ordered), block.rows, block.columns))


@pytest.mark.parametrize(("row", "title"), [("licensing", "第二十条第（五）项"), ("fees", "第二十条第（八）项")])
def test_a_block_without_its_only_row_still_has_its_title(row: str, title: str) -> None:
    audit = check(document_of(without_row(known_report(), "disclosure", row)))
    assert fired(audit) == ["table-row-missing"]
    assert title not in audit.findings[0].message


def without_column(document: Document, table: str, column: int) -> Document:
    """A grid column of a table left out, spans closed up."""
    at = table_at(document, table)
    block = document.blocks[at]
    assert isinstance(block, Table)
    cells = []
    for cell in block.cells:
        if cell.column > column:
            cells.append(replace(cell, column=cell.column - 1))
        elif cell.column + cell.column_span <= column:
            cells.append(cell)
        elif cell.column_span > 1:
            cells.append(replace(cell, column_span=cell.column_span - 1))
    return with_block(document, at, Table(tuple(cells), block.rows, block.columns - 1))


@pytest.mark.parametrize(
    ("table", "key", "label", "row", "column"),
    [
        ("applications", "label:refused_6", "6.属于四类内部事务信息", "refused_6", None),
        ("applications", "label:granted", "（一）同意公开", "granted", None),
        ("applications", "head:research", "科研单位", None, "research"),
        ("applications", "head:total", "合计", None, "total"),
        ("disclosure", "label:normative", "规范性文件", "normative", None),
        ("disclosure", "head:item_1.issued", "本年新制作数量", None, "issued"),
        ("reviews", "head:direct_pending", "尚未办结", None, "direct_pending"),
    ],
)
def test_a_changed_label_is_one_finding(table: str, key: str, label: str, row: str | None, column: str | None) -> None:
    audit = check(document_of(with_label(known_report(), table, key, label)))
    assert fired(audit) == ["table-label"]
    place = audit.findings[0].locations[0]
    assert (place.text, place.row, place.column) == (label, row, column)


@pytest.mark.parametrize(
    ("key", "label"),
    [
        ("label:granted", "(一)予以公开"),
        ("label:granted", "（一） 予以公开"),
        ("label:partial", "（二）部分公开（区分处理的，只计这一情形，不计其他情形"),
        ("label:refused_3", '3.危及"三安全一稳定"'),
        ("label:refused_1", "1、属于国家秘密"),
        ("head:natural", "自 然 人"),
        ("label:new", "一、本年新收政府信息公开申请\n数量"),
    ],
)
def test_labels_that_differ_in_brackets_or_spaces_are_the_same(key: str, label: str) -> None:
    assert fired(check(document_of(with_label(known_report(), "applications", key, label)))) == []


@pytest.mark.parametrize("table", ["disclosure", "applications", "reviews"])
def test_a_missing_table_and_a_picture_in_its_place(table: str) -> None:
    document = document_of(with_lines(known_report(), table, ["有关情况如下表。"]))
    at = table_at(document, table)
    gone = check(without(document, at))
    assert fired(gone) == ["table-missing"]
    place = gone.findings[0].locations[0]
    assert (place.section, place.table, place.text) == (table, table, None)
    pictured = check(with_block(document, at, Picture()))
    assert fired(pictured) == ["table-image"]


def test_a_missing_block_of_the_disclosure_table() -> None:
    audit = check(document_of(without_row(known_report(), "disclosure", "item_5")))
    assert set(fired(audit)) == {"table-row-missing"}
    assert {place.row for one in audit.findings for place in one.locations} >= {"licensing"}


DEFECTS = {
    "a blank cell": with_figure(known_report(), "applications", "granted", "natural", ""),
    "a stroke": with_figure(known_report(), "applications", "granted", "natural", "/"),
    "a word": with_figure(known_report(), "applications", "granted", "natural", "若干"),
    "a wrong label": with_label(known_report(), "applications", "label:refused_6", "6.属于四类内部事务信息"),
    "a wrong head": with_label(known_report(), "applications", "head:research", "科研单位"),
    "the first row": without_row(known_report(), "applications", "new"),
    "a row": without_row(known_report(), "applications", "unavailable_2"),
    "the last row": without_row(known_report(), "applications", "carried_out"),
    "a wrong figure": with_figure(known_report(), "applications", "granted", "natural", "21"),
    "a wrong review": with_figure(known_report(), "reviews", "cases", "review_total", "10"),
    "a blank review": with_figure(known_report(), "reviews", "cases", "direct_total", ""),
    "a blank document": with_figure(known_report(), "disclosure", "rules", "issued", ""),
    "a block": without_row(known_report(), "disclosure", "item_6"),
}


@pytest.mark.parametrize("tables", ["tabs", "bars", "pipes", "tabbed_rows"])
@pytest.mark.parametrize("defect", DEFECTS)
def test_a_defect_of_a_table_is_the_same_in_every_kind_of_text(defect: str, tables: str) -> None:
    report = DEFECTS[defect]
    assert fired(check(document_of_text(text.write(report, tables)))) == fired(check(document_of(report)))


# --- sections --------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("section", TITLES)
@pytest.mark.parametrize("renumber", [False, True])
def test_a_dropped_section_is_missing_where_it_would_stand(section: str, renumber: bool) -> None:
    audit = check(document_of(without_section(known_report(), section, renumber=renumber)))
    table = ["table-missing"] if section in layout_tables() else []
    assert fired(audit) == ["section-missing", *table]
    place = found(audit, "section-missing")[0].locations[0]
    assert (place.section, place.text) == (section, None)


def layout_tables() -> set[str]:
    """The sections that hold a table."""
    return {"disclosure", "applications", "reviews"}


@pytest.mark.parametrize("section", TITLES)
def test_a_heading_left_out_alone_is_a_missing_section(section: str) -> None:
    document = document_of(known_report())
    audit = check(without(document, heading_at(document, TITLES[section])))
    assert fired(audit) == ["section-missing"]


def test_a_sentence_like_a_title_is_none_where_the_title_was_left_out() -> None:
    for sentence in ("除上述情况外，无其他需要报告的事项。", "本年度无其他需要报告的事项。"):
        document = document_of(known_report())
        at = heading_at(document, TITLES["other"])
        blocks = (
            *document.blocks[:at],
            *document.blocks[at + 1 : at + 2],
            paragraph(sentence),
            *document.blocks[at + 2 :],
        )
        assert fired(check(replace(document, blocks=blocks))) == ["section-missing"]


def test_the_first_part_of_a_section_is_no_title_of_the_next_whose_own_was_left_out() -> None:
    document = document_of(known_report())
    begin, end = heading_at(document, TITLES["overview"]), heading_at(document, TITLES["disclosure"])
    parts = [
        paragraph(f"（{number}）{topic}情况")
        for number, topic in zip("一二三", ("主动公开政府信息", "依申请公开", "监督保障"), strict=True)
    ]
    held = [*document.blocks[begin : begin + 1], parts[0], *document.blocks[begin + 1 : end], *parts[1:]]
    blocks = (*document.blocks[:begin], *held, *document.blocks[end + 1 :])
    assert fired(check(replace(document, blocks=blocks))) == ["section-missing"]


@pytest.mark.parametrize(
    ("section", "title"),
    [
        ("overview", "工作概述"),
        ("disclosure", "公开的主要内容"),
        ("applications", "依申请公开情况"),
        ("applications", "收到和处理政府信息公开申请"),
        ("reviews", "复议诉讼情况"),
        ("problems", "下一步打算"),
        ("other", "附则"),
    ],
)
def test_a_heading_that_says_something_else_is_a_wrong_title_and_no_missing_section(section: str, title: str) -> None:
    audit = check(document_of(with_title(known_report(), section, title)))
    assert fired(audit) == ["section-title"]
    place = audit.findings[0].locations[0]
    assert place.section == section
    assert place.text is not None
    assert place.text.endswith(title)


@pytest.mark.parametrize(
    ("section", "title"),
    [
        ("overview", "信息公开工作总体情况"),
        ("disclosure", "行政机关主动公开政府信息情况"),
        ("reviews", "因政府信息公开工作被申请行政复议、提起行政诉讼情况"),
        ("reviews", "因政府信息公开申请行政复议、提起行政诉讼的情况"),
        ("problems", "政府信息公开工作存在的主要问题及改进情况"),
        ("other", "其它需要报告的事项"),
    ],
)
def test_wordings_that_good_reports_use_are_accepted(section: str, title: str) -> None:
    assert fired(check(document_of(with_title(known_report(), section, title)))) == []


@pytest.mark.parametrize("section", TITLES)
def test_a_section_with_nothing_under_its_heading_is_empty(section: str) -> None:
    audit = check(document_of(with_section(known_report(), section, lines=(), table=None)))
    table = ["table-missing"] if section in layout_tables() else []
    assert fired(audit) == ["section-empty", *table]


def reordered(report: Report, *order: int, renumber: bool = False) -> Report:
    """The sections in another order."""
    sections = [report.sections[at] for at in order]
    if renumber:
        sections = [
            replace(one, heading=replace(one.heading, number=f"{'一二三四五六'[at]}、"))
            for at, one in enumerate(sections)
        ]
    return replace(report, sections=tuple(sections))


@pytest.mark.parametrize("renumber", [False, True])
def test_sections_in_another_order_are_one_finding_a_section_that_moved(renumber: bool) -> None:
    assert fired(check(document_of(reordered(known_report(), 0, 2, 1, 3, 4, 5, renumber=renumber)))) == [
        "section-order"
    ]
    assert fired(check(document_of(reordered(known_report(), 0, 1, 2, 3, 5, 4, renumber=renumber)))) == [
        "section-order"
    ]


def numbered(report: Report, *numbers: str) -> Report:
    """The headings under other numbers."""
    sections = (
        replace(one, heading=replace(one.heading, number=number))
        for one, number in zip(report.sections, numbers, strict=True)
    )
    return replace(report, sections=tuple(sections))


@pytest.mark.parametrize(
    ("numbers", "expected"),
    [
        (("1.", "2.", "3.", "4.", "5.", "6."), 0),
        (("第一部分 ", "第二部分 ", "第三部分 ", "第四部分 ", "第五部分 ", "第六部分 "), 0),
        (("（一）", "（二）", "（三）", "（四）", "（五）", "（六）"), 0),
        (("", "", "", "", "", ""), 0),
        (("一、", "二、", "三、", "一、", "二、", "三、"), 1),
        (("一、", "二、", "三、", "三、", "五、", "六、"), 1),
        (("一、", "二、", "三、", "五、", "六、", "七、"), 1),
    ],
)
def test_numbers_that_restart_repeat_or_skip(numbers: tuple[str, ...], expected: int) -> None:
    audit = check(document_of(numbered(known_report(), *numbers)))
    assert fired(audit) == ["section-numbering"] * expected


OPENING = "全年坚持以公开为常态、不公开为例外，各项工作有序开展，取得了明显成效。"


@pytest.mark.parametrize(
    ("before", "first", "slips"),
    [
        (
            [
                OPENING,
                "主动公开情况。围绕水源保护和供水价格及时公开各类信息。",
                "管理情况。逐件审核文件的公开属性，定期清理栏目。",
            ],
            3,
            0,
        ),
        ([OPENING], 4, 1),
        ([], 2, 1),
        ([OPENING], 1, 0),
    ],
)
def test_headings_whose_first_numbers_a_page_has_lost_are_no_slip(before: list[str], first: int, slips: int) -> None:
    ways = ("（一）", "（二）", "（三）", "（四）", "（五）")
    lines = [
        *before,
        *(f"{way}平台建设。定期维护门户网站的各个栏目，及时更新信息。" for way in ways[first - 1 : first + 1]),
    ]
    audit = check(document_of(with_lines(known_report(), "problems", lines)))
    assert fired(audit).count("section-numbering") == slips


@pytest.mark.parametrize("between", ["。", "：", "　", "\n", ""])
def test_headings_run_together_with_their_text_are_headings(between: str) -> None:
    made: list[object] = []
    head = ""
    for block in document_of(report_2021(3)).blocks:
        string = block.text.string if isinstance(block, Paragraph) else ""
        if any(string.endswith(title) for title in TITLES.values()):
            head = string
            continue
        if head and isinstance(block, Paragraph):
            made.append(paragraph(head + between + string))
        else:
            made.extend([paragraph(head), block] if head else [block])
        head = ""
    document = replace(document_of(report_2021(3)), blocks=tuple(made))  # type: ignore[arg-type]
    assert fired(check(document)) == []


@pytest.mark.parametrize("leader", ["……………{}", "\t{}", "", "..........{}"])
def test_a_table_of_contents_in_front_changes_nothing(leader: str) -> None:
    report = report_2021(3)
    document = document_of(report)
    contents = [paragraph("目　录")]
    contents += [paragraph(one.heading.shown + leader.format(at)) for at, one in enumerate(report.sections, 1)]
    assert fired(check(with_block(document, 0, document.blocks[0], *contents))) == []
    one = paragraph("\n".join(line.text.string for line in contents))
    assert fired(check(with_block(document, 0, document.blocks[0], one))) == []


def laid_out(document: Document, one_cell: bool) -> Document:
    """The text between the tables in the cells of layout tables: each paragraph a row, or all of them one cell."""
    made: list[object] = []
    held: list[str] = []

    def close() -> None:
        rows = ["\n".join(held)] if one_cell else list(held)
        if held:
            made.append(Table(tuple(Cell(at, 0, Text(row)) for at, row in enumerate(rows)), len(rows), 1))
        held.clear()

    for block in document.blocks:
        if isinstance(block, Paragraph):
            held.append(block.text.string)
        else:
            close()
            made.append(block)
    close()
    return replace(document, blocks=tuple(made))  # type: ignore[arg-type]


@pytest.mark.parametrize("one_cell", [False, True])
def test_sections_inside_a_layout_table_are_sections(one_cell: bool) -> None:
    document = laid_out(document_of(report_2021(3)), one_cell)
    reading = read(document)
    assert [span.id for span in reading.sections] == list(TITLES)
    assert reading.identity.organ == "安澜市水务局"
    assert fired(check(document)) == []


# --- period, contacts, years -----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "period",
    [
        "自2021年1月1日起至2021年12月31日止",
        "自2021年1月1日至2021年12月31日",
        "为2021年1月1日至12月31日",
        "从2021年1月1日起，至2021年12月31日止",
        "为2021年1月1日—2021年12月31日",
        "为二〇二一年一月一日至二〇二一年十二月三十一日",
        "为2021.1.1-2021.12.31",
        "为2021年1月至12月",
        "为2021年度",
        "自２０２１年１月１日起至２０２１年１２月３１日止",
        "自 2021 年 1 月 1 日起至 2021 年 12 月 31 日止",
        "截至2021年12月31日",
    ],
)
def test_a_period_of_the_whole_year_however_written(period: str) -> None:
    assert fired(check(document_of(replace(known_report(), period=period)))) == []


@pytest.mark.parametrize(
    "period",
    [
        "截至2021年11月30日",
        "截至2020年12月31日",
        "自2020年1月1日起至2020年12月31日止",
        "自2021年1月1日起至2021年12月30日止",
        "自2021年1月1日起至2022年12月31日止",
        "自2021年1月1日起至31日止",
        "自1月1日起至12月31日止",
        "自2021年1月1日至2021年11月31日",
        "为2020年度",
    ],
)
def test_a_period_that_is_not_the_year_of_the_report(period: str) -> None:
    audit = check(document_of(replace(known_report(), period=period)))
    assert fired(audit) == ["period-mismatch"]
    assert audit.findings[0].locations[0].section == "preamble"


def test_no_period_at_all() -> None:
    report = known_report()
    report = replace(
        report, preamble=tuple(line.replace("本报告所列数据的统计期限{period}。", "") for line in report.preamble)
    )
    audit = check(document_of(report))
    assert fired(audit) == ["period-missing"]
    assert audit.findings[0].locations[0].text is None


PHONES = """86120345 8612034 0590-86120345 0590-8612034 （0590）86120345 (010)86120345 0590—86120345 0590－86120345
059086120345 0590-86120345转8001 0590-86120345-8001 0590-86120345、86120346 0590-86120345/86120346 13805901234
400-123-4567 4001234567 ０５９０－８６１２０３４５ +86-590-86120345"""


@pytest.mark.parametrize("phone", [*PHONES.split(), "0590 86120345", "(0590) 86120345"])
def test_a_phone_may_be_written_in_many_ways(phone: str) -> None:
    assert fired(check(document_of(with_contact(known_report(), "电话", phone)))) == []


@pytest.mark.parametrize(
    ("label", "value"),
    [
        ("电话", "0590-843686"),
        ("电话", "843686"),
        ("电话", "0590-861203456"),
        ("电话", "1380590123"),
        ("电话", "138059012345"),
        ("邮编", "35900"),
        ("邮编", "3590000"),
        ("电子邮箱", "swj.anlan.gov.cn"),
        ("电子邮箱", "swj@anlan"),
        ("电子邮箱", "swjanlan.gov.cn"),
    ],
)
def test_a_contact_that_cannot_be_right(label: str, value: str) -> None:
    audit = check(document_of(with_contact(known_report(), label, value)))
    assert fired(audit) == ["contact-invalid"]
    assert audit.findings[0].locations[0].text == value


@pytest.mark.parametrize("label", ["地址", "邮编", "电话", "电子邮箱"])
def test_a_contact_that_is_not_there(label: str) -> None:
    assert fired(check(document_of(with_contact(known_report(), label, None)))) == ["contact-missing"]
    assert fired(check(document_of(with_contact(known_report(), label, "无")))) == ["contact-missing"]


@pytest.mark.parametrize(
    ("labels", "mark"),
    [
        (("地址", "邮编", "电话", "电子邮箱"), "："),
        (("联系地址", "邮政编码", "联 系 电 话", "电 子 邮 箱"), "："),
        (("地　　址", "邮　　编", "电　　话", "邮　　箱"), "："),
        (("办公地址", "邮政编码", "Tel", "E-mail"), ": "),
        (("通讯地址", "邮编", "联系方式", "电子信箱"), "为"),
    ],
)
def test_contacts_that_stand_only_at_the_end(labels: tuple[str, ...], mark: str) -> None:
    report = known_report()
    values = [value for _, value in report.contacts]
    bare = replace(report, preamble=tuple(line.replace("（{contacts}）", "") for line in report.preamble))
    lines = [f"{label}{mark}{value}" for label, value in zip(labels, values, strict=True)]
    assert fired(check(document_of(with_lines(bare, "other", lines)))) == []
    table = Table(
        tuple(
            Cell(row, at, Text(word))
            for row, pair in enumerate(zip(labels, values, strict=True))
            for at, word in enumerate(pair)
        ),
        4,
        2,
    )
    document = document_of(bare)
    assert fired(check(replace(document, blocks=(*document.blocks, table)))) == []


@pytest.mark.parametrize("year", [2017, 2018])
def test_a_year_before_the_forms_is_not_checked_and_it_is_said_why(year: int) -> None:
    audit = check(document_of(report_2019(3, year=year)))
    assert fired(audit) == []
    assert audit.documents[0].form is None
    assert len(audit.unchecked) == 1
    assert str(year) in audit.unchecked[0].why


def test_tables_of_another_years_form_are_one_finding_and_nothing_follows_from_it() -> None:
    old = check(document_of(replace(report_2019(3), year=2022, title="安澜市水务局2022年政府信息公开工作年度报告")))
    assert "form-outdated" in fired(old)
    assert not {"table-row-missing", "table-column-missing", "table-label", "table-missing"} & set(fired(old))
    new = check(document_of(report_2021(3, year=2020)))
    assert fired(new) == ["form-outdated", "legal-basis"]
    outdated = next(finding for finding in new.findings if finding.rule.endswith("/form-outdated"))
    assert outdated.locations[0].text == "本年制发件数"


def test_sums_of_tables_on_another_years_form_are_checked_all_the_same() -> None:
    report = with_figure(report_2021(3, year=2020), "reviews", "cases", "review_total", "99")
    report = with_section(report, "reviews", lines=())
    assert fired(check(document_of(report))) == ["form-outdated", "legal-basis", "reviews-total"]


@pytest.mark.parametrize(
    "title",
    [
        ("安澜市水务局2021年政府信息公开工作年度报告",),
        ("安澜市水务局", "2021年政府信息公开工作年度报告"),
        ("安澜市水务局", "2021年", "政府信息公开工作年度报告"),
        ("安澜市水务局2021年政府信息公开", "工作年度报告"),
        ("安澜市水务局二〇二一年政府信息公开工作年度报告",),
        ("安澜市水务局二○二一年政府信息公开工作年度报告",),
        ("安澜市水务局政府信息公开工作年度报告", "（2021年度）"),
        ("附件2", "安澜市水务局2021年政府信息公开工作年度报告"),
        ("安澜市水务局文件", "安水〔2022〕3号", "安澜市水务局2021年政府信息公开工作年度报告"),
        ("安澜市水务局 2021 年 政府信息公开工作年度报告",),
        ("安澜市水务局2021年政府信息公开工作年度报告\n（2022年1月20日）",),
    ],
    ids=lambda title: title[0],
)
def test_titles_over_lines_and_in_chinese_digits_tell_organ_and_year(title: tuple[str, ...]) -> None:
    document = document_of(known_report())
    audit = check(with_block(document, 0, *map(paragraph, title)))
    assert (audit.issuer, audit.year, fired(audit)) == ("安澜市水务局", 2021, [])


@pytest.mark.parametrize(
    "title",
    [
        "2021年政府信息公开工作年度报告",
        "安澜市水务局2021年政府信息公开年度报告",
        "安澜市水务局2021年度政府信息公开年度工作报告",
        "安澜市水务局政府信息公开工作年度报告",
    ],
)
def test_titles_without_organ_year_or_due_form(title: str) -> None:
    document = document_of(known_report())
    audit = check(with_block(document, 0, paragraph(title)))
    assert fired(audit) == ["title-form"]
    assert audit.findings[0].severity == "warning"


def test_a_copy_without_a_title_is_a_note_and_the_year_is_told_by_the_text() -> None:
    document = document_of(replace(with_lines(known_report(), "overview", ["2021年，各项工作有序推进。"]), title=""))
    audit = check(document)
    assert (audit.year, fired(audit)) == (2021, ["title-form"])
    assert audit.findings[0].severity == "note"


def test_where_only_the_period_tells_the_year_only_its_shape_is_judged() -> None:
    report = replace(known_report(), title="", closing=())
    assert fired(check(document_of(report))) == ["title-form"]
    point = check(document_of(replace(report, period="截至2021年12月31日")))
    assert (point.year, fired(point)) == (2021, ["title-form"])
    other = check(document_of(replace(report, period="自2022年1月1日起至2022年12月31日止")))
    assert (other.year, fired(other)) == (2022, ["title-form"])


def test_the_title_goes_before_the_period() -> None:
    audit = check(document_of(replace(known_report(), period="自2019年1月1日起至2019年12月31日止")))
    assert (audit.year, fired(audit)) == (2021, ["period-mismatch"])


# --- values as the findings hold them --------------------------------------------------------------------------


def test_values_are_whole_numbers_and_places_quote_what_stands_there() -> None:
    report = known_report(set_={"fees.amount": "3200.50元"})
    (unit,) = found(check(document_of(report)), "cell-unit")
    assert unit.locations[0].text == "3200.50元"
    (row,) = found(check(document_of(with_figure(known_report(), "applications", "new", "natural", "41"))), ROW_TOTAL)
    assert (row.values["natural"], row.values["total"]) == (41, 40)
    assert isinstance(row.values["natural"], int)
