"""A file that goes on with another document of its kind: the first is judged by itself, and the second is named."""

from __future__ import annotations

from dataclasses import replace

import pytest

from checker.document import Document
from checker.messages import text
from tests.checker.reports import check, document_of, fired, known_report, paragraph, read, with_lines
from tests.generator.spec import TITLES


def together(*documents: Document) -> Document:
    return replace(documents[0], blocks=tuple(block for one in documents for block in one.blocks))


@pytest.mark.parametrize(
    ("organ", "year"),
    [("云泽市教育局", 2021), ("云泽市水务局", 2020), ("云泽市人民政府", 2022), ("大山县大山镇人民政府", 2021)],
)
def test_a_second_report_is_not_read_as_part_of_the_first(organ: str, year: int) -> None:
    first = document_of(with_lines(known_report(), "overview", ["2021年，我局新收政府信息公开申请94件。"]))
    second = document_of(known_report(organ, year))
    alone = check(first)
    audit = check(together(first, second))
    assert [one.rule for one in audit.findings] == [one.rule for one in alone.findings]
    assert "claim-table" in fired(audit)
    (remark,) = audit.remarks
    assert organ in str(remark)
    assert len(read(together(first, second)).document.blocks) == len(first.blocks)


def test_three_reports_in_a_file_are_cut_at_the_second() -> None:
    some = [document_of(known_report(organ)) for organ in ("云泽市水务局", "云泽市教育局", "云泽市民政局")]
    reading = read(together(*some))
    assert len(reading.document.blocks) == len(some[0].blocks)
    (remark,) = reading.document.remarks
    assert "云泽市教育局" in text(remark, "zh-CN")


def test_what_names_another_report_is_none() -> None:
    """A link to last year's, a table of contents before the text, the title said once more."""
    own = document_of(known_report())
    title = own.blocks[0]
    last_year = paragraph("上一篇：云泽市水务局2020年政府信息公开工作年度报告")
    link = paragraph("云泽市水务局2020年政府信息公开工作年度报告")
    contents = [paragraph(f"{'一二三四五六'[at]}、{name}") for at, name in enumerate(TITLES.values())]
    for blocks in (
        (*own.blocks, last_year, link),
        (title, *contents, *own.blocks),
        (paragraph("政府信息公开工作年度报告（2020年）"), *contents, *own.blocks),
    ):
        document = replace(own, blocks=blocks)
        assert read(document).document is document
