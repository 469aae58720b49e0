"""Labels in two languages: the Chinese of a cell is the label, wherever the other language stands."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest

from checker.document import Document, Table, Text
from checker.text.bilingual import chinese_of
from tests.checker.reports import check, document_of, fired, found, known_report
from tests.generator.spec import without_row

ENGLISH = ("Kept for Records", "Held back (in part)", "No. of Copies", "Sent On")


@pytest.mark.parametrize(
    ("text", "own"),
    [
        ("办件总数\nCases in all", "办件总数"),
        ("Cases in all 办件总数", "办件总数"),
        ("（二）已办结（2）Closed", "（二）已办结"),
        ("(2) Closed\n（二）已办结", "（二）已办结"),
        ("1. Letters 1.来信", "1.来信"),
        ("来信/Letters", "来信"),
        ("来信（Letters）", "来信"),
        ("金额（单位：万元） Amount (CNY 10,000)", "金额（单位：万元）"),
        ("PM2.5", "PM2.5"),
        ("Letters", "Letters"),
        ("政务APP数量", "政务APP数量"),
        ("来信", "来信"),
        ("A类", "A类"),
    ],
)
def test_the_chinese_of_a_text(text: str, own: str) -> None:
    assert chinese_of(text) == own


def translated(document: Document, write: Callable[[str, str], str]) -> Document:
    """A report each label of which has something in English."""
    blocks = []
    for block in document.blocks:
        if isinstance(block, Table):
            cells = [
                replace(cell, text=Text(write(cell.text.string, ENGLISH[at % 4])))
                if any("㐀" <= character <= "鿿" for character in cell.text.string)
                else cell
                for at, cell in enumerate(block.cells)
            ]
            blocks.append(replace(block, cells=tuple(cells)))
        else:
            blocks.append(block)
    return replace(document, blocks=tuple(blocks))


WAYS = [
    lambda label, other: f"{label}\n{other}",
    lambda label, other: f"{label} {other}",
    lambda label, other: f"{label}（{other}）",
    lambda label, other: f"{other}\n{label}",
    lambda label, other: f"{other} {label}",
]


@pytest.mark.parametrize("write", WAYS)
def test_a_label_in_two_languages_is_the_label(write: Callable[[str, str], str]) -> None:
    assert fired(check(translated(document_of(known_report()), write))) == fired(check(document_of(known_report())))


@pytest.mark.parametrize("write", WAYS)
def test_a_row_is_missed_in_two_languages_too(write: Callable[[str, str], str]) -> None:
    lacking = document_of(without_row(known_report(), "applications", "refused_3"))
    assert len(found(check(translated(lacking, write)), "table-row-missing")) == 1


def test_another_label_in_two_languages_is_told() -> None:
    def write(label: str, other: str) -> str:
        return f"{label.replace('科研机构', '科研单位')}\n{other}"

    assert len(found(check(translated(document_of(known_report()), write)), "table-label")) == 1
