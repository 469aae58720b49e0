"""PDF files with known content for the tests of the PDF adapter: the same report written by several programs."""

from __future__ import annotations

import html
import subprocess
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any


@dataclass(frozen=True)
class Spot:
    """A cell of a sample table: its text, rows and columns it spans."""

    text: str
    rows: int = 1
    columns: int = 1


@dataclass(frozen=True)
class Ruled:
    """A sample table as rows of the cells that begin in them; `widths` in percent."""

    rows: tuple[tuple[Spot, ...], ...]
    widths: tuple[int, ...] = ()

    def placed(self) -> list[tuple[int, int, Spot]]:
        """Row, column and cell, by the rule that a cell takes the first free slot of its row."""
        taken: set[tuple[int, int]] = set()
        result: list[tuple[int, int, Spot]] = []
        for row, spots in enumerate(self.rows):
            column = 0
            for spot in spots:
                while (row, column) in taken:
                    column += 1
                result.append((row, column, spot))
                taken |= {(row + i, column + j) for i in range(spot.rows) for j in range(spot.columns)}
                column += spot.columns
        return result


Part = str | Ruled


@dataclass(frozen=True)
class Report:
    """A title and the parts in reading order."""

    title: str
    parts: tuple[Part, ...] = field(default=())


def row(*cells: str | int | Spot) -> tuple[Spot, ...]:
    return tuple(cell if isinstance(cell, Spot) else Spot(str(cell)) for cell in cells)


OPENING = (
    "本年度报告依据《中华人民共和国政府信息公开条例》(国务院令第711号)和《国务院办公厅政府信息与政务公开办公室关于政府信息公开工作年度报告有关事项的通知》"
    "(国办公开办函【2019】60号),由市外办编制。报告所列数据统计期限自2020年1月1日起至2020年12月31日止。"
)
WORK = (
    "1.明确政府信息公开工作内容。按照《2020年天津市政务公开工作要点》,制定公开《市外办(友协)2020年政务公开工作要点》,结合政府机构改革和职能优化,"
    "全面主动公开市外办(友协)的基本信息、工作职能、机构设置、领导信息、组织沿革、直属单位等信息,全面反映政府机构权力配置情况,推动依法规范履职。",
    "2.保证政府信息公开实效。针对政府信息公开内容的不同情况,做到常规工作定期公开,临时工作随时公开,长期工作长期公开。",
    "3.建议提案办理结果公开。按照“谁承办、谁公开、谁发布”的原则,做好政协委员提案办理结果公开工作,对涉及向市外办提出的有关公共利益、社会公众广泛关注的提案,"
    "公开答复全文,及时回应关切,接受社会监督。2020年公开政协提案答复意见及原文2件。",
)

DISCLOSURE = Ruled(
    (
        row(Spot("第二十条第（一）项", columns=4)),
        row("信息内容", "本年制发件数", "本年废止件数", "现行有效件数"),
        row("规章", 0, 0, 0),
        row("行政规范性文件", 3, 1, 12),
        row(Spot("第二十条第（五）项", columns=4)),
        row("信息内容", Spot("本年处理决定数量", columns=3)),
        row("行政许可", Spot("1284", columns=3)),
        row(Spot("第二十条第（六）项", columns=4)),
        row("信息内容", Spot("本年处理决定数量", columns=3)),
        row("行政处罚", Spot("37", columns=3)),
        row("行政强制", Spot("", columns=3)),
        row(Spot("第二十条第（八）项", columns=4)),
        row("信息内容", Spot("本年收费金额（单位：万元）", columns=3)),
        row("行政事业性收费", Spot("105.36", columns=3)),
    ),
    (25, 25, 25, 25),
)

_REFUSED = (
    "1.属于国家秘密",
    "2.其他法律行政法规禁止公开",
    "3.危及“三安全一稳定”",
    "4.保护第三方合法权益",
    "5.属于三类内部事务信息",
    "6.属于四类过程性信息",
    "7.属于行政执法案卷",
    "8.属于行政查询事项",
)
_UNABLE = ("1.本机关不掌握相关政府信息", "2.没有现成信息需要另行制作", "3.补正后申请内容仍不明确")
_UNHANDLED = (
    "1.信访举报投诉类申请",
    "2.重复申请",
    "3.要求提供公开出版物",
    "4.无正当理由大量反复申请",
    "5.要求行政机关确认或重新出具已获取信息",
)
_OTHER = (
    "1.申请人无正当理由逾期不补正、行政机关不再处理其政府信息公开申请",
    "2.申请人逾期未按收费通知要求缴纳费用、行政机关不再处理其政府信息公开申请",
    "3.其他",
)


def _numbers(seed: int) -> list[int]:
    return [(seed * 7 + step * 3) % 11 for step in range(7)]


