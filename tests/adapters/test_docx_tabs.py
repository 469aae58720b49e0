"""Tables of a Word file that are paragraphs with tab stops: rows, and what looks like one and is none."""

from __future__ import annotations

from pathlib import Path

import pytest

from adapters.docx import annotate, read
from checker.audit.annotation import Note
from checker.document import Document, Paragraph, Table
from checker.finding import Severity, Verdict
from tests.adapters.docx_files import p, part, r, written

TAB = "<w:r><w:tab/></w:r>"


def line(*cells: str) -> str:
    return p(TAB.join(r(cell) if cell else "" for cell in cells))


BEFORE, AFTER = "全年办理情况和金额见下表所列各项。", "除上述情况外没有其他需要报告的事项。"
ROWS = (
    ("项目", "件数", "金额"),
    ("许可", "12", "3.5"),
    ("处罚", "7", "0"),
    ("总计", "19", "3.5"),
)


def tables(document: Document) -> list[list[list[str]]]:
    return [
        [[cell.text.string for cell in row] for row in block.by_row()]
        for block in document.blocks
        if isinstance(block, Table)
    ]


@pytest.mark.parametrize("lead", ["", "　　"], ids=["plain", "indented"])
def test_paragraphs_with_tabs_between_figures_are_a_table(tmp_path: Path, lead: str) -> None:
    body = line(BEFORE) + "".join(line(lead + first, *rest) for first, *rest in ROWS) + line(AFTER)
    document = read(written(tmp_path, body), "file.docx")
    assert tables(document) == [[list(row) for row in ROWS]]
    assert [block.text.string for block in document.blocks if isinstance(block, Paragraph)] == [BEFORE, AFTER]
    assert not any(cell.text.runs for block in document.blocks if isinstance(block, Table) for cell in block.cells)


@pytest.mark.parametrize(
    "rows",
    [
        (("一、总体情况", "1"), ("二、主动公开", "3"), ("三、申请情况", "3"), ("四、其他", "12")),
        (("目  录",), ("一、总体情况", "1"), ("二、主动公开", "3"), ("三、申请情况", "3")),
        (("负责人：张某", "审核人：李某", "填表人：王某"), ("电话：甲", "邮编：乙", "地址：丙")),
        (("许可", "12"),),
    ],
    ids=["contents", "titled contents", "signatures", "one line"],
)
def test_other_lines_with_tabs_stay_paragraphs(tmp_path: Path, rows: tuple[tuple[str, ...], ...]) -> None:
    document = read(written(tmp_path, "".join(line(*row) for row in rows)), "file.docx")
    assert [block.text.string for block in document.blocks if isinstance(block, Paragraph)] == [
        "\t".join(row) for row in rows
    ]


def test_a_comment_stands_at_the_cell(tmp_path: Path) -> None:
    path = written(tmp_path, "".join(line(*row) for row in ROWS))
    document = read(path, "file.docx")
    block = next(at for at, one in enumerate(document.blocks) if isinstance(one, Table))
    note = Note("n", document.locate(block, 0, 2, (3, 1)), Severity.ERROR, Verdict.FAIL, "n", ("应为20",))
    annotate(path, document, [note], tmp_path / "copy.docx")
    xml = part(tmp_path / "copy.docx").decode()
    start, end = xml.index("commentRangeStart"), xml.index("commentRangeEnd")
    assert ">19<" in xml[start:end]
    assert xml[start:end].count("<w:t") == 1
