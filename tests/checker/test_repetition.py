"""Sentences that stand in a report twice are told; what the frame of its page repeats is none of its sentences."""

from __future__ import annotations

from tests.checker.reports import check, document_of_text, fired, known_report
from tests.generator.text import write


def test_the_title_in_the_frame_of_a_page_is_no_sentence_that_is_repeated() -> None:
    report = known_report()
    page = f"首页 政务公开\n{report.title}\n发布机构：{report.organ.name}\n{write(report)}"
    assert "repeated-text" not in fired(check(document_of_text(page)))


def test_a_sentence_of_the_text_is() -> None:
    text = write(known_report())
    said = next(line for line in text.splitlines() if line.startswith("部分栏目更新不够及时"))
    assert "repeated-text" in fired(check(document_of_text(text.replace(said, f"{said}\n{said}"))))