def _applications() -> Ruled:
    rows = [
        row(
            Spot("（本列数据的勾稽关系为：第一项加第二项之和，等于第三项加第四项之和）", rows=3, columns=3),
            Spot("申请人情况", columns=7),
        ),
        row(Spot("自然人", rows=2), Spot("法人或其他组织", columns=5), Spot("总计", rows=2)),
        row("商业企业", "科研机构", "社会公益组织", "法律服务机构", "其他"),
        row(Spot("一、本年新收政府信息公开申请数量", columns=3), *_numbers(1)),
        row(Spot("二、上年结转政府信息公开申请数量", columns=3), *_numbers(2)),
    ]
    groups = (
        ("（三）不予公开", _REFUSED),
        ("（四）无法提供", _UNABLE),
        ("（五）不予处理", _UNHANDLED),
        ("（六）其他处理", _OTHER),
    )
    total = 4 + sum(len(labels) for _, labels in groups) - 1
    seed = 3
    rows.append(row(Spot("三、本年度办理结果", rows=total), Spot("（一）予以公开", columns=2), *_numbers(seed)))
    rows.append(row(Spot("（二）部分公开（区分处理的，只计这一情形，不计其他情形）", columns=2), *_numbers(seed + 1)))
    for group, labels in groups:
        for index, label in enumerate(labels):
            seed += 2
            head = (Spot(group, rows=len(labels)),) if not index else ()
            rows.append(row(*head, label, *_numbers(seed)))
    rows.append(row(Spot("（七）总计", columns=2), *_numbers(seed + 2)))
    rows.append(row(Spot("四、结转下年度继续办理", columns=3), *_numbers(seed + 3)))
    return Ruled(tuple(rows), (8, 12, 24, 8, 8, 8, 8, 8, 8, 8))


APPLICATIONS = _applications()

REVIEWS = Ruled(
    (
        row(Spot("行政复议", columns=5), Spot("行政诉讼", columns=10)),
        row(
            *(Spot(text, rows=2) for text in ("结果维持", "结果纠正", "其他结果", "尚未审结", "总计")),
            Spot("未经复议直接起诉", columns=5),
            Spot("复议后起诉", columns=5),
        ),
        row(*("结果维持", "结果纠正", "其他结果", "尚未审结", "总计") * 2),
        row(*range(1, 16)),
    )
)

REPORT = Report(
    "天津市人民政府外事办公室2020年政府信息公开工作年度报告",
    (
        OPENING,
        "一、总体情况",
        *WORK,
        "二、主动公开政府信息情况",
        DISCLOSURE,
        "三、收到和处理政府信息公开申请情况",
        APPLICATIONS,
        "四、政府信息公开行政复议、行政诉讼情况",
        REVIEWS,
        "五、存在的主要问题及改进情况",
        WORK[0].replace("1.明确", "明确"),
        "六、其他需要报告的事项",
        "无其他需要报告的事项。",
    ),
)

PLAIN = "table{border-collapse:collapse;width:100%}td{border:1px solid #000;padding:3px;font-size:10.5pt}"


def markup(report: Report, style: str = PLAIN, thead: int = 0) -> str:
    """The report as a web page; `thead` rows of every table repeat on each page."""
    out = [
        f"<html lang=zh><meta charset=utf-8><style>@page{{size:A4;margin:25mm}}"
        f"body{{font:12pt/1.7 'Noto Serif CJK SC','Noto Sans CJK SC';text-align:justify}}p{{margin:0;text-indent:2em}}"
        f"h1{{font-size:18pt;text-align:center}}{style}</style><h1>{html.escape(report.title)}</h1>"
    ]
    for part in report.parts:
        if isinstance(part, str):
            out.append(f"<p>{html.escape(part)}</p>")
            continue
        widths = "".join(f"<col style='width:{width}%'>" for width in part.widths)
        out.append(f"<table><colgroup>{widths}</colgroup>")
        for index, spots in enumerate(part.rows):
            out.append("<thead>" if thead and index == 0 else "<tbody>" if index == thead else "")
            cells = "".join(
                f"<td rowspan={spot.rows} colspan={spot.columns}>{html.escape(spot.text)}</td>" for spot in spots
            )
            out.append(f"<tr>{cells}</tr>" + ("</thead>" if index + 1 == thead else ""))
        out.append("</tbody></table>")
    return "\n".join(out)


def with_chromium(page: str, target: Path) -> Path:
    """Prints a web page."""
    source = target.with_suffix(".html")
    source.write_text(page, "utf-8")
    subprocess.run(
        [
            "chromium",
            "--headless",
            "--no-sandbox",
            "--disable-gpu",
            f"--user-data-dir={target.parent / 'chromium'}",
            "--no-pdf-header-footer",
            f"--print-to-pdf={target}",
            source.as_uri(),
        ],
        check=True,
        capture_output=True,
        timeout=120,
    )
    return target


