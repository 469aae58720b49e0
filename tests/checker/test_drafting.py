"""Drafts of forms: what a good report shows is what its regulation says, and sums are those that hold."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import docx
import pytest

import adapters
from checker.bench.drafting.document import drafted
from checker.bench.drafting.pack import write
from checker.bench.drafting.sums import balances
from checker.bench.drafting.tables import BlockDraft, LabelDraft, TableDraft, draft
from checker.check import Checker, Dossier
from checker.document import Cell, Document, Paragraph, Table, Text
from checker.errors import UsageError
from checker.finding import Verdict
from checker.loading.load import built_in, load
from checker.text.cells import CellNumber, CellState
from checker.text.normalize import bare

ROOT = Path(__file__).parent.parent.parent
CLEAN = ROOT / "samples" / "clean-2021.docx"
FORM = load(built_in() / "cn-disclosure-report").forms["format-2021"]


def table(*rows: list[str]) -> Table:
    cells = [Cell(r, c, Text(text)) for r, row in enumerate(rows) for c, text in enumerate(row)]
    return Table(tuple(cells), len(rows), max(map(len, rows)))


def document(*blocks: str | Table) -> Document:
    made = tuple(Paragraph(Text(one)) if isinstance(one, str) else one for one in blocks)
    return Document("report.docx", "docx", "0", made)


def labels(one: TableDraft) -> list[str]:
    return [bare(label.label) for block in one.blocks for label in (*block.columns, *block.rows)]


def test_a_good_report_gives_the_sections_and_labels_that_the_regulation_names() -> None:
    made = drafted(adapters.read(CLEAN))
    assert made.doubts == ()
    assert [bare(one.title) for one in made.outline] == [bare(one.title) for one in FORM.spec.outline]
    for one, name in zip(made.tables, ("disclosure", "applications", "reviews"), strict=True):
        wanted = [
            bare(label.label)
            for block in FORM.tables[name].blocks
            for label in (*block.columns, *block.rows)
        ]  # fmt: skip
        assert labels(one) == wanted
        assert one.section == made.outline[("disclosure", "applications", "reviews").index(name) + 1].id


def test_the_sums_of_a_good_report_are_those_of_the_regulation() -> None:
    made = drafted(adapters.read(CLEAN))
    applications = made.tables[1]
    said = [(one.axis, one.left, one.right) for one in balances([applications])]
    rows = [label.id for label in applications.blocks[0].rows]
    columns = [label.id for label in applications.blocks[0].columns]
    assert said == [
        ("column", (rows[23],), tuple(rows[2:23])),
        ("column", (rows[0], rows[1]), (rows[23], rows[24])),
        ("row", (columns[6],), tuple(columns[:6])),
    ]


def test_the_drafted_pack_works_and_its_suggested_rules_find_a_defect(tmp_path: Path) -> None:
    _, _, count = write([adapters.read(CLEAN)], "report-2021", tmp_path / "draft", "zh-CN")
    assert count == 3
    checker = Checker([load(tmp_path / "draft", cached=False)])

    def found(path: Path) -> list[tuple[str, str]]:
        reading = checker.recognise(adapters.read(path))
        assert reading is not None
        return [(one.rule, one.verdict.value) for one in checker.check(Dossier((reading,))).findings]

    assert found(CLEAN) == []
    wrong = docx.Document(str(CLEAN))
    cell = wrong.tables[1].rows[3].cells[-1]
    cell.paragraphs[0].runs[0].text = str(int(cell.text) + 1)
    wrong.save(str(tmp_path / "wrong.docx"))
    assert {rule for rule, verdict in found(tmp_path / "wrong.docx") if verdict == Verdict.FAIL} == {
        "draft/section3-column-2",
        "draft/section3-row-1",
    }


def test_a_pdf_of_the_report_gives_the_same_draft() -> None:
    ours, theirs = (drafted(adapters.read(ROOT / "samples" / f"suqian-2020.{form}")) for form in ("docx", "pdf"))
    assert [one.title for one in ours.outline] == [one.title for one in theirs.outline]
    assert [labels(one) for one in ours.tables] == [labels(one) for one in theirs.tables] != []


def test_a_blank_form_says_that_its_figures_are_guessed() -> None:
    blank = document(
        "收支情况表", "一、收入情况", table(["项目", "上年数", "本年数"], ["财政拨款", "", ""], ["事业收入", "", ""])
    )
    (one,) = drafted(blank).tables
    assert labels(one) == ["上年数", "本年数", "财政拨款", "事业收入"]
    assert one.doubts == ("blank_form",)


@pytest.mark.parametrize(
    ("rows", "doubt"),
    [
        ([["收入", "金额", "支出", "金额"], ["拨款", "5", "工资", "3"], ["其他", "1", "公用", "2"]], "side_by_side"),
        ([["项目", "数"], ["办公费", "5"], ["办公费", "3"]], "same_rows"),
        ([["项目", "数", ""], ["办公费", "5", "1"], ["差旅费", "3", "2"]], "unlabelled_column"),
        ([["项目", "数"], ["办公费", "5"], ["", "3"], ["差旅费", "2"]], "unlabelled_row"),
    ],
)
def test_what_cannot_be_described_is_told(rows: list[list[str]], doubt: str) -> None:
    made = draft(0, table(*rows), "t", "", "")
    assert made is not None
    assert doubt in made.doubts


def test_a_table_of_words_is_no_table_of_figures_and_is_told() -> None:
    made = drafted(document("名单", table(["姓名", "职务"], ["王芳", "主任"])))
    assert made.tables == ()
    assert ("no_table", "2") in made.doubts


def test_particulars_are_told_with_what_their_values_look_like() -> None:
    period = "统计期限：2021年1月1日至2021年12月31日"
    made = drafted(document("年度报告", "联系电话：0527-1234567", period, "报送日期：2022年1月20日", "件数：12"))
    assert [(one.label, one.read) for one in made.fields] == [
        ("联系电话", "text"),
        ("统计期限", "period"),
        ("报送日期", "date"),
        ("件数", "number"),
    ]


def lines(*rows: tuple[int | None, ...]) -> TableDraft:
    values = tuple(
        tuple(CellNumber(CellState.NUMBER, Decimal(one)) if one is not None else None for one in row) for row in rows
    )
    columns = tuple(LabelDraft(f"c{at}", f"c{at}") for at in range(len(rows[0])))
    names = tuple(LabelDraft(f"r{at}", f"r{at}") for at in range(len(rows)))
    return TableDraft("t", 0, "", "", "count", (BlockDraft("", columns, names, values),))


def test_a_sum_must_hold_in_every_document() -> None:
    one, other = lines((1, 2, 3), (4, 5, 6), (5, 7, 9)), lines((1, 1, 1), (2, 2, 2), (3, 3, 4))
    assert [(found.left, found.right) for found in balances([one])] == [(("r2",), ("r0", "r1"))]
    assert balances([one, other]) == []


def test_what_only_zeros_show_is_no_sum() -> None:
    assert balances([lines((0, 0, 0), (0, 0, 0), (0, 0, 0))]) == []
    assert balances([lines((1, 0, 2), (0, 3, 0), (1, 3, 2))]) == []


def test_a_figure_that_is_not_there_shows_nothing_against_a_sum() -> None:
    assert [found.shown for found in balances([lines((1, 2, 3), (4, None, 6), (5, 7, 9))])] == [2]


def test_nothing_is_written_over(tmp_path: Path) -> None:
    write([adapters.read(CLEAN)], "first", tmp_path / "p", "en")
    before = {path: path.read_bytes() for path in (tmp_path / "p").rglob("*.yaml")}
    with pytest.raises(UsageError):
        write([adapters.read(CLEAN)], "first", tmp_path / "p", "en")
    with pytest.raises(UsageError):
        write([adapters.read(CLEAN)], "No Name", tmp_path / "p", "en")
    assert {path: path.read_bytes() for path in (tmp_path / "p").rglob("*.yaml")} == before


def test_rows_with_codes_are_drafted_as_such_and_only_those_without_are_named() -> None:
    one = draft(
        0,
        table(
            ["类", "款", "科目名称", "合计", "基本支出"],
            ["", "", "合计", "30.00", "20.00"],
            ["201", "", "公共服务", "10.00", "5.00"],
            ["201", "03", "办公事务", "10.00", "5.00"],
            ["221", "", "住房保障", "20.00", "15.00"],
        ),
        "spending",
        "",
        "",
    )
    assert one is not None
    assert one.codes
    assert [column.label for column in one.blocks[0].columns] == ["合计", "基本支出"]
    assert [row.label for row in one.blocks[0].rows] == ["合计"]
    assert one.read == "number"


def test_codes_that_go_up_by_one_number_no_rows_and_a_sum_may_stand_in_their_place() -> None:
    one = draft(
        0,
        table(
            ["岗位代码", "岗位名称", "招聘人数", "学历"],
            ["101", "初中语文", "5", "本科"],
            ["102", "初中数学", "4", "本科"],
            ["103", "小学英语", "3", "大专"],
            ["合计", "", "12", ""],
        ),
        "posts",
        "",
        "",
    )
    assert one is not None
    assert one.codes
    assert labels(one) == ["招聘人数", "学历", "合计"]
    assert one.doubts == ()


def test_numbers_of_rows_begin_with_one_or_go_on_where_others_end() -> None:
    one = draft(
        0,
        table(
            ["收入", "行次", "金额", "支出", "行次", "金额"],
            *(["甲乙丙丁"[at], str(at + 1), "7.00", "戊己庚辛"[at], str(at + 5), "5.00"] for at in range(4)),
        ),
        "t",
        "",
        "",
    )
    assert one is not None
    assert "行次" not in labels(one)


@pytest.mark.parametrize("value", ["2024年5月13日至5月24日", "2024年5月13日", "12", "0590-6260021"])
def test_a_drafted_form_loads_whatever_its_particulars_are(value: str, tmp_path: Path) -> None:
    written = document("甲局2024年招聘公告", "一、报名", f"报名时间：{value}", "二、考试", "笔试时间：另行通知")
    write([written], "first", tmp_path / "p", "zh-CN")
    assert "first" in load(tmp_path / "p", cached=False).forms


def test_codes_side_by_side_are_one_table_with_the_sums_of_both_sides() -> None:
    one = draft(
        0,
        table(
            ["编码", "名称", "金额", "编码", "名称", "金额"],
            ["301", "工资", "7.00", "302", "办公", "5.00"],
            ["30101", "基本工资", "7.00", "30201", "办公费", "5.00"],
            ["", "人员合计", "7.00", "", "公用合计", "5.00"],
        ),
        "basic",
        "",
        "",
    )
    assert one is not None
    assert one.codes
    assert len(one.blocks) == 1
    assert labels(one) == ["金额", "人员合计", "公用合计"]


def test_parts_side_by_side_are_blocks_without_numbers_of_rows_and_columns() -> None:
    one = draft(
        0,
        table(
            ["收入", "收入", "收入", "支出", "支出", "支出"],
            ["项目", "行次", "金额", "项目", "行次", "金额"],
            ["拨款", "1", "9.00", "人员", "5", "8.00"],
            ["其他", "2", "1.00", "办公", "6", "1.50"],
            ["", "3", "", "车辆", "7", "0.50"],
            ["总计", "4", "10.00", "总计", "8", "10.00"],
        ),
        "totals",
        "",
        "",
    )
    assert one is not None
    assert [[column.label for column in block.columns] for block in one.blocks] == [["金额"], ["金额"]]
    assert [[row.label for row in block.rows] for block in one.blocks] == [
        ["拨款", "其他", "总计"],
        ["人员", "办公", "车辆", "总计"],
    ]


def test_a_table_is_called_by_its_caption_and_a_list_of_contents_gives_no_sections() -> None:
    made = drafted(
        document(
            "甲局2023年度决算",
            "一、概况",
            "二、决算表",
            "一、概况",
            "全局情况平稳。",
            "二、决算表",
            "支出决算表",
            "公开03表",
            "部门：甲局",
            table(["项目", "合计"], ["人员", "5"], ["办公", "4"]),
            "收入决算表",
            table(["项目", "合计"], ["拨款", "5"], ["其他", "4"]),
        )
    )
    assert [one.title for one in made.outline] == ["概况", "决算表"]
    assert [(one.title, one.caption) for one in made.tables] == [("支出决算表",) * 2, ("收入决算表",) * 2]


def test_tables_typed_with_tabs_are_drafted_where_their_rows_are_of_one_length(tmp_path: Path) -> None:
    path = tmp_path / "typed.txt"
    table = "单位名称\t检查次数\t发现问题\t合计\n某局\t12\t3\t15\n"
    path.write_text(f"某局2023年度行政检查统计\n\n一、检查情况\n{table}", "utf-8")
    made = drafted(adapters.read(path))
    assert [(labels(one), one.example) for one in made.tables] == [(["检查次数", "发现问题", "合计"], "某局")]


ACCOUNTS = (
    "甲局2024年度决算",
    "一、收支总表",
    table(
        ["收入", "收入", "支出", "支出"],
        ["项目", "决算数", "项目", "决算数"],
        ["财政拨款", "1003.12", "公共服务", "820.40"],
        ["事业收入", "", "教育支出", ""],
        ["其他收入", "12.88", "社会保障", "195.60"],
        ["本年收入合计", "1016.00", "本年支出合计", "1016.00"],
        ["年初结转", "30.50", "年末结转", "30.50"],
        ["总计", "1046.50", "总计", "1046.50"],
    ),
    "二、支出决算表",
    table(
        ["科目编码", "科目名称", "本年支出", "基本支出", "项目支出"],
        ["", "合计", "1016.00", "616.00", "400.00"],
        ["201", "公共服务", "820.40", "420.40", "400.00"],
        ["20106", "财政事务", "820.40", "420.40", "400.00"],
        ["2010601", "行政运行", "420.40", "420.40", ""],
        ["2010602", "一般管理", "400.00", "", "400.00"],
        ["208", "社会保障", "195.60", "195.60", ""],
        ["20805", "养老", "195.60", "195.60", ""],
        ["2080505", "养老保险", "130.40", "130.40", ""],
        ["2080506", "职业年金", "65.20", "65.20", ""],
    ),
    "三、一般公共预算支出决算表",
    table(
        ["科目编码", "科目名称", "本年支出", "基本支出", "项目支出"],
        ["201", "公共服务", "807.52", "420.40", "387.12"],
        ["20106", "财政事务", "807.52", "420.40", "387.12"],
        ["2010601", "行政运行", "420.40", "420.40", ""],
        ["2010602", "一般管理", "387.12", "", "387.12"],
        ["208", "社会保障", "195.60", "195.60", ""],
        ["20805", "养老", "100.30", "100.30", ""],
        ["20806", "救助", "95.30", "95.30", ""],
    ),
)


def test_final_accounts_give_the_sums_of_their_parts_where_empty_cells_are_noughts(tmp_path: Path) -> None:
    blocks = [Paragraph(Text(one)) if isinstance(one, str) else replace(one, ragged=False) for one in ACCOUNTS]
    written = Document("accounts.docx", "docx", "0", tuple(blocks))
    write([written], "first", tmp_path / "p", "zh-CN")
    pack = load(tmp_path / "p", cached=False)
    assert [(rule.id, rule.spec.expect, rule.spec.where) for rule in pack.rules] == [
        ("section1-column-1", "row4 == row1 + row2 + row3", "block == 1"),
        ("section1-column-2", "row6 == row4 + row5", "block == 1"),
        ("section1-column-3", "row10 == row7 + row8 + row9", "block == 2"),
        ("section1-column-4", "row12 == row10 + row11", "block == 2"),
        ("section2-row-1", "column1 == column2 + column3", True),
        ("section2-parts-1", "column1 == parts", "depth > 0 and parts.facts > 0"),
        ("section2-parts-2", "column2 == parts", "depth > 0 and parts.facts > 0"),
        ("section3-row-1", "column1 == column2 + column3", True),
        ("section3-parts-1", "column1 == parts", "depth > 0 and parts.facts > 0"),
        ("section3-parts-2", "column2 == parts", "depth > 0 and parts.facts > 0"),
    ]
    assert {one.blank for one in pack.forms["first"].spec.tables.values()} == {0}
    assert drafted(written).doubts == ()
    checker = Checker([pack])
    reading = checker.recognise(written)
    assert reading is not None
    assert checker.check(Dossier((reading,))).findings == ()


def test_the_unit_by_a_table_is_no_particular_and_a_numbered_line_is_none(tmp_path: Path) -> None:
    rows = table(["项目", "金额"], ["基本支出", "6.40"], ["项目支出", "3.00"])
    written = document("甲局2024年度决算", "一、支出", "单位：万元", rows, "二、说明", "（一）收入：比上年多")
    assert drafted(written).fields == ()
    write([written], "first", tmp_path / "p", "zh-CN")
    form = load(tmp_path / "p", cached=False).forms["first"].spec
    assert form.unit.startswith("单位:")
    assert [one.read for one in form.tables.values()] == ["amount"]


def test_a_sentence_behind_a_colon_is_no_particular() -> None:
    sentence = "说明：2023年1月5日以后办理的申请共12件，均已按期答复申请人。"
    given = document("某局2023年报告", sentence, "联系电话：010-12345678")
    assert [one.label for one in drafted(given).fields] == ["联系电话"]


def test_a_table_whose_only_row_is_the_issuer_is_open_with_its_name_as_example(tmp_path: Path) -> None:
    lone = table(["单位", "事故起数", "受伤人数"], ["宁州市水务局", "3", "2"])
    two = table(["项目", "检查次数", "隐患数"], ["综合检查", "8", "2"])
    made = drafted(document("宁州市水务局2023年度安全生产工作报告", "一、事故情况", lone, "二、检查情况", two))
    assert [(one.example, [row.label for row in one.blocks[0].rows]) for one in made.tables] == [
        ("宁州市水务局", []),
        ("", ["综合检查"]),
    ]
    write(
        [document("宁州市水务局2023年度安全生产工作报告", "一、事故情况", lone)], "safety", tmp_path / "pack", "zh-CN"
    )
    written = (tmp_path / "pack" / "forms" / "safety.yaml").read_text("utf-8")
    assert "open: rows  # 各单位写自己的名称，如“宁州市水务局”" in written
    assert load(tmp_path / "pack").forms["safety"].spec.tables["section1"].open == "rows"
