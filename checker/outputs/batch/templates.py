"""The built-in templates of the letter and of the notice, in the page style of official documents."""

from __future__ import annotations

from typing import TYPE_CHECKING

from checker.audit.wording import tr

if TYPE_CHECKING:
    from docx.document import Document as Word

BODY, HEADING, TITLE = "仿宋", "黑体", "宋体"
"""Faces that every Chinese office machine has; sizes and margins are those of GB/T 9704."""


def letter(lang: str) -> Word:
    """The rectification letter to one unit."""
    word = _page()
    _line(word, tr("letter_title", lang), TITLE, 22, "center", bold=True, after=28)
    _line(word, tr("letter_to", lang))
    _line(word, tr("letter_opening", lang), indent=True)
    _line(word, tr("letter_item", lang), HEADING, indent=True)
    for part in ("place", "problem", "sum", "clause", "advice"):
        _line(word, tr(f"letter_{part}", lang), indent=True)
    _line(word, tr("letter_closing", lang), indent=True)
    _line(word, "")
    _line(word, "{{issued_by}}", align="right")
    _line(word, tr("letter_date", lang), align="right")
    return word


def notice(lang: str) -> Word:
    """The notice over all units."""
    word = _page()
    _line(word, tr("notice_title", lang), TITLE, 22, "center", bold=True, after=28)
    _line(word, tr("notice_opening", lang), indent=True)
    _line(word, tr("notice_units", lang), HEADING, indent=True)
    _table(
        word,
        ["column_unit", "error", "warning", "note", "review"],
        ["name", "error", "warning", "note", "review"],
        "unit",
        lang,
    )
    _line(word, tr("notice_rules", lang), HEADING, indent=True)
    _table(word, ["column_title", "column_units", "column_count"], ["title", "units", "count"], "rule", lang)
    _line(word, tr("notice_closing", lang), indent=True)
    _line(word, "")
    _line(word, "{{issued_by}}", align="right")
    _line(word, tr("letter_date", lang), align="right")
    return word


def _page() -> Word:
    from docx import Document as new_word
    from docx.oxml.ns import qn
    from docx.shared import Mm, Pt

    word = new_word()
    section = word.sections[0]
    section.page_width, section.page_height = Mm(210), Mm(297)
    section.top_margin, section.bottom_margin = Mm(37), Mm(35)
    section.left_margin, section.right_margin = Mm(28), Mm(26)
    style = word.styles["Normal"]
    style.font.name, style.font.size = BODY, Pt(16)
    style.element.rPr.rFonts.set(qn("w:eastAsia"), BODY)
    return word


def _line(
    word: Word,
    string: str,
    face: str = BODY,
    size: int = 16,
    align: str = "justify",
    *,
    bold: bool = False,
    indent: bool = False,
    after: int = 0,
) -> None:
    from docx.enum.text import WD_ALIGN_PARAGRAPH
    from docx.oxml.ns import qn
    from docx.shared import Pt

    paragraph = word.add_paragraph()
    run = paragraph.add_run(string)
    run.font.name, run.font.size, run.bold = face, Pt(size), bold
    run._element.get_or_add_rPr().get_or_add_rFonts().set(qn("w:eastAsia"), face)
    paragraph.alignment = getattr(WD_ALIGN_PARAGRAPH, align.upper())
    look = paragraph.paragraph_format
    look.line_spacing, look.space_after, look.space_before = Pt(28 if size <= 16 else 34), Pt(after), Pt(0)
    if indent:
        look.first_line_indent = Pt(2 * size)


def _table(word: Word, heads: list[str], fields: list[str], group: str, lang: str) -> None:
    """Two rows, the heading and one to be repeated; the first column takes what the figures leave."""
    from docx.enum.text import WD_ALIGN_PARAGRAPH
    from docx.shared import Mm, Pt

    table = word.add_table(2, len(heads), style="Table Grid")
    table.autofit = False
    widths = [Mm(156 - 22 * (len(heads) - 1)), *[Mm(22)] * (len(heads) - 1)]
    for column, (head, field) in enumerate(zip(heads, fields, strict=True)):
        table.columns[column].width = widths[column]
        for row, string in enumerate((tr(head, lang), f"{{{{{group}.{field}}}}}")):
            cell = table.cell(row, column)
            cell.width = widths[column]
            paragraph = cell.paragraphs[0]
            run = paragraph.add_run(string)
            run.font.size, run.bold = Pt(12), row == 0
            paragraph.paragraph_format.space_before = paragraph.paragraph_format.space_after = Pt(3)
            if column or row == 0:
                paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
