"""What the generator writes is what it says it writes: identities, grids and texts read back with other libraries."""

from __future__ import annotations

import io
import re
import shutil
import zipfile

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree
from lxml import html as lxml_html

from tests.generator import docx, html, pdf, spec, text, xlsx
from tests.generator.docx import DocxOptions
from tests.generator.docx_parts import W
from tests.generator.html import HtmlOptions
from tests.generator.layout import APPLICANTS, Grid, application_rows
from tests.generator.pdf import DrawOptions
from tests.generator.spec import ORGANS, TABLES, Report

Spans = set[tuple[int, int, int, int, str]]

reports = st.builds(
    lambda make, seed, organ: make(seed, organ),
    st.sampled_from([spec.report_2021, spec.report_2019]),
    st.integers(0, 10_000),
    st.sampled_from(ORGANS),
)


def _spans(grid: Grid) -> Spans:
    return {(c.row, c.column, c.row_span, c.column_span, c.text.replace("\n", "")) for c in grid.cells}


@given(reports)
@settings(max_examples=60)
def test_every_identity_of_the_forms_is_true(report: Report) -> None:
    figures = {key: int(value) for key, value in report.figures("applications").items()}
    rows = application_rows(report.form)
    outcomes = [row for row in rows if row not in ("new", "carried_in", "handled", "carried_out")]
    assert len(figures) == 7 * (25 if report.form == "2021" else 23)
    for column in (*APPLICANTS, "total"):
        assert figures["new", column] + figures["carried_in", column] == (
            figures["handled", column] + figures["carried_out", column]
        )
        assert figures["handled", column] == sum(figures[row, column] for row in outcomes)
    for row in rows:
        assert figures[row, "total"] == sum(figures[row, column] for column in APPLICANTS)
    cases = {column: int(value) for (_, column), value in report.figures("reviews").items()}
    for kind in ("review", "direct", "after_review"):
        parts = (cases[f"{kind}_{outcome}"] for outcome in ("upheld", "corrected", "other", "pending"))
        assert cases[f"{kind}_total"] == sum(parts)
    assert f"新收政府信息公开申请{figures['new', 'total']}件" in "".join(report.paragraphs())


@given(reports, st.data())
@settings(max_examples=60)
def test_what_is_left_out_closes_up(report: Report, data: st.DataObject) -> None:
    for row in data.draw(st.sets(st.sampled_from(application_rows(report.form)), max_size=5)):
        report = spec.without_row(report, "applications", row)
    column = data.draw(st.sampled_from(APPLICANTS))
    report = spec.without_column(report, "applications", column)
    grid = report.grid("applications")
    assert all(cell is not None for row in grid.slots() for cell in row)
    assert not any(cell.key.endswith(f".{column}") for cell in grid.cells)


@pytest.mark.parametrize("at", [4, 10, 20])
@pytest.mark.parametrize("repeat", [True, False])
def test_a_split_table_holds_every_figure_once(at: int, repeat: bool) -> None:
    grid = spec.report_2021(1).grid("applications")
    parts = grid.split(at, repeat)
    keys = [cell.key for part in parts for cell in part.cells if cell.figure]
    assert sorted(keys) == sorted(cell.key for cell in grid.cells if cell.figure)
    assert all(cell is not None for part in parts for row in part.slots() for cell in row)


def _tag(name: str) -> str:
    return f"{{{W}}}{name}"


def _body(content: bytes) -> etree._Element:
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        return etree.fromstring(archive.read("word/document.xml"))


def _said(element: etree._Element) -> str:
    """Text as a reader sees it: insertions in, deletions and hidden runs out."""
    for gone in [*element.iter(_tag("del")), *(mark.getparent().getparent() for mark in element.iter(_tag("vanish")))]:
        parent = gone.getparent()
        if parent is not None:
            parent.remove(gone)
    return "".join(node.text or "" for node in element.iter(_tag("t")))


def _docx_spans(table: etree._Element) -> Spans:
    open_: dict[int, list[int]] = {}
    cells: list[tuple[list[int], str]] = []
    for row, tr in enumerate(table.iter(_tag("tr"))):
        column = 0
        for tc in tr.iter(_tag("tc")):
            span = tc.find(f"{_tag('tcPr')}/{_tag('gridSpan')}")
            width = int(span.get(_tag("val"), "1")) if span is not None else 1
            merge = tc.find(f"{_tag('tcPr')}/{_tag('vMerge')}")
            if merge is not None and merge.get(_tag("val")) is None:
                open_[column][2] += 1
            else:
                open_[column] = [row, column, 1, width]
                cells.append((open_[column], _said(tc)))
            column += width
    return {(place[0], place[1], place[2], place[3], said) for place, said in cells}


@pytest.mark.parametrize(
    "options",
    [
        DocxOptions(),
        DocxOptions(numbering="automatic", breaks="break"),
        DocxOptions(numbering="style", tracked=True, hidden=True, content_controls=True, text_box=True),
    ],
)
@pytest.mark.parametrize("make", [spec.report_2021, spec.report_2019])
def test_a_docx_holds_the_grids_and_the_text(make: type, options: DocxOptions) -> None:
    report = spec.with_broken_cells(make(5))
    body = _body(docx.write(report, options))[0]
    assert [_docx_spans(table) for table in body.iter(_tag("tbl"))] == [_spans(report.grid(name)) for name in TABLES]
    said = [_said(child) for child in body if child.tag == _tag("p")]
    numbers = options.numbering == "typed"
    lines = [line for section in report.sections for line in (section.heading, *section.lines)]
    for line in lines:
        assert (line.shown if numbers else line.text) in said
    assert report.preamble_lines()[0] in said
    assert not any(trap in part for part in said for trap in (docx.DELETED, docx.HIDDEN))


