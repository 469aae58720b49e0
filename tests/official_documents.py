"""Official documents as Word files, made with python-docx: right in everything, or with something changed."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

import docx
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm, Pt, RGBColor

CENTRE, RIGHT = WD_ALIGN_PARAGRAPH.CENTER, WD_ALIGN_PARAGRAPH.RIGHT


@dataclass(frozen=True)
class Line:
    """A paragraph: stretches of text with their faces, all of one size; `indent` in characters."""

    runs: tuple[tuple[str, str], ...]
    size: float = 16
    indent: float = 2
    align: Any = None
    colour: str = ""

    @property
    def text(self) -> str:
        return "".join(text for text, _ in self.runs)


def line(text: str, face: str = "仿宋_GB2312", **more: Any) -> Line:
    return Line(((text, face),), **more)


@dataclass(frozen=True)
class Official:
    """A document: its lines by name, in order; the margins in mm: top, bottom, left, right."""

    lines: dict[str, Line] = field(default_factory=dict)
    paper: tuple[float, float] = (210, 297)
    margins: tuple[float, float, float, float] = (37, 35, 28, 26)
    page_number: float | None = 14

    def but(self, name: str, **changes: Any) -> Official:
        """The same with something of one line changed."""
        return replace(self, lines={**self.lines, name: replace(self.lines[name], **changes)})

    def saying(self, name: str, text: str) -> Official:
        """The same with another text in one line."""
        return self.but(name, runs=((text, self.lines[name].runs[0][1]),))


SOUND = Official(
    {
        "mark": line("宁州市人民政府文件", "方正小标宋简体", size=36, indent=0, align=CENTRE, colour="FF0000"),
        "number": line("宁政发〔2021〕5号", indent=0, align=CENTRE),
        "title": line("宁州市人民政府关于做好2021年防汛工作的通知", "方正小标宋简体", size=22, indent=0, align=CENTRE),
        "recipients": line("各县（区）人民政府，市政府各部门：", indent=0),
        "opening": line("为做好2021年防汛工作，保障人民群众生命财产安全，现就有关事项通知如下。"),
        "first": line("一、加强组织领导", "黑体"),
        "duties": Line((("（一）落实责任。", "楷体_GB2312"), ("各级防汛指挥机构落实行政首长负责制。", "仿宋_GB2312"))),
        "order": line("（二）健全制度。", "楷体_GB2312"),
        "second": line("二、做好物资准备", "黑体"),
        "stock": line("1.清点物资，见附件1。"),
        "buying": line("2.补充物资。"),
        "closing": line("特此通知。"),
        "attachments": line("附件：1.防汛物资清单"),
        "more": line("2.值班表", indent=5),
        "organ": line("宁州市人民政府", indent=0, align=RIGHT),
        "date": line("2021年5月6日", indent=0, align=RIGHT),
    }
)


def build(official: Official, path: Path, shape: Callable[[Any], None] | None = None) -> Path:
    """Write the document; `shape` may change what python-docx has made before it is saved."""
    made = docx.Document()
    section = made.sections[0]
    section.page_width, section.page_height = (Mm(side) for side in official.paper)
    names = ("top_margin", "bottom_margin", "left_margin", "right_margin")
    for name, side in zip(names, official.margins, strict=True):
        setattr(section, name, Mm(side))
    for one in official.lines.values():
        paragraph = made.add_paragraph()
        paragraph.alignment = one.align
        if one.indent:
            paragraph.paragraph_format.first_line_indent = Pt(one.indent * one.size)
        for text, face in one.runs:
            run = paragraph.add_run(text)
            run.font.size = Pt(one.size)
            run.font.name = "Times New Roman"
            run._element.rPr.rFonts.set(qn("w:eastAsia"), face)
            if one.colour:
                run.font.color.rgb = RGBColor.from_string(one.colour)
    if official.page_number is not None:
        foot = section.footer.paragraphs[0]
        foot.add_run("— ")
        number = OxmlElement("w:fldSimple")
        number.set(qn("w:instr"), " PAGE ")
        run = foot.add_run("1")
        run.font.size = Pt(official.page_number)
        number.append(run._element)
        foot._p.append(number)
        foot.add_run(" —")
    if shape is not None:
        shape(made)
    made.save(str(path))
    return path
