"""Reports in shapes that people give them: tables taken apart, merged cells written out, figures told in passing."""

from __future__ import annotations

from dataclasses import replace

import pytest

from checker.document import Cell, Document, Paragraph, Table, Text
from tests.checker.reports import (
    check,
    document_of,
    document_of_text,
    fired,
    found,
    known_report,
    paragraph,
    table_at,
    with_block,
)
from tests.generator.spec import with_figure, with_lines

CASES = (
    ["行政复议", "3", "2", "2", "2", "9"],
    ["未经复议直接起诉", "1", "2", "1", "1", "5"],
    ["复议后起诉", "4", "0", "0", "0", "4"],
)
RESULTS = ["结果维持", "结果纠正", "其他结果", "尚未审结", "总计"]


def grid(rows: list[list[str]]) -> Table:
    """A table of rows of one length; a text right of the same text is the same cell."""
    cells: list[Cell] = []
    for row, texts in enumerate(rows):
        for column, text in enumerate(texts):
            before = cells[-1] if column else None
            if before is not None and before.text.string == text and not text.isdigit():
                cells[-1] = replace(before, column_span=before.column_span + 1)
            else:
                cells.append(Cell(row, column, Text(text)))
    return Table(tuple(cells), len(rows), len(rows[0]))


def with_reviews(document: Document, *tables: Table) -> Document:
    """A document whose table of reviews is in several tables."""
    between = paragraph("行政诉讼情况如下：")
    made = [block for table in tables for block in (between, table)][1:]
    return with_block(document, table_at(document, "reviews"), *made)


def apart(upheld: str = "3") -> tuple[Table, Table]:
    """The table of reviews and that of litigation."""
    review, direct, after = CASES
    first = grid([[review[0]] * 5, RESULTS, [upheld, *review[2:]]])
    second = grid([[direct[0]] * 5 + [after[0]] * 5, RESULTS * 2, direct[1:] + after[1:]])
    return first, second


def test_reviews_and_litigation_in_tables_of_their_own_are_one_table_of_the_form() -> None:
    assert fired(check(with_reviews(document_of(known_report()), *apart()))) == []


def test_a_wrong_sum_in_one_of_them_is_found() -> None:
    audit = check(with_reviews(document_of(known_report()), *apart(upheld="4")))
    assert fired(audit) == ["reviews-total"]


def written_out(value: str) -> str:
    """A block of a table as a page's text has it when each merged cell is written wherever it reaches."""
    head, label = "第二十条第（五）项", "本年处理决定数量"
    rows = [[head] * 4, ["信息内容", label, label, label], ["行政许可", value, value, value]]
    return "\n".join(" | ".join(row) for row in rows)


def test_a_figure_written_in_each_cell_that_it_covers_is_one_figure() -> None:
    plain = "\t第二十条第（五）项\n\n\t信息内容\n\t本年处理决定数量\n\n\t行政许可\n\t0\n"
    from tests.generator import text

    report = text.write(known_report(), "tabs")
    assert plain in report
    assert fired(check(document_of_text(report.replace(plain, "\n" + written_out("0") + "\n")))) == []
    audit = check(document_of_text(report.replace(plain, "\n" + written_out("若干") + "\n")))
    assert fired(audit) == ["cell-number"]


def test_the_head_of_a_text_is_no_row_whose_label_a_column_has_too() -> None:
    """Where the parts of 其他处理 are left out, 3.其他 is missing, and the column 其他 is not it."""
    from tests.generator import text

    report = text.write(known_report(), "tabs")
    begin, end = report.index("\t1.申请人无正当理由逾期不补正"), report.index("\n\t\n\t（七）总计")
    audit = check(document_of_text(report[:begin] + "\t3\n\t0\n\t0\n\t0\n\t0\n\t0\n\t3\n" + report[end:]))
    assert fired(audit) == ["table-row-missing"] * 3
    assert audit.unchecked == ()


def test_brackets_round_a_heading_are_an_ornament() -> None:
    report = known_report()
    framed = replace(
        document_of(report),
        blocks=tuple(
            paragraph(f"【{one.text.string}】") if isinstance(one, Paragraph) and "、" in one.text.string[:2] else one
            for one in document_of(report).blocks
        ),
    )
    assert any("【" in one.text.string for one in framed.blocks if isinstance(one, Paragraph))
    assert fired(check(framed)) == []


def test_the_title_of_a_block_may_stand_above_its_table() -> None:
    document = document_of(known_report())
    at = table_at(document, "disclosure")
    whole = document.blocks[at]
    assert isinstance(whole, Table)
    below = replace(
        whole, cells=tuple(replace(one, row=one.row - 1) for one in whole.cells if one.row), rows=whole.rows - 1
    )
    assert fired(check(with_block(document, at, paragraph("第二十条第（一）项"), below))) == []
    lacking = check(with_block(document, at, below))
    assert fired(lacking) == ["table-row-missing"]
    assert "第二十条第（一）项" in lacking.findings[0].message


