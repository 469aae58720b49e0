"""Numbers that count the lines in a margin are no text; row numbers of tables and numbers of lists are."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from docx import Document as WordFile
from docx.oxml import OxmlElement
from docx.oxml.ns import qn

from adapters.pdf import read
from checker.document import Document
from tests.adapters.pdf_overlays import said
from tests.adapters.pdf_pages import Text, canvas, column, written
from tests.adapters.pdf_samples import REPORT, as_docx, with_soffice

FIRST = [
    (190.0, 110.0, 20.0, "2023年工作年度报告"),
    (95.0, 150.0, 14.0, "一、总体情况"),
    *column("全年新收申请三十五件，其中予以公开十五件、部分公开六件，均已按时答复，没有逾期。" * 7, 90, 180, 38),
    (111.0, 365.0, 10.5, "发布各类信息1228条。"),
]
SECOND = [
    (95.0, 110.0, 14.0, "二、存在的问题"),
    *column("部分栏目更新不够及时，与群众互动还不够充分，下一步将健全机制，认真倾听意见。" * 4, 90, 140, 38),
    (400.0, 260.0, 10.5, "2024年1月26日"),
]
PAGES = [FIRST, SECOND]


def numbered(start: int, texts: list[Text], place: Callable[[str], float], step: int = 1) -> list[Text]:
    """The texts with numbers beside them, those of each so many lines."""
    lines = list(enumerate(sorted(texts, key=lambda text: text[1]), start))
    return [*texts, *((place(str(at)), top, 9.0, str(at)) for at, (_, top, _, _) in lines if not at % step)]


def ending(x: float) -> Callable[[str], float]:
    return lambda number: x - 4.5 * len(number)


@pytest.mark.parametrize("goes_on", [True, False], ids=["going on", "by page"])
@pytest.mark.parametrize(
    ("place", "step"),
    [(ending(72), 1), (lambda _: 50.0, 1), (ending(540), 1), (ending(72), 2)],
    ids=["at the left", "beginning at one place", "at the right", "each second line"],
)
def test_numbers_of_lines_are_set_apart_and_remembered(
    tmp_path: Path, place: Callable[[str], float], step: int, goes_on: bool
) -> None:
    plain = read(written(tmp_path / "plain.pdf", *PAGES), "plain.pdf")
    second = len(FIRST) + 1 if goes_on else 1
    made = [numbered(1, FIRST, place, step), numbered(second, SECOND, place, step)]
    found = read(written(tmp_path / "numbered.pdf", *made), "numbered.pdf")
    assert said(found) == said(plain)
    numbers = [*range(1, len(FIRST) + 1), *range(second, second + len(SECOND))]
    assert [text.string for text in found.furniture] == [str(number) for number in numbers if not number % step]
    assert not found.unread


HEADER = (95.0, 44.0, 9.0, "政府信息公开工作年度报告")


@pytest.mark.parametrize("number", ["2", "4"], ids=["its own count", "the page"])
def test_a_number_beside_a_header_does_not_break_the_count_of_the_text(tmp_path: Path, number: str) -> None:
    place, second = ending(72), numbered(len(FIRST) + 1, SECOND, ending(72), 2)
    pages = [numbered(1, FIRST, place, 2), [HEADER, (place(number), 44.0, 9.0, number), *second]]
    found = read(written(tmp_path / "a.pdf", *pages), "a.pdf")
    plain = read(written(tmp_path / "plain.pdf", *PAGES), "plain.pdf")
    assert [text for text in said(found) if text not in said(plain)] in ([], [HEADER[3]], [f"{number} {HEADER[3]}"])
    assert {text.string for text in found.furniture} >= {"6", str(len(FIRST) + len(SECOND) & ~1)}


FIRST_NOTES = [(111.0, 700.0, 9.0, "网址从略，可到窗口查阅。"), (95.0, 716.0, 9.0, "数据截至年末最后一日。")]
SECOND_NOTES = [(111.0, 700.0, 9.0, "含当面申请三件。"), (95.0, 716.0, 9.0, "不含结转件。")]
THIRD = [
    (95.0, 110.0, 14.0, "三、其他事项"),
    *column("本年度未发出收费通知，也没有其他需要报告的事项，特此报告。" * 4, 90, 140, 38),
]


@pytest.mark.parametrize("first", [(1, 1), (1, 3)], ids=["notes begin anew", "notes go on"])
@pytest.mark.parametrize("place", [ending(72), ending(540)], ids=["at the left", "at the right"])
def test_notes_at_the_foot_are_counted_on_their_own(
    tmp_path: Path, place: Callable[[str], float], first: tuple[int, int]
) -> None:
    one, two = first
    pages = [[*FIRST, *FIRST_NOTES], [*SECOND, *SECOND_NOTES], THIRD]
    plain = read(written(tmp_path / "plain.pdf", *pages), "plain.pdf")
    after = len(FIRST) + 1
    made = [
        [*numbered(1, FIRST, place), *numbered(one, FIRST_NOTES, place)],
        [*numbered(after, SECOND, place), *numbered(two, SECOND_NOTES, place)],
        numbered(after + len(SECOND), THIRD, place),
    ]
    found = read(written(tmp_path / "numbered.pdf", *made), "numbered.pdf")
    assert said(found) == said(plain)
    assert len(found.furniture) == sum(map(len, pages))


def test_figures_that_go_on_from_no_count_are_kept(tmp_path: Path) -> None:
    """Of a column that falls to a number which follows no other, as those of two lists do, nothing is taken."""
    made = [*numbered(1, FIRST, ending(72)), *numbered(4, FIRST_NOTES, ending(72))]
    assert not read(written(tmp_path / "a.pdf", made), "a.pdf").furniture


def test_years_at_the_beginning_of_lines_are_kept(tmp_path: Path) -> None:
    lines = [*column("全年发布信息一千余条，答复申请三十五件，均已按时办结。" * 6, 90, 150, 38)]
    years = [(60.0, 150.0 + 60 * at, 10.5, str(2019 + at)) for at in range(4)]
    found = kept(tmp_path / "a.pdf", [*lines, *years, (60.0, 400.0, 10.5, "2021"), (90.0, 400.0, 10.5, "年另行说明。")])
    assert all(str(2019 + at) in "".join(found) for at in range(4))


@pytest.mark.soffice
@pytest.mark.parametrize("restart", ["newPage", "continuous"])
def test_numbers_of_lines_from_a_word_processor_leave_text_and_tables(tmp_path: Path, restart: str) -> None:
    plain = as_docx(REPORT, tmp_path / "plain.docx")
    made = WordFile(str(plain))
    for section in made.sections:
        counting = OxmlElement("w:lnNumType")
        counting.set(qn("w:countBy"), "1")
        counting.set(qn("w:restart"), restart)
        section._sectPr.append(counting)
    made.save(str(tmp_path / "numbered.docx"))
    one, other = (
        read(with_soffice(tmp_path / f"{name}.docx", tmp_path / f"{name}.pdf"), "a.pdf")
        for name in ("plain", "numbered")
    )
    assert said(other) == said(one)
    assert len(other.furniture) > len(one.furniture) + 5


def kept(path: Path, *pages: list[Text]) -> list[str]:
    """What a document says, its margins apart."""
    found: Document = read(written(path, *pages), "a.pdf")
    return [
        text
        for block in said(found)
        for text in ([block] if isinstance(block, str) else [cell for _, _, cell in block])
    ]


ITEMS = ["规章制定情况", "规范性文件", "行政许可事项", "行政处罚事项", "行政强制事项", "行政事业性收费"]


def test_row_numbers_of_a_table_without_rules_are_kept(tmp_path: Path) -> None:
    rows = [
        text
        for at, name in enumerate(ITEMS, 1)
        for text in (
            (60.0, 100.0 + 20 * at, 10.5, str(at)),
            (90.0 + 10 * (at % 3), 100.0 + 20 * at, 10.5, name),
            (300.0, 100.0 + 20 * at, 10.5, f"{at * 7}"),
            (400.0, 100.0 + 20 * at, 10.5, f"{at * 9}"),
        )
    ]
    found = kept(tmp_path / "a.pdf", rows)
    assert [text for text in found if text in {str(at) for at in range(1, 7)}] == [str(at) for at in range(1, 7)]


def test_row_numbers_of_a_ruled_table_are_kept(tmp_path: Path) -> None:
    drawn = canvas(tmp_path / "a.pdf")
    for at, name in enumerate(ITEMS, 1):
        drawn.setFont("STSong-Light", 10.5)
        drawn.drawString(60, 742 - 20 * at, str(at))
        drawn.drawString(90 + 10 * (at % 3), 742 - 20 * at, name)
    for at in range(len(ITEMS) + 1):
        drawn.line(50, 736 - 20 * at, 300, 736 - 20 * at)
    for x in (50, 80, 300):
        drawn.line(x, 736, x, 736 - 20 * len(ITEMS))
    drawn.save()
    (table,) = said(read(tmp_path / "a.pdf", "a.pdf"))
    assert [text for _, at, text in table if at == 0] == ["1", "2", "3", "4", "5", "6"]


def test_the_numbers_of_a_list_are_kept(tmp_path: Path) -> None:
    entries = [(60.0, 100.0 + 20 * at, 10.5, f"{at}") for at in range(1, 7)]
    entries += [(90.0, 100.0 + 20 * at, 10.5, name) for at, name in enumerate(ITEMS, 1)]
    assert "".join(kept(tmp_path / "alone.pdf", entries)).count("6") == 1
    among = [*entries, *column("各项工作均已完成，有关情况如下所列，请予审阅。" * 4, 60, 260, 40)]
    assert "".join(kept(tmp_path / "among.pdf", among)).startswith("1")


def test_the_page_numbers_of_a_table_of_contents_are_kept(tmp_path: Path) -> None:
    entries = [(60.0 + 21 * (at % 2), 100.0 + 20 * at, 10.5, name + "…" * 20) for at, name in enumerate(ITEMS, 1)]
    entries += [(520.0, 100.0 + 20 * at, 10.5, str(at)) for at in range(1, 7)]
    text = column("各项工作均已完成，有关情况如下所列，请予审阅。" * 9, 60, 100, 44)
    found = "".join(kept(tmp_path / "a.pdf", entries, text))
    assert all(str(at) in found for at in range(1, 7))
