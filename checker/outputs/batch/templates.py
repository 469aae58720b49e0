"""The built-in templates of the letter and of the notice, in the page style of official documents."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from checker.audit.wording import tr
from checker.outputs.batch.blank import W

if TYPE_CHECKING:
    from docx.document import Document as Word

CHARGE = ["number", "where", "told", "ground", "advice"]
GROUNDS, NAMES = CHARGE.index("ground"), 0
"""Columns of the letter and of the annex of the notice whose equal cells are one."""
CENTRED = ("number", "count", "error", "warning", "note", "review")
FEW = 6
"""Rows of one merged cell up to which they are kept together."""
SMALL = 10.5
"""Points of the writing in a table of many words; 五号."""
BODY, HEADING, TITLE = "仿宋", "黑体", "宋体"
"""Faces that every Chinese office machine has; sizes and margins are those of GB/T 9704."""


def letter(lang: str, *, charges: bool = True, notes: bool = False, promises: bool = False) -> Word:
    """The rectification letter to one unit: a table of what is charged, if anything is.

    `notes`: with an annex of what is only noted; `promises`: with what its plan promised and was not kept.
    """
    word = _page()
    _line(word, tr("letter_title", lang), TITLE, 22, "center", bold=True, after=6)
    _line(word, tr("letter_number", lang), align="center", after=14)
    _line(word, tr("letter_to", lang))
    _line(word, tr("letter_opening", lang), indent=True)
    if charges:
        _table(word, _heads(CHARGE), CHARGE, "charge", lang, (9, 33, 52, 28, 34), SMALL)
        _line(word, tr("letter_grounds", lang), size=SMALL, before=4)
    _line(word, tr("letter_closing", lang), indent=True, before=8)
    _line(word, "")
    _line(word, "{{issued_by}}", align="right", keep=True)
    _line(word, tr("letter_date", lang), align="right")
    if notes:
        _line(word, tr("letter_notes", lang), HEADING, before=14)
        columns = ["number", "where", "told", "advice"]
        _table(word, _heads(columns), columns, "note", lang, (9, 41, 66, 40), SMALL)
    if promises:
        _line(word, tr("letter_promises", lang), HEADING, indent=True)
        columns = ["promise", "planned", "came", "status"]
        _table(word, [f"promise_column_{column}" for column in columns], columns, "promise", lang, (80, 30, 30, 16))
    return word


def _heads(columns: list[str]) -> list[str]:
    return ["letter_number_head" if column == "number" else f"letter_{column}" for column in columns]


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
        (84, 18, 18, 18, 18),
    )
    _line(word, "{{clean.told}}", indent=True, before=4)
    _line(word, tr("notice_rules", lang), HEADING, indent=True)
    _table(word, ["column_title", "column_units", "column_count"], ["title", "units", "count"], "rule", lang)
    _line(word, tr("notice_closing", lang), indent=True)
    _line(word, "")
    _line(word, "{{issued_by}}", align="right", keep=True)
    _line(word, tr("letter_date", lang), align="right")
    _line(word, tr("notice_items", lang), HEADING, before=14)
    heads = ["column_unit", "column_title", "column_count"]
    _table(word, heads, ["name", "title", "count"], "item", lang, (56, 78, 22), SMALL)
    return word


def merge_equal(table: Any, column: int) -> None:
    """Cells of a column of a table (its element) that say the same in rows after one another become one: equal grounds,
    and the name of a unit, are read once."""
    from lxml import etree

    before: str | None = None
    groups: list[list[Any]] = []
    for row in table.findall(f"{W}tr")[1:]:
        cell = row.findall(f"{W}tc")[column]
        texts = list(cell.iter(f"{W}t"))
        string = "".join(text.text or "" for text in texts)
        look = cell.find(f"{W}tcPr")
        if look is None:
            look = etree.Element(f"{W}tcPr")
            cell.insert(0, look)
        merged = etree.SubElement(look, f"{W}vMerge")
        if string != before:
            merged.set(f"{W}val", "restart")
            groups.append([])
        else:
            for text in texts:
                text.text = ""
        groups[-1].append(row)
        before = string
    for group in groups:
        if len(group) <= FEW:
            _keep(group[:-1])


def _keep(rows: Sequence[Any]) -> None:
    """Rows of one cell stay on one page with the next; of many a page may part them, and would else begin empty."""
    from lxml import etree

    for paragraph in (found for row in rows for found in row.iter(f"{W}p")):
        look = paragraph.find(f"{W}pPr")
        if look is None:
            look = etree.Element(f"{W}pPr")
            paragraph.insert(0, look)
        if look.find(f"{W}keepNext") is None:
            look.insert(look.find(f"{W}pStyle") is not None, etree.Element(f"{W}keepNext"))


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
    size: float = 16,
    align: str = "justify",
    *,
    bold: bool = False,
    indent: bool = False,
    before: int = 0,
    after: int = 0,
    keep: bool = False,
) -> None:
    """`keep`: no page ends behind it."""
    from docx.enum.text import WD_ALIGN_PARAGRAPH
    from docx.oxml.ns import qn
    from docx.shared import Pt

    paragraph = word.add_paragraph()
    run = paragraph.add_run(string)
    run.font.name, run.font.size, run.bold = face, Pt(size), bold
    run._element.get_or_add_rPr().get_or_add_rFonts().set(qn("w:eastAsia"), face)
    paragraph.alignment = getattr(WD_ALIGN_PARAGRAPH, align.upper())
    look = paragraph.paragraph_format
    look.line_spacing, look.space_after, look.space_before = (
        Pt(16 if size < 12 else 28 if size <= 16 else 34),
        Pt(after),
        Pt(before),
    )
    look.keep_with_next = keep or face == HEADING
    if indent:
        look.first_line_indent = Pt(2 * size)


def _table(
    word: Word,
    heads: list[str],
    fields: list[str],
    group: str,
    lang: str,
    millimetres: Sequence[int] = (),
    size: float = 12,
) -> None:
    """Two rows: the heading, which stands again on each page, and one to be repeated, which no page parts.

    Without widths the first column takes what columns of figures leave.
    """
    from docx.enum.text import WD_ALIGN_PARAGRAPH
    from docx.oxml import OxmlElement
    from docx.shared import Mm, Pt

    table = word.add_table(2, len(heads), style="Table Grid")
    table.autofit = False
    widths = [Mm(one) for one in millimetres or (156 - 22 * (len(heads) - 1), *[22] * (len(heads) - 1))]
    for row, mark in ((0, "w:tblHeader"), (0, "w:cantSplit"), (1, "w:cantSplit")):
        table.rows[row]._tr.get_or_add_trPr().append(OxmlElement(mark))
    for column, (head, field) in enumerate(zip(heads, fields, strict=True)):
        table.columns[column].width = widths[column]
        for row, string in enumerate((tr(head, lang), f"{{{{{group}.{field}}}}}")):
            cell = table.cell(row, column)
            cell.width = widths[column]
            paragraph = cell.paragraphs[0]
            run = paragraph.add_run(string)
            run.font.size, run.bold = Pt(size), row == 0
            paragraph.paragraph_format.space_before = paragraph.paragraph_format.space_after = Pt(3)
            if row == 0 or (field in CENTRED if millimetres else column):
                paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
