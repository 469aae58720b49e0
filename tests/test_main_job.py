"""The main job on the real documents: exactly what must be found, the same in text, docx and PDF."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import pytest

from adapters import read
from checker.audit.audit import Audit
from checker.check import Checker, Dossier
from checker.loading.load import find, load

ROOT = Path(__file__).parent.parent
TEXTS = ROOT / "samples" / "texts"
MAIN = frozenset(
    (
        "section-missing",
        "section-order",
        "section-empty",
        "section-title",
        "period-missing",
        "period-mismatch",
        "contact-missing",
        "contact-invalid",
        "table-missing",
        "table-row-missing",
        "table-column-missing",
        "table-label",
        "cell-blank",
        "cell-number",
        "applications-balance",
        "applications-handled-total",
        "applications-row-total",
        "reviews-total",
        "litigation-direct-total",
        "litigation-after-review-total",
    )
)
"""The rules of the main job; those of the regulation as a whole are judged by the audits of the samples."""
DOCUMENTS = {
    "000-suqian-foreign-affairs-2020": ("宿迁市人民政府外事办公室", {("table-label", "6.属于四类内部事务信息")}),
    "001-changzhou-foreign-affairs-2020": (
        "常州市人民政府外事办公室",
        {("section-missing", None), ("section-title", "二、公開的主要內(nèi)容")},
    ),
    "003-suqian-2020": ("宿迁市", set()),
    "004-tianjin-foreign-affairs-2020": ("天津市人民政府外事办公室", set()),
}


@cache
def checker() -> Checker:
    """The pack alone."""
    return Checker([load(find("cn-disclosure-report", ()), ())])


@cache
def audit_of(path: Path) -> Audit:
    """The audit of a file."""
    reading = checker().recognise(read(path, path.name))
    assert reading is not None
    return checker().check(Dossier((reading,)))


@pytest.mark.parametrize("name", DOCUMENTS)
def test_the_real_documents_give_exactly_what_an_eye_finds(name: str) -> None:
    issuer, expected = DOCUMENTS[name]
    audit = audit_of(TEXTS / f"{name}.txt")
    made = [one for one in audit.findings if one.rule.partition("/")[2] in MAIN]
    assert {(one.rule.partition("/")[2], one.locations[0].text) for one in made} == expected
    assert len(made) == len(expected)
    assert (audit.issuer, audit.year, audit.documents[0].form) == (issuer, 2020, "format-2019")
    assert audit.unchecked == ()


def test_what_is_missing_or_misnamed_is_told_with_its_section() -> None:
    audit = audit_of(TEXTS / "001-changzhou-foreign-affairs-2020.txt")
    sections = {one.rule.partition("/")[2]: one.locations[0].section for one in audit.findings}
    assert (sections["section-missing"], sections["section-title"]) == ("other", "disclosure")


FIGURES = {
    "000-suqian-foreign-affairs-2020": {},
    "003-suqian-2020": {
        "granted.total": 504,
        "partial.total": 49,
        "refused_1.total": 13,
        "unavailable_1.total": 330,
        "unprocessed_1.total": 19,
        "other.total": 103,
        "handled.total": 1062,
    },
}


@pytest.mark.parametrize("name", DOCUMENTS)
def test_every_cell_of_the_real_documents_is_read(name: str) -> None:
    document = read(TEXTS / f"{name}.txt", name)
    reading = checker().recognise(document)
    assert reading is not None
    tables = reading.tables
    for table, count in (("applications", 7 * 23), ("reviews", 15)):
        cells = tables[table].cells
        assert len(cells) == count
        assert all(passage is not None and passage.text.string.strip().isdigit() for passage in cells.values())
    for key, figure in FIGURES.get(name, {}).items():
        row, column = key.split(".")
        passage = tables["applications"].cells[row, column]
        assert passage is not None
        assert int(passage.text.string) == figure


PAIRS = {
    "suqian-foreign-affairs-2020": "000-suqian-foreign-affairs-2020",
    "suqian-2020": "003-suqian-2020",
    "tianjin-foreign-affairs-2020": "004-tianjin-foreign-affairs-2020",
}


@pytest.mark.parametrize("suffix", [".docx", ".pdf"])
@pytest.mark.parametrize("name", PAIRS)
def test_the_same_text_as_docx_and_as_pdf_gives_the_same_findings(name: str, suffix: str) -> None:
    text = audit_of(TEXTS / f"{PAIRS[name]}.txt")
    other = audit_of(ROOT / "samples" / f"{name}{suffix}")

    def told(audit: Audit) -> list[tuple[str, str, str, str]]:
        # What the text reader says of a cell that its file cuts short is a matter of reading.
        return sorted(
            (one.rule, one.severity.value, one.verdict.value, one.message)
            for one in audit.findings
            if not (one.rule.endswith("table-label") and "本年新" in one.message)
        )

    assert told(other) == told(text)
    assert (other.issuer, other.year) == (text.issuer, text.year)
    if suffix == ".pdf":
        assert all(one.locations[0].page for one in other.findings if one.locations[0].text)