def with_soffice(source: Path, target: Path, options: str = "pdf") -> Path:
    """Converts a word processor file or web page."""
    subprocess.run(
        [
            "soffice",
            f"-env:UserInstallation={(target.parent / 'soffice').as_uri()}",
            "--headless",
            "--convert-to",
            options,
            "--outdir",
            str(target.parent),
            str(source),
        ],
        check=True,
        capture_output=True,
        timeout=180,
    )
    made = target.parent / (source.stem + ".pdf")
    if made != target:
        made.replace(target)
    return target


def as_docx(report: Report, target: Path, footer: bool = True, header_rows: int = 0) -> Path:
    """The report as a Word file with first-line indents, a running header and page numbers."""
    from docx import Document
    from docx.enum.text import WD_ALIGN_PARAGRAPH
    from docx.oxml import OxmlElement
    from docx.oxml.ns import qn
    from docx.shared import Pt

    document = Document()
    normal: Any = document.styles["Normal"]
    normal.font.name, normal.font.size = "Noto Serif CJK SC", Pt(12)
    normal.element.rPr.rFonts.set(qn("w:eastAsia"), "Noto Serif CJK SC")
    title = document.add_paragraph()
    title.alignment = WD_ALIGN_PARAGRAPH.CENTER
    title.add_run(report.title).font.size = Pt(18)
    for part in report.parts:
        if isinstance(part, str):
            paragraph = document.add_paragraph(part)
            paragraph.paragraph_format.first_line_indent = Pt(24)
            paragraph.alignment = WD_ALIGN_PARAGRAPH.JUSTIFY
            continue
        placed = part.placed()
        columns = max(column + spot.columns for _, column, spot in placed)
        table = document.add_table(len(part.rows), columns, style="Table Grid")
        for index, width in enumerate(part.widths):
            for cell in table.columns[index].cells:
                cell.width = int(5486400 * width / 100)
        cells = [row.cells for row in table.rows]
        for at_row, column, spot in placed:
            cell = cells[at_row][column]
            if spot.rows > 1 or spot.columns > 1:
                cell = cell.merge(cells[at_row + spot.rows - 1][column + spot.columns - 1])
            cell.text = spot.text
            for run in cell.paragraphs[0].runs:
                run.font.size = Pt(9)
        for index in range(header_rows):
            properties = table.rows[index]._tr.get_or_add_trPr()
            properties.append(OxmlElement("w:tblHeader"))
    if footer:
        section = document.sections[0]
        section.header.paragraphs[0].text = "政府信息公开工作年度报告"
        paragraph = section.footer.paragraphs[0]
        paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
        paragraph.add_run("— ")
        field_ = OxmlElement("w:fldSimple")
        field_.set(qn("w:instr"), "PAGE")
        paragraph._p.append(field_)
        paragraph.add_run(" —")
    document.save(str(target))
    return target


def with_reportlab(report: Report, target: Path, repeat: int = 0) -> Path:
    """The report by reportlab with a font that is not embedded."""
    from reportlab.lib import colors
    from reportlab.lib.pagesizes import A4
    from reportlab.lib.styles import ParagraphStyle
    from reportlab.pdfbase import pdfmetrics
    from reportlab.pdfbase.cidfonts import UnicodeCIDFont
    from reportlab.platypus import Paragraph, SimpleDocTemplate, Table

    pdfmetrics.registerFont(UnicodeCIDFont("STSong-Light"))
    text = ParagraphStyle("text", fontName="STSong-Light", fontSize=12, leading=20, firstLineIndent=24, wordWrap="CJK")
    small = ParagraphStyle("small", fontName="STSong-Light", fontSize=9, leading=12, wordWrap="CJK")
    head = ParagraphStyle("head", fontName="STSong-Light", fontSize=18, leading=26, alignment=1, wordWrap="CJK")
    story: list[Any] = [Paragraph(html.escape(report.title), head)]
    for part in report.parts:
        if isinstance(part, str):
            story.append(Paragraph(html.escape(part), text))
            continue
        placed = part.placed()
        columns = max(column + spot.columns for _, column, spot in placed)
        data: list[list[Any]] = [[""] * columns for _ in part.rows]
        style: list[Any] = [("GRID", (0, 0), (-1, -1), 0.5, colors.black), ("VALIGN", (0, 0), (-1, -1), "MIDDLE")]
        for at_row, column, spot in placed:
            data[at_row][column] = Paragraph(html.escape(spot.text), small)
            if spot.rows > 1 or spot.columns > 1:
                style.append(("SPAN", (column, at_row), (column + spot.columns - 1, at_row + spot.rows - 1)))
        widths = [450 * width / 100 for width in part.widths] or [450 / columns] * columns
        story.append(Table(data, colWidths=widths, style=style, repeatRows=repeat))
    SimpleDocTemplate(str(target), pagesize=A4, title=report.title, author="市外办").build(story)
    return target