@pytest.mark.parametrize(
    ("text", "rules"),
    [
        ("全年收到政府信息公开申请40件，其中予以公开20件。", []),
        ("全年收到政府信息公开申请50件，其中予以公开20件。", ["claim-table"]),
        ("其中，本级收到政府信息公开申请12件。", ["claim-scope"]),
        ("依申请公开方面，全年共受理40件。", []),
        ("依申请公开方面，全年共受理41件。", ["claim-table"]),
        ("全年共收到政府信息公开申请40件，实际办结43件。", []),
        ("全年共收到政府信息公开申请40件，实际办结40件。", ["claim-table?"]),
        ("申请由20件增加到40件，增长100%。", []),
        ("申请由20件增加到40件，同比增长50%。", ["claim-rate"]),
        ("解读材料由50篇减少为40篇，下降20%。", []),
        ("解读材料由50篇减少为40篇，增长20%。", ["claim-rate"]),
        ("上年发布信息50条，今年发布信息60条，增长20%。", []),
        ("上年发布信息50条，今年发布信息60条，增长25%。", ["claim-rate"]),
        ("较上年的32期多10期，共推送42期。", []),
        ("较上年的32期多10期，共推送40期。", ["claim-rate"]),
        ("推送42期，较上年增加10期（上年为32期），增幅31.3%。", []),
        ("推送42期，较上年增加10期（上年为30期），增幅40%。", ["claim-rate"]),
        ("推送六期——五期图文，一期视频，较上年减少2期（上年为8期）。", []),
        ("受理工单50件，办结45件，办结率90%。", []),
        ("受理工单50件，办结45件，办结率98%。", ["claim-rate"]),
        ("受理热线50件，办结45件，按时办结率100%。", []),
        ("网络送达20件、信函送达6件、当面送达4件，三种渠道合计30件。", []),
        ("网络送达20件、信函送达6件、当面送达4件，三种渠道合计40件。", ["claim-sum"]),
        ("网络送达702件，占比54.6%；信函送达451件，占比35.1%；当面送达133件，占比10.3%。", []),
    ],
)
def test_figures_told_in_passing(text: str, rules: list[str]) -> None:
    assert fired(check(document_of(with_lines(known_report(), "applications", [text])))) == rules


@pytest.mark.parametrize(
    ("section", "text", "rules"),
    [
        ("overview", "推进行政复议信息公开，全年受理行政复议案件312件。", []),
        ("overview", "因政府信息公开引起的行政复议8件。", ["claim-table"]),
        ("reviews", "全年收到行政复议9件。", []),
        ("reviews", "全年收到行政复议8件。", ["claim-table"]),
    ],
)
def test_reviews_are_those_of_disclosure(section: str, text: str, rules: list[str]) -> None:
    report = known_report()
    lines = [text] if section != "overview" else [*(line.text for line in report.sections[0].lines), text]
    assert fired(check(document_of(with_lines(report, section, lines)))) == rules


def test_a_word_where_a_figure_belongs_is_no_missing_row() -> None:
    from tests.generator import text

    report = with_figure(known_report(), "disclosure", "penalties", "decisions", "若干")
    for way in ("tabs", "cells", "pipes"):
        assert fired(check(document_of_text(text.write(report, way)))) == ["cell-number"], way


def test_a_signature_before_the_end_of_the_year_is_early_whenever_it_was_published() -> None:
    document = document_of(known_report(signed="2021年12月28日"))
    published = replace(document, properties={"published": "2022-01-04"})
    (early,) = found(check(published), "published-early")
    assert "2021年12月28日" in early.message
    assert early.locations[0].text == "2021年12月28日"


@pytest.mark.parametrize(
    "note",
    [
        Paragraph(Text("本报告数字统计到2021年12月31日"), part="footnote"),
        Paragraph(Text("2021年12月31日"), number="1", part="footnote"),
        Paragraph(Text("注：数字截至2021年12月31日")),
    ],
)
def test_the_date_of_a_note_behind_the_signature_is_none(note: Paragraph) -> None:
    document = document_of(known_report(signed="2022年1月20日"))
    noted = replace(document, blocks=(*document.blocks, note))
    assert found(check(noted), "published-early") == []
    unsigned = replace(document, blocks=(*document.blocks[:-1], note))
    assert found(check(unsigned), "published-early") == []


@pytest.mark.parametrize("period", ["自2021年1月1日始，至2021年12月31日止", "从2021年1月1日起到2021年12月31日止"])
def test_a_period_may_begin_in_other_words(period: str) -> None:
    assert fired(check(document_of(replace(known_report(), period=period)))) == []


@pytest.mark.parametrize("organ", ["石屿海关", "国家税务总局安澜市税务局"])
def test_organs_of_the_state_answer_by_the_end_of_january(organ: str) -> None:
    report = known_report(organ=organ, signed="2022年2月6日")
    assert "published-late" in fired(check(document_of(report)))


def test_the_pieces_of_a_table_that_text_parts_under_one_head_each_may_be_of_other_grids() -> None:
    """Labels of the first piece are one cell, those of the second stand in columns of their own."""
    document = document_of(known_report())
    at = table_at(document, "applications")
    whole = document.blocks[at]
    assert isinstance(whole, Table)
    cut = next(cell.row for cell in whole.cells if cell.text.string.startswith("三、"))
    head = min(cell.row for cell in whole.cells if cell.text.string.startswith("一、"))
    by = min(cell.column for cell in whole.cells if cell.row == head and cell.text.string.isdigit()) - 1
    first = [
        replace(cell, column=max(cell.column - by, 0), column_span=1 if not cell.column else cell.column_span)
        for cell in whole.cells
        if cell.row < cut
    ]
    rest = [replace(cell, row=cell.row - cut + head) for cell in whole.cells if cell.row >= cut]
    heads = [cell for cell in whole.cells if cell.row < head]
    parts = (
        Table(tuple(first), cut, whole.columns - by),
        paragraph("办理结果和结转情况如下："),
        Table((*heads, *rest), whole.rows - cut + head, whole.columns),
    )
    assert fired(check(with_block(document, at, *parts))) == []
    # The last row is 结转下年度, its last figure the sum.
    wrong = [*rest[:-1], replace(rest[-1], text=Text("99"))]
    parts = (*parts[:2], replace(parts[2], cells=(*heads, *wrong)))
    assert fired(check(with_block(document, at, *parts))) != []
