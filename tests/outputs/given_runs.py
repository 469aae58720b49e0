"""Audits made by hand, as the engine would make them, for the tests of the outputs."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal

from checker.audit.audit import Audit, Checked, Part, Promised, Run, Tally, Unchecked
from checker.document import Cell, Document, GlyphRun, LineRun, Paragraph, Picture, Table, Text
from checker.finding import Comparison, Finding, Severity, Source, Term, Verdict, Waiver

PACK = "cn-disclosure-report"
FORM = "《政府信息公开工作年度报告格式》（国办公开办函〔2021〕30号）"
BALANCE = Source(FORM, "表三", "第一项加第二项之和，等于第三项加第四项之和", "format")
OUTLINE = (
    Part("overview", "总体情况", 2),
    Part("applications", "收到和处理政府信息公开申请情况", 4),
    Part("other", "其他需要报告的事项", None),
)
HOSTILE = (
    "<script>document.title='owned'</script>\u202e=cmd|' /C calc'!A0 ]]> & \"quoted\" <img src=x onerror=alert(1)>\x07"
)
"""What a file may hold to do harm: markup, a formula, the end of a CDATA section, marks of direction, a bell."""


def lined(string: str, line: int) -> Text:
    return Text(string, (LineRun(0, line, 1),))


def text_report(path: str = "reports/甲市.txt") -> Document:
    """A plain text of five blocks, one of them a table of two rows."""
    table = Table(
        (
            Cell(0, 0, lined("信息内容", 7)),
            Cell(0, 1, lined("自然人", 8)),
            Cell(0, 2, lined("总计", 9)),
            Cell(1, 0, lined("一、本年新收政府信息公开申请数量", 11)),
            Cell(1, 1, lined("10", 12)),
            Cell(1, 2, lined("10", 13)),
            Cell(2, 0, lined("二、上年结转政府信息公开申请数量", 15)),
            Cell(2, 1, lined("2", 16)),
            Cell(2, 2, lined("2", 17)),
            Cell(3, 0, lined("（七）总计", 19)),
            Cell(3, 1, lined("11", 20)),
            Cell(3, 2, lined("11", 21)),
            Cell(4, 0, lined("四、结转下年度继续办理", 23)),
            Cell(4, 1, lined("2", 24)),
            Cell(4, 2, lined("", 25)),
        ),
        5,
        3,
    )
    return Document(
        path,
        "text",
        "ab" * 32,
        (
            Paragraph(lined("甲市人民政府2021年政府信息公开工作年度报告", 1), level=1),
            Paragraph(lined("本报告所列数据的统计期限为2020年1月1日至2020年12月31日。", 2)),
            Paragraph(lined("总体情况", 3), number="一、", level=2),
            Paragraph(lined("2021年，全市共收到申请12件，全部按期办结。" + "推进政务公开，" * 30, 4)),
            Paragraph(lined("三、收到和处理政府信息公开申请情况", 5), level=2),
            table,
            Picture(lined("", 27)),
        ),
    )


def page_report(path: str = "reports/乙局.pdf") -> Document:
    """Two paragraphs of a PDF, the second over a page break."""
    boxes = tuple((72.0 + 10 * i, 100.0, 82.0 + 10 * i, 112.0) for i in range(8))
    second = Text("联系电话：1234567890", (GlyphRun(0, 1, boxes), GlyphRun(8, 2, boxes[:7])))
    first = Text("乙局年度报告", (GlyphRun(0, 1, boxes[:6]),))
    return Document(path, "pdf", "cd" * 32, (Paragraph(first), Paragraph(second)), pages=2)


def hostile_report(path: str = "reports/<b>&'丙\u202e.docx") -> Document:
    """A document of which every text does its worst."""
    cells = tuple(Cell(row, column, Text(HOSTILE)) for row in range(2) for column in range(2))
    blocks = (Paragraph(Text(HOSTILE), level=1, number="<i>1"), Paragraph(Text(HOSTILE)), Table(cells, 2, 2), Picture())
    return Document(path, "docx", "ef" * 32, blocks)


def balance(document: Document) -> Finding:
    """Ten and two came in, eleven and two went out."""
    ids = {"section": "applications", "table": "applications", "column": "natural"}
    cells = (("new", (1, 1), 2), ("carried_in", (2, 1), 1), ("handled", (3, 1), 2), ("carried_out", (4, 1), 1))
    return Finding(
        f"{PACK}/applications-balance",
        Severity.ERROR,
        Verdict.FAIL,
        "表三勾稽：第一项加第二项等于第三项加第四项",
        "“自然人”列不平：本年新收与上年结转之和为12，办理结果总计与结转下年度之和为13。",
        "无法判定哪一项有误，请对照台账逐项核对。",
        BALANCE,
        {"new": 10, "carried_in": 2, "handled": 11, "carried_out": 2, "left": 12, "right": 13, "difference": -1},
        tuple(document.locate(5, 0, end, cell, row=row, **ids) for row, cell, end in cells),
        Comparison(
            (Term("本年新收", 10, 0), Term("上年结转", 2, 1)),
            "==",
            (Term("总计", 11, 2), Term("结转下年度", 2, 3)),
            12,
            13,
            -1,
        ),
        "f" * 16 + "1",
    )


def period(document: Document) -> Finding:
    """The period is that of the year before."""
    practice = Source("国务院办公厅公报", "年度报告编制要求", "统计期限应为报告年度", "practice", verbatim=False)
    return Finding(
        f"{PACK}/period-mismatch",
        Severity.WARNING,
        Verdict.FAIL,
        "统计期限与报告年度不符",
        "统计期限为2020年1月1日至2020年12月31日，报告年度为2021年。",
        "核对统计期限。",
        practice,
        {"start": date(2020, 1, 1), "end": date(2020, 12, 31), "year": 2021, "share": Decimal("0.5")},
        (document.locate(1, 13, 34, section="preamble"),),
        fingerprint="f" * 16 + "2",
    )


def missing(document: Document) -> Finding:
    """The last section is not there."""
    return Finding(
        f"{PACK}/section-missing",
        Severity.ERROR,
        Verdict.FAIL,
        "缺少规定的部分",
        "缺少“其他需要报告的事项”部分。",
        "补写该部分。",
        Source(FORM, "正文", "六、其他需要报告的事项", "format"),
        {"title": "其他需要报告的事项", "found": False},
        (document.locate(6, 0, 0, section="other"),),
        fingerprint="f" * 16 + "3",
    )


def undecided(document: Document) -> Finding:
    """A total is blank, so nobody can say whether the row is right."""
    ids = {"section": "applications", "table": "applications", "row": "carried_out"}
    return Finding(
        f"{PACK}/applications-row-total",
        Severity.ERROR,
        Verdict.REVIEW,
        "表三勾稽：各列之和等于总计",
        "“结转下年度继续办理”行的总计未填，无法核对。",
        "补填后再核对。",
        Source(FORM, "表三", "", "format"),
        {"natural": 2, "total": None},
        (
            document.locate(5, 0, 0, (4, 2), column="total", **ids),
            document.locate(5, 0, 1, (4, 1), column="natural", **ids),
        ),
        Comparison((Term("自然人", 2, 1),), "==", (Term("总计", None, 0),), 2, None, None),
        "f" * 16 + "4",
    )


def waived(document: Document) -> Finding:
    """A label that the office has accepted."""
    return Finding(
        f"{PACK}/table-label",
        Severity.WARNING,
        Verdict.FAIL,
        "表格项目名称与格式不符",
        "“总计”的写法与格式不同。",
        "",
        Source(FORM, "表三", "总计", "format"),
        {"label": "总计"},
        (document.locate(5, 0, 2, (0, 2), section="applications", table="applications"),),
        fingerprint="f" * 16 + "5",
        waiver=Waiver("上级统一模板如此", "李四", date(2026, 6, 30)),
    )


def fixed(document: Document) -> Finding:
    """A phone number that the new version has corrected."""
    return Finding(
        f"{PACK}/contact-invalid",
        Severity.WARNING,
        Verdict.FAIL,
        "联系方式有误",
        "电话“1234”不是7位或8位。",
        "",
        Source(FORM, "前言", "", "practice"),
        {"phone": "1234"},
        (document.locate(0, 0, 2, section="preamble"),),
        fingerprint="f" * 16 + "6",
        state="fixed",
    )


def checked(document: Document, **known: object) -> Checked:
    values = {"role": "report", "pack": PACK, "form": "format-2021", "outline": OUTLINE} | known
    return Checked(document.path, document.sha256, document.format, pages=document.pages, **values)  # type: ignore[arg-type]


def tallies() -> tuple[Tally, ...]:
    return (
        Tally(f"{PACK}/applications-balance", "表三勾稽", {Verdict.PASS: 6, Verdict.FAIL: 1}),
        Tally(f"{PACK}/reviews-total", "表四勾稽", {Verdict.PASS: 3}),
        Tally(f"{PACK}/period-missing", "缺少统计期限", {Verdict.NOT_APPLICABLE: 1}),
    )


def city() -> tuple[Document, Audit]:
    """A dossier with a finding of every sort."""
    document = text_report()
    findings = (
        missing(document),
        period(document),
        balance(document),
        undecided(document),
        waived(document),
        fixed(document),
    )
    unchecked = (Unchecked(document.path, "第7块图片", "未启用文字识别"),)
    packs = ((PACK, "1.0.0", "12" * 32),)
    return document, Audit("甲市人民政府", 2021, (checked(document),), findings, tallies(), unchecked, packs)


def bureau() -> tuple[Document, Audit]:
    """A dossier of a PDF with one finding on two pages."""
    document = page_report()
    phone = Finding(
        f"{PACK}/contact-invalid",
        Severity.WARNING,
        Verdict.FAIL,
        "联系方式有误",
        "电话“1234567890”既不是7位或8位，也不是手机号。",
        "核对号码。",
        Source(FORM, "前言", "", "practice"),
        {"phone": "1234567890"},
        (document.locate(1, 5, 15, section="preamble"),),
        fingerprint="a" * 17,
    )
    return document, Audit("乙局", 2021, (checked(document, outline=()),), (phone,), tallies())


def attacked() -> tuple[Document, Audit]:
    """A dossier of which every text does its worst."""
    document = hostile_report()
    findings = tuple(
        Finding(
            f"{PACK}/{rule}",
            Severity.ERROR,
            Verdict.FAIL,
            HOSTILE,
            HOSTILE,
            HOSTILE,
            Source(HOSTILE, HOSTILE, HOSTILE, "law"),
            {"text": HOSTILE},
            (document.locate(block, 0, len(HOSTILE), cell, section="overview"),),
            Comparison((Term(HOSTILE, HOSTILE, 0),), "==", (Term(HOSTILE, 1, None),), HOSTILE, 1, None),
            rule * 3,
            Waiver(HOSTILE, HOSTILE) if rule == "b" else None,
        )
        for rule, block, cell in (("a", 1, None), ("b", 2, (0, 0)), ("c", 2, (1, 1)), ("d", 0, None))
    )
    harmed = checked(document, pack=HOSTILE, form=HOSTILE, outline=(Part("overview", HOSTILE, 0),))
    unchecked = (Unchecked(document.path, HOSTILE, HOSTILE),)
    return document, Audit(HOSTILE, 2021, (harmed,), findings, (Tally("x/a", HOSTILE, {Verdict.PASS: 1}),), unchecked)


def run_of(*dossiers: tuple[Document, Audit], **known: object) -> tuple[Run, dict[str, Document]]:
    """A run over the dossiers, and its documents by path."""
    documents = {document.path: document for document, _ in dossiers}
    return Run(tuple(audit for _, audit in dossiers), **known), documents  # type: ignore[arg-type]


PROMISE, ANSWER = "开展专项督查不少于2次", "全年开展专项督查1次。"


def plan_and_report(*, finding: bool = False) -> tuple[Run, dict[str, Document]]:
    """A dossier of two documents with three promises, not kept, not answered, kept, and a clause that is none.

    `finding`: the first of them is a finding too.
    """
    plan = Document("plan.txt", "text", "0" * 64, (Paragraph(lined(PROMISE, 1)), Paragraph(lined(HOSTILE, 2))))
    report = Document("report.txt", "text", "1" * 64, (Paragraph(lined("前言。", 1)), Paragraph(lined(ANSWER, 2))))
    at, answered = plan.locate(0, 0, len(PROMISE)), report.locate(1, 0, len(ANSWER))
    fallen = Promised(
        "二（一）",
        "监督",
        PROMISE,
        "promise",
        "short",
        2,
        "次",
        date(2021, 12, 31),
        "督查处",
        ANSWER,
        1,
        "专项督查→督查、开展→开展",
        88,
        Verdict.FAIL,
        "cn/plan-shortfall",
        at,
        (answered,),
        "县2021年要点",
    )
    silent = replace(
        fallen, text=HOSTILE, topic=HOSTILE, status="unanswered", answer=None, reported=None, places=(), rule="cn/x"
    )
    kept = replace(fallen, promised=None, deadline=None, status="answered", verdict=Verdict.PASS, rule="")
    general = replace(silent, text="加强组织领导", kind="general", status="general", rule="")
    known = (checked(report, outline=()), checked(plan, role="plan", outline=()))
    found = replace(missing(text_report()), rule="cn/plan-shortfall", locations=(answered, at))
    audit = Audit("甲市", 2021, known, (found,) if finding else (), matrix=(fallen, silent, kept, general))
    run, _ = run_of((report, audit))
    return run, {plan.path: plan, report.path: report}