def test_the_same_report_gives_the_same_bytes() -> None:
    report = spec.report_2021(7)
    assert docx.write(report) == docx.write(spec.report_2021(7))
    assert pdf.drawn(report) == pdf.drawn(spec.report_2021(7))


def test_python_docx_opens_every_kind() -> None:
    import docx as python_docx

    options = DocxOptions(numbering="style", split=14, tracked=True, content_controls=True, pictures=("reviews",))
    opened = python_docx.Document(io.BytesIO(docx.write(spec.report_2021(2), options)))
    assert len(opened.tables) == 3
    assert len(opened.inline_shapes) == 1


@pytest.mark.parametrize("options", [HtmlOptions(), HtmlOptions(site=True, layout=True, blanks=True)])
def test_a_page_holds_the_grids(options: HtmlOptions) -> None:
    report = spec.report_2021(3)
    tables = lxml_html.fromstring(html.write(report, options)).xpath("//table[@class='form']")
    for table, name in zip(tables, TABLES, strict=True):
        said = [
            (int(td.get("rowspan", "1")), int(td.get("colspan", "1")), td.text_content().strip())
            for td in table.iter("td")
        ]
        grid = report.grid(name)
        assert said == [(cell.row_span, cell.column_span, cell.text) for row in grid.by_row() for cell in row]


def test_a_page_can_hold_a_table_for_each_block() -> None:
    page = html.write(spec.report_2019(3), HtmlOptions(split=True))
    assert page.count('<table class="form">') == 5 + 2


@pytest.mark.parametrize("tables", list(text.TABLES))
def test_a_text_holds_every_cell_in_order(tables: str) -> None:
    report = spec.report_2021(4)
    for name in TABLES:
        grid = report.grid(name)
        lines = text.TABLES[tables](grid)
        said = [part.strip() for line in lines for part in re.split(r"[|\t]|  ", line) if part.strip(" -")]
        assert said == [cell.text for row in grid.by_row() for cell in row]


@pytest.mark.parametrize("encoding", text.ENCODINGS)
def test_every_encoding_reads_back(encoding: str) -> None:
    written = text.write(spec.report_2021(4))
    content = text.encode(written, encoding)
    assert content.decode("utf-16" if encoding.startswith("utf-16") else encoding) == written


def test_damage_is_what_the_real_web_page_shows() -> None:
    assert (
        text.damage("根据统计数据（结果），总计", every=1)
        == "根據(jù)統(tǒng)計(jì)數(shù)據(jù)(結(jié)果),總(zǒng)計(jì)"
    )
    assert text.damage("统计", every=1, toneless=True) == "統(tong)計(ji)"


@pytest.mark.parametrize(
    "options",
    [DrawOptions(), DrawOptions(vertical=True, repeat=False, lead=330), DrawOptions(rules="none", lead=330)],
)
def test_a_drawn_pdf_says_everything(options: DrawOptions) -> None:
    import pypdfium2

    report = spec.report_2021(5)
    document = pypdfium2.PdfDocument(pdf.drawn(report, options))
    said = "".join(re.sub(r"\s|— \d+ —", "", page.get_textpage().get_text_range()) for page in document)
    assert len(document) == 3
    for paragraph in report.paragraphs():
        assert paragraph.replace(" ", "") in said
    assert said.count("申请人情况") == (2 if options.repeat and options.lead else 1)
    document.close()


def test_the_rulings_of_a_drawn_pdf_make_the_tables() -> None:
    import pdfplumber

    report = spec.report_2021(5)
    with pdfplumber.open(io.BytesIO(pdf.drawn(report))) as opened:
        found = [table for page in opened.pages for table in page.find_tables()]
        assert [len(table.rows) for table in found] == [report.grid(name).rows for name in TABLES]


@pytest.mark.soffice
@pytest.mark.skipif(shutil.which("soffice") is None, reason="LibreOffice is not installed")
def test_libreoffice_numbers_the_headings_as_the_report_does() -> None:
    import pypdfium2

    report = spec.report_2021(5)
    for numbering in ("automatic", "style"):
        content = pdf.by_libreoffice(docx.write(report, DocxOptions(numbering=numbering)))
        document = pypdfium2.PdfDocument(content)
        said = "".join(re.sub(r"\s", "", page.get_textpage().get_text_range()) for page in document)
        for section in report.sections:
            assert section.heading.shown in said
            assert all(line.shown[:12] in said for line in section.lines)
        document.close()


@pytest.mark.chromium
@pytest.mark.skipif(shutil.which("chromium") is None, reason="Chromium is not installed")
def test_chromium_prints_every_figure() -> None:
    import pdfplumber

    report = spec.report_2021(5)
    with pdfplumber.open(io.BytesIO(*pdf.by_chromium(html.write(report, HtmlOptions(page="A4"))))) as opened:
        words = " ".join(page.extract_text() for page in opened.pages).split()
    for value in report.figures("applications").values():
        assert value in words


def test_a_workbook_holds_the_figures() -> None:
    report = spec.report_2021(5)
    with zipfile.ZipFile(io.BytesIO(xlsx.write(report, numbers=True))) as archive:
        sheet = etree.fromstring(archive.read("xl/worksheets/sheet2.xml"))
    numbers = [value.text for value in sheet.iter("{*}v") if value.getparent().get("t") is None]
    assert numbers == list(report.figures("applications").values())
