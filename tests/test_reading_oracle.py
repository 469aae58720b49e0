"""One report in every form of file says the same: every figure, label, paragraph and particular, the same findings."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Mapping
from pathlib import Path
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.generator import docx, forms, html, measured, pdf, spec
from tests.generator.docx import DocxOptions
from tests.generator.html import HtmlOptions
from tests.generator.pdf import DrawOptions
from tests.generator.spec import Report

REPORTS = {
    "2021 water": spec.report_2021(3),
    "2021 county": spec.report_2021(4, spec.COUNTY, size=9000),
    "2019 township": spec.report_2019(5, spec.TOWNSHIP, size=4),
    "2019 culture": spec.report_2019(6, spec.CULTURE, size=900, cases=40),
}
UNRULED = tuple(name for name in forms.FORMS if "horizontal" in name or "unruled" in name)
"""Drawn without rules between the columns: a reader knows the cells of a row only by where they stand."""
RULED = tuple(name for name in forms.FORMS if name not in UNRULED)
ORDER_ONLY = (*UNRULED, "text cells", "text pipes", "text tabbed_rows", "csv")
"""Nothing but the order of the cells is left there: a row that is short of one cannot always be told apart."""


def with_faults(report: Report) -> Report:
    """A phone number of too many digits, another label, a figure that does not add up."""
    report = spec.with_contact(report, "电话", "0590-823600181")
    report = spec.with_label(report, "applications", "label:refused_6", "6.属于四类内部事务信息")
    upheld = int(report.figures("reviews")["cases", "direct_upheld"])
    return spec.with_figure(report, "reviews", "cases", "direct_upheld", str(upheld + 1))


FAULTS = [
    ("contact-invalid", "preamble", None, None, "0590-823600181"),
    ("litigation-direct-total", "reviews", "cases", "direct_total", None),
    ("table-label", "applications", "refused_6", None, "6.属于四类内部事务信息"),
]
"""What must be found of them: rule, section, row, column, words."""


def some(form: str) -> dict[str, Report]:
    """One report of each of both forms of the regulation, others for the next form of file."""
    names = list(REPORTS)
    turn = [*forms.FORMS, *forms.TABLES_ONLY].index(form) % 2
    return {name: REPORTS[name] for name in (names[turn], names[2 + turn])}


def read(report: Report, form: str) -> measured.Read:
    suffix, write = {**forms.FORMS, **forms.TABLES_ONLY}[form]
    return measured.read(write(report), suffix)


def agree(found: list[measured.Found]) -> bool:
    """Whether the faults and nothing else were found."""
    told = [(one.rule, one.section, one.row, one.column) for one in found]
    words = [one.text for one in found]
    return told == [fault[:4] for fault in FAULTS] and all(
        fault[4] in (None, text) for fault, text in zip(FAULTS, words, strict=True)
    )


@pytest.mark.parametrize("form", RULED)
def test_every_form_says_what_the_report_says(form: str) -> None:
    for name, report in some(form).items():
        found = read(report, form)
        assert (name, measured.differences(report, found), measured.findings(found)) == (name, [], [])


@pytest.mark.parametrize("form", UNRULED)
def test_every_figure_is_exact_without_rules(form: str) -> None:
    for name, report in some(form).items():
        unknown, wrong, _ = measured.figures(report, read(report, form))
        assert (name, unknown, wrong) == (name, [], [])


@pytest.mark.parametrize("form", forms.TABLES_ONLY)
def test_a_workbook_holds_the_tables(form: str) -> None:
    for report in REPORTS.values():
        assert measured.differences(report, read(report, form), only_tables=True) == []


@pytest.mark.parametrize("form", RULED)
def test_three_faults_are_found_in_every_form(form: str) -> None:
    name, report = list(some(form).items())[len(form) % 2]
    found = measured.findings(read(with_faults(report), form))
    assert agree(found), (name, found)


WAYS = tuple(name for name in forms.FORMS if name.startswith("text") and "," not in name)
Place = tuple[str, str, str | None, str | None]
"""The rule, section, row and column of a finding."""
LEFT_OUT: dict[str, tuple[Callable[[Report], Report], list[Place]]] = {
    "a column of applicants": (
        lambda report: spec.without_column(report, "applications", "research"),
        [("table-column-missing", "applications", None, "research")],
    ),
    "a column of which others have the name": (
        lambda report: spec.without_column(report, "reviews", "direct_pending"),
        [("table-column-missing", "reviews", None, "direct_pending")],
    ),
    "two rows": (
        lambda report: spec.without_row(
            spec.without_row(report, "applications", "refused_3"), "applications", "unprocessed_2"
        ),
        [
            ("table-row-missing", "applications", "refused_3", None),
            ("table-row-missing", "applications", "unprocessed_2", None),
        ],
    ),
    "a section": (
        lambda report: spec.without_section(report, "problems", renumber=True),
        [("section-missing", "problems", None, None)],
    ),
}


@pytest.mark.parametrize("left_out", LEFT_OUT)
def test_what_is_left_out_is_missed_in_every_form(left_out: str) -> None:
    change, expected = LEFT_OUT[left_out]
    report = change(REPORTS["2021 water"])
    for form in ["docx typed", "docx style", "html all", "pdf over pages", "ofd line", "csv", *WAYS]:
        found = measured.findings(read(report, form))
        assert (form, [(one.rule, one.section, one.row, one.column) for one in found]) == (form, expected)


def with_gaps(report: Report, seed: int) -> Report:
    """Cells left empty, or with a stroke in the place of a figure."""
    random = Random(seed)
    for table in spec.TABLES:
        for row, column in random.sample(sorted(report.figures(table)), random.randint(1, 4)):
            report = spec.with_figure(report, table, row, column, random.choice(["", "/", "—", "－"]))
    return report


@pytest.mark.parametrize("form", [*forms.FORMS, *forms.TABLES_ONLY])
def test_a_cell_left_empty_never_makes_a_wrong_figure(form: str) -> None:
    for seed, (name, report) in enumerate(some(form).items()):
        report = with_gaps(report, seed)
        unknown, wrong, _ = measured.figures(report, read(report, form))
        assert (name, wrong) == (name, [])
        if not form.startswith(ORDER_ONLY):
            assert (name, unknown) == (name, [])


docx_options = st.builds(
    DocxOptions,
    numbering=st.sampled_from(["typed", "automatic", "style"]),
    styles=st.booleans(),
    breaks=st.sampled_from(["paragraph", "break"]),
    split=st.sampled_from([None, *range(4, 27)]),
    repeat=st.booleans(),
    tracked=st.booleans(),
    content_controls=st.booleans(),
    hidden=st.booleans(),
    furniture=st.booleans(),
    text_box=st.booleans(),
    spaced_split=st.booleans(),
).filter(lambda options: options.styles or options.numbering != "style")
html_options = st.builds(
    HtmlOptions, site=st.booleans(), layout=st.booleans(), blanks=st.booleans(), split=st.booleans()
)
draw_options = st.builds(
    DrawOptions,
    repeat=st.booleans(),
    vertical=st.booleans(),
    bold_by_overprint=st.booleans(),
    page_numbers=st.booleans(),
    lead=st.integers(0, 600).map(float),
)
WRITERS: Mapping[type, tuple[str, Callable[..., bytes]]] = {
    DocxOptions: ("docx", docx.write),
    HtmlOptions: ("html", lambda report, options: html.write(report, options).encode()),
    DrawOptions: ("pdf", pdf.drawn),
}
reports = st.builds(
    lambda make, seed, organ, size, broken: (spec.with_broken_cells if broken else lambda one: one)(
        make(seed, organ, size=size)
    ),
    st.sampled_from([spec.report_2021, spec.report_2019]),
    st.integers(0, 10_000),
    st.sampled_from(spec.ORGANS),
    st.sampled_from([1, 60, 5000, 200_000]),
    st.booleans(),
)


@given(reports, st.one_of(docx_options, html_options, draw_options))
@settings(max_examples=30, deadline=None)
def test_any_report_reads_the_same_whatever_its_file_uses(
    report: Report, options: DocxOptions | HtmlOptions | DrawOptions
) -> None:
    suffix, write = WRITERS[type(options)]
    found = measured.read(write(report, options), suffix)
    assert measured.differences(report, found) == []


MADE = {name: REPORTS[name] for name in ("2021 water", "2019 culture")}


def unlike(made: Mapping[tuple[str, str], tuple[str, bytes]], folder: Path) -> dict[tuple[str, str], object]:
    """What is not read as it was written, or is found in a report without a fault, by form and report."""
    found = measured.read_all(made, folder)
    outcomes = {key: (measured.differences(MADE[key[1]], one), measured.findings(one)) for key, one in found.items()}
    assert len(outcomes) == len(made)
    return {key: outcome for key, outcome in outcomes.items() if outcome != ([], [])}


@pytest.mark.soffice
@pytest.mark.skipif(shutil.which("soffice") is None, reason="LibreOffice is not installed")
def test_what_libreoffice_makes_of_a_report_says_the_same(tmp_path: Path) -> None:
    assert unlike(forms.by_office(MADE), tmp_path) == {}


@pytest.mark.chromium
@pytest.mark.skipif(shutil.which("chromium") is None, reason="Chromium is not installed")
def test_what_chromium_prints_says_the_same(tmp_path: Path) -> None:
    assert unlike(forms.by_chromium(MADE), tmp_path) == {}


def test_the_oracle_sees_a_difference() -> None:
    report = REPORTS["2021 water"]
    found = read(report, "docx typed")
    other = spec.with_figure(report, "applications", "granted", "natural", "987")
    assert len(measured.differences(other, found)) == 1
    other = spec.with_label(report, "applications", "head:corner", "（本列数据）")
    assert len(measured.differences(other, found)) == 1
    assert len(measured.differences(spec.with_contact(report, "邮编", "100000"), found)) == 3
